//! What was cleaned, one format a file. Each is a function from values to text;
//! nothing here reads or writes files.

mod base;
pub mod diff;
mod excerpt;
pub mod explain;
pub mod findings;
pub mod glossary;
pub mod html;
pub mod json;
mod levels;
pub mod markdown;
mod names;
pub mod reasons;
pub mod snippet;
pub mod summary;
pub mod visible;

use crate::read::Source;
use crate::stage::Cleaned;
use crate::text::{Span, Text};

/// The forms in which a cleaned text is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// The cleaned text itself.
    #[default]
    Text,
    /// See [`markdown`].
    Markdown,
    /// See [`json`].
    Json,
}

/// One file that was cleaned, before and after.
#[derive(Clone, Copy, Debug)]
pub struct Report<'a> {
    /// How the file is named to the user.
    pub name: &'a str,
    /// The text before. (`source.text` is gone: it went into the cleaning.)
    pub before: &'a Text,
    /// What reading told.
    pub source: &'a Source,
    /// The text after, and how it came about.
    pub cleaned: &'a Cleaned,
}

/// Where in the text of `source`, which is `len` bytes long, the bytes `span`
/// of the file came to stand. Takes a binary search: for findings, not for all
/// there is.
#[must_use]
pub fn in_text(source: &Source, len: u32, span: Span) -> Span {
    let first = |place: u32| {
        let (mut low, mut high) = (0, len);
        while low < high {
            let middle = low + (high - low) / 2;
            // the end of the character that holds the byte `middle`
            if source.to_file(Span::new(middle, middle + 1)).end > place { high = middle } else { low = middle + 1 }
        }
        low
    };
    Span::new(first(span.start), first(span.end))
}
