//! Talks with companies, and what is to be done next.

use casework::{
    company::{DISCUSSION_KINDS, NewDiscussion},
    dates::{DateError, full_day},
    ids::{CompanyId, ContactId, DiscussionId},
    text::TextError,
};
use chrono::NaiveDate;
use guarded::Guarded;

use super::{is_blank, one_of, optional_line, optional_words};
use crate::{
    desk::{Desk, WritingDesk},
    error::{InField, OfficeError},
    roles::Act,
};

/// A talk as entered. Days are texts as typed.
#[derive(Debug, Clone, Default)]
pub struct EnteredDiscussion {
    /// When.
    pub on: String,
    /// How it was held, or empty.
    pub kind: String,
    /// With whom.
    pub contact: Option<ContactId>,
    /// What was said.
    pub said: Guarded<String>,
    /// What is to be done next, or empty.
    pub next_step: Guarded<String>,
    /// By when, or empty.
    pub due_on: String,
    /// The member of staff who does it; 0 for nobody in particular.
    pub assignee: u32,
}

impl Desk<'_> {
    fn checked_discussion(
        &self,
        company: CompanyId,
        entered: &EnteredDiscussion,
    ) -> Result<NewDiscussion, OfficeError> {
        let on = self.fact_day("on", &entered.on)?;
        one_of("kind", &entered.kind, DISCUSSION_KINDS)?;
        if let Some(contact) = entered.contact
            && self.records.contact(contact)?.contact.company != company
        {
            return Err(OfficeError::NotFound);
        }
        let next_step = optional_line("next_step", &entered.next_step)?;
        let due_on =
            if entered.due_on.trim().is_empty() { None } else { Some(full_day(&entered.due_on).in_field("due_on")?) };
        if due_on.is_some_and(|due| due < on) {
            return Err(OfficeError::field("due_on", DateError::TooEarly));
        }
        if due_on.is_some() && is_blank(&next_step) {
            return Err(OfficeError::field("next_step", TextError::Empty));
        }
        let assignee = if entered.assignee == 0 { 0 } else { self.check_assignee(entered.assignee)? };
        let said = optional_words("said", &entered.said)?;
        let kind = entered.kind.clone();
        Ok(NewDiscussion { on, kind, contact: entered.contact, said, next_step, due_on, done_on: None, assignee })
    }
}

impl WritingDesk<'_> {
    /// Records a talk of which only the day is known.
    ///
    /// # Errors
    /// [`OfficeError::Field`] for `on`; [`OfficeError::NotFound`].
    pub fn record_discussion(&self, company: CompanyId, on: NaiveDate) -> Result<DiscussionId, OfficeError> {
        self.may(Act::Placement)?;
        self.records.company_name(company)?;
        let new = NewDiscussion::held_on(self.check_day("on", on)?);
        let id = self.writer.add_discussion(company, &new)?;
        self.note("add", "discussion", Some(id.0))?;
        Ok(id)
    }

    /// Records a talk with a company.
    ///
    /// # Errors
    /// [`OfficeError::Field`]; [`OfficeError::NotFound`].
    pub fn enter_discussion(
        &self,
        company: CompanyId,
        entered: &EnteredDiscussion,
    ) -> Result<DiscussionId, OfficeError> {
        self.may(Act::Placement)?;
        self.records.company_name(company)?;
        let id = self.writer.add_discussion(company, &self.checked_discussion(company, entered)?)?;
        self.note("add", "discussion", Some(id.0))?;
        Ok(id)
    }

    /// Replaces what is said of a talk. A next step that was done stays done while it is the same.
    ///
    /// # Errors
    /// [`OfficeError::Field`]; [`OfficeError::NotFound`].
    pub fn correct_discussion(&self, id: DiscussionId, entered: &EnteredDiscussion) -> Result<(), OfficeError> {
        self.may(Act::Placement)?;
        let before = self.records.discussion(id)?;
        let mut new = self.checked_discussion(before.company, entered)?;
        let same = new.next_step == before.discussion.next_step && new.due_on == before.discussion.due_on;
        new.done_on = before.discussion.done_on.filter(|_| same);
        self.writer.correct_discussion(id, &new)?;
        self.note("correct", "discussion", Some(id.0))
    }

    /// Says that the next step after a talk was done, or that it was not.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`].
    pub fn finish_next_step(&self, id: DiscussionId, done: bool) -> Result<(), OfficeError> {
        self.may(Act::Placement)?;
        let mut discussion = self.records.discussion(id)?.discussion;
        discussion.done_on = done.then(|| self.today());
        self.writer.correct_discussion(id, &discussion)?;
        self.note(if done { "finish" } else { "reopen" }, "discussion", Some(id.0))
    }

    /// Removes a talk that was entered by mistake.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`].
    pub fn remove_discussion(&self, id: DiscussionId) -> Result<(), OfficeError> {
        self.may(Act::Placement)?;
        self.records.discussion(id)?;
        self.writer.remove_discussion(id)?;
        self.note("remove", "discussion", Some(id.0))
    }
}
