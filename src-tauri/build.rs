//! Builds the page when its sources changed, and tells Tauri which commands there are.

use std::{env, fs, path::Path, process::Command, time::SystemTime};

const CAPABILITY: &str = "src-tauri/capabilities/main.json";
const PAGE: &[&str] = &[
    "ui/src",
    "ui/index.html",
    "ui/vite.config.ts",
    "ui/svelte.config.js",
    "ui/package.json",
    "ui/package-lock.json",
    "src-tauri/capabilities",
];

fn main() {
    for path in PAGE {
        println!("cargo:rerun-if-changed={path}");
    }
    println!("cargo:rerun-if-env-changed=SKIP_UI_BUILD");
    build_page();
    let commands: Vec<&str> = commands().into_iter().map(|name| &*name.leak()).collect();
    let manifest = tauri_build::AppManifest::new().commands(commands.leak());
    let attributes = tauri_build::Attributes::new()
        .capabilities_path_pattern("./src-tauri/capabilities/**/*")
        .app_manifest(manifest);
    tauri_build::try_build(attributes).expect("tauri.conf.json and src-tauri/capabilities fit together");
}

/// The commands that the capability allows: a command without its line there cannot be called.
fn commands() -> Vec<String> {
    let text = fs::read_to_string(CAPABILITY).expect("the capability file is there");
    let capability: serde_json::Value = serde_json::from_str(&text).expect("the capability file is JSON");
    let permissions =
        capability.get("permissions").and_then(|list| list.as_array()).expect("the capability lists permissions");
    let allowed = permissions.iter().filter_map(|permission| permission.as_str()?.strip_prefix("allow-"));
    allowed.map(|name| name.replace('-', "_")).collect()
}

fn build_page() {
    // For clippy and editors, which need only that something is there.
    if env::var_os("SKIP_UI_BUILD").is_some() && Path::new("ui/dist/index.html").exists() {
        return;
    }
    if modified("ui/node_modules/.package-lock.json") < modified("ui/package-lock.json") {
        npm(&["ci"]);
    }
    npm(&["run", "build"]);
}

fn modified(path: &str) -> Option<SystemTime> {
    fs::metadata(path).and_then(|metadata| metadata.modified()).ok()
}

fn npm(arguments: &[&str]) {
    let program = if cfg!(windows) { "npm.cmd" } else { "npm" };
    let output = Command::new(program).args(arguments).current_dir("ui").output();
    let output = output.expect("npm is needed: install Node.js 20.19 or newer, then run this again");
    assert!(
        output.status.success(),
        "npm {arguments:?} failed:\n{}\n{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
}
