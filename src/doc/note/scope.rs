//! The scopes that a user asks for, in place of those that the numbers tell.

use std::borrow::Cow;

use super::{Fault, Scoping, find_in};
use crate::doc::Document;
use crate::doc::number::Unit;

/// What does not fit in the notes of a document. `scope` says where numbers
/// start again: `page`, `section`, `chapter`, `document`; anything else: where
/// the numbers tell.
#[must_use]
pub fn faults<'a>(document: &'a Document, scope: Option<&str>) -> Cow<'a, [Fault]> {
    let places: Vec<u32> = match scope {
        Some("page") => document.pages.starts.iter().map(|s| s.0).collect(),
        Some("section") => headings(document, |u| matches!(u, Unit::Part | Unit::Chapter | Unit::Section)),
        Some("chapter") => headings(document, |u| matches!(u, Unit::Part | Unit::Chapter)),
        Some("document") => Vec::new(),
        _ => return Cow::Borrowed(&document.notes.faults),
    };
    Cow::Owned(find_in(&document.text, &document.outline, &document.headings, Scoping::At(&places)).faults)
}

/// Where the headings of some units stand; where there are none, those of the
/// highest level.
fn headings(document: &Document, fits: impl Fn(Unit) -> bool) -> Vec<u32> {
    let starts = |keep: &dyn Fn(&crate::doc::heading::Heading) -> bool| -> Vec<u32> {
        document.headings.iter().filter(|h| keep(h)).filter_map(|h| document.outline.blocks.get(h.block)).map(|b| b.span.start).collect()
    };
    let named = starts(&|h| h.own.first().is_some_and(|s| fits(s.unit)));
    if !named.is_empty() {
        return named;
    }
    let highest = document.headings.iter().map(|h| h.level).min();
    starts(&|h| Some(h.level) == highest)
}
