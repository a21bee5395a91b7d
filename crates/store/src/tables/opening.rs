//! Openings: jobs that companies offer.

use casework::{
    ids::{CompanyId, OpeningId},
    opening::{NewOpening, Opening, OpeningEnd, PayUnit, Term},
    profile::JlptLevel,
};
use chrono::NaiveDate;
use rusqlite::{Row, ToSql, params, params_from_iter};

use super::{collect, day, guarded, optional_day};
use crate::{Reader, StoreError, Writer};

/// The columns of what an opening is, in the order of the statements.
const COLUMNS: [&str; 21] = [
    "company_id",
    "title",
    "occupation",
    "tasks",
    "prefecture",
    "place",
    "pay_from",
    "pay_to",
    "pay_unit",
    "term",
    "term_months",
    "trial_months",
    "hours",
    "conditions",
    "japanese",
    "languages",
    "statuses",
    "sought",
    "received_on",
    "valid_until",
    "notes",
];

impl Reader<'_> {
    /// Returns an opening.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], or what the disk says.
    pub fn opening(&self, id: OpeningId) -> Result<Opening, StoreError> {
        collect(self.connection, "SELECT * FROM opening WHERE id = ?1", [id.0], |row| Ok(opening(row)))?
            .pop()
            .ok_or(StoreError::NotFound)
    }

    /// Returns the openings of a company: those that are not closed first, the newest first.
    ///
    /// # Errors
    /// What the disk says.
    pub fn openings_of(&self, company: CompanyId) -> Result<Vec<Opening>, StoreError> {
        let sql = "SELECT * FROM opening WHERE company_id = ?1 ORDER BY closed_on <> '', received_on DESC, id DESC";
        collect(self.connection, sql, [company.0], |row| Ok(opening(row)))
    }

    /// Returns every opening, the newest first; only those that are not closed if `open`.
    ///
    /// # Errors
    /// What the disk says.
    pub fn openings(&self, open: bool) -> Result<Vec<Opening>, StoreError> {
        let condition = if open { "WHERE closed_on = ''" } else { "" };
        let sql = format!("SELECT * FROM opening {condition} ORDER BY received_on DESC, id DESC");
        collect(self.connection, &sql, [], |row| Ok(opening(row)))
    }

    /// Returns how many people were employed for an opening, whatever became of it.
    ///
    /// # Errors
    /// What the disk says.
    pub fn employed_for(&self, id: OpeningId) -> Result<u32, StoreError> {
        let sql = "SELECT count(*) FROM recommendation r WHERE r.opening_id = ?1 AND EXISTS
                     (SELECT 1 FROM placement_step s WHERE s.recommendation_id = r.id
                       AND s.step IN ('employed', 'permanent'))";
        Ok(self.connection.prepare_cached(sql)?.query_row([id.0], |row| row.get(0))?)
    }
}

fn opening(row: &Row<'_>) -> Result<Opening, StoreError> {
    let text = |column: &str| row.get::<_, String>(column);
    let several =
        |column: &str| text(column).map(|text| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>());
    let (pay_unit, term, japanese) = (text("pay_unit")?, text("term")?, text("japanese")?);
    let closed = optional_day(&text("closed_on")?)?;
    let reason = text("close_reason")?;
    Ok(Opening {
        id: OpeningId(row.get("id")?),
        opening: NewOpening {
            company: CompanyId(row.get("company_id")?),
            title: guarded(row, "title")?,
            occupation: text("occupation")?,
            tasks: guarded(row, "tasks")?,
            prefecture: text("prefecture")?,
            place: guarded(row, "place")?,
            pay_from: row.get("pay_from")?,
            pay_to: row.get("pay_to")?,
            pay_unit: PayUnit::from_code(&pay_unit).ok_or(StoreError::Form)?,
            term: Term::from_code(&term),
            term_months: row.get("term_months")?,
            trial_months: row.get("trial_months")?,
            hours: guarded(row, "hours")?,
            conditions: guarded(row, "conditions")?,
            japanese: JlptLevel::ALL.into_iter().find(|level| jlpt(*level) == japanese),
            languages: several("languages")?,
            statuses: several("statuses")?,
            sought: row.get("sought")?,
            received_on: day(&text("received_on")?)?,
            valid_until: optional_day(&text("valid_until")?)?,
            notes: guarded(row, "notes")?,
        },
        closed: closed.map(|on| OpeningEnd { on, reason }),
    })
}

fn jlpt(level: JlptLevel) -> String {
    format!("N{}", level.number())
}

impl Writer<'_> {
    /// Adds an opening.
    ///
    /// # Errors
    /// What the disk says.
    pub fn add_opening(&self, new: &NewOpening) -> Result<OpeningId, StoreError> {
        let places = (1..=COLUMNS.len()).map(|n| format!("?{n}")).collect::<Vec<_>>().join(", ");
        let sql = format!("INSERT INTO opening ({}) VALUES ({places})", COLUMNS.join(", "));
        with_columns(new, |columns| self.insert(&sql, params_from_iter(columns)).map(OpeningId))
    }

    /// Replaces what an opening is.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], or what the disk says.
    pub fn correct_opening(&self, id: OpeningId, new: &NewOpening) -> Result<(), StoreError> {
        let set = COLUMNS.iter().enumerate().map(|(n, column)| format!("{column} = ?{}", n + 1));
        let set = set.collect::<Vec<_>>().join(", ");
        let sql = format!("UPDATE opening SET {set} WHERE id = ?{}", COLUMNS.len() + 1);
        let touched = with_columns(new, |columns| {
            let last: [&dyn ToSql; 1] = [&id.0];
            self.change(&sql, params_from_iter(columns.iter().chain(&last)))
        })?;
        if touched == 0 { Err(StoreError::NotFound) } else { Ok(()) }
    }

    /// Closes an opening, or (with `None`) opens it again.
    ///
    /// # Errors
    /// What the disk says.
    pub fn close_opening(&self, id: OpeningId, end: Option<&OpeningEnd>) -> Result<(), StoreError> {
        let sql = "UPDATE opening SET closed_on = ?2, close_reason = ?3 WHERE id = ?1";
        let (on, reason) = end.map_or_else(Default::default, |end| (end.on.to_string(), end.reason.clone()));
        self.change(sql, params![id.0, on, reason]).map(drop)
    }
}

/// Lends the values of [`COLUMNS`].
fn with_columns<T>(
    new: &NewOpening,
    run: impl FnOnce(&[&dyn ToSql]) -> Result<T, StoreError>,
) -> Result<T, StoreError> {
    let term = new.term.map_or("", Term::code);
    let japanese = new.japanese.map(jlpt).unwrap_or_default();
    let (languages, statuses) = (new.languages.join(" "), new.statuses.join(" "));
    let received = new.received_on.to_string();
    let until = new.valid_until.map_or_else(String::new, |day: NaiveDate| day.to_string());
    // EXPOSE: goes into the encrypted store.
    let (title, tasks, place) = (new.title.expose(), new.tasks.expose(), new.place.expose());
    let (hours, conditions, notes) = (new.hours.expose(), new.conditions.expose(), new.notes.expose());
    run(&[
        &new.company.0,
        title,
        &new.occupation,
        tasks,
        &new.prefecture,
        place,
        &new.pay_from,
        &new.pay_to,
        &new.pay_unit.code(),
        &term,
        &new.term_months,
        &new.trial_months,
        hours,
        conditions,
        &japanese,
        &languages,
        &statuses,
        &new.sought,
        &received,
        &until,
        notes,
    ])
}
