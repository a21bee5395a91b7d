//! What the computer must bring along: libraries to build, fonts to run, a screen without a screen to test.

use std::{env, fs, process::Command};

use crate::{
    debian,
    progress::{Failure, Line, ask},
};

/// What the developer wants to do; each purpose needs what building needs, and more.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
pub enum Purpose {
    /// Compile.
    Build,
    /// Compile and open the window.
    Run,
    /// Compile and run every test.
    Test,
    /// Compile and measure, beside what others use.
    Bench,
    /// Compile and make packages to install.
    Package,
}

impl Purpose {
    /// Says whether this purpose needs what `need` needs: packaging does not run, and nothing else packages.
    fn includes(self, need: Self) -> bool {
        match (self, need) {
            (Self::Package, need) => matches!(need, Self::Build | Self::Package),
            (_, Self::Package) => false,
            (purpose, need) => need <= purpose,
        }
    }
}

/// One thing that must be there.
pub struct Need {
    purpose: Purpose,
    /// The Debian package, followed by packages that other releases have in its place.
    pub packages: &'static [&'static str],
    /// What it is for.
    pub reason: &'static str,
    probe: Probe,
}

/// How a system without dpkg shows that something is there.
enum Probe {
    Library(&'static str),
    Program(&'static str),
    JapaneseFont,
}

const fn need(purpose: Purpose, packages: &'static [&'static str], reason: &'static str, probe: Probe) -> Need {
    Need { purpose, packages, reason, probe }
}

const NEEDS: [Need; 29] = {
    use Probe::{JapaneseFont, Library, Program};
    use Purpose::{Bench, Build, Package, Run, Test};
    [
        need(Build, &["libwebkit2gtk-4.1-dev"], "the web view that draws the page", Library("webkit2gtk-4.1")),
        need(Build, &["libgtk-3-dev"], "the window around it", Library("gtk+-3.0")),
        need(Build, &["libssl-dev"], "the ciphers under the encrypted store", Library("libcrypto")),
        need(Build, &["pkg-config", "pkgconf"], "finds these libraries", Program("pkg-config")),
        need(Build, &["build-essential"], "compiles the encrypted store", Program("cc")),
        need(Run, &["fonts-noto-cjk"], "draws Japanese", JapaneseFont),
        need(Test, &["xvfb"], "a screen that exists only in memory", Program("Xvfb")),
        need(
            Test,
            &["webkit2gtk-driver", "webkitgtk-webdriver"],
            "clicks and types in the real window",
            Program("WebKitWebDriver"),
        ),
        need(Test, &["dbus"], "a session bus of the tests' own", Program("dbus-run-session")),
        need(Test, &["xauth"], "lets programs onto that screen", Program("xauth")),
        need(Test, &["imagemagick"], "takes the pictures of that screen", Program("import")),
        need(Test, &["xdotool"], "drives the system's file dialogs", Program("xdotool")),
        need(
            Test,
            &["libreoffice-writer-nogui", "libreoffice-writer"],
            "opens the written documents as an office would",
            Program("soffice"),
        ),
        need(
            Test,
            &["libreoffice-calc-nogui", "libreoffice-calc"],
            "opens the written workbooks as an office would",
            Program("soffice"),
        ),
        need(Test, &["python3-pip"], "installs what checks the tagged tables", Program("pip3")),
        need(Test, &["poppler-utils"], "reads the text of a PDF", Program("pdftotext")),
        need(Test, &["gnome-keyring"], "a keyring of the tests' own", Program("gnome-keyring-daemon")),
        need(Test, &["apache2-bin"], "a WebDAV server for the files of combining", Program("apache2")),
        need(Test, &["valgrind"], "counts what the core paths cost", Program("valgrind")),
        need(Test, &["strace"], "lets disks fail on purpose", Program("strace")),
        need(Test, &["util-linux"], "small worlds: without network, with another clock", Program("unshare")),
        need(Test, &["mount"], "small disks that fill up", Program("mount")),
        need(Test, &["e2fsprogs"], "a disk on which deleted files are looked for", Program("mkfs.ext4")),
        need(
            Bench,
            &["python3-uno"],
            "opens spreadsheets with a password, as an office does today",
            Program("soffice"),
        ),
        need(
            Bench,
            &["keepassxc"],
            "finds people among its entries, as some offices do today",
            Program("keepassxc-cli"),
        ),
        need(Package, &["dpkg-dev"], "finds the libraries a package depends on", Program("dpkg-shlibdeps")),
        need(Package, &["rpm"], "makes the package for Fedora and its relatives", Program("rpmbuild")),
        need(Package, &["desktop-file-utils"], "checks the menu entry", Program("desktop-file-validate")),
        need(Package, &["debootstrap"], "unpacks the fresh Debian of --prove", Program("debootstrap")),
    ]
};

/// Makes sure that everything for `purpose` is there: installs it on Debian and its relatives, explains elsewhere.
pub fn provide(line: &Line, purpose: Purpose) -> Result<String, Failure> {
    let needs: Vec<&Need> = NEEDS.iter().filter(|need| purpose.includes(need.purpose)).collect();
    match env::consts::OS {
        "linux" if debian::is_debian_family(&fs::read_to_string("/etc/os-release").unwrap_or_default()) => {
            debian::provide(line, &needs)
        }
        "linux" => probe(&needs),
        "macos" => check_command_line_tools(),
        "windows" => Ok("nothing to install: WebView2 is part of Windows 11 (not tested on Windows)".into()),
        other => Err(Failure::new(format!("{other} is not supported: use Debian 12 or a relative of it."))),
    }
}

fn probe(needs: &[&Need]) -> Result<String, Failure> {
    let missing: Vec<&&Need> = needs.iter().filter(|need| !need.probe.answers()).collect();
    if missing.is_empty() {
        return Ok(format!("all {} there", needs.len()));
    }
    let list: Vec<String> = missing.iter().map(|need| format!("{} ({})", need.probe.name(), need.reason)).collect();
    Err(Failure::new(format!(
        "This is not Debian or a relative of it, so install these yourself and run the same command again: {}.",
        list.join(", ")
    )))
}

fn check_command_line_tools() -> Result<String, Failure> {
    match ask(Command::new("xcode-select").arg("-p")) {
        Some(_) => Ok("the command line tools are there (not tested on macOS)".into()),
        None => Err(Failure::new("Apple's command line tools are missing: run `xcode-select --install` first.")),
    }
}

impl Probe {
    fn answers(&self) -> bool {
        match self {
            Self::Library(name) => ask(Command::new("pkg-config").args(["--exists", name])).is_some(),
            Self::Program(name) => is_on_path(name),
            Self::JapaneseFont => ask(Command::new("fc-list").arg(":lang=ja")).is_some_and(|fonts| !fonts.is_empty()),
        }
    }

    fn name(&self) -> &'static str {
        match self {
            Self::Library(name) | Self::Program(name) => name,
            Self::JapaneseFont => "a Japanese font",
        }
    }
}

/// Says whether a program of this name can be started.
pub fn is_on_path(program: &str) -> bool {
    env::var_os("PATH").is_some_and(|path| env::split_paths(&path).any(|folder| folder.join(program).is_file()))
}

#[cfg(test)]
mod tests {
    use super::Purpose;

    #[test]
    fn tests_need_no_packaging_tools_and_packages_no_testing_tools() {
        assert!(Purpose::Test.includes(Purpose::Run) && Purpose::Run.includes(Purpose::Build));
        assert!(!Purpose::Test.includes(Purpose::Package) && !Purpose::Package.includes(Purpose::Test));
        assert!(Purpose::Package.includes(Purpose::Build));
    }
}
