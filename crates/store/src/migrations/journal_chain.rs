//! The part of the second migration that needs keys: every person gets one, and the entries of the old journal get their
//! payloads sealed and their places in the chain.

use guarded::Guarded;
use rusqlite::{Transaction, params};

use crate::{
    chain::{Head, Link},
    error::StoreError,
    keys::StoreKeys,
    tables::{journal, person_key},
};

/// Takes over what a store of the first schema holds.
pub fn take_over(transaction: &Transaction<'_>, keys: &StoreKeys) -> Result<(), StoreError> {
    let mut people = transaction.prepare("SELECT id FROM participant ORDER BY id")?;
    for id in people.query_map([], |row| row.get(0))? {
        person_key::add(transaction, &keys.subjects, id?)?;
    }
    chain_entries(transaction, keys)?;
    Ok(transaction.execute_batch("DROP TABLE journal_without_chain")?)
}

/// The person whom an entry of the old journal concerned stands in the record that it names, if that is still there.
const OLD: &str = "
    SELECT j.at, j.verb, j.subject, j.id, j.before, p.id AS person
      FROM journal_without_chain j LEFT JOIN participant p ON p.id = CASE j.subject
        WHEN 'participant'    THEN j.id
        WHEN 'consent'        THEN (SELECT participant_id FROM consent WHERE id = j.id)
        WHEN 'draft'          THEN (SELECT participant_id FROM draft WHERE id = j.id)
        WHEN 'interview'      THEN (SELECT participant_id FROM interview WHERE id = j.id)
        WHEN 'enrolment'      THEN (SELECT participant_id FROM enrolment WHERE id = j.id)
        WHEN 'recommendation' THEN (SELECT participant_id FROM recommendation WHERE id = j.id)
      END
     ORDER BY j.n";

fn chain_entries(transaction: &Transaction<'_>, keys: &StoreKeys) -> Result<(), StoreError> {
    let mut head = Head::default();
    let mut entries = transaction.prepare(OLD)?;
    let mut rows = entries.query(params![])?;
    while let Some(row) = rows.next()? {
        let person = row.get("person")?;
        let before = Guarded::<String>::new(row.get("before")?);
        // EXPOSE: only whether it is empty.
        let before = Some(before).filter(|before| !before.expose().is_empty());
        let link = Link {
            n: 0,
            at: row.get("at")?,
            actor: 0,
            verb: row.get("verb")?,
            subject: row.get("subject")?,
            id: row.get("id")?,
            person,
            payload: journal::seal_payload(transaction, &keys.subjects, person, before.as_ref(), None)?,
            digest: None,
            mac: head.mac,
        };
        let link = link.append(head, &keys.journal);
        journal::insert(transaction, &link)?;
        head = Head { n: link.n, mac: link.mac };
    }
    Ok(())
}
