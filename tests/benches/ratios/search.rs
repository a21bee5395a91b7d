//! A key press until the names are there, beside a prefix query of plain full-text search over the same names.

use std::cell::Cell;

use guarded::Guarded;
use rusqlite::Connection;

use crate::{
    data::Data,
    turns::{Goal, Measured, take_turns},
};

/// Common names, rare ones, parts, beginnings, slips, and names that nobody has, in many scripts.
#[rustfmt::skip]
const QUERIES: &[&str] = &[
    "a", "m", "mo", "moh", "Mohamed", "モハメド", "محمد", "ア", "アウン", "Aung", "အောင်", "李", "Li", "An", "Zaw Min", "Kyaw", "Олена", "Олександр", "Bondarenko",
    "Abebe Tadesse", "አበበ", "周晓雨", "Zhou Xiaoyu", "シャオユー", "Kim", "김민준", "Nguyen Van Hung", "Leh Leh", "Rahimi Laila", "ライラ・ラヒミ", "لیلا رحیمی",
    "Thurein", "Sandar Thandar", "Fatima", "Ahmad", "Nazari", "Gebremedhin Selam", "Selam Gebremehdin", "Yousufi", "Zbigniew Brzezinski", "クレオパトラ", "Ouattara",
    "Balde", "Ibrahima Bangoura", "ibrahma bangora", "Havryliuk", "гаврилюк", "Tharanga", "Perera", "Zambrano Daniela", "さんだー", "ｻﾝﾀﾞｰ", "Khin Moe Set", "Moe Set Khin",
];

pub fn measure(data: &Data) -> Measured {
    let names = full_text(&data.plain);
    let mut find = names.prepare("SELECT rowid FROM names WHERE names MATCH ?1 LIMIT 50").expect("a query");
    let found = Cell::new(0);
    let ask = |round: usize| QUERIES[round % QUERIES.len()];
    let ours = |round| {
        let asked = Guarded::from(ask(round));
        found.set(found.get() + data.office.read(|desk| desk.search(&asked, 50)).expect("an answer").len());
    };
    let theirs = |round| {
        let words: Vec<String> = ask(round).split_whitespace().map(|word| format!("\"{word}\"*")).collect();
        let rows = find.query_map([words.join(" ")], |row| row.get::<_, i64>(0)).expect("an answer");
        found.set(found.get() + rows.count());
    };
    let times = take_turns(QUERIES.len() * 4, ours, theirs);
    assert!(found.get() > 0, "a search that finds nobody measures nothing");
    let names = ["key press → names, any script", "prefix query of plain SQLite FTS5"];
    Measured::times(names, data.size, times, Goal::Ratio(2.0))
}

fn full_text(plain: &Connection) -> Connection {
    let names = Connection::open_in_memory().expect("a database");
    names.execute_batch("CREATE VIRTUAL TABLE names USING fts5(name, prefix='1 2 3')").expect("full-text search");
    let mut read = plain.prepare("SELECT participant_id, text FROM participant_name").expect("the names");
    let mut rows = read.query([]).expect("the names");
    let mut add = names.prepare("INSERT INTO names (name) VALUES (?1)").expect("a place");
    while let Some(row) = rows.next().expect("a name") {
        add.execute([row.get::<_, String>(1).expect("a name")]).expect("a name is added");
    }
    drop(add);
    names
}
