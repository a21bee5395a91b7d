//! Opening: key, proof that it fits, settings, migrations, and the two handles.

use std::{
    fs,
    io::ErrorKind,
    ops::Deref,
    path::{Path, PathBuf},
};

use guarded::Guarded;
use rusqlite::{Connection, OpenFlags, Transaction, TransactionBehavior, config::DbConfig};

use crate::{
    cipher,
    error::{OpenError, StoreError},
    migrations, verify,
};

/// The key in the raw form of SQLCipher: `x'` and 64 hexadecimal digits and `'`.
pub type StoreKey = Guarded<String>;

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
    connection: Connection,
    file: OwnFile,
}

impl Store {
    /// Makes a new store. The parent folder must be there, the file must not.
    ///
    /// # Errors
    /// [`OpenError::AlreadyThere`], or what the disk says; then no file is left behind.
    pub fn create(path: &Path, key: &StoreKey) -> Result<Self, OpenError> {
        if path.exists() {
            return Err(OpenError::AlreadyThere);
        }
        new_private_file(path)?;
        Self::connect(path, key, OpenFlags::SQLITE_OPEN_READ_WRITE).inspect_err(|_| {
            let _ = fs::remove_file(path);
        })
    }

    /// Opens a store after verifying all of it, and brings it to the current schema.
    ///
    /// # Errors
    /// [`OpenError`]; the file is left as it is.
    pub fn open(path: &Path, key: &StoreKey) -> Result<Self, OpenError> {
        if !path.exists() {
            return Err(OpenError::Missing);
        }
        verify::verify(path, key)?;
        Self::connect(path, key, OpenFlags::SQLITE_OPEN_READ_WRITE)
    }

    fn connect(path: &Path, key: &StoreKey, flags: OpenFlags) -> Result<Self, OpenError> {
        let mut connection = Connection::open_with_flags(path, flags)?;
        cipher::set_key(&connection, key)?;
        connection.execute_batch(SETTINGS)?;
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
        connection.set_prepared_statement_cache_capacity(128);
        migrations::migrate(&mut connection)?;
        Ok(Self { connection, file: OwnFile::at(path) })
    }

    /// The read handle.
    pub fn read(&self) -> Reader<'_> {
        Reader { connection: &self.connection }
    }

    /// Runs `work` as one transaction: all of it is on the disk when this returns `Ok`, none of it otherwise.
    ///
    /// # Errors
    /// What `work` refuses, or what the disk says at the end; [`StoreError::FolderGone`] when the file is no longer
    /// where it was opened.
    pub fn write<T, E: From<StoreError>>(&mut self, work: impl FnOnce(&Writer<'_>) -> Result<T, E>) -> Result<T, E> {
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(|error| E::from(error.into()))?;
        let writer = Writer { reader: Reader { connection: &transaction } };
        let result = work(&writer)?;
        transaction.commit().map_err(|error| E::from(StoreError::from(error)))?;
        self.file.is_in_its_place().map_err(E::from)?;
        Ok(result)
    }

    /// Marks the store as made by a schema version that does not exist yet.
    #[doc(hidden)]
    pub fn pretend_newer(&mut self) -> Result<(), StoreError> {
        let transaction: Transaction<'_> = self.connection.transaction()?;
        migrations::set_version(&transaction, migrations::current().saturating_add(1))?;
        Ok(transaction.commit()?)
    }
}

/// Where the store's file lies, and which file it is.
///
/// On Unix a file that was removed can still be written to, and SQLite does: without this check a person would go on
/// typing into a file that is gone with the last handle.
#[derive(Debug)]
struct OwnFile {
    path: PathBuf,
    identity: Option<(u64, u64)>,
}

impl OwnFile {
    fn at(path: &Path) -> Self {
        Self { identity: identity(path), path: path.to_owned() }
    }

    fn is_in_its_place(&self) -> Result<(), StoreError> {
        let now = identity(&self.path);
        if now.is_some() && now == self.identity { Ok(()) } else { Err(StoreError::FolderGone) }
    }
}

/// Device and inode. The file is not opened for it: closing it again would drop SQLite's locks (POSIX).
#[cfg(unix)]
fn identity(path: &Path) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt;
    fs::metadata(path).ok().map(|metadata| (metadata.dev(), metadata.ino()))
}

/// Elsewhere a file that is open cannot be removed.
#[cfg(not(unix))]
fn identity(path: &Path) -> Option<(u64, u64)> {
    path.exists().then_some((0, 0))
}

/// Makes the empty file, which on Unix only its owner can read; the journal takes over its mode.
fn new_private_file(path: &Path) -> Result<(), OpenError> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(drop).map_err(|error| {
        OpenError::Store(match error.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => StoreError::DiskFull,
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => StoreError::ReadOnly,
            ErrorKind::NotFound => StoreError::FolderGone,
            _ => StoreError::Sqlite(rusqlite::ffi::SQLITE_CANTOPEN),
        })
    })
}

/// Reads. Every table adds its questions in its own file.
#[derive(Debug, Clone, Copy)]
pub struct Reader<'a> {
    pub(crate) connection: &'a Connection,
}

/// Writes, inside one transaction; reads as well. Every table adds its changes in its own file.
#[derive(Debug)]
pub struct Writer<'a> {
    reader: Reader<'a>,
}

impl<'a> Deref for Writer<'a> {
    type Target = Reader<'a>;

    fn deref(&self) -> &Reader<'a> {
        &self.reader
    }
}

impl Writer<'_> {
    /// Runs an insert and returns the number of the new row.
    pub(crate) fn insert(&self, sql: &str, params: impl rusqlite::Params) -> Result<u32, StoreError> {
        let row = self.connection.prepare_cached(sql)?.insert(params)?;
        u32::try_from(row).map_err(|_| StoreError::Form)
    }

    /// Runs a change and returns how many rows it touched.
    pub(crate) fn change(&self, sql: &str, params: impl rusqlite::Params) -> Result<usize, StoreError> {
        Ok(self.connection.prepare_cached(sql)?.execute(params)?)
    }
}
