//! What the acceptance tests share.

pub mod buses;
pub mod disk;
pub mod encodings;
pub mod faults;
pub mod keyboard;
pub mod members;
pub mod memory;
pub mod posture;
pub mod power;
pub mod product;
pub mod program;
pub mod rehearsal;
pub mod traces;
pub mod window;

/// Whether the tests take their full samples (`cargo xtask test --long`): thousands of kills instead of hundreds.
pub fn long() -> bool {
    std::env::var_os("TOMARIGI_LONG").is_some_and(|value| value == "1")
}

/// The size of a sample: the full one, or the one of the normal run.
pub fn sample<T>(full: T, normal: T) -> T {
    if long() { full } else { normal }
}
