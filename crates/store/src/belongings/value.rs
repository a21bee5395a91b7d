//! A value of any column.

use guarded::Guarded;
use rusqlite::{
    ToSql,
    types::{FromSql, FromSqlResult, ToSqlOutput, ValueRef},
};
use serde::{Deserialize, Serialize};
use zeroize::Zeroize;

use crate::error::StoreError;

/// What stands in a column. It is personal data: it comes in [`Guarded`] rows only.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Value {
    /// Nothing.
    Null,
    /// A whole number.
    Integer(i64),
    /// A number with a fraction, by its bits.
    Real(u64),
    /// A text.
    Text(String),
    /// Bytes.
    Blob(Vec<u8>),
}

/// The values of a row, in the order of the columns of its table.
pub type Row = Guarded<Vec<Value>>;

impl Value {
    /// The number, if it is one.
    pub const fn integer(&self) -> Option<i64> {
        match self {
            Self::Integer(number) => Some(*number),
            _ => None,
        }
    }

    /// The text, if it is one.
    pub const fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text.as_str()),
            _ => None,
        }
    }

    /// The bytes, if it holds bytes.
    pub const fn bytes(&self) -> Option<&[u8]> {
        match self {
            Self::Blob(bytes) => Some(bytes.as_slice()),
            _ => None,
        }
    }
}

impl Zeroize for Value {
    fn zeroize(&mut self) {
        match self {
            Self::Null => (),
            Self::Integer(number) => number.zeroize(),
            Self::Real(bits) => bits.zeroize(),
            Self::Text(text) => text.zeroize(),
            Self::Blob(bytes) => bytes.zeroize(),
        }
        *self = Self::Null;
    }
}

impl FromSql for Value {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        Ok(match value {
            ValueRef::Null => Self::Null,
            ValueRef::Integer(number) => Self::Integer(number),
            ValueRef::Real(number) => Self::Real(number.to_bits()),
            ValueRef::Text(_) => Self::Text(value.as_str()?.to_owned()),
            ValueRef::Blob(bytes) => Self::Blob(bytes.to_owned()),
        })
    }
}

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self {
            Self::Null => rusqlite::types::Null.into(),
            Self::Integer(number) => (*number).into(),
            Self::Real(bits) => f64::from_bits(*bits).into(),
            Self::Text(text) => text.as_str().into(),
            Self::Blob(bytes) => bytes.as_slice().into(),
        })
    }
}

/// Reads the first `columns` columns of a row.
pub(super) fn row_of(row: &rusqlite::Row<'_>, columns: usize) -> Result<Row, StoreError> {
    // Room for all from the start: a vector that grows leaves copies behind.
    let mut values = Vec::with_capacity(columns);
    for column in 0..columns {
        values.push(row.get(column)?);
    }
    Ok(Guarded::new(values))
}
