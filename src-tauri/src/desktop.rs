//! What only the desktop can do: the native dialog, and the sample organisation on request.

use std::{
    fs::File,
    io::{self, Read},
    ops::ControlFlow,
    path::{Path, PathBuf},
};

use bridge::{ChosenFile, Desktop, DesktopError, FileSuggestion, Watching};
use guarded::Guarded;
use office::Office;
use rfd::AsyncFileDialog;
use tauri::{AppHandle, Manager};

use crate::{
    files::write_whole,
    lock_events,
    locking::{self, Locking},
    window::main_window,
};

/// The desktop of a window.
pub struct WindowDesktop {
    /// The running program.
    pub app: AppHandle,
    /// How many people the sample has, and from which seed.
    pub plan: sample::Plan,
}

impl WindowDesktop {
    /// A native dialog that belongs to the window.
    fn dialog(&self) -> AsyncFileDialog {
        let dialog = AsyncFileDialog::new();
        match main_window(&self.app) {
            Some(window) => dialog.set_parent(&window),
            None => dialog,
        }
    }
}

impl Desktop for WindowDesktop {
    fn save(&self, suggestion: &FileSuggestion, bytes: &[u8]) -> Result<bool, DesktopError> {
        let FileSuggestion { stem, extension } = suggestion;
        let dialog = self
            .dialog()
            .set_file_name(format!("{stem}.{extension}"))
            .add_filter(extension.to_uppercase(), &[extension]);
        let Some(chosen) = tauri::async_runtime::block_on(dialog.save_file()) else { return Ok(false) };
        write(&chosen.path().with_extension(extension), bytes)?;
        Ok(true)
    }

    fn open_file(&self, longest: u64) -> Result<Option<ChosenFile>, DesktopError> {
        let Some(chosen) = tauri::async_runtime::block_on(self.dialog().pick_file()) else { return Ok(None) };
        let name = chosen.path().file_name().unwrap_or_default().to_string_lossy().into_owned();
        Ok(Some(ChosenFile { name: Guarded::new(name), bytes: read(chosen.path(), longest)? }))
    }

    fn place_for(&self, suggestion: &FileSuggestion) -> Result<Option<PathBuf>, DesktopError> {
        let FileSuggestion { stem, extension } = suggestion;
        let dialog = self.dialog().set_file_name(format!("{stem}.{extension}")).add_filter("Tomarigi", &[extension]);
        let chosen = tauri::async_runtime::block_on(dialog.save_file());
        Ok(chosen.map(|chosen| chosen.path().with_extension(extension)))
    }

    fn choose_file(&self, extensions: &[&'static str]) -> Result<Option<PathBuf>, DesktopError> {
        let dialog = self.dialog().add_filter("Tomarigi", extensions);
        let chosen = tauri::async_runtime::block_on(dialog.pick_file());
        Ok(chosen.map(|chosen| chosen.path().to_owned()))
    }

    fn choose_folder(&self) -> Result<Option<PathBuf>, DesktopError> {
        let chosen = tauri::async_runtime::block_on(self.dialog().pick_folder());
        Ok(chosen.map(|chosen| chosen.path().to_owned()))
    }

    fn choose_spreadsheet(&self) -> Result<Option<PathBuf>, DesktopError> {
        let dialog = self.dialog().add_filter("xlsx, csv, tsv", &["xlsx", "xlsm", "csv", "tsv", "txt"]);
        let chosen = tauri::async_runtime::block_on(dialog.pick_file());
        Ok(chosen.map(|chosen| chosen.path().to_owned()))
    }

    fn locked(&self) {
        let app = self.app.clone();
        // The answer of the command goes out first.
        std::thread::spawn(move || locking::forget(&app));
    }

    fn watching(&self) -> Watching {
        let lock_events::Watching { sleep, screen } = lock_events::desktop_watch();
        Watching { sleep, screen }
    }

    fn page_is_flushed(&self) {
        if let Some(locking) = self.app.try_state::<Locking>() {
            locking.page_is_flushed();
        }
    }

    fn fill_sample(&self, office: &Office) -> Result<(), DesktopError> {
        let plan = self.plan;
        sample::fill(office, plan, &mut |_| ControlFlow::Continue(())).map_err(|_| DesktopError::Failed)
    }

    fn sample_passphrase(&self) -> &'static str {
        sample::PASSPHRASE
    }
}

/// Reads a file whole, if it is no longer than it may be.
fn read(path: &Path, longest: u64) -> Result<Guarded<Vec<u8>>, DesktopError> {
    let file = File::open(path).map_err(|_| DesktopError::Unreadable)?;
    let about = file.metadata().map_err(|_| DesktopError::Unreadable)?;
    if !about.is_file() {
        return Err(DesktopError::Unreadable);
    }
    if about.len() > longest {
        return Err(DesktopError::TooLarge);
    }
    // Room for all from the start: a vector that grows leaves copies behind.
    let room = usize::try_from(about.len()).unwrap_or(0).saturating_add(1);
    let mut bytes = Vec::with_capacity(room);
    let read = file.take(longest.saturating_add(1)).read_to_end(&mut bytes);
    let bytes = Guarded::new(bytes);
    match read {
        Ok(length) if u64::try_from(length).is_ok_and(|length| length <= longest) => Ok(bytes),
        Ok(_) => Err(DesktopError::TooLarge),
        Err(_) => Err(DesktopError::Unreadable),
    }
}

fn write(target: &Path, bytes: &[u8]) -> Result<(), DesktopError> {
    write_whole(target, bytes).map_err(|error| match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => DesktopError::DiskFull,
        io::ErrorKind::ReadOnlyFilesystem | io::ErrorKind::PermissionDenied => DesktopError::ReadOnly,
        _ => DesktopError::Failed,
    })
}
