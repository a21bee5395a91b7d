//! From records to views: the one place where guarded values become plain text, because a person reads them.

pub mod activities;
pub mod articles;
pub mod backups;
pub mod charts;
pub mod combining;
pub mod companies;
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
pub mod work;

use guarded::Guarded;
use office::Language as OfficeLanguage;
use serde::Serializer;

/// Writes a guarded text into a view.
///
/// # Errors
/// What the serializer says.
pub fn shown<S: Serializer>(text: &Guarded<String>, to: S) -> Result<S::Ok, S::Error> {
    // EXPOSE: shown to the person who opened the vault.
    to.serialize_str(text.expose())
}

use crate::views::Language;

impl From<Language> for OfficeLanguage {
    fn from(language: Language) -> Self {
        match language {
            Language::Ja => Self::Ja,
            Language::En => Self::En,
        }
    }
}

impl From<OfficeLanguage> for Language {
    fn from(language: OfficeLanguage) -> Self {
        match language {
            OfficeLanguage::Ja => Self::Ja,
            OfficeLanguage::En => Self::En,
        }
    }
}
