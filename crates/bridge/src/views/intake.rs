//! Bringing a spreadsheet.

use guarded::Guarded;
use serde::{Deserialize, Serialize};

/// What a spreadsheet lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub enum ImportKind {
    /// People.
    Participants,
    /// Companies.
    Companies,
    /// Sessions of cohorts.
    Sessions,
    /// Who was at which session.
    Attendance,
}

macro_rules! import_fields {
    ($($(#[$doc:meta])* $name:ident = $code:literal),* $(,)?) => {
        /// What a column can hold.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
        #[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
        pub enum ImportField {
            $($(#[$doc])* #[serde(rename = $code)] $name,)*
        }

        impl ImportField {
            /// Every one.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// The code under which `intake` knows it.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)* }
            }
        }
    };
}

import_fields! {
    /// A whole name.
    FullName = "name",
    /// The family name alone.
    FamilyName = "family_name",
    /// The given name alone.
    GivenName = "given_name",
    /// The middle name alone.
    MiddleName = "middle_name",
    /// The name in Latin letters.
    LatinName = "latin_name",
    /// How the name is read.
    Reading = "reading",
    /// How the family name is read.
    FamilyReading = "family_reading",
    /// How the given name is read.
    GivenReading = "given_reading",
    /// The name to call them by.
    PreferredName = "preferred_name",
    /// Another name.
    OtherName = "other_name",
    /// The date of birth.
    Birth = "birth",
    /// The nationality.
    Nationality = "nationality",
    /// The country of origin.
    Origin = "origin",
    /// The day of the first contact.
    FirstContact = "first_contact",
    /// The residence status.
    ResidenceStatus = "residence_status",
    /// The last day of the permit.
    PermitEnds = "permit_ends_on",
    /// Whether work is allowed.
    Work = "work_permission",
    /// Languages.
    Languages = "languages",
    /// How well they know Japanese.
    JapaneseLevel = "japanese_level",
    /// A telephone number.
    Phone = "phone",
    /// An e-mail address.
    Email = "email",
    /// When and how it is safe to reach them.
    ContactCare = "contact_care",
    /// Who looks after them here.
    Caseworker = "caseworker",
    /// How they came.
    Referral = "referral_source",
    /// What they learned and where.
    Education = "education",
    /// Their work so far.
    Occupation = "occupation",
    /// The prefecture where they live.
    Prefecture = "prefecture",
    /// Anything else, in words.
    Notes = "notes",
    /// The cohort of a session.
    Cohort = "cohort",
    /// The day of a session.
    SessionDay = "session_day",
    /// When a session begins.
    StartsAt = "starts_at",
    /// When a session ends.
    EndsAt = "ends_at",
    /// How long a session takes.
    Minutes = "minutes",
    /// What a session is about.
    Topic = "topic",
    /// The number of a participant.
    PersonNumber = "participant_number",
    /// A mark of attendance.
    Mark = "mark",
    /// Marks of the session on the day above the column.
    MarkOn = "mark_on",
    /// The name of a company.
    CompanyName = "company_name",
    /// The name of a company in kana.
    CompanyReading = "company_reading",
    /// The name of a company in Latin letters.
    CompanyNameEn = "company_name_en",
    /// What a company does.
    Industry = "industry",
    /// How many people a company employs.
    CompanySize = "company_size",
    /// Where a company is.
    CompanyAddress = "company_address",
    /// Its address on the web.
    Website = "website",
    /// Whom to reach in a company.
    ContactPerson = "contact_person",
}

/// What comes first in days such as 03/04/2024.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub enum DayOrder {
    /// Not known.
    Unknown,
    /// The day.
    DayFirst,
    /// The month.
    MonthFirst,
}

/// Which list to bring.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct ChooseSpreadsheetRequest {
    /// What it lists.
    pub kind: ImportKind,
}

/// A spreadsheet that was dropped on the window.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct DropSpreadsheetRequest {
    /// What it lists.
    pub kind: ImportKind,
    /// Its bytes in base64, at most 20 MiB of them.
    #[cfg_attr(test, ts(type = "string"))]
    pub data: Guarded<String>,
}

/// A sheet of the file.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct SheetView {
    /// Its name; empty for a text file.
    pub name: String,
    /// Whether it is hidden.
    pub hidden: bool,
    /// Rows that hold anything.
    pub rows: u32,
}

/// A column.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct ColumnView {
    /// Its number from 0.
    pub index: u32,
    /// What stands above it.
    pub heading: String,
    /// What it holds; null when it is not brought in.
    pub field: Option<ImportField>,
    /// Whether the heading is a known word, not only like one.
    pub sure: bool,
    /// The first values.
    pub samples: Vec<String>,
}

/// The look at all rows in numbers.
#[derive(Debug, Clone, Copy, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct ImportSummary {
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
    /// Rows that are not read: sums, remarks, blank ones.
    pub skipped: u32,
}

/// An import under way.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct ImportView {
    /// False when the person closed the dialog.
    pub chosen: bool,
    /// What it lists.
    pub kind: ImportKind,
    /// The sheets.
    pub sheets: Vec<SheetView>,
    /// The sheet that is read, from 0.
    pub sheet: u32,
    /// The row of the heading.
    pub heading_row: u32,
    /// The columns.
    pub columns: Vec<ColumnView>,
    /// What a column can hold.
    pub fields: Vec<ImportField>,
    /// Fields that every row needs and that no column holds.
    pub missing: Vec<ImportField>,
    /// The day of the first contact where the sheet has none (ISO 8601), or empty.
    pub first_contact: String,
    /// What comes first in days such as 03/04/2024.
    pub order: DayOrder,
    /// The day on which the same file was brought in before (ISO 8601).
    pub seen_before: Option<String>,
    /// What the look at all rows found.
    pub summary: Option<ImportSummary>,
    /// Whether rows that resemble somebody are brought in unless something else was chosen.
    pub add_twins: bool,
    /// The cohorts that can be chosen, for a list of sessions or attendance.
    pub cohorts: Vec<ImportCohort>,
    /// The cohort of rows that name none.
    pub cohort: Option<u32>,
}

/// A cohort that can be chosen for all rows.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct ImportCohort {
    /// Its number.
    pub id: u32,
    /// Course and name in Japanese.
    pub ja: String,
    /// Course and name in English.
    pub en: String,
    /// Its first day (ISO 8601).
    pub starts_on: String,
}

/// Which sheet, and which row is its heading.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct ImportSheetRequest {
    /// The sheet, from 0.
    pub sheet: u32,
    /// The row of its heading; null to look for it.
    pub heading_row: Option<u32>,
}

/// What a column holds.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct ImportColumnRequest {
    /// The column, from 0.
    pub column: u32,
    /// What it holds; null when it is not brought in.
    pub field: Option<ImportField>,
}

/// What holds for all rows.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct ImportChoicesRequest {
    /// The day of the first contact where the sheet has none, or empty.
    pub first_contact: String,
    /// What comes first in days; null as the sheet shows it.
    pub order: Option<DayOrder>,
    /// The cohort of rows that name none.
    pub cohort: Option<u32>,
}

/// Which rows to show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub enum ImportRowFilter {
    /// Those with something that cannot be taken.
    Faulty,
    /// Those that resemble somebody.
    Twins,
    /// Those that can be brought in.
    Ready,
}

/// Rows to show.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct ImportRowsRequest {
    /// Which.
    pub filter: ImportRowFilter,
    /// From which one.
    pub offset: u32,
    /// How many, at most 500.
    pub limit: u32,
}

/// A cell that cannot be taken.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct ImportFault {
    /// The column, from 0; null when no column is meant for the field.
    pub column: Option<u32>,
    /// What it was read as.
    pub field: ImportField,
    /// Why not: a code with words in both languages.
    pub problem: String,
    /// What stands there.
    pub text: String,
}

/// A row.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct ImportRowView {
    /// Its number in the spreadsheet.
    pub row: u32,
    /// The name in it, as it stands there.
    pub name: String,
    /// What cannot be taken.
    pub faults: Vec<ImportFault>,
    /// The number of the record that it resembles.
    pub twin: Option<u32>,
    /// The number of the row that it resembles.
    pub twin_row: Option<u32>,
    /// The name of whom it resembles.
    pub twin_name: String,
    /// Why: codes.
    pub why: Vec<String>,
    /// Whether it is brought in all the same.
    pub add: bool,
}

/// Rows of one kind.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct ImportRowsPage {
    /// How many there are.
    pub total: u32,
    /// Those asked for.
    pub rows: Vec<ImportRowView>,
}

/// A cell mended on the spot.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct MendCellRequest {
    /// The row.
    pub row: u32,
    /// The column, from 0.
    pub column: u32,
    /// What should stand there.
    #[cfg_attr(test, ts(type = "string"))]
    pub text: Guarded<String>,
}

/// What becomes of rows that resemble somebody.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct ChooseTwinsRequest {
    /// The row; null for all of them.
    pub row: Option<u32>,
    /// Whether it is brought in all the same.
    pub add: bool,
}

/// An import that was done.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct ImportDoneView {
    /// Its number.
    pub import: u32,
    /// Records that were added.
    pub added: u32,
    /// What the look at all rows had found.
    pub summary: ImportSummary,
}

/// Somebody about whom something was recorded since.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct ChangedView {
    /// Their number.
    pub id: u32,
    /// Their name.
    pub name: String,
}

/// An import on record.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct PastImportView {
    /// Its number.
    pub id: u32,
    /// When (RFC 3339).
    pub at: String,
    /// Who did it.
    pub by: String,
    /// What it listed.
    pub kind: ImportKind,
    /// Records that were added.
    pub added: u32,
    /// When it was undone (RFC 3339).
    pub undone_at: Option<String>,
    /// Records that an undoing would remove.
    pub untouched: u32,
    /// Records about which something was recorded since: they stay.
    pub changed: u32,
    /// The first of these.
    pub changed_first: Vec<ChangedView>,
}

/// The imports, the newest first.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct PastImportsView {
    /// They.
    pub imports: Vec<PastImportView>,
}

/// Which import to undo.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct UndoImportRequest {
    /// Its number.
    pub import: u32,
    /// Also when some of its records stay because something was recorded about them since.
    pub also_when_changed: bool,
}

/// An import that was undone.
#[derive(Debug, Clone, Copy, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct UndoneImport {
    /// Records that went.
    pub removed: u32,
    /// Records that stayed.
    pub kept: u32,
}
