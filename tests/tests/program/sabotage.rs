//! Sabotage: each change that would take a promise back turns a check red.
//!
//! The change is made to a copy of the repository in memory. The rules are in `acceptance::posture`, with the test of
//! the running program that stands behind each.

use std::path::Path;

use acceptance::posture::{Backing, RULES, Tree};

fn tree() -> Tree {
    Tree::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("..")).expect("the repository can be read")
}

/// Replaces a text that must be there, and returns which rules are broken then.
fn broken_by(path: &str, from: &str, to: &str) -> Vec<String> {
    let mut tree = tree();
    let text = tree.text(path);
    assert!(text.contains(from), "{path} no longer says {from:?}: this sabotage must be told anew");
    let changed = text.replacen(from, to, 1);
    tree.put(path, changed);
    rules_of(&tree.breaches())
}

fn rules_of(breaches: &[String]) -> Vec<String> {
    let mut rules: Vec<_> = breaches.iter().filter_map(|breach| Some(breach.split_once(':')?.0.to_owned())).collect();
    rules.dedup();
    rules
}

const CONFIGURATION: &str = "tauri.conf.json";
const CAPABILITY: &str = "src-tauri/capabilities/main.json";
const STORE: &str = "crates/store/src/open.rs";
const WINDOW: &str = "src-tauri/src/window.rs";
const COMMANDS: &str = "src-tauri/src/commands.rs";

#[test]
fn the_repository_keeps_its_posture() {
    assert_eq!(tree().breaches(), Vec::<String>::new(), "tests/src/posture.rs says what each rule protects");
}

#[test]
fn the_test_behind_each_rule_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    for rule in RULES {
        if let Backing::Test(file, name) = rule.backed_by {
            let text = std::fs::read_to_string(root.join(file)).expect("the file of the test");
            assert!(text.contains(&format!("fn {name}(")), "{}: {name} is not in {file}", rule.name);
        }
    }
}

#[test]
fn plain_sqlite_is_noticed() {
    assert_eq!(broken_by("Cargo.toml", "\"bundled-sqlcipher\"", "\"bundled\""), ["cipher"]);
    let beside = broken_by(
        "crates/store/Cargo.toml",
        "rusqlite.workspace = true",
        "rusqlite = { workspace = true, features = [\"bundled\"] }",
    );
    assert_eq!(beside, ["cipher"]);
}

#[test]
fn a_write_ahead_log_is_noticed() {
    assert_eq!(broken_by(STORE, "journal_mode = DELETE", "journal_mode = WAL"), ["store settings"]);
}

#[test]
fn a_weaker_setting_of_the_store_is_noticed() {
    for (from, to) in [
        ("PRAGMA secure_delete = ON;", "PRAGMA secure_delete = OFF;"),
        ("PRAGMA secure_delete = ON;", ""),
        ("locking_mode = EXCLUSIVE", "locking_mode = NORMAL"),
        ("synchronous = EXTRA", "synchronous = NORMAL"),
        ("temp_store = MEMORY", "temp_store = FILE"),
        ("PRAGMA mmap_size = 0;", "PRAGMA mmap_size = 0; PRAGMA auto_vacuum = INCREMENTAL;"),
        ("SQLITE_DBCONFIG_DEFENSIVE, true", "SQLITE_DBCONFIG_DEFENSIVE, false"),
    ] {
        assert_eq!(broken_by(STORE, from, to), ["store settings"], "{to}");
    }
}

#[test]
fn a_key_in_sql_text_is_noticed() {
    let text = "connection.pragma_update(None, \"key\", key.expose())?;\nlet code = unsafe { ffi::sqlite3_key(";
    assert_eq!(broken_by("crates/store/src/cipher.rs", "let code = unsafe { ffi::sqlite3_key(", text), ["key"]);
}

#[test]
fn commands_that_tauri_is_not_told_of_are_noticed() {
    assert_eq!(broken_by("src-tauri/build.rs", ".app_manifest(manifest)", ""), ["own commands"]);
}

#[test]
fn a_command_without_a_row_is_noticed() {
    let by_hand = "#[tauri::command]\nfn export_everything() {}\n\nfor_each_command!(make_commands);";
    assert_eq!(broken_by(COMMANDS, "for_each_command!(make_commands);", by_hand), ["command table"]);
    let handled = "generate_handler![export_everything, $($name),*]";
    assert_eq!(broken_by(COMMANDS, "generate_handler![$($name),*]", handled), ["command table"]);
}

#[test]
fn a_permission_too_many_is_noticed() {
    for more in ["core:webview:default", "core:window:allow-title", "allow-export-everything", "fs:default"] {
        let allowed = format!("\"core:event:allow-listen\", \"{more}\"");
        assert_eq!(broken_by(CAPABILITY, "\"core:event:allow-listen\"", &allowed), ["capabilities"], "{more}");
    }
    let remote = "\"remote\": { \"urls\": [\"https://*.example\"] }, \"windows\":";
    assert_eq!(broken_by(CAPABILITY, "\"windows\":", remote), ["capabilities"]);
}

#[test]
fn a_second_capability_is_noticed() {
    let mut tree = tree();
    tree.put("src-tauri/capabilities/more.json", r#"{ "identifier": "more", "windows": ["*"], "permissions": [] }"#);

    assert_eq!(rules_of(&tree.breaches()), ["capabilities"]);
}

#[test]
fn a_policy_that_lets_a_script_in_is_noticed() {
    for more in ["data:", "blob:", "'unsafe-inline'", "'unsafe-eval'", "https://cdn.example"] {
        let script = format!("script-src 'self' {more};");
        assert_eq!(broken_by(CONFIGURATION, "script-src 'self';", &script), ["content policy"], "{more}");
    }
    assert_eq!(broken_by(CONFIGURATION, "default-src 'none'", "default-src 'self'"), ["content policy"]);
    assert_eq!(broken_by(CONFIGURATION, "connect-src ipc:", "connect-src https: ipc:"), ["content policy"]);
}

#[test]
fn developer_tools_are_noticed() {
    assert_eq!(broken_by(CONFIGURATION, "\"devtools\": false", "\"devtools\": true"), ["windows"]);
    assert_eq!(broken_by("Cargo.toml", "\"custom-protocol\"", "\"custom-protocol\", \"devtools\""), ["windows"]);
    assert_eq!(broken_by(WINDOW, ".on_download(", ".devtools(true).on_download("), ["windows"]);
}

#[test]
fn a_global_tauri_object_and_open_prototypes_are_noticed() {
    for (from, to) in [
        ("\"withGlobalTauri\": false", "\"withGlobalTauri\": true"),
        ("\"freezePrototype\": true", "\"freezePrototype\": false"),
        ("\"assetProtocol\": { \"enable\": false", "\"assetProtocol\": { \"enable\": true"),
        ("\"nosniff\"", "\"\""),
        ("camera=()", "camera=(self)"),
    ] {
        assert_eq!(broken_by(CONFIGURATION, from, to), ["page settings"], "{to}");
    }
}

#[test]
fn a_page_that_is_not_private_is_noticed() {
    for to in [".incognito(false)", ".incognito(is_driven())", ""] {
        assert_eq!(broken_by(WINDOW, ".incognito(!is_driven())", to), ["private page"], "{to}");
    }
    assert_eq!(broken_by(WINDOW, "cfg!(debug_assertions) && ", ""), ["private page"]);
}

#[test]
fn a_plugin_is_noticed() {
    let plugin = "[dependencies]\ntauri-plugin-fs = \"2\"";
    assert_eq!(broken_by("Cargo.toml", "[dependencies]", plugin), ["dependencies of the shell"]);
    assert_eq!(broken_by(WINDOW, ".setup(", ".plugin(fs()).setup("), ["dependencies of the shell"]);
}

#[test]
fn rules_that_can_grow_are_noticed() {
    let grown = "\"custom-protocol\", \"dynamic-acl\"";
    assert_eq!(broken_by("Cargo.toml", "\"custom-protocol\"", grown), ["dependencies of the shell"]);
}

#[test]
fn a_window_that_could_reach_a_network_is_noticed() {
    assert_eq!(broken_by(WINDOW, ".proxy_url(no_network::nowhere())", ""), ["no network"]);
    assert_eq!(broken_by(WINDOW, "no_network::switch_off(&page);", ""), ["no network"]);
    assert_eq!(broken_by("src-tauri/src/no_network.rs", "\"enable-webrtc\",", ""), ["no network"]);
}

#[test]
fn a_trial_in_a_release_is_noticed() {
    assert_eq!(broken_by("src-tauri/src/trial.rs", "cfg!(debug_assertions) && ", ""), ["trials"]);
}

#[test]
fn a_file_dialog_through_the_portal_is_noticed() {
    let from = "default-features = false, features = [\"gtk3\"]";
    assert_eq!(broken_by("Cargo.toml", from, "features = [\"xdg-portal\"]"), ["dependencies of the shell"]);
}

#[test]
fn settings_for_one_platform_are_noticed() {
    let mut tree = tree();
    tree.put("tauri.linux.conf.json", r#"{ "app": { "security": { "csp": null } } }"#);

    assert_eq!(rules_of(&tree.breaches()), ["one configuration"]);
}

#[test]
fn a_lint_that_is_let_go_is_noticed() {
    assert_eq!(broken_by("Cargo.toml", "unsafe_code = \"deny\"", "unsafe_code = \"allow\""), ["lints"]);
    let own = "[lints.clippy]\nunwrap_used = \"allow\"";
    assert_eq!(broken_by("crates/office/Cargo.toml", "[lints]\nworkspace = true", own), ["lints"]);
}
