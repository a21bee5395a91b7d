//! What a caseworker looks at all day: the list, a person, the board, an opening, the funnel. Each beside the same rows
//! read from plain SQLite.

use casework::ids::{OpeningId, ParticipantId};
use office::Followed;
use rusqlite::Connection;
use store::Order;

use crate::{
    data::Data,
    turns::{Goal, Measured, take_turns},
};

const YEAR: i32 = 2024;

pub fn list(data: &Data) -> Measured {
    let ours = |_| {
        let (_, rows) = data.office.read(|desk| desk.people(Order::NewestContact, 0, 100)).expect("the list");
        assert!(!rows.is_empty());
    };
    let sql = "SELECT p.id, p.first_contact_on, n.text FROM participant p LEFT JOIN participant_name n
        ON n.participant_id = p.id ORDER BY p.first_contact_on DESC, p.id DESC LIMIT 200";
    let names = ["the first hundred of the list", "the same rows by hand from plain SQLite"];
    Measured::times(names, data.size, take_turns(60, ours, |_| read(&data.plain, sql)), Goal::None)
}

pub fn person(data: &Data) -> Measured {
    let id = |round: usize| 1 + (u32::try_from(round).unwrap_or(0) * 7919) % data.size;
    let ours = |round| {
        let open = |desk: &office::Desk<'_>| {
            desk.participant_page(ParticipantId(id(round)))?;
            desk.profile(ParticipantId(id(round)))
        };
        data.office.read(open).expect("a person");
    };
    const TABLES: [&str; 9] = [
        "participant WHERE id =",
        "participant_name WHERE participant_id =",
        "consent WHERE participant_id =",
        "interview WHERE participant_id =",
        "recommendation WHERE participant_id =",
        "enrolment WHERE participant_id =",
        "fact WHERE participant_id =",
        "language_skill WHERE participant_id =",
        "schooling WHERE participant_id =",
    ];
    let theirs = |round| TABLES.iter().for_each(|of| read(&data.plain, &format!("SELECT * FROM {of} {}", id(round))));
    let names = ["opening a person", "the same rows by hand from plain SQLite"];
    Measured::times(names, data.size, take_turns(60, ours, theirs), Goal::None)
}

pub fn board(data: &Data) -> Measured {
    let ours = |_| drop(data.office.read(|desk| desk.placement_board()).expect("the board"));
    let names = ["the board of placements", "every recommendation by hand from plain SQLite"];
    let theirs = |_| read(&data.plain, "SELECT * FROM recommendation");
    Measured::times(names, data.size, take_turns(15, ours, theirs), Goal::None)
}

pub fn fitting(data: &Data) -> Measured {
    let openings = data.office.read(|desk| desk.openings(true)).expect("the openings");
    let opening: OpeningId = openings.first().expect("an open opening").opening.id;
    let ours = |_| drop(data.office.read(|desk| desk.fitting(opening)).expect("who fits"));
    let names = ["who fits an opening", "every participant by hand from plain SQLite"];
    let theirs = |_| read(&data.plain, "SELECT * FROM participant");
    Measured::times(names, data.size, take_turns(7, ours, theirs), Goal::None)
}

pub fn funnel(data: &Data) -> Measured {
    let ours = |_| drop(data.office.read(|desk| desk.funnel(YEAR, Followed::Today, None)).expect("the funnel"));
    let names = ["the funnel of a year", "every step by hand from plain SQLite"];
    let theirs =
        |_| read(&data.plain, "SELECT * FROM recommendation r JOIN placement_step s ON s.recommendation_id = r.id");
    Measured::times(names, data.size, take_turns(15, ours, theirs), Goal::None)
}

/// Reads every field of every row.
fn read(plain: &Connection, sql: &str) {
    let mut query = plain.prepare_cached(sql).expect("a query");
    let width = query.column_count();
    let mut rows = query.query([]).expect("rows");
    while let Some(row) = rows.next().expect("a row") {
        (0..width).for_each(|at| drop(row.get::<_, rusqlite::types::Value>(at).expect("a value")));
    }
}
