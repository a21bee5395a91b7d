//! The RPM package, made by rpmbuild from the same files.

use super::{Package, output, write};
use crate::progress::Failure;

/// Makes `tomarigi-VERSION-1.ARCHITECTURE.rpm`.
pub fn make(package: &Package) -> Result<String, Failure> {
    write(&package.folder.join("tomarigi.spec"), spec(&package.version))?;
    let top = format!("_topdir {}", package.folder.join("rpm").display());
    let tree = format!("tree {}", package.tree().display());
    let mut rpmbuild = package.command("rpmbuild");
    rpmbuild.args(["-bb", "--define", &top, "--define", &tree, "tomarigi.spec"]);
    output(&mut rpmbuild, "run it by hand in target/package to see why.")?;
    let name = format!("tomarigi-{}-1.{}.rpm", package.version, std::env::consts::ARCH);
    let made = package.folder.join("rpm/RPMS").join(std::env::consts::ARCH).join(&name);
    std::fs::rename(&made, package.folder.join(&name))
        .map_err(|error| Failure::new(format!("rpmbuild made no {name}: {error}.")))?;
    Ok(format!("{name} (not installed on a system of its own: made on Debian)"))
}

/// Nothing is built here: the files are those of the Debian package, and the build's host and time are not told.
fn spec(version: &str) -> String {
    format!(
        "%global __os_install_post %{{nil}}\n%global debug_package %{{nil}}\n%global _build_id_links none\n\
         %global _buildhost reproducible\n%global use_source_date_epoch_as_buildtime 1\n\
         %global clamp_mtime_to_source_date_epoch 1\nName: tomarigi\nVersion: {version}\nRelease: 1\n\
         Summary: Casework for the people who help refugees find work\nLicense: AGPL-3.0-or-later\n\
         Requires: (webkit2gtk4.1 or libwebkit2gtk-4_1-0)\nRequires: gtk3\nRecommends: google-noto-sans-cjk-fonts\n\
         AutoReqProv: no\n\n%description\nInterviews, trainings, mentorships, recommendations and employment on your \
         own laptop, encrypted, without a network\nand without an account. The year's report comes from the records, \
         and only figures leave.\n\n%install\ncp -a %{{tree}}/usr %{{buildroot}}/\n\n%files\n/usr/bin/tomarigi\n\
         /usr/share/applications/*\n/usr/share/mime/packages/*\n/usr/share/metainfo/*\n/usr/share/icons/hicolor/*/apps/*\n\
         /usr/share/doc/tomarigi\n"
    )
}
