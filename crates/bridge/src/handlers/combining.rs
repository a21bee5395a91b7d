//! Combining laptops.
