//! Companies, the people in them, discussions and openings.
