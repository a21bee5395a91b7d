//! The least window that the framework makes from the same lock file: what the start and the memory of the program are
//! measured against (`cargo xtask bench`). It shows a line, a field and a button, and does nothing.

fn main() {
    let shown =
        tauri::Builder::default().run(tauri::generate_context!("src-tauri/examples/minimal_window/tauri.conf.json"));
    if shown.is_err() {
        std::process::exit(1);
    }
}
