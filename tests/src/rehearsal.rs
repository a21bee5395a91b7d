//! Rehearsals: a small vault and the work of a day on it, done by a program of its own that a test may kill, whose disk
//! it may let fail, and whose computer it may let lose its power.
//!
//! Every [`Work`] that changes a vault leads from one [`State`] to another, so that a test can ask: before or after?

use std::{
    io,
    path::{Path, PathBuf},
    str::FromStr,
    sync::Arc,
};

use casework::{ids::ParticipantId, names::NameKind};
use guarded::Guarded;
use office::{
    EraseError, ErasureReason, Hardness, NewName, NewParticipant, NoDeviceStore, Office, OfficeError, Places,
    SaveDraft, Secret, SecretKind, SessionError, Stage, SystemClock, WritingDesk,
};
use store::{DraftContent, Order};
use thiserror::Error;

/// What opens a rehearsed vault.
pub const PASSPHRASE: &str = "wet gravel, nine swallows, one late train";
/// What opens it after [`Work::Passphrase`].
pub const NEXT_PASSPHRASE: &str = "dry slate, ten magpies, one early ferry";

/// How many people one import brings: all of them, or none.
pub const IMPORTED: u32 = 300;

/// What is done to a vault.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Work {
    /// Makes the vault.
    Create,
    /// Opens it and closes it.
    Open,
    /// Adds a participant and notes it in the settings, in one transaction.
    Edit,
    /// Saves the draft of an interview.
    Draft,
    /// Adds [`IMPORTED`] participants in one transaction.
    Import,
    /// Changes the passphrase.
    Passphrase,
    /// Replaces the recovery code.
    Code,
    /// Makes a backup beside the vault.
    Backup,
    /// Puts the backup beside the vault in its place.
    Restore,
    /// Erases the first participant.
    Erase,
}

impl Work {
    /// All of it.
    pub const ALL: [Self; 10] = [
        Self::Create,
        Self::Open,
        Self::Edit,
        Self::Draft,
        Self::Import,
        Self::Passphrase,
        Self::Code,
        Self::Backup,
        Self::Restore,
        Self::Erase,
    ];

    /// The name under which the program of the rehearsal knows it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Create => "create",
            Self::Open => "open",
            Self::Edit => "edit",
            Self::Draft => "draft",
            Self::Import => "import",
            Self::Passphrase => "passphrase",
            Self::Code => "code",
            Self::Backup => "backup",
            Self::Restore => "restore",
            Self::Erase => "erase",
        }
    }

    /// Does it, in this process.
    ///
    /// # Errors
    /// What the office refuses.
    pub fn perform(self, vault: &Path) -> Result<(), Refusal> {
        let office = office(vault);
        if self == Self::Create {
            return create(&office).map(drop);
        }
        open(&office)?;
        match self {
            Self::Create | Self::Open => {}
            Self::Edit => edit(&office, "edited")?,
            Self::Draft => office.write(|desk| save_draft(desk, "drafted"))?,
            Self::Import => office.write(|desk| add_many(desk, "imported"))?,
            Self::Passphrase => {
                let [now, next] = [PASSPHRASE, NEXT_PASSPHRASE].map(Guarded::from);
                office.change_passphrase(&now, &next, Hardness::Least).map(drop)?;
            }
            Self::Code => new_code(&office)?,
            Self::Backup => office.make_backup(&backup_of(vault)).map(drop)?,
            Self::Restore => {
                office.look_at_backup(&backup_of(vault), Secret::Passphrase(&Guarded::from(PASSPHRASE)))?;
                office.restore_backup()?;
            }
            Self::Erase => erase(&office, ParticipantId(1))?,
        }
        Ok(())
    }
}

impl FromStr for Work {
    type Err = ();

    fn from_str(name: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|work| work.name() == name).ok_or(())
    }
}

/// Why the work was not done.
#[derive(Debug, Error)]
pub enum Refusal {
    /// The vault.
    #[error("{0}")]
    Session(#[from] SessionError),
    /// The use case.
    #[error("{0}")]
    Office(#[from] OfficeError),
    /// The erasure.
    #[error("{0}")]
    Erase(#[from] EraseError),
}

/// What a vault holds, as far as the work of a rehearsal changes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct State {
    /// The name of the organisation, which an edit changes.
    pub organisation: String,
    /// How many participants are on record.
    pub participants: u32,
    /// The draft of the first participant.
    pub draft: String,
    /// Whether the passphrase is still the first one.
    pub first_passphrase: bool,
    /// Whether there is a backup beside it, which then opens.
    pub backup: bool,
}

impl State {
    /// Opens a vault as a person would, which verifies all of it, and looks.
    ///
    /// # Errors
    /// Why it does not open.
    pub fn of(vault: &Path) -> Result<Self, Refusal> {
        let office = office(vault);
        let first_passphrase = open(&office)?.by_the_first_passphrase;
        let backup = backup_of(vault).exists();
        if backup {
            check_backup(&office, &backup_of(vault))?;
        }
        Ok(Self { first_passphrase, backup, ..look(&office)? })
    }

    /// The state of a vault that was just made.
    pub fn created() -> Self {
        Self {
            organisation: String::from("before"),
            participants: 0,
            draft: String::new(),
            first_passphrase: true,
            backup: false,
        }
    }

    /// The state to which work leads from here.
    pub fn after(&self, work: Work) -> Self {
        let mut after = self.clone();
        match work {
            Work::Create | Work::Open | Work::Code => {}
            Work::Edit => {
                after.organisation = String::from("edited");
                after.participants += 1;
            }
            Work::Draft => after.draft = String::from("drafted"),
            Work::Import => after.participants += IMPORTED,
            Work::Passphrase => after.first_passphrase = false,
            Work::Backup => after.backup = true,
            Work::Restore => {
                after.organisation = String::from("before");
                after.participants -= 1;
            }
            Work::Erase => {
                after.participants -= 1;
                after.draft = String::new();
            }
        }
        after
    }
}

/// The office of a vault's folder.
pub fn office(vault: &Path) -> Office {
    let at = |name: &str| vault.join(name);
    let places = Places { vault: vault.to_owned(), sample: at("sample"), preferences: at("preferences.json") };
    Office::with_devices(places, Arc::new(SystemClock), Arc::new(NoDeviceStore))
}

/// Makes a vault with one participant and a draft of their interview; returns its recovery code.
///
/// # Errors
/// What the office refuses.
pub fn make(vault: &Path) -> Result<Guarded<String>, Refusal> {
    let office = office(vault);
    let code = create(&office)?;
    office.write(|desk| desk.add_participant(&named("the first"), true))?;
    office.write(|desk| save_draft(desk, "a first word"))?;
    Ok(code)
}

/// Makes a vault to do this work on: one to be restored has a backup beside it, and something was done since.
///
/// # Errors
/// What the office refuses.
pub fn make_for(work: Work, vault: &Path) -> Result<(), Refusal> {
    make(vault)?;
    if work == Work::Restore {
        Work::Backup.perform(vault)?;
        Work::Edit.perform(vault)?;
    }
    Ok(())
}

/// Where the backup of a vault lies: beside it.
fn backup_of(vault: &Path) -> PathBuf {
    vault.with_file_name("backup.tomarigi")
}

/// Opens a backup with what opens the vault, which verifies all of it, and puts it aside again.
///
/// # Errors
/// What is wrong with it.
pub fn check_backup(office: &Office, backup: &Path) -> Result<(), SessionError> {
    office.look_at_backup(backup, Secret::Passphrase(&Guarded::from(PASSPHRASE)))?;
    office.forget_backup();
    Ok(())
}

/// Erases somebody at their own request.
///
/// # Errors
/// Why nobody was erased.
pub fn erase(office: &Office, id: ParticipantId) -> Result<(), EraseError> {
    office.erase(id, ErasureReason::Asked, &Guarded::from(PASSPHRASE)).map(drop)
}

fn create(office: &Office) -> Result<Guarded<String>, Refusal> {
    let code = office.create_vault(&Guarded::from(PASSPHRASE), "before", Hardness::Least)?;
    office.confirm_recovery(&code)?;
    Ok(code)
}

/// How a vault was opened.
#[derive(Debug)]
pub struct Opened {
    /// Whether the first passphrase opened it, not the next.
    pub by_the_first_passphrase: bool,
    /// The recovery code that was due, because the old one was given up and none typed back since.
    pub new_code: Option<Guarded<String>>,
}

/// Opens with one of the two passphrases and does what the screen then asks for.
///
/// # Errors
/// Why neither opens it.
pub fn open(office: &Office) -> Result<Opened, Refusal> {
    let unlock = |passphrase: &str| office.unlock(&Guarded::from(passphrase), SecretKind::Passphrase);
    let (status, by_the_first_passphrase) = match unlock(PASSPHRASE) {
        Err(SessionError::WrongSecret) => (unlock(NEXT_PASSPHRASE)?, false),
        first => (first?, true),
    };
    let mut new_code = None;
    if status.stage == Stage::RecoveryUnconfirmed {
        let code = office.new_recovery_code()?;
        office.confirm_recovery(&code)?;
        new_code = Some(code);
    }
    Ok(Opened { by_the_first_passphrase, new_code })
}

fn look(office: &Office) -> Result<State, OfficeError> {
    office.read(|desk| {
        // EXPOSE: made up here.
        let draft = |content: DraftContent| content.answers.get("wish").map(|text| text.expose().clone());
        let participants = known(desk, "")?;
        let page = (participants > 0).then(|| desk.participant_page(ParticipantId(1))).transpose()?;
        Ok(State {
            organisation: desk.organisation()?.name,
            participants,
            draft: page.and_then(|page| draft(page.draft?.content)).unwrap_or_default(),
            first_passphrase: true,
            backup: false,
        })
    })
}

/// How many participants have a name with these letters in it; all of them for no letters.
///
/// # Errors
/// What the store says.
pub fn known(desk: &office::Desk<'_>, query: &str) -> Result<u32, OfficeError> {
    let total = desk.people(Order::Name, 0, 1)?.0;
    if query.is_empty() {
        return Ok(total);
    }
    let mut found = 0;
    for from in (0..total).step_by(500) {
        let (_, rows) = desk.people(Order::Name, from, 500)?;
        // EXPOSE: made up here.
        let named = rows.iter().filter(|row| row.names.iter().any(|name| name.text.expose().contains(query)));
        found += u32::try_from(named.count()).unwrap_or(u32::MAX);
    }
    Ok(found)
}

/// Adds a participant and renames the organisation: both, or neither.
///
/// # Errors
/// What the office refuses.
pub fn edit(office: &Office, name: &str) -> Result<(), OfficeError> {
    office.write(|desk| {
        desk.add_participant(&named(name), true)?;
        desk.save_organisation(name, "", 5)
    })
}

/// Adds as many people as an import brings.
///
/// # Errors
/// What the office refuses.
pub fn add_many(desk: &WritingDesk<'_>, name: &str) -> Result<(), OfficeError> {
    (0..IMPORTED).try_for_each(|n| desk.add_participant(&named(&format!("{name} {n}")), true).map(drop))
}

/// Replaces the recovery code, and types the new one back.
///
/// # Errors
/// What the office refuses.
pub fn new_code(office: &Office) -> Result<(), SessionError> {
    office.renew_recovery_code(&Guarded::from(PASSPHRASE))?;
    let code = office.new_recovery_code()?;
    office.confirm_recovery(&code).map(drop)
}

/// A participant of whom nothing is known but a name.
pub fn named(name: &str) -> NewParticipant {
    NewParticipant {
        names: vec![NewName::new(NameKind::Preferred, Guarded::from(name))],
        birth: Guarded::default(),
        nationality: Guarded::default(),
        languages: Vec::new(),
        first_contact: String::from("2024-05-01"),
        ..NewParticipant::default()
    }
}

/// Saves the draft of the first participant's interview.
///
/// # Errors
/// What the office refuses.
pub fn save_draft(desk: &WritingDesk<'_>, text: &str) -> Result<(), OfficeError> {
    let draft = desk.open_interview(ParticipantId(1))?.draft;
    let answers = [(String::from("wish"), Guarded::from(text))].into();
    let content = DraftContent { answers, focus: String::from("wish"), held_on: String::from("2024-0") };
    desk.save_draft(&SaveDraft { draft: draft.id, revision: draft.revision, content }).map(drop)
}

/// Copies a vault, or whatever is left of one.
///
/// # Errors
/// What the disk says.
pub fn copy(from: &Path, to: &Path) -> io::Result<()> {
    std::fs::create_dir_all(to)?;
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?
        } else {
            std::fs::copy(entry.path(), target).map(drop)?
        }
    }
    Ok(())
}
