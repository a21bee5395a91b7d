//! Everything of one participant in a form that another store can take: its own numbers, its own keys, its own files.
//!
//! Records that do not belong to the participant but that theirs refer to (a cohort, a company) come along, and are found
//! again there or added. Another participant never comes along.

use std::collections::{BTreeMap, BTreeSet};

use casework::ids::ParticipantId;
use chrono::NaiveDate;
use guarded::Guarded;
use rusqlite::params_from_iter;
use serde::{Deserialize, Serialize};
use zeroize::Zeroize;

use super::{
    Belongings, ROOT, Row, Shape, Table, Value, part, quoted,
    sealed::{SEALED, Sealed},
};
use crate::{
    DocumentError, DocumentId, Reader, StoreError, Writer, documents,
    keys::Key,
    migrations,
    seal::{seal, unseal},
    tables::{collect, document, member::MemberId, person_key},
};

/// What stays on each laptop: the key, where the case was, what other laptops count, and who else is or is not this person.
const LOCAL: [&str; 6] =
    ["person_key", "hand_over", "carried_entry", "counted_elsewhere", "merged_person", "two_people"];
/// Members of staff are others on another laptop.
const MEMBER: &str = "member";
/// Columns that name a member of staff without a foreign key; 0 is nobody.
const MEMBER_COLUMNS: [&str; 14] = [
    "by",
    "by_member",
    "in_charge",
    "added_by",
    "done_by",
    "made_by",
    "entered_by",
    "recorded_by",
    "assigned_to",
    "assignee",
    "member",
    "actor",
    "member_id",
    "caseworker",
];
/// By what a record that does not belong to the participant is known again on another laptop, where that is not all of it.
const KNOWN_BY: [(&str, &[&str]); 3] = [
    ("company", &["folded"]),
    ("cohort", &["course", "name", "starts_on"]),
    ("opening", &["company_id", "title", "received_on"]),
];

/// All of one participant. Overwritten when dropped.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Zeroize)]
#[serde(deny_unknown_fields)]
pub struct Carried {
    /// The version of the schema the rows are in.
    pub schema: u32,
    /// What belongs to the participant, their own row first.
    tables: Vec<CarriedTable>,
    /// What theirs refers to, and does not belong to them.
    beside: Vec<CarriedTable>,
}

/// Rows of a table.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Zeroize)]
#[serde(deny_unknown_fields)]
struct CarriedTable {
    name: String,
    columns: Vec<String>,
    rows: Vec<Vec<Value>>,
}

/// What to do with the rows that are taken.
#[derive(Debug, Clone, Copy)]
pub enum Taken {
    /// Add somebody new, with this random id.
    New(crate::Uid),
    /// Put them in the place of all that is here of this participant.
    Over(ParticipantId),
}

/// What lends the bytes of a document by its number on the other laptop.
pub type Lend<'a> = &'a dyn Fn(DocumentId) -> Option<Guarded<Vec<u8>>>;

impl Carried {
    /// How many records there are, by table, with the participant's own row.
    pub fn counts(&self) -> BTreeMap<String, u32> {
        let count = |table: &CarriedTable| u32::try_from(table.rows.len()).unwrap_or(u32::MAX);
        self.tables.iter().map(|table| (table.name.clone(), count(table))).collect()
    }

    /// The values of a column, in the order of the rows.
    pub fn column(&self, table: &str, column: &str) -> Vec<&Value> {
        let Some(table) = self.tables.iter().find(|known| known.name == table) else { return Vec::new() };
        let Some(at) = table.columns.iter().position(|known| known == column) else { return Vec::new() };
        table.rows.iter().filter_map(|row| row.get(at)).collect()
    }

    /// The documents, by their numbers on the laptop they come from.
    pub fn documents(&self) -> Vec<DocumentId> {
        let numbers = self.column(document::TABLE, "id").into_iter().filter_map(Value::integer);
        numbers.filter_map(|number| u32::try_from(number).ok()).map(DocumentId).collect()
    }

    /// Every day that stands in any column: those of all facts, and more.
    pub fn days(&self) -> BTreeSet<NaiveDate> {
        let values = self.tables.iter().flat_map(|table| &table.rows).flatten();
        values.filter_map(Value::text).filter(|text| text.len() == 10).filter_map(|text| text.parse().ok()).collect()
    }

    /// Whether this program can take it.
    pub fn fits(&self) -> bool {
        self.schema == migrations::current()
    }
}

impl Reader<'_> {
    /// Returns all of a participant for another store, with what is sealed opened.
    ///
    /// # Errors
    /// [`StoreError::NotFound`]; [`StoreError::Damaged`] when something sealed does not open; what the disk says.
    pub fn carry(&self, id: ParticipantId) -> Result<Guarded<Carried>, StoreError> {
        let key = self.person_key(id)?;
        let all = self.belongings_of(id)?;
        let mut tables = Vec::new();
        for of in all.tables().filter(|of| !LOCAL.contains(&of.table)) {
            let mut rows = Vec::new();
            for row in &of.rows {
                // EXPOSE: copied for the other laptop, guarded as a whole.
                let mut values = row.expose().clone();
                for sealed in sealed_of(of.table) {
                    let at = of.columns.iter().position(|column| column == sealed.column);
                    if let Some(Value::Blob(bytes)) = at.and_then(|at| values.get_mut(at)) {
                        // EXPOSE: the same, opened.
                        *bytes = unseal(&key, sealed.about, bytes)?.expose().clone();
                    }
                }
                rows.push(values);
            }
            tables.push(CarriedTable { name: of.table.to_owned(), columns: of.columns.to_vec(), rows });
        }
        let beside = self.beside(&all)?;
        Ok(Guarded::new(Carried { schema: migrations::current(), tables, beside }))
    }

    /// What the rows of a participant refer to, those that others refer to first.
    fn beside(&self, all: &Belongings) -> Result<Vec<CarriedTable>, StoreError> {
        let mut found: BTreeMap<String, (Table, BTreeSet<Row>)> = BTreeMap::new();
        let mut order = Vec::new();
        for (at, table) in
            all.shape.tables.iter().enumerate().filter(|(_, table)| !LOCAL.contains(&table.name.as_str()))
        {
            for ((_, _), row) in all.rows.iter().filter(|((of, _), _)| *of == at) {
                self.follow(&all.shape, table, row, &mut found, &mut order)?;
            }
        }
        let mut tables = Vec::new();
        for name in order {
            let Some((table, keys)) = found.remove(&name) else { continue };
            let mut rows = Vec::new();
            for key in keys {
                if let Some(row) = self.row_with(&table, &key)? {
                    // EXPOSE: copied for the other laptop, guarded as a whole.
                    rows.push(row.expose().clone());
                }
            }
            tables.push(CarriedTable { name: table.name, columns: table.columns, rows });
        }
        Ok(tables)
    }

    fn follow(
        &self,
        shape: &Shape,
        table: &Table,
        row: &Row,
        found: &mut BTreeMap<String, (Table, BTreeSet<Row>)>,
        order: &mut Vec<String>,
    ) -> Result<(), StoreError> {
        for link in &table.links {
            let key = part(row, &link.columns);
            // EXPOSE: only whether something is there.
            let leads_nowhere = key.expose().contains(&Value::Null);
            if leads_nowhere || link.to == MEMBER || shape.table(&link.to).is_some() {
                continue;
            }
            if found.get(&link.to).is_some_and(|(_, keys)| keys.contains(&key)) {
                continue;
            }
            let other = Table::of(self.connection, link.to.clone())?;
            let Some(beyond) = self.row_with(&other, &key)? else { continue };
            self.follow(shape, &other, &beyond, found, order)?;
            found.entry(link.to.clone()).or_insert_with(|| (other, BTreeSet::new())).1.insert(key);
            if !order.contains(&link.to) {
                order.push(link.to.clone());
            }
        }
        Ok(())
    }
}

fn sealed_of(table: &str) -> impl Iterator<Item = &'static Sealed> {
    SEALED.iter().filter(move |sealed| sealed.table == table)
}

/// Old keys to new ones, table by table.
type Renumbered = BTreeMap<String, BTreeMap<Row, Row>>;

struct Taking<'a> {
    shape: &'a Shape,
    key: Key,
    id: ParticipantId,
    /// The number of the participant on the other laptop.
    was: Row,
    by: MemberId,
    numbers: Renumbered,
    lend: Lend<'a>,
}

impl Writer<'_> {
    /// Takes what another store carried here, in one piece: rows get numbers of this store, what is sealed is sealed under
    /// the key the person has here, and documents get files of their own. `by` stands in where a record must name a member
    /// of staff; where it need not, nobody is named.
    ///
    /// # Errors
    /// [`StoreError::Form`] when it does not fit the schema; [`DocumentError::Missing`] when a document does not come
    /// along; what the disk says. Then nothing was taken.
    pub fn take(
        &self,
        carried: &Guarded<Carried>,
        into: Taken,
        by: MemberId,
        lend: Lend<'_>,
    ) -> Result<ParticipantId, DocumentError> {
        // EXPOSE: goes into the encrypted store.
        let carried = carried.expose();
        if !carried.fits() {
            return Err(StoreError::Form.into());
        }
        let shape = self.shape()?;
        self.all_or_nothing(|| {
            let own = carried.tables.iter().find(|table| table.name == ROOT).ok_or(StoreError::Form)?;
            let [row] = own.rows.as_slice() else { return Err(StoreError::Form.into()) };
            let (id, was) = self.take_root(&shape, own, row, into)?;
            let key = self.person_key(id)?;
            let mut taking = Taking { shape: &shape, key, id, was, by, numbers: Renumbered::new(), lend };
            for table in &carried.beside {
                self.find_or_add(&mut taking, table)?;
            }
            for table in carried.tables.iter().filter(|table| table.name != ROOT) {
                self.take_table(&mut taking, table)?;
            }
            self.refresh_kept(id)?;
            Ok(id)
        })
    }

    /// The participant's own row; all that hung on it goes when it was there.
    fn take_root(
        &self,
        shape: &Shape,
        own: &CarriedTable,
        row: &[Value],
        into: Taken,
    ) -> Result<(ParticipantId, Row), StoreError> {
        let (_, table) = shape.table(ROOT).ok_or(StoreError::Form)?;
        let values = own.as_here(table, row)?;
        let was = part(&values, &table.key);
        let rest: Vec<usize> = (0..table.columns.len()).filter(|at| !table.key.contains(at)).collect();
        let others = part(&values, &rest);
        let names: Vec<String> = table.names_of(&rest).collect();
        let places = (1..=rest.len()).map(|n| format!("?{n}")).collect::<Vec<_>>();
        // EXPOSE: goes into the encrypted store.
        let all = params_from_iter(others.expose());
        let id = match into {
            Taken::New(uid) => {
                let sql = format!("INSERT INTO participant ({}) VALUES ({})", names.join(", "), places.join(", "));
                let id = self.insert(&sql, all)?;
                person_key::add_with(self.connection, &self.inside.keys.subjects, id, &uid)?;
                ParticipantId(id)
            }
            Taken::Over(id) => {
                self.clear(shape, id)?;
                let set = names.iter().zip(&places).map(|(name, place)| format!("{name} = {place}"));
                let sql = format!("UPDATE participant SET {} WHERE id = {}", set.collect::<Vec<_>>().join(", "), id.0);
                self.change(&sql, all)?;
                id
            }
        };
        Ok((id, was))
    }

    /// Removes all that hangs on a participant but what stays on each laptop.
    fn clear(&self, shape: &Shape, id: ParticipantId) -> Result<(), StoreError> {
        let before = self.belongings_of(id)?;
        for table in
            shape.tables.iter().rev().filter(|table| table.name != ROOT && !LOCAL.contains(&table.name.as_str()))
        {
            self.change(&format!("DELETE FROM {} WHERE {}", quoted(&table.name), shape.condition(table)), [id.0])?;
        }
        // The rows of which the records of mergings speak are gone.
        self.change("UPDATE merged_person SET record = NULL WHERE participant_id = ?1", [id.0])?;
        super::restoring::Files::between(shape, &before.rows, &self.belongings_of(id)?.rows).keep(self, id);
        Ok(())
    }

    /// Finds a record that is here already, or adds it.
    fn find_or_add(&self, taking: &mut Taking<'_>, table: &CarriedTable) -> Result<(), StoreError> {
        let here = Table::of(self.connection, table.name.clone())?;
        if !self.may_come_along(taking.shape)?.contains(&here.name) {
            return Err(StoreError::Form);
        }
        for row in &table.rows {
            let values = table.as_here(&here, row)?;
            let old = part(&values, &here.key);
            let Some(values) = taking.renumbered(&here, values)? else { continue };
            let known_by: Vec<usize> = match KNOWN_BY.iter().find(|(name, _)| *name == here.name) {
                Some((_, columns)) => columns.iter().filter_map(|column| here.column(column)).collect(),
                None if here.numbered => (0..here.columns.len()).filter(|at| !here.key.contains(at)).collect(),
                None => here.key.clone(),
            };
            let condition = here.names_of(&known_by).enumerate().map(|(n, column)| format!("{column} IS ?{}", n + 1));
            let condition = condition.collect::<Vec<_>>().join(" AND ");
            let select = here.names_of(&here.key).collect::<Vec<_>>().join(", ");
            let sql = format!("SELECT {select} FROM {} WHERE {condition} ORDER BY {select}", quoted(&here.name));
            // EXPOSE: compared inside the encrypted store.
            let wanted = part(&values, &known_by);
            let found = collect(self.connection, &sql, params_from_iter(wanted.expose()), |row| {
                Ok(super::value::row_of(row, here.key.len()))
            })?;
            let new = match found.into_iter().next() {
                Some(key) => key,
                None => self.add(&here, &values)?,
            };
            taking.numbers.entry(here.name.clone()).or_default().insert(old, new);
        }
        Ok(())
    }

    /// The tables to which those of a participant lead, and no other: nothing else is written because a file says so.
    fn may_come_along(&self, shape: &Shape) -> Result<BTreeSet<String>, StoreError> {
        let mut reached = BTreeSet::new();
        let mut due: Vec<String> =
            shape.tables.iter().flat_map(|table| &table.links).map(|link| link.to.clone()).collect();
        while let Some(name) = due.pop() {
            if name == MEMBER || shape.table(&name).is_some() || !reached.insert(name.clone()) {
                continue;
            }
            due.extend(Table::of(self.connection, name)?.links.into_iter().map(|link| link.to));
        }
        Ok(reached)
    }

    fn take_table(&self, taking: &mut Taking<'_>, table: &CarriedTable) -> Result<(), DocumentError> {
        let shape = taking.shape;
        let Some((_, here)) = shape.table(&table.name) else { return Err(StoreError::Form.into()) };
        if LOCAL.contains(&here.name.as_str()) {
            return Err(StoreError::Form.into());
        }
        for row in &table.rows {
            let values = table.as_here(here, row)?;
            let old = part(&values, &here.key);
            let Some(values) = taking.renumbered(here, values)? else { continue };
            let values = taking.sealed(here, values)?;
            let values =
                if here.name == document::TABLE { self.with_file(taking, here, &old, values)? } else { values };
            let new = self.add(here, &values)?;
            taking.numbers.entry(here.name.clone()).or_default().insert(old, new);
        }
        Ok(())
    }

    /// Adds a row, with a number of this store where the store gives one, and returns its key.
    fn add(&self, table: &Table, values: &Row) -> Result<Row, StoreError> {
        if !table.numbered {
            self.insert_row(table, values)?;
            return Ok(part(values, &table.key));
        }
        let rest: Vec<usize> = (0..table.columns.len()).filter(|at| !table.key.contains(at)).collect();
        let names = table.names_of(&rest).collect::<Vec<_>>().join(", ");
        let places = (1..=rest.len()).map(|n| format!("?{n}")).collect::<Vec<_>>().join(", ");
        let sql = format!("INSERT INTO {} ({names}) VALUES ({places})", quoted(&table.name));
        // EXPOSE: goes into the encrypted store.
        let number = self.insert(&sql, params_from_iter(part(values, &rest).expose()))?;
        Ok(Row::new(vec![Value::Integer(i64::from(number))]))
    }

    /// Writes the file of a document under the key of the person here.
    fn with_file(&self, taking: &Taking<'_>, table: &Table, old: &Row, values: Row) -> Result<Row, DocumentError> {
        // EXPOSE: the number of a document.
        let number = old.expose().first().and_then(Value::integer).and_then(|number| u32::try_from(number).ok());
        let bytes = number.and_then(|number| (taking.lend)(DocumentId(number))).ok_or(DocumentError::Missing)?;
        let written = documents::write(&self.inside.documents, &taking.key, &bytes)?;
        self.files.borrow_mut().added.push(written.name.clone());
        let stored = i64::try_from(written.stored_bytes).map_err(|_| StoreError::Form)?;
        // EXPOSE: only the length.
        let length = i64::try_from(bytes.expose().len()).map_err(|_| StoreError::Form)?;
        let new = [
            ("file", Value::Text(written.name)),
            ("stored_bytes", Value::Integer(stored)),
            ("bytes", Value::Integer(length)),
            ("digest", Value::Blob(written.digest.to_vec())),
        ];
        let mut changed = zeroize::Zeroizing::new(values.expose().clone());
        for (column, value) in new {
            *table.column(column).and_then(|at| changed.get_mut(at)).ok_or(StoreError::Form)? = value;
        }
        Ok(Row::new(std::mem::take(&mut *changed)))
    }
}

impl CarriedTable {
    /// A row in the order of the columns here.
    fn as_here(&self, here: &Table, row: &[Value]) -> Result<Row, StoreError> {
        if row.len() != self.columns.len() || self.columns.len() != here.columns.len() {
            return Err(StoreError::Form);
        }
        let value = |column: &String| self.columns.iter().position(|known| known == column).and_then(|at| row.get(at));
        let values: Option<Vec<Value>> = here.columns.iter().map(|column| value(column).cloned()).collect();
        values.map(Row::new).ok_or(StoreError::Form)
    }
}

impl Taking<'_> {
    /// The row with the numbers of this store; `None` when it cannot stand without somebody who did not come along.
    fn renumbered(&self, table: &Table, values: Row) -> Result<Option<Row>, StoreError> {
        let mut new = zeroize::Zeroizing::new(values.expose().clone());
        for link in &table.links {
            let old = part(&values, &link.columns);
            // EXPOSE: only whether something is there.
            if old.expose().contains(&Value::Null) {
                continue;
            }
            let known = match link.to.as_str() {
                ROOT if old == self.was => Some(number(self.id.0)),
                ROOT => None,
                MEMBER if table.may_be_empty(&link.columns) => None,
                MEMBER => Some(number(self.by.0)),
                other => self.numbers.get(other).and_then(|numbers| numbers.get(&old)).cloned(),
            };
            match known {
                Some(key) => {
                    // EXPOSE: numbers of rows.
                    for (at, value) in link.columns.iter().zip(key.expose()) {
                        *new.get_mut(*at).ok_or(StoreError::Form)? = value.clone();
                    }
                }
                None if table.may_be_empty(&link.columns) => {
                    for at in &link.columns {
                        *new.get_mut(*at).ok_or(StoreError::Form)? = Value::Null;
                    }
                }
                None => return Ok(None),
            }
        }
        for column in MEMBER_COLUMNS.iter().filter_map(|column| table.column(column)) {
            let linked = table.links.iter().any(|link| link.columns.contains(&column));
            if let Some(value @ Value::Integer(_)) = new.get_mut(column).filter(|_| !linked) {
                *value = Value::Integer(0);
            }
        }
        Ok(Some(Row::new(std::mem::take(&mut *new))))
    }

    fn sealed(&self, table: &Table, values: Row) -> Result<Row, StoreError> {
        let mut new = zeroize::Zeroizing::new(values.expose().clone());
        for sealed in sealed_of(&table.name) {
            if let Some(Value::Blob(bytes)) = table.column(sealed.column).and_then(|at| new.get_mut(at)) {
                let ciphertext = seal(&self.key, sealed.about, bytes)?;
                bytes.zeroize();
                *bytes = ciphertext;
            }
        }
        Ok(Row::new(std::mem::take(&mut *new)))
    }
}

fn number(number: u32) -> Row {
    Row::new(vec![Value::Integer(i64::from(number))])
}
