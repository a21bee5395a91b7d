//! What a sheet means: where its heading is, what each column holds, and what each cell says.

mod dates;
mod details;
mod headings;
mod layout;
mod levels;
mod lists;
mod marks;
mod names;
mod person;
mod problem;
mod words;

pub use dates::DayOrder;
pub use details::Details;
pub use headings::{Field, ImportKind};
pub use layout::{Column, Layout, Line, Skipped};
pub use lists::{OfficeLists, WordList};
pub use marks::SessionDay;
pub use person::{AttendanceRow, Choices, MarkAt, Mends, Person, PersonReader, SessionRow};
pub use problem::{Fault, Problem};
