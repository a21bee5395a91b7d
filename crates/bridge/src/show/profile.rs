//! What is known of a participant beyond name and birth; residence over time; the code lists of the office; consent.
