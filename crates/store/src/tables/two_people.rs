//! Pairs that resemble each other and are two people, as somebody said who looked at them.

use casework::ids::ParticipantId;
use chrono::NaiveDate;
use rusqlite::params;

use super::{collect, member::MemberId};
use crate::{Reader, StoreError, Writer};

impl Reader<'_> {
    /// Returns whom somebody said that a participant is not.
    ///
    /// # Errors
    /// What the disk says.
    pub fn not_the_same_as(&self, id: ParticipantId) -> Result<Vec<ParticipantId>, StoreError> {
        let sql = "SELECT other_id FROM two_people WHERE participant_id = ?1
                   UNION SELECT participant_id FROM two_people WHERE other_id = ?1";
        collect(self.connection, sql, [id.0], |row| Ok(Ok(ParticipantId(row.get(0)?))))
    }

    /// Returns pairs that may be one person and of whom nobody said that they are two, at most `limit`: with a name of the
    /// same letters, or with a part that sounds the same and births that agree. The caller compares them.
    ///
    /// # Errors
    /// What the disk says.
    pub fn resembling_pairs(&self, limit: u32) -> Result<Vec<(ParticipantId, ParticipantId)>, StoreError> {
        let sql = "WITH pair (one, other) AS (
                     SELECT a.participant_id, b.participant_id FROM participant_name a
                       JOIN participant_name b ON b.match_key = a.match_key AND b.participant_id > a.participant_id
                       WHERE a.match_key <> ''
                     UNION
                     SELECT p.id, q.id FROM participant p
                       JOIN participant q ON q.birth >= p.birth AND q.birth < p.birth || char(127)
                       WHERE p.birth <> '' AND (q.birth > p.birth OR q.id > p.id)
                         AND EXISTS (SELECT 1 FROM name_key k JOIN name_skeleton s ON s.sound_id = k.sound_id
                                     JOIN name_key l ON l.participant_id = q.id
                                     JOIN name_skeleton t ON t.sound_id = l.sound_id AND t.skeleton = s.skeleton
                                     WHERE k.participant_id = p.id AND s.skeleton <> ''))
                   SELECT min(one, other), max(one, other) FROM pair
                   WHERE NOT EXISTS (SELECT 1 FROM two_people t WHERE (t.participant_id, t.other_id)
                                     IN (VALUES (one, other), (other, one)))
                   GROUP BY 1, 2 ORDER BY 2 DESC, 1 LIMIT ?1";
        collect(self.connection, sql, [limit], |row| Ok(Ok((ParticipantId(row.get(0)?), ParticipantId(row.get(1)?)))))
    }
}

impl Writer<'_> {
    /// Remembers that two records are of two people.
    ///
    /// # Errors
    /// [`StoreError::Constraint`] for one record twice, or one that is not there; what the disk says.
    pub fn add_two_people(
        &self,
        one: ParticipantId,
        other: ParticipantId,
        on: NaiveDate,
        by: MemberId,
    ) -> Result<(), StoreError> {
        let (first, second) = (one.min(other), one.max(other));
        let sql = "INSERT INTO two_people (participant_id, other_id, told_on, told_by) VALUES (?1, ?2, ?3, ?4)
                   ON CONFLICT (participant_id, other_id) DO NOTHING";
        self.change(sql, params![first.0, second.0, on.to_string(), by.0]).map(drop)
    }

    /// Forgets that two records are of two people. One that was not told so stays as it is.
    ///
    /// # Errors
    /// What the disk says.
    pub fn remove_two_people(&self, one: ParticipantId, other: ParticipantId) -> Result<(), StoreError> {
        let sql = "DELETE FROM two_people WHERE (participant_id, other_id) IN (VALUES (?1, ?2), (?2, ?1))";
        self.change(sql, params![one.0, other.0]).map(drop)
    }
}
