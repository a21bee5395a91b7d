//! Opening: key, proof that it fits, settings, migrations; and writing.

use std::{
    fs,
    path::{Path, PathBuf},
};

use rusqlite::{Connection, OpenFlags, Transaction, TransactionBehavior, config::DbConfig};

use crate::{
    chain::Mac,
    cipher,
    error::{OpenError, StoreError},
    freshness::{self, Seen, State, Verdict},
    handles::{Inside, Reader, Writer},
    keys::{StoreKey, StoreKeys},
    migrations,
    own_file::{OwnFile, new_private_file},
    tables::journal::Entry,
    verify::{self, Progress},
};

/// Settings that hold for every connection (docs/decisions/0006 says why each).
const SETTINGS: &str = "
    PRAGMA journal_mode = DELETE;
    PRAGMA synchronous = EXTRA;
    PRAGMA locking_mode = EXCLUSIVE;
    PRAGMA secure_delete = ON;
    PRAGMA temp_store = MEMORY;
    PRAGMA mmap_size = 0;
    PRAGMA trusted_schema = OFF;
    PRAGMA cell_size_check = ON;
    PRAGMA foreign_keys = ON;
    PRAGMA cache_size = -65536;
";

/// An open store: one connection, which holds the file for itself.
#[derive(Debug)]
pub struct Store {
    pub(crate) connection: Connection,
    pub(crate) inside: Inside,
    /// After the connection, so that it is closed after it.
    pub(crate) file: OwnFile,
    interrupted: bool,
}

impl Store {
    /// Makes a new store. The parent folder must be there, the file must not.
    ///
    /// # Errors
    /// [`OpenError::AlreadyThere`], or what the disk says; then no file is left behind.
    pub fn create(path: &Path, keys: &StoreKeys) -> Result<Self, OpenError> {
        if path.exists() {
            return Err(OpenError::AlreadyThere);
        }
        drop(new_private_file(path)?);
        let made = OwnFile::at(path).and_then(|file| {
            let mut store = Self::connect(file, keys)?;
            store.upgrade()?;
            Ok(store)
        });
        made.inspect_err(|_| {
            let _ = fs::remove_file(path);
        })
    }

    /// Opens a store after verifying all of it. Whether it is an old copy is not known then: that is for
    /// [`judge`](Self::judge), before anything is written. Then [`upgrade`](Self::upgrade) brings it to the schema that
    /// the tables of this program expect.
    ///
    /// # Errors
    /// [`OpenError`]; the file is left as it is.
    pub fn open(path: &Path, keys: &StoreKeys, progress: Progress<'_>) -> Result<Self, OpenError> {
        if !path.exists() {
            return Err(OpenError::Missing);
        }
        let file = OwnFile::at(path)?;
        let interrupted = has_hot_journal(path);
        verify::verify(path, keys, progress)?;
        let mut store = Self::connect(file, keys)?;
        migrations::on_opening(&mut store.connection, keys)?;
        store.interrupted = interrupted;
        Ok(store)
    }

    /// Whether the schema, or the rules of the keys of names, are older than those of this program.
    ///
    /// # Errors
    /// What the disk says.
    pub fn is_of_an_older_schema(&self) -> Result<bool, StoreError> {
        Ok(!migrations::is_current(&self.connection)?)
    }

    /// Brings the store to the schema of this program, in one transaction.
    ///
    /// # Errors
    /// What the disk says; then it is as it was.
    pub fn upgrade(&mut self) -> Result<(), StoreError> {
        self.inside.shape.take();
        migrations::migrate(&mut self.connection, &self.inside.keys)
    }

    fn connect(file: OwnFile, keys: &StoreKeys) -> Result<Self, OpenError> {
        let connection = connection(file.path(), &keys.database)?;
        let inside = Inside::of(keys.clone(), file.path());
        Ok(Self { connection, inside, file, interrupted: false })
    }

    /// The read handle.
    pub fn read(&self) -> Reader<'_> {
        Reader { connection: &self.connection, inside: &self.inside }
    }

    /// Runs `work` as one transaction: all of it is on the disk when this returns `Ok`, none of it otherwise. Entries
    /// that waited for the journal go with it.
    ///
    /// # Errors
    /// What `work` refuses, or what the disk says at the end; [`StoreError::FolderGone`] when the file is no longer
    /// where it was opened.
    pub fn write<T, E: From<StoreError>>(&mut self, work: impl FnOnce(&Writer<'_>) -> Result<T, E>) -> Result<T, E> {
        let inside = &self.inside;
        let transaction = begin(&mut self.connection)?;
        let writer = Writer::on(Reader { connection: &transaction, inside });
        let waiting = prepare(&writer)?;
        let result = work(&writer).inspect_err(|_| writer.files.borrow_mut().undo(&inside.documents))?;
        let mut files = writer.files.take();
        if let Err(error) = transaction.commit() {
            files.undo(&inside.documents);
            return Err(StoreError::from(error).into());
        }
        files.finish(inside);
        inside.later.borrow_mut().drain(..waiting);
        self.file.is_in_its_place()?;
        Ok(result)
    }

    /// Whether entries wait for the journal.
    pub fn has_notes(&self) -> bool {
        !self.inside.later.borrow().is_empty()
    }

    /// Writes the entries that wait for the journal, if there are any.
    ///
    /// # Errors
    /// What the disk says; then they go on waiting.
    pub fn flush_notes(&mut self) -> Result<(), StoreError> {
        if self.inside.later.borrow().is_empty() { Ok(()) } else { self.write(|_| Ok(())) }
    }

    /// Returns where the store stands.
    ///
    /// # Errors
    /// What the disk says.
    pub fn state(&self) -> Result<State, StoreError> {
        self.read().state()
    }

    /// Returns a digest over the seals of all pages as they lie on the disk.
    ///
    /// # Errors
    /// What the disk says.
    pub fn page_digest(&self) -> Result<Mac, StoreError> {
        // Not to the end of the file: what a disk would not cut off there is cut off when the store is opened next.
        let pages = self.connection.query_row("PRAGMA page_count", [], |row| row.get(0))?;
        freshness::page_digest(self.file.bytes(), pages, &self.inside.keys.anchor)
    }

    /// Compares the store with what was seen of it last.
    ///
    /// # Errors
    /// What the disk says.
    pub fn judge(&self, seen: &Seen) -> Result<Verdict, StoreError> {
        let entry = self.read().entry_mac(seen.entries)?;
        Ok(freshness::judge(&self.state()?, entry, &self.page_digest()?, seen))
    }

    /// Returns what somebody outside should remember of the store as it lies there now.
    ///
    /// # Errors
    /// What the disk says.
    pub fn seen(&self) -> Result<Seen, StoreError> {
        let State { commits, entries, head, .. } = self.state()?;
        Ok(Seen { commits, entries, head, digest: Some(self.page_digest()?) })
    }

    /// Whether a write was going on when the program ended last, so that opening undid it.
    pub const fn was_interrupted(&self) -> bool {
        self.interrupted
    }

    /// Returns the folder of the document files.
    pub fn documents_folder(&self) -> &PathBuf {
        &self.inside.documents
    }

    /// Marks the store as made by a schema version that does not exist yet.
    #[doc(hidden)]
    pub fn pretend_newer(&mut self) -> Result<(), StoreError> {
        let transaction: Transaction<'_> = self.connection.transaction()?;
        migrations::set_version(&transaction, migrations::current().saturating_add(1))?;
        Ok(transaction.commit()?)
    }
}

impl Drop for Store {
    /// What was read last is journalled also when nobody flushed; a disk that refuses now has said so before.
    fn drop(&mut self) {
        let _ = self.flush_notes();
        self.inside.let_go();
    }
}

/// A rollback journal that was left behind holds what must be put back.
fn has_hot_journal(path: &Path) -> bool {
    let mut journal = path.as_os_str().to_owned();
    journal.push("-journal");
    fs::metadata(journal).is_ok_and(|about| about.len() > 0)
}

/// Opens the file for working on it.
pub(crate) fn connection(path: &Path, key: &StoreKey) -> Result<Connection, OpenError> {
    let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    cipher::set_key(&connection, key)?;
    connection.execute_batch(SETTINGS)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    connection.set_prepared_statement_cache_capacity(256);
    Ok(connection)
}

fn begin(connection: &mut Connection) -> Result<Transaction<'_>, StoreError> {
    Ok(connection.transaction_with_behavior(TransactionBehavior::Immediate)?)
}

/// Counts the write and writes what waited for it; returns how many entries those were.
fn prepare(writer: &Writer<'_>) -> Result<usize, StoreError> {
    writer.count_commit()?;
    let waiting = writer.inside.later.borrow();
    waiting.iter().try_for_each(|entry| note_waiting(writer, &entry.entry()))?;
    Ok(waiting.len())
}

/// Whoever was erased meanwhile has no key to seal anything under; that something was done is noted all the same.
fn note_waiting(writer: &Writer<'_>, entry: &Entry<'_>) -> Result<(), StoreError> {
    match writer.note(entry) {
        Err(StoreError::NotFound) => writer.note(&Entry { before: None, after: None, ..entry.clone() }),
        noted => noted,
    }
}
