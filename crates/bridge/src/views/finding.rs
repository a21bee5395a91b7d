//! Finding people by any of their names, and telling one person from two.

use serde::{Deserialize, Serialize};

use super::people::{DuplicateReason, LikelyDuplicate, PersonRow};

/// Why somebody was found.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct FoundNote {
    /// The name that answers, unless it is the one that is shown first.
    pub name: Option<String>,
    /// Why it answers, the most telling reason first.
    pub why: Vec<FoundWhy>,
}

/// Why a name answers what was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub enum FoundWhy {
    /// Only width, case, accents or the kind of kana differ, if anything.
    SameLetters,
    /// The same parts in another order.
    OtherOrder,
    /// It sounds like it in another script.
    OtherScript,
    /// Another spelling in the same script.
    OtherSpelling,
    /// Spelt or spoken a little differently.
    Similar,
    /// The name has parts that were not typed.
    Part,
    /// A part of the name begins like this.
    Beginning,
}

/// Two records, the one that would stay first.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct MergePairRequest {
    /// The participant whose record stays.
    pub kept: u32,
    /// The participant whose record goes into it.
    pub gone: u32,
}

/// Makes one record of two.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct MergeRequest {
    /// The participant whose record stays.
    pub kept: u32,
    /// The participant whose record goes into it.
    pub gone: u32,
    /// From which of the two each field is taken in which they contradict each other.
    pub choices: Vec<MergeChoice>,
}

/// From which record a field is taken.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct MergeChoice {
    /// The field.
    pub field: MergeField,
    /// The record.
    pub side: MergeSide,
}

/// Which of two records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub enum MergeSide {
    /// The one that stays.
    Kept,
    /// The one that goes.
    Gone,
}

/// A field of which there can be only one value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
#[expect(missing_docs, reason = "casework::merging says what they are")]
pub enum MergeField {
    ShownName,
    Birth,
    Nationality,
    Origin,
    Residence,
    Prefecture,
    Referral,
    Caseworker,
}

/// How a field stands in two records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub enum MergeStanding {
    /// Both say the same, or one says it more exactly.
    Agrees,
    /// Only one says something.
    Only,
    /// They contradict each other: somebody has to choose.
    Differs,
}

/// What a record says in a field.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct MergeValue {
    /// The text, or the code of a list.
    pub value: String,
    /// Of a referral, who exactly.
    pub detail: Option<String>,
    /// Of a residence status, its last day (ISO 8601).
    pub until: Option<String>,
    /// Of a residence status, whether it permits work.
    pub work: Option<super::people::WorkPermission>,
}

/// A field of two records side by side.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct MergeLine {
    /// The field.
    pub field: MergeField,
    /// What the record that stays says.
    pub kept: Option<MergeValue>,
    /// What the record that goes says.
    pub gone: Option<MergeValue>,
    /// How they stand to each other.
    pub standing: MergeStanding,
    /// Whose value is taken; none where somebody has to choose.
    pub taken: Option<MergeSide>,
}

/// A kind of records that moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
#[expect(missing_docs, reason = "office::MergeGroup says what they are")]
pub enum MergeGroup {
    Names,
    Profile,
    Consents,
    Interviews,
    Documents,
    Programmes,
    Placements,
    Tasks,
    Roles,
    Case,
    Others,
}

/// How many records of a kind.
#[derive(Debug, Clone, Copy, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct MergeCount {
    /// The kind.
    pub group: MergeGroup,
    /// How many.
    pub count: u32,
}

/// What has to be done before two records can be made one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub enum MergeBlock {
    /// Both have an interview that was begun.
    TwoDrafts,
    /// One of the cases is on another laptop.
    Away,
}

/// Two records side by side.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct MergeView {
    /// The one that would stay.
    pub kept: PersonRow,
    /// The one that would go.
    pub gone: PersonRow,
    /// What speaks for one person.
    pub why: Vec<DuplicateReason>,
    /// The fields in which at least one of them says something.
    pub fields: Vec<MergeLine>,
    /// What the one that would go has.
    pub moves: Vec<MergeCount>,
    /// The fiscal years in which both have facts: figures of these can become smaller.
    pub years: Vec<i32>,
    /// Whether the case would be open again because only one of the two is closed.
    pub reopens: bool,
    /// Whether a consent of one record would fall to a withdrawal in the other.
    pub withdraws: bool,
    /// What has to be done first.
    pub blocks: Vec<MergeBlock>,
}

/// A figure that is another now.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct FigureChangeView {
    /// The fiscal year.
    pub year: i32,
    /// What it is called, Japanese.
    pub label_ja: String,
    /// The same in English.
    pub label_en: String,
    /// Its value before.
    #[cfg_attr(test, ts(type = "number"))]
    pub before: u64,
    /// Its value now.
    #[cfg_attr(test, ts(type = "number"))]
    pub after: u64,
}

/// Two records that were made one.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct MergedView {
    /// How many records came over.
    pub moved: Vec<MergeCount>,
    /// How many were there already, or are joined with one that was.
    pub joined: u32,
    /// The figures that are others: somebody was counted twice.
    pub figures: Vec<FigureChangeView>,
}

/// Two records again.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct SeparatedView {
    /// The participant into whose record it had gone.
    pub kept: u32,
}

/// A record that was merged into that of a participant.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct MergedRecordView {
    /// The number that it had.
    pub id: u32,
    /// When (RFC 3339).
    pub at: String,
    /// By whom.
    pub by: Option<String>,
    /// Whether it can be undone.
    pub separable: bool,
}

/// Which records are, or may be, of the same person as a participant.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct IdentityView {
    /// Records that were merged into theirs, the newest merging first.
    pub merged: Vec<MergedRecordView>,
    /// Who may be the same person, the likeliest first.
    pub resembling: Vec<LikelyDuplicate>,
}

/// Two records that may be of one person.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct PossibleDuplicate {
    /// The one that was there first.
    pub one: PersonRow,
    /// The other one.
    pub other: PersonRow,
    /// Why.
    pub why: Vec<DuplicateReason>,
}

/// Pairs of records that may be of one person.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct PossibleDuplicatesView {
    /// The likeliest first.
    pub pairs: Vec<PossibleDuplicate>,
}
