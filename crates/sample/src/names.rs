//! Names by language: parts that are common where the language is spoken, each in its own script, in Latin letters and
//! in kana. They are combined by chance and belong to nobody.

mod africa;
mod america;
mod europe;
mod south_asia;
mod south_east_asia;
mod west_asia;

pub use africa::{CAMEROONIAN, CONGOLESE, ETHIOPIC, GUINEAN, KENYAN, NIGERIAN, UGANDAN};
pub use america::SPANISH;
pub use europe::UKRAINIAN;
pub use south_asia::{BENGALI, NEPALI, SINHALA, TAMIL, URDU};
pub use south_east_asia::{BURMESE, HAN, UYGHUR};
pub use west_asia::{ARABIC, DARI, KURDISH, PERSIAN};

/// A part of a name: own script, Latin, kana. The own script is empty where it is Latin.
pub type Part = (&'static str, &'static str, &'static str);

/// How the parts stand in the own script.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// First part, space, second part.
    Spaced,
    /// Second part and first part without a space.
    FamilyFirst,
}

/// The parts of the names of a language.
#[derive(Debug)]
pub struct NameSet {
    /// How the parts are joined.
    pub form: Form,
    /// Given names.
    pub first: &'static [Part],
    /// Names of families or fathers.
    pub second: &'static [Part],
}

/// A name in full.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FullName {
    /// In the own script, unless that is Latin.
    pub own: Option<String>,
    /// In Latin letters.
    pub latin: String,
    /// In kana.
    pub kana: String,
    /// The given name in Latin letters.
    pub given: &'static str,
}

impl NameSet {
    /// How many names can be made.
    pub const fn len(&self) -> usize {
        self.first.len() * self.second.len()
    }

    /// The name with a number; numbers begin again after the last.
    pub fn name(&self, number: usize) -> Option<FullName> {
        let (first, second) = (number % self.first.len(), number / self.first.len() % self.second.len());
        let (first, second) = (self.first.get(first)?, self.second.get(second)?);
        let own = match self.form {
            _ if first.0.is_empty() => None,
            Form::Spaced => Some(format!("{} {}", first.0, second.0)),
            Form::FamilyFirst => Some(format!("{}{}", second.0, first.0)),
        };
        let (latin, kana) = match self.form {
            Form::Spaced => (format!("{} {}", first.1, second.1), format!("{}・{}", first.2, second.2)),
            Form::FamilyFirst => (format!("{} {}", second.1, first.1), format!("{}・{}", second.2, first.2)),
        };
        Some(FullName { own, latin, kana, given: first.1 })
    }
}
