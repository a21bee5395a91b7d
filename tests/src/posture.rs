//! The posture: what configuration and sources must say for the promises to hold, read as data.
//!
//! A rule sees only what is written. What is written is not yet what happens, so a rule names the test that looks at
//! the running program; where there is none, it says why.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs, io,
    path::Path,
};

use serde_json::Value;

/// The files of the repository that decide, by their path.
#[derive(Debug, Clone, Default)]
pub struct Tree(BTreeMap<String, String>);

/// Something that must be so.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// What is called when it is broken.
    pub name: &'static str,
    /// What it protects.
    pub protects: &'static str,
    /// File and name of the test of the running program behind it.
    pub backed_by: Backing,
    check: fn(&Tree) -> Vec<String>,
}

/// What stands behind a rule besides its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Backing {
    /// A test of the running program: its file and its name.
    Test(&'static str, &'static str),
    /// Nothing but the text, and why.
    TextOnly(&'static str),
}

use Backing::{Test, TextOnly};

/// All rules.
pub const RULES: &[Rule] = &[
    Rule {
        name: "cipher",
        protects: "the store is encrypted at all: plain SQLite ignores the key and says nothing",
        backed_by: Test("crates/store/src/tests/mod.rs", "the_file_holds_no_name_and_no_sqlite_header"),
        check: cipher,
    },
    Rule {
        name: "store settings",
        protects: "every commit survives, every change is noticed, erased rows are overwritten",
        backed_by: Test("crates/store/src/tests/mod.rs", "the_settings_of_security_hold"),
        check: store_settings,
    },
    Rule {
        name: "key",
        protects: "the key reaches SQLCipher by a call, never in SQL text that is kept and traced",
        backed_by: TextOnly("whether a text was kept shows only in a build of SQLite made for it"),
        check: key,
    },
    Rule {
        name: "own commands",
        protects: "Tauri checks our commands only when it is told their names",
        backed_by: Test("tests/tests/window/lock.rs", "what_is_not_in_the_table_is_refused_locked_or_open"),
        check: own_commands,
    },
    Rule {
        name: "command table",
        protects: "no command without its row, in which its stage stands",
        backed_by: Test("tests/tests/window/lock.rs", "locked_refuses_everything"),
        check: command_table,
    },
    Rule {
        name: "capabilities",
        protects: "the page may ask for the commands of the table and two events, and nothing else may ask",
        backed_by: Test("tests/tests/window/ipc.rs", "every_command_of_the_framework_is_refused_to_the_page"),
        check: capabilities,
    },
    Rule {
        name: "content policy",
        protects: "no script runs but the program's own, and the page reaches nothing outside",
        backed_by: Test("tests/tests/window/ipc.rs", "nothing_foreign_runs_in_the_page_and_nothing_leaves_it"),
        check: content_policy,
    },
    Rule {
        name: "page settings",
        protects: "no global Tauri object, no changed prototypes, no files over the asset protocol, headers in force",
        backed_by: TextOnly("the driver's own scripts would change what they ask about"),
        check: page_settings,
    },
    Rule {
        name: "windows",
        protects: "no developer tools, no extensions, no autofill, nothing dropped into the page",
        backed_by: TextOnly("a window that is driven has the driver's own inspector"),
        check: windows,
    },
    Rule {
        name: "private page",
        protects: "the page leaves nothing on the disk",
        backed_by: Test("tests/tests/window_leaks.rs", "a_session_in_the_window_leaves_no_trace_outside_the_vault"),
        check: private_page,
    },
    Rule {
        name: "no network",
        protects: "whatever the page might try to reach ends at a proxy at which nobody answers",
        backed_by: Test("tests/tests/window/hardening.rs", "a_whole_session_makes_no_connection"),
        check: no_network,
    },
    Rule {
        name: "trials",
        protects: "the switches that take a safeguard away for a test are in no release",
        backed_by: TextOnly("the tests run a debug build, which has them"),
        check: trials,
    },
    Rule {
        name: "dependencies of the shell",
        protects: "no plugin widens what the page may ask for; the file dialog is GTK's own",
        backed_by: Test(
            "tests/tests/program/crate_boundaries.rs",
            "no_network_client_but_that_of_combining_is_part_of_the_program",
        ),
        check: shell_dependencies,
    },
    Rule {
        name: "one configuration",
        protects: "no second file changes the settings for one platform",
        backed_by: TextOnly("the file would be for another platform than the one the tests run on"),
        check: one_configuration,
    },
    Rule {
        name: "lints",
        protects: "no unsafe code, no panics by indexing, no personal data printed",
        backed_by: TextOnly("lints are judged by the compiler"),
        check: lints,
    },
];

impl Tree {
    /// Reads the files of the repository at `root`.
    ///
    /// # Errors
    /// What the disk says.
    pub fn read(root: &Path) -> io::Result<Self> {
        let mut tree = Self::default();
        for folder in ["", "xtask", "tests"] {
            tree.add_folder(root, folder, false)?;
        }
        for folder in ["src-tauri", "crates"] {
            tree.add_folder(root, folder, true)?;
        }
        Ok(tree)
    }

    fn add_folder(&mut self, root: &Path, folder: &str, deep: bool) -> io::Result<()> {
        for entry in fs::read_dir(root.join(folder))? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let path = if folder.is_empty() { name } else { format!("{folder}/{name}") };
            if entry.file_type()?.is_dir() {
                if deep {
                    self.add_folder(root, &path, deep)?;
                }
            } else if [".rs", ".toml", ".json"].iter().any(|end| path.ends_with(end)) {
                self.0.insert(path, fs::read_to_string(entry.path())?);
            }
        }
        Ok(())
    }

    /// The text of a file; empty when it is not there.
    pub fn text(&self, path: &str) -> &str {
        self.0.get(path).map(String::as_str).unwrap_or_default()
    }

    /// Puts a text in the place of a file.
    pub fn put(&mut self, path: &str, text: impl Into<String>) {
        self.0.insert(path.to_owned(), text.into());
    }

    /// Names and texts of the files that begin and end so.
    fn files<'a>(&'a self, begin: &'a str, end: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        let fits = move |(path, _): &(&String, &String)| path.starts_with(begin) && path.ends_with(end);
        self.0.iter().filter(fits).map(|(path, text)| (path.as_str(), text.as_str()))
    }

    fn json(&self, path: &str) -> Value {
        serde_json::from_str(self.text(path)).unwrap_or_default()
    }

    fn toml(&self, path: &str) -> toml::Table {
        self.text(path).parse().unwrap_or_default()
    }

    /// Every breach of every rule, each as "rule: what".
    pub fn breaches(&self) -> Vec<String> {
        let of = |rule: &Rule| (rule.check)(self).into_iter().map(|what| format!("{}: {what}", rule.name)).collect();
        RULES.iter().flat_map::<Vec<_>, _>(of).collect()
    }
}

const CONFIGURATION: &str = "tauri.conf.json";
const CAPABILITIES: &str = "src-tauri/capabilities/";

/// Collects sentences about what does not hold.
#[derive(Default)]
struct Findings(Vec<String>);

impl Findings {
    fn unless(&mut self, holds: bool, what: impl Into<String>) {
        if !holds {
            self.0.push(what.into());
        }
    }
}

fn cipher(tree: &Tree) -> Vec<String> {
    let mut found = Findings::default();
    let workspace = tree.toml("Cargo.toml");
    let shared = workspace.get("workspace").and_then(|workspace| workspace.get("dependencies"));
    let features = features_of(shared.and_then(|dependencies| dependencies.get("rusqlite")));
    found.unless(features.iter().any(|feature| feature.starts_with("bundled-sqlcipher")), "rusqlite is plain SQLite");
    for (path, _) in tree.files("", "Cargo.toml") {
        for features in every_dependency(&tree.toml(path), "rusqlite").map(|value| features_of(Some(value))) {
            found.unless(!features.iter().any(|feature| feature == "bundled"), format!("{path} links plain SQLite"));
        }
    }
    found.unless(code_of(tree, "crates/store/src/").contains("PRAGMA cipher_version"), "nobody asks for the cipher");
    found.0
}

/// The settings that open.rs explains, and the only value that each may have anywhere in the crate.
const SETTINGS: &[(&str, &str)] = &[
    ("journal_mode", "DELETE"),
    ("synchronous", "EXTRA"),
    ("locking_mode", "EXCLUSIVE"),
    ("secure_delete", "ON"),
    ("temp_store", "MEMORY"),
    ("mmap_size", "0"),
    ("trusted_schema", "OFF"),
    ("cell_size_check", "ON"),
    ("foreign_keys", "ON"),
];

fn store_settings(tree: &Tree) -> Vec<String> {
    let mut found = Findings::default();
    let code = code_of(tree, "crates/store/src/");
    let set: Vec<_> = code.split("PRAGMA ").skip(1).filter_map(assignment).collect();
    for (name, value) in SETTINGS {
        let values: BTreeSet<_> = set.iter().filter(|(set, _)| set == name).map(|(_, value)| value.as_str()).collect();
        found.unless(values == BTreeSet::from([*value]), format!("{name} is {values:?} and not {value}"));
    }
    let vacuum = set.iter().find(|(name, value)| name == "auto_vacuum" && value != "NONE");
    found.unless(vacuum.is_none(), "auto_vacuum lets pages of zeros pass without a seal");
    found.unless(code.contains("SQLITE_DBCONFIG_DEFENSIVE, true"), "the defensive mode is off");
    found.0
}

/// Reads `name = value`.
fn assignment(text: &str) -> Option<(String, String)> {
    let (name, rest) = text.split_once('=')?;
    let value = rest.trim_start().split(|c: char| !(c.is_alphanumeric() || "_-".contains(c))).next()?;
    let name = name.trim();
    let is_name = !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase() || c == '_');
    is_name.then(|| (name.to_owned(), value.to_owned()))
}

fn key(tree: &Tree) -> Vec<String> {
    let mut found = Findings::default();
    let code = code_of(tree, "crates/");
    found.unless(code.contains("ffi::sqlite3_key("), "the key is not handed over by the C call");
    found.unless(!code.contains("PRAGMA key"), "a key stands in SQL text");
    found.unless(!code.contains("pragma_update(None, \"key\""), "a key becomes SQL text");
    found.0
}

fn own_commands(tree: &Tree) -> Vec<String> {
    let mut found = Findings::default();
    let build = without_comments(tree.text("src-tauri/build.rs"));
    found.unless(build.contains("AppManifest::new().commands("), "no manifest names the commands");
    found.unless(build.contains(".app_manifest("), "the manifest is not given to Tauri");
    found.unless(build.contains("try_build(attributes)"), "Tauri builds without it");
    found.0
}

fn command_table(tree: &Tree) -> Vec<String> {
    let mut found = Findings::default();
    let shell = code_of(tree, "src-tauri/src/");
    found.unless(shell.matches("tauri::command").count() == 1, "a command is made apart from the table");
    found.unless(shell.matches("generate_handler!").count() == 1, "a second handler takes commands");
    found.unless(shell.contains("generate_handler![$($name),*]"), "the handler is not made from the table");
    found.unless(shell.contains("for_each_command!(make_commands)"), "the commands are not made from the table");
    found.unless(!commands(tree).is_empty(), "the table cannot be read");
    found.0
}

/// The names in the table.
fn commands(tree: &Tree) -> BTreeSet<String> {
    let rows = tree.text("crates/bridge/src/table.rs").lines().map(str::trim);
    let rows = rows.filter(|row| row.ends_with(';') && row.contains(") -> ") && !row.contains("fn "));
    rows.filter_map(|row| Some(row.split_once(": ")?.1.split_once('(')?.0.to_owned()))
        .filter(|name| is_plain(name))
        .collect()
}

fn is_plain(name: &str) -> bool {
    name.chars().all(|c| c.is_ascii_lowercase() || c == '_')
}

/// What the page may ask of Tauri itself.
const CORE: &[&str] = &["core:event:allow-listen", "core:event:allow-unlisten"];

fn capabilities(tree: &Tree) -> Vec<String> {
    let mut found = Findings::default();
    let named = strings(&tree.json(CONFIGURATION)["app"]["security"]["capabilities"]);
    let files: Vec<_> = tree.files(CAPABILITIES, "").map(|(path, _)| path.to_owned()).collect();
    let there: BTreeSet<_> = files.iter().map(|path| string(&tree.json(path)["identifier"])).collect();
    found.unless(!named.is_empty() && there == named, format!("{there:?} are there, {named:?} are in force"));
    let commands = commands(tree).iter().map(|name| format!("allow-{}", name.replace('_', "-"))).collect();
    for path in &files {
        let capability = tree.json(path);
        found.unless(capability.get("remote").is_none(), format!("{path} lets other pages ask"));
        let windows = strings(&capability["windows"]);
        found.unless(
            !windows.is_empty() && !windows.iter().any(|name| name.contains('*')),
            format!("{path}: any window"),
        );
        for permission in capability["permissions"].as_array().into_iter().flatten() {
            let name = string(permission);
            let is_known = CORE.contains(&name.as_str()) || BTreeSet::contains(&commands, &name);
            found.unless(is_known, format!("{path} allows {permission}"));
        }
    }
    found.0
}

fn content_policy(tree: &Tree) -> Vec<String> {
    let mut found = Findings::default();
    let security = &tree.json(CONFIGURATION)["app"]["security"];
    let policy = string(&security["csp"]);
    let policy: BTreeMap<_, Vec<_>> = policy.split(';').filter_map(directive).collect();
    let is = |name: &str, value: &[&str]| policy.get(name).is_some_and(|sources| sources == value);
    for name in ["default-src", "base-uri", "form-action", "frame-src", "object-src", "worker-src", "frame-ancestors"] {
        found.unless(is(name, &["'none'"]), format!("{name} is open"));
    }
    for name in ["script-src", "style-src", "font-src"] {
        found.unless(is(name, &["'self'"]), format!("{name} takes more than the program's own"));
    }
    found.unless(is("connect-src", &["ipc:", "http://ipc.localhost"]), "connect-src reaches further than the program");
    let pictures = policy.get("img-src").cloned().unwrap_or_default();
    let is_ours = |source: &&str| ["'self'", "data:", "blob:"].contains(source);
    found.unless(pictures.iter().all(is_ours), "pictures come from elsewhere");
    let known = 12;
    found.unless(policy.len() == known, format!("{} directives and not {known}", policy.len()));
    found.unless(security.get("devCsp").is_none_or(Value::is_null), "another policy holds in development");
    let weakened =
        security.get("dangerousDisableAssetCspModification").is_some_and(|value| *value != Value::Bool(false));
    found.unless(!weakened, "Tauri does not complete the policy");
    found.0
}

fn directive(text: &str) -> Option<(&str, Vec<&str>)> {
    let mut words = text.split_whitespace();
    Some((words.next()?, words.collect()))
}

fn page_settings(tree: &Tree) -> Vec<String> {
    let mut found = Findings::default();
    let app = &tree.json(CONFIGURATION)["app"];
    found.unless(app["withGlobalTauri"] == false, "withGlobalTauri is on");
    let security = &app["security"];
    found.unless(security["freezePrototype"] == true, "freezePrototype is off");
    found.unless(security["assetProtocol"]["enable"] == false, "the asset protocol is on");
    for (name, value) in [
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("X-Content-Type-Options", "nosniff"),
    ] {
        found.unless(security["headers"][name] == value, format!("{name} is not {value}"));
    }
    let refused = string(&security["headers"]["Permissions-Policy"]);
    for what in ["camera", "microphone", "geolocation", "display-capture", "clipboard-read"] {
        found.unless(refused.contains(&format!("{what}=()")), format!("the page may use {what}"));
    }
    found.0
}

fn windows(tree: &Tree) -> Vec<String> {
    let mut found = Findings::default();
    let configured = tree.json(CONFIGURATION);
    let windows = configured["app"]["windows"].as_array().cloned().unwrap_or_default();
    found.unless(!windows.is_empty(), "no window is configured");
    for window in &windows {
        for name in ["devtools", "dragDropEnabled", "browserExtensionsEnabled", "generalAutofillEnabled"] {
            found.unless(window[name] == false, format!("{name} is on"));
        }
        found.unless(window["contentProtected"] == true, "the window may be recorded where that can be refused");
    }
    let tauri = tree.toml("Cargo.toml");
    let devtools = every_dependency(&tauri, "tauri").any(|value| features_of(Some(value)).contains("devtools"));
    found.unless(!devtools, "the feature devtools is on");
    let shell = code_of(tree, "src-tauri/src/");
    found.unless(!shell.contains("open_devtools") && !shell.contains(".devtools(true)"), "the shell opens devtools");
    found.0
}

fn private_page(tree: &Tree) -> Vec<String> {
    let mut found = Findings::default();
    let shell = code_of(tree, "src-tauri/src/");
    let windows = shell.matches("WebviewWindowBuilder::").count() + shell.matches("WebviewBuilder::").count();
    let private = shell.matches(".incognito(!is_driven())").count() + shell.matches(".incognito(true)").count();
    found.unless(windows > 0 && private == windows, format!("{private} of {windows} windows are private"));
    found.unless(shell.matches(".incognito(").count() == private, "a window is private only sometimes");
    let driven = body_of(&shell, "fn is_driven()");
    found.unless(driven.contains("cfg!(debug_assertions) &&"), "a release build may be driven");
    found.0
}

fn no_network(tree: &Tree) -> Vec<String> {
    let mut found = Findings::default();
    let shell = code_of(tree, "src-tauri/src/");
    let windows = shell.matches("WebviewWindowBuilder::").count();
    let proxies = shell.matches(".proxy_url(no_network::nowhere())").count();
    found.unless(windows > 0 && proxies == windows, format!("{proxies} of {windows} windows have the proxy"));
    found.unless(shell.contains("no_network::switch_off(&page)"), "what the page does not need is left on");
    for name in ["dns-prefetching", "webrtc", "html5-local-storage", "html5-database", "developer-extras"] {
        found.unless(shell.contains(&format!("\"enable-{name}\"")), format!("{name} is left on"));
    }
    found.0
}

fn trials(tree: &Tree) -> Vec<String> {
    let mut found = Findings::default();
    let shell = code_of(tree, "src-tauri/src/");
    let asks = body_of(&shell, "pub fn asks_for(");
    found.unless(asks.contains("cfg!(debug_assertions) &&"), "a release has them too");
    found.unless(shell.matches("TOMARIGI_TRIAL").count() == 1, "a trial is asked for in another place");
    found.0
}

/// Who may stand between the page and the computer.
const PLUGINS: &[&str] = &[];

fn shell_dependencies(tree: &Tree) -> Vec<String> {
    let mut found = Findings::default();
    for (path, _) in tree.files("", "Cargo.toml") {
        for name in names_of_dependencies(&tree.toml(path)) {
            let is_known = !name.starts_with("tauri-plugin-") || PLUGINS.contains(&name.as_str());
            found.unless(is_known, format!("{path} brings in {name}"));
        }
    }
    found.unless(!code_of(tree, "src-tauri/src/").contains(".plugin("), "the shell takes a plugin");
    let workspace = tree.toml("Cargo.toml");
    for tauri in every_dependency(&workspace, "tauri").filter(|value| value.get("workspace").is_none()) {
        let is_bare = tauri.get("default-features").and_then(toml::Value::as_bool) == Some(false);
        let is_fixed = !features_of(Some(tauri)).contains("dynamic-acl");
        found.unless(is_bare && is_fixed, "what the page may ask for can grow while the program runs");
    }
    for dialog in every_dependency(&workspace, "rfd").filter(|value| value.get("workspace").is_none()) {
        found.unless(
            dialog.get("default-features").and_then(toml::Value::as_bool) == Some(false),
            "rfd uses the portal",
        );
        found.unless(features_of(Some(dialog)) == BTreeSet::from([String::from("gtk3")]), "rfd uses more than GTK");
    }
    found.0
}

fn one_configuration(tree: &Tree) -> Vec<String> {
    let mut found = Findings::default();
    let names = tree.files("", ".json").chain(tree.files("", ".toml")).map(|(path, _)| path);
    let is_second = |path: &&str| {
        let name = path.rsplit('/').next().unwrap_or_default().to_lowercase();
        // An example is a program of its own, which is not delivered.
        let is_of_an_example = path.starts_with("src-tauri/examples/");
        (name.starts_with("tauri.") || name == "tauri.toml") && *path != CONFIGURATION && !is_of_an_example
    };
    names.filter(is_second).for_each(|path| found.unless(false, format!("{path} is merged into the configuration")));
    found.unless(!tree.text(CONFIGURATION).is_empty(), "there is no configuration");
    found.0
}

fn lints(tree: &Tree) -> Vec<String> {
    let mut found = Findings::default();
    let workspace = tree.toml("Cargo.toml");
    let lints = workspace.get("workspace").and_then(|workspace| workspace.get("lints"));
    for (tool, name) in [
        ("rust", "unsafe_code"),
        ("clippy", "unwrap_used"),
        ("clippy", "indexing_slicing"),
        ("clippy", "print_stdout"),
        ("clippy", "dbg_macro"),
        ("clippy", "allow_attributes"),
    ] {
        let level = lints.and_then(|lints| lints.get(tool)?.get(name)?.as_str());
        found.unless(level == Some("deny"), format!("{name} is not denied"));
    }
    for (path, _) in tree.files("crates/", "Cargo.toml") {
        let inherits = tree.toml(path).get("lints").and_then(|lints| lints.get("workspace")?.as_bool());
        found.unless(inherits == Some(true), format!("{path} has lints of its own"));
    }
    found.0
}

/// The code of a folder without comments and tests.
fn code_of(tree: &Tree, folder: &str) -> String {
    let files = tree.files(folder, ".rs").filter(|(path, _)| !path.contains("/tests"));
    let without_tests = |text: &str| without_comments(text.split("#[cfg(test)]\nmod tests {").next().unwrap_or(text));
    files.map(|(_, text)| without_tests(text)).collect::<Vec<_>>().join("\n")
}

fn without_comments(text: &str) -> String {
    text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// What stands between the name of a function and the end of its block.
fn body_of<'a>(code: &'a str, name: &str) -> &'a str {
    code.split_once(name).and_then(|(_, rest)| rest.split_once("\n}")).map(|(body, _)| body).unwrap_or_default()
}

/// What any section of a `Cargo.toml` says about a dependency.
fn every_dependency<'a>(manifest: &'a toml::Table, name: &'a str) -> impl Iterator<Item = &'a toml::Value> {
    sections(manifest).into_iter().filter_map(move |section| section.get(name))
}

fn names_of_dependencies(manifest: &toml::Table) -> BTreeSet<String> {
    sections(manifest).into_iter().flat_map(toml::Table::keys).cloned().collect()
}

fn sections(manifest: &toml::Table) -> Vec<&toml::Table> {
    let mut found = vec![];
    let mut holders = vec![manifest];
    holders.extend(manifest.get("workspace").and_then(toml::Value::as_table));
    let targets = manifest.get("target").and_then(toml::Value::as_table);
    holders.extend(targets.into_iter().flat_map(toml::Table::values).filter_map(toml::Value::as_table));
    for holder in holders {
        for kind in ["dependencies", "build-dependencies", "dev-dependencies"] {
            found.extend(holder.get(kind).and_then(toml::Value::as_table));
        }
    }
    found
}

fn features_of(dependency: Option<&toml::Value>) -> BTreeSet<String> {
    let features = dependency.and_then(|value| value.get("features")?.as_array());
    features.into_iter().flatten().filter_map(|feature| Some(feature.as_str()?.to_owned())).collect()
}

fn string(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn strings(value: &Value) -> BTreeSet<String> {
    value.as_array().into_iter().flatten().map(string).collect()
}
