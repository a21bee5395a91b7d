//! Recommendations and what follows a hire.
