//! The two handles on an open store: one reads, one writes inside a transaction.

use std::{
    cell::{Cell, OnceCell, RefCell},
    collections::BTreeMap,
    ops::Deref,
    path::{Path, PathBuf},
    sync::Arc,
};

use casework::ids::ParticipantId;
use rusqlite::Connection;

use crate::{
    belongings::Shape,
    documents::{self, Changes},
    error::StoreError,
    keys::StoreKeys,
    tables::{form::FormCache, journal::Waiting},
};

/// What the handles need besides the connection.
#[derive(Debug)]
pub(crate) struct Inside {
    pub keys: StoreKeys,
    /// The folder of the document files.
    pub documents: PathBuf,
    /// Entries of the journal for the next write.
    pub later: RefCell<Vec<Waiting>>,
    /// Which tables hang on a participant, once somebody asked.
    pub shape: OnceCell<Arc<Shape>>,
    /// Files of documents that were removed, and whose they are. They go when the session ends: until then a removal can
    /// be undone.
    pub kept: RefCell<BTreeMap<String, ParticipantId>>,
    /// Whether this connection keeps note of what a transaction changes.
    pub recording: Cell<bool>,
    /// Forms that were read before.
    pub forms: FormCache,
}

impl Inside {
    /// What belongs to a store at `path`.
    pub fn of(keys: StoreKeys, path: &Path) -> Self {
        Self {
            keys,
            documents: documents::folder_beside(path),
            later: RefCell::default(),
            shape: OnceCell::new(),
            kept: RefCell::default(),
            recording: Cell::new(false),
            forms: FormCache::default(),
        }
    }
}

/// Reads. Every table adds its questions in its own file.
#[derive(Debug, Clone, Copy)]
pub struct Reader<'a> {
    pub(crate) connection: &'a Connection,
    pub(crate) inside: &'a Inside,
}

/// Writes, inside one transaction; reads as well. Every table adds its changes in its own file.
#[derive(Debug)]
pub struct Writer<'a> {
    reader: Reader<'a>,
    pub(crate) files: RefCell<Changes>,
}

impl<'a> Deref for Writer<'a> {
    type Target = Reader<'a>;

    fn deref(&self) -> &Reader<'a> {
        &self.reader
    }
}

impl<'a> Writer<'a> {
    pub(crate) fn on(reader: Reader<'a>) -> Self {
        Self { reader, files: RefCell::default() }
    }

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
