// Written by `cargo test -p bridge` from the command table. Do not edit.

import type {
  AcceptStateRequest,
  ActivitiesRequest,
  ActivitiesView,
  ActivityRequest,
  AddMemberRequest,
  AddNewToSessionRequest,
  AddParticipantRequest,
  AddSessionsRequest,
  AddToSessionRequest,
  AdmitRequest,
  AgendaRequest,
  AgendaView,
  AnswerReminderRequest,
  AnswerRetentionRequest,
  ApproveHeadlinesRequest,
  ArticleRequest,
  ArticlesView,
  AssignTaskRequest,
  AssociateRequest,
  AssociateView,
  AssociatesView,
  AttachDocumentRequest,
  AttendanceChanged,
  AttendanceGrid,
  AttendanceUndo,
  BackupDone,
  BackupView,
  BreakdownRequest,
  BreakdownView,
  CarriedHistoryView,
  CaseView,
  ChangeMemberRequest,
  ChangePassphraseRequest,
  ChartRecordsRequest,
  ChartRecordsView,
  ChartYearRequest,
  ChooseExtentRequest,
  ChooseFiguresRequest,
  ChooseSpreadsheetRequest,
  ChooseTwinsRequest,
  ChosenCardView,
  ChosenInvitationView,
  ChosenLaptopView,
  ChosenPlaceView,
  ClassSessionRequest,
  CloseCaseRequest,
  CloseOpeningRequest,
  ClosingView,
  CodeListsView,
  CodeRequest,
  CodeUsesRequest,
  CodeUsesView,
  CodesView,
  CohortRequest,
  CohortView,
  CohortsPage,
  CombiningCardRequest,
  CombiningCardView,
  CombiningView,
  CompaniesRequest,
  CompaniesView,
  CompanyGoneView,
  CompanyRequest,
  CompanyView,
  ComparisonView,
  CompleteContactRequest,
  CompletedContact,
  ConfirmDateRequest,
  ConfirmRecoveryRequest,
  ConsentRequest,
  ContactInput,
  CopyFormRequest,
  CorrectCohortRequest,
  CorrectPairRequest,
  CorrectParticipantRequest,
  CorrectRecommendationRequest,
  CorrectSessionRequest,
  CorrectTaskRequest,
  CountAtEventRequest,
  CountHeadsRequest,
  CountsCheckedView,
  CountsHandedInView,
  CourseRequest,
  CoursesView,
  CreateVaultRequest,
  CurrentPassphraseRequest,
  CvPreviewView,
  CvRequest,
  CvRoomView,
  DiscardDraftRequest,
  DiscussionRequest,
  DocumentPreview,
  DocumentRequest,
  DocumentsRequest,
  DocumentsView,
  DraftRequest,
  DraftSaved,
  DraftUpgradeView,
  DropSpreadsheetRequest,
  DuplicatesView,
  EndEnrolmentsRequest,
  EndMemberRequest,
  EndPairRequest,
  EndedTasksRequest,
  EnrolRequest,
  EnrolmentRequest,
  EraseRequest,
  ErasedView,
  ErasurePreview,
  EvaluateDraftRequest,
  EventView,
  ExplainFigureRequest,
  ExplainedFigure,
  ExportReportRequest,
  FeesView,
  FieldUsesView,
  FiguresView,
  FinishInterviewRequest,
  FinishNextStepRequest,
  FittingView,
  FlowView,
  FormEdited,
  FormEditsRequest,
  FormImport,
  FormPage,
  FormRequest,
  FormState,
  FormsView,
  FoundCombiningRequest,
  FunnelRecordsRequest,
  FunnelRecordsView,
  FunnelRequest,
  FunnelView,
  HandOutSummaryRequest,
  HandOverRequest,
  HandScreenRequest,
  HandedView,
  HeldLedgerView,
  HoldersView,
  IdentityView,
  ImportChoicesRequest,
  ImportColumnRequest,
  ImportDoneView,
  ImportRowsPage,
  ImportRowsRequest,
  ImportSheetRequest,
  ImportView,
  IndicatorsView,
  InterviewDraftView,
  InterviewFinished,
  InterviewRequest,
  InterviewSummary,
  InterviewSummaryRequest,
  InterviewView,
  JoinCombiningRequest,
  JournalContent,
  JournalEntryRequest,
  JournalPage,
  JournalRequest,
  JudgePassphraseRequest,
  KeepParticipantRequest,
  KeysView,
  KnowLaptopRequest,
  LaptopCardView,
  LaptopLookView,
  LaptopRequest,
  LaptopsView,
  LeaveEventRequest,
  LedgerPaperView,
  LedgersRequest,
  LedgersView,
  LicenceView,
  ListAssociatesRequest,
  ListCohortsRequest,
  ListPairsRequest,
  ListPeopleRequest,
  LookAlikesRequest,
  LookAlikesView,
  LookAtBackupRequest,
  LookAtLaptopRequest,
  MarkAttendanceRequest,
  MeetingRequest,
  MembersView,
  MendCellRequest,
  MentorPairView,
  MergePairRequest,
  MergeRequest,
  MergeView,
  MergedView,
  MovePlanStepRequest,
  NotePrintedRequest,
  OfficeKeyPair,
  OpenCohortRequest,
  OpenInterviewRequest,
  OpenPairRequest,
  OpeningRequest,
  OpeningView,
  OpeningsRequest,
  OpeningsView,
  OrderArticlesRequest,
  OrganisationSettings,
  OverrideConsentRequest,
  PairRequest,
  PairsPage,
  ParcelDoneView,
  ParcelView,
  ParticipantInput,
  ParticipantProgrammes,
  ParticipantRequest,
  ParticipantView,
  PassphraseVerdict,
  PastImportsView,
  PeoplePage,
  PlaceKeysRequest,
  PlaceKeysView,
  PlacePasswordRequest,
  PlacePasswordView,
  PlacementRequest,
  PlacementView,
  PlacementWarnings,
  PlacementsView,
  PlanStepView,
  PlanTemplateView,
  PoliciesView,
  PossibleDuplicatesView,
  PreviewReleaseRequest,
  PrintLedgerRequest,
  ProfileView,
  ProgressView,
  PublishReleaseRequest,
  QuickContactRequest,
  QuickContactsView,
  QuickEraseView,
  RecommendationInput,
  RecordConsentRequest,
  RecordMediaUseRequest,
  RecoverySheet,
  ReleasePreviewView,
  ReleaseRequest,
  ReleaseTablesRequest,
  ReleaseTablesView,
  ReleaseView,
  ReleasesView,
  RemoveFeeRequest,
  RemoveHoldRequest,
  RemoveIndicatorRequest,
  RemoveMediaUseRequest,
  RemoveProfileRecordRequest,
  RemoveRetentionRequest,
  RemoveSeekingRequest,
  RenewRecoveryCodeRequest,
  ReopenCaseRequest,
  ReportRequest,
  ReportView,
  RescueView,
  RestoreContactRequest,
  RestoreDraftRequest,
  RetireFormRequest,
  ReviewView,
  SaveActivityRequest,
  SaveArticleRequest,
  SaveAssociateRequest,
  SaveCodeRequest,
  SaveCompanyRequest,
  SaveContactRequest,
  SaveCourseRequest,
  SaveCvRequest,
  SaveDiscussionRequest,
  SaveDocumentRequest,
  SaveDraftRequest,
  SaveFeeRequest,
  SaveHandedRequest,
  SaveIndicatorRequest,
  SaveLedgerRequest,
  SaveMeetingRequest,
  SaveOpeningRequest,
  SavePlanTemplateRequest,
  SavePolicyRequest,
  SaveProfileRecordRequest,
  SaveProgrammeYearRequest,
  SaveReleaseFileRequest,
  SaveReleaseTablesRequest,
  SaveRetentionRequest,
  SaveSeekingRequest,
  SaveSupportBundleRequest,
  SaveSupportRequest,
  SavedView,
  SealedNoteRequest,
  SealedNoteText,
  SealedNotesRequest,
  SealedNotesView,
  SeekingsView,
  SendingRequest,
  SeparatedView,
  SessionNotHeldRequest,
  SessionView,
  SetEscrowRequest,
  SetLanguageRequest,
  SetPassphraseRequest,
  SetPlanStepRequest,
  SnoozeTaskRequest,
  StepWarningsRequest,
  SuggestedPassphrase,
  SupportBundleView,
  TakeBackRequest,
  TakeStepBackRequest,
  TakeStepRequest,
  TaskDone,
  TaskInput,
  TaskRequest,
  TaskSaved,
  TodayView,
  TriedTableView,
  TryReleaseTableRequest,
  TurnoutView,
  UndoImportRequest,
  UndoView,
  UndoneImport,
  UnlockRequest,
  UpgradeDraftRequest,
  WhereaboutsView,
  WithdrawConsentRequest,
  WithdrawalEffectsView,
  WriteSealedNoteRequest,
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
  choose_extent: { request: ChooseExtentRequest; view: FiguresView };
  approve_headlines: { request: ApproveHeadlinesRequest; view: FiguresView };
  export_report: { request: ExportReportRequest; view: SavedView };
  progress: { request: null; view: ProgressView };
  cancel_job: { request: null; view: null };
  flushed: { request: null; view: null };
  rescue: { request: null; view: RescueView };
  accept_state: { request: AcceptStateRequest; view: SessionView };
  holders: { request: null; view: HoldersView };
  keys: { request: null; view: KeysView };
  make_office_keys: { request: null; view: OfficeKeyPair };
  set_escrow: { request: SetEscrowRequest; view: KeysView };
  remove_escrow: { request: CurrentPassphraseRequest; view: KeysView };
  bind_device: { request: CurrentPassphraseRequest; view: KeysView };
  unbind_device: { request: CurrentPassphraseRequest; view: KeysView };
  members: { request: null; view: MembersView };
  add_member: { request: AddMemberRequest; view: MembersView };
  change_member: { request: ChangeMemberRequest; view: MembersView };
  end_member: { request: EndMemberRequest; view: MembersView };
  seal_for_travel: { request: CurrentPassphraseRequest; view: SessionView };
  quick_erase: { request: null; view: QuickEraseView };
  backup_state: { request: null; view: BackupView };
  make_backup: { request: null; view: BackupDone };
  look_at_backup: { request: LookAtBackupRequest; view: ComparisonView };
  restore_backup: { request: null; view: SessionView };
  forget_backup: { request: null; view: null };
  journal: { request: JournalRequest; view: JournalPage };
  journal_entry: { request: JournalEntryRequest; view: JournalContent };
  note_printed: { request: NotePrintedRequest; view: null };
  documents: { request: DocumentsRequest; view: DocumentsView };
  choose_document: { request: DocumentsRequest; view: DocumentsView };
  attach_document: { request: AttachDocumentRequest; view: DocumentsView };
  document_preview: { request: DocumentRequest; view: DocumentPreview };
  save_document: { request: SaveDocumentRequest; view: SavedView };
  remove_document: { request: DocumentRequest; view: DocumentsView };
  erasure_preview: { request: ParticipantRequest; view: ErasurePreview };
  erase_participant: { request: EraseRequest; view: ErasedView };
  review: { request: null; view: ReviewView };
  save_retention: { request: SaveRetentionRequest; view: ReviewView };
  keep_participant: { request: KeepParticipantRequest; view: ReviewView };
  remove_hold: { request: RemoveHoldRequest; view: ReviewView };
  confirm_date: { request: ConfirmDateRequest; view: ReviewView };
  code_lists: { request: null; view: CodeListsView };
  save_code: { request: SaveCodeRequest; view: CodeListsView };
  remove_code: { request: CodeRequest; view: CodeListsView };
  profile: { request: ParticipantRequest; view: ProfileView };
  save_profile_record: { request: SaveProfileRecordRequest; view: ProfileView };
  remove_profile_record: { request: RemoveProfileRecordRequest; view: ProfileView };
  save_support: { request: SaveSupportRequest; view: ProfileView };
  withdrawal_effects: { request: ConsentRequest; view: WithdrawalEffectsView };
  override_consent: { request: OverrideConsentRequest; view: ParticipantView };
  record_media_use: { request: RecordMediaUseRequest; view: ParticipantView };
  remove_media_use: { request: RemoveMediaUseRequest; view: ParticipantView };
  hand_out_summary: { request: HandOutSummaryRequest; view: null };
  code_uses: { request: CodeUsesRequest; view: CodeUsesView };
  policies: { request: null; view: PoliciesView };
  save_policy: { request: SavePolicyRequest; view: PoliciesView };
  identity: { request: ParticipantRequest; view: IdentityView };
  possible_duplicates: { request: null; view: PossibleDuplicatesView };
  merge_preview: { request: MergePairRequest; view: MergeView };
  merge_people: { request: MergeRequest; view: MergedView };
  separate_people: { request: ParticipantRequest; view: SeparatedView };
  tell_apart: { request: MergePairRequest; view: null };
  doubt_again: { request: MergePairRequest; view: null };
  evaluate_draft: { request: EvaluateDraftRequest; view: FormState };
  preview_draft_upgrade: { request: DraftRequest; view: DraftUpgradeView };
  upgrade_draft: { request: UpgradeDraftRequest; view: InterviewDraftView };
  take_over_draft: { request: DraftRequest; view: InterviewDraftView };
  interview_summary: { request: InterviewSummaryRequest; view: InterviewSummary };
  sealed_notes: { request: SealedNotesRequest; view: SealedNotesView };
  draft_sealed_note: { request: WriteSealedNoteRequest; view: null };
  write_sealed_note: { request: WriteSealedNoteRequest; view: SealedNotesView };
  reveal_sealed_note: { request: SealedNoteRequest; view: SealedNoteText };
  remove_sealed_note: { request: SealedNoteRequest; view: SealedNotesView };
  restore_sealed_note: { request: SealedNoteRequest; view: SealedNotesView };
  hand_screen: { request: HandScreenRequest; view: HandedView };
  handed_screen: { request: null; view: HandedView };
  evaluate_handed: { request: SaveHandedRequest; view: FormState };
  save_handed: { request: SaveHandedRequest; view: DraftSaved };
  take_back_screen: { request: TakeBackRequest; view: SessionView };
  forms: { request: null; view: FormsView };
  form: { request: FormRequest; view: FormPage };
  copy_form: { request: CopyFormRequest; view: FormPage };
  preview_form: { request: FormEditsRequest; view: FormEdited };
  publish_form: { request: FormEditsRequest; view: FormPage };
  retire_form: { request: RetireFormRequest; view: FormsView };
  choose_form_file: { request: null; view: FormImport };
  import_form: { request: null; view: FormPage };
  courses: { request: null; view: CoursesView };
  save_course: { request: SaveCourseRequest; view: CoursesView };
  list_cohorts: { request: ListCohortsRequest; view: CohortsPage };
  cohort: { request: CohortRequest; view: CohortView };
  open_cohort: { request: OpenCohortRequest; view: CohortView };
  correct_cohort: { request: CorrectCohortRequest; view: CohortView };
  add_sessions: { request: AddSessionsRequest; view: CohortView };
  correct_session: { request: CorrectSessionRequest; view: CohortView };
  remove_session: { request: ClassSessionRequest; view: CohortView };
  count_heads: { request: CountHeadsRequest; view: CohortView };
  enrol: { request: EnrolRequest; view: CohortView };
  end_enrolments: { request: EndEnrolmentsRequest; view: CohortView };
  resume_enrolment: { request: EnrolmentRequest; view: CohortView };
  admit_enrolment: { request: AdmitRequest; view: CohortView };
  remove_enrolment: { request: EnrolmentRequest; view: CohortView };
  programmes_of: { request: ParticipantRequest; view: ParticipantProgrammes };
  attendance_grid: { request: CohortRequest; view: AttendanceGrid };
  mark_attendance: { request: MarkAttendanceRequest; view: AttendanceChanged };
  session_not_held: { request: SessionNotHeldRequest; view: AttendanceChanged };
  add_to_session: { request: AddToSessionRequest; view: AttendanceChanged };
  look_alikes: { request: LookAlikesRequest; view: LookAlikesView };
  add_new_to_session: { request: AddNewToSessionRequest; view: AttendanceChanged };
  undo_attendance: { request: AttendanceUndo; view: AttendanceChanged };
  associates: { request: ListAssociatesRequest; view: AssociatesView };
  associate: { request: AssociateRequest; view: AssociateView };
  save_associate: { request: SaveAssociateRequest; view: AssociateView };
  remove_associate: { request: AssociateRequest; view: AssociatesView };
  list_pairs: { request: ListPairsRequest; view: PairsPage };
  open_pair: { request: OpenPairRequest; view: MentorPairView };
  pair: { request: PairRequest; view: MentorPairView };
  correct_pair: { request: CorrectPairRequest; view: MentorPairView };
  end_pair: { request: EndPairRequest; view: MentorPairView };
  resume_pair: { request: PairRequest; view: MentorPairView };
  save_meeting: { request: SaveMeetingRequest; view: MentorPairView };
  remove_meeting: { request: MeetingRequest; view: MentorPairView };
  plan_template: { request: CourseRequest; view: PlanTemplateView };
  save_plan_template: { request: SavePlanTemplateRequest; view: PlanTemplateView };
  set_plan_step: { request: SetPlanStepRequest; view: PlanStepView };
  move_plan_step: { request: MovePlanStepRequest; view: PlanStepView };
  agenda: { request: AgendaRequest; view: AgendaView };
  tasks_of: { request: ParticipantRequest; view: AgendaView };
  ended_tasks: { request: EndedTasksRequest; view: AgendaView };
  add_task: { request: TaskInput; view: TaskSaved };
  correct_task: { request: CorrectTaskRequest; view: TaskSaved };
  complete_task: { request: TaskRequest; view: TaskDone };
  cancel_task: { request: TaskRequest; view: null };
  reopen_task: { request: TaskRequest; view: null };
  snooze_task: { request: SnoozeTaskRequest; view: null };
  assign_task: { request: AssignTaskRequest; view: null };
  answer_reminder: { request: AnswerReminderRequest; view: null };
  save_calendar: { request: null; view: SavedView };
  case_state: { request: ParticipantRequest; view: CaseView };
  closing_preview: { request: ParticipantRequest; view: ClosingView };
  close_case: { request: CloseCaseRequest; view: CaseView };
  reopen_case: { request: ReopenCaseRequest; view: CaseView };
  choose_spreadsheet: { request: ChooseSpreadsheetRequest; view: ImportView };
  drop_spreadsheet: { request: DropSpreadsheetRequest; view: ImportView };
  import_state: { request: null; view: ImportView };
  set_import_sheet: { request: ImportSheetRequest; view: ImportView };
  set_import_column: { request: ImportColumnRequest; view: ImportView };
  set_import_choices: { request: ImportChoicesRequest; view: ImportView };
  check_import: { request: null; view: ImportView };
  import_rows: { request: ImportRowsRequest; view: ImportRowsPage };
  mend_import_cell: { request: MendCellRequest; view: ImportView };
  choose_import_twins: { request: ChooseTwinsRequest; view: ImportView };
  export_import_errors: { request: null; view: SavedView };
  run_import: { request: null; view: ImportDoneView };
  forget_import: { request: null; view: null };
  past_imports: { request: null; view: PastImportsView };
  undo_import: { request: UndoImportRequest; view: UndoneImport };
  laptops: { request: null; view: LaptopsView };
  save_laptop_key: { request: null; view: SavedView };
  look_at_laptop: { request: LookAtLaptopRequest; view: LaptopLookView };
  choose_laptop_key: { request: null; view: ChosenLaptopView };
  know_laptop: { request: KnowLaptopRequest; view: LaptopsView };
  forget_laptop: { request: LaptopRequest; view: LaptopsView };
  whereabouts_of: { request: ParticipantRequest; view: WhereaboutsView };
  hand_over: { request: HandOverRequest; view: SavedView };
  save_hand_over: { request: ParticipantRequest; view: SavedView };
  take_case_back: { request: ParticipantRequest; view: WhereaboutsView };
  look_at_parcel: { request: null; view: ParcelView };
  accept_parcel: { request: null; view: ParcelDoneView };
  refuse_parcel: { request: null; view: ParcelDoneView };
  forget_parcel: { request: null; view: null };
  carried_history: { request: ParticipantRequest; view: CarriedHistoryView };
  unused_fields: { request: null; view: FieldUsesView };
  support_bundle: { request: null; view: SupportBundleView };
  save_support_bundle: { request: SaveSupportBundleRequest; view: SavedView };
  undo_state: { request: ParticipantRequest; view: UndoView };
  undo: { request: ParticipantRequest; view: UndoView };
  redo: { request: ParticipantRequest; view: UndoView };
  companies: { request: CompaniesRequest; view: CompaniesView };
  company: { request: CompanyRequest; view: CompanyView };
  save_company: { request: SaveCompanyRequest; view: CompanyView };
  remove_company: { request: CompanyRequest; view: CompanyGoneView };
  restore_company: { request: CompanyRequest; view: CompanyView };
  save_contact: { request: SaveContactRequest; view: CompanyView };
  save_discussion: { request: SaveDiscussionRequest; view: CompanyView };
  finish_next_step: { request: FinishNextStepRequest; view: null };
  remove_discussion: { request: DiscussionRequest; view: null };
  openings: { request: OpeningsRequest; view: OpeningsView };
  opening: { request: OpeningRequest; view: OpeningView };
  save_opening: { request: SaveOpeningRequest; view: OpeningView };
  close_opening: { request: CloseOpeningRequest; view: OpeningView };
  reopen_opening: { request: OpeningRequest; view: OpeningView };
  fitting: { request: OpeningRequest; view: FittingView };
  placement_board: { request: null; view: PlacementsView };
  placements_of: { request: ParticipantRequest; view: PlacementsView };
  placement: { request: PlacementRequest; view: PlacementView };
  recommendation_warnings: { request: RecommendationInput; view: PlacementWarnings };
  recommend: { request: RecommendationInput; view: PlacementView };
  correct_recommendation: { request: CorrectRecommendationRequest; view: PlacementView };
  remove_recommendation: { request: PlacementRequest; view: null };
  step_warnings: { request: StepWarningsRequest; view: PlacementWarnings };
  take_step: { request: TakeStepRequest; view: PlacementView };
  take_step_back: { request: TakeStepBackRequest; view: PlacementView };
  answer_retention: { request: AnswerRetentionRequest; view: PlacementView };
  remove_retention: { request: RemoveRetentionRequest; view: PlacementView };
  cv_room: { request: ParticipantRequest; view: CvRoomView };
  cv_preview: { request: CvRequest; view: CvPreviewView };
  save_cv: { request: SaveCvRequest; view: SavedView };
  ledgers: { request: LedgersRequest; view: LedgersView };
  save_licence: { request: LicenceView; view: null };
  print_ledger: { request: PrintLedgerRequest; view: LedgerPaperView };
  save_ledger: { request: SaveLedgerRequest; view: SavedView };
  held_ledger: { request: null; view: HeldLedgerView };
  seekings: { request: ParticipantRequest; view: SeekingsView };
  save_seeking: { request: SaveSeekingRequest; view: SeekingsView };
  remove_seeking: { request: RemoveSeekingRequest; view: SeekingsView };
  fees: { request: PlacementRequest; view: FeesView };
  save_fee: { request: SaveFeeRequest; view: null };
  remove_fee: { request: RemoveFeeRequest; view: null };
  activities: { request: ActivitiesRequest; view: ActivitiesView };
  save_activity: { request: SaveActivityRequest; view: ActivitiesView };
  remove_activity: { request: ActivityRequest; view: ActivitiesView };
  begin_event: { request: ActivityRequest; view: EventView };
  event_screen: { request: null; view: EventView };
  count_at_event: { request: CountAtEventRequest; view: EventView };
  take_contact: { request: ContactInput; view: EventView };
  leave_event: { request: LeaveEventRequest; view: SessionView };
  quick_contacts: { request: null; view: QuickContactsView };
  complete_contact: { request: CompleteContactRequest; view: CompletedContact };
  discard_contact: { request: QuickContactRequest; view: QuickContactsView };
  restore_contact: { request: RestoreContactRequest; view: QuickContactsView };
  articles: { request: null; view: ArticlesView };
  save_article: { request: SaveArticleRequest; view: ArticlesView };
  order_articles: { request: OrderArticlesRequest; view: ArticlesView };
  remove_article: { request: ArticleRequest; view: ArticlesView };
  indicators: { request: null; view: IndicatorsView };
  save_indicator: { request: SaveIndicatorRequest; view: IndicatorsView };
  remove_indicator: { request: RemoveIndicatorRequest; view: IndicatorsView };
  choose_figures: { request: ChooseFiguresRequest; view: IndicatorsView };
  funnel: { request: FunnelRequest; view: FunnelView };
  funnel_records: { request: FunnelRecordsRequest; view: FunnelRecordsView };
  breakdown: { request: BreakdownRequest; view: BreakdownView };
  pathway_flow: { request: ChartYearRequest; view: FlowView };
  turnout: { request: ChartYearRequest; view: TurnoutView };
  chart_records: { request: ChartRecordsRequest; view: ChartRecordsView };
  releases: { request: null; view: ReleasesView };
  release: { request: ReleaseRequest; view: ReleaseView };
  release_tables: { request: ReleaseTablesRequest; view: ReleaseTablesView };
  save_release_tables: { request: SaveReleaseTablesRequest; view: ReleaseTablesView };
  try_release_table: { request: TryReleaseTableRequest; view: TriedTableView };
  preview_release: { request: PreviewReleaseRequest; view: ReleasePreviewView };
  publish_release: { request: PublishReleaseRequest; view: ReleaseView };
  save_release_file: { request: SaveReleaseFileRequest; view: SavedView };
  combining: { request: null; view: CombiningView };
  save_combining_card: { request: CombiningCardRequest; view: CombiningCardView };
  own_combining_card: { request: CombiningCardRequest; view: LaptopCardView };
  choose_combining_card: { request: null; view: ChosenCardView };
  choose_place: { request: null; view: ChosenPlaceView };
  look_at_place_keys: { request: PlaceKeysRequest; view: PlaceKeysView };
  found_combining: { request: FoundCombiningRequest; view: CombiningView };
  save_combining_invitation: { request: null; view: CombiningCardView };
  choose_invitation: { request: null; view: ChosenInvitationView };
  join_combining: { request: JoinCombiningRequest; view: CombiningView };
  keep_place_password: { request: PlacePasswordRequest; view: PlacePasswordView };
  set_sending: { request: SendingRequest; view: CombiningView };
  hand_in_counts: { request: null; view: CountsHandedInView };
  check_counts: { request: null; view: CountsCheckedView };
  combine_counts: { request: null; view: CombiningView };
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
  "choose_extent",
  "approve_headlines",
  "export_report",
  "progress",
  "cancel_job",
  "flushed",
  "rescue",
  "accept_state",
  "holders",
  "keys",
  "make_office_keys",
  "set_escrow",
  "remove_escrow",
  "bind_device",
  "unbind_device",
  "members",
  "add_member",
  "change_member",
  "end_member",
  "seal_for_travel",
  "quick_erase",
  "backup_state",
  "make_backup",
  "look_at_backup",
  "restore_backup",
  "forget_backup",
  "journal",
  "journal_entry",
  "note_printed",
  "documents",
  "choose_document",
  "attach_document",
  "document_preview",
  "save_document",
  "remove_document",
  "erasure_preview",
  "erase_participant",
  "review",
  "save_retention",
  "keep_participant",
  "remove_hold",
  "confirm_date",
  "code_lists",
  "save_code",
  "remove_code",
  "profile",
  "save_profile_record",
  "remove_profile_record",
  "save_support",
  "withdrawal_effects",
  "override_consent",
  "record_media_use",
  "remove_media_use",
  "hand_out_summary",
  "code_uses",
  "policies",
  "save_policy",
  "identity",
  "possible_duplicates",
  "merge_preview",
  "merge_people",
  "separate_people",
  "tell_apart",
  "doubt_again",
  "evaluate_draft",
  "preview_draft_upgrade",
  "upgrade_draft",
  "take_over_draft",
  "interview_summary",
  "sealed_notes",
  "draft_sealed_note",
  "write_sealed_note",
  "reveal_sealed_note",
  "remove_sealed_note",
  "restore_sealed_note",
  "hand_screen",
  "handed_screen",
  "evaluate_handed",
  "save_handed",
  "take_back_screen",
  "forms",
  "form",
  "copy_form",
  "preview_form",
  "publish_form",
  "retire_form",
  "choose_form_file",
  "import_form",
  "courses",
  "save_course",
  "list_cohorts",
  "cohort",
  "open_cohort",
  "correct_cohort",
  "add_sessions",
  "correct_session",
  "remove_session",
  "count_heads",
  "enrol",
  "end_enrolments",
  "resume_enrolment",
  "admit_enrolment",
  "remove_enrolment",
  "programmes_of",
  "attendance_grid",
  "mark_attendance",
  "session_not_held",
  "add_to_session",
  "look_alikes",
  "add_new_to_session",
  "undo_attendance",
  "associates",
  "associate",
  "save_associate",
  "remove_associate",
  "list_pairs",
  "open_pair",
  "pair",
  "correct_pair",
  "end_pair",
  "resume_pair",
  "save_meeting",
  "remove_meeting",
  "plan_template",
  "save_plan_template",
  "set_plan_step",
  "move_plan_step",
  "agenda",
  "tasks_of",
  "ended_tasks",
  "add_task",
  "correct_task",
  "complete_task",
  "cancel_task",
  "reopen_task",
  "snooze_task",
  "assign_task",
  "answer_reminder",
  "save_calendar",
  "case_state",
  "closing_preview",
  "close_case",
  "reopen_case",
  "choose_spreadsheet",
  "drop_spreadsheet",
  "import_state",
  "set_import_sheet",
  "set_import_column",
  "set_import_choices",
  "check_import",
  "import_rows",
  "mend_import_cell",
  "choose_import_twins",
  "export_import_errors",
  "run_import",
  "forget_import",
  "past_imports",
  "undo_import",
  "laptops",
  "save_laptop_key",
  "look_at_laptop",
  "choose_laptop_key",
  "know_laptop",
  "forget_laptop",
  "whereabouts_of",
  "hand_over",
  "save_hand_over",
  "take_case_back",
  "look_at_parcel",
  "accept_parcel",
  "refuse_parcel",
  "forget_parcel",
  "carried_history",
  "unused_fields",
  "support_bundle",
  "save_support_bundle",
  "undo_state",
  "undo",
  "redo",
  "companies",
  "company",
  "save_company",
  "remove_company",
  "restore_company",
  "save_contact",
  "save_discussion",
  "finish_next_step",
  "remove_discussion",
  "openings",
  "opening",
  "save_opening",
  "close_opening",
  "reopen_opening",
  "fitting",
  "placement_board",
  "placements_of",
  "placement",
  "recommendation_warnings",
  "recommend",
  "correct_recommendation",
  "remove_recommendation",
  "step_warnings",
  "take_step",
  "take_step_back",
  "answer_retention",
  "remove_retention",
  "cv_room",
  "cv_preview",
  "save_cv",
  "ledgers",
  "save_licence",
  "print_ledger",
  "save_ledger",
  "held_ledger",
  "seekings",
  "save_seeking",
  "remove_seeking",
  "fees",
  "save_fee",
  "remove_fee",
  "activities",
  "save_activity",
  "remove_activity",
  "begin_event",
  "event_screen",
  "count_at_event",
  "take_contact",
  "leave_event",
  "quick_contacts",
  "complete_contact",
  "discard_contact",
  "restore_contact",
  "articles",
  "save_article",
  "order_articles",
  "remove_article",
  "indicators",
  "save_indicator",
  "remove_indicator",
  "choose_figures",
  "funnel",
  "funnel_records",
  "breakdown",
  "pathway_flow",
  "turnout",
  "chart_records",
  "releases",
  "release",
  "release_tables",
  "save_release_tables",
  "try_release_table",
  "preview_release",
  "publish_release",
  "save_release_file",
  "combining",
  "save_combining_card",
  "own_combining_card",
  "choose_combining_card",
  "choose_place",
  "look_at_place_keys",
  "found_combining",
  "save_combining_invitation",
  "choose_invitation",
  "join_combining",
  "keep_place_password",
  "set_sending",
  "hand_in_counts",
  "check_counts",
  "combine_counts",
] as const satisfies readonly (keyof Commands)[];
