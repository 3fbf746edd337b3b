//! Places and files in the words of the protocol.

use std::path::{Path, PathBuf};

use gen_lsp_types::{Position, Range};

use crate::text::{self, Column, LineIndex, Span};

/// How columns are counted.
#[derive(Clone, Copy, Debug)]
pub(super) struct Encoding(pub Column);

impl Encoding {
    /// The first of the client's that is known; UTF-16 when it says nothing.
    pub(super) fn choose(offered: Option<&Vec<serde_json::Value>>) -> Encoding {
        let known = |name: &serde_json::Value| match name.as_str() {
            Some("utf-8") => Some(Column::Byte),
            Some("utf-16") => Some(Column::Utf16),
            Some("utf-32") => Some(Column::Char),
            _ => None,
        };
        let offered: Vec<Column> = offered.into_iter().flatten().filter_map(known).collect();
        // bytes cost nothing; else the client's own order
        let bytes = offered.iter().copied().find(|c| *c == Column::Byte);
        Encoding(bytes.or(offered.first().copied()).unwrap_or(Column::Utf16))
    }

    /// Its name in the protocol.
    pub(super) fn name(self) -> &'static str {
        match self.0 {
            Column::Byte => "utf-8",
            Column::Char => "utf-32",
            Column::Utf16 | Column::Display => "utf-16",
        }
    }

    /// How long a part of one line is.
    pub(super) fn length(self, text: &str) -> u32 {
        let length = match self.0 {
            Column::Byte => text.len(),
            Column::Char => text.chars().count(),
            Column::Utf16 | Column::Display => text.encode_utf16().count(),
        };
        u32::try_from(length).unwrap_or(u32::MAX)
    }

    /// The byte at a position; one past the end is the end.
    pub(super) fn offset(self, text: &str, index: &LineIndex, at: Position) -> u32 {
        index.offset(text, text::Position { line: at.line, column: at.character }, self.0)
    }

    /// The bytes of a range.
    pub(super) fn span(self, text: &str, index: &LineIndex, range: Range) -> Span {
        let (start, end) = (self.offset(text, index, range.start), self.offset(text, index, range.end));
        Span::new(start.min(end), start.max(end))
    }

    /// The position of a byte.
    pub(super) fn position(self, text: &str, index: &LineIndex, at: u32) -> Position {
        let text::Position { line, column } = index.position(text, at, self.0);
        Position { line, character: column }
    }

    /// The range of some bytes.
    pub(super) fn range(self, text: &str, index: &LineIndex, span: Span) -> Range {
        Range { start: self.position(text, index, span.start), end: self.position(text, index, span.end) }
    }
}

/// The path that a `file:` URI names.
pub(super) fn to_path(uri: &str) -> Option<PathBuf> {
    let rest = uri.strip_prefix("file://")?;
    let (host, path) = rest.split_at(rest.find('/')?);
    if !(host.is_empty() || host == "localhost") {
        return None;
    }
    let path = decode(path.split(['?', '#']).next().unwrap_or(path));
    // /C:/… of Windows
    let drive = path.get(1..3).is_some_and(|d| d.ends_with(':') && d.starts_with(|c: char| c.is_ascii_alphabetic()));
    Some(PathBuf::from(if cfg!(windows) && drive { path.get(1..).unwrap_or("").to_owned() } else { path }))
}

fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        let hex = |at: usize| rest.clone().nth(at).and_then(|b| char::from(b).to_digit(16));
        match (byte, hex(0), hex(1)) {
            (b'%', Some(high), Some(low)) => {
                bytes.push(u8::try_from(high * 16 + low).unwrap_or(b'?'));
                rest.nth(1);
            }
            _ => bytes.push(byte),
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|e| String::from_utf8_lossy(e.as_bytes()).into_owned())
}

/// The URI of a path.
pub(super) fn to_uri(path: &Path) -> String {
    let name = path.display().to_string().replace('\\', "/");
    let mut uri = String::from(if name.starts_with('/') { "file://" } else { "file:///" });
    for byte in name.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'/' | b'-' | b'.' | b'_' | b'~' => uri.push(char::from(byte)),
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_and_uris() {
        for (path, uri) in [("/a/b c.txt", "file:///a/b%20c.txt"), ("/第1章.md", "file:///%E7%AC%AC1%E7%AB%A0.md")] {
            assert_eq!(to_uri(Path::new(path)), uri);
            assert_eq!(to_path(uri), Some(PathBuf::from(path)));
        }
        assert_eq!(to_path("file://localhost/第1章%"), Some(PathBuf::from("/第1章%")));
        assert_eq!(to_path("untitled:Untitled-1"), None);
        assert_eq!(to_path("file://server/share"), None);
        assert_eq!(to_path("file:"), None);
    }

    #[test]
    fn every_way_of_counting() {
        let text = "ab\r\n漢字😀か\u{3099}x\n";
        let index = LineIndex::new(text);
        for (column, end) in [(Column::Byte, 16), (Column::Utf16, 6), (Column::Char, 5)] {
            let encoding = Encoding(column);
            let at = u32::try_from(text.find('x').unwrap()).unwrap();
            assert_eq!(encoding.position(text, &index, at), Position { line: 1, character: end }, "{column:?}");
            assert_eq!(encoding.offset(text, &index, Position { line: 1, character: end }), at, "{column:?}");
        }
    }
}
