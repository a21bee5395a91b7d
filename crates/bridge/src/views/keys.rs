//! What opens the vault and who works with it: slots, office keys, this computer's secret, members, roles.

use guarded::Guarded;
use serde::{Deserialize, Serialize};

/// What a member of staff may be. One person can be several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub enum Role {
    /// Meets people, interviews them, runs programmes (相談員).
    Caseworker,
    /// Talks with companies and follows trial hires (職業紹介担当).
    Placement,
    /// Keeps the settings and writes the annual report (事務局).
    Office,
    /// Approves what is published, erases, reads the journal (データ保護担当).
    DataProtection,
}

/// Groups of things that a role allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub enum Act {
    /// Lock, change one's own passphrase, choose the language.
    OwnAccount,
    /// See participants with their facts.
    SeePeople,
    /// Add and correct participants and consents.
    EditPeople,
    /// Make one of two records that are of one person, and two again; say that two are two people.
    Merge,
    /// Tasks and reminders.
    Tasks,
    /// Go on without a consent, with a reason that is kept.
    OverrideConsent,
    /// Hold interviews and read their answers.
    Interview,
    /// Import, change and retire the forms of interviews.
    Forms,
    /// See, attach and hand out documents.
    Documents,
    /// Companies, recommendations, steps of a placement.
    Placement,
    /// Programmes, cohorts, activities.
    Programmes,
    /// See the figures and the records behind them.
    SeeFigures,
    /// Write the words of the report, export it.
    Report,
    /// Approve exact small figures.
    ApproveFigures,
    /// The organisation's settings.
    Organisation,
    /// Members of staff, their roles and slots; office keys; the recovery code.
    Members,
    /// Make a backup.
    Backup,
    /// Put a backup in the place of this vault.
    Restore,
    /// Take away what opens the vault here, for a journey.
    Travel,
    /// Read the journal.
    Journal,
    /// Erase a participant; the yearly review.
    Erase,
    /// Hand cases to other laptops and take them over; keys of laptops.
    HandOver,
}

/// An act and the roles that allow it.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct ActRow {
    /// The act.
    pub act: Act,
    /// Who may do it.
    pub roles: Vec<Role>,
}

/// A member of staff on this laptop.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct MemberView {
    /// Their number.
    pub id: u32,
    /// Their name, as the journal shows it.
    pub name: String,
    /// What they may do.
    pub roles: Vec<Role>,
    /// Since when (ISO 8601 day).
    pub since: String,
    /// Until when, if they left (ISO 8601 day).
    pub left: Option<String>,
    /// Whether it is the person at the keyboard.
    pub own: bool,
    /// Whether their passphrase opens the vault only together with the secret of this computer.
    pub device_bound: bool,
}

/// Members of staff and what each role may do.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct MembersView {
    /// Those who are here first, then those who left.
    pub members: Vec<MemberView>,
    /// The whole table of roles and acts.
    pub acts: Vec<ActRow>,
    /// How many more can have a passphrase on this laptop.
    pub room: u32,
}

/// Adds a member of staff with a passphrase of their own, which they type themselves.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct AddMemberRequest {
    /// Their name.
    #[cfg_attr(test, ts(type = "string"))]
    pub name: Guarded<String>,
    /// What they may do; at least one.
    pub roles: Vec<Role>,
    /// Their passphrase.
    #[cfg_attr(test, ts(type = "string"))]
    pub passphrase: Guarded<String>,
    /// The passphrase of the person at the keyboard.
    #[cfg_attr(test, ts(type = "string"))]
    pub current: Guarded<String>,
}

/// Changes the name or the roles of a member.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct ChangeMemberRequest {
    /// Whom.
    pub member: u32,
    /// Their name.
    #[cfg_attr(test, ts(type = "string"))]
    pub name: Guarded<String>,
    /// What they may do; at least one.
    pub roles: Vec<Role>,
}

/// Ends a membership: the passphrase opens nothing any more, the name stays in the journal.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct EndMemberRequest {
    /// Whom.
    pub member: u32,
    /// The passphrase of the person at the keyboard.
    #[cfg_attr(test, ts(type = "string"))]
    pub current: Guarded<String>,
}

/// A member to choose when the vault was opened without a passphrase.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct Holder {
    /// Their number.
    pub id: u32,
    /// Their name.
    pub name: String,
}

/// Whose passphrase can be set after recovery.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct HoldersView {
    /// At least one.
    pub holders: Vec<Holder>,
}

/// What the store of secrets of this computer's system says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub enum DeviceState {
    /// It is there and answers.
    Ready,
    /// No store of secrets runs on this computer.
    NoStore,
    /// It is locked.
    Locked,
    /// It failed in another way.
    Failed,
}

/// Everything that opens the vault, for the settings.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct KeysView {
    /// How many members have a passphrase.
    pub passphrases: u32,
    /// Whether the recovery sheet was typed back.
    pub recovery_confirmed: bool,
    /// Whether the office holds keys of its own.
    pub escrow: bool,
    /// Whether the passphrase of the person at the keyboard needs the secret of this computer too.
    pub device_bound: bool,
    /// Whether this computer can keep such a secret.
    pub device: DeviceState,
    /// Whether the program hears that the computer is about to sleep.
    pub hears_sleep: bool,
    /// Whether the program hears that the screen is locked.
    pub hears_screen: bool,
    /// The number of the vault's state: it only ever grows.
    pub serial: u32,
}

/// Gives the office keys of its own: both people together can open the vault.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct SetEscrowRequest {
    /// The public key of the first person (`age1…`).
    pub first: String,
    /// The public key of the second person (`age1…`).
    pub second: String,
    /// The passphrase of the person at the keyboard.
    #[cfg_attr(test, ts(type = "string"))]
    pub current: Guarded<String>,
}

/// A change that only asks for the passphrase of the person at the keyboard.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct CurrentPassphraseRequest {
    /// The passphrase of the person at the keyboard.
    #[cfg_attr(test, ts(type = "string"))]
    pub current: Guarded<String>,
}

/// A fresh pair of keys for one holder at the office.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct OfficeKeyPair {
    /// To be kept on paper (`AGE-SECRET-KEY-1…`).
    pub secret: String,
    /// To be given to the laptops (`age1…`).
    pub public: String,
}

/// What quick erase left.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct QuickEraseView {
    /// Whether the keys are gone: without them nothing here opens again.
    pub keys_gone: bool,
    /// Files that could not be removed; unreadable without the keys.
    pub left: u32,
}
