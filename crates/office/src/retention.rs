//! How long records are kept, and the yearly look at those whose time is over. Nothing goes by itself.

use casework::{ids::ParticipantId, text};
use chrono::{DateTime, Months, NaiveDate, TimeDelta};
use guarded::Guarded;
use store::{Filter, MemberId, PersonSummary, Review};

use crate::{
    desk::{Change, Desk, WritingDesk},
    error::{FieldError, InField, OfficeError},
    roles::Act,
};

/// For what something is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RetentionPurpose {
    /// Support: profile, interviews, programmes.
    Support,
    /// The placement ledger, two years by law.
    PlacementLedger,
    /// Drafts that were begun and not touched since.
    Drafts,
}

impl RetentionPurpose {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 3] = [Self::Support, Self::PlacementLedger, Self::Drafts];

    const fn setting(self) -> &'static str {
        match self {
            Self::Support => "retention_support",
            Self::PlacementLedger => "retention_placement_ledger",
            Self::Drafts => "retention_drafts",
        }
    }

    const fn usual_months(self) -> u32 {
        match self {
            Self::Support => 60,
            Self::PlacementLedger => LEDGER_MONTHS,
            Self::Drafts => 12,
        }
    }

    const fn least_months(self) -> u32 {
        match self {
            Self::Support | Self::Drafts => 1,
            Self::PlacementLedger => LEDGER_MONTHS,
        }
    }
}

/// How long something is kept after the last fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RetentionRule {
    /// For what.
    pub purpose: RetentionPurpose,
    /// Months.
    pub months: u32,
}

/// Somebody whose time is over.
#[derive(Debug, Clone)]
pub struct Due {
    /// Who.
    pub person: PersonSummary,
    /// The purpose whose time is over.
    pub purpose: RetentionPurpose,
    /// Since when.
    pub since: NaiveDate,
    /// Until when the placement law holds something back.
    pub held_until: Option<NaiveDate>,
}

/// What the law holds back of somebody who was erased.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LegalHold {
    /// Its number.
    pub id: u32,
    /// The last day.
    pub until: NaiveDate,
    /// Whether that day has passed.
    pub over: bool,
}

/// The yearly review.
#[derive(Debug, Clone)]
pub struct YearlyReview {
    /// One a purpose.
    pub rules: Vec<RetentionRule>,
    /// The longest first; empty while the clock is doubtful.
    pub due: Vec<Due>,
    /// The first to end first.
    pub holds: Vec<LegalHold>,
    /// Whether the date of this computer jumped and nobody has confirmed it since.
    pub clock_doubtful: bool,
}

/// The two years of the placement law.
const LEDGER_MONTHS: u32 = 24;
/// The longest that a rule can say.
const MOST_MONTHS: u32 = 600;
/// A decision to keep somebody holds for a year.
const KEPT_MONTHS: u32 = 12;
const REASON_MAX: usize = 500;
/// More days between two sessions make the date doubtful.
const JUMP: TimeDelta = TimeDelta::days(60);
/// A clock that is behind by less than this crossed a time zone.
const ZONES: TimeDelta = TimeDelta::days(1);
/// The entries by which sessions begin. Their days are those of the computer's clock.
const BEGINNINGS: [&str; 3] = ["unlock", "unlock_by_recovery", "unlock_by_office_keys"];
/// The number of the entry with which the date was confirmed.
const CONFIRMED: &str = "date_confirmed_by";

/// The day so many months later.
pub(crate) fn months_after(day: NaiveDate, months: u32) -> NaiveDate {
    day.checked_add_months(Months::new(months)).unwrap_or(NaiveDate::MAX)
}

/// For how many months the placement ledger is kept.
pub(crate) fn months_of_the_ledger(desk: &Desk<'_>) -> Result<u32, OfficeError> {
    desk.months(RetentionPurpose::PlacementLedger)
}

impl Desk<'_> {
    /// Returns the yearly review: the rules, whose time is over, what the law holds back. While the date is doubtful
    /// nobody is offered: a clock that jumped ahead would make everybody's time be over.
    ///
    /// # Errors
    /// [`OfficeError::Forbidden`]; what the store says.
    pub fn review(&self) -> Result<YearlyReview, OfficeError> {
        self.may(Act::Erase)?;
        let clock_doubtful = self.doubt()?.is_some();
        let rules: Result<Vec<_>, OfficeError> =
            RetentionPurpose::ALL.into_iter().map(|purpose| self.rule(purpose)).collect();
        let due = if clock_doubtful { Vec::new() } else { self.due()? };
        let (today, holds) = (self.surely_today()?, self.records.ledger_holds()?);
        let hold = |hold: store::LedgerHold| LegalHold { id: hold.id, until: hold.until, over: hold.until < today };
        self.note_reading(None, "read", "review", None);
        Ok(YearlyReview { rules: rules?, due, holds: holds.into_iter().map(hold).collect(), clock_doubtful })
    }

    /// Returns what the law holds back, as JSON, for an inspector. That it was read is noted.
    ///
    /// # Errors
    /// [`OfficeError::Forbidden`]; [`OfficeError::NotFound`]; what the store says.
    pub fn ledger_hold(&self, id: u32) -> Result<Guarded<String>, OfficeError> {
        self.may(Act::Erase)?;
        let hold = self.records.ledger_holds()?.into_iter().find(|hold| hold.id == id).ok_or(OfficeError::NotFound)?;
        self.note_reading(None, "read", "ledger_hold", Some(id));
        Ok(hold.content)
    }

    fn rule(&self, purpose: RetentionPurpose) -> Result<RetentionRule, OfficeError> {
        Ok(RetentionRule { purpose, months: self.months(purpose)? })
    }

    fn months(&self, purpose: RetentionPurpose) -> Result<u32, OfficeError> {
        let set = self.records.setting(purpose.setting())?.and_then(|months| months.parse().ok());
        Ok(set.unwrap_or(purpose.usual_months()).clamp(purpose.least_months(), MOST_MONTHS))
    }

    fn due(&self) -> Result<Vec<Due>, OfficeError> {
        let mut due = self.quiet_people()?;
        due.extend(self.old_drafts()?);
        due.sort_by_key(|due| (due.since, due.person.id, due.purpose));
        Ok(due)
    }

    fn quiet_people(&self) -> Result<Vec<Due>, OfficeError> {
        let months = self.months(RetentionPurpose::Support)?;
        let today = self.today();
        let Some(since) = today.checked_sub_months(Months::new(months)) else { return Ok(Vec::new()) };
        let quiet = self.records.quiet(since, today)?.into_iter();
        let due = quiet.map(|quiet| {
            let held = self.ledger_entries(quiet.participant, today)?;
            Ok(Due {
                person: self.records.summary(quiet.participant)?,
                purpose: RetentionPurpose::Support,
                since: months_after(quiet.last_fact, months),
                held_until: held.iter().map(|entry| entry.until).max(),
            })
        });
        due.collect()
    }

    fn old_drafts(&self) -> Result<Vec<Due>, OfficeError> {
        let months = self.months(RetentionPurpose::Drafts)?;
        let mut due = Vec::new();
        for draft in self.records.open_drafts()? {
            let Ok(saved) = DateTime::parse_from_rfc3339(&draft.saved_at) else { continue };
            let since = months_after(saved.date_naive(), months);
            if since < self.today() && !self.is_kept(draft.participant)? {
                let person = self.records.summary(draft.participant)?;
                due.push(Due { person, purpose: RetentionPurpose::Drafts, since, held_until: None });
            }
        }
        Ok(due)
    }

    fn is_kept(&self, id: ParticipantId) -> Result<bool, OfficeError> {
        Ok(self.records.reviews_of(id)?.iter().any(|review| review.keep_until > self.today()))
    }

    /// A day that is not ahead of the real one: today, or the last day before the date became doubtful.
    pub(crate) fn surely_today(&self) -> Result<NaiveDate, OfficeError> {
        Ok(self.doubt()?.map_or(self.today(), |known| known.min(self.today())))
    }

    /// The last day known before the date of this computer jumped, if it did and nobody has confirmed it since. Days of
    /// sessions are compared, not of records: those of the sample are made up.
    fn doubt(&self) -> Result<Option<NaiveDate>, OfficeError> {
        let mut known: Option<NaiveDate> = None;
        for day in self.days_of_sessions()?.into_iter().chain([self.today()]) {
            if known.is_some_and(|known| day - known > JUMP || known - day > ZONES) {
                return Ok(known);
            }
            known = Some(day);
        }
        Ok(None)
    }

    /// The days on which sessions began, since the date was confirmed or since the vault was made.
    fn days_of_sessions(&self) -> Result<Vec<NaiveDate>, OfficeError> {
        let confirmed = self.records.setting(CONFIRMED)?.and_then(|n| n.parse().ok()).unwrap_or(1_u64);
        let first = Filter { before_n: Some(confirmed.saturating_add(1)), ..Filter::default() };
        let mut rows = self.records.journal(&first, 1)?;
        for verb in BEGINNINGS {
            let of_verb = Filter { verb: Some(String::from(verb)), ..Filter::default() };
            rows.extend(self.records.journal(&of_verb, u32::MAX)?.into_iter().filter(|row| row.n > confirmed));
        }
        rows.sort_unstable_by_key(|row| row.n);
        let day = |at: &str| DateTime::parse_from_rfc3339(at).ok().map(|at| at.date_naive());
        Ok(rows.iter().filter_map(|row| day(&row.at)).collect())
    }
}

impl WritingDesk<'_> {
    /// Replaces the rules that are given. The two years of the placement law cannot be shortened.
    ///
    /// # Errors
    /// [`OfficeError::Field`] for `rules.N.months`; [`OfficeError::Forbidden`]; what the store says.
    pub fn save_retention(&self, rules: &[RetentionRule]) -> Result<(), OfficeError> {
        self.may(Act::Erase)?;
        for (n, RetentionRule { purpose, months }) in rules.iter().enumerate() {
            if !(purpose.least_months()..=MOST_MONTHS).contains(months) {
                return Err(OfficeError::field(format!("rules.{n}.months"), FieldError::OutOfRange));
            }
        }
        let told = |months: &dyn Fn(&RetentionRule) -> Result<u32, OfficeError>| {
            let months = rules.iter().map(|rule| Ok((String::from(rule.purpose.setting()), months(rule)?.into())));
            Ok::<_, OfficeError>(Guarded::new(
                serde_json::Value::Object(months.collect::<Result<_, OfficeError>>()?).to_string(),
            ))
        };
        let before = told(&|rule| self.months(rule.purpose))?;
        let after = told(&|rule| Ok(rule.months))?;
        let (before, after) = (Some(before), Some(after));
        self.note_change(&Change { verb: "set", subject: "retention", before, after, ..Change::default() })?;
        rules.iter().try_for_each(|rule| Ok(self.writer.set(rule.purpose.setting(), &rule.months.to_string())?))
    }

    /// Keeps somebody on record for a year more.
    ///
    /// # Errors
    /// [`OfficeError::Field`] for `reason`; [`OfficeError::NotFound`]; [`OfficeError::Forbidden`]; what the store says.
    pub fn keep(&self, participant: ParticipantId, reason: &Guarded<String>) -> Result<(), OfficeError> {
        self.may(Act::Erase)?;
        self.records.summary(participant)?;
        let reason = text::line(reason, REASON_MAX).in_field("reason")?;
        let today = self.today();
        let keep_until = months_after(today, KEPT_MONTHS);
        // EXPOSE: goes into the journal, sealed under the key of the person.
        let told = serde_json::json!({ "reason": reason.expose(), "keep_until": keep_until });
        self.note_change(&Change {
            verb: "keep",
            subject: "participant",
            id: Some(participant.0),
            person: Some(participant),
            after: Some(Guarded::new(told.to_string())),
            ..Change::default()
        })?;
        let by = MemberId(self.actor.id);
        Ok(self.writer.add_review(&Review { participant, reviewed_on: today, by, keep_until, reason })?)
    }

    /// Removes what the law held back until a day that has passed.
    ///
    /// # Errors
    /// [`OfficeError::HeldByLaw`] before that day, and while the date is doubtful; [`OfficeError::NotFound`];
    /// [`OfficeError::Forbidden`]; what the store says.
    pub fn remove_hold(&self, id: u32) -> Result<(), OfficeError> {
        self.may(Act::Erase)?;
        let hold = self.records.ledger_holds()?.into_iter().find(|hold| hold.id == id).ok_or(OfficeError::NotFound)?;
        if hold.until >= self.surely_today()? {
            return Err(OfficeError::HeldByLaw);
        }
        self.note("remove", "ledger_hold", Some(id))?;
        Ok(self.writer.remove_ledger_hold(id)?)
    }

    /// Notes that a person looked at the date of this computer and found it right: it is no longer doubtful.
    ///
    /// # Errors
    /// [`OfficeError::Field`] for `today` when it is another day; [`OfficeError::Forbidden`]; what the store says.
    pub fn confirm_date(&self, today: NaiveDate) -> Result<(), OfficeError> {
        self.may(Act::Erase)?;
        if today != self.today() {
            return Err(OfficeError::field("today", FieldError::OutOfRange));
        }
        self.note("confirm", "date", None)?;
        let n = self.records.journal_head()?.n;
        Ok(self.writer.set(CONFIRMED, &n.to_string())?)
    }
}
