//! First run, unlocking, changing what unlocks.

use std::{sync::Arc, time::Duration};

use casework::programme::{Bilingual, Programme, Years};
use guarded::Guarded;
use store::{DocumentId, NewMember, Step, Store};
use vault::{
    Claim, FolderState, KdfCost, Mending, OpenKeys, OpenedBy, RecoveryCode, Secret, SlotId, VaultFolder, passphrase,
};

use crate::{
    desk::WritingDesk,
    error::OfficeError,
    freshness::{self, Opened},
    job::{Job, JobStep, Running},
    rescue::{Rescue, damage_of, store_keys},
    roles::Act,
    session::{Actor, Office, OpenVault, Stage, Status},
    session_error::SessionError,
};

/// What opens a vault.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SecretKind {
    /// The passphrase.
    Passphrase,
    /// The recovery code.
    Recovery,
}

/// How much work a guess at the passphrase costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hardness {
    /// About a second on this computer: for vaults of real people.
    ThisComputer,
    /// The least that is accepted: for the sample organisation and for tests.
    Least,
}

impl Hardness {
    pub(crate) fn cost(self) -> KdfCost {
        match self {
            Self::ThisComputer => KdfCost::calibrate(Duration::from_millis(800)),
            Self::Least => KdfCost::FLOOR,
        }
    }
}

const CONFIRMED: &str = "recovery_confirmed";
const YES: &str = "yes";

impl Office {
    /// Makes the vault and opens it. The code returned opens it too; it must be typed back with
    /// [`confirm_recovery`](Self::confirm_recovery) before casework begins. Blocks for about a second.
    ///
    /// # Errors
    /// [`SessionError`]; then there is no vault.
    pub fn create_vault(
        &self,
        passphrase: &Guarded<String>,
        organisation: &str,
        hardness: Hardness,
    ) -> Result<Guarded<String>, SessionError> {
        judge(passphrase)?;
        self.create_vault_as_told(passphrase, organisation, hardness)
    }

    /// The same without judging the passphrase: for the sample organisation, in which nobody is real.
    pub(crate) fn create_vault_as_told(
        &self,
        passphrase: &Guarded<String>,
        organisation: &str,
        hardness: Hardness,
    ) -> Result<Guarded<String>, SessionError> {
        let generation = self.begin_unlocking()?;
        let folder = self.folder();
        let claim = folder.claim()?;
        let (keys, code) = folder.create(passphrase, hardness.cost())?;
        let (store, actor) = match first_records(&folder, &keys, organisation, self) {
            Ok(made) => made,
            Err(error) => {
                folder.undo_create(keys);
                return Err(error);
            }
        };
        let (text, anchor) = (code.text().clone(), freshness::new_anchor(&keys));
        let mut open = OpenVault {
            folder,
            keys: Arc::new(keys),
            store,
            _claim: claim,
            unconfirmed: Some(code),
            handed: None,
            event: None,
            stage: Stage::RecoveryUnconfirmed,
            actor,
            anchor,
            closed: None,
            latest_day: None,
            undone: false,
            edits: crate::undo::Edits::default(),
            waiting: None,
            failures: crate::support::Failures::default(),
            written_at: None,
            place_password: None,
        };
        open.settle(self.clock())?;
        self.finish_unlocking(generation, open)?;
        Ok(text)
    }

    /// Opens the vault after verifying all of it. Blocks for about a second, longer for a large store: see
    /// [`progress`](Self::progress).
    ///
    /// # Errors
    /// [`SessionError`]; a lock that came meanwhile wins. After [`SessionError::StoreDamaged`] and
    /// [`SessionError::StoreStale`] the stage is [`Stage::Rescue`].
    pub fn unlock(&self, secret: &Guarded<String>, kind: SecretKind) -> Result<Status, SessionError> {
        self.unlock_with(match kind {
            SecretKind::Passphrase => Secret::Passphrase(secret),
            SecretKind::Recovery => Secret::Recovery(secret),
        })
    }

    /// Opens the vault with both keys of the office.
    ///
    /// # Errors
    /// As [`unlock`](Self::unlock).
    pub fn unlock_with_office_keys(&self, both: &[Guarded<String>; 2]) -> Result<Status, SessionError> {
        self.unlock_with(Secret::Escrow(both))
    }

    fn unlock_with(&self, secret: Secret<'_>) -> Result<Status, SessionError> {
        let generation = self.begin_unlocking()?;
        let folder = self.folder();
        match folder.state()? {
            FolderState::Present => {}
            FolderState::Empty => return Err(SessionError::NoVault),
            FolderState::KeysMissing => return Err(SessionError::KeysMissing),
            FolderState::StoreMissing => return Err(SessionError::StoreMissing),
        }
        let claim = folder.claim()?;
        let running = self.jobs.begin(Job::Unlock);
        let keys = folder.unlock(secret, &*self.devices)?;
        let open = match self.open_verified(folder, keys, claim, &running)? {
            Ok(open) => open,
            Err(rescue) => return Err(self.begin_rescue(generation, *rescue)),
        };
        self.finish_unlocking(generation, open)?;
        Ok(self.status())
    }

    /// Opens the store if it verifies and is the one that was here last.
    fn open_verified(
        &self,
        folder: VaultFolder,
        keys: OpenKeys,
        claim: Claim,
        running: &Running<'_>,
    ) -> Result<Result<OpenVault, Box<Rescue>>, SessionError> {
        let opened = Store::open(&folder.store_path(), &store_keys(&keys), &mut |step, part| {
            running.at(step_of(step), part);
        });
        let store = match opened {
            Ok(store) => store,
            Err(error) => {
                return match damage_of(&error) {
                    Some(damage) => Ok(Err(Box::new(Rescue::of_damage(folder, keys, claim, damage)))),
                    None => Err(error.into()),
                };
            }
        };
        let Opened { anchor, closed, broken } = match freshness::compare(&folder, &keys, &store, &*self.devices)? {
            Ok(opened) => opened,
            Err(stale) => {
                drop(store);
                return Ok(Err(Box::new(Rescue::of_stale(folder, keys, claim, *stale))));
            }
        };
        let by = keys.opened_by();
        let mut open = OpenVault {
            folder,
            keys: Arc::new(keys),
            store,
            _claim: claim,
            unconfirmed: None,
            handed: None,
            event: None,
            stage: Stage::Open,
            actor: Actor::without_passphrase(),
            anchor,
            closed,
            latest_day: None,
            undone: false,
            edits: crate::undo::Edits::default(),
            waiting: None,
            failures: crate::support::Failures::default(),
            written_at: None,
            place_password: None,
        };
        self.begin_session(&mut open, by, &broken)?;
        Ok(Ok(open))
    }

    /// Finds the member whose passphrase it was. A vault from before there were members gets its first one.
    fn actor_of(&self, open: &mut OpenVault, slot: SlotId) -> Result<Actor, SessionError> {
        if let Some(member) = open.store.read().member_by_slot(slot.as_bytes())? {
            return Ok(Actor::of(&member));
        }
        if !open.store.read().members()?.is_empty() {
            // The slot of somebody who left, from a key file that was put back.
            return Err(SessionError::WrongSecret);
        }
        let first = Actor::first(self.preferences().language);
        open.note_session(self.clock(), |desk| add_first(desk, slot, &first))?;
        Ok(first)
    }

    /// Finds out who opened the vault and what is due, and says so in the journal.
    fn begin_session(&self, open: &mut OpenVault, by: OpenedBy, broken: &[DocumentId]) -> Result<(), SessionError> {
        open.upgrade(self.clock())?;
        open.latest_day = open.store.read().newest_journal_day()?.and_then(|day| day.parse().ok());
        let confirmed = open.store.read().setting(CONFIRMED)?.as_deref() == Some(YES);
        open.stage = match by {
            OpenedBy::Recovery | OpenedBy::Escrow => Stage::PassphraseDue,
            OpenedBy::Passphrase(_) if confirmed => Stage::Open,
            OpenedBy::Passphrase(_) => Stage::RecoveryUnconfirmed,
        };
        if let OpenedBy::Passphrase(slot) = by {
            open.actor = self.actor_of(open, slot)?;
        }
        let interrupted = open.closed.as_ref().is_some_and(|closed| closed.interrupted);
        open.note_session(self.clock(), |desk| {
            if interrupted {
                desk.note("interrupted", "vault", None)?;
            }
            for document in broken {
                desk.note("missing", "document", Some(document.0))?;
            }
            desk.note(how(by), "vault", None)
        })?;
        // What an erasure left undone when the program ended; should it fail again, the next opening tries.
        let _ = open.finish_erasures(self.clock());
        open.settle(self.clock())
    }

    /// Whether both copies of the key file were whole and equal when the vault was opened. If not, the damaged one was
    /// mended from the other where that was possible.
    ///
    /// # Errors
    /// [`SessionError::WrongStage`] while no vault is open.
    pub fn keys_were_whole(&self) -> Result<bool, SessionError> {
        self.with_open(|open| Ok(open.keys.mending() == Mending::NotNeeded))
    }

    /// Replaces a recovery code that was never typed back.
    ///
    /// # Errors
    /// [`SessionError::WrongStage`] when it was; what the disk says.
    pub fn new_recovery_code(&self) -> Result<Guarded<String>, SessionError> {
        self.with_open(|open| {
            if open.stage != Stage::RecoveryUnconfirmed {
                return Err(SessionError::WrongStage);
            }
            let code = open.folder.replace_recovery_code(&open.keys)?;
            open.note_session(self.clock(), |desk| desk.note("renew", "recovery_code", None))?;
            let text = code.text().clone();
            open.unconfirmed = Some(code);
            Ok(text)
        })
    }

    /// Returns the recovery code that is on the screen and not typed back yet, for a file the person asked for.
    ///
    /// # Errors
    /// [`SessionError::WrongStage`] when none is.
    pub fn shown_recovery_code(&self) -> Result<Guarded<String>, SessionError> {
        self.with_open(|open| open.unconfirmed.as_ref().map(|code| code.text().clone()).ok_or(SessionError::WrongStage))
    }

    /// Takes the recovery code as typed back from the sheet; casework can begin.
    ///
    /// # Errors
    /// [`SessionError::RecoveryTypo`] when its checksum is wrong, [`SessionError::RecoveryMismatch`] when it is another.
    pub fn confirm_recovery(&self, typed: &Guarded<String>) -> Result<Status, SessionError> {
        self.with_open(|open| {
            let shown = open.unconfirmed.as_ref().ok_or(SessionError::WrongStage)?;
            // EXPOSE: compared with the code in constant time.
            if !shown.matches(typed.expose()) {
                let typo = RecoveryCode::parse(typed.expose()).is_err();
                return Err(if typo { SessionError::RecoveryTypo } else { SessionError::RecoveryMismatch });
            }
            open.note_session(self.clock(), |desk| {
                desk.writer.set(CONFIRMED, YES)?;
                desk.note("confirm", "recovery_code", None)
            })?;
            open.unconfirmed = None;
            open.stage = Stage::Open;
            Ok(())
        })?;
        Ok(self.status())
    }

    /// Sets a new passphrase for a member after the vault was opened without one. The member may be left out when there
    /// is only one. The recovery code stays. Blocks for about a second.
    ///
    /// # Errors
    /// [`SessionError::WeakPassphrase`]; [`SessionError::NoSuchMember`]; [`SessionError::WrongStage`] at any other time;
    /// what the disk says.
    pub fn set_passphrase(
        &self,
        member: Option<u32>,
        new: &Guarded<String>,
        hardness: Hardness,
    ) -> Result<Status, SessionError> {
        judge(new)?;
        let (folder, keys, member) = self.with_open(|open| {
            if open.stage != Stage::PassphraseDue {
                return Err(SessionError::WrongStage);
            }
            let members = open.store.read().members()?;
            let mut here = members.into_iter().filter(|known| known.left.is_none());
            let chosen = match member {
                Some(id) => here.find(|known| known.id.0 == id),
                None => here.next().filter(|_| here.next().is_none()),
            };
            Ok((open.folder.clone(), Arc::clone(&open.keys), chosen.ok_or(SessionError::NoSuchMember)?))
        })?;
        let cost = hardness.cost();
        let slot = SlotId::from_bytes(member.slot);
        let known = keys.slots().iter().any(|known| known.id == slot);
        let slot = if known {
            folder.change_passphrase(&keys, slot, new, cost)?;
            slot
        } else {
            // The vault was sealed for a journey: no passphrase is left.
            folder.add_passphrase(&keys, new, cost)?
        };
        self.with_open(|open| {
            open.stage = Stage::Open;
            open.anchor.sealed_at = None;
            open.actor = Actor::of(&member);
            open.note_session(self.clock(), |desk| {
                desk.writer.change_member(member.id, slot.as_bytes(), &member.name, &member.roles)?;
                // Whoever opened the vault with the code has it on paper.
                desk.writer.set(CONFIRMED, YES)?;
                desk.note("set", "passphrase", Some(member.id.0))
            })?;
            open.settle(self.clock())
        })?;
        Ok(self.status())
    }

    /// Replaces the passphrase of the person at the keyboard; the recovery code stays. Blocks for about two seconds.
    ///
    /// # Errors
    /// [`SessionError::WrongSecret`] when `current` is not theirs; [`SessionError::WeakPassphrase`]; what the disk says.
    pub fn change_passphrase(
        &self,
        current: &Guarded<String>,
        new: &Guarded<String>,
        hardness: Hardness,
    ) -> Result<Status, SessionError> {
        judge(new)?;
        let (folder, keys, slot) = self.check_passphrase(current)?;
        folder.change_passphrase(&keys, slot, new, hardness.cost())?;
        self.after_key_change("change", "passphrase")?;
        Ok(self.status())
    }

    /// Begins to replace the recovery code. The old one opens the vault until [`new_recovery_code`](Self::new_recovery_code)
    /// has made another, and casework waits until that one has been typed back.
    ///
    /// # Errors
    /// [`SessionError::WrongSecret`] when `current` does not open the vault; what the disk says.
    pub fn renew_recovery_code(&self, current: &Guarded<String>) -> Result<Status, SessionError> {
        self.check_passphrase(current)?;
        self.with_open(|open| {
            open.may(Act::Members)?;
            open.note_session(self.clock(), |desk| {
                desk.writer.set(CONFIRMED, "")?;
                desk.note("renew", "recovery_code", None)
            })?;
            open.stage = Stage::RecoveryUnconfirmed;
            Ok(())
        })?;
        Ok(self.status())
    }

    /// Takes the passphrase of the person at the keyboard, because somebody who finds an open laptop must not be able
    /// to shut its owner out. The session goes on meanwhile.
    pub(crate) fn check_passphrase(
        &self,
        current: &Guarded<String>,
    ) -> Result<(VaultFolder, Arc<OpenKeys>, SlotId), SessionError> {
        let (folder, keys, actor) =
            self.with_any_open(|open| Ok((open.folder.clone(), Arc::clone(&open.keys), open.actor.id)))?;
        let slot = folder.passphrase_opens(&keys, current, &*self.devices)?.ok_or(SessionError::WrongSecret)?;
        let own = self.with_any_open(|open| Ok(open.store.read().member_by_slot(slot.as_bytes())?))?;
        if own.is_some_and(|member| member.id.0 == actor) {
            Ok((folder, keys, slot))
        } else {
            Err(SessionError::WrongSecret)
        }
    }

    /// Writes a change of the keys into the journal, and the number of the key file into the record outside.
    pub(crate) fn after_key_change(&self, verb: &str, subject: &str) -> Result<(), SessionError> {
        self.with_open(|open| {
            open.note_session(self.clock(), |desk| desk.note(verb, subject, None))?;
            open.settle(self.clock())
        })
    }
}

/// Refuses a passphrase that a computer would guess.
pub(crate) fn judge(new: &Guarded<String>) -> Result<(), SessionError> {
    // EXPOSE: judged, not kept.
    match passphrase::judge(new.expose()) {
        passphrase::Verdict::Strong => Ok(()),
        passphrase::Verdict::Weak(_) => Err(SessionError::WeakPassphrase),
    }
}

const fn step_of(step: Step) -> JobStep {
    match step {
        Step::Seals => JobStep::Seals,
        Step::Structure => JobStep::Structure,
        Step::References => JobStep::References,
        Step::Journal => JobStep::Journal,
    }
}

const fn how(by: OpenedBy) -> &'static str {
    match by {
        OpenedBy::Passphrase(_) => "unlock",
        OpenedBy::Recovery => "unlock_by_recovery",
        OpenedBy::Escrow => "unlock_by_office_keys",
    }
}

/// Makes the store with what every organisation starts from.
fn first_records(
    folder: &VaultFolder,
    keys: &OpenKeys,
    organisation: &str,
    office: &Office,
) -> Result<(Store, Actor), SessionError> {
    let path = folder.store_path();
    let mut store = Store::create(&path, &store_keys(keys))?;
    let OpenedBy::Passphrase(slot) = keys.opened_by() else { return Err(SessionError::Computer("the first slot")) };
    let actor = Actor::first(office.preferences().language);
    let written: Result<(), OfficeError> = store.write(|writer| {
        let desk = WritingDesk::new(writer, office.clock(), &actor);
        add_first(&desk, slot, &actor)?;
        desk.save_organisation(organisation, "", crate::settings::IDLE_MINUTES)?;
        desk.set_programmes(&programmes_to_start_with())
    });
    if let Err(error) = written {
        drop(store);
        let _ = std::fs::remove_file(path);
        return Err(error.into());
    }
    Ok((store, actor))
}

fn add_first(desk: &WritingDesk<'_>, slot: SlotId, first: &Actor) -> Result<(), OfficeError> {
    let (name, roles) = (first.name.clone(), first.roles.to_codes());
    let id = desk.writer.add_member(&NewMember { slot: *slot.as_bytes(), name, roles, since: desk.today() })?;
    desk.note("add", "member", Some(id.0))
}

/// The programmes that a new organisation finds; it makes them its own.
fn programmes_to_start_with() -> Vec<Programme> {
    let programme = |code: &str, ja: &str, en: &str, figure: Option<&str>| Programme {
        code: code.to_owned(),
        name: Bilingual::new(ja, en),
        beneficiaries_figure: figure.map(String::from),
        years: Years::default(),
    };
    vec![
        programme("placement", "職業紹介事業", "Job placement", Some("participants_recommended")),
        programme(
            "integration",
            "難民の日本社会への統合を促す事業",
            "Integration of refugees into Japanese society",
            Some("new_contacts_interviewed"),
        ),
        programme(
            "advocacy",
            "難民の現状と課題を調査・発信する事業",
            "Research and advocacy on the situation of refugees",
            None,
        ),
        programme(
            "other",
            "その他目的を達成するために必要な事業",
            "Other activities needed to reach the purpose",
            None,
        ),
    ]
}
