//! A row as a company.

use casework::{
    company::CompanyProfile,
    names::NAME_MAX,
    text::{self, TextError},
};
use guarded::Guarded;

use super::{Mends, PersonReader, Reading};
use crate::{
    mapping::{Fault, Field, Problem, details},
    workbook::{Kind, Row},
};

/// The longest notes, in characters, as the office takes them.
const NOTES_MAX: usize = 4_000;

impl PersonReader<'_> {
    /// Reads a row as a company. An industry or a number of employees that cannot be read is kept with the notes, with
    /// its heading, and so is whom to reach.
    ///
    /// # Errors
    /// Why it cannot be taken.
    pub fn company(&self, row: Row<'_>, mends: &Mends) -> Result<CompanyProfile, Vec<Fault>> {
        let mut reading = Reading { reader: self, row, mends, faults: Vec::new() };
        let company = reading.company();
        if reading.faults.is_empty() { Ok(company) } else { Err(reading.faults) }
    }
}

impl Reading<'_, '_> {
    fn company(&mut self) -> CompanyProfile {
        let name = self.line_of(Field::CompanyName);
        // EXPOSE: only whether it is empty.
        if name.expose().is_empty() && self.faults.is_empty() {
            let column = self.reader.columns(Field::CompanyName).first().copied();
            self.fault(column, Field::CompanyName, Problem::Missing);
        }
        let lists = self.reader.lists;
        let mut notes: Vec<Guarded<String>> = Vec::new();
        let industry = self.code(Field::Industry, &mut notes, |text| {
            let text = text.trim();
            lists.industries.exactly(text).or_else(|| lists.industries.told_by(text)).map(str::to_owned)
        });
        let size = self.code(Field::CompanySize, &mut notes, |text| size(text).map(str::to_owned));
        let address = self.line_of(Field::CompanyAddress);
        let told = self.code(Field::Prefecture, &mut notes, |text| {
            details::prefecture(text, &lists.prefectures).map(str::to_owned)
        });
        let prefecture = if told.is_empty() {
            // EXPOSE: read as the code of a prefecture.
            details::prefecture(address.expose(), &lists.prefectures).unwrap_or_default().to_owned()
        } else {
            told
        };
        let company = CompanyProfile {
            name,
            reading: self.line_of(Field::CompanyReading),
            name_en: self.line_of(Field::CompanyNameEn),
            industry,
            size,
            prefecture,
            address,
            phone: self.phone(&mut notes),
            website: self.line_of(Field::Website),
            notes: Guarded::default(),
        };
        for field in [Field::ContactPerson, Field::Email] {
            notes.extend(self.all(field).into_iter().map(|text| self.noted(field, text)));
        }
        CompanyProfile { notes: self.notes(notes), ..company }
    }

    /// The first cell of a field as a line of text; empty when there is none.
    fn line_of(&mut self, field: Field) -> Guarded<String> {
        let Some((column, text)) = self.first(field) else { return Guarded::default() };
        match text::line(&Guarded::from(text), NAME_MAX) {
            Ok(line) => return line,
            Err(TextError::TooLong { .. }) => self.fault(Some(column), field, Problem::TooLong),
            Err(TextError::Control) => self.fault(Some(column), field, Problem::Control),
            Err(TextError::Empty) => {}
        }
        Guarded::default()
    }

    /// The code that a cell tells; what tells none goes to the notes.
    fn code(
        &mut self,
        field: Field,
        notes: &mut Vec<Guarded<String>>,
        read: impl Fn(&str) -> Option<String>,
    ) -> String {
        let Some((_, text)) = self.first(field) else { return String::new() };
        if let Some(code) = read(text) {
            return code;
        }
        if !text.trim().is_empty() {
            notes.push(self.noted(field, text));
        }
        String::new()
    }

    /// The first number; further ones go to the notes.
    fn phone(&mut self, notes: &mut Vec<Guarded<String>>) -> Guarded<String> {
        let mut numbers = Vec::new();
        for column in self.reader.columns(Field::Phone).to_vec() {
            let number = self.cell(column).kind() == Kind::Number;
            if let Some(text) = self.text(column, Field::Phone) {
                numbers.extend(details::contacts("phone", text, number).into_iter().map(|way| way.value));
            }
        }
        let mut numbers = numbers.into_iter();
        let first = numbers.next().unwrap_or_default();
        // EXPOSE: put together and guarded again.
        notes.extend(numbers.map(|number| self.noted(Field::Phone, number.expose())));
        first
    }

    fn notes(&mut self, more: Vec<Guarded<String>>) -> Guarded<String> {
        // EXPOSE: put together and guarded again.
        let own = self.all(Field::Notes).into_iter().map(|text| text.trim().to_owned());
        let all: Vec<String> = own.chain(more.iter().map(|note| note.expose().clone())).collect();
        let column = self.reader.columns(Field::Notes).first().copied();
        match text::paragraphs(&Guarded::new(all.join("\n")), NOTES_MAX) {
            Ok(notes) => return notes.unwrap_or_default(),
            Err(TextError::TooLong { .. }) => self.fault(column, Field::Notes, Problem::TooLong),
            Err(_) => self.fault(column, Field::Notes, Problem::Control),
        }
        Guarded::default()
    }
}

/// The band into which a number of employees falls, from words such as `25名`, `100〜299人` or `1,000+`. None when it may be
/// several.
fn size(text: &str) -> Option<&'static str> {
    let folded = casework::text::fold(text).replace([',', ' '], "");
    if folded.contains('万') {
        return Some("1000_up");
    }
    let numbers: Vec<u32> =
        folded.split(|c: char| !c.is_ascii_digit()).filter_map(|digits| digits.parse().ok()).collect();
    let holds = |words: &[&str]| words.iter().any(|word| folded.contains(word));
    match numbers.as_slice() {
        [from] if holds(&["以上", "超", "+", "morethan", "over", "up", "~", "-", "〜"]) => {
            band(*from).filter(|band| *band == "1000_up")
        }
        [until] if holds(&["未満", "lessthan", "under", "<"]) => (1..=10).contains(until).then_some("1_9"),
        [until] if holds(&["以下", "upto"]) => (1..10).contains(until).then_some("1_9"),
        [exact] => band(*exact),
        [from, until] => band(*from).filter(|from| band(*until) == Some(*from)),
        _ => None,
    }
}

const fn band(employees: u32) -> Option<&'static str> {
    match employees {
        0 => None,
        1..=9 => Some("1_9"),
        10..=49 => Some("10_49"),
        50..=99 => Some("50_99"),
        100..=299 => Some("100_299"),
        300..=999 => Some("300_999"),
        _ => Some("1000_up"),
    }
}

#[cfg(test)]
mod tests {
    use casework::company::SIZES;

    use super::*;

    #[test]
    fn a_number_of_employees_falls_into_a_band_unless_it_may_be_several() {
        for (text, expected) in [
            ("25", Some("10_49")),
            ("約25名", Some("10_49")),
            ("１２０人", Some("100_299")),
            ("1,200", Some("1000_up")),
            ("1000人以上", Some("1000_up")),
            ("1,000+", Some("1000_up")),
            ("2万人", Some("1000_up")),
            ("100〜299人", Some("100_299")),
            ("10-49", Some("10_49")),
            ("1_9", Some("1_9")),
            ("10人未満", Some("1_9")),
            ("50-100", None),
            ("300人以上", None),
            ("100人未満", None),
            ("中小企業", None),
            ("0", None),
        ] {
            assert_eq!(size(text), expected, "{text}");
        }
        for size in ["1", "10", "50", "100", "300", "1000"] {
            assert!(SIZES.contains(&super::size(size).expect("a band")));
        }
    }
}
