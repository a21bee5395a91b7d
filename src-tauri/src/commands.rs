//! The commands of the table, as Tauri wants them: each runs its function of `bridge::call` on a thread of its own.

use bridge::{
    Host, call,
    error::{CommandError, ErrorCode},
    for_each_command,
    views::all::*,
};
use tauri::State;

macro_rules! make_commands {
    ($($area:ident: $name:ident($request:ty) -> $view:ty, $required:ident, $act:ident;)*) => {
        $(
            #[tauri::command]
            pub async fn $name(host: State<'_, Host>, request: $request) -> Result<$view, CommandError> {
                let host = Host::clone(&host);
                in_background(move || call::$name(&host, request)).await
            }
        )*

        /// The one handler with every command of the table.
        pub fn handler() -> impl Fn(tauri::ipc::Invoke) -> bool + Send + Sync + 'static {
            tauri::generate_handler![$($name),*]
        }
    };
}

for_each_command!(make_commands);

/// Files and keys block; the window must not.
async fn in_background<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, CommandError> + Send + 'static,
) -> Result<T, CommandError> {
    let done = tauri::async_runtime::spawn_blocking(work).await;
    done.unwrap_or(Err(CommandError::of(ErrorCode::Internal)))
}
