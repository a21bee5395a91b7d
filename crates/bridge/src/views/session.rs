//! Unlocking, first run, locking.

use guarded::Guarded;
use serde::{Deserialize, Serialize};

use super::Language;

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
    /// Opened with the recovery code: a new passphrase is due.
    PassphraseDue,
    /// The sample organisation is being made.
    Preparing,
    /// Open.
    Open,
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
    /// The passphrase or the recovery code.
    #[cfg_attr(test, ts(type = "string"))]
    pub secret: Guarded<String>,
    /// Which of the two it is.
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
}
