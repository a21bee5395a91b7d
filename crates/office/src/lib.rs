//! Use cases and session state. The window, the command line and the tests all come through here.
//!
//! [`Office`] holds the one open vault. [`Office::read`] and [`Office::write`] lend a [`Desk`], on which the use cases
//! are; they refuse while the vault is locked. Clock and places come in from outside; nothing here knows Tauri.

mod agenda;
mod backup;
mod calendar;
mod charts;
mod clock;
mod closures;
mod codes;
mod combining;
mod companies;
mod consents;
mod desk;
mod documents;
mod erasure;
mod error;
mod event;
mod extent;
mod figures;
mod finding;
mod forms;
mod freshness;
mod funnel;
mod handover;
mod indicators;
mod intake;
mod interviews;
mod job;
mod journal;
mod keys;
mod ledgers;
mod media;
mod members;
mod merging;
mod papers;
mod participants;
mod people;
mod placements;
mod preferences;
mod profile;
mod programmes;
mod public;
mod releases;
mod report;
mod rescue;
mod retention;
mod roles;
mod session;
mod session_error;
mod settings;
mod summary;
mod support;
mod tasks;
mod undo;
mod unlocking;

pub use self::intake::{
    CohortChoice, FaultyCell, FaultyRow, ImportDone, ImportRefusal, ImportState, PastImport, RowFilter, SheetLine,
    Spreadsheet, Summary, Twin, TwinChoice, UndoDone, Why,
};
pub use agenda::{AgendaLine, AgendaSource, ReminderAnswer, Whose};
pub use backup::{BACKUP_EXTENSION, BackupMade, Comparison, LastBackup, REMIND_AFTER_DAYS, VaultState};
pub use casework::forms::{Definition as FormDefinition, Finding as FormFinding};
pub use charts::{Bar, Breakdown, ChartChoice, CourseTurnout};
pub use clock::{Clock, FixedClock, SystemClock};
pub use closures::ClosingPreview;
pub use codes::EnteredCode;
pub use combining::{
    CombinedFigures, CombiningMember, CombiningState, CountsChecked, CountsHandedIn, FoundedCombining, Invitation,
    LaptopCard, NewCombining, SentByItself, look_at_place,
};
pub use companies::{
    CompanyPage, CompanyRemoved, ContactLine, EnteredContact, EnteredDiscussion, EnteredOpening, Fitting,
    FittingPerson, OpeningLine, OpeningPage,
};
pub use consents::{EnteredConsent, WithdrawalEffects};
pub use desk::{Desk, WritingDesk};
pub use documents::{DocumentCopy, DocumentLine, DocumentPreview, LARGEST_DOCUMENT, Picture, Shown};
pub use erasure::{EraseError, ErasureDone, ErasurePreview, ErasureReason, Held};
pub use error::{FieldError, OfficeError};
pub use event::{EnteredQuickContact, EventScreen};
pub use extent::Extent;
pub use figures::{ExplainedFigure, Figure, Figures, ProgrammeFigures};
pub use finding::{Found, MOST_FOUND};
pub use forms::{FormFile, FormFits, FormLine, FormOnRecord, read_form_file};
pub use funnel::{Followed, FunnelChoice, FunnelRecord, YearFunnel};
pub use handover::{
    CarriedLine, CaseWhereabouts, HANDOVER_EXTENSION, HandOverFile, KnownLaptop, LAPTOP_KEY_EXTENSION, LaptopWords,
    ParcelDone, ParcelKind, ParcelPreview,
};
pub use interviews::{
    Finished, FinishedInterview, HandedScreen, InTheWay, InterviewSummary, OpenDraft, OtherDraft, SaveDraft,
    SealedNoteLine, SealedNotes, SummaryLine, SummarySection,
};
pub use job::{Job, JobStep, Progress};
pub use journal::{ChangedField, JournalFilter, JournalLine, JournalPage};
pub use keys::KeysReport;
pub use ledgers::{
    FeeEntry, FeeTotal, IntroductionLine, Lack, LedgerFile, LedgerFileError, LedgerKind, LedgerRecord, Ledgers,
    Licence, OpeningEntry, ReportCount, ReportLine, SeekerEntry,
};
pub use media::EnteredMediaUse;
pub use members::{Members, StaffMember};
pub use merging::{
    FigureChange, MergeBlock, MergeDone, MergeGroup, MergeLine, MergePreview, MergeValue, MergedRecord,
    PossibleDuplicate,
};
pub use papers::{CvFile, CvGivenLine, CvPreview, CvWish};
pub use participants::{NewName, NewParticipant, NewResidence};
pub use people::{Ending, FactLine, LikelyDuplicate, Nearness, ParticipantPage, PermitDue, Today};
pub use placements::{EnteredRecommendation, EnteredRetention, EnteredStep, PlacementLine, PlacementPage};
pub use preferences::{Language, Preferences};
pub use profile::{FullProfile, ProfileKind, ProfileRecord};
pub use programmes::{
    AssociateLine, AssociatePage, AttendanceUndo, CohortLine, CohortPage, DetailChoice, EnrolmentLine,
    EnteredAssociate, EnteredCohort, EnteredCourse, EnteredIndicator, EnteredMeeting, EnteredRole, EnteredSession,
    GridLine, GridPage, MarkChange, OwnEnrolment, PairLine, PairPage, PairsWhen, ParticipantProgrammes, PlanDue,
    SessionLine,
};
pub use public::ActivitiesOfYear;
pub use releases::{
    Breakable, Difference, HeadlineChange, ReleaseLine, ReleaseLook, ReleasePreview, ReleaseProfile, TableCatalogue,
    TablesRefusal,
};
pub use report::{DraftReport, DraftRow, DraftSection, ReportFormat};
pub use rescue::{RescueReason, RescueReport};
pub use retention::{Due, LegalHold, RetentionPurpose, RetentionRule, YearlyReview};
pub use roles::{Act, Role, Roles};
pub use session::{Closed, Office, Openers, Places, Stage, Status};
pub use session_error::SessionError;
pub use settings::OrganisationSettings;
pub use store::standard_form;
pub use summary::SummaryPart;
pub use support::{FieldForm, FieldUse};
pub use tasks::NewTask;
pub use undo::{UndoState, UndoStep};
pub use unlocking::{Hardness, SecretKind};
pub use vault::{CredentialFault, DeviceStore, NoDeviceStore, Secret};
