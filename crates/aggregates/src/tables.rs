//! Tables that may leave: protected, proven, with their certificate.

use serde::{Serialize, Serializer, ser::SerializeStruct};
use thiserror::Error;

use crate::audit::{AuditError, Findings, MOST_UNKNOWN, SOLVER, audit_hidden_unless, audit_rounded_unless};
use crate::model::{Joint, SMALL, Standing};
use crate::round::{BASE, RoundingRefused, Seed, round_unless};
use crate::stop::{Stop, never};
use crate::suppress::{SuppressionRefused, suppress_unless};

/// How small counts are protected.
#[derive(Debug, Clone, Copy)]
pub enum Method {
    /// Every cell becomes a neighbouring multiple of five, and everything adds up.
    Rounding(Seed),
    /// Counts from 1 to 4 are hidden, with as many others as needed.
    Suppression,
}

// How often another drawing, or a wider range, is tried before tables are refused.
const MOST_ATTEMPTS: u64 = 8;
// The narrowest range that rounding leaves readers with when they know nothing else.
const NARROWEST: f64 = 4.0;

/// What was proven about tables before they left. It can be written but not read back or made otherwise: a passing one
/// comes from [`TableRelease::protect`] alone.
///
/// ```compile_fail,E0451
/// let forged = aggregates::Certificate { passed: true, ..unreachable!() };
/// ```
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Certificate {
    method: &'static str,
    threshold: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    base: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    largest_difference: Option<u64>,
    attackers: [&'static str; 3],
    tables: usize,
    cells: usize,
    known_cells: usize,
    lp0_exact: usize,
    lp1_exact: usize,
    int1_exact: usize,
    below_reachable: usize,
    groups: usize,
    not_additive: usize,
    minimum_interval: Option<f64>,
    mean_interval: Option<f64>,
    solver: &'static str,
    version: &'static str,
    passed: bool,
}

impl Certificate {
    fn of(joint: &Joint, findings: &Findings, reach: Option<u64>) -> Self {
        let known = (0..joint.len()).filter(|&cell| joint.standing(cell) == Standing::Known).count();
        // A reader of several tables, or of one with known cells, starts from narrower ranges than hiding could reach.
        let alone = known == 0 && joint.tables().len() == 1;
        let wide = findings.minimum_interval.is_none_or(|least| least >= NARROWEST);
        let proven = findings.lp0_exact + findings.lp1_exact + findings.int1_exact == 0;
        let passed = match reach {
            Some(_) => proven && findings.hidden_exact == 0 && findings.not_additive == 0 && (wide || known > 0),
            None => proven && findings.groups == 0 && (findings.below_reachable == 0 || !alone),
        };
        Self {
            method: if reach.is_some() { "rounding" } else { "suppression" },
            threshold: SMALL.end() + 1,
            base: reach.map(|_| BASE),
            largest_difference: reach,
            attackers: ["lp0", "lp1", "int1"],
            tables: joint.tables().len(),
            cells: joint.len(),
            known_cells: known,
            lp0_exact: findings.lp0_exact,
            lp1_exact: findings.lp1_exact,
            int1_exact: findings.int1_exact,
            below_reachable: findings.below_reachable,
            groups: findings.groups,
            not_additive: findings.not_additive,
            minimum_interval: findings.minimum_interval,
            mean_interval: findings.mean_interval,
            solver: SOLVER,
            version: env!("CARGO_PKG_VERSION"),
            passed,
        }
    }

    /// Returns how the tables are protected: `rounding` or `suppression`.
    pub const fn method(&self) -> &'static str {
        self.method
    }

    /// Returns how far a rounded value may be from its count: 4, or 9 where neighbouring multiples could not add up.
    pub const fn largest_difference(&self) -> Option<u64> {
        self.largest_difference
    }

    /// Returns how many small cells have a narrower range than hiding could reach.
    pub const fn below_reachable(&self) -> usize {
        self.below_reachable
    }

    /// Returns the narrowest range that readers are left with, in people.
    pub const fn minimum_interval(&self) -> Option<f64> {
        self.minimum_interval
    }
}

/// Why tables do not leave.
#[derive(Debug, Clone, PartialEq, Error)]
pub enum Unprotected {
    /// They cannot be rounded.
    #[error(transparent)]
    Rounding(#[from] RoundingRefused),
    /// They cannot be hidden safely.
    #[error(transparent)]
    Suppression(#[from] SuppressionRefused),
    /// They cannot be proven.
    #[error(transparent)]
    Audit(#[from] AuditError),
    /// The proof failed.
    #[error("{} small counts can still be worked out: publish fewer dimensions or coarser codes", .0.int1_exact)]
    Failed(Box<Certificate>),
}

impl Unprotected {
    /// Says whether somebody asked to stop.
    pub const fn is_stop(&self) -> bool {
        matches!(
            self,
            Self::Rounding(RoundingRefused::Stopped)
                | Self::Suppression(SuppressionRefused::Stopped)
                | Self::Audit(AuditError::Stopped)
        )
    }
}

/// Tables as they may be published, with what was proven about them. It holds no exact count that it does not show.
///
/// ```compile_fail,E0451
/// let forged = aggregates::TableRelease { tables: vec![], certificate: unreachable!() };
/// ```
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TableRelease {
    tables: Vec<PublishedTable>,
    certificate: Certificate,
}

/// One table as it may be published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PublishedTable {
    counted: String,
    dimensions: Vec<String>,
    cells: Vec<PublishedCell>,
}

/// One cell of a table: its codes, and its value unless it is hidden.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublishedCell {
    codes: Vec<String>,
    value: Option<u64>,
}

impl TableRelease {
    /// Protects tables as one problem and proves it. The same counts, method and seed give the same release.
    ///
    /// # Errors
    /// [`Unprotected`] when they are too large, cannot be protected, or the proof fails.
    pub fn protect(joint: &Joint, method: Method) -> Result<Self, Unprotected> {
        Self::protect_unless(joint, method, &never)
    }

    /// [`protect`](Self::protect), given up when asked to.
    ///
    /// # Errors
    /// As there; a reason that [is a stop](Unprotected::is_stop).
    pub fn protect_unless(joint: &Joint, method: Method, stop: Stop<'_>) -> Result<Self, Unprotected> {
        let (values, certificate) = match method {
            Method::Rounding(seed) => rounded(joint, seed, stop)?,
            Method::Suppression => hidden(joint, stop)?,
        };
        let table = |(place, table): (usize, &crate::model::Table)| PublishedTable {
            counted: table.counted().to_owned(),
            dimensions: table.dimensions().iter().map(|dimension| dimension.name().to_owned()).collect(),
            cells: (0..table.len())
                .map(|cell| PublishedCell {
                    codes: table.codes(cell).into_iter().map(str::to_owned).collect(),
                    value: joint.place(place, cell).and_then(|place| values.get(place).copied().flatten()),
                })
                .collect(),
        };
        Ok(Self { tables: joint.tables().iter().take(joint.published()).enumerate().map(table).collect(), certificate })
    }

    /// Returns the tables, in the order they were given.
    pub fn tables(&self) -> &[PublishedTable] {
        &self.tables
    }

    /// Returns what was proven.
    pub const fn certificate(&self) -> &Certificate {
        &self.certificate
    }
}

impl PublishedTable {
    /// Returns what is counted.
    pub fn counted(&self) -> &str {
        &self.counted
    }

    /// Returns the names of the dimensions.
    pub fn dimensions(&self) -> &[String] {
        &self.dimensions
    }

    /// Returns the cells, margins included, the first dimension changing slowest.
    pub fn cells(&self) -> &[PublishedCell] {
        &self.cells
    }
}

impl PublishedCell {
    /// Returns the codes, one for each dimension.
    pub fn codes(&self) -> &[String] {
        &self.codes
    }

    /// Returns the value, or none where it is hidden.
    pub const fn value(&self) -> Option<u64> {
        self.value
    }
}

impl Serialize for PublishedCell {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut cell = serializer.serialize_struct("cell", 3)?;
        cell.serialize_field("codes", &self.codes)?;
        cell.serialize_field("value", &self.value)?;
        cell.serialize_field("suppressed", &self.value.is_none())?;
        cell.end()
    }
}

type Published = (Vec<Option<u64>>, Certificate);

fn rounded(joint: &Joint, seed: Seed, stop: Stop<'_>) -> Result<Published, Unprotected> {
    let unknown = (0..joint.len()).filter(|&cell| joint.standing(cell) != Standing::Known).count();
    if unknown > MOST_UNKNOWN {
        return Err(AuditError::TooLarge.into());
    }
    let mut failed = None;
    for attempt in 0..MOST_ATTEMPTS {
        if stop() {
            return Err(RoundingRefused::Stopped.into());
        }
        let drawn = round_unless(joint, seed.again(attempt), stop)?;
        let findings = audit_rounded_unless(joint, &drawn.values, drawn.reach, stop)?;
        let certificate = Certificate::of(joint, &findings, Some(drawn.reach));
        if certificate.passed {
            return Ok((drawn.values.into_iter().map(Some).collect(), certificate));
        }
        failed = Some(certificate);
    }
    Err(failed
        .map_or(Unprotected::Rounding(RoundingRefused::NoRounding), |failed| Unprotected::Failed(Box::new(failed))))
}

fn hidden(joint: &Joint, stop: Stop<'_>) -> Result<Published, Unprotected> {
    let mut more = Vec::new();
    let mut failed = None;
    for _ in 0..MOST_ATTEMPTS {
        let hidden = suppress_unless(joint, &more, stop)?;
        let findings = audit_hidden_unless(joint, &hidden, stop)?;
        let certificate = Certificate::of(joint, &findings, None);
        if certificate.passed {
            let value = |(cell, hidden): (usize, &bool)| (!hidden).then(|| joint.value(cell));
            return Ok((hidden.iter().enumerate().map(value).collect(), certificate));
        }
        more.extend(findings.found);
        failed = Some(certificate);
    }
    Err(failed.map_or(Unprotected::Suppression(SuppressionRefused::NoPattern), |failed| {
        Unprotected::Failed(Box::new(failed))
    }))
}
