//! The lints: one page and one check each, side by side. This is the list of
//! them, sorted by name.

#[path = "caption-duplicate.rs"]
mod caption_duplicate;
#[path = "caption-gap.rs"]
mod caption_gap;
#[path = "enumerator-gap.rs"]
mod enumerator_gap;
#[path = "era-mismatch.rs"]
mod era_mismatch;
#[path = "heading-duplicate.rs"]
mod heading_duplicate;
#[path = "heading-gap.rs"]
mod heading_gap;
#[path = "heading-level-skipped.rs"]
mod heading_level_skipped;

use crate::lint::{Check, Row};

/// All lints, sorted by name.
pub const ROWS: &[Row] = &[
    Row { page: include_str!("caption-duplicate.md"), check: Check::Document(caption_duplicate::check) },
    Row { page: include_str!("caption-gap.md"), check: Check::Document(caption_gap::check) },
    Row { page: include_str!("enumerator-gap.md"), check: Check::Document(enumerator_gap::check) },
    Row { page: include_str!("era-mismatch.md"), check: Check::Document(era_mismatch::check) },
    Row { page: include_str!("heading-duplicate.md"), check: Check::Document(heading_duplicate::check) },
    Row { page: include_str!("heading-gap.md"), check: Check::Document(heading_gap::check) },
    Row { page: include_str!("heading-level-skipped.md"), check: Check::Document(heading_level_skipped::check) },
];
