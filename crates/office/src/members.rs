//! Several members of staff on one laptop: each with a passphrase, a name in the journal, and roles.

use casework::names::NAME_MAX;
use chrono::NaiveDate;
use guarded::Guarded;
use store::{MemberId, NewMember};
use vault::SlotId;

use crate::{
    roles::{Act, Role, Roles},
    session::Office,
    session_error::SessionError,
    unlocking::{Hardness, judge},
};

/// A member of staff.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaffMember {
    /// Their number.
    pub id: u32,
    /// Their name.
    pub name: Guarded<String>,
    /// What they may do.
    pub roles: Roles,
    /// Since when.
    pub since: NaiveDate,
    /// Until when, if they left.
    pub left: Option<NaiveDate>,
    /// Whether it is the person at the keyboard.
    pub own: bool,
    /// Whether their passphrase opens the vault only together with the secret of this computer.
    pub device_bound: bool,
}

/// The members and how many more fit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Members {
    /// Those who are here first, then those who left.
    pub members: Vec<StaffMember>,
    /// How many more can have a passphrase on this laptop.
    pub room: u32,
}

/// The most members with a passphrase: the key file has eight slots, two of which are for recovery.
const MOST: u32 = 6;

impl Office {
    /// Returns the members of staff. Everybody may see who their colleagues are.
    ///
    /// # Errors
    /// [`SessionError::WrongStage`] while the vault is locked; what the disk says.
    pub fn members(&self) -> Result<Members, SessionError> {
        self.with_open(|open| {
            let bound: Vec<SlotId> =
                open.keys.slots().iter().filter(|slot| slot.device_bound).map(|slot| slot.id).collect();
            let mut members: Vec<StaffMember> = Vec::new();
            for known in open.store.read().members()? {
                members.push(StaffMember {
                    id: known.id.0,
                    own: known.id.0 == open.actor.id,
                    device_bound: bound.contains(&SlotId::from_bytes(known.slot)),
                    roles: Roles::from_codes(&known.roles),
                    name: known.name,
                    since: known.since,
                    left: known.left,
                });
            }
            members.sort_by_key(|member| (member.left.is_some(), member.id));
            let here = members.iter().filter(|member| member.left.is_none()).count();
            Ok(Members { members, room: MOST.saturating_sub(u32::try_from(here).unwrap_or(MOST)) })
        })
    }

    /// Adds a member with a passphrase of their own. Blocks for about two seconds.
    ///
    /// # Errors
    /// [`SessionError::Forbidden`]; [`SessionError::BadMember`] without a name or a role;
    /// [`SessionError::WeakPassphrase`]; [`SessionError::PassphraseTaken`]; [`SessionError::TooManyMembers`];
    /// [`SessionError::WrongSecret`] when `current` is not that of the person at the keyboard; what the disk says.
    pub fn add_member(
        &self,
        name: &Guarded<String>,
        roles: Roles,
        passphrase: &Guarded<String>,
        current: &Guarded<String>,
        hardness: Hardness,
    ) -> Result<Members, SessionError> {
        self.with_open(|open| open.may(Act::Members))?;
        let name = checked(name, roles)?;
        judge(passphrase)?;
        let (folder, keys, _) = self.check_passphrase(current)?;
        if folder.passphrase_opens(&keys, passphrase, &*self.devices)?.is_some() {
            return Err(SessionError::PassphraseTaken);
        }
        let slot = folder.add_passphrase(&keys, passphrase, hardness.cost())?;
        let today = self.clock().today();
        let added = self.with_open(|open| {
            open.note_session(self.clock(), |desk| {
                let member = NewMember { slot: *slot.as_bytes(), name, roles: roles.to_codes(), since: today };
                let id = desk.writer.add_member(&member)?;
                desk.note("add", "member", Some(id.0))
            })?;
            open.settle(self.clock())
        });
        if let Err(error) = added {
            // A slot that nobody is on record for must not open anything.
            let _ = folder.remove_passphrase(&keys, slot);
            return Err(error);
        }
        self.members()
    }

    /// Changes the name or the roles of a member.
    ///
    /// # Errors
    /// [`SessionError::Forbidden`]; [`SessionError::BadMember`]; [`SessionError::NoSuchMember`];
    /// [`SessionError::LastOfRole`] when nobody would be left who may change members or erase; what the disk says.
    pub fn change_member(&self, id: u32, name: &Guarded<String>, roles: Roles) -> Result<Members, SessionError> {
        let name = checked(name, roles)?;
        let members = self.members()?.members;
        let own = find(&members, id)?.own;
        // Whoever keeps their roles may change their own name.
        if !(own && find(&members, id)?.roles == roles) {
            self.with_open(|open| open.may(Act::Members))?;
        }
        keeps_every_role(&members, id, roles)?;
        self.with_open(|open| {
            open.note_session(self.clock(), |desk| {
                let slot = desk.records.member(MemberId(id))?.slot;
                desk.writer.change_member(MemberId(id), &slot, &name, &roles.to_codes())?;
                desk.note("change", "member", Some(id))
            })?;
            if own {
                (open.actor.name, open.actor.roles) = (name.clone(), roles);
            }
            Ok(())
        })?;
        self.members()
    }

    /// Ends a membership: the passphrase opens nothing any more, the name stays in the journal.
    ///
    /// # Errors
    /// [`SessionError::Forbidden`]; [`SessionError::NoSuchMember`]; [`SessionError::LastOfRole`];
    /// [`SessionError::NothingElseOpens`] for oneself; [`SessionError::WrongSecret`]; what the disk says.
    pub fn end_member(&self, id: u32, current: &Guarded<String>) -> Result<Members, SessionError> {
        self.with_open(|open| open.may(Act::Members))?;
        let members = self.members()?.members;
        if find(&members, id)?.own {
            return Err(SessionError::NothingElseOpens);
        }
        keeps_every_role(&members, id, Roles::default())?;
        let (folder, keys, _) = self.check_passphrase(current)?;
        let slot = self.with_open(|open| {
            let known = open.store.read().members()?.into_iter().find(|known| known.id.0 == id);
            Ok(SlotId::from_bytes(known.ok_or(SessionError::NoSuchMember)?.slot))
        })?;
        if keys.slots().iter().any(|known| known.id == slot) {
            folder.remove_passphrase(&keys, slot)?;
        }
        self.with_open(|open| {
            open.note_session(self.clock(), |desk| {
                desk.writer.member_left(MemberId(id), desk.today())?;
                desk.note("end", "member", Some(id))
            })?;
            open.settle(self.clock())
        })?;
        self.members()
    }
}

fn checked(name: &Guarded<String>, roles: Roles) -> Result<Guarded<String>, SessionError> {
    if roles.is_empty() {
        return Err(SessionError::BadMember);
    }
    casework::text::line(name, NAME_MAX).map_err(|_| SessionError::BadMember)
}

fn find(members: &[StaffMember], id: u32) -> Result<&StaffMember, SessionError> {
    let here = |member: &&StaffMember| member.id == id && member.left.is_none();
    members.iter().find(here).ok_or(SessionError::NoSuchMember)
}

/// Without an office nobody could add members, without a data-protection officer nobody could erase.
fn keeps_every_role(members: &[StaffMember], changed: u32, roles: Roles) -> Result<(), SessionError> {
    let others = members.iter().filter(|member| member.left.is_none() && member.id != changed);
    let left: Roles = others.flat_map(|member| member.roles.iter()).chain(roles.iter()).collect();
    if left.has(Role::Office) && left.has(Role::DataProtection) { Ok(()) } else { Err(SessionError::LastOfRole) }
}
