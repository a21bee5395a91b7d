//! What is known of a participant beyond name and birth; the lists of codes.

use guarded::Guarded;
use serde::{Deserialize, Serialize};

use super::people::WorkPermission;
use crate::show::shown;

/// The lists of codes, with the words of this office.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct CodeListsView {
    /// Every list.
    pub lists: Vec<CodeListView>,
}

/// A list of codes.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct CodeListView {
    /// Its name, for example `closure_reason`.
    pub list: String,
    /// The standard it comes from; empty when it is the program's own.
    pub source: String,
    /// Whether the office may add codes.
    pub takes_own_codes: bool,
    /// In order, the retired ones too.
    pub codes: Vec<CodeView>,
}

/// A code as it stands for this office.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct CodeView {
    /// The code.
    pub code: String,
    /// In Japanese.
    pub ja: String,
    /// In English.
    pub en: String,
    /// The first day on which it may be chosen.
    pub valid_from: Option<String>,
    /// The last day on which it may be chosen.
    pub valid_until: Option<String>,
    /// Whether it may be chosen today.
    pub offered: bool,
    /// Whether it comes from the standard.
    pub standard: bool,
    /// Of an own code, the code of the standard of which it is a kind.
    pub kind_of: Option<String>,
}

/// Adds a code of the office (`code` empty), or changes the words or the validity of one.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct SaveCodeRequest {
    /// The name of the list.
    pub list: String,
    /// The code; empty for a new one.
    pub code: String,
    /// In Japanese; of a code of the standard empty for its own words.
    pub ja: String,
    /// In English; of a code of the standard empty for its own words.
    pub en: String,
    /// ISO 8601 day, or empty.
    pub valid_from: String,
    /// ISO 8601 day, the last one, or empty.
    pub valid_until: String,
    /// A code of the standard, or empty.
    pub kind_of: String,
}

/// A code of a list.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct CodeRequest {
    /// The name of the list.
    pub list: String,
    /// The code.
    pub code: String,
}

/// What is known of a participant beyond name and birth.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct ProfileView {
    /// How they came, and who looks after them.
    pub support: SupportRecord,
    /// Members of staff who can be somebody's own caseworker.
    pub caseworkers: Vec<StaffName>,
    /// The best first; `told` is the level of the CEFR that the score report of a test states.
    pub languages: Vec<Numbered<LanguageRecord>>,
    /// The latest first.
    pub schoolings: Vec<Numbered<SchoolingRecord>>,
    /// The latest first.
    pub jobs: Vec<Numbered<JobRecord>>,
    /// By kind.
    pub skills: Vec<Numbered<SkillRecord>>,
    /// `told` is the name of one who is a participant.
    pub household: Vec<Numbered<HouseholdRecord>>,
    /// The preferred first, those that must not be used last.
    pub contacts: Vec<Numbered<ContactRecord>>,
    /// The newest first: that is the status held now.
    pub residence: Vec<Numbered<ResidenceRecord>>,
    /// In the order in which they were made.
    pub notes: Vec<Numbered<NoteRecord>>,
}

/// A record with its number.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct Numbered<T> {
    /// Its number.
    pub id: u32,
    /// What it says.
    pub record: T,
    /// What the program adds to it.
    pub told: Option<String>,
}

/// A member of staff.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct StaffName {
    /// Their number.
    pub member: u32,
    /// Their name.
    pub name: String,
}

/// How a participant came, and who looks after them.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct SupportRecord {
    /// Their own caseworker.
    pub caseworker: Option<u32>,
    /// From `referral_source`; empty when not known.
    pub referral_source: String,
    /// Who exactly.
    #[serde(serialize_with = "shown")]
    #[cfg_attr(test, ts(type = "string"))]
    pub referral_detail: Guarded<String>,
    /// From `prefecture`; empty when not known.
    pub prefecture: String,
}

/// A language.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct LanguageRecord {
    /// From `language`.
    pub language: String,
    /// What they say themselves.
    pub self_rated: Option<SelfRated>,
    /// `N1` to `N5`; empty without a test.
    pub jlpt_level: String,
    /// The total score, 0 to 180.
    pub jlpt_score: Option<u32>,
    /// Whether it was passed.
    pub jlpt_passed: bool,
    /// `2025`, `2025-12` or `2025-12-07`; empty when not known.
    pub jlpt_taken_on: String,
    /// CEFR, `A1` to `C2`; empty when not assessed. So the next four.
    pub listening: String,
    /// Reading.
    pub reading: String,
    /// Spoken interaction.
    pub spoken_interaction: String,
    /// Spoken production.
    pub spoken_production: String,
    /// Writing.
    pub writing: String,
    /// Other tests and certificates.
    #[serde(serialize_with = "shown")]
    #[cfg_attr(test, ts(type = "string"))]
    pub note: Guarded<String>,
}

/// What people say of themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
#[expect(missing_docs, reason = "the names say it")]
pub enum SelfRated {
    Words,
    Everyday,
    Work,
    Fluent,
    MotherTongue,
}

/// A school, a university, a training.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct SchoolingRecord {
    /// From `isced_level`; empty when not known.
    pub level: String,
    /// From `isced_field`; empty when not known.
    pub field: String,
    /// Its name.
    #[serde(serialize_with = "shown")]
    #[cfg_attr(test, ts(type = "string"))]
    pub institution: Guarded<String>,
    /// What was studied.
    #[serde(serialize_with = "shown")]
    #[cfg_attr(test, ts(type = "string"))]
    pub subject: Guarded<String>,
    /// From `country`; empty when not known.
    pub country: String,
    /// `2015`, `2015-04` or `2015-04-01`; empty when not known.
    pub from: String,
    /// As `from`.
    pub until: String,
    /// How far it was followed.
    pub state: SchoolingState,
}

/// How far a school was followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
#[expect(missing_docs, reason = "the names say it")]
pub enum SchoolingState {
    Completed,
    Ongoing,
    Left,
    Unknown,
}

/// A job held.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct JobRecord {
    /// From `occupation`; empty when not known.
    pub occupation: String,
    /// What they call it.
    #[serde(serialize_with = "shown")]
    #[cfg_attr(test, ts(type = "string"))]
    pub title: Guarded<String>,
    /// With whom.
    #[serde(serialize_with = "shown")]
    #[cfg_attr(test, ts(type = "string"))]
    pub employer: Guarded<String>,
    /// From `country`; empty when not known.
    pub country: String,
    /// `2015`, `2015-04` or `2015-04-01`; empty when not known.
    pub from: String,
    /// As `from`.
    pub until: String,
    /// Whether they still do it.
    pub ongoing: bool,
    /// What there was to do.
    #[serde(serialize_with = "shown")]
    #[cfg_attr(test, ts(type = "string"))]
    pub tasks: Guarded<String>,
}

/// A skill.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct SkillRecord {
    /// From `skill_kind`.
    pub kind: String,
    /// Which.
    #[serde(serialize_with = "shown")]
    #[cfg_attr(test, ts(type = "string"))]
    pub name: Guarded<String>,
    /// `2015`, `2015-04` or `2015-04-01`; empty when not known.
    pub since: String,
    /// Whether it is recognised in Japan.
    pub in_japan: bool,
}

/// Somebody of the household or the family.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct HouseholdRecord {
    /// From `household_relation`.
    pub relation: String,
    /// Their name; may be empty.
    #[serde(serialize_with = "shown")]
    #[cfg_attr(test, ts(type = "string"))]
    pub name: Guarded<String>,
    /// `1990`, `1990-04` or `1990-04-30`; empty when not known.
    #[serde(serialize_with = "shown")]
    #[cfg_attr(test, ts(type = "string"))]
    pub birth: Guarded<String>,
    /// Where they live.
    pub lives: Lives,
    /// Whether they live on the participant's income.
    pub dependant: bool,
    /// When they are a participant themselves.
    pub participant: Option<u32>,
}

/// Where somebody of the household lives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
#[expect(missing_docs, reason = "the names say it")]
pub enum Lives {
    Together,
    Japan,
    Abroad,
    Unknown,
}

/// A way to reach a participant.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct ContactRecord {
    /// From `contact_kind`.
    pub kind: String,
    /// The number, the address.
    #[serde(serialize_with = "shown")]
    #[cfg_attr(test, ts(type = "string"))]
    pub value: Guarded<String>,
    /// Whether it may be used.
    pub safety: ContactSafety,
    /// When and how it is safe, what not to say.
    #[serde(serialize_with = "shown")]
    #[cfg_attr(test, ts(type = "string"))]
    pub care: Guarded<String>,
    /// Whether they want to be reached this way.
    pub preferred: bool,
}

/// Whether a way to reach somebody may be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
#[expect(missing_docs, reason = "the names say it")]
pub enum ContactSafety {
    Safe,
    WithCare,
    Never,
    Unknown,
}

/// A status of residence from a day on.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct ResidenceRecord {
    /// From `residence_status`.
    pub status: String,
    /// ISO 8601 day; empty when not known.
    pub from: String,
    /// Last day of the permit; empty when it does not end.
    pub ends_on: String,
    /// Whether work is permitted.
    pub work: WorkPermission,
    /// Last day of the work permission; empty when it lasts as long as the permit.
    pub work_ends_on: String,
    /// What limits it.
    #[serde(serialize_with = "shown")]
    #[cfg_attr(test, ts(type = "string"))]
    pub work_limits: Guarded<String>,
    /// What the designation paper says.
    #[serde(serialize_with = "shown")]
    #[cfg_attr(test, ts(type = "string"))]
    pub designation: Guarded<String>,
    /// The attached document that was seen.
    pub evidence: Option<u32>,
}

/// A remark about a participant.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct NoteRecord {
    /// The words.
    #[serde(serialize_with = "shown")]
    #[cfg_attr(test, ts(type = "string"))]
    pub text: Guarded<String>,
}

/// A record of a profile, by its kind.
#[derive(Debug, Deserialize)]
#[serde(tag = "record", rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
#[expect(missing_docs, reason = "each holds the record of its name")]
pub enum ProfileRecord {
    Language(LanguageRecord),
    Schooling(SchoolingRecord),
    Job(JobRecord),
    Skill(SkillRecord),
    Household(HouseholdRecord),
    Contact(ContactRecord),
    Residence(ResidenceRecord),
    Note(NoteRecord),
}

/// A kind of record of a profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
#[expect(missing_docs, reason = "each is the record of its name")]
pub enum ProfileKind {
    Language,
    Schooling,
    Job,
    Skill,
    Household,
    Contact,
    Residence,
    Note,
}

/// Adds a record to a profile, or corrects one; the journal keeps what stood there.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct SaveProfileRecordRequest {
    /// Whose.
    pub participant: u32,
    /// The number of the record; none for a new one.
    pub id: Option<u32>,
    /// What is right.
    pub record: ProfileRecord,
}

/// Removes a record from a profile; the journal keeps what stood there.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct RemoveProfileRecordRequest {
    /// Whose.
    pub participant: u32,
    /// Of which kind.
    pub kind: ProfileKind,
    /// The number of the record.
    pub id: u32,
}

/// Keeps how a participant came, and who looks after them.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct SaveSupportRequest {
    /// Whose.
    pub participant: u32,
    /// What is right.
    pub support: SupportRecord,
}

/// A gate that asks for consent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub enum Gate {
    /// Keeping answers to sensitive questions.
    SensitiveQuestions,
    /// Recommending to a company.
    Recommending,
    /// Name, words or picture in public.
    Media,
    /// A copy outside of the vault.
    Export,
}

/// How a gate stands today.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct GateView {
    /// Which.
    pub gate: Gate,
    /// How it stands, towards whomever it may be.
    pub state: GateState,
    /// When consent was withdrawn, if that is why it is closed.
    pub withdrawn_on: Option<String>,
}

/// How a gate stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub enum GateState {
    /// Consent stands.
    Stands,
    /// Consent stands under earlier words: ask again when there is an occasion.
    OtherVersion,
    /// Somebody opened it for today, with a reason.
    Overridden,
    /// There is no consent.
    Missing,
}

/// What speaks against work on a day.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct WorkWarningView {
    /// What it is.
    pub warning: WorkWarning,
    /// The last day of a permit or permission that is over.
    pub ended_on: Option<String>,
}

/// What speaks against work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub enum WorkWarning {
    /// No residence status is recorded.
    StatusUnknown,
    /// The permit is over.
    PermitEnds,
    /// Work is not permitted.
    NoPermission,
    /// The work permission is over.
    WorkEnds,
    /// The designation paper was not seen.
    PermissionUnknown,
    /// Work is permitted with limits.
    Limited,
}

/// Opens a gate for today without consent.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct OverrideConsentRequest {
    /// For whose records.
    pub participant: u32,
    /// Which gate.
    pub gate: Gate,
    /// From `override_reason`.
    pub reason: String,
    /// The reason in words; needed for `other`.
    #[cfg_attr(test, ts(type = "string"))]
    pub words: Guarded<String>,
}

/// A consent.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct ConsentRequest {
    /// Its number.
    pub consent: u32,
}

/// What a withdrawal ends, and what it leaves as it is.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct WithdrawalEffectsView {
    /// Whether another consent to the same stands.
    pub another_stands: bool,
    /// Drafts with sensitive answers, which can no longer be finished with them.
    pub sensitive_drafts: u32,
    /// Recommendations under way.
    pub open_recommendations: u32,
    /// Finished interviews, which stay.
    pub interviews: u32,
    /// Copies of documents, and summaries on paper, that were handed out.
    pub copies_out: u32,
    /// What was given to media.
    pub media_uses: u32,
    /// Placements whose ledger the law wants kept.
    pub held_by_law: u32,
}

/// The words under which people are asked for consent.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct PoliciesView {
    /// The newest first.
    pub policies: Vec<PolicyView>,
}

/// A version of the words.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct PolicyView {
    /// Its number.
    pub version: u32,
    /// The first day on which people are asked under it.
    pub valid_from: String,
    /// In Japanese.
    pub ja: String,
    /// In English.
    pub en: String,
    /// How many consents were given under it.
    pub consents: u32,
}

/// Writes the words under which people are asked.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct SavePolicyRequest {
    /// The version to be changed, while nobody consented under it; none for a new one.
    pub version: Option<u32>,
    /// The first day on which people are asked under it.
    pub valid_from: String,
    /// In Japanese.
    pub ja: String,
    /// In English.
    pub en: String,
}
