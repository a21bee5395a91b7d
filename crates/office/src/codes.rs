//! The lists of codes of the office: which ones may be chosen, their words, and what the office changes in them.

use std::collections::BTreeMap;

use casework::{
    codes::{self, Code, CodeList, OfficeCode, UnknownCode, Validity, Words},
    dates::{DateError, full_day},
    text::TextError,
};
use chrono::NaiveDate;
use guarded::Guarded;

use crate::{
    desk::{Change, Desk, WritingDesk},
    error::{InField, OfficeError},
    roles::Act,
};

/// The longest words of a code, in characters.
const WORDS_MAX: usize = 80;

/// A code as the office enters it. Days are texts as typed, empty for none.
#[derive(Debug, Clone, Default)]
pub struct EnteredCode {
    /// In Japanese; empty takes the words of the standard.
    pub ja: String,
    /// In English; empty takes the words of the standard.
    pub en: String,
    /// The first day on which it may be chosen.
    pub valid_from: String,
    /// The last day on which it may be chosen.
    pub valid_until: String,
    /// For an own code, the code of the standard of which it is a kind; empty for none.
    pub kind_of: String,
}

impl Desk<'_> {
    /// Returns every code of a list, retired ones too, so that old records can be read.
    ///
    /// # Errors
    /// What the store says.
    pub fn code_list(&self, list: CodeList) -> Result<Vec<Code>, OfficeError> {
        Ok(codes::put_together(list, &self.records.office_codes(list)?))
    }

    /// Returns how many records each code of a list stands in; a code that stands nowhere is not among them.
    ///
    /// # Errors
    /// What the store says.
    pub fn code_uses(&self, list: CodeList) -> Result<BTreeMap<String, u32>, OfficeError> {
        self.may(Act::OwnAccount)?;
        Ok(self.records.code_uses(list)?)
    }

    /// Returns the codes of a list that may be chosen on a day.
    ///
    /// # Errors
    /// What the store says.
    pub fn codes(&self, list: CodeList, on: NaiveDate) -> Result<Vec<Code>, OfficeError> {
        let mut codes = self.code_list(list)?;
        codes.retain(|code| code.valid.holds_on(on));
        Ok(codes)
    }

    /// Returns the words of a code, retired or not.
    ///
    /// # Errors
    /// What the store says.
    pub fn words_of(&self, list: CodeList, code: &str) -> Result<Option<Words>, OfficeError> {
        Ok(self.code(list, code)?.map(|known| known.words))
    }

    /// Checks that a code is in a list and may be chosen on a day. `field` names the field of the request.
    ///
    /// # Errors
    /// [`OfficeError::Field`]; what the store says.
    pub fn check_code(&self, field: &str, list: CodeList, code: &str, on: NaiveDate) -> Result<(), OfficeError> {
        let known = self.code(list, code)?.filter(|known| known.valid.holds_on(on));
        known.map(drop).ok_or(UnknownCode).in_field(field)
    }

    /// Checks that a code is in a list, retired or not.
    ///
    /// # Errors
    /// [`OfficeError::Field`]; what the store says.
    pub fn check_known_code(&self, field: &str, list: CodeList, code: &str) -> Result<(), OfficeError> {
        self.code(list, code)?.map(drop).ok_or(UnknownCode).in_field(field)
    }

    fn code(&self, list: CodeList, code: &str) -> Result<Option<Code>, OfficeError> {
        Ok(codes::one(list, code, self.records.office_code(list, code)?.as_ref()))
    }
}

impl WritingDesk<'_> {
    /// Adds a code of the office and returns it.
    ///
    /// # Errors
    /// [`OfficeError::ClosedList`] when the standard is closed; [`OfficeError::Field`] for words or days.
    pub fn add_code(&self, list: CodeList, entered: &EnteredCode) -> Result<String, OfficeError> {
        self.may(Act::Organisation)?;
        if !list.takes_own_codes() {
            return Err(OfficeError::ClosedList);
        }
        let known = self.code_list(list)?;
        let said = self.said(list, String::new(), entered)?;
        for (field, words) in [("ja", &said.words.ja), ("en", &said.words.en)] {
            if words.is_empty() {
                return Err(OfficeError::field(field, TextError::Empty));
            }
        }
        let code = codes::code_for(&said.words, |code| known.iter().any(|known| known.code == code));
        let said = OfficeCode { code: code.clone(), ..said };
        self.note_code("add", list, None, Some(&said))?;
        self.writer.set_office_code(list, &said)?;
        Ok(code)
    }

    /// Changes the words or the validity of a code. With a last day it is retired: records keep it, forms no longer
    /// offer it.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`]; [`OfficeError::Field`].
    pub fn change_code(&self, list: CodeList, code: &str, entered: &EnteredCode) -> Result<(), OfficeError> {
        self.may(Act::Organisation)?;
        let before = self.code_list(list)?.into_iter().find(|known| known.code == code);
        let before = before.ok_or(OfficeError::NotFound)?;
        let said = self.said(list, code.to_owned(), entered)?;
        if !before.standard && (said.words.ja.is_empty() || said.words.en.is_empty()) {
            return Err(OfficeError::field(if said.words.ja.is_empty() { "ja" } else { "en" }, TextError::Empty));
        }
        let before = self.records.office_codes(list)?.into_iter().find(|said| said.code == code);
        self.note_code("change", list, before.as_ref(), Some(&said))?;
        Ok(self.writer.set_office_code(list, &said)?)
    }

    /// Removes a code of the office that no record has, or takes back what the office changed in one of the standard.
    ///
    /// # Errors
    /// [`OfficeError::InUse`] for an own code that stands in a record: it can be retired; [`OfficeError::NotFound`].
    pub fn remove_code(&self, list: CodeList, code: &str) -> Result<(), OfficeError> {
        self.may(Act::Organisation)?;
        let before = self.records.office_codes(list)?.into_iter().find(|said| said.code == code);
        let before = before.ok_or(OfficeError::NotFound)?;
        if !codes::is_standard(list, code) && self.records.code_in_use(list, code)? {
            return Err(OfficeError::InUse);
        }
        self.note_code("remove", list, Some(&before), None)?;
        Ok(self.writer.remove_office_code(list, code)?)
    }

    fn said(&self, list: CodeList, code: String, entered: &EnteredCode) -> Result<OfficeCode, OfficeError> {
        let words = Words { ja: words("ja", &entered.ja)?, en: words("en", &entered.en)? };
        let valid = Validity {
            from: optional_day("valid_from", &entered.valid_from)?,
            until: optional_day("valid_until", &entered.valid_until)?,
        };
        if valid.from.zip(valid.until).is_some_and(|(from, until)| until < from) {
            return Err(OfficeError::field("valid_until", DateError::TooEarly));
        }
        let kind_of = entered.kind_of.trim();
        if !kind_of.is_empty() && (!codes::is_standard(list, kind_of) || kind_of == code) {
            return Err(OfficeError::field("kind_of", UnknownCode));
        }
        Ok(OfficeCode { code, words, valid, kind_of: kind_of.to_owned() })
    }

    fn note_code(
        &self,
        verb: &str,
        list: CodeList,
        before: Option<&OfficeCode>,
        after: Option<&OfficeCode>,
    ) -> Result<(), OfficeError> {
        let (before, after) = (before.map(|said| as_json(list, said)), after.map(|said| as_json(list, said)));
        self.note_change(&Change { verb, subject: "code", before, after, ..Change::default() })
    }
}

fn words(field: &str, typed: &str) -> Result<String, OfficeError> {
    if typed.trim().is_empty() {
        return Ok(String::new());
    }
    // EXPOSE: the words of a code are nobody's data; the rule for lines of text is shared.
    casework::text::line(&Guarded::from(typed), WORDS_MAX).map(|text| text.expose().clone()).in_field(field)
}

fn optional_day(field: &str, typed: &str) -> Result<Option<NaiveDate>, OfficeError> {
    if typed.trim().is_empty() { Ok(None) } else { full_day(typed).map(Some).in_field(field) }
}

fn as_json(list: CodeList, said: &OfficeCode) -> Guarded<String> {
    let OfficeCode { code, words, valid, kind_of } = said;
    let (list, from, until) = (list.id(), valid.from, valid.until);
    Guarded::new(
        serde_json::json!({
            "list": list, "code": code, "words_ja": words.ja, "words_en": words.en,
            "valid_from": from, "valid_until": until, "kind_of": kind_of,
        })
        .to_string(),
    )
}
