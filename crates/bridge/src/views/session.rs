//! Unlocking, first run, locking.

use guarded::Guarded;
use serde::{Deserialize, Serialize};

use super::{Language, keys::Act};

/// What the program is doing right now; the screen shows exactly this.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct SessionView {
    /// Which of the screens before or after unlocking is due.
    pub stage: SessionStage,
    /// The language of the screen.
    pub language: Language,
    /// Whether the vault is the sample organisation (nothing in it is real).
    pub sample: bool,
    /// The passphrase of the sample organisation, shown on the lock screen; never that of a real vault.
    pub sample_passphrase: Option<String>,
    /// The name of the organisation, once open.
    pub organisation: Option<String>,
    /// Set when this computer's clock is behind the newest entry: the day of that entry (ISO 8601).
    pub clock_behind: Option<String>,
    /// Minutes without a key or a click until the vault locks itself.
    pub idle_minutes: u32,
    /// Today on this computer (ISO 8601).
    pub today: String,
    /// Who is at the keyboard, once open.
    pub member: Option<String>,
    /// What they may do.
    pub acts: Vec<Act>,
    /// What opens the vault, as its key file shows before anything is opened.
    pub openers: Openers,
    /// How the vault was closed the last time, once open.
    pub closed: Option<ClosedView>,
    /// Whether quick erase is allowed on this laptop.
    pub quick_erase: bool,
}

/// What the lock screen can offer.
#[derive(Debug, Clone, Copy, Default, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct Openers {
    /// Whether any passphrase opens the vault; none does after it was sealed for a journey.
    pub passphrase: bool,
    /// Whether a recovery code does.
    pub recovery: bool,
    /// Whether the keys of the office do.
    pub escrow: bool,
}

/// How the vault was closed the last time: to be compared with what one remembers.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct ClosedView {
    /// When (RFC 3339).
    pub at: String,
    /// The serial number of the state.
    pub serial: u32,
    /// Whether the program ended without closing it.
    pub interrupted: bool,
}

/// The stages of a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub enum SessionStage {
    /// No vault yet: choose a language and make a passphrase.
    FirstRun,
    /// A vault is there and locked.
    Locked,
    /// Open, but the recovery code has not been re-typed yet.
    RecoveryUnconfirmed,
    /// Opened with the recovery code or the keys of the office: a new passphrase is due.
    PassphraseDue,
    /// The secret was right, but the store does not verify: nothing is open.
    Rescue,
    /// The sample organisation is being made.
    Preparing,
    /// Open.
    Open,
    /// Open, with the screen in the hands of a participant: nothing but `handed_screen` and its like is answered.
    Handed,
    /// Open at an event: nothing but `event_screen` and its like is answered.
    Event,
}

/// A passphrase of random words, offered at first run.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct SuggestedPassphrase {
    /// Words with a hyphen between them.
    pub passphrase: String,
}

/// A passphrase to be judged while it is typed.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct JudgePassphraseRequest {
    /// As typed.
    #[cfg_attr(test, ts(type = "string"))]
    pub passphrase: Guarded<String>,
}

/// Whether a passphrase is accepted, and if not, why.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct PassphraseVerdict {
    /// Whether it may be used.
    pub accepted: bool,
    /// Why not; empty when accepted.
    pub reasons: Vec<PassphraseWeakness>,
}

/// Why a passphrase is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub enum PassphraseWeakness {
    /// Fewer than 14 characters.
    TooShort,
    /// A computer would guess it: common words, names, dates, keyboard rows.
    TooGuessable,
    /// The same few characters again and again.
    Repetitive,
}

/// Makes the vault at first run.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct CreateVaultRequest {
    /// The passphrase, typed or taken from the offer.
    #[cfg_attr(test, ts(type = "string"))]
    pub passphrase: Guarded<String>,
    /// The name of the organisation; may be empty and given later.
    pub organisation: String,
}

/// The recovery code, to be printed or saved and then typed once.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct RecoverySheet {
    /// Groups of four characters with hyphens.
    pub code: String,
    /// When the vault was made (ISO 8601 day), printed on the sheet.
    pub made_on: String,
}

/// The recovery code as typed from the sheet.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct ConfirmRecoveryRequest {
    /// As typed; case, spaces and hyphens do not matter.
    #[cfg_attr(test, ts(type = "string"))]
    pub code: Guarded<String>,
}

/// Opens the vault.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct UnlockRequest {
    /// The passphrase, the recovery code or the first key of the office.
    #[cfg_attr(test, ts(type = "string"))]
    pub secret: Guarded<String>,
    /// The second key of the office.
    #[cfg_attr(test, ts(type = "string | null"))]
    pub second: Option<Guarded<String>>,
    /// Which of them it is.
    pub kind: SecretKind,
}

/// What opens the vault.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub enum SecretKind {
    /// The passphrase.
    Passphrase,
    /// The recovery code from the sheet.
    Recovery,
    /// Both keys of the office.
    Escrow,
}

/// Replaces the passphrase from the settings.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct ChangePassphraseRequest {
    /// The passphrase in force.
    #[cfg_attr(test, ts(type = "string"))]
    pub current: Guarded<String>,
    /// The new one.
    #[cfg_attr(test, ts(type = "string"))]
    pub passphrase: Guarded<String>,
}

/// Asks for a new recovery code in place of the one on paper.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct RenewRecoveryCodeRequest {
    /// The passphrase in force.
    #[cfg_attr(test, ts(type = "string"))]
    pub current: Guarded<String>,
}

/// Sets a new passphrase after recovery.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct SetPassphraseRequest {
    /// Whose; null when there is only one member.
    pub member: Option<u32>,
    /// The new passphrase.
    #[cfg_attr(test, ts(type = "string"))]
    pub passphrase: Guarded<String>,
}

/// Changes the language of the screen.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct SetLanguageRequest {
    /// The new language.
    pub language: Language,
}

/// What an export through the native dialog came to.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct SavedView {
    /// False when the person closed the dialog.
    pub saved: bool,
}

/// The organisation's own settings.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct OrganisationSettings {
    /// The name printed on the report.
    pub name: String,
    /// The day of founding (ISO 8601), if known: no fact may lie before it.
    pub founded_on: Option<String>,
    /// Minutes without a key or a click until the vault locks itself, 1 to 15.
    pub idle_minutes: u32,
    /// Whether quick erase is allowed on this laptop.
    pub quick_erase: bool,
}
