//! What happens on the computer that must lock: it goes to sleep, its screen is locked, it has slept.

use crate::trial;

#[cfg(target_os = "linux")]
mod linux;
#[cfg(target_os = "linux")]
use linux as platform;
#[cfg(not(target_os = "linux"))]
mod other;
#[cfg(not(target_os = "linux"))]
use other as platform;

/// What this computer tells the program in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Watching {
    /// That it goes to sleep, and it waits with that until the vault is locked.
    pub sleep: bool,
    /// That its screen is locked.
    pub screen: bool,
}

/// Returns what is watched now. Where nothing is, the clocks still notice a sleep when it is over.
pub fn desktop_watch() -> Watching {
    platform::watching()
}

/// Calls `lock` when the computer is about to sleep or its screen has been locked, for as long as the program runs.
pub fn watch(lock: impl Fn() + Clone + Send + 'static) {
    if !trial::asks_for("deaf") {
        platform::watch(lock);
    }
}

/// Notices from the clocks that the computer has slept, also where no desktop says so.
#[derive(Debug, Default)]
pub struct Sleeps {
    asleep: Option<std::time::Duration>,
}

/// Between two looks at the clocks, what they differ by is far below this unless there was a sleep.
const A_SLEEP: std::time::Duration = std::time::Duration::from_secs(2);

impl Sleeps {
    /// Whether the computer has slept since the last call.
    pub fn slept(&mut self) -> bool {
        platform::time_asleep().is_some_and(|asleep| self.is_longer(asleep))
    }

    fn is_longer(&mut self, asleep: std::time::Duration) -> bool {
        let before = self.asleep.replace(asleep);
        before.is_some_and(|before| asleep.saturating_sub(before) > A_SLEEP)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_sleep_is_noticed_once_and_a_slow_computer_is_not_taken_for_one() {
        let mut sleeps = Sleeps::default();
        let hours = Duration::from_secs(7200);

        assert!(!sleeps.is_longer(hours), "it may have slept before the program was started");
        assert!(!sleeps.is_longer(hours + Duration::from_secs(2)), "the clocks are read one after the other");
        assert!(sleeps.is_longer(hours + Duration::from_millis(4001)));
        assert!(!sleeps.is_longer(hours + Duration::from_millis(4001)));
        assert!(!sleeps.is_longer(hours), "clocks may be odd");
    }
}
