// Written by `cargo test -p bridge` from the command table. Do not edit.

import type {
  AddParticipantRequest,
  ApproveHeadlinesRequest,
  ChangePassphraseRequest,
  CodesView,
  ConfirmRecoveryRequest,
  CorrectParticipantRequest,
  CreateVaultRequest,
  DiscardDraftRequest,
  DraftSaved,
  DuplicatesView,
  ExplainFigureRequest,
  ExplainedFigure,
  ExportReportRequest,
  FiguresView,
  FinishInterviewRequest,
  InterviewDraftView,
  InterviewFinished,
  InterviewRequest,
  InterviewView,
  JudgePassphraseRequest,
  ListPeopleRequest,
  OpenInterviewRequest,
  OrganisationSettings,
  ParticipantInput,
  ParticipantRequest,
  ParticipantView,
  PassphraseVerdict,
  PeoplePage,
  RecordConsentRequest,
  RecoverySheet,
  RenewRecoveryCodeRequest,
  ReportRequest,
  ReportView,
  RestoreDraftRequest,
  SaveDraftRequest,
  SaveProgrammeYearRequest,
  SavedView,
  SessionView,
  SetLanguageRequest,
  SetPassphraseRequest,
  SuggestedPassphrase,
  TodayView,
  UnlockRequest,
  WithdrawConsentRequest,
  YearRequest,
} from "./contract";

/** Every command: what it is asked with and what it answers. */
export interface Commands {
  session_status: { request: null; view: SessionView };
  suggest_passphrase: { request: null; view: SuggestedPassphrase };
  judge_passphrase: { request: JudgePassphraseRequest; view: PassphraseVerdict };
  create_vault: { request: CreateVaultRequest; view: RecoverySheet };
  new_recovery_code: { request: null; view: RecoverySheet };
  save_recovery_sheet: { request: null; view: SavedView };
  confirm_recovery: { request: ConfirmRecoveryRequest; view: SessionView };
  unlock: { request: UnlockRequest; view: SessionView };
  set_passphrase: { request: SetPassphraseRequest; view: SessionView };
  change_passphrase: { request: ChangePassphraseRequest; view: SessionView };
  renew_recovery_code: { request: RenewRecoveryCodeRequest; view: SessionView };
  lock: { request: null; view: SessionView };
  open_sample: { request: null; view: SessionView };
  leave_sample: { request: null; view: SessionView };
  note_activity: { request: null; view: null };
  set_language: { request: SetLanguageRequest; view: SessionView };
  organisation: { request: null; view: OrganisationSettings };
  save_organisation: { request: OrganisationSettings; view: OrganisationSettings };
  today: { request: null; view: TodayView };
  codes: { request: null; view: CodesView };
  list_people: { request: ListPeopleRequest; view: PeoplePage };
  find_duplicates: { request: ParticipantInput; view: DuplicatesView };
  add_participant: { request: AddParticipantRequest; view: ParticipantView };
  correct_participant: { request: CorrectParticipantRequest; view: ParticipantView };
  participant: { request: ParticipantRequest; view: ParticipantView };
  record_consent: { request: RecordConsentRequest; view: ParticipantView };
  withdraw_consent: { request: WithdrawConsentRequest; view: ParticipantView };
  open_interview: { request: OpenInterviewRequest; view: InterviewDraftView };
  save_draft: { request: SaveDraftRequest; view: DraftSaved };
  finish_interview: { request: FinishInterviewRequest; view: InterviewFinished };
  discard_draft: { request: DiscardDraftRequest; view: null };
  restore_draft: { request: RestoreDraftRequest; view: null };
  interview: { request: InterviewRequest; view: InterviewView };
  figures: { request: YearRequest; view: FiguresView };
  explain_figure: { request: ExplainFigureRequest; view: ExplainedFigure };
  report: { request: ReportRequest; view: ReportView };
  save_programme_year: { request: SaveProgrammeYearRequest; view: FiguresView };
  approve_headlines: { request: ApproveHeadlinesRequest; view: FiguresView };
  export_report: { request: ExportReportRequest; view: SavedView };
}

export const commandNames = [
  "session_status",
  "suggest_passphrase",
  "judge_passphrase",
  "create_vault",
  "new_recovery_code",
  "save_recovery_sheet",
  "confirm_recovery",
  "unlock",
  "set_passphrase",
  "change_passphrase",
  "renew_recovery_code",
  "lock",
  "open_sample",
  "leave_sample",
  "note_activity",
  "set_language",
  "organisation",
  "save_organisation",
  "today",
  "codes",
  "list_people",
  "find_duplicates",
  "add_participant",
  "correct_participant",
  "participant",
  "record_consent",
  "withdraw_consent",
  "open_interview",
  "save_draft",
  "finish_interview",
  "discard_draft",
  "restore_draft",
  "interview",
  "figures",
  "explain_figure",
  "report",
  "save_programme_year",
  "approve_headlines",
  "export_report",
] as const satisfies readonly (keyof Commands)[];
