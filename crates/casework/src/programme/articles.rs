//! The programmes of the articles, and what the office says of a programme in a year.

/// A programme as in the articles of the organisation (定款). Data of the organisation, not of this program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Programme {
    /// Short code: lower-case letters, digits and `_`.
    pub code: String,
    /// Name as in the articles.
    pub name: Bilingual,
    /// The figure printed as its number of beneficiaries, if that is a number.
    pub beneficiaries_figure: Option<String>,
    /// In which fiscal years it is a programme of the organisation.
    pub years: Years,
}

/// A stretch of fiscal years, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Years {
    /// From the beginning when there is none.
    pub from: Option<i32>,
    /// Without an end when there is none.
    pub until: Option<i32>,
}

impl Years {
    /// Whether a year is one of them.
    pub fn hold(self, year: i32) -> bool {
        self.from.is_none_or(|from| from <= year) && self.until.is_none_or(|until| year <= until)
    }
}

/// A text of the office in the two languages of the report. Either may be empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bilingual {
    /// Japanese.
    pub ja: String,
    /// English.
    pub en: String,
}

impl Bilingual {
    /// Joins the two.
    pub fn new(ja: impl Into<String>, en: impl Into<String>) -> Self {
        Self { ja: ja.into(), en: en.into() }
    }
}

/// What the office says of a programme in a fiscal year: the words and numbers of the activity report that are not
/// counted from records.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ProgrammeYear {
    /// Part 1: results in words, figures as `{id}`.
    pub results: Bilingual,
    /// Column "content of the activity".
    pub content: Bilingual,
    /// Column "dates".
    pub dates: Bilingual,
    /// Column "place".
    pub place: Bilingual,
    /// Column "number of staff".
    pub staff: u32,
    /// Whether they also work in other programmes (兼任).
    pub staff_concurrent: bool,
    /// Column "scope of beneficiaries".
    pub scope: Bilingual,
    /// Column "number of beneficiaries": words with figures as `{id}`.
    pub beneficiaries: Bilingual,
    /// Expenses in whole yen: the sum of the lines, if there are any.
    pub expenses_yen: i64,
    /// What was spent on what. Inside only; may be empty.
    pub expenses: Vec<Expense>,
}

/// A line of the expenses of a programme in a year.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Expense {
    /// On what.
    pub what: String,
    /// Whole yen.
    pub yen: i64,
}

impl ProgrammeYear {
    /// Returns what was spent, in whole yen: the sum of the lines, or what was entered where there are none. None when
    /// the sum does not fit.
    pub fn spent(&self) -> Option<i64> {
        if self.expenses.is_empty() {
            return Some(self.expenses_yen);
        }
        self.expenses.iter().try_fold(0, |sum: i64, line| sum.checked_add(line.yen))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_spent_is_the_sum_of_the_lines_where_there_are_any() {
        let line = |yen| Expense { what: String::from("rent"), yen };
        let said = |expenses| ProgrammeYear { expenses_yen: 5, expenses, ..ProgrammeYear::default() };

        assert_eq!(said(Vec::new()).spent(), Some(5));
        assert_eq!(said(vec![line(2), line(1)]).spent(), Some(3));
        assert_eq!(said(vec![line(i64::MAX), line(1)]).spent(), None);
    }

    #[test]
    fn both_ends_of_a_stretch_of_years_belong_to_it() {
        let years = Years { from: Some(2022), until: Some(2024) };

        assert_eq!([2021, 2022, 2024, 2025].map(|year| years.hold(year)), [false, true, true, false]);
        assert!(Years::default().hold(1990));
    }
}
