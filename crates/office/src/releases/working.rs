//! A release in the making, told in steps: it takes moments, and can be stopped until its files are written.

use std::sync::atomic::Ordering;

use super::{ReleaseLook, ReleaseProfile};
use crate::{
    error::OfficeError,
    job::{Job, JobStep, Running},
    session::Office,
};

/// Told of a step and how much of it is done; refuses to go on when the work is to stop.
pub(super) type Telling<'a> = &'a dyn Fn(JobStep, f32) -> Result<(), OfficeError>;

/// Tells nobody.
pub(super) fn silently(_: JobStep, _: f32) -> Result<(), OfficeError> {
    Ok(())
}

impl Office {
    /// [`look_at_release`](crate::WritingDesk::look_at_release), told in steps.
    ///
    /// # Errors
    /// As there; [`OfficeError::Stopped`].
    pub fn look_at_release(&self, year: i32, profile: ReleaseProfile) -> Result<ReleaseLook, OfficeError> {
        let running = self.jobs.begin(Job::Release);
        self.write(|desk| desk.look_telling(year, profile, &|step, part| tell(&running, step, part)))
    }

    /// [`publish_release`](crate::WritingDesk::publish_release), told in steps.
    ///
    /// # Errors
    /// As there; [`OfficeError::Stopped`], and nothing was published.
    pub fn publish_release(&self, year: i32, profile: ReleaseProfile, audience: &str) -> Result<u32, OfficeError> {
        let running = self.jobs.begin(Job::Release);
        self.write(|desk| desk.publish_telling(year, profile, audience, &|step, part| tell(&running, step, part)))
    }
}

fn tell(running: &Running<'_>, step: JobStep, part: f32) -> Result<(), OfficeError> {
    if running.stop().load(Ordering::Acquire) {
        return Err(OfficeError::Stopped);
    }
    running.at(step, part);
    Ok(())
}
