//! What the commands work on: the office, and what only the desktop can do.

use std::sync::Arc;

use office::Office;
use thiserror::Error;

/// What a file is proposed to be called. It never holds a person's name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileSuggestion {
    /// Without the ending.
    pub stem: String,
    /// The ending, without the dot.
    pub extension: &'static str,
}

/// Why a file was not written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum DesktopError {
    /// The disk is full.
    #[error("The disk is full")]
    DiskFull,
    /// The place cannot be written to.
    #[error("The place cannot be written to")]
    ReadOnly,
    /// Anything else.
    #[error("The file could not be written")]
    Failed,
}

/// What only the desktop can do.
pub trait Desktop: Send + Sync {
    /// Asks in the native dialog where to, and writes the file whole or not at all. False when the dialog was closed.
    ///
    /// # Errors
    /// [`DesktopError`].
    fn save(&self, suggestion: &FileSuggestion, bytes: &[u8]) -> Result<bool, DesktopError>;

    /// Fills a fresh vault with the sample organisation.
    ///
    /// # Errors
    /// [`DesktopError::Failed`].
    fn fill_sample(&self, office: &Office) -> Result<(), DesktopError>;

    /// The passphrase of the sample organisation.
    fn sample_passphrase(&self) -> &'static str;
}

/// Everything a command works on.
#[derive(Clone)]
pub struct Host {
    /// The office.
    pub office: Arc<Office>,
    /// The desktop.
    pub desktop: Arc<dyn Desktop>,
}
