//! The proof: a fresh Debian in a folder, on which the package is installed, used, upgraded and removed.

use std::{path::Path, process::Command};

use super::{Package, output};
use crate::progress::{Failure, Line, run_in_sight};

/// What must hold on that computer, in the order of a user's life with the program. Runs inside of it.
const LIFE: &str = r#"set -eu
export DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8
said() { echo "    $1" >&2; }
get() { apt-get -o APT::Sandbox::User=root -o Dpkg::Use-Pty=0 "$@"; }
get update -q >/dev/null
get install -q -y --no-install-recommends /packages/*.deb desktop-file-utils shared-mime-info >/dev/null
tomarigi --version >/dev/null; said "installed: it starts"
grep -q '^Exec=tomarigi' /usr/share/applications/org.tomarigi.desktop.desktop; said "it is in the menu"
grep -q 'tomarigi-case' /usr/share/mime/globs2; grep -q 'x-tomarigi-backup' /usr/share/mime/globs2; said "its files are known"
useradd --create-home caseworker
as_caseworker() { su caseworker -c "$1"; }
as_caseworker "echo quiet-river-lantern-garden | tomarigi sample --vault ~/vault --people 20 >/dev/null"
before=$(sha256sum /home/caseworker/vault/vault.db)
get install -q -y --reinstall /packages/*.deb >/dev/null
test "$before" = "$(sha256sum /home/caseworker/vault/vault.db)"
as_caseworker "echo quiet-river-lantern-garden | tomarigi verify --vault ~/vault >/dev/null"; said "upgraded in place: the vault is whole"
get purge -q -y tomarigi >/dev/null
left=$(find / -xdev -path /proc -prune -o -path /home -prune -o -path /packages -prune -o -path /var -prune -o -iname '*tomarigi*' -print)
test -z "$left" || { echo "left behind: $left" >&2; exit 1; }
test -s /home/caseworker/vault/vault.db; said "removed: only the vault stays"
"#;

/// Makes the computer (with debootstrap, as root), lives through [`LIFE`] on it and throws it away.
pub fn prove(line: &Line, package: &Package) -> Result<String, Failure> {
    line.say("debootstrap bookworm");
    let place = make_place(package)?;
    let outcome = live(line, package, Path::new(&place));
    let _ = Command::new("rm").args(["-rf", "--one-file-system", &place]).status();
    outcome.map(|()| "installed, used, upgraded and removed on a fresh Debian 12".into())
}

fn make_place(package: &Package) -> Result<String, Failure> {
    let place = output(package.command("mktemp").args(["-d", "-t", "fresh-debian.XXXXXX"]), "is /tmp full?")?;
    // It becomes the root of a computer on which not only root looks around.
    output(package.command("chmod").args(["755", place.trim()]), "the folder cannot be opened.")?;
    Ok(place.trim().to_owned())
}

fn live(line: &Line, package: &Package, place: &Path) -> Result<(), Failure> {
    let advice = "Debian could not be unpacked: this needs administrator rights and Debian's packages.";
    run_in_sight(Command::new("debootstrap").args(["--variant=minbase", "bookworm"]).arg(place), advice)?;
    line.say("living with the package");
    output(
        package.command("sh").args(["-c", "mkdir -p \"$0/packages\" && cp *.deb \"$0/packages/\""]).arg(place),
        "the package cannot be copied.",
    )?;
    // A namespace of its own takes the mounts away with the process, whatever happens.
    let enter = "mount -t proc proc \"$0/proc\" && mount -t tmpfs tmpfs \"$0/dev/shm\" 2>/dev/null; exec chroot \"$0\" sh -c \"$1\"";
    let mut inside = Command::new("unshare");
    inside.args(["--mount", "--pid", "--fork", "--kill-child", "sh", "-c", enter]).arg(place).arg(LIFE);
    run_in_sight(&mut inside, "The package did not hold what it promises: see above.")
}
