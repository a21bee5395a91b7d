//! By what a count can be broken down.

use aggregates::FiscalYear;
use casework::codes::CodeList;
use chrono::{Datelike, Months};

use super::groups::{
    self, AGES, AUDIENCES, JAPANESE, Level, OUTCOMES, RESIDENCE, STAGES, areas, levels, of_list, prefectures, regions,
    sub_regions,
};
use crate::Label;

/// What a record must belong to so that it has a value on an axis.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Needs {
    /// A day, which every record has.
    Day,
    /// A participant.
    Participant,
    /// A company.
    Company,
    /// A placement.
    Placement,
    /// A course that somebody joined.
    Course,
    /// An audience that was counted.
    Audience,
}

macro_rules! axes {
    ($($(#[$doc:meta])* $axis:ident = $code:literal, $needs:ident, $family:literal, $ja:literal, $en:literal;)*) => {
        /// By what a count can be broken down: a closed list of codes.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Axis {
            $($(#[$doc])* $axis,)*
        }

        impl Axis {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$axis),*];

            /// Its stable code, which is also the name of its column.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$axis => $code,)* }
            }

            /// What it is called.
            pub const fn label(self) -> Label {
                match self { $(Self::$axis => Label { ja: $ja, en: $en },)* }
            }

            /// What a record must belong to.
            pub const fn needs(self) -> Needs {
                match self { $(Self::$axis => Needs::$needs,)* }
            }

            /// Axes of one family say the same more or less finely: a table has one of them.
            pub const fn family(self) -> &'static str {
                match self { $(Self::$axis => $family,)* }
            }
        }
    };
}

axes! {
    /// The month, under its quarter.
    Month = "month", Day, "period", "月(四半期の小計つき)", "Month (with quarters)";
    /// The quarter of the fiscal year.
    Quarter = "quarter", Day, "period", "四半期", "Quarter";
    /// The course.
    Course = "course", Course, "course", "プログラム", "Programme";
    /// How far on the pathway by the end of the year.
    Stage = "stage", Participant, "stage", "段階(年度末)", "Stage at the end of the year";
    /// Age on the day of the record.
    AgeBand = "age_band", Participant, "age", "年齢層", "Age band";
    /// Region of origin.
    Region = "region", Participant, "origin", "出身地域", "Region of origin";
    /// Sub-region of origin, under its region.
    SubRegion = "sub_region", Participant, "origin", "出身地域(細分)", "Sub-region of origin";
    /// Group of the residence status held on the day of the record.
    Residence = "residence_group", Participant, "residence", "在留資格の区分", "Residence group";
    /// The best test of Japanese passed.
    Japanese = "japanese_level", Participant, "japanese", "日本語レベル(JLPT)", "Japanese level (JLPT)";
    /// The part of Japan where they live.
    Area = "area", Participant, "home", "居住地域", "Area of residence";
    /// The prefecture where they live, under its area.
    Prefecture = "prefecture", Participant, "home", "居住都道府県", "Prefecture of residence";
    /// The part of Japan where the company is.
    CompanyArea = "company_area", Company, "company_home", "企業の所在地域", "Area of the company";
    /// The industry of the company.
    Industry = "industry", Company, "industry", "業種", "Industry";
    /// The occupation of the opening.
    Occupation = "occupation_group", Placement, "occupation", "職業の大分類", "Occupation group";
    /// What had become of the placement by the end of the year.
    Outcome = "outcome", Placement, "outcome", "結果(年度末)", "Outcome at the end of the year";
    /// The size of the audience.
    Audience = "audience_band", Audience, "audience", "聴衆の規模", "Size of the audience";
}

/// The course codes of the organisation with their words.
pub type Courses<'a> = &'a [(String, String, String)];

impl Axis {
    /// The axis with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|axis| axis.code() == code)
    }

    /// Whether it says something about a person, so that rare codes are pooled before anything is counted.
    pub const fn is_of_a_person(self) -> bool {
        matches!(self.needs(), Needs::Participant) && !matches!(self, Self::Stage)
    }

    /// All codes in a year, in their order, without "not stated" and "other".
    pub fn levels(self, year: FiscalYear, courses: Courses<'_>) -> Vec<Level> {
        match self {
            Self::Month => months(year),
            Self::Quarter => quarters(),
            Self::Course => courses.iter().map(|(code, ja, en)| Level::new(code, ja, en)).collect(),
            Self::Stage => STAGES.iter().map(|(_, code, ja, en)| Level::new(code, ja, en)).collect(),
            Self::AgeBand => levels(&AGES),
            Self::Region => regions(),
            Self::SubRegion => sub_regions(),
            Self::Residence => RESIDENCE.iter().map(|(code, ja, en, _)| Level::new(code, ja, en)).collect(),
            Self::Japanese => levels(&JAPANESE),
            Self::Area | Self::CompanyArea => areas(),
            Self::Prefecture => prefectures(),
            Self::Industry => of_list(CodeList::Industry),
            Self::Occupation => {
                of_list(CodeList::Occupation).into_iter().filter(|level| level.code.len() == 1).collect()
            }
            Self::Outcome => levels(&OUTCOMES),
            Self::Audience => levels(&AUDIENCES),
        }
    }

    /// The coarser codes above those of [`levels`](Self::levels).
    pub fn upper_levels(self) -> Vec<Level> {
        match self {
            Self::Month => quarters(),
            Self::SubRegion => regions(),
            Self::Prefecture => areas(),
            _ => Vec::new(),
        }
    }

    /// What of a record decides over its code: an expression over `fact f`, `participant p`, `company c`, `opening o`.
    /// `day` is an expression for the day that counts, `last` one for the last day of the year.
    pub(super) fn sql(self, day: &str, last: &str) -> String {
        match self {
            Self::Month | Self::Quarter => format!("substr({day}, 1, 7)"),
            Self::Course => String::from("f.detail"),
            Self::Stage => format!(
                "(SELECT group_concat(g.kind || '.' || coalesce(g.detail, ''), ' ') FROM fact g
                  WHERE g.participant_id = p.id AND g.on_day <= {last})"
            ),
            Self::AgeBand => format!(
                "CASE WHEN p.birth = '' THEN '' ELSE CAST(
                   CAST(substr({day}, 1, 4) AS INTEGER) - CAST(substr(p.birth, 1, 4) AS INTEGER)
                   - (length(p.birth) > 4 AND substr({day}, 6, length(p.birth) - 5) < substr(p.birth, 6)) AS TEXT) END"
            ),
            Self::Region | Self::SubRegion => String::from("coalesce(nullif(p.origin, ''), p.nationality)"),
            Self::Residence => format!(
                "coalesce((SELECT q.status FROM residence_period q WHERE q.participant_id = p.id
                           AND coalesce(nullif(q.from_on, ''), q.told_on) <= {day}
                           ORDER BY coalesce(nullif(q.from_on, ''), q.told_on) DESC, q.id DESC LIMIT 1),
                          (SELECT q.status FROM residence_period q WHERE q.participant_id = p.id
                           ORDER BY coalesce(nullif(q.from_on, ''), q.told_on), q.id LIMIT 1), p.residence_status)"
            ),
            Self::Japanese => String::from(
                "(SELECT 'n' || min(l.jlpt_level) FROM language_skill l
                  WHERE l.participant_id = p.id AND l.language = 'ja' AND l.jlpt_passed = 1)",
            ),
            Self::Area | Self::Prefecture => String::from("p.prefecture"),
            Self::CompanyArea => String::from("c.prefecture"),
            Self::Industry => String::from("c.industry"),
            Self::Occupation => String::from("substr(o.occupation, 1, 1)"),
            Self::Outcome => format!(
                "(SELECT g.kind FROM fact g WHERE g.placement_id = f.placement_id AND g.on_day <= {last}
                  AND g.kind IN ('trial_hire', 'employed', 'permanent', 'placement_ended')
                  ORDER BY g.on_day DESC, g.number DESC LIMIT 1)"
            ),
            Self::Audience => String::from("CAST(f.quantity AS TEXT)"),
        }
    }

    /// The code under which a record stands whose [`sql`](Self::sql) gave this. None where nobody said.
    pub(super) fn place(self, raw: &str) -> Option<String> {
        let known = |code: Option<&'static str>| code.map(str::to_owned);
        match self {
            Self::Month => Some(raw.replace('-', "_")),
            Self::Quarter => quarter_of(raw.get(5..7)?),
            Self::Course | Self::Industry | Self::Occupation | Self::Japanese | Self::Prefecture => {
                (!raw.is_empty()).then(|| raw.to_owned())
            }
            Self::Stage => known(Some(stage(raw))),
            Self::AgeBand => known(age(raw)),
            Self::Region => known(groups::region(raw)),
            Self::SubRegion => known(groups::origin(raw)),
            Self::Residence => known(groups::residence(raw)),
            Self::Area | Self::CompanyArea => known(groups::area(raw)),
            Self::Outcome => known(Some(groups::outcome(raw))),
            Self::Audience => known(groups::audience(raw)),
        }
    }
}

impl Axis {
    /// The coarser code above one, where there is one.
    pub(super) fn above(self, code: &str) -> Option<String> {
        match self {
            Self::SubRegion => super::origin::above(code).map(str::to_owned),
            Self::Prefecture => groups::area(code).map(str::to_owned),
            _ => None,
        }
    }
}

fn months(year: FiscalYear) -> Vec<Level> {
    let month = |number: u32| year.first_day().checked_add_months(Months::new(number));
    let level = |day: chrono::NaiveDate| {
        let code = day.format("%Y_%m").to_string();
        let quarter = quarter_of(&format!("{:02}", day.month())).unwrap_or_default();
        let ja = format!("{}年{}月", day.year(), day.month());
        Level::new(&code, &ja, &day.format("%B %Y").to_string()).under(&quarter)
    };
    (0..12).filter_map(month).map(level).collect()
}

fn quarters() -> Vec<Level> {
    levels(&[
        ("q1", "第1四半期(4~6月)", "April to June"),
        ("q2", "第2四半期(7~9月)", "July to September"),
        ("q3", "第3四半期(10~12月)", "October to December"),
        ("q4", "第4四半期(1~3月)", "January to March"),
    ])
}

fn quarter_of(month: &str) -> Option<String> {
    let number: u32 = month.parse().ok().filter(|month| (1..=12).contains(month))?;
    Some(format!("q{}", (number + 8) % 12 / 3 + 1))
}

fn age(raw: &str) -> Option<&'static str> {
    let years: i32 = raw.parse().ok()?;
    Some(match years {
        ..18 => "0_17",
        18..25 => "18_24",
        25..35 => "25_34",
        35..45 => "35_44",
        45..55 => "45_54",
        _ => "55_up",
    })
}

/// The farthest stage that facts (kind, a dot, detail, spaces between them) show.
fn stage(raw: &str) -> &'static str {
    let shown = |fact: &str| {
        let (kind, detail) = fact.split_once('.')?;
        let kind = casework::fact::FactKind::ALL.iter().find(|known| known.code() == kind)?;
        casework::participant::Stage::shown_by(*kind, Some(detail))
    };
    let farthest = raw.split_ascii_whitespace().filter_map(shown).max();
    let known = STAGES.iter().find(|(stage, ..)| Some(*stage) == farthest);
    known.map_or("first_contact", |(_, code, ..)| *code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fiscal_year_begins_with_its_first_quarter() {
        let of = |month: &str| quarter_of(month).expect("a month");

        assert_eq!([of("04"), of("06"), of("07"), of("12"), of("01"), of("03")], ["q1", "q1", "q2", "q3", "q4", "q4"]);
        assert_eq!(quarter_of("13"), None);
    }

    #[test]
    fn months_and_prefectures_lie_under_a_coarser_code() {
        let year = FiscalYear::new(2024).expect("a year");
        for axis in Axis::ALL {
            let above = axis.upper_levels();
            for level in axis.levels(year, &[]) {
                assert_eq!(above.iter().any(|upper| upper.code == level.under), !above.is_empty(), "{}", level.code);
            }
        }
    }

    #[test]
    fn what_nobody_said_is_not_guessed() {
        for axis in [Axis::AgeBand, Axis::Region, Axis::Residence, Axis::Area, Axis::Industry, Axis::Audience] {
            assert_eq!(axis.place(""), None, "{}", axis.code());
        }
        assert_eq!(
            Axis::Stage.place("first_contact. interview. enrolled.japanese_class").as_deref(),
            Some("interviewed")
        );
    }
}
