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
use tauri::{
    App, AppHandle, Emitter, Manager, RunEvent, WebviewWindow, WebviewWindowBuilder, WindowEvent,
    utils::config::WindowConfig,
    webview::{NewWindowResponse, PermissionResponse, PlatformWebview},
};

use crate::{
    afresh::{Kept, Placement},
    desktop::WindowDesktop,
    first_instance::FirstInstance,
    lock_events,
    locking::{self, Locking, Why},
    no_network, trial,
};

/// How the window is started.
#[derive(Debug, Clone, Default)]
pub struct Start {
    /// Another folder than the usual one.
    pub vault: Option<PathBuf>,
    /// Open the sample organisation at once.
    pub sample: Option<sample::Plan>,
    /// What the start before this one handed over, when the program replaced itself.
    pub kept: Option<Kept>,
}

/// The exit code of a second start.
const ALREADY_OPEN: u8 = 6;

/// Opens the window and runs until it is closed.
pub fn run(start: &Start) -> ExitCode {
    let mut context = tauri::generate_context!();
    if trial::asks_for("no-policy") {
        context.config_mut().app.security.csp = None;
    }
    if start.kept.is_some() {
        wait_for_the_screen();
    }
    let start = start.clone();
    let built = tauri::Builder::default()
        .invoke_handler(locking::handler())
        .setup(move |app| Ok(set_up(app, &start)?))
        .build(context);
    match built {
        Ok(app) => {
            app.run(stay_while_locking);
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

/// Throws the window away with the processes of its page, and opens a new one once it is gone.
pub fn open_window_again(app: &AppHandle, placement: Option<Placement>) {
    app.state::<Locking>().reopen_at(placement);
    if main_window(app).is_none_or(|window| window.destroy().is_err()) {
        reopen(app);
    }
}

/// The test driver needs a view that is not incognito (it cannot attach to one); a release build is never driven.
pub fn is_driven() -> bool {
    cfg!(debug_assertions) && std::env::var_os("TAURI_WEBVIEW_AUTOMATION").is_some()
}

fn set_up(app: &mut App, start: &Start) -> tauri::Result<()> {
    forget_recent_files();
    let places = places(app, start)?;
    let Some(first) = FirstInstance::take(&places.vault, start.kept.and_then(|kept| kept.socket))? else {
        say_already_open(&places);
        return Ok(());
    };
    let handle = app.handle().clone();
    app.manage(Locking::new(first.listen(move || come_forward(&handle))));
    let office = Arc::new(Office::new(places, Arc::new(SystemClock)));
    let plan = start.sample.unwrap_or_default();
    let host = Host { office, desktop: Arc::new(WindowDesktop { app: app.handle().clone(), plan }) };
    match start.kept {
        Some(kept) if kept.sample => drop(host.office.take_up_sample()),
        Some(_) => {}
        None if start.sample.is_some() => {
            host.office.announce_sample();
            open_sample(app.handle().clone(), host.clone());
        }
        None => {}
    }
    app.manage(host);
    watch_the_clock(app.handle().clone());
    send_by_itself(app.handle().clone());
    let handle = app.handle().clone();
    lock_events::watch(move || locking::lock_now(&handle, Why::Desktop));
    open_window(app.handle(), start.kept.and_then(|kept| kept.placement))
}

fn places(app: &App, start: &Start) -> tauri::Result<Places> {
    let data = app.path().app_data_dir()?;
    Ok(Places {
        vault: start.vault.clone().unwrap_or_else(|| data.join("vault")),
        sample: data.join("sample"),
        preferences: app.path().app_config_dir()?.join("preferences.json"),
    })
}

fn open_window(app: &AppHandle, placement: Option<Placement>) -> tauri::Result<()> {
    let Some(config) = app.config().app.windows.first() else { return Ok(()) };
    let config = placed(config, placement);
    let builder = WebviewWindowBuilder::from_config(app, &config)?;
    // Without a policy, only the policy is missed: a test looks at what it holds off.
    let builder = if trial::asks_for("no-policy") { builder } else { builder.proxy_url(no_network::nowhere()) };
    let window = builder
        .incognito(!is_driven())
        .data_directory(app.path().app_cache_dir()?.join("page"))
        .on_navigation(is_own_page)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .on_permission_request(|_, _| PermissionResponse::Deny)
        .on_download(|_, _| false)
        .build()?;
    let ended = app.clone();
    window.with_webview(move |page| {
        no_network::switch_off(&page);
        when_the_page_ends(&page, move || locking::page_has_ended(&ended));
    })?;
    if let Some(icon) = app.default_window_icon() {
        window.set_icon(icon.clone())?;
    }
    if placement.is_some_and(|placement| placement.minimized) {
        window.minimize()?;
    }
    Ok(())
}

/// Calls back when the process that shows the page ends by itself.
#[cfg(target_os = "linux")]
fn when_the_page_ends(page: &PlatformWebview, ended: impl Fn() + 'static) {
    use webkit2gtk::WebViewExt;
    page.inner().connect_web_process_terminated(move |_, _| ended());
}

#[cfg(not(target_os = "linux"))]
fn when_the_page_ends(_: &PlatformWebview, _: impl Fn() + 'static) {}

/// A window that comes back lies where it lay, and does not come forward when it was not in front.
fn placed(config: &WindowConfig, placement: Option<Placement>) -> WindowConfig {
    let Some(placement) = placement else { return config.clone() };
    let (width, height) = placement.size;
    let size = if placement.at.is_some() { (width.into(), height.into()) } else { (config.width, config.height) };
    WindowConfig {
        center: config.center && placement.at.is_none(),
        x: placement.at.map(|(x, _)| x.into()),
        y: placement.at.map(|(_, y)| y.into()),
        width: size.0,
        height: size.1,
        maximized: placement.maximized,
        fullscreen: placement.fullscreen,
        focus: placement.focused,
        ..config.clone()
    }
}

/// The page is the program's own or nothing.
fn is_own_page(url: &tauri::Url) -> bool {
    url.scheme() == "tauri" || url.host_str() == Some("tauri.localhost")
}

/// Between the window that is thrown away and the one that takes its place there is none; that is not the end.
fn stay_while_locking(app: &AppHandle, event: RunEvent) {
    let Some(locking) = app.try_state::<Locking>() else { return };
    match event {
        RunEvent::ExitRequested { api, code: None, .. } if locking.reopens() => api.prevent_exit(),
        RunEvent::WindowEvent { event: WindowEvent::Destroyed, .. } if locking.reopens() => reopen(app),
        _ => {}
    }
}

/// Opens the window once whatever the event loop is doing now is done.
fn reopen(app: &AppHandle) {
    let app = app.clone();
    std::thread::spawn(move || {
        let again = app.clone();
        let _ = app.run_on_main_thread(move || {
            let Some(placement) = again.state::<Locking>().reopened() else { return };
            if let Err(error) = open_window(&again, placement) {
                complain(&format!("The window could not be opened again / ウィンドウを開き直せませんでした: {error}"));
                again.exit(1);
            }
        });
    });
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

/// Looks at the clocks once a second, and removes what is left of the work when the vault has locked itself.
fn watch_the_clock(app: AppHandle) {
    std::thread::spawn(move || {
        let mut sleeps = lock_events::Sleeps::default();
        loop {
            std::thread::sleep(Duration::from_secs(1));
            if sleeps.slept() {
                locking::lock_now(&app, Why::Desktop);
            }
            if app.state::<Host>().office.tick() {
                locking::forget(&app);
            }
        }
    });
}

/// Lets the counts go by themselves where the office chose so. It may wait for a server, and so has a thread of its own.
fn send_by_itself(app: AppHandle) {
    std::thread::spawn(move || {
        loop {
            std::thread::sleep(Duration::from_secs(20));
            app.state::<Host>().office.send_by_itself();
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

/// An X server with no other window than ours begins anew when that is gone, and takes nobody in meanwhile.
#[cfg(target_os = "linux")]
fn wait_for_the_screen() {
    const PATIENCE: Duration = Duration::from_secs(5);
    let begin = std::time::Instant::now();
    while gtk::init().is_err() && begin.elapsed() < PATIENCE {
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[cfg(not(target_os = "linux"))]
const fn wait_for_the_screen() {}

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
