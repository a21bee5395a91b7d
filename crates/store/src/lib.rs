//! The encrypted store: SQLCipher opened, verified, migrated; one file per table; documents in files of their own.
//!
//! What stands on the disk is ciphertext: the database, its rollback journal and the documents. There is no write-ahead
//! log, because SQLite stops silently at its first bad frame (docs/decisions/0006). Personal data is guarded from the
//! moment a row is read. Blocking: callers run it on a thread of their own.

mod belongings;
mod chain;
mod cipher;
mod documents;
mod erasure;
mod error;
mod filled;
mod freshness;
mod handles;
mod keys;
mod merging;
mod migrations;
mod open;
mod own_file;
mod seal;
mod tables;
mod upkeep;
mod verify;
mod watched;

pub use belongings::{
    Belongings, Carried, Difference, Edited, Lend, Moved, RestoreError, Row, TableRows, Taken, Touched, Value,
};
pub use chain::{ERASE, Head, Mac};
pub use documents::{DocumentError, LONGEST, Sweep, verify_documents};
pub use erasure::{Erased, Holdings};
pub use error::{OpenError, StoreError};
pub use filled::{AnsweredQuestion, FilledField};
pub use freshness::{Seen, State, Verdict, judge};
pub use handles::{Reader, Writer};
pub use keys::{Key, StoreKey, StoreKeys};
pub use merging::{MergeError, Merged, Merging, SeparateError};
pub use migrations::standard_form::standard_form;
pub use open::Store;
pub use seal::make_id;
pub use tables::{
    approval::ApprovalRow,
    cohort::{CohortCounts, CohortsWhen},
    combining::{CombinedRow, CombiningRow, WaitingParcel},
    company::CompanyRow,
    consent::NewConsent,
    consent_override::ConsentOverride,
    course::CourseCounts,
    cv_given::CvGiven,
    document::{Document, DocumentFile, DocumentId, NewDocument},
    draft::{Aside, Asides, Draft, DraftContent, NewDraft},
    fee::FeeRow,
    form::{FormRow, FormVersionRow, NewFormVersion, STANDARD, checksum_of},
    hand_over::{CarriedEntry, Direction, Ended, HandOver, Laptop, LaptopKey, ParcelId},
    import::{ImportId, ImportRow, Imported, NewImport, Since},
    interview::{Held, Interview},
    journal::{Entry, Filter, Holding, JournalRow, Payload},
    ledger::{LedgerIntroduction, LedgerOpening},
    ledger_hold::LedgerHold,
    member::{Member, MemberId, NewMember, Slot},
    merged_person::MergedPerson,
    participant::{Order, PersonSummary, Told},
    person_key::Uid,
    placement::{NewRecommendation, Of, Recommended},
    plan::OpenPlanStep,
    profile::Kept,
    release::{CatalogueRow, CodedFact, ReleaseFileRow, ReleaseRow},
    reminder::{LastStep, ReminderMark},
    review::{Quiet, Review},
    sealed_note::SealedNote,
    turnout::Turnout,
};
pub use upkeep::SnapshotError;
pub use verify::{Damage, Progress, Step, verify};

#[cfg(test)]
mod tests;
