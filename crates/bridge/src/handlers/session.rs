//! Unlocking, first run, locking, settings.

use guarded::Guarded;
use office::{Hardness, Language as OfficeLanguage, SecretKind as OfficeSecret, SessionError};
use vault::passphrase::{self, Reason, Verdict};

use crate::{
    error::{CommandError, ErrorCode},
    host::{DesktopError, FileSuggestion, Host},
    show::session::session,
    views::session::{
        ChangePassphraseRequest, ConfirmRecoveryRequest, CreateVaultRequest, JudgePassphraseRequest,
        OrganisationSettings, PassphraseVerdict, PassphraseWeakness, RecoverySheet, RenewRecoveryCodeRequest,
        SavedView, SecretKind, SessionView, SetLanguageRequest, SetPassphraseRequest, SuggestedPassphrase,
        UnlockRequest,
    },
};

type Answer<T> = Result<T, CommandError>;

impl From<DesktopError> for CommandError {
    fn from(error: DesktopError) -> Self {
        Self::of(match error {
            DesktopError::DiskFull => ErrorCode::DiskFull,
            DesktopError::ReadOnly => ErrorCode::ReadOnly,
            DesktopError::TooLarge => ErrorCode::FileTooLarge,
            DesktopError::Unreadable => ErrorCode::FileUnreadable,
            DesktopError::Failed => ErrorCode::Internal,
        })
    }
}

pub(crate) fn now(host: &Host) -> Answer<SessionView> {
    Ok(session(&host.office.status(), host.desktop.sample_passphrase()))
}

pub fn session_status(host: &Host, (): ()) -> Answer<SessionView> {
    now(host)
}

pub fn suggest_passphrase(_: &Host, (): ()) -> Answer<SuggestedPassphrase> {
    let words = passphrase::suggest().map_err(|_| CommandError::of(ErrorCode::Internal))?;
    // EXPOSE: shown to the person who will use it.
    Ok(SuggestedPassphrase { passphrase: words.expose().clone() })
}

pub fn judge_passphrase(_: &Host, request: JudgePassphraseRequest) -> Answer<PassphraseVerdict> {
    // EXPOSE: judged, not kept.
    let reasons = match passphrase::judge(request.passphrase.expose()) {
        Verdict::Strong => Vec::new(),
        Verdict::Weak(reasons) => reasons.into_iter().map(weakness).collect(),
    };
    Ok(PassphraseVerdict { accepted: reasons.is_empty(), reasons })
}

fn weakness(reason: Reason) -> PassphraseWeakness {
    match reason {
        Reason::TooShort { .. } => PassphraseWeakness::TooShort,
        Reason::OnlyOneCharacterRepeated | Reason::OnlyOneWordRepeated => PassphraseWeakness::Repetitive,
        Reason::TooGuessable => PassphraseWeakness::TooGuessable,
    }
}

pub fn create_vault(host: &Host, request: CreateVaultRequest) -> Answer<RecoverySheet> {
    let code = host.office.create_vault(&request.passphrase, &request.organisation, Hardness::ThisComputer)?;
    Ok(sheet(host, &code))
}

pub fn new_recovery_code(host: &Host, (): ()) -> Answer<RecoverySheet> {
    let code = host.office.new_recovery_code()?;
    Ok(sheet(host, &code))
}

fn sheet(host: &Host, code: &Guarded<String>) -> RecoverySheet {
    // EXPOSE: shown once, to be printed or written down.
    RecoverySheet { code: code.expose().clone(), made_on: host.office.status().today.to_string() }
}

pub fn save_recovery_sheet(host: &Host, (): ()) -> Answer<SavedView> {
    let status = host.office.status();
    let code = host.office.shown_recovery_code()?;
    // EXPOSE: the person asked for the file; it is made to be kept apart from the laptop.
    let text = match status.language {
        OfficeLanguage::Ja => format!(
            "Tomarigi 止まり木 復旧コード\n\n{}\n\n{} に作成。\nこの紙があれば、パスフレーズなしで保管庫が開きます。ノートパソコンとは別の、鍵のかかる場所に保管してください。\n",
            code.expose(),
            status.today
        ),
        OfficeLanguage::En => format!(
            "Tomarigi recovery code\n\n{}\n\nMade on {}.\nWhoever has this sheet can open the vault without the passphrase. Keep it under lock, apart from the laptop.\n",
            code.expose(),
            status.today
        ),
    };
    let suggestion = FileSuggestion { stem: format!("tomarigi-recovery-{}", status.today), extension: "txt" };
    let text = Guarded::new(text);
    Ok(SavedView { saved: host.desktop.save(&suggestion, text.expose().as_bytes())? })
}

pub fn confirm_recovery(host: &Host, request: ConfirmRecoveryRequest) -> Answer<SessionView> {
    host.office.confirm_recovery(&request.code)?;
    now(host)
}

pub fn unlock(host: &Host, request: UnlockRequest) -> Answer<SessionView> {
    let UnlockRequest { secret, second, kind } = request;
    match kind {
        SecretKind::Passphrase => host.office.unlock(&secret, OfficeSecret::Passphrase)?,
        SecretKind::Recovery => host.office.unlock(&secret, OfficeSecret::Recovery)?,
        SecretKind::Escrow => host.office.unlock_with_office_keys(&[secret, second.unwrap_or_default()])?,
    };
    now(host)
}

pub fn set_passphrase(host: &Host, request: SetPassphraseRequest) -> Answer<SessionView> {
    host.office.set_passphrase(request.member, &request.passphrase, Hardness::ThisComputer)?;
    now(host)
}

pub fn change_passphrase(host: &Host, request: ChangePassphraseRequest) -> Answer<SessionView> {
    let ChangePassphraseRequest { current, passphrase } = request;
    host.office.change_passphrase(&current, &passphrase, Hardness::ThisComputer).map_err(at_current)?;
    now(host)
}

pub fn renew_recovery_code(host: &Host, request: RenewRecoveryCodeRequest) -> Answer<SessionView> {
    host.office.renew_recovery_code(&request.current).map_err(at_current)?;
    now(host)
}

/// A wrong passphrase is told at the field of the one in force.
pub(crate) fn at_current(error: SessionError) -> CommandError {
    match error {
        SessionError::WrongSecret => CommandError::at(ErrorCode::WrongSecret, "current"),
        SessionError::WeakPassphrase => CommandError::at(ErrorCode::WeakPassphrase, "passphrase"),
        SessionError::PassphraseTaken => CommandError::at(ErrorCode::PassphraseTaken, "passphrase"),
        SessionError::BadMember => CommandError::at(ErrorCode::Empty, "name"),
        error => error.into(),
    }
}

pub fn lock(host: &Host, (): ()) -> Answer<SessionView> {
    host.office.lock();
    host.desktop.locked();
    now(host)
}

pub fn open_sample(host: &Host, (): ()) -> Answer<SessionView> {
    host.office.open_sample(&Guarded::from(host.desktop.sample_passphrase()))?;
    if let Err(error) = host.desktop.fill_sample(&host.office) {
        host.office.leave_sample();
        return Err(error.into());
    }
    host.office.sample_is_ready();
    now(host)
}

pub fn leave_sample(host: &Host, (): ()) -> Answer<SessionView> {
    host.office.leave_sample();
    now(host)
}

pub fn note_activity(host: &Host, (): ()) -> Answer<()> {
    host.office.note_activity();
    Ok(())
}

pub fn set_language(host: &Host, request: SetLanguageRequest) -> Answer<SessionView> {
    host.office.set_language(request.language.into());
    now(host)
}

pub fn organisation(host: &Host, (): ()) -> Answer<OrganisationSettings> {
    let settings = host.office.read(|desk| desk.organisation())?;
    Ok(OrganisationSettings {
        name: settings.name,
        founded_on: settings.founded_on.map(|day| day.to_string()),
        idle_minutes: settings.idle_minutes,
        quick_erase: host.office.status().quick_erase,
    })
}

pub fn save_organisation(host: &Host, request: OrganisationSettings) -> Answer<OrganisationSettings> {
    let founded_on = request.founded_on.unwrap_or_default();
    host.office.write(|desk| desk.save_organisation(&request.name, &founded_on, request.idle_minutes))?;
    host.office.allow_quick_erase(request.quick_erase)?;
    organisation(host, ())
}

pub fn flushed(host: &Host, (): ()) -> Answer<()> {
    host.desktop.page_is_flushed();
    Ok(())
}
