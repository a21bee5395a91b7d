//! What the commands work on: the office, and what only the desktop can do.

use std::{path::PathBuf, sync::Arc};

use guarded::Guarded;
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

/// A file that a person chose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChosenFile {
    /// Its name, without the folders.
    pub name: Guarded<String>,
    /// Itself.
    pub bytes: Guarded<Vec<u8>>,
}

/// Why a file was not written or read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum DesktopError {
    /// The disk is full.
    #[error("The disk is full")]
    DiskFull,
    /// The place cannot be written to.
    #[error("The place cannot be written to")]
    ReadOnly,
    /// The file is larger than what was asked for.
    #[error("The file is too large")]
    TooLarge,
    /// The file cannot be read.
    #[error("The file cannot be read")]
    Unreadable,
    /// Anything else.
    #[error("The file could not be written")]
    Failed,
}

/// What the desktop tells the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Watching {
    /// That the computer is about to sleep.
    pub sleep: bool,
    /// That the screen is locked.
    pub screen: bool,
}

/// What only the desktop can do.
pub trait Desktop: Send + Sync {
    /// Asks in the native dialog where to, and writes the file whole or not at all. False when the dialog was closed.
    ///
    /// # Errors
    /// [`DesktopError`].
    fn save(&self, suggestion: &FileSuggestion, bytes: &[u8]) -> Result<bool, DesktopError>;

    /// Asks in the native dialog for a file and reads it, if it is no longer than `longest` bytes. None when the dialog
    /// was closed.
    ///
    /// # Errors
    /// [`DesktopError::TooLarge`], [`DesktopError::Unreadable`].
    fn open_file(&self, longest: u64) -> Result<Option<ChosenFile>, DesktopError>;

    /// Asks in the native dialog for a place to write to. None when the dialog was closed.
    ///
    /// # Errors
    /// [`DesktopError`].
    fn place_for(&self, suggestion: &FileSuggestion) -> Result<Option<PathBuf>, DesktopError>;

    /// Asks in the native dialog for a file with one of these endings. None when the dialog was closed.
    ///
    /// # Errors
    /// [`DesktopError`].
    fn choose_file(&self, extensions: &[&'static str]) -> Result<Option<PathBuf>, DesktopError>;

    /// Asks in the native dialog for a folder. None when the dialog was closed.
    ///
    /// # Errors
    /// [`DesktopError`].
    fn choose_folder(&self) -> Result<Option<PathBuf>, DesktopError>;

    /// Asks in the native dialog for a spreadsheet. None when the dialog was closed.
    ///
    /// # Errors
    /// [`DesktopError`].
    fn choose_spreadsheet(&self) -> Result<Option<PathBuf>, DesktopError>;

    /// The vault was locked by a command: nothing of it may stay in the memory of the program or its page.
    fn locked(&self);

    /// What the desktop tells the program before the screen or the computer goes away.
    fn watching(&self) -> Watching;

    /// The page has covered itself and saved what was typed: locking may go on.
    fn page_is_flushed(&self) {}

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
