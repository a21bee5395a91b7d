//! What is known of a participant beyond name and birth; the lists of codes; the words of consent.

mod entered;
mod given;

use casework::{
    codes::CodeList,
    consent::Gate as CaseGate,
    ids::{ConsentId, ParticipantId},
};
use office::{EnteredCode, ProfileKind as OfficeKind};

pub use given::{code_uses, hand_out_summary, record_media_use, remove_media_use};

use super::people::page;
use crate::{
    error::{CommandError, ErrorCode},
    host::Host,
    show,
    views::{
        people::{ParticipantRequest, ParticipantView},
        profile::{
            CodeListsView, CodeRequest, ConsentRequest, Gate, OverrideConsentRequest, PoliciesView, ProfileKind,
            ProfileView, RemoveProfileRecordRequest, SaveCodeRequest, SavePolicyRequest, SaveProfileRecordRequest,
            SaveSupportRequest, WithdrawalEffectsView,
        },
    },
};

type Answer<T> = Result<T, CommandError>;

pub fn code_lists(host: &Host, (): ()) -> Answer<CodeListsView> {
    let lists = host.office.read(|desk| {
        let today = desk.today();
        let list = |list: &CodeList| Ok(show::profile::code_list(*list, desk.code_list(*list)?, today));
        CodeList::ALL.iter().map(list).collect()
    })?;
    Ok(CodeListsView { lists })
}

pub fn save_code(host: &Host, request: SaveCodeRequest) -> Answer<CodeListsView> {
    let list = list(&request.list)?;
    let SaveCodeRequest { code, ja, en, valid_from, valid_until, kind_of, .. } = request;
    let entered = EnteredCode { ja, en, valid_from, valid_until, kind_of };
    host.office.write(|desk| {
        if code.is_empty() { desk.add_code(list, &entered).map(drop) } else { desk.change_code(list, &code, &entered) }
    })?;
    code_lists(host, ())
}

pub fn remove_code(host: &Host, request: CodeRequest) -> Answer<CodeListsView> {
    let list = list(&request.list)?;
    host.office.write(|desk| desk.remove_code(list, &request.code))?;
    code_lists(host, ())
}

fn list(name: &str) -> Answer<CodeList> {
    CodeList::from_id(name).ok_or_else(|| CommandError::at(ErrorCode::UnknownCode, "list"))
}

pub fn profile(host: &Host, request: ParticipantRequest) -> Answer<ProfileView> {
    shown(host, ParticipantId(request.id))
}

pub fn save_profile_record(host: &Host, request: SaveProfileRecordRequest) -> Answer<ProfileView> {
    let (whose, record) = (ParticipantId(request.participant), entered::record(request.record)?);
    host.office.write(|desk| match request.id {
        Some(id) => desk.correct_in_profile(whose, id, record),
        None => desk.add_to_profile(whose, record).map(drop),
    })?;
    shown(host, whose)
}

pub fn remove_profile_record(host: &Host, request: RemoveProfileRecordRequest) -> Answer<ProfileView> {
    let whose = ParticipantId(request.participant);
    let kind = match request.kind {
        ProfileKind::Language => OfficeKind::Language,
        ProfileKind::Schooling => OfficeKind::Schooling,
        ProfileKind::Job => OfficeKind::Job,
        ProfileKind::Skill => OfficeKind::Skill,
        ProfileKind::Household => OfficeKind::Household,
        ProfileKind::Contact => OfficeKind::Contact,
        ProfileKind::Residence => OfficeKind::Residence,
        ProfileKind::Note => OfficeKind::Note,
    };
    host.office.write(|desk| desk.remove_from_profile(whose, kind, request.id).map(drop))?;
    shown(host, whose)
}

pub fn save_support(host: &Host, request: SaveSupportRequest) -> Answer<ProfileView> {
    let whose = ParticipantId(request.participant);
    let support = entered::support(request.support);
    host.office.write(|desk| desk.set_support(whose, support))?;
    shown(host, whose)
}

fn shown(host: &Host, whose: ParticipantId) -> Answer<ProfileView> {
    let (profile, staff) = host.office.read(|desk| Ok((desk.profile(whose)?, desk.caseworkers()?)))?;
    Ok(show::profile::profile(profile, staff))
}

pub fn withdrawal_effects(host: &Host, request: ConsentRequest) -> Answer<WithdrawalEffectsView> {
    let effects = host.office.read(|desk| desk.withdrawal_effects(ConsentId(request.consent)))?;
    Ok(show::profile::effects(effects))
}

pub fn override_consent(host: &Host, request: OverrideConsentRequest) -> Answer<ParticipantView> {
    let id = ParticipantId(request.participant);
    let gate = match request.gate {
        Gate::SensitiveQuestions => CaseGate::SensitiveQuestions,
        Gate::Recommending => CaseGate::Recommending,
        Gate::Media => CaseGate::Media,
        Gate::Export => CaseGate::Export,
    };
    host.office.write(|desk| desk.override_consent(id, gate, &request.reason, &request.words))?;
    page(host, id)
}

pub fn policies(host: &Host, (): ()) -> Answer<PoliciesView> {
    let policies = host.office.read(|desk| desk.policies())?;
    Ok(PoliciesView { policies: policies.into_iter().map(show::profile::policy).collect() })
}

pub fn save_policy(host: &Host, request: SavePolicyRequest) -> Answer<PoliciesView> {
    let SavePolicyRequest { version, valid_from, ja, en } = request;
    host.office.write(|desk| desk.save_policy(version, &valid_from, &ja, &en))?;
    policies(host, ())
}
