//! Locking, as far as it is more than closing the store: the page covers itself and saves what was typed, and then
//! nothing of the work is left in the memory of any process of this program.

use std::{
    sync::{
        Condvar, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
        mpsc,
    },
    time::Duration,
};

use bridge::Host;
use office::Stage;
use tauri::{AppHandle, Emitter, Manager, WebviewWindow, ipc::Invoke};

use crate::{
    afresh::{self, Kept, Placement},
    commands, files,
    first_instance::Socket,
    trial,
    window::{is_driven, main_window, open_window_again},
};

/// Who asks for a lock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// The page: it has covered itself and saved already.
    Page,
    /// The computer or its desktop.
    Desktop,
}

/// What locking needs to know, kept by the running program.
pub struct Locking {
    page_has_spoken: AtomicBool,
    socket: Socket,
    begun: AtomicBool,
    flushed: Mutex<bool>,
    told: Condvar,
    reopen: Mutex<Option<Option<Placement>>>,
}

/// How the last traces are removed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Means {
    /// The program replaces itself.
    Afresh,
    /// The page is thrown away with its processes, and a new one is made.
    NewPage,
    /// The page loads itself again; much stays in memory.
    Reload,
}

/// How long the page may take to cover itself and to save.
const FLUSH_WITHIN: Duration = Duration::from_millis(250);
/// How long the window may take to say where it is.
const PLACE_WITHIN: Duration = Duration::from_millis(100);
/// How long a file that is being written may hold up a lock.
const FILE_WITHIN: Duration = Duration::from_secs(2);

impl Locking {
    /// Ready to lock.
    pub const fn new(socket: Socket) -> Self {
        Self {
            page_has_spoken: AtomicBool::new(false),
            socket,
            begun: AtomicBool::new(false),
            flushed: Mutex::new(false),
            told: Condvar::new(),
            reopen: Mutex::new(None),
        }
    }

    /// A window is about to be opened where the last one was.
    pub fn reopen_at(&self, placement: Option<Placement>) {
        *self.reopen.lock().unwrap_or_else(PoisonError::into_inner) = Some(placement);
    }

    /// Whether a window is about to be opened.
    pub fn reopens(&self) -> bool {
        self.reopen.lock().unwrap_or_else(PoisonError::into_inner).is_some()
    }

    /// Returns where the window is to be opened, once.
    pub fn reopened(&self) -> Option<Option<Placement>> {
        self.reopen.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// The page says that it has covered itself and saved what was typed.
    pub fn page_is_flushed(&self) {
        *self.flushed.lock().unwrap_or_else(PoisonError::into_inner) = true;
        self.told.notify_all();
    }

    fn wait_for_the_page(&self, app: &AppHandle) {
        let mut flushed = self.flushed.lock().unwrap_or_else(PoisonError::into_inner);
        *flushed = false;
        if app.emit("locking", ()).is_ok() {
            let _ = self.told.wait_timeout_while(flushed, FLUSH_WITHIN, |flushed| !*flushed);
        }
    }
}

/// Answers the commands of the page; a lock that it asks for goes all the way.
pub fn handler() -> impl Fn(Invoke) -> bool + Send + Sync + 'static {
    let answer = commands::handler();
    move |invoke| {
        let app = invoke.message.webview_ref().app_handle().clone();
        if let Some(locking) = app.try_state::<Locking>() {
            locking.page_has_spoken.store(true, Ordering::SeqCst);
        }
        if invoke.message.command() != "lock" || means() == Means::Reload || !is_open(&app) {
            return answer(invoke);
        }
        // The answer would find nobody there.
        std::thread::spawn(move || lock_now(&app, Why::Page));
        true
    }
}

/// Locks. Returns once the store is closed, the keys are overwritten and, where the system allows it, not at all: then
/// the program starts afresh.
pub fn lock_now(app: &AppHandle, why: Why) {
    let host = app.state::<Host>();
    if !is_open(app) {
        // An unlocking that runs just now must not come through.
        host.office.lock();
        return;
    }
    let locking = app.state::<Locking>();
    if locking.begun.swap(true, Ordering::SeqCst) {
        return;
    }
    if why != Why::Page {
        locking.wait_for_the_page(app);
    }
    host.office.lock();
    forget(app);
    locking.begun.store(false, Ordering::SeqCst);
}

/// The page has ended by itself, and with it the way to lock: the vault is locked, and a new page is made. A
/// page that ended before it asked for anything would end again, so the program ends with it.
pub fn page_has_ended(app: &AppHandle) {
    let locking = app.state::<Locking>();
    if locking.begun.swap(true, Ordering::SeqCst) {
        return;
    }
    let app = app.clone();
    std::thread::spawn(move || {
        app.state::<Host>().office.lock();
        let locking = app.state::<Locking>();
        if locking.page_has_spoken.swap(false, Ordering::SeqCst) {
            forget(&app);
            locking.begun.store(false, Ordering::SeqCst);
        } else {
            app.exit(1);
        }
    });
}

/// Removes what is left of the work once the store is closed.
pub fn forget(app: &AppHandle) {
    let host = app.state::<Host>();
    let sample = host.office.status().sample;
    match means() {
        Means::Afresh => {
            let placement = placement_soon(app);
            // A file that is half written would stay so.
            let _whole = files::wait_for_writers(FILE_WITHIN);
            let kept = Kept { sample, socket: app.state::<Locking>().socket.hand_over(), placement };
            let _impossible = afresh::start(kept);
            open_window_again(app, placement);
        }
        Means::NewPage => open_window_again(app, placement_soon(app)),
        Means::Reload => {
            if let Ok(view) = bridge::call::session_status(&host, ()) {
                let _ = app.emit("session", view);
            }
        }
    }
}

fn means() -> Means {
    if is_driven() || trial::asks_for("lock-by-reload") {
        Means::Reload
    } else if cfg!(target_os = "linux") && !trial::asks_for("lock-by-new-page") {
        Means::Afresh
    } else {
        Means::NewPage
    }
}

fn is_open(app: &AppHandle) -> bool {
    let stage = app.state::<Host>().office.stage_now();
    matches!(stage, Stage::Open | Stage::RecoveryUnconfirmed | Stage::PassphraseDue | Stage::Rescue)
}

/// Asks the window where it is, but not for ever: it may be busy or gone.
fn placement_soon(app: &AppHandle) -> Option<Placement> {
    let (tell, told) = mpsc::channel();
    let asked = app.clone();
    app.run_on_main_thread(move || {
        let _ = tell.send(main_window(&asked).and_then(|window| placement(&window).ok()));
    })
    .ok()?;
    told.recv_timeout(PLACE_WITHIN).ok()?
}

fn placement(window: &WebviewWindow) -> tauri::Result<Placement> {
    let scale = window.scale_factor()?;
    let at = window.outer_position()?.to_logical(scale);
    let size = window.inner_size()?.to_logical(scale);
    let (maximized, fullscreen) = (window.is_maximized()?, window.is_fullscreen()?);
    let fills = maximized || fullscreen;
    Ok(Placement {
        at: (!fills).then_some((at.x, at.y)),
        size: (size.width, size.height),
        maximized,
        fullscreen,
        minimized: window.is_minimized()?,
        focused: window.is_focused()?,
    })
}
