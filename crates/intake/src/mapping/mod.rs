//! What a sheet means: where its heading is, what each column holds, and what each cell says.

mod dates;
mod headings;
mod layout;
mod names;
mod person;
mod problem;
mod words;

pub use dates::DayOrder;
pub use headings::{Field, ImportKind};
pub use layout::{Column, Layout, Line, Skipped};
pub use person::{Choices, Mends, Person, PersonReader};
pub use problem::{Fault, Problem};
