//! Making one of two records that are of one person, and making two of it again.
//!
//! Everything that hangs on the record that goes is hung on the one that stays ([`rules`] says how, table by table). The
//! record that goes leaves its number and its key, because the journal speaks of it, and a note of what a separation puts
//! back, sealed under the key of the person: so it can be undone in a year as well.

mod joining;
mod record;
mod rules;
mod separating;

use std::collections::{BTreeMap, BTreeSet};

use casework::{
    ids::ParticipantId,
    merging::{MergeField, Side},
};
use guarded::Guarded;
use rusqlite::params;
use thiserror::Error;

use self::record::Record;
#[cfg(test)]
pub(crate) use self::rules::RULES;
pub use self::separating::SeparateError;
use crate::{DocumentError, Reader, StoreError, Writer, tables::member::MemberId};

/// Two records that are to be one.
#[derive(Debug, Clone)]
pub struct Merging<'a> {
    /// The one that stays.
    pub kept: ParticipantId,
    /// The one that goes.
    pub gone: ParticipantId,
    /// The fields whose value is that of the record that goes.
    pub taken: &'a BTreeSet<MergeField>,
    /// When (RFC 3339).
    pub at: &'a str,
    /// By whom.
    pub by: MemberId,
}

impl Merging<'_> {
    /// From which record a field is taken.
    fn side(&self, field: MergeField) -> Side {
        if self.taken.contains(&field) { Side::Gone } else { Side::Kept }
    }

    /// The record from which a field is taken, and the other one.
    fn in_order(&self, field: MergeField) -> (ParticipantId, ParticipantId) {
        match self.side(field) {
            Side::Kept => (self.kept, self.gone),
            Side::Gone => (self.gone, self.kept),
        }
    }
}

/// Two records that were made one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Merged {
    /// How many rows of each table came from the record that went.
    pub moved: BTreeMap<String, u32>,
    /// How many of its rows were there already, or are joined with one that was.
    pub joined: BTreeMap<String, u32>,
}

/// Why two records were not made one. Nothing was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum MergeError {
    /// Both have an interview that the same person began with the same form: neither may be lost.
    #[error("Both have an interview that was begun")]
    TwoDrafts,
    /// A document cannot be read, or the store fails.
    #[error(transparent)]
    Document(#[from] DocumentError),
}

impl From<StoreError> for MergeError {
    fn from(error: StoreError) -> Self {
        Self::Document(DocumentError::Store(error))
    }
}

impl Reader<'_> {
    /// Whether both have an interview that the same person began with the same form: then they cannot be merged.
    ///
    /// # Errors
    /// What the disk says.
    pub fn both_have_drafts(&self, one: ParticipantId, other: ParticipantId) -> Result<bool, StoreError> {
        let sql = "SELECT count(*) FROM draft a JOIN draft b ON (b.form_id, b.member_id) = (a.form_id, a.member_id)
                   WHERE a.participant_id = ?1 AND b.participant_id = ?2 AND a.discarded_at IS NULL AND a.revision > 0
                     AND b.discarded_at IS NULL AND b.revision > 0";
        let pairs: u32 = self.connection.prepare_cached(sql)?.query_row([one.0, other.0], |row| row.get(0))?;
        Ok(pairs > 0)
    }
}

impl Writer<'_> {
    /// Makes one record of two. Whether they may be merged, and what is taken from which, is decided before.
    ///
    /// # Errors
    /// [`MergeError`]; then nothing was changed.
    pub fn merge_people(&self, merging: &Merging<'_>) -> Result<Merged, MergeError> {
        let (kept, gone) = (merging.kept, merging.gone);
        if kept == gone {
            return Err(StoreError::Constraint.into());
        }
        if self.both_have_drafts(kept, gone)? {
            return Err(MergeError::TwoDrafts);
        }
        self.all_or_nothing(|| {
            let (stayed, went) = (self.belongings_of(kept)?, self.belongings_of(gone)?);
            let outside = self.join_outside(merging)?;
            self.join(merging)?;
            self.move_belongings(gone, kept)?;
            self.refresh_shown(kept)?;
            self.add_merged(gone, kept, merging.at, merging.by)?;
            // What was joined with something that was there already goes with it.
            self.change("DELETE FROM participant WHERE id = ?1", [gone.0])?;
            self.index_names(kept, &self.names_of(kept)?)?;
            let after = self.belongings_of(kept)?;
            let record = Record::between(&stayed, &went, &after, outside);
            let merged = record.counts(&went);
            self.set_merging_record(gone, kept, &record.write()?)?;
            Ok(merged)
        })
    }

    /// Works out what follows from the names of a participant.
    pub(crate) fn refresh_shown(&self, id: ParticipantId) -> Result<(), StoreError> {
        let all = self.names_of(id)?;
        let shown = casework::names::shown(&all).map(|name| name.text.clone()).unwrap_or_default();
        // EXPOSE: goes into the encrypted store.
        let (text, folded) = (shown.expose(), Guarded::new(casework::text::fold(shown.expose())));
        let sql = "UPDATE participant SET shown_name = ?2, sort_name = ?3 WHERE id = ?1";
        // EXPOSE: goes into the encrypted store.
        self.change(sql, params![id.0, text, folded.expose()]).map(drop)
    }
}
