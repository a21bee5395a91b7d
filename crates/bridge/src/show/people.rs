//! People and what is on their pages.

use std::collections::BTreeMap;

use casework::{
    associate::Associate,
    consent::{Consent, Gate as CaseGate, GateState as CaseState, How, Purpose, Recipient},
    duplicates::Reason,
    fact::FactKind as CaseFact,
    media::{Given, MediaUse},
    names::{self, NameKind as CaseName},
    participant::{Residence, Stage as CaseStage, WorkPermission as CaseWork},
    profile::{OutlookStep, ResidenceWarning, work_outlook},
};
use guarded::Guarded;
use office::{
    Ending as OfficeEnding, FactLine, LikelyDuplicate as OfficeDuplicate, Nearness as OfficeNearness, ParticipantPage,
    PermitDue as OfficePermit,
};
use store::{ConsentOverride, Draft, PersonSummary};

use crate::views::{
    consents::{MediaUseView, OverrideView},
    interviews::{Ending, Nearness, PermitDue},
    people::{
        AssociateAlike, ConsentHow, ConsentPurpose, ConsentRecipient, ConsentView, DraftSummary, DuplicateReason,
        FactKind, FactView, LikelyDuplicate, NameKind, NameView, ParticipantView, PersonRow, ResidenceInput, Stage,
        WorkPermission, WorkStep,
    },
    profile::{Gate, GateState, GateView, WorkWarning, WorkWarningView},
};

/// EXPOSE: everything in this file is shown to the caseworker who opened the vault.
pub(super) fn text(value: &Guarded<String>) -> String {
    value.expose().clone()
}

pub fn name_kind(kind: NameKind) -> CaseName {
    match kind {
        NameKind::Preferred => CaseName::Preferred,
        NameKind::OwnScript => CaseName::OwnScript,
        NameKind::Latin => CaseName::Latin,
        NameKind::Reading => CaseName::Reading,
        NameKind::Alias => CaseName::Alias,
        NameKind::Nickname => CaseName::Nickname,
        NameKind::Former => CaseName::Former,
        NameKind::Other => CaseName::Other,
    }
}

pub fn name_kind_view(kind: CaseName) -> NameKind {
    match kind {
        CaseName::Preferred => NameKind::Preferred,
        CaseName::OwnScript => NameKind::OwnScript,
        CaseName::Latin => NameKind::Latin,
        CaseName::Reading => NameKind::Reading,
        CaseName::Alias => NameKind::Alias,
        CaseName::Nickname => NameKind::Nickname,
        CaseName::Former => NameKind::Former,
        CaseName::Other => NameKind::Other,
    }
}

pub fn work_of(work: WorkPermission) -> CaseWork {
    match work {
        WorkPermission::Permitted => CaseWork::Permitted,
        WorkPermission::Limited => CaseWork::Limited,
        WorkPermission::None => CaseWork::None,
        WorkPermission::Unknown => CaseWork::Unknown,
    }
}

pub fn stage(stage: CaseStage) -> Stage {
    match stage {
        CaseStage::FirstContact => Stage::FirstContact,
        CaseStage::Interviewed => Stage::Interviewed,
        CaseStage::CareerTraining => Stage::CareerTraining,
        CaseStage::Mentorship => Stage::Mentorship,
        CaseStage::Recommended => Stage::Recommended,
        CaseStage::TrialHire => Stage::TrialHire,
        CaseStage::Employed => Stage::Employed,
        CaseStage::Permanent => Stage::Permanent,
    }
}

pub fn person_row(person: &PersonSummary) -> PersonRow {
    let shown = names::shown(&person.names);
    let reading = person.names.iter().find(|name| name.kind == CaseName::Reading);
    let other = |name: &&casework::names::PersonName| Some(*name) != shown && Some(*name) != reading;
    PersonRow {
        id: person.id.0,
        name: shown.map_or_else(String::new, |name| text(&name.text)),
        other_names: person.names.iter().filter(other).map(|name| text(&name.text)).collect(),
        reading: reading.map(|name| text(&name.text)),
        nationality: person.nationality.as_ref().map(text),
        birth_year: person.birth.as_ref().map(|birth| birth.expose().year()),
        first_contact: person.first_contact.to_string(),
        last_seen: person.last_fact.to_string(),
        stage: stage(person.stage),
        closed_on: person.closed_on.map(|day| day.to_string()),
        work: work_outlook(person.residence.as_ref()).into_iter().map(work_step).collect(),
        caseworker: person.caseworker.as_ref().map(text),
        cohort: person.cohort.clone(),
        roles: person.roles.clone(),
    }
}

fn work_step(step: OutlookStep) -> WorkStep {
    let after = step.after.map(|day| day.to_string());
    WorkStep { after, warning: step.warning.map(|warning| work_warning(warning).warning) }
}

pub fn participant_page(page: &ParticipantPage) -> ParticipantView {
    let profile = &page.participant.profile;
    ParticipantView {
        person: person_row(&page.summary),
        names: profile.names.iter().map(name_view).collect(),
        birth: profile.birth.as_ref().map(|birth| birth.expose().to_string()),
        other_nationalities: profile.other_nationalities.iter().map(text).collect(),
        origin: profile.origin.as_ref().map(text),
        languages: profile.languages.clone(),
        residence: profile.residence.as_ref().map(residence),
        work_warning: page.work_warning.map(work_warning),
        caseworker: page.caseworker.as_ref().map(text),
        gates: page.gates.iter().map(|(gate, state)| gate_view(*gate, *state)).collect(),
        permit_days_left: page.permit_days_left,
        interview_consent: page.interview_consent,
        consents: page.consents.iter().map(|one| consent(one, &page.staff)).collect(),
        overrides: page.overrides.iter().map(|one| overridden(one, &page.staff)).collect(),
        media_uses: page.media_uses.iter().map(|(id, one)| media_use(*id, one, &page.staff)).collect(),
        timeline: page.timeline.iter().map(fact).collect(),
        draft: page.draft.as_ref().map(|draft| draft_summary(draft, &page.summary)),
    }
}

/// A name as it is shown.
pub fn name_view(name: &names::PersonName) -> NameView {
    NameView {
        text: text(&name.text),
        kind: name_kind_view(name.kind),
        script: name.script.code().to_owned(),
        chosen: name.script != names::Script::of(&name.text),
    }
}

fn residence(residence: &Residence) -> ResidenceInput {
    ResidenceInput {
        status: text(&residence.status),
        expires_on: residence.expires_on.map(|day| day.to_string()),
        work: work_view(residence.work),
    }
}

pub fn work_view(work: CaseWork) -> WorkPermission {
    match work {
        CaseWork::Permitted => WorkPermission::Permitted,
        CaseWork::Limited => WorkPermission::Limited,
        CaseWork::None => WorkPermission::None,
        CaseWork::Unknown => WorkPermission::Unknown,
    }
}

fn work_warning(warning: ResidenceWarning) -> WorkWarningView {
    let (warning, ended_on) = match warning {
        ResidenceWarning::StatusUnknown => (WorkWarning::StatusUnknown, None),
        ResidenceWarning::PermitEnds(on) => (WorkWarning::PermitEnds, Some(on)),
        ResidenceWarning::NoPermission => (WorkWarning::NoPermission, None),
        ResidenceWarning::WorkEnds(on) => (WorkWarning::WorkEnds, Some(on)),
        ResidenceWarning::PermissionUnknown => (WorkWarning::PermissionUnknown, None),
        ResidenceWarning::Limited => (WorkWarning::Limited, None),
    };
    WorkWarningView { warning, ended_on: ended_on.map(|day| day.to_string()) }
}

const fn gate_of(gate: CaseGate) -> Gate {
    match gate {
        CaseGate::SensitiveQuestions => Gate::SensitiveQuestions,
        CaseGate::Recommending => Gate::Recommending,
        CaseGate::Media => Gate::Media,
        CaseGate::Export => Gate::Export,
    }
}

fn overridden(opened: &ConsentOverride, staff: &BTreeMap<u32, Guarded<String>>) -> OverrideView {
    OverrideView {
        gate: gate_of(opened.gate),
        reason: opened.reason.clone(),
        words: text(&opened.words),
        by: staff.get(&opened.by.0).map(text),
        on: opened.on.to_string(),
    }
}

fn media_use(id: u32, kept: &MediaUse, staff: &BTreeMap<u32, Guarded<String>>) -> MediaUseView {
    let Given { name, picture, story } = kept.given;
    MediaUseView {
        id,
        medium: text(&kept.medium),
        on: kept.on.to_string(),
        name,
        picture,
        story,
        note: kept.note.as_ref().map(text).unwrap_or_default(),
        recorded_by: staff.get(&kept.recorded_by).map(text),
    }
}

pub(super) fn gate_view(gate: CaseGate, state: CaseState) -> GateView {
    let gate = gate_of(gate);
    let (state, withdrawn_on) = match state {
        CaseState::Stands => (GateState::Stands, None),
        CaseState::OtherVersion { .. } => (GateState::OtherVersion, None),
        CaseState::Overridden => (GateState::Overridden, None),
        CaseState::Missing { withdrawn_on } => (GateState::Missing, withdrawn_on),
    };
    GateView { gate, state, withdrawn_on: withdrawn_on.map(|day| day.to_string()) }
}

fn consent(consent: &Consent, staff: &BTreeMap<u32, Guarded<String>>) -> ConsentView {
    let (recipient, name) = match &consent.recipient {
        Recipient::Own => (ConsentRecipient::Own, None),
        Recipient::Any => (ConsentRecipient::Any, None),
        Recipient::Named(name) => (ConsentRecipient::Named, Some(name)),
    };
    ConsentView {
        recipient,
        recipient_name: name.map(text).unwrap_or_default(),
        policy: consent.policy,
        interpreter: consent.interpreter.as_ref().map(text).unwrap_or_default(),
        recorded_by: staff.get(&consent.recorded_by).map(text),
        id: consent.id.0,
        purpose: match consent.purpose {
            Purpose::Interview => ConsentPurpose::Interview,
            Purpose::Placement => ConsentPurpose::Placement,
            Purpose::Media => ConsentPurpose::Media,
            Purpose::Sharing => ConsentPurpose::Sharing,
        },
        language: consent.language.clone(),
        how: match consent.how {
            How::Spoken => ConsentHow::Spoken,
            How::Written => ConsentHow::Written,
            How::Interpreted => ConsentHow::Interpreted,
        },
        given_on: consent.given_on.to_string(),
        withdrawn_on: consent.withdrawn_on.map(|day| day.to_string()),
    }
}

pub fn fact(line: &FactLine) -> FactView {
    let fact = &line.fact;
    FactView {
        kind: fact_kind(fact.kind),
        fact: fact.number,
        on: fact.on.to_string(),
        participant: fact.participant.map(|id| id.0),
        participant_name: line.participant_name.as_ref().map(text),
        company_name: line.company_name.as_ref().map(text),
        title: title(fact),
        quantity: fact.quantity,
        detail: fact.detail.clone(),
    }
}

/// What a fact is about; of a consent, the code of its purpose; of another status, its code.
fn title(fact: &casework::fact::Fact) -> Option<String> {
    match fact.kind {
        CaseFact::ConsentGiven | CaseFact::ConsentWithdrawn | CaseFact::StatusChanged | CaseFact::WorkPermitted => {
            fact.detail.clone()
        }
        _ => fact.title.as_ref().map(text),
    }
}

/// A kind of facts for the screen.
pub fn fact_kind(kind: CaseFact) -> FactKind {
    match kind {
        CaseFact::FirstContact => FactKind::FirstContact,
        CaseFact::ConsentGiven => FactKind::ConsentGiven,
        CaseFact::ConsentWithdrawn => FactKind::ConsentWithdrawn,
        CaseFact::StatusChanged => FactKind::StatusChanged,
        CaseFact::WorkPermitted => FactKind::WorkPermitted,
        CaseFact::Interview => FactKind::Interview,
        CaseFact::Enrolled => FactKind::Enrolled,
        CaseFact::ProgrammeCompleted => FactKind::ProgrammeCompleted,
        CaseFact::ProgrammeLeft => FactKind::ProgrammeLeft,
        CaseFact::Attended => FactKind::Attended,
        CaseFact::MentorMeeting => FactKind::MentorMeeting,
        CaseFact::SessionHeld => FactKind::SessionHeld,
        CaseFact::SessionHeads => FactKind::SessionHeads,
        CaseFact::Discussion => FactKind::Discussion,
        CaseFact::Recommended => FactKind::Recommended,
        CaseFact::CompanyInterview => FactKind::CompanyInterview,
        CaseFact::Offer => FactKind::Offer,
        CaseFact::TrialHire => FactKind::TrialHire,
        CaseFact::Employed => FactKind::Employed,
        CaseFact::Permanent => FactKind::Permanent,
        CaseFact::PlacementEnded => FactKind::PlacementEnded,
        CaseFact::RetentionChecked => FactKind::RetentionChecked,
        CaseFact::OpeningReceived => FactKind::OpeningReceived,
        CaseFact::CaseClosed => FactKind::CaseClosed,
        CaseFact::CaseReopened => FactKind::CaseReopened,
        CaseFact::Talk => FactKind::Talk,
        CaseFact::MediaCoverage => FactKind::MediaCoverage,
        CaseFact::MediaUse => FactKind::MediaUse,
        CaseFact::Event => FactKind::Event,
        CaseFact::RoundTable => FactKind::RoundTable,
        CaseFact::Fundraising => FactKind::Fundraising,
        CaseFact::HeadCount => FactKind::HeadCount,
        CaseFact::MoneyRaised => FactKind::MoneyRaised,
    }
}

pub fn likely_duplicate(likely: &OfficeDuplicate) -> LikelyDuplicate {
    LikelyDuplicate { person: person_row(&likely.person), why: reasons(&likely.why) }
}

/// A mentor, speaker or contact who may be the same person.
pub fn associate_alike(associate: &Associate) -> AssociateAlike {
    let known = &associate.associate;
    let mut roles: Vec<String> = known.roles.iter().map(|role| role.role.clone()).collect();
    roles.sort_unstable();
    roles.dedup();
    AssociateAlike {
        id: associate.id.0,
        name: names::shown(&known.names).map_or_else(String::new, |name| text(&name.text)),
        organisation: text(&known.organisation),
        roles,
    }
}

/// Why two people may be one.
pub fn reasons(why: &[Reason]) -> Vec<DuplicateReason> {
    let reason = |reason: &Reason| match reason {
        Reason::SameName => DuplicateReason::SameName,
        Reason::SameSound => DuplicateReason::SameSound,
        Reason::SimilarName => DuplicateReason::SimilarName,
        Reason::SameBirth => DuplicateReason::SameBirth,
        Reason::SameNationality => DuplicateReason::SameNationality,
    };
    why.iter().map(reason).collect()
}

pub fn draft_summary(draft: &Draft, person: &PersonSummary) -> DraftSummary {
    let answered = draft.content.answers.values().filter(|answer| !answer.expose().trim().is_empty()).count();
    DraftSummary {
        draft: draft.id.0,
        participant: person.id.0,
        participant_name: person_row(person).name,
        saved_at: draft.saved_at.clone(),
        answered: u32::try_from(answered).unwrap_or(u32::MAX),
    }
}

pub fn permit_due(permit: &OfficePermit) -> PermitDue {
    PermitDue {
        person: person_row(&permit.person),
        status: text(&permit.residence.status),
        what: match permit.what {
            OfficeEnding::Permit => Ending::Permit,
            OfficeEnding::WorkPermission => Ending::WorkPermission,
        },
        expires_on: permit.ends_on.to_string(),
        days_left: permit.days_left,
        nearness: match permit.nearness {
            OfficeNearness::Over => Nearness::Over,
            OfficeNearness::Days14 => Nearness::Days14,
            OfficeNearness::Days30 => Nearness::Days30,
            OfficeNearness::Days60 => Nearness::Days60,
        },
    }
}
