//! One window a vault: a second start brings the first one forward and says so.
//!
//! The first start listens on a local socket whose name is made from the vault's folder. No message is read from it:
//! that somebody connects is the whole message.

use std::{
    hash::{DefaultHasher, Hash, Hasher},
    io,
    path::Path,
};

use interprocess::local_socket::{
    GenericNamespaced, Listener, ListenerOptions, Name, Stream, ToNsName,
    traits::{ListenerExt, Stream as _},
};

/// Proof that this is the first window of its vault.
pub struct FirstInstance(Listener);

impl FirstInstance {
    /// Takes the place of the first window. `None` when there is one already; it has been asked to come forward.
    ///
    /// # Errors
    /// What the system says of local sockets.
    pub fn take(vault: &Path) -> io::Result<Option<Self>> {
        if Stream::connect(name(vault)?).is_ok() {
            return Ok(None);
        }
        let listener = ListenerOptions::new().name(name(vault)?).create_sync()?;
        Ok(Some(Self(listener)))
    }

    /// Calls `come_forward` whenever another start asks for it, for as long as the program runs.
    pub fn listen(self, come_forward: impl Fn() + Send + 'static) {
        std::thread::spawn(move || {
            for asked in self.0.incoming() {
                if asked.is_ok() {
                    come_forward();
                }
            }
        });
    }
}

fn name(vault: &Path) -> io::Result<Name<'static>> {
    let mut hasher = DefaultHasher::new();
    std::path::absolute(vault)?.hash(&mut hasher);
    format!("tomarigi-{:016x}", hasher.finish()).to_ns_name::<GenericNamespaced>()
}
