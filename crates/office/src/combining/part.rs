//! What a command about combining works with, and how it comes back to the vault.

use std::sync::{MutexGuard, PoisonError};

use guarded::Guarded;
use store::CombiningRow;
use sync::{Fault, Identity, Memory, Nowhere, Organisation, Parcel, Pin, Place, PlaceFault, Site, deliver};
use vault::{CredentialFault, DeviceItem, VaultId};

use super::identity;
use crate::{
    clock::Clock,
    desk::{Desk, WritingDesk},
    error::OfficeError,
    roles::Act,
    session::{Office, OpenVault},
};

/// What this laptop knows and is, taken out of the vault.
pub(super) struct Part {
    pub own: Identity,
    pub organisation: Organisation,
    pub place: Box<dyn Place>,
    pub address: String,
    pub sequence: u64,
    pub memory: Memory,
    vault: VaultId,
}

/// What the store holds, read.
pub(super) struct Known {
    pub organisation: Organisation,
    place: String,
    sequence: u64,
    memory: Memory,
    agreed: Vec<u8>,
    pub send_every: u32,
    pub sent_at: Option<String>,
}

impl Known {
    pub fn read(row: CombiningRow) -> Result<Self, OfficeError> {
        let memory = if row.memory.is_empty() { Memory::default() } else { Memory::from_bytes(&row.memory)? };
        let organisation = Organisation::read(&row.organisation)?;
        let CombiningRow { place, sequence, agreed, send_every, sent_at, .. } = row;
        Ok(Self { organisation, place, sequence, memory, agreed, send_every, sent_at })
    }

    /// Whether a person saw what goes and to whom, as it would go now.
    pub fn agrees(&self) -> bool {
        self.agreed == self.organisation.context()
    }
}

/// Returns the keys that a server shows, its own first, for a person to compare with what its keeper says.
///
/// # Errors
/// [`Fault::Place`].
pub fn look_at_place(address: &str) -> Result<Vec<Pin>, OfficeError> {
    Ok(sync::look_at_keys(address).map_err(Fault::Place)?)
}

impl Office {
    /// Keeps the password of the place in the credential store of this computer, and until the vault is locked in memory.
    /// The vault never holds it. What the credential store said is returned: without one, it is asked for each time.
    ///
    /// # Errors
    /// [`OfficeError::Forbidden`]; [`OfficeError::Locked`].
    pub fn keep_place_password(
        &self,
        password: Guarded<String>,
        for_later: bool,
    ) -> Result<Result<(), CredentialFault>, OfficeError> {
        // EXPOSE: copied into what the credential store takes
        let bytes = Guarded::new(password.expose().as_bytes().to_vec());
        let vault = self.combining_as(Act::SeeFigures, |open, _| {
            open.place_password = Some(password);
            Ok(open.keys.vault_id())
        })?;
        Ok(if for_later { self.devices.write(vault, DeviceItem::Place, &bytes) } else { Ok(()) })
    }

    /// One command about combining at a time.
    pub(super) fn combining_alone(&self) -> MutexGuard<'_, ()> {
        self.combining.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn combining_as<T>(
        &self,
        act: Act,
        work: impl FnOnce(&mut OpenVault, &dyn Clock) -> Result<T, OfficeError>,
    ) -> Result<T, OfficeError> {
        self.at_work(
            |open, clock| {
                if open.actor.roles.allow(act) { work(open, clock) } else { Err(OfficeError::Forbidden(act)) }
            },
        )
    }

    /// Takes out what is known, and looks whether the office changed the organisation since.
    pub(super) fn part(&self, act: Act) -> Result<Part, OfficeError> {
        let (known, own, vault, password) = self.combining_as(act, |open, clock| {
            let known = known(&Desk::new(open.store.read(), clock, &open.actor))?.ok_or(OfficeError::NotCombining)?;
            Ok((known, identity(open), open.keys.vault_id(), open.place_password.clone()))
        })?;
        let Known { organisation, place: address, sequence, memory, .. } = known;
        let place = self.place(&address, vault, password);
        let mut part = Part { own, organisation, place, address, sequence, memory, vault };
        match part.organisation.newest_file(&*part.place) {
            Ok(Some((organisation, file))) => {
                self.back(act, &part, |open, clock| {
                    change(open, clock, "change", |desk| Ok(desk.writer.set_combining(&file, &part.address)?))
                })?;
                part.organisation = organisation;
            }
            // Away from the place, what is known is used.
            Ok(None) | Err(Fault::Place(_)) => (),
            Err(fault) => return Err(fault.into()),
        }
        Ok(part)
    }

    fn place(&self, address: &str, vault: VaultId, password: Option<Guarded<String>>) -> Box<dyn Place> {
        let opened = Site::read(address).and_then(|site| {
            let password = password.or_else(|| self.kept_password(&site, vault));
            // EXPOSE: sent to the server whose key was agreed on
            site.open(password.as_ref().map(|password| password.expose().as_str()))
        });
        opened.unwrap_or_else(|fault| Box::new(Nowhere(fault)))
    }

    fn kept_password(&self, site: &Site, vault: VaultId) -> Option<Guarded<String>> {
        let kept = site.needs_password().then(|| self.devices.read(vault, DeviceItem::Place).ok()).flatten()?;
        // EXPOSE: read as text, and guarded again
        String::from_utf8(kept.expose().clone()).ok().map(Guarded::new)
    }

    /// Comes back to the same vault after something that took its time; it may have been locked since.
    pub(super) fn back<T>(
        &self,
        act: Act,
        part: &Part,
        work: impl FnOnce(&mut OpenVault, &dyn Clock) -> Result<T, OfficeError>,
    ) -> Result<T, OfficeError> {
        self.combining_as(act, |open, clock| {
            if open.keys.vault_id() == part.vault { work(open, clock) } else { Err(OfficeError::Locked) }
        })
    }

    /// Delivers what waits, and returns why something is left. A place that cannot be reached is no error.
    pub(super) fn deliver_waiting(&self, part: &Part) -> Result<Option<PlaceFault>, OfficeError> {
        let waiting = self.back(Act::SeeFigures, part, |open, _| Ok(open.store.read().combining_parcels()?))?;
        let parcel = |one: &store::WaitingParcel| Parcel { name: one.name.clone(), bytes: one.bytes.clone() };
        let parcels: Vec<_> = waiting.iter().map(parcel).collect();
        let (sent, trouble) = deliver(&*part.place, &parcels);
        if sent > 0 {
            self.back(Act::SeeFigures, part, |open, clock| {
                open.write(clock, |writer| -> Result<(), OfficeError> {
                    Ok(waiting.iter().take(sent).try_for_each(|one| writer.remove_combining_parcel(one.id))?)
                })
            })?;
        }
        Ok(trouble)
    }
}

pub(super) fn known(desk: &Desk<'_>) -> Result<Option<Known>, OfficeError> {
    desk.records.combining()?.map(Known::read).transpose()
}

/// Writes, with an entry in the journal.
pub(super) fn change(
    open: &mut OpenVault,
    clock: &dyn Clock,
    verb: &str,
    work: impl FnOnce(&WritingDesk<'_>) -> Result<(), OfficeError>,
) -> Result<(), OfficeError> {
    let actor = open.actor.clone();
    open.write(clock, |writer| {
        let desk = WritingDesk::new(writer, clock, &actor);
        work(&desk)?;
        desk.note(verb, "combining", None)
    })
}

pub(super) fn wait(desk: &WritingDesk<'_>, parcels: &[Parcel]) -> Result<(), OfficeError> {
    let add = |parcel: &Parcel| desk.writer.add_combining_parcel(&parcel.name, &parcel.bytes);
    Ok(parcels.iter().try_for_each(add)?)
}
