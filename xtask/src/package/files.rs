//! Which file lies where on a computer with the program (Filesystem Hierarchy Standard, freedesktop.org).

use std::{fs, path::Path};

use super::{Package, output, write};
use crate::{
    cargo::{self, Profile, root},
    progress::Failure,
};

const ID: &str = "org.tomarigi.desktop";
/// Source in the repository, place under `/usr/share`.
const SHARED: [(&str, &str); 9] = [
    ("src-tauri/linux/org.tomarigi.desktop.desktop", "applications/org.tomarigi.desktop.desktop"),
    ("src-tauri/linux/org.tomarigi.desktop.mime.xml", "mime/packages/org.tomarigi.desktop.xml"),
    ("src-tauri/linux/org.tomarigi.desktop.metainfo.xml", "metainfo/org.tomarigi.desktop.metainfo.xml"),
    ("icons/32x32.png", "icons/hicolor/32x32/apps/org.tomarigi.desktop.png"),
    ("icons/128x128.png", "icons/hicolor/128x128/apps/org.tomarigi.desktop.png"),
    ("icons/128x128@2x.png", "icons/hicolor/256x256/apps/org.tomarigi.desktop.png"),
    ("icons/icon.svg", "icons/hicolor/scalable/apps/org.tomarigi.desktop.svg"),
    ("SECURITY.md", "doc/tomarigi/SECURITY.md"),
    ("docs/what-leaves-this-laptop.md", "doc/tomarigi/what-leaves-this-laptop.md"),
];

/// Lays the files out as they will lie on the computer.
pub fn lay_out(package: &Package) -> Result<String, Failure> {
    let tree = package.tree();
    if package.folder.exists() {
        fs::remove_dir_all(&package.folder)
            .map_err(|error| Failure::new(format!("{} cannot be emptied: {error}.", package.folder.display())))?;
    }
    copy(&cargo::program(Profile::Release)?, &tree.join("usr/bin/tomarigi"))?;
    for (source, place) in SHARED {
        copy(&root().join(source), &tree.join("usr/share").join(place))?;
    }
    write(&tree.join("usr/share/doc/tomarigi/copyright"), copyright())?;
    output(
        package.command("desktop-file-validate").arg(tree.join("usr/share/applications").join(format!("{ID}.desktop"))),
        "the menu entry in src-tauri/linux is not valid.",
    )?;
    Ok(format!("{} files", SHARED.len() + 2))
}

/// Gives every file the rights and the one time that the packages hold.
pub fn settle(package: &Package) -> Result<(), Failure> {
    let script = "find tree -type d -exec chmod 755 {} + && find tree -type f -exec chmod 644 {} + && \
                  chmod 755 tree/usr/bin/tomarigi && find tree -exec touch --no-dereference --date=@$SOURCE_DATE_EPOCH {} +";
    output(package.command("sh").args(["-c", script]), "the files in target/package cannot be changed.").map(drop)
}

fn copy(source: &Path, place: &Path) -> Result<(), Failure> {
    let content =
        fs::read(source).map_err(|error| Failure::new(format!("{} cannot be read: {error}.", source.display())))?;
    write(place, content)
}

/// The licence in the form that Debian asks for (DEP 5).
fn copyright() -> String {
    "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\nUpstream-Name: Tomarigi\n\n\
     Files: *\nCopyright: the authors of Tomarigi\nLicense: AGPL-3.0-or-later\n\n\
     License: AGPL-3.0-or-later\n This program is free software: you can redistribute it and/or modify it under the \
     terms of the\n GNU Affero General Public License as published by the Free Software Foundation, either version 3\n \
     of the License, or (at your option) any later version.\nComment: What the program is made of, and under which \
     licences, stands in licences.txt.gz and in the two\n bills of materials beside this file (CycloneDX).\n"
        .into()
}
