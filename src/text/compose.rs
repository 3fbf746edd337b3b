//! Making source maps, and one map of two.
//!
//! The normal form, which makes [`SourceMap::then`] associative to the letter:
//! a map is a list of *items*, each a copy or a rewritten text. A rewritten
//! text has a length (0 when text was taken out), a cause, a *place* in the
//! source, and the *set* of the source bytes it stands for, which is empty for
//! an insertion. Copies that follow each other in source and output are one
//! item, and so are rewritten texts with the same cause, place and set.
//!
//! Items without output belong to the byte of the output that follows them
//! (those at the end belong to the end). Where a later map copies that byte to,
//! they go; when it rewrites that byte, they are absorbed.

use super::{Cause, Piece, SourceMap, Span};

/// Pieces in output order, brought into the normal form as they come.
#[derive(Debug, Default)]
pub(super) struct Builder {
    pieces: Vec<Piece>,
    /// Index of the first piece of the last item.
    last: usize,
    /// Length of the output so far.
    at: u32,
}

impl Builder {
    pub(super) fn with_capacity(pieces: usize) -> Builder {
        Builder { pieces: Vec::with_capacity(pieces), ..Builder::default() }
    }

    /// The next bytes of the output are those of `source`.
    pub(super) fn copy(&mut self, source: Span) {
        if source.is_empty() {
            return;
        }
        match self.pieces.last_mut() {
            Some(last) if last.cause.is_none() && last.source.end == source.start => last.source.end = source.end,
            _ => {
                self.last = self.pieces.len();
                self.pieces.push(Piece { output: self.at, source, cause: None, more: false });
            }
        }
        self.at = self.at.saturating_add(source.len());
    }

    /// The next `len` bytes of the output stand for `source`, or are inserted
    /// at it when it is empty.
    pub(super) fn rewrite(&mut self, len: u32, source: Span, cause: &'static Cause) {
        self.item(len, source, std::iter::empty(), cause);
    }

    /// The next `len` bytes of the output stand for the spans `set` (sorted and
    /// apart); `place` is where the first of them was before anything moved.
    fn rewrite_set(&mut self, len: u32, place: u32, set: &[Span], cause: &'static Cause) {
        let first = set.binary_search_by_key(&place, |s| s.start).ok().and_then(|i| set.get(i).copied()).unwrap_or(Span::empty(place));
        self.item(len, first, set.iter().copied().filter(move |&s| s != first), cause);
    }

    fn item(&mut self, len: u32, first: Span, rest: impl Iterator<Item = Span> + Clone, cause: &'static Cause) {
        let last = self.pieces.get(self.last..).unwrap_or_default();
        let same = last.first().is_some_and(|p| p.cause == Some(cause) && (p.output == self.at) == (len == 0))
            && last.iter().map(|p| p.source).eq(std::iter::once(first).chain(rest.clone()));
        let end = self.at.saturating_add(len);
        if same {
            for piece in self.pieces.iter_mut().skip(self.last + 1) {
                piece.output = end;
            }
        } else {
            self.last = self.pieces.len();
            self.pieces.push(Piece { output: self.at, source: first, cause: Some(cause), more: false });
            self.pieces.extend(rest.map(|source| Piece { output: end, source, cause: Some(cause), more: true }));
        }
        self.at = end;
    }

    /// The map from a source of `source_len` bytes.
    pub(super) fn finish(self, source_len: u32) -> SourceMap {
        SourceMap { pieces: self.pieces, source_len, output_len: self.at }
    }
}

impl SourceMap {
    /// First this map, then `next`: from the source of this one to the output
    /// of `next`. Associative; [`SourceMap::identity`] is neutral.
    ///
    /// Linear in the number of pieces of both, with a binary search for each
    /// piece that was moved.
    #[must_use]
    pub fn then(&self, next: &SourceMap) -> SourceMap {
        let mut out = Builder::with_capacity(self.pieces.len() + next.pieces.len());
        let mut walk = Walk { map: self, near: 0 };
        let mut set: Vec<Span> = Vec::new();
        for (index, head) in next.pieces.iter().enumerate().filter(|(_, p)| !p.more) {
            let Some(cause) = head.cause else {
                walk.each(head.source, |head, more, len| match head.cause {
                    None => out.copy(head.source),
                    Some(cause) => out.item(len, head.source, more.iter().map(|p| p.source), cause),
                });
                continue;
            };
            set.clear();
            let place = walk.place(head.source.start);
            for piece in next.item(index) {
                walk.each(piece.source, |head, more, _| {
                    add(&mut set, head.source);
                    more.iter().for_each(|p| add(&mut set, p.source));
                });
            }
            normalise(&mut set);
            out.rewrite_set(next.output(index).len(), place, &set, cause);
        }
        walk.rest(|head, more| {
            if let Some(cause) = head.cause {
                out.item(0, head.source, more.iter().map(|p| p.source), cause);
            }
        });
        out.finish(self.source_len)
    }

    /// The map of texts that stand one behind the other, from the map of each.
    #[must_use]
    pub fn concat(maps: &[SourceMap]) -> SourceMap {
        let mut out = Builder::with_capacity(maps.iter().map(|map| map.pieces.len()).sum());
        let mut start = 0;
        for map in maps {
            let moved = move |piece: &Piece| Span::new(piece.source.start + start, piece.source.end + start);
            for (index, head) in map.pieces.iter().enumerate().filter(|(_, p)| !p.more) {
                match head.cause {
                    None => out.copy(moved(head)),
                    Some(cause) => out.item(map.output(index).len(), moved(head), map.item(index).iter().skip(1).map(moved), cause),
                }
            }
            start += map.source_len;
        }
        out.finish(start)
    }

    /// All pieces of the item that starts with piece `head`.
    fn item(&self, head: usize) -> &[Piece] {
        let from = self.pieces.get(head..).unwrap_or_default();
        let len = from.iter().skip(1).take_while(|p| p.more).count() + 1;
        from.get(..len).unwrap_or_default()
    }
}

/// Questions to one map, most of them a little behind the one before.
struct Walk<'a> {
    map: &'a SourceMap,
    /// Index of the first piece of an item.
    near: usize,
}

impl Walk<'_> {
    /// The first piece of the first item that ends behind byte `at` of the
    /// output, or has no output and stands at it.
    fn seek(&mut self, at: u32) -> usize {
        const STEPS: usize = 8;
        let pieces = &self.map.pieces;
        let before = |i: usize| pieces.get(i).is_some_and(|p| p.output < at);
        let mut found = self.near;
        if found == 0 || before(found - 1) {
            found += (found..found + STEPS).take_while(|&i| before(i)).count();
        }
        if before(found) || (found > 0 && !before(found - 1)) {
            found = pieces.partition_point(|p| p.output < at);
        }
        if found > 0 && self.map.output(found - 1).end > at {
            found -= 1;
        }
        // further sources of an item that ends here
        found += pieces.get(found..).unwrap_or_default().iter().take_while(|p| p.more).count();
        self.near = found;
        found
    }

    /// The place in the source of a place in the output: that of the first item
    /// that [`Walk::seek`] finds.
    fn place(&mut self, at: u32) -> u32 {
        let found = self.seek(at);
        match self.map.pieces.get(found) {
            Some(p) if p.cause.is_none() => p.source.start + at.saturating_sub(p.output),
            Some(p) => p.source.start,
            None => self.map.source_len,
        }
    }

    /// The items that belong to the output `span`, cut to it: the first piece,
    /// the further ones, and the length of the output.
    fn each(&mut self, span: Span, mut visit: impl FnMut(Piece, &[Piece], u32)) {
        if span.is_empty() {
            return;
        }
        let mut index = self.seek(span.start);
        while let Some(&head) = self.map.pieces.get(index).filter(|p| p.output < span.end) {
            let item = self.map.item(index);
            let output = self.map.output(index);
            let cut = Span::new(output.start.max(span.start), output.end.min(span.end));
            let mut piece = head;
            if head.cause.is_none() {
                let start = head.source.start + (cut.start - output.start);
                piece.source = Span::new(start, start + cut.len());
            }
            visit(piece, item.get(1..).unwrap_or_default(), cut.len());
            self.near = index;
            index += item.len();
        }
    }

    /// The items at the end, behind the last byte of the output.
    fn rest(&mut self, mut visit: impl FnMut(Piece, &[Piece])) {
        let mut index = self.seek(self.map.output_len);
        while let Some(&head) = self.map.pieces.get(index) {
            let item = self.map.item(index);
            visit(head, item.get(1..).unwrap_or_default());
            index += item.len();
        }
    }
}

fn add(set: &mut Vec<Span>, span: Span) {
    match set.last_mut() {
        _ if span.is_empty() => {}
        Some(last) if last.end == span.start => last.end = span.end,
        _ => set.push(span),
    }
}

/// Sorted, and neighbours that touch or overlap made one.
fn normalise(set: &mut Vec<Span>) {
    if set.len() < 2 {
        return;
    }
    set.sort_unstable();
    set.dedup_by(|next, kept| {
        let joined = next.start <= kept.end;
        if joined {
            kept.end = kept.end.max(next.end);
        }
        joined
    });
}
