//! People who are no participants: mentors, speakers, contacts. Journal entries about them hold no name, because nothing
//! would take it out of there again.

use casework::{
    associate::{Associate, AssociateRole, NewAssociate, ROLES},
    codes::UnknownCode,
    dates::{DateError, full_day},
    ids::{AssociateId, ParticipantId},
    names::PersonName,
    text::{TextError, fold},
};
use guarded::Guarded;
use store::PersonSummary;

use super::{PairLine, check};
use crate::{
    desk::{Change, Desk, WritingDesk},
    error::{FieldError, InField, OfficeError},
    participants::NewName,
    roles::Act,
};

/// A role as entered. Days are texts as typed.
#[derive(Debug, Clone)]
pub struct EnteredRole {
    /// One of [`ROLES`].
    pub role: String,
    /// Since when.
    pub from: String,
    /// Until when, or empty.
    pub until: String,
}

/// Somebody who is no participant, as entered.
#[derive(Debug, Clone, Default)]
pub struct EnteredAssociate {
    /// At least one.
    pub names: Vec<NewName>,
    /// How to reach them.
    pub contact: Guarded<String>,
    /// Where they work or belong.
    pub organisation: Guarded<String>,
    /// The day of their own consent, or empty.
    pub consent_on: String,
    /// The participant who is the same human.
    pub participant: Option<ParticipantId>,
    /// What they do here.
    pub roles: Vec<EnteredRole>,
}

/// Somebody in a list.
#[derive(Debug, Clone)]
pub struct AssociateLine {
    /// What is known.
    pub associate: Associate,
    /// The roles they hold today.
    pub roles_now: Vec<String>,
    /// Their pairs that last.
    pub pairs_now: u32,
}

/// Everything about somebody.
#[derive(Debug, Clone)]
pub struct AssociatePage {
    /// What a list shows.
    pub line: AssociateLine,
    /// The newest first.
    pub pairs: Vec<PairLine>,
    /// The participant who is the same human.
    pub participant: Option<PersonSummary>,
}

/// A list has at most so many rows.
const ROWS_MAX: u32 = 500;
/// The longest text on how to reach somebody, in characters.
const CONTACT_MAX: usize = 500;
const LISTED_MAX: usize = 50;

impl Desk<'_> {
    /// Returns who has every word of the query in some name and holds a role today, unless it is empty.
    ///
    /// # Errors
    /// What the store says.
    pub fn associates(&self, query: &Guarded<String>, role: &str) -> Result<Vec<AssociateLine>, OfficeError> {
        self.may(Act::Programmes)?;
        self.may(Act::SeePeople)?;
        // EXPOSE: folded into guarded words.
        let folded = query.map(|query| fold(query));
        let words: Vec<_> = folded.expose().split(' ').filter(|word| !word.is_empty()).take(8).collect();
        let words: Vec<_> = words.into_iter().map(Guarded::from).collect();
        let rows = self.records.associates(&words, role, self.today(), ROWS_MAX)?;
        rows.into_iter().map(|row| self.associate_line(row)).collect()
    }

    /// Returns everything about somebody.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`], or what the store says.
    pub fn associate_page(&self, id: AssociateId) -> Result<AssociatePage, OfficeError> {
        self.may(Act::Programmes)?;
        self.may(Act::SeePeople)?;
        let line = self.associate_line(self.records.associate(id)?)?;
        let participant = line.associate.associate.participant;
        let pairs = self.records.pairs_with(id)?;
        Ok(AssociatePage {
            pairs: pairs.into_iter().map(|pair| self.pair_line(pair)).collect::<Result<_, _>>()?,
            participant: participant.map(|id| self.records.summary(id)).transpose()?,
            line,
        })
    }

    fn associate_line(&self, associate: Associate) -> Result<AssociateLine, OfficeError> {
        let held = associate.associate.roles.iter().filter(|role| role.holds_on(self.today()));
        let mut roles_now: Vec<String> = held.map(|role| role.role.clone()).collect();
        roles_now.sort_unstable();
        roles_now.dedup();
        let lasting = self.records.pairs_with(associate.id)?.iter().filter(|pair| pair.ended_on.is_none()).count();
        Ok(AssociateLine { associate, roles_now, pairs_now: u32::try_from(lasting).unwrap_or(u32::MAX) })
    }

    fn check_associate(&self, entered: &EnteredAssociate) -> Result<NewAssociate, OfficeError> {
        if entered.names.is_empty() {
            return Err(OfficeError::field("names", TextError::Empty));
        }
        if entered.names.len() > LISTED_MAX || entered.roles.len() > LISTED_MAX {
            return Err(OfficeError::field("roles", FieldError::OutOfRange));
        }
        let names = entered.names.iter().enumerate();
        let names = names.map(|(n, name)| PersonName::new(name.kind, &name.text).in_field(format!("names.{n}.text")));
        let roles = entered.roles.iter().enumerate();
        let consent_on = match entered.consent_on.trim() {
            "" => None,
            text => Some(self.fact_day("consent_on", text)?),
        };
        if let Some(id) = entered.participant {
            self.records.summary(id)?;
        }
        Ok(NewAssociate {
            names: names.collect::<Result<_, _>>()?,
            contact: check::optional_guarded("contact", &entered.contact, CONTACT_MAX)?,
            organisation: check::optional_guarded("organisation", &entered.organisation, CONTACT_MAX)?,
            consent_on,
            participant: entered.participant,
            roles: roles.map(|(n, role)| check_role(n, role)).collect::<Result<_, _>>()?,
        })
    }
}

fn check_role(place: usize, entered: &EnteredRole) -> Result<AssociateRole, OfficeError> {
    let at = |field: &str| format!("roles.{place}.{field}");
    if !ROLES.contains(&entered.role.as_str()) {
        return Err(OfficeError::field(at("role"), UnknownCode));
    }
    let from = full_day(&entered.from).in_field(at("from"))?;
    let until = check::optional_day(&at("until"), &entered.until)?;
    if until.is_some_and(|until| until < from) {
        return Err(OfficeError::field(at("until"), DateError::TooEarly));
    }
    Ok(AssociateRole { role: entered.role.clone(), from, until })
}

impl WritingDesk<'_> {
    /// Adds somebody who is no participant.
    ///
    /// # Errors
    /// [`OfficeError::Field`] for the first field that cannot be kept, for `participant` when somebody is joined with
    /// them already; [`OfficeError::NotFound`] for the participant.
    pub fn add_associate(&self, entered: &EnteredAssociate) -> Result<AssociateId, OfficeError> {
        self.may(Act::Programmes)?;
        let associate = self.check_associate(entered)?;
        self.check_joined(None, associate.participant)?;
        let id = self.writer.add_associate(&associate)?;
        self.note_associate("add", id, None, Some(&associate))?;
        Ok(id)
    }

    /// Changes somebody who is no participant.
    ///
    /// # Errors
    /// As [`add_associate`](Self::add_associate); [`OfficeError::NotFound`], also when their data was removed.
    pub fn change_associate(&self, id: AssociateId, entered: &EnteredAssociate) -> Result<(), OfficeError> {
        self.may(Act::Programmes)?;
        let before = self.records.associate(id)?;
        if before.removed_on.is_some() {
            return Err(OfficeError::NotFound);
        }
        let associate = self.check_associate(entered)?;
        self.check_joined(Some(id), associate.participant)?;
        self.writer.correct_associate(id, &associate)?;
        self.note_associate("change", id, Some(&before.associate), Some(&associate))
    }

    /// Removes everything that says who somebody is. Their pairs stay, without a name.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`]; [`OfficeError::Field`] for `associate` while a pair of theirs lasts.
    pub fn remove_associate(&self, id: AssociateId) -> Result<(), OfficeError> {
        self.may(Act::Programmes)?;
        let before = self.records.associate(id)?;
        if self.records.pairs_with(id)?.iter().any(|pair| pair.ended_on.is_none()) {
            return Err(OfficeError::field("associate", FieldError::StillUsed));
        }
        self.writer.empty_associate(id, self.today())?;
        self.note_associate("remove", id, Some(&before.associate), None)
    }

    /// Nobody is two people who are no participants.
    fn check_joined(&self, id: Option<AssociateId>, with: Option<ParticipantId>) -> Result<(), OfficeError> {
        let Some(participant) = with else { return Ok(()) };
        let other = self.records.associate_who_is(participant)?.filter(|other| Some(*other) != id);
        other.map_or(Ok(()), |_| Err(OfficeError::field("participant", FieldError::AlreadyThere)))
    }

    fn note_associate(
        &self,
        verb: &str,
        id: AssociateId,
        before: Option<&NewAssociate>,
        after: Option<&NewAssociate>,
    ) -> Result<(), OfficeError> {
        let (before, after) = (before.map(without_names), after.map(without_names));
        self.note_change(&Change { verb, subject: "associate", id: Some(id.0), before, after, ..Change::default() })
    }
}

/// What may stand in the journal for good: what somebody does here and since when, not who they are.
fn without_names(associate: &NewAssociate) -> Guarded<String> {
    let roles: Vec<_> = associate.roles.iter().map(|role| (&role.role, role.from, role.until)).collect();
    Guarded::new(serde_json::json!({ "roles": roles }).to_string())
}
