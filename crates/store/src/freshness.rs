//! Noticing an older copy that was put back.
//!
//! SQLCipher seals each page, but an old page, or the whole old file, carries a seal just as good. So the store counts
//! its writes, the journal has a head, and a digest goes over the seals of all pages. Somebody outside of the file keeps
//! what they were (the anchor of the vault), and [`judge`] compares.

use std::{
    fs::File,
    io::{BufReader, ErrorKind, Read, Seek, SeekFrom},
};

use hmac::Mac as _;

use crate::{
    chain::Mac,
    error::StoreError,
    keys::{Key, hmac_under},
};

/// Where the store stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct State {
    /// How often it was written.
    pub commits: u64,
    /// The number of the newest entry of the journal.
    pub entries: u64,
    /// The MAC of that entry.
    pub head: Mac,
    /// The version of the schema.
    pub schema: u32,
    /// Whether an anchor was ever made. Then it is missed when it is gone.
    pub anchored: bool,
}

/// What somebody outside of the store saw last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen {
    /// [`State::commits`].
    pub commits: u64,
    /// [`State::entries`].
    pub entries: u64,
    /// [`State::head`].
    pub head: Mac,
    /// The digest of all pages, if it was taken after the last write.
    pub digest: Option<Mac>,
}

impl Seen {
    /// What to remember while the store is worked on, from before its first write until it is closed. A write that is
    /// killed is undone at the next opening, and the pages that are put back get new seals: a digest taken before would
    /// call that a replay.
    #[must_use]
    pub const fn while_open(self) -> Self {
        Self { digest: None, ..self }
    }
}

/// What a comparison says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// The store is the one that was seen.
    Current,
    /// The store was written after it was seen last: the program ended before it could say so.
    AheadAfterCrash {
        /// How often.
        commits: u64,
    },
    /// The store is an older one.
    RolledBack {
        /// How many writes are missing; 0 when only entries of the journal are.
        commits: u64,
        /// How many entries of the journal are missing.
        entries: u64,
    },
    /// The store counts as it should, but parts of it are from another time.
    Replayed,
}

/// Compares the store with what was seen. `entry` is the MAC that the entry with the number [`Seen::entries`] has now
/// (`None` when there is none), `digest` that of all pages now.
pub fn judge(state: &State, entry: Option<Mac>, digest: &Mac, seen: &Seen) -> Verdict {
    if state.commits < seen.commits || state.entries < seen.entries {
        return Verdict::RolledBack {
            commits: seen.commits.saturating_sub(state.commits),
            entries: seen.entries.saturating_sub(state.entries),
        };
    }
    if entry != Some(seen.head) {
        return Verdict::Replayed;
    }
    match state.commits.saturating_sub(seen.commits) {
        0 if state.entries != seen.entries || seen.digest.is_some_and(|seen| seen != *digest) => Verdict::Replayed,
        0 => Verdict::Current,
        commits => Verdict::AheadAfterCrash { commits },
    }
}

/// The length of a page, and of its end with initialisation vector and seal.
const PAGE: u64 = 4096;
const SEAL: usize = 80;
/// SQLite locks bytes here and never uses the page that holds them.
const LOCK_BYTES: u64 = 0x4000_0000;

/// Returns HMAC-SHA256 over the seals of the first `pages` pages in their order and the number of pages there are.
///
/// The seal of a page stands for all of it: it authenticates the page and its initialisation vector, which is new at
/// each write.
pub(crate) fn page_digest(mut file: &File, pages: u64, key: &Key) -> Result<Mac, StoreError> {
    file.seek(SeekFrom::Start(0)).map_err(unreadable)?;
    let mut reader = BufReader::with_capacity(1 << 20, file);
    let mut mac = hmac_under(key);
    mac.update(b"tomarigi/pages/1");
    let (mut page, mut number) = ([0; 4096], 0_u64);
    while number < pages && read_page(&mut reader, &mut page)? {
        if number.saturating_mul(PAGE) != LOCK_BYTES {
            mac.update(page.last_chunk::<SEAL>().unwrap_or(&[0; SEAL]));
        }
        number = number.saturating_add(1);
    }
    mac.update(&number.to_be_bytes());
    Ok(mac.finalize().into_bytes().into())
}

fn read_page(reader: &mut impl Read, page: &mut [u8; 4096]) -> Result<bool, StoreError> {
    match reader.read_exact(page) {
        Ok(()) => Ok(true),
        Err(fault) if fault.kind() == ErrorKind::UnexpectedEof => Ok(false),
        Err(fault) => Err(unreadable(fault)),
    }
}

fn unreadable(_: std::io::Error) -> StoreError {
    StoreError::Sqlite(rusqlite::ffi::SQLITE_IOERR_READ)
}
