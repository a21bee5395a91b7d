//! Where the files lie: a folder, a stick, a server. Names are made of their content and written once.

mod folder;
mod pins;
mod remote;
mod site;
mod wire;

use serde::{Deserialize, Serialize};

pub use self::{
    folder::Folder,
    pins::{Pin, look_at_keys},
    site::Site,
    wire::Patience,
};
use crate::fault::PlaceFault;

/// The most names that are read from one folder.
const MOST_NAMES: usize = 10_000;

/// Something to be delivered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parcel {
    /// Where to.
    pub name: String,
    /// What.
    pub bytes: Vec<u8>,
}

/// A place of files that nobody needs to trust: whatever is read from it is proved by its signature.
pub trait Place {
    /// Writes a file. A name holds the digest of its content, so writing it again changes nothing.
    ///
    /// # Errors
    /// [`PlaceFault`].
    fn put(&self, name: &str, bytes: &[u8]) -> Result<(), PlaceFault>;

    /// Reads a file, at most one byte more than `most`; `None` when there is none.
    ///
    /// # Errors
    /// [`PlaceFault`].
    fn get(&self, name: &str, most: usize) -> Result<Option<Vec<u8>>, PlaceFault>;

    /// Lists the files of a folder; none when there is no such folder.
    ///
    /// # Errors
    /// [`PlaceFault`].
    fn list(&self, folder: &str) -> Result<Vec<String>, PlaceFault>;

    /// Removes a file, if it is there.
    ///
    /// # Errors
    /// [`PlaceFault`].
    fn delete(&self, name: &str) -> Result<(), PlaceFault>;

    /// Tells whether it can be reached and written.
    ///
    /// # Errors
    /// [`PlaceFault`].
    fn probe(&self) -> Result<(), PlaceFault>;
}

/// Delivers what waits, in order, and returns how many were delivered: the rest waits for the next time.
pub fn deliver(place: &dyn Place, waiting: &[Parcel]) -> (usize, Option<PlaceFault>) {
    for (sent, parcel) in waiting.iter().enumerate() {
        if let Err(fault) = place.put(&parcel.name, &parcel.bytes) {
            return (sent, Some(fault));
        }
    }
    (waiting.len(), None)
}

/// No place at all, and why.
#[derive(Debug, Clone, Copy)]
pub struct Nowhere(pub PlaceFault);

impl Place for Nowhere {
    fn put(&self, _: &str, _: &[u8]) -> Result<(), PlaceFault> {
        Err(self.0)
    }

    fn get(&self, _: &str, _: usize) -> Result<Option<Vec<u8>>, PlaceFault> {
        Err(self.0)
    }

    fn list(&self, _: &str) -> Result<Vec<String>, PlaceFault> {
        Err(self.0)
    }

    fn delete(&self, _: &str) -> Result<(), PlaceFault> {
        Err(self.0)
    }

    fn probe(&self) -> Result<(), PlaceFault> {
        Err(self.0)
    }
}

/// Whether this is a name that this program makes; nothing else is ever read or written.
fn checked(name: &str) -> Result<&str, PlaceFault> {
    let part = |part: &str| !part.is_empty() && part.chars().all(|c| matches!(c, 'a'..='z' | '0'..='9' | '-'));
    if name.len() <= 200 && name.split('/').all(part) { Ok(name) } else { Err(PlaceFault::Name) }
}
