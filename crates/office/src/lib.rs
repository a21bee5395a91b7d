//! Use cases and session state. The window, the command line and the tests all come through here.
//!
//! [`Office`] holds the one open vault. [`Office::read`] and [`Office::write`] lend a [`Desk`], on which the use cases
//! are; they refuse while the vault is locked. Clock and places come in from outside; nothing here knows Tauri.

mod clock;
mod desk;
mod error;
mod figures;
mod interviews;
mod participants;
mod people;
mod placements;
mod preferences;
mod programmes;
mod public;
mod report;
mod session;
mod session_error;
mod settings;
mod unlocking;

pub use clock::{Clock, FixedClock, SystemClock};
pub use desk::{Desk, WritingDesk};
pub use error::{FieldError, OfficeError};
pub use figures::{ExplainedFigure, Figure, Figures, ProgrammeFigures};
pub use interviews::{OpenDraft, SaveDraft};
pub use participants::{NewName, NewParticipant, NewResidence};
pub use people::{FactLine, LikelyDuplicate, ParticipantPage, PermitDue, Today};
pub use preferences::{Language, Preferences};
pub use report::{DraftReport, DraftRow, DraftSection, ReportFormat};
pub use session::{Office, Places, Stage, Status};
pub use session_error::SessionError;
pub use settings::OrganisationSettings;
pub use unlocking::{Hardness, SecretKind};
