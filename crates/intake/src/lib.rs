//! Reading spreadsheets that come from outside: `.xlsx`, `.csv` and tab-separated text.
//!
//! A file from outside is read by a child process of its own, which can open nothing, write nothing and reach no
//! network, and has bounds for memory, time and size ([`read_file`], [`child`]). What it says comes back in bounded
//! frames that are looked at again. The result is a [`Workbook`]: sheets, rows by the number that a person sees in
//! their program, and cells with their text and what kind of value it is. Nothing here knows the store.

pub mod child;
pub mod export;
mod frames;
mod limits;
pub mod mapping;
mod parent;
pub mod reader;
mod refusal;
mod workbook;

pub use limits::{LARGEST_FILE, LONGEST_CELL, MOST_CELLS, MOST_COLUMNS, MOST_ROWS, MOST_TEXT};
pub use parent::{Program, read_bytes, read_file, read_form};
pub use reader::read_here;
pub use refusal::Refusal;
pub use workbook::{Builder, Cell, Format, Kind, Merged, Row, Sheet, Source, Workbook};
