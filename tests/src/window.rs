//! The real window: the program under a screen and a driver of its own, ended with the test.

use std::{
    collections::HashSet,
    fs, io,
    io::{BufRead, BufReader},
    net::{TcpListener, TcpStream},
    path::PathBuf,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use rustix::process::{Pid, Signal, kill_process};
use serde_json::{Value, json};
use tempfile::TempDir;
use thirtyfour::{Capabilities, prelude::*};
use thiserror::Error;

use crate::{
    product::{has_ended, within},
    program::{Home, Running, binary, shots},
};

/// Other builds may keep the machine busy.
const PATIENCE: Duration = Duration::from_secs(60);
const GLANCE: Duration = Duration::from_millis(50);

/// Why a test of the window could not go on.
#[derive(Debug, Error)]
pub enum WindowError {
    /// A program is missing or a file cannot be read.
    #[error("the system: {0}")]
    System(#[from] io::Error),
    /// The driver refused.
    #[error("the driver: {0}")]
    Driver(#[from] WebDriverError),
    /// What was waited for did not come.
    #[error("waited for {what} in vain; the window shows: {shown}")]
    InVain {
        /// What was waited for.
        what: String,
        /// The first words of the page.
        shown: String,
    },
    /// The program is not running.
    #[error("the program is not running")]
    NotRunning,
}

/// An X server that nobody else sees.
#[derive(Debug)]
pub struct Screen {
    server: Running,
    display: String,
    /// What it shows, as a file in the memory of the computer.
    frame: TempDir,
}

impl Screen {
    /// Starts one on which the window fits exactly.
    ///
    /// # Errors
    /// When Xvfb is missing (apt: xvfb).
    pub fn start() -> Result<Self, WindowError> {
        let frame = tempfile::tempdir()?;
        let mut command = Command::new("Xvfb");
        // A screen that began anew whenever its last window closes would lose the window that is just being opened.
        command.args(["-displayfd", "1", "-screen", "0", "1280x800x24", "-nolisten", "tcp", "-noreset"]);
        command.arg("-fbdir").arg(frame.path());
        let mut server = Running::start(command.stdout(Stdio::piped()).stderr(Stdio::null()))?;
        let mut number = String::new();
        if let Some(said) = server.child().stdout.take() {
            BufReader::new(said).read_line(&mut number)?;
        }
        Ok(Self { server, display: format!(":{}", number.trim()), frame })
    }

    /// Its address.
    pub fn display(&self) -> &str {
        &self.display
    }

    /// Whether the server still runs.
    ///
    /// # Errors
    /// What the system says.
    pub fn is_there(&mut self) -> Result<bool, WindowError> {
        Ok(self.server.ended()?.is_none())
    }

    /// Lets a command draw here, as the tests want it.
    pub fn lend<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        command.env("DISPLAY", &self.display).env("GDK_BACKEND", "x11").env("LIBGL_ALWAYS_SOFTWARE", "1")
    }

    /// Runs xdotool and returns what it said.
    ///
    /// # Errors
    /// When xdotool is missing or fails.
    pub fn xdotool(&self, arguments: &[&str]) -> Result<String, WindowError> {
        let output = Command::new("xdotool").args(arguments).env("DISPLAY", &self.display).output()?;
        if !output.status.success() {
            return Err(io::Error::other(format!("xdotool {arguments:?}: {}", output.status)).into());
        }
        Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
    }

    /// Types a line as a person would, and presses Return.
    ///
    /// # Errors
    /// When xdotool fails.
    pub fn enter(&self, line: &str) -> Result<(), WindowError> {
        self.xdotool(&["type", "--delay", "20", line])?;
        self.xdotool(&["key", "Return"]).map(drop)
    }

    /// Whether nothing is shown but one colour.
    ///
    /// # Errors
    /// When the picture cannot be read.
    pub fn is_blank(&self) -> Result<bool, WindowError> {
        let picture = self.picture()?;
        // Whether every pixel is like the one before it.
        Ok(picture.len() > 4 && picture.get(4..) == picture.get(..picture.len() - 4))
    }

    /// How many colours are shown.
    ///
    /// # Errors
    /// When the picture cannot be read.
    pub fn colours(&self) -> Result<usize, WindowError> {
        let picture = self.picture()?;
        let (pixels, _) = picture.as_chunks::<4>();
        Ok(pixels.iter().collect::<HashSet<_>>().len())
    }

    /// What is shown, four bytes a pixel.
    fn picture(&self) -> Result<Vec<u8>, WindowError> {
        let mut picture = fs::read(self.frame.path().join("Xvfb_screen0"))?;
        // As `man xwd` has it: the header's own length, and how many colours of 12 bytes stand behind it.
        let number = |at: usize| {
            picture.get(at..at + 4).map_or(0, |four| four.iter().fold(0, |sum, byte| sum << 8 | usize::from(*byte)))
        };
        let behind = (number(0) + number(76) * 12).min(picture.len());
        Ok(picture.split_off(behind))
    }

    /// Waits until two pictures in a row are the same, a few seconds at most: a cursor may blink.
    ///
    /// # Errors
    /// When ImageMagick is missing.
    pub fn at_rest(&self) -> Result<(), WindowError> {
        let begin = Instant::now();
        let mut before = vec![];
        while begin.elapsed() < Duration::from_secs(5) {
            let mut picture = Command::new("import");
            picture.args(["-window", "root", "-depth", "8", "rgb:-"]);
            let now = picture.env("DISPLAY", &self.display).output()?.stdout;
            if now == before {
                return Ok(());
            }
            before = now;
            std::thread::sleep(GLANCE * 2);
        }
        Ok(())
    }

    /// Waits until a window with this title is on the screen, and returns its number.
    ///
    /// # Errors
    /// [`WindowError::InVain`].
    pub fn find(&self, title: &str) -> Result<String, WindowError> {
        self.search(&["--name", title])
    }

    /// The same for any window of a process.
    ///
    /// # Errors
    /// [`WindowError::InVain`].
    pub fn find_of(&self, process: u32) -> Result<String, WindowError> {
        self.search(&["--pid", &process.to_string()])
    }

    fn search(&self, wanted: &[&str]) -> Result<String, WindowError> {
        let begin = Instant::now();
        while begin.elapsed() < PATIENCE {
            if let Ok(found) = self.xdotool(&[&["search", "--onlyvisible"], wanted].concat())
                && let Some(last) = found.lines().last()
            {
                return Ok(last.to_owned());
            }
            std::thread::sleep(GLANCE);
        }
        Err(WindowError::InVain { what: format!("a window with {wanted:?}"), shown: String::from("(the X screen)") })
    }

    /// Keeps a picture of the whole screen.
    ///
    /// # Errors
    /// When ImageMagick is missing or fails.
    pub fn shot(&self, name: &str) -> Result<(), WindowError> {
        let target = shots()?.join(format!("{name}.png"));
        let done =
            Command::new("import").args(["-window", "root"]).arg(target).env("DISPLAY", &self.display).status()?;
        if done.success() { Ok(()) } else { Err(io::Error::other(format!("import: {done}")).into()) }
    }
}

/// The window of the program in a home, driven from outside.
#[derive(Debug)]
pub struct Window {
    driver: Option<WebDriver>,
    native: Running,
    /// Its screen.
    pub screen: Screen,
}

impl Window {
    /// Starts the program and waits until its page is there.
    ///
    /// # Errors
    /// When it cannot be built or started, or shows nothing.
    pub async fn open(home: &Home, arguments: &[&str]) -> Result<Self, WindowError> {
        Self::open_with(home, arguments, &[]).await
    }

    /// The same with changes to the environment of the program.
    ///
    /// # Errors
    /// When it cannot be built or started, or shows nothing.
    pub async fn open_with(home: &Home, arguments: &[&str], set: &[(&str, &str)]) -> Result<Self, WindowError> {
        let screen = Screen::start()?;
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let mut command = home.command("WebKitWebDriver");
        command.envs(set.iter().copied()).arg(format!("--port={port}")).env("TAURI_WEBVIEW_AUTOMATION", "true");
        command.stdout(Stdio::null()).stderr(Stdio::null());
        let native = Running::start(screen.lend(&mut command))?;
        let mut window = Self { driver: None, native, screen };
        window.begin(port, arguments).await?;
        Ok(window)
    }

    async fn begin(&mut self, port: u16, arguments: &[&str]) -> Result<(), WindowError> {
        let begin = Instant::now();
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            if begin.elapsed() > PATIENCE {
                return Err(WindowError::NotRunning);
            }
            tokio::time::sleep(GLANCE).await;
        }
        let mut wanted = Capabilities::default();
        wanted.set("webkitgtk:browserOptions", json!({ "binary": binary()?, "args": arguments }))?;
        self.driver = Some(WebDriver::new(format!("http://127.0.0.1:{port}"), wanted).await?);
        self.wait_until("the page", "return document.querySelector('h1') !== null").await
    }

    /// Returns what a script in the page returns.
    ///
    /// # Errors
    /// [`WindowError::Driver`].
    pub async fn run(&self, script: &str, arguments: Vec<Value>) -> Result<Value, WindowError> {
        let driver = self.driver.as_ref().ok_or(WindowError::NotRunning)?;
        Ok(driver.execute(format!("{WATCH}\n{script}"), arguments).await?.json().clone())
    }

    /// Returns what a script in the page hands to its last argument.
    ///
    /// # Errors
    /// [`WindowError::Driver`].
    pub async fn run_async(&self, script: &str, arguments: Vec<Value>) -> Result<Value, WindowError> {
        let driver = self.driver.as_ref().ok_or(WindowError::NotRunning)?;
        Ok(driver.execute_async(script, arguments).await?.json().clone())
    }

    /// Waits until a script returns true. A page that is just being replaced is asked again.
    ///
    /// # Errors
    /// [`WindowError::InVain`]; then a picture is kept.
    pub async fn wait_until(&self, what: &str, script: &str) -> Result<(), WindowError> {
        let begin = Instant::now();
        while begin.elapsed() < PATIENCE {
            if matches!(self.run(script, vec![]).await, Ok(Value::Bool(true))) {
                return Ok(());
            }
            tokio::time::sleep(GLANCE).await;
        }
        let _ = self.shot(&format!("in-vain-{}", what.replace(|c: char| !c.is_ascii_alphanumeric(), "-"))).await;
        let shown = self.run("return document.body.innerText.slice(0, 400)", vec![]).await;
        Err(WindowError::InVain { what: what.to_owned(), shown: format!("{shown:?}") })
    }

    /// Waits until the element with this test id can be seen.
    ///
    /// # Errors
    /// [`WindowError::InVain`].
    pub async fn wait_for(&self, testid: &str) -> Result<(), WindowError> {
        let place = place(testid);
        self.wait_until(testid, &format!("return document.querySelector('{place}')?.checkVisibility() ?? false")).await
    }

    /// Waits until nothing with this test id is there.
    ///
    /// # Errors
    /// [`WindowError::InVain`].
    pub async fn wait_gone(&self, testid: &str) -> Result<(), WindowError> {
        let place = place(testid);
        self.wait_until(&format!("no {testid}"), &format!("return document.querySelector('{place}') === null")).await
    }

    /// Returns the element with this test id.
    ///
    /// # Errors
    /// [`WindowError::InVain`].
    pub async fn by(&self, testid: &str) -> Result<WebElement, WindowError> {
        self.wait_for(testid).await?;
        let driver = self.driver.as_ref().ok_or(WindowError::NotRunning)?;
        Ok(driver.find(By::Css(place(testid))).await?)
    }

    /// Clicks on it as soon as it can be clicked.
    ///
    /// # Errors
    /// What the last try met.
    pub async fn click(&self, testid: &str) -> Result<(), WindowError> {
        // In the middle of the window, where no message lies over it.
        let centre = format!("document.querySelector('{}').scrollIntoView({{ block: 'center' }})", place(testid));
        self.patiently(async || {
            let element = self.by(testid).await?;
            self.run(&centre, vec![]).await?;
            Ok(element.click().await?)
        })
        .await
    }

    /// Replaces what stands in a field.
    ///
    /// # Errors
    /// What the last try met.
    pub async fn fill(&self, testid: &str, text: &str) -> Result<(), WindowError> {
        self.patiently(async || {
            let field = self.by(testid).await?;
            field.clear().await?;
            Ok(field.send_keys(text).await?)
        })
        .await
    }

    /// Types where the cursor stands.
    ///
    /// # Errors
    /// [`WindowError::Driver`].
    pub async fn keys(&self, keys: impl Into<TypingData>) -> Result<(), WindowError> {
        let driver = self.driver.as_ref().ok_or(WindowError::NotRunning)?;
        Ok(driver.active_element().await?.send_keys(keys).await?)
    }

    /// Returns the words of an element.
    ///
    /// # Errors
    /// [`WindowError::InVain`].
    pub async fn text(&self, testid: &str) -> Result<String, WindowError> {
        self.wait_for(testid).await?;
        let words = format!("return document.querySelector('{}')?.innerText ?? ''", place(testid));
        Ok(self.run(&words, vec![]).await?.as_str().unwrap_or_default().to_owned())
    }

    /// Returns what stands in a field.
    ///
    /// # Errors
    /// [`WindowError::InVain`].
    pub async fn value(&self, testid: &str) -> Result<String, WindowError> {
        self.wait_for(testid).await?;
        let value = format!("return document.querySelector('{}')?.value ?? ''", place(testid));
        Ok(self.run(&value, vec![]).await?.as_str().unwrap_or_default().to_owned())
    }

    /// Returns the test id of the element that has the cursor.
    ///
    /// # Errors
    /// [`WindowError::Driver`].
    pub async fn focused(&self) -> Result<String, WindowError> {
        let focused = self.run("return document.activeElement?.dataset?.testid ?? ''", vec![]).await?;
        Ok(focused.as_str().unwrap_or_default().to_owned())
    }

    /// Goes to an address such as `#/people`, and waits until its page has loaded.
    ///
    /// # Errors
    /// [`WindowError::InVain`].
    pub async fn go(&self, address: &str) -> Result<(), WindowError> {
        self.run("location.hash = arguments[0]", vec![json!(address)]).await?;
        self.settled().await
    }

    /// Waits until nothing is loading and nothing moves any more.
    ///
    /// # Errors
    /// [`WindowError::InVain`].
    pub async fn settled(&self) -> Result<(), WindowError> {
        self.wait_until("a page at rest", AT_REST).await
    }

    /// Makes the window this large.
    ///
    /// # Errors
    /// [`WindowError::InVain`].
    pub async fn resize(&self, width: u32, height: u32) -> Result<(), WindowError> {
        let driver = self.driver.as_ref().ok_or(WindowError::NotRunning)?;
        driver.set_window_rect(0, 0, width, height).await?;
        let inside = format!("return innerWidth === {width} && innerHeight === {height}");
        self.wait_until("the new size", &inside).await
    }

    /// Keeps a picture of the page.
    ///
    /// # Errors
    /// [`WindowError::Driver`], or what the disk says.
    pub async fn shot(&self, name: &str) -> Result<(), WindowError> {
        let driver = self.driver.as_ref().ok_or(WindowError::NotRunning)?;
        self.run_async(PAINTED, vec![]).await?;
        Ok(driver.screenshot(&shots()?.join(format!("{name}.png"))).await?)
    }

    /// Returns what axe finds wrong with the page as it stands, one line each.
    ///
    /// # Errors
    /// When axe-core is not installed (`npm ci` in `ui`) or cannot run.
    pub async fn axe(&self) -> Result<Vec<String>, WindowError> {
        if self.run("return typeof window.axe", vec![]).await? != "object" {
            let source = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../ui/node_modules/axe-core/axe.min.js");
            self.run(&fs::read_to_string(source)?, vec![]).await?;
        }
        let found = self.run_async(AXE, vec![]).await?;
        Ok(lines(&found))
    }

    /// Returns the errors of the page since it was loaded: uncaught ones, rejected promises, breaches of its policy.
    ///
    /// # Errors
    /// [`WindowError::Driver`].
    pub async fn page_errors(&self) -> Result<Vec<String>, WindowError> {
        Ok(lines(&self.run("return window.__errors", vec![]).await?))
    }

    /// Returns the process id of the program.
    ///
    /// # Errors
    /// [`WindowError::NotRunning`].
    pub fn program(&self) -> Result<u32, WindowError> {
        let binary = binary()?.canonicalize()?;
        let is_it = |id: &u32| fs::read_link(format!("/proc/{id}/exe")).is_ok_and(|exe| exe == binary);
        descendants(self.native.id()).into_iter().find(is_it).ok_or(WindowError::NotRunning)
    }

    /// Ends the program as a power cut would, and everything around it.
    ///
    /// # Errors
    /// [`WindowError::NotRunning`].
    pub fn kill_program(self) -> Result<(), WindowError> {
        signal(self.program()?, Signal::KILL);
        drop(self);
        Ok(())
    }

    /// Lets the program sleep, as a computer does when its lid is closed.
    ///
    /// # Errors
    /// [`WindowError::NotRunning`].
    pub async fn sleep_for(&self, time: Duration) -> Result<(), WindowError> {
        let program = self.program()?;
        signal(program, Signal::STOP);
        tokio::time::sleep(time).await;
        signal(program, Signal::CONT);
        Ok(())
    }

    /// Closes the window in good order.
    ///
    /// # Errors
    /// [`WindowError::Driver`].
    pub async fn stop(mut self) -> Result<(), WindowError> {
        let processes = descendants(self.native.id());
        if let Some(driver) = self.driver.take() {
            driver.quit().await?;
        }
        // The driver lets go of the program before the program has let go of its vault.
        within(PATIENCE, || processes.iter().all(|&process| has_ended(process)));
        Ok(())
    }

    async fn patiently(&self, act: impl AsyncFn() -> Result<(), WindowError>) -> Result<(), WindowError> {
        let begin = Instant::now();
        loop {
            match act().await {
                Err(WindowError::Driver(_)) if begin.elapsed() < PATIENCE => tokio::time::sleep(GLANCE).await,
                done => return done,
            }
        }
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        let processes = descendants(self.native.id());
        for &process in &processes {
            signal(process, Signal::KILL);
        }
        // The folder of the vault is free only when they have ended, which takes a while on a busy machine.
        within(PATIENCE, || processes.iter().all(|&process| has_ended(process)));
        if let Some(driver) = self.driver.take() {
            // Its end has just come; there is nobody left to say goodbye to.
            let _ = driver.leak();
        }
    }
}

fn place(testid: &str) -> String {
    format!("[data-testid=\"{testid}\"]")
}

fn lines(found: &Value) -> Vec<String> {
    let lines = found.as_array().map(Vec::as_slice).unwrap_or_default();
    lines.iter().filter_map(Value::as_str).map(String::from).collect()
}

/// Every process that a process started, and those that they started, the nearest first.
fn descendants(ancestor: u32) -> Vec<u32> {
    let everybody: Vec<(u32, u32)> = fs::read_dir("/proc")
        .into_iter()
        .flatten()
        .filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok())
        .filter_map(|id| Some((id, parent(id)?)))
        .collect();
    let mut found = vec![ancestor];
    let mut at = 0;
    while let Some(&of) = found.get(at) {
        found.extend(everybody.iter().filter(|(_, parent)| *parent == of).map(|(id, _)| *id));
        at += 1;
    }
    found.split_off(1)
}

fn parent(process: u32) -> Option<u32> {
    let state = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    // The name may hold anything, so what counts begins behind its bracket: state, parent.
    state.rsplit_once(')')?.1.split_whitespace().nth(1)?.parse().ok()
}

fn signal(process: u32, signal: Signal) {
    if let Some(id) = i32::try_from(process).ok().and_then(Pid::from_raw) {
        // It may have ended by itself.
        let _ = kill_process(id, signal);
    }
}

/// Collects the errors of the page from the first script on; what its policy refused before that is told afterwards.
const WATCH: &str = "
    if (!window.__errors) {
        const errors = (window.__errors = []);
        const policy = ({ effectiveDirective, blockedURL, blockedURI, sourceFile, lineNumber }) =>
            errors.push(`policy: ${effectiveDirective} ${blockedURL ?? blockedURI} ${sourceFile}:${lineNumber}`);
        addEventListener('error', (event) => errors.push(`error: ${event.message}`));
        addEventListener('unhandledrejection', (event) => errors.push(`rejected: ${event.reason}`));
        addEventListener('securitypolicyviolation', policy);
        if (window.ReportingObserver) {
            const tell = (reports) => reports.forEach((report) => policy(report.body));
            new ReportingObserver(tell, { types: ['csp-violation'], buffered: true }).observe();
        }
    }";

/// Nothing loads, nothing is animated, and the fonts are there.
const AT_REST: &str = "
    const loading = document.querySelector('.spinner, [role=status] progress') !== null;
    const still = document.querySelector('h1') !== null && !loading;
    const moving = document.getAnimations().some((each) => each.playState === 'running');
    return still && !moving && document.fonts.status === 'loaded';";

/// What was drawn last is one frame old.
const PAINTED: &str = "
    const done = arguments[arguments.length - 1];
    setTimeout(done, 1000);
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done)));";

/// Every rule of axe.
const AXE: &str = "
    const done = arguments[arguments.length - 1];
    axe.run(document, { resultTypes: ['violations'] }).then(
        ({ violations }) => done(violations.flatMap(({ id, impact, help, nodes }) =>
            nodes.map(({ target, html }) => `${id} (${impact}): ${help}: ${target.join(' ')} ${html.slice(0, 120)}`))),
        (error) => done([`axe: ${error}`]),
    );";
