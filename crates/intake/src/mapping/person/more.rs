//! The columns beyond name, birth and status.

use casework::text::{self, TextError};
use guarded::Guarded;

use super::Reading;
use crate::{
    mapping::{Details, Field, Problem, details, words},
    workbook::Kind,
};

/// The longest words of a column, in characters, as the office takes them.
const WORDS_MAX: usize = 4_000;

impl<'b> Reading<'_, 'b> {
    /// What the other columns say, added to what the languages and the status said.
    pub(super) fn details(&mut self, said: Details) -> Details {
        let lists = self.reader.lists;
        let mut details = said;
        for (field, kind) in [(Field::Phone, "phone"), (Field::Email, "email")] {
            for column in self.reader.columns(field).to_vec() {
                let number = self.cell(column).kind() == Kind::Number;
                if let Some(text) = self.words(column, field) {
                    details.contacts.extend(details::contacts(kind, text, number));
                }
            }
        }
        for text in self.all(Field::ContactCare) {
            details::with_care(&mut details.contacts, text);
        }
        // Of several columns the most telling one: a school is one record.
        for text in self.all(Field::Education) {
            match (&mut details.schooling, details::schooling(text, &lists.education)) {
                (Some(known), Some(more)) => {
                    if known.level.is_empty() {
                        known.level = more.level;
                    }
                    known.institution = known.institution.take().or(more.subject);
                }
                (known @ None, school) => *known = school,
                (Some(_), None) => {}
            }
        }
        details.jobs =
            self.all(Field::Occupation).iter().filter_map(|text| details::job(text, &lists.occupations)).collect();
        for text in self.all(Field::Referral) {
            let exact = lists.referral_sources.exactly(text);
            let code = exact.unwrap_or_else(|| details::referral(text, &lists.referral_sources));
            if details.referral_source.is_empty() {
                code.clone_into(&mut details.referral_source);
            }
            if exact.is_none() && details.referral_detail.is_none() {
                details.referral_detail = Some(Guarded::new(details::one_line(text)));
            }
        }
        for text in self.all(Field::Prefecture) {
            match details::prefecture(text, &lists.prefectures) {
                Some(code) => code.clone_into(&mut details.prefecture),
                None => {
                    let note = self.noted(Field::Prefecture, text);
                    details.notes.push(note);
                }
            }
        }
        for text in self.all(Field::Caseworker) {
            match lists.member(text) {
                Some(member) => details.caseworker = Some(member),
                None => {
                    let note = self.noted(Field::Caseworker, text);
                    details.notes.push(note);
                }
            }
        }
        details.notes.extend(self.all(Field::Notes).into_iter().map(|text| Guarded::from(text.trim())));
        details
    }

    /// What the columns of a field say, each that says something.
    pub(super) fn all(&mut self, field: Field) -> Vec<&'b str> {
        let columns = self.reader.columns(field).to_vec();
        columns.into_iter().filter_map(|column| self.words(column, field)).collect()
    }

    /// The words of a cell that the office can keep.
    fn words(&mut self, column: usize, field: Field) -> Option<&'b str> {
        let text = self.text(column, field).filter(|text| !words::is_nothing(text))?;
        match text::paragraphs(&Guarded::from(text), WORDS_MAX) {
            Ok(_) => return Some(text),
            Err(TextError::TooLong { .. }) => self.fault(Some(column), field, Problem::TooLong),
            Err(TextError::Control) => self.fault(Some(column), field, Problem::Control),
            Err(TextError::Empty) => {}
        }
        None
    }

    /// Words that no list has, with the heading under which they stand.
    pub(super) fn noted(&self, field: Field, words: &str) -> Guarded<String> {
        let heading = self.reader.layout.columns.iter().find(|column| column.field == Some(field));
        // EXPOSE: put together and guarded again.
        let heading = heading.map_or("", |column| column.heading.expose().as_str());
        Guarded::new(format!("{heading}: {}", words.trim()))
    }
}
