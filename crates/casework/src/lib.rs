//! The words and rules of the office: participants and their pathway, programmes, placement, activities, consents.
//!
//! Pure: no clock, no file, no database, no screen. What a rule needs of the outside comes in as an argument. Personal
//! data is [`Guarded`](guarded::Guarded) in every type.

pub mod activity;
pub mod associate;
pub mod closure;
pub mod codes;
pub mod company;
pub mod consent;
pub mod dates;
pub mod duplicates;
pub mod fact;
pub mod fee;
pub mod finding;
pub mod forms;
pub mod ids;
pub mod ledger;
pub mod media;
pub mod merging;
pub mod names;
pub mod opening;
pub mod participant;
pub mod placement;
pub mod profile;
pub mod programme;
pub mod task;
pub mod text;
