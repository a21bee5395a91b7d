//! The ledgers of the placement law, and who asked to be placed.

use guarded::Guarded;
use serde::{Deserialize, Serialize};

use super::{
    Language,
    papers::{CvFileKind, PaperBlock},
};

/// Which fiscal year.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct LedgersRequest {
    /// The calendar year in which it begins; none for the one of today.
    pub year: Option<i32>,
}

/// Something that a ledger has to hold and does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
#[expect(missing_docs, reason = "the names are those of the rules")]
pub enum LedgerMissing {
    Address,
    Contact,
    Occupation,
    Place,
    Term,
    Pay,
    Birth,
    Received,
    SixMonths,
    Opening,
    Fee,
    Basis,
}

/// How long an employment is meant to last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub enum LastingView {
    /// Four months and more, or without an end.
    Regular,
    /// One month and more.
    Temporary,
    /// Less than a month.
    Daily,
    /// The records do not say.
    NotTold,
}

/// What came of an introduction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub enum CameOf {
    /// It is under way.
    UnderWay,
    /// They were not hired.
    NotHired,
    /// They were hired.
    Hired,
    /// They were hired and left within six months.
    Left,
    /// They were hired, and nobody knows whether they were there after six months.
    NotKnown,
}

/// An introduction.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct IntroductionView {
    /// The recommendation.
    pub placement: u32,
    /// Who.
    pub participant: u32,
    /// Their name.
    #[serde(serialize_with = "crate::show::shown")]
    #[cfg_attr(test, ts(type = "string"))]
    pub participant_name: Guarded<String>,
    /// To which company.
    pub company: u32,
    /// Its name.
    #[serde(serialize_with = "crate::show::shown")]
    #[cfg_attr(test, ts(type = "string"))]
    pub company_name: Guarded<String>,
    /// When (ISO 8601 day).
    pub on: String,
    /// What came of it.
    pub came: CameOf,
    /// The first day of work.
    pub hired_on: Option<String>,
    /// How long it is meant to last; none unless they were hired.
    pub lasting: Option<LastingView>,
    /// Until when they must not be drawn away to another job.
    pub not_lured_until: Option<String>,
    /// What is missing.
    pub missing: Vec<LedgerMissing>,
}

/// An entry of the ledger of openings.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct OpeningEntryView {
    /// The opening; none for those who were introduced without one.
    pub opening: Option<u32>,
    /// The company.
    pub company: u32,
    /// Its name.
    #[serde(serialize_with = "crate::show::shown")]
    #[cfg_attr(test, ts(type = "string"))]
    pub company_name: Guarded<String>,
    /// What it is called.
    pub title: String,
    /// When it was received.
    pub received_on: Option<String>,
    /// How many people are sought.
    pub sought: u32,
    /// Who was introduced.
    pub introductions: Vec<IntroductionView>,
    /// What is missing of the entry itself.
    pub missing: Vec<LedgerMissing>,
}

/// An entry of the ledger of seekers.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct SeekerEntryView {
    /// Who.
    pub participant: u32,
    /// Their name.
    #[serde(serialize_with = "crate::show::shown")]
    #[cfg_attr(test, ts(type = "string"))]
    pub name: Guarded<String>,
    /// When they asked to be placed.
    pub received_on: Option<String>,
    /// The last day of the request.
    pub last_day: Option<String>,
    /// To whom they were introduced.
    pub introductions: Vec<IntroductionView>,
    /// What is missing of the entry itself.
    pub missing: Vec<LedgerMissing>,
}

/// A line of the yearly report on placement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
#[expect(missing_docs, reason = "the names are those of the rules")]
pub enum ReportLineCode {
    NewOpenings,
    OpenOpenings,
    NewSeekers,
    OpenSeekers,
    Hires,
    EndlessHires,
    LeftWithinSixMonths,
    SixMonthsUnknown,
}

/// A count of the yearly report with the records behind it.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct ReportCountView {
    /// Which line.
    pub line: ReportLineCode,
    /// How long what it counts lasts, for the lines that tell it apart.
    pub lasting: Option<LastingView>,
    /// The number.
    pub number: u32,
    /// The people behind it, one for each time they count.
    pub participants: Vec<u32>,
    /// The openings behind it.
    pub openings: Vec<u32>,
}

/// The licence of the organisation.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct LicenceView {
    /// Its number; empty when not set.
    pub number: String,
    /// Whether fees may be taken.
    pub fees: bool,
}

/// The ledgers and the counts of a fiscal year.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct LedgersView {
    /// The year.
    pub year: i32,
    /// The years to choose from, the newest first.
    pub years: Vec<i32>,
    /// The licence.
    pub licence: LicenceView,
    /// The ledger of openings.
    pub openings: Vec<OpeningEntryView>,
    /// The ledger of seekers.
    pub seekers: Vec<SeekerEntryView>,
    /// The ledger of fees.
    pub fees: Vec<FeeView>,
    /// What was received of each kind.
    pub fee_totals: Vec<FeeTotalView>,
    /// The counts, in the order of the form.
    pub report: Vec<ReportCountView>,
}

/// Which ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub enum LedgerKind {
    /// 求人管理簿.
    Openings,
    /// 求職管理簿.
    Seekers,
    /// 手数料管理簿.
    Fees,
}

/// A ledger for the printer.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct PrintLedgerRequest {
    /// Which.
    pub ledger: LedgerKind,
    /// The fiscal year.
    pub year: i32,
    /// The language.
    pub language: Language,
}

/// A ledger as it is printed.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct LedgerPaperView {
    /// What stands on it.
    pub blocks: Vec<PaperBlock>,
}

/// Saves a ledger as a file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct SaveLedgerRequest {
    /// Which.
    pub ledger: LedgerKind,
    /// The fiscal year.
    pub year: i32,
    /// The language.
    pub language: Language,
    /// As what.
    pub file: CvFileKind,
    /// Under which passphrase it is sealed; none for a file that everybody can read.
    #[cfg_attr(test, ts(type = "string | null"))]
    pub passphrase: Option<Guarded<String>>,
}

/// A ledger entry of somebody who was erased, as the law wants it kept.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct HeldEntryView {
    /// Its number.
    pub id: u32,
    /// The last day on which it is kept.
    pub until: String,
    /// Whether that day has passed.
    pub over: bool,
    /// Their names.
    pub names: Vec<String>,
    /// Date of birth, as far as it was known.
    pub birth: Option<String>,
    /// The company; none when nobody was introduced.
    pub company: Option<String>,
    /// What happened: the code of the fact and the day.
    pub days: Vec<HeldDayView>,
    /// When they asked to be placed.
    pub asked: Vec<HeldRequestView>,
    /// What was taken for it.
    pub fees: Vec<HeldFeeView>,
}

/// A day of a held entry.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct HeldDayView {
    /// The code of the fact.
    pub kind: String,
    /// When.
    pub on: String,
}

/// A request of a held entry.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct HeldRequestView {
    /// When.
    pub received_on: String,
    /// The work that was sought, in words.
    pub wish: String,
    /// Where they lived.
    pub address: String,
}

/// Everything that the law holds back.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct HeldLedgerView {
    /// The first to end first.
    pub entries: Vec<HeldEntryView>,
}

/// A request to be placed, as it is entered. Days are texts as typed, empty for none.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct SeekingInput {
    /// When it was received.
    pub received_on: String,
    /// Until when it holds.
    pub valid_until: String,
    /// When it was closed.
    pub closed_on: String,
    /// The work that is sought: a code of occupations; empty for none.
    pub occupation: String,
    /// The same in words.
    #[cfg_attr(test, ts(type = "string"))]
    pub wish: Guarded<String>,
    /// Where they live.
    #[cfg_attr(test, ts(type = "string"))]
    pub address: Guarded<String>,
}

/// Adds or corrects a request.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct SaveSeekingRequest {
    /// Whose.
    pub participant: u32,
    /// Which; none for a new one.
    pub seeking: Option<u32>,
    /// What it says.
    pub input: SeekingInput,
}

/// Which request.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct RemoveSeekingRequest {
    /// Whose.
    pub participant: u32,
    /// Which.
    pub seeking: u32,
}

/// A request to be placed.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct SeekingView {
    /// Its number.
    pub id: u32,
    /// When it was received.
    pub received_on: String,
    /// Until when it holds; empty for no end.
    pub valid_until: String,
    /// When it was closed; empty while it stands.
    pub closed_on: String,
    /// Code of the work; empty when not told.
    pub occupation: String,
    /// The same in words.
    pub wish: String,
    /// Where they live.
    pub address: String,
}

/// The requests of somebody, the newest first.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct SeekingsView {
    /// The requests.
    pub seekings: Vec<SeekingView>,
}

/// A fee of a held entry.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct HeldFeeView {
    /// When it was received.
    pub received_on: String,
    /// Yen; 0 when none was taken.
    pub amount: u32,
    /// How it was worked out.
    pub basis: String,
}

/// Which fee.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
#[expect(missing_docs, reason = "the names are those of the rules")]
pub enum FeeKind {
    Notified,
    Capped,
    Reception,
    Seeker,
    Other,
}

/// A fee that was received, or that none was.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct FeeView {
    /// Its number.
    pub id: u32,
    /// The recommendation; none when it was for no placement.
    pub placement: Option<u32>,
    /// The company that paid, or in which somebody was placed.
    pub company: u32,
    /// Its name.
    #[serde(serialize_with = "crate::show::shown")]
    #[cfg_attr(test, ts(type = "string"))]
    pub company_name: Guarded<String>,
    /// Who was placed.
    pub participant: Option<u32>,
    /// Their name; empty when it was for no placement.
    #[serde(serialize_with = "crate::show::shown")]
    #[cfg_attr(test, ts(type = "string"))]
    pub participant_name: Guarded<String>,
    /// When it was received.
    pub received_on: String,
    /// Which.
    pub kind: FeeKind,
    /// Yen; 0 when none was taken.
    pub amount: u32,
    /// How it was worked out; empty when not told.
    #[serde(serialize_with = "crate::show::shown")]
    #[cfg_attr(test, ts(type = "string"))]
    pub basis: Guarded<String>,
    /// What is missing.
    pub missing: Vec<LedgerMissing>,
}

/// What was received of one kind in a year.
#[derive(Debug, Clone, Copy, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct FeeTotalView {
    /// Which.
    pub kind: FeeKind,
    /// How many times.
    pub number: u32,
    /// Yen.
    #[cfg_attr(test, ts(type = "number"))]
    pub amount: u64,
}

/// The fees of a placement.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct FeesView {
    /// Whether the licence is for fees.
    pub licence: bool,
    /// The oldest first.
    pub fees: Vec<FeeView>,
}

/// A fee as it is entered.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct FeeInput {
    /// The recommendation for which it was taken; none when it was for no placement.
    pub placement: Option<u32>,
    /// The company that paid, where it is for no placement.
    pub company: Option<u32>,
    /// When it was received, as typed.
    pub received_on: String,
    /// Which.
    pub kind: FeeKind,
    /// Yen; 0 when none was taken, nothing when nothing was typed.
    pub amount: Option<u32>,
    /// How it was worked out.
    #[cfg_attr(test, ts(type = "string"))]
    pub basis: Guarded<String>,
}

/// Adds or corrects a fee.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct SaveFeeRequest {
    /// Which; none for a new one.
    pub fee: Option<u32>,
    /// What it says.
    pub input: FeeInput,
}

/// Which fee.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct RemoveFeeRequest {
    /// Which.
    pub fee: u32,
}
