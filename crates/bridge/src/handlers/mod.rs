//! What the commands do: take the request apart, call one use case, show what came of it.

pub mod figures;
pub mod interviews;
pub mod people;
pub mod session;
