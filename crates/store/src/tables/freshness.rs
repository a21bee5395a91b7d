//! The counter of writes.

use crate::{Reader, StoreError, Writer, freshness::State, migrations};

impl Reader<'_> {
    /// Returns where the store stands.
    ///
    /// # Errors
    /// What the disk says.
    pub fn state(&self) -> Result<State, StoreError> {
        let mut statement = self.connection.prepare_cached("SELECT commits, anchored FROM freshness")?;
        let (commits, anchored) = statement.query_row([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let head = self.journal_head()?;
        let schema = migrations::version_of(self.connection)?;
        Ok(State { commits, entries: head.n, head: head.mac, schema, anchored })
    }
}

impl Writer<'_> {
    /// Notes that an anchor was made. From then on a store without one is not opened like any other.
    ///
    /// # Errors
    /// What the disk says.
    pub fn set_anchored(&self) -> Result<(), StoreError> {
        self.change("UPDATE freshness SET anchored = 1", []).map(drop)
    }

    /// Raises the counter to `floor` at least: a restored store goes on from the one it replaces, so that its numbers
    /// never come twice.
    ///
    /// # Errors
    /// What the disk says.
    pub fn count_on_from(&self, floor: u64) -> Result<(), StoreError> {
        self.change("UPDATE freshness SET commits = max(commits, ?1)", [floor]).map(drop)
    }

    pub(crate) fn count_commit(&self) -> Result<(), StoreError> {
        match self.change("UPDATE freshness SET commits = commits + 1", [])? {
            1 => Ok(()),
            _ => Err(StoreError::Form),
        }
    }
}
