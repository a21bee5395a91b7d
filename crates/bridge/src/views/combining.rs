//! Combining laptops. Nothing here is about one person.

use guarded::Guarded;
use serde::{Deserialize, Serialize};

/// Introduces this laptop.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct CombiningCardRequest {
    /// What the laptop is called.
    pub name: String,
}

/// The card of this laptop, written to a file.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct CombiningCardView {
    /// Whether a file was written; false when the dialog was closed.
    pub saved: bool,
    /// Ten words that stand for its keys.
    pub words: CombiningWords,
}

/// Ten words, in both languages.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct CombiningWords {
    /// In Japanese.
    pub ja: Vec<String>,
    /// In English.
    pub en: Vec<String>,
}

/// The card that a person chose, if they chose one.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct ChosenCardView {
    /// What it says.
    pub found: Option<LaptopCardView>,
}

/// The card of a laptop, whose words a person compares aloud before they put it on the list.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct LaptopCardView {
    /// The card: one line of text.
    pub card: String,
    /// What the laptop is called.
    pub name: String,
    /// Ten words that stand for its keys.
    pub words: CombiningWords,
}

/// An address, of which the keys are looked at.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct PlaceKeysRequest {
    /// The address of a server.
    pub place: String,
}

/// The keys that a server shows, its own first.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct PlaceKeysView {
    /// Each as 64 hexadecimal digits.
    pub keys: Vec<String>,
}

/// Makes an organisation, or changes the one that this office made.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct FoundCombiningRequest {
    /// What the organisation is called.
    pub name: String,
    /// The fiscal year whose figures are frozen.
    pub year: i32,
    /// The two key holders: their cards, or the short names of some that are on the list already.
    pub holders: [String; 2],
    /// The laptops that hand in, likewise.
    pub laptops: Vec<String>,
    /// The folder or the address of the server in which the files lie.
    pub place: String,
}

/// The invitation that a person chose, if they chose one.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct ChosenInvitationView {
    /// What it says.
    pub found: Option<InvitationView>,
}

/// What an invitation says. The words of the office are not shown: a person types what they hear.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct InvitationView {
    /// The file, as hexadecimal digits.
    pub file: String,
    /// The organisation.
    pub name: String,
    /// The fiscal year.
    pub year: i32,
    /// The two key holders.
    pub holders: Vec<String>,
    /// The laptops.
    pub laptops: Vec<String>,
    /// How many figures are handed in.
    pub figures: u32,
}

/// Takes part in an organisation.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct JoinCombiningRequest {
    /// The file of the invitation, as hexadecimal digits.
    pub file: String,
    /// The folder or the address of the server in which the files lie.
    pub place: String,
    /// The ten words that the office read aloud.
    pub words: String,
}

/// The password of the server of the files.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct PlacePasswordRequest {
    /// The password.
    #[cfg_attr(test, ts(type = "string"))]
    pub password: Guarded<String>,
}

/// Where the password is now.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct PlacePasswordView {
    /// Whether this computer keeps it; otherwise it is forgotten when the vault is locked.
    pub kept: bool,
}

/// Whether this laptop takes part, and in what.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct CombiningView {
    /// What it takes part in.
    pub part: Option<CombiningPartView>,
}

/// What this laptop takes part in, and as what.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct CombiningPartView {
    /// The organisation.
    pub name: String,
    /// The fiscal year.
    pub year: i32,
    /// Whether this laptop is its office.
    pub is_office: bool,
    /// Whether it holds one of the two keys.
    pub is_holder: bool,
    /// Whether it hands in counts.
    pub is_listed: bool,
    /// How often it handed in.
    pub handed_in: u32,
    /// Whether a person saw what goes and to whom, as it would go now.
    pub agreed: bool,
    /// Hours between hand-ins by itself; 0 for never.
    pub send_every: u32,
    /// When the last file was made (RFC 3339).
    pub sent_at: Option<String>,
    /// What happened when this laptop last handed in by itself since it was unlocked.
    pub sent: Option<SentByItselfView>,
    /// How many files wait to be delivered.
    pub waiting: u32,
    /// Where the files lie: a folder, or the address of a server, without any password.
    pub place: String,
    /// Whether the place is a server, to which a password belongs.
    pub is_server: bool,
    /// Why the place cannot be reached: a code.
    pub trouble: Option<String>,
    /// The laptops.
    pub laptops: Vec<String>,
    /// The two key holders.
    pub holders: Vec<String>,
    /// Everybody on the list, once, the key holders first.
    pub members: Vec<CombiningMemberView>,
    /// What goes when this laptop hands in now.
    pub goes: Vec<CombiningFigure>,
    /// The table of the organisation, if one was made.
    pub combined: Option<CombinedView>,
}

/// What happened when this laptop last handed in, or tried to, by itself.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct SentByItselfView {
    /// When (RFC 3339).
    pub at: String,
    /// Why it did not go: a code.
    pub trouble: Option<String>,
}

/// How often this laptop hands in by itself.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct SendingRequest {
    /// Hours between hand-ins; 0 for never.
    pub every: u32,
}

/// The folder that a person chose, if they chose one.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct ChosenPlaceView {
    /// Its whole path.
    pub place: Option<String>,
}

/// A laptop on the list, and what it does.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct CombiningMemberView {
    /// The short name of its keys.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// Whether it hands in counts.
    pub hands_in: bool,
    /// Whether it holds one of the two keys.
    pub holds_key: bool,
}

/// A figure, exact and for inside.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct CombiningFigure {
    /// Its id.
    pub id: String,
    /// What it is called in Japanese.
    pub ja: String,
    /// What it is called in English.
    pub en: String,
    /// How many.
    pub value: u32,
    /// Whether it may be about few enough laptops that somebody could subtract their own.
    pub caution: bool,
}

/// The table of the organisation: exact, for inside.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct CombinedView {
    /// The laptops whose counts are in it.
    pub taken: Vec<String>,
    /// The laptops whose files did not count.
    pub left_out: Vec<LeftOutView>,
    /// The laptops that handed in nothing.
    pub missing: Vec<String>,
    /// The figures.
    pub figures: Vec<CombiningFigure>,
}

/// A laptop whose file does not count.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct LeftOutView {
    /// Which.
    pub laptop: String,
    /// Why: a code.
    pub why: String,
}

/// What was handed in.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct CountsHandedInView {
    /// Its length in bytes, the same whatever was counted.
    pub bytes: u32,
    /// How many figures it holds.
    pub figures: u32,
    /// Why it waits and is not delivered: a code.
    pub trouble: Option<String>,
    /// How things are now.
    pub now: CombiningView,
}

/// What came of a key holder's sitting down.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct CountsCheckedView {
    /// `waiting`, `opened`, `refused`, `nothing_new`.
    pub state: String,
    /// Why it was refused: a code.
    pub refusal: Option<String>,
    /// The laptops whose counts are in the sum.
    pub taken: Vec<String>,
    /// The laptops whose files do not count.
    pub left_out: Vec<LeftOutView>,
    /// The laptops that handed in nothing.
    pub missing: Vec<String>,
    /// Why something waits: a code.
    pub trouble: Option<String>,
}
