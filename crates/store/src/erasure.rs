//! Erasing a person: every row of theirs, the key of what is sealed, and the files of their documents.

use casework::ids::ParticipantId;

use crate::{
    Reader, StoreError, Writer,
    chain::ERASE,
    tables::{collect, journal::Entry, member::MemberId, person_key::Uid},
};

/// How many records of a person there are, by kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Holdings {
    /// Names.
    pub names: u32,
    /// Consents.
    pub consents: u32,
    /// Finished interviews.
    pub interviews: u32,
    /// Answers in them.
    pub answers: u32,
    /// Drafts, those thrown away too.
    pub drafts: u32,
    /// Enrolments.
    pub enrolments: u32,
    /// Recommendations.
    pub recommendations: u32,
    /// Steps that followed them.
    pub steps: u32,
    /// Documents.
    pub documents: u32,
    /// Decisions to keep the records.
    pub reviews: u32,
    /// Records of every other kind, in whatever tables hang on a participant.
    pub others: u32,
    /// Entries of the journal that hold what stood there. The entries stay, what they hold goes.
    pub journal_payloads: u32,
}

/// An erasure that was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Erased {
    /// The random id of the person: remembered outside, it keeps them erased when an older backup comes back.
    pub uid: Uid,
    /// What went.
    pub gone: Holdings,
}

impl Reader<'_> {
    /// Counts what an erasure would remove.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], or what the disk says.
    pub fn erase_preview(&self, id: ParticipantId) -> Result<Holdings, StoreError> {
        self.uid_of(id)?;
        let number = |sql: &str| -> Result<u32, StoreError> {
            Ok(self.connection.prepare_cached(sql)?.query_row([id.0], |row| row.get(0))?)
        };
        let count = |from: &str| number(&format!("SELECT count(*) FROM {from} = ?1"));
        let own = |table: &str| count(&format!("{table} WHERE participant_id"));
        Ok(Holdings {
            names: own("participant_name")?,
            consents: own("consent")?,
            interviews: own("interview")?,
            answers: count("answer a JOIN interview i ON i.id = a.interview_id WHERE i.participant_id")?,
            drafts: own("draft")?,
            enrolments: own("enrolment")?,
            recommendations: own("recommendation")?,
            steps: count(
                "placement_step s JOIN recommendation r ON r.id = s.recommendation_id WHERE r.participant_id",
            )?,
            documents: own("document")?,
            reviews: own("retention_review")?,
            others: self.others_of(id)?,
            journal_payloads: number(&format!(
                "SELECT count(*) FROM journal WHERE payload IS NOT NULL AND person IN ({ALL_NUMBERS})"
            ))?,
        })
    }
}

/// The numbers under which the journal knows participant `?1`: theirs, and those of records that were merged into theirs.
const ALL_NUMBERS: &str = "SELECT ?1 UNION ALL SELECT id FROM merged_person WHERE participant_id = ?1";

/// The tables that have a count of their own, and the two that are the person.
const TOLD: [&str; 12] = [
    "participant",
    "person_key",
    "participant_name",
    "consent",
    "interview",
    "answer",
    "draft",
    "enrolment",
    "recommendation",
    "placement_step",
    "document",
    "retention_review",
];

impl Reader<'_> {
    fn others_of(&self, id: ParticipantId) -> Result<u32, StoreError> {
        let counts = self.belongings_count(id)?;
        Ok(counts.iter().filter(|(table, _)| !TOLD.contains(&table.as_str())).map(|(_, count)| count).sum())
    }
}

impl Writer<'_> {
    /// Erases a person and notes in the journal that it was done. Afterwards [`Store::compact`](crate::Store::compact)
    /// rewrites the file, so that nothing stays in a page that is in use no longer.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], or what the disk says.
    pub fn erase_person(&self, id: ParticipantId, at: &str, actor: MemberId) -> Result<Erased, StoreError> {
        let (uid, gone) = (self.uid_of(id)?, self.erase_preview(id)?);
        let sql = "SELECT file FROM document WHERE participant_id = ?1";
        let files = collect(self.connection, sql, [id.0], |row| Ok(Ok(row.get(0)?)))?;
        let kept = self.inside.kept.borrow();
        let mut changes = self.files.borrow_mut();
        changes.removed.extend::<Vec<String>>(files);
        changes.removed.extend(kept.iter().filter(|(_, whose)| **whose == id).map(|(file, _)| file.clone()));
        drop((kept, changes));
        let sql = format!("UPDATE journal SET payload = NULL WHERE person IN ({ALL_NUMBERS}) AND payload IS NOT NULL");
        self.change(&sql, [id.0])?;
        let merged = self.merged_into(id)?;
        self.leave_attendance_residue(id)?;
        // Everything else of theirs hangs on this row, the key included.
        self.change("DELETE FROM participant WHERE id = ?1", [id.0])?;
        self.add_tombstone(&uid, at)?;
        self.note_erased(id, at, actor)?;
        // An older backup may hold them apart.
        for one in merged {
            self.add_tombstone(&one.uid, at)?;
            self.note_erased(one.id, at, actor)?;
        }
        Ok(Erased { uid, gone })
    }
}

impl Writer<'_> {
    fn note_erased(&self, id: ParticipantId, at: &str, actor: MemberId) -> Result<(), StoreError> {
        let number = Some(id.0);
        let entry =
            Entry { at, actor, verb: ERASE, subject: "participant", id: number, person: Some(id), ..Entry::default() };
        self.note(&entry)
    }
}
