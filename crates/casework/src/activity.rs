//! The public side: talks, media, events, round tables, fundraising. Heads are counted, no participant is named: what of
//! a participant goes out in public is on record with the participant, behind the gate of their consent.

use chrono::NaiveDate;
use guarded::Guarded;

use crate::{
    fact::FactKind,
    ids::{ActivityId, CompanyId},
    profile::{Refusal, Refused, says},
};

/// The kinds of activities.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are the glossary's")]
pub enum ActivityKind {
    Talk,
    MediaCoverage,
    Event,
    RoundTable,
    Fundraising,
}

impl ActivityKind {
    /// Every kind.
    pub const ALL: [Self; 5] = [Self::Talk, Self::MediaCoverage, Self::Event, Self::RoundTable, Self::Fundraising];

    /// The kind of fact that it is.
    pub const fn fact(self) -> FactKind {
        match self {
            Self::Talk => FactKind::Talk,
            Self::MediaCoverage => FactKind::MediaCoverage,
            Self::Event => FactKind::Event,
            Self::RoundTable => FactKind::RoundTable,
            Self::Fundraising => FactKind::Fundraising,
        }
    }

    /// The code under which it is stored.
    pub const fn code(self) -> &'static str {
        self.fact().code()
    }

    /// The kind with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// Who spoke.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Speaker {
    /// Nobody said.
    #[default]
    Untold,
    /// Somebody of the organisation.
    Member,
    /// A mentor.
    Mentor,
    /// A participant, who is not named here.
    Participant,
    /// Somebody else.
    Guest,
}

impl Speaker {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 5] = [Self::Untold, Self::Member, Self::Mentor, Self::Participant, Self::Guest];

    /// The code under which it is stored; empty when nobody said.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Untold => "",
            Self::Member => "member",
            Self::Mentor => "mentor",
            Self::Participant => "participant",
            Self::Guest => "guest",
        }
    }

    /// The one with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|speaker| speaker.code() == code)
    }
}

/// Whose heads are counted at an activity: the categories that come with the program. The office adds its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are the glossary's")]
pub enum HeadCategory {
    Companies,
    BusinessLeaders,
    Participants,
    Others,
}

impl HeadCategory {
    /// The code under which the store lists it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Companies => "companies",
            Self::BusinessLeaders => "business_leaders",
            Self::Participants => "participants",
            Self::Others => "others",
        }
    }
}

/// An activity about to be recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewActivity {
    /// What it was.
    pub kind: ActivityKind,
    /// When.
    pub on: NaiveDate,
    /// What it was called.
    pub title: Guarded<String>,
    /// Where.
    pub place: String,
    /// How many listened, where that was counted.
    pub audience: Option<u32>,
    /// Heads by code of their category.
    pub heads: Vec<(String, u32)>,
    /// What else is known of it.
    pub about: About,
}

/// What is known of an activity beside when, where and how many. Everything may be missing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct About {
    /// Who held it.
    pub host: Option<Guarded<String>>,
    /// Who spoke.
    pub speaker: Speaker,
    /// The name of whoever spoke; never that of a participant.
    pub speaker_name: Option<Guarded<String>>,
    /// Code of the kind of medium.
    pub medium: String,
    /// The newspaper, the station, the site.
    pub outlet: Option<Guarded<String>>,
    /// Where it can be read, heard or seen; kept as text, never opened.
    pub link: Option<Guarded<String>>,
    /// The companies that were there.
    pub companies: Vec<CompanyId>,
    /// Code of the kind of fundraising.
    pub raised_as: String,
    /// What it brought, in whole yen.
    pub raised_yen: Option<i64>,
    /// How many gave.
    pub donors: Option<u32>,
    /// Whatever else is worth keeping.
    pub note: Option<Guarded<String>>,
}

impl About {
    /// Checks what no single field shows.
    ///
    /// # Errors
    /// [`Refused`] for `speaker_name` when it would name a participant.
    pub fn check(&self) -> Result<(), Refused> {
        if self.speaker == Speaker::Participant && says(self.speaker_name.as_ref()) {
            return Err(("speaker_name", Refusal::OutOfRange));
        }
        Ok(())
    }
}

/// Somebody met at an event, as they said it: to be completed to a participant, or let go. Not counted before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuickContact {
    /// The day.
    pub on: NaiveDate,
    /// Where, if that is still on record.
    pub activity: Option<ActivityId>,
    /// A name or a nickname.
    pub name: Guarded<String>,
    /// Code of the way to reach them.
    pub way: String,
    /// The number, the address.
    pub value: Guarded<String>,
    /// In which language the sentence about keeping this was read to them (BCP 47).
    pub language: String,
}

/// An activity on record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Activity {
    /// Its number.
    pub id: ActivityId,
    /// What was recorded.
    pub activity: NewActivity,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_participant_who_speaks_is_not_named() {
        let named = About { speaker_name: Some(Guarded::from("Somebody")), ..About::default() };

        assert_eq!(named.check(), Ok(()));
        assert_eq!(
            About { speaker: Speaker::Participant, ..named }.check(),
            Err(("speaker_name", Refusal::OutOfRange))
        );
        assert_eq!(About { speaker: Speaker::Participant, ..About::default() }.check(), Ok(()));
    }

    #[test]
    fn every_code_is_read_back() {
        assert!(ActivityKind::ALL.iter().all(|kind| ActivityKind::from_code(kind.code()) == Some(*kind)));
        assert!(Speaker::ALL.iter().all(|speaker| Speaker::from_code(speaker.code()) == Some(*speaker)));
    }
}
