//! Changes to one text.

use std::borrow::Cow;

use super::compose::Builder;
use super::{SourceMap, Span, Text};

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

    /// Edits in any order. Of edits that overlap the leftmost stays, the others
    /// are refused and counted in [`Edits::refused`].
    #[must_use]
    pub fn from_unsorted(list: Vec<Edit>) -> Edits {
        Edits::new().merge(list)
    }

    /// Takes more edits in, in any order; see [`Edits::from_unsorted`].
    #[must_use]
    pub fn merge(mut self, more: Vec<Edit>) -> Edits {
        let mut list = std::mem::take(&mut self.list);
        list.extend(more);
        list.sort_by_key(|e| (e.span.start, e.span.end));
        for edit in list {
            self.add(edit);
        }
        self
    }

    /// Adds an edit behind those given before. One that changes nothing (an
    /// empty insertion, a move to where the text stands) is left out.
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
        let stays = edit.to.is_none_or(|to| to == edit.span.start || to == edit.span.end);
        let nothing = edit.text.is_empty() && (edit.span.is_empty() || (stays && edit.to.is_some()));
        if !nothing {
            self.list.push(edit);
        }
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

    /// Leaves out the edits and annotations for which the answer is no.
    pub fn retain(&mut self, edit: impl FnMut(&Edit) -> bool, note: impl FnMut(&Annotation) -> bool) {
        self.list.retain(edit);
        self.annotations.retain(note);
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
    /// Moved text keeps its bytes. At one place, what is moved to it stands in
    /// front of what is inserted there, and a move into text that is itself
    /// replaced or moved ends up behind it. An edit whose span or target is no
    /// place of `text` (past the end, inside a character) is passed over.
    #[must_use]
    pub fn apply(&self, text: &Text) -> Option<(Text, SourceMap)> {
        self.apply_into(text, Text::default())
    }

    /// The same as [`Edits::apply`], in the memory of a text that is no longer
    /// needed: the pages of large texts are costly to come by.
    #[must_use]
    pub fn apply_into(&self, text: &Text, spare: Text) -> Option<(Text, SourceMap)> {
        let (buffer, lines) = spare.into_parts();
        let string = text.as_str();
        let valid = |e: &Edit| string.get(e.span.range()).is_some() && e.to.is_none_or(|to| string.is_char_boundary(to as usize));
        let mut moves: Vec<(u32, &Edit)> = self.list.iter().filter(|e| valid(e)).filter_map(|e| Some((e.to?, e))).collect();
        moves.sort_by_key(|&(to, _)| to);
        let mut moves = moves.into_iter().peekable();
        let mut out = Writer::new(text, buffer, self.list.len());
        for edit in self.list.iter().filter(|e| valid(e)) {
            while let Some((to, moved)) = moves.next_if(|&(to, _)| to <= edit.span.start) {
                out.copy_to(to);
                out.carry(moved);
            }
            out.copy_to(edit.span.start);
            if edit.to.is_none() {
                out.rewrite(edit.span, &edit.text, edit.cause);
            }
            out.done = edit.span.end;
        }
        for (to, moved) in moves {
            out.copy_to(to);
            out.carry(moved);
        }
        out.copy_to(text.len());
        let map = out.pieces.finish(text.len());
        Some((text.follow(out.string, lines, &map)?, map))
    }
}

struct Writer<'a> {
    text: &'a Text,
    string: String,
    pieces: Builder,
    /// Everything before this byte is written or waits for its move.
    done: u32,
}

impl<'a> Writer<'a> {
    fn new(text: &'a Text, mut string: String, edits: usize) -> Writer<'a> {
        string.clear();
        string.reserve(text.as_str().len());
        Writer { text, string, pieces: Builder::with_capacity(edits * 2 + 1), done: 0 }
    }

    fn copy_to(&mut self, end: u32) {
        if self.done < end {
            self.copy(Span::new(self.done, end));
            self.done = end;
        }
    }

    fn copy(&mut self, source: Span) {
        self.string.push_str(self.text.slice(source));
        self.pieces.copy(source);
    }

    fn carry(&mut self, moved: &Edit) {
        if !moved.text.is_empty() {
            self.rewrite(Span::empty(moved.span.start), &moved.text, moved.cause);
        }
        self.copy(moved.span);
    }

    fn rewrite(&mut self, source: Span, with: &str, cause: &'static Cause) {
        self.string.push_str(with);
        self.pieces.rewrite(u32::try_from(with.len()).unwrap_or(u32::MAX), source, cause);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    static CAUSE: Cause = Cause { stage: "test", reason: "because" };

    fn edits(list: &[(u32, u32, &'static str, Option<u32>)]) -> Edits {
        let mut edits = Edits::new();
        for &(start, end, text, to) in list {
            edits.add(Edit { span: Span::new(start, end), text: text.into(), to, cause: &CAUSE });
        }
        edits
    }

    #[test]
    fn edits_give_the_text_one_expects() {
        let check = |text: &str, list: &[(u32, u32, &'static str, Option<u32>)], want: &str, refused: usize| {
            let edits = edits(list);
            let text = Text::from(text);
            let (new, map) = edits.apply(&text).unwrap_or_default();
            assert_eq!((new.as_str(), edits.refused()), (want, refused), "{list:?}");
            assert_eq!(map.lost(), []);
        };
        check("", &[], "", 0);
        check("", &[(0, 0, "a", None)], "a", 0);
        check("abc", &[(0, 1, "", None), (2, 3, "", None)], "b", 0);
        check("abc", &[(0, 3, "", None)], "", 0);
        check("abc", &[(1, 1, "1", None), (1, 1, "2", None), (1, 2, "B", None), (2, 2, "3", None)], "a12B3c", 0);
        check("abc", &[(1, 2, "B", None), (1, 1, "x", None)], "aBc", 1);
        check("abcdef", &[(1, 2, "", Some(5))], "acdebf", 0);
        check("abcdef", &[(4, 5, "", Some(1))], "aebcdf", 0);
        check("abcdef", &[(1, 2, "", Some(6)), (4, 5, "", Some(0))], "eacdfb", 0);
        // to where something is inserted, replaced, or itself moved
        check("abcdef", &[(1, 1, "x", None), (4, 5, "", Some(1))], "aexbcdf", 0);
        check("abcdef", &[(1, 3, "x", None), (4, 5, "", Some(2))], "axedf", 0);
        check("abcdef", &[(0, 1, "", Some(3)), (2, 4, "", Some(6))], "baefcd", 0);
        // nothing
        check("abc", &[(1, 1, "", None), (1, 2, "", Some(1)), (1, 2, "", Some(2))], "abc", 0);
        // into itself; no place of the text
        check("abcd", &[(0, 3, "", Some(1))], "abcd", 1);
        check("漢字", &[(1, 3, "x", None), (3, 6, "", Some(2)), (7, 9, "y", None), (9, 9, "z", None)], "漢字", 0);
    }

    #[test]
    fn any_order_is_sorted_and_overlaps_are_refused() {
        let edit = |start, end| Edit { span: Span::new(start, end), text: "x".into(), to: None, cause: &CAUSE };
        let check = |edits: &Edits, want: &[u32], refused: usize| {
            assert_eq!(edits.list().iter().map(|e| e.span.start).collect::<Vec<_>>(), want);
            assert_eq!(edits.refused(), refused);
        };
        check(&Edits::from_unsorted(vec![edit(4, 5), edit(0, 2), edit(2, 2)]), &[0, 2, 4], 0);
        // one bad edit does not cost the others
        let some = Edits::from_unsorted(vec![edit(3, 5), edit(0, 4), edit(6, 7)]);
        check(&some, &[0, 6], 1);
        check(&some.merge(vec![edit(5, 6), edit(6, 8)]), &[0, 5, 6], 2);
        assert_eq!(Edits::from_unsorted(vec![edit(0, 4)]).push(edit(3, 5)), Err(Overlap { new: Span::new(3, 5), old: Span::new(0, 4) }));
    }
}
