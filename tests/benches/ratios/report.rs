//! The whole year's figures, beside the same questions by hand to plain SQLite.

use std::cell::Cell;

use rusqlite::Connection;

use crate::{
    data::Data,
    turns::{Goal, Measured, take_turns},
};

pub const YEAR: i32 = 2024;

/// One question a figure, written as somebody would who knows the tables. `?1` and `?2` are the first and last day.
pub const BY_HAND: &[&str] = &[
    "SELECT count(DISTINCT company_id) FROM discussion WHERE held_on BETWEEN ?1 AND ?2",
    "SELECT count(DISTINCT company_id) FROM recommendation WHERE recommended_on BETWEEN ?1 AND ?2",
    "SELECT count(DISTINCT participant_id) FROM recommendation WHERE recommended_on BETWEEN ?1 AND ?2",
    "SELECT count(DISTINCT e.recommendation_id) FROM placement_step e JOIN placement_step t ON t.recommendation_id = e.recommendation_id
       AND t.step = 'trial_hire' AND t.reached_on BETWEEN ?1 AND ?2 WHERE e.step = 'employed' AND e.reached_on BETWEEN ?1 AND ?2",
    "SELECT count(DISTINCT e.recommendation_id) FROM placement_step e JOIN placement_step t ON t.recommendation_id = e.recommendation_id
       AND t.step = 'trial_hire' AND t.reached_on < ?1 WHERE e.step = 'permanent' AND e.reached_on BETWEEN ?1 AND ?2",
    "SELECT count(*) FROM participant WHERE first_contact_on BETWEEN ?1 AND ?2",
    "SELECT count(*) FROM participant WHERE first_contact_on <= ?2 AND ?1 IS NOT NULL",
    "SELECT count(DISTINCT p.id) FROM participant p JOIN interview i ON i.participant_id = p.id
       AND i.held_on BETWEEN ?1 AND ?2 WHERE p.first_contact_on BETWEEN ?1 AND ?2",
    "SELECT count(*) FROM enrolment e JOIN cohort c ON c.id = e.cohort_id
       WHERE c.course = 'career_training' AND e.enrolled_on BETWEEN ?1 AND ?2 AND e.status <> 'waiting'",
    "SELECT count(DISTINCT e.participant_id) FROM enrolment e JOIN cohort c ON c.id = e.cohort_id
       JOIN enrolment t ON t.participant_id = e.participant_id AND t.enrolled_on BETWEEN ?1 AND e.enrolled_on
       JOIN cohort d ON d.id = t.cohort_id AND d.course = 'career_training'
       WHERE c.course = 'mentorship' AND e.enrolled_on BETWEEN ?1 AND ?2",
    "SELECT count(DISTINCT e.participant_id) FROM enrolment e JOIN cohort c ON c.id = e.cohort_id
       WHERE c.course = 'japanese_class' AND e.enrolled_on BETWEEN ?1 AND ?2",
    "SELECT count(*) FROM activity WHERE kind = 'talk' AND held_on BETWEEN ?1 AND ?2",
    "SELECT count(*) FROM activity WHERE kind = 'talk' AND held_on BETWEEN ?1 AND ?2 AND audience BETWEEN 100 AND 1500",
    "SELECT count(*) FROM activity WHERE kind = 'talk' AND held_on BETWEEN ?1 AND ?2 AND audience BETWEEN 10 AND 50",
    "SELECT count(*) FROM activity WHERE kind = 'media' AND held_on BETWEEN ?1 AND ?2",
    "SELECT coalesce(sum(h.heads), 0) FROM head_count h JOIN activity a ON a.id = h.activity_id
       WHERE a.held_on BETWEEN ?1 AND ?2 AND h.category = 'companies'",
    "SELECT coalesce(sum(h.heads), 0) FROM head_count h JOIN activity a ON a.id = h.activity_id
       WHERE a.held_on BETWEEN ?1 AND ?2 AND h.category = 'business_leaders'",
    "SELECT coalesce(sum(h.heads), 0) FROM head_count h JOIN activity a ON a.id = h.activity_id
       WHERE a.held_on BETWEEN ?1 AND ?2 AND h.category = 'participants'",
    "SELECT count(*) FROM activity WHERE kind = 'round_table' AND held_on BETWEEN ?1 AND ?2",
];

pub fn measure(data: &Data) -> Measured {
    let counted = Cell::new(0.0);
    let ours = |_| {
        let figures = data.office.read(|desk| desk.figures(YEAR)).expect("the figures");
        assert!(!figures.figures.is_empty());
    };
    let theirs = |_| counted.set(counted.get() + by_hand(&data.plain, YEAR) + by_hand(&data.plain, YEAR - 1));
    let times = take_turns(15, ours, theirs);
    assert!(counted.get() > 0.0, "a year without figures measures nothing");
    let names = ["the year's figures, with the year before", "hand-written SQL over plain SQLite"];
    Measured::times(names, data.size, times, Goal::Ratio(1.3))
}

fn by_hand(plain: &Connection, year: i32) -> f64 {
    let days = [format!("{year}-04-01"), format!("{}-03-31", year + 1)];
    let answer =
        |sql: &&str| plain.query_row(sql, [&days[0], &days[1]], |row| row.get::<_, f64>(0)).expect("an answer");
    BY_HAND.iter().map(answer).sum()
}
