//! What the acceptance tests share.

pub mod program;
pub mod traces;
pub mod window;
