//! Attendance: who was at which session, and what the marks say together.
//!
//! Whether somebody belongs to a session follows from the days of their enrolments and is kept nowhere else. Who joined
//! later or had left is not expected, so they cannot be absent; if they were there all the same, they were a guest.

use std::collections::BTreeMap;

use super::{Enrolment, Session, coded};
use crate::ids::{ParticipantId, SessionId};

/// How somebody was at a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// There.
    Present,
    /// There, but late.
    Late,
    /// Not there, and said so before.
    Excused,
    /// Not there.
    Absent,
}

coded!(Mark { Present = "present", Late = "late", Excused = "excused", Absent = "absent" });

impl Mark {
    /// Whether they were there.
    pub const fn came(self) -> bool {
        matches!(self, Self::Present | Self::Late)
    }
}

/// A mark with the time somebody took part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Marked {
    /// How they were there.
    pub mark: Mark,
    /// Minutes, when it was not all of the session.
    pub minutes: Option<u32>,
}

/// A mark on record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Attendance {
    /// At which session.
    pub session: SessionId,
    /// Who.
    pub participant: ParticipantId,
    /// How.
    pub marked: Marked,
}

/// What the marks of erased people left at a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Residue {
    /// At which session.
    pub session: SessionId,
    /// Which mark.
    pub mark: Mark,
    /// Whether they were enrolled on that day; otherwise guests.
    pub enrolled: bool,
    /// How many.
    pub heads: u32,
    /// Minutes of taking part, all of them together.
    pub minutes: u32,
}

/// Where somebody stands towards a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Enrolled on that day.
    Enrolled,
    /// Not enrolled on that day, but there.
    Guest,
    /// Not enrolled on that day.
    Outside,
}

/// What marks say together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Totals {
    /// Times there, as a guest too.
    pub came: u32,
    /// Of these, late.
    pub late: u32,
    /// Times excused while enrolled.
    pub excused: u32,
    /// Times absent while enrolled.
    pub absent: u32,
    /// Times there while enrolled.
    pub came_enrolled: u32,
    /// Minutes of taking part.
    pub minutes: u32,
}

impl Totals {
    /// Of the times enrolled and marked, how often they came, in whole percent; `None` when nobody marked anything.
    pub fn rate(&self) -> Option<u32> {
        let marked = self.marked();
        let rounded = self.came_enrolled.saturating_mul(200).saturating_add(marked);
        rounded.checked_div(marked.saturating_mul(2))
    }

    /// Times enrolled and marked.
    pub const fn marked(&self) -> u32 {
        self.came_enrolled.saturating_add(self.excused).saturating_add(self.absent)
    }

    /// Adds so many equal marks. A mark of not coming counts for nobody who was not expected.
    pub fn add(&mut self, mark: Mark, standing: Standing, heads: u32, minutes: u32) {
        let enrolled = standing == Standing::Enrolled;
        let raise = |sum: &mut u32| *sum = sum.saturating_add(heads);
        match mark {
            Mark::Present | Mark::Late => {
                raise(&mut self.came);
                if mark == Mark::Late {
                    raise(&mut self.late);
                }
                if enrolled {
                    raise(&mut self.came_enrolled);
                }
                self.minutes = self.minutes.saturating_add(minutes);
            }
            Mark::Excused if enrolled => raise(&mut self.excused),
            Mark::Absent if enrolled => raise(&mut self.absent),
            Mark::Excused | Mark::Absent => {}
        }
    }
}

/// One person at one session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell {
    /// Where they stand towards it.
    pub standing: Standing,
    /// Their mark.
    pub marked: Option<Marked>,
}

/// One person in the grid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GridRow {
    /// Who.
    pub participant: ParticipantId,
    /// Their newest enrolment; none for a guest.
    pub enrolment: Option<Enrolment>,
    /// One for each session, in the same order.
    pub cells: Vec<Cell>,
    /// What their marks say.
    pub totals: Totals,
}

impl GridRow {
    /// Absences in a row up to the newest mark; an excused one neither counts nor ends the row.
    pub fn absent_in_a_row(&self) -> usize {
        let newest_first = self.cells.iter().rev().filter(|cell| cell.standing != Standing::Outside);
        let marks = newest_first.filter_map(|cell| cell.marked).map(|marked| marked.mark);
        marks.take_while(|mark| !mark.came()).filter(|mark| *mark == Mark::Absent).count()
    }
}

/// What is known of one session as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SessionTotals {
    /// What its marks say, those of erased people included.
    pub totals: Totals,
    /// How many of those who came were erased since.
    pub erased: u32,
}

/// The attendance of a cohort.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grid {
    /// One for each session, in the same order.
    pub sessions: Vec<SessionTotals>,
    /// Everybody who takes or took part or came as a guest, each once, by number.
    pub people: Vec<GridRow>,
    /// What all marks say, those of erased people included.
    pub totals: Totals,
}

/// Where somebody with these enrolments and this mark stands towards a session.
pub fn standing(enrolments: &[Enrolment], session: &Session, marked: Option<Marked>) -> Standing {
    if enrolments.iter().any(|enrolment| enrolment.covers(session.session.on)) {
        Standing::Enrolled
    } else if marked.is_some_and(|marked| marked.mark.came()) {
        Standing::Guest
    } else {
        Standing::Outside
    }
}

/// Puts together the attendance of a cohort. `sessions` are in the order of their days; the order of the rest does not
/// matter, and marks of other sessions are left out.
pub fn grid(sessions: &[Session], enrolments: &[Enrolment], marks: &[Attendance], residues: &[Residue]) -> Grid {
    let mut people: BTreeMap<ParticipantId, Vec<Enrolment>> = BTreeMap::new();
    for enrolment in enrolments.iter().filter(|enrolment| enrolment.status.takes_part()) {
        people.entry(enrolment.participant).or_default().push(enrolment.clone());
    }
    let mut by_cell: BTreeMap<(ParticipantId, SessionId), Marked> = BTreeMap::new();
    for one in marks.iter().filter(|mark| sessions.iter().any(|session| session.id == mark.session)) {
        people.entry(one.participant).or_default();
        by_cell.insert((one.participant, one.session), one.marked);
    }
    let mut grid = Grid {
        sessions: vec![SessionTotals::default(); sessions.len()],
        people: Vec::new(),
        totals: Totals::default(),
    };
    for (participant, enrolments) in people {
        let cells = sessions.iter().map(|session| {
            let marked = by_cell.get(&(participant, session.id)).copied();
            Cell { standing: standing(&enrolments, session, marked), marked }
        });
        let row = GridRow { participant, cells: cells.collect(), totals: Totals::default(), enrolment: None };
        grid.add_row(GridRow { enrolment: newest(enrolments), ..row }, sessions);
    }
    for residue in residues {
        grid.add_residue(residue, sessions);
    }
    grid
}

fn newest(enrolments: Vec<Enrolment>) -> Option<Enrolment> {
    enrolments.into_iter().max_by_key(|enrolment| (enrolment.on, enrolment.id))
}

impl Grid {
    fn add_row(&mut self, mut row: GridRow, sessions: &[Session]) {
        for ((cell, session), sums) in row.cells.iter().zip(sessions).zip(&mut self.sessions) {
            let Some(Marked { mark, minutes }) = cell.marked else { continue };
            let minutes = minutes.unwrap_or(session.session.minutes);
            for totals in [&mut row.totals, &mut sums.totals, &mut self.totals] {
                totals.add(mark, cell.standing, 1, minutes);
            }
        }
        self.people.push(row);
    }

    fn add_residue(&mut self, residue: &Residue, sessions: &[Session]) {
        let place = sessions.iter().position(|session| session.id == residue.session);
        let Some(sums) = place.and_then(|place| self.sessions.get_mut(place)) else { return };
        let standing = if residue.enrolled { Standing::Enrolled } else { Standing::Guest };
        for totals in [&mut sums.totals, &mut self.totals] {
            totals.add(residue.mark, standing, residue.heads, residue.minutes);
        }
        if residue.mark.came() {
            sums.erased = sums.erased.saturating_add(residue.heads);
        }
    }
}

#[cfg(test)]
mod tests;
