//! Personal data and keys, wrapped so that they cannot leave by accident.
//!
//! [`Guarded`] has no `Display`, no `Deref` and no `Serialize`; its `Debug` says only that something is there.
//! The one way in is [`Guarded::expose`], and each call carries a comment that says why. The memory is overwritten
//! when the value is dropped.
//!
//! ```compile_fail,E0277
//! let name = guarded::Guarded::new(String::from("Amal"));
//! println!("{name}");
//! ```
//! ```compile_fail,E0277
//! fn send<T: serde::Serialize>(_: T) {}
//! send(guarded::Guarded::new(String::from("Amal")));
//! ```
//! ```compile_fail,E0614
//! let name = guarded::Guarded::new(String::from("Amal"));
//! let text: &str = &*name;
//! ```

use std::fmt;

use serde::{Deserialize, Deserializer};
use zeroize::Zeroize;

/// A value that only [`expose`](Guarded::expose) hands out and that is overwritten when dropped.
///
/// It can be read from the outside (`Deserialize`) but not written to it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Guarded<T: Zeroize>(T);

impl<T: Zeroize> Guarded<T> {
    /// Wraps a value. The caller gives up its own copy.
    pub const fn new(value: T) -> Self {
        Self(value)
    }

    /// Lends the value. Say in a comment who needs it and what for.
    pub const fn expose(&self) -> &T {
        &self.0
    }

    /// Makes another guarded value out of this one without letting it out in between.
    pub fn map<U: Zeroize>(&self, f: impl FnOnce(&T) -> U) -> Guarded<U> {
        Guarded(f(&self.0))
    }
}

impl<T: Zeroize> Drop for Guarded<T> {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl<T: Zeroize> fmt::Debug for Guarded<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[guarded]")
    }
}

impl<T: Zeroize> From<T> for Guarded<T> {
    fn from(value: T) -> Self {
        Self::new(value)
    }
}

impl From<&str> for Guarded<String> {
    fn from(value: &str) -> Self {
        Self::new(value.to_owned())
    }
}

impl<'de, T: Zeroize + Deserialize<'de>> Deserialize<'de> for Guarded<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::deserialize(deserializer).map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_never_shows_the_value() {
        let name = Guarded::from("Amal");

        let shown = format!("{name:?} {:?}", Some(&name));

        assert!(!shown.contains("Amal"), "a name in a debug print reaches logs and panics");
    }

    #[test]
    fn a_guarded_value_is_read_from_json_without_a_wrapper() {
        let name: Guarded<String> = serde_json_like("Amal");

        assert_eq!(name.expose(), "Amal");
    }

    fn serde_json_like(text: &str) -> Guarded<String> {
        use serde::de::{IntoDeserializer, value::Error};
        let deserializer: serde::de::value::StrDeserializer<'_, Error> = text.into_deserializer();
        Guarded::deserialize(deserializer).expect("a string deserializes as a string")
    }
}
