//! By what a funnel can be split.

use aggregates::FiscalYear;

use super::bounds;
use crate::Query;

/// By what a funnel can be split. Every placement has one value in each; `unknown` where nobody said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dimension {
    /// Age on the day of the recommendation, in bands.
    AgeBand,
    /// Region of origin: UN M49.
    Region,
    /// The status of residence held now.
    Residence,
    /// The best test of Japanese passed.
    Japanese,
    /// The participant's own caseworker now, by the number of the member of staff.
    Caseworker,
    /// Industry of the company: JSIC division.
    Industry,
    /// Prefecture of the company: JIS X 0401.
    Prefecture,
    /// Occupation of the opening: ISCO-08 major group.
    Occupation,
}

impl Dimension {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::AgeBand,
        Self::Region,
        Self::Residence,
        Self::Japanese,
        Self::Caseworker,
        Self::Industry,
        Self::Prefecture,
        Self::Occupation,
    ];

    /// Its stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::AgeBand => "age_band",
            Self::Region => "region",
            Self::Residence => "residence",
            Self::Japanese => "japanese",
            Self::Caseworker => "caseworker",
            Self::Industry => "industry",
            Self::Prefecture => "prefecture",
            Self::Occupation => "occupation",
        }
    }

    /// The dimension with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|dimension| dimension.code() == code)
    }

    /// The value to which what is on record belongs: of a country, its region.
    pub fn value_of(self, recorded: &str) -> &str {
        match self {
            Self::Region => crate::breakdown::region_of(recorded).unwrap_or("unknown"),
            _ => recorded,
        }
    }

    const fn value(self) -> &'static str {
        match self {
            Self::AgeBand => AGE_BAND,
            Self::Region => "coalesce(nullif(p.origin, ''), p.nationality)",
            Self::Residence => "p.residence_status",
            Self::Japanese => {
                "(SELECT 'N' || min(l.jlpt_level) FROM language_skill l
                  WHERE l.participant_id = p.id AND l.language = 'ja' AND l.jlpt_passed = 1)"
            }
            Self::Caseworker => "CAST(p.caseworker_id AS TEXT)",
            Self::Industry => "c.industry",
            Self::Prefecture => "c.prefecture",
            Self::Occupation => "CASE WHEN o.occupation GLOB '[0-9]*' THEN substr(o.occupation, 1, 1) ELSE '' END",
        }
    }
}

/// Of a birth of which only the year is known, the age that is reached in the year.
const AGE_BAND: &str = "
    CASE WHEN p.birth = '' THEN '' ELSE (
      SELECT CASE WHEN age < 18 THEN '0_17' WHEN age < 25 THEN '18_24' WHEN age < 35 THEN '25_34'
                  WHEN age < 45 THEN '35_44' WHEN age < 55 THEN '45_54' ELSE '55_up' END
      FROM (SELECT CAST(substr(r.recommended_on, 1, 4) AS INTEGER) - CAST(substr(p.birth, 1, 4) AS INTEGER)
                   - (length(p.birth) > 4 AND substr(r.recommended_on, 6, length(p.birth) - 5) < substr(p.birth, 6))
                   AS age)) END";

/// The statement that lists the placements recommended in a year with what is on record of them; see
/// [`Dimension::value_of`].
pub fn value_query(dimension: Dimension, year: FiscalYear) -> Query {
    let value = dimension.value();
    let sql = format!(
        "SELECT r.id, coalesce(nullif({value}, ''), 'unknown')
         FROM recommendation r JOIN participant p ON p.id = r.participant_id JOIN company c ON c.id = r.company_id
         LEFT JOIN opening o ON o.id = r.opening_id
         WHERE r.recommended_on BETWEEN ?1 AND ?2"
    );
    Query { sql, parameters: bounds(year) }
}
