//! The chain of the journal: what an entry is authenticated over, and how the whole is checked.
//!
//! Every entry carries a MAC over the MAC of the entry before it, its own fields and the digest of its payload. Without
//! the journal's key no entry can be changed, moved, added or taken out of the middle. That entries were cut off at the
//! end is not to be seen from inside: somebody outside must remember the number and the MAC of the last one.
//!
//! The form of format 1 below never changes: entries written once must be checked for ever.

use std::collections::BTreeSet;

use hmac::Mac as _;
use sha2::{Digest as _, Sha256};

use crate::keys::{Key, hmac_under};

/// The verb of the entry that an erasure leaves. It alone explains why a payload is missing.
pub const ERASE: &str = "erase";

/// The MAC of an entry.
pub type Mac = [u8; 32];

/// What the first entry follows.
const BEFORE_THE_FIRST: Mac = [0; 32];
const FORMAT: &[u8] = b"tomarigi/journal/1";

/// Number and MAC of the last entry; 0 and zeros while there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    /// The number.
    pub n: u64,
    /// The MAC.
    pub mac: Mac,
}

impl Default for Head {
    fn default() -> Self {
        Self { n: 0, mac: BEFORE_THE_FIRST }
    }
}

/// An entry as it stands in the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    pub n: u64,
    pub at: String,
    pub actor: u32,
    pub verb: String,
    pub subject: String,
    pub id: Option<u32>,
    pub person: Option<u32>,
    pub payload: Option<Vec<u8>>,
    pub digest: Option<[u8; 32]>,
    pub mac: Mac,
}

impl Link {
    /// Gives the entry its place behind `head`: number, digest and MAC.
    pub fn append(mut self, head: Head, key: &Key) -> Self {
        self.n = head.n.saturating_add(1);
        self.digest = self.payload.as_deref().map(digest);
        self.mac = self.mac_after(&head.mac, key);
        self
    }

    fn mac_after(&self, before: &Mac, key: &Key) -> Mac {
        let mut mac = hmac_under(key);
        mac.update(FORMAT);
        mac.update(before);
        mac.update(&self.n.to_be_bytes());
        mac.update(&self.actor.to_be_bytes());
        for text in [&self.at, &self.verb, &self.subject] {
            // The length in front, so that no letter can move from one field to the next.
            mac.update(&u64::try_from(text.len()).unwrap_or(u64::MAX).to_be_bytes());
            mac.update(text.as_bytes());
        }
        for number in [self.id, self.person] {
            mac.update(&[u8::from(number.is_some())]);
            mac.update(&number.unwrap_or(0).to_be_bytes());
        }
        mac.update(&[u8::from(self.digest.is_some())]);
        mac.update(&self.digest.unwrap_or_default());
        mac.finalize().into_bytes().into()
    }

    /// Whether the payload is the one that was written, or is gone in a way that an erasure would explain.
    fn payload_fits(&self) -> bool {
        self.payload.is_none() || self.payload.as_deref().map(digest) == self.digest
    }

    const fn lost_its_payload(&self) -> bool {
        self.payload.is_none() && self.digest.is_some()
    }
}

fn digest(payload: &[u8]) -> [u8; 32] {
    Sha256::digest(payload).into()
}

/// A walk along the chain, entry by entry, so that a long journal need not lie in memory.
pub struct Walk<'a> {
    key: &'a Key,
    head: Head,
    without_payload: BTreeSet<u32>,
    erased: BTreeSet<u32>,
}

impl<'a> Walk<'a> {
    pub fn new(key: &'a Key) -> Self {
        Self { key, head: Head::default(), without_payload: BTreeSet::new(), erased: BTreeSet::new() }
    }

    /// Looks at the next entry.
    ///
    /// # Errors
    /// The number of the entry at which the chain breaks.
    pub fn step(&mut self, link: &Link) -> Result<(), u64> {
        let expected = self.head.n.saturating_add(1);
        if link.n != expected || link.mac != link.mac_after(&self.head.mac, self.key) || !link.payload_fits() {
            return Err(expected);
        }
        if link.lost_its_payload() {
            self.without_payload.insert(link.person.ok_or(link.n)?);
        }
        if link.verb == ERASE {
            self.erased.extend(link.person);
        }
        self.head = Head { n: link.n, mac: link.mac };
        Ok(())
    }

    /// Returns the last entry, once all were looked at.
    ///
    /// # Errors
    /// 0 when a payload is missing of somebody who was never erased.
    pub fn end(self) -> Result<Head, u64> {
        if self.without_payload.is_subset(&self.erased) { Ok(self.head) } else { Err(0) }
    }
}
