//! Where each piece of a text came from.

use super::{Cause, Span};

/// A run of an output text and the place it came from.
///
/// A piece without a cause is a copy: its output has the bytes of its source.
/// A piece with a cause was rewritten: its output (possibly empty) stands in
/// place of the whole of its source (possibly empty).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Where its output starts, in bytes of the output text; it ends where the
    /// next piece starts.
    pub output: u32,
    /// Where it came from, in bytes of the source text.
    pub source: Span,
    /// Why it is no copy.
    pub cause: Option<&'static Cause>,
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
/// copied twice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceMap {
    pieces: Vec<Piece>,
    source_len: u32,
    output_len: u32,
}

impl SourceMap {
    /// The map of a text of `len` bytes onto itself.
    #[must_use]
    pub fn identity(len: u32) -> SourceMap {
        let pieces = if len == 0 { Vec::new() } else { vec![Piece { output: 0, source: Span::new(0, len), cause: None }] };
        SourceMap { pieces, source_len: len, output_len: len }
    }

    /// From pieces in output order; lengths in bytes.
    pub(super) fn from_pieces(pieces: Vec<Piece>, source_len: u32, output_len: u32) -> SourceMap {
        SourceMap { pieces, source_len, output_len }
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

    /// The pieces whose output shares a byte with `span`, as a range of indices.
    fn touching(&self, span: Span) -> std::ops::Range<usize> {
        let mut first = self.pieces.partition_point(|p| p.output <= span.start).saturating_sub(1);
        // of several pieces at one place, only the last has output
        while first < self.pieces.len() && self.end(first) <= span.start {
            first += 1;
        }
        let last = self.pieces.partition_point(|p| p.output < span.end);
        first..last.max(first)
    }

    /// The source of a place in the output.
    ///
    /// An empty span maps to the place in front of the character that follows
    /// it. A place at the end of the output maps to the end of the source.
    #[must_use]
    pub fn to_source(&self, span: Span) -> Mapped {
        if span.is_empty() {
            let one = self.touching(Span::new(span.start, span.start.saturating_add(1)));
            let Some(piece) = self.pieces.get(one.start) else {
                let exact = self.pieces.last().is_none_or(|p| p.cause.is_none());
                return Mapped { span: Span::empty(self.source_len), exact };
            };
            return match piece.cause {
                None => Mapped { span: Span::empty(piece.source.start + (span.start - piece.output)), exact: true },
                Some(_) => Mapped { span: piece.source, exact: piece.source.is_empty() && span.start == piece.output },
            };
        }
        let range = self.touching(span);
        let mut whole: Option<Span> = None;
        let mut exact = true;
        for index in range.clone() {
            let (piece, output) = (self.pieces[index], self.output(index));
            if output.is_empty() {
                continue;
            }
            let source = if piece.cause.is_none() {
                let (from, to) = (span.start.max(output.start), span.end.min(output.end));
                Span::new(piece.source.start + (from - output.start), piece.source.start + (to - output.start))
            } else {
                let edge = output.start <= span.start || output.end >= span.end;
                exact &= !edge;
                piece.source
            };
            whole = Some(whole.map_or(source, |w| w.hull(source)));
        }
        Mapped { span: whole.unwrap_or(Span::empty(self.source_len)), exact: exact && whole.is_some() }
    }

    /// The source spans of a place in the output, in output order, neighbours
    /// that follow each other merged. Deleted text between two of them is left
    /// out, so several spans say what was cut or moved.
    #[must_use]
    pub fn sources(&self, span: Span) -> Vec<Span> {
        let mut spans: Vec<Span> = Vec::new();
        for index in self.touching(span) {
            let (piece, output) = (self.pieces[index], self.output(index));
            if output.is_empty() || piece.source.is_empty() {
                continue;
            }
            let source = if piece.cause.is_none() {
                let (from, to) = (span.start.max(output.start), span.end.min(output.end));
                Span::new(piece.source.start + (from - output.start), piece.source.start + (to - output.start))
            } else {
                piece.source
            };
            match spans.last_mut() {
                Some(last) if last.end == source.start => last.end = source.end,
                _ => spans.push(source),
            }
        }
        spans
    }

    /// The output of a place in the source: the smallest span that holds all
    /// that was copied from it; `None` when all of it was taken out. Takes time
    /// linear in the number of pieces; see [`SourceMap::inverse`] for many
    /// questions.
    #[must_use]
    pub fn to_output(&self, span: Span) -> Option<Mapped> {
        self.inverse().to_output(span)
    }

    /// The same table in source order, for many questions of the kind
    /// [`SourceMap::to_output`].
    #[must_use]
    pub fn inverse(&self) -> Inverse<'_> {
        let mut order: Vec<u32> = (0..).take(self.pieces.len()).collect();
        order.sort_by_key(|&i| (self.pieces[i as usize].source.start, i));
        Inverse { map: self, order }
    }

    /// First this map, then `next`: from the source of this one to the output
    /// of `next`. Associative; [`SourceMap::identity`] is neutral.
    #[must_use]
    pub fn then(&self, next: &SourceMap) -> SourceMap {
        let mut out: Vec<Piece> = Vec::with_capacity(self.pieces.len() + next.pieces.len());
        for (index, piece) in next.pieces.iter().enumerate() {
            let output = next.output(index);
            let middle = piece.source;
            if piece.cause.is_some() && middle.is_empty() {
                let at = self.to_source(middle).span;
                out.push(Piece { output: piece.output, source: Span::empty(at.start), cause: piece.cause });
                continue;
            }
            let mut at = output.start;
            let mut written = false;
            for i in self.owned(middle) {
                let (old, have) = (self.pieces[i], self.output(i));
                let cut = Span::new(have.start.max(middle.start), have.end.min(middle.end));
                let source = if old.cause.is_none() {
                    Span::new(old.source.start + (cut.start - have.start), old.source.start + (cut.end - have.start))
                } else {
                    old.source
                };
                let new = match piece.cause {
                    None => Piece { output: at, source, cause: old.cause },
                    Some(_) => Piece { output: if written { output.end } else { output.start }, source, cause: piece.cause },
                };
                if piece.cause.is_none() {
                    at += cut.len();
                }
                // one rewritten piece for sources that follow each other
                if let (true, Some(last)) = (written && piece.cause.is_some(), out.last_mut())
                    && last.source.end == new.source.start
                    && last.cause == new.cause
                {
                    last.source.end = new.source.end;
                } else {
                    out.push(new);
                }
                written = true;
            }
        }
        SourceMap { pieces: out, source_len: self.source_len, output_len: next.output_len }
    }

    /// Indices of the pieces that belong to the output range `span`: those that
    /// share a byte with it, and those without output at a place inside it
    /// (also at its start, and at its end when that is the end of the text).
    fn owned(&self, span: Span) -> std::ops::Range<usize> {
        let mut first = self.pieces.partition_point(|p| p.output < span.start);
        if first > 0 && self.end(first - 1) > span.start {
            first -= 1;
        }
        let last = if span.end == self.output_len { self.pieces.len() } else { self.pieces.partition_point(|p| p.output < span.end) };
        first..last.max(first)
    }

    /// The parts of the source that are in no piece: always empty in a correct
    /// program. "Nothing is lost" is checked with it.
    #[must_use]
    pub fn lost(&self) -> Vec<Span> {
        let mut spans: Vec<Span> = self.pieces.iter().map(|p| p.source).filter(|s| !s.is_empty()).collect();
        spans.sort();
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

/// A [`SourceMap`] in source order.
#[derive(Clone, Debug)]
pub struct Inverse<'a> {
    map: &'a SourceMap,
    order: Vec<u32>,
}

impl Inverse<'_> {
    /// See [`SourceMap::to_output`]. Logarithmic in the number of pieces, plus
    /// the pieces that `span` touches.
    #[must_use]
    pub fn to_output(&self, span: Span) -> Option<Mapped> {
        let pieces = &self.map.pieces;
        let mut first = self.order.partition_point(|&i| pieces[i as usize].source.end <= span.start);
        // empty sources (insertions) may stand between
        while first > 0 && pieces[self.order[first - 1] as usize].source.end > span.start {
            first -= 1;
        }
        let mut whole: Option<Span> = None;
        let mut exact = true;
        for &index in &self.order[first..] {
            let piece = pieces[index as usize];
            if piece.source.start >= span.end && !(span.is_empty() && piece.source.start == span.start) {
                break;
            }
            if piece.source.is_empty() || piece.source.end <= span.start {
                continue;
            }
            let output = self.map.output(index as usize);
            let place = if piece.cause.is_none() {
                let from = span.start.max(piece.source.start) - piece.source.start;
                let to = span.end.min(piece.source.end).max(span.start) - piece.source.start;
                Span::new(output.start + from, output.start + to)
            } else {
                exact &= piece.source.start > span.start && piece.source.end < span.end;
                if output.is_empty() {
                    continue;
                }
                output
            };
            whole = Some(whole.map_or(place, |w| w.hull(place)));
        }
        whole.map(|span| Mapped { span, exact })
    }
}
