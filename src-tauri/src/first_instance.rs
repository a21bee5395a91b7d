//! One window a vault: a second start brings the first one forward and says so.
//!
//! The first start listens on a local socket whose name is made from the vault's folder. No message is read from it:
//! that somebody connects is the whole message. The socket outlives a start afresh, so there is no moment in which a
//! second start could think itself the first.

use std::{
    hash::{DefaultHasher, Hash, Hasher},
    io,
    path::Path,
};

use interprocess::local_socket::{
    GenericNamespaced, Listener, ListenerOptions, Stream, ToNsName,
    traits::{ListenerExt, Stream as _},
};

pub use handover::Socket;

/// Proof that this is the first window of its vault.
pub struct FirstInstance(Listener);

impl FirstInstance {
    /// Takes the place of the first window, or keeps it with the socket that the start before handed over. `None` when
    /// there is another first window already; it has been asked to come forward.
    ///
    /// # Errors
    /// What the system says of local sockets.
    pub fn take(vault: &Path, handed_over: Option<i32>) -> io::Result<Option<Self>> {
        let name = name(vault)?;
        if let Some(listener) = handed_over.and_then(|number| handover::receive(number, &name)) {
            return Ok(Some(Self(listener)));
        }
        if Stream::connect(name.as_str().to_ns_name::<GenericNamespaced>()?).is_ok() {
            return Ok(None);
        }
        let listener = ListenerOptions::new().name(name.to_ns_name::<GenericNamespaced>()?).create_sync()?;
        Ok(Some(Self(listener)))
    }

    /// Calls `come_forward` whenever another start asks for it, for as long as the program runs. The socket returned
    /// can be handed over to a start afresh.
    pub fn listen(self, come_forward: impl Fn() + Send + 'static) -> Socket {
        let socket = Socket::of(&self.0);
        std::thread::spawn(move || {
            for asked in self.0.incoming() {
                if asked.is_ok() {
                    come_forward();
                }
            }
        });
        socket
    }
}

fn name(vault: &Path) -> io::Result<String> {
    let mut hasher = DefaultHasher::new();
    std::path::absolute(vault)?.hash(&mut hasher);
    Ok(format!("tomarigi-{:016x}", hasher.finish()))
}

#[cfg(target_os = "linux")]
mod handover {
    use std::os::{
        fd::{AsFd, AsRawFd, FromRawFd, OwnedFd},
        linux::net::SocketAddrExt,
        unix::net::UnixListener,
    };

    use interprocess::{local_socket::Listener, os::unix::uds_local_socket};
    use rustix::io::{FdFlags, fcntl_getfd, fcntl_setfd};

    /// The socket on which other starts are heard, as it is handed over.
    pub struct Socket(Option<OwnedFd>);

    impl Socket {
        pub(super) fn of(listener: &Listener) -> Self {
            let Listener::UdSocket(listener) = listener;
            Self(listener.as_fd().try_clone_to_owned().ok())
        }

        /// Lets it outlive the program that runs now; returns its number for the next one.
        pub fn hand_over(&self) -> Option<i32> {
            let socket = self.0.as_ref()?;
            fcntl_setfd(socket, FdFlags::empty()).ok()?;
            Some(socket.as_raw_fd())
        }
    }

    /// Takes the socket with this number, if it is what it should be.
    pub(super) fn receive(number: i32, name: &str) -> Option<Listener> {
        // SAFETY: the start before this one, in this very process, left this number open for us and named it to nobody
        // else; nothing else in this process has looked for it.
        #[expect(unsafe_code, reason = "an inherited socket is known by its number alone")]
        let socket = unsafe { OwnedFd::from_raw_fd(number) };
        fcntl_getfd(&socket).ok()?;
        fcntl_setfd(&socket, FdFlags::CLOEXEC).ok()?;
        let listener = UnixListener::from(socket);
        let ours = listener.local_addr().ok()?.as_abstract_name().is_some_and(|bound| bound == name.as_bytes());
        ours.then(|| uds_local_socket::Listener::from(listener).into())
    }
}

#[cfg(not(target_os = "linux"))]
mod handover {
    use interprocess::local_socket::Listener;

    /// The socket on which other starts are heard; it ends with the program.
    pub struct Socket;

    impl Socket {
        pub(super) const fn of(_: &Listener) -> Self {
            Self
        }

        /// There is nothing to hand over.
        pub const fn hand_over(&self) -> Option<i32> {
            None
        }
    }

    pub(super) const fn receive(_: i32, _: &str) -> Option<Listener> {
        None
    }
}
