//! Lists of codes: what the standards have, and how an office adds to it.

use std::sync::LazyLock;

use chrono::NaiveDate;

use super::UnknownCode;

macro_rules! code_lists {
    ($($(#[$doc:meta])* $list:ident = $id:literal, $open:literal),* $(,)?) => {
        /// The lists of codes.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum CodeList {
            $($(#[$doc])* $list,)*
        }

        impl CodeList {
            /// Every list.
            pub const ALL: &[Self] = &[$(Self::$list),*];

            /// The name under which the list is stored.
            pub const fn id(self) -> &'static str {
                match self {
                    $(Self::$list => $id,)*
                }
            }

            /// Whether an office may add codes of its own. Of a closed list it may change words and validity.
            pub const fn takes_own_codes(self) -> bool {
                match self {
                    $(Self::$list => $open,)*
                }
            }

            const fn file(self) -> &'static str {
                match self {
                    $(Self::$list => include_str!(concat!("lists/", $id, ".tsv")),)*
                }
            }
        }

        static STANDARD: LazyLock<Vec<(CodeList, Vec<StandardCode>)>> =
            LazyLock::new(|| vec![$((CodeList::$list, read(CodeList::$list.file()))),*]);
    };
}

code_lists! {
    /// Countries: ISO 3166-1 alpha-3, stateless and unknown.
    Country = "country", false,
    /// Languages: BCP 47 primary subtags.
    Language = "language", true,
    /// Residence statuses.
    ResidenceStatus = "residence_status", true,
    /// Levels of education: ISCED 2011.
    IscedLevel = "isced_level", false,
    /// Fields of education: ISCED-F 2013.
    IscedField = "isced_field", false,
    /// Occupations: ISCO-08, major and sub-major groups.
    Occupation = "occupation", true,
    /// Industries: JSIC, divisions.
    Industry = "industry", false,
    /// Prefectures: JIS X 0401.
    Prefecture = "prefecture", false,
    /// Who sent a participant.
    ReferralSource = "referral_source", true,
    /// Ways to reach somebody.
    ContactKind = "contact_kind", true,
    /// What somebody of the household is to the participant.
    HouseholdRelation = "household_relation", true,
    /// Kinds of skills.
    SkillKind = "skill_kind", true,
    /// Why a case is closed.
    ClosureReason = "closure_reason", true,
    /// Why a placement came to an end.
    PlacementEndReason = "placement_end_reason", true,
    /// Why an opening was closed.
    OpeningCloseReason = "opening_close_reason", true,
    /// Why somebody left a course.
    ExitReason = "exit_reason", true,
    /// Why a session was not held.
    SessionNotHeldReason = "session_not_held_reason", true,
    /// Why somebody was absent.
    AbsenceReason = "absence_reason", true,
    /// Why something was done without a consent.
    OverrideReason = "override_reason", true,
    /// Whose heads are counted at an activity.
    HeadCategory = "head_category", true,
    /// Kinds of media.
    MediumKind = "medium_kind", true,
    /// Kinds of fundraising.
    FundraisingKind = "fundraising_kind", true,
}

impl CodeList {
    /// The list with this name.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|list| list.id() == id)
    }

    /// What the standard, or the program, has in it.
    pub fn standard(self) -> &'static [StandardCode] {
        STANDARD.iter().find(|(list, _)| *list == self).map_or(&[], |(_, codes)| codes)
    }

    /// Where the codes come from; empty for a list that is the program's own.
    pub fn source(self) -> &'static str {
        let first = self.file().lines().next().unwrap_or_default();
        first.strip_prefix("# ").unwrap_or_default().split(';').next().unwrap_or_default()
    }
}

/// Words in the languages of the office.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Words {
    /// Japanese.
    pub ja: String,
    /// English.
    pub en: String,
}

/// The days on which a code may be chosen, both included. It stays readable afterwards.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Validity {
    /// From the beginning when there is none.
    pub from: Option<NaiveDate>,
    /// Without an end when there is none.
    pub until: Option<NaiveDate>,
}

impl Validity {
    /// Whether a day is one of them.
    pub fn holds_on(self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }
}

/// A code of a standard, or one that comes with the program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StandardCode {
    /// The code.
    pub code: &'static str,
    /// In Japanese.
    pub ja: &'static str,
    /// In English.
    pub en: &'static str,
    /// From when it is offered.
    pub from: Option<NaiveDate>,
}

/// What the office says of a code: its own one, or other words and validity for one of the standard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfficeCode {
    /// The code.
    pub code: String,
    /// Empty where the words of the standard hold.
    pub words: Words,
    /// When it may be chosen.
    pub valid: Validity,
    /// The code of the standard that an own one is a kind of; empty for none.
    pub kind_of: String,
}

/// A code as it stands for this office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Code {
    /// The code.
    pub code: String,
    /// Its words.
    pub words: Words,
    /// When it may be chosen.
    pub valid: Validity,
    /// The code of the standard that an own one is a kind of.
    pub kind_of: Option<String>,
    /// Whether it comes from the standard.
    pub standard: bool,
}

impl Code {
    fn of_standard(code: &StandardCode) -> Self {
        Self {
            code: code.code.to_owned(),
            words: Words { ja: code.ja.to_owned(), en: code.en.to_owned() },
            valid: Validity { from: code.from, until: None },
            kind_of: None,
            standard: true,
        }
    }

    fn changed_by(mut self, said: &OfficeCode) -> Self {
        let own = |own: &String, standard: String| if own.is_empty() { standard } else { own.clone() };
        self.words = Words { ja: own(&said.words.ja, self.words.ja), en: own(&said.words.en, self.words.en) };
        self.valid = said.valid;
        self
    }

    fn own(said: &OfficeCode) -> Self {
        Self {
            code: said.code.clone(),
            words: said.words.clone(),
            valid: said.valid,
            kind_of: (!said.kind_of.is_empty()).then(|| said.kind_of.clone()),
            standard: false,
        }
    }
}

/// Puts a list together: the standard in its order as the office changed it, then the codes of the office.
pub fn put_together(list: CodeList, said: &[OfficeCode]) -> Vec<Code> {
    let change = |code: Code| match said.iter().find(|said| said.code == code.code) {
        Some(said) => code.changed_by(said),
        None => code,
    };
    let standard = list.standard().iter().map(|code| change(Code::of_standard(code)));
    let own = said.iter().filter(|said| !is_standard(list, &said.code)).map(Code::own);
    standard.chain(own).collect()
}

/// Puts one code together, if it is in the list.
pub fn one(list: CodeList, code: &str, said: Option<&OfficeCode>) -> Option<Code> {
    let standard = list.standard().iter().find(|known| known.code == code).map(Code::of_standard);
    match (standard, said) {
        (Some(standard), Some(said)) => Some(standard.changed_by(said)),
        (None, said) => said.map(Code::own),
        (standard, None) => standard,
    }
}

/// Whether a code is one of the standard.
pub fn is_standard(list: CodeList, code: &str) -> bool {
    list.standard().iter().any(|known| known.code == code)
}

/// Returns a code for words of the office: small letters, digits and `_`, none of those taken.
pub fn code_for(words: &Words, taken: impl Fn(&str) -> bool) -> String {
    let mut made = String::new();
    for letter in words.en.chars().flat_map(char::to_lowercase) {
        match letter {
            'a'..='z' | '0'..='9' => made.push(letter),
            _ if !made.is_empty() && !made.ends_with('_') => made.push('_'),
            _ => {}
        }
    }
    let made: String = made.trim_end_matches('_').chars().take(40).collect();
    let base = if made.is_empty() { String::from("own") } else { made };
    // Two or three letters would read like the code of a standard.
    let free = |code: &String| code.len() > 3 && !taken(code);
    let numbered = (2_u32..).map(|number| format!("{base}_{number}"));
    std::iter::once(base.clone()).chain(numbered).find(free).unwrap_or(base)
}

/// Whether work is what a status of residence is for (Immigration Control and Refugee Recognition Act, Appended Table 1,
/// parts 1 and 2, and no. 46 of the designated activities).
pub fn is_work_status(code: &str) -> bool {
    const WORK: &[&str] = &[
        "professor",
        "artist",
        "religious",
        "journalist",
        "highly_skilled",
        "business_manager",
        "legal_accounting",
        "medical",
        "researcher",
        "instructor",
        "engineer_humanities",
        "intra_company",
        "nursing_care",
        "entertainer",
        "skilled_labour",
        "specified_skilled",
        "technical_intern",
        "employment_for_skills",
        "designated_graduate",
    ];
    WORK.contains(&code)
}

/// Checks that a code is in a list and may be chosen on a day.
///
/// # Errors
/// [`UnknownCode`].
pub fn check(codes: &[Code], code: &str, on: NaiveDate) -> Result<(), UnknownCode> {
    let known = codes.iter().find(|known| known.code == code).ok_or(UnknownCode)?;
    known.valid.holds_on(on).then_some(()).ok_or(UnknownCode)
}

/// The lines of a file: code, Japanese, English, and perhaps the day from which it is offered.
fn read(file: &'static str) -> Vec<StandardCode> {
    let line = |line: &'static str| {
        let mut parts = line.split('\t');
        let (code, ja, en) = (parts.next()?, parts.next()?, parts.next()?);
        Some(StandardCode { code, ja, en, from: parts.next().and_then(|day| day.parse().ok()) })
    };
    file.lines().filter(|line| !line.starts_with('#')).filter_map(line).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::codes::{Nationality, RESIDENCE_STATUSES, countries};

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn said(code: &str, ja: &str, until: Option<&str>) -> OfficeCode {
        let words = Words { ja: ja.to_owned(), en: String::new() };
        let valid = Validity { from: None, until: until.map(day) };
        OfficeCode { code: code.to_owned(), words, valid, kind_of: String::new() }
    }

    #[test]
    fn every_line_of_every_list_is_a_code_with_words_in_both_languages() {
        for list in CodeList::ALL {
            let lines = list.file().lines().filter(|line| !line.starts_with('#')).count();
            let codes: BTreeSet<_> = list.standard().iter().map(|code| code.code).collect();
            assert_eq!(codes.len(), lines, "{list:?}: each line once");
            assert!(lines >= 5, "{list:?}");
            assert!(list.standard().iter().all(|code| !code.ja.is_empty() && !code.en.is_empty()), "{list:?}");
            assert_eq!(CodeList::from_id(list.id()), Some(*list));
        }
    }

    #[test]
    fn the_countries_are_those_of_the_standard() {
        assert!(CodeList::Country.standard().iter().all(|country| Nationality::parse(country.code).is_ok()));
        assert_eq!(CodeList::Country.standard().len(), countries().count() + 2, "stateless and unknown besides");
    }

    #[test]
    fn the_standards_are_complete() {
        let sizes = [CodeList::Prefecture, CodeList::IscedLevel, CodeList::Industry].map(|list| list.standard().len());

        assert_eq!(sizes, [47, 10, 20]);
        let of_length = |n| CodeList::Occupation.standard().iter().filter(|code| code.code.len() == n).count();
        assert_eq!((of_length(1), of_length(2)), (10, 43), "ISCO-08: 10 major and 43 sub-major groups");
        assert!(RESIDENCE_STATUSES.iter().all(|status| is_standard(CodeList::ResidenceStatus, status)));
    }

    #[test]
    fn what_the_office_says_changes_words_and_adds_codes() {
        let codes = put_together(
            CodeList::ClosureReason,
            &[said("moved", "引っ越し", None), said("own_house", "家が見つかった", None)],
        );

        let of = |code: &str| codes.iter().find(|known| known.code == code).expect("a code").clone();
        assert_eq!((of("moved").words.ja.as_str(), of("moved").words.en.as_str()), ("引っ越し", "Moved away"));
        assert!(of("moved").standard && !of("own_house").standard);
        assert_eq!(codes.last().map(|code| code.code.as_str()), Some("own_house"));
    }

    #[test]
    fn a_retired_code_is_read_and_no_longer_chosen() {
        let codes = put_together(CodeList::ClosureReason, &[said("moved", "", Some("2025-03-31"))]);

        assert_eq!(check(&codes, "moved", day("2025-03-31")), Ok(()), "its last day");
        assert_eq!(check(&codes, "moved", day("2025-04-01")), Err(UnknownCode));
        assert!(codes.iter().any(|code| code.code == "moved" && code.words.en == "Moved away"));
    }

    #[test]
    fn a_code_is_not_offered_before_the_law_has_it() {
        let codes = put_together(CodeList::ResidenceStatus, &[]);

        assert_eq!(check(&codes, "complementary_protection", day("2023-11-30")), Err(UnknownCode));
        assert_eq!(check(&codes, "complementary_protection", day("2023-12-01")), Ok(()));
    }

    #[test]
    fn a_code_of_the_office_has_a_name_of_its_own() {
        let words = |en: &str| Words { ja: String::from("語"), en: en.to_owned() };

        assert_eq!(code_for(&words("Japanese club (new)"), |_| false), "japanese_club_new");
        assert_eq!(code_for(&words("Moved"), |code| code == "moved"), "moved_2");
        assert_eq!(code_for(&words("日本語倶楽部"), |_| false), "own_2", "nothing to make a code of");
        assert_eq!(code_for(&words("ja"), |_| false), "ja_2", "two letters are a language");
    }
}
