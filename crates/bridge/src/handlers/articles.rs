//! Programmes of the articles.
