//! Who may do what: roles of the members of staff, and the acts that each role allows.

use std::fmt;

/// What a member of staff may be. One person can be several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Meets people, interviews them, runs programmes (相談員).
    Caseworker,
    /// Talks with companies, recommends people, follows trial hires (職業紹介担当).
    Placement,
    /// Keeps the settings and writes the annual report (事務局).
    Office,
    /// Approves what is published, erases, reads the journal (データ保護担当).
    DataProtection,
}

impl Role {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 4] = [Self::Caseworker, Self::Placement, Self::Office, Self::DataProtection];

    /// The code under which it is stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Caseworker => "caseworker",
            Self::Placement => "placement",
            Self::Office => "office",
            Self::DataProtection => "data_protection",
        }
    }

    const fn bit(self) -> u8 {
        match self {
            Self::Caseworker => 1,
            Self::Placement => 2,
            Self::Office => 4,
            Self::DataProtection => 8,
        }
    }
}

/// The roles of one member.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub struct Roles(u8);

impl Roles {
    /// Every role: the first member, and whoever opened the vault with the recovery code.
    pub const EVERY: Self = Self(15);

    /// Whether a role is among them.
    pub const fn has(self, role: Role) -> bool {
        self.0 & role.bit() != 0
    }

    /// Whether there is none.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The roles one by one.
    pub fn iter(self) -> impl Iterator<Item = Role> {
        Role::ALL.into_iter().filter(move |role| self.has(*role))
    }

    /// Whether they allow an act.
    pub fn allow(self, act: Act) -> bool {
        self.iter().any(|role| act.is_open_to(role))
    }

    /// As they are stored.
    pub fn to_codes(self) -> Vec<String> {
        self.iter().map(|role| role.code().to_owned()).collect()
    }

    /// Reads what [`to_codes`](Self::to_codes) wrote. A code of a later version is no role here.
    pub fn from_codes(codes: &[String]) -> Self {
        Role::ALL.into_iter().filter(|role| codes.iter().any(|code| code == role.code())).collect()
    }
}

impl FromIterator<Role> for Roles {
    fn from_iter<T: IntoIterator<Item = Role>>(roles: T) -> Self {
        Self(roles.into_iter().fold(0, |bits, role| bits | role.bit()))
    }
}

impl fmt::Debug for Roles {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}

/// Groups of things that a member may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Act {
    /// Lock, change one's own passphrase, choose the language.
    OwnAccount,
    /// See participants with their facts.
    SeePeople,
    /// Add and correct participants and consents.
    EditPeople,
    /// Make one of two records that are of one person, and two again; say that two are two people.
    Merge,
    /// Tasks and reminders.
    Tasks,
    /// Go on without a consent, with a reason that is kept.
    OverrideConsent,
    /// Hold interviews and read their answers.
    Interview,
    /// Import, change and retire the forms of interviews.
    Forms,
    /// See, attach and hand out documents.
    Documents,
    /// Companies, recommendations, steps of a placement.
    Placement,
    /// Programmes, cohorts, activities.
    Programmes,
    /// See the figures and the records behind them.
    SeeFigures,
    /// Write the words of the report, export it.
    Report,
    /// Approve exact small figures.
    ApproveFigures,
    /// The organisation's settings.
    Organisation,
    /// Members of staff, their roles and slots; office keys; the recovery code.
    Members,
    /// Make a backup.
    Backup,
    /// Put a backup in the place of this vault.
    Restore,
    /// Take away what opens the vault here, for a journey.
    Travel,
    /// Read the journal.
    Journal,
    /// Erase a participant; the yearly review.
    Erase,
    /// Hand cases to other laptops and take them over; keys of laptops.
    HandOver,
}

impl Act {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 22] = [
        Self::OwnAccount,
        Self::SeePeople,
        Self::EditPeople,
        Self::Merge,
        Self::Tasks,
        Self::OverrideConsent,
        Self::Interview,
        Self::Forms,
        Self::Documents,
        Self::Placement,
        Self::Programmes,
        Self::SeeFigures,
        Self::Report,
        Self::ApproveFigures,
        Self::Organisation,
        Self::Members,
        Self::Backup,
        Self::Restore,
        Self::Travel,
        Self::Journal,
        Self::Erase,
        Self::HandOver,
    ];

    /// The roles that allow it: the one table of who may do what.
    pub const fn roles(self) -> &'static [Role] {
        use Role::{Caseworker, DataProtection, Office, Placement};
        match self {
            Self::OwnAccount | Self::SeeFigures | Self::Backup | Self::Travel => {
                &[Caseworker, Placement, Office, DataProtection]
            }
            // The office and the data-protection officer look at the records behind a figure and at what they erase.
            Self::SeePeople | Self::Tasks => &[Caseworker, Placement, Office, DataProtection],
            Self::EditPeople | Self::Documents => &[Caseworker, Placement],
            // All of a case goes along, the answers of interviews too.
            Self::Interview | Self::HandOver => &[Caseworker],
            // Whose interviews and consents are whose: for those who know the people, and for who answers for the records.
            Self::Merge => &[Caseworker, DataProtection],
            // Whoever places people is not who decides that nobody has to be asked.
            Self::OverrideConsent => &[Caseworker, DataProtection],
            Self::Forms => &[Caseworker, Office],
            Self::Placement => &[Placement],
            Self::Programmes => &[Caseworker, Placement, Office],
            Self::Report | Self::Organisation | Self::Members => &[Office],
            Self::Restore => &[Office, DataProtection],
            Self::ApproveFigures | Self::Journal | Self::Erase => &[DataProtection],
        }
    }

    /// Whether a role allows it.
    pub fn is_open_to(self, role: Role) -> bool {
        self.roles().contains(&role)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_act_is_open_to_somebody_and_every_role_to_something() {
        assert!(Act::ALL.iter().all(|act| !act.roles().is_empty()));
        assert!(Role::ALL.iter().all(|role| Act::ALL.iter().any(|act| act.is_open_to(*role))));
    }

    #[test]
    fn roles_are_read_back_as_they_were_stored() {
        for bits in 0..16 {
            let roles = Roles(bits);

            assert_eq!(Roles::from_codes(&roles.to_codes()), roles);
        }
        assert_eq!(
            Roles::from_codes(&["office".to_owned(), "director".to_owned()]),
            Roles::from_iter([Role::Office]),
            "no unknown role is taken"
        );
    }

    #[test]
    fn whoever_approves_figures_is_not_who_writes_the_report() {
        let both = |role: &Role| Act::ApproveFigures.is_open_to(*role) && Act::Report.is_open_to(*role);

        assert!(!Role::ALL.iter().any(both), "two pairs of eyes, unless one person holds both roles");
    }

    #[test]
    fn answers_of_interviews_are_for_caseworkers_alone() {
        assert!(!Roles::from_iter([Role::Placement, Role::Office, Role::DataProtection]).allow(Act::Interview));
        assert!(Roles::from_iter([Role::Caseworker]).allow(Act::Interview));
    }

    #[test]
    fn nobody_without_a_role_may_do_anything() {
        assert!(Act::ALL.iter().all(|act| !Roles::default().allow(*act)));
        assert!(Act::ALL.iter().all(|act| Roles::EVERY.allow(*act)));
    }
}
