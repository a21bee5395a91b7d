use aggregates::{Basis, FiscalYear, Unit};
use chrono::{Datelike, NaiveDate};

use crate::Language;
use crate::numbers::grouped;

/// The fixed words of the report in one language.
pub(crate) struct Phrases {
    language: Language,
    pub title: &'static str,
    pub results: &'static str,
    pub matters: &'static str,
    pub nonprofit_business: &'static str,
    pub other_business: &'static str,
    pub none: &'static str,
    pub nothing: &'static str,
    pub law_table: [&'static str; 8],
    pub concurrent: &'static str,
    pub total: &'static str,
    pub counting: &'static str,
    pub counting_notes: [&'static str; 4],
    pub figure_table: [&'static str; 4],
}

const JAPANESE: Phrases = Phrases {
    language: Language::Japanese,
    title: "事業報告書",
    results: "1　事業の成果",
    matters: "2　事業の実施に関する事項",
    nonprofit_business: "(1) 特定非営利活動に係る事業",
    other_business: "(2) その他の事業",
    none: "なし",
    nothing: "－",
    law_table: [
        "定款に記載\nされた事業名",
        "事業内容",
        "日時",
        "場所",
        "従事者\n人数",
        "受益対象者\n範囲",
        "受益対象者\n人数",
        "事業費\n(千円)",
    ],
    concurrent: "(兼任)",
    total: "合計",
    counting: "付記　数値と数え方",
    counting_notes: [
        "実人数は、同じ人を一度だけ数えた人数である。",
        "延べ人数は、参加のたびに数えた人数であり、同じ人を重ねて数えることがある。",
        "「期間中」は当該年度に生じた数、「累計」は年度の末日までを通した数を示す。",
        "事業費は、金額ごとに千円未満を切り捨てて示すため、各事業の額の和が総費用と一致しないことがある。",
    ],
    figure_table: ["項目", "数値", "単位", "期間"],
};

const ENGLISH: Phrases = Phrases {
    language: Language::English,
    title: "Activity report",
    results: "1 Results of the programmes",
    matters: "2 How the programmes were carried out",
    nonprofit_business: "(1) Specified non-profit activities",
    other_business: "(2) Other business",
    none: "None",
    nothing: "–",
    law_table: [
        "Programme (as in the articles)",
        "Content",
        "Dates",
        "Place",
        "Staff",
        "Intended beneficiaries",
        "Number of beneficiaries",
        "Expenses (thousand yen)",
    ],
    concurrent: "(shared)",
    total: "Total",
    counting: "Note: the figures and how they are counted",
    counting_notes: [
        "Persons: each person is counted once, however often they took part.",
        "Participations: each time of taking part is counted, so that one person may be counted more than once.",
        "“In the year” is what happened in the fiscal year; “to date” is everything up to its last day.",
        "Each amount is cut down to thousands of yen on its own, so the parts may add up to less than the total. \
         “Shared” staff also work in other programmes.",
    ],
    figure_table: ["Figure", "Value", "Unit", "Period"],
};

impl Phrases {
    pub fn of(language: Language) -> &'static Self {
        match language {
            Language::Japanese => &JAPANESE,
            Language::English => &ENGLISH,
        }
    }

    /// 2024年度(令和6年度), or FY2024.
    pub fn year(&self, year: FiscalYear) -> String {
        match self.language {
            Language::Japanese => format!("{}年度({}年度)", year.begins_in(), era_year(year)),
            Language::English => format!("FY{}", year.begins_in()),
        }
    }

    /// The first and the last day of the year.
    pub fn days(&self, year: FiscalYear) -> String {
        let (first, last) = (year.first_day(), year.last_day());
        match self.language {
            Language::Japanese => format!("{}から{}まで", japanese_date(first), japanese_date(last)),
            Language::English => format!("{} – {}", first.format("%-d %B %Y"), last.format("%-d %B %Y")),
        }
    }

    /// The line with the total, as the form has it.
    pub fn total_expenses(&self, thousand_yen: &str) -> String {
        match self.language {
            Language::Japanese => format!("(事業費の総費用【{thousand_yen}】千円)"),
            Language::English => format!("(total expenses: {thousand_yen} thousand yen)"),
        }
    }

    pub fn staff(&self, number: u64) -> String {
        match self.language {
            Language::Japanese => format!("{}人", grouped(number)),
            Language::English => grouped(number),
        }
    }

    /// A number with its unit, as it stands in a sentence.
    pub fn counted(&self, value: u64, unit: Unit) -> String {
        let number = grouped(value);
        match self.language {
            Language::Japanese => match unit {
                Unit::Persons | Unit::Staff => format!("{number}人"),
                Unit::Participations => format!("延べ{number}人"),
                Unit::Companies => format!("{number}社"),
                Unit::Placements => format!("{number}件"),
                Unit::Events => format!("{number}回"),
                Unit::Yen => format!("{number}円"),
            },
            Language::English => {
                let word = match unit {
                    Unit::Persons | Unit::Staff => ["person", "persons"],
                    Unit::Participations => ["participation", "participations"],
                    Unit::Companies => ["company", "companies"],
                    Unit::Placements => ["placement", "placements"],
                    Unit::Events => ["event", "events"],
                    Unit::Yen => ["yen", "yen"],
                };
                let [one, many] = word;
                format!("{number} {}", if value == 1 { one } else { many })
            }
        }
    }

    /// The name of a unit in the table of figures.
    pub fn unit(&self, unit: Unit) -> &'static str {
        match (self.language, unit) {
            (Language::Japanese, Unit::Persons) => "人(実人数)",
            (Language::Japanese, Unit::Participations) => "人(延べ人数)",
            (Language::Japanese, Unit::Companies) => "社",
            (Language::Japanese, Unit::Placements) => "件",
            (Language::Japanese, Unit::Events) => "回",
            (Language::Japanese, Unit::Staff) => "人",
            (Language::Japanese, Unit::Yen) => "円",
            (Language::English, Unit::Persons) => "persons (each once)",
            (Language::English, Unit::Participations) => "participations (each time)",
            (Language::English, Unit::Companies) => "companies",
            (Language::English, Unit::Placements) => "placements",
            (Language::English, Unit::Events) => "events",
            (Language::English, Unit::Staff) => "staff",
            (Language::English, Unit::Yen) => "yen",
        }
    }

    pub fn basis(&self, basis: Basis) -> &'static str {
        match (self.language, basis) {
            (Language::Japanese, Basis::Flow) => "期間中",
            (Language::Japanese, Basis::Stock) => "累計",
            (Language::English, Basis::Flow) => "in the year",
            (Language::English, Basis::Stock) => "to date",
        }
    }
}

/// The year's number in its era; the year in which an era begins is its 元年.
fn era_year(year: FiscalYear) -> String {
    let (era, before_first) = match year.begins_in() {
        2019.. => ("令和", 2018),
        1989..=2018 => ("平成", 1988),
        _ => ("昭和", 1925),
    };
    match year.begins_in() - before_first {
        1 => format!("{era}元"),
        number => format!("{era}{number}"),
    }
}

fn japanese_date(date: NaiveDate) -> String {
    format!("{}年{}月{}日", date.year(), date.month(), date.day())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn year(begins_in: i32) -> FiscalYear {
        FiscalYear::new(begins_in).expect("a year")
    }

    #[test]
    fn a_fiscal_year_is_named_with_its_era() {
        let named = [2024, 2020, 2019, 2018, 1989, 1988].map(|begins_in| JAPANESE.year(year(begins_in)));

        assert_eq!(
            named,
            [
                "2024年度(令和6年度)",
                "2020年度(令和2年度)",
                "2019年度(令和元年度)",
                "2018年度(平成30年度)",
                "1989年度(平成元年度)",
                "1988年度(昭和63年度)"
            ]
        );
    }

    #[test]
    fn a_fiscal_year_has_its_days() {
        assert_eq!(JAPANESE.days(year(2024)), "2024年4月1日から2025年3月31日まで");
        assert_eq!(ENGLISH.days(year(2024)), "1 April 2024 – 31 March 2025");
    }

    #[test]
    fn persons_and_participations_are_never_called_the_same() {
        for phrases in [&JAPANESE, &ENGLISH] {
            assert_ne!(phrases.unit(Unit::Persons), phrases.unit(Unit::Participations));
            assert_ne!(phrases.counted(50, Unit::Persons), phrases.counted(50, Unit::Participations));
        }
        assert_eq!(JAPANESE.counted(50, Unit::Participations), "延べ50人");
        assert_eq!(ENGLISH.counted(1, Unit::Companies), "1 company");
    }
}
