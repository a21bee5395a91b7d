//! Participants, their names, their timeline, their consents.

use guarded::Guarded;
use serde::{Deserialize, Serialize};

use super::consents::{MediaUseView, OverrideView};
use super::finding::FoundNote;
use super::profile::{GateView, WorkWarning, WorkWarningView};

/// A page of the list of people.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct ListPeopleRequest {
    /// A name or a part of one, in any script; empty for everybody.
    #[cfg_attr(test, ts(type = "string"))]
    pub query: Guarded<String>,
    /// How the list is ordered; who was searched for comes in the order in which they answer.
    pub order: PeopleOrder,
    /// Rows to skip.
    pub offset: u32,
    /// Rows to return, at most 500.
    pub limit: u32,
}

/// How a list of people is ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub enum PeopleOrder {
    /// The newest first contact first.
    NewestContact,
    /// By the name shown.
    Name,
    /// The one not seen for the longest time first.
    LongestUnseen,
}

/// Part of a list of people.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct PeoplePage {
    /// How many there are in all.
    pub total: u32,
    /// The rows asked for.
    pub rows: Vec<PersonRow>,
    /// Why each of the rows was found; empty when nothing was searched for.
    pub found: Vec<FoundNote>,
}

/// One person in a list, with what tells namesakes apart.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct PersonRow {
    /// The participant.
    pub id: u32,
    /// The name to call them by.
    pub name: String,
    /// All other names, in any script.
    pub other_names: Vec<String>,
    /// How the name is pronounced, in kana.
    pub reading: Option<String>,
    /// ISO 3166-1 alpha-3 code of the nationality, `XXA` stateless, `XXX` unknown.
    pub nationality: Option<String>,
    /// Year of birth.
    pub birth_year: Option<i32>,
    /// Day of the first contact (ISO 8601).
    pub first_contact: String,
    /// Day of the newest fact of any kind (ISO 8601).
    pub last_seen: String,
    /// How far they have come.
    pub stage: Stage,
    /// Since when the case is closed (ISO 8601 day), if it is.
    pub closed_on: Option<String>,
    /// The name of their own caseworker.
    pub caseworker: Option<String>,
    /// The name of the cohort in which they are now, the newest of several.
    pub cohort: Option<String>,
    /// What the same human does or did here beside that: codes of roles (mentor, speaker, …).
    pub roles: Vec<String>,
    /// What speaks against work, by day: the last step whose `after` lies before the day in question holds.
    pub work: Vec<WorkStep>,
}

/// What speaks against work from the day after `after` on, until the next step.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct WorkStep {
    /// The last day before it (ISO 8601); the first step has none.
    pub after: Option<String>,
    /// What speaks against work; none while it is permitted.
    pub warning: Option<WorkWarning>,
}

/// How far a participant has come on the pathway, computed from the facts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
#[expect(missing_docs, reason = "the names are the glossary's")]
pub enum Stage {
    FirstContact,
    Interviewed,
    CareerTraining,
    Mentorship,
    Recommended,
    TrialHire,
    Employed,
    Permanent,
}

/// One of a person's names.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct NameInput {
    /// As typed.
    #[cfg_attr(test, ts(type = "string"))]
    pub text: Guarded<String>,
    /// What kind of name it is.
    pub kind: NameKind,
    /// ISO 15924; empty for the script that the text shows.
    #[serde(default)]
    pub script: String,
}

/// What a name is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub enum NameKind {
    /// The name to call them by.
    Preferred,
    /// As written in their own script.
    OwnScript,
    /// As in the passport, in Latin letters.
    Latin,
    /// Pronunciation in kana.
    Reading,
    /// The name they go by in Japan, as registered.
    Alias,
    /// What friends call them.
    Nickname,
    /// A name they had before.
    Former,
    /// Any other name.
    Other,
}

/// A name as it is shown.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct NameView {
    /// The text.
    pub text: String,
    /// What kind of name it is.
    pub kind: NameKind,
    /// ISO 15924.
    pub script: String,
    /// Whether somebody chose it because the text shows another.
    pub chosen: bool,
}

/// What a new participant is created from, and what the duplicate check looks at.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct ParticipantInput {
    /// At least one name.
    pub names: Vec<NameInput>,
    /// `1990`, `1990-04` or `1990-04-30`; empty when unknown.
    #[cfg_attr(test, ts(type = "string"))]
    pub birth: Guarded<String>,
    /// ISO 3166-1 alpha-3, `XXA`, `XXX`; empty when not asked.
    #[cfg_attr(test, ts(type = "string"))]
    pub nationality: Guarded<String>,
    /// Further ones.
    #[serde(default)]
    #[cfg_attr(test, ts(type = "Array<string>"))]
    pub other_nationalities: Vec<Guarded<String>>,
    /// The country they come from, ISO 3166-1 alpha-3; empty when not asked.
    #[serde(default = "nothing")]
    #[cfg_attr(test, ts(type = "string"))]
    pub origin: Guarded<String>,
    /// Languages as BCP 47 codes with a hyphen-free list, for example `["ps", "fa", "en"]`.
    pub languages: Vec<String>,
    /// Day of the first contact (ISO 8601), in full.
    pub first_contact: String,
    /// The residence status held now, if told.
    pub residence: Option<ResidenceInput>,
}

/// A residence status with its period and what it allows.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct ResidenceInput {
    /// Code of the status, from `codes.residence_statuses`.
    pub status: String,
    /// Last day of the permit (ISO 8601), if it ends.
    pub expires_on: Option<String>,
    /// Whether work is permitted.
    pub work: WorkPermission,
}

/// Whether a person may work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub enum WorkPermission {
    /// Without limits.
    Permitted,
    /// With limits (hours, kinds of work).
    Limited,
    /// Not permitted.
    None,
    /// Not seen yet: it stands on the designation paper.
    Unknown,
}

/// Creates a participant.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct AddParticipantRequest {
    /// What is known.
    pub participant: ParticipantInput,
    /// Set after the likely duplicates have been looked at and none is the same person.
    pub not_a_duplicate: bool,
}

/// Corrects a participant's profile; the journal keeps what stood there.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct CorrectParticipantRequest {
    /// The participant.
    pub id: u32,
    /// What is right; replaces all of the profile.
    pub participant: ParticipantInput,
}

/// Somebody who may be the same person.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct LikelyDuplicate {
    /// The person on record.
    pub person: PersonRow,
    /// Why they are shown.
    pub why: Vec<DuplicateReason>,
}

/// Why two people may be one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub enum DuplicateReason {
    /// A name is the same, whatever its case, width, accents or order.
    SameName,
    /// A name sounds the same in another script or spelling.
    SameSound,
    /// A name is spelt or sounds a little different.
    SimilarName,
    /// The dates of birth agree as far as they are known.
    SameBirth,
    /// The nationality is the same.
    SameNationality,
}

/// The likely duplicates of a participant about to be created.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct DuplicatesView {
    /// Best match first; empty when there is none.
    pub likely: Vec<LikelyDuplicate>,
    /// Mentors, speakers and contacts with such a name, who are no participants yet.
    pub associates: Vec<AssociateAlike>,
}

/// Somebody who is no participant and has such a name.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct AssociateAlike {
    /// Their number.
    pub id: u32,
    /// Their name.
    pub name: String,
    /// Where they work or belong, or empty.
    pub organisation: String,
    /// Codes of what they do or did here.
    pub roles: Vec<String>,
}

/// A participant by id.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct ParticipantRequest {
    /// The participant.
    pub id: u32,
}

/// A participant's page.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct ParticipantView {
    /// The head of the page.
    pub person: PersonRow,
    /// Every name.
    pub names: Vec<NameView>,
    /// `1990`, `1990-04` or `1990-04-30`.
    pub birth: Option<String>,
    /// Further nationalities beside that of the person, ISO 3166-1 alpha-3.
    pub other_nationalities: Vec<String>,
    /// The country they come from, ISO 3166-1 alpha-3.
    pub origin: Option<String>,
    /// BCP 47 codes.
    pub languages: Vec<String>,
    /// The residence status held now.
    pub residence: Option<ResidenceInput>,
    /// What speaks against work today.
    pub work_warning: Option<WorkWarningView>,
    /// The name of their own caseworker.
    pub caseworker: Option<String>,
    /// How each gate stands today.
    pub gates: Vec<GateView>,
    /// Days until the permit ends (negative when it has ended).
    pub permit_days_left: Option<i32>,
    /// Whether consent to keep sensitive answers stands today.
    pub interview_consent: bool,
    /// All consents, newest first.
    pub consents: Vec<ConsentView>,
    /// Gates that were opened without consent, the newest first.
    pub overrides: Vec<OverrideView>,
    /// What was given to media, the newest first.
    pub media_uses: Vec<MediaUseView>,
    /// Every fact, newest first.
    pub timeline: Vec<FactView>,
    /// An interview begun and not finished.
    pub draft: Option<DraftSummary>,
}

/// A dated fact on a timeline or in a list of records.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct FactView {
    /// What happened.
    pub kind: FactKind,
    /// Its number among the facts of its kind.
    pub fact: u32,
    /// When (ISO 8601 day).
    pub on: String,
    /// The participant it concerns, if one.
    pub participant: Option<u32>,
    /// That participant's name.
    pub participant_name: Option<String>,
    /// The company it concerns, if one.
    pub company_name: Option<String>,
    /// The cohort, the event, the media, the purpose of a consent: what the fact is about.
    pub title: Option<String>,
    /// Audience or head count, where there is one.
    pub quantity: Option<u32>,
    /// Category of a head count or code of a course.
    pub detail: Option<String>,
}

/// The kinds of dated facts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
#[expect(missing_docs, reason = "the names are the glossary's")]
pub enum FactKind {
    FirstContact,
    ConsentGiven,
    ConsentWithdrawn,
    StatusChanged,
    WorkPermitted,
    Interview,
    Enrolled,
    ProgrammeCompleted,
    ProgrammeLeft,
    Attended,
    MentorMeeting,
    SessionHeld,
    SessionHeads,
    Discussion,
    Recommended,
    CompanyInterview,
    Offer,
    TrialHire,
    Employed,
    Permanent,
    PlacementEnded,
    RetentionChecked,
    OpeningReceived,
    CaseClosed,
    CaseReopened,
    Talk,
    MediaCoverage,
    MediaUse,
    Event,
    RoundTable,
    Fundraising,
    HeadCount,
}

/// Records a consent.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct RecordConsentRequest {
    /// Who consents.
    pub participant: u32,
    /// To what.
    pub purpose: ConsentPurpose,
    /// Towards whom; none for whom the purpose always means.
    #[serde(default)]
    pub recipient: Option<ConsentRecipient>,
    /// The name of the one; else empty.
    #[serde(default = "nothing")]
    #[cfg_attr(test, ts(type = "string"))]
    pub recipient_name: Guarded<String>,
    /// In which language it was explained (BCP 47).
    pub language: String,
    /// Who interpreted; empty for nobody.
    #[serde(default = "nothing")]
    #[cfg_attr(test, ts(type = "string"))]
    pub interpreter: Guarded<String>,
    /// How it was given.
    pub how: ConsentHow,
    /// When (ISO 8601 day).
    pub on: String,
}

fn nothing() -> Guarded<String> {
    Guarded::from("")
}

/// Whom a consent lets know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub enum ConsentRecipient {
    /// Nobody outside of the organisation.
    Own,
    /// Everybody whom the purpose means.
    Any,
    /// One of them, by name.
    Named,
}

/// Ends a consent; the fact that it was given stays.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct WithdrawConsentRequest {
    /// Which consent.
    pub consent: u32,
    /// Whose, so that the page can be shown again.
    pub participant: u32,
    /// When (ISO 8601 day).
    pub on: String,
}

/// What a person can consent to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub enum ConsentPurpose {
    /// Keeping what is said in interviews, sensitive answers included.
    Interview,
    /// Showing the profile to companies.
    Placement,
    /// Being quoted or pictured.
    Media,
    /// Handing what is known, or a document, to another organisation.
    Sharing,
}

/// How a consent was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub enum ConsentHow {
    /// Said aloud.
    Spoken,
    /// Signed on paper.
    Written,
    /// Through an interpreter.
    Interpreted,
}

/// A consent on record.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct ConsentView {
    /// Its number.
    pub id: u32,
    /// To what.
    pub purpose: ConsentPurpose,
    /// Towards whom.
    pub recipient: ConsentRecipient,
    /// The name of the one; else empty.
    pub recipient_name: String,
    /// The version of the words that were explained.
    pub policy: u32,
    /// In which language it was explained (BCP 47).
    pub language: String,
    /// Who interpreted; empty for nobody, or when not known.
    pub interpreter: String,
    /// How it was given.
    pub how: ConsentHow,
    /// Who recorded it, if that is known.
    pub recorded_by: Option<String>,
    /// When (ISO 8601 day).
    pub given_on: String,
    /// When it was withdrawn, if it was.
    pub withdrawn_on: Option<String>,
}

/// An interview begun and not finished.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct DraftSummary {
    /// The draft.
    pub draft: u32,
    /// Whose interview.
    pub participant: u32,
    /// Their name.
    pub participant_name: String,
    /// When it was last saved (RFC 3339, local time).
    pub saved_at: String,
    /// How many questions have an answer.
    pub answered: u32,
}

/// Codes that the forms offer; their words are the screen's.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct CodesView {
    /// ISO 3166-1 alpha-3 codes, then `XXA` (stateless) and `XXX` (unknown).
    pub countries: Vec<CountryCode>,
    /// Codes of residence statuses with whether work is usually permitted.
    pub residence_statuses: Vec<String>,
    /// BCP 47 codes of the languages met most often.
    pub languages: Vec<String>,
}

/// A country as a code pair, so that the screen can name it through `Intl.DisplayNames`.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct CountryCode {
    /// ISO 3166-1 alpha-3.
    pub alpha3: String,
    /// ISO 3166-1 alpha-2; empty for `XXA` and `XXX`.
    pub alpha2: String,
}
