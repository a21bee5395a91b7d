//! The window.

use std::{
    io::{self, Write},
    path::PathBuf,
    process::ExitCode,
    sync::Arc,
    time::Duration,
};

use bridge::Host;
use office::{Language, Office, Places, Preferences, SystemClock};
use rfd::{AsyncMessageDialog, MessageLevel};
use tauri::{App, AppHandle, Emitter, Manager, WebviewWindow, WebviewWindowBuilder};

use crate::{commands, desktop::WindowDesktop, first_instance::FirstInstance};

/// How the window is started.
#[derive(Debug, Clone, Default)]
pub struct Start {
    /// Another folder than the usual one.
    pub vault: Option<PathBuf>,
    /// Open the sample organisation at once.
    pub sample: Option<sample::Plan>,
}

/// The exit code of a second start.
const ALREADY_OPEN: u8 = 6;

/// Opens the window and runs until it is closed.
pub fn run(start: &Start) -> ExitCode {
    let context = tauri::generate_context!();
    let start = start.clone();
    let built = tauri::Builder::default()
        .invoke_handler(commands::handler())
        .setup(move |app| Ok(set_up(app, &start)?))
        .build(context);
    match built {
        Ok(app) => {
            app.run(|_, _| {});
            ExitCode::SUCCESS
        }
        Err(error) => {
            complain(&format!("The window could not be opened / ウィンドウを開けませんでした: {error}"));
            ExitCode::FAILURE
        }
    }
}

/// The one window, once it is there.
pub fn main_window(app: &AppHandle) -> Option<WebviewWindow> {
    app.get_webview_window("main")
}

fn set_up(app: &mut App, start: &Start) -> tauri::Result<()> {
    forget_recent_files();
    let places = places(app, start)?;
    let Some(first) = FirstInstance::take(&places.vault)? else {
        say_already_open(&places);
        return Ok(());
    };
    let handle = app.handle().clone();
    first.listen(move || come_forward(&handle));
    let office = Arc::new(Office::new(places, Arc::new(SystemClock)));
    let plan = start.sample.unwrap_or_default();
    let host = Host { office, desktop: Arc::new(WindowDesktop { app: app.handle().clone(), plan }) };
    if start.sample.is_some() {
        host.office.announce_sample();
        open_sample(app.handle().clone(), host.clone());
    }
    watch_the_clock(app.handle().clone(), Arc::clone(&host.office));
    app.manage(host);
    open_window(app)
}

fn places(app: &App, start: &Start) -> tauri::Result<Places> {
    let data = app.path().app_data_dir()?;
    Ok(Places {
        vault: start.vault.clone().unwrap_or_else(|| data.join("vault")),
        sample: data.join("sample"),
        preferences: app.path().app_config_dir()?.join("preferences.json"),
    })
}

fn open_window(app: &App) -> tauri::Result<()> {
    let Some(config) = app.config().app.windows.first() else { return Ok(()) };
    let window = WebviewWindowBuilder::from_config(app.handle(), config)?
        .incognito(!is_driven())
        .data_directory(app.path().app_cache_dir()?.join("page"))
        .on_navigation(is_own_page)
        .on_download(|_, _| false)
        .build()?;
    if let Some(icon) = app.default_window_icon() {
        window.set_icon(icon.clone())?;
    }
    Ok(())
}

/// The page is the program's own or nothing.
fn is_own_page(url: &tauri::Url) -> bool {
    url.scheme() == "tauri" || url.host_str() == Some("tauri.localhost")
}

/// The test driver needs a view that is not incognito (it cannot attach to one); a release build is never driven.
fn is_driven() -> bool {
    cfg!(debug_assertions) && std::env::var_os("TAURI_WEBVIEW_AUTOMATION").is_some()
}

/// The sample is made while the page loads; the page is told when it is there.
fn open_sample(app: AppHandle, host: Host) {
    std::thread::spawn(move || {
        let done = bridge::call::open_sample(&host, ()).or_else(|_| bridge::call::leave_sample(&host, ()));
        if let Ok(view) = done {
            let _ = app.emit("session", view);
        }
    });
}

/// Looks at the clock once a second, and tells the page when the vault has locked itself.
fn watch_the_clock(app: AppHandle, office: Arc<Office>) {
    std::thread::spawn(move || {
        loop {
            std::thread::sleep(Duration::from_secs(1));
            if office.tick() {
                let host = app.state::<Host>();
                if let Ok(view) = bridge::call::session_status(&host, ()) {
                    let _ = app.emit("session", view);
                }
            }
        }
    });
}

fn come_forward(app: &AppHandle) {
    if let Some(window) = main_window(app) {
        let _ = window.unminimize();
        let _ = window.show();
        let _ = window.set_focus();
    }
}

/// Says that the vault is open in another window; this start ends when that has been read. The dialog needs the event
/// loop, so nothing may wait for it here.
fn say_already_open(places: &Places) {
    let text = match Preferences::read(&places.preferences).language {
        Language::Ja => "この保管庫は別のウィンドウで開いています。そのウィンドウを前面に出しました。",
        Language::En => "This vault is open in another window. That window has been brought forward.",
    };
    complain(text);
    let message = AsyncMessageDialog::new().set_level(MessageLevel::Info).set_title("Tomarigi").set_description(text);
    tauri::async_runtime::spawn(async move {
        message.show().await;
        std::process::exit(i32::from(ALREADY_OPEN))
    });
}

fn complain(text: &str) {
    let _ = writeln!(io::stderr(), "{text}");
}

/// The file dialog would note the chosen path in a list that every program can read.
#[cfg(target_os = "linux")]
fn forget_recent_files() {
    use gtk::prelude::ObjectExt;
    if let Some(settings) = gtk::Settings::default() {
        settings.set_property("gtk-recent-files-enabled", false);
    }
}

#[cfg(not(target_os = "linux"))]
const fn forget_recent_files() {}

/// Tells the page that the vault is locked.
pub fn forget(app: &AppHandle) {
    let host = app.state::<Host>();
    if let Ok(view) = bridge::call::session_status(&host, ()) {
        let _ = app.emit("session", view);
    }
}
