//! Recommendations and the steps that follow.

use casework::{
    fact::FactKind,
    ids::{CompanyId, OpeningId, ParticipantId, RecommendationId},
    opening::Term,
    participant::Stage,
    placement::{Placement, Side, Step, StepRecord},
};
use chrono::NaiveDate;
use guarded::Guarded;
use rusqlite::{Row, params};

use super::{collect, day, guarded, optional_day};
use crate::{Reader, StoreError, Writer};

const ROW: &str = "SELECT id, participant_id, company_id, opening_id, recommended_on, starts_on, share_note, despite,
                          despite_reason FROM recommendation";

/// A recommendation as it is entered. What stays inside is kept apart: see [`Reader::inside_note`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewRecommendation {
    /// Who.
    pub participant: ParticipantId,
    /// To which company.
    pub company: CompanyId,
    /// For which opening of it.
    pub opening: Option<OpeningId>,
    /// When.
    pub on: NaiveDate,
    /// When work is meant to start.
    pub starts_on: Option<NaiveDate>,
    /// What may be told to the company, or empty.
    pub share_note: Guarded<String>,
    /// Codes of the warnings in spite of which it is made, with spaces between them.
    pub despite: String,
    /// Why, or empty.
    pub despite_reason: Guarded<String>,
}

impl NewRecommendation {
    /// A recommendation of which only the day is known.
    pub fn new(participant: ParticipantId, company: CompanyId, on: NaiveDate) -> Self {
        Self {
            participant,
            company,
            opening: None,
            on,
            starts_on: None,
            share_note: Guarded::default(),
            despite: String::new(),
            despite_reason: Guarded::default(),
        }
    }
}

/// A recommendation on record, with its steps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recommended {
    /// What was entered.
    pub recommendation: NewRecommendation,
    /// The same for the rules, with the steps.
    pub placement: Placement,
}

/// So many that are under way are handed out at once.
pub const MOST_LIVE: usize = 600;

/// Which recommendations are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Of {
    /// Those of a person.
    Person(ParticipantId),
    /// Those to a company.
    Company(CompanyId),
    /// Those for an opening.
    Opening(OpeningId),
    /// Those that are under way, and those that ended on a day or later: the newest, at most [`MOST_LIVE`].
    LiveOrEndedSince(NaiveDate),
}

impl Reader<'_> {
    /// Returns who was recommended and when.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], or what the disk says.
    pub fn recommendation(&self, id: RecommendationId) -> Result<(ParticipantId, NaiveDate), StoreError> {
        let sql = "SELECT participant_id, recommended_on FROM recommendation WHERE id = ?1";
        let (participant, on): (u32, String) =
            self.connection.prepare_cached(sql)?.query_row([id.0], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok((ParticipantId(participant), day(&on)?))
    }

    /// Returns a recommendation with its steps.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], or what the disk says.
    pub fn recommended(&self, id: RecommendationId) -> Result<Recommended, StoreError> {
        self.recommended_where("id = ?1", &id.0.to_string())?.pop().ok_or(StoreError::NotFound)
    }

    /// Returns recommendations with their steps, the newest first.
    ///
    /// # Errors
    /// What the disk says.
    pub fn recommendations(&self, of: Of) -> Result<Vec<Recommended>, StoreError> {
        match of {
            Of::Person(id) => self.recommended_where("participant_id = ?1", &id.0.to_string()),
            Of::Company(id) => self.recommended_where("company_id = ?1", &id.0.to_string()),
            Of::Opening(id) => self.recommended_where("opening_id = ?1", &id.0.to_string()),
            Of::LiveOrEndedSince(day) => {
                let live = "NOT EXISTS (SELECT 1 FROM placement_step s WHERE s.recommendation_id = recommendation.id
                              AND s.step = 'placement_ended' AND s.reached_on < ?1)";
                let newest = format!(
                    "id IN (SELECT id FROM recommendation WHERE {live} ORDER BY recommended_on DESC, id DESC
                                           LIMIT {MOST_LIVE})"
                );
                self.recommended_where(&newest, &day.to_string())
            }
        }
    }

    fn recommended_where(&self, condition: &str, value: &str) -> Result<Vec<Recommended>, StoreError> {
        let sql = format!("{ROW} WHERE {condition} ORDER BY recommended_on DESC, id DESC");
        let rows = collect(self.connection, &sql, [value], |row| Ok(recommended(row)))?;
        let with_steps = |mut row: Recommended| {
            row.placement.steps = self.steps_of(row.placement.id)?;
            Ok(row)
        };
        rows.into_iter().map(with_steps).collect()
    }

    /// Returns what stays inside about a recommendation: empty when nobody wrote anything.
    ///
    /// # Errors
    /// What the disk says.
    pub fn inside_note(&self, id: RecommendationId) -> Result<Guarded<String>, StoreError> {
        let sql = "SELECT coalesce(group_concat(text, char(10) || char(10)), '') AS text FROM
                     (SELECT text FROM recommendation_note WHERE recommendation_id = ?1 ORDER BY id)";
        Ok(collect(self.connection, sql, [id.0], |row| Ok(Ok(guarded(row, "text")?)))?.pop().unwrap_or_default())
    }

    /// Returns the steps recorded of a placement, in the order in which they were recorded.
    ///
    /// # Errors
    /// What the disk says.
    pub fn steps_of(&self, id: RecommendationId) -> Result<Vec<StepRecord>, StoreError> {
        let sql = "SELECT step, reached_on, reason, side, planned_end, term, note, despite, despite_reason
                   FROM placement_step WHERE recommendation_id = ?1 ORDER BY id";
        collect(self.connection, sql, [id.0], |row| Ok(step(row)))
    }
}

fn recommended(row: &Row<'_>) -> Result<Recommended, StoreError> {
    let (on, starts): (String, String) = (row.get("recommended_on")?, row.get("starts_on")?);
    let (company, opening) =
        (CompanyId(row.get("company_id")?), row.get::<_, Option<u32>>("opening_id")?.map(OpeningId));
    let on = day(&on)?;
    Ok(Recommended {
        placement: Placement {
            id: RecommendationId(row.get("id")?),
            company,
            opening,
            recommended_on: on,
            steps: Vec::new(),
        },
        recommendation: NewRecommendation {
            participant: ParticipantId(row.get("participant_id")?),
            company,
            opening,
            on,
            starts_on: optional_day(&starts)?,
            share_note: guarded(row, "share_note")?,
            despite: row.get("despite")?,
            despite_reason: guarded(row, "despite_reason")?,
        },
    })
}

fn step(row: &Row<'_>) -> Result<StepRecord, StoreError> {
    let text = |column: &str| row.get::<_, String>(column);
    Ok(StepRecord {
        step: Step::from_code(&text("step")?).ok_or(StoreError::Form)?,
        on: day(&text("reached_on")?)?,
        reason: text("reason")?,
        side: Side::from_code(&text("side")?),
        planned_end: optional_day(&text("planned_end")?)?,
        term: Term::from_code(&text("term")?),
        note: guarded(row, "note")?,
        despite: text("despite")?,
        despite_reason: guarded(row, "despite_reason")?,
    })
}

impl Writer<'_> {
    /// Adds a recommendation.
    ///
    /// # Errors
    /// What the disk says.
    pub fn add_recommendation(&self, new: &NewRecommendation) -> Result<RecommendationId, StoreError> {
        let sql =
            "INSERT INTO recommendation (participant_id, company_id, opening_id, recommended_on, starts_on, share_note,
                                               despite, despite_reason)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
        // EXPOSE: goes into the encrypted store.
        let (share, why) = (new.share_note.expose(), new.despite_reason.expose());
        let opening = new.opening.map(|id| id.0);
        let row = params![
            new.participant.0,
            new.company.0,
            opening,
            new.on.to_string(),
            written(new.starts_on),
            share,
            new.despite,
            why
        ];
        let id = self.insert(sql, row).map(RecommendationId)?;
        self.touch(new.participant, new.on, Stage::shown_by(FactKind::Recommended, None))?;
        Ok(id)
    }

    /// Replaces when work is meant to start and what may be told to the company.
    ///
    /// # Errors
    /// What the disk says.
    pub fn correct_recommendation(
        &self,
        id: RecommendationId,
        starts_on: Option<NaiveDate>,
        share_note: &Guarded<String>,
    ) -> Result<(), StoreError> {
        let sql = "UPDATE recommendation SET starts_on = ?2, share_note = ?3 WHERE id = ?1";
        // EXPOSE: goes into the encrypted store.
        self.change(sql, params![id.0, written(starts_on), share_note.expose()]).map(drop)
    }

    /// Keeps what stays inside about a recommendation; an empty text removes it.
    ///
    /// # Errors
    /// What the disk says.
    pub fn keep_inside_note(&self, id: RecommendationId, text: &Guarded<String>) -> Result<(), StoreError> {
        self.change("DELETE FROM recommendation_note WHERE recommendation_id = ?1", [id.0])?;
        // EXPOSE: goes into the encrypted store.
        let text = text.expose();
        if text.is_empty() {
            return Ok(());
        }
        let sql = "INSERT INTO recommendation_note (recommendation_id, text) VALUES (?1, ?2)";
        self.change(sql, params![id.0, text]).map(drop)
    }

    /// Removes a recommendation that was entered by mistake, with its steps.
    ///
    /// # Errors
    /// What the disk says.
    pub fn remove_recommendation(&self, id: RecommendationId) -> Result<(), StoreError> {
        self.change("DELETE FROM recommendation WHERE id = ?1", [id.0]).map(drop)
    }

    /// Adds a step.
    ///
    /// # Errors
    /// What the disk says.
    pub fn add_step(&self, recommendation: RecommendationId, new: &StepRecord) -> Result<(), StoreError> {
        let (participant, _) = self.recommendation(recommendation)?;
        let sql =
            "INSERT INTO placement_step (recommendation_id, step, reached_on, reason, side, planned_end, term, note,
                                               despite, despite_reason)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";
        // EXPOSE: goes into the encrypted store.
        let (note, why) = (new.note.expose(), new.despite_reason.expose());
        let row = params![
            recommendation.0,
            new.step.fact().code(),
            new.on.to_string(),
            new.reason,
            new.side.map_or("", Side::code),
            written(new.planned_end),
            new.term.map_or("", Term::code),
            note,
            new.despite,
            why,
        ];
        self.insert(sql, row)?;
        self.touch(participant, new.on, Stage::shown_by(new.step.fact(), None))
    }

    /// Takes a step back. What is kept of the person for lists is made anew.
    ///
    /// # Errors
    /// What the disk says.
    pub fn remove_step(&self, recommendation: RecommendationId, step: Step) -> Result<(), StoreError> {
        let (participant, _) = self.recommendation(recommendation)?;
        let sql = "DELETE FROM placement_step WHERE recommendation_id = ?1 AND step = ?2";
        self.change(sql, params![recommendation.0, step.fact().code()])?;
        self.refresh_kept(participant)
    }
}

fn written(day: Option<NaiveDate>) -> String {
    day.map_or_else(String::new, |day| day.to_string())
}
