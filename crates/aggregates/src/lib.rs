//! Figures on their way from the records to the public.
//!
//! A [`RawTable`] holds what was counted and cannot be written anywhere. A person looks at its small counts and
//! decides; with that [`Approval`] and the [`Catalogue`] of known codes the table becomes a [`Release`], the only thing
//! that may be written, shown as publishable, or sent.
//!
//! This crate knows no case, no company and no person: its only words are [`Code`]s, and everything else is a number.

pub mod audit;
mod code;
pub mod model;
mod period;
pub mod publish;
mod release;
pub mod round;
mod stop;
pub mod suppress;
mod table;
mod tables;

pub use code::{Code, InvalidCode};
pub use period::{FiscalYear, Period, ReversedPeriod, YearOutOfRange};
pub use release::{Approval, Catalogue, Cell, Profile, Release, ReleaseRefused};
pub use stop::Stop;
pub use table::{Basis, DuplicateCell, RawCell, RawTable, SmallCount, Unit};
pub use tables::{Certificate, Method, PublishedCell, PublishedTable, TableRelease, Unprotected};
