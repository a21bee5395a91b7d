//! The program as a process: built once, started in a home of its own.

use std::{
    env,
    ffi::OsStr,
    io::{self, Write},
    path::{Path, PathBuf},
    process::{Command, ExitStatus, Output, Stdio},
    sync::OnceLock,
};

use tempfile::TempDir;

/// Returns the built program; the first call of a process builds it.
///
/// # Errors
/// When cargo cannot be run or says that the program does not build.
pub fn binary() -> io::Result<&'static Path> {
    static BUILT: OnceLock<Result<PathBuf, String>> = OnceLock::new();
    let built = BUILT.get_or_init(|| build().map_err(|error| error.to_string()));
    built.as_deref().map_err(|error| io::Error::other(error.clone()))
}

/// The program that `cargo xtask test` built with the tests, or else one built now.
fn build() -> io::Result<PathBuf> {
    if let Some(built) = env::var_os("TOMARIGI_BUILT") {
        return Ok(built.into());
    }
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let built = Command::new(cargo)
        .args(["build", "--quiet", "--package", "tomarigi"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .status()?;
    if !built.success() {
        return Err(io::Error::other(format!("the program does not build: {built}")));
    }
    Ok(folder_of_builds()?.join(format!("tomarigi{}", env::consts::EXE_SUFFIX)))
}

/// The folder of the profile: a test binary lies in `<target>/<profile>/deps`.
fn folder_of_builds() -> io::Result<PathBuf> {
    let test = env::current_exe()?;
    let folder = test.ancestors().find(|folder| folder.file_name() == Some(OsStr::new("deps"))).and_then(Path::parent);
    folder.map(Path::to_owned).ok_or_else(|| io::Error::other("the test was not built by cargo"))
}

/// Returns where `cargo xtask` puts what `tests/python/<name>.txt` lists: `<target>/python/<name>`.
///
/// # Errors
/// When the test was not built by cargo.
pub fn python_packages(name: &str) -> io::Result<PathBuf> {
    Ok(folder_of_builds()?.with_file_name("python").join(name))
}

/// Returns `<target>/shots`, where the screenshots go.
///
/// # Errors
/// When the folder cannot be made.
pub fn shots() -> io::Result<PathBuf> {
    let folder = folder_of_builds()?.with_file_name("shots");
    std::fs::create_dir_all(&folder)?;
    Ok(folder)
}

/// Runs the program with arguments and standard input to its end, in a home that is thrown away.
///
/// # Errors
/// When it cannot be built or started.
pub fn tomarigi<A: AsRef<OsStr>>(arguments: impl IntoIterator<Item = A>, stdin: &str) -> io::Result<Output> {
    let home = Home::new()?;
    let mut command = home.command(binary()?);
    let mut child =
        command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
    if let Some(mut pipe) = child.stdin.take() {
        match pipe.write_all(stdin.as_bytes()) {
            // It may end without reading anything.
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => return Err(error),
            _ => {}
        }
    }
    child.wait_with_output()
}

/// Every folder a program writes to, in one folder that is thrown away.
#[derive(Debug)]
pub struct Home {
    folder: PathBuf,
    _own: Option<TempDir>,
}

impl Home {
    /// Makes an empty home.
    ///
    /// # Errors
    /// What the disk says.
    pub fn new() -> io::Result<Self> {
        let own = tempfile::Builder::new().prefix("tomarigi-home-").tempdir()?;
        Self { folder: own.path().to_owned(), _own: Some(own) }.furnished()
    }

    /// The same in a folder that is there already and stays.
    ///
    /// # Errors
    /// What the disk says.
    pub fn within(folder: &Path) -> io::Result<Self> {
        Self { folder: folder.to_owned(), _own: None }.furnished()
    }

    fn furnished(self) -> io::Result<Self> {
        for (_, folder) in self.folders() {
            std::fs::create_dir_all(&folder)?;
            only_mine(&folder)?;
        }
        Ok(self)
    }

    /// The folder that holds all the others.
    pub fn path(&self) -> &Path {
        &self.folder
    }

    /// Where the program keeps its vault when it is told nothing.
    pub fn vault(&self) -> PathBuf {
        self.path().join("data/org.tomarigi.desktop/vault")
    }

    /// A command that sees this home and nothing of the one who runs the tests.
    pub fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        command
            .envs(self.folders())
            .env("LANG", "C.UTF-8")
            .env("GSETTINGS_BACKEND", "memory")
            .env("NO_AT_BRIDGE", "1")
            .env_remove("DBUS_SESSION_BUS_ADDRESS")
            .env_remove("WAYLAND_DISPLAY")
            .env_remove("TAURI_WEBVIEW_AUTOMATION");
        command
    }

    fn folders(&self) -> [(&'static str, PathBuf); 6] {
        [
            ("HOME", "home"),
            ("XDG_DATA_HOME", "data"),
            ("XDG_CACHE_HOME", "cache"),
            ("XDG_CONFIG_HOME", "config"),
            ("XDG_RUNTIME_DIR", "run"),
            ("TMPDIR", "tmp"),
        ]
        .map(|(name, folder)| (name, self.path().join(folder)))
    }
}

#[cfg(unix)]
fn only_mine(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o700))
}

#[cfg(not(unix))]
fn only_mine(_: &Path) -> io::Result<()> {
    Ok(())
}

/// A child process that ends with its owner, also when a test panics.
#[derive(Debug)]
pub struct Running(std::process::Child);

impl Running {
    /// Starts it.
    ///
    /// # Errors
    /// When it cannot be started; the name of the program is part of the message.
    pub fn start(command: &mut Command) -> io::Result<Self> {
        let name = command.get_program().to_owned();
        let started = command.spawn().map(Self);
        started.map_err(|error| io::Error::new(error.kind(), format!("{}: {error}", name.display())))
    }

    /// Its process id.
    pub fn id(&self) -> u32 {
        self.0.id()
    }

    /// What it wrote to standard output or standard error so far and will write, if that was piped.
    pub fn child(&mut self) -> &mut std::process::Child {
        &mut self.0
    }

    /// Returns how it ended, or `None` while it runs.
    ///
    /// # Errors
    /// What the system says.
    pub fn ended(&mut self) -> io::Result<Option<ExitStatus>> {
        self.0.try_wait()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
