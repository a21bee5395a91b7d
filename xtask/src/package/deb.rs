//! The Debian package, made by Debian's own tools.

use std::fs;

use super::{Package, files, output, write};
use crate::progress::Failure;

/// Makes `tomarigi_VERSION_ARCHITECTURE.deb`.
pub fn make(package: &Package) -> Result<String, Failure> {
    let architecture = output(package.command("dpkg").arg("--print-architecture"), "is this a Debian?")?;
    let architecture = architecture.trim();
    let control = control(&package.version, architecture, &libraries(package)?, installed_kibibytes(package)?);
    write(&package.tree().join("DEBIAN/control"), control)?;
    write(&package.tree().join("DEBIAN/md5sums"), checksums(package)?)?;
    files::settle(package)?;
    let name = format!("tomarigi_{}_{architecture}.deb", package.version);
    output(
        package.command("dpkg-deb").args(["--root-owner-group", "-Zxz", "--build", "tree", &name]),
        "the tree in target/package is not a package.",
    )?;
    fs::remove_dir_all(package.tree().join("DEBIAN"))
        .map_err(|error| Failure::new(format!("the tree cannot be tidied: {error}.")))?;
    Ok(name)
}

/// The libraries that the program links, with the versions it needs, as `dpkg-shlibdeps` finds them.
fn libraries(package: &Package) -> Result<String, Failure> {
    write(&package.folder.join("debian/control"), "Source: tomarigi\nPackage: tomarigi\nArchitecture: any\n")?;
    let printed = output(
        package.command("dpkg-shlibdeps").args(["-O", "-xtomarigi", "tree/usr/bin/tomarigi"]),
        "the libraries of the program are not Debian's.",
    )?;
    let depends = printed.lines().find_map(|line| line.strip_prefix("shlibs:Depends="));
    depends.map(str::to_owned).ok_or_else(|| Failure::new("dpkg-shlibdeps names no libraries."))
}

fn installed_kibibytes(package: &Package) -> Result<u64, Failure> {
    let printed = output(package.command("du").args(["-sk", "--apparent-size", "tree/usr"]), "is it there?")?;
    let number = printed.split_whitespace().next().and_then(|number| number.parse().ok());
    number.ok_or_else(|| Failure::new("du does not tell the size."))
}

fn checksums(package: &Package) -> Result<String, Failure> {
    let script = "cd tree && find usr -type f -print0 | sort -z | xargs -0 md5sum";
    output(package.command("sh").args(["-c", script]), "the files cannot be read.")
}

fn control(version: &str, architecture: &str, libraries: &str, kibibytes: u64) -> String {
    format!(
        "Package: tomarigi\nVersion: {version}\nArchitecture: {architecture}\nMaintainer: The authors of Tomarigi \
         <tomarigi@localhost>\nInstalled-Size: {kibibytes}\nDepends: {libraries}\nRecommends: fonts-noto-cjk, \
         gnome-keyring | kwalletmanager\nSection: misc\nPriority: optional\nDescription: casework for the people who \
         help refugees find work\n Interviews, trainings, mentorships, recommendations and employment on your own \
         laptop,\n encrypted, without a network and without an account. The year's report comes from the\n records, and \
         only figures leave.\n"
    )
}

#[cfg(test)]
mod tests {
    use super::control;

    #[test]
    fn every_line_of_the_control_file_is_a_field_or_belongs_to_one() {
        let control = control("1.2.3", "amd64", "libc6 (>= 2.36)", 12);

        assert!(control.lines().all(|line| line.starts_with(' ') || line.contains(": ")), "{control}");
        assert!(control.contains("\nDepends: libc6 (>= 2.36)\n"));
        assert!(control.ends_with('\n'));
    }
}
