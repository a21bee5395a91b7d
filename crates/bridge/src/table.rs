//! The command table: the one list of what the screen can ask for, and in which stage of the session.

use office::Stage;

use crate::{
    error::{CommandError, ErrorCode},
    host::Host,
};

/// In which stages a command is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Required {
    /// Always.
    Any,
    /// Before a vault is open.
    Closed,
    /// With the vault open, at any stage of it.
    Unlocked,
    /// With the vault open for casework.
    Open,
}

impl Required {
    /// Whether a stage fulfils it.
    pub const fn allows(self, stage: Stage) -> bool {
        match self {
            Self::Any => true,
            // The sample is announced before its vault is made.
            Self::Closed => matches!(stage, Stage::FirstRun | Stage::Locked | Stage::Preparing),
            Self::Unlocked => matches!(stage, Stage::RecoveryUnconfirmed | Stage::PassphraseDue | Stage::Open),
            Self::Open => matches!(stage, Stage::Open),
        }
    }
}

/// A row of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Command {
    /// What the screen calls it.
    pub name: &'static str,
    /// When it is answered.
    pub required: Required,
    /// The type of its request; `()` for none.
    pub request: &'static str,
    /// The type of its answer; `()` for none.
    pub view: &'static str,
}

/// Hands the whole table to another macro, so that the shell makes its commands from it and cannot forget one.
#[macro_export]
macro_rules! for_each_command {
    ($make:ident) => {
        $make! {
            session: session_status(()) -> SessionView, Any;
            session: suggest_passphrase(()) -> SuggestedPassphrase, Any;
            session: judge_passphrase(JudgePassphraseRequest) -> PassphraseVerdict, Any;
            session: create_vault(CreateVaultRequest) -> RecoverySheet, Closed;
            session: new_recovery_code(()) -> RecoverySheet, Unlocked;
            session: save_recovery_sheet(()) -> SavedView, Unlocked;
            session: confirm_recovery(ConfirmRecoveryRequest) -> SessionView, Unlocked;
            session: unlock(UnlockRequest) -> SessionView, Closed;
            session: set_passphrase(SetPassphraseRequest) -> SessionView, Unlocked;
            session: change_passphrase(ChangePassphraseRequest) -> SessionView, Open;
            session: renew_recovery_code(RenewRecoveryCodeRequest) -> SessionView, Open;
            session: lock(()) -> SessionView, Any;
            session: open_sample(()) -> SessionView, Closed;
            session: leave_sample(()) -> SessionView, Any;
            session: note_activity(()) -> (), Any;
            session: set_language(SetLanguageRequest) -> SessionView, Any;
            session: organisation(()) -> OrganisationSettings, Open;
            session: save_organisation(OrganisationSettings) -> OrganisationSettings, Open;
            people: today(()) -> TodayView, Open;
            people: codes(()) -> CodesView, Open;
            people: list_people(ListPeopleRequest) -> PeoplePage, Open;
            people: find_duplicates(ParticipantInput) -> DuplicatesView, Open;
            people: add_participant(AddParticipantRequest) -> ParticipantView, Open;
            people: correct_participant(CorrectParticipantRequest) -> ParticipantView, Open;
            people: participant(ParticipantRequest) -> ParticipantView, Open;
            people: record_consent(RecordConsentRequest) -> ParticipantView, Open;
            people: withdraw_consent(WithdrawConsentRequest) -> ParticipantView, Open;
            interviews: open_interview(OpenInterviewRequest) -> InterviewDraftView, Open;
            interviews: save_draft(SaveDraftRequest) -> DraftSaved, Open;
            interviews: finish_interview(FinishInterviewRequest) -> InterviewFinished, Open;
            interviews: discard_draft(DiscardDraftRequest) -> (), Open;
            interviews: restore_draft(RestoreDraftRequest) -> (), Open;
            interviews: interview(InterviewRequest) -> InterviewView, Open;
            figures: figures(YearRequest) -> FiguresView, Open;
            figures: explain_figure(ExplainFigureRequest) -> ExplainedFigure, Open;
            figures: report(ReportRequest) -> ReportView, Open;
            figures: save_programme_year(SaveProgrammeYearRequest) -> FiguresView, Open;
            figures: approve_headlines(ApproveHeadlinesRequest) -> FiguresView, Open;
            figures: export_report(ExportReportRequest) -> SavedView, Open;
        }
    };
}

macro_rules! make_table {
    ($($area:ident: $name:ident($request:ty) -> $view:ty, $required:ident;)*) => {
        /// The table.
        pub const COMMANDS: &[Command] = &[$(Command {
            name: stringify!($name),
            required: Required::$required,
            request: stringify!($request),
            view: stringify!($view),
        }),*];

        /// One function a command.
        pub mod call {
            use super::{CommandError, Host, Required, look_at_stage};
            use crate::{handlers, views::{figures::*, interviews::*, people::*, session::*}};

            $(
                #[doc = concat!("The command `", stringify!($name), "`.")]
                ///
                /// # Errors
                /// [`CommandError`]; also when the stage of the session does not allow it.
                pub fn $name(host: &Host, request: $request) -> Result<$view, CommandError> {
                    look_at_stage(host, Required::$required)?;
                    handlers::$area::$name(host, request)
                }
            )*
        }
    };
}

for_each_command!(make_table);

fn look_at_stage(host: &Host, required: Required) -> Result<(), CommandError> {
    if required == Required::Any {
        return Ok(());
    }
    let stage = host.office.status().stage;
    if required.allows(stage) {
        host.office.note_activity();
        return Ok(());
    }
    let locked = matches!(stage, Stage::FirstRun | Stage::Locked);
    Err(CommandError::of(if locked { ErrorCode::Locked } else { ErrorCode::WrongStage }))
}
