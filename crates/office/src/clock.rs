//! The clock, as a port: tests and the sample bring their own.

use std::time::Duration;

use chrono::{DateTime, FixedOffset, Local, NaiveDate};

/// Tells the time.
pub trait Clock: Send + Sync {
    /// The wall clock with its offset.
    fn now(&self) -> DateTime<FixedOffset>;

    /// Time that never goes back and goes on while the computer sleeps.
    fn elapsed(&self) -> Duration;

    /// Today on the wall clock.
    fn today(&self) -> NaiveDate {
        self.now().date_naive()
    }
}

/// The clock of this computer.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is the one place that asks the computer for the time")]
    fn now(&self) -> DateTime<FixedOffset> {
        Local::now().fixed_offset()
    }

    fn elapsed(&self) -> Duration {
        platform::since_boot()
    }
}

#[cfg(target_os = "linux")]
mod platform {
    use std::time::Duration;

    /// `CLOCK_BOOTTIME` counts the time in which the computer sleeps; `Instant` on Linux does not.
    pub fn since_boot() -> Duration {
        let time = rustix::time::clock_gettime(rustix::time::ClockId::Boottime);
        Duration::new(u64::try_from(time.tv_sec).unwrap_or(0), u32::try_from(time.tv_nsec).unwrap_or(0))
    }
}

#[cfg(not(target_os = "linux"))]
mod platform {
    use std::{
        sync::OnceLock,
        time::{Duration, Instant},
    };

    /// `Instant` goes on during sleep on Windows, and on macOS since it is `mach_continuous_time`; untested here.
    pub fn since_boot() -> Duration {
        static START: OnceLock<Instant> = OnceLock::new();
        START.get_or_init(Instant::now).elapsed()
    }
}

/// A clock that stands still where it is put.
#[derive(Debug, Clone, Copy)]
pub struct FixedClock {
    /// What it shows.
    pub now: DateTime<FixedOffset>,
    /// What has passed.
    pub elapsed: Duration,
}

impl FixedClock {
    /// A clock that stands at noon of a day, Japanese time.
    ///
    /// # Panics
    /// Never: noon exists on every day in a zone without summer time.
    pub fn noon(day: NaiveDate) -> Self {
        let japan = FixedOffset::east_opt(9 * 3600).expect("nine hours are a valid offset");
        let noon = day.and_hms_opt(12, 0, 0).expect("every day has a noon");
        Self { now: DateTime::from_naive_utc_and_offset(noon - japan, japan), elapsed: Duration::ZERO }
    }
}

impl Clock for FixedClock {
    fn now(&self) -> DateTime<FixedOffset> {
        self.now
    }

    fn elapsed(&self) -> Duration {
        self.elapsed
    }
}
