//! What must be known before the vault is open: the language of the screen. Nothing personal.

use std::{fs, io, path::Path};

use casework::programme::Bilingual;
use serde::{Deserialize, Serialize};

/// The languages of the screen and of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// Japanese.
    #[default]
    Ja,
    /// English.
    En,
}

impl Language {
    /// Chooses one of two texts.
    pub const fn choose<'a>(self, ja: &'a str, en: &'a str) -> &'a str {
        match self {
            Self::Ja => ja,
            Self::En => en,
        }
    }

    /// Takes the text of the office in this language; the other one when this one is empty.
    pub(crate) fn of(self, text: Bilingual) -> String {
        let Bilingual { ja, en } = text;
        let (first, second) = match self {
            Self::Ja => (ja, en),
            Self::En => (en, ja),
        };
        if first.is_empty() { second } else { first }
    }

    pub(crate) const fn of_report(self) -> report::Language {
        match self {
            Self::Ja => report::Language::Japanese,
            Self::En => report::Language::English,
        }
    }
}

/// The preferences of this computer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Preferences {
    /// The language of the screen.
    #[serde(default)]
    pub language: Language,
    /// Whether quick erase is allowed here. It is asked for on the locked screen too, so it lies outside of the vault:
    /// whoever could change it could as well remove the files.
    #[serde(default)]
    pub quick_erase: bool,
}

impl Preferences {
    /// Reads them; the default when there are none or they cannot be read.
    pub fn read(file: &Path) -> Self {
        fs::read(file).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default()
    }

    /// Writes them.
    ///
    /// # Errors
    /// What the disk says.
    pub fn write(&self, file: &Path) -> io::Result<()> {
        file.parent().map_or(Ok(()), fs::create_dir_all)?;
        fs::write(file, serde_json::to_vec(self)?)
    }
}
