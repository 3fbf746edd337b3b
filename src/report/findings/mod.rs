//! What `check` found, one format a file.

pub mod concise;
pub mod json;
