//! All integration tests, one binary.

mod bad_input;
mod corpus;
mod gold;
mod laws;
mod tidy;
