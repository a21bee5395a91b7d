//! How a participant came, and who looks after them.

use guarded::Guarded;

/// How a participant came, and who looks after them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Support {
    /// The number of their own caseworker, a member of staff.
    pub caseworker: Option<u32>,
    /// Code of who sent them; empty when not known.
    pub referral_source: String,
    /// Who exactly, in words.
    pub referral_detail: Option<Guarded<String>>,
    /// Where they live, JIS X 0401; empty when not known.
    pub prefecture: String,
}
