//! Where the desktop is not listened to yet: the clocks notice a sleep when it is over.

use std::time::Duration;

use super::Watching;

/// Nothing is watched.
pub const fn watching() -> Watching {
    Watching { sleep: false, screen: false }
}

/// Does nothing.
pub fn watch(_: impl Fn() + Clone + Send + 'static) {}

/// Not known here.
pub const fn time_asleep() -> Option<Duration> {
    None
}
