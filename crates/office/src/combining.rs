//! Combining laptops: this laptop as one that hands in, as a key holder, as the office. docs/combining.md tells who learns
//! what.
//!
//! What leaves is kept in the store first and delivered after, so that a stick that is not there, or a power cut, loses
//! nothing and repeats nothing.

mod state;

use std::path::Path;

use aggregates::{FiscalYear, RawTable};
use sync::{
    Card, Fault, Folder, Founding, Identity, Memory, Organisation, Outcome, Parcel, Place, PublicIdentity, Schema,
    Slot, deliver,
};
use tally::INDICATORS;
use vault::{LaptopKey, Purpose, WordList};

pub use self::state::{CombinedFigures, CombiningState, CountsChecked, CountsHandedIn};
use crate::{
    clock::Clock,
    desk::{Desk, WritingDesk},
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
    /// The cards of the two key holders.
    pub holders: [String; 2],
    /// The cards of the laptops.
    pub laptops: Vec<String>,
    /// The folder in which the files lie.
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
    /// [`Fault::SameKey`]; [`Fault::OtherOrganisation`] when this laptop takes part in that of another office.
    pub fn found_combining(&self, new: &NewCombining) -> Result<FoundedCombining, OfficeError> {
        self.combining_as(Act::Organisation, |open, clock| {
            let own = identity(open);
            let read = |text: &String| Card::read(text);
            let [a, b] = &new.holders;
            let founding = Founding {
                name: new.name.clone(),
                holders: [read(a)?, read(b)?],
                laptops: new.laptops.iter().map(read).collect::<Result<_, _>>()?,
                schema: schema(fiscal_year(new.year)?)?,
            };
            let before = known(&Desk::new(open.store.read(), clock, &open.actor))?.map(|known| known.organisation);
            let organisation = Organisation::found(&own, before.as_ref(), founding)?;
            let (file, parcel) = (organisation.sign(&own)?, organisation.parcel(&own)?);
            change(open, clock, "set", |desk| {
                desk.writer.set_combining(&file, &new.place)?;
                wait(desk, &[parcel])
            })?;
            let delivered = deliver_waiting(open, clock, &new.place)?;
            Ok(FoundedCombining { file, invitation: invitation(&organisation), delivered })
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
    /// [`OfficeError::OtherWords`]; [`Fault::OldOrganisation`] when a newer list of the same organisation is known.
    pub fn join_combining(&self, file: &[u8], place: &str, compared: &str) -> Result<Invitation, OfficeError> {
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
        self.combining_as(Act::Report, |open, clock| {
            let Known { organisation, place, sequence, .. } = renewed(open, clock)?;
            let own = identity(open);
            let desk = Desk::new(open.store.read(), clock, &open.actor);
            let year = organisation.year();
            let table = desk.count(year, &desk.programmes_in(year)?)?;
            let folder = Folder::at(&place);
            // Away from the folder the last number known here is enough.
            let sequence = sync::next_sequence(&own, &organisation, &folder, sequence)
                .unwrap_or_else(|_| sequence.saturating_add(1));
            let made = sync::contribute(&own, &organisation, &table, sequence)?;
            let bytes = made.parcel.bytes.len();
            change(open, clock, "export", |desk| {
                desk.writer.set_combining_sequence(sequence)?;
                wait(desk, &[made.parcel])
            })?;
            let delivered = deliver_waiting(open, clock, &place)?;
            Ok(CountsHandedIn { year: year.begins_in(), sequence, bytes, figures: table.cells().len(), delivered })
        })
    }

    /// Sits down as a key holder.
    ///
    /// # Errors
    /// [`OfficeError::NotCombining`]; [`Fault::NotAHolder`]; [`Fault::Place`].
    pub fn check_counts(&self) -> Result<CountsChecked, OfficeError> {
        self.combining_as(Act::ApproveFigures, |open, clock| {
            let Known { organisation, place, memory, .. } = renewed(open, clock)?;
            // What an earlier time left over goes first.
            deliver_waiting(open, clock, &place)?;
            let sitting = sync::sit_down(&identity(open), &organisation, &Folder::at(&place), &memory)?;
            let memory = sitting.memory.to_bytes()?;
            let verb = if matches!(sitting.outcome, Outcome::Opened(_)) { "approve" } else { "read" };
            change(open, clock, verb, |desk| {
                desk.writer.set_combining_memory(&memory)?;
                wait(desk, &sitting.parcels)
            })?;
            let delivered = deliver_waiting(open, clock, &place)?;
            Ok(CountsChecked::of(&organisation, &sitting.outcome, delivered))
        })
    }

    /// Puts the sums of both key holders together and keeps the table of the organisation.
    ///
    /// # Errors
    /// [`OfficeError::NotCombining`]; [`Fault::NotYet`]; [`Fault::Disagree`]; [`Fault::OtherOrganisation`].
    pub fn combine_counts(&self) -> Result<CombinedFigures, OfficeError> {
        self.combining_as(Act::Report, |open, clock| {
            let Known { organisation, place, .. } = renewed(open, clock)?;
            let combined = sync::combine(&identity(open), &organisation, &Folder::at(&place))?;
            let figures = CombinedFigures::of(&organisation, &combined);
            let content =
                serde_json::to_string(&figures).map_err(|_| OfficeError::Unforeseen("the combined figures"))?;
            let made_at = clock.now().to_rfc3339();
            change(open, clock, "make", |desk| {
                let newest = desk.records.combined_figures(figures.year)?.into_iter().next();
                if newest.is_none_or(|newest| newest.content != content) {
                    desk.writer.add_combined_figures(figures.year, &made_at, &content)?;
                }
                Ok(())
            })?;
            Ok(figures)
        })
    }

    /// Returns what this laptop takes part in and as what; `None` when in nothing. Delivers what waits.
    ///
    /// # Errors
    /// [`OfficeError::Forbidden`]; what the store says.
    pub fn combining_state(&self) -> Result<Option<CombiningState>, OfficeError> {
        self.combining_as(Act::SeeFigures, |open, clock| {
            let known = match renewed(open, clock) {
                Err(OfficeError::NotCombining) => return Ok(None),
                known => known?,
            };
            deliver_waiting(open, clock, &known.place)?;
            let waiting = open.store.read().combining_parcels()?.len();
            let reachable = Folder::at(&known.place).probe().is_ok();
            let own = identity(open).public();
            Ok(Some(CombiningState::of(&own, &known.organisation, known.sequence, waiting, reachable)))
        })
    }

    fn combining_as<T>(
        &self,
        act: Act,
        work: impl FnOnce(&mut OpenVault, &dyn Clock) -> Result<T, OfficeError>,
    ) -> Result<T, OfficeError> {
        self.at_work(
            |open, clock| {
                if open.actor.roles.allow(act) { work(open, clock) } else { Err(OfficeError::Forbidden(act)) }
            },
        )
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

    /// Returns the same as a table for disclosure control: exact, and so for inside only.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`] when there is none.
    pub fn combined_table(&self, year: i32) -> Result<RawTable, OfficeError> {
        self.combined_figures(year)?.ok_or(OfficeError::NotFound)?.to_table()
    }
}

/// What the store holds, read.
struct Known {
    organisation: Organisation,
    place: String,
    sequence: u64,
    memory: Memory,
}

fn known(desk: &Desk<'_>) -> Result<Option<Known>, OfficeError> {
    let Some(row) = desk.records.combining()? else { return Ok(None) };
    let memory = if row.memory.is_empty() { Memory::default() } else { Memory::from_bytes(&row.memory)? };
    let organisation = Organisation::read(&row.organisation)?;
    Ok(Some(Known { organisation, place: row.place, sequence: row.sequence, memory }))
}

/// What is known, after a look whether the office changed the organisation since.
fn renewed(open: &mut OpenVault, clock: &dyn Clock) -> Result<Known, OfficeError> {
    let known = known(&Desk::new(open.store.read(), clock, &open.actor))?.ok_or(OfficeError::NotCombining)?;
    match known.organisation.newest_file(&Folder::at(&known.place)) {
        Ok(Some((organisation, file))) => {
            change(open, clock, "change", |desk| Ok(desk.writer.set_combining(&file, &known.place)?))?;
            Ok(Known { organisation, ..known })
        }
        // Away from the folder, what is known is used.
        Ok(None) | Err(Fault::Place(_)) => Ok(known),
        Err(fault) => Err(fault.into()),
    }
}

/// Writes, with an entry in the journal.
fn change(
    open: &mut OpenVault,
    clock: &dyn Clock,
    verb: &str,
    work: impl FnOnce(&WritingDesk<'_>) -> Result<(), OfficeError>,
) -> Result<(), OfficeError> {
    let actor = open.actor.clone();
    open.write(clock, |writer| {
        let desk = WritingDesk::new(writer, clock, &actor);
        work(&desk)?;
        desk.note(verb, "combining", None)
    })
}

fn wait(desk: &WritingDesk<'_>, parcels: &[Parcel]) -> Result<(), OfficeError> {
    let add = |parcel: &Parcel| desk.writer.add_combining_parcel(&parcel.name, &parcel.bytes);
    Ok(parcels.iter().try_for_each(add)?)
}

/// Delivers what waits, and returns whether nothing is left. A folder that cannot be reached is no error.
fn deliver_waiting(open: &mut OpenVault, clock: &dyn Clock, place: &str) -> Result<bool, OfficeError> {
    let waiting = open.store.read().combining_parcels()?;
    if waiting.is_empty() {
        return Ok(true);
    }
    let parcels: Vec<_> =
        waiting.iter().map(|one| Parcel { name: one.name.clone(), bytes: one.bytes.clone() }).collect();
    let (sent, _) = deliver(&Folder::at(Path::new(place)), &parcels);
    if sent > 0 {
        open.write(clock, |writer| -> Result<(), OfficeError> {
            Ok(waiting.iter().take(sent).try_for_each(|one| writer.remove_combining_parcel(one.id))?)
        })?;
    }
    Ok(sent == waiting.len())
}
