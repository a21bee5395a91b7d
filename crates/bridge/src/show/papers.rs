//! Papers for companies and the ledgers of the law.
