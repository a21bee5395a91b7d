//! Combining laptops: this laptop as one that hands in, as a key holder, as the office. docs/combining.md tells who learns
//! what.
//!
//! What leaves is kept in the store first and delivered after, so that a stick that is not there, or a power cut, loses
//! nothing and repeats nothing. While a server is waited for, the vault is not held up: it locks at once.

mod by_itself;
mod part;
mod state;

use aggregates::{FiscalYear, RawTable};
use sync::{Card, Fault, Founding, Identity, Organisation, Outcome, PublicIdentity, Schema, Site, Slot};
use tally::INDICATORS;
use vault::{LaptopKey, Purpose, WordList};

pub(crate) use self::by_itself::Pace;
use self::part::{Part, change, known, wait};
pub use self::state::{CombinedFigures, CombiningMember, CombiningState, CountsChecked, CountsHandedIn};
pub use self::{by_itself::SentByItself, part::look_at_place};
use crate::{
    desk::Desk,
    error::OfficeError,
    figures::{code, fiscal_year},
    roles::Act,
    session::{Office, OpenVault},
};

/// Whoever was met first in the year: what the report counts people by.
const PEOPLE: &str = "new_contacts";
/// A laptop counts at most 65,535 of anything.
const WIDTH: u8 = 2;

/// A laptop introduces itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LaptopCard {
    /// One line of text.
    pub text: String,
    /// What the laptop is called.
    pub name: String,
    /// Ten words that stand for its keys, in English.
    pub english: Vec<&'static str>,
    /// The same in Japanese.
    pub japanese: Vec<&'static str>,
}

/// What an office decides.
#[derive(Debug, Clone)]
pub struct NewCombining {
    /// What the organisation is called.
    pub name: String,
    /// The fiscal year whose figures are frozen.
    pub year: i32,
    /// The cards of the two key holders; of one that is on the list already, its short name is enough.
    pub holders: [String; 2],
    /// The cards of the laptops, likewise.
    pub laptops: Vec<String>,
    /// The place of the files: a folder, or the address of a server ([`Site`]).
    pub place: String,
}

/// What an office made: the file for the laptops, and the words that are compared aloud.
#[derive(Debug, Clone)]
pub struct FoundedCombining {
    /// The signed file.
    pub file: Vec<u8>,
    /// What it says.
    pub invitation: Invitation,
    /// Whether the folder has it already.
    pub delivered: bool,
}

/// What an invitation says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    /// What the organisation is called.
    pub name: String,
    /// The year.
    pub year: i32,
    /// How often the office changed it, from 1.
    pub generation: u32,
    /// The names of the two key holders.
    pub holders: [String; 2],
    /// The names of the laptops.
    pub laptops: Vec<String>,
    /// How many figures are handed in.
    pub figures: usize,
    /// Ten words that stand for the keys of the office, in English.
    pub english: Vec<&'static str>,
    /// The same in Japanese.
    pub japanese: Vec<&'static str>,
}

/// The words that stand for keys.
fn words(keys: &PublicIdentity) -> [Vec<&'static str>; 2] {
    let key = LaptopKey::from_bytes(keys.fingerprint());
    [key.words(WordList::English), key.words(WordList::Japanese)]
}

/// A laptop or key holder of the list before, by its short name.
fn listed(before: Option<&Organisation>, id: &str) -> Option<Card> {
    let mut cards = before.into_iter().flat_map(|before| before.holders().iter().chain(before.laptops()));
    cards.find(|card| card.keys.id().to_string() == id).cloned()
}

fn identity(open: &OpenVault) -> Identity {
    // EXPOSE: input of the derivation of the keys
    Identity::from_secret(open.keys.key(Purpose::Combining).expose())
}

fn invitation(organisation: &Organisation) -> Invitation {
    let [english, japanese] = words(organisation.office());
    Invitation {
        name: organisation.name().to_owned(),
        year: organisation.year().begins_in(),
        generation: organisation.generation(),
        holders: organisation.holders().each_ref().map(|holder| holder.name.clone()),
        laptops: organisation.laptops().iter().map(|laptop| laptop.name.clone()).collect(),
        figures: organisation.schema().slots().len(),
        english,
        japanese,
    }
}

/// The figures of a year as this release counts them.
fn schema(year: FiscalYear) -> Result<Schema, OfficeError> {
    let slot = |indicator: &tally::Indicator| {
        let (unit, basis) = (indicator.unit, indicator.basis);
        Ok(Slot { figure: code(&indicator.id)?, programme: None, unit, basis, width: WIDTH })
    };
    let slots = INDICATORS.iter().map(slot).collect::<Result<_, OfficeError>>()?;
    Ok(Schema::new(year, slots, code(PEOPLE)?)?)
}

impl Office {
    /// Introduces this laptop.
    ///
    /// # Errors
    /// [`OfficeError::Forbidden`]; [`Fault::Damaged`] for a name that is none.
    pub fn combining_card(&self, name: &str) -> Result<LaptopCard, OfficeError> {
        self.combining_as(Act::SeeFigures, |open, _| {
            let own = identity(open);
            let [english, japanese] = words(&own.public());
            Ok(LaptopCard { text: Card::write(&own, name)?, name: name.trim().to_owned(), english, japanese })
        })
    }

    /// Reads the card of another laptop, whose words a person compares before they use it.
    ///
    /// # Errors
    /// [`Fault::Damaged`]; [`Fault::Signature`].
    pub fn look_at_card(&self, text: &str) -> Result<LaptopCard, OfficeError> {
        self.combining_as(Act::SeeFigures, |_, _| {
            let card = Card::read(text)?;
            let [english, japanese] = words(&card.keys);
            Ok(LaptopCard { text: text.trim().to_owned(), name: card.name, english, japanese })
        })
    }

    /// Makes an organisation, or changes the one that this office made.
    ///
    /// # Errors
    /// [`Fault::SameKey`]; [`Fault::OtherOrganisation`] when this laptop takes part in that of another office; an
    /// address that is none.
    pub fn found_combining(&self, new: &NewCombining) -> Result<FoundedCombining, OfficeError> {
        let _alone = self.combining_alone();
        Site::read(&new.place).map_err(Fault::Place)?;
        let (file, invitation) = self.combining_as(Act::Organisation, |open, clock| {
            let own = identity(open);
            let before = known(&Desk::new(open.store.read(), clock, &open.actor))?.map(|known| known.organisation);
            let read = |text: &String| listed(before.as_ref(), text).map_or_else(|| Card::read(text), Ok);
            let [a, b] = &new.holders;
            let founding = Founding {
                name: new.name.clone(),
                holders: [read(a)?, read(b)?],
                laptops: new.laptops.iter().map(read).collect::<Result<_, _>>()?,
                schema: schema(fiscal_year(new.year)?)?,
            };
            let organisation = Organisation::found(&own, before.as_ref(), founding)?;
            let (file, parcel) = (organisation.sign(&own)?, organisation.parcel(&own)?);
            change(open, clock, "set", |desk| {
                desk.writer.set_combining(&file, &new.place)?;
                wait(desk, &[parcel])
            })?;
            Ok((file, invitation(&organisation)))
        })?;
        let part = self.part(Act::Organisation)?;
        let trouble = self.deliver_waiting(&part)?;
        Ok(FoundedCombining { file, invitation, delivered: trouble.is_none() })
    }

    /// Returns the invitation to the organisation that this office made, to be given out again.
    ///
    /// # Errors
    /// [`OfficeError::NotCombining`]; [`Fault::OtherOrganisation`] when another office made it.
    pub fn combining_invitation(&self) -> Result<(Vec<u8>, Invitation), OfficeError> {
        self.combining_as(Act::Organisation, |open, clock| {
            let known = known(&Desk::new(open.store.read(), clock, &open.actor))?.ok_or(OfficeError::NotCombining)?;
            Ok((known.organisation.sign(&identity(open))?, invitation(&known.organisation)))
        })
    }

    /// Reads an invitation. Nothing is changed.
    ///
    /// # Errors
    /// [`Fault`].
    pub fn look_at_invitation(&self, file: &[u8]) -> Result<Invitation, OfficeError> {
        self.combining_as(Act::SeeFigures, |_, _| Ok(invitation(&Organisation::read(file)?)))
    }

    /// Takes part in an organisation. `compared` are the words that the office read aloud, in either language.
    ///
    /// # Errors
    /// [`OfficeError::OtherWords`]; [`Fault::OldOrganisation`] when a newer list of the same organisation is known; an
    /// address that is none.
    pub fn join_combining(&self, file: &[u8], place: &str, compared: &str) -> Result<Invitation, OfficeError> {
        Site::read(place).map_err(Fault::Place)?;
        self.combining_as(Act::Organisation, |open, clock| {
            let organisation = Organisation::read(file)?;
            let heard: Vec<_> = compared.split_whitespace().map(str::to_lowercase).collect();
            if !words(organisation.office()).iter().any(|words| *words == heard) {
                return Err(OfficeError::OtherWords);
            }
            let before = known(&Desk::new(open.store.read(), clock, &open.actor))?;
            let same = before.as_ref().is_some_and(|before| before.organisation.office() == organisation.office());
            if same && before.is_some_and(|before| before.organisation.generation() > organisation.generation()) {
                return Err(Fault::OldOrganisation.into());
            }
            change(open, clock, "set", |desk| {
                if !same {
                    desk.writer.clear_combining()?;
                }
                Ok(desk.writer.set_combining(file, place)?)
            })?;
            Ok(invitation(&organisation))
        })
    }

    /// Counts the year and hands the counts in, sealed. What cannot be delivered now is delivered the next time.
    ///
    /// # Errors
    /// [`OfficeError::NotCombining`]; [`Fault::NotListed`]; [`Fault::TooLarge`].
    pub fn hand_in_counts(&self) -> Result<CountsHandedIn, OfficeError> {
        let _alone = self.combining_alone();
        let part = self.part(Act::Report)?;
        let made = self.make_counts(&part, Some(part.organisation.context()))?;
        let trouble = self.deliver_waiting(&part)?;
        Ok(CountsHandedIn { delivered: trouble.is_none(), trouble, ..made })
    }

    /// Counts the year and lets the sealed counts wait. `agreed` is what the person agrees to who hands them in.
    fn make_counts(&self, part: &Part, agreed: Option<[u8; 32]>) -> Result<CountsHandedIn, OfficeError> {
        let year = part.organisation.year();
        let table = self.back(Act::Report, part, |open, clock| {
            Desk::new(open.store.read(), clock, &open.actor).counts_to_hand_in(year.begins_in())
        })?;
        // Away from the place the last number known here is enough.
        let sequence = sync::next_sequence(&part.own, &part.organisation, &*part.place, part.sequence)
            .unwrap_or_else(|_| part.sequence.saturating_add(1));
        let made = sync::contribute(&part.own, &part.organisation, &table, sequence)?;
        let bytes = made.parcel.bytes.len();
        self.back(Act::Report, part, |open, clock| {
            let made_at = clock.now().to_rfc3339();
            change(open, clock, "export", |desk| {
                desk.writer.set_combining_sequence(sequence, &made_at)?;
                if let Some(agreed) = agreed {
                    desk.writer.set_combining_agreed(&agreed)?;
                }
                wait(desk, &[made.parcel])
            })
        })?;
        let (year, figures) = (year.begins_in(), table.cells().len());
        Ok(CountsHandedIn { year, sequence, bytes, figures, delivered: false, trouble: None })
    }

    /// Sits down as a key holder.
    ///
    /// # Errors
    /// [`OfficeError::NotCombining`]; [`Fault::NotAHolder`]; [`Fault::Place`].
    pub fn check_counts(&self) -> Result<CountsChecked, OfficeError> {
        let _alone = self.combining_alone();
        let part = self.part(Act::ApproveFigures)?;
        // What an earlier time left over goes first.
        self.deliver_waiting(&part)?;
        let sitting = sync::sit_down(&part.own, &part.organisation, &*part.place, &part.memory)?;
        let memory = sitting.memory.to_bytes()?;
        let verb = if matches!(sitting.outcome, Outcome::Opened(_)) { "approve" } else { "read" };
        self.back(Act::ApproveFigures, &part, |open, clock| {
            change(open, clock, verb, |desk| {
                desk.writer.set_combining_memory(&memory)?;
                wait(desk, &sitting.parcels)
            })
        })?;
        let trouble = self.deliver_waiting(&part)?;
        Ok(CountsChecked::of(&part.organisation, &sitting.outcome, trouble))
    }

    /// Puts the sums of both key holders together and keeps the table of the organisation.
    ///
    /// # Errors
    /// [`OfficeError::NotCombining`]; [`Fault::NotYet`]; [`Fault::Disagree`]; [`Fault::OtherOrganisation`].
    pub fn combine_counts(&self) -> Result<CombinedFigures, OfficeError> {
        let _alone = self.combining_alone();
        let part = self.part(Act::Report)?;
        let combined = sync::combine(&part.own, &part.organisation, &*part.place)?;
        let figures = CombinedFigures::of(&part.organisation, &combined);
        let content = serde_json::to_string(&figures).map_err(|_| OfficeError::Unforeseen("the combined figures"))?;
        self.back(Act::Report, &part, |open, clock| {
            let made_at = clock.now().to_rfc3339();
            change(open, clock, "make", |desk| {
                let newest = desk.records.combined_figures(figures.year)?.into_iter().next();
                if newest.is_none_or(|newest| newest.content != content) {
                    desk.writer.add_combined_figures(figures.year, &made_at, &content)?;
                }
                Ok(())
            })
        })?;
        Ok(figures)
    }

    /// Returns what this laptop takes part in and as what; `None` when in nothing. Delivers what waits.
    ///
    /// # Errors
    /// [`OfficeError::Forbidden`]; what the store says.
    pub fn combining_state(&self) -> Result<Option<CombiningState>, OfficeError> {
        let _alone = self.combining_alone();
        let part = match self.part(Act::SeeFigures) {
            Err(OfficeError::NotCombining) => return Ok(None),
            part => part?,
        };
        let trouble = match self.deliver_waiting(&part)? {
            Some(trouble) => Some(trouble),
            None => part.place.probe().err(),
        };
        let (waiting, known) = self.back(Act::SeeFigures, &part, |open, clock| {
            let known = known(&Desk::new(open.store.read(), clock, &open.actor))?.ok_or(OfficeError::NotCombining)?;
            Ok((open.store.read().combining_parcels()?.len(), known))
        })?;
        let Part { own, organisation, sequence, address, .. } = &part;
        let state = CombiningState::of(&own.public(), organisation, *sequence, waiting, address, trouble);
        let (agreed, send_every, sent_at) = (known.agrees(), known.send_every, known.sent_at);
        Ok(Some(CombiningState { agreed, send_every, sent_at, sent: self.sent_by_itself(), ..state }))
    }
}

impl Desk<'_> {
    /// Returns the newest table of the organisation for a year, if one was made.
    ///
    /// # Errors
    /// [`OfficeError::Forbidden`]; what the store says.
    pub fn combined_figures(&self, year: i32) -> Result<Option<CombinedFigures>, OfficeError> {
        self.may(Act::SeeFigures)?;
        let Some(row) = self.records.combined_figures(year)?.into_iter().next() else { return Ok(None) };
        serde_json::from_str(&row.content).map(Some).map_err(|_| OfficeError::Unforeseen("the combined figures"))
    }

    /// Returns what this laptop would hand in now: the figures of the list, and nothing of programmes or of its own.
    ///
    /// # Errors
    /// [`OfficeError::Forbidden`]; what the store says.
    pub fn counts_to_hand_in(&self, year: i32) -> Result<RawTable, OfficeError> {
        self.may(Act::SeeFigures)?;
        self.count_of(&INDICATORS, fiscal_year(year)?, &[])
    }

    /// Returns the same as a table for disclosure control: exact, and so for inside only.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`] when there is none.
    pub fn combined_table(&self, year: i32) -> Result<RawTable, OfficeError> {
        self.combined_figures(year)?.ok_or(OfficeError::NotFound)?.to_table()
    }
}
