//! Companies, the people in them, discussions and openings.

use guarded::Guarded;
use serde::{Deserialize, Serialize};

use super::{people::PersonRow, placements::PlacementRow};

/// Looks for companies.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct CompaniesRequest {
    /// Words of a name, or empty for all.
    #[cfg_attr(test, ts(type = "string"))]
    pub query: Guarded<String>,
}

/// Companies by name.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct CompaniesView {
    /// The companies.
    pub rows: Vec<CompanyRow>,
}

/// A company in a list.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct CompanyRow {
    /// Its number.
    pub id: u32,
    /// Its name.
    pub name: String,
    /// The name in kana.
    pub reading: String,
    /// The name in Latin letters.
    pub name_en: String,
    /// JSIC division, or empty.
    pub industry: String,
    /// Band of its size, or empty.
    pub size: String,
    /// JIS X 0401, or empty.
    pub prefecture: String,
    /// Day of the newest discussion (ISO 8601).
    pub last_discussion: Option<String>,
    /// Openings that are not closed.
    pub openings: u32,
    /// Recommendations that have not ended.
    pub live: u32,
    /// People who work there.
    pub hired: u32,
    /// Since when nobody is recommended to it (ISO 8601).
    pub retired_on: Option<String>,
}

/// Names a company.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct CompanyRequest {
    /// Its number.
    pub id: u32,
}

/// What is known of a company; texts are empty when they are not.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct CompanyInput {
    /// Its name.
    pub name: String,
    /// The name in kana.
    pub reading: String,
    /// The name in Latin letters.
    pub name_en: String,
    /// JSIC division.
    pub industry: String,
    /// Band of its size.
    pub size: String,
    /// JIS X 0401.
    pub prefecture: String,
    /// Of its office.
    pub address: String,
    /// Its own number.
    pub phone: String,
    /// Its address on the web.
    pub website: String,
    /// What stays inside.
    pub notes: String,
}

/// Adds a company or corrects it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct SaveCompanyRequest {
    /// Which one; none for a new one.
    pub id: Option<u32>,
    /// What is known.
    pub company: CompanyInput,
    /// Add it though one has the same name.
    pub another: bool,
}

/// Everything about a company.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct CompanyView {
    /// Its number.
    pub id: u32,
    /// What is known.
    pub company: CompanyInput,
    /// Since when nobody is recommended to it (ISO 8601).
    pub retired_on: Option<String>,
    /// Whether anything hangs on it: then it is retired and never removed.
    pub has_history: bool,
    /// Who is in it.
    pub contacts: Vec<ContactRow>,
    /// The talks, the newest first.
    pub discussions: Vec<DiscussionRow>,
    /// What it offers, what is open first.
    pub openings: Vec<OpeningRow>,
    /// Who was recommended to it, the newest first.
    pub placements: Vec<PlacementRow>,
}

/// What became of a company that was to be removed.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct CompanyGoneView {
    /// It has a history and was retired instead.
    pub retired: bool,
}

/// Somebody in a company.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct ContactRow {
    /// Their number in the company.
    pub id: u32,
    /// Their number among the people who are no participants.
    pub associate: u32,
    /// Their name.
    pub name: String,
    /// How to reach them.
    pub reach: String,
    /// What they are there.
    pub position: String,
    /// Since when they are known as a contact (ISO 8601).
    pub from: String,
    /// Until when (ISO 8601).
    pub until: Option<String>,
    /// What else they are here today: mentor, speaker…
    pub roles: Vec<String>,
}

/// Adds somebody in a company, or says what they are there and until when.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct SaveContactRequest {
    /// Whom; none for somebody new in it.
    pub id: Option<u32>,
    /// In which company.
    pub company: u32,
    /// Somebody on record; then name and reach are not looked at.
    pub associate: Option<u32>,
    /// Their name.
    #[cfg_attr(test, ts(type = "string"))]
    pub name: Guarded<String>,
    /// How to reach them.
    #[cfg_attr(test, ts(type = "string"))]
    pub reach: Guarded<String>,
    /// What they are there.
    #[cfg_attr(test, ts(type = "string"))]
    pub position: Guarded<String>,
    /// Since when, as typed; empty for today.
    pub from: String,
    /// Until when, as typed; empty while they are there.
    pub until: String,
}

/// A talk with a company.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct DiscussionRow {
    /// Its number.
    pub id: u32,
    /// When (ISO 8601).
    pub on: String,
    /// How it was held, or empty.
    pub kind: String,
    /// With whom.
    pub contact: Option<u32>,
    /// What was said.
    pub said: String,
    /// What is to be done next.
    pub next_step: String,
    /// By when (ISO 8601).
    pub due_on: Option<String>,
    /// When it was done (ISO 8601).
    pub done_on: Option<String>,
    /// The member of staff who does it; 0 when nobody was asked.
    pub assignee: u32,
}

/// Adds a talk or corrects it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct SaveDiscussionRequest {
    /// Which one; none for a new one.
    pub id: Option<u32>,
    /// With which company.
    pub company: u32,
    /// When, as typed.
    pub on: String,
    /// How it was held, or empty.
    pub kind: String,
    /// With whom.
    pub contact: Option<u32>,
    /// What was said.
    #[cfg_attr(test, ts(type = "string"))]
    pub said: Guarded<String>,
    /// What is to be done next, or empty.
    #[cfg_attr(test, ts(type = "string"))]
    pub next_step: Guarded<String>,
    /// By when, as typed, or empty.
    pub due_on: String,
    /// The member of staff who does it; 0 for nobody in particular.
    pub assignee: u32,
}

/// Names a talk.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct DiscussionRequest {
    /// Its number.
    pub id: u32,
}

/// Says whether the next step after a talk was done.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct FinishNextStepRequest {
    /// Number of the talk.
    pub id: u32,
    /// Whether it was done.
    pub done: bool,
}

/// Asks for openings.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct OpeningsRequest {
    /// Only those that are not closed.
    pub open: bool,
}

/// Openings, the newest first.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct OpeningsView {
    /// The openings.
    pub rows: Vec<OpeningRow>,
}

/// An opening in a list.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct OpeningRow {
    /// Its number.
    pub id: u32,
    /// The name of the company.
    pub company_name: String,
    /// What it is.
    pub opening: OpeningInput,
    /// Whether somebody can be recommended for it today.
    pub is_open: bool,
    /// When it was closed (ISO 8601).
    pub closed_on: Option<String>,
    /// Code of the reason of its end.
    pub close_reason: String,
    /// Recommendations for it that are under way.
    pub live: u32,
    /// How many people were employed.
    pub employed: u32,
}

/// A job that a company offers; texts are empty when nobody said.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct OpeningInput {
    /// Of which company.
    pub company: u32,
    /// What it is called.
    pub title: String,
    /// ISCO-08 group or a code of the office.
    pub occupation: String,
    /// What there is to do.
    pub tasks: String,
    /// JIS X 0401, of the place of work.
    pub prefecture: String,
    /// The place of work in words.
    pub place: String,
    /// Yen for the unit, the least.
    pub pay_from: Option<u32>,
    /// The most.
    pub pay_to: Option<u32>,
    /// hour, day, month or year.
    pub pay_unit: String,
    /// regular, indefinite, fixed, daily, or empty.
    pub term: String,
    /// Months that a fixed term lasts.
    pub term_months: Option<u32>,
    /// Months that a trial hire before it lasts.
    pub trial_months: Option<u32>,
    /// Working hours.
    pub hours: String,
    /// Holidays, insurance and the like.
    pub conditions: String,
    /// N1 to N5, or empty when none is needed.
    pub japanese: String,
    /// Other languages that are needed (BCP 47).
    pub languages: Vec<String>,
    /// Residence statuses that fit; none stands for any that allows work.
    pub statuses: Vec<String>,
    /// How many people are sought.
    pub sought: u32,
    /// When it was received.
    pub received_on: String,
    /// Until when it holds, or empty.
    pub valid_until: String,
    /// What stays inside.
    pub notes: String,
}

/// Adds an opening or corrects it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct SaveOpeningRequest {
    /// Which one; none for a new one.
    pub id: Option<u32>,
    /// What it is.
    pub opening: OpeningInput,
}

/// Names an opening.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct OpeningRequest {
    /// Its number.
    pub id: u32,
}

/// Closes an opening.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct CloseOpeningRequest {
    /// Its number.
    pub id: u32,
    /// When, as typed.
    pub on: String,
    /// Code of the reason.
    pub reason: String,
}

/// Everything about an opening.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct OpeningView {
    /// What a list shows.
    pub row: OpeningRow,
    /// Who was recommended for it.
    pub placements: Vec<PlacementRow>,
}

/// How one side of an opening suits somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub enum Suits {
    /// It does.
    Yes,
    /// Nobody knows.
    Unknown,
    /// It does not.
    No,
}

/// What is known of somebody's Japanese.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub enum KnownBy {
    /// A test that was passed.
    Test,
    /// An assessment.
    Assessed,
    /// What they say themselves.
    Said,
    /// Nothing.
    Nothing,
}

/// Somebody who may fit an opening, with the reasons.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct FittingRow {
    /// Who.
    pub person: PersonRow,
    /// The occupation.
    pub occupation: Suits,
    /// The group of theirs that comes nearest, or empty.
    pub nearest: String,
    /// Whether that is the very group that is asked for.
    pub same_group: bool,
    /// The level of Japanese.
    pub japanese: Suits,
    /// By what it is known.
    pub known_by: KnownBy,
    /// The level: N2, B1, or the code of what they say.
    pub level: String,
    /// Other languages that are asked for and that they did not name.
    pub languages_missing: Vec<String>,
    /// The place.
    pub place: Suits,
    /// The residence status.
    pub status: Suits,
    /// Whether anything speaks clearly against it.
    pub against: bool,
    /// Whether they are under way with the company.
    pub under_way: bool,
}

/// Who may fit an opening.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct FittingView {
    /// What suits best first.
    pub rows: Vec<FittingRow>,
    /// How many there are who are not placed and whose case is open.
    pub of: u32,
}
