//! Which tables hang on a participant, read from the schema: a table that is added later is known without a word here.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::Connection;

use crate::{error::StoreError, tables::collect};

/// The table on which all others hang.
pub const ROOT: &str = "participant";

/// What follows from the names and is made anew with [`refresh_kept`](crate::Writer::refresh_kept).
const DERIVED: &str = "name_key";

/// The tables that an erasure of a participant takes along, the participant's own first, parents before what hangs on
/// them.
#[derive(Debug, PartialEq, Eq)]
pub struct Shape {
    pub tables: Vec<Table>,
}

/// A table.
#[derive(Debug, PartialEq, Eq)]
pub struct Table {
    pub name: String,
    pub columns: Vec<String>,
    /// Positions of the columns of its primary key.
    pub key: Vec<usize>,
    /// Positions of the columns that may hold nothing.
    pub nullable: Vec<usize>,
    /// What stands in each column when nothing is said, as SQL.
    pub defaults: Vec<Option<String>>,
    /// The foreign keys.
    pub links: Vec<Link>,
    /// Whether its key is a number that the store gives out.
    pub numbered: bool,
}

/// A foreign key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The table it leads to.
    pub to: String,
    /// Positions of its columns.
    pub columns: Vec<usize>,
    /// The columns in the other table.
    pub parent_columns: Vec<String>,
    /// Whether the row goes when the other one goes.
    pub cascades: bool,
}

impl Shape {
    /// Reads it from the schema.
    pub fn of(connection: &Connection) -> Result<Self, StoreError> {
        let sql = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name";
        let names: Vec<String> = collect(connection, sql, [], |row| Ok(Ok(row.get(0)?)))?;
        let mut all = BTreeMap::new();
        for name in names {
            all.insert(name.clone(), Table::of(connection, name)?);
        }
        Ok(Self { tables: in_order(all) })
    }

    /// The table with this name and its position.
    pub fn table(&self, name: &str) -> Option<(usize, &Table)> {
        self.tables.iter().enumerate().find(|(_, table)| table.name == name)
    }

    /// The condition for which rows of a table belong to participant `?1`.
    pub fn condition(&self, table: &Table) -> String {
        self.condition_beyond(table, &mut vec![table.name.clone()])
    }

    fn condition_beyond(&self, table: &Table, passed: &mut Vec<String>) -> String {
        if table.name == ROOT {
            return String::from("id = ?1");
        }
        let mut ways = Vec::new();
        for link in table.links.iter().filter(|link| link.cascades) {
            let Some((_, parent)) = self.table(&link.to).filter(|_| !passed.contains(&link.to)) else { continue };
            let own = table.names_of(&link.columns).collect::<Vec<_>>().join(", ");
            if parent.name == ROOT {
                ways.push(format!("{own} = ?1"));
                continue;
            }
            passed.push(parent.name.clone());
            let theirs = link.parent_columns.iter().map(|column| quoted(column)).collect::<Vec<_>>().join(", ");
            let beyond = self.condition_beyond(parent, passed);
            passed.pop();
            ways.push(format!("({own}) IN (SELECT {theirs} FROM {} WHERE {beyond})", quoted(&parent.name)));
        }
        if ways.is_empty() { String::from("0") } else { ways.join(" OR ") }
    }
}

impl Table {
    /// Reads it from the schema; one that is not there has no columns.
    pub fn of(connection: &Connection, name: String) -> Result<Self, StoreError> {
        let sql = "SELECT name, pk, type, \"notnull\", dflt_value FROM pragma_table_info(?1) ORDER BY cid";
        let about: Vec<(String, usize, String, bool, Option<String>)> = collect(connection, sql, [&name], |row| {
            Ok(Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?)))
        })?;
        let columns: Vec<String> = about.iter().map(|(column, ..)| column.clone()).collect();
        let mut key: Vec<(usize, usize)> =
            about.iter().enumerate().filter(|(_, (_, pk, ..))| *pk > 0).map(|(at, (_, pk, ..))| (*pk, at)).collect();
        key.sort_unstable();
        let key: Vec<usize> = key.into_iter().map(|(_, at)| at).collect();
        let links = links(connection, &name, &columns)?;
        let own = |at: &usize| !links.iter().any(|link| link.columns.contains(at));
        let whole = |at: &usize| about.get(*at).is_some_and(|(_, _, kind, ..)| kind == "INTEGER");
        let numbered = matches!(key.as_slice(), [at] if own(at) && whole(at));
        let nullable = about.iter().enumerate().filter(|(_, (_, pk, _, full, _))| *pk == 0 && !full);
        let nullable = nullable.map(|(at, _)| at).collect();
        let defaults = about.into_iter().map(|(.., default)| default).collect();
        Ok(Self { name, columns, key, nullable, defaults, links, numbered })
    }

    /// The names of columns, quoted.
    pub fn names_of<'a>(&'a self, columns: &'a [usize]) -> impl Iterator<Item = String> + 'a {
        columns.iter().filter_map(|at| self.columns.get(*at)).map(|column| quoted(column))
    }

    /// Whether nothing may stand in all of these columns.
    pub fn may_be_empty(&self, columns: &[usize]) -> bool {
        columns.iter().all(|at| self.nullable.contains(at))
    }

    /// The position of a column.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column == name)
    }

    /// All columns, quoted, with commas.
    pub fn all_columns(&self) -> String {
        self.columns.iter().map(|column| quoted(column)).collect::<Vec<_>>().join(", ")
    }

    /// The condition that the columns of the key are `?first`, `?first + 1`, …
    pub fn key_is(&self, first: usize) -> String {
        let parts = self.names_of(&self.key).enumerate();
        parts.map(|(n, column)| format!("{column} IS ?{}", first.saturating_add(n))).collect::<Vec<_>>().join(" AND ")
    }
}

fn links(connection: &Connection, table: &str, columns: &[String]) -> Result<Vec<Link>, StoreError> {
    type Part = (i64, String, String, Option<String>, String);
    let sql = "SELECT id, \"table\", \"from\", \"to\", on_delete FROM pragma_foreign_key_list(?1) ORDER BY id, seq";
    let parts: Vec<Part> = collect(connection, sql, [table], |row| {
        Ok(Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?)))
    })?;
    let mut links: BTreeMap<i64, Link> = BTreeMap::new();
    for (id, to, from, parent, on_delete) in parts {
        let at = columns.iter().position(|column| *column == from).ok_or(StoreError::Form)?;
        let link = links.entry(id).or_insert_with(|| Link {
            to,
            columns: Vec::new(),
            parent_columns: Vec::new(),
            cascades: on_delete == "CASCADE",
        });
        link.columns.push(at);
        link.parent_columns.push(parent.unwrap_or_else(|| String::from("id")));
    }
    Ok(links.into_values().collect())
}

/// Those that hang on the root, parents first. Of tables that hang on each other in a circle the first by name comes
/// first.
fn in_order(mut all: BTreeMap<String, Table>) -> Vec<Table> {
    let mut reached = BTreeSet::from([String::from(ROOT)]);
    loop {
        let more = all.values().filter(|table| !reached.contains(&table.name)).filter(|table| table.hangs_on(&reached));
        let more: Vec<String> = more.map(|table| table.name.clone()).collect();
        if more.is_empty() {
            break;
        }
        reached.extend(more);
    }
    all.retain(|name, _| reached.contains(name) && name != DERIVED);
    let mut ordered: Vec<Table> = all.remove(ROOT).into_iter().collect();
    while let Some(first) = all.keys().next().cloned() {
        let waits = |table: &Table| table.links.iter().any(|link| link.to != table.name && all.contains_key(&link.to));
        let next = all.values().find(|table| !waits(table)).map_or(first, |table| table.name.clone());
        ordered.extend(all.remove(&next));
    }
    ordered
}

impl Table {
    fn hangs_on(&self, reached: &BTreeSet<String>) -> bool {
        self.links.iter().any(|link| link.cascades && reached.contains(&link.to))
    }
}

/// A name as SQL writes it.
pub fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}
