//! From places in the source to places in the output.

use super::{Mapped, SourceMap, Span};

/// A [`SourceMap`] in source order.
#[derive(Clone, Debug)]
pub struct Inverse<'a> {
    map: &'a SourceMap,
    /// The pieces with a source, by its start.
    order: Vec<Entry>,
}

#[derive(Clone, Copy, Debug)]
struct Entry {
    piece: u32,
    /// The piece with the output that this one is a source of, mostly itself.
    head: u32,
    /// How far the sources reach up to this one. Text that was rewritten and
    /// then taken apart has the same source in several pieces, so the ends
    /// alone are not in order.
    reach: u32,
}

impl<'a> Inverse<'a> {
    pub(super) fn new(map: &'a SourceMap) -> Inverse<'a> {
        let mut order = Vec::with_capacity(map.pieces.len());
        let mut head = 0;
        for (piece, p) in (0..).zip(&map.pieces) {
            if !p.more {
                head = piece;
            }
            if !p.source.is_empty() {
                order.push(Entry { piece, head, reach: p.source.end });
            }
        }
        order.sort_by_key(|e| map.pieces.get(e.piece as usize).map(|p| p.source.start));
        let mut reach = 0;
        for entry in &mut order {
            reach = reach.max(entry.reach);
            entry.reach = reach;
        }
        Inverse { map, order }
    }

    /// See [`SourceMap::to_output`]. Logarithmic in the number of pieces, plus
    /// the pieces that `span` touches.
    ///
    /// An empty span maps to the place in front of the output of the character
    /// that follows it, and the end of the source to the end of the output.
    #[must_use]
    pub fn to_output(&self, span: Span) -> Option<Mapped> {
        let end = self.map.source_len;
        if span.is_empty() && span.start >= end {
            let exact = span.start == end && self.map.to_source(Span::empty(self.map.output_len)).exact;
            return Some(Mapped { span: Span::empty(self.map.output_len), exact });
        }
        let first = self.order.partition_point(|e| e.reach <= span.start);
        let mut whole: Option<Span> = None;
        let mut exact = span.end <= end;
        for entry in self.order.get(first..).unwrap_or_default() {
            let Some(piece) = self.map.pieces.get(entry.piece as usize) else { continue };
            let source = piece.source;
            if source.start >= span.end && !(span.is_empty() && source.start == span.start) {
                break;
            }
            if source.end <= span.start {
                continue;
            }
            let output = self.map.output(entry.head as usize);
            let place = if piece.cause.is_none() {
                let from = span.start.max(source.start) - source.start;
                let to = span.end.clamp(source.start, source.end) - source.start;
                Span::new(output.start + from, output.start + to)
            } else {
                exact &= source.start > span.start && source.end < span.end;
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
