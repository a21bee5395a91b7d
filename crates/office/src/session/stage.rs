//! The stages of a session, and what the screen shows of it.

use chrono::NaiveDate;
use guarded::Guarded;
use vault::{FolderState, SlotKind, VaultFolder};

use crate::{preferences::Language, roles::Roles};

/// The stages of a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// No vault yet.
    FirstRun,
    /// A vault is there and locked.
    Locked,
    /// Open, but the recovery code has not been typed back yet.
    RecoveryUnconfirmed,
    /// Opened with the recovery code or the keys of the office: a new passphrase is due.
    PassphraseDue,
    /// The secret was right, but the store does not verify: nothing is open.
    Rescue,
    /// The sample organisation is being made.
    Preparing,
    /// Open for casework.
    Open,
    /// Open, with the screen in the hands of a participant: nothing but their own questions is answered.
    Handed,
    /// Open at an event: heads are counted and contacts are taken, nobody on record is reachable.
    Event,
}

impl Stage {
    /// Whether the screen may be seen or touched by people who are not of the office.
    pub const fn in_public(self) -> bool {
        matches!(self, Self::Handed | Self::Event)
    }
}

/// What the screen shows of the session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Status {
    /// The stage.
    pub stage: Stage,
    /// The language of the screen.
    pub language: Language,
    /// Whether this is the sample organisation.
    pub sample: bool,
    /// The name of the organisation, once open.
    pub organisation: Option<String>,
    /// The day of the newest entry, when it lies ahead of this computer's clock.
    pub clock_behind: Option<NaiveDate>,
    /// Minutes until the vault locks itself.
    pub idle_minutes: u32,
    /// Today on this computer.
    pub today: NaiveDate,
    /// Who is at the keyboard, once open.
    pub member: Option<Guarded<String>>,
    /// What they may do.
    pub roles: Roles,
    /// What opens the vault, as its key file shows.
    pub openers: Openers,
    /// How the vault was closed the last time, once open.
    pub closed: Option<Closed>,
    /// Whether quick erase is allowed on this laptop.
    pub quick_erase: bool,
}

/// What the key file offers to open the vault with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Openers {
    /// A passphrase; none does after the vault was sealed for a journey.
    pub passphrase: bool,
    /// A recovery code.
    pub recovery: bool,
    /// The keys of the office.
    pub escrow: bool,
}

/// How the vault was closed the last time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closed {
    /// When (RFC 3339).
    pub at: String,
    /// The number of the state.
    pub serial: u64,
    /// Whether the program ended without closing it.
    pub interrupted: bool,
}

/// First run only when there is nothing at all: a half-missing vault must be told, never replaced.
pub(super) fn closed_stage(folder: &VaultFolder) -> Stage {
    match folder.state() {
        Ok(FolderState::Empty) => Stage::FirstRun,
        _ => Stage::Locked,
    }
}

pub(super) fn openers(folder: &VaultFolder) -> Openers {
    let slots = folder.slots().unwrap_or_default();
    let has = |kind: SlotKind| slots.iter().any(|slot| slot.kind == kind);
    Openers { passphrase: has(SlotKind::Passphrase), recovery: has(SlotKind::Recovery), escrow: has(SlotKind::Escrow) }
}
