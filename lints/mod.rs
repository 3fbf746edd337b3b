//! The lints: one page and one check each, side by side. This is the list of
//! them, sorted by name.

#[path = "appendix-unreferenced.rs"]
mod appendix_unreferenced;
#[path = "caption-unreferenced.rs"]
mod caption_unreferenced;
#[path = "era-mismatch.rs"]
mod era_mismatch;
#[path = "xref-ambiguous.rs"]
mod xref_ambiguous;
#[path = "xref-malformed.rs"]
mod xref_malformed;
#[path = "xref-missing-target.rs"]
mod xref_missing_target;
#[path = "xref-page-mismatch.rs"]
mod xref_page_mismatch;
#[path = "xref-title-mismatch.rs"]
mod xref_title_mismatch;

use crate::lint::{Check, Row};

/// All lints, sorted by name.
pub const ROWS: &[Row] = &[
    Row { page: include_str!("appendix-unreferenced.md"), check: Check::Document(appendix_unreferenced::check) },
    Row { page: include_str!("caption-unreferenced.md"), check: Check::Document(caption_unreferenced::check) },
    Row { page: include_str!("era-mismatch.md"), check: Check::Document(era_mismatch::check) },
    Row { page: include_str!("xref-ambiguous.md"), check: Check::Document(xref_ambiguous::check) },
    Row { page: include_str!("xref-malformed.md"), check: Check::Document(xref_malformed::check) },
    Row { page: include_str!("xref-missing-target.md"), check: Check::Document(xref_missing_target::check) },
    Row { page: include_str!("xref-page-mismatch.md"), check: Check::Document(xref_page_mismatch::check) },
    Row { page: include_str!("xref-title-mismatch.md"), check: Check::Document(xref_title_mismatch::check) },
];
