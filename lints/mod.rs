//! The lints: one page and one check each, side by side. This is the list of
//! them, sorted by name.

#[path = "acronym-conflict.rs"]
mod acronym_conflict;
#[path = "acronym-late.rs"]
mod acronym_late;
#[path = "acronym-mismatch.rs"]
mod acronym_mismatch;
#[path = "acronym-redefined.rs"]
mod acronym_redefined;
#[path = "acronym-undefined.rs"]
mod acronym_undefined;
#[path = "acronym-unused.rs"]
mod acronym_unused;
#[path = "alias-bypassed.rs"]
mod alias_bypassed;
#[path = "alias-unused.rs"]
mod alias_unused;
#[path = "era-mismatch.rs"]
mod era_mismatch;

use crate::lint::{Check, Row};

/// All lints, sorted by name.
pub const ROWS: &[Row] = &[
    Row { page: include_str!("acronym-conflict.md"), check: Check::Document(acronym_conflict::check) },
    Row { page: include_str!("acronym-late.md"), check: Check::Document(acronym_late::check) },
    Row { page: include_str!("acronym-mismatch.md"), check: Check::Document(acronym_mismatch::check) },
    Row { page: include_str!("acronym-redefined.md"), check: Check::Document(acronym_redefined::check) },
    Row { page: include_str!("acronym-undefined.md"), check: Check::Document(acronym_undefined::check) },
    Row { page: include_str!("acronym-unused.md"), check: Check::Document(acronym_unused::check) },
    Row { page: include_str!("alias-bypassed.md"), check: Check::Document(alias_bypassed::check) },
    Row { page: include_str!("alias-unused.md"), check: Check::Document(alias_unused::check) },
    Row { page: include_str!("era-mismatch.md"), check: Check::Document(era_mismatch::check) },
];
