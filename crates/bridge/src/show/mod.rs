//! From records to views: the one place where guarded values become plain text, because a person reads them.

pub mod backups;
pub mod documents;
pub mod erasure;
pub mod figures;
pub mod finding;
pub mod forms;
pub mod handover;
pub mod intake;
pub mod interviews;
pub mod journal;
pub mod keys;
pub mod people;
pub mod profile;
pub mod programmes;
pub mod session;
pub mod work;

use office::Language as OfficeLanguage;

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
