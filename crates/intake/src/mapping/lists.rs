//! The lists of the office into which words of a sheet are read.

use std::collections::HashMap;

use casework::codes::Code;
use chrono::NaiveDate;
use guarded::Guarded;

use super::words::key;

/// Codes by the words of the office: as the office changed them, with its own codes and those it retired.
#[derive(Debug, Clone, Default)]
pub struct WordList {
    by_word: HashMap<String, String>,
    codes: Vec<String>,
    /// What the words of a code name one by one, with the code.
    parts: Vec<(String, String)>,
}

impl WordList {
    /// The list of `codes`. Where two codes have the same words, the one that may be chosen on the day counts.
    pub fn of(codes: &[Code], today: NaiveDate) -> Self {
        let mut list = Self::default();
        let (now, retired): (Vec<_>, Vec<_>) = codes.iter().partition(|code| code.valid.holds_on(today));
        for code in now.into_iter().chain(retired) {
            list.codes.push(code.code.clone());
            let named = [&code.words.ja, &code.words.en].into_iter().flat_map(|word| word.split(['・', ',', '(', ')']));
            let parts = named.flat_map(|part| part.split(" and ")).map(key).filter(|part| !part.is_empty());
            list.parts.extend(parts.map(|part| (part, code.code.clone())));
            for word in [&code.code, &code.words.ja, &code.words.en].map(|word| key(word)) {
                if !word.is_empty() {
                    list.by_word.entry(word).or_insert_with(|| code.code.clone());
                }
            }
        }
        list
    }

    /// The code that has exactly these words, whatever their width, case and marks.
    pub fn exactly(&self, text: &str) -> Option<&str> {
        self.by_word.get(&key(text)).map(String::as_str)
    }

    /// The one code that these words tell of, though they are not its own: a part of its words, or more than they say.
    /// None where several do.
    pub fn told_by(&self, text: &str) -> Option<&str> {
        let text = key(text);
        if text.chars().count() < 2 {
            return None;
        }
        // Two signs stand in many words by chance.
        let long = |word: &str| word.chars().count() > 2;
        let tells = |word: &str| word == text || word.contains(&text) || (long(word) && text.contains(word));
        let mut told: Vec<&str> =
            self.parts.iter().filter(|(part, _)| tells(part)).map(|(_, code)| code.as_str()).collect();
        told.sort_unstable();
        told.dedup();
        match told.as_slice() {
            [one] => Some(*one),
            _ => None,
        }
    }

    /// The code, if the office has it.
    pub fn code(&self, code: &str) -> Option<&str> {
        self.codes.iter().find(|known| *known == code).map(String::as_str)
    }
}

/// What the office has, for reading the words of a sheet.
#[derive(Debug, Clone, Default)]
pub struct OfficeLists {
    /// Residence statuses.
    pub statuses: WordList,
    /// Who sends participants.
    pub referral_sources: WordList,
    /// Levels of education.
    pub education: WordList,
    /// Occupations.
    pub occupations: WordList,
    /// Prefectures.
    pub prefectures: WordList,
    /// Industries.
    pub industries: WordList,
    /// Who works here now, by number.
    pub staff: Vec<(u32, Guarded<String>)>,
}

impl OfficeLists {
    /// The one member of staff whose name, or a part of whose name, this is.
    pub fn member(&self, text: &str) -> Option<u32> {
        let wanted = key(text);
        if wanted.is_empty() {
            return None;
        }
        // EXPOSE: compared with what stands in a cell.
        let whole = |name: &Guarded<String>| key(name.expose()) == wanted;
        let part = |name: &Guarded<String>| name.expose().split_whitespace().any(|part| key(part) == wanted);
        let only = |test: &dyn Fn(&Guarded<String>) -> bool| {
            let mut found = self.staff.iter().filter(|(_, name)| test(name)).map(|(number, _)| *number);
            found.next().filter(|_| found.next().is_none())
        };
        only(&whole).or_else(|| only(&part))
    }
}

#[cfg(test)]
mod tests {
    use casework::codes::{CodeList, OfficeCode, Validity, Words, put_together};

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    #[test]
    fn words_of_the_office_are_read_and_those_it_retired_too() {
        let said = |code: &str, ja: &str, until: Option<&str>| OfficeCode {
            code: code.to_owned(),
            words: Words { ja: ja.to_owned(), en: format!("{ja} (en)") },
            valid: Validity { from: None, until: until.map(day) },
            kind_of: String::new(),
        };
        let own = [said("own_permit", "準特定活動", None), said("old_permit", "旧資格", Some("2020-03-31"))];
        let list = WordList::of(&put_together(CodeList::ResidenceStatus, &own), day("2024-06-20"));

        assert_eq!(list.exactly("準特定活動"), Some("own_permit"));
        assert_eq!(list.exactly("旧資格"), Some("old_permit"));
        assert_eq!(list.exactly("家族滞在"), Some("dependent"));
        assert_eq!(list.exactly("よく分からない"), None);
    }

    #[test]
    fn a_member_of_staff_is_known_by_a_name_that_only_they_have() {
        let staff = [(1, "佐藤 花子"), (2, "佐藤 次郎"), (3, "Ken Mori")];
        let staff = staff.map(|(number, name)| (number, Guarded::from(name))).into();
        let lists = OfficeLists { staff, ..OfficeLists::default() };

        assert_eq!(lists.member("佐藤花子"), Some(1));
        assert_eq!(lists.member("mori"), Some(3));
        assert_eq!(lists.member("佐藤"), None, "two of them");
        assert_eq!(lists.member(""), None);
    }
}
