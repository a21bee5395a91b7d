//! What is said about combining.

use std::collections::BTreeMap;

use aggregates::{FiscalYear, RawCell, RawTable};
use serde::{Deserialize, Serialize};
use sync::{
    Combined, CombinedCell, LaptopId, Manifest, Named, Organisation, Outcome, PlaceFault, PublicIdentity, Reason,
    Refusal,
};

use super::SentByItself;
use crate::error::OfficeError;

/// What was handed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountsHandedIn {
    /// The year.
    pub year: i32,
    /// The how manyth file of this laptop it is.
    pub sequence: u64,
    /// Its length.
    pub bytes: usize,
    /// How many figures it holds.
    pub figures: usize,
    /// Whether it lies at the place already; otherwise it waits.
    pub delivered: bool,
    /// Why it waits.
    pub trouble: Option<PlaceFault>,
}

/// What came of a key holder's sitting down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountsChecked {
    /// `waiting`, `opened`, `refused`, `nothing_new`.
    pub state: &'static str,
    /// How many passes are done, 1 or 2; 0 when refused or nothing new.
    pub pass: u8,
    /// Why it was refused.
    pub refusal: Option<&'static str>,
    /// The laptops whose counts are in the sum, by name.
    pub taken: Vec<String>,
    /// The laptops whose files do not count, and why.
    pub left_out: Vec<(String, &'static str)>,
    /// The laptops that handed in nothing.
    pub missing: Vec<String>,
    /// Whether all files lie at the place.
    pub delivered: bool,
    /// Why something waits.
    pub trouble: Option<PlaceFault>,
}

/// What this laptop takes part in, and as what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CombiningState {
    /// The organisation.
    pub name: String,
    /// The year.
    pub year: i32,
    /// How often the office changed it.
    pub generation: u32,
    /// Whether this laptop is its office.
    pub is_office: bool,
    /// Whether it holds one of the two keys.
    pub is_holder: bool,
    /// Whether it hands in counts.
    pub is_listed: bool,
    /// The number of the last file that was handed in; 0 for none.
    pub sequence: u64,
    /// Whether a person saw what goes and to whom, as it would go now.
    pub agreed: bool,
    /// Hours between hand-ins by itself; 0 for never.
    pub send_every: u32,
    /// When the last file was made (RFC 3339).
    pub sent_at: Option<String>,
    /// What happened when this laptop last handed in by itself since it was unlocked.
    pub sent: Option<SentByItself>,
    /// How many files wait to be delivered.
    pub waiting: usize,
    /// Where the files lie: a folder, or the address of a server, without any secret.
    pub place: String,
    /// Whether the place can be reached.
    pub reachable: bool,
    /// Why it cannot.
    pub trouble: Option<PlaceFault>,
    /// The laptops, by name.
    pub laptops: Vec<String>,
    /// The key holders, by name.
    pub holders: Vec<String>,
    /// Everybody on the list, once.
    pub members: Vec<CombiningMember>,
}

/// A laptop on the list, and what it does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CombiningMember {
    /// The short name of its keys.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// Whether it hands in counts.
    pub hands_in: bool,
    /// Whether it holds one of the two keys.
    pub holds_key: bool,
}

/// The exact table of the organisation. It stays inside of the vault.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CombinedFigures {
    /// The year.
    pub year: i32,
    /// The round of the key holders.
    pub round: u32,
    /// The laptops whose counts are in it, by name.
    pub taken: Vec<String>,
    /// The laptops whose files did not count, and why.
    pub left_out: Vec<(String, String)>,
    /// The laptops that handed in nothing.
    pub missing: Vec<String>,
    /// The figures, in the order of the list.
    pub cells: Vec<CombinedCell>,
}

impl CountsChecked {
    pub(super) fn of(organisation: &Organisation, outcome: &Outcome, trouble: Option<PlaceFault>) -> Self {
        let (state, pass, refusal, left_out) = match outcome {
            Outcome::WaitingForChecks => ("waiting", 1, None, &[][..]),
            Outcome::WaitingForPeople(manifest) => ("waiting", 2, None, manifest.left_out()),
            Outcome::Opened(manifest) => ("opened", 2, None, manifest.left_out()),
            Outcome::Refused(refusal, left_out) => ("refused", 0, Some(refusal_code(*refusal)), left_out.as_slice()),
            Outcome::NothingNew => ("nothing_new", 0, None, &[][..]),
        };
        let manifest = match outcome {
            Outcome::WaitingForPeople(manifest) | Outcome::Opened(manifest) => Some(manifest),
            _ => None,
        };
        Self {
            state,
            pass,
            refusal,
            taken: manifest.map(|manifest| taken(organisation, manifest)).unwrap_or_default(),
            left_out: named(organisation, left_out),
            missing: manifest.map(|manifest| missing(organisation, manifest)).unwrap_or_default(),
            delivered: trouble.is_none(),
            trouble,
        }
    }
}

impl CombiningState {
    pub(super) fn of(
        own: &PublicIdentity,
        organisation: &Organisation,
        sequence: u64,
        waiting: usize,
        place: &str,
        trouble: Option<PlaceFault>,
    ) -> Self {
        let names = |cards: &[sync::Member]| cards.iter().map(|card| card.name.clone()).collect();
        Self {
            name: organisation.name().to_owned(),
            year: organisation.year().begins_in(),
            generation: organisation.generation(),
            is_office: organisation.office() == own,
            is_holder: organisation.holder(own.id()).is_some(),
            is_listed: organisation.lists(own.id()),
            sequence,
            agreed: false,
            send_every: 0,
            sent_at: None,
            sent: None,
            waiting,
            place: place.to_owned(),
            reachable: trouble.is_none(),
            trouble,
            laptops: names(organisation.laptops()),
            holders: names(organisation.holders()),
            members: members(organisation),
        }
    }
}

impl CombinedFigures {
    pub(super) fn of(organisation: &Organisation, combined: &Combined) -> Self {
        let left_out = named(organisation, combined.manifest.left_out());
        Self {
            year: combined.year.begins_in(),
            round: combined.manifest.round(),
            taken: taken(organisation, &combined.manifest),
            left_out: left_out.into_iter().map(|(name, why)| (name, why.to_owned())).collect(),
            missing: missing(organisation, &combined.manifest),
            cells: combined.cells.clone(),
        }
    }

    pub(crate) fn to_table(&self) -> Result<RawTable, OfficeError> {
        let unforeseen = || OfficeError::Unforeseen("the combined figures");
        let mut table = RawTable::new(FiscalYear::new(self.year).map_err(|_| unforeseen())?);
        for &CombinedCell { figure, programme, unit, basis, total, .. } in &self.cells {
            table.push(RawCell { figure, programme, unit, basis, value: total }).map_err(|_| unforeseen())?;
        }
        Ok(table)
    }
}

/// The key holders first, then those who only hand in.
fn members(organisation: &Organisation) -> Vec<CombiningMember> {
    let only = organisation.laptops().iter().filter(|laptop| organisation.holder(laptop.keys.id()).is_none());
    let member = |card: &sync::Member| CombiningMember {
        id: card.keys.id().to_string(),
        name: card.name.clone(),
        hands_in: organisation.lists(card.keys.id()),
        holds_key: organisation.holder(card.keys.id()).is_some(),
    };
    organisation.holders().iter().chain(only).map(member).collect()
}

/// Laptops by their names; one that is not on the list any more by its short key.
fn names(organisation: &Organisation) -> BTreeMap<LaptopId, &str> {
    organisation.laptops().iter().map(|laptop| (laptop.keys.id(), laptop.name.as_str())).collect()
}

fn name_of(names: &BTreeMap<LaptopId, &str>, laptop: LaptopId) -> String {
    names.get(&laptop).map_or_else(|| laptop.to_string(), |name| (*name).to_owned())
}

fn taken(organisation: &Organisation, manifest: &Manifest) -> Vec<String> {
    let names = names(organisation);
    manifest.taken().map(|laptop| name_of(&names, laptop)).collect()
}

fn missing(organisation: &Organisation, manifest: &Manifest) -> Vec<String> {
    let names = names(organisation);
    manifest.missing().iter().map(|laptop| name_of(&names, *laptop)).collect()
}

/// Names with the codes of reasons.
fn named(organisation: &Organisation, all: &[Named]) -> Vec<(String, &'static str)> {
    let names = names(organisation);
    all.iter().map(|one| (name_of(&names, one.laptop), reason_code(one.reason))).collect()
}

const fn reason_code(reason: Reason) -> &'static str {
    match reason {
        Reason::Damaged => "damaged",
        Reason::TooLong => "too_long",
        Reason::Name => "name",
        Reason::Newer => "newer",
        Reason::Signature => "signature",
        Reason::OtherPurpose => "other_purpose",
        Reason::Seal => "seal",
        Reason::PutBack => "put_back",
        Reason::Twice => "twice",
        Reason::Proof => "proof",
        Reason::SeenByOne => "seen_by_one",
    }
}

const fn refusal_code(refusal: Refusal) -> &'static str {
    match refusal {
        Refusal::FewLaptops => "few_laptops",
        Refusal::FewPeople => "few_people",
        Refusal::TooAlike => "too_alike",
        Refusal::Disagree => "disagree",
    }
}
