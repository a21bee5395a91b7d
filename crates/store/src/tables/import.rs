//! Imports of spreadsheets: what each of them added, and taking it back.

use casework::{
    ids::{ParticipantId, SessionId},
    programme::attendance::Mark,
};
use rusqlite::{OptionalExtension, Row, params};

use super::{collect, member::MemberId};
use crate::{Reader, StoreError, Writer};

/// The number of an import.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ImportId(pub u32);

/// What an import brings in, as it is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Imported {
    /// People.
    Participants,
    /// Companies.
    Companies,
    /// Sessions of cohorts.
    Sessions,
    /// Marks of attendance; their records are the participants.
    Attendance,
}

impl Imported {
    const fn code(self) -> &'static str {
        match self {
            Self::Participants => "participants",
            Self::Companies => "companies",
            Self::Sessions => "sessions",
            Self::Attendance => "attendance",
        }
    }

    const fn table(self) -> &'static str {
        match self {
            Self::Participants | Self::Attendance => "participant",
            Self::Companies => "company",
            Self::Sessions => "session",
        }
    }
}

/// An import about to be recorded.
#[derive(Debug, Clone)]
pub struct NewImport<'a> {
    /// When (RFC 3339).
    pub at: &'a str,
    /// Who.
    pub actor: MemberId,
    /// What it brings in.
    pub kind: Imported,
    /// SHA-256 of the file.
    pub digest: &'a [u8; 32],
    /// Rows that were read as records.
    pub rows: u32,
}

/// An import on record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportRow {
    /// Its number.
    pub id: ImportId,
    /// When (RFC 3339).
    pub at: String,
    /// Who.
    pub actor: MemberId,
    /// What it brought in.
    pub kind: Imported,
    /// Rows that were read as records.
    pub rows: u32,
    /// Records that came of them.
    pub added: u32,
    /// When it was undone; empty while it stands.
    pub undone_at: String,
}

/// What became of the records that an import added.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Since {
    /// Nothing was recorded about them since.
    pub untouched: Vec<u32>,
    /// Something was, so they are more than what the file said.
    pub changed: Vec<u32>,
}

const SELECT: &str = "SELECT id, at, actor, kind, row_count, added, undone_at FROM import";

fn import(row: &Row<'_>) -> rusqlite::Result<Result<ImportRow, StoreError>> {
    let kind: String = row.get("kind")?;
    let kind = [Imported::Participants, Imported::Companies, Imported::Sessions, Imported::Attendance]
        .into_iter()
        .find(|known| known.code() == kind);
    let Some(kind) = kind else { return Ok(Err(StoreError::Form)) };
    Ok(Ok(ImportRow {
        id: ImportId(row.get("id")?),
        at: row.get("at")?,
        actor: MemberId(row.get("actor")?),
        kind,
        rows: row.get("row_count")?,
        added: row.get("added")?,
        undone_at: row.get("undone_at")?,
    }))
}

impl Reader<'_> {
    /// Returns the imports, the newest first.
    ///
    /// # Errors
    /// What the disk says.
    pub fn imports(&self) -> Result<Vec<ImportRow>, StoreError> {
        collect(self.connection, &format!("{SELECT} ORDER BY id DESC"), [], import)
    }

    /// Returns an import.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], or what the disk says.
    pub fn import(&self, id: ImportId) -> Result<ImportRow, StoreError> {
        collect(self.connection, &format!("{SELECT} WHERE id = ?1"), [id.0], import)?.pop().ok_or(StoreError::NotFound)
    }

    /// Returns when a file with this digest was brought in last and not undone.
    ///
    /// # Errors
    /// What the disk says.
    pub fn import_of(&self, digest: &[u8; 32]) -> Result<Option<String>, StoreError> {
        let sql = "SELECT at FROM import WHERE digest = ?1 AND undone_at = '' ORDER BY id DESC LIMIT 1";
        Ok(self.connection.prepare_cached(sql)?.query_row([&digest[..]], |row| row.get(0)).optional()?)
    }

    /// Returns which records of an import are still there, and whether anything was recorded about them since. Being
    /// looked at is no change.
    ///
    /// # Errors
    /// What the disk says.
    pub fn since_import(&self, import: &ImportRow) -> Result<Since, StoreError> {
        let (subject, table) = (import.kind.table(), import.kind.table());
        let who = match import.kind {
            Imported::Participants => "j.person = r.record_id",
            Imported::Companies => "j.subject = 'company' AND j.id = r.record_id",
            Imported::Sessions => "j.subject = 'session' AND j.id = r.record_id",
            // What else is recorded about a person does not change their marks.
            Imported::Attendance => "0",
        };
        let held = match import.kind {
            Imported::Participants => "0",
            Imported::Sessions => {
                "EXISTS (SELECT 1 FROM attendance a WHERE a.session_id = r.record_id)
                 OR EXISTS (SELECT 1 FROM attendance_residue a WHERE a.session_id = r.record_id)
                 OR EXISTS (SELECT 1 FROM session_heads a WHERE a.session_id = r.record_id)"
            }
            Imported::Attendance => {
                "EXISTS (SELECT 1 FROM import_mark m WHERE m.import_id = i.id AND m.participant_id = r.record_id
                    AND NOT EXISTS (SELECT 1 FROM attendance a WHERE a.session_id = m.session_id
                      AND a.participant_id = m.participant_id AND a.mark = m.mark AND a.minutes IS NULL))"
            }
            Imported::Companies => {
                "EXISTS (SELECT 1 FROM discussion d WHERE d.company_id = r.record_id)
                 OR EXISTS (SELECT 1 FROM recommendation m WHERE m.company_id = r.record_id)"
            }
        };
        let sql = format!(
            "SELECT r.record_id, {held} OR EXISTS (SELECT 1 FROM journal j WHERE j.n > i.last_entry AND {who}
                AND j.verb NOT IN ('read', 'preview', 'print'))
             FROM import_row r JOIN import i ON i.id = r.import_id JOIN {table} {subject} ON {subject}.id = r.record_id
             WHERE r.import_id = ?1 GROUP BY r.record_id ORDER BY min(r.row)"
        );
        let mut since = Since::default();
        let found = collect(self.connection, &sql, [import.id.0], |row| Ok(Ok((row.get(0)?, row.get(1)?))))?;
        for (id, changed) in found {
            if changed { since.changed.push(id) } else { since.untouched.push(id) }
        }
        Ok(since)
    }

    /// Returns the marks that an import set for somebody.
    ///
    /// # Errors
    /// What the disk says.
    pub fn import_marks(&self, import: ImportId, person: ParticipantId) -> Result<Vec<(SessionId, Mark)>, StoreError> {
        let sql = "SELECT session_id, mark FROM import_mark WHERE import_id = ?1 AND participant_id = ?2";
        collect(self.connection, sql, [import.0, person.0], |row| {
            let (session, code): (u32, String) = (row.get(0)?, row.get(1)?);
            Ok(Mark::from_code(&code).map(|mark| (SessionId(session), mark)).ok_or(StoreError::Form))
        })
    }

    /// Hands over every name on record as it stands and in the form in which names are compared, with the birth and the
    /// nationality of its person as they are stored.
    ///
    /// # Errors
    /// What the disk says.
    pub fn each_name(&self, take: &mut dyn FnMut(ParticipantId, &str, &str, &str, &str)) -> Result<(), StoreError> {
        let sql = "SELECT p.id, n.text, n.match_key, p.birth, p.nationality
                   FROM participant_name n JOIN participant p ON p.id = n.participant_id";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let text =
                |index: usize| row.get_ref(index).and_then(|value| value.as_str().map_err(rusqlite::Error::from));
            take(ParticipantId(row.get(0)?), text(1)?, text(2)?, text(3)?, text(4)?);
        }
        Ok(())
    }

    /// Hands over the name of every company in the form in which it is searched.
    ///
    /// # Errors
    /// What the disk says.
    pub fn each_company(&self, take: &mut dyn FnMut(u32, &str)) -> Result<(), StoreError> {
        let mut statement = self.connection.prepare_cached("SELECT id, folded FROM company")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            take(row.get(0)?, row.get_ref(1)?.as_str().map_err(rusqlite::Error::from)?);
        }
        Ok(())
    }
}

impl Writer<'_> {
    /// Begins to record an import.
    ///
    /// # Errors
    /// What the disk says.
    pub fn begin_import(&self, import: &NewImport<'_>) -> Result<ImportId, StoreError> {
        let sql = "INSERT INTO import (at, actor, kind, digest, row_count, added, last_entry)
                   VALUES (?1, ?2, ?3, ?4, ?5, 0, 0)";
        let NewImport { at, actor, kind, digest, rows } = import;
        self.insert(sql, params![at, actor.0, kind.code(), &digest[..], rows]).map(ImportId)
    }

    /// Records that a row became a record.
    ///
    /// # Errors
    /// What the disk says.
    pub fn add_import_row(&self, import: ImportId, row: u32, record: u32) -> Result<(), StoreError> {
        let sql = "INSERT INTO import_row (import_id, row, record_id) VALUES (?1, ?2, ?3)";
        self.change(sql, params![import.0, row, record]).map(drop)
    }

    /// Records that a mark came of an import.
    ///
    /// # Errors
    /// What the disk says.
    pub fn add_import_mark(
        &self,
        import: ImportId,
        session: SessionId,
        person: ParticipantId,
        mark: Mark,
    ) -> Result<(), StoreError> {
        let sql = "INSERT INTO import_mark (import_id, session_id, participant_id, mark) VALUES (?1, ?2, ?3, ?4)
                   ON CONFLICT DO NOTHING";
        self.change(sql, params![import.0, session.0, person.0, mark.code()]).map(drop)
    }

    /// Records that an import of attendance added a session.
    ///
    /// # Errors
    /// What the disk says.
    pub fn add_import_session(&self, import: ImportId, session: SessionId) -> Result<(), StoreError> {
        let sql = "INSERT INTO import_session (import_id, session_id) VALUES (?1, ?2)";
        self.change(sql, [import.0, session.0]).map(drop)
    }

    /// Removes the sessions that an import of attendance added and at which nobody is counted any more.
    ///
    /// # Errors
    /// What the disk says.
    pub fn remove_import_sessions(&self, import: ImportId) -> Result<(), StoreError> {
        let sql = "DELETE FROM session WHERE id IN (SELECT session_id FROM import_session WHERE import_id = ?1)
                     AND NOT EXISTS (SELECT 1 FROM attendance a WHERE a.session_id = session.id)
                     AND NOT EXISTS (SELECT 1 FROM attendance_residue a WHERE a.session_id = session.id)
                     AND NOT EXISTS (SELECT 1 FROM session_heads a WHERE a.session_id = session.id)";
        self.change(sql, [import.0]).map(drop)
    }

    /// Ends the recording of an import, after its last entry in the journal.
    ///
    /// # Errors
    /// What the disk says.
    pub fn finish_import(&self, import: ImportId) -> Result<(), StoreError> {
        let sql = "UPDATE import SET added = (SELECT count(*) FROM import_row WHERE import_id = ?1),
                          last_entry = (SELECT coalesce(max(n), 0) FROM journal) WHERE id = ?1";
        self.change(sql, [import.0]).map(drop)
    }

    /// Takes a record back that an import added and about which nothing was recorded since.
    ///
    /// # Errors
    /// [`StoreError::Constraint`] when something hangs on it after all; what the disk says.
    pub fn take_back(&self, kind: Imported, record: u32) -> Result<(), StoreError> {
        self.change(&format!("DELETE FROM {} WHERE id = ?1", kind.table()), [record]).map(drop)
    }

    /// Marks an import as undone.
    ///
    /// # Errors
    /// What the disk says.
    pub fn mark_import_undone(&self, import: ImportId, at: &str) -> Result<(), StoreError> {
        self.change("UPDATE import SET undone_at = ?2 WHERE id = ?1", params![import.0, at]).map(drop)
    }
}
