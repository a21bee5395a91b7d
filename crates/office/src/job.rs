//! Long work: how far it is, and the wish to stop it. Read and stopped without waiting for the session.

use std::sync::{
    Mutex, PoisonError,
    atomic::{AtomicBool, Ordering},
};

/// A long piece of work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Job {
    /// Opening the vault.
    Unlock,
    /// Making a backup.
    Backup,
    /// Restoring one.
    Restore,
    /// Erasing a participant.
    Erase,
    /// Looking at all documents.
    Documents,
    /// Bringing a spreadsheet.
    Import,
    /// Protecting the tables of a release, and making its files.
    Release,
}

/// A step of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JobStep {
    /// Deriving the key.
    Key,
    /// Checking the seal of every page.
    Seals,
    /// Checking tables and indexes.
    Structure,
    /// Checking that references hold.
    References,
    /// Checking the chain of the journal.
    Journal,
    /// Copying the store.
    Copying,
    /// Writing the file.
    Writing,
    /// Reading it back.
    ReadingBack,
    /// Rewriting the store so that nothing stays in it.
    Cleaning,
    /// Looking at documents.
    Documents,
    /// Reading a spreadsheet.
    Reading,
    /// Looking at its rows.
    Comparing,
    /// Counting tables.
    Counting,
    /// Protecting them, and proving it.
    Protecting,
}

impl Job {
    /// The steps in order with their share of the whole, measured on a store of 50 MB.
    const fn shares(self) -> &'static [(JobStep, f32)] {
        match self {
            Self::Unlock => &[
                (JobStep::Key, 0.55),
                (JobStep::Seals, 0.2),
                (JobStep::Structure, 0.15),
                (JobStep::References, 0.05),
                (JobStep::Journal, 0.05),
            ],
            Self::Backup => &[(JobStep::Copying, 0.25), (JobStep::Writing, 0.35), (JobStep::ReadingBack, 0.4)],
            Self::Restore => &[(JobStep::Key, 0.1), (JobStep::ReadingBack, 0.6), (JobStep::Seals, 0.3)],
            Self::Erase => &[(JobStep::Writing, 0.3), (JobStep::Cleaning, 0.7)],
            Self::Documents => &[(JobStep::Documents, 1.0)],
            // Reading, looking and writing are asked for one after another; each is a whole.
            Self::Import => &[(JobStep::Reading, 1.0)],
            Self::Release => &[(JobStep::Counting, 0.2), (JobStep::Protecting, 0.6), (JobStep::Writing, 0.2)],
        }
    }

    const fn can_be_stopped(self) -> bool {
        matches!(self, Self::Backup | Self::Restore | Self::Documents | Self::Import | Self::Release)
    }

    fn fraction(self, step: JobStep, of_step: f32) -> f32 {
        if self == Self::Import {
            return of_step.clamp(0.0, 1.0);
        }
        let shares = self.shares();
        let before: f32 = shares.iter().take_while(|(other, _)| *other != step).map(|(_, share)| share).sum();
        let own = shares.iter().find(|(other, _)| *other == step).map_or(0.0, |(_, share)| *share);
        own.mul_add(of_step.clamp(0.0, 1.0), before).min(1.0)
    }
}

/// How far the work of this moment is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Progress {
    /// Which work.
    pub job: Job,
    /// Its step.
    pub step: JobStep,
    /// How much of the whole is done, 0 to 1.
    pub fraction: f32,
    /// Whether it can be stopped without harm.
    pub cancellable: bool,
}

/// The desk at which long work reports.
#[derive(Debug, Default)]
pub(crate) struct Jobs {
    now: Mutex<Option<Progress>>,
    stop: AtomicBool,
}

impl Jobs {
    /// Begins a piece of work; it ends when the value returned is dropped.
    pub fn begin(&self, job: Job) -> Running<'_> {
        self.stop.store(false, Ordering::Release);
        let running = Running { jobs: self, job };
        if let Some((first, _)) = job.shares().first() {
            running.at(*first, 0.0);
        }
        running
    }

    /// Returns how far the work of this moment is.
    pub fn progress(&self) -> Option<Progress> {
        *self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Asks the work of this moment to stop.
    pub fn stop(&self) {
        self.stop.store(true, Ordering::Release);
    }
}

/// A piece of work that runs.
#[derive(Debug)]
pub(crate) struct Running<'a> {
    jobs: &'a Jobs,
    job: Job,
}

impl Running<'_> {
    /// Reports the share of a step that is done.
    pub fn at(&self, step: JobStep, of_step: f32) {
        let fraction = self.job.fraction(step, of_step);
        let progress = Progress { job: self.job, step, fraction, cancellable: self.job.can_be_stopped() };
        *self.jobs.now.lock().unwrap_or_else(PoisonError::into_inner) = Some(progress);
    }

    /// The wish to stop.
    pub const fn stop(&self) -> &AtomicBool {
        &self.jobs.stop
    }
}

impl Drop for Running<'_> {
    fn drop(&mut self) {
        *self.jobs.now.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn progress_never_goes_back() {
        for job in [Job::Unlock, Job::Backup, Job::Restore, Job::Erase, Job::Documents, Job::Release] {
            let jobs = Jobs::default();
            let running = jobs.begin(job);
            let mut last = 0.0;
            for (step, _) in job.shares() {
                for part in [0.0, 0.5, 1.0] {
                    running.at(*step, part);
                    let now = jobs.progress().expect("it runs").fraction;
                    assert!(now >= last, "{job:?} {step:?}");
                    last = now;
                }
            }
            assert!((last - 1.0).abs() < 0.001, "{job:?} ends at {last}");
        }
    }

    #[test]
    fn a_wish_to_stop_does_not_reach_the_next_work() {
        let jobs = Jobs::default();
        let first = jobs.begin(Job::Backup);
        jobs.stop();
        assert!(first.stop().load(Ordering::Acquire));
        drop(first);
        assert_eq!(jobs.progress(), None);

        let second = jobs.begin(Job::Backup);

        assert!(!second.stop().load(Ordering::Acquire));
    }
}
