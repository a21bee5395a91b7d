//! Openings, and who may fit them.

use std::collections::HashMap;

use casework::{
    codes::{CodeList, language},
    dates::{DateError, full_day},
    ids::{CompanyId, OpeningId, ParticipantId},
    opening::{NewOpening, Opening, OpeningEnd},
    participant::Residence,
    placement::matching::{self, Fit, Seeker},
    profile::{Job, LanguageSkill, Refusal},
    text::TextError,
};
use guarded::Guarded;
use store::{Of, PersonSummary};

use super::{optional_line, optional_words};
use crate::{
    desk::{Desk, WritingDesk},
    error::{FieldError, InField, OfficeError},
    placements::PlacementLine,
    roles::Act,
};

/// Of all who are looked at, so many are shown.
const SHOWN: usize = 200;

/// What is known of everybody for the fit, by their number.
struct Seekers {
    occupations: HashMap<u32, Vec<String>>,
    languages: HashMap<u32, Vec<LanguageSkill>>,
    places: HashMap<u32, (String, Option<Residence>)>,
}

impl Seekers {
    fn take(&mut self, person: ParticipantId) -> Seeker {
        let (prefecture, residence) = self.places.remove(&person.0).unwrap_or_default();
        Seeker {
            occupations: self.occupations.remove(&person.0).unwrap_or_default(),
            languages: self.languages.remove(&person.0).unwrap_or_default(),
            prefecture,
            residence,
        }
    }
}

/// An opening as entered. Days are texts as typed; those of [`opening`](Self::opening) are not looked at.
#[derive(Debug, Clone)]
pub struct EnteredOpening {
    /// What it is.
    pub opening: NewOpening,
    /// When it was received.
    pub received_on: String,
    /// Until when it holds, or empty.
    pub valid_until: String,
}

/// An opening in a list.
#[derive(Debug, Clone)]
pub struct OpeningLine {
    /// What it is.
    pub opening: Opening,
    /// The name of the company.
    pub company: Guarded<String>,
    /// Whether somebody can be recommended for it today.
    pub is_open: bool,
    /// Recommendations for it that are under way.
    pub live: u32,
    /// How many people were employed.
    pub employed: u32,
}

/// Everything about an opening.
#[derive(Debug, Clone)]
pub struct OpeningPage {
    /// What a list shows.
    pub line: OpeningLine,
    /// Who was recommended for it.
    pub placements: Vec<PlacementLine>,
}

/// Somebody who may fit an opening.
#[derive(Debug, Clone)]
pub struct FittingPerson {
    /// Who.
    pub person: PersonSummary,
    /// How it suits them, side by side.
    pub fit: Fit,
    /// Whether they are under way with the company.
    pub under_way: bool,
}

/// Who may fit an opening.
#[derive(Debug, Clone)]
pub struct Fitting {
    /// What suits best first.
    pub people: Vec<FittingPerson>,
    /// How many there are who are not placed and whose case is open.
    pub of: u32,
}

impl Desk<'_> {
    /// Returns every opening, the newest first; only those that are not closed if `open`.
    ///
    /// # Errors
    /// What the store says.
    pub fn openings(&self, open: bool) -> Result<Vec<OpeningLine>, OfficeError> {
        self.may(Act::SeePeople)?;
        self.opening_lines(self.records.openings(open)?)
    }

    /// Returns everything about an opening.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`], or what the store says.
    pub fn opening_page(&self, id: OpeningId) -> Result<OpeningPage, OfficeError> {
        self.may(Act::SeePeople)?;
        let line = self.opening_line(self.records.opening(id)?)?;
        let placements = self.placement_lines(self.records.recommendations(Of::Opening(id))?)?;
        Ok(OpeningPage { line, placements })
    }

    pub(super) fn opening_lines(&self, openings: Vec<Opening>) -> Result<Vec<OpeningLine>, OfficeError> {
        openings.into_iter().map(|opening| self.opening_line(opening)).collect()
    }

    fn opening_line(&self, opening: Opening) -> Result<OpeningLine, OfficeError> {
        let today = self.today();
        let all = self.records.recommendations(Of::Opening(opening.id))?;
        let live = all.iter().filter(|one| one.placement.is_live_on(today)).count();
        Ok(OpeningLine {
            company: self.records.company_name(opening.opening.company)?,
            is_open: opening.is_open_on(today),
            live: u32::try_from(live).unwrap_or(u32::MAX),
            employed: self.records.employed_for(opening.id)?,
            opening,
        })
    }

    /// Returns who may fit an opening, with the reasons. Nobody is left out by them: what speaks against somebody is
    /// shown, and a person decides.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`], or what the store says.
    pub fn fitting(&self, id: OpeningId) -> Result<Fitting, OfficeError> {
        self.may(Act::Placement)?;
        self.may(Act::SeePeople)?;
        let mut opening = self.records.opening(id)?.opening;
        opening.occupation = self.standard_occupation(&opening.occupation)?;
        let all = self.records.seekers()?;
        let of = u32::try_from(all.len()).unwrap_or(u32::MAX);
        let mut known = self.all_seekers()?;
        let fit = |person: ParticipantId| (person, Fit::of(&opening, &known.take(person), self.today()));
        let mut people: Vec<(ParticipantId, Fit)> = all.into_iter().map(fit).collect();
        people.sort_by_key(|(_, fit)| matching::order(fit));
        people.truncate(SHOWN);
        self.note_reading(None, "search", "opening", Some(id.0));
        let shown = |(person, fit)| {
            let own = self.records.recommendations(Of::Person(person))?;
            let at_company = |one: &store::Recommended| one.placement.company == opening.company;
            let under_way = own.iter().any(|one| at_company(one) && one.placement.is_live_on(self.today()));
            Ok(FittingPerson { person: self.records.summary(person)?, fit, under_way })
        };
        Ok(Fitting { people: people.into_iter().map(shown).collect::<Result<_, OfficeError>>()?, of })
    }

    /// What is asked of everybody, read table by table: of many people one by one it would take minutes.
    fn all_seekers(&self) -> Result<Seekers, OfficeError> {
        let mut standard: HashMap<String, String> = HashMap::new();
        let mut occupations: HashMap<u32, Vec<String>> = HashMap::new();
        for (whose, jobs) in self.records.records_by_person::<Job>()? {
            for code in jobs.into_iter().map(|job| job.occupation).filter(|code| !code.is_empty()) {
                let group = match standard.get(&code) {
                    Some(known) => known.clone(),
                    None => {
                        let group = self.standard_occupation(&code)?;
                        standard.insert(code, group.clone());
                        group
                    }
                };
                occupations.entry(whose).or_default().push(group);
            }
        }
        let languages = self.records.records_by_person()?;
        Ok(Seekers { occupations, languages, places: self.records.places_and_residences()? })
    }

    /// The group of the standard of which a code of the office is a kind.
    fn standard_occupation(&self, code: &str) -> Result<String, OfficeError> {
        let own = self.records.office_code(CodeList::Occupation, code)?;
        Ok(own.map(|own| own.kind_of).filter(|kind| !kind.is_empty()).unwrap_or_else(|| code.to_owned()))
    }

    fn checked_opening(
        &self,
        entered: &EnteredOpening,
        before: Option<&NewOpening>,
    ) -> Result<NewOpening, OfficeError> {
        let mut new = entered.opening.clone();
        let was = |of: fn(&NewOpening) -> &str| before.map_or("", of).to_owned();
        self.checked_code("occupation", CodeList::Occupation, &new.occupation, &was(|it| &it.occupation))?;
        self.checked_code("prefecture", CodeList::Prefecture, &new.prefecture, &was(|it| &it.prefecture))?;
        for code in &new.languages {
            language(code).in_field("languages")?;
        }
        for code in new.statuses.iter().filter(|code| !before.is_some_and(|before| before.statuses.contains(code))) {
            self.check_code("statuses", CodeList::ResidenceStatus, code, self.today())?;
        }
        new.title = optional_line("title", &new.title)?;
        new.place = optional_line("place", &new.place)?;
        new.hours = optional_line("hours", &new.hours)?;
        new.tasks = optional_words("tasks", &new.tasks)?;
        new.conditions = optional_words("conditions", &new.conditions)?;
        new.notes = optional_words("notes", &new.notes)?;
        new.received_on = self.fact_day("received_on", &entered.received_on)?;
        let until = entered.valid_until.trim();
        new.valid_until = if until.is_empty() { None } else { Some(full_day(until).in_field("valid_until")?) };
        new.check().map_err(|(field, why)| match why {
            Refusal::Date(why) => OfficeError::field(field, why),
            Refusal::Empty => OfficeError::field(field, TextError::Empty),
            Refusal::OutOfRange => OfficeError::field(field, FieldError::OutOfRange),
        })?;
        Ok(new)
    }
}

impl WritingDesk<'_> {
    /// Adds an opening of a company that was not retired.
    ///
    /// # Errors
    /// [`OfficeError::Field`]; [`OfficeError::NotFound`].
    pub fn add_opening(&self, entered: &EnteredOpening) -> Result<OpeningId, OfficeError> {
        self.may(Act::Placement)?;
        self.not_retired(entered.opening.company)?;
        let id = self.writer.add_opening(&self.checked_opening(entered, None)?)?;
        self.note("add", "opening", Some(id.0))?;
        Ok(id)
    }

    /// Replaces what an opening is. Its company stays.
    ///
    /// # Errors
    /// [`OfficeError::Field`]; [`OfficeError::NotFound`].
    pub fn correct_opening(&self, id: OpeningId, entered: &EnteredOpening) -> Result<(), OfficeError> {
        self.may(Act::Placement)?;
        let before = self.records.opening(id)?;
        let mut new = self.checked_opening(entered, Some(&before.opening))?;
        new.company = before.opening.company;
        let recommended = self.records.recommendations(Of::Opening(id))?.iter().map(|one| one.recommendation.on).min();
        let ended = before.closed.map(|end| end.on);
        if recommended.into_iter().chain(ended).any(|day| day < new.received_on) {
            return Err(OfficeError::field("received_on", FieldError::OutOfRange));
        }
        self.writer.correct_opening(id, &new)?;
        self.note("correct", "opening", Some(id.0))
    }

    /// Closes an opening with a reason.
    ///
    /// # Errors
    /// [`OfficeError::Field`] for `on` or `reason`; [`OfficeError::NotFound`].
    pub fn close_opening(&self, id: OpeningId, on: &str, reason: &str) -> Result<(), OfficeError> {
        self.may(Act::Placement)?;
        let opening = self.records.opening(id)?;
        if opening.closed.is_some() {
            return Err(OfficeError::field("on", FieldError::AlreadyEnded));
        }
        let on = self.fact_day("on", on)?;
        if on < opening.opening.received_on {
            return Err(OfficeError::field("on", DateError::TooEarly));
        }
        if reason.is_empty() {
            return Err(OfficeError::field("reason", TextError::Empty));
        }
        self.check_code("reason", CodeList::OpeningCloseReason, reason, on)?;
        self.writer.close_opening(id, Some(&OpeningEnd { on, reason: reason.to_owned() }))?;
        self.note("close", "opening", Some(id.0))
    }

    /// Opens a closed opening again.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`].
    pub fn reopen_opening(&self, id: OpeningId) -> Result<(), OfficeError> {
        self.may(Act::Placement)?;
        self.not_retired(self.records.opening(id)?.opening.company)?;
        self.writer.close_opening(id, None)?;
        self.note("reopen", "opening", Some(id.0))
    }
}

/// Refuses an opening of another company.
pub(crate) fn of_company(opening: &Opening, company: CompanyId) -> Result<(), OfficeError> {
    if opening.opening.company == company { Ok(()) } else { Err(OfficeError::NotFound) }
}
