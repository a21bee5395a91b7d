//! Combining laptops: the exact total of an organisation, without anybody seeing the counts of one laptop.
//!
//! Each laptop splits its counts into two shares, which say nothing by themselves, and seals one to each of two key
//! holders ([`contribute`]). The key holders check the shares together without seeing what they hold, add up what is
//! right, and open only the sum ([`sit_down`]). The office puts the two sums together ([`combine`]). All of it travels as
//! files in any [`Place`]; there is no server. docs/combining.md describes the protocol and whom it trusts.
//!
//! This crate sees aggregates only. It cannot name a case:
//!
//! ```compile_fail,E0432
//! use casework::ids::ParticipantId;
//! ```

mod combine;
mod contribution;
mod envelope;
mod fault;
mod holder;
mod identity;
mod organisation;
mod place;
mod schema;
mod shares;

pub use combine::{Caution, Combined, CombinedCell, combine};
pub use contribution::{Contribution, contribute, next_sequence};
pub use fault::{Fault, PlaceFault, Reason, Refusal};
pub use holder::{Manifest, Memory, Named, Outcome, Sitting, sit_down};
pub use identity::{Card, Identity, LaptopId, PublicIdentity};
pub use organisation::{Founding, Member, Organisation};
pub use place::{Folder, Nowhere, Parcel, Patience, Pin, Place, Site, deliver, look_at_keys};
pub use schema::{MOST_POSITIONS, Schema, Slot};

/// The fewest laptops of which a sum is opened, and by which two opened sets must differ.
pub const FEWEST_LAPTOPS: usize = 3;
/// The fewest people of whom a sum is opened.
pub const FEWEST_PEOPLE: u64 = 20;
