//! What travels between the screen and the program: requests in, views out.
//!
//! Views are the one place where guarded values become plain text, because a person reads them.

pub mod activities;
pub mod articles;
pub mod backups;
pub mod charts;
pub mod combining;
pub mod companies;
pub mod consents;
pub mod documents;
pub mod erasure;
pub mod event;
pub mod figures;
pub mod finding;
pub mod forms;
pub mod funnel;
pub mod handover;
pub mod intake;
pub mod interviews;
pub mod journal;
pub mod keys;
pub mod ledgers;
pub mod papers;
pub mod people;
pub mod placements;
pub mod profile;
pub mod programmes;
pub mod releases;
pub mod session;
pub mod support;
pub mod undo;
pub mod work;

/// All of them, for what is written out of the command table.
pub mod all {
    pub use super::activities::*;
    pub use super::articles::*;
    pub use super::backups::*;
    pub use super::charts::*;
    pub use super::combining::*;
    pub use super::companies::*;
    pub use super::consents::*;
    pub use super::documents::*;
    pub use super::erasure::*;
    pub use super::event::*;
    pub use super::figures::*;
    pub use super::finding::*;
    pub use super::forms::*;
    pub use super::funnel::*;
    pub use super::handover::*;
    pub use super::intake::*;
    pub use super::interviews::*;
    pub use super::journal::*;
    pub use super::keys::*;
    pub use super::ledgers::*;
    pub use super::papers::*;
    pub use super::people::*;
    pub use super::placements::*;
    pub use super::profile::*;
    pub use super::programmes::*;
    pub use super::releases::*;
    pub use super::session::*;
    pub use super::support::*;
    pub use super::undo::*;
    pub use super::work::*;
}

use serde::{Deserialize, Serialize};

/// The languages of the screen and of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub enum Language {
    /// Japanese.
    Ja,
    /// English.
    En,
}
