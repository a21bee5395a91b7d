//! Erasing a vault from this computer, quickly and without any key.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use crate::anchor::ANCHOR_NAME;
use crate::copies;
use crate::device::{CredentialFault, DeviceItem, DeviceStore};
use crate::disk::DiskError;
use crate::folder::{STORE_NAME, VaultFolder};
use crate::key::VaultId;

/// The folder of the encrypted documents.
pub const DOCUMENTS_NAME: &str = "documents";

/// A part of a vault on this computer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    /// Both copies of the key file. Without them nothing else opens, except with a backup or an older copy.
    Keys,
    /// What the credential store keeps.
    Device,
    /// The anchor.
    Anchor,
    /// The encrypted store.
    Store,
    /// The journal files of the store.
    StoreJournal,
    /// The encrypted documents.
    Documents,
}

/// Why a part stayed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StayedBecause {
    /// The disk refused.
    Disk(DiskError),
    /// The credential store refused.
    Credential(CredentialFault),
    /// The key file was unreadable, so that nobody knows under which name the credential store keeps something.
    UnknownVault,
}

/// What an erasure could not erase.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct EraseReport {
    /// What stayed and why; empty if nothing did.
    pub stayed: Vec<(Part, StayedBecause)>,
}

impl EraseReport {
    /// Whether the key file is gone, which is what matters most.
    pub fn keys_are_gone(&self) -> bool {
        self.stayed.iter().all(|(part, _)| *part != Part::Keys)
    }

    fn note(&mut self, part: Part, done: io::Result<()>) {
        if let Err(fault) = done {
            self.stayed.push((part, StayedBecause::Disk(fault.into())));
        }
    }
}

/// Erases the vault in this folder: the key slots first, then the secret of this computer, then all the rest. It asks
/// for no key, goes on after every failure, and says what stayed.
///
/// The key file is overwritten before it is removed. A flash disk may keep what was overwritten, and backups and older
/// copies still open; what is erased here is what this computer can open by itself. The claim file stays.
pub fn quick_erase(folder: &VaultFolder, store: &dyn DeviceStore) -> EraseReport {
    let mut report = EraseReport::default();
    let path = folder.path.as_path();
    let traces = Traces::look(path);
    for copy in key_files(path) {
        report.note(Part::Keys, overwrite(&copy));
        report.note(Part::Keys, remove(&copy));
    }
    report.note(Part::Keys, sync(path));
    erase_device(&traces, store, &mut report);
    report.note(Part::Anchor, remove(&path.join(ANCHOR_NAME)));
    report.note(Part::Anchor, remove(&path.join(ANCHOR_NAME).with_added_extension("new")));
    report.note(Part::Store, remove(&path.join(STORE_NAME)));
    for journal in ["-journal", "-wal", "-shm"] {
        report.note(Part::StoreJournal, remove(&path.join(format!("{STORE_NAME}{journal}"))));
    }
    report.note(Part::Documents, remove_folder(&path.join(DOCUMENTS_NAME)));
    report.note(Part::Store, sync(path));
    report
}

/// What the key files said before they went.
struct Traces {
    vaults: Vec<VaultId>,
    unreadable: bool,
    device_bound: bool,
}

impl Traces {
    fn look(path: &Path) -> Self {
        let mut traces = Self { vaults: Vec::new(), unreadable: false, device_bound: false };
        for copy in copies::paths(path) {
            match vault_in(&copy) {
                Ok(Some(vault)) if !traces.vaults.contains(&vault) => traces.vaults.push(vault),
                Ok(Some(_)) => {}
                Err(fault) if fault.kind() == ErrorKind::NotFound => {}
                Ok(None) | Err(_) => traces.unreadable = true,
            }
        }
        let slots = VaultFolder::at(path).slots();
        traces.device_bound = slots.is_ok_and(|slots| slots.iter().any(|slot| slot.device_bound));
        traces
    }
}

/// Reads the id of the vault from a key file, be it damaged or not.
fn vault_in(copy: &Path) -> io::Result<Option<VaultId>> {
    let mut start = Vec::new();
    File::open(copy)?.take(26).read_to_end(&mut start)?;
    let id = start.strip_prefix(b"TOMAKEYS").and_then(|rest| rest.last_chunk());
    Ok(id.filter(|_| start.len() == 26).copied().map(VaultId::from_bytes))
}

/// Whoever never bound a slot to this computer has nothing in its store, whether that answers or not.
fn erase_device(traces: &Traces, store: &dyn DeviceStore, report: &mut EraseReport) {
    if traces.vaults.is_empty() && traces.unreadable {
        report.stayed.push((Part::Device, StayedBecause::UnknownVault));
    }
    for (vault, item) in traces.vaults.iter().flat_map(|vault| DeviceItem::ALL.map(|item| (*vault, item))) {
        match store.remove(vault, item) {
            Ok(()) | Err(CredentialFault::NothingThere) => {}
            Err(_) if !traces.device_bound => {}
            Err(fault) => {
                let why = (Part::Device, StayedBecause::Credential(fault));
                report.stayed.retain(|other| *other != why);
                report.stayed.push(why);
            }
        }
    }
}

/// Both copies, and what a crash may have left beside them.
fn key_files(path: &Path) -> Vec<PathBuf> {
    copies::paths(path).into_iter().flat_map(|copy| [copy.with_added_extension("new"), copy]).collect()
}

/// Writes zeros over a file where it lies.
fn overwrite(path: &Path) -> io::Result<()> {
    let mut file = match OpenOptions::new().write(true).open(path) {
        Err(fault) if fault.kind() == ErrorKind::NotFound => return Ok(()),
        other => other?,
    };
    let length = file.metadata()?.len();
    file.seek(SeekFrom::Start(0))?;
    io::copy(&mut io::repeat(0).take(length), &mut file)?;
    file.flush()?;
    file.sync_all()
}

fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(fault) if fault.kind() == ErrorKind::NotFound => Ok(()),
        other => other,
    }
}

fn remove_folder(path: &Path) -> io::Result<()> {
    match fs::remove_dir_all(path) {
        Err(fault) if fault.kind() == ErrorKind::NotFound => Ok(()),
        other => other,
    }
}

fn sync(path: &Path) -> io::Result<()> {
    match File::open(path) {
        Err(fault) if fault.kind() == ErrorKind::NotFound => Ok(()),
        Ok(folder) if cfg!(unix) => folder.sync_all(),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests;
