//! Looking at every row before anything is written.

use std::{
    collections::HashMap,
    sync::atomic::{AtomicBool, Ordering},
};

use casework::{
    company::CompanyProfile,
    dates::{fact_day, full_day},
    ids::{CohortId, ParticipantId},
    participant::{Profile, Residence},
    profile::{Note, Support},
    programme::attendance::Mark,
    text::fold,
};
use chrono::NaiveDate;
use guarded::Guarded;
use intake::{
    Sheet,
    mapping::{Fault, Field, ImportKind, Line, OfficeLists, PersonReader, Problem, Skipped},
};
use store::Told;

use super::{
    ImportRefusal, Importing, TwinChoice,
    compare::{People, Twin, Why},
    programme::{At, Marks, NewSessionAt, Programmes},
};
use crate::{
    desk::Desk,
    error::{FieldError, InField, OfficeError},
    job::{Job, JobStep},
    participants::{NewName, NewParticipant},
    profile::ProfileRecord,
    programmes::EnteredSession,
    session::Office,
};

/// How many rows are looked at before somebody else may use the session.
const PIECE: usize = 500;

/// What was found in all rows.
#[derive(Default)]
pub struct Checked {
    /// Positions of the rows that can be brought in, those that resemble somebody among them.
    pub(super) ready: Vec<usize>,
    /// Rows that cannot, with everything that is wrong in them.
    pub(super) faulty: Vec<(usize, Vec<Fault>)>,
    /// Of those that can: the row, whom it resembles and why.
    pub(super) twins: Vec<(usize, Twin, Vec<Why>)>,
    /// Rows that are not read, by number.
    pub(super) skipped: Vec<(u32, Skipped)>,
    /// With whom a mended row is compared.
    compared: Option<Compared>,
}

/// The look at all rows in numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Summary {
    /// Rows that were read as records.
    pub rows: u32,
    /// Rows that will be brought in.
    pub ready: u32,
    /// Rows with something that cannot be taken.
    pub faulty: u32,
    /// Rows that resemble somebody.
    pub twins: u32,
    /// Of these, rows that will be brought in all the same.
    pub twins_added: u32,
    /// Rows that were not read: sums, remarks, blank ones.
    pub skipped: u32,
}

/// Which rows to show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowFilter {
    /// Those with something that cannot be taken.
    Faulty,
    /// Those that resemble somebody.
    Twins,
    /// Those that can be brought in.
    Ready,
}

/// A cell that cannot be taken, with what stands there.
#[derive(Debug, Clone)]
pub struct FaultyCell {
    /// Why.
    pub fault: Fault,
    /// What stands there, as mended.
    pub text: Guarded<String>,
}

/// A row as it is shown.
#[derive(Debug, Clone)]
pub struct FaultyRow {
    /// As the spreadsheet numbers it.
    pub row: u32,
    /// The name in it, as it stands there.
    pub name: Guarded<String>,
    /// What cannot be taken.
    pub faults: Vec<FaultyCell>,
    /// Whom it resembles, and why.
    pub twin: Option<(Twin, Vec<Why>)>,
    /// The name of whom it resembles.
    pub twin_name: Guarded<String>,
    /// What becomes of it if it resembles somebody.
    pub choice: TwinChoice,
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

impl Importing {
    pub(super) fn sheet(&self) -> Result<&Sheet, OfficeError> {
        self.workbook.sheets().get(self.layout.sheet).ok_or(OfficeError::Import(ImportRefusal::NoHeading))
    }

    pub(super) fn number(&self, index: usize) -> u32 {
        self.sheet().ok().and_then(|sheet| sheet.row(index)).map_or(0, intake::Row::number)
    }

    pub(super) fn summary(&self, checked: &Checked) -> Summary {
        let added =
            checked.twins.iter().filter(|(index, ..)| self.choice(self.number(*index)) == TwinChoice::Add).count();
        let held = checked.twins.len().saturating_sub(added);
        Summary {
            rows: count(checked.ready.len().saturating_add(checked.faulty.len())),
            ready: count(checked.ready.len().saturating_sub(held)),
            faulty: count(checked.faulty.len()),
            twins: count(checked.twins.len()),
            twins_added: count(added),
            skipped: count(checked.skipped.len()),
        }
    }

    /// The cell of a fault as it stands, or as it was mended.
    pub(super) fn text(&self, fault: &Fault) -> Guarded<String> {
        let Some(column) = fault.column else { return Guarded::default() };
        if let Some(mended) = self.mends.get(&(fault.row, column)) {
            return mended.clone();
        }
        let row = self.sheet().ok().and_then(|sheet| sheet.rows().find(|row| row.number() == fault.row));
        row.map(|row| row.cell(column).guarded()).unwrap_or_default()
    }
}

/// The parts that a row becomes.
pub(super) enum Record {
    Person(Box<Entering>),
    Company(Box<CompanyProfile>),
    Session(Box<NewSessionAt>),
    Attendance(Marks),
}

/// Somebody about to be added.
pub(super) struct Entering {
    pub profile: Profile,
    pub first_contact: NaiveDate,
    /// What comes with the profile.
    pub told: Told,
    /// What comes after it.
    pub records: Vec<ProfileRecord>,
    /// How they came and who looks after them, when the row says so.
    pub support: Option<Support>,
}

/// What the rows of an import are read with: asked for once, not for every row.
pub(super) struct Asked {
    lists: OfficeLists,
    earliest: NaiveDate,
    today: NaiveDate,
    pub programmes: Programmes,
}

impl Asked {
    pub fn of(desk: &Desk<'_>, kind: ImportKind) -> Result<Self, OfficeError> {
        let programmes = match kind {
            ImportKind::Participants | ImportKind::Companies => Programmes::default(),
            ImportKind::Sessions => Programmes::of(desk, false)?,
            ImportKind::Attendance => Programmes::of(desk, true)?,
        };
        Ok(Self { lists: desk.lists()?, earliest: desk.earliest_day()?, today: desk.today(), programmes })
    }
}

/// Reads one row after another with the rules of the office.
pub(super) struct Rows<'a> {
    importing: &'a Importing,
    asked: &'a Asked,
    people: PersonReader<'a>,
}

impl<'a> Rows<'a> {
    pub fn of(importing: &'a Importing, asked: &'a Asked) -> Result<Self, OfficeError> {
        let people = PersonReader::new(&importing.workbook, &importing.layout, &importing.choices, &asked.lists);
        Ok(Self { importing, asked, people: people.ok_or(OfficeError::Import(ImportRefusal::NoHeading))? })
    }

    /// The row at a position as a record.
    ///
    /// # Errors
    /// What cannot be taken, in the inner result.
    pub fn record(&self, desk: &Desk<'_>, index: usize) -> Result<Result<Record, Vec<Fault>>, OfficeError> {
        let row = self.importing.sheet()?.row(index).ok_or(OfficeError::NotFound)?;
        match self.importing.layout.kind {
            ImportKind::Participants => match self.people.read(row, &self.importing.mends) {
                Ok(person) => self.person(desk, row.number(), person),
                Err(faults) => Ok(Err(faults)),
            },
            ImportKind::Companies => match self.people.company(row, &self.importing.mends) {
                Ok(company) => self.company(desk, row.number(), company),
                Err(faults) => Ok(Err(faults)),
            },
            ImportKind::Sessions => match self.people.session(row, &self.importing.mends) {
                Ok(read) => {
                    let read =
                        self.asked.programmes.session(desk, row.number(), read, self.importing.choices.cohort)?;
                    Ok(read.map(|session| Record::Session(Box::new(session))))
                }
                Err(faults) => Ok(Err(faults)),
            },
            ImportKind::Attendance => match self.people.attendance(row, &self.importing.mends) {
                Ok(read) => {
                    let chosen = self.importing.choices.cohort;
                    Ok(self.asked.programmes.attendance(desk, row.number(), &read, chosen)?.map(Record::Attendance))
                }
                Err(faults) => Ok(Err(faults)),
            },
        }
    }

    /// A company as the office takes it.
    fn company(
        &self,
        desk: &Desk<'_>,
        row: u32,
        company: CompanyProfile,
    ) -> Result<Result<Record, Vec<Fault>>, OfficeError> {
        match desk.checked_company(&company, &CompanyProfile::default()) {
            Ok(company) => Ok(Ok(Record::Company(Box::new(company)))),
            Err(OfficeError::Field { field, why }) => {
                let field = match field.as_str() {
                    "industry" => Field::Industry,
                    "prefecture" => Field::Prefecture,
                    "phone" => Field::Phone,
                    _ => Field::CompanyName,
                };
                let column = self.importing.layout.columns_of(field).next();
                Ok(Err(vec![Fault { row, column, field, problem: problem_of(why) }]))
            }
            Err(error) => Err(error),
        }
    }

    fn person(
        &self,
        desk: &Desk<'_>,
        row: u32,
        person: intake::mapping::Person,
    ) -> Result<Result<Record, Vec<Fault>>, OfficeError> {
        match self.entering(desk, person) {
            Ok(entering) => Ok(Ok(Record::Person(Box::new(entering)))),
            Err(OfficeError::Field { field, why }) => {
                let field = field_of(&field);
                let column = self.importing.layout.columns_of(field).next();
                Ok(Err(vec![Fault { row, column, field, problem: problem_of(why) }]))
            }
            Err(error) => Err(error),
        }
    }

    fn entering(&self, desk: &Desk<'_>, person: intake::mapping::Person) -> Result<Entering, OfficeError> {
        let Asked { earliest, today, .. } = *self.asked;
        let first_contact = fact_day(&person.first_contact, earliest, today).in_field("first_contact")?;
        let residence = person.residence.as_ref().map(residence).transpose()?;
        let details = person.details;
        let profile = desk.check_profile(&NewParticipant {
            names: person.names.into_iter().map(|(kind, text)| NewName::new(kind, text)).collect(),
            birth: person.birth,
            nationality: person.nationality,
            other_nationalities: person.other_nationalities,
            origin: person.origin,
            languages: person.languages,
            ..NewParticipant::default()
        })?;
        let told = Told { languages: details.languages, designation: details.designation };
        told.languages.iter().try_for_each(|skill| skill.check(today)).map_err(|_| refused("languages"))?;
        let mut records: Vec<ProfileRecord> = details.contacts.into_iter().map(ProfileRecord::Contact).collect();
        records.extend(details.schooling.map(ProfileRecord::Schooling));
        records.extend(details.jobs.into_iter().map(ProfileRecord::Job));
        records.extend(details.notes.into_iter().map(|text| ProfileRecord::Note(Note { text })));
        let support = Support {
            caseworker: details.caseworker,
            referral_source: details.referral_source,
            referral_detail: details.referral_detail,
            prefecture: details.prefecture,
        };
        Ok(Entering {
            profile: Profile { residence, ..profile },
            first_contact,
            told,
            records: desk.check_new(records)?,
            support: (support != Support::default()).then_some(support),
        })
    }

    pub fn name(&self, index: usize) -> Guarded<String> {
        let row = self.importing.sheet().ok().and_then(|sheet| sheet.row(index));
        row.map(|row| self.people.name_in(row, &self.importing.mends)).unwrap_or_default()
    }
}

fn refused(field: &str) -> OfficeError {
    OfficeError::field(field, FieldError::OutOfRange)
}

/// The status of a row; its code was looked up in the list of the office.
fn residence(
    (status, expires_on, work): &(String, String, casework::participant::WorkPermission),
) -> Result<Residence, OfficeError> {
    let expires_on = match expires_on.as_str() {
        "" => None,
        day => Some(full_day(day).in_field("residence.expires_on")?),
    };
    Ok(Residence { status: Guarded::from(status.as_str()), expires_on, work: *work, work_ends_on: None })
}

/// The column for a field of the form of the office.
fn field_of(field: &str) -> Field {
    match field.split('.').next().unwrap_or_default() {
        "birth" => Field::Birth,
        "nationality" => Field::Nationality,
        "origin" => Field::Origin,
        "languages" => Field::Languages,
        "first_contact" => Field::FirstContact,
        "residence" if field.contains("expires") || field.contains("ends") => Field::PermitEnds,
        "residence" => Field::ResidenceStatus,
        "value" => Field::Phone,
        "care" => Field::ContactCare,
        "level" | "subject" | "institution" => Field::Education,
        "title" | "tasks" => Field::Occupation,
        "text" => Field::Notes,
        _ => Field::FullName,
    }
}

pub(super) fn problem_of(why: FieldError) -> Problem {
    use casework::{dates::DateError, text::TextError};
    match why {
        FieldError::Text(TextError::Empty) | FieldError::Date(DateError::Empty) => Problem::Missing,
        FieldError::Text(TextError::TooLong { .. }) => Problem::TooLong,
        FieldError::Text(TextError::Control) => Problem::Control,
        FieldError::Date(DateError::NoSuchDate) => Problem::NoSuchDate,
        FieldError::Date(DateError::Incomplete) => Problem::IncompleteDate,
        FieldError::Date(DateError::Future) => Problem::FutureDate,
        FieldError::Date(DateError::TooEarly) => Problem::TooEarly,
        FieldError::Code(_) => Problem::UnknownWord,
        _ => Problem::Refused,
    }
}

/// Whom the rows are compared with.
enum Compared {
    People(Box<People>),
    Companies(HashMap<String, Twin>),
    /// Sessions of the rows so far.
    Sessions(HashMap<(CohortId, String, String), u32>),
    /// Marks of the rows so far.
    Attendance(HashMap<(ParticipantId, At), (u32, Mark)>),
}

impl Compared {
    fn on_record(desk: &Desk<'_>, kind: ImportKind) -> Result<Self, OfficeError> {
        Ok(match kind {
            ImportKind::Participants => Self::People(Box::new(People::on_record(&desk.records)?)),
            ImportKind::Companies => {
                let mut names = HashMap::new();
                desk.records.each_company(&mut |id, name| {
                    names.insert(name.to_owned(), Twin::OnRecord(id));
                })?;
                Self::Companies(names)
            }
            ImportKind::Sessions => Self::Sessions(HashMap::new()),
            ImportKind::Attendance => Self::Attendance(HashMap::new()),
        })
    }

    /// Whom a record resembles; then it is known for those that follow.
    fn twin(&mut self, row: u32, record: &Record, programmes: &Programmes) -> Option<(Twin, Vec<Why>)> {
        match (self, record) {
            (Self::People(people), Record::Person(entering)) => {
                let twin = people.twin_of(row, &entering.profile);
                people.add(row, &entering.profile);
                twin
            }
            (Self::Companies(names), Record::Company(company)) => {
                // EXPOSE: compared in folded form, and dropped with the look at the rows.
                let name = fold(company.name.expose());
                let twin = names.get(&name).map(|twin| (*twin, vec![Why::SameName]));
                names.entry(name).or_insert(Twin::Row(row));
                twin
            }
            (Self::Sessions(sessions), Record::Session(new)) => {
                let EnteredSession { on, starts_at, .. } = &new.session;
                let known = programmes.session_on(new.cohort, on, starts_at).map(|session| Twin::OnRecord(session.0));
                let earlier = sessions.entry((new.cohort, on.clone(), starts_at.clone())).or_insert(row);
                let twin = known.or((*earlier != row).then_some(Twin::Row(*earlier)));
                twin.map(|twin| (twin, vec![Why::SameSession]))
            }
            (Self::Attendance(marks), Record::Attendance(read)) => {
                let mut earlier = None;
                for (_, at, mark) in &read.new {
                    let (first, _) = *marks.entry((read.participant, *at)).or_insert((row, *mark));
                    earlier = earlier.or((first != row).then_some(first));
                }
                let all_there = read.new.is_empty() && read.there > 0;
                let known = all_there.then_some(Twin::OnRecord(read.participant.0));
                known.or(earlier.map(Twin::Row)).map(|twin| (twin, vec![Why::SameMark]))
            }
            _ => None,
        }
    }

    /// Marks that say something else than an earlier row of the file.
    fn conflicts(&self, row: u32, record: &Record) -> Vec<Fault> {
        let (Self::Attendance(marks), Record::Attendance(read)) = (self, record) else { return Vec::new() };
        let other = |(_, at, mark): &&(usize, At, Mark)| {
            marks.get(&(read.participant, *at)).is_some_and(|(first, known)| *first != row && known != mark)
        };
        let fault = |(column, ..): &(usize, At, Mark)| Fault {
            row,
            column: Some(*column),
            field: Field::Mark,
            problem: Problem::OtherMark,
        };
        read.new.iter().filter(other).map(fault).collect()
    }
}

impl Office {
    /// Looks at every row: what can be taken, what cannot and why, and who resembles whom.
    ///
    /// # Errors
    /// [`ImportRefusal::Stopped`]; [`OfficeError::Locked`] when the vault was locked meanwhile.
    pub fn check_import(&self) -> Result<super::ImportState, OfficeError> {
        self.with_import(|office, importing| {
            let running = office.jobs.begin(Job::Import);
            importing.checked = None;
            let checked =
                office.look_at_rows(importing, running.stop(), &mut |part| running.at(JobStep::Comparing, part))?;
            importing.checked = Some(checked);
            Ok(())
        })?;
        self.import_state()
    }

    pub(super) fn look_at_rows(
        &self,
        importing: &Importing,
        stop: &AtomicBool,
        report: &mut dyn FnMut(f32),
    ) -> Result<Checked, OfficeError> {
        let (sheet, layout) = (importing.sheet()?, &importing.layout);
        let asked = self.read(|desk| Asked::of(desk, layout.kind))?;
        let rows = Rows::of(importing, &asked)?;
        let mut compared = self.read(|desk| Compared::on_record(desk, layout.kind))?;
        let mut checked = Checked::default();
        let mut next = layout.first;
        while next < sheet.len() {
            let end = next.saturating_add(PIECE).min(sheet.len());
            self.read(|desk| {
                (next..end).try_for_each(|index| {
                    not_stopped(stop)?;
                    checked.look(desk, importing, &rows, &mut compared, index)
                })
            })?;
            next = end;
            report(share(next, sheet.len()));
        }
        checked.compared = Some(compared);
        Ok(checked)
    }

    /// Returns how many rows there are of a kind, and those asked for.
    ///
    /// # Errors
    /// [`ImportRefusal::NoFile`]; what the store says.
    pub fn import_rows(
        &self,
        filter: RowFilter,
        offset: usize,
        limit: usize,
    ) -> Result<(u32, Vec<FaultyRow>), OfficeError> {
        self.with_import(|office, importing| {
            let asked = office.read(|desk| Asked::of(desk, importing.layout.kind))?;
            let rows = Rows::of(importing, &asked)?;
            let Some(checked) = &importing.checked else { return Ok((0, Vec::new())) };
            let indices: Vec<usize> = match filter {
                RowFilter::Faulty => checked.faulty.iter().map(|(index, _)| *index).collect(),
                RowFilter::Twins => checked.twins.iter().map(|(index, ..)| *index).collect(),
                RowFilter::Ready => checked.ready.clone(),
            };
            let shown = indices.iter().copied().skip(offset).take(limit.min(500));
            let lines =
                office.read(|desk| shown.map(|index| line(desk, importing, &rows, checked, index)).collect())?;
            Ok((count(indices.len()), lines))
        })
    }

    /// Mends a cell and looks at its row again. The file stays as it is.
    ///
    /// # Errors
    /// [`ImportRefusal::NoFile`]; what the look says.
    pub fn mend_cell(&self, row: u32, column: usize, text: Guarded<String>) -> Result<super::ImportState, OfficeError> {
        self.with_import(|office, importing| {
            importing.mends.insert((row, column), text);
            let Some(mut checked) = importing.checked.take() else { return Ok(()) };
            let index = importing.sheet()?.rows().position(|found| found.number() == row);
            let Some(index) = index else { return Ok(()) };
            checked.forget(index);
            let asked = office.read(|desk| Asked::of(desk, importing.layout.kind))?;
            let rows = Rows::of(importing, &asked)?;
            let mut compared = match checked.compared.take() {
                Some(compared) => compared,
                None => office.read(|desk| Compared::on_record(desk, importing.layout.kind))?,
            };
            office.read(|desk| checked.look(desk, importing, &rows, &mut compared, index))?;
            checked.compared = Some(compared);
            checked.sort();
            importing.checked = Some(checked);
            Ok(())
        })?;
        self.import_state()
    }
}

impl Checked {
    fn look(
        &mut self,
        desk: &Desk<'_>,
        importing: &Importing,
        rows: &Rows<'_>,
        compared: &mut Compared,
        index: usize,
    ) -> Result<(), OfficeError> {
        let Some(row) = importing.sheet()?.row(index) else { return Ok(()) };
        if let Line::Skipped(why) = importing.layout.line(importing.sheet()?, row) {
            self.skipped.push((row.number(), why));
            return Ok(());
        }
        match rows.record(desk, index)? {
            Err(faults) => self.faulty.push((index, faults)),
            // Somebody without any mark.
            Ok(Record::Attendance(read)) if read.new.is_empty() && read.there == 0 => {
                self.skipped.push((row.number(), Skipped::Blank));
            }
            Ok(record) => {
                let conflicts = compared.conflicts(row.number(), &record);
                if !conflicts.is_empty() {
                    self.faulty.push((index, conflicts));
                    return Ok(());
                }
                if let Some((twin, why)) = compared.twin(row.number(), &record, &rows.asked.programmes) {
                    self.twins.push((index, twin, why));
                }
                self.ready.push(index);
            }
        }
        Ok(())
    }

    fn forget(&mut self, index: usize) {
        self.ready.retain(|known| *known != index);
        self.faulty.retain(|(known, _)| *known != index);
        self.twins.retain(|(known, ..)| *known != index);
    }

    fn sort(&mut self) {
        self.ready.sort_unstable();
        self.faulty.sort_by_key(|(index, _)| *index);
        self.twins.sort_by_key(|(index, ..)| *index);
    }
}

fn line(
    desk: &Desk<'_>,
    importing: &Importing,
    rows: &Rows<'_>,
    checked: &Checked,
    index: usize,
) -> Result<FaultyRow, OfficeError> {
    let row = importing.number(index);
    let faults = checked.faulty.binary_search_by_key(&index, |(index, _)| *index).ok();
    let faults = faults.and_then(|at| checked.faulty.get(at)).map_or(&[][..], |(_, faults)| faults);
    let twin =
        checked.twins.binary_search_by_key(&index, |(index, ..)| *index).ok().and_then(|at| checked.twins.get(at));
    let twin = twin.map(|(_, twin, why)| (*twin, why.clone()));
    let twin_name = match twin {
        Some((Twin::OnRecord(id), _)) => name_on_record(desk, importing.layout.kind, id)?,
        Some((Twin::Row(number), _)) => {
            let other = importing.sheet()?.rows().position(|row| row.number() == number);
            other.map(|other| rows.name(other)).unwrap_or_default()
        }
        None => Guarded::default(),
    };
    let cell = |fault: &Fault| FaultyCell { fault: *fault, text: importing.text(fault) };
    Ok(FaultyRow {
        row,
        name: rows.name(index),
        faults: faults.iter().map(cell).collect(),
        twin,
        twin_name,
        choice: importing.choice(row),
    })
}

fn name_on_record(desk: &Desk<'_>, kind: ImportKind, id: u32) -> Result<Guarded<String>, OfficeError> {
    Ok(match kind {
        ImportKind::Participants | ImportKind::Attendance => {
            let names = desk.records.names_of(casework::ids::ParticipantId(id))?;
            casework::names::shown(&names).map(|name| name.text.clone()).unwrap_or_default()
        }
        ImportKind::Companies => desk.records.company_name(casework::ids::CompanyId(id))?,
        ImportKind::Sessions => desk.session_name(casework::ids::SessionId(id))?,
    })
}

/// Refuses to go on once somebody wants it to stop.
pub(super) fn not_stopped(stop: &AtomicBool) -> Result<(), OfficeError> {
    if stop.load(Ordering::Acquire) { Err(OfficeError::Import(ImportRefusal::Stopped)) } else { Ok(()) }
}

/// A share as a bar on the screen shows it.
pub(super) fn share(done: usize, all: usize) -> f32 {
    let thousandths = done.saturating_mul(1000).checked_div(all).unwrap_or(1000).min(1000);
    f32::from(u16::try_from(thousandths).unwrap_or(1000)) / 1000.0
}
