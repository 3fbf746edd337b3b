//! The lints: one page and one check each, side by side. This is the list of
//! them, sorted by name.

#[path = "bracket-unpaired.rs"]
mod bracket_unpaired;
#[path = "era-mismatch.rs"]
mod era_mismatch;
#[path = "punctuation-mixed.rs"]
mod punctuation_mixed;
#[path = "variant-mixed.rs"]
mod variant_mixed;
#[path = "weekday-mismatch.rs"]
mod weekday_mismatch;
#[path = "width-mixed.rs"]
mod width_mixed;

use crate::lint::{Check, Row};

/// All lints, sorted by name.
pub const ROWS: &[Row] = &[
    Row { page: include_str!("bracket-unpaired.md"), check: Check::Document(bracket_unpaired::check) },
    Row { page: include_str!("era-mismatch.md"), check: Check::Document(era_mismatch::check) },
    Row { page: include_str!("punctuation-mixed.md"), check: Check::Document(punctuation_mixed::check) },
    Row { page: include_str!("variant-mixed.md"), check: Check::Document(variant_mixed::check) },
    Row { page: include_str!("weekday-mismatch.md"), check: Check::Document(weekday_mismatch::check) },
    Row { page: include_str!("width-mixed.md"), check: Check::Document(width_mixed::check) },
];
