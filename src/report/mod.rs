//! What was cleaned, one format a file. Each is a function from values to text;
//! nothing here reads or writes files.

pub mod diff;
pub mod explain;
pub mod json;
pub mod markdown;
pub mod snippet;
pub mod summary;
pub mod visible;

use crate::read::Source;
use crate::stage::Cleaned;
use crate::text::Text;

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

impl Report<'_> {
    /// Edits by stage, in the order in which the stages first changed something.
    #[must_use]
    pub fn edits(&self) -> Vec<(&'static str, usize)> {
        edits(self.cleaned)
    }
}

/// Edits by stage, in the order in which the stages first changed something.
#[must_use]
pub fn edits(cleaned: &Cleaned) -> Vec<(&'static str, usize)> {
    let mut counts: Vec<(&'static str, usize)> = Vec::new();
    for change in &cleaned.changes {
        match counts.iter_mut().find(|(stage, _)| *stage == change.cause.stage) {
            Some((_, n)) => *n += 1,
            None => counts.push((change.cause.stage, 1)),
        }
    }
    counts
}
