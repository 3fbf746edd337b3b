//! Lines and columns of byte offsets.

use super::{Span, width};

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
/// Built in one pass; a question costs a binary search and a walk over one
/// line, never over the file.
#[derive(Clone, Debug)]
pub struct LineIndex {
    starts: Vec<u32>,
    len: u32,
}

impl LineIndex {
    /// The index of `text`.
    #[must_use]
    pub fn new(text: &str) -> LineIndex {
        let bytes = text.as_bytes();
        let at = |i: usize| u32::try_from(i).unwrap_or(u32::MAX);
        let mut starts = vec![0];
        for i in memchr::memchr2_iter(b'\n', b'\r', bytes) {
            if bytes[i] == b'\n' || bytes.get(i + 1) != Some(&b'\n') {
                starts.push(at(i + 1));
            }
        }
        LineIndex { starts, len: at(bytes.len()) }
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
        let offset = offset.min(self.len);
        let line = self.line(offset);
        let start = self.starts.get(line as usize).copied().unwrap_or(0) as usize;
        let mut end = offset as usize;
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let before = text.get(start..end).unwrap_or("");
        Position { line, column: count(before, unit) }
    }

    /// The byte offset of a position in `text`; a column past the end of the
    /// line gives the end of the line (before its line end), a line past the
    /// end gives the end of the text.
    #[must_use]
    pub fn offset(&self, text: &str, position: Position, unit: Column) -> u32 {
        let Some(span) = self.span(position.line) else { return self.len };
        let line = text.get(span.range()).unwrap_or("").trim_end_matches(['\n', '\r']);
        let mut columns = 0;
        for (i, c) in line.char_indices() {
            if columns >= position.column {
                return span.start + u32::try_from(i).unwrap_or(0);
            }
            columns += count(c.encode_utf8(&mut [0; 4]), unit);
        }
        span.start + u32::try_from(line.len()).unwrap_or(0)
    }
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
