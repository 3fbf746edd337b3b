//! All that is known of one cleaned text.

use std::any::Any;
use std::sync::{Arc, OnceLock};

use super::acronym::{self, Acronyms};
use super::caption::{self, Caption};
use super::heading::{self, Heading};
use super::note::{self, Notes};
use super::pages::Pages;
use super::reference::{self, Reference, References, Target, Trace};
use super::{Block, Outline, parse};
use crate::text::{Span, Text};

/// A cleaned text with its structure. Immutable; all spans are in bytes of
/// [`Document::text`].
#[derive(Debug, Default)]
pub struct Document {
    /// The cleaned text.
    pub text: Text,
    /// Its blocks.
    pub outline: Outline,
    /// The headings, in the order of the text.
    pub headings: Vec<Heading>,
    /// The captions of figures, tables and boxes, and the titles of appendices
    /// (`資料19　…`), in the order of the text.
    pub captions: Vec<Caption>,
    /// Notes and the marks that call them.
    pub notes: Notes,
    /// Acronyms: where they are expanded and where they are used.
    pub acronyms: Acronyms,
    /// References to other places, in the order of the text.
    pub references: Vec<Reference>,
    /// What stands where a heading or a caption would, without being one that
    /// was found; see [`References::traces`].
    pub traces: Vec<Trace>,
    /// Whether it had to be put together from the lines of a print.
    pub torn: bool,
    /// The pages, where they are known.
    pub pages: Pages,
    memo: [OnceLock<Arc<dyn Any + Send + Sync>>; MEMOS],
}

/// How many things can be kept with a document; see [`Document::memo`].
const MEMOS: usize = 4;

impl Document {
    /// Reads the structure of a cleaned text.
    #[must_use]
    pub fn of(text: Text, pages: Pages) -> Document {
        let outline = parse(&text);
        let headings = heading::find(&text, &outline);
        let captions = caption::find(&text, &outline);
        let (notes, (found, acronyms)) = rayon::join(
            || note::find(&text, &outline, &headings),
            || rayon::join(|| reference::find(&text, &outline, &headings, &captions), || acronym::find(&text, &outline)),
        );
        let References { list: mut references, traces } = found;
        references.retain(|r| !is_mark(&text, &notes, r));
        reference::number_steps(&text, &headings, &notes, &mut references);
        let memo = Default::default();
        Document { text, outline, headings, captions, notes, acronyms, references, traces, torn: false, pages, memo }
    }

    /// What a book makes of this document alone, kept for the next book that it
    /// is in: made at the first call and handed out again at the next. There is
    /// room for a few things, each of a type of its own.
    pub(crate) fn memo<T: Any + Send + Sync>(&self, make: impl FnOnce(&Document) -> T) -> Arc<T> {
        let kept = self.memo.iter().filter_map(OnceLock::get).find_map(|kept| Arc::clone(kept).downcast().ok());
        if let Some(kept) = kept {
            return kept;
        }
        let made = Arc::new(make(self));
        let mut left: Arc<dyn Any + Send + Sync> = Arc::<T>::clone(&made);
        for slot in &self.memo {
            match slot.set(left) {
                Ok(()) => break,
                Err(back) => left = back,
            }
        }
        made
    }

    /// The block that holds the byte `at`.
    #[must_use]
    pub fn block(&self, at: u32) -> Option<&Block> {
        let index = self.outline.blocks.partition_point(|b| b.span.start <= at).checked_sub(1)?;
        self.outline.blocks.get(index).filter(|b| at <= b.span.end)
    }

    /// The characters at `span`.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        self.text.slice(span)
    }
}

/// Whether what looks like a reference to a note is the mark of one, or in
/// brackets as marks are (`（注3）`) without a note of its number.
fn is_mark(text: &Text, notes: &Notes, reference: &Reference) -> bool {
    let Target::Note(number) = reference.target else { return false };
    let span = reference.span;
    let near = notes.marks.partition_point(|m| m.span.end <= span.start);
    let marked = notes.marks.get(near).is_some_and(|m| m.span.start < span.end);
    let bracketed = text.get(..span.start as usize).is_some_and(|before| before.ends_with(reference::AROUND_MARKS));
    marked || bracketed && !notes.notes.iter().any(|n| n.number == number)
}
