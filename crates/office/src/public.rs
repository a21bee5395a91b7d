//! Activities in public: talks, media, events, round tables, fundraising.

use std::collections::BTreeSet;

use aggregates::FiscalYear;
use casework::{
    activity::{About, Activity, NewActivity},
    codes::{CodeList, UnknownCode},
    ids::{ActivityId, CompanyId},
    names::NAME_MAX,
    text::{line, paragraphs},
};
use chrono::NaiveDate;
use guarded::Guarded;
use store::StoreError;

use crate::{
    desk::{Change, Desk, WritingDesk},
    error::{FieldError, InField, OfficeError},
    roles::Act,
};

/// The longest address, in characters.
const LINK_MAX: usize = 2_000;
/// The longest note, in characters.
const NOTE_MAX: usize = 4_000;

/// The activities of a fiscal year, and the years that have any.
#[derive(Debug, Clone)]
pub struct ActivitiesOfYear {
    /// The year.
    pub year: i32,
    /// Every year with an activity, and the present one; the newest first.
    pub years: Vec<i32>,
    /// The newest first.
    pub activities: Vec<Activity>,
    /// Every company by name, to choose those that were there.
    pub companies: Vec<(CompanyId, Guarded<String>)>,
}

impl Desk<'_> {
    /// Returns the activities of a fiscal year; of the present one when none is told.
    ///
    /// # Errors
    /// [`OfficeError::Field`] for `year`; what the store says.
    pub fn activities_of(&self, year: Option<i32>) -> Result<ActivitiesOfYear, OfficeError> {
        self.may(Act::Programmes)?;
        let out_of_range = |_| OfficeError::field("year", FieldError::OutOfRange);
        let present = FiscalYear::containing(self.today()).map_err(out_of_range)?;
        let year = year.map_or(Ok(present), FiscalYear::new).map_err(out_of_range)?;
        let years = self.records.activity_days()?.into_iter().filter_map(|day| FiscalYear::containing(day).ok());
        let years: BTreeSet<i32> = years.chain([present, year]).map(FiscalYear::begins_in).collect();
        Ok(ActivitiesOfYear {
            year: year.begins_in(),
            years: years.into_iter().rev().collect(),
            activities: self.records.activities(year.first_day(), year.last_day())?,
            companies: self.records.company_choices()?,
        })
    }

    /// Reads the day of an activity.
    ///
    /// # Errors
    /// [`OfficeError::Field`] for `on`.
    pub fn activity_day(&self, typed: &str) -> Result<NaiveDate, OfficeError> {
        self.fact_day("on", typed)
    }

    fn kept_activity(&self, new: &NewActivity) -> Result<NewActivity, OfficeError> {
        let on = self.check_day("on", new.on)?;
        let place = optional("place", Some(&Guarded::from(new.place.as_str())))?;
        self.check_heads(&new.heads)?;
        Ok(NewActivity {
            kind: new.kind,
            on,
            title: line(&new.title, NAME_MAX).in_field("title")?,
            // EXPOSE: a place of the organisation, kept as plain text.
            place: place.map(|place| place.expose().clone()).unwrap_or_default(),
            audience: new.audience,
            heads: new.heads.clone(),
            about: self.kept_about(&new.about)?,
        })
    }

    fn check_heads(&self, heads: &[(String, u32)]) -> Result<(), OfficeError> {
        let mut seen = BTreeSet::new();
        for (n, (category, _)) in heads.iter().enumerate() {
            let field = format!("heads.{n}.category");
            self.check_known_code(&field, CodeList::HeadCategory, category)?;
            if !seen.insert(category) {
                return Err(OfficeError::field(field, FieldError::AlreadyThere));
            }
        }
        Ok(())
    }

    fn kept_about(&self, about: &About) -> Result<About, OfficeError> {
        about.check()?;
        for (field, list, code) in [
            ("medium", CodeList::MediumKind, &about.medium),
            ("raised_as", CodeList::FundraisingKind, &about.raised_as),
        ] {
            if !code.is_empty() {
                self.check_known_code(field, list, code)?;
            }
        }
        if about.raised_yen.is_some_and(|yen| yen < 0) {
            return Err(OfficeError::field("raised_yen", FieldError::OutOfRange));
        }
        let mut companies = about.companies.clone();
        companies.sort_by_key(|id| id.0);
        companies.dedup();
        for company in &companies {
            self.records.company(*company).map_err(|error| match error {
                StoreError::NotFound => OfficeError::field("companies", UnknownCode),
                error => error.into(),
            })?;
        }
        let link = about.link.as_ref().map(|link| line_or_none("link", link, LINK_MAX)).transpose()?.flatten();
        let note = about.note.as_ref().map(|note| paragraphs(note, NOTE_MAX).in_field("note")).transpose()?.flatten();
        Ok(About {
            host: optional("host", about.host.as_ref())?,
            speaker_name: optional("speaker_name", about.speaker_name.as_ref())?,
            outlet: optional("outlet", about.outlet.as_ref())?,
            link,
            companies,
            note,
            ..about.clone()
        })
    }
}

impl WritingDesk<'_> {
    /// Records an activity with its head counts.
    ///
    /// # Errors
    /// [`OfficeError::Field`] for `title`, `on` and what is told of it; a category of heads that is there twice.
    pub fn record_activity(&self, activity: &NewActivity) -> Result<ActivityId, OfficeError> {
        self.may(Act::Programmes)?;
        let kept = self.kept_activity(activity)?;
        let id = self.writer.add_activity(&kept)?;
        self.note_activity_change("add", id, None, Some(&kept))?;
        Ok(id)
    }

    /// Puts what is right in the place of an activity; the journal keeps what stood there.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`]; as [`record_activity`](Self::record_activity).
    pub fn correct_activity(&self, id: ActivityId, activity: &NewActivity) -> Result<(), OfficeError> {
        self.may(Act::Programmes)?;
        let before = self.records.activity(id)?.activity;
        let kept = self.kept_activity(activity)?;
        self.writer.correct_activity(id, &kept)?;
        self.note_activity_change("correct", id, Some(&before), Some(&kept))
    }

    /// Removes an activity that was recorded by mistake and returns its day; the journal keeps what stood there.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`], or what the store says.
    pub fn remove_activity(&self, id: ActivityId) -> Result<NaiveDate, OfficeError> {
        self.may(Act::Programmes)?;
        let before = self.records.activity(id)?.activity;
        self.note_activity_change("remove", id, Some(&before), None)?;
        self.writer.remove_activity(id)?;
        Ok(before.on)
    }

    fn note_activity_change(
        &self,
        verb: &str,
        id: ActivityId,
        before: Option<&NewActivity>,
        after: Option<&NewActivity>,
    ) -> Result<(), OfficeError> {
        let (before, after) = (before.map(as_json), after.map(as_json));
        self.note_change(&Change { verb, subject: "activity", id: Some(id.0), before, after, ..Change::default() })
    }
}

fn optional(field: &str, typed: Option<&Guarded<String>>) -> Result<Option<Guarded<String>>, OfficeError> {
    typed.map_or(Ok(None), |typed| line_or_none(field, typed, NAME_MAX))
}

fn line_or_none(field: &str, typed: &Guarded<String>, max: usize) -> Result<Option<Guarded<String>>, OfficeError> {
    // EXPOSE: only whether anything was typed.
    if typed.expose().trim().is_empty() { Ok(None) } else { line(typed, max).map(Some).in_field(field) }
}

fn as_json(activity: &NewActivity) -> Guarded<String> {
    let about = &activity.about;
    // EXPOSE: goes into the encrypted journal; no participant is named in an activity.
    let said = |text: &Option<Guarded<String>>| text.as_ref().map(|text| text.expose().clone());
    let companies: Vec<u32> = about.companies.iter().map(|id| id.0).collect();
    Guarded::new(
        serde_json::json!({
            // EXPOSE: as above.
            "kind": activity.kind.code(), "on": activity.on, "title": activity.title.expose(), "place": activity.place,
            "audience": activity.audience, "heads": activity.heads, "host": said(&about.host),
            "speaker": about.speaker.code(), "speaker_name": said(&about.speaker_name), "medium": about.medium,
            "outlet": said(&about.outlet), "link": said(&about.link), "companies": companies,
            "raised_as": about.raised_as, "raised_yen": about.raised_yen, "donors": about.donors,
            "note": said(&about.note),
        })
        .to_string(),
    )
}
