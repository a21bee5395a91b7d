//! Companies: what is known of them, who is in them, what was talked about and what they offer.

mod contacts;
mod discussions;
pub(crate) mod openings;

use casework::{
    codes::{CodeList, UnknownCode},
    company::{Company, CompanyProfile, SIZES},
    ids::CompanyId,
    names::NAME_MAX,
    text::{TextError, fold, line, paragraphs},
};
use guarded::Guarded;
use store::{CompanyRow, Of};

pub use self::{
    contacts::{ContactLine, EnteredContact},
    discussions::EnteredDiscussion,
    openings::{EnteredOpening, Fitting, FittingPerson, OpeningLine, OpeningPage},
};
use crate::{
    desk::{Desk, WritingDesk},
    error::{FieldError, InField, OfficeError},
    placements::PlacementLine,
    roles::Act,
};

/// A list has at most so many rows.
const ROWS_MAX: u32 = 2_000;
/// The longest words about a company, in characters.
const WORDS_MAX: usize = 4_000;

/// Everything about a company.
#[derive(Debug, Clone)]
pub struct CompanyPage {
    /// What is known.
    pub company: Company,
    /// Whether anything hangs on it: then it is retired and never removed.
    pub has_history: bool,
    /// Who is in it.
    pub contacts: Vec<ContactLine>,
    /// The talks, the newest first.
    pub discussions: Vec<casework::company::Discussion>,
    /// What it offers, what is open first.
    pub openings: Vec<OpeningLine>,
    /// Who was recommended to it, the newest first.
    pub placements: Vec<PlacementLine>,
}

/// What became of a company that was to be removed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CompanyRemoved {
    /// Nothing hung on it: it is gone.
    Gone,
    /// It has a history: nobody is recommended to it any more, and all of it stays readable.
    Retired,
}

/// A line that may be empty.
fn optional_line(field: &str, text: &Guarded<String>) -> Result<Guarded<String>, OfficeError> {
    match line(text, NAME_MAX) {
        Err(TextError::Empty) => Ok(Guarded::default()),
        checked => checked.in_field(field),
    }
}

/// Several lines that may be empty.
fn optional_words(field: &str, text: &Guarded<String>) -> Result<Guarded<String>, OfficeError> {
    Ok(paragraphs(text, WORDS_MAX).in_field(field)?.unwrap_or_default())
}

/// Whether a text says nothing.
fn is_blank(text: &Guarded<String>) -> bool {
    // EXPOSE: only whether it is empty.
    text.expose().trim().is_empty()
}

/// A code out of a closed list, or none.
fn one_of(field: &str, code: &str, known: &[&str]) -> Result<(), OfficeError> {
    (code.is_empty() || known.contains(&code)).then_some(()).ok_or(UnknownCode).in_field(field)
}

impl Desk<'_> {
    /// Returns the companies that have every word of the query in one of their names, by name.
    ///
    /// # Errors
    /// What the store says.
    pub fn companies(&self, query: &Guarded<String>) -> Result<Vec<CompanyRow>, OfficeError> {
        self.may(Act::SeePeople)?;
        // EXPOSE: folded into guarded words.
        let folded = query.map(|query| fold(query));
        let words = folded.expose().split(' ').filter(|word| !word.is_empty()).take(8).map(Guarded::from);
        Ok(self.records.companies(&words.collect::<Vec<_>>(), ROWS_MAX)?)
    }

    /// Returns everything about a company.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`], or what the store says.
    pub fn company_page(&self, id: CompanyId) -> Result<CompanyPage, OfficeError> {
        self.may(Act::SeePeople)?;
        let company = self.records.company(id)?;
        self.note_reading(None, "open", "company", Some(id.0));
        Ok(CompanyPage {
            company,
            has_history: self.records.company_has_history(id)?,
            contacts: self.contacts_of(id)?,
            discussions: self.records.discussions_of(id)?,
            openings: self.opening_lines(self.records.openings_of(id)?)?,
            placements: self.placement_lines(self.records.recommendations(Of::Company(id))?)?,
        })
    }

    /// A code of a list that may be empty; one that stood there before may have been retired since.
    pub(crate) fn checked_code(
        &self,
        field: &str,
        list: CodeList,
        code: &str,
        before: &str,
    ) -> Result<(), OfficeError> {
        if code.is_empty() || code == before { Ok(()) } else { self.check_code(field, list, code, self.today()) }
    }

    /// What is known of a company as it is kept.
    pub(crate) fn checked_company(
        &self,
        entered: &CompanyProfile,
        before: &CompanyProfile,
    ) -> Result<CompanyProfile, OfficeError> {
        self.checked_code("industry", CodeList::Industry, &entered.industry, &before.industry)?;
        self.checked_code("prefecture", CodeList::Prefecture, &entered.prefecture, &before.prefecture)?;
        one_of("size", &entered.size, SIZES)?;
        Ok(CompanyProfile {
            name: line(&entered.name, NAME_MAX).in_field("name")?,
            reading: optional_line("reading", &entered.reading)?,
            name_en: optional_line("name_en", &entered.name_en)?,
            industry: entered.industry.clone(),
            size: entered.size.clone(),
            prefecture: entered.prefecture.clone(),
            address: optional_line("address", &entered.address)?,
            phone: optional_line("phone", &entered.phone)?,
            website: optional_line("website", &entered.website)?,
            notes: optional_words("notes", &entered.notes)?,
        })
    }

    /// Refuses a company to which nobody is recommended any more.
    pub(crate) fn not_retired(&self, id: CompanyId) -> Result<Company, OfficeError> {
        let company = self.records.company(id)?;
        if company.retired_on.is_some() {
            return Err(OfficeError::field("company", FieldError::AlreadyEnded));
        }
        Ok(company)
    }
}

impl WritingDesk<'_> {
    /// Adds a company of which only the name is known.
    ///
    /// # Errors
    /// [`OfficeError::Field`] for `name`.
    pub fn add_company(&self, name: &Guarded<String>) -> Result<CompanyId, OfficeError> {
        self.enter_company(&CompanyProfile::named(name.clone()), true)
    }

    /// Adds a company. One with the same name is there already unless `another` says that it is another one.
    ///
    /// # Errors
    /// [`OfficeError::Field`].
    pub fn enter_company(&self, entered: &CompanyProfile, another: bool) -> Result<CompanyId, OfficeError> {
        self.may(Act::Placement)?;
        let profile = self.checked_company(entered, &CompanyProfile::default())?;
        if !another && !self.records.companies_named(&profile.name)?.is_empty() {
            return Err(OfficeError::field("name", FieldError::AlreadyThere));
        }
        let id = self.writer.add_company(&profile)?;
        self.note("add", "company", Some(id.0))?;
        Ok(id)
    }

    /// Replaces what is known of a company.
    ///
    /// # Errors
    /// [`OfficeError::Field`]; [`OfficeError::NotFound`].
    pub fn correct_company(&self, id: CompanyId, entered: &CompanyProfile) -> Result<(), OfficeError> {
        self.may(Act::Placement)?;
        let before = self.records.company(id)?.profile;
        self.writer.correct_company(id, &self.checked_company(entered, &before)?)?;
        self.note("correct", "company", Some(id.0))
    }

    /// Removes a company, or retires it when anything hangs on it.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`].
    pub fn remove_company(&self, id: CompanyId) -> Result<CompanyRemoved, OfficeError> {
        self.may(Act::Placement)?;
        self.records.company(id)?;
        if self.records.company_has_history(id)? {
            self.writer.retire_company(id, Some(self.today()))?;
            self.note("retire", "company", Some(id.0))?;
            return Ok(CompanyRemoved::Retired);
        }
        self.writer.remove_company(id)?;
        self.note("remove", "company", Some(id.0))?;
        Ok(CompanyRemoved::Gone)
    }

    /// Takes back that a company was retired.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`].
    pub fn restore_company(&self, id: CompanyId) -> Result<(), OfficeError> {
        self.may(Act::Placement)?;
        self.records.company(id)?;
        self.writer.retire_company(id, None)?;
        self.note("restore", "company", Some(id.0))
    }
}
