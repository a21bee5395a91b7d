//! Starting afresh: the program replaces itself by itself, so that nothing of what it held in memory is left.
//!
//! The process stays the same one and keeps its arguments and its environment. What the next start needs to know is
//! handed over in one variable of the environment: where the window was, and nothing of what it showed.

use std::{env, ffi::OsStr};

/// How the window lay on the screen, in logical pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placement {
    /// From the left of the screen; none while it fills the screen.
    pub at: Option<(i32, i32)>,
    /// Width and height.
    pub size: (u32, u32),
    /// Whether it fills the screen.
    pub maximized: bool,
    /// Whether it hides everything else.
    pub fullscreen: bool,
    /// Whether it lay in the task bar.
    pub minimized: bool,
    /// Whether the keyboard was with it.
    pub focused: bool,
}

/// What is handed over from one start to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kept {
    /// Whether the sample organisation was open.
    pub sample: bool,
    /// The number of the socket on which other starts are heard.
    pub socket: Option<i32>,
    /// Where the window was.
    pub placement: Option<Placement>,
}

const HANDED_OVER: &str = "TOMARIGI_STARTED_AFRESH";
/// A place in the text that holds nothing.
const NOTHING: &str = "-";

impl Kept {
    /// Returns what the start before this one handed over. Only this very process can have done that.
    pub fn from_before() -> Option<Self> {
        Self::read(&env::var(HANDED_OVER).ok()?, std::process::id())
    }

    fn read(text: &str, process: u32) -> Option<Self> {
        let mut words = text.split(' ');
        if words.next()?.parse() != Ok(process) {
            return None;
        }
        let sample = words.next()? == "sample";
        let socket = words.next()?.parse().ok();
        Some(Self { sample, socket, placement: Placement::read(&mut words) })
    }

    fn write(self, process: u32) -> String {
        let sample = if self.sample { "sample" } else { NOTHING };
        let socket = self.socket.map_or_else(|| NOTHING.to_owned(), |socket| socket.to_string());
        let placement = self.placement.map_or_else(|| NOTHING.to_owned(), Placement::write);
        format!("{process} {sample} {socket} {placement}")
    }
}

impl Placement {
    fn read<'a>(words: &mut impl Iterator<Item = &'a str>) -> Option<Self> {
        let mut number = || words.next()?.parse::<i32>().ok();
        let size = (number()?.try_into().ok()?, number()?.try_into().ok()?);
        let [maximized, fullscreen, minimized, focused] =
            [number()? == 1, number()? == 1, number()? == 1, number()? == 1];
        let at = number().zip(number());
        Some(Self { at, size, maximized, fullscreen, minimized, focused })
    }

    fn write(self) -> String {
        let Self { at, size: (width, height), maximized, fullscreen, minimized, focused } = self;
        let flags = [maximized, fullscreen, minimized, focused].map(|flag| if flag { "1" } else { "0" }).join(" ");
        let at = at.map_or_else(|| NOTHING.to_owned(), |(x, y)| format!("{x} {y}"));
        format!("{width} {height} {flags} {at}")
    }
}

/// Replaces this process by a new start of the same program, and ends the processes of the page first. Returns only
/// when that is not possible here.
pub fn start(kept: Kept) -> std::io::Error {
    platform::start(OsStr::new(HANDED_OVER), &kept.write(std::process::id()), kept.socket)
}

/// Clears away what the start before this one left: the page's processes have ended, and somebody must take note.
pub fn clear_away() {
    platform::clear_away();
}

#[cfg(target_os = "linux")]
mod platform {
    use std::{
        env,
        ffi::{OsStr, OsString},
        fs, io,
        os::unix::process::CommandExt,
        process::Command,
        time::{Duration, Instant},
    };

    use rustix::{
        fd::BorrowedFd,
        io::{FdFlags, fcntl_setfd},
        process::{Pid, Signal, WaitOptions, kill_process, wait},
    };

    /// The program that runs now, also when its file has been replaced by a newer one.
    const THIS_PROGRAM: &str = "/proc/self/exe";
    /// The processes that a page consists of begin with this.
    const OF_THE_PAGE: &str = "WebKit";
    const PATIENCE: Duration = Duration::from_millis(500);
    const GLANCE: Duration = Duration::from_millis(2);

    pub fn start(name: &OsStr, handed_over: &str, socket: Option<i32>) -> io::Error {
        end_the_page();
        close_at_the_start(socket);
        let mut arguments = env::args_os();
        let called = arguments.next().unwrap_or_else(|| OsString::from("tomarigi"));
        Command::new(THIS_PROGRAM).arg0(called).args(arguments).env(name, handed_over).exec()
    }

    /// Lets nothing else than the socket and the standard streams stay open: what the libraries of the page opened would
    /// gather from lock to lock.
    fn close_at_the_start(socket: Option<i32>) {
        let open = fs::read_dir("/proc/self/fd").into_iter().flatten().flatten();
        let numbers = open.filter_map(|entry| entry.file_name().to_str()?.parse::<i32>().ok());
        for number in numbers.filter(|number| *number > 2 && Some(*number) != socket).collect::<Vec<_>>() {
            // SAFETY: the number is used for this one call only, and only to say that the file closes at the start of
            // another program. Should it have been closed meanwhile, the call fails.
            #[expect(unsafe_code, reason = "the files of the libraries are known by their numbers alone")]
            let file = unsafe { BorrowedFd::borrow_raw(number) };
            let _ = fcntl_setfd(file, FdFlags::CLOEXEC);
        }
    }

    /// They would end by themselves when they find nobody at the other end; nothing may depend on how soon.
    fn end_the_page() {
        for process in children().into_iter().filter(|process| is_of_the_page(*process)) {
            // It may just have ended.
            let _ = kill_process(process, Signal::KILL);
        }
    }

    pub fn clear_away() {
        if let Some(name) = env::args_os().next() {
            let name = std::path::Path::new(&name).file_name().unwrap_or(&name).to_string_lossy().into_owned();
            // Started through /proc, the process would be listed as "exe".
            let _ = std::ffi::CString::new(name).map(|name| rustix::thread::set_name(&name));
        }
        let begin = Instant::now();
        while begin.elapsed() < PATIENCE {
            match wait(WaitOptions::NOHANG) {
                Ok(Some(_)) => {}
                Ok(None) if children().into_iter().any(is_of_the_page) => std::thread::sleep(GLANCE),
                Ok(None) | Err(_) => return,
            }
        }
    }

    fn children() -> Vec<Pid> {
        let me = std::process::id();
        let processes = fs::read_dir("/proc").into_iter().flatten().flatten();
        let numbers = processes.filter_map(|entry| entry.file_name().to_str()?.parse::<i32>().ok());
        numbers.filter(|number| parent(*number) == Some(me)).filter_map(Pid::from_raw).collect()
    }

    fn parent(process: i32) -> Option<u32> {
        let state = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
        // The name may hold anything, so what counts begins behind its bracket: state, parent.
        state.rsplit_once(')')?.1.split_whitespace().nth(1)?.parse().ok()
    }

    /// By its name, which it keeps until somebody has noted its end.
    fn is_of_the_page(process: Pid) -> bool {
        let name = fs::read_to_string(format!("/proc/{}/comm", process.as_raw_nonzero()));
        name.is_ok_and(|name| name.starts_with(OF_THE_PAGE))
    }
}

#[cfg(not(target_os = "linux"))]
mod platform {
    use std::{ffi::OsStr, io};

    pub fn start(_: &OsStr, _: &str, _: Option<i32>) -> io::Error {
        io::ErrorKind::Unsupported.into()
    }

    pub const fn clear_away() {}
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLACEMENT: Placement = Placement {
        at: Some((-40, 25)),
        size: (1100, 700),
        maximized: false,
        fullscreen: true,
        minimized: false,
        focused: true,
    };

    #[test]
    fn what_is_handed_over_is_read_back_as_it_was() {
        for sample in [false, true] {
            for socket in [None, Some(17)] {
                let elsewhere = Placement { at: None, maximized: true, ..PLACEMENT };
                for placement in [None, Some(PLACEMENT), Some(elsewhere)] {
                    let kept = Kept { sample, socket, placement };
                    assert_eq!(Kept::read(&kept.write(42), 42), Some(kept));
                }
            }
        }
    }

    #[test]
    fn what_another_process_left_in_the_environment_means_nothing() {
        let kept = Kept { sample: true, socket: Some(3), placement: Some(PLACEMENT) };

        assert_eq!(Kept::read(&kept.write(42), 43), None);
        for odd in ["", "42", "42 sample", "x - - -", "forty-two sample 3"] {
            assert_eq!(Kept::read(odd, 42), None, "{odd:?}");
        }
    }
}
