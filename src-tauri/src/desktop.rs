//! What only the desktop can do: the native dialog, and the sample organisation on request.

use std::{io, ops::ControlFlow, path::Path};

use bridge::{Desktop, DesktopError, FileSuggestion};
use office::Office;
use rfd::AsyncFileDialog;
use tauri::AppHandle;

use crate::{files::write_whole, window::main_window};

/// The desktop of a window.
pub struct WindowDesktop {
    /// The running program.
    pub app: AppHandle,
    /// How many people the sample has, and from which seed.
    pub plan: sample::Plan,
}

impl Desktop for WindowDesktop {
    fn save(&self, suggestion: &FileSuggestion, bytes: &[u8]) -> Result<bool, DesktopError> {
        let FileSuggestion { stem, extension } = suggestion;
        let mut dialog = AsyncFileDialog::new()
            .set_file_name(format!("{stem}.{extension}"))
            .add_filter(extension.to_uppercase(), &[extension]);
        if let Some(window) = main_window(&self.app) {
            dialog = dialog.set_parent(&window);
        }
        let Some(chosen) = tauri::async_runtime::block_on(dialog.save_file()) else { return Ok(false) };
        write(&chosen.path().with_extension(extension), bytes)?;
        Ok(true)
    }

    fn fill_sample(&self, office: &Office) -> Result<(), DesktopError> {
        let plan = self.plan;
        sample::fill(office, plan, &mut |_| ControlFlow::Continue(())).map_err(|_| DesktopError::Failed)
    }

    fn sample_passphrase(&self) -> &'static str {
        sample::PASSPHRASE
    }
}

fn write(target: &Path, bytes: &[u8]) -> Result<(), DesktopError> {
    write_whole(target, bytes).map_err(|error| match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => DesktopError::DiskFull,
        io::ErrorKind::ReadOnlyFilesystem | io::ErrorKind::PermissionDenied => DesktopError::ReadOnly,
        _ => DesktopError::Failed,
    })
}
