//! Who did what to which record, and what stood there before and after.

use casework::ids::ParticipantId;
use chrono::NaiveDate;
use guarded::Guarded;
use rusqlite::{Connection, OptionalExtension, Row, ToSql, params, params_from_iter};
use serde::{Deserialize, Serialize};

use super::{collect, member::MemberId, person_key};
use crate::{
    Reader, StoreError, Writer,
    chain::{Head, Link, Mac, Walk},
    error::OpenError,
    keys::Key,
    seal::{seal, unseal_text},
    verify::Damage,
};

/// What goes into the journal.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Entry<'a> {
    /// RFC 3339, by the clock of this computer.
    pub at: &'a str,
    /// Who; the default when it is not known.
    pub actor: MemberId,
    /// What was done, as a code.
    pub verb: &'a str,
    /// The kind of the record, as a code.
    pub subject: &'a str,
    /// The number of the record, when it has one.
    pub id: Option<u32>,
    /// The participant whom it concerns. Whatever says something about a person must name them here, or it outlives
    /// their erasure.
    pub person: Option<ParticipantId>,
    /// What stood there.
    pub before: Option<Guarded<String>>,
    /// What stands there now.
    pub after: Option<Guarded<String>>,
}

/// An entry that waits for the next write.
#[derive(Debug, Clone)]
pub(crate) struct Waiting {
    at: String,
    actor: MemberId,
    verb: String,
    subject: String,
    id: Option<u32>,
    person: Option<ParticipantId>,
    before: Option<Guarded<String>>,
    after: Option<Guarded<String>>,
}

impl Waiting {
    fn of(entry: &Entry<'_>) -> Self {
        Self {
            at: entry.at.to_owned(),
            actor: entry.actor,
            verb: entry.verb.to_owned(),
            subject: entry.subject.to_owned(),
            id: entry.id,
            person: entry.person,
            before: entry.before.clone(),
            after: entry.after.clone(),
        }
    }

    pub(crate) fn entry(&self) -> Entry<'_> {
        Entry {
            at: &self.at,
            actor: self.actor,
            verb: &self.verb,
            subject: &self.subject,
            id: self.id,
            person: self.person,
            before: self.before.clone(),
            after: self.after.clone(),
        }
    }
}

/// Which entries to list. The default lists all.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    /// Those that concern a participant.
    pub person: Option<ParticipantId>,
    /// Those of a member of staff.
    pub actor: Option<MemberId>,
    /// Those with a verb.
    pub verb: Option<String>,
    /// Not before this day.
    pub from: Option<NaiveDate>,
    /// Not after this day.
    pub to: Option<NaiveDate>,
    /// Older than this entry: the last one of the page before.
    pub before_n: Option<u64>,
}

/// Whether an entry holds what stood there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holding {
    /// It never did.
    Nothing,
    /// It does: [`Reader::journal_payload`].
    Sealed,
    /// It did, until the person was erased.
    Erased,
}

/// An entry on record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JournalRow {
    /// Its number.
    pub n: u64,
    /// RFC 3339, by the clock that wrote it.
    pub at: String,
    /// Who; the default when it is not known.
    pub actor: MemberId,
    /// What was done.
    pub verb: String,
    /// The kind of the record.
    pub subject: String,
    /// The number of the record.
    pub id: Option<u32>,
    /// The participant whom it concerns, perhaps erased since.
    pub person: Option<ParticipantId>,
    /// Whether it holds what stood there.
    pub holding: Holding,
}

/// What stood there before and after, as it was noted.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
pub struct Payload {
    /// Before.
    pub before: Option<Guarded<String>>,
    /// After.
    pub after: Option<Guarded<String>>,
}

impl Writer<'_> {
    /// Adds an entry.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when it has something to seal for a person who is not there; what the disk says.
    pub fn note(&self, entry: &Entry<'_>) -> Result<(), StoreError> {
        let person = entry.person.map(|id| id.0);
        let subjects = &self.inside.keys.subjects;
        let link = Link {
            n: 0,
            at: entry.at.to_owned(),
            actor: entry.actor.0,
            verb: entry.verb.to_owned(),
            subject: entry.subject.to_owned(),
            id: entry.id,
            person,
            payload: seal_payload(self.connection, subjects, person, entry.before.as_ref(), entry.after.as_ref())?,
            digest: None,
            mac: [0; 32],
        };
        insert(self.connection, &link.append(self.journal_head()?, &self.inside.keys.journal))
    }
}

impl Reader<'_> {
    /// Keeps an entry for the next write, or for [`Store::flush_notes`](crate::Store::flush_notes). For what only reads:
    /// each write costs the disk some 20 ms.
    pub fn note_later(&self, entry: &Entry<'_>) {
        self.inside.later.borrow_mut().push(Waiting::of(entry));
    }

    /// Returns entries, the newest first.
    ///
    /// # Errors
    /// What the disk says.
    pub fn journal(&self, filter: &Filter, limit: u32) -> Result<Vec<JournalRow>, StoreError> {
        let (condition, mut values) = condition(filter);
        values.push(Box::new(limit));
        let sql = format!(
            "SELECT n, at, actor, verb, subject, id, person, payload IS NOT NULL AS sealed, digest IS NOT NULL AS held
               FROM journal WHERE 1{condition} ORDER BY n DESC LIMIT ?"
        );
        collect(self.connection, &sql, params_from_iter(values), |row| Ok(Ok(journal_row(row)?)))
    }

    /// Returns what an entry holds; `None` when it never held anything or the person was erased.
    ///
    /// # Errors
    /// [`StoreError::NotFound`]; [`StoreError::Damaged`] when it does not open; what the disk says.
    pub fn journal_payload(&self, n: u64) -> Result<Option<Payload>, StoreError> {
        let sql = "SELECT person, payload FROM journal WHERE n = ?1";
        let (person, sealed): (Option<u32>, Option<Vec<u8>>) =
            self.connection.prepare_cached(sql)?.query_row([n], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let Some(sealed) = sealed else { return Ok(None) };
        let text = match person {
            Some(id) => unseal_text(&self.person_key(ParticipantId(id))?, ABOUT, &sealed)?,
            None => unseal_text(&self.inside.keys.subjects, ABOUT, &sealed)?,
        };
        // EXPOSE: read into its guarded halves.
        serde_json::from_str(text.expose()).map(Some).map_err(|_| StoreError::Form)
    }

    /// Returns how often something was done to records of a kind that concern a person.
    ///
    /// # Errors
    /// What the disk says.
    pub fn times_done(&self, person: ParticipantId, verb: &str, subject: &str) -> Result<u32, StoreError> {
        let sql = "SELECT count(*) FROM journal WHERE person = ?1 AND verb = ?2 AND subject = ?3";
        Ok(self.connection.prepare_cached(sql)?.query_row(params![person.0, verb, subject], |row| row.get(0))?)
    }

    /// Returns number and MAC of the newest entry.
    ///
    /// # Errors
    /// What the disk says.
    pub fn journal_head(&self) -> Result<Head, StoreError> {
        let mut statement = self.connection.prepare_cached("SELECT n, mac FROM journal ORDER BY n DESC LIMIT 1")?;
        let head = statement.query_row([], |row| Ok(Head { n: row.get(0)?, mac: row.get(1)? })).optional()?;
        Ok(head.unwrap_or_default())
    }

    /// Returns the MAC of an entry, if there is one with this number. Entry 0 is what the first one follows.
    ///
    /// # Errors
    /// What the disk says.
    pub fn entry_mac(&self, n: u64) -> Result<Option<Mac>, StoreError> {
        if n == 0 {
            return Ok(Some(Head::default().mac));
        }
        let mut statement = self.connection.prepare_cached("SELECT mac FROM journal WHERE n = ?1")?;
        Ok(statement.query_row([n], |row| row.get(0)).optional()?)
    }

    /// Checks the whole chain and returns its head. An unlock does it as well.
    ///
    /// # Errors
    /// [`OpenError::Damaged`] with the entry at which it breaks.
    pub fn verify_journal(&self) -> Result<Head, OpenError> {
        check(self.connection, &self.inside.keys.journal, &mut |_| ())
    }

    /// Returns the latest day of any entry (ISO 8601), by the clocks that wrote them: a clock that was set back wrote the
    /// newest entry with an earlier day. Reads the whole journal.
    ///
    /// # Errors
    /// What the disk says.
    pub fn newest_journal_day(&self) -> Result<Option<String>, StoreError> {
        let sql = "SELECT max(substr(at, 1, 10)) FROM journal";
        Ok(self.connection.prepare_cached(sql)?.query_row([], |row| row.get(0))?)
    }
}

fn condition(filter: &Filter) -> (String, Vec<Box<dyn ToSql>>) {
    let mut sql = String::new();
    let mut values: Vec<Box<dyn ToSql>> = Vec::new();
    let mut and = |part: &str, value: Option<Box<dyn ToSql>>| {
        if let Some(value) = value {
            sql.push_str(part);
            values.push(value);
        }
    };
    // Also under the numbers of records that were merged into theirs.
    and(
        " AND person IN (SELECT ?1 UNION ALL SELECT id FROM merged_person WHERE participant_id = ?1)",
        filter.person.map(|id| Box::new(id.0) as Box<dyn ToSql>),
    );
    and(" AND actor = ?", filter.actor.map(|id| Box::new(id.0) as Box<dyn ToSql>));
    and(" AND verb = ?", filter.verb.clone().map(|verb| Box::new(verb) as Box<dyn ToSql>));
    and(" AND substr(at, 1, 10) >= ?", filter.from.map(|day| Box::new(day.to_string()) as Box<dyn ToSql>));
    and(" AND substr(at, 1, 10) <= ?", filter.to.map(|day| Box::new(day.to_string()) as Box<dyn ToSql>));
    and(" AND n < ?", filter.before_n.map(|n| Box::new(n) as Box<dyn ToSql>));
    (sql, values)
}

fn journal_row(row: &Row<'_>) -> rusqlite::Result<JournalRow> {
    Ok(JournalRow {
        n: row.get("n")?,
        at: row.get("at")?,
        actor: MemberId(row.get("actor")?),
        verb: row.get("verb")?,
        subject: row.get("subject")?,
        id: row.get("id")?,
        person: row.get::<_, Option<u32>>("person")?.map(ParticipantId),
        holding: match (row.get("sealed")?, row.get("held")?) {
            (true, _) => Holding::Sealed,
            (false, true) => Holding::Erased,
            (false, false) => Holding::Nothing,
        },
    })
}

const ABOUT: &[u8] = b"tomarigi/journal payload/1";

/// Seals what stood there under the key of the person, or under the key for all; `None` when there is nothing.
pub(crate) fn seal_payload(
    connection: &Connection,
    subjects: &Key,
    person: Option<u32>,
    before: Option<&Guarded<String>>,
    after: Option<&Guarded<String>>,
) -> Result<Option<Vec<u8>>, StoreError> {
    #[derive(Serialize)]
    struct Halves<'a> {
        before: Option<&'a str>,
        after: Option<&'a str>,
    }
    if before.is_none() && after.is_none() {
        return Ok(None);
    }
    // EXPOSE: sealed below.
    let halves =
        Halves { before: before.map(|text| text.expose().as_str()), after: after.map(|text| text.expose().as_str()) };
    let text = Guarded::new(serde_json::to_vec(&halves).map_err(|_| StoreError::Form)?);
    // EXPOSE: sealed.
    let plain = text.expose();
    match person {
        Some(id) => seal(&person_key::open(connection, subjects, id)?, ABOUT, plain),
        None => seal(subjects, ABOUT, plain),
    }
    .map(Some)
}

/// Writes an entry that has its place in the chain.
pub(crate) fn insert(connection: &Connection, link: &Link) -> Result<(), StoreError> {
    let sql = "INSERT INTO journal (n, at, actor, verb, subject, id, person, payload, digest, mac)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";
    let Link { n, at, actor, verb, subject, id, person, payload, digest, mac } = link;
    connection.prepare_cached(sql)?.execute(params![n, at, actor, verb, subject, id, person, payload, digest, mac])?;
    Ok(())
}

/// Checks the chain from its first entry to its last.
pub(crate) fn check(connection: &Connection, key: &Key, progress: &mut dyn FnMut(f32)) -> Result<Head, OpenError> {
    let newest: u64 = connection.query_row("SELECT coalesce(max(n), 0) FROM journal", [], |row| row.get(0))?;
    let mut walk = Walk::new(key);
    let mut statement = connection.prepare("SELECT * FROM journal ORDER BY n")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let link = link(row)?;
        walk.step(&link).map_err(|n| OpenError::Damaged(Damage::Journal(n)))?;
        if link.n.is_multiple_of(4096) {
            progress(share(link.n, newest));
        }
    }
    walk.end().map_err(|n| OpenError::Damaged(Damage::Journal(n)))
}

fn link(row: &Row<'_>) -> rusqlite::Result<Link> {
    Ok(Link {
        n: row.get("n")?,
        at: row.get("at")?,
        actor: row.get("actor")?,
        verb: row.get("verb")?,
        subject: row.get("subject")?,
        id: row.get("id")?,
        person: row.get("person")?,
        payload: row.get("payload")?,
        digest: row.get("digest")?,
        mac: row.get("mac")?,
    })
}

fn share(done: u64, all: u64) -> f32 {
    // Thousandths are as fine as a bar on the screen shows.
    let thousandths = done.saturating_mul(1000).checked_div(all).unwrap_or(1000).min(1000);
    f32::from(u16::try_from(thousandths).unwrap_or(1000)) / 1000.0
}
