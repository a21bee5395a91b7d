//! What lies in a hand-over file: what it says of itself as JSON, then the documents, one after the other.
//!
//! ```text
//! length of the JSON u32 | JSON | the documents, in the order of the JSON
//! ```
//! All of it lies in the authenticated body of a parcel.

use std::collections::BTreeMap;

use casework::{dates::PartialDate, participant::Profile};
use guarded::Guarded;
use serde::{Deserialize, Serialize};
use store::{Carried, CarriedEntry, DocumentId, Filter, HandOver, ParcelId, Uid, Value};
use zeroize::{Zeroize, Zeroizing};

use super::{CarriedLine, person_names};
use crate::{desk::Desk, error::OfficeError};

/// Entries that are carried at most; the newest ones.
const MOST_ENTRIES: u32 = 100_000;

/// What a file is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Kind {
    Case,
    Receipt,
    Refusal,
}

/// What a file says.
#[derive(Debug)]
pub(super) struct Contents {
    pub kind: Kind,
    pub parcel: ParcelId,
    pub uid: Uid,
    pub serial: u32,
    pub made_at: String,
    pub organisation: Guarded<String>,
    pub carried: Option<Guarded<Carried>>,
    pub journal: Vec<Entry>,
    documents: BTreeMap<u32, Guarded<Vec<u8>>>,
}

/// An entry of the journal on its way.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    at: String,
    verb: String,
    subject: String,
    content: Guarded<String>,
}

/// Who did it, and what stood there.
#[derive(Serialize, Deserialize)]
struct Content {
    who: Option<String>,
    before: Option<String>,
    after: Option<String>,
}

/// The JSON.
#[derive(Serialize, Deserialize, Zeroize)]
#[serde(deny_unknown_fields)]
struct Manifest {
    #[zeroize(skip)]
    kind: Kind,
    parcel: ParcelId,
    uid: Uid,
    serial: u32,
    made_at: String,
    organisation: String,
    carried: Option<Carried>,
    journal: Vec<[String; 4]>,
    documents: Vec<(u32, u64)>,
}

impl Desk<'_> {
    /// What goes into the file of a hand-over.
    pub(super) fn contents_of(&self, hand_over: &HandOver) -> Result<Contents, OfficeError> {
        let id = hand_over.participant;
        let carried = self.records.carry(id)?;
        let mut documents = BTreeMap::new();
        // EXPOSE: numbers of documents.
        for document in carried.expose().documents() {
            documents.insert(document.0, self.records.read_document(document)?);
        }
        let mut journal: Vec<Entry> = self.records.carried_entries(id)?.into_iter().rev().map(Entry::from).collect();
        let staff = self.staff_names()?;
        let of_person = Filter { person: Some(id), ..Filter::default() };
        for row in self.records.journal(&of_person, MOST_ENTRIES)?.into_iter().rev() {
            let payload = self.records.journal_payload(row.n)?;
            let (before, after) = payload.map_or((None, None), |payload| (payload.before, payload.after));
            // EXPOSE: put together and guarded again.
            let text = |text: Option<Guarded<String>>| text.map(|text| text.expose().clone());
            let who = staff.get(&row.actor.0).map(|name| name.expose().clone());
            let content = Content { who, before: text(before), after: text(after) };
            let content = serde_json::to_string(&content).map_err(|_| OfficeError::Unforeseen("an entry"))?;
            journal.push(Entry { at: row.at, verb: row.verb, subject: row.subject, content: Guarded::new(content) });
        }
        Ok(Contents {
            kind: Kind::Case,
            parcel: hand_over.parcel,
            uid: self.records.uid_of(id)?,
            serial: hand_over.serial,
            made_at: hand_over.at.clone(),
            organisation: Guarded::new(self.organisation()?.name),
            carried: Some(carried),
            journal,
            documents,
        })
    }
}

impl Contents {
    /// An answer to this file.
    pub(super) fn answer(&self, kind: Kind, organisation: Guarded<String>, made_at: String) -> Self {
        let (parcel, uid, serial) = (self.parcel, self.uid, self.serial);
        Self {
            kind,
            parcel,
            uid,
            serial,
            made_at,
            organisation,
            carried: None,
            journal: Vec::new(),
            documents: BTreeMap::new(),
        }
    }

    /// As bytes, to be sealed.
    pub(super) fn write(&self) -> Result<Guarded<Vec<u8>>, OfficeError> {
        // EXPOSE: sealed as a parcel by the caller.
        let manifest = Zeroizing::new(Manifest {
            kind: self.kind,
            parcel: self.parcel,
            uid: self.uid,
            serial: self.serial,
            made_at: self.made_at.clone(),
            organisation: self.organisation.expose().clone(),
            carried: self.carried.as_ref().map(|carried| carried.expose().clone()),
            journal: self.journal.iter().map(Entry::written).collect(),
            documents: self.documents.iter().map(|(id, bytes)| (*id, length(bytes))).collect(),
        });
        let json = Zeroizing::new(serde_json::to_vec(&*manifest).map_err(|_| OfficeError::Unforeseen("a parcel"))?);
        let documents: usize = self.documents.values().map(|bytes| bytes.expose().len()).sum();
        let mut all = Zeroizing::new(Vec::with_capacity(json.len().saturating_add(documents).saturating_add(4)));
        all.extend_from_slice(&u32::try_from(json.len()).map_err(|_| OfficeError::TooLarge)?.to_be_bytes());
        all.extend_from_slice(&json);
        self.documents.values().for_each(|bytes| all.extend_from_slice(bytes.expose()));
        Ok(Guarded::new(std::mem::take(&mut *all)))
    }

    /// Reads what [`write`](Self::write) wrote.
    ///
    /// # Errors
    /// [`OfficeError::ParcelDamaged`]; [`OfficeError::ParcelNewer`] when it fits another schema.
    pub(super) fn read(content: Guarded<Vec<u8>>) -> Result<Self, OfficeError> {
        let damaged = OfficeError::ParcelDamaged;
        // EXPOSE: read into guarded parts.
        let (length, rest) = content.expose().split_first_chunk::<4>().ok_or(damaged.clone())?;
        let length = usize::try_from(u32::from_be_bytes(*length)).map_err(|_| damaged.clone())?;
        let (json, mut rest) = rest.split_at_checked(length).ok_or(damaged.clone())?;
        let manifest: Manifest = serde_json::from_slice(json).map_err(|_| damaged.clone())?;
        let mut manifest = Zeroizing::new(manifest);
        let mut documents = BTreeMap::new();
        for (id, length) in &manifest.documents {
            let length = usize::try_from(*length).map_err(|_| damaged.clone())?;
            let (bytes, behind) = rest.split_at_checked(length).ok_or(damaged.clone())?;
            documents.insert(*id, Guarded::new(bytes.to_vec()));
            rest = behind;
        }
        let carried = manifest.carried.take().map(Guarded::new);
        if !rest.is_empty() || (manifest.kind == Kind::Case) != carried.is_some() {
            return Err(damaged);
        }
        // EXPOSE: only which version it is.
        if carried.as_ref().is_some_and(|carried| !carried.expose().fits()) {
            return Err(OfficeError::ParcelNewer);
        }
        Ok(Self {
            kind: manifest.kind,
            parcel: manifest.parcel,
            uid: manifest.uid,
            serial: manifest.serial,
            made_at: std::mem::take(&mut manifest.made_at),
            organisation: Guarded::new(std::mem::take(&mut manifest.organisation)),
            carried,
            journal: std::mem::take(&mut manifest.journal).into_iter().map(Entry::read).collect(),
            documents,
        })
    }

    /// A document by its number on the other laptop.
    pub(super) fn document(&self, id: DocumentId) -> Option<Guarded<Vec<u8>>> {
        self.documents.get(&id.0).cloned()
    }

    /// How many records there are, by table.
    pub(super) fn counts(&self) -> BTreeMap<String, u32> {
        // EXPOSE: only numbers.
        self.carried.as_ref().map_or_else(BTreeMap::new, |carried| carried.expose().counts())
    }

    /// The names of the participant.
    pub(super) fn names(&self) -> Vec<Guarded<String>> {
        self.texts("participant_name", "text")
    }

    /// What duplicates are looked for with.
    pub(super) fn profile(&self) -> Option<Profile> {
        let kinds = self.texts("participant_name", "kind");
        // EXPOSE: codes of a closed list.
        let kinds: Vec<&str> = kinds.iter().map(|kind| kind.expose().as_str()).collect();
        let names = person_names(&kinds, &self.names());
        let filled = |text: &Guarded<String>| !text.expose().is_empty();
        let one = |column: &str| self.texts("participant", column).into_iter().next().filter(filled);
        // EXPOSE: read into its own guarded type.
        let birth = one("birth").and_then(|text| PartialDate::parse(text.expose()).ok()).map(Guarded::new);
        let profile = Profile { names, birth, nationality: one("nationality"), ..Profile::default() };
        (!profile.names.is_empty()).then_some(profile)
    }

    fn texts(&self, table: &str, column: &str) -> Vec<Guarded<String>> {
        let Some(carried) = &self.carried else { return Vec::new() };
        // EXPOSE: guarded again.
        carried.expose().column(table, column).into_iter().filter_map(Value::text).map(Guarded::from).collect()
    }
}

fn length(bytes: &Guarded<Vec<u8>>) -> u64 {
    // EXPOSE: only the length.
    u64::try_from(bytes.expose().len()).unwrap_or(u64::MAX)
}

impl Entry {
    fn written(&self) -> [String; 4] {
        // EXPOSE: sealed as a parcel.
        [self.at.clone(), self.verb.clone(), self.subject.clone(), self.content.expose().clone()]
    }

    fn read([at, verb, subject, content]: [String; 4]) -> Self {
        Self { at, verb, subject, content: Guarded::new(content) }
    }
}

impl From<CarriedEntry> for Entry {
    fn from(entry: CarriedEntry) -> Self {
        Self { at: entry.at, verb: entry.verb, subject: entry.subject, content: entry.content }
    }
}

/// As it is kept here.
pub(super) fn entry(entry: &Entry) -> CarriedEntry {
    let Entry { at, verb, subject, content } = entry.clone();
    CarriedEntry { at, verb, subject, content }
}

/// As it is shown.
pub(super) fn line(entry: &CarriedEntry) -> CarriedLine {
    // EXPOSE: read into its guarded part.
    let content: Option<Content> = serde_json::from_str(entry.content.expose()).ok();
    CarriedLine {
        at: entry.at.clone(),
        who: content.and_then(|content| content.who).map(Guarded::new),
        verb: entry.verb.clone(),
        subject: entry.subject.clone(),
    }
}
