//! Who may work in the open vault at which stage: casework, a participant with the screen in their hands, an event.

use std::{collections::BTreeSet, sync::MutexGuard};

use casework::ids::{ActivityId, ParticipantId};

use super::{Office, OpenVault, Session, Stage};
use crate::{
    clock::Clock,
    desk::{Desk, WritingDesk},
    error::OfficeError,
    interviews::Handed,
    session_error::SessionError,
    undo::Edits,
};

impl Office {
    /// Runs a use case that reads.
    ///
    /// # Errors
    /// [`OfficeError::Locked`] while the vault is not open for casework; what the use case says.
    pub fn read<T>(&self, work: impl FnOnce(&Desk<'_>) -> Result<T, OfficeError>) -> Result<T, OfficeError> {
        let mut session = self.session();
        let open = at_work(&mut session)?;
        work(&self.desk_of(open))
    }

    /// Runs a use case that changes something: all of it is on the disk when this returns, or none of it.
    ///
    /// # Errors
    /// [`OfficeError::Locked`] while the vault is not open for casework; what the use case says.
    pub fn write<T>(&self, work: impl FnOnce(&WritingDesk<'_>) -> Result<T, OfficeError>) -> Result<T, OfficeError> {
        self.at_work(|open, clock| open.edit(clock, work))
    }

    /// Runs a use case that changes a great many records and has a way back of its own: nothing of it can be undone step
    /// by step, and earlier steps of whoever was on record before and was changed are forgotten. `work` returns these
    /// people beside what it did.
    pub(crate) fn write_many<T>(
        &self,
        work: impl FnOnce(&WritingDesk<'_>) -> Result<(T, BTreeSet<ParticipantId>), OfficeError>,
    ) -> Result<T, OfficeError> {
        self.at_work(|open, clock| {
            let actor = open.actor.clone();
            let (done, changed) = open.write_unrecorded(clock, |writer| {
                let desk = WritingDesk::new(writer, clock, &actor);
                let (done, changed) = work(&desk)?;
                changed.iter().try_for_each(|person| desk.not_away(*person))?;
                Ok::<_, OfficeError>((done, changed))
            })?;
            changed.iter().for_each(|person| open.edits.forget(*person));
            Ok(done)
        })
    }

    /// Works on the vault that is open for casework.
    pub(crate) fn at_work<T>(
        &self,
        work: impl FnOnce(&mut OpenVault, &dyn Clock) -> Result<T, OfficeError>,
    ) -> Result<T, OfficeError> {
        let mut session = self.session();
        work(at_work(&mut session)?, &*self.clock)
    }

    /// The same with another clock, for records that are made up. None of it can be undone.
    ///
    /// # Errors
    /// As [`write`](Self::write).
    pub fn write_at<T>(
        &self,
        clock: &dyn Clock,
        work: impl FnOnce(&WritingDesk<'_>) -> Result<T, OfficeError>,
    ) -> Result<T, OfficeError> {
        let mut session = self.session();
        let open = at_work(&mut session)?;
        let actor = open.actor.clone();
        open.write(&*self.clock, |writer| work(&WritingDesk::new(writer, clock, &actor)))
    }

    /// Reads for the participant who has the screen in their hands.
    pub(crate) fn read_handed<T>(
        &self,
        work: impl FnOnce(&Desk<'_>, &Handed) -> Result<T, OfficeError>,
    ) -> Result<T, OfficeError> {
        let mut session = self.session();
        let (open, handed) = in_their_hands(&mut session)?;
        work(&self.desk_of(open), &handed)
    }

    /// Writes for the participant who has the screen in their hands.
    pub(crate) fn write_handed<T>(
        &self,
        work: impl FnOnce(&WritingDesk<'_>, &Handed) -> Result<T, OfficeError>,
    ) -> Result<T, OfficeError> {
        let mut session = self.session();
        let (open, handed) = in_their_hands(&mut session)?;
        let actor = open.actor.clone();
        open.write(&*self.clock, |writer| work(&WritingDesk::new(writer, &*self.clock, &actor), &handed))
    }

    /// Goes from one stage of an open vault to another, unless a lock came meanwhile; returns what was handed over.
    pub(crate) fn change_stage(
        &self,
        from: Stage,
        to: Stage,
        handed: Option<Handed>,
    ) -> Result<Option<Handed>, SessionError> {
        let mut session = self.session();
        let open = session.open.as_mut().filter(|open| open.stage == from).ok_or(SessionError::WrongStage)?;
        open.stage = to;
        Ok(std::mem::replace(&mut open.handed, handed))
    }

    /// Reads at an event.
    pub(crate) fn read_event<T>(
        &self,
        work: impl FnOnce(&Desk<'_>, ActivityId) -> Result<T, OfficeError>,
    ) -> Result<T, OfficeError> {
        let mut session = self.session();
        let (open, activity) = at_event(&mut session)?;
        work(&self.desk_of(open), activity)
    }

    /// Writes at an event.
    pub(crate) fn write_event<T>(
        &self,
        work: impl FnOnce(&WritingDesk<'_>, ActivityId) -> Result<T, OfficeError>,
    ) -> Result<T, OfficeError> {
        let mut session = self.session();
        let (open, activity) = at_event(&mut session)?;
        let actor = open.actor.clone();
        open.write(&*self.clock, |writer| work(&WritingDesk::new(writer, &*self.clock, &actor), activity))
    }

    /// Goes to an event, unless a lock came meanwhile.
    pub(crate) fn enter_event(&self, activity: ActivityId) -> Result<(), SessionError> {
        let mut session = self.session();
        let open = session.open.as_mut().filter(|open| open.stage == Stage::Open).ok_or(SessionError::WrongStage)?;
        (open.stage, open.event) = (Stage::Event, Some(activity));
        // What could be undone names people; the way back begins anew after the event.
        open.edits = Edits::default();
        Ok(())
    }

    /// Comes back from an event, unless a lock came meanwhile; returns which it was.
    pub(crate) fn end_event(&self) -> Result<Option<ActivityId>, SessionError> {
        let mut session = self.session();
        let open = session.open.as_mut().filter(|open| open.stage == Stage::Event).ok_or(SessionError::WrongStage)?;
        open.stage = Stage::Open;
        Ok(open.event.take())
    }

    /// Works on the open vault at any stage, but not while the screen is in public.
    pub(crate) fn with_open<T>(
        &self,
        work: impl FnOnce(&mut OpenVault) -> Result<T, SessionError>,
    ) -> Result<T, SessionError> {
        let mut session = self.session();
        let open = session.open.as_mut().filter(|open| !open.stage.in_public());
        work(open.ok_or(SessionError::WrongStage)?)
    }

    /// The same, also while the screen is in public.
    pub(crate) fn with_any_open<T>(
        &self,
        work: impl FnOnce(&OpenVault) -> Result<T, SessionError>,
    ) -> Result<T, SessionError> {
        work(self.session().open.as_ref().ok_or(SessionError::WrongStage)?)
    }
}

fn at_work<'a>(session: &'a mut MutexGuard<'_, Session>) -> Result<&'a mut OpenVault, OfficeError> {
    let open = session.open.as_mut().ok_or(OfficeError::Locked)?;
    if open.stage == Stage::Open { Ok(open) } else { Err(OfficeError::WrongStage) }
}

fn in_their_hands<'a>(session: &'a mut MutexGuard<'_, Session>) -> Result<(&'a mut OpenVault, Handed), OfficeError> {
    let open = session.open.as_mut().ok_or(OfficeError::Locked)?;
    let handed = open.handed.clone().filter(|_| open.stage == Stage::Handed).ok_or(OfficeError::WrongStage)?;
    Ok((open, handed))
}

fn at_event<'a>(session: &'a mut MutexGuard<'_, Session>) -> Result<(&'a mut OpenVault, ActivityId), OfficeError> {
    let open = session.open.as_mut().ok_or(OfficeError::Locked)?;
    let activity = open.event.filter(|_| open.stage == Stage::Event).ok_or(OfficeError::WrongStage)?;
    Ok((open, activity))
}
