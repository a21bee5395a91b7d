//! Why a use case refuses. Errors hold codes and field names, never what a person typed.

use aggregates::ReleaseRefused;
use casework::{
    codes::UnknownCode,
    consent::{Gate, WithdrawError},
    dates::DateError,
    placement::StepError,
    text::TextError,
};
use store::StoreError;
use thiserror::Error;

use crate::{intake::ImportRefusal, roles::Act};

/// A use case that was refused or failed. Nothing of it was written.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum OfficeError {
    /// Figures cannot be combined.
    #[error("Combining: {0}")]
    Combining(#[from] sync::Fault),
    /// This laptop takes part in no organisation.
    #[error("This laptop takes part in no organisation")]
    NotCombining,
    /// The words that were compared are those of another key.
    #[error("The words are those of another key")]
    OtherWords,
    /// The work was stopped; nothing was changed.
    #[error("Stopped")]
    Stopped,
    /// The tables of a release cannot be protected as they are.
    #[error("The tables cannot be protected: {why}")]
    TablesRefused {
        /// A word for why.
        why: &'static str,
        /// Dimensions to leave out or make coarser, the one that helps most first.
        coarsen: Vec<String>,
    },
    /// The vault is locked.
    #[error("The vault is locked")]
    Locked,
    /// The session is at another stage.
    #[error("The session is at another stage")]
    WrongStage,
    /// The person at the keyboard may not do this.
    #[error("The person at the keyboard may not do this: {0:?}")]
    Forbidden(Act),
    /// A field cannot be kept as it is.
    #[error("Field {field}: {why}")]
    Field {
        /// Path of the field in the request, for example `names.0.text`.
        field: String,
        /// Why.
        why: FieldError,
    },
    /// No such record.
    #[error("No such record")]
    NotFound,
    /// Somebody like this is on record already.
    #[error("Somebody like this is on record already")]
    LikelyDuplicate,
    /// A sensitive question has an answer and consent does not stand.
    #[error("Consent is needed for the question {question}")]
    ConsentNeeded {
        /// Id of the question.
        question: String,
    },
    /// Consent does not stand, and nobody opened the gate for today.
    #[error("There is no consent: {0:?}")]
    GateClosed(Gate),
    /// No question of the form is for the participant.
    #[error("No question of the form is for the participant")]
    NothingToHand,
    /// The form was retired.
    #[error("The form was retired")]
    FormRetired,
    /// A form with this id is there already.
    #[error("A form with this id is there already")]
    FormCodeTaken,
    /// The changes are for an older version of the form.
    #[error("The changes are for an older version of the form")]
    FormOutdated,
    /// The form cannot be asked as it is.
    #[error("The form cannot be asked as it is")]
    FormRefused,
    /// The interview has no answer.
    #[error("Nothing was answered")]
    NothingAnswered,
    /// The draft is at another revision.
    #[error("The draft was changed elsewhere")]
    DraftConflict,
    /// The consent was withdrawn before.
    #[error("The consent was withdrawn before")]
    AlreadyWithdrawn,
    /// The file is larger than what can be attached.
    #[error("The file is too large")]
    TooLarge,
    /// The file of a document is gone or not as it was written.
    #[error("The document is damaged")]
    DocumentDamaged,
    /// What was kept of a release is not as it left.
    #[error("The release is not as it left")]
    ReleaseDamaged,
    /// A document cannot be shown here.
    #[error("The document cannot be shown here")]
    NoPreview,
    /// There is no edit of this session to take back.
    #[error("There is nothing to undo")]
    NothingToUndo,
    /// What would be undone was changed again since, or other records hang on it.
    #[error("The records were changed since")]
    UndoConflict,
    /// Both records have an interview that was begun.
    #[error("Both records have an interview that was begun")]
    TwoDrafts,
    /// The record into which one was merged was merged again since.
    #[error("The record was merged again since")]
    MergedAgain,
    /// A merging cannot be undone any longer.
    #[error("The merging cannot be undone any longer")]
    TooLateToSeparate,
    /// The case was handed to another laptop: it is only read here.
    #[error("The case was handed to another laptop")]
    HandedOver,
    /// Not the key of a laptop.
    #[error("Not the key of a laptop")]
    NotALaptopKey,
    /// The key of this very laptop.
    #[error("The key of this very laptop")]
    OwnLaptopKey,
    /// The laptop is not one whose key was compared.
    #[error("The laptop is not one whose key was compared")]
    LaptopUnknown,
    /// The file is none for this laptop, or it is damaged.
    #[error("The file is none for this laptop, or it is damaged")]
    ParcelDamaged,
    /// Another version of the program made the file.
    #[error("Another version of the program made the file")]
    ParcelNewer,
    /// The case that the file holds is worked on here.
    #[error("The case that the file holds is worked on here")]
    CaseOpenHere,
    /// The case came with this file before; nothing was changed.
    #[error("The case came with this file before; nothing was changed")]
    CaseKnown,
    /// The file is older than what is here; nothing was changed.
    #[error("The file is older than what is here; nothing was changed")]
    CaseOlder,
    /// The person was erased here.
    #[error("The person was erased here")]
    CaseErased,
    /// The case is not with another laptop.
    #[error("The case is not with another laptop")]
    NotHandedOver,
    /// The placement law holds it back until a day that has not come.
    #[error("The placement law holds it back")]
    HeldByLaw,
    /// The list is closed by its standard.
    #[error("The list is closed by its standard")]
    ClosedList,
    /// Records have it.
    #[error("Records have it")]
    InUse,
    /// The task was done or given up.
    #[error("The task has ended")]
    TaskEnded,
    /// The case is closed.
    #[error("The case is closed")]
    CaseClosed,
    /// The case is open.
    #[error("The case is open")]
    CaseOpen,
    /// An import cannot go on.
    #[error(transparent)]
    Import(#[from] ImportRefusal),
    /// A placement cannot take this step.
    #[error(transparent)]
    Step(#[from] StepError),
    /// A text of the report names figures that do not exist.
    #[error("A text of the programme {programme} names a figure that does not exist")]
    UnknownFigure {
        /// Code of the programme.
        programme: String,
    },
    /// The headline figures may not be published as they stand.
    #[error(transparent)]
    Release(#[from] ReleaseRefused),
    /// The disk or the store failed.
    #[error(transparent)]
    Store(StoreError),
    /// Something that cannot be: a bug.
    #[error("Unforeseen: {0}")]
    Unforeseen(&'static str),
}

/// Why a field cannot be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum FieldError {
    /// A text.
    #[error(transparent)]
    Text(#[from] TextError),
    /// A date.
    #[error(transparent)]
    Date(#[from] DateError),
    /// A code.
    #[error(transparent)]
    Code(#[from] UnknownCode),
    /// A day before the first contact.
    #[error("Before the first contact")]
    BeforeFirstContact,
    /// A number outside its bounds.
    #[error("Outside its bounds")]
    OutOfRange,
    /// On record already.
    #[error("On record already")]
    AlreadyThere,
    /// Ended before.
    #[error("Ended before")]
    AlreadyEnded,
    /// Other records hang on it.
    #[error("Other records hang on it")]
    StillUsed,
    /// A session that did not take place or is counted by heads.
    #[error("Nobody can be marked at this session")]
    NotMarkable,
    /// Every place is taken.
    #[error("Every place is taken")]
    NoRoom,
    /// Not enrolled on that day.
    #[error("Not enrolled on that day")]
    NotEnrolled,
}

impl From<StoreError> for OfficeError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::NotFound => Self::NotFound,
            error => Self::Store(error),
        }
    }
}

impl From<WithdrawError> for OfficeError {
    fn from(error: WithdrawError) -> Self {
        match error {
            WithdrawError::AlreadyWithdrawn => Self::AlreadyWithdrawn,
            WithdrawError::BeforeGiven => Self::field("on", DateError::TooEarly),
        }
    }
}

impl OfficeError {
    /// A refusal of one field.
    pub fn field(field: impl Into<String>, why: impl Into<FieldError>) -> Self {
        Self::Field { field: field.into(), why: why.into() }
    }
}

/// Names the field that a rule refused.
pub(crate) trait InField<T> {
    /// Turns the refusal of a rule into the refusal of a field.
    fn in_field(self, field: impl Into<String>) -> Result<T, OfficeError>;
}

impl<T, E: Into<FieldError>> InField<T> for Result<T, E> {
    fn in_field(self, field: impl Into<String>) -> Result<T, OfficeError> {
        self.map_err(|why| OfficeError::field(field, why))
    }
}
