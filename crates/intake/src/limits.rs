//! The bounds of a spreadsheet. docs/decisions/0017 says where they come from.

/// Bytes of a file.
pub const LARGEST_FILE: u64 = 20 * 1024 * 1024;
/// Bytes of everything that is packed in a file, once it is unpacked.
pub const LARGEST_UNPACKED: u64 = 200 * 1024 * 1024;
/// How many times larger the unpacked content may be than the file, from [`UNSUSPICIOUS`] on.
pub const LARGEST_RATIO: u64 = 100;
/// Unpacked bytes below which the ratio is not looked at: a sheet of blank cells packs very well.
pub const UNSUSPICIOUS: u64 = 10 * 1024 * 1024;
/// Files inside of a file.
pub const MOST_PARTS: usize = 2_000;
/// Sheets of a workbook.
pub const MOST_SHEETS: usize = 200;
/// Rows of all sheets that hold anything.
pub const MOST_ROWS: usize = 200_000;
/// Columns up to the last one that holds anything.
pub const MOST_COLUMNS: usize = 200;
/// Bytes of a cell in UTF-8.
pub const LONGEST_CELL: usize = 32 * 1024;
/// Cells of all sheets, blank ones between filled ones included.
pub const MOST_CELLS: usize = 4_000_000;
/// Bytes of the text of all cells in UTF-8.
pub const MOST_TEXT: usize = 40 * 1024 * 1024;
/// Merged ranges of all sheets.
pub const MOST_MERGED: usize = 100_000;
/// Bytes of memory that the child may take beyond what the program needs to start.
pub const CHILD_MEMORY: u64 = 512 * 1024 * 1024;
/// Seconds of the processor that the child may take.
pub const CHILD_SECONDS: u64 = 10;
