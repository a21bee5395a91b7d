//! Participants and their names.

use std::collections::HashMap;

use casework::{
    dates::PartialDate,
    duplicates,
    finding::namesakes,
    ids::ParticipantId,
    names::{self, NameKind, PersonName, Script},
    participant::{Participant, Profile, Residence, Stage},
    profile::{LanguageSkill, ResidencePeriod},
    text::fold,
};
use chrono::NaiveDate;
use guarded::Guarded;
use rusqlite::{Row, ToSql, params, params_from_iter};

use super::{collect, day, guarded, optional_day, person_key, profile::WORK};
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
    /// The residence status held now.
    pub residence: Option<Residence>,
    /// The name of their own caseworker.
    pub caseworker: Option<Guarded<String>>,
    /// The cohort in which they are now, the newest of several.
    pub cohort: Option<String>,
    /// What the same human does or did here beside that: mentor, speaker, contact.
    pub roles: Vec<String>,
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
pub(crate) const NAME_KINDS: [(NameKind, &str); 8] = [
    (NameKind::Preferred, "preferred"),
    (NameKind::OwnScript, "own_script"),
    (NameKind::Latin, "latin"),
    (NameKind::Reading, "reading"),
    (NameKind::Alias, "alias"),
    (NameKind::Nickname, "nickname"),
    (NameKind::Former, "former"),
    (NameKind::Other, "other"),
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

const SUMMARY: &str =
    "SELECT id, first_contact_on, birth, nationality, stage, last_fact_on, residence_status, permit_ends_on,
                              work_permission, work_ends_on,
                              (SELECT closed_on FROM closure c
                                WHERE c.participant_id = participant.id AND c.reopened_on IS NULL) AS closed_on,
                              (SELECT name FROM member m WHERE m.id = participant.caseworker_id) AS caseworker,
                              (SELECT c.name FROM enrolment e JOIN cohort c ON c.id = e.cohort_id
                                WHERE e.participant_id = participant.id AND e.status IN ('waiting', 'enrolled')
                                ORDER BY e.enrolled_on DESC, e.id DESC LIMIT 1) AS cohort,
                              (SELECT group_concat(DISTINCT r.role) FROM associate a
                                JOIN associate_role r ON r.associate_id = a.id
                                WHERE a.participant_id = participant.id) AS roles
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
        let sql = "SELECT first_contact_on, birth, nationality, other_nationalities, origin, languages,
                          residence_status, permit_ends_on, work_permission, work_ends_on
                   FROM participant WHERE id = ?1";
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
        let sql = "SELECT kind, script, text FROM participant_name WHERE participant_id = ?1 ORDER BY id";
        collect(self.connection, sql, [id.0], |row| {
            let (kind, script): (String, String) = (row.get("kind")?, row.get("script")?);
            let text = guarded(row, "text")?;
            Ok(of_code(&NAME_KINDS, &kind).map(|kind| match Script::parse(&script) {
                Ok(script) => PersonName { kind, script, text },
                Err(_) => PersonName::of(kind, text),
            }))
        })
    }

    /// Returns what a list shows of a participant.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], or what the disk says.
    pub fn summary(&self, id: ParticipantId) -> Result<PersonSummary, StoreError> {
        self.summaries(&format!("{SUMMARY} WHERE id = ?1"), [id.0])?.pop().ok_or(StoreError::NotFound)
    }

    /// Returns whose case is open and who has no work by a placement, those of whom something was recorded last first.
    ///
    /// # Errors
    /// What the disk says.
    pub fn seekers(&self) -> Result<Vec<ParticipantId>, StoreError> {
        let sql = "SELECT p.id FROM participant p
             WHERE NOT EXISTS (SELECT 1 FROM closure c WHERE c.participant_id = p.id AND c.reopened_on IS NULL)
               AND NOT EXISTS (SELECT 1 FROM recommendation r JOIN placement_step s ON s.recommendation_id = r.id
                                WHERE r.participant_id = p.id AND s.step IN ('trial_hire', 'employed', 'permanent')
                                  AND NOT EXISTS (SELECT 1 FROM placement_step e WHERE e.recommendation_id = r.id
                                                   AND e.step = 'placement_ended'))
             ORDER BY p.last_fact_on DESC, p.id DESC";
        collect(self.connection, sql, [], |row| Ok(Ok(ParticipantId(row.get(0)?))))
    }

    /// Returns the prefecture of everybody (empty when not told) and the residence status they hold, by their number.
    ///
    /// # Errors
    /// What the disk says.
    pub fn places_and_residences(&self) -> Result<HashMap<u32, (String, Option<Residence>)>, StoreError> {
        let sql =
            "SELECT id, prefecture, residence_status, permit_ends_on, work_permission, work_ends_on FROM participant";
        let all = collect(self.connection, sql, [], |row| {
            let (whose, place): (u32, String) = (row.get("id")?, row.get("prefecture")?);
            Ok(residence(row)?.map(|residence| (whose, (place, residence))))
        })?;
        Ok(all.into_iter().collect())
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

    /// Returns participants whose permit, or whose work permission, ends from `from` to `to`, the soonest first.
    ///
    /// # Errors
    /// What the disk says.
    pub fn permits_ending(&self, from: NaiveDate, to: NaiveDate) -> Result<Vec<ParticipantId>, StoreError> {
        let sql = format!(
            "SELECT id FROM (
               SELECT id, permit_ends_on AS ends_on FROM participant
                 WHERE permit_ends_on <> '' AND permit_ends_on BETWEEN ?1 AND ?2 AND {OPEN}
               UNION ALL
               SELECT id, work_ends_on FROM participant
                 WHERE work_ends_on <> '' AND work_ends_on BETWEEN ?1 AND ?2 AND {OPEN})
             GROUP BY id ORDER BY min(ends_on), id"
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
            let residence = residence(row)?;
            let caseworker = row.get::<_, Option<String>>("caseworker")?.map(Guarded::new);
            let (cohort, roles): (Option<String>, Option<String>) = (row.get("cohort")?, row.get("roles")?);
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
                    residence: residence?,
                    caseworker,
                    cohort,
                    roles: roles.unwrap_or_default().split_terminator(',').map(String::from).collect(),
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
    let languages: String = row.get("languages")?;
    let others: Guarded<String> = guarded(row, "other_nationalities")?;
    // EXPOSE: taken apart into guarded codes.
    let others = others.expose().split_whitespace().map(Guarded::from).collect();
    Ok(Profile {
        names: Vec::new(),
        birth: birth(&guarded(row, "birth")?)?,
        nationality: filled(guarded(row, "nationality")?),
        other_nationalities: others,
        origin: filled(guarded(row, "origin")?),
        languages: languages.split_whitespace().map(String::from).collect(),
        residence: residence(row)??,
    })
}

/// The residence status held now.
fn residence(row: &Row<'_>) -> rusqlite::Result<Result<Option<Residence>, StoreError>> {
    let (status, permit): (Guarded<String>, String) = (guarded(row, "residence_status")?, row.get("permit_ends_on")?);
    let (work, work_ends): (String, String) = (row.get("work_permission")?, row.get("work_ends_on")?);
    let Some(status) = filled(status) else { return Ok(Ok(None)) };
    Ok((|| {
        let (expires_on, work_ends_on) = (optional_day(&permit)?, optional_day(&work_ends)?);
        Ok(Some(Residence { status, expires_on, work: of_code(&WORK, &work)?, work_ends_on }))
    })())
}

impl Writer<'_> {
    /// Adds a participant, with a key and a random id of their own.
    ///
    /// # Errors
    /// What the disk says.
    pub fn add_participant(&self, profile: &Profile, first_contact: NaiveDate) -> Result<ParticipantId, StoreError> {
        self.add_participant_who_told(profile, &Told::default(), first_contact)
    }

    /// As [`add_participant`](Self::add_participant), with more about languages and status.
    ///
    /// # Errors
    /// What the disk says.
    pub fn add_participant_who_told(
        &self,
        profile: &Profile,
        told: &Told,
        first_contact: NaiveDate,
    ) -> Result<ParticipantId, StoreError> {
        let sql =
            "INSERT INTO participant (first_contact_on, last_fact_on, birth, nationality, other_nationalities, origin,
                                            shown_name, sort_name) VALUES (?1, ?1, ?2, ?3, ?4, ?5, ?6, ?7)";
        let row = Plain::of(profile);
        let day = first_contact.to_string();
        let values = params![day, row.birth, row.nationality, row.others, row.origin, row.shown, fold(row.shown)];
        let id = ParticipantId(self.insert(sql, values)?);
        person_key::add(self.connection, &self.inside.keys.subjects, id.0)?;
        for (position, language) in (0_u32..).zip(&profile.languages) {
            self.add_language(id, position, language, told)?;
        }
        if let Some(held) = &profile.residence {
            let period = ResidencePeriod { designation: told.designation.clone(), ..period(held, first_contact) };
            self.add_record(id, &period)?;
        }
        profile.names.iter().try_for_each(|name| self.add_name(id, name))?;
        self.index_new_names(id, &profile.names)?;
        Ok(id)
    }

    fn add_language(&self, id: ParticipantId, position: u32, language: &str, told: &Told) -> Result<(), StoreError> {
        match told.languages.iter().find(|skill| skill.language == language) {
            Some(skill) => {
                let number = self.add_record(id, skill)?;
                self.set_language_position(number, position)
            }
            None => {
                let sql = "INSERT INTO language_skill (participant_id, position, language) VALUES (?1, ?2, ?3)";
                self.insert(sql, params![id.0, position, language]).map(drop)
            }
        }
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
        self.write_profile(id, profile, first_contact)
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

    fn write_profile(&self, id: ParticipantId, profile: &Profile, told_on: NaiveDate) -> Result<(), StoreError> {
        let sql = "UPDATE participant SET birth = ?2, nationality = ?3, other_nationalities = ?4, origin = ?5,
                          shown_name = ?6, sort_name = ?7 WHERE id = ?1";
        let row = Plain::of(profile);
        let values = params![id.0, row.birth, row.nationality, row.others, row.origin, row.shown, fold(row.shown)];
        self.change(sql, values)?;
        self.write_languages(id, &profile.languages)?;
        self.write_residence(id, profile.residence.as_ref(), told_on)?;
        profile.names.iter().try_for_each(|name| self.add_name(id, name))?;
        self.index_names(id, &profile.names)
    }

    /// Brings the languages into this order. Those that are new have no level yet, those that are gone go with theirs.
    fn write_languages(&self, id: ParticipantId, languages: &[String]) -> Result<(), StoreError> {
        let known = self.records_of::<LanguageSkill>(id)?;
        for (number, _) in known.iter().filter(|(_, skill)| !languages.contains(&skill.language)) {
            self.remove_record::<LanguageSkill>(*number)?;
        }
        for (position, language) in (0_u32..).zip(languages) {
            let number = match known.iter().find(|(_, skill)| skill.language == *language) {
                Some((number, _)) => *number,
                None => {
                    let skill = LanguageSkill { language: language.clone(), ..LanguageSkill::default() };
                    self.add_record(id, &skill)?
                }
            };
            self.set_language_position(number, position)?;
        }
        Ok(())
    }

    /// Puts a language at a place in the order, the best one at 0.
    ///
    /// # Errors
    /// What the disk says.
    pub fn set_language_position(&self, language: u32, position: u32) -> Result<(), StoreError> {
        let sql = "UPDATE language_skill SET position = ?2 WHERE id = ?1 AND position <> ?2";
        self.change(sql, params![language, position]).map(drop)
    }

    /// Corrects the status held now, and leaves what was before. Without one, the newest period goes.
    fn write_residence(
        &self,
        id: ParticipantId,
        held: Option<&Residence>,
        told_on: NaiveDate,
    ) -> Result<(), StoreError> {
        let newest = self.records_of::<ResidencePeriod>(id)?.into_iter().next();
        match (newest, held) {
            (None, None) => Ok(()),
            (Some((number, _)), None) => self.remove_record::<ResidencePeriod>(number),
            (None, Some(held)) => self.add_record(id, &period(held, told_on)).map(drop),
            (Some((number, before)), Some(held)) => {
                let (status, ends_on, work) = (held.status.clone(), held.expires_on, held.work);
                let after =
                    ResidencePeriod { status, ends_on, work, work_ends_on: held.work_ends_on, ..before.clone() };
                if after == before { Ok(()) } else { self.correct_record(number, &after) }
            }
        }
    }

    fn add_name(&self, id: ParticipantId, name: &PersonName) -> Result<(), StoreError> {
        let sql = "INSERT INTO participant_name (participant_id, kind, script, text, folded, match_key)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
        // EXPOSE: goes into the encrypted store.
        let text = name.text.expose();
        let (kind, script) = (code_of(&NAME_KINDS, name.kind)?, name.script.code());
        self.insert(sql, params![id.0, kind, script, text, fold(text), duplicates::key(text)]).map(drop)
    }
}

/// More about somebody who is new: what the form in which people are added does not ask.
#[derive(Debug, Clone, Default)]
pub struct Told {
    /// Languages of the profile whose level is known.
    pub languages: Vec<LanguageSkill>,
    /// What the designation paper says of the residence status.
    pub designation: Option<Guarded<String>>,
}

/// The columns of a participant that hold nothing but their own value. EXPOSE: they go into the encrypted store.
struct Plain<'a> {
    birth: String,
    nationality: &'a str,
    others: String,
    origin: &'a str,
    shown: &'a str,
}

impl<'a> Plain<'a> {
    fn of(profile: &'a Profile) -> Self {
        let others: Vec<&str> = profile.other_nationalities.iter().map(|code| code.expose().as_str()).collect();
        Self {
            birth: profile.birth.as_ref().map_or_else(String::new, |birth| birth.expose().to_string()),
            nationality: profile.nationality.as_ref().map_or("", |code| code.expose()),
            others: others.join(" "),
            origin: profile.origin.as_ref().map_or("", |code| code.expose()),
            shown: names::shown(&profile.names).map_or("", |name| name.text.expose()),
        }
    }
}

/// A period of which nothing but the present is known.
fn period(held: &Residence, told_on: NaiveDate) -> ResidencePeriod {
    ResidencePeriod {
        status: held.status.clone(),
        from: None,
        told_on,
        ends_on: held.expires_on,
        work: held.work,
        work_ends_on: held.work_ends_on,
        work_limits: None,
        designation: None,
        evidence: None,
    }
}
