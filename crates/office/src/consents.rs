//! Consent: given under the words of the office, withdrawn with its effects known, and the gates that ask for it.

use casework::{
    codes::{self, CodeList, UnknownCode},
    consent::{Asked, Consent, Gate, GateState, How, Policy, Purpose, Recipient},
    dates::DateError,
    fact::FactKind,
    ids::{ConsentId, ParticipantId},
    media::MediaUse,
    names::NAME_MAX,
    text::{TextError, line, paragraphs},
};
use chrono::NaiveDate;
use guarded::Guarded;
use store::{ConsentOverride, MemberId, NewConsent};

use crate::{
    desk::{Change, Desk, WritingDesk},
    error::{InField, OfficeError},
    roles::Act,
};

/// The longest text that explains what is consented to, in characters.
const POLICY_MAX: usize = 20_000;
/// The longest reason of an override, in characters.
const REASON_MAX: usize = 1_000;
/// The reason that says nothing by itself.
const OTHER: &str = "other";

/// A consent as it is entered.
#[derive(Debug, Clone)]
pub struct EnteredConsent {
    /// To what.
    pub purpose: Purpose,
    /// Towards whom.
    pub recipient: Recipient,
    /// The language in which it was explained (BCP 47).
    pub language: String,
    /// Who interpreted; empty for nobody.
    pub interpreter: Guarded<String>,
    /// How it was given.
    pub how: How,
    /// The day as typed.
    pub on: String,
}

impl EnteredConsent {
    /// A consent without an interpreter, towards everybody whom its purpose means.
    pub fn new(purpose: Purpose, language: &str, how: How, on: &str) -> Self {
        let recipient = if purpose == Purpose::Interview { Recipient::Own } else { Recipient::Any };
        let (language, on) = (language.to_owned(), on.to_owned());
        Self { purpose, recipient, language, interpreter: Guarded::from(""), how, on }
    }
}

/// What a withdrawal ends, and what it leaves as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct WithdrawalEffects {
    /// Whether another consent to the same keeps the gate open.
    pub another_stands: bool,
    /// Drafts with answers to sensitive questions, which can no longer be finished with them.
    pub sensitive_drafts: u32,
    /// Recommendations under way: no new ones may be made, and the companies have to be told.
    pub open_recommendations: u32,
    /// Finished interviews; what was kept under the consent stays.
    pub interviews: u32,
    /// Copies of documents, and summaries on paper, that were handed out and cannot be called back.
    pub copies_out: u32,
    /// What was given to media: it stays public until they take it back.
    pub media_uses: u32,
    /// Placements whose ledger the law wants kept.
    pub held_by_law: u32,
}

impl Desk<'_> {
    /// Returns how a gate stands for somebody on a day. `recipient` is whom it would let know, if that is known.
    ///
    /// # Errors
    /// What the store says.
    pub fn gate(
        &self,
        participant: ParticipantId,
        gate: Gate,
        recipient: Option<&Guarded<String>>,
        on: NaiveDate,
    ) -> Result<GateState, OfficeError> {
        let consents = self.records.consents_of(participant)?;
        let (policy, overridden) = (self.policy_on(on)?, self.opened_for(participant, gate, on)?);
        Ok(gate.state(&Asked { consents: &consents, recipient, on, policy, overridden }))
    }

    /// Whether somebody opened a gate for a day.
    fn opened_for(&self, participant: ParticipantId, gate: Gate, on: NaiveDate) -> Result<bool, OfficeError> {
        let opened = self.records.overrides_of(participant)?;
        Ok(opened.iter().any(|opened| opened.gate == gate && opened.on == on))
    }

    /// Lets through today where consent stands, or where somebody opened the gate for today. Every use case that needs a
    /// consent calls it, or [`pass_on`](Self::pass_on), before it writes anything: the sensitive questions of an
    /// interview with [`Gate::SensitiveQuestions`] and no recipient.
    ///
    /// # Errors
    /// [`OfficeError::GateClosed`]; what the store says.
    pub fn pass(
        &self,
        participant: ParticipantId,
        gate: Gate,
        recipient: Option<&Guarded<String>>,
    ) -> Result<(), OfficeError> {
        self.pass_on(participant, gate, recipient, self.today())
    }

    /// Lets an act of some day be recorded where consent stood on that day, whatever became of it since. What happened
    /// without one is recorded, too, once somebody opens the gate today and says why.
    ///
    /// # Errors
    /// [`OfficeError::GateClosed`]; what the store says.
    pub fn pass_on(
        &self,
        participant: ParticipantId,
        gate: Gate,
        recipient: Option<&Guarded<String>>,
        on: NaiveDate,
    ) -> Result<(), OfficeError> {
        let open = self.gate(participant, gate, recipient, on)?.is_open()
            || self.opened_for(participant, gate, self.today())?;
        if open { Ok(()) } else { Err(OfficeError::GateClosed(gate)) }
    }

    /// Returns the version of the words under which people are asked on a day.
    fn policy_on(&self, day: NaiveDate) -> Result<u32, OfficeError> {
        let policies = self.records.policies()?;
        Ok(policies.iter().filter(|policy| policy.valid_from <= day).map(|policy| policy.version).max().unwrap_or(1))
    }

    /// Returns every version of the words, the newest first, with how many consents were given under it.
    ///
    /// # Errors
    /// [`OfficeError::Forbidden`]; what the store says.
    pub fn policies(&self) -> Result<Vec<(Policy, u32)>, OfficeError> {
        self.may(Act::OwnAccount)?;
        let policies = self.records.policies()?.into_iter();
        policies.map(|policy| Ok((policy.clone(), self.records.consents_under(policy.version)?))).collect()
    }

    /// Returns what the withdrawal of a consent would end and what it would leave.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`]; what the store says.
    pub fn withdrawal_effects(&self, id: ConsentId) -> Result<WithdrawalEffects, OfficeError> {
        self.may(Act::EditPeople)?;
        let consent = self.records.consent(id)?;
        let person = consent.participant;
        let another =
            |other: &Consent| other.id != id && other.purpose == consent.purpose && other.stands_on(self.today());
        let another_stands = self.records.consents_of(person)?.iter().any(another);
        let effects = WithdrawalEffects { another_stands, ..WithdrawalEffects::default() };
        Ok(match consent.purpose {
            Purpose::Interview => WithdrawalEffects {
                sensitive_drafts: self.sensitive_drafts(person)?,
                interviews: self.facts_of(person, FactKind::Interview)?,
                ..effects
            },
            Purpose::Placement => WithdrawalEffects {
                open_recommendations: self.open_recommendations(person)?,
                held_by_law: count(self.ledger_entries(person, self.today())?.len()),
                ..effects
            },
            Purpose::Media => {
                WithdrawalEffects { media_uses: count(self.records.records_of::<MediaUse>(person)?.len()), ..effects }
            }
            Purpose::Sharing => {
                let files = self.records.times_done(person, "export", "document")?;
                let papers = self.records.times_done(person, "print", "summary")?;
                WithdrawalEffects { copies_out: files.saturating_add(papers), ..effects }
            }
        })
    }

    fn facts_of(&self, person: ParticipantId, kind: FactKind) -> Result<u32, OfficeError> {
        Ok(count(self.records.timeline(person)?.iter().filter(|fact| fact.kind == kind).count()))
    }

    /// Recommendations that neither ended nor led to a permanent job.
    fn open_recommendations(&self, person: ParticipantId) -> Result<u32, OfficeError> {
        let timeline = self.records.timeline(person)?;
        let over = |placement: Option<u32>| {
            let last = |kind| matches!(kind, FactKind::PlacementEnded | FactKind::Permanent);
            timeline.iter().any(|fact| fact.placement == placement && last(fact.kind))
        };
        let made = timeline.iter().filter(|fact| fact.kind == FactKind::Recommended);
        Ok(count(made.filter(|fact| !over(fact.placement)).count()))
    }
}

impl WritingDesk<'_> {
    /// Records that a participant consented, under the words that held on that day.
    ///
    /// # Errors
    /// [`OfficeError::Field`] for `recipient`, `language`, `interpreter` or `on`; [`OfficeError::NotFound`].
    pub fn record_consent(
        &self,
        participant: ParticipantId,
        entered: &EnteredConsent,
    ) -> Result<ConsentId, OfficeError> {
        self.may(Act::EditPeople)?;
        let given_on = self.fact_day_of(participant, "on", &entered.on)?;
        let language = codes::language(&entered.language).in_field("language")?.to_owned();
        let new = NewConsent {
            participant,
            purpose: entered.purpose,
            recipient: recipient(entered)?,
            policy: self.policy_on(given_on)?,
            language,
            interpreter: optional_line("interpreter", &entered.interpreter)?,
            how: entered.how,
            given_on,
            recorded_by: self.actor.id,
        };
        let id = self.writer.add_consent(&new)?;
        self.note_of(participant, "add", "consent", id.0)?;
        Ok(id)
    }

    /// Records that a consent no longer stands from a day on. That it was given stays on record.
    ///
    /// # Errors
    /// [`OfficeError::AlreadyWithdrawn`]; [`OfficeError::Field`] for `on`; [`OfficeError::NotFound`].
    pub fn withdraw_consent(&self, id: ConsentId, on: &str) -> Result<(), OfficeError> {
        self.may(Act::EditPeople)?;
        let consent = self.records.consent(id)?;
        let on = self.fact_day("on", on)?;
        consent.may_be_withdrawn_on(on)?;
        self.note_of(consent.participant, "withdraw", "consent", id.0)?;
        Ok(self.writer.withdraw_consent(&consent, on)?)
    }

    /// Opens a gate for today without consent. The reason is kept, in the records and in the journal.
    ///
    /// # Errors
    /// [`OfficeError::Forbidden`]; [`OfficeError::Field`] for `reason` or `words`; [`OfficeError::NotFound`].
    pub fn override_consent(
        &self,
        participant: ParticipantId,
        gate: Gate,
        reason: &str,
        words: &Guarded<String>,
    ) -> Result<(), OfficeError> {
        self.may(Act::OverrideConsent)?;
        self.records.summary(participant)?;
        let today = self.today();
        self.check_code("reason", CodeList::OverrideReason, reason, today)?;
        let words = paragraphs(words, REASON_MAX).in_field("words")?;
        if reason == OTHER && words.is_none() {
            return Err(OfficeError::field("words", TextError::Empty));
        }
        let words = words.unwrap_or_else(|| Guarded::from(""));
        let (reason, by) = (reason.to_owned(), MemberId(self.actor.id));
        let opened = ConsentOverride { participant, gate, reason, words, by, on: today };
        let id = self.writer.add_override(&opened)?;
        self.note_change(&Change {
            verb: "override",
            subject: "consent",
            id: Some(id),
            person: Some(participant),
            after: Some(override_json(&opened)),
            ..Change::default()
        })
    }

    /// Writes the words under which people are asked from a day on: as a new version, or in the place of the newest one
    /// while nobody consented under it.
    ///
    /// # Errors
    /// [`OfficeError::InUse`] when somebody consented under the version; [`OfficeError::NotFound`];
    /// [`OfficeError::Field`] for `valid_from`, `ja` or `en`.
    pub fn save_policy(&self, version: Option<u32>, from: &str, ja: &str, en: &str) -> Result<u32, OfficeError> {
        self.may(Act::Organisation)?;
        let known = self.records.policies()?;
        let newest = known.first().map_or(0, |policy| policy.version);
        let valid_from = casework::dates::full_day(from).in_field("valid_from")?;
        let (ja, en) = (policy_words("ja", ja)?, policy_words("en", en)?);
        let version = match version {
            None => newest.saturating_add(1),
            Some(version) if !known.iter().any(|policy| policy.version == version) => {
                return Err(OfficeError::NotFound);
            }
            Some(version) if self.records.consents_under(version)? > 0 => return Err(OfficeError::InUse),
            Some(version) => version,
        };
        let earlier = known.iter().find(|policy| policy.version < version);
        if earlier.is_some_and(|earlier| valid_from < earlier.valid_from) {
            return Err(OfficeError::field("valid_from", DateError::TooEarly));
        }
        let before = known.iter().find(|policy| policy.version == version).map(policy_json);
        let policy = Policy { version, valid_from, ja, en };
        let (subject, id, after) = ("consent_policy", Some(version), Some(policy_json(&policy)));
        self.note_change(&Change { verb: "set", subject, id, before, after, ..Change::default() })?;
        self.writer.set_policy(&policy)?;
        Ok(version)
    }
}

fn recipient(entered: &EnteredConsent) -> Result<Recipient, OfficeError> {
    match (entered.purpose, &entered.recipient) {
        (Purpose::Interview, Recipient::Own) => Ok(Recipient::Own),
        (Purpose::Interview, _) | (_, Recipient::Own) => Err(OfficeError::field("recipient", UnknownCode)),
        (_, Recipient::Any) => Ok(Recipient::Any),
        (_, Recipient::Named(name)) => line(name, NAME_MAX).map(Recipient::Named).in_field("recipient"),
    }
}

fn optional_line(field: &str, typed: &Guarded<String>) -> Result<Option<Guarded<String>>, OfficeError> {
    match line(typed, NAME_MAX) {
        Ok(kept) => Ok(Some(kept)),
        Err(TextError::Empty) => Ok(None),
        Err(why) => Err(OfficeError::field(field, why)),
    }
}

fn policy_words(field: &str, typed: &str) -> Result<String, OfficeError> {
    let kept = paragraphs(&Guarded::from(typed), POLICY_MAX).in_field(field)?;
    // EXPOSE: the words are the office's own and shown to everybody who is asked.
    kept.map(|kept| kept.expose().clone()).ok_or_else(|| OfficeError::field(field, TextError::Empty))
}

fn policy_json(policy: &Policy) -> Guarded<String> {
    let Policy { valid_from, ja, en, .. } = policy;
    Guarded::new(serde_json::json!({ "valid_from": valid_from, "words_ja": ja, "words_en": en }).to_string())
}

fn override_json(opened: &ConsentOverride) -> Guarded<String> {
    // EXPOSE: goes into the journal, sealed under the key of the person.
    let words = opened.words.expose();
    Guarded::new(serde_json::json!({ "gate": opened.gate.code(), "reason": opened.reason, "text": words }).to_string())
}

fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
