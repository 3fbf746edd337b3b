//! Text, places in it, and changes to it.
//!
//! Everything hakusho does is a chain of small changes to one text, and every
//! result must point back at the bytes it came from. This module holds the
//! types that make that true by construction:
//!
//! * [`Text`] is one immutable text with a table of its lines,
//! * [`Span`] is a range of bytes in one text,
//! * [`Edits`] are disjoint changes to one text, each with its [`Cause`],
//! * [`SourceMap`] is what remains of applied edits: where each piece of the
//!   output came from. Maps compose.
//! * [`LineIndex`] turns byte offsets into lines and columns, in one place.
//!
//! [`class`], [`initials`] and [`width`] hold what the rest of the program needs
//! to know of characters.

mod boundary;
mod carry;
pub mod class;
mod compose;
mod count;
mod edits;
mod index;
pub mod initials;
mod inverse;
#[cfg(test)]
mod laws;
mod lines;
mod map;
mod span;
pub mod width;

pub use boundary::{ceil, floor};
pub use edits::{Annotation, AnnotationKind, Cause, Edit, Edits, Overlap};
pub use index::{Column, LineIndex, Position};
pub use inverse::Inverse;
pub use lines::{Line, Lines};
pub use map::{Mapped, Piece, SourceMap};
pub use span::Span;

use std::any::Any;
use std::sync::{Arc, OnceLock};

/// How many things can be kept with a text; see [`Text::memo`].
const MEMOS: usize = 3;

/// One immutable text (valid UTF-8, at most [`Text::MAX_LEN`] bytes) with a
/// table of its lines that is made when it is first asked for.
#[derive(Debug, Default)]
pub struct Text {
    string: String,
    lines: OnceLock<Lines>,
    /// See [`Text::stretches`].
    stretches: Vec<(u32, i32)>,
    memo: [OnceLock<Arc<dyn Any + Send + Sync>>; MEMOS],
}

impl Text {
    /// The greatest length in bytes: positions are `u32`.
    pub const MAX_LEN: usize = u32::MAX as usize - 1;

    /// Takes a string as a text. `None` when it is longer than [`Text::MAX_LEN`].
    #[must_use]
    pub fn new(string: String) -> Option<Text> {
        (string.len() <= Text::MAX_LEN).then(|| Text { string, ..Text::default() })
    }

    /// The whole text.
    #[inline]
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.string
    }

    /// Length in bytes.
    #[inline]
    #[must_use]
    pub fn len(&self) -> u32 {
        u32::try_from(self.string.len()).unwrap_or(u32::MAX)
    }

    /// Whether the text has no bytes at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.string.is_empty()
    }

    /// The span of the whole text.
    #[must_use]
    pub fn span(&self) -> Span {
        Span::new(0, self.len())
    }

    /// The characters at `span`; empty when `span` is not a valid range of
    /// this text.
    #[inline]
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        self.string.get(span.range()).unwrap_or("")
    }

    /// The table of lines, made at the first call.
    #[inline]
    #[must_use]
    pub fn lines(&self) -> &Lines {
        self.lines.get_or_init(|| {
            let mut lines = Lines::of(&self.string);
            lines.stretch(&self.stretches);
            lines
        })
    }

    /// The text that `map` made of this one; what is known of the lines of this
    /// one is known of the new ones.
    fn follow(&self, string: String, spare: Lines, map: &SourceMap) -> Option<Text> {
        let text = Text::new(string)?;
        if let Some(lines) = self.lines.get() {
            let _ = text.lines.set(carry::after(lines, map, &text, spare));
        }
        Some(text)
    }

    /// Places (byte offsets) where print was wider than the letters tell, and
    /// by how much, in hundredths of an em: ruby that was wider than its base
    /// text pushed it apart. Negative where something was written into the
    /// line that the page had above it.
    #[must_use]
    pub fn stretches(&self) -> &[(u32, i32)] {
        &self.stretches
    }

    /// The same text with these [`Text::stretches`].
    #[must_use]
    pub fn stretched(self, stretches: Vec<(u32, i32)>) -> Text {
        let mut lines = if self.stretches.is_empty() { self.lines } else { OnceLock::new() };
        if let Some(lines) = lines.get_mut() {
            lines.stretch(&stretches);
        }
        Text { string: self.string, lines, stretches, ..Text::default() }
    }

    /// Forgets the [`Text::stretches`] and the spaces that stood behind lines
    /// ([`Line::tail`]); tells whether there were any. What was made of them is the
    /// caller's to let go.
    pub(crate) fn unstretch(&mut self) -> bool {
        let stretched = !std::mem::take(&mut self.stretches).is_empty();
        let spaced = self.lines.get_mut().is_some_and(|lines| lines.unstretch(&self.string));
        stretched || spaced
    }

    /// What a later module makes of this text, kept with it: made at the first
    /// call and handed out again at the next. There is room for a few things,
    /// each of a type of its own; what finds none is made anew at each call.
    #[must_use]
    pub fn memo<T: Any + Send + Sync>(&self, make: impl FnOnce(&Text) -> T) -> Arc<T> {
        let kept = self.memo.iter().filter_map(OnceLock::get).find(|kept| kept.is::<T>());
        if let Some(kept) = kept.and_then(|kept| Arc::clone(kept).downcast().ok()) {
            return kept;
        }
        let made = Arc::new(make(self));
        self.keep(Arc::clone(&made));
        made
    }

    /// Keeps with the text what was made of it elsewhere; see [`Text::memo`].
    pub(crate) fn keep<T: Any + Send + Sync>(&self, made: Arc<T>) {
        let mut made: Arc<dyn Any + Send + Sync> = made;
        for slot in &self.memo {
            match slot.set(made) {
                Ok(()) => break,
                Err(back) => made = back,
            }
        }
    }

    /// Takes away what was kept with the text; see [`Text::memo`].
    pub(crate) fn take<T: Any + Send + Sync>(&mut self) -> Option<Arc<T>> {
        let slot = self.memo.iter_mut().find(|slot| slot.get().is_some_and(|kept| kept.is::<T>()))?;
        slot.take()?.downcast().ok()
    }

    /// Lets go of what was made of the text; see [`Text::memo`].
    pub(crate) fn forget(&mut self) {
        self.memo = Default::default();
    }

    fn into_parts(self) -> (String, Lines) {
        (self.string, self.lines.into_inner().unwrap_or_default())
    }

    /// The string itself.
    #[must_use]
    pub fn into_string(self) -> String {
        self.string
    }
}

impl From<&str> for Text {
    /// For short texts (tests, examples); a text over [`Text::MAX_LEN`] is cut
    /// at the last character that fits.
    fn from(string: &str) -> Text {
        let end = floor(string, Text::MAX_LEN);
        Text { string: string[..end].to_owned(), ..Text::default() }
    }
}

impl std::ops::Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        &self.string
    }
}
