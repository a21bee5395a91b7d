//! Switches for the control runs of tests: what happens when a safeguard is missing. A release build has none.

/// Whether a test has taken a safeguard away, or asked for the second-best way.
pub fn asks_for(switch: &str) -> bool {
    cfg!(debug_assertions) && std::env::var_os("TOMARIGI_TRIAL").is_some_and(|asked| asked == switch)
}
