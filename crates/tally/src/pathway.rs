//! Who moved from stage to stage on the pathway in a year, counted in one pass over the facts.
//!
//! A participant stands at the farthest stage that their facts show ([`Stage::shown_by`]), so that each of them enters
//! and leaves a stage at most once and the moves add up: who stood there when the year began, with who came, without
//! who went on, is who stands there when it ends.

use std::collections::BTreeMap;

use aggregates::FiscalYear;
use casework::{fact::FactKind, participant::Stage};

use crate::Query;

/// The stages in their order.
pub const STAGES: [Stage; 8] = [
    Stage::FirstContact,
    Stage::Interviewed,
    Stage::CareerTraining,
    Stage::Mentorship,
    Stage::Recommended,
    Stage::TrialHire,
    Stage::Employed,
    Stage::Permanent,
];

/// Courses that are stages.
const COURSES: [&str; 2] = ["career_training", "mentorship"];

/// A move in numbers of people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Move {
    /// The stage before; none for who was met for the first time.
    pub from: Option<Stage>,
    /// The stage reached.
    pub to: Stage,
    /// People who made it in the year.
    pub persons: u64,
    /// People who made it in the year before.
    pub previous: u64,
}

/// People at a stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// Which.
    pub stage: Stage,
    /// Who stood there when the year began.
    pub at_start: u64,
    /// Who came in the year.
    pub came: u64,
    /// Who went on in the year.
    pub went_on: u64,
    /// Who stands there when it ends.
    pub at_end: u64,
}

/// The moves of a year.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Flow {
    /// By stage left, then by stage reached. Moves that nobody made in either year are left out.
    pub moves: Vec<Move>,
    /// All stages, in order.
    pub stages: Vec<Standing>,
}

/// Who is meant of those behind a number of a flow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// Who moved from a stage (or from nowhere) to another in the year.
    Moved(Option<Stage>, Stage),
    /// Who came to a stage in the year.
    Came(Stage),
    /// Who left a stage for a later one in the year.
    WentOn(Stage),
    /// Who stood at a stage when the year began.
    AtStart(Stage),
    /// Who stood at a stage when the year ended.
    AtEnd(Stage),
}

/// The statement that gives how many people moved when and from where to where. Its codes are for [`flow`].
pub fn move_query(year: FiscalYear) -> Query {
    let sql = format!(
        "WITH {MOVES}
         SELECT CASE WHEN day >= ?1 THEN 'now' WHEN day >= ?2 THEN 'previous' ELSE 'earlier' END
                || '.' || before || '.' || rank, count(*)
         FROM move WHERE rank > before GROUP BY 1 ORDER BY 1",
        MOVES = moves()
    );
    let before = year.previous().unwrap_or(year);
    let days = [year.first_day(), before.first_day(), year.last_day()];
    Query { sql, parameters: days.iter().map(ToString::to_string).collect() }
}

/// The condition over `fact f` for the facts by which those who are meant came to the stage in question.
pub fn record_query(who: Who, year: FiscalYear) -> Query {
    let last_of_before = year.first_day().pred_opt().unwrap_or(year.first_day());
    let (chosen, until) = match who {
        Who::Moved(from, to) => {
            (format!("rank > before AND day >= ?1 AND before = {} AND rank = {}", number(from), rank(to)), None)
        }
        Who::Came(to) => (format!("rank > before AND day >= ?1 AND rank = {}", rank(to)), None),
        Who::WentOn(from) => (format!("rank > before AND day >= ?1 AND before = {}", rank(from)), None),
        Who::AtStart(at) => (farthest(at), Some(last_of_before)),
        Who::AtEnd(at) => (farthest(at), None),
    };
    let until = until.unwrap_or_else(|| year.last_day());
    let sql = format!(
        "(f.kind, f.number) IN (WITH {MOVES} SELECT kind, number FROM move WHERE ?1 = ?1 AND ?2 = ?2 AND {chosen})",
        MOVES = moves()
    );
    let first = year.first_day().to_string();
    Query { sql, parameters: vec![first.clone(), first, until.to_string()] }
}

fn farthest(at: Stage) -> String {
    format!("rank = {} AND rank = (SELECT max(m.rank) FROM reached m WHERE m.person = move.person)", rank(at))
}

/// For each participant the first fact of each stage until the day `?3`, with the farthest stage before it.
fn moves() -> String {
    format!(
        "reached AS MATERIALIZED (
           SELECT f.participant_id AS person, {stage} AS rank, min(f.on_day) AS day, f.kind AS kind, f.number AS number
           FROM fact f WHERE f.kind IN ({kinds}) AND f.on_day <= ?3 AND f.participant_id IS NOT NULL
           GROUP BY 1, 2 HAVING rank > 0),
         move AS (
           SELECT *, coalesce(max(rank) OVER (PARTITION BY person ORDER BY day, rank
                                              ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS before
           FROM reached)",
        stage = stage_sql(),
        kinds = kinds_sql()
    )
}

/// Which stage a fact shows, as its place from 1; 0 for none. Made from the one rule, [`Stage::shown_by`].
fn stage_sql() -> String {
    let whens: String = FactKind::ALL.iter().map(|kind| when(*kind)).collect();
    format!("CASE {whens}ELSE 0 END")
}

fn when(kind: FactKind) -> String {
    let code = kind.code();
    if let Some(stage) = Stage::shown_by(kind, None) {
        return format!("WHEN f.kind = '{code}' THEN {} ", rank(stage));
    }
    let of_course = |course: &str| {
        let stage = Stage::shown_by(kind, Some(course))?;
        Some(format!("WHEN f.kind = '{code}' AND f.detail = '{course}' THEN {} ", rank(stage)))
    };
    COURSES.iter().filter_map(|course| of_course(course)).collect()
}

fn kinds_sql() -> String {
    let shows = |kind: &&FactKind| !when(**kind).is_empty();
    let kinds: Vec<_> = FactKind::ALL.iter().filter(shows).map(|kind| format!("'{}'", kind.code())).collect();
    kinds.join(", ")
}

fn rank(stage: Stage) -> usize {
    STAGES.iter().position(|one| *one == stage).map_or(0, |place| place + 1)
}

fn number(stage: Option<Stage>) -> usize {
    stage.map_or(0, rank)
}

fn stage_at(rank: usize) -> Option<Stage> {
    STAGES.get(rank.checked_sub(1)?).copied()
}

/// Puts together what [`move_query`] counted. Codes that it does not write are left out.
pub fn flow(counts: &[(String, u64)]) -> Flow {
    let mut moves: BTreeMap<(usize, usize), (u64, u64)> = BTreeMap::new();
    let mut stages: Vec<Standing> =
        STAGES.map(|stage| Standing { stage, at_start: 0, came: 0, went_on: 0, at_end: 0 }).into();
    for (code, count) in counts {
        let Some((when, from, to)) = read(code) else { continue };
        let mut at = |rank: usize, change: &dyn Fn(&mut Standing)| {
            rank.checked_sub(1).and_then(|place| stages.get_mut(place)).into_iter().for_each(change);
        };
        if when == "now" {
            moves.entry((from, to)).or_default().0 += count;
            at(to, &|stage| stage.came += count);
            at(from, &|stage| stage.went_on += count);
        } else {
            if when == "previous" {
                moves.entry((from, to)).or_default().1 += count;
            }
            at(to, &|stage| stage.at_start = stage.at_start.saturating_add(*count));
            at(from, &|stage| stage.at_end += count);
        }
    }
    for stage in &mut stages {
        // Until here `at_end` held who had left before the year.
        stage.at_start = stage.at_start.saturating_sub(stage.at_end);
        stage.at_end = (stage.at_start + stage.came).saturating_sub(stage.went_on);
    }
    let moves = moves.into_iter().filter_map(|((from, to), (persons, previous))| {
        Some(Move { from: stage_at(from), to: stage_at(to)?, persons, previous })
    });
    Flow { moves: moves.collect(), stages }
}

fn read(code: &str) -> Option<(&str, usize, usize)> {
    let mut parts = code.split('.');
    let (when, from, to) = (parts.next()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    Some((when, from, to))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(list: &[(&str, u64)]) -> Flow {
        flow(&list.iter().map(|(code, count)| ((*code).to_owned(), *count)).collect::<Vec<_>>())
    }

    #[test]
    fn who_stood_there_and_who_came_without_who_went_on_are_those_who_stand_there() {
        let flow = count(&[("earlier.0.1", 10), ("previous.1.2", 4), ("now.0.1", 3), ("now.1.2", 5), ("now.2.5", 1)]);

        let stage = |at: usize| flow.stages[at];
        assert_eq!((stage(0).at_start, stage(0).came, stage(0).went_on, stage(0).at_end), (6, 3, 5, 4));
        assert_eq!((stage(1).at_start, stage(1).came, stage(1).went_on, stage(1).at_end), (4, 5, 1, 8));
        assert_eq!(stage(4).at_end, 1, "a stage can be skipped");
        let second = flow.moves.iter().find(|one| one.to == Stage::Interviewed).expect("a move");
        assert_eq!((second.from, second.persons, second.previous), (Some(Stage::FirstContact), 5, 4));
    }

    #[test]
    fn every_stage_is_shown_by_some_fact_and_in_its_order() {
        let sql = stage_sql();
        for (place, stage) in STAGES.iter().enumerate() {
            assert!(sql.contains(&format!("THEN {} ", place + 1)), "{stage:?}");
        }
        assert!(STAGES.is_sorted(), "ranks follow the order of the pathway");
        assert!(!kinds_sql().contains("discussion"));
    }
}
