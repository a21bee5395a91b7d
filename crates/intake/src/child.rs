//! The child: it reads one spreadsheet from its standard input, says on its standard output what is in it, and can do
//! nothing else.

mod jail;

use std::{
    io::{self, BufWriter, Read, Write},
    panic,
    process::ExitCode,
};

use zeroize::Zeroizing;

use crate::{
    frames::{self, Frame},
    limits::{LARGEST_FILE, LONGEST_CELL},
    reader::{self, Sink},
    refusal::Refusal,
    workbook::{Cell, Kind, Merged, Source},
};

/// The argument with which the program becomes the child.
pub const ARGUMENT: &str = "--parse";

/// Runs the child. Call it before the program does anything else.
pub fn main() -> ExitCode {
    // What panics would say may hold what stands in the file.
    panic::set_hook(Box::new(|_| ()));
    let end = match jail::close() {
        Ok(()) => panic::catch_unwind(answer).unwrap_or(Err(Refusal::Damaged)),
        Err(jail::NotClosed) => Err(Refusal::Failed),
    };
    let said = match end {
        Ok(()) => Ok(()),
        Err(why) => frames::write(&mut io::stdout(), &Frame::Refused(why)),
    };
    if said.is_ok() && end.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn answer() -> Result<(), Refusal> {
    let mut bytes = Zeroizing::new(Vec::new());
    let most = LARGEST_FILE.saturating_add(1);
    io::stdin().lock().take(most).read_to_end(&mut bytes).map_err(|_| Refusal::Unreadable)?;
    let mut out = Out(BufWriter::with_capacity(64 * 1024, io::stdout().lock()));
    let read = panic::catch_unwind(panic::AssertUnwindSafe(|| reader::read(&bytes, &mut out)));
    let source: Source = read.unwrap_or(Err(Refusal::Damaged)).inspect_err(|_| {
        // What was read until then goes out before the refusal that follows it.
        let _ = out.0.flush();
    })?;
    out.say(&Frame::Done(source))?;
    out.0.flush().map_err(|_| Refusal::Stopped)
}

/// The standard output. Whoever no longer listens has stopped the reading.
struct Out<W: Write>(BufWriter<W>);

impl<W: Write> Out<W> {
    fn say(&mut self, frame: &Frame<'_>) -> Result<(), Refusal> {
        frames::write(&mut self.0, frame).map_err(|_| Refusal::Stopped)
    }
}

impl<W: Write> Sink for Out<W> {
    fn sheet(&mut self, name: &str, hidden: bool) -> Result<(), Refusal> {
        if name.len() > LONGEST_CELL {
            return Err(Refusal::TooMuch);
        }
        self.say(&Frame::Sheet { name, hidden })
    }

    fn row(&mut self, number: u32, cells: &[Cell<'_>]) -> Result<(), Refusal> {
        self.say(&Frame::Row { number, cells: cells.iter().copied().map(bounded).collect() })
    }

    fn merge(&mut self, range: Merged) -> Result<(), Refusal> {
        self.say(&Frame::Merge(range))
    }
}

fn bounded(cell: Cell<'_>) -> (Kind, &str) {
    // EXPOSE: goes through the pipe to the parent.
    let (kind, text) = (cell.kind(), cell.expose());
    if text.len() > LONGEST_CELL { (Kind::TooLong, "") } else { (kind, text) }
}
