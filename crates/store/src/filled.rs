//! How often each field is filled, read from the schema, so that a field that is added later is counted without a word
//! here; and how many rows each table has.

use std::collections::{BTreeMap, BTreeSet};

use casework::{forms::id_of, ids::FormId};
use rusqlite::Row;

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

/// How many interviews of a version of a form answer a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnsweredQuestion {
    /// The form.
    pub form: FormId,
    /// The version of the form.
    pub version: u32,
    /// The id of the question.
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

    /// Returns how many interviews there are of each version of each form.
    ///
    /// # Errors
    /// What the disk says.
    pub fn interviews_by_version(&self) -> Result<BTreeMap<(FormId, u32), u32>, StoreError> {
        let sql = "SELECT form_id, template_version, count(*) FROM interview GROUP BY form_id, template_version";
        let row = |row: &Row<'_>| Ok(Ok(((FormId(row.get(0)?), row.get(1)?), row.get(2)?)));
        Ok(collect(self.connection, sql, [], row)?.into_iter().collect())
    }

    /// Returns how many interviews answer each question, by version of the form. A question that is asked again for
    /// each of several counts once for each interview.
    ///
    /// # Errors
    /// What the disk says.
    pub fn answered_questions(&self) -> Result<Vec<AnsweredQuestion>, StoreError> {
        let once = "SELECT i.form_id, i.template_version, a.question, count(*)
                      FROM answer a JOIN interview i ON i.id = a.interview_id
                     WHERE a.text <> '' AND instr(a.question, '[') = 0 GROUP BY 1, 2, 3 ORDER BY 1, 2, 3";
        let mut answered = collect(self.connection, once, [], |row| {
            let (form, version) = (FormId(row.get(0)?), row.get(1)?);
            Ok(Ok(AnsweredQuestion { form, version, question: row.get(2)?, answered: row.get(3)? }))
        })?;
        let again = "SELECT i.form_id, i.template_version, a.question, i.id
                       FROM answer a JOIN interview i ON i.id = a.interview_id
                      WHERE a.text <> '' AND instr(a.question, '[') > 0";
        let each = collect(self.connection, again, [], |row| {
            let question: String = row.get(2)?;
            Ok(Ok((FormId(row.get(0)?), row.get::<_, u32>(1)?, id_of(&question), row.get::<_, i64>(3)?)))
        })?;
        let mut interviews: BTreeMap<(FormId, u32, String), u32> = BTreeMap::new();
        for (form, version, question, _) in BTreeSet::from_iter(each) {
            let count = interviews.entry((form, version, question)).or_default();
            *count = count.saturating_add(1);
        }
        answered.extend(interviews.into_iter().map(|((form, version, question), answered)| AnsweredQuestion {
            form,
            version,
            question,
            answered,
        }));
        Ok(answered)
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
