//! People in companies. Each is an associate, so that one human is one row: today a contact, tomorrow a speaker too.

use casework::{
    associate::AssociateRole,
    company::{Contact, NewContact},
    dates::{DateError, full_day},
    ids::{AssociateId, CompanyId, ContactId},
    names::{self, NameKind},
};
use guarded::Guarded;

use super::optional_line;
use crate::{
    desk::{Desk, WritingDesk},
    error::{InField, OfficeError},
    participants::NewName,
    programmes::{EnteredAssociate, EnteredRole},
    roles::Act,
};

/// What an associate is who speaks for a company.
const ROLE: &str = "company_contact";

/// Somebody in a company as entered.
#[derive(Debug, Clone, Default)]
pub struct EnteredContact {
    /// Somebody on record; then name and `reach` are not looked at.
    pub associate: Option<AssociateId>,
    /// Their name.
    pub name: Guarded<String>,
    /// How to reach them.
    pub reach: Guarded<String>,
    /// What they are there.
    pub position: Guarded<String>,
    /// Since when, as typed; empty for today.
    pub from: String,
}

/// Somebody in a company, with who they are.
#[derive(Debug, Clone)]
pub struct ContactLine {
    /// Since when and what.
    pub contact: Contact,
    /// Their name.
    pub name: Guarded<String>,
    /// How to reach them.
    pub reach: Guarded<String>,
    /// What else they are here today: a mentor, a speaker.
    pub roles: Vec<String>,
}

impl Desk<'_> {
    pub(super) fn contacts_of(&self, company: CompanyId) -> Result<Vec<ContactLine>, OfficeError> {
        self.records.contacts_of(company)?.into_iter().map(|contact| self.contact_line(contact)).collect()
    }

    fn contact_line(&self, contact: Contact) -> Result<ContactLine, OfficeError> {
        let who = self.records.associate(contact.contact.associate)?.associate;
        let held = who.roles.iter().filter(|role| role.role != ROLE && role.holds_on(self.today()));
        Ok(ContactLine {
            name: names::shown(&who.names).map(|name| name.text.clone()).unwrap_or_default(),
            reach: who.contact.clone(),
            roles: held.map(|role| role.role.clone()).collect(),
            contact,
        })
    }
}

impl WritingDesk<'_> {
    /// Adds somebody in a company: somebody on record, or somebody new.
    ///
    /// # Errors
    /// [`OfficeError::Field`]; [`OfficeError::NotFound`].
    pub fn add_contact(&self, company: CompanyId, entered: &EnteredContact) -> Result<ContactId, OfficeError> {
        self.may(Act::Placement)?;
        let company_name = self.records.company_name(company)?;
        let from =
            if entered.from.trim().is_empty() { self.today() } else { full_day(&entered.from).in_field("from")? };
        self.check_day("from", from)?;
        let position = optional_line("position", &entered.position)?;
        let associate = match entered.associate {
            Some(known) => self.also_contact(known, from)?,
            None => self.new_contact(entered, company_name, &from.to_string())?,
        };
        let new = NewContact { company, associate, position, from, until: None };
        let id = self.writer.add_contact(&new)?;
        self.note("add", "company_contact", Some(id.0))?;
        Ok(id)
    }

    fn new_contact(
        &self,
        entered: &EnteredContact,
        organisation: Guarded<String>,
        from: &str,
    ) -> Result<AssociateId, OfficeError> {
        let role = EnteredRole { role: ROLE.to_owned(), from: from.to_owned(), until: String::new() };
        let name = optional_line("name", &entered.name)?;
        let name = NewName::new(NameKind::Preferred, name);
        self.add_associate(&EnteredAssociate {
            names: vec![name],
            contact: entered.reach.clone(),
            organisation,
            consent_on: String::new(),
            participant: None,
            roles: vec![role],
        })
    }

    /// Somebody on record speaks for a company from a day on, too.
    fn also_contact(&self, known: AssociateId, from: chrono::NaiveDate) -> Result<AssociateId, OfficeError> {
        let mut who = self.records.associate(known)?.associate;
        if who.names.is_empty() {
            return Err(OfficeError::NotFound);
        }
        if !who.roles.iter().any(|role| role.role == ROLE && role.holds_on(from)) {
            who.roles.push(AssociateRole { role: ROLE.to_owned(), from, until: None });
            self.writer.correct_associate(known, &who)?;
            self.note("correct", "associate", Some(known.0))?;
        }
        Ok(known)
    }

    /// Says what somebody is in their company, and until when: an empty day for as long as they are there.
    ///
    /// # Errors
    /// [`OfficeError::Field`] for `until`; [`OfficeError::NotFound`].
    pub fn correct_contact(&self, id: ContactId, position: &Guarded<String>, until: &str) -> Result<(), OfficeError> {
        self.may(Act::Placement)?;
        let mut contact = self.records.contact(id)?.contact;
        contact.position = optional_line("position", position)?;
        contact.until = if until.trim().is_empty() { None } else { Some(self.fact_day("until", until)?) };
        if contact.until.is_some_and(|until| until < contact.from) {
            return Err(OfficeError::field("until", DateError::TooEarly));
        }
        self.writer.correct_contact(id, &contact)?;
        self.note("correct", "company_contact", Some(id.0))
    }
}
