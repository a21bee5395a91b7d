//! Finding people by any of their names, and telling one person from two.

use serde::Serialize;

/// Why somebody was found.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct FoundNote {
    /// The name that answers, unless it is the one that is shown first.
    pub name: Option<String>,
    /// Why it answers, the most telling reason first.
    pub why: Vec<FoundWhy>,
}

/// Why a name answers what was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub enum FoundWhy {
    /// Only width, case, accents or the kind of kana differ, if anything.
    SameLetters,
    /// The same parts in another order.
    OtherOrder,
    /// It sounds like it in another script.
    OtherScript,
    /// Another spelling in the same script.
    OtherSpelling,
    /// Spelt or spoken a little differently.
    Similar,
    /// The name has parts that were not typed.
    Part,
    /// A part of the name begins like this.
    Beginning,
}
