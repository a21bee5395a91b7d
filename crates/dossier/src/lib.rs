//! Personal documents out: the curriculum vitae that a company gets to read.
//!
//! What may stand on it is [`Facts`], field by field. There is no field for a note, a sealed note, the answers of an
//! interview, the papers that prove a status, what a designation paper says, who sent somebody, their household, or how
//! it is safe to reach them. Whoever calls has no way to hand any of it over:
//!
//! ```compile_fail,E0560
//! let facts = dossier::Facts { notes: Vec::<String>::new(), ..dossier::Facts::default() };
//! ```
//! ```compile_fail,E0560
//! let permission = dossier::Permission { designation: None::<String>, ..dossier::Permission::default() };
//! ```
//! ```compile_fail,E0560
//! let reach = dossier::Reach { care: None::<String>, ..dossier::Reach::default() };
//! ```
//!
//! Of the facts, [`Switches`] say which are written; all that names somebody is off until it is chosen.

mod facts;
mod found;
mod initials;
mod ledgers;
mod order;
mod parts;
mod phrases;
mod rirekisho;
mod sheet;

pub use facts::{Ability, Facts, Level, Permission, Post, Reach, School, Tongue, Work};
pub use found::{Given, given_anyway};
pub use initials::initials;
pub use ledgers::{FeeRow, LedgerHead, OpeningRow, SeekerRow, fees_ledger, openings_ledger, seekers_ledger};
pub use order::{BirthShown, Form, Order, Switches};
pub use sheet::cv;
