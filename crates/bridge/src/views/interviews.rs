//! The interview, its draft that is never lost, and Today.

use std::collections::BTreeMap;

use guarded::Guarded;
use serde::{Deserialize, Serialize};

use super::{
    forms::{AnswerProblem, FormDefinition, FormState, Words},
    people::{DraftSummary, PersonRow},
};

/// Opens the interview of a participant: the draft that is there, or a new one.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct OpenInterviewRequest {
    /// The participant.
    pub participant: u32,
    /// Which form; when left out, the one whose draft the caseworker has open, else the standard one.
    #[serde(default)]
    #[cfg_attr(test, ts(optional))]
    pub form: Option<u32>,
}

/// An interview on the screen.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct InterviewDraftView {
    /// The draft.
    pub draft: u32,
    /// Who is interviewed.
    pub person: PersonRow,
    /// The questions, in order.
    pub questions: Vec<QuestionView>,
    /// Answers by question id.
    pub answers: BTreeMap<String, String>,
    /// The field that had the cursor when the draft was last saved.
    pub focus: Option<String>,
    /// The day of the interview (ISO 8601) as entered so far; may be incomplete or wrong until it is finished.
    pub held_on: String,
    /// Counts the saves; the next save must carry it.
    pub revision: u32,
    /// When it was last saved (RFC 3339, local time); none when nothing has been typed.
    pub saved_at: Option<String>,
    /// Whether consent to keep sensitive answers stands today.
    pub consent: bool,
    /// Languages of the participant (BCP 47), for the consent script.
    pub languages: Vec<String>,
    /// What is asked.
    pub form: FormDefinition,
    /// What the form says about the answers.
    pub state: FormState,
    /// Answers to questions that this version does not ask any more, kept until the interview is finished.
    pub aside: Vec<AsideAnswer>,
    /// The newest version of the form, when the draft is on an older one: see `preview_draft_upgrade`.
    pub newer: Option<u32>,
    /// Drafts of other caseworkers with the same person, without what is in them.
    pub others: Vec<OtherDraft>,
}

/// An answer whose question is gone.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct AsideAnswer {
    /// Its path in the version it was given in.
    pub path: String,
    /// The question as it was asked.
    pub label: Words,
    /// The answer.
    pub text: String,
}

/// Another caseworker's draft.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct OtherDraft {
    /// The draft.
    pub draft: u32,
    /// Whose it is; empty when unknown.
    pub by: String,
    /// The title of its form.
    pub title: Words,
    /// When it was last saved (RFC 3339, local time).
    pub saved_at: String,
    /// Whether it can be taken over, because its caseworker works here no more.
    pub orphaned: bool,
}

/// A question of the template.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct QuestionView {
    /// Stable id.
    pub id: String,
    /// Section it stands in: `ja` and `en`.
    pub section_ja: String,
    /// Section in English.
    pub section_en: String,
    /// The question in Japanese.
    pub ja: String,
    /// The question in English.
    pub en: String,
    /// What helps to ask it well, in Japanese; may be empty.
    pub hint_ja: String,
    /// What helps to ask it well, in English; may be empty.
    pub hint_en: String,
    /// One line or many.
    pub lines: u32,
    /// Asked only after consent.
    pub sensitive: bool,
}

/// Saves what has been typed.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct SaveDraftRequest {
    /// The draft.
    pub draft: u32,
    /// The revision that the screen has.
    pub revision: u32,
    /// Every answer by question id, empty ones left out.
    #[cfg_attr(test, ts(type = "{ [key in string]?: string }"))]
    pub answers: BTreeMap<String, Guarded<String>>,
    /// The field that has the cursor.
    pub focus: Option<String>,
    /// The day of the interview as entered so far.
    pub held_on: String,
}

/// The proof that a draft is in the encrypted store.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct DraftSaved {
    /// The revision to send with the next save.
    pub revision: u32,
    /// When it was saved (RFC 3339, local time).
    pub saved_at: String,
    /// What the form says about the answers.
    pub state: FormState,
}

/// Asks what a form says about answers, without saving them.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct EvaluateDraftRequest {
    /// The draft.
    pub draft: u32,
    /// Every answer by path, empty ones left out.
    #[cfg_attr(test, ts(type = "{ [key in string]?: string }"))]
    pub answers: BTreeMap<String, Guarded<String>>,
}

/// A draft by id.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct DraftRequest {
    /// The draft.
    pub draft: u32,
}

/// What moving a draft to the newest version of its form would change.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct DraftUpgradeView {
    /// The version it is on.
    pub from: u32,
    /// The newest version.
    pub to: u32,
    /// Questions that are new.
    pub added: Vec<ChangedQuestion>,
    /// Questions that are gone and have no answer in the draft.
    pub gone: Vec<ChangedQuestion>,
    /// Questions with an answer whose words or kind of answer changed; the answer stays.
    pub changed: Vec<ChangedQuestion>,
    /// Answers that would be kept aside, because their question is gone.
    pub aside: Vec<AsideAnswer>,
}

/// A question that another version asks otherwise.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct ChangedQuestion {
    /// Its id.
    pub id: String,
    /// As it was asked; empty for a new one.
    pub before: Words,
    /// As it is asked; empty for one that is gone.
    pub after: Words,
}

/// Moves a draft to the newest version of its form.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct UpgradeDraftRequest {
    /// The draft.
    pub draft: u32,
    /// The revision that the screen has.
    pub revision: u32,
}

/// Finishes an interview: the draft becomes a dated fact.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct FinishInterviewRequest {
    /// The draft, saved up to this revision.
    pub draft: u32,
    /// The revision that the screen has.
    pub revision: u32,
    /// That the caseworker leaves out the required questions which have no answer.
    #[serde(default)]
    #[cfg_attr(test, ts(optional, type = "boolean"))]
    pub skip_missing: Option<bool>,
}

/// What finishing came to.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct InterviewFinished {
    /// The interview on record; none while something stands in the way, and then nothing was changed.
    pub interview: Option<u32>,
    /// Whose it is.
    pub participant: u32,
    /// What stands in the way, in the order of the form. When all of it is missing answers, the same request with
    /// `skip_missing` finishes.
    pub problems: Vec<DraftProblem>,
}

/// What stands in the way of finishing.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct DraftProblem {
    /// Path of the question.
    pub path: String,
    /// The question, with values put in.
    pub label: Words,
    /// What is wrong.
    pub problem: AnswerProblem,
}

/// Throws a draft away; the screen asks first.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct DiscardDraftRequest {
    /// The draft.
    pub draft: u32,
}

/// Brings back the draft that was thrown away last, as long as the vault stays open.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct RestoreDraftRequest {
    /// The draft.
    pub draft: u32,
}

/// A finished interview by id.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct InterviewRequest {
    /// The interview.
    pub interview: u32,
}

/// A finished interview.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct InterviewView {
    /// The interview.
    pub interview: u32,
    /// Who was interviewed.
    pub person: PersonRow,
    /// The day (ISO 8601).
    pub held_on: String,
    /// The questions of its template version, in order.
    pub questions: Vec<QuestionView>,
    /// Answers by question id.
    pub answers: BTreeMap<String, String>,
    /// Who held it; empty when unknown.
    pub by: String,
    /// The form in the version it was held with.
    pub form: FormDefinition,
    /// What that version says about the answers: which questions were asked, how often repeats were.
    pub state: FormState,
    /// Answers to questions that an older version asked, from before the draft was moved to this one.
    pub aside: Vec<AsideAnswer>,
    /// Required questions that were left out, by path.
    pub skipped: Vec<String>,
}

/// Asks for an interview to be read on paper.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct InterviewSummaryRequest {
    /// The interview.
    pub interview: u32,
    /// The language of the form in which it is written.
    pub language: String,
}

/// An interview to be read on paper or handed over. Sealed notes are never part of it.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct InterviewSummary {
    /// Who was interviewed.
    pub person: PersonRow,
    /// The day (ISO 8601).
    pub held_on: String,
    /// Who held it; empty when unknown.
    pub by: String,
    /// The title of the form.
    pub title: String,
    /// Whether it is written from right to left.
    pub rtl: bool,
    /// What was answered, in order.
    pub sections: Vec<SummarySection>,
}

/// A section of a summary.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct SummarySection {
    /// Its heading; empty for what stands under none.
    pub title: String,
    /// Which of several, for a repeat.
    pub number: Option<u32>,
    /// What was answered.
    pub lines: Vec<SummaryLine>,
}

/// An answer in a summary.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct SummaryLine {
    /// The path of the answer.
    pub path: String,
    /// The question.
    pub label: String,
    /// The answer in words: the labels of choices, a day as ISO 8601.
    pub text: String,
    /// Whether it was asked only after consent.
    pub sensitive: bool,
}

/// What waits today.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct TodayView {
    /// Interviews begun and not finished, newest first.
    pub drafts: Vec<DraftSummary>,
    /// Permits and work permissions that end within 60 days or have ended in the last 60, soonest first.
    pub permits: Vec<PermitDue>,
    /// People whose newest fact is more than 180 days old and who are not placed, at most 20, longest first.
    pub unseen: Vec<PersonRow>,
    /// How many such people there are in all.
    pub unseen_total: u32,
    /// How many participants there are.
    pub participants: u32,
}

/// A permit that ends soon.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct PermitDue {
    /// Whose.
    pub person: PersonRow,
    /// Code of the status.
    pub status: String,
    /// What ends.
    pub what: Ending,
    /// Its last day (ISO 8601).
    pub expires_on: String,
    /// Days until then (negative when it has ended).
    pub days_left: i32,
    /// How near that is.
    pub nearness: Nearness,
}

/// What ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub enum Ending {
    /// The permit, and with it every permission.
    Permit,
    /// The work permission alone.
    WorkPermission,
}

/// How near an end is, in the bands in which the office is reminded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub enum Nearness {
    /// It is over.
    Over,
    /// In 14 days or less.
    #[serde(rename = "days_14")]
    Days14,
    /// In 30 days or less.
    #[serde(rename = "days_30")]
    Days30,
    /// In 60 days or less.
    #[serde(rename = "days_60")]
    Days60,
}
