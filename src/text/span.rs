//! A range of bytes in one text.

use std::ops::Range;

/// A half-open range of byte offsets (0-based) in one text.
///
/// `start <= end` always holds; a span with `start == end` is a place between
/// two characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// A span from `start` to `end`; when they are the wrong way round, the
    /// empty span at `start`.
    #[must_use]
    pub const fn new(start: u32, end: u32) -> Span {
        Span { start, end: if end < start { start } else { end } }
    }

    /// The empty span at `at`.
    #[must_use]
    pub const fn empty(at: u32) -> Span {
        Span { start: at, end: at }
    }

    /// Length in bytes.
    #[must_use]
    pub const fn len(self) -> u32 {
        self.end - self.start
    }

    /// Whether it holds no byte.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The same range for indexing a `str`.
    #[must_use]
    pub const fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Whether `other` lies wholly in this span.
    #[must_use]
    pub const fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share a byte.
    #[must_use]
    pub const fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn hull(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

#[cfg(test)]
mod tests {
    use super::Span;

    #[test]
    fn spans_know_their_neighbours() {
        let (a, b, at) = (Span::new(2, 5), Span::new(5, 7), Span::empty(5));
        assert_eq!((a.len(), at.len(), Span::new(5, 2)), (3, 0, at));
        assert!(!a.overlaps(b) && !a.overlaps(at) && a.overlaps(Span::new(4, 9)));
        assert!(a.contains(a) && a.contains(at) && !a.contains(b));
        assert_eq!(a.hull(b), Span::new(2, 7));
    }
}
