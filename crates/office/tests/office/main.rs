//! The use cases of an office, held to their rules: one module for each area, one program for all of them.

mod activities;
mod care;
mod charts;
mod codes;
mod combining;
mod consents;
mod documents;
mod erasure;
mod forms;
mod funnel;
mod handover;
mod interviews;
mod journal;
mod ledgers;
mod members;
mod merging;
mod papers;
mod place;
mod placement;
mod profile;
mod programmes;
mod session;
mod support;
mod undo;
mod vault;
mod work;
