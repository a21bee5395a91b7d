//! Companies, who is in them, and the talks with them.

use chrono::NaiveDate;
use guarded::Guarded;

use crate::ids::{AssociateId, CompanyId, ContactId, DiscussionId};

/// Bands of how many people a company employs, the smallest first.
pub const SIZES: &[&str] = &["1_9", "10_49", "50_99", "100_299", "300_999", "1000_up"];

/// How a discussion was held.
pub const DISCUSSION_KINDS: &[&str] = &["visit", "meeting", "online", "call", "mail", "event", "other"];

/// What is known of a company. Texts are empty when they are not.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CompanyProfile {
    /// Its name.
    pub name: Guarded<String>,
    /// The name in kana.
    pub reading: Guarded<String>,
    /// The name in Latin letters.
    pub name_en: Guarded<String>,
    /// JSIC division.
    pub industry: String,
    /// One of [`SIZES`].
    pub size: String,
    /// JIS X 0401.
    pub prefecture: String,
    /// Of its office.
    pub address: Guarded<String>,
    /// Its own number.
    pub phone: Guarded<String>,
    /// Its address on the web.
    pub website: Guarded<String>,
    /// What stays inside.
    pub notes: Guarded<String>,
}

impl CompanyProfile {
    /// A company of which only the name is known.
    pub fn named(name: Guarded<String>) -> Self {
        Self { name, ..Self::default() }
    }
}

/// A company on record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Company {
    /// Its number.
    pub id: CompanyId,
    /// What is known.
    pub profile: CompanyProfile,
    /// From this day on nobody is recommended to it.
    pub retired_on: Option<NaiveDate>,
}

/// Somebody in a company. Their names and how to reach them stand with the associate: one human is one row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewContact {
    /// Where.
    pub company: CompanyId,
    /// Who.
    pub associate: AssociateId,
    /// What they are there, or empty.
    pub position: Guarded<String>,
    /// Since when they are known as a contact.
    pub from: NaiveDate,
    /// Until when.
    pub until: Option<NaiveDate>,
}

/// Somebody in a company, on record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// Their number.
    pub id: ContactId,
    /// Who, where and what.
    pub contact: NewContact,
}

/// A talk with a company.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NewDiscussion {
    /// When.
    pub on: NaiveDate,
    /// One of [`DISCUSSION_KINDS`], or empty.
    pub kind: String,
    /// With whom.
    pub contact: Option<ContactId>,
    /// What was said.
    pub said: Guarded<String>,
    /// What is to be done next.
    pub next_step: Guarded<String>,
    /// By when.
    pub due_on: Option<NaiveDate>,
    /// When it was done.
    pub done_on: Option<NaiveDate>,
    /// The member of staff who does it; 0 when nobody was asked.
    pub assignee: u32,
}

impl NewDiscussion {
    /// A talk of which only the day is known.
    pub fn held_on(on: NaiveDate) -> Self {
        Self { on, ..Self::default() }
    }

    /// Whether something is still to be done.
    pub const fn is_due(&self) -> bool {
        self.due_on.is_some() && self.done_on.is_none()
    }
}

/// A talk on record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Discussion {
    /// Its number.
    pub id: DiscussionId,
    /// With which company.
    pub company: CompanyId,
    /// What of it.
    pub discussion: NewDiscussion,
}
