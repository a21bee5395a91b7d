//! What the program is made of: a bill of materials for Rust and for the page (CycloneDX), and every licence's text.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use super::{Package, output};
use crate::{
    cargo::{built, cargo, root, target_folder},
    progress::{Failure, Line},
};

/// Writes CycloneDX from cargo's own description of the dependencies (MIT, on crates.io).
const TOOL: (&str, &str) = ("cargo-sbom", "0.10.0");

/// Writes both bills and the licences into the package's documentation.
pub fn write(line: &Line, package: &Package) -> Result<String, Failure> {
    let documentation = package.tree().join("usr/share/doc/tomarigi");
    let tool = provide_tool(line)?;
    let rust = output(
        Command::new(tool)
            .args(["sbom", "--cargo-package", "tomarigi", "--output-format", "cyclone_dx_json_1_6"])
            .current_dir(root()),
        "the dependencies cannot be described.",
    )?;
    let page = output(
        Command::new("npm")
            .args(["sbom", "--sbom-format", "cyclonedx", "--sbom-type", "application"])
            .current_dir(root().join("ui")),
        "the page's packages cannot be described.",
    )?;
    super::write(&documentation.join("rust.cdx.json"), steady(&rust))?;
    super::write(&documentation.join("page.cdx.json"), steady(&page))?;
    let parts = parts(&output(&mut tree(), "cargo cannot list the dependencies.")?);
    super::write(&documentation.join("licences.txt"), licences(&parts)?)?;
    output(
        package.command("gzip").args(["--no-name", "--best", "--force"]).arg(documentation.join("licences.txt")),
        "the licences cannot be packed.",
    )?;
    Ok(format!("{} crates, with the page's packages beside them", parts.len()))
}

fn provide_tool(line: &Line) -> Result<PathBuf, Failure> {
    let (name, version) = TOOL;
    let folder = target_folder()?.join("tools").join(format!("{name}-{version}"));
    let program = folder.join("bin").join(name);
    if !program.exists() {
        line.say(&format!("cargo install {name} {version}"));
        built(cargo().args(["install", "--locked", "--quiet", name, "--version", version, "--root"]).arg(&folder))?;
    }
    Ok(program)
}

/// Takes out what differs from run to run: a random number and the time of writing.
fn steady(bill: &str) -> String {
    let differs = |line: &&str| {
        let line = line.trim_start();
        line.starts_with("\"serialNumber\"") || line.starts_with("\"timestamp\"")
    };
    bill.lines().filter(|line| !differs(line)).map(|line| format!("{line}\n")).collect()
}

fn tree() -> Command {
    let mut command = cargo();
    command.args(["tree", "--locked", "--package", "tomarigi", "--edges", "normal,build", "--prefix", "none"]);
    command.args(["--format", "{p}|{l}|{r}"]);
    command
}

/// One crate from elsewhere.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Part {
    name: String,
    version: String,
    licence: String,
    home: String,
}

/// Reads what `cargo tree` prints; our own crates, which have a folder behind the version, are left out.
fn parts(printed: &str) -> BTreeSet<Part> {
    printed.lines().filter_map(part).collect()
}

fn part(line: &str) -> Option<Part> {
    let mut fields = line.split('|');
    let (package, licence, home) = (fields.next()?, fields.next()?, fields.next()?);
    let mut words = package.split_whitespace();
    let (name, version) = (words.next()?, words.next()?.strip_prefix('v')?);
    let ours = words.any(|word| word.starts_with("(/"));
    let home = home.trim_end_matches(" (*)");
    (!ours).then(|| Part { name: name.into(), version: version.into(), licence: licence.into(), home: home.into() })
}

/// A list of the parts, and below it each text of a licence once, with the parts that carry it.
fn licences(parts: &BTreeSet<Part>) -> Result<String, Failure> {
    let mut texts: BTreeMap<String, Vec<&Part>> = BTreeMap::new();
    let sources = sources()?;
    for part in parts {
        for text in licence_texts(&sources, part) {
            texts.entry(text).or_default().push(part);
        }
    }
    let list = parts.iter().map(|part| format!("{} {}  {}  {}\n", part.name, part.version, part.licence, part.home));
    let mut written: String = list.collect();
    for (text, carriers) in texts {
        let names: Vec<String> = carriers.iter().map(|part| format!("{} {}", part.name, part.version)).collect();
        written.push_str(&format!("\n{}\n{}\n\n{}\n", "=".repeat(100), names.join(", "), text.trim_end()));
    }
    Ok(written)
}

/// The folders into which cargo unpacks what comes from a registry.
fn sources() -> Result<Vec<PathBuf>, Failure> {
    let registries = super::cargo_home()?.join("registry/src");
    let folders = fs::read_dir(&registries)
        .map_err(|error| Failure::new(format!("{} cannot be read: {error}.", registries.display())))?;
    Ok(folders.flatten().map(|folder| folder.path()).collect())
}

fn licence_texts(sources: &[PathBuf], part: &Part) -> Vec<String> {
    let folder = format!("{}-{}", part.name, part.version);
    let files = sources.iter().filter_map(|source| fs::read_dir(source.join(&folder)).ok()).flatten().flatten();
    let mut files: Vec<PathBuf> = files.map(|file| file.path()).filter(|file| is_licence(file)).collect();
    files.sort();
    files.iter().filter_map(|file| fs::read_to_string(file).ok()).collect()
}

fn is_licence(file: &Path) -> bool {
    let name = file.file_name().unwrap_or_default().to_string_lossy().to_uppercase();
    ["LICENSE", "LICENCE", "COPYING", "NOTICE", "UNLICENSE"].iter().any(|start| name.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::{parts, steady};

    #[test]
    fn parts_from_elsewhere_are_listed_once_and_ours_are_not() {
        let printed = "tomarigi v0.1.0 (/somewhere)|AGPL-3.0-or-later|\nserde v1.0.1|MIT OR Apache-2.0|https://s\n\
                       serde v1.0.1|MIT OR Apache-2.0|https://s (*)\nmacros v0.2.0 (proc-macro)|MIT|\n";

        let parts: Vec<String> =
            parts(printed).into_iter().map(|part| format!("{} {}", part.name, part.home)).collect();

        assert_eq!(parts, ["macros ", "serde https://s"]);
    }

    #[test]
    fn a_bill_written_twice_is_the_same() {
        let bill = |number: u8| {
            format!("{{\n  \"serialNumber\": \"{number}\",\n  \"timestamp\": \"{number}\",\n  \"a\": 1\n}}\n")
        };

        assert_eq!(steady(&bill(1)), steady(&bill(2)));
        assert!(steady(&bill(1)).contains("\"a\": 1"));
    }
}
