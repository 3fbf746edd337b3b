//! Changes to one text.

use std::borrow::Cow;

use super::{Piece, SourceMap, Span, Text};

/// Why a stage changes something: shown to the user, once for all the edits it
/// explains.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct Cause {
    /// Name of the stage, as in `--explain` and `--skip`.
    pub stage: &'static str,
    /// The reason, in English, without a capital and a full stop.
    pub reason: &'static str,
}

/// One change: `span` of the text is replaced by `text`, or moved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What is taken out; empty for an insertion.
    pub span: Span,
    /// What is written in its place; empty for a deletion. For a move: what is
    /// written at [`Edit::to`] in front of the moved text.
    pub text: Cow<'static, str>,
    /// Where the text of `span` goes, when it is moved and not removed (byte
    /// offset in the same text, not inside `span`).
    pub to: Option<u32>,
    /// Why.
    pub cause: &'static Cause,
}

/// What a stage learned and took out of the running text, or found in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum AnnotationKind {
    /// A reading set as ruby; the span is its base text.
    Ruby,
    /// The expansion of an acronym set as ruby; the span is the acronym.
    Gloss,
    /// A running head, foot, page number or tab; the span is its own place.
    Furniture,
}

/// Information that belongs to a place of the text without being part of the
/// running text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Annotation {
    /// What it is.
    pub kind: AnnotationKind,
    /// The place it belongs to.
    pub span: Span,
    /// Its text: reading, expansion, or the furniture itself.
    pub value: String,
}

/// Two edits want the same bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an edit at bytes {}..{} overlaps one at {}..{}", .new.start, .new.end, .old.start, .old.end)]
pub struct Overlap {
    /// The edit that was refused.
    pub new: Span,
    /// The edit that was there before.
    pub old: Span,
}

/// Changes to one text, sorted and disjoint by construction.
///
/// Edits are given from left to right; an edit that would overlap one given
/// before is refused and counted in [`Edits::refused`]. Several insertions at
/// one place are applied in the order in which they were given.
#[derive(Clone, Debug, Default)]
pub struct Edits {
    list: Vec<Edit>,
    annotations: Vec<Annotation>,
    refused: usize,
}

impl Edits {
    /// No change.
    #[must_use]
    pub fn new() -> Edits {
        Edits::default()
    }

    /// Edits in any order; the first pair that overlaps is the error.
    ///
    /// # Errors
    /// [`Overlap`] when two edits share a byte.
    pub fn from_unsorted(mut list: Vec<Edit>) -> Result<Edits, Overlap> {
        list.sort_by_key(|e| (e.span.start, e.span.end));
        let mut edits = Edits::new();
        for edit in list {
            edits.push(edit)?;
        }
        Ok(edits)
    }

    /// Adds an edit behind those given before.
    ///
    /// # Errors
    /// [`Overlap`] when it starts before the end of the last one, or moves
    /// text into itself; it is then not added.
    pub fn push(&mut self, edit: Edit) -> Result<(), Overlap> {
        if let Some(last) = self.list.last()
            && edit.span.start < last.span.end
        {
            return Err(Overlap { new: edit.span, old: last.span });
        }
        if let Some(to) = edit.to
            && edit.span.start < to
            && to < edit.span.end
        {
            return Err(Overlap { new: Span::empty(to), old: edit.span });
        }
        if edit.span.is_empty() && edit.text.is_empty() {
            return Ok(());
        }
        self.list.push(edit);
        Ok(())
    }

    fn add(&mut self, edit: Edit) {
        self.refused += usize::from(self.push(edit).is_err());
    }

    /// Replaces `span` by `text`.
    pub fn replace(&mut self, span: Span, text: impl Into<Cow<'static, str>>, cause: &'static Cause) {
        self.add(Edit { span, text: text.into(), to: None, cause });
    }

    /// Takes `span` out.
    pub fn delete(&mut self, span: Span, cause: &'static Cause) {
        self.replace(span, "", cause);
    }

    /// Writes `text` at byte `at`.
    pub fn insert(&mut self, at: u32, text: impl Into<Cow<'static, str>>, cause: &'static Cause) {
        self.replace(Span::empty(at), text, cause);
    }

    /// Takes the text of `span` to byte `to` of the same text, where `lead` is
    /// written in front of it.
    pub fn relocate(&mut self, span: Span, to: u32, lead: impl Into<Cow<'static, str>>, cause: &'static Cause) {
        self.add(Edit { span, text: lead.into(), to: Some(to), cause });
    }

    /// Records what was learned; see [`Annotation`].
    pub fn annotate(&mut self, kind: AnnotationKind, span: Span, value: impl Into<String>) {
        self.annotations.push(Annotation { kind, span, value: value.into() });
    }

    /// The edits, from left to right.
    #[must_use]
    pub fn list(&self) -> &[Edit] {
        &self.list
    }

    /// What was learned, in the order in which it was found.
    #[must_use]
    pub fn annotations(&self) -> &[Annotation] {
        &self.annotations
    }

    /// How many edits were refused because they overlapped: a fault of the
    /// stage that made them, zero in a correct program.
    #[must_use]
    pub fn refused(&self) -> usize {
        self.refused
    }

    /// Whether nothing changes.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Applies the edits: the new text, and where each piece of it came from.
    /// `None` when the new text would be too long.
    ///
    /// Moved text keeps its bytes; an edit whose span does not lie in `text`
    /// is passed over.
    #[must_use]
    pub fn apply(&self, text: &Text) -> Option<(Text, SourceMap)> {
        let mut moves: Vec<&Edit> = self.list.iter().filter(|e| e.to.is_some()).collect();
        moves.sort_by_key(|e| e.to);
        let mut out =
            Writer { text, string: String::with_capacity(text.as_str().len()), pieces: Vec::with_capacity(self.list.len() * 2 + 1) };
        let mut moves = moves.into_iter().peekable();
        let mut done = 0;
        for edit in &self.list {
            if edit.span.start < done || text.as_str().get(edit.span.range()).is_none() {
                continue;
            }
            while let Some(moved) = moves.next_if(|m| m.to.is_some_and(|to| to <= edit.span.start)) {
                let to = moved.to.unwrap_or(done).max(done);
                out.copy(Span::new(done, to));
                done = to;
                out.carry(moved);
            }
            out.copy(Span::new(done, edit.span.start));
            if edit.to.is_none() {
                out.rewrite(edit.span, &edit.text, edit.cause);
            }
            done = edit.span.end;
        }
        for moved in moves {
            let to = moved.to.unwrap_or(done).clamp(done, text.len());
            out.copy(Span::new(done, to));
            done = to;
            out.carry(moved);
        }
        out.copy(Span::new(done, text.len()));
        let Writer { string, pieces, .. } = out;
        let new = Text::new(string)?;
        let map = SourceMap::from_pieces(pieces, text.len(), new.len());
        Some((new, map))
    }
}

struct Writer<'a> {
    text: &'a Text,
    string: String,
    pieces: Vec<Piece>,
}

impl Writer<'_> {
    fn at(&self) -> u32 {
        u32::try_from(self.string.len()).unwrap_or(u32::MAX)
    }

    fn copy(&mut self, source: Span) {
        if !source.is_empty() {
            self.pieces.push(Piece { output: self.at(), source, cause: None });
            self.string.push_str(self.text.slice(source));
        }
    }

    fn carry(&mut self, moved: &Edit) {
        if !moved.text.is_empty() {
            self.rewrite(Span::empty(moved.span.start), &moved.text, moved.cause);
        }
        self.copy(moved.span);
    }

    fn rewrite(&mut self, source: Span, with: &str, cause: &'static Cause) {
        self.pieces.push(Piece { output: self.at(), source, cause: Some(cause) });
        self.string.push_str(with);
    }
}
