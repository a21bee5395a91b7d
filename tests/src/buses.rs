//! A private message bus with the services of a desktop on it, as far as the program listens to them.

use std::{
    io::{BufRead, BufReader, Read, pipe},
    process::{Command, Stdio},
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU32, Ordering},
        mpsc::{self, Receiver, Sender},
    },
    time::{Duration, Instant},
};

use zbus::{
    blocking::{Connection, connection::Builder},
    fdo, interface,
    zvariant::{OwnedFd, OwnedObjectPath},
};

use crate::{program::Running, window::WindowError};

const MANAGER: &str = "/org/freedesktop/login1";
const SESSION: &str = "/org/freedesktop/login1/session/_31";

/// A bus, as the system's or the session's.
#[derive(Debug)]
pub struct Bus {
    _daemon: Running,
    address: String,
}

impl Bus {
    /// Starts one.
    ///
    /// # Errors
    /// When dbus-daemon is missing (apt: dbus).
    pub fn start() -> Result<Self, WindowError> {
        let mut command = Command::new("dbus-daemon");
        command.args(["--session", "--nofork", "--nopidfile", "--print-address=1"]);
        let mut daemon = Running::start(command.stdout(Stdio::piped()).stderr(Stdio::null()))?;
        let mut address = String::new();
        if let Some(said) = daemon.child().stdout.take() {
            BufReader::new(said).read_line(&mut address)?;
        }
        Ok(Self { _daemon: daemon, address: address.trim().to_owned() })
    }

    /// Where it is.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// A connection that owns a name.
    ///
    /// # Errors
    /// What the bus says.
    pub fn owner_of(&self, name: &str) -> zbus::Result<Connection> {
        Builder::address(self.address.as_str())?.name(name)?.build()
    }
}

/// logind, as far as the program needs it.
#[derive(Debug)]
pub struct Logind {
    connection: Connection,
    released: Receiver<Instant>,
    delays: Arc<AtomicU32>,
}

impl Logind {
    /// Answers on a bus.
    ///
    /// # Errors
    /// What the bus says.
    pub fn on(bus: &Bus) -> zbus::Result<Self> {
        let (release, released) = mpsc::channel();
        let delays = Arc::new(AtomicU32::new(0));
        let manager = Manager { release: Mutex::new(release), delays: Arc::clone(&delays) };
        let builder = Builder::address(bus.address())?.serve_at(MANAGER, manager)?.name("org.freedesktop.login1")?;
        Ok(Self { connection: builder.build()?, released, delays })
    }

    /// How many programs make a sleep wait for them now.
    pub fn delays(&self) -> u32 {
        self.delays.load(Ordering::SeqCst)
    }

    /// Says that the computer is about to sleep, or that it has slept.
    ///
    /// # Errors
    /// What the bus says.
    pub fn prepare_for_sleep(&self, begins: bool) -> zbus::Result<()> {
        let manager = "org.freedesktop.login1.Manager";
        self.connection.emit_signal(None::<&str>, MANAGER, manager, "PrepareForSleep", &begins)
    }

    /// Asks the session to lock, as `loginctl lock-session` does.
    ///
    /// # Errors
    /// What the bus says.
    pub fn lock_session(&self) -> zbus::Result<()> {
        self.connection.emit_signal(None::<&str>, SESSION, "org.freedesktop.login1.Session", "Lock", &())
    }

    /// Says that the session has been locked.
    ///
    /// # Errors
    /// What the bus says.
    pub fn hint_locked(&self) -> zbus::Result<()> {
        let changed = std::collections::HashMap::from([("LockedHint", zbus::zvariant::Value::from(true))]);
        let body = ("org.freedesktop.login1.Session", changed, Vec::<String>::new());
        self.connection.emit_signal(
            None::<&str>,
            SESSION,
            "org.freedesktop.DBus.Properties",
            "PropertiesChanged",
            &body,
        )
    }

    /// Waits until a program lets the computer sleep; returns when that was.
    pub fn released(&self, within: Duration) -> Option<Instant> {
        self.released.recv_timeout(within).ok()
    }
}

struct Manager {
    release: Mutex<Sender<Instant>>,
    delays: Arc<AtomicU32>,
}

#[interface(name = "org.freedesktop.login1.Manager")]
impl Manager {
    #[zbus(name = "GetSessionByPID")]
    fn session_of(&self, _process: u32) -> fdo::Result<OwnedObjectPath> {
        SESSION.try_into().map_err(|_| fdo::Error::Failed(String::from("no path")))
    }

    /// The program holds one end of a pipe; its end is the end of the delay.
    fn inhibit(&self, what: &str, _who: &str, _why: &str, mode: &str) -> fdo::Result<OwnedFd> {
        if (what, mode) != ("sleep", "delay") {
            return Err(fdo::Error::InvalidArgs(format!("{what} {mode}")));
        }
        let (mut ours, theirs) = pipe().map_err(|error| fdo::Error::IOError(error.to_string()))?;
        let release = self.release.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let delays = Arc::clone(&self.delays);
        delays.fetch_add(1, Ordering::SeqCst);
        std::thread::spawn(move || {
            let _ = ours.read(&mut [0]);
            let at = Instant::now();
            delays.fetch_sub(1, Ordering::SeqCst);
            let _ = release.send(at);
        });
        Ok(std::os::fd::OwnedFd::from(theirs).into())
    }
}
