//! Programs from PyPI that tests and measurements compare with. They are in the build folder and nowhere else.

use std::{fs, path::PathBuf, process::Command};

use crate::{
    cargo::{root, target_folder},
    progress::{Failure, Line, run_in_sight},
};

/// Debian's own, which also LibreOffice speaks.
const PYTHON: &str = "/usr/bin/python3";

/// Installs what `tests/python/<name>.txt` lists, each with its hash, unless it is there already. `acceptance::program`
/// knows where.
pub fn provide(line: &Line, name: &str) -> Result<String, Failure> {
    let list = root().join("tests/python").join(format!("{name}.txt"));
    let wanted = fs::read_to_string(&list).map_err(|error| Failure::new(format!("{}: {error}", list.display())))?;
    let folder = folder(name)?;
    let installed = folder.join("installed.txt");
    if fs::read_to_string(&installed).is_ok_and(|there| there == wanted) {
        return Ok("there".into());
    }
    line.say(&format!("pip install ({name})"));
    // What an interrupted run left is no installation.
    let _ = fs::remove_dir_all(&folder);
    let mut pip = Command::new(PYTHON);
    pip.args(["-m", "pip", "install", "--quiet", "--no-cache-dir", "--disable-pip-version-check"]);
    pip.args(["--require-hashes", "--target"]).arg(&folder).arg("-r").arg(&list);
    // Into a folder of its own even root may install; an older pip does not know the warning that this silences.
    pip.env("PIP_ROOT_USER_ACTION", "ignore");
    run_in_sight(&mut pip, "pip could not install them: the lines above say why. Without a network it cannot.")?;
    fs::write(&installed, wanted).map_err(|error| Failure::new(format!("{}: {error}", installed.display())))?;
    Ok("installed".into())
}

fn folder(name: &str) -> Result<PathBuf, Failure> {
    Ok(target_folder()?.join("python").join(name))
}
