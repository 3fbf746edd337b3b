//! Where each piece of a text came from.

use super::compose::Builder;
use super::{Cause, Inverse, Span};

/// A run of an output text and the place it came from.
///
/// A piece without a cause is a copy: its output has the bytes of its source.
/// A piece with a cause was rewritten: its output (possibly empty) stands in
/// place of the whole of its source (possibly empty).
///
/// Text that was rewritten from several places (after something was moved) is
/// one piece with the output, followed by a piece without output for each
/// further place; see [`Piece::continues`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Where its output starts, in bytes of the output text; it ends where the
    /// next piece starts.
    pub output: u32,
    /// Where it came from, in bytes of the source text.
    pub source: Span,
    /// Why it is no copy.
    pub cause: Option<&'static Cause>,
    /// A further source of the piece before.
    pub(super) more: bool,
}

impl Piece {
    /// Whether it is a further source of the output of the piece before it,
    /// and not a change of its own.
    #[must_use]
    pub fn continues(&self) -> bool {
        self.more
    }
}

/// A place of an output text, told in bytes of the source text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mapped {
    /// The place; the smallest span that holds all the sources.
    pub span: Span,
    /// Whether both ends lie in text that was copied unchanged. When not, the
    /// span was widened to the whole of what was rewritten.
    pub exact: bool,
}

/// What applied edits leave behind: a table of [`Piece`]s in output order.
///
/// Moved text makes it non-monotone. Every byte of the source is in the source
/// span of at least one piece ([`SourceMap::lost`] checks it), and no byte is
/// copied twice. The table is in normal form: two maps that say the same are
/// equal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceMap {
    pub(super) pieces: Vec<Piece>,
    pub(super) source_len: u32,
    pub(super) output_len: u32,
}

impl SourceMap {
    /// The map of a text of `len` bytes onto itself.
    #[must_use]
    pub fn identity(len: u32) -> SourceMap {
        let mut pieces = Builder::default();
        pieces.copy(Span::new(0, len));
        pieces.finish(len)
    }

    /// The pieces in output order.
    #[must_use]
    pub fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// Length of the source text in bytes.
    #[must_use]
    pub fn source_len(&self) -> u32 {
        self.source_len
    }

    /// Length of the output text in bytes.
    #[must_use]
    pub fn output_len(&self) -> u32 {
        self.output_len
    }

    fn end(&self, index: usize) -> u32 {
        self.pieces.get(index + 1).map_or(self.output_len, |p| p.output)
    }

    /// The output span of piece `index`.
    #[must_use]
    pub fn output(&self, index: usize) -> Span {
        self.pieces.get(index).map_or(Span::empty(self.output_len), |p| Span::new(p.output, self.end(index)))
    }

    /// The pieces that make up the output `span`, with their indices: those
    /// whose output shares a byte with it, and their further sources.
    fn touching(&self, span: Span) -> impl Iterator<Item = (usize, Piece)> + '_ {
        let mut first = self.pieces.partition_point(|p| p.output <= span.start).saturating_sub(1);
        // of several pieces at one place, at most the last has output
        while first < self.pieces.len() && self.end(first) <= span.start {
            first += 1;
        }
        let mut inside = false;
        let list = self.pieces.get(first..).unwrap_or_default().iter().enumerate();
        let list = list.take_while(move |(_, p)| p.output < span.end || p.more).map(move |(i, p)| (first + i, *p));
        list.filter(move |&(i, p)| {
            if !p.more {
                inside = !self.output(i).is_empty();
            }
            inside
        })
    }

    /// The source of a place in the output.
    ///
    /// An empty span maps to the place in front of the character that follows
    /// it. A place at the end of the output maps to the end of the source.
    #[must_use]
    pub fn to_source(&self, span: Span) -> Mapped {
        if span.is_empty() {
            return self.place_to_source(span.start);
        }
        let mut whole: Option<Span> = None;
        let mut exact = true;
        for (index, piece) in self.touching(span) {
            if piece.cause.is_some() && !piece.more {
                let output = self.output(index);
                exact &= output.start > span.start && output.end < span.end;
            }
            let source = self.clipped(index, &piece, span);
            whole = Some(whole.map_or(source, |w| w.hull(source)));
        }
        exact &= span.end <= self.output_len;
        Mapped { span: whole.unwrap_or(Span::empty(self.source_len)), exact: exact && whole.is_some() }
    }

    fn place_to_source(&self, at: u32) -> Mapped {
        let mut whole: Option<Mapped> = None;
        for (_, piece) in self.touching(Span::new(at, at.saturating_add(1))) {
            whole = Some(match (whole, piece.cause) {
                (Some(before), _) => Mapped { span: before.span.hull(piece.source), exact: false },
                (None, None) => Mapped { span: Span::empty(piece.source.start + (at - piece.output)), exact: true },
                (None, Some(_)) => Mapped { span: piece.source, exact: piece.source.is_empty() && at == piece.output },
            });
        }
        whole.unwrap_or_else(|| {
            let exact = self.pieces.last().is_none_or(|p| p.cause.is_none() && p.source.end == self.source_len);
            Mapped { span: Span::empty(self.source_len), exact: exact && at == self.output_len }
        })
    }

    /// The source of that part of piece `index` which lies in the output
    /// `span`; the whole source when the piece is no copy.
    fn clipped(&self, index: usize, piece: &Piece, span: Span) -> Span {
        if piece.cause.is_some() {
            return piece.source;
        }
        let output = self.output(index);
        let from = span.start.max(output.start) - output.start;
        let to = span.end.min(output.end).max(output.start) - output.start;
        Span::new(piece.source.start + from, piece.source.start + to)
    }

    /// The source spans of a place in the output, in output order, neighbours
    /// that follow each other merged. Deleted text between two of them is left
    /// out, so several spans say what was cut or moved.
    #[must_use]
    pub fn sources(&self, span: Span) -> Vec<Span> {
        let mut spans: Vec<Span> = Vec::new();
        if span.is_empty() {
            return spans;
        }
        for (index, piece) in self.touching(span) {
            let source = self.clipped(index, &piece, span);
            match spans.last_mut() {
                _ if source.is_empty() => {}
                Some(last) if last.end == source.start => last.end = source.end,
                _ => spans.push(source),
            }
        }
        spans
    }

    /// The output of a place in the source: the smallest span that holds all
    /// that was copied or made from it; `None` when all of it was taken out.
    /// Sorts the pieces first; see [`SourceMap::inverse`] for many questions.
    #[must_use]
    pub fn to_output(&self, span: Span) -> Option<Mapped> {
        self.inverse().to_output(span)
    }

    /// The same table in source order, for many questions of the kind
    /// [`SourceMap::to_output`].
    #[must_use]
    pub fn inverse(&self) -> Inverse<'_> {
        Inverse::new(self)
    }

    /// The parts of the source that are in no piece: always empty in a correct
    /// program. "Nothing is lost" is checked with it.
    #[must_use]
    pub fn lost(&self) -> Vec<Span> {
        let mut spans: Vec<Span> = self.pieces.iter().map(|p| p.source).filter(|s| !s.is_empty()).collect();
        spans.sort_unstable();
        let mut gaps = Vec::new();
        let mut reached = 0;
        for span in spans {
            if span.start > reached {
                gaps.push(Span::new(reached, span.start));
            }
            reached = reached.max(span.end);
        }
        if reached < self.source_len {
            gaps.push(Span::new(reached, self.source_len));
        }
        gaps
    }
}
