//! Activities, the heads counted at them, and the contacts made there.

use casework::{
    activity::{About, Activity, ActivityKind, NewActivity, QuickContact, Speaker},
    ids::{ActivityId, CompanyId},
};
use guarded::Guarded;
use rusqlite::{Row, params};

use super::{
    collect, day, guarded,
    profile::{optional_text, text},
};
use crate::{Reader, StoreError, Writer};

const ROW: &str = "SELECT id, kind, held_on, title, place, audience, host, speaker, speaker_name, medium, outlet, link,
    raised_as, raised_yen, donors, note FROM activity";

impl Reader<'_> {
    /// Returns the activities from one day to another, both included, the newest first.
    ///
    /// # Errors
    /// What the disk says.
    pub fn activities(&self, from: chrono::NaiveDate, to: chrono::NaiveDate) -> Result<Vec<Activity>, StoreError> {
        let sql = format!("{ROW} WHERE held_on BETWEEN ?1 AND ?2 ORDER BY held_on DESC, id DESC");
        let found = collect(self.connection, &sql, [from.to_string(), to.to_string()], activity)?;
        found.into_iter().map(|activity| self.with_counts(activity)).collect()
    }

    /// Returns an activity.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], or what the disk says.
    pub fn activity(&self, id: ActivityId) -> Result<Activity, StoreError> {
        let found = collect(self.connection, &format!("{ROW} WHERE id = ?1"), [id.0], activity)?.pop();
        self.with_counts(found.ok_or(StoreError::NotFound)?)
    }

    /// Returns the days of all activities, each once.
    ///
    /// # Errors
    /// What the disk says.
    pub fn activity_days(&self) -> Result<Vec<chrono::NaiveDate>, StoreError> {
        collect(self.connection, "SELECT DISTINCT held_on FROM activity", [], |row| Ok(day(&row.get::<_, String>(0)?)))
    }

    /// Returns the companies by name, to choose those that were there.
    ///
    /// # Errors
    /// What the disk says.
    pub fn company_choices(&self) -> Result<Vec<(CompanyId, Guarded<String>)>, StoreError> {
        let sql = "SELECT id, name FROM company ORDER BY folded, id";
        collect(self.connection, sql, [], |row| Ok(Ok((CompanyId(row.get("id")?), guarded(row, "name")?))))
    }

    /// Returns the contacts made at events that wait to be completed, the oldest first.
    ///
    /// # Errors
    /// What the disk says.
    pub fn quick_contacts(&self) -> Result<Vec<(u32, QuickContact)>, StoreError> {
        collect(self.connection, "SELECT * FROM quick_contact ORDER BY met_on, id", [], quick_contact)
    }

    /// Returns a contact made at an event.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], or what the disk says.
    pub fn quick_contact(&self, id: u32) -> Result<QuickContact, StoreError> {
        let found = collect(self.connection, "SELECT * FROM quick_contact WHERE id = ?1", [id], quick_contact)?.pop();
        found.map(|(_, contact)| contact).ok_or(StoreError::NotFound)
    }

    /// Returns how many contacts were made at an activity and wait.
    ///
    /// # Errors
    /// What the disk says.
    pub fn quick_contacts_at(&self, activity: ActivityId) -> Result<u32, StoreError> {
        let sql = "SELECT count(*) FROM quick_contact WHERE activity_id = ?1";
        Ok(self.connection.prepare_cached(sql)?.query_row([activity.0], |row| row.get(0))?)
    }

    fn with_counts(&self, mut activity: Activity) -> Result<Activity, StoreError> {
        let heads = "SELECT category, heads FROM head_count WHERE activity_id = ?1 ORDER BY id";
        let companies = "SELECT company_id FROM activity_company WHERE activity_id = ?1 ORDER BY company_id";
        let id = [activity.id.0];
        activity.activity.heads = collect(self.connection, heads, id, |row| Ok(Ok((row.get(0)?, row.get(1)?))))?;
        activity.activity.about.companies =
            collect(self.connection, companies, id, |row| Ok(Ok(CompanyId(row.get(0)?))))?;
        Ok(activity)
    }
}

fn activity(row: &Row<'_>) -> rusqlite::Result<Result<Activity, StoreError>> {
    let (kind, on, speaker): (String, String, String) = (row.get("kind")?, row.get("held_on")?, row.get("speaker")?);
    let about = About {
        host: optional_text(row, "host")?,
        speaker: Speaker::Untold,
        speaker_name: optional_text(row, "speaker_name")?,
        medium: row.get("medium")?,
        outlet: optional_text(row, "outlet")?,
        link: optional_text(row, "link")?,
        companies: Vec::new(),
        raised_as: row.get("raised_as")?,
        raised_yen: row.get("raised_yen")?,
        donors: row.get("donors")?,
        note: optional_text(row, "note")?,
    };
    let id = ActivityId(row.get("id")?);
    let (title, place, audience) = (guarded(row, "title")?, row.get("place")?, row.get("audience")?);
    Ok((|| {
        let kind = ActivityKind::from_code(&kind).ok_or(StoreError::Form)?;
        let about = About { speaker: Speaker::from_code(&speaker).ok_or(StoreError::Form)?, ..about };
        let activity = NewActivity { kind, on: day(&on)?, title, place, audience, heads: Vec::new(), about };
        Ok(Activity { id, activity })
    })())
}

fn quick_contact(row: &Row<'_>) -> rusqlite::Result<Result<(u32, QuickContact), StoreError>> {
    let (id, on): (u32, String) = (row.get("id")?, row.get("met_on")?);
    let activity = row.get::<_, Option<u32>>("activity_id")?.map(ActivityId);
    let (name, way, value, language) =
        (guarded(row, "name")?, row.get("way")?, guarded(row, "value")?, row.get("language")?);
    Ok(day(&on).map(|on| (id, QuickContact { on, activity, name, way, value, language })))
}

impl Writer<'_> {
    /// Adds an activity with its head counts and companies.
    ///
    /// # Errors
    /// [`StoreError::Constraint`] for a category or a company that is there twice, and for an unknown company.
    pub fn add_activity(&self, activity: &NewActivity) -> Result<ActivityId, StoreError> {
        let sql = "INSERT INTO activity (kind, held_on, title) VALUES (?1, ?2, '')";
        let id = ActivityId(self.insert(sql, params![activity.kind.code(), activity.on.to_string()])?);
        self.correct_activity(id, activity)?;
        Ok(id)
    }

    /// Puts what is right in the place of an activity.
    ///
    /// # Errors
    /// [`StoreError::NotFound`]; [`StoreError::Constraint`] as in [`add_activity`](Self::add_activity).
    pub fn correct_activity(&self, id: ActivityId, new: &NewActivity) -> Result<(), StoreError> {
        let sql = "UPDATE activity SET kind = ?2, held_on = ?3, title = ?4, place = ?5, audience = ?6, host = ?7,
                       speaker = ?8, speaker_name = ?9, medium = ?10, outlet = ?11, link = ?12, raised_as = ?13,
                       raised_yen = ?14, donors = ?15, note = ?16 WHERE id = ?1";
        let about = &new.about;
        let row = params![
            id.0,
            new.kind.code(),
            new.on.to_string(),
            text(Some(&new.title)),
            new.place,
            new.audience,
            text(about.host.as_ref()),
            about.speaker.code(),
            text(about.speaker_name.as_ref()),
            about.medium,
            text(about.outlet.as_ref()),
            text(about.link.as_ref()),
            about.raised_as,
            about.raised_yen,
            about.donors,
            text(about.note.as_ref()),
        ];
        if self.change(sql, row)? == 0 {
            return Err(StoreError::NotFound);
        }
        self.change("DELETE FROM head_count WHERE activity_id = ?1", [id.0])?;
        for (category, heads) in &new.heads {
            let sql = "INSERT INTO head_count (activity_id, category, heads) VALUES (?1, ?2, ?3)";
            self.change(sql, params![id.0, category, heads])?;
        }
        self.change("DELETE FROM activity_company WHERE activity_id = ?1", [id.0])?;
        for company in &about.companies {
            let sql = "INSERT INTO activity_company (activity_id, company_id) VALUES (?1, ?2)";
            self.change(sql, [id.0, company.0])?;
        }
        Ok(())
    }

    /// Removes an activity with its head counts. Contacts made there stay.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], or what the disk says.
    pub fn remove_activity(&self, id: ActivityId) -> Result<(), StoreError> {
        self.one_gone("DELETE FROM activity WHERE id = ?1", id.0)
    }

    /// Sets the heads of one category at an activity.
    ///
    /// # Errors
    /// What the disk says.
    pub fn set_activity_heads(&self, id: ActivityId, category: &str, heads: u32) -> Result<(), StoreError> {
        let sql = "INSERT INTO head_count (activity_id, category, heads) VALUES (?1, ?2, ?3)
                   ON CONFLICT (activity_id, category) DO UPDATE SET heads = ?3";
        self.change(sql, params![id.0, category, heads]).map(drop)
    }

    /// Keeps a contact made at an event.
    ///
    /// # Errors
    /// What the disk says.
    pub fn add_quick_contact(&self, contact: &QuickContact) -> Result<u32, StoreError> {
        let sql = "INSERT INTO quick_contact (activity_id, met_on, name, way, value, language)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
        let activity = contact.activity.map(|id| id.0);
        let (name, value) = (text(Some(&contact.name)), text(Some(&contact.value)));
        self.insert(sql, params![activity, contact.on.to_string(), name, contact.way, value, contact.language])
    }

    /// Removes a contact made at an event.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], or what the disk says.
    pub fn remove_quick_contact(&self, id: u32) -> Result<(), StoreError> {
        self.one_gone("DELETE FROM quick_contact WHERE id = ?1", id)
    }

    fn one_gone(&self, sql: &str, id: u32) -> Result<(), StoreError> {
        match self.change(sql, [id])? {
            0 => Err(StoreError::NotFound),
            _ => Ok(()),
        }
    }
}
