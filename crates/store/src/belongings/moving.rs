//! Giving what belongs to one participant to another: two records turned out to be one person.

use std::collections::BTreeMap;

use casework::ids::ParticipantId;
use rusqlite::{ToSql, params_from_iter};

use super::{Belongings, Link, ROOT, Row, Shape, Table, Value, quoted, restoring::Files, sealed::SEALED};
use crate::{
    DocumentError, StoreError, Writer, documents,
    keys::Key,
    seal::{seal, unseal},
    tables::{collect, document},
};

/// The key of a person stays theirs: what the journal holds of them is sealed under it.
const STAYS: &str = "person_key";

/// What was moved.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Moved {
    /// How many rows of each table now belong to the other.
    pub moved: BTreeMap<String, u32>,
    /// How many rows of each table stayed, because the other has the like already and there can be only one.
    pub stayed: BTreeMap<String, u32>,
}

impl Writer<'_> {
    /// Gives everything that hangs on `from` to `to`. Where both have what there can be only one of (an enrolment in the
    /// same cohort, a draft), that of `to` stands, what hangs on that of `from` is hung on it, and the row of `from`
    /// stays. What is sealed is sealed anew under the key of `to`; files of documents are written anew, and the old ones
    /// are kept until the session ends, so that all can be undone. The participants' own rows, their keys and the journal
    /// stay as they are, but for the day of the newest fact and the farthest stage.
    ///
    /// To undo it, take [`belongings_of`](crate::Reader::belongings_of) both before and after, and
    /// [`restore`](Self::restore) the difference of `to` first, then that of `from`.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when one of them is not there; [`DocumentError`] when a document cannot be read; then
    /// nothing was moved.
    pub fn move_belongings(&self, from: ParticipantId, to: ParticipantId) -> Result<Moved, DocumentError> {
        let (before, other) = (self.belongings_of(from)?, self.belongings_of(to)?);
        if from == to {
            return Err(StoreError::Constraint.into());
        }
        let shape = &before.shape;
        self.all_or_nothing(|| {
            let mut stayed = BTreeMap::new();
            for table in shape.tables.iter().filter(|table| table.name != STAYS) {
                for link in table.links.iter().filter(|link| link.cascades && link.to == ROOT) {
                    let (old, new) = (owner(from), owner(to));
                    self.relink(shape, table, link, &old, &new, &mut stayed)?;
                }
            }
            self.seal_anew(shape, from, to)?;
            self.refresh_kept(from)?;
            self.refresh_kept(to)?;
            let after = self.belongings_of(to)?;
            Files::between(shape, &before.rows, &self.belongings_of(from)?.rows).keep(self, from);
            Ok(Moved { moved: grown(&other, &after), stayed })
        })
    }

    /// Points the rows that lead to `old` at `new`, one by one.
    fn relink(
        &self,
        shape: &Shape,
        table: &Table,
        link: &Link,
        old: &Row,
        new: &Row,
        stayed: &mut BTreeMap<String, u32>,
    ) -> Result<(), StoreError> {
        for key in self.keys_where(table, link, old)? {
            let set = assignments(table, &link.columns, 1);
            let sql =
                format!("UPDATE {} SET {set} WHERE {}", quoted(&table.name), table.key_is(link.columns.len() + 1));
            // EXPOSE: goes into the encrypted store.
            let values: Vec<&Value> = new.expose().iter().chain(key.expose()).collect();
            match self.change(&sql, params_from_iter(values)) {
                Ok(_) => (),
                Err(StoreError::Constraint) => {
                    let count = stayed.entry(table.name.clone()).or_default();
                    *count = count.saturating_add(1);
                    if let Some(like) = self.the_like(table, link, &key, new)? {
                        self.hand_down(shape, table, &key, &like, stayed)?;
                    }
                }
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    /// Hangs what hangs on one row on another of the same table.
    pub(crate) fn hand_down(
        &self,
        shape: &Shape,
        table: &Table,
        from: &Row,
        to: &Row,
        stayed: &mut BTreeMap<String, u32>,
    ) -> Result<(), StoreError> {
        for child in &shape.tables {
            for link in child.links.iter().filter(|link| link.cascades && link.to == table.name) {
                let positions: Option<Vec<usize>> = link.parent_columns.iter().map(|name| table.column(name)).collect();
                // A link that leads to something else than the key is left alone.
                if positions.as_deref() == Some(table.key.as_slice()) {
                    self.relink(shape, child, link, from, to, stayed)?;
                }
            }
        }
        Ok(())
    }

    fn keys_where(&self, table: &Table, link: &Link, is: &Row) -> Result<Vec<Row>, StoreError> {
        let key = table.names_of(&table.key).collect::<Vec<_>>().join(", ");
        let condition = assignments(table, &link.columns, 1).replace(", ", " AND ");
        let sql = format!("SELECT {key} FROM {} WHERE {condition} ORDER BY {key}", quoted(&table.name));
        // EXPOSE: compared inside the encrypted store.
        let values = params_from_iter(is.expose());
        collect(self.connection, &sql, values, |row| Ok(super::value::row_of(row, table.key.len())))
    }

    /// The row of `owner` that the schema takes for the same as the row with `key`, if a unique index says so.
    fn the_like(&self, table: &Table, link: &Link, key: &Row, owner: &Row) -> Result<Option<Row>, StoreError> {
        let Some(row) = self.row_with(table, key)? else { return Ok(None) };
        // Of an index over a part of the rows also the condition that the part fulfils.
        let sql = "SELECT i.name, c.name, iif(i.partial, m.sql, '')
                   FROM pragma_index_list(?1) i JOIN pragma_index_info(i.name) c
                   LEFT JOIN sqlite_schema m ON m.name = i.name
                   WHERE i.\"unique\" = 1 ORDER BY i.seq, c.seqno";
        let parts: Vec<(String, String, Option<String>)> =
            collect(self.connection, sql, [&table.name], |row| Ok(Ok((row.get(0)?, row.get(1)?, row.get(2)?))))?;
        let mut indexes: BTreeMap<String, (Vec<usize>, String)> = BTreeMap::new();
        for (index, column, made) in parts {
            let only = made.as_deref().and_then(|made| made.split_once(" WHERE ")).map(|(_, only)| only.to_owned());
            let known = indexes.entry(index).or_insert_with(|| (Vec::new(), only.unwrap_or_else(|| String::from("1"))));
            known.0.extend(table.column(&column));
        }
        for (columns, only) in
            indexes.into_values().filter(|(columns, _)| link.columns.iter().all(|at| columns.contains(at)))
        {
            // EXPOSE: compared inside the encrypted store.
            let value = |at: &usize| match link.columns.iter().position(|own| own == at) {
                Some(place) => owner.expose().get(place),
                None => row.expose().get(*at),
            };
            let values: Option<Vec<&Value>> = columns.iter().map(value).collect();
            let condition = assignments(table, &columns, 1).replace(", ", " AND ");
            let select = table.names_of(&table.key).collect::<Vec<_>>().join(", ");
            let sql = format!("SELECT {select} FROM {} WHERE {condition} AND ({only})", quoted(&table.name));
            let found = collect(self.connection, &sql, params_from_iter(values.unwrap_or_default()), |row| {
                Ok(super::value::row_of(row, table.key.len()))
            })?;
            if let Some(like) = found.into_iter().next() {
                return Ok(Some(like));
            }
        }
        Ok(None)
    }

    /// Seals what now belongs to `to` and is still sealed for `from` under the key of `to`.
    fn seal_anew(&self, shape: &Shape, from: ParticipantId, to: ParticipantId) -> Result<(), DocumentError> {
        let (old, new) = (self.person_key(from)?, self.person_key(to)?);
        let rows = self.belongings_of(to)?.rows;
        for sealed in SEALED {
            let Some((at, table)) = shape.table(sealed.table) else { continue };
            let Some(column) = table.column(sealed.column) else { continue };
            for ((_, key), row) in rows.iter().filter(|((of, _), _)| *of == at) {
                // EXPOSE: ciphertext.
                let Some(bytes) = row.expose().get(column).and_then(Value::bytes) else { continue };
                // What belonged to `to` before opens with their own key.
                if unseal(&new, sealed.about, bytes).is_ok() {
                    continue;
                }
                let plain = unseal(&old, sealed.about, bytes)?;
                // EXPOSE: sealed again.
                self.put(table, key, &[(sealed.column, &seal(&new, sealed.about, plain.expose())?)])?;
                if sealed.table == document::TABLE {
                    self.write_file_anew(table, key, &old, &new)?;
                }
            }
        }
        Ok(())
    }

    pub(crate) fn write_file_anew(&self, table: &Table, key: &Row, old: &Key, new: &Key) -> Result<(), DocumentError> {
        // EXPOSE: the number of a document.
        let number = key.expose().first().and_then(Value::integer).and_then(|number| u32::try_from(number).ok());
        let row = self.document_file(document::DocumentId(number.ok_or(StoreError::Form)?))?;
        let written =
            documents::write(&self.inside.documents, new, &documents::read(&self.inside.documents, old, &row)?)?;
        self.files.borrow_mut().added.push(written.name.clone());
        let digest = written.digest.to_vec();
        let values: [(&str, &dyn ToSql); 3] =
            [("file", &written.name), ("stored_bytes", &written.stored_bytes), ("digest", &digest)];
        Ok(self.put(table, key, &values)?)
    }

    pub(crate) fn put<T: ToSql>(&self, table: &Table, key: &Row, values: &[(&str, T)]) -> Result<(), StoreError> {
        let set = values.iter().enumerate().map(|(n, (column, _))| format!("{} = ?{}", quoted(column), n + 1));
        let set = set.collect::<Vec<_>>().join(", ");
        let sql = format!("UPDATE {} SET {set} WHERE {}", quoted(&table.name), table.key_is(values.len() + 1));
        let own = values.iter().map(|(_, value)| value as &dyn ToSql);
        // EXPOSE: goes into the encrypted store.
        let all: Vec<&dyn ToSql> = own.chain(key.expose().iter().map(|value| value as &dyn ToSql)).collect();
        self.change(&sql, params_from_iter(all)).map(drop)
    }
}

fn owner(id: ParticipantId) -> Row {
    Row::new(vec![Value::Integer(i64::from(id.0))])
}

/// `"a" = ?first, "b" = ?first + 1, …`
fn assignments(table: &Table, columns: &[usize], first: usize) -> String {
    let parts = table.names_of(columns).enumerate().map(|(n, column)| format!("{column} = ?{}", n + first));
    parts.collect::<Vec<_>>().join(", ")
}

/// How many rows of each table are more.
fn grown(before: &Belongings, after: &Belongings) -> BTreeMap<String, u32> {
    let mut more = BTreeMap::new();
    for (at, _) in after.rows.keys().filter(|key| !before.rows.contains_key(*key)) {
        if let Some(table) = after.shape.tables.get(*at) {
            let count = more.entry(table.name.clone()).or_insert(0_u32);
            *count = count.saturating_add(1);
        }
    }
    more
}
