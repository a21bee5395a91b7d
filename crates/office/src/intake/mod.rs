//! Bringing a spreadsheet: reading it, saying what its columns hold, looking at its rows, and taking them all at once.
//!
//! An import under way lies in memory beside the session, and a lock forgets it. Nothing of it is written before it
//! runs, and then it runs in one transaction.

mod check;
mod compare;
mod export;
mod programme;
mod run;
mod undo;

use std::{
    fs::File,
    io::Read,
    path::Path,
    sync::{Mutex, MutexGuard, PoisonError},
};

use casework::codes::{CodeList, UnknownCode};
use chrono::NaiveDate;
use guarded::Guarded;
use intake::{
    Program, Refusal, Workbook,
    mapping::{Choices, DayOrder, Field, ImportKind, Layout, Mends, OfficeLists, WordList},
};
use sha2::{Digest, Sha256};
use thiserror::Error;

use self::programme::Programmes;

pub use self::{
    check::{Checked, FaultyCell, FaultyRow, RowFilter, Summary},
    compare::{Twin, Why},
    programme::CohortChoice,
    run::ImportDone,
    undo::{PastImport, UndoDone},
};
use crate::{
    desk::Desk,
    error::OfficeError,
    job::{Job, JobStep},
    roles::Act,
    session::Office,
};

/// Why an import cannot go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum ImportRefusal {
    /// The file cannot be read as a spreadsheet.
    #[error("{0}")]
    File(Refusal),
    /// No row of any sheet reads like the heading of such a list.
    #[error("No heading that is known")]
    NoHeading,
    /// No spreadsheet was read.
    #[error("No spreadsheet was read")]
    NoFile,
    /// It was stopped; nothing was written.
    #[error("Stopped")]
    Stopped,
    /// It was undone before.
    #[error("Undone before")]
    UndoneBefore,
    /// Something was recorded about what it added.
    #[error("Changed since")]
    ChangedSince,
}

impl ImportRefusal {
    /// The code under which it is told.
    pub const fn code(self) -> &'static str {
        match self {
            Self::File(refusal) => refusal.code(),
            Self::NoHeading => "no_heading",
            Self::NoFile => "no_file",
            Self::Stopped => "stopped",
            Self::UndoneBefore => "undone_before",
            Self::ChangedSince => "changed_since",
        }
    }
}

impl From<Refusal> for OfficeError {
    fn from(refusal: Refusal) -> Self {
        Self::Import(match refusal {
            Refusal::Stopped => ImportRefusal::Stopped,
            refusal => ImportRefusal::File(refusal),
        })
    }
}

/// A file with a list, and the program that becomes the child which reads it.
#[derive(Debug)]
pub enum Spreadsheet<'a> {
    /// On the disk.
    At(&'a Path),
    /// As it was dropped on the window.
    Dropped(&'a Guarded<Vec<u8>>),
}

/// What to do with a row that resembles somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TwinChoice {
    /// It is not brought in.
    Skip,
    /// It is brought in all the same.
    Add,
}

/// An import under way.
pub(crate) struct Importing {
    workbook: Workbook,
    digest: [u8; 32],
    layout: Layout,
    choices: Choices,
    mends: Mends,
    /// What was chosen for single rows; for the others `twins` holds.
    chosen: std::collections::BTreeMap<u32, TwinChoice>,
    /// What holds for every row for which nothing else was chosen.
    twins: TwinChoice,
    checked: Option<Checked>,
    /// Whether the office has one cohort only.
    only_cohort: bool,
}

/// The import under way, if there is one.
#[derive(Default)]
pub(crate) struct Desktop(Mutex<Option<Importing>>);

impl Desktop {
    fn lock(&self) -> MutexGuard<'_, Option<Importing>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Forgets it.
    pub fn clear(&self) {
        *self.lock() = None;
    }
}

/// A sheet of the file.
#[derive(Debug, Clone)]
pub struct SheetLine {
    /// Its name; empty for a text file.
    pub name: Guarded<String>,
    /// Whether the program that made it hides it.
    pub hidden: bool,
    /// Rows that hold anything.
    pub rows: u32,
}

/// What is known of an import under way.
#[derive(Debug, Clone)]
pub struct ImportState {
    /// The sheets of the file.
    pub sheets: Vec<SheetLine>,
    /// How the chosen sheet is read.
    pub layout: Layout,
    /// The day of the first contact where the sheet has none.
    pub first_contact: Option<NaiveDate>,
    /// What comes first in days such as 03/04/2024, as far as it matters.
    pub order: DayOrder,
    /// Fields that every row needs and that no column holds.
    pub missing: Vec<Field>,
    /// When the same file was brought in before (RFC 3339).
    pub seen_before: Option<String>,
    /// What the look at all rows found.
    pub summary: Option<Summary>,
    /// What holds for rows that resemble somebody.
    pub twins: TwinChoice,
    /// The cohorts that can be chosen, for a list of sessions or attendance.
    pub cohorts: Vec<CohortChoice>,
    /// The cohort of rows that name none.
    pub cohort: Option<u32>,
}

const fn act(kind: ImportKind) -> Act {
    match kind {
        ImportKind::Participants => Act::EditPeople,
        ImportKind::Companies => Act::Placement,
        ImportKind::Sessions | ImportKind::Attendance => Act::Programmes,
    }
}

impl Office {
    /// Reads a spreadsheet in a child process and guesses what it holds. An import that was under way is forgotten.
    ///
    /// # Errors
    /// [`OfficeError::Import`]; [`OfficeError::Forbidden`].
    pub fn open_import(
        &self,
        program: &Program,
        file: &Spreadsheet<'_>,
        kind: ImportKind,
    ) -> Result<ImportState, OfficeError> {
        self.read(|desk| desk.may(act(kind)))?;
        self.importing.clear();
        let running = self.jobs.begin(Job::Import);
        running.at(JobStep::Reading, 0.0);
        let (workbook, digest) = match file {
            Spreadsheet::At(path) => {
                (intake::read_file(program, path, running.stop())?, digest_of(path).map_err(|_| Refusal::Unreadable)?)
            }
            Spreadsheet::Dropped(bytes) => {
                // EXPOSE: digested.
                (intake::read_bytes(program, bytes, running.stop())?, Sha256::digest(bytes.expose()).into())
            }
        };
        let guessed = Layout::guess(&workbook, kind).or_else(|| Layout::at(&workbook, kind, 0, None));
        let layout = guessed.ok_or(OfficeError::Import(ImportRefusal::NoHeading))?;
        // Locked meanwhile: what was read must not stay.
        self.read(|_| Ok(()))?;
        *self.importing.lock() = Some(Importing {
            workbook,
            digest,
            layout,
            choices: Choices::default(),
            mends: Mends::new(),
            chosen: std::collections::BTreeMap::new(),
            twins: TwinChoice::Skip,
            checked: None,
            only_cohort: false,
        });
        self.import_state()
    }

    /// Returns what is known of the import under way.
    ///
    /// # Errors
    /// [`ImportRefusal::NoFile`] when there is none.
    pub fn import_state(&self) -> Result<ImportState, OfficeError> {
        self.with_import(|office, importing| {
            let seen_before = office.read(|desk| Ok(desk.records.import_of(&importing.digest)?))?;
            let cohorts = match importing.layout.kind {
                ImportKind::Participants | ImportKind::Companies => Vec::new(),
                _ => office.read(|desk| Ok(Programmes::of(desk, false)?.choices()))?,
            };
            importing.only_cohort = cohorts.len() == 1;
            Ok(importing.state(seen_before, cohorts))
        })
    }

    /// Chooses the sheet and, if it is given, the row of its heading.
    ///
    /// # Errors
    /// [`ImportRefusal::NoHeading`] when there is no such sheet or row.
    pub fn choose_sheet(&self, sheet: usize, heading_row: Option<u32>) -> Result<ImportState, OfficeError> {
        self.with_import(|_, importing| {
            let layout = Layout::at(&importing.workbook, importing.layout.kind, sheet, heading_row);
            importing.layout = layout.ok_or(OfficeError::Import(ImportRefusal::NoHeading))?;
            importing.mends.clear();
            importing.chosen.clear();
            importing.checked = None;
            Ok(())
        })?;
        self.import_state()
    }

    /// Says what a column holds; nothing with `None`.
    ///
    /// # Errors
    /// [`ImportRefusal::NoFile`].
    pub fn choose_column(&self, column: usize, field: Option<Field>) -> Result<ImportState, OfficeError> {
        self.with_import(|_, importing| {
            let allowed = field.filter(|field| importing.layout.kind.fields().contains(field));
            importing.layout.set(column, allowed);
            importing.checked = None;
            Ok(())
        })?;
        self.import_state()
    }

    /// Chooses what holds for all rows: the day of the first contact where there is none, and the order of days.
    ///
    /// # Errors
    /// [`OfficeError::Field`] for `first_contact`.
    pub fn choose_for_all(&self, first_contact: &str, order: Option<DayOrder>) -> Result<ImportState, OfficeError> {
        let day = match first_contact.trim() {
            "" => None,
            day => Some(self.read(|desk| desk.fact_day("first_contact", day))?),
        };
        self.with_import(|_, importing| {
            importing.choices = Choices { first_contact: day, order, ..importing.choices };
            importing.checked = None;
            Ok(())
        })?;
        self.import_state()
    }

    /// Chooses the cohort of rows that name none, by its number; none with `None`.
    ///
    /// # Errors
    /// [`ImportRefusal::NoFile`].
    pub fn choose_cohort(&self, cohort: Option<u32>) -> Result<ImportState, OfficeError> {
        self.with_import(|_, importing| {
            importing.choices.cohort = cohort;
            importing.checked = None;
            Ok(())
        })?;
        self.import_state()
    }

    /// Returns the number of the cohort of a word: its name, its course or its number.
    ///
    /// # Errors
    /// [`OfficeError::Field`] for `cohort` when there is none, or more than one.
    pub fn cohort_called(&self, word: &str) -> Result<u32, OfficeError> {
        let found = self.read(|desk| {
            desk.may(Act::Programmes)?;
            Ok(Programmes::of(desk, false)?.cohort(word))
        })?;
        found.map(|cohort| cohort.0).map_err(|_| OfficeError::field("cohort", UnknownCode))
    }

    /// Chooses what becomes of every row that resembles somebody.
    ///
    /// # Errors
    /// [`ImportRefusal::NoFile`].
    pub fn choose_for_twins(&self, choice: TwinChoice) -> Result<ImportState, OfficeError> {
        self.with_import(|_, importing| {
            importing.twins = choice;
            importing.chosen.clear();
            Ok(())
        })?;
        self.import_state()
    }

    /// Chooses what becomes of one row that resembles somebody.
    ///
    /// # Errors
    /// [`ImportRefusal::NoFile`].
    pub fn choose_for_twin(&self, row: u32, choice: TwinChoice) -> Result<ImportState, OfficeError> {
        self.with_import(|_, importing| {
            importing.chosen.insert(row, choice);
            Ok(())
        })?;
        self.import_state()
    }

    /// Forgets the import under way.
    pub fn forget_import(&self) {
        self.importing.clear();
    }

    fn with_import<T>(
        &self,
        work: impl FnOnce(&Self, &mut Importing) -> Result<T, OfficeError>,
    ) -> Result<T, OfficeError> {
        let mut importing = self.importing.lock();
        work(self, importing.as_mut().ok_or(OfficeError::Import(ImportRefusal::NoFile))?)
    }
}

impl Importing {
    fn state(&self, seen_before: Option<String>, cohorts: Vec<CohortChoice>) -> ImportState {
        let sheets = self.workbook.sheets().iter().map(|sheet| SheetLine {
            name: sheet.name().clone(),
            hidden: sheet.is_hidden(),
            rows: u32::try_from(sheet.len()).unwrap_or(u32::MAX),
        });
        ImportState {
            sheets: sheets.collect(),
            layout: self.layout.clone(),
            first_contact: self.choices.first_contact,
            order: self.choices.order.unwrap_or(self.layout.order),
            missing: self.missing(),
            seen_before,
            summary: self.checked.as_ref().map(|checked| self.summary(checked)),
            twins: self.twins,
            cohorts,
            cohort: self.choices.cohort,
        }
    }

    fn missing(&self) -> Vec<Field> {
        let named = self.layout.columns.iter().any(|column| column.field.is_some_and(Field::names));
        match self.layout.kind {
            ImportKind::Participants => {
                let dated = self.layout.has(Field::FirstContact) || self.choices.first_contact.is_some();
                let name = (!named).then_some(Field::FullName);
                name.into_iter().chain((!dated).then_some(Field::FirstContact)).collect()
            }
            ImportKind::Companies => (!named).then_some(Field::CompanyName).into_iter().collect(),
            ImportKind::Sessions => {
                self.lacks_cohort().chain((!self.layout.has(Field::SessionDay)).then_some(Field::SessionDay)).collect()
            }
            ImportKind::Attendance => {
                let named = named || self.layout.has(Field::PersonNumber);
                let marked = self.layout.has(Field::MarkOn)
                    || self.layout.has(Field::Mark) && self.layout.has(Field::SessionDay);
                let lacks = (!named).then_some(Field::FullName).into_iter();
                lacks.chain(self.lacks_cohort()).chain((!marked).then_some(Field::Mark)).collect()
            }
        }
    }

    /// Rows have to say their cohort, unless one was chosen for all of them.
    fn lacks_cohort(&self) -> impl Iterator<Item = Field> + use<> {
        let said = self.layout.has(Field::Cohort) || self.choices.cohort.is_some() || self.only_cohort;
        (!said).then_some(Field::Cohort).into_iter()
    }

    /// What becomes of a row that resembles somebody.
    fn choice(&self, row: u32) -> TwinChoice {
        self.chosen.get(&row).copied().unwrap_or(self.twins)
    }
}

impl Desk<'_> {
    /// What the office has, for reading the words of a sheet: codes as the office changed them, and who works here.
    pub(crate) fn lists(&self) -> Result<OfficeLists, OfficeError> {
        let list = |list| Ok::<_, OfficeError>(WordList::of(&self.code_list(list)?, self.today()));
        let members = self.records.members()?.into_iter().filter(|member| member.left.is_none());
        Ok(OfficeLists {
            statuses: list(CodeList::ResidenceStatus)?,
            referral_sources: list(CodeList::ReferralSource)?,
            education: list(CodeList::IscedLevel)?,
            occupations: list(CodeList::Occupation)?,
            prefectures: list(CodeList::Prefecture)?,
            industries: list(CodeList::Industry)?,
            staff: members.map(|member| (member.id.0, member.name)).collect(),
        })
    }
}

/// SHA-256 of a file, piece by piece.
fn digest_of(path: &Path) -> std::io::Result<[u8; 32]> {
    let mut digest = Sha256::new();
    let mut piece = [0; 64 * 1024];
    let mut file = File::open(path)?.take(intake::LARGEST_FILE);
    loop {
        match file.read(&mut piece)? {
            0 => return Ok(digest.finalize().into()),
            read => digest.update(piece.get(..read).unwrap_or_default()),
        }
    }
}
