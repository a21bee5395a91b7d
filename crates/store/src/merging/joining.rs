//! What both records have, made one before the rest is moved: what there can be only one of, and what is there twice.

use std::collections::BTreeMap;

use casework::{
    ids::ParticipantId,
    merging::{MergeField, Side},
    task::ReminderKind,
};
use rusqlite::{OptionalExtension, params};

use super::{
    Merging,
    record::Outside,
    rules::{RULES, Rule},
};
use crate::{
    StoreError, Writer,
    belongings::{Row, Value, quoted},
    tables::collect,
};

impl Writer<'_> {
    /// Brings what both records have into the form in which one person can have it.
    pub(super) fn join(&self, merging: &Merging<'_>) -> Result<(), StoreError> {
        self.join_own_row(merging)?;
        self.join_names(merging)?;
        self.join_residence(merging)?;
        self.join_languages(merging)?;
        self.join_consents(merging)?;
        self.join_ways(merging)?;
        self.join_enrolments(merging)?;
        self.join_attendance(merging)?;
        self.join_closures(merging)?;
        self.join_marks(merging)?;
        self.join_counts(merging)?;
        self.forget_empty_draft(merging)?;
        for (table, rule) in RULES {
            if let Rule::Once(columns) = rule {
                self.join_same(merging, table, columns)?;
            }
        }
        Ok(())
    }

    /// The fields of which there is one value. The first contact is the earlier one, further nationalities add up.
    fn join_own_row(&self, merging: &Merging<'_>) -> Result<(), StoreError> {
        const COLUMNS: [(MergeField, &[&str]); 6] = [
            (MergeField::Birth, &["birth"]),
            (MergeField::Nationality, &["nationality"]),
            (MergeField::Origin, &["origin"]),
            (MergeField::Prefecture, &["prefecture"]),
            (MergeField::Referral, &["referral_source", "referral_detail"]),
            (MergeField::Caseworker, &["caseworker_id"]),
        ];
        let ids = [merging.kept.0, merging.gone.0];
        for (_, columns) in COLUMNS.iter().filter(|(field, _)| merging.side(*field) == Side::Gone) {
            let list = columns.join(", ");
            let sql = format!(
                "UPDATE participant SET ({list}) = (SELECT {list} FROM participant WHERE id = ?2) WHERE id = ?1"
            );
            self.change(&sql, ids)?;
        }
        let sql = "UPDATE participant SET first_contact_on =
                     min(first_contact_on, (SELECT first_contact_on FROM participant WHERE id = ?2)) WHERE id = ?1";
        self.change(sql, ids)?;
        self.join_nationalities(merging)
    }

    fn join_nationalities(&self, merging: &Merging<'_>) -> Result<(), StoreError> {
        let sql = "SELECT nationality, other_nationalities FROM participant WHERE id = ?1";
        let of = |id: ParticipantId| -> Result<(String, String), StoreError> {
            Ok(self.connection.prepare_cached(sql)?.query_row([id.0], |row| Ok((row.get(0)?, row.get(1)?)))?)
        };
        let ((first, ours), (_, theirs)) = (of(merging.kept)?, of(merging.gone)?);
        let mut others: Vec<&str> = Vec::new();
        for code in ours.split_whitespace().chain(theirs.split_whitespace()) {
            if code != first && !others.contains(&code) {
                others.push(code);
            }
        }
        let sql = "UPDATE participant SET other_nationalities = ?2 WHERE id = ?1";
        self.change(sql, params![merging.kept.0, others.join(" ")]).map(drop)
    }

    /// Every name stays; one that is written the same is there once. The name to call them by is the chosen one, that of
    /// the other record becomes a name they go by.
    fn join_names(&self, merging: &Merging<'_>) -> Result<(), StoreError> {
        let (chosen, other) = merging.in_order(MergeField::ShownName);
        let all = self.names_of(chosen)?;
        let shown = casework::names::shown(&all).map(|name| name.text.clone()).unwrap_or_default();
        let named = "UPDATE participant_name SET kind = ?3 WHERE participant_id = ?1 AND kind = ?2";
        self.change(named, params![other.0, "preferred", "alias"])?;
        // EXPOSE: compared inside the encrypted store.
        let sql = "UPDATE participant_name SET kind = 'preferred' WHERE id =
                     (SELECT id FROM participant_name WHERE participant_id = ?1 AND text = ?2
                      ORDER BY kind <> 'preferred', id LIMIT 1)";
        self.change(sql, params![chosen.0, shown.expose()])?;
        let sql = "DELETE FROM participant_name WHERE participant_id = ?2 AND
                     EXISTS (SELECT 1 FROM participant_name n WHERE n.participant_id = ?1
                             AND n.text = participant_name.text)";
        self.change(sql, [chosen.0, other.0]).map(drop)
    }

    /// The status held now is the chosen one: what the other record has after it goes, what it has before it is history.
    fn join_residence(&self, merging: &Merging<'_>) -> Result<(), StoreError> {
        const ORDER: &str = "coalesce(nullif(from_on, ''), told_on)";
        let (chosen, other) = merging.in_order(MergeField::Residence);
        let same =
            "DELETE FROM residence_period WHERE participant_id = ?2 AND EXISTS (SELECT 1 FROM residence_period p
               WHERE p.participant_id = ?1 AND (p.status, p.ends_on, p.work, p.work_ends_on, p.designation, p.work_limits)
                 = (residence_period.status, residence_period.ends_on, residence_period.work,
                    residence_period.work_ends_on, residence_period.designation, residence_period.work_limits)
                 AND (p.from_on = residence_period.from_on OR p.from_on = '' OR residence_period.from_on = ''))";
        self.change(same, [chosen.0, other.0])?;
        // The one with the higher number counts when both begin on one day.
        let after = format!(
            "DELETE FROM residence_period WHERE participant_id = ?2 AND EXISTS (SELECT 1 FROM residence_period p
               WHERE p.participant_id = ?1) AND
               ({ORDER}, id) > (SELECT {ORDER}, id FROM residence_period WHERE participant_id = ?1
                                ORDER BY {ORDER} DESC, id DESC LIMIT 1)"
        );
        self.change(&after, [chosen.0, other.0]).map(drop)
    }

    /// A language that both have: where the record that stays is silent the other speaks; of two tests the later counts.
    fn join_languages(&self, merging: &Merging<'_>) -> Result<(), StoreError> {
        let ids = [merging.kept.0, merging.gone.0];
        let filled =
            ["self_rated", "listening", "reading", "spoken_interaction", "spoken_production", "writing", "note"];
        for column in filled {
            let sql = format!(
                "UPDATE language_skill SET {column} = g.{column} FROM language_skill g
                 WHERE language_skill.participant_id = ?1 AND g.participant_id = ?2
                   AND g.language = language_skill.language AND language_skill.{column} = '' AND g.{column} <> ''"
            );
            self.change(&sql, ids)?;
        }
        let sql = "UPDATE language_skill SET (jlpt_level, jlpt_score, jlpt_passed, jlpt_taken_on)
                     = (g.jlpt_level, g.jlpt_score, g.jlpt_passed, g.jlpt_taken_on) FROM language_skill g
                   WHERE language_skill.participant_id = ?1 AND g.participant_id = ?2
                     AND g.language = language_skill.language AND g.jlpt_level IS NOT NULL
                     AND (language_skill.jlpt_level IS NULL OR g.jlpt_taken_on > language_skill.jlpt_taken_on)";
        self.change(sql, ids)?;
        let sql = "DELETE FROM language_skill WHERE participant_id = ?2
                     AND language IN (SELECT language FROM language_skill WHERE participant_id = ?1)";
        self.change(sql, ids)?;
        let sql = "UPDATE language_skill SET position = position + 1 +
                     (SELECT coalesce(max(position), 0) FROM language_skill WHERE participant_id = ?1)
                   WHERE participant_id = ?2";
        self.change(sql, ids).map(drop)
    }

    /// One consent that both wrote down is there once. Whoever withdrew in one record withdrew: what was given before for
    /// the same purpose and the same recipient does not stand on because the other record does not know.
    fn join_consents(&self, merging: &Merging<'_>) -> Result<(), StoreError> {
        let ids = [merging.kept.0, merging.gone.0];
        let sql = "UPDATE consent SET withdrawn_on = w.on_day FROM
                     (SELECT purpose, recipient, recipient_name, participant_id, max(withdrawn_on) AS on_day FROM consent
                      WHERE participant_id IN (?1, ?2) AND withdrawn_on IS NOT NULL
                      GROUP BY purpose, recipient, recipient_name, participant_id) w
                   WHERE consent.participant_id IN (?1, ?2) AND consent.withdrawn_on IS NULL
                     AND w.participant_id <> consent.participant_id AND w.on_day >= consent.given_on
                     AND (w.purpose, w.recipient, w.recipient_name)
                       = (consent.purpose, consent.recipient, consent.recipient_name)";
        self.change(sql, ids)?;
        let sql = "DELETE FROM consent WHERE participant_id = ?2 AND EXISTS (SELECT 1 FROM consent c
                     WHERE c.participant_id = ?1
                       AND (c.purpose, c.recipient, c.recipient_name, c.given_on, c.withdrawn_on IS NULL)
                         = (consent.purpose, consent.recipient, consent.recipient_name, consent.given_on,
                            consent.withdrawn_on IS NULL))";
        self.change(sql, ids).map(drop)
    }

    /// A number or an address that both have: the more careful word on its safety holds. One way is preferred.
    fn join_ways(&self, merging: &Merging<'_>) -> Result<(), StoreError> {
        const CARE: &str = "CASE safety WHEN 'never' THEN 3 WHEN 'with_care' THEN 2 WHEN 'unknown' THEN 1 ELSE 0 END";
        let ids = [merging.kept.0, merging.gone.0];
        let sql = format!(
            "UPDATE contact_way SET safety = g.safety, care = trim(contact_way.care || ' ' || g.care),
                    preferred = iif(g.safety = 'never', 0, contact_way.preferred)
             FROM (SELECT kind, value, safety, care, {CARE} AS careful FROM contact_way WHERE participant_id = ?2) g
             WHERE contact_way.participant_id = ?1 AND (g.kind, g.value) = (contact_way.kind, contact_way.value)
               AND g.careful > {}",
            CARE.replace("safety", "contact_way.safety")
        );
        self.change(&sql, ids)?;
        let sql = "DELETE FROM contact_way WHERE participant_id = ?2
                     AND (kind, value) IN (SELECT kind, value FROM contact_way WHERE participant_id = ?1)";
        self.change(sql, ids)?;
        let sql = "UPDATE contact_way SET preferred = 0 WHERE participant_id = ?2
                     AND EXISTS (SELECT 1 FROM contact_way k WHERE k.participant_id = ?1 AND k.preferred = 1)";
        self.change(sql, ids).map(drop)
    }

    /// Two enrolments in one cohort at one time are one: from the earlier day, with what says the most of how it ended.
    fn join_enrolments(&self, merging: &Merging<'_>) -> Result<(), StoreError> {
        const SAYS_MORE: &str = "CASE status WHEN 'completed' THEN 4 WHEN 'enrolled' THEN 3 WHEN 'left' THEN 2
                                   WHEN 'waiting' THEN 1 ELSE 0 END DESC, coalesce(ended_on, '') DESC";
        let overlapping = "SELECT k.id, g.id FROM enrolment k JOIN enrolment g ON g.cohort_id = k.cohort_id
                           WHERE k.participant_id = ?1 AND g.participant_id = ?2
                             AND k.enrolled_on <= coalesce(g.ended_on, '9999')
                             AND g.enrolled_on <= coalesce(k.ended_on, '9999') ORDER BY k.id, g.id LIMIT 1";
        let ids = [merging.kept.0, merging.gone.0];
        loop {
            let pair: Option<(u32, u32)> = self
                .connection
                .prepare_cached(overlapping)?
                .query_row(ids, |row| Ok((row.get(0)?, row.get(1)?)))
                .optional()?;
            let Some((stays, goes)) = pair else { return Ok(()) };
            let sql = format!(
                "SELECT status, ended_on, reason, (SELECT min(enrolled_on) FROM enrolment WHERE id IN (?1, ?2))
                 FROM enrolment WHERE id IN (?1, ?2) ORDER BY {SAYS_MORE} LIMIT 1"
            );
            let (status, ended, reason, from): (String, Option<String>, String, String) = self
                .connection
                .prepare_cached(&sql)?
                .query_row([stays, goes], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?;
            self.hang_on("enrolment", goes, stays)?;
            self.change("DELETE FROM enrolment WHERE id = ?1", [goes])?;
            let sql = "UPDATE enrolment SET status = ?2, ended_on = ?3, reason = ?4, enrolled_on = ?5 WHERE id = ?1";
            self.change(sql, params![stays, status, ended, reason, from])?;
        }
    }

    /// Nobody is at a session twice: whoever was seen there was there, and the longer time counts.
    fn join_attendance(&self, merging: &Merging<'_>) -> Result<(), StoreError> {
        const SEEN: &str = "CASE mark WHEN 'present' THEN 3 WHEN 'late' THEN 2 WHEN 'excused' THEN 1 ELSE 0 END";
        let ids = [merging.kept.0, merging.gone.0];
        let sql = format!(
            "UPDATE attendance SET mark = g.mark, minutes = g.minutes
             FROM (SELECT session_id, mark, minutes, {SEEN} AS seen FROM attendance WHERE participant_id = ?2) g
             WHERE attendance.participant_id = ?1 AND g.session_id = attendance.session_id
               AND (g.seen, coalesce(g.minutes, 1441)) > ({}, coalesce(attendance.minutes, 1441))",
            SEEN.replace("mark", "attendance.mark")
        );
        self.change(&sql, ids)?;
        let sql = "DELETE FROM attendance WHERE participant_id = ?2
                     AND session_id IN (SELECT session_id FROM attendance WHERE participant_id = ?1)";
        self.change(sql, ids).map(drop)
    }

    /// A case is open when one of the two is. Of two that are closed the later closing is in force.
    fn join_closures(&self, merging: &Merging<'_>) -> Result<(), StoreError> {
        let in_force = |id: ParticipantId| -> Result<Option<(u32, String)>, StoreError> {
            let sql = "SELECT id, closed_on FROM closure WHERE participant_id = ?1 AND reopened_on IS NULL";
            let mut statement = self.connection.prepare_cached(sql)?;
            Ok(statement.query_row([id.0], |row| Ok((row.get(0)?, row.get(1)?))).optional()?)
        };
        let reopen = |closure: u32, on: &str| {
            let sql = "UPDATE closure SET reopened_on = max(closed_on, ?2) WHERE id = ?1";
            self.change(sql, params![closure, on]).map(drop)
        };
        let today = merging.at.get(..10).unwrap_or_default();
        match (in_force(merging.kept)?, in_force(merging.gone)?) {
            (Some((one, closed)), Some((other, closed_too))) => {
                if closed >= closed_too {
                    reopen(other, &closed)
                } else {
                    reopen(one, &closed_too)
                }
            }
            (Some((closure, _)), None) | (None, Some((closure, _))) => reopen(closure, today),
            (None, None) => Ok(()),
        }
    }

    /// A reminder of a permit names the participant by number.
    fn join_marks(&self, merging: &Merging<'_>) -> Result<(), StoreError> {
        let kind = ReminderKind::PermitEnds.code();
        let row = params![merging.kept.0, merging.gone.0, kind];
        let sql = "DELETE FROM reminder_mark WHERE reminder = ?3 AND subject = ?2 AND on_day IN
                     (SELECT on_day FROM reminder_mark WHERE reminder = ?3 AND subject = ?1)";
        self.change(sql, row)?;
        self.change("UPDATE reminder_mark SET subject = ?1 WHERE reminder = ?3 AND subject = ?2", row).map(drop)
    }

    /// What other laptops count of either, they count of the one person.
    fn join_counts(&self, merging: &Merging<'_>) -> Result<(), StoreError> {
        let ids = [merging.kept.0, merging.gone.0];
        let sql = "UPDATE counted_elsewhere SET count = counted_elsewhere.count + g.count FROM counted_elsewhere g
                   WHERE counted_elsewhere.participant_id = ?1 AND g.participant_id = ?2
                     AND (g.year, g.figure) = (counted_elsewhere.year, counted_elsewhere.figure)";
        self.change(sql, ids)?;
        let sql = "DELETE FROM counted_elsewhere WHERE participant_id = ?2 AND (year, figure) IN
                     (SELECT year, figure FROM counted_elsewhere WHERE participant_id = ?1)";
        self.change(sql, ids).map(drop)
    }

    /// A draft in which nothing was typed does not stand in the way of another one.
    fn forget_empty_draft(&self, merging: &Merging<'_>) -> Result<(), StoreError> {
        let sql = "DELETE FROM draft WHERE participant_id IN (?1, ?2) AND discarded_at IS NULL AND revision = 0
                     AND EXISTS (SELECT 1 FROM draft d WHERE d.participant_id IN (?1, ?2) AND d.discarded_at IS NULL
                                 AND d.participant_id <> draft.participant_id
                                 AND (d.form_id, d.member_id) = (draft.form_id, draft.member_id))";
        self.change(sql, [merging.kept.0, merging.gone.0]).map(drop)
    }

    /// Leaves one of two rows that are the same in some columns; what hangs on the other is hung on it.
    fn join_same(&self, merging: &Merging<'_>, table: &str, columns: &[&str]) -> Result<(), StoreError> {
        let name = quoted(table);
        let same = |one: &str, other: &str| {
            let parts = columns.iter().map(|column| format!("{one}.{0} IS {other}.{0}", quoted(column)));
            parts.collect::<Vec<_>>().join(" AND ")
        };
        let sql = format!(
            "SELECT g.id, min(k.id) FROM {name} g JOIN {name} k ON {}
             WHERE g.participant_id = ?2 AND k.participant_id = ?1 GROUP BY g.id",
            same("g", "k")
        );
        let pairs: Vec<(u32, u32)> =
            collect(self.connection, &sql, [merging.kept.0, merging.gone.0], |row| Ok(Ok((row.get(0)?, row.get(1)?))))?;
        for (goes, stays) in pairs {
            self.hang_on(table, goes, stays)?;
            self.change(&format!("DELETE FROM {name} WHERE id = ?1"), [goes])?;
        }
        Ok(())
    }

    /// Hangs what hangs on one row of a table on another row of it.
    fn hang_on(&self, table: &str, from: u32, to: u32) -> Result<(), StoreError> {
        let shape = self.shape()?;
        let (_, table) = shape.table(table).ok_or(StoreError::Form)?;
        let key = |number: u32| Row::new(vec![Value::Integer(i64::from(number))]);
        self.hand_down(&shape, table, &key(from), &key(to), &mut BTreeMap::new())
    }

    /// One person is one mentor, speaker or contact: names and roles add up, what one record leaves empty the other fills.
    fn join_associates(&self, merging: &Merging<'_>) -> Result<Vec<Outside>, StoreError> {
        let who = |id| Ok::<_, StoreError>(self.associate_who_is(id)?.map(|associate| associate.0));
        let (Some(stays), Some(goes)) = (who(merging.kept)?, who(merging.gone)?) else { return Ok(Vec::new()) };
        for column in ["contact", "organisation", "consent_on"] {
            let sql = format!(
                "UPDATE associate SET {column} = (SELECT {column} FROM associate WHERE id = ?2)
                 WHERE id = ?1 AND coalesce({column}, '') = ''"
            );
            self.change(&sql, [stays, goes])?;
        }
        let what_they_are = [
            ("associate_name", "text"),
            ("associate_role", "role, from_on"),
            ("company_contact", "company_id, from_on"),
        ];
        for (table, same) in what_they_are {
            let sql = format!(
                "UPDATE {table} SET associate_id = ?1 WHERE associate_id = ?2
                   AND ({same}) NOT IN (SELECT {same} FROM {table} WHERE associate_id = ?1)"
            );
            self.change(&sql, [stays, goes])?;
        }
        let pairs = self.point_at("mentorship", "associate_id", goes, stays)?;
        self.change("DELETE FROM associate WHERE id = ?1", [goes])?;
        Ok(pairs)
    }

    /// Points rows of other people, which name one of two records, at the one that stays: their households, and the pairs
    /// whose mentor it is. Returns what was changed.
    pub(super) fn join_outside(&self, merging: &Merging<'_>) -> Result<Vec<Outside>, StoreError> {
        let (kept, gone) = (merging.kept.0, merging.gone.0);
        // Nobody belongs to their own household.
        let sql = "UPDATE household_member SET other_participant_id = NULL
                   WHERE participant_id IN (?1, ?2) AND other_participant_id IN (?1, ?2)";
        self.change(sql, [kept, gone])?;
        let mut outside = self.point_at("household_member", "other_participant_id", gone, kept)?;
        outside.extend(self.join_associates(merging)?);
        Ok(outside)
    }

    fn point_at(&self, table: &str, column: &str, from: u32, to: u32) -> Result<Vec<Outside>, StoreError> {
        let sql = format!("SELECT id FROM {table} WHERE {column} = ?1");
        let rows: Vec<u32> = collect(self.connection, &sql, [from], |row| Ok(Ok(row.get(0)?)))?;
        self.change(&format!("UPDATE {table} SET {column} = ?2 WHERE {column} = ?1"), [from, to])?;
        let (table, column) = (table.to_owned(), column.to_owned());
        Ok(rows.into_iter().map(|id| Outside { table: table.clone(), column: column.clone(), id, from, to }).collect())
    }
}
