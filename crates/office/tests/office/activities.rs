//! Activities in public, the day itself, and the programmes of the articles.

mod articles;
mod event;
pub mod public;
