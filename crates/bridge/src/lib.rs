//! The contract with the screen: requests, views, error codes and the command table.
//!
//! Nothing here knows Tauri. [`call`] has one function a command; each looks first whether the stage of the session
//! allows it, as the [`table`] says. `cargo test -p bridge` writes the TypeScript twin of every type and of the table into
//! `ui/src/api/generated/`.

pub mod error;
mod handlers;
mod host;
mod show;
pub mod table;
pub mod views;

pub use host::{ChosenFile, Desktop, DesktopError, FileSuggestion, Host, Watching};
pub use table::{COMMANDS, Command, Required, call};
