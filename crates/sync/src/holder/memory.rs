//! What a key holder keeps in their vault between two times of sitting down.

use std::collections::BTreeMap;

use aggregates::FiscalYear;
use serde::{Deserialize, Serialize};

use super::Manifest;
use crate::{contribution::ReportId, fault::Fault, identity::LaptopId, shares::Pair};

/// Whose which file is in a sum.
pub(super) type Set = BTreeMap<LaptopId, ReportId>;

/// What a key holder keeps. It never leaves their vault.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Memory {
    years: BTreeMap<i32, YearMemory>,
    now: i32,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct YearMemory {
    context: [u8; 32],
    /// The newest file of each laptop that was ever seen: an older one was put back.
    newest: BTreeMap<LaptopId, u64>,
    /// The sets of which a sum was opened, or only the number of people.
    opened: Vec<Set>,
    /// The number of the last round under this context.
    last: u32,
    round: Option<Round>,
}

/// A round under way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Round {
    pub number: u32,
    /// The own first file.
    pub checks: Vec<u8>,
    /// What is kept of each share.
    pub kept: BTreeMap<ReportId, Kept>,
    /// The list and the own sum, once the other's checks were there.
    pub summed: Option<(Manifest, Pair)>,
}

/// The state of a check. Without the other key holder's it says nothing, and yet it is not shown.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Kept(Pair);

impl std::fmt::Debug for Kept {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Kept")
    }
}

impl From<Pair> for Kept {
    fn from(pair: Pair) -> Self {
        Self(pair)
    }
}

impl Kept {
    pub const fn pair(&self) -> &Pair {
        &self.0
    }
}

impl Memory {
    /// Reads what [`to_bytes`](Self::to_bytes) wrote.
    ///
    /// # Errors
    /// [`Fault::Damaged`].
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Fault> {
        postcard::from_bytes(bytes).map_err(|_| Fault::Damaged)
    }

    /// Writes it for the vault.
    ///
    /// # Errors
    /// [`Fault::Cipher`] when there is no memory left.
    pub fn to_bytes(&self) -> Result<Vec<u8>, Fault> {
        postcard::to_stdvec(self).map_err(|_| Fault::Cipher)
    }

    /// Turns to a year. Other figures or key holders make another series of rounds; what was opened stays opened.
    pub(super) fn enter(&mut self, year: FiscalYear, context: [u8; 32]) {
        self.now = year.begins_in();
        let year = self.year();
        if year.context != context {
            year.context = context;
            year.last = 0;
            year.round = None;
        }
    }

    fn year(&mut self) -> &mut YearMemory {
        self.years.entry(self.now).or_default()
    }

    fn there(&self) -> Option<&YearMemory> {
        self.years.get(&self.now)
    }

    pub(super) fn round(&self) -> Option<&Round> {
        self.there()?.round.as_ref()
    }

    pub(super) fn last(&self) -> u32 {
        self.there().map_or(0, |year| year.last)
    }

    pub(super) fn opened(&self) -> &[Set] {
        self.there().map_or(&[], |year| &year.opened)
    }

    pub(super) fn newest(&self, laptop: LaptopId) -> u64 {
        self.there().and_then(|year| year.newest.get(&laptop).copied()).unwrap_or_default()
    }

    pub(super) fn note(&mut self, laptop: LaptopId, sequence: u64) {
        let newest = self.year().newest.entry(laptop).or_default();
        *newest = sequence.max(*newest);
    }

    pub(super) fn begin(&mut self, round: Round) {
        let year = self.year();
        year.last = round.number;
        year.round = Some(round);
    }

    pub(super) fn skip_to(&mut self, number: u32) {
        let year = self.year();
        year.last = year.last.max(number);
    }

    pub(super) fn open(&mut self, set: Set) {
        let year = self.year();
        if !year.opened.contains(&set) {
            year.opened.push(set);
        }
    }

    pub(super) fn sum(&mut self, manifest: Manifest, sum: Pair) {
        if let Some(round) = &mut self.year().round {
            // Nobody can come back to single shares from here.
            round.kept.clear();
            round.summed = Some((manifest, sum));
        }
    }

    pub(super) fn end(&mut self) {
        self.year().round = None;
    }
}
