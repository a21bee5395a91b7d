//! Event mode: a stage of the session for the day itself, in which heads are counted and contacts are taken, and nobody on
//! record can be looked up.
//!
//! The table of commands refuses everything else ([`Stage::Event`]), and so does the office: [`Office::read`] and
//! [`Office::write`] are closed, what is here works on the one activity and on new contacts alone.

use casework::{
    activity::QuickContact,
    codes::{Code, CodeList, UnknownCode, language},
    ids::{ActivityId, ParticipantId},
    names::{NAME_MAX, NameKind},
    profile::{ContactSafety, ContactWay},
    text::{TextError, line},
};
use chrono::NaiveDate;
use guarded::Guarded;

use crate::{
    desk::{Change, Desk, WritingDesk},
    error::{FieldError, InField, OfficeError},
    participants::{NewName, NewParticipant},
    roles::Act,
    session::{Office, Stage, Status},
    session_error::SessionError,
};

/// No hall holds more.
const HEADS_MAX: u32 = 100_000;

/// What the screen shows on the day: numbers, and words that name nobody on record.
#[derive(Debug, Clone)]
pub struct EventScreen {
    /// The day of the activity.
    pub on: NaiveDate,
    /// What it is called.
    pub title: Guarded<String>,
    /// The categories with the heads counted so far, in the order of the list.
    pub counters: Vec<(Code, u32)>,
    /// How many contacts were taken and wait.
    pub contacts: u32,
    /// The ways to reach somebody.
    pub ways: Vec<Code>,
}

/// A contact as it is entered.
#[derive(Debug, Clone)]
pub struct EnteredQuickContact {
    /// A name or a nickname, as typed.
    pub name: Guarded<String>,
    /// Code of the way to reach them.
    pub way: String,
    /// The number or the address, as typed.
    pub value: Guarded<String>,
    /// In which language the sentence was read to them.
    pub language: String,
    /// Whether they agreed to it.
    pub agreed: bool,
}

impl Office {
    /// Begins event mode at an activity: from now on heads are counted and contacts are taken, and nothing else.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`]; [`OfficeError::Forbidden`]; [`OfficeError::Locked`] when a lock came meanwhile.
    pub fn begin_event(&self, activity: ActivityId) -> Result<EventScreen, OfficeError> {
        self.write(|desk| {
            desk.may(Act::Programmes)?;
            desk.records.activity(activity)?;
            desk.note("open", "event", Some(activity.0))
        })?;
        self.enter_event(activity).map_err(|_| OfficeError::Locked)?;
        self.event_screen()
    }

    /// Returns what the screen shows.
    ///
    /// # Errors
    /// [`OfficeError::WrongStage`] outside of event mode.
    pub fn event_screen(&self) -> Result<EventScreen, OfficeError> {
        self.read_event(|desk, activity| desk.event_screen(activity))
    }

    /// Counts heads of one category up, or down again. On the disk when this returns; the journal gets the sums at the
    /// end, not each tap.
    ///
    /// # Errors
    /// [`OfficeError::Field`] for `category`, and for `step` when nobody would be left or too many;
    /// [`OfficeError::WrongStage`] outside of event mode.
    pub fn count_at_event(&self, category: &str, step: i32) -> Result<EventScreen, OfficeError> {
        self.write_event(|desk, activity| {
            let counters = desk.event_screen(activity)?.counters;
            let known = counters.into_iter().find(|(code, _)| code.code == category);
            let (_, heads) = known.ok_or_else(|| OfficeError::field("category", UnknownCode))?;
            let heads = heads.checked_add_signed(step).filter(|heads| *heads <= HEADS_MAX);
            let heads = heads.ok_or_else(|| OfficeError::field("step", FieldError::OutOfRange))?;
            desk.writer.set_activity_heads(activity, category, heads)?;
            desk.event_screen(activity)
        })
    }

    /// Keeps a contact, to be completed later. Whether somebody like them is on record is not said here.
    ///
    /// # Errors
    /// [`OfficeError::Field`], for `agreed` too when they did not agree; [`OfficeError::WrongStage`] outside of event
    /// mode.
    pub fn take_contact(&self, entered: &EnteredQuickContact) -> Result<EventScreen, OfficeError> {
        self.write_event(|desk, activity| {
            let contact = desk.kept_contact(Some(activity), desk.today(), entered)?;
            let id = desk.writer.add_quick_contact(&contact)?;
            desk.note("add", "quick_contact", Some(id))?;
            desk.event_screen(activity)
        })
    }

    /// Ends event mode. Blocks for about a second, like every look at a passphrase.
    ///
    /// # Errors
    /// [`SessionError::WrongSecret`] unless it is the passphrase of whoever began it; [`SessionError::WrongStage`]
    /// outside of event mode.
    pub fn leave_event(&self, current: &Guarded<String>) -> Result<Status, SessionError> {
        if self.stage_now() != Stage::Event {
            return Err(SessionError::WrongStage);
        }
        self.check_passphrase(current)?;
        if let Some(activity) = self.end_event()? {
            self.write(|desk| desk.note_end_of_event(activity))?;
        }
        Ok(self.status())
    }
}

impl Desk<'_> {
    fn event_screen(&self, activity: ActivityId) -> Result<EventScreen, OfficeError> {
        let kept = self.records.activity(activity)?.activity;
        let heads =
            |code: &str| kept.heads.iter().find(|(category, _)| category == code).map_or(0, |(_, heads)| *heads);
        let mut categories = self.code_list(CodeList::HeadCategory)?;
        categories.retain(|code| code.valid.holds_on(kept.on) || heads(&code.code) > 0);
        let counters = categories.into_iter().map(|code| (heads(&code.code), code)).map(|(heads, code)| (code, heads));
        Ok(EventScreen {
            counters: counters.collect(),
            contacts: self.records.quick_contacts_at(activity)?,
            ways: self.codes(CodeList::ContactKind, self.today())?,
            on: kept.on,
            title: kept.title,
        })
    }

    fn kept_contact(
        &self,
        activity: Option<ActivityId>,
        on: NaiveDate,
        entered: &EnteredQuickContact,
    ) -> Result<QuickContact, OfficeError> {
        let name = line(&entered.name, NAME_MAX).in_field("name")?;
        self.check_code("way", CodeList::ContactKind, &entered.way, on)?;
        let value = line(&entered.value, NAME_MAX).in_field("value")?;
        let language = language(&entered.language).in_field("language")?.to_owned();
        if !entered.agreed {
            return Err(OfficeError::field("agreed", TextError::Empty));
        }
        Ok(QuickContact { on, activity, name, way: entered.way.clone(), value, language })
    }

    /// Returns the contacts made at events that wait to be completed, the oldest first.
    ///
    /// # Errors
    /// [`OfficeError::Forbidden`]; what the store says.
    pub fn quick_contacts(&self) -> Result<Vec<(u32, QuickContact)>, OfficeError> {
        self.may(Act::EditPeople)?;
        Ok(self.records.quick_contacts()?)
    }
}

impl WritingDesk<'_> {
    fn note_end_of_event(&self, activity: ActivityId) -> Result<(), OfficeError> {
        let heads = self.records.activity(activity)?.activity.heads;
        let after = Some(Guarded::new(serde_json::json!({ "heads": heads }).to_string()));
        self.note_change(&Change { verb: "end", subject: "event", id: Some(activity.0), after, ..Change::default() })
    }

    /// Makes a participant of a contact, first met on the day of the event and to be reached as they said.
    ///
    /// # Errors
    /// [`OfficeError::LikelyDuplicate`] when `not_a_duplicate` is false and somebody may be the same person;
    /// [`OfficeError::NotFound`].
    pub fn complete_contact(&self, id: u32, not_a_duplicate: bool) -> Result<ParticipantId, OfficeError> {
        self.may(Act::EditPeople)?;
        let contact = self.records.quick_contact(id)?;
        let entered = NewParticipant {
            names: vec![NewName::new(NameKind::Preferred, contact.name.clone())],
            languages: vec![contact.language.clone()],
            first_contact: contact.on.to_string(),
            ..NewParticipant::default()
        };
        let person = self.add_participant(&entered, not_a_duplicate)?;
        let way = ContactWay {
            kind: contact.way,
            value: contact.value,
            safety: ContactSafety::Unknown,
            care: None,
            preferred: true,
        };
        let way = self.writer.add_record(person, &way)?;
        self.note_of(person, "add", "contact_way", way)?;
        self.writer.remove_quick_contact(id)?;
        self.note("remove", "quick_contact", Some(id))?;
        Ok(person)
    }

    /// Lets a contact go: nothing of it stays.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`], or what the store says.
    pub fn discard_contact(&self, id: u32) -> Result<(), OfficeError> {
        self.may(Act::EditPeople)?;
        self.writer.remove_quick_contact(id)?;
        self.note("remove", "quick_contact", Some(id))
    }

    /// Takes up again what was let go a moment ago.
    ///
    /// # Errors
    /// [`OfficeError::Field`] for what it holds.
    pub fn restore_contact(&self, on: &str, entered: &EnteredQuickContact) -> Result<u32, OfficeError> {
        self.may(Act::EditPeople)?;
        let on = self.fact_day("on", on)?;
        let id = self.writer.add_quick_contact(&self.kept_contact(None, on, entered)?)?;
        self.note("add", "quick_contact", Some(id))?;
        Ok(id)
    }
}
