//! Taking back what was changed of a participant.

use serde::Serialize;

/// What can be undone of a participant since the vault was opened.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct UndoView {
    /// What is undone next.
    pub undo: Option<UndoStep>,
    /// What is done again next.
    pub redo: Option<UndoStep>,
    /// How many steps back there are.
    pub steps: u32,
}

/// An edit.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct UndoStep {
    /// When (RFC 3339).
    pub at: String,
    /// What was done, as the journal calls it.
    pub verb: String,
    /// With what kind of record, as the journal calls it.
    pub subject: String,
}
