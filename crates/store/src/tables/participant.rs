//! Participants and their names.

use casework::{
    dates::PartialDate,
    duplicates,
    finding::namesakes,
    ids::ParticipantId,
    names::{self, NameKind, PersonName},
    participant::{Participant, Profile, Residence, Stage, WorkPermission},
    text::fold,
};
use chrono::NaiveDate;
use guarded::Guarded;
use rusqlite::{Row, ToSql, params, params_from_iter};

use super::{collect, day, guarded, optional_day, person_key};
use crate::{Reader, StoreError, Writer};

/// What a list shows of a participant.
#[derive(Debug, Clone)]
pub struct PersonSummary {
    /// Their number.
    pub id: ParticipantId,
    /// Every name.
    pub names: Vec<PersonName>,
    /// ISO 3166-1 alpha-3.
    pub nationality: Option<Guarded<String>>,
    /// Year of birth.
    pub birth: Option<Guarded<PartialDate>>,
    /// Day of the first contact.
    pub first_contact: NaiveDate,
    /// Day of the newest fact.
    pub last_fact: NaiveDate,
    /// The farthest stage.
    pub stage: Stage,
    /// Since when the case is closed, if it is.
    pub closed_on: Option<NaiveDate>,
}

/// How a list is ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// The newest first contact first.
    NewestContact,
    /// By the name shown.
    Name,
    /// The one not seen for the longest time first.
    LongestUnseen,
}

impl Order {
    const fn sql(self) -> &'static str {
        match self {
            Self::NewestContact => "first_contact_on DESC, id DESC",
            Self::Name => "sort_name, id",
            Self::LongestUnseen => "last_fact_on, id",
        }
    }
}

const STAGES: [Stage; 8] = [
    Stage::FirstContact,
    Stage::Interviewed,
    Stage::CareerTraining,
    Stage::Mentorship,
    Stage::Recommended,
    Stage::TrialHire,
    Stage::Employed,
    Stage::Permanent,
];

/// The number under which a stage is stored.
pub(super) fn stage_number(stage: Stage) -> usize {
    STAGES.iter().position(|known| *known == stage).unwrap_or(0)
}

/// The stage stored under a number.
pub(super) fn stage_of(number: usize) -> Result<Stage, StoreError> {
    STAGES.get(number).copied().ok_or(StoreError::Form)
}

/// Kinds of names as they are stored.
pub(crate) const NAME_KINDS: [(NameKind, &str); 5] = [
    (NameKind::Preferred, "preferred"),
    (NameKind::OwnScript, "own_script"),
    (NameKind::Latin, "latin"),
    (NameKind::Reading, "reading"),
    (NameKind::Other, "other"),
];

const WORK: [(WorkPermission, &str); 4] = [
    (WorkPermission::Permitted, "permitted"),
    (WorkPermission::Limited, "limited"),
    (WorkPermission::None, "none"),
    (WorkPermission::Unknown, "unknown"),
];

/// The code of a value.
pub(crate) fn code_of<T: PartialEq + Copy>(table: &[(T, &'static str)], value: T) -> Result<&'static str, StoreError> {
    table.iter().find(|(known, _)| *known == value).map(|(_, code)| *code).ok_or(StoreError::Form)
}

/// The value of a code.
pub(crate) fn of_code<T: Copy>(table: &[(T, &'static str)], code: &str) -> Result<T, StoreError> {
    table.iter().find(|(_, known)| *known == code).map(|(value, _)| *value).ok_or(StoreError::Form)
}

fn filled(value: Guarded<String>) -> Option<Guarded<String>> {
    // EXPOSE: only whether it is empty.
    (!value.expose().is_empty()).then_some(value)
}

fn birth(value: &Guarded<String>) -> Result<Option<Guarded<PartialDate>>, StoreError> {
    // EXPOSE: read into its own guarded type.
    let text = value.expose();
    if text.is_empty() {
        return Ok(None);
    }
    PartialDate::parse(text).map(Guarded::new).map(Some).map_err(|_| StoreError::Form)
}

const SUMMARY: &str = "SELECT id, first_contact_on, birth, nationality, stage, last_fact_on,
                              (SELECT closed_on FROM closure c
                                WHERE c.participant_id = participant.id AND c.reopened_on IS NULL) AS closed_on
                       FROM participant";

/// That the case is open.
const OPEN: &str =
    "NOT EXISTS (SELECT 1 FROM closure c WHERE c.participant_id = participant.id AND c.reopened_on IS NULL)";

impl Reader<'_> {
    /// Returns a participant.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], or what the disk says.
    pub fn participant(&self, id: ParticipantId) -> Result<Participant, StoreError> {
        let sql = "SELECT first_contact_on, birth, nationality, languages, residence_status, permit_ends_on,
                          work_permission FROM participant WHERE id = ?1";
        let mut statement = self.connection.prepare_cached(sql)?;
        let (first_contact, profile) =
            statement.query_row([id.0], |row| Ok((row.get::<_, String>(0)?, profile(row))))?;
        let profile = Profile { names: self.names_of(id)?, ..profile? };
        Ok(Participant { id, profile, first_contact: day(&first_contact)? })
    }

    /// Returns the names of a participant in the order in which they were entered.
    ///
    /// # Errors
    /// What the disk says.
    pub fn names_of(&self, id: ParticipantId) -> Result<Vec<PersonName>, StoreError> {
        let sql = "SELECT kind, text FROM participant_name WHERE participant_id = ?1 ORDER BY id";
        collect(self.connection, sql, [id.0], |row| {
            let (kind, text): (String, _) = (row.get("kind")?, guarded(row, "text")?);
            Ok(of_code(&NAME_KINDS, &kind).map(|kind| PersonName { kind, text }))
        })
    }

    /// Returns what a list shows of a participant.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], or what the disk says.
    pub fn summary(&self, id: ParticipantId) -> Result<PersonSummary, StoreError> {
        self.summaries(&format!("{SUMMARY} WHERE id = ?1"), [id.0])?.pop().ok_or(StoreError::NotFound)
    }

    /// Returns how many participants have every word of `words` (folded) in some name, and the rows asked for.
    /// No words: everybody.
    ///
    /// # Errors
    /// What the disk says.
    pub fn people(
        &self,
        words: &[Guarded<String>],
        order: Order,
        offset: u32,
        limit: u32,
    ) -> Result<(u32, Vec<PersonSummary>), StoreError> {
        let condition = (0..words.len()).map(name_contains).collect::<String>();
        // EXPOSE: compared inside the encrypted store.
        let words: Vec<&dyn ToSql> = words.iter().map(|word| word.expose() as &dyn ToSql).collect();
        let count = format!("SELECT count(*) FROM participant WHERE 1 {condition}");
        let total = self.connection.prepare_cached(&count)?.query_row(params_from_iter(&words), |row| row.get(0))?;
        let page = format!("{SUMMARY} WHERE 1 {condition} ORDER BY {} LIMIT {limit} OFFSET {offset}", order.sql());
        Ok((total, self.summaries(&page, params_from_iter(&words))?))
    }

    /// Returns participants whose permit ends from `from` to `to`, the soonest first.
    ///
    /// # Errors
    /// What the disk says.
    pub fn permits_ending(&self, from: NaiveDate, to: NaiveDate) -> Result<Vec<ParticipantId>, StoreError> {
        let sql = format!(
            "SELECT id FROM participant WHERE permit_ends_on <> '' AND permit_ends_on BETWEEN ?1 AND ?2 AND {OPEN}
             ORDER BY permit_ends_on, id"
        );
        let days = params![from.to_string(), to.to_string()];
        collect(self.connection, &sql, days, |row| Ok(Ok(ParticipantId(row.get(0)?))))
    }

    /// Returns how many participants below `stage` have no fact since `since`, and the first of them, the one not seen
    /// for the longest time first.
    ///
    /// # Errors
    /// What the disk says.
    pub fn unseen(&self, since: NaiveDate, stage: Stage, limit: u32) -> Result<(u32, Vec<PersonSummary>), StoreError> {
        let condition = format!("WHERE last_fact_on < ?1 AND stage < ?2 AND {OPEN}");
        let count = format!("SELECT count(*) FROM participant {condition}");
        let (since, stage) = (since.to_string(), stage_number(stage));
        let total = self.connection.prepare_cached(&count)?.query_row(params![since, stage], |row| row.get(0))?;
        let page = format!("{SUMMARY} {condition} ORDER BY last_fact_on, id LIMIT {limit}");
        Ok((total, self.summaries(&page, params![since, stage])?))
    }

    /// Returns participants who may be the same person as this profile: a name with the same letters in any order, or
    /// one that sounds the same in another script or spelling. The caller compares them.
    ///
    /// # Errors
    /// What the disk says.
    pub fn duplicate_candidates(&self, profile: &Profile) -> Result<Vec<ParticipantId>, StoreError> {
        let sql = "SELECT DISTINCT participant_id FROM participant_name WHERE match_key = ?1 LIMIT 200";
        let mut found = Vec::new();
        for name in &profile.names {
            // EXPOSE: compared inside the encrypted store.
            let key = duplicates::key(name.text.expose());
            found.extend(collect(self.connection, sql, [key], |row| Ok(Ok(ParticipantId(row.get(0)?))))?);
            found.extend(namesakes(self, &name.text)?.into_iter().map(ParticipantId));
        }
        found.sort_unstable();
        found.dedup();
        Ok(found)
    }

    fn summaries(&self, sql: &str, params: impl rusqlite::Params) -> Result<Vec<PersonSummary>, StoreError> {
        let rows = collect(self.connection, sql, params, |row| {
            let first_contact: String = row.get("first_contact_on")?;
            let last_fact: String = row.get("last_fact_on")?;
            let (id, stage): (u32, usize) = (row.get("id")?, row.get("stage")?);
            let closed: Option<String> = row.get("closed_on")?;
            let (born, nationality) = (guarded(row, "birth")?, guarded(row, "nationality")?);
            Ok((|| {
                Ok(PersonSummary {
                    id: ParticipantId(id),
                    names: Vec::new(),
                    nationality: filled(nationality),
                    birth: birth(&born)?,
                    first_contact: day(&first_contact)?,
                    last_fact: day(&last_fact)?,
                    stage: stage_of(stage)?,
                    closed_on: closed.as_deref().map(day).transpose()?,
                })
            })())
        })?;
        rows.into_iter().map(|row| Ok(PersonSummary { names: self.names_of(row.id)?, ..row })).collect()
    }
}

/// The condition that some name contains the word of this position.
fn name_contains(position: usize) -> String {
    format!(
        " AND EXISTS (SELECT 1 FROM participant_name n WHERE n.participant_id = participant.id AND instr(n.folded, ?{}) > 0)",
        position.saturating_add(1)
    )
}

/// The profile in a row, without the names.
fn profile(row: &Row<'_>) -> Result<Profile, StoreError> {
    let (status, permit): (Guarded<String>, String) = (guarded(row, "residence_status")?, row.get("permit_ends_on")?);
    let work: String = row.get("work_permission")?;
    let languages: String = row.get("languages")?;
    let residence = match filled(status) {
        Some(status) => Some(Residence { status, expires_on: optional_day(&permit)?, work: of_code(&WORK, &work)? }),
        None => None,
    };
    Ok(Profile {
        names: Vec::new(),
        birth: birth(&guarded(row, "birth")?)?,
        nationality: filled(guarded(row, "nationality")?),
        languages: languages.split_whitespace().map(String::from).collect(),
        residence,
    })
}

impl Writer<'_> {
    /// Adds a participant, with a key and a random id of their own.
    ///
    /// # Errors
    /// What the disk says.
    pub fn add_participant(&self, profile: &Profile, first_contact: NaiveDate) -> Result<ParticipantId, StoreError> {
        let day = first_contact.to_string();
        let sql =
            "INSERT INTO participant (first_contact_on, last_fact_on, shown_name, sort_name) VALUES (?1, ?1, '', '')";
        let id = ParticipantId(self.insert(sql, [day])?);
        person_key::add(self.connection, &self.inside.keys.subjects, id.0)?;
        self.write_profile(id, profile)?;
        Ok(id)
    }

    /// Replaces the profile of a participant.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], or what the disk says.
    pub fn correct_participant(
        &self,
        id: ParticipantId,
        profile: &Profile,
        first_contact: NaiveDate,
    ) -> Result<(), StoreError> {
        let sql = "UPDATE participant SET first_contact_on = ?2, last_fact_on = max(last_fact_on, ?2) WHERE id = ?1";
        if self.change(sql, params![id.0, first_contact.to_string()])? == 0 {
            return Err(StoreError::NotFound);
        }
        self.change("DELETE FROM participant_name WHERE participant_id = ?1", [id.0])?;
        self.write_profile(id, profile)
    }

    /// Keeps the newest day and the farthest stage of a participant after a new fact.
    ///
    /// # Errors
    /// What the disk says.
    pub fn touch(&self, id: ParticipantId, on: NaiveDate, reached: Option<Stage>) -> Result<(), StoreError> {
        let sql = "UPDATE participant SET last_fact_on = max(last_fact_on, ?2), stage = max(stage, ?3) WHERE id = ?1";
        let stage = reached.map_or(0, stage_number);
        self.change(sql, params![id.0, on.to_string(), stage]).map(drop)
    }

    fn write_profile(&self, id: ParticipantId, profile: &Profile) -> Result<(), StoreError> {
        let sql = "UPDATE participant SET birth = ?2, nationality = ?3, languages = ?4, residence_status = ?5,
                          permit_ends_on = ?6, work_permission = ?7, shown_name = ?8, sort_name = ?9 WHERE id = ?1";
        let residence = profile.residence.as_ref();
        // EXPOSE: goes into the encrypted store.
        let shown = names::shown(&profile.names).map_or("", |name| name.text.expose());
        self.change(
            sql,
            params![
                id.0,
                profile.birth.as_ref().map_or_else(String::new, |birth| birth.expose().to_string()),
                profile.nationality.as_ref().map_or("", |code| code.expose()),
                profile.languages.join(" "),
                residence.map_or("", |residence| residence.status.expose()),
                residence.and_then(|residence| residence.expires_on).map_or_else(String::new, |day| day.to_string()),
                code_of(&WORK, residence.map_or(WorkPermission::Unknown, |residence| residence.work))?,
                shown,
                fold(shown),
            ],
        )?;
        profile.names.iter().try_for_each(|name| self.add_name(id, name))?;
        self.index_names(id, &profile.names)
    }

    fn add_name(&self, id: ParticipantId, name: &PersonName) -> Result<(), StoreError> {
        let sql =
            "INSERT INTO participant_name (participant_id, kind, text, folded, match_key) VALUES (?1, ?2, ?3, ?4, ?5)";
        // EXPOSE: goes into the encrypted store.
        let text = name.text.expose();
        self.insert(sql, params![id.0, code_of(&NAME_KINDS, name.kind)?, text, fold(text), duplicates::key(text)])
            .map(drop)
    }
}
