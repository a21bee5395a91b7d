//! What may stand on a curriculum vitae. Words of codes are those of its language already.

use casework::{
    dates::PartialDate,
    names::PersonName,
    profile::{CefrProfile, Jlpt, SchoolingState, SelfRated, Stretch},
};
use chrono::NaiveDate;
use guarded::Guarded;

/// What may be told of a participant.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Facts {
    /// By what the office and the company can speak of somebody without a name.
    pub reference: u32,
    /// Their names.
    pub names: Vec<PersonName>,
    /// Date of birth, as far as known.
    pub birth: Option<Guarded<PartialDate>>,
    /// In words.
    pub nationality: Option<Guarded<String>>,
    /// Where they live: the prefecture, in words.
    pub prefecture: Option<Guarded<String>>,
    /// Ways to reach them that are safe at any time.
    pub reach: Vec<Reach>,
    /// Residence status and work permission.
    pub permission: Option<Permission>,
    /// The best first.
    pub languages: Vec<Tongue>,
    /// Schools, in any order.
    pub schools: Vec<School>,
    /// Jobs, in any order.
    pub jobs: Vec<Post>,
    /// Skills, licences, certificates.
    pub skills: Vec<Ability>,
    /// The kinds of work that are sought, in words.
    pub sought: Vec<String>,
}

/// A way to reach somebody.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reach {
    /// Its kind, in words.
    pub kind: String,
    /// The number, the address.
    pub value: Guarded<String>,
}

/// Whether somebody may work, as their residence card shows it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Permission {
    /// The status as it stands on the card, in words.
    pub status: Guarded<String>,
    /// The last day of the permit.
    pub ends_on: Option<NaiveDate>,
    /// Whether work is permitted.
    pub work: Work,
    /// The last day of the work permission, if it ends before the permit.
    pub work_ends_on: Option<NaiveDate>,
    /// What limits it: hours, kinds of work.
    pub limits: Option<Guarded<String>>,
}

/// Whether work is permitted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Work {
    Permitted,
    Limited,
    NotPermitted,
    #[default]
    NotSeen,
}

/// A language and how well it is spoken.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tongue {
    /// Its name, in words.
    pub name: String,
    /// How well.
    pub level: Level,
    /// Other tests and certificates.
    pub certificates: Option<Guarded<String>>,
}

/// How well a language is spoken.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Level {
    /// The Japanese-Language Proficiency Test; one that was not passed is not written.
    pub jlpt: Option<Jlpt>,
    /// What was assessed.
    pub cefr: CefrProfile,
    /// What they say themselves.
    pub self_rated: Option<SelfRated>,
}

/// A school.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct School {
    /// Its name.
    pub institution: Option<Guarded<String>>,
    /// The level, in words; empty when not known.
    pub level: String,
    /// The field, in words; empty when not known.
    pub field: String,
    /// What was studied.
    pub subject: Option<Guarded<String>>,
    /// The country, in words; empty when not known.
    pub country: String,
    /// When.
    pub time: Stretch,
    /// How far it was followed.
    pub state: SchoolingState,
}

/// A job.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Post {
    /// With whom.
    pub employer: Option<Guarded<String>>,
    /// What they call it.
    pub title: Option<Guarded<String>>,
    /// The occupation, in words; empty when not known.
    pub occupation: String,
    /// The country, in words; empty when not known.
    pub country: String,
    /// When.
    pub time: Stretch,
    /// Whether they still do it.
    pub ongoing: bool,
    /// What there was to do.
    pub tasks: Option<Guarded<String>>,
}

/// A skill, a licence, a certificate.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ability {
    /// Its kind, in words.
    pub kind: String,
    /// Which.
    pub name: Guarded<String>,
    /// Since when.
    pub since: Option<PartialDate>,
    /// Whether it is recognised in Japan.
    pub in_japan: bool,
}
