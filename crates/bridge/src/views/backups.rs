//! Backups, restoring, the rescue screen, work that takes long.

use guarded::Guarded;
use serde::{Deserialize, Serialize};

use super::session::SecretKind;

/// A long piece of work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub enum JobKind {
    /// Opening the vault.
    Unlock,
    /// Making a backup.
    Backup,
    /// Restoring one.
    Restore,
    /// Erasing a participant.
    Erase,
    /// Looking at all documents.
    Documents,
    /// Bringing a spreadsheet.
    Import,
    /// Protecting the tables of a release, and making its files.
    Release,
}

/// The steps of long work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub enum JobStep {
    /// Deriving the key.
    Key,
    /// Checking the seal of every page.
    Seals,
    /// Checking tables and indexes.
    Structure,
    /// Checking that references hold.
    References,
    /// Checking the chain of the journal.
    Journal,
    /// Copying.
    Copying,
    /// Writing the file.
    Writing,
    /// Reading it back.
    ReadingBack,
    /// Rewriting the store so that nothing stays in it.
    Cleaning,
    /// Looking at documents.
    Documents,
    /// Reading a spreadsheet.
    Reading,
    /// Looking at its rows.
    Comparing,
    /// Counting tables.
    Counting,
    /// Protecting them, and proving it.
    Protecting,
}

/// How far the long work of this moment is.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct ProgressView {
    /// What runs; null when nothing does.
    pub job: Option<JobKind>,
    /// Its step.
    pub step: Option<JobStep>,
    /// How much of the whole is done, 0 to 1.
    pub fraction: f32,
    /// Whether it can be stopped without harm.
    pub cancellable: bool,
}

/// The last backup that was read back and found whole.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct BackupLine {
    /// Its serial number.
    pub serial: u32,
    /// When it was made (RFC 3339).
    pub made_at: String,
    /// How many days ago.
    pub days: u32,
}

/// Backups, for the settings and Today.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct BackupView {
    /// The last good one.
    pub last: Option<BackupLine>,
    /// Whether a new one is due.
    pub due: bool,
    /// After how many days a new one is due.
    pub remind_after: u32,
}

/// What making a backup came to.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct BackupDone {
    /// False when the person closed the dialog or stopped the work.
    pub saved: bool,
    /// Its serial number.
    pub serial: u32,
    /// Its size in bytes.
    pub bytes: f64,
    /// What was read back from it.
    pub counts: Vec<CountLine>,
}

/// How many there are of something.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct CountLine {
    /// Of what.
    pub what: Counted,
    /// How many.
    pub count: u32,
}

/// What is counted in a vault, in a backup, or before an erasure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub enum Counted {
    /// Participants.
    Participants,
    /// Names.
    Names,
    /// Consents.
    Consents,
    /// Interviews.
    Interviews,
    /// Answers.
    Answers,
    /// Unfinished drafts.
    Drafts,
    /// Enrolments.
    Enrolments,
    /// Recommendations.
    Recommendations,
    /// Steps of placements.
    PlacementSteps,
    /// Companies.
    Companies,
    /// Activities.
    Activities,
    /// Documents.
    Documents,
    /// Records of every other kind.
    Others,
    /// Entries of the journal.
    JournalEntries,
}

/// Opens a backup that is chosen in the native dialog, to look at it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct LookAtBackupRequest {
    /// What opens it.
    #[cfg_attr(test, ts(type = "string"))]
    pub secret: Guarded<String>,
    /// The second office key, for office keys only.
    #[cfg_attr(test, ts(type = "string | null"))]
    pub second: Option<Guarded<String>>,
    /// What kind of secret it is.
    pub kind: SecretKind,
}

/// The state of a vault or a backup.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct StateView {
    /// When it was made or closed (RFC 3339); unknown after a crash.
    pub at: Option<String>,
    /// The serial number of the state: it only ever grows.
    pub serial: u32,
    /// What is in it.
    pub counts: Vec<CountLine>,
}

/// A backup beside the vault that is here.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct ComparisonView {
    /// False when the person closed the dialog.
    pub chosen: bool,
    /// The backup; it was opened and verified whole.
    pub backup: Option<StateView>,
    /// The vault that is here, if it opens.
    pub current: Option<StateView>,
    /// Whether the backup is older than the vault that is here.
    pub older: bool,
    /// Whether both are of the same vault.
    pub same_vault: bool,
    /// How many people erased since will be erased from it again.
    pub erased_again: u32,
}

/// Why the vault did not open though the secret was right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub enum RescueReason {
    /// Pages were changed or are missing.
    Damaged,
    /// The journal does not hold together.
    JournalBroken,
    /// An older store was put in the place of the newer one.
    RolledBack,
    /// Single pages of an older store were put back.
    Replayed,
    /// The record of the last state is missing or damaged.
    AnchorMissing,
}

/// The rescue screen: nothing was opened, nothing was changed.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct RescueView {
    /// Why.
    pub reason: RescueReason,
    /// The serial number found, if it could be read.
    pub found_serial: Option<u32>,
    /// The serial number that should be here.
    pub expected_serial: Option<u32>,
    /// When that state was written (RFC 3339).
    pub expected_at: Option<String>,
    /// The last good backup.
    pub last_backup: Option<BackupLine>,
    /// Whether the state found can be accepted with the recovery code.
    pub can_accept: bool,
}

/// Goes on with an older state, which a person takes responsibility for.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct AcceptStateRequest {
    /// The recovery code.
    #[cfg_attr(test, ts(type = "string"))]
    pub code: Guarded<String>,
}
