//! Lines that are records: rows of comma- or tab-separated values, log lines.
//!
//! They are as wide as prose, and what they end with says nothing; but each has
//! the shape of the one before it.

use super::{Row, Start};
use crate::text::{Line, Text};

/// What a line that may be a record is like.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Shape {
    /// The separator of its fields; 0 when it begins with a time of day.
    mark: u8,
    separators: u16,
    /// Whether its fields stand in quotes.
    quoted: bool,
}

impl Shape {
    /// How many lines of this shape in a row are no chance.
    fn enough(self) -> usize {
        match (self.mark, self.separators) {
            (0, _) => 2,
            _ if self.quoted => 2,
            (_, 0..=1) => usize::MAX,
            (b'\t', _) => 5,
            (_, 2) => 5,
            (_, 3) => 4,
            _ => 3,
        }
    }
}

/// Marks the rows that are records as rows to be kept.
pub(super) fn keep(text: &Text, rows: &mut [Row]) {
    let lines = text.lines();
    let (mut first, mut shape) = (0, None);
    for index in 0..=rows.len() {
        let row = rows.get(index);
        // Japanese letters alone hold no separator
        let may = |line: &&Line| line.body.len() != u32::from(line.chars) * 3;
        let line = row.filter(|r| !r.kept).and_then(|r| lines.get(r.line as usize)).filter(may);
        let now = line.and_then(|line| of(text.slice(line.body)));
        let runs = index > first && row.is_some_and(|r| r.gap == 0 && !r.page) && now.is_some() && now == shape;
        if runs {
            continue;
        }
        let run = rows.get_mut(first..index).unwrap_or_default();
        if shape.is_some_and(|shape: Shape| run.len() >= shape.enough()) {
            for row in run {
                (row.kept, row.start) = (true, Start::Markup);
            }
        }
        (first, shape) = (index, now);
    }
}

fn of(body: &str) -> Option<Shape> {
    if is_stamped(body.as_bytes()) {
        return Some(Shape { mark: 0, separators: 0, quoted: false });
    }
    let mark = body.as_bytes().get(memchr::memchr3(b',', b';', b'\t', body.as_bytes())?).copied()?;
    let quoted = body.starts_with('"') && body.ends_with('"');
    let (mut separators, mut inside) = (0u16, false);
    let mut bytes = body.bytes().peekable();
    while let Some(byte) = bytes.next() {
        if byte == b'"' {
            inside = !inside;
        } else if byte == mark && !inside {
            separators = separators.saturating_add(1);
            // so stand the commas of prose
            if mark != b'\t' && bytes.peek() == Some(&b' ') {
                return None;
            }
        }
    }
    (separators > 0 && !inside).then_some(Shape { mark, separators, quoted })
}

/// Whether a line begins with a date and a time of day, or with a time and its
/// seconds (`2024-05-01 12:00`, `[2024/05/01T12:00`, `12:00:07 `, `May  1
/// 12:00:07 `).
fn is_stamped(body: &[u8]) -> bool {
    let body = body.strip_prefix(b"[").unwrap_or(body);
    match body.first() {
        Some(b'0'..=b'9') => is_like(body, b"0000-00-00T00:00") || is_like(body, b"00:00:00T"),
        Some(b'A'..=b'Z') => is_like(body, b"Aaa _0 00:00:00 "),
        _ => false,
    }
}

fn is_like(body: &[u8], pattern: &[u8]) -> bool {
    let fits = |(byte, like): (&u8, &u8)| match like {
        b'0' => byte.is_ascii_digit(),
        b'_' => byte.is_ascii_digit() || *byte == b' ',
        b'-' => matches!(byte, b'-' | b'/'),
        b'T' => matches!(byte, b'T' | b' '),
        b'A' => byte.is_ascii_uppercase(),
        b'a' => byte.is_ascii_lowercase(),
        _ => byte == like,
    };
    body.len() >= pattern.len() && body.iter().zip(pattern).all(fits)
}

#[cfg(test)]
mod tests {
    use crate::layout::Layout;
    use crate::text::Text;

    fn check(text: &str, want: usize) {
        let text = Text::from(text);
        assert_eq!(Layout::of(&text).rows.iter().filter(|row| row.kept).count(), want, "{text:?}");
    }

    #[test]
    fn records_and_prose() {
        check(&"港,12,3\n".repeat(5), 5);
        check(&"港,12,3\n".repeat(4), 0);
        check(&"港;12;3;増加\n".repeat(4), 4);
        check("本文です\n\"港, 空港\",\"12,000\"\n\"海\",\"3\"\n", 2);
        check(&"港\t12\t3\n".repeat(5), 5);
        check(&"ports, roads, and bridges\n".repeat(9), 0);
        check("2024-05-01 12:00:07 INFO started and\n2024-05-01 12:01:08 WARN slow\n", 2);
        check("2024-05-01 12:00 開会\n本文です。\n", 0);
        check("[12:00:07] a\n[12:00:08] b\n", 0);
        check("May  1 12:00:07 a\nMay 12 12:00:08 b\n", 2);
        check("12:00:07 a\n12:00:08 b\n", 2);
        check("港,12,3\n港,12,3\n\n港,12,3\n港,12,3\n港,12,3\n", 0);
    }
}
