//! Activities in public, the day itself, and the programmes of the articles.

#[path = "activities/articles.rs"]
mod articles;
mod care;
#[path = "activities/event.rs"]
mod event;
#[path = "activities/public.rs"]
mod public;
