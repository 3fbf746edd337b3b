//! The lints: one page and one check each, side by side. This is the list of
//! them, sorted by name.

#[path = "era-mismatch.rs"]
mod era_mismatch;

use crate::lint::{Check, Row};

/// All lints, sorted by name.
pub const ROWS: &[Row] = &[Row { page: include_str!("era-mismatch.md"), check: Check::Document(era_mismatch::check) }];
