use std::collections::BTreeSet;

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::{Basis, Code, FiscalYear, RawCell, RawTable, SmallCount, Unit};

/// The closed list of codes an organisation publishes under.
///
/// A code is only shaped like an identifier; that it means a figure or a programme, and nobody's name, is known from
/// this list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Catalogue {
    figures: BTreeSet<Code>,
    programmes: BTreeSet<Code>,
}

impl Catalogue {
    /// Takes all figures and all programmes there are.
    pub fn new(figures: impl IntoIterator<Item = Code>, programmes: impl IntoIterator<Item = Code>) -> Self {
        Self { figures: figures.into_iter().collect(), programmes: programmes.into_iter().collect() }
    }
}

/// A person's decision to publish the small counts they were shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approval {
    /// Who decided: the code of a role or an account, not a name.
    pub approver: Code,
    /// When.
    pub at: DateTime<FixedOffset>,
    /// The small counts that were on the screen, with their values.
    pub shown: Vec<SmallCount>,
}

/// Which rules a release was made under.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Profile {
    /// Exact headline figures, the small ones approved by a named person.
    Headline,
}

/// One published value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Cell {
    figure: Code,
    #[serde(skip_serializing_if = "Option::is_none")]
    programme: Option<Code>,
    unit: Unit,
    basis: Basis,
    value: u64,
}

impl Cell {
    /// Returns which figure it is.
    pub const fn figure(&self) -> Code {
        self.figure
    }

    /// Returns which programme it belongs to, where the figure is counted per programme.
    pub const fn programme(&self) -> Option<Code> {
        self.programme
    }

    /// Returns what is counted.
    pub const fn unit(&self) -> Unit {
        self.unit
    }

    /// Returns of what time it speaks.
    pub const fn basis(&self) -> Basis {
        self.basis
    }

    /// Returns how many.
    pub const fn value(&self) -> u64 {
        self.value
    }
}

/// The figures of a year as they may leave: known codes and numbers, approved, and nothing else.
///
/// It comes out of [`RawTable::release_headlines`] alone. It cannot be put together by hand, nor read back from text:
///
/// ```compile_fail,E0451
/// fn forged(approval: aggregates::Approval) -> aggregates::Release {
///     let year = aggregates::FiscalYear::new(2024).unwrap();
///     aggregates::Release { profile: aggregates::Profile::Headline, year, cells: Vec::new(), approval }
/// }
/// ```
/// ```compile_fail,E0277
/// fn read<T: serde::de::DeserializeOwned>() {}
/// read::<aggregates::Release>();
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Release {
    profile: Profile,
    year: FiscalYear,
    cells: Vec<Cell>,
    approval: Approval,
}

impl Release {
    /// Returns the rules it was made under.
    pub const fn profile(&self) -> Profile {
        self.profile
    }

    /// Returns the year the figures belong to.
    pub const fn year(&self) -> FiscalYear {
        self.year
    }

    /// Returns all values, in the order of the table.
    pub fn cells(&self) -> &[Cell] {
        &self.cells
    }

    /// Returns one cell: of the whole organisation, or of one programme.
    pub fn cell(&self, figure: Code, programme: Option<Code>) -> Option<&Cell> {
        self.cells.iter().find(|cell| cell.figure == figure && cell.programme == programme)
    }

    /// Returns the value of a figure, if only one can be meant: that of the whole organisation, or that of the single
    /// programme it is counted for.
    pub fn value(&self, figure: Code) -> Option<u64> {
        if let Some(whole) = self.cell(figure, None) {
            return Some(whole.value);
        }
        let mut cells = self.cells.iter().filter(|cell| cell.figure == figure);
        let only = cells.next()?;
        cells.next().is_none().then_some(only.value)
    }

    /// Returns the decision that made it publishable.
    pub const fn approval(&self) -> &Approval {
        &self.approval
    }
}

/// Why a table was not released.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ReleaseRefused {
    /// A figure is not in the catalogue.
    #[error("the figure {figure} is not in the catalogue")]
    UnknownFigure {
        /// Which figure.
        figure: Code,
    },
    /// A programme is not in the catalogue.
    #[error("the programme {programme} is not in the catalogue")]
    UnknownProgramme {
        /// Which programme.
        programme: Code,
    },
    /// Small counts that the approver was not shown.
    #[error("{} small counts are not approved", missing.len())]
    NotApproved {
        /// The counts still to be decided on.
        missing: Vec<SmallCount>,
    },
    /// The records changed after the approval: what was shown is no longer what would be published.
    #[error("the approval was given for other values than those of today")]
    Outdated {
        /// The small counts of today.
        today: Vec<SmallCount>,
    },
}

impl RawTable {
    /// Makes the release of the exact headline figures, if every small count was seen and approved with its value.
    ///
    /// # Errors
    /// [`ReleaseRefused`] when a code is unknown, a small count was not shown to the approver, or what was shown is not
    /// what the table holds now.
    pub fn release_headlines(&self, approval: &Approval, catalogue: &Catalogue) -> Result<Release, ReleaseRefused> {
        self.check_codes(catalogue)?;
        self.check_approval(approval)?;
        Ok(Release {
            profile: Profile::Headline,
            year: self.year(),
            cells: self.cells().iter().map(published).collect(),
            approval: approval.clone(),
        })
    }

    fn check_codes(&self, catalogue: &Catalogue) -> Result<(), ReleaseRefused> {
        for cell in self.cells() {
            if !catalogue.figures.contains(&cell.figure) {
                return Err(ReleaseRefused::UnknownFigure { figure: cell.figure });
            }
            if let Some(programme) = cell.programme.filter(|programme| !catalogue.programmes.contains(programme)) {
                return Err(ReleaseRefused::UnknownProgramme { programme });
            }
        }
        Ok(())
    }

    fn check_approval(&self, approval: &Approval) -> Result<(), ReleaseRefused> {
        let was_shown = |count: &SmallCount| {
            approval.shown.iter().any(|shown| shown.figure == count.figure && shown.programme == count.programme)
        };
        let mut today = self.small_counts();
        let missing: Vec<_> = today.iter().filter(|count| !was_shown(count)).copied().collect();
        if !missing.is_empty() {
            return Err(ReleaseRefused::NotApproved { missing });
        }
        let mut shown = approval.shown.clone();
        shown.sort_unstable();
        today.sort_unstable();
        if shown == today { Ok(()) } else { Err(ReleaseRefused::Outdated { today }) }
    }
}

fn published(cell: &RawCell) -> Cell {
    let &RawCell { figure, programme, unit, basis, value } = cell;
    Cell { figure, programme, unit, basis, value }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const HIRES: Code = Code::literal("hires");
    const MADE_PERMANENT: Code = Code::literal("made_permanent");
    const STAFF: Code = Code::literal("staff");
    const PLACEMENT: Code = Code::literal("placement");
    const ADVOCACY: Code = Code::literal("advocacy");

    fn catalogue() -> Catalogue {
        Catalogue::new([HIRES, MADE_PERMANENT, STAFF], [PLACEMENT, ADVOCACY])
    }

    fn table(cells: &[(Code, Option<Code>, Unit, u64)]) -> RawTable {
        let mut table = RawTable::new(FiscalYear::new(2024).expect("a year"));
        for &(figure, programme, unit, value) in cells {
            table.push(RawCell { figure, programme, unit, basis: Basis::Flow, value }).expect("no duplicates");
        }
        table
    }

    fn approved(shown: Vec<SmallCount>) -> Approval {
        let at = DateTime::parse_from_rfc3339("2025-05-20T10:00:00+09:00").expect("a time");
        Approval { approver: Code::literal("protection_officer"), at, shown }
    }

    #[test]
    fn a_table_whose_small_counts_are_approved_is_released_unchanged() {
        let table = table(&[(HIRES, None, Unit::Placements, 7), (MADE_PERMANENT, None, Unit::Placements, 2)]);

        let release = table.release_headlines(&approved(table.small_counts()), &catalogue()).expect("approved");

        assert_eq!(release.value(HIRES), Some(7));
        assert_eq!(release.value(MADE_PERMANENT), Some(2));
        assert_eq!(release.value(STAFF), None);
        assert_eq!(release.approval().shown.len(), 1, "who approved what stays with the figures");
    }

    #[test]
    fn an_approval_that_did_not_show_a_small_count_is_refused() {
        let table = table(&[(MADE_PERMANENT, None, Unit::Placements, 2)]);

        let refused = table.release_headlines(&approved(vec![]), &catalogue());

        assert_eq!(refused, Err(ReleaseRefused::NotApproved { missing: table.small_counts() }));
    }

    #[test]
    fn an_approval_of_another_value_is_outdated() {
        let shown = table(&[(MADE_PERMANENT, None, Unit::Placements, 2)]).small_counts();
        let today = table(&[(MADE_PERMANENT, None, Unit::Placements, 3)]);

        let refused = today.release_headlines(&approved(shown), &catalogue());

        assert_eq!(refused, Err(ReleaseRefused::Outdated { today: today.small_counts() }));
    }

    #[test]
    fn an_approval_of_a_count_that_is_no_longer_small_is_outdated() {
        let shown = table(&[(MADE_PERMANENT, None, Unit::Placements, 4)]).small_counts();
        let today = table(&[(MADE_PERMANENT, None, Unit::Placements, 5)]);

        assert!(
            matches!(today.release_headlines(&approved(shown), &catalogue()), Err(ReleaseRefused::Outdated { .. })),
            "the approver saw other figures than those that would go out"
        );
    }

    #[test]
    fn small_counts_of_two_programmes_are_not_approved_for_each_other() {
        let shown = table(&[(HIRES, Some(PLACEMENT), Unit::Persons, 1), (HIRES, Some(ADVOCACY), Unit::Persons, 2)]);
        let today = table(&[(HIRES, Some(PLACEMENT), Unit::Persons, 2), (HIRES, Some(ADVOCACY), Unit::Persons, 1)]);

        assert!(today.release_headlines(&approved(shown.small_counts()), &catalogue()).is_err());
    }

    #[test]
    fn a_code_outside_the_catalogue_does_not_leave() {
        let amal = Code::literal("amal");

        let figure = table(&[(amal, None, Unit::Companies, 1)]).release_headlines(&approved(vec![]), &catalogue());
        let programme =
            table(&[(STAFF, Some(amal), Unit::Staff, 1)]).release_headlines(&approved(vec![]), &catalogue());

        assert_eq!(figure, Err(ReleaseRefused::UnknownFigure { figure: amal }));
        assert_eq!(programme, Err(ReleaseRefused::UnknownProgramme { programme: amal }));
    }

    #[test]
    fn a_figure_of_several_programmes_has_no_single_value() {
        let table = table(&[(STAFF, Some(PLACEMENT), Unit::Staff, 7), (STAFF, Some(ADVOCACY), Unit::Staff, 3)]);

        let release = table.release_headlines(&approved(vec![]), &catalogue()).expect("no small counts");

        assert_eq!(release.value(STAFF), None, "either value would be the wrong one half of the time");
        assert_eq!(release.cell(STAFF, Some(ADVOCACY)).map(Cell::value), Some(3));
    }

    #[test]
    fn the_bytes_of_a_release_hold_codes_and_numbers_only() {
        let table = table(&[(MADE_PERMANENT, None, Unit::Placements, 2), (STAFF, Some(ADVOCACY), Unit::Staff, 3)]);
        let release = table.release_headlines(&approved(table.small_counts()), &catalogue()).expect("approved");

        let written = serde_json::to_string(&release).expect("a release can be written");

        let expected = concat!(
            r#"{"profile":"headline","year":2024,"cells":["#,
            r#"{"figure":"made_permanent","unit":"placements","basis":"flow","value":2},"#,
            r#"{"figure":"staff","programme":"advocacy","unit":"staff","basis":"flow","value":3}],"#,
            r#""approval":{"approver":"protection_officer","at":"2025-05-20T10:00:00+09:00","#,
            r#""shown":[{"figure":"made_permanent","value":2}]}}"#
        );
        assert_eq!(written, expected);
    }

    proptest! {
        #[test]
        fn no_small_count_leaves_without_its_own_approval(hires in 0..9_u64, permanent in 0..9_u64, seen in 0..9_u64) {
            let table =
                table(&[(HIRES, None, Unit::Persons, hires), (MADE_PERMANENT, None, Unit::Placements, permanent)]);
            let shown = vec![SmallCount { figure: HIRES, programme: None, value: seen }];

            let released = table.release_headlines(&approved(shown), &catalogue()).is_ok();

            let is_small = |value| (1..5).contains(&value);
            prop_assert_eq!(released, is_small(hires) && hires == seen && !is_small(permanent));
        }
    }
}
