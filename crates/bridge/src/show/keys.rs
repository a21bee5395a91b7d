//! Members, roles, keys.

use office::{Act as OfficeAct, Role as OfficeRole, Roles, StaffMember};
use vault::CredentialFault;

use crate::views::keys::{Act, DeviceState, MemberView, Role};

/// Shows a role.
pub const fn role(role: OfficeRole) -> Role {
    match role {
        OfficeRole::Caseworker => Role::Caseworker,
        OfficeRole::Placement => Role::Placement,
        OfficeRole::Office => Role::Office,
        OfficeRole::DataProtection => Role::DataProtection,
    }
}

/// Takes the roles of a request.
pub fn roles_of(roles: &[Role]) -> Roles {
    let of = |role: &Role| match role {
        Role::Caseworker => OfficeRole::Caseworker,
        Role::Placement => OfficeRole::Placement,
        Role::Office => OfficeRole::Office,
        Role::DataProtection => OfficeRole::DataProtection,
    };
    roles.iter().map(of).collect()
}

/// Shows an act.
pub const fn act(act: OfficeAct) -> Act {
    match act {
        OfficeAct::OwnAccount => Act::OwnAccount,
        OfficeAct::SeePeople => Act::SeePeople,
        OfficeAct::EditPeople => Act::EditPeople,
        OfficeAct::Tasks => Act::Tasks,
        OfficeAct::OverrideConsent => Act::OverrideConsent,
        OfficeAct::Interview => Act::Interview,
        OfficeAct::Forms => Act::Forms,
        OfficeAct::Documents => Act::Documents,
        OfficeAct::Placement => Act::Placement,
        OfficeAct::Programmes => Act::Programmes,
        OfficeAct::SeeFigures => Act::SeeFigures,
        OfficeAct::Report => Act::Report,
        OfficeAct::ApproveFigures => Act::ApproveFigures,
        OfficeAct::Organisation => Act::Organisation,
        OfficeAct::Members => Act::Members,
        OfficeAct::Backup => Act::Backup,
        OfficeAct::Restore => Act::Restore,
        OfficeAct::Travel => Act::Travel,
        OfficeAct::Journal => Act::Journal,
        OfficeAct::Erase => Act::Erase,
        OfficeAct::HandOver => Act::HandOver,
        OfficeAct::Merge => Act::Merge,
    }
}

/// Shows what some roles allow.
pub fn acts_of(roles: Roles) -> Vec<Act> {
    OfficeAct::ALL.into_iter().filter(|each| roles.allow(*each)).map(act).collect()
}

/// Shows a member of staff.
pub fn member(member: &StaffMember) -> MemberView {
    MemberView {
        id: member.id,
        // EXPOSE: shown to colleagues.
        name: member.name.expose().clone(),
        roles: member.roles.iter().map(role).collect(),
        since: member.since.to_string(),
        left: member.left.map(|day| day.to_string()),
        own: member.own,
        device_bound: member.device_bound,
    }
}

/// Shows what the store of secrets says.
pub const fn device_state(fault: Option<CredentialFault>) -> DeviceState {
    match fault {
        None | Some(CredentialFault::NothingThere) => DeviceState::Ready,
        Some(CredentialFault::NoStore) => DeviceState::NoStore,
        Some(CredentialFault::Locked) => DeviceState::Locked,
        Some(CredentialFault::Failed) => DeviceState::Failed,
    }
}
