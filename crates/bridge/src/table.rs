//! The command table: the one list of what the screen can ask for, and in which stage of the session.

use office::{Act, Stage};

use crate::{
    error::{CommandError, ErrorCode},
    host::Host,
};

/// In which stages a command is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Required {
    /// Always.
    Any,
    /// Always, but not while the screen is in the hands of a participant or at an event.
    NotHanded,
    /// Before a vault is open.
    Closed,
    /// With the vault open, at any stage of it.
    Unlocked,
    /// With the vault open for casework.
    Open,
    /// When the secret was right and the store does not verify.
    Rescue,
    /// While the screen is in the hands of a participant.
    Handed,
    /// In event mode.
    Event,
    /// Where a backup can be looked at and restored: before a vault is open, at a rescue, and with the vault open.
    Restoring,
}

impl Required {
    /// Whether a stage fulfils it.
    pub const fn allows(self, stage: Stage) -> bool {
        match self {
            Self::Any => true,
            Self::NotHanded => !stage.in_public(),
            // The sample is announced before its vault is made.
            Self::Closed => matches!(stage, Stage::FirstRun | Stage::Locked | Stage::Preparing),
            Self::Unlocked => matches!(stage, Stage::RecoveryUnconfirmed | Stage::PassphraseDue | Stage::Open),
            Self::Open => matches!(stage, Stage::Open),
            Self::Handed => matches!(stage, Stage::Handed),
            Self::Event => matches!(stage, Stage::Event),
            Self::Rescue => matches!(stage, Stage::Rescue),
            Self::Restoring => matches!(stage, Stage::FirstRun | Stage::Locked | Stage::Rescue | Stage::Open),
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
    /// What the person at the keyboard must be allowed to do.
    pub act: Act,
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
            session: session_status(()) -> SessionView, Any, OwnAccount;
            session: suggest_passphrase(()) -> SuggestedPassphrase, NotHanded, OwnAccount;
            session: judge_passphrase(JudgePassphraseRequest) -> PassphraseVerdict, NotHanded, OwnAccount;
            session: create_vault(CreateVaultRequest) -> RecoverySheet, Closed, OwnAccount;
            session: new_recovery_code(()) -> RecoverySheet, Unlocked, OwnAccount;
            session: save_recovery_sheet(()) -> SavedView, Unlocked, OwnAccount;
            session: confirm_recovery(ConfirmRecoveryRequest) -> SessionView, Unlocked, OwnAccount;
            session: unlock(UnlockRequest) -> SessionView, Closed, OwnAccount;
            session: set_passphrase(SetPassphraseRequest) -> SessionView, Unlocked, OwnAccount;
            session: change_passphrase(ChangePassphraseRequest) -> SessionView, Open, OwnAccount;
            session: renew_recovery_code(RenewRecoveryCodeRequest) -> SessionView, Open, Members;
            session: lock(()) -> SessionView, Any, OwnAccount;
            session: open_sample(()) -> SessionView, Closed, OwnAccount;
            session: leave_sample(()) -> SessionView, NotHanded, OwnAccount;
            session: note_activity(()) -> (), Any, OwnAccount;
            session: set_language(SetLanguageRequest) -> SessionView, NotHanded, OwnAccount;
            session: organisation(()) -> OrganisationSettings, Open, OwnAccount;
            session: save_organisation(OrganisationSettings) -> OrganisationSettings, Open, Organisation;
            people: today(()) -> TodayView, Open, SeePeople;
            people: codes(()) -> CodesView, Open, OwnAccount;
            people: list_people(ListPeopleRequest) -> PeoplePage, Open, SeePeople;
            people: find_duplicates(ParticipantInput) -> DuplicatesView, Open, EditPeople;
            people: add_participant(AddParticipantRequest) -> ParticipantView, Open, EditPeople;
            people: correct_participant(CorrectParticipantRequest) -> ParticipantView, Open, EditPeople;
            people: participant(ParticipantRequest) -> ParticipantView, Open, SeePeople;
            people: record_consent(RecordConsentRequest) -> ParticipantView, Open, EditPeople;
            people: withdraw_consent(WithdrawConsentRequest) -> ParticipantView, Open, EditPeople;
            interviews: open_interview(OpenInterviewRequest) -> InterviewDraftView, Open, Interview;
            interviews: save_draft(SaveDraftRequest) -> DraftSaved, Open, Interview;
            interviews: finish_interview(FinishInterviewRequest) -> InterviewFinished, Open, Interview;
            interviews: discard_draft(DiscardDraftRequest) -> (), Open, Interview;
            interviews: restore_draft(RestoreDraftRequest) -> (), Open, Interview;
            interviews: interview(InterviewRequest) -> InterviewView, Open, Interview;
            figures: figures(YearRequest) -> FiguresView, Open, SeeFigures;
            figures: explain_figure(ExplainFigureRequest) -> ExplainedFigure, Open, SeeFigures;
            figures: report(ReportRequest) -> ReportView, Open, SeeFigures;
            figures: save_programme_year(SaveProgrammeYearRequest) -> FiguresView, Open, Report;
            figures: choose_extent(ChooseExtentRequest) -> FiguresView, Open, Report;
            figures: approve_headlines(ApproveHeadlinesRequest) -> FiguresView, Open, ApproveFigures;
            figures: export_report(ExportReportRequest) -> SavedView, Open, Report;
            backups: progress(()) -> ProgressView, Any, OwnAccount;
            backups: cancel_job(()) -> (), NotHanded, OwnAccount;
            session: flushed(()) -> (), Any, OwnAccount;
            backups: rescue(()) -> RescueView, Rescue, OwnAccount;
            backups: accept_state(AcceptStateRequest) -> SessionView, Rescue, OwnAccount;
            keys: holders(()) -> HoldersView, Unlocked, OwnAccount;
            keys: keys(()) -> KeysView, Open, OwnAccount;
            keys: make_office_keys(()) -> OfficeKeyPair, NotHanded, OwnAccount;
            keys: set_escrow(SetEscrowRequest) -> KeysView, Open, Members;
            keys: remove_escrow(CurrentPassphraseRequest) -> KeysView, Open, Members;
            keys: bind_device(CurrentPassphraseRequest) -> KeysView, Open, OwnAccount;
            keys: unbind_device(CurrentPassphraseRequest) -> KeysView, Open, OwnAccount;
            keys: members(()) -> MembersView, Open, OwnAccount;
            keys: add_member(AddMemberRequest) -> MembersView, Open, Members;
            keys: change_member(ChangeMemberRequest) -> MembersView, Open, Members;
            keys: end_member(EndMemberRequest) -> MembersView, Open, Members;
            keys: seal_for_travel(CurrentPassphraseRequest) -> SessionView, Open, Travel;
            keys: quick_erase(()) -> QuickEraseView, NotHanded, OwnAccount;
            backups: backup_state(()) -> BackupView, Open, OwnAccount;
            backups: make_backup(()) -> BackupDone, Open, Backup;
            backups: look_at_backup(LookAtBackupRequest) -> ComparisonView, Restoring, Restore;
            backups: restore_backup(()) -> SessionView, Restoring, Restore;
            backups: forget_backup(()) -> (), Restoring, OwnAccount;
            journal: journal(JournalRequest) -> JournalPage, Open, Journal;
            journal: journal_entry(JournalEntryRequest) -> JournalContent, Open, Journal;
            journal: note_printed(NotePrintedRequest) -> (), Open, OwnAccount;
            documents: documents(DocumentsRequest) -> DocumentsView, Open, Documents;
            documents: choose_document(DocumentsRequest) -> DocumentsView, Open, Documents;
            documents: attach_document(AttachDocumentRequest) -> DocumentsView, Open, Documents;
            documents: document_preview(DocumentRequest) -> DocumentPreview, Open, Documents;
            documents: save_document(SaveDocumentRequest) -> SavedView, Open, Documents;
            documents: remove_document(DocumentRequest) -> DocumentsView, Open, Documents;
            erasure: erasure_preview(ParticipantRequest) -> ErasurePreview, Open, Erase;
            erasure: erase_participant(EraseRequest) -> ErasedView, Open, Erase;
            erasure: review(()) -> ReviewView, Open, Erase;
            erasure: save_retention(SaveRetentionRequest) -> ReviewView, Open, Erase;
            erasure: keep_participant(KeepParticipantRequest) -> ReviewView, Open, Erase;
            erasure: remove_hold(RemoveHoldRequest) -> ReviewView, Open, Erase;
            erasure: confirm_date(ConfirmDateRequest) -> ReviewView, Open, Erase;
            // What is known of a participant
            profile: code_lists(()) -> CodeListsView, Open, OwnAccount;
            profile: save_code(SaveCodeRequest) -> CodeListsView, Open, Organisation;
            profile: remove_code(CodeRequest) -> CodeListsView, Open, Organisation;
            profile: profile(ParticipantRequest) -> ProfileView, Open, SeePeople;
            profile: save_profile_record(SaveProfileRecordRequest) -> ProfileView, Open, EditPeople;
            profile: remove_profile_record(RemoveProfileRecordRequest) -> ProfileView, Open, EditPeople;
            profile: save_support(SaveSupportRequest) -> ProfileView, Open, EditPeople;
            profile: withdrawal_effects(ConsentRequest) -> WithdrawalEffectsView, Open, EditPeople;
            profile: override_consent(OverrideConsentRequest) -> ParticipantView, Open, OverrideConsent;
            profile: record_media_use(RecordMediaUseRequest) -> ParticipantView, Open, EditPeople;
            profile: remove_media_use(RemoveMediaUseRequest) -> ParticipantView, Open, EditPeople;
            profile: hand_out_summary(HandOutSummaryRequest) -> (), Open, Documents;
            profile: code_uses(CodeUsesRequest) -> CodeUsesView, Open, OwnAccount;
            profile: policies(()) -> PoliciesView, Open, OwnAccount;
            profile: save_policy(SavePolicyRequest) -> PoliciesView, Open, Organisation;
            // Finding people
            finding: identity(ParticipantRequest) -> IdentityView, Open, SeePeople;
            finding: possible_duplicates(()) -> PossibleDuplicatesView, Open, Merge;
            finding: merge_preview(MergePairRequest) -> MergeView, Open, Merge;
            finding: merge_people(MergeRequest) -> MergedView, Open, Merge;
            finding: separate_people(ParticipantRequest) -> SeparatedView, Open, Merge;
            finding: tell_apart(MergePairRequest) -> (), Open, Merge;
            finding: doubt_again(MergePairRequest) -> (), Open, Merge;
            // Forms of interviews
            interviews: evaluate_draft(EvaluateDraftRequest) -> FormState, Open, Interview;
            interviews: preview_draft_upgrade(DraftRequest) -> DraftUpgradeView, Open, Interview;
            interviews: upgrade_draft(UpgradeDraftRequest) -> InterviewDraftView, Open, Interview;
            interviews: take_over_draft(DraftRequest) -> InterviewDraftView, Open, Interview;
            interviews: interview_summary(InterviewSummaryRequest) -> InterviewSummary, Open, Interview;
            interviews: sealed_notes(SealedNotesRequest) -> SealedNotesView, Open, Interview;
            interviews: draft_sealed_note(WriteSealedNoteRequest) -> (), Open, Interview;
            interviews: write_sealed_note(WriteSealedNoteRequest) -> SealedNotesView, Open, Interview;
            interviews: reveal_sealed_note(SealedNoteRequest) -> SealedNoteText, Open, Interview;
            interviews: remove_sealed_note(SealedNoteRequest) -> SealedNotesView, Open, Interview;
            interviews: restore_sealed_note(SealedNoteRequest) -> SealedNotesView, Open, Interview;
            interviews: hand_screen(HandScreenRequest) -> HandedView, Open, Interview;
            interviews: handed_screen(()) -> HandedView, Handed, Interview;
            interviews: evaluate_handed(SaveHandedRequest) -> FormState, Handed, Interview;
            interviews: save_handed(SaveHandedRequest) -> DraftSaved, Handed, Interview;
            interviews: take_back_screen(TakeBackRequest) -> SessionView, Handed, OwnAccount;
            forms: forms(()) -> FormsView, Open, Forms;
            forms: form(FormRequest) -> FormPage, Open, Forms;
            forms: copy_form(CopyFormRequest) -> FormPage, Open, Forms;
            forms: preview_form(FormEditsRequest) -> FormEdited, Open, Forms;
            forms: publish_form(FormEditsRequest) -> FormPage, Open, Forms;
            forms: retire_form(RetireFormRequest) -> FormsView, Open, Forms;
            forms: choose_form_file(()) -> FormImport, Open, Forms;
            forms: import_form(()) -> FormPage, Open, Forms;
            // Programmes
            programmes: courses(()) -> CoursesView, Open, Programmes;
            programmes: save_course(SaveCourseRequest) -> CoursesView, Open, Organisation;
            programmes: list_cohorts(ListCohortsRequest) -> CohortsPage, Open, Programmes;
            programmes: cohort(CohortRequest) -> CohortView, Open, Programmes;
            programmes: open_cohort(OpenCohortRequest) -> CohortView, Open, Programmes;
            programmes: correct_cohort(CorrectCohortRequest) -> CohortView, Open, Programmes;
            programmes: add_sessions(AddSessionsRequest) -> CohortView, Open, Programmes;
            programmes: correct_session(CorrectSessionRequest) -> CohortView, Open, Programmes;
            programmes: remove_session(ClassSessionRequest) -> CohortView, Open, Programmes;
            programmes: count_heads(CountHeadsRequest) -> CohortView, Open, Programmes;
            programmes: enrol(EnrolRequest) -> CohortView, Open, Programmes;
            programmes: end_enrolments(EndEnrolmentsRequest) -> CohortView, Open, Programmes;
            programmes: resume_enrolment(EnrolmentRequest) -> CohortView, Open, Programmes;
            programmes: admit_enrolment(AdmitRequest) -> CohortView, Open, Programmes;
            programmes: remove_enrolment(EnrolmentRequest) -> CohortView, Open, Programmes;
            programmes: programmes_of(ParticipantRequest) -> ParticipantProgrammes, Open, Programmes;
            programmes: attendance_grid(CohortRequest) -> AttendanceGrid, Open, Programmes;
            programmes: mark_attendance(MarkAttendanceRequest) -> AttendanceChanged, Open, Programmes;
            programmes: session_not_held(SessionNotHeldRequest) -> AttendanceChanged, Open, Programmes;
            programmes: add_to_session(AddToSessionRequest) -> AttendanceChanged, Open, Programmes;
            programmes: look_alikes(LookAlikesRequest) -> LookAlikesView, Open, EditPeople;
            programmes: add_new_to_session(AddNewToSessionRequest) -> AttendanceChanged, Open, EditPeople;
            programmes: undo_attendance(AttendanceUndo) -> AttendanceChanged, Open, Programmes;
            programmes: associates(ListAssociatesRequest) -> AssociatesView, Open, Programmes;
            programmes: associate(AssociateRequest) -> AssociateView, Open, Programmes;
            programmes: save_associate(SaveAssociateRequest) -> AssociateView, Open, Programmes;
            programmes: remove_associate(AssociateRequest) -> AssociatesView, Open, Programmes;
            programmes: list_pairs(ListPairsRequest) -> PairsPage, Open, Programmes;
            programmes: open_pair(OpenPairRequest) -> MentorPairView, Open, Programmes;
            programmes: pair(PairRequest) -> MentorPairView, Open, Programmes;
            programmes: correct_pair(CorrectPairRequest) -> MentorPairView, Open, Programmes;
            programmes: end_pair(EndPairRequest) -> MentorPairView, Open, Programmes;
            programmes: resume_pair(PairRequest) -> MentorPairView, Open, Programmes;
            programmes: save_meeting(SaveMeetingRequest) -> MentorPairView, Open, Programmes;
            programmes: remove_meeting(MeetingRequest) -> MentorPairView, Open, Programmes;
            programmes: plan_template(CourseRequest) -> PlanTemplateView, Open, Programmes;
            programmes: save_plan_template(SavePlanTemplateRequest) -> PlanTemplateView, Open, Organisation;
            programmes: set_plan_step(SetPlanStepRequest) -> PlanStepView, Open, Programmes;
            programmes: move_plan_step(MovePlanStepRequest) -> PlanStepView, Open, Programmes;
            // The work of the day
            work: agenda(AgendaRequest) -> AgendaView, Open, Tasks;
            work: tasks_of(ParticipantRequest) -> AgendaView, Open, Tasks;
            work: ended_tasks(EndedTasksRequest) -> AgendaView, Open, Tasks;
            work: add_task(TaskInput) -> TaskSaved, Open, Tasks;
            work: correct_task(CorrectTaskRequest) -> TaskSaved, Open, Tasks;
            work: complete_task(TaskRequest) -> TaskDone, Open, Tasks;
            work: cancel_task(TaskRequest) -> (), Open, Tasks;
            work: reopen_task(TaskRequest) -> (), Open, Tasks;
            work: snooze_task(SnoozeTaskRequest) -> (), Open, Tasks;
            work: assign_task(AssignTaskRequest) -> (), Open, Tasks;
            work: answer_reminder(AnswerReminderRequest) -> (), Open, Tasks;
            work: save_calendar(()) -> SavedView, Open, Tasks;
            work: case_state(ParticipantRequest) -> CaseView, Open, SeePeople;
            work: closing_preview(ParticipantRequest) -> ClosingView, Open, EditPeople;
            work: close_case(CloseCaseRequest) -> CaseView, Open, EditPeople;
            work: reopen_case(ReopenCaseRequest) -> CaseView, Open, EditPeople;
            // Spreadsheets
            intake: choose_spreadsheet(ChooseSpreadsheetRequest) -> ImportView, Open, EditPeople;
            intake: drop_spreadsheet(DropSpreadsheetRequest) -> ImportView, Open, EditPeople;
            intake: import_state(()) -> ImportView, Open, EditPeople;
            intake: set_import_sheet(ImportSheetRequest) -> ImportView, Open, EditPeople;
            intake: set_import_column(ImportColumnRequest) -> ImportView, Open, EditPeople;
            intake: set_import_choices(ImportChoicesRequest) -> ImportView, Open, EditPeople;
            intake: check_import(()) -> ImportView, Open, EditPeople;
            intake: import_rows(ImportRowsRequest) -> ImportRowsPage, Open, EditPeople;
            intake: mend_import_cell(MendCellRequest) -> ImportView, Open, EditPeople;
            intake: choose_import_twins(ChooseTwinsRequest) -> ImportView, Open, EditPeople;
            intake: export_import_errors(()) -> SavedView, Open, EditPeople;
            intake: run_import(()) -> ImportDoneView, Open, EditPeople;
            intake: forget_import(()) -> (), Open, EditPeople;
            intake: past_imports(()) -> PastImportsView, Open, EditPeople;
            intake: undo_import(UndoImportRequest) -> UndoneImport, Open, EditPeople;
            // Hand-over
            handover: laptops(()) -> LaptopsView, Open, HandOver;
            handover: save_laptop_key(()) -> SavedView, Open, HandOver;
            handover: look_at_laptop(LookAtLaptopRequest) -> LaptopLookView, Open, HandOver;
            handover: choose_laptop_key(()) -> ChosenLaptopView, Open, HandOver;
            handover: know_laptop(KnowLaptopRequest) -> LaptopsView, Open, HandOver;
            handover: forget_laptop(LaptopRequest) -> LaptopsView, Open, HandOver;
            handover: whereabouts_of(ParticipantRequest) -> WhereaboutsView, Open, SeePeople;
            handover: hand_over(HandOverRequest) -> SavedView, Open, HandOver;
            handover: save_hand_over(ParticipantRequest) -> SavedView, Open, HandOver;
            handover: take_case_back(ParticipantRequest) -> WhereaboutsView, Open, HandOver;
            handover: look_at_parcel(()) -> ParcelView, Open, HandOver;
            handover: accept_parcel(()) -> ParcelDoneView, Open, HandOver;
            handover: refuse_parcel(()) -> ParcelDoneView, Open, HandOver;
            handover: forget_parcel(()) -> (), Open, HandOver;
            handover: carried_history(ParticipantRequest) -> CarriedHistoryView, Open, Journal;
            support: unused_fields(()) -> FieldUsesView, Open, Organisation;
            support: support_bundle(()) -> SupportBundleView, Open, OwnAccount;
            support: save_support_bundle(SaveSupportBundleRequest) -> SavedView, Open, OwnAccount;
            undo: undo_state(ParticipantRequest) -> UndoView, Open, SeePeople;
            undo: undo(ParticipantRequest) -> UndoView, Open, SeePeople;
            undo: redo(ParticipantRequest) -> UndoView, Open, SeePeople;
            // Companies, the people in them, discussions and openings
            companies: companies(CompaniesRequest) -> CompaniesView, Open, SeePeople;
            companies: company(CompanyRequest) -> CompanyView, Open, SeePeople;
            companies: save_company(SaveCompanyRequest) -> CompanyView, Open, Placement;
            companies: remove_company(CompanyRequest) -> CompanyGoneView, Open, Placement;
            companies: restore_company(CompanyRequest) -> CompanyView, Open, Placement;
            companies: save_contact(SaveContactRequest) -> CompanyView, Open, Placement;
            companies: save_discussion(SaveDiscussionRequest) -> CompanyView, Open, Placement;
            companies: finish_next_step(FinishNextStepRequest) -> (), Open, Placement;
            companies: remove_discussion(DiscussionRequest) -> (), Open, Placement;
            companies: openings(OpeningsRequest) -> OpeningsView, Open, SeePeople;
            companies: opening(OpeningRequest) -> OpeningView, Open, SeePeople;
            companies: save_opening(SaveOpeningRequest) -> OpeningView, Open, Placement;
            companies: close_opening(CloseOpeningRequest) -> OpeningView, Open, Placement;
            companies: reopen_opening(OpeningRequest) -> OpeningView, Open, Placement;
            companies: fitting(OpeningRequest) -> FittingView, Open, Placement;
            // Recommendations and what follows a hire
            placements: placement_board(()) -> PlacementsView, Open, SeePeople;
            placements: placements_of(ParticipantRequest) -> PlacementsView, Open, SeePeople;
            placements: placement(PlacementRequest) -> PlacementView, Open, SeePeople;
            placements: recommendation_warnings(RecommendationInput) -> PlacementWarnings, Open, Placement;
            placements: recommend(RecommendationInput) -> PlacementView, Open, Placement;
            placements: correct_recommendation(CorrectRecommendationRequest) -> PlacementView, Open, Placement;
            placements: remove_recommendation(PlacementRequest) -> (), Open, Placement;
            placements: step_warnings(StepWarningsRequest) -> PlacementWarnings, Open, Placement;
            placements: take_step(TakeStepRequest) -> PlacementView, Open, Placement;
            placements: take_step_back(TakeStepBackRequest) -> PlacementView, Open, Placement;
            placements: answer_retention(AnswerRetentionRequest) -> PlacementView, Open, Placement;
            placements: remove_retention(RemoveRetentionRequest) -> PlacementView, Open, Placement;
            // Papers for companies and the ledgers of the law
            papers: cv_room(ParticipantRequest) -> CvRoomView, Open, Placement;
            papers: cv_preview(CvRequest) -> CvPreviewView, Open, Placement;
            papers: save_cv(SaveCvRequest) -> SavedView, Open, Placement;
            ledgers: ledgers(LedgersRequest) -> LedgersView, Open, Placement;
            ledgers: save_licence(LicenceView) -> (), Open, Organisation;
            ledgers: print_ledger(PrintLedgerRequest) -> LedgerPaperView, Open, Placement;
            ledgers: save_ledger(SaveLedgerRequest) -> SavedView, Open, Placement;
            ledgers: held_ledger(()) -> HeldLedgerView, Open, Erase;
            ledgers: seekings(ParticipantRequest) -> SeekingsView, Open, Placement;
            ledgers: save_seeking(SaveSeekingRequest) -> SeekingsView, Open, Placement;
            ledgers: remove_seeking(RemoveSeekingRequest) -> SeekingsView, Open, Placement;
            ledgers: fees(PlacementRequest) -> FeesView, Open, Placement;
            ledgers: save_fee(SaveFeeRequest) -> (), Open, Placement;
            ledgers: remove_fee(RemoveFeeRequest) -> (), Open, Placement;
            // Activities and what programmes cost
            activities: activities(ActivitiesRequest) -> ActivitiesView, Open, Programmes;
            activities: save_activity(SaveActivityRequest) -> ActivitiesView, Open, Programmes;
            activities: remove_activity(ActivityRequest) -> ActivitiesView, Open, Programmes;
            // The day itself: counters and quick contacts
            event: begin_event(ActivityRequest) -> EventView, Open, Programmes;
            event: event_screen(()) -> EventView, Event, Programmes;
            event: count_at_event(CountAtEventRequest) -> EventView, Event, Programmes;
            event: take_contact(ContactInput) -> EventView, Event, Programmes;
            event: leave_event(LeaveEventRequest) -> SessionView, Event, OwnAccount;
            event: quick_contacts(()) -> QuickContactsView, Open, EditPeople;
            event: complete_contact(CompleteContactRequest) -> CompletedContact, Open, EditPeople;
            event: discard_contact(QuickContactRequest) -> QuickContactsView, Open, EditPeople;
            event: restore_contact(RestoreContactRequest) -> QuickContactsView, Open, EditPeople;
            // Programmes of the articles
            articles: articles(()) -> ArticlesView, Open, OwnAccount;
            articles: save_article(SaveArticleRequest) -> ArticlesView, Open, Organisation;
            articles: order_articles(OrderArticlesRequest) -> ArticlesView, Open, Organisation;
            articles: remove_article(ArticleRequest) -> ArticlesView, Open, Organisation;
            articles: indicators(()) -> IndicatorsView, Open, OwnAccount;
            articles: save_indicator(SaveIndicatorRequest) -> IndicatorsView, Open, Organisation;
            articles: remove_indicator(RemoveIndicatorRequest) -> IndicatorsView, Open, Organisation;
            articles: choose_figures(ChooseFiguresRequest) -> IndicatorsView, Open, Organisation;
            // Where people are lost
            funnel: funnel(FunnelRequest) -> FunnelView, Open, SeeFigures;
            funnel: funnel_records(FunnelRecordsRequest) -> FunnelRecordsView, Open, SeeFigures;
            // Charts of the figures
            charts: breakdown(BreakdownRequest) -> BreakdownView, Open, SeeFigures;
            charts: pathway_flow(ChartYearRequest) -> FlowView, Open, SeeFigures;
            charts: turnout(ChartYearRequest) -> TurnoutView, Open, SeeFigures;
            charts: chart_records(ChartRecordsRequest) -> ChartRecordsView, Open, SeeFigures;
            // What is published
            releases: releases(()) -> ReleasesView, Open, SeeFigures;
            releases: release(ReleaseRequest) -> ReleaseView, Open, SeeFigures;
            releases: release_tables(ReleaseTablesRequest) -> ReleaseTablesView, Open, SeeFigures;
            releases: save_release_tables(SaveReleaseTablesRequest) -> ReleaseTablesView, Open, Report;
            releases: try_release_table(TryReleaseTableRequest) -> TriedTableView, Open, Report;
            releases: preview_release(PreviewReleaseRequest) -> ReleasePreviewView, Open, Report;
            releases: publish_release(PublishReleaseRequest) -> ReleaseView, Open, Report;
            releases: save_release_file(SaveReleaseFileRequest) -> SavedView, Open, Report;
            // Combining laptops
            combining: combining(()) -> CombiningView, Open, SeeFigures;
            combining: save_combining_card(CombiningCardRequest) -> CombiningCardView, Open, SeeFigures;
            combining: own_combining_card(CombiningCardRequest) -> LaptopCardView, Open, Organisation;
            combining: choose_combining_card(()) -> ChosenCardView, Open, Organisation;
            combining: choose_place(()) -> ChosenPlaceView, Open, Organisation;
            combining: look_at_place_keys(PlaceKeysRequest) -> PlaceKeysView, Open, Organisation;
            combining: found_combining(FoundCombiningRequest) -> CombiningView, Open, Organisation;
            combining: save_combining_invitation(()) -> CombiningCardView, Open, Organisation;
            combining: choose_invitation(()) -> ChosenInvitationView, Open, Organisation;
            combining: join_combining(JoinCombiningRequest) -> CombiningView, Open, Organisation;
            combining: keep_place_password(PlacePasswordRequest) -> PlacePasswordView, Open, SeeFigures;
            combining: set_sending(SendingRequest) -> CombiningView, Open, Organisation;
            combining: hand_in_counts(()) -> CountsHandedInView, Open, Report;
            combining: check_counts(()) -> CountsCheckedView, Open, ApproveFigures;
            combining: combine_counts(()) -> CombiningView, Open, Report;
        }
    };
}

macro_rules! make_table {
    ($($area:ident: $name:ident($request:ty) -> $view:ty, $required:ident, $act:ident;)*) => {
        /// The table.
        pub const COMMANDS: &[Command] = &[$(Command {
            name: stringify!($name),
            required: Required::$required,
            act: Act::$act,
            request: stringify!($request),
            view: stringify!($view),
        }),*];

        /// One function a command.
        pub mod call {
            use super::{CommandError, Host, Required, look_at};
            use crate::{handlers, views::all::*};

            $(
                #[doc = concat!("The command `", stringify!($name), "`.")]
                ///
                /// # Errors
                /// [`CommandError`]; also when the stage of the session does not allow it.
                pub fn $name(host: &Host, request: $request) -> Result<$view, CommandError> {
                    look_at(host, Required::$required, office::Act::$act)?;
                    handlers::$area::$name(host, request).inspect_err(|error| host.office.note_failure(&error.code.name()))
                }
            )*
        }
    };
}

for_each_command!(make_table);

/// Refuses early what the stage or the role does not allow. `office` refuses it again, whoever calls.
fn look_at(host: &Host, required: Required, act: Act) -> Result<(), CommandError> {
    if required == Required::Any {
        return Ok(());
    }
    let stage = host.office.stage_now();
    if required == Required::NotHanded && required.allows(stage) {
        return Ok(());
    }
    if !required.allows(stage) {
        let locked = matches!(stage, Stage::FirstRun | Stage::Locked | Stage::Rescue);
        return Err(CommandError::of(if locked { ErrorCode::Locked } else { ErrorCode::WrongStage }));
    }
    if stage == Stage::Open && !host.office.allows(act) {
        return Err(CommandError::of(ErrorCode::Forbidden));
    }
    host.office.note_activity();
    Ok(())
}
