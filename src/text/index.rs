//! Lines and columns of byte offsets.

use super::{Span, floor, width};

/// The unit in which a column is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// Bytes of UTF-8.
    Byte,
    /// Unicode scalar values.
    Char,
    /// UTF-16 code units.
    Utf16,
    /// Columns of a fixed-pitch screen, see [`width`].
    Display,
}

/// A place as people name it. Both numbers are 0-based.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line.
    pub line: u32,
    /// The column, in the unit that was asked for.
    pub column: u32,
}

/// The line starts of one text. A line ends after LF, CR or CRLF (as in LSP).
///
/// Built in one pass; a question costs a binary search and a walk over at most
/// one line. Long lines have marks with the columns counted so far, so that
/// many questions about one line of many megabytes are no more than a short
/// walk each.
#[derive(Clone, Debug)]
pub struct LineIndex {
    starts: Vec<u32>,
    len: u32,
    marks: Vec<Mark>,
}

/// The columns at one byte of a long line.
#[derive(Clone, Copy, Debug, Default)]
struct Mark {
    offset: u32,
    chars: u32,
    utf16: u32,
    display: u32,
}

/// Distance of the marks in bytes; shorter lines have none.
const STRIDE: usize = 4096;

impl LineIndex {
    /// The index of `text`.
    #[must_use]
    pub fn new(text: &str) -> LineIndex {
        let bytes = text.as_bytes();
        let mut starts = Vec::with_capacity(bytes.len() / 64 + 1);
        starts.push(0);
        for i in memchr::memchr2_iter(b'\n', b'\r', bytes) {
            if bytes[i] == b'\n' || bytes.get(i + 1) != Some(&b'\n') {
                starts.push(offset(i + 1));
            }
        }
        let mut index = LineIndex { starts, len: offset(bytes.len()), marks: Vec::new() };
        for line in 0..index.lines() {
            if let Some(span) = index.span(line).filter(|s| s.len() as usize > STRIDE) {
                index.mark(text, span);
            }
        }
        index
    }

    fn mark(&mut self, text: &str, line: Span) {
        let mut mark = Mark { offset: line.start, ..Mark::default() };
        while let Some(end) = text.get(mark.offset as usize..line.end as usize).filter(|t| t.len() > STRIDE).map(|t| floor(t, STRIDE)) {
            let span = Span::new(mark.offset, mark.offset + offset(end));
            let part = text.get(span.range()).unwrap_or("");
            mark = Mark {
                offset: span.end,
                chars: mark.chars + count(part, Column::Char),
                utf16: mark.utf16 + count(part, Column::Utf16),
                display: mark.display + count(part, Column::Display),
            };
            self.marks.push(mark);
        }
    }

    /// How many lines there are (at least one).
    #[must_use]
    pub fn lines(&self) -> u32 {
        u32::try_from(self.starts.len()).unwrap_or(u32::MAX)
    }

    /// The line (0-based) that holds the byte `offset`.
    #[must_use]
    pub fn line(&self, offset: u32) -> u32 {
        u32::try_from(self.starts.partition_point(|&s| s <= offset)).unwrap_or(u32::MAX).saturating_sub(1)
    }

    /// The bytes of line `line` (0-based) with its line end; `None` past the
    /// last line.
    #[must_use]
    pub fn span(&self, line: u32) -> Option<Span> {
        let start = *self.starts.get(line as usize)?;
        Some(Span::new(start, self.starts.get(line as usize + 1).copied().unwrap_or(self.len)))
    }

    /// Line and column of the byte `offset` of `text`. An offset inside a
    /// character counts as the character's start, one past the end as the end.
    #[must_use]
    pub fn position(&self, text: &str, offset: u32, unit: Column) -> Position {
        let end = floor(text, offset.min(self.len) as usize);
        let line = self.line(offset.min(self.len));
        let start = self.span(line).map_or(0, |s| s.start);
        let below = self.marks.partition_point(|m| m.offset as usize <= end);
        let mark = self.nearest(start, below);
        let rest = text.get(mark.offset as usize..end).unwrap_or("");
        Position { line, column: mark.column(start, unit) + count(rest, unit) }
    }

    /// The byte offset of a position in `text`. A column inside a character
    /// gives the character's start, a column at which characters without width
    /// stand the place behind them; a column past the end of the line gives the
    /// end of the line (before its line end), a line past the end the end of
    /// the text.
    #[must_use]
    pub fn offset(&self, text: &str, position: Position, unit: Column) -> u32 {
        let Some(span) = self.span(position.line) else { return self.len };
        let body = text.get(span.range()).unwrap_or("").trim_end_matches(['\n', '\r']);
        let end = span.start as usize + body.len();
        let below = self
            .marks
            .partition_point(|m| m.offset <= span.start || (m.offset <= span.end && m.column(span.start, unit) <= position.column));
        let mark = self.nearest(span.start, below);
        let mut columns = mark.column(span.start, unit);
        for (i, c) in text.get(mark.offset as usize..end).unwrap_or("").char_indices() {
            columns += count(c.encode_utf8(&mut [0; 4]), unit);
            if columns > position.column {
                return mark.offset + offset(i);
            }
        }
        offset(end)
    }

    /// The last of the first `below` marks when it is in the line that starts
    /// at `start`, else the start of that line.
    fn nearest(&self, start: u32, below: usize) -> Mark {
        let mark = below.checked_sub(1).and_then(|i| self.marks.get(i)).copied();
        mark.filter(|m| m.offset >= start).unwrap_or(Mark { offset: start, ..Mark::default() })
    }
}

impl Mark {
    fn column(&self, start: u32, unit: Column) -> u32 {
        match unit {
            Column::Byte => self.offset.saturating_sub(start),
            Column::Char => self.chars,
            Column::Utf16 => self.utf16,
            Column::Display => self.display,
        }
    }
}

fn offset(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

fn count(text: &str, unit: Column) -> u32 {
    let n = match unit {
        Column::Byte => text.len(),
        Column::Char => text.chars().count(),
        Column::Utf16 => text.chars().map(char::len_utf16).sum(),
        Column::Display => return width::of(text),
    };
    u32::try_from(n).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_named_in_five_ways() {
        let text = "ab\r\n漢字😀x\re\u{301}\n";
        let index = LineIndex::new(text);
        assert_eq!(index.lines(), 4);
        // byte; line; columns in bytes, characters, UTF-16 units, display
        for (at, line, columns) in [
            (0, 0, [0, 0, 0, 0]),
            (2, 0, [2, 2, 2, 2]),
            (3, 0, [3, 3, 3, 2]),
            (4, 1, [0, 0, 0, 0]),
            (5, 1, [0, 0, 0, 0]),
            (7, 1, [3, 1, 1, 2]),
            (10, 1, [6, 2, 2, 4]),
            (13, 1, [6, 2, 2, 4]),
            (14, 1, [10, 3, 4, 6]),
            (15, 1, [11, 4, 5, 7]),
            (16, 2, [0, 0, 0, 0]),
            (17, 2, [1, 1, 1, 1]),
            (19, 2, [3, 2, 2, 1]),
            (20, 3, [0, 0, 0, 0]),
            (99, 3, [0, 0, 0, 0]),
        ] {
            for (unit, column) in [Column::Byte, Column::Char, Column::Utf16, Column::Display].into_iter().zip(columns) {
                assert_eq!(index.position(text, at, unit), Position { line, column }, "byte {at}, {unit:?}");
            }
        }
        for (line, column, unit, at) in [
            (1, 99, Column::Char, 15),
            (9, 0, Column::Char, 20),
            (1, 3, Column::Utf16, 10),
            (1, 1, Column::Display, 4),
            (1, 4, Column::Byte, 7),
            (2, 1, Column::Display, 19),
            (0, 3, Column::Byte, 2),
        ] {
            assert_eq!(index.offset(text, Position { line, column }, unit), at, "{line}:{column} {unit:?}");
        }
    }
}
