//! Debian and its relatives: which packages are missing, and installing them.

use std::{
    collections::BTreeSet,
    io::{self, IsTerminal},
    process::{Command, Stdio},
};

use crate::{
    progress::{Failure, Line, ask, run_in_sight},
    system::{Need, is_on_path},
};

/// Says whether this `/etc/os-release` is of Debian, Ubuntu or a system made from them.
pub fn is_debian_family(os_release: &str) -> bool {
    let values = os_release.lines().filter_map(|line| line.strip_prefix("ID=").or(line.strip_prefix("ID_LIKE=")));
    let mut names = values.flat_map(|value| value.trim().trim_matches(['"', '\'']).split_whitespace());
    names.any(|name| name == "debian" || name == "ubuntu")
}

/// Installs the packages that are missing.
pub fn provide(line: &Line, needs: &[&Need]) -> Result<String, Failure> {
    let missing = find_missing(needs);
    if missing.is_empty() {
        return Ok(format!("all {} there", needs.len()));
    }
    line.say(&format!("{} missing, installing", missing.len()));
    for need in &missing {
        eprintln!("    {} ({})", first_name(need), need.reason);
    }
    install(&missing)?;
    let still: Vec<&str> = find_missing(needs).into_iter().map(first_name).collect();
    if still.is_empty() {
        return Ok(format!("{} installed", missing.len()));
    }
    Err(Failure::new(format!("apt-get did not complain, but still missing: {}.", still.join(" "))))
}

fn find_missing<'a>(needs: &[&'a Need]) -> Vec<&'a Need> {
    let names = needs.iter().flat_map(|need| need.packages);
    // dpkg-query fails as soon as one name is unknown to it, and still answers for the others.
    let answer = Command::new("dpkg-query").args(["-W", "-f=${Package} ${Status}\n"]).args(names).output();
    let answer = answer.map(|output| String::from_utf8_lossy(&output.stdout).into_owned()).unwrap_or_default();
    let installed = installed(&answer);
    needs.iter().filter(|need| !need.packages.iter().any(|name| installed.contains(name))).copied().collect()
}

/// Returns the packages that dpkg calls installed; a removed package keeps a line with another status.
fn installed(dpkg_answer: &str) -> BTreeSet<&str> {
    dpkg_answer.lines().filter_map(|line| line.trim().strip_suffix(" install ok installed")).collect()
}

fn first_name(need: &Need) -> &'static str {
    need.packages.first().copied().unwrap_or_default()
}

fn install(missing: &[&Need]) -> Result<(), Failure> {
    let Some(may_install) = Installer::find() else {
        let names: Vec<&str> = missing.iter().map(|need| available_name(need)).collect();
        return Err(Failure::new(format!(
            "Administrator rights are needed to install what is missing, so run this and then the same command again: \
             sudo apt-get update && sudo apt-get install -y --no-install-recommends {}",
            names.join(" ")
        )));
    };
    // An old list of packages is often good enough, so only the installation decides.
    let _ = run_in_sight(may_install.apt_get().arg("update"), "");
    let names: Vec<&str> = missing.iter().map(|need| available_name(need)).collect();
    run_in_sight(
        may_install.apt_get().args(["install", "-y", "--no-install-recommends"]).args(&names),
        &format!(
            "apt-get could not install {}: check the network, the disk and /etc/apt/sources.list, then run the same \
             command again.",
            names.join(" ")
        ),
    )
}

/// Returns the name under which this release has the package.
fn available_name(need: &Need) -> &'static str {
    let is_available = |name: &&&str| ask(Command::new("apt-cache").args(["policy", name])).is_some_and(has_candidate);
    need.packages.iter().find(is_available).copied().unwrap_or_else(|| first_name(need))
}

/// Says whether `apt-cache policy` knows a version that could be installed.
fn has_candidate(policy: String) -> bool {
    let candidate = policy.lines().find_map(|line| line.trim().strip_prefix("Candidate: "));
    candidate.is_some_and(|version| version != "(none)")
}

/// Who may install packages here.
enum Installer {
    Root,
    Sudo,
}

impl Installer {
    fn find() -> Option<Self> {
        if ask(Command::new("id").arg("-u")).is_some_and(|id| id.trim() == "0") {
            return Some(Self::Root);
        }
        let sudo_asks_nothing = || ask(Command::new("sudo").args(["-n", "true"])).is_some();
        (is_on_path("sudo") && (io::stdin().is_terminal() || sudo_asks_nothing())).then_some(Self::Sudo)
    }

    fn apt_get(&self) -> Command {
        let mut command = match self {
            Self::Root => Command::new("env"),
            Self::Sudo => Command::new("sudo"),
        };
        if matches!(self, Self::Sudo) {
            command.arg("env");
        } else {
            command.stdin(Stdio::null());
        }
        command.args(["DEBIAN_FRONTEND=noninteractive", "apt-get", "-o", "DPkg::Lock::Timeout=120"]);
        command
    }
}

#[cfg(test)]
mod tests {
    use super::{has_candidate, installed, is_debian_family};

    #[test]
    fn debian_and_what_is_made_from_it_are_recognised() {
        for family in ["ID=debian\n", "NAME=x\nID=ubuntu\n", "ID=linuxmint\nID_LIKE=\"ubuntu debian\"\n", "ID='debian'"]
        {
            assert!(is_debian_family(family), "{family:?} installs with apt-get");
        }
        for other in ["ID=fedora\n", "ID=manjaro\nID_LIKE=arch\n", "VERSION_ID=debian\n", "NAME=\"debian\"\n", ""] {
            assert!(!is_debian_family(other), "{other:?} must not be given to apt-get");
        }
    }

    #[test]
    fn only_packages_that_are_fully_installed_count() {
        let answer = "dbus install ok installed\nxvfb deinstall ok config-files\nxauth unknown ok not-installed\n\
                      libssl-dev install ok half-configured\nlibgtk-3-dev install ok installed\n";

        assert_eq!(installed(answer).into_iter().collect::<Vec<_>>(), ["dbus", "libgtk-3-dev"]);
    }

    #[test]
    fn a_package_without_a_version_to_install_is_not_available() {
        assert!(has_candidate("xvfb:\n  Installed: (none)\n  Candidate: 2:21.1\n".into()));
        assert!(!has_candidate("xvfb:\n  Installed: (none)\n  Candidate: (none)\n".into()));
        assert!(!has_candidate(String::new()));
    }
}
