//! What an edit changed among the rows of a participant.

use std::{collections::BTreeMap, sync::Arc};

use casework::ids::ParticipantId;
use zeroize::Zeroizing;

use super::{Belongings, Row, Rows, Shape};

/// The rows that differ between two looks at the same participant. Overwritten when dropped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    pub(crate) participant: ParticipantId,
    pub(crate) shape: Arc<Shape>,
    pub(crate) changes: BTreeMap<(usize, Row), Changed>,
}

/// A row as it stood and as it stands; one of the two is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Changed {
    pub before: Option<Row>,
    pub after: Option<Row>,
}

/// How many rows of a table differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Touched {
    /// That came.
    pub added: u32,
    /// That went.
    pub removed: u32,
    /// That are another.
    pub changed: u32,
}

impl Belongings {
    /// Returns what differs from a later look at the same participant.
    pub fn difference_to(&self, later: &Self) -> Difference {
        let mut changes = BTreeMap::new();
        for (key, before) in &self.rows {
            let after = later.rows.get(key);
            if after != Some(before) {
                changes.insert(key.clone(), Changed { before: Some(before.clone()), after: after.cloned() });
            }
        }
        for (key, after) in later.rows.iter().filter(|(key, _)| !self.rows.contains_key(key)) {
            changes.insert(key.clone(), Changed { before: None, after: Some(after.clone()) });
        }
        Difference { participant: self.participant, shape: Arc::clone(&self.shape), changes }
    }
}

impl Difference {
    /// Whose rows they are.
    pub const fn participant(&self) -> ParticipantId {
        self.participant
    }

    /// Whether nothing differs.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// The same the other way round: what undoing changes, so that it can be done again.
    #[must_use]
    pub fn reversed(&self) -> Self {
        let turned = |changed: &Changed| Changed { before: changed.after.clone(), after: changed.before.clone() };
        let changes = self.changes.iter().map(|(key, changed)| (key.clone(), turned(changed))).collect();
        Self { participant: self.participant, shape: Arc::clone(&self.shape), changes }
    }

    /// How many rows differ, table by table.
    pub fn tables(&self) -> BTreeMap<&str, Touched> {
        let mut tables: BTreeMap<&str, Touched> = BTreeMap::new();
        for ((at, _), changed) in &self.changes {
            let Some(table) = self.shape.tables.get(*at) else { continue };
            let touched = tables.entry(table.name.as_str()).or_default();
            let which = match (&changed.before, &changed.after) {
                (None, _) => &mut touched.added,
                (_, None) => &mut touched.removed,
                _ => &mut touched.changed,
            };
            *which = which.saturating_add(1);
        }
        tables
    }

    /// What stands when the difference is taken back from `rows`: every column that it changed as it was before, all
    /// else as it is. `None` when something it changed no longer stands as it left it. The columns at `kept` of the
    /// participant's own row follow from the others and hold nothing up.
    pub(crate) fn taken_back_from(&self, rows: &Rows, kept: &[usize]) -> Option<Rows> {
        let mut expected = rows.clone();
        for (key, changed) in &self.changes {
            let own = if key.0 == 0 { kept } else { &[] };
            match (&changed.before, &changed.after, rows.get(key)) {
                (Some(before), None, None) => {
                    expected.insert(key.clone(), before.clone());
                }
                (None, Some(after), Some(row)) if after == row => {
                    expected.remove(key);
                }
                (Some(before), Some(after), Some(row)) => {
                    expected.insert(key.clone(), column_by_column(before, after, row, own)?);
                }
                _ => return None,
            }
        }
        Some(expected)
    }
}

/// `row` with what differs between `before` and `after` as in `before`; `None` when it is not as in `after` there.
fn column_by_column(before: &Row, after: &Row, row: &Row, kept: &[usize]) -> Option<Row> {
    // EXPOSE: compared and guarded again.
    let mut values = Zeroizing::new(row.expose().clone());
    for (at, (before, after)) in before.expose().iter().zip(after.expose()).enumerate() {
        let value = values.get_mut(at)?;
        if before == after || (kept.contains(&at) && value != after) {
            continue;
        }
        if value != after {
            return None;
        }
        *value = before.clone();
    }
    Some(Row::new(std::mem::take(&mut *values)))
}
