//! Keeping note of what a transaction changes in the rows of participants, whichever use case does it.
//!
//! Triggers copy every row before and after into tables that live in memory only. They belong to the connection: the
//! file holds none of them. A store on which nobody asked for it has none.

use std::collections::{BTreeMap, BTreeSet};

use casework::ids::ParticipantId;

use super::{Difference, ROOT, Row, Shape, Table, Value, difference::Changed, part, quoted, value::row_of};
use crate::{Store, StoreError, Writer};

/// What a transaction changed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Edited {
    /// For each participant what differs. One row can be of two people when it was moved.
    pub people: BTreeMap<ParticipantId, Difference>,
    /// Who was not there before.
    pub new: BTreeSet<ParticipantId>,
}

type Changes = BTreeMap<(usize, Row), Changed>;

impl Store {
    /// As [`write`](Self::write), keeping note of what is changed: ask with [`Writer::edited`].
    ///
    /// # Errors
    /// As [`write`](Self::write).
    pub fn write_recorded<T, E: From<StoreError>>(
        &mut self,
        work: impl FnOnce(&Writer<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        self.set_up_recording()?;
        self.write(|writer| {
            writer.forget_edited()?;
            work(writer)
        })
    }

    /// As [`write`](Self::write), keeping no note of what is changed: for work on so many rows that the note would cost
    /// more than the work. The next [`write_recorded`](Self::write_recorded) keeps note again.
    ///
    /// # Errors
    /// As [`write`](Self::write).
    pub fn write_unrecorded<T, E: From<StoreError>>(
        &mut self,
        work: impl FnOnce(&Writer<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        self.take_down_recording()?;
        self.write(work)
    }

    fn take_down_recording(&self) -> Result<(), StoreError> {
        if !self.inside.recording.get() {
            return Ok(());
        }
        let tables = self.read().shape()?.tables.len();
        let one = |at: usize| {
            format!(
                "DROP TRIGGER temp.edited_{at}_added; DROP TRIGGER temp.edited_{at}_removed;
                 DROP TRIGGER temp.edited_{at}_changed; DROP TABLE temp.edited_{at};\n"
            )
        };
        let statements: String = (0..tables).map(one).collect();
        self.connection.execute_batch(&format!("SAVEPOINT recording; {statements} RELEASE recording"))?;
        self.inside.recording.set(false);
        Ok(())
    }

    fn set_up_recording(&self) -> Result<(), StoreError> {
        if self.inside.recording.get() {
            return Ok(());
        }
        let shape = self.read().shape()?;
        let statements: String = shape.tables.iter().enumerate().map(|(at, table)| triggers(at, table)).collect();
        self.connection.execute_batch(&format!("SAVEPOINT recording; {statements} RELEASE recording"))?;
        self.inside.recording.set(true);
        Ok(())
    }
}

fn triggers(at: usize, table: &Table) -> String {
    let list = |of: &str| (0..table.columns.len()).map(|n| format!("{of}{n}")).collect::<Vec<_>>().join(", ");
    let values =
        |of: &str| table.columns.iter().map(|column| format!("{of}.{}", quoted(column))).collect::<Vec<_>>().join(", ");
    let (old, new, name) = (list("old"), list("new"), quoted(&table.name));
    let (olds, news) = (values("OLD"), values("NEW"));
    format!(
        "CREATE TEMP TABLE edited_{at} (n INTEGER PRIMARY KEY, had INTEGER NOT NULL, has INTEGER NOT NULL, {old}, {new});
         CREATE TEMP TRIGGER edited_{at}_added AFTER INSERT ON main.{name} BEGIN
           INSERT INTO edited_{at} (had, has, {new}) VALUES (0, 1, {news}); END;
         CREATE TEMP TRIGGER edited_{at}_removed AFTER DELETE ON main.{name} BEGIN
           INSERT INTO edited_{at} (had, has, {old}) VALUES (1, 0, {olds}); END;
         CREATE TEMP TRIGGER edited_{at}_changed AFTER UPDATE ON main.{name} BEGIN
           INSERT INTO edited_{at} (had, has, {old}, {new}) VALUES (1, 1, {olds}, {news}); END;\n"
    )
}

impl Writer<'_> {
    /// Returns what this transaction changed so far in the rows of participants, and forgets it. Only inside
    /// [`Store::write_recorded`].
    ///
    /// # Errors
    /// What the disk says.
    pub fn edited(&self) -> Result<Edited, StoreError> {
        let shape = self.shape()?;
        let changes = self.changes(&shape)?;
        self.forget_edited()?;
        let mut edited = Edited::default();
        for (place, changed) in &changes {
            let before = self.owners(&shape, place.0, changed.before.as_ref(), &changes, 0)?;
            let after = self.owners(&shape, place.0, changed.after.as_ref(), &changes, 0)?;
            for owner in before.union(&after) {
                let of = |owners: &BTreeSet<ParticipantId>, row: &Option<Row>| {
                    row.clone().filter(|_| owners.contains(owner))
                };
                let own = Changed { before: of(&before, &changed.before), after: of(&after, &changed.after) };
                if place.0 == 0 && own.before.is_none() {
                    edited.new.insert(*owner);
                }
                let difference = edited.people.entry(*owner).or_insert_with(|| Difference {
                    participant: *owner,
                    shape: std::sync::Arc::clone(&shape),
                    changes: BTreeMap::new(),
                });
                difference.changes.insert(place.clone(), own);
            }
        }
        Ok(edited)
    }

    fn forget_edited(&self) -> Result<(), StoreError> {
        let tables = self.shape()?.tables.len();
        (0..tables).try_for_each(|at| self.change(&format!("DELETE FROM temp.edited_{at}"), []).map(drop))
    }

    /// Every row that is another than at the beginning.
    fn changes(&self, shape: &Shape) -> Result<Changes, StoreError> {
        let mut changes = Changes::new();
        for (at, table) in shape.tables.iter().enumerate() {
            let width = table.columns.len();
            let sql = format!("SELECT * FROM temp.edited_{at} ORDER BY n");
            let mut statement = self.connection.prepare_cached(&sql)?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                let (had, has): (bool, bool) = (row.get(1)?, row.get(2)?);
                let all = row_of(row, width.saturating_mul(2).saturating_add(3))?;
                let half = |first: usize| part(&all, &(first..first.saturating_add(width)).collect::<Vec<_>>());
                let old = had.then(|| half(3));
                let new = has.then(|| half(width.saturating_add(3)));
                note(&mut changes, at, table, old, new);
            }
        }
        changes.retain(|_, changed| changed.before != changed.after);
        Ok(changes)
    }

    /// Whose a row is: the participants to whom its links lead.
    fn owners(
        &self,
        shape: &Shape,
        at: usize,
        row: Option<&Row>,
        changes: &Changes,
        depth: usize,
    ) -> Result<BTreeSet<ParticipantId>, StoreError> {
        let mut owners = BTreeSet::new();
        let (Some(table), Some(row)) = (shape.tables.get(at), row) else { return Ok(owners) };
        if table.name == ROOT {
            owners.extend(number(&part(row, &table.key)));
            return Ok(owners);
        }
        for link in table.links.iter().filter(|link| link.cascades && depth < shape.tables.len()) {
            let Some((above, parent)) = shape.table(&link.to) else { continue };
            let leads_to = part(row, &link.columns);
            if parent.name == ROOT {
                owners.extend(number(&leads_to));
                continue;
            }
            // A parent that went in this transaction is known by what it was.
            let known = changes.get(&(above, leads_to.clone()));
            let stood = match known {
                Some(changed) => changed.after.clone().or_else(|| changed.before.clone()),
                None => self.row_with(parent, &leads_to)?,
            };
            owners.extend(self.owners(shape, above, stood.as_ref(), changes, depth.saturating_add(1))?);
        }
        Ok(owners)
    }
}

fn note(changes: &mut Changes, at: usize, table: &Table, old: Option<Row>, new: Option<Row>) {
    let key = |row: &Row| (at, part(row, &table.key));
    match (old, new) {
        (Some(old), Some(new)) if key(&old) != key(&new) => {
            note(changes, at, table, Some(old), None);
            note(changes, at, table, None, Some(new));
        }
        (old, new) => {
            let Some(place) = old.as_ref().or(new.as_ref()).map(key) else { return };
            let changed = changes.entry(place).or_insert_with(|| Changed { before: old, after: None });
            changed.after = new;
        }
    }
}

fn number(key: &Row) -> Option<ParticipantId> {
    // EXPOSE: a number of a row.
    let number = key.expose().first().and_then(Value::integer)?;
    u32::try_from(number).ok().map(ParticipantId)
}
