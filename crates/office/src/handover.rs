//! Handing a case to a colleague's laptop, and taking one over.
//!
//! A case is worked on in one place. Here it becomes read-only before its file is written, and it stays counted here; the
//! laptop that takes it over counts only what it adds (docs/decisions/0020). Whatever goes wrong on the way, one of the
//! two laptops has all of it.

mod contents;
mod counting;

use casework::{ids::ParticipantId, names::PersonName};
use guarded::Guarded;
use store::{CarriedEntry, Direction, Ended, HandOver, Laptop, MemberId, ParcelId, Taken};
use vault::{LaptopKey, OwnLaptop, ParcelFault, WordList, open_parcel, seal_parcel};

use self::contents::{Contents, Kind};
use crate::{
    clock::Clock,
    desk::{Change, Desk, WritingDesk},
    error::OfficeError,
    people::LikelyDuplicate,
    roles::Act,
    session::{Office, OpenVault},
};

/// The ending of the name of a hand-over file.
pub const HANDOVER_EXTENSION: &str = "tomarigi-case";
/// The ending of the name of a file with the key of a laptop.
pub const LAPTOP_KEY_EXTENSION: &str = "tomarigi-key";
/// The most characters of the name of a laptop.
const NAME_MAX: usize = 60;

/// The key of a laptop as two people compare it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LaptopWords {
    /// In writing, for a file or a message.
    pub text: String,
    /// Ten English words.
    pub english: Vec<&'static str>,
    /// Ten Japanese words.
    pub japanese: Vec<&'static str>,
}

/// A laptop whose key was compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownLaptop {
    /// What is on record.
    pub laptop: Laptop,
    /// Its key in words.
    pub words: LaptopWords,
}

/// A file to be saved outside of the vault. Only the laptop it is for can open it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandOverFile {
    /// Itself, sealed.
    pub bytes: Vec<u8>,
    /// The hand-over it belongs to.
    pub hand_over: u32,
}

/// What a file that came from another laptop would do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ParcelKind {
    /// Add somebody who is not here.
    New,
    /// Bring back somebody whose case was handed over from here.
    Return(ParticipantId),
    /// Tell that the other laptop took the case.
    Receipt(ParticipantId),
    /// Tell that the other laptop does not take the case.
    Refusal(ParticipantId),
}

/// A file that came from another laptop, looked at. Nothing was changed.
#[derive(Debug, Clone)]
pub struct ParcelPreview {
    /// What it would do.
    pub kind: ParcelKind,
    /// What the laptop it comes from is called here.
    pub from: Guarded<String>,
    /// The organisation that made it, as it calls itself.
    pub organisation: Guarded<String>,
    /// When it was made (RFC 3339).
    pub made_at: String,
    /// The names of the participant.
    pub names: Vec<Guarded<String>>,
    /// How many records there are, by table.
    pub counts: std::collections::BTreeMap<String, u32>,
    /// How many entries of the journal come along.
    pub entries: u32,
    /// Who may be the same person here.
    pub duplicates: Vec<LikelyDuplicate>,
}

/// What became of a file that came from another laptop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParcelDone {
    /// Whose case.
    pub participant: Option<ParticipantId>,
    /// The answer for the other laptop, when there is one.
    pub answer: Option<Vec<u8>>,
}

/// Where a case is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseWhereabouts {
    /// The hand-over by which it is on another laptop; none while it is worked on here.
    pub away: Option<HandOver>,
    /// The hand-over by which it came here last, if it did.
    pub came: Option<HandOver>,
    /// How many entries of the journals of other laptops came along.
    pub entries: u32,
}

/// An entry of the journal of another laptop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CarriedLine {
    /// When (RFC 3339), by the clock that wrote it.
    pub at: String,
    /// Who did it there.
    pub who: Option<Guarded<String>>,
    /// What was done.
    pub verb: String,
    /// With what kind of record.
    pub subject: String,
}

/// A file that waits for a decision. Gone at the lock.
#[derive(Debug)]
pub(crate) struct Waiting {
    from: LaptopKey,
    contents: Contents,
}

impl Office {
    /// Returns the key of this laptop, for colleagues.
    ///
    /// # Errors
    /// [`OfficeError::Forbidden`]; [`OfficeError::Locked`].
    pub fn own_laptop(&self) -> Result<LaptopWords, OfficeError> {
        self.read(|desk| desk.may(Act::HandOver))?;
        self.at_work(|open, _| Ok(words(&OwnLaptop::of(&open.keys).key())))
    }

    /// Reads the key of another laptop and returns its words, which a person compares before they keep it, and what it is
    /// called here if it is known already.
    ///
    /// # Errors
    /// [`OfficeError::NotALaptopKey`]; [`OfficeError::OwnLaptopKey`]; [`OfficeError::Forbidden`].
    pub fn look_at_laptop(&self, text: &str) -> Result<(LaptopWords, Option<Guarded<String>>), OfficeError> {
        let key = LaptopKey::from_text(text).ok_or(OfficeError::NotALaptopKey)?;
        let known = self.read(|desk| {
            desk.may(Act::HandOver)?;
            desk.laptop_with(&key)
        })?;
        self.at_work(|open, _| match OwnLaptop::of(&open.keys).key() == key {
            true => Err(OfficeError::OwnLaptopKey),
            false => Ok((words(&key), known.map(|laptop| laptop.name))),
        })
    }

    /// Makes the case of a participant read-only here and returns the file for the other laptop. If it cannot be saved,
    /// say so with [`abandon_hand_over`](Self::abandon_hand_over).
    ///
    /// # Errors
    /// [`OfficeError::HandedOver`] when it is away already; [`OfficeError::NotFound`]; [`OfficeError::DocumentDamaged`];
    /// [`OfficeError::TooLarge`]; [`OfficeError::Forbidden`].
    pub fn hand_over(&self, id: ParticipantId, laptop: u32) -> Result<HandOverFile, OfficeError> {
        self.handing(|open, clock| {
            let own = OwnLaptop::of(&open.keys);
            let actor = open.actor.clone();
            open.write(clock, |writer| {
                let desk = WritingDesk::new(writer, clock, &actor);
                desk.hand_over(&own, id, laptop)
            })
        })
    }

    /// Returns the file of a case that is away, made anew: the first one was lost on its way.
    ///
    /// # Errors
    /// [`OfficeError::NotHandedOver`]; otherwise as [`hand_over`](Self::hand_over).
    pub fn hand_over_file(&self, id: ParticipantId) -> Result<HandOverFile, OfficeError> {
        self.handing(|open, clock| {
            let own = OwnLaptop::of(&open.keys);
            let desk = Desk::new(open.store.read(), clock, &open.actor);
            let away = desk.records.away(id)?.ok_or(OfficeError::NotHandedOver)?;
            desk.file_of(&own, &away)
        })
    }

    /// Notes that the file of a hand-over was not saved: the case is open here as before.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`]; what the store says.
    pub fn abandon_hand_over(&self, id: ParticipantId) -> Result<(), OfficeError> {
        self.take_case_back(id)
    }

    /// Opens a case here again that was handed over. The other laptop may have taken it: ask there first.
    ///
    /// # Errors
    /// [`OfficeError::NotHandedOver`]; [`OfficeError::Forbidden`].
    pub fn take_case_back(&self, id: ParticipantId) -> Result<(), OfficeError> {
        self.handing(|open, clock| {
            let actor = open.actor.clone();
            open.write(clock, |writer| {
                let desk = WritingDesk::new(writer, clock, &actor);
                let away = writer.away(id)?.ok_or(OfficeError::NotHandedOver)?;
                writer.end_hand_over(away.id, Ended::TakenBack)?;
                desk.note_of(id, "take_back", "case", away.id)
            })
        })
    }

    /// Looks at a file that came from another laptop and keeps it until somebody decides.
    ///
    /// # Errors
    /// [`OfficeError::ParcelDamaged`], also for one that is for another laptop; [`OfficeError::ParcelNewer`];
    /// [`OfficeError::LaptopUnknown`]; [`OfficeError::CaseKnown`], [`OfficeError::CaseOpenHere`],
    /// [`OfficeError::CaseOlder`], [`OfficeError::CaseErased`] when it cannot be accepted.
    pub fn look_at_parcel(&self, bytes: &Guarded<Vec<u8>>) -> Result<ParcelPreview, OfficeError> {
        self.handing(|open, clock| {
            open.waiting = None;
            let own = OwnLaptop::of(&open.keys);
            // EXPOSE: ciphertext.
            let opened = open_parcel(&own, bytes.expose())?;
            let contents = Contents::read(opened.content)?;
            let desk = Desk::new(open.store.read(), clock, &open.actor);
            let preview = desk.preview(&opened.from, &contents)?;
            open.waiting = Some(Waiting { from: opened.from, contents });
            Ok(preview)
        })
    }

    /// Does what the file that waits says, and returns the answer for the other laptop.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`] when none waits; otherwise as [`look_at_parcel`](Self::look_at_parcel). Then nothing was
    /// changed.
    pub fn accept_parcel(&self) -> Result<ParcelDone, OfficeError> {
        self.handing(|open, clock| {
            let waiting = open.waiting.take().ok_or(OfficeError::NotFound)?;
            let (own, actor) = (OwnLaptop::of(&open.keys), open.actor.clone());
            let done = open.write(clock, |writer| WritingDesk::new(writer, clock, &actor).accept(&own, &waiting));
            match done {
                Ok(done) => {
                    if let Some(participant) = done.participant {
                        open.edits.forget(participant);
                    }
                    Ok(done)
                }
                Err(error) => {
                    open.waiting = Some(waiting);
                    Err(error)
                }
            }
        })
    }

    /// Refuses the case that waits and returns the answer for the other laptop.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`] when none waits.
    pub fn refuse_parcel(&self) -> Result<ParcelDone, OfficeError> {
        self.handing(|open, clock| {
            let waiting = open.waiting.take().ok_or(OfficeError::NotFound)?;
            let (own, actor) = (OwnLaptop::of(&open.keys), open.actor.clone());
            open.write(clock, |writer| {
                let desk = WritingDesk::new(writer, clock, &actor);
                desk.note("refuse", "case", None)?;
                Ok(ParcelDone { participant: None, answer: Some(desk.answer(&own, &waiting, Kind::Refusal)?) })
            })
        })
    }

    /// Forgets the file that waits.
    pub fn forget_parcel(&self) {
        let _ = self.at_work(|open, _| {
            open.waiting = None;
            Ok(())
        });
    }

    fn handing<T>(
        &self,
        work: impl FnOnce(&mut OpenVault, &dyn Clock) -> Result<T, OfficeError>,
    ) -> Result<T, OfficeError> {
        self.at_work(|open, clock| {
            if open.actor.roles.allow(Act::HandOver) {
                work(open, clock)
            } else {
                Err(OfficeError::Forbidden(Act::HandOver))
            }
        })
    }
}

impl Desk<'_> {
    /// Returns the laptops whose keys were compared.
    ///
    /// # Errors
    /// [`OfficeError::Forbidden`]; what the store says.
    pub fn laptops(&self) -> Result<Vec<KnownLaptop>, OfficeError> {
        self.may(Act::HandOver)?;
        let known = |laptop: Laptop| KnownLaptop { words: words(&LaptopKey::from_bytes(laptop.key)), laptop };
        Ok(self.records.laptops()?.into_iter().map(known).collect())
    }

    /// Returns where the case of a participant is.
    ///
    /// # Errors
    /// [`OfficeError::Forbidden`]; what the store says.
    pub fn whereabouts(&self, id: ParticipantId) -> Result<CaseWhereabouts, OfficeError> {
        self.may(Act::SeePeople)?;
        let all = self.records.hand_overs_of(id)?;
        let entries = self.records.belongings_count(id)?.get("carried_entry").copied().unwrap_or(0);
        Ok(CaseWhereabouts {
            away: all.first().filter(|newest| newest.is_away()).cloned(),
            came: all.into_iter().find(|one| one.direction == Direction::In),
            entries,
        })
    }

    /// Returns what came along of the journals of other laptops, the newest first.
    ///
    /// # Errors
    /// [`OfficeError::Forbidden`]; what the store says.
    pub fn carried_history(&self, id: ParticipantId) -> Result<Vec<CarriedLine>, OfficeError> {
        self.may(Act::Journal)?;
        self.note_reading(Some(id), "read", "journal", None);
        Ok(self.records.carried_entries(id)?.iter().map(contents::line).collect())
    }

    fn laptop_with(&self, key: &LaptopKey) -> Result<Option<Laptop>, OfficeError> {
        Ok(self.records.laptops()?.into_iter().find(|laptop| laptop.key == *key.as_bytes()))
    }

    /// The sealed file of a hand-over.
    fn file_of(&self, own: &OwnLaptop, hand_over: &HandOver) -> Result<HandOverFile, OfficeError> {
        let contents = self.contents_of(hand_over)?;
        let bytes = seal_parcel(own, &LaptopKey::from_bytes(hand_over.key), &contents.write()?)?;
        Ok(HandOverFile { bytes, hand_over: hand_over.id })
    }

    fn preview(&self, from: &LaptopKey, contents: &Contents) -> Result<ParcelPreview, OfficeError> {
        let from = self.laptop_with(from)?.ok_or(OfficeError::LaptopUnknown)?;
        let (kind, names) = (self.kind_of(&from, contents)?, contents.names());
        let duplicates = match (&kind, contents.profile()) {
            (ParcelKind::New, Some(profile)) => self.likely_duplicates(&profile)?,
            _ => Vec::new(),
        };
        Ok(ParcelPreview {
            kind,
            from: from.name,
            organisation: contents.organisation.clone(),
            made_at: contents.made_at.clone(),
            names,
            counts: contents.counts(),
            entries: u32::try_from(contents.journal.len()).unwrap_or(u32::MAX),
            duplicates,
        })
    }

    /// What a file would do, or why it cannot.
    fn kind_of(&self, from: &Laptop, contents: &Contents) -> Result<ParcelKind, OfficeError> {
        let here = self.records.person_with(&contents.uid)?;
        if contents.kind != Kind::Case {
            return self.answered(from, here, contents);
        }
        if self.records.is_erased(&contents.uid)? {
            return Err(OfficeError::CaseErased);
        }
        if self.records.merged_with(&contents.uid)?.is_some() {
            return Err(OfficeError::CaseOpenHere);
        }
        let Some(id) = here else { return Ok(ParcelKind::New) };
        let all = self.records.hand_overs_of(id)?;
        if all.iter().any(|one| one.direction == Direction::In && one.parcel == contents.parcel) {
            return Err(OfficeError::CaseKnown);
        }
        if !all.first().is_some_and(HandOver::is_away) {
            return Err(OfficeError::CaseOpenHere);
        }
        match all.iter().map(|one| one.serial).max() {
            Some(newest) if contents.serial <= newest => Err(OfficeError::CaseOlder),
            _ => Ok(ParcelKind::Return(id)),
        }
    }

    /// An answer counts when it comes from the laptop that the file was for.
    fn answered(
        &self,
        from: &Laptop,
        here: Option<ParticipantId>,
        contents: &Contents,
    ) -> Result<ParcelKind, OfficeError> {
        let id = here.ok_or(OfficeError::NotHandedOver)?;
        let away = self.records.away(id)?.ok_or(OfficeError::NotHandedOver)?;
        if away.parcel != contents.parcel || away.key != from.key {
            return Err(OfficeError::CaseOlder);
        }
        Ok(if contents.kind == Kind::Receipt { ParcelKind::Receipt(id) } else { ParcelKind::Refusal(id) })
    }
}

impl WritingDesk<'_> {
    /// Keeps a laptop after its words were compared.
    ///
    /// # Errors
    /// [`OfficeError::NotALaptopKey`]; [`OfficeError::Field`] for `name`; [`OfficeError::Forbidden`].
    pub fn know_laptop(&self, text: &str, name: &Guarded<String>) -> Result<(), OfficeError> {
        self.may(Act::HandOver)?;
        let key = LaptopKey::from_text(text).ok_or(OfficeError::NotALaptopKey)?;
        let name = laptop_name(name)?;
        self.writer.know_laptop(key.as_bytes(), &name, self.today(), MemberId(self.actor.id))?;
        self.note_change(&Change { verb: "know", subject: "laptop", after: Some(as_json(&name)), ..Change::default() })
    }

    /// Forgets a laptop: no case goes to it and none is taken from it.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`]; [`OfficeError::Forbidden`].
    pub fn forget_laptop(&self, id: u32) -> Result<(), OfficeError> {
        self.may(Act::HandOver)?;
        self.note("forget", "laptop", Some(id))?;
        Ok(self.writer.forget_laptop(id)?)
    }

    fn hand_over(&self, own: &OwnLaptop, id: ParticipantId, laptop: u32) -> Result<HandOverFile, OfficeError> {
        self.records.summary(id)?;
        self.not_away(id)?;
        let known = self.records.laptops()?.into_iter().find(|known| known.id == laptop);
        let laptop = known.ok_or(OfficeError::LaptopUnknown)?;
        let serial = self.records.hand_overs_of(id)?.iter().map(|one| one.serial).max().unwrap_or(0);
        let hand_over = HandOver {
            id: 0,
            participant: id,
            direction: Direction::Out,
            serial: serial.saturating_add(1),
            parcel: make_parcel_id()?,
            key: laptop.key,
            laptop: laptop.name,
            at: self.clock.now().to_rfc3339(),
            by: MemberId(self.actor.id),
            ended: Ended::Open,
        };
        let number = self.writer.add_hand_over(&hand_over)?;
        self.note_of(id, "hand_over", "case", number)?;
        self.file_of(own, &HandOver { id: number, ..hand_over })
    }

    fn accept(&self, own: &OwnLaptop, waiting: &Waiting) -> Result<ParcelDone, OfficeError> {
        let from = self.laptop_with(&waiting.from)?.ok_or(OfficeError::LaptopUnknown)?;
        // Looked at again: something may have come in between.
        match self.kind_of(&from, &waiting.contents)? {
            ParcelKind::New => self.accept_case(own, waiting, &from, Taken::New(waiting.contents.uid)),
            ParcelKind::Return(id) => self.accept_case(own, waiting, &from, Taken::Over(id)),
            ParcelKind::Receipt(id) => self.close(id, Ended::Received, "receipt"),
            ParcelKind::Refusal(id) => self.close(id, Ended::Refused, "take_back"),
        }
    }

    fn close(&self, id: ParticipantId, ended: Ended, verb: &str) -> Result<ParcelDone, OfficeError> {
        let away = self.records.away(id)?.ok_or(OfficeError::NotHandedOver)?;
        self.writer.end_hand_over(away.id, ended)?;
        self.note_of(id, verb, "case", away.id)?;
        Ok(ParcelDone { participant: Some(id), answer: None })
    }

    fn accept_case(
        &self,
        own: &OwnLaptop,
        waiting: &Waiting,
        from: &Laptop,
        taken: Taken,
    ) -> Result<ParcelDone, OfficeError> {
        let contents = &waiting.contents;
        let carried = contents.carried.as_ref().ok_or(OfficeError::ParcelDamaged)?;
        let by = MemberId(self.actor.id);
        // EXPOSE: only the days of facts.
        let days = carried.expose().days();
        let id = self.counting_nothing(taken, &days, || {
            Ok(self.writer.take(carried, taken, by, &|document| contents.document(document))?)
        })?;
        let entries: Vec<CarriedEntry> = contents.journal.iter().map(contents::entry).collect();
        self.writer.set_carried_entries(id, &entries)?;
        let number = self.writer.add_hand_over(&HandOver {
            id: 0,
            participant: id,
            direction: Direction::In,
            serial: contents.serial,
            parcel: contents.parcel,
            key: from.key,
            laptop: from.name.clone(),
            at: self.clock.now().to_rfc3339(),
            by,
            ended: Ended::Received,
        })?;
        self.note_of(id, "accept", "case", number)?;
        Ok(ParcelDone { participant: Some(id), answer: Some(self.answer(own, waiting, Kind::Receipt)?) })
    }

    fn answer(&self, own: &OwnLaptop, waiting: &Waiting, kind: Kind) -> Result<Vec<u8>, OfficeError> {
        let organisation = Guarded::new(self.organisation()?.name);
        let answer = waiting.contents.answer(kind, organisation, self.clock.now().to_rfc3339());
        Ok(seal_parcel(own, &waiting.from, &answer.write()?)?)
    }
}

fn words(key: &LaptopKey) -> LaptopWords {
    LaptopWords { text: key.to_text(), english: key.words(WordList::English), japanese: key.words(WordList::Japanese) }
}

fn laptop_name(entered: &Guarded<String>) -> Result<Guarded<String>, OfficeError> {
    use casework::text::TextError;
    // EXPOSE: checked and guarded again.
    let name = entered.expose().trim();
    if name.is_empty() {
        return Err(OfficeError::field("name", TextError::Empty));
    }
    if name.chars().count() > NAME_MAX {
        return Err(OfficeError::field("name", TextError::TooLong { max: NAME_MAX }));
    }
    if name.chars().any(char::is_control) {
        return Err(OfficeError::field("name", TextError::Control));
    }
    Ok(Guarded::from(name))
}

fn as_json(name: &Guarded<String>) -> Guarded<String> {
    // EXPOSE: goes into the encrypted journal.
    name.map(|name| serde_json::json!({ "name": name }).to_string())
}

fn make_parcel_id() -> Result<ParcelId, OfficeError> {
    store::make_id().map_err(OfficeError::from)
}

impl From<ParcelFault> for OfficeError {
    fn from(fault: ParcelFault) -> Self {
        match fault {
            ParcelFault::Damaged => Self::ParcelDamaged,
            ParcelFault::Newer => Self::ParcelNewer,
            ParcelFault::TooLong => Self::TooLarge,
            ParcelFault::NoRandomness(_) => Self::Unforeseen("random bytes"),
        }
    }
}

/// The names in a file, for comparing.
fn person_names(kinds: &[&str], texts: &[Guarded<String>]) -> Vec<PersonName> {
    let of = |kind: &str| match kind {
        "preferred" => casework::names::NameKind::Preferred,
        "own_script" => casework::names::NameKind::OwnScript,
        "latin" => casework::names::NameKind::Latin,
        "reading" => casework::names::NameKind::Reading,
        _ => casework::names::NameKind::Other,
    };
    kinds.iter().zip(texts).map(|(kind, text)| PersonName::of(of(kind), text.clone())).collect()
}
