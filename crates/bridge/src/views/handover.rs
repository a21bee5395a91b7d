//! Handing a case to a colleague on another laptop.

use guarded::Guarded;
use serde::{Deserialize, Serialize};

use super::{backups::CountLine, people::LikelyDuplicate};

/// The key of a laptop as two people compare it.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct LaptopWordsView {
    /// In writing, for a file or a message.
    pub text: String,
    /// Ten English words.
    pub english: Vec<String>,
    /// Ten Japanese words, in hiragana.
    pub japanese: Vec<String>,
}

/// The laptops: this one and those whose keys were compared.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct LaptopsView {
    /// The key of this laptop.
    pub own: LaptopWordsView,
    /// Those of colleagues, by name.
    pub known: Vec<LaptopView>,
}

/// A laptop of a colleague.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct LaptopView {
    /// Its number.
    pub id: u32,
    /// What it is called here.
    pub name: String,
    /// When its words were compared (ISO 8601 day).
    pub known_on: String,
    /// Its key.
    pub words: LaptopWordsView,
}

/// The key of another laptop, looked at before it is kept.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct LaptopLookView {
    /// The key.
    pub words: LaptopWordsView,
    /// What it is called here, if it is known already.
    pub known_as: Option<String>,
}

/// The key of another laptop out of a file.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct ChosenLaptopView {
    /// None when no file was chosen.
    pub found: Option<LaptopLookView>,
}

/// Looks at a key that was pasted.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct LookAtLaptopRequest {
    /// The key in writing.
    pub text: String,
}

/// Keeps a laptop after its words were compared.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct KnowLaptopRequest {
    /// The key in writing.
    pub text: String,
    /// What to call it here.
    #[cfg_attr(test, ts(type = "string"))]
    pub name: Guarded<String>,
}

/// One laptop.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct LaptopRequest {
    /// Its number.
    pub laptop: u32,
}

/// Hands a case over.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct HandOverRequest {
    /// Whose case.
    pub participant: u32,
    /// To which laptop.
    pub laptop: u32,
}

/// Where a case is.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct WhereaboutsView {
    /// The hand-over by which it is on another laptop; none while it is worked on here.
    pub away: Option<HandOverView>,
    /// The hand-over by which it came here last, if it did.
    pub came: Option<HandOverView>,
    /// How many entries of the journals of other laptops came along.
    pub entries: u32,
}

/// A hand-over.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct HandOverView {
    /// What the other laptop is called here.
    pub laptop: String,
    /// When (RFC 3339).
    pub at: String,
    /// Whether the other laptop said that it has the case.
    pub received: bool,
}

/// A file that came from another laptop, looked at.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct ParcelView {
    /// Whether a file was chosen at all.
    pub chosen: bool,
    /// What it holds; none when no file was chosen.
    pub found: Option<ParcelFound>,
}

/// What a file from another laptop holds.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct ParcelFound {
    /// What it would do.
    pub kind: ParcelKind,
    /// The participant here whom it concerns, if there is one.
    pub participant: Option<u32>,
    /// What the laptop it comes from is called here.
    pub from: String,
    /// The organisation that made it, as it calls itself.
    pub organisation: String,
    /// When it was made (RFC 3339).
    pub made_at: String,
    /// The names of the participant.
    pub names: Vec<String>,
    /// What comes along.
    pub counts: Vec<CountLine>,
    /// How many entries of the journal come along.
    pub entries: u32,
    /// Who may be the same person here.
    pub duplicates: Vec<LikelyDuplicate>,
}

/// What a file from another laptop is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub enum ParcelKind {
    /// The case of somebody who is not here.
    New,
    /// A case that was handed over from here and comes back.
    Return,
    /// The other laptop took the case.
    Receipt,
    /// The other laptop does not take the case.
    Refusal,
}

/// What became of a file from another laptop.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct ParcelDoneView {
    /// Whose case.
    pub participant: Option<u32>,
    /// Whether the answer for the other laptop was saved.
    pub answered: bool,
}

/// What came along of the journals of other laptops.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct CarriedHistoryView {
    /// The newest first.
    pub entries: Vec<CarriedEntryView>,
}

/// An entry of the journal of another laptop.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct CarriedEntryView {
    /// When (RFC 3339), by the clock of that laptop.
    pub at: String,
    /// Who did it there.
    pub who: Option<String>,
    /// What was done, as the journal calls it.
    pub verb: String,
    /// With what kind of record, as the journal calls it.
    pub subject: String,
}
