//! The side that starts the child, bounds how long it may take, and believes nothing of what it says without a look.

use std::{
    fs::File,
    io::{self, BufReader, Read, Write},
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Stdio},
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use guarded::Guarded;
use zeroize::Zeroizing;

use crate::{
    child::ARGUMENT,
    frames::{self, Frame},
    limits::LARGEST_FILE,
    refusal::Refusal,
    workbook::{Builder, Cell, Format, Kind, Workbook},
};

/// How long the child may take by the clock on the wall: the bound of its own is in seconds of the processor.
const LONGEST: Duration = Duration::from_secs(60);
const GLANCE: Duration = Duration::from_millis(20);

/// The program that becomes the child.
#[derive(Debug, Clone)]
pub struct Program(PathBuf);

impl Program {
    /// The program that runs now.
    ///
    /// # Errors
    /// [`Refusal::Failed`] when the system does not say which it is.
    pub fn this() -> Result<Self, Refusal> {
        if cfg!(target_os = "linux") {
            // Also right when the program was replaced by a newer one meanwhile.
            return Ok(Self(PathBuf::from("/proc/self/exe")));
        }
        std::env::current_exe().map(Self).map_err(|_| Refusal::Failed)
    }

    /// Another program that becomes the child with [`ARGUMENT`](crate::child::ARGUMENT).
    pub const fn at(path: PathBuf) -> Self {
        Self(path)
    }

    fn command(&self) -> Command {
        let mut command = Command::new(&self.0);
        command.arg(ARGUMENT).env_clear().stdout(Stdio::piped()).stderr(Stdio::null());
        // Where the libraries lie, if they lie anywhere special.
        let needed = ["LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SystemRoot"];
        command.envs(needed.iter().filter_map(|name| std::env::var_os(name).map(|value| (name, value))));
        command
    }
}

/// Reads a spreadsheet from a file. Its bytes go to the child and never come here.
///
/// # Errors
/// [`Refusal`]; [`Refusal::Stopped`] soon after `stop` was set.
pub fn read_file(program: &Program, path: &Path, stop: &AtomicBool) -> Result<Workbook, Refusal> {
    read_any(program, path, stop).and_then(no_form)
}

fn read_any(program: &Program, path: &Path, stop: &AtomicBool) -> Result<Workbook, Refusal> {
    let file = File::open(path).map_err(|_| Refusal::Unreadable)?;
    let about = file.metadata().map_err(|_| Refusal::Unreadable)?;
    if !about.is_file() {
        return Err(Refusal::Unreadable);
    }
    if about.len() > LARGEST_FILE {
        return Err(Refusal::TooLarge);
    }
    let child = program.command().stdin(file).spawn().map_err(|_| Refusal::Failed)?;
    attend(child, None, stop)
}

/// Reads a spreadsheet or an ODK XForm: the definition of a form.
///
/// # Errors
/// As [`read_file`].
pub fn read_form(program: &Program, path: &Path, stop: &AtomicBool) -> Result<Workbook, Refusal> {
    read_any(program, path, stop)
}

/// An XForm is no list of anything.
fn no_form(workbook: Workbook) -> Result<Workbook, Refusal> {
    if workbook.source().format == Format::Form { Err(Refusal::WebPage) } else { Ok(workbook) }
}

/// Reads a spreadsheet that was dropped on the window.
///
/// # Errors
/// As [`read_file`].
pub fn read_bytes(program: &Program, bytes: &Guarded<Vec<u8>>, stop: &AtomicBool) -> Result<Workbook, Refusal> {
    // EXPOSE: handed to the child through a pipe.
    let bytes = bytes.expose();
    if u64::try_from(bytes.len()).map_or(true, |length| length > LARGEST_FILE) {
        return Err(Refusal::TooLarge);
    }
    let child = program.command().stdin(Stdio::piped()).spawn().map_err(|_| Refusal::Failed)?;
    attend(child, Some(bytes), stop).and_then(no_form)
}

fn attend(mut child: Child, bytes: Option<&[u8]>, stop: &AtomicBool) -> Result<Workbook, Refusal> {
    let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
    let (child, over) = (Mutex::new(child), AtomicBool::new(false));
    thread::scope(|scope| {
        let watching = scope.spawn(|| watch(&child, &over, stop));
        if let (Some(mut stdin), Some(bytes)) = (stdin, bytes) {
            // A child that has heard enough closes its end; what it says about that counts.
            scope.spawn(move || drop(stdin.write_all(bytes)));
        }
        let read =
            stdout.ok_or(Refusal::Failed).and_then(|stdout| take_in(BufReader::with_capacity(64 * 1024, stdout)));
        over.store(true, Ordering::Release);
        let ended = watching.join().unwrap_or(Ended::Failed);
        match (read, ended) {
            (_, Ended::By(refusal)) => Err(refusal),
            (Ok(Some(workbook)), _) => Ok(workbook),
            (Ok(None), Ended::With(status)) => Err(meaning(status)),
            (Ok(None), Ended::Failed) => Err(Refusal::Failed),
            (Err(refusal), _) => Err(refusal),
        }
    })
}

/// How the child ended.
enum Ended {
    /// By itself, or because nobody listened any more.
    With(ExitStatus),
    /// We ended it.
    By(Refusal),
    Failed,
}

/// Ends the child when it is told to stop, when it takes too long, and in any case once nobody listens any more.
fn watch(child: &Mutex<Child>, over: &AtomicBool, stop: &AtomicBool) -> Ended {
    let begin = Instant::now();
    let mut child = child.lock().unwrap_or_else(PoisonError::into_inner);
    let mut end = |why: Option<Refusal>| {
        // It may have ended by itself meanwhile.
        let _ = child.kill();
        match (why, child.wait()) {
            (Some(why), _) => Ended::By(why),
            (None, Ok(status)) => Ended::With(status),
            (None, Err(_)) => Ended::Failed,
        }
    };
    loop {
        if stop.load(Ordering::Acquire) {
            return end(Some(Refusal::Stopped));
        }
        if begin.elapsed() > LONGEST {
            return end(Some(Refusal::TooSlow));
        }
        if over.load(Ordering::Acquire) {
            return end(None);
        }
        thread::sleep(GLANCE);
    }
}

/// Takes what the child says into a workbook; `None` when it fell silent before the end.
fn take_in(mut input: impl Read) -> Result<Option<Workbook>, Refusal> {
    let mut builder = Builder::default();
    let mut buffer = Zeroizing::new(Vec::new());
    while frames::read(&mut input, &mut buffer).or_else(fell_silent)? {
        match frames::parse(&buffer).ok_or(Refusal::Failed)? {
            Frame::Sheet { name, hidden } => builder.sheet(name, hidden)?,
            Frame::Row { number, cells } => builder.row(number, &believed(&cells))?,
            Frame::Merge(range) => builder.merge(range)?,
            Frame::Done(source) => return builder.finish(source).map(Some),
            Frame::Refused(why) => return Err(why),
        }
    }
    Ok(None)
}

fn fell_silent(error: io::Error) -> Result<bool, Refusal> {
    match error.kind() {
        io::ErrorKind::UnexpectedEof | io::ErrorKind::BrokenPipe => Ok(false),
        _ => Err(Refusal::Failed),
    }
}

/// Cells whose kind fits their text, whatever the child says.
fn believed<'a>(cells: &[(Kind, &'a str)]) -> Vec<Cell<'a>> {
    let cell = |(kind, text): &(Kind, &'a str)| {
        let blank = text.trim().is_empty() && !matches!(kind, Kind::TooLong | Kind::Uncalculated | Kind::Error);
        if blank { Cell::BLANK } else { Cell::new(*kind, text) }
    };
    cells.iter().map(cell).collect()
}

/// Why a child ended without a last word.
#[cfg(unix)]
fn meaning(status: ExitStatus) -> Refusal {
    use std::os::unix::process::ExitStatusExt;
    /// Signals (signal(7)): an abort for want of memory, a fault, and the bound of the processor's time.
    const ABORT: i32 = 6;
    const BUS: i32 = 7;
    const SEGMENT: i32 = 11;
    const PROCESSOR: i32 = 24;
    match status.signal() {
        Some(ABORT | BUS | SEGMENT) => Refusal::TooMuch,
        Some(PROCESSOR) => Refusal::TooSlow,
        _ => Refusal::Failed,
    }
}

#[cfg(not(unix))]
fn meaning(_: ExitStatus) -> Refusal {
    Refusal::Failed
}
