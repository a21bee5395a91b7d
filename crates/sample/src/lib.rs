//! The synthetic organisation: made-up people and ordinary records through ordinary use cases.
//!
//! Nobody in it is real. With 559 participants its FY2024 gives the published figures exactly, whatever the seed; the
//! counting rules know nothing of it. Records are planned year by year from a seed ([`Plan`]) and then written in
//! transactions that are short enough for a person to watch and to stop.

mod activities;
mod answers;
mod background;
mod companies;
mod dice;
mod fill;
mod names;
mod numbers;
mod pathway;
mod people;
mod placement;
mod plan;
mod record;
mod story;
mod texts;

pub use fill::{Progress, SampleError, fill};
pub use plan::Plan;

/// The passphrase of the sample organisation. It protects nothing and is shown on the lock screen.
pub const PASSPHRASE: &str = "harbour-lantern-meadow-pencil-river-sparrow";

/// The name of the sample organisation.
pub const ORGANISATION: &str = "見本NPO とまり木 / Tomarigi Sample Organisation";
