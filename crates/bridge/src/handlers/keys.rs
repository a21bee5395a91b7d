//! What opens the vault, members of staff, roles, sealing for a journey, quick erase.

use office::{Act as OfficeAct, Hardness, Members, Stage};
use vault::escrow;

use crate::{
    error::CommandError,
    handlers::session::{at_current, now},
    host::Host,
    show::keys::{act, device_state, member, role, roles_of},
    views::{
        keys::{
            ActRow, AddMemberRequest, ChangeMemberRequest, CurrentPassphraseRequest, EndMemberRequest, Holder,
            HoldersView, KeysView, MembersView, OfficeKeyPair, QuickEraseView, SetEscrowRequest,
        },
        session::SessionView,
    },
};

type Answer<T> = Result<T, CommandError>;

pub fn holders(host: &Host, (): ()) -> Answer<HoldersView> {
    let members = host.office.members()?.members.into_iter().filter(|member| member.left.is_none());
    // EXPOSE: shown to whoever opened the vault.
    let holder = |member: office::StaffMember| Holder { id: member.id, name: member.name.expose().clone() };
    Ok(HoldersView { holders: members.map(holder).collect() })
}

pub fn keys(host: &Host, (): ()) -> Answer<KeysView> {
    let report = host.office.keys()?;
    let watching = host.desktop.watching();
    Ok(KeysView {
        passphrases: report.passphrases,
        recovery_confirmed: report.recovery_confirmed,
        escrow: report.escrow,
        device_bound: report.device_bound,
        device: device_state(report.device),
        hears_sleep: watching.sleep,
        hears_screen: watching.screen,
        serial: u32::try_from(report.serial).unwrap_or(u32::MAX),
    })
}

pub fn make_office_keys(_: &Host, (): ()) -> Answer<OfficeKeyPair> {
    let (secret, public) = escrow::make_identity();
    // EXPOSE: shown once, to be kept on paper by one person at the office.
    Ok(OfficeKeyPair { secret: secret.expose().clone(), public })
}

pub fn set_escrow(host: &Host, request: SetEscrowRequest) -> Answer<KeysView> {
    let both = [request.first.trim(), request.second.trim()];
    host.office.set_escrow(both, &request.current).map_err(at_current)?;
    keys(host, ())
}

pub fn remove_escrow(host: &Host, request: CurrentPassphraseRequest) -> Answer<KeysView> {
    host.office.remove_escrow(&request.current).map_err(at_current)?;
    keys(host, ())
}

pub fn bind_device(host: &Host, request: CurrentPassphraseRequest) -> Answer<KeysView> {
    host.office.bind_device(&request.current).map_err(at_current)?;
    keys(host, ())
}

pub fn unbind_device(host: &Host, request: CurrentPassphraseRequest) -> Answer<KeysView> {
    host.office.unbind_device(&request.current).map_err(at_current)?;
    keys(host, ())
}

pub fn members(host: &Host, (): ()) -> Answer<MembersView> {
    Ok(shown(&host.office.members()?))
}

fn shown(members: &Members) -> MembersView {
    let acts = OfficeAct::ALL
        .into_iter()
        .map(|each| ActRow { act: act(each), roles: each.roles().iter().copied().map(role).collect() });
    MembersView { members: members.members.iter().map(member).collect(), acts: acts.collect(), room: members.room }
}

pub fn add_member(host: &Host, request: AddMemberRequest) -> Answer<MembersView> {
    let AddMemberRequest { name, roles, passphrase, current } = request;
    let added = host.office.add_member(&name, roles_of(&roles), &passphrase, &current, Hardness::ThisComputer);
    Ok(shown(&added.map_err(at_current)?))
}

pub fn change_member(host: &Host, request: ChangeMemberRequest) -> Answer<MembersView> {
    let changed = host.office.change_member(request.member, &request.name, roles_of(&request.roles));
    Ok(shown(&changed.map_err(at_current)?))
}

pub fn end_member(host: &Host, request: EndMemberRequest) -> Answer<MembersView> {
    Ok(shown(&host.office.end_member(request.member, &request.current).map_err(at_current)?))
}

pub fn seal_for_travel(host: &Host, request: CurrentPassphraseRequest) -> Answer<SessionView> {
    host.office.seal_for_travel(&request.current).map_err(at_current)?;
    host.desktop.locked();
    now(host)
}

pub fn quick_erase(host: &Host, (): ()) -> Answer<QuickEraseView> {
    let was_open = host.office.stage_now() == Stage::Open;
    let report = host.office.quick_erase()?;
    let left = u32::try_from(report.stayed.len()).unwrap_or(u32::MAX);
    // What stayed has to be read first.
    if was_open && left == 0 {
        host.desktop.locked();
    }
    Ok(QuickEraseView { keys_gone: report.keys_are_gone(), left })
}
