//! How often each field is filled, read from the schema, so that a field that is added later is counted without a word
//! here; and how many rows each table has.

use std::collections::BTreeMap;

use crate::{
    Reader, StoreError,
    belongings::{ROOT, Table, quoted},
    tables::collect,
};

/// How many of the records fill a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilledField {
    /// The table.
    pub table: String,
    /// The column; empty for the table as a whole: how many participants have any row of it.
    pub column: String,
    /// How many fill it.
    pub filled: u32,
    /// Of how many.
    pub of: u32,
}

/// How many interviews of a version of the form answer a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnsweredQuestion {
    /// The version of the form.
    pub version: u32,
    /// The question.
    pub question: String,
    /// How many interviews answer it.
    pub answered: u32,
}

/// Columns that the program keeps by itself.
const KEPT: [&str; 5] = ["id", "participant_id", "stage", "last_fact_on", "sort_name"];
/// Tables that are no fields of a participant.
const NO_FIELDS: [&str; 7] =
    ["person_key", "hand_over", "carried_entry", "counted_elsewhere", "answer", "merged_person", "two_people"];

impl Reader<'_> {
    /// Returns how often the fields of participants are filled: each column of their own row and of the tables that have
    /// one row for each of them, and for every other table how many have any row of it.
    ///
    /// # Errors
    /// What the disk says.
    pub fn filled_fields(&self) -> Result<Vec<FilledField>, StoreError> {
        let shape = self.shape()?;
        let people: u32 = self.number("SELECT count(*) FROM participant")?;
        let mut fields = Vec::new();
        for table in shape.tables.iter().filter(|table| !NO_FIELDS.contains(&table.name.as_str())) {
            let link = table.links.iter().find(|link| link.cascades && link.to == ROOT);
            let one_each = table.name == ROOT || link.is_some_and(|link| link.columns == table.key);
            if one_each {
                for (at, column) in
                    table.columns.iter().enumerate().filter(|(_, column)| !KEPT.contains(&column.as_str()))
                {
                    let filled = self.number(&filled_sql(table, at, column))?;
                    fields.push(FilledField { table: table.name.clone(), column: column.clone(), filled, of: people });
                }
            } else if let Some(owner) = link.and_then(|link| table.names_of(&link.columns).next()) {
                let sql = format!("SELECT count(DISTINCT {owner}) FROM {}", quoted(&table.name));
                let filled = self.number(&sql)?;
                fields.push(FilledField { table: table.name.clone(), column: String::new(), filled, of: people });
            }
        }
        Ok(fields)
    }

    /// Returns how many interviews there are of each version of the form.
    ///
    /// # Errors
    /// What the disk says.
    pub fn interviews_by_version(&self) -> Result<BTreeMap<u32, u32>, StoreError> {
        let sql = "SELECT template_version, count(*) FROM interview GROUP BY template_version";
        Ok(collect(self.connection, sql, [], |row| Ok(Ok((row.get(0)?, row.get(1)?))))?.into_iter().collect())
    }

    /// Returns how many interviews answer each question, by version of the form.
    ///
    /// # Errors
    /// What the disk says.
    pub fn answered_questions(&self) -> Result<Vec<AnsweredQuestion>, StoreError> {
        let sql =
            "SELECT i.template_version, a.question, count(*) FROM answer a JOIN interview i ON i.id = a.interview_id
                   WHERE a.text <> '' GROUP BY i.template_version, a.question ORDER BY i.template_version, a.question";
        collect(self.connection, sql, [], |row| {
            Ok(Ok(AnsweredQuestion { version: row.get(0)?, question: row.get(1)?, answered: row.get(2)? }))
        })
    }

    /// Returns how many rows each table has.
    ///
    /// # Errors
    /// What the disk says.
    pub fn rows_by_table(&self) -> Result<BTreeMap<String, u64>, StoreError> {
        self.table_counts()
    }

    /// Returns the version of the schema.
    ///
    /// # Errors
    /// What the disk says.
    pub fn schema_version(&self) -> Result<u32, StoreError> {
        crate::migrations::version_of(self.connection)
    }

    fn number(&self, sql: &str) -> Result<u32, StoreError> {
        Ok(self.connection.prepare_cached(sql)?.query_row([], |row| row.get(0))?)
    }
}

/// Filled is what differs from what stands there when nobody says anything.
fn filled_sql(table: &Table, at: usize, column: &str) -> String {
    let default = table.defaults.get(at).and_then(|default| default.as_deref()).unwrap_or("''");
    let column = quoted(column);
    format!("SELECT count(*) FROM {} WHERE {column} IS NOT NULL AND {column} IS NOT {default}", quoted(&table.name))
}
