//! Lines of program code in a text that was extracted, where no fence marks
//! them.
//!
//! A line is known by how programs end and begin lines; what stands between
//! such lines, and is no prose, is code, too. Nothing is joined to them.

use super::{End, Row, Start};
use crate::text::{Line, Text};

/// Rows between two lines of code that are taken with them.
const BETWEEN: usize = 4;

/// Marks the rows that are code as rows to be kept.
pub(super) fn keep(text: &Text, rows: &mut [Row]) {
    let line = |row: &Row| text.lines().get(row.line as usize);
    let sure = |row: &Row| line(row).is_some_and(|line| may_be_code(line) && is_code(text.slice(line.body), line));
    let mut last: Option<usize> = None;
    for index in 0..rows.len() {
        if !rows.get(index).is_some_and(|row| !row.kept && sure(row)) {
            continue;
        }
        let from = match last {
            Some(last) if index - last <= BETWEEN + 1 => last + 1,
            _ => index,
        };
        let plain = |row: &Row| {
            row.kept
                || line(row).is_some_and(|line| !matches!(row.end, End::Sentence | End::Colon) && !is_prose(text.slice(line.body), line))
        };
        let between = rows.get(from..index).unwrap_or_default();
        let from = if between.iter().all(plain) && near(between) { from } else { index };
        for row in rows.get_mut(from..=index).unwrap_or_default() {
            (row.kept, row.start) = (true, Start::Markup);
        }
        last = Some(index);
    }
}

/// Whether the rows follow each other without many blank lines.
fn near(rows: &[Row]) -> bool {
    rows.iter().all(|row| row.gap <= 1)
}

/// Whether a line has Japanese letters or many words.
fn is_prose(body: &str, line: &Line) -> bool {
    const WORDS: usize = 6;
    let word = |word: &&str| word.len() > 1 && word.bytes().all(|b| b.is_ascii_alphabetic());
    line.japanese > 0 || body.split(' ').filter(word).take(WORDS).count() == WORDS
}

/// A first look without the text: what [`is_code`] begins or ends with.
fn may_be_code(line: &Line) -> bool {
    matches!(line.first, '}' | ']' | '/') || line.japanese == 0 && matches!(line.last, '{' | '}' | ';' | ',' | '>')
}

/// Whether a line by itself can only be code.
fn is_code(body: &str, line: &Line) -> bool {
    let bytes = body.as_bytes();
    let (Some(&first), Some(&last)) = (bytes.first(), bytes.last()) else { return false };
    if line.japanese > 0 {
        return first == b'/' && body.starts_with("// ");
    }
    let before = bytes.len().checked_sub(2).and_then(|at| bytes.get(at)).copied().unwrap_or(b' ');
    let ends = match last {
        b'{' => matches!(before, b' ' | b')' | b'(' | b'[' | b'=' | b'{'),
        b'}' => bytes.len() == 1 || first == b'{' && body.contains(':') || body.contains("={"),
        b';' => {
            before == b')' && (matches!(first, b')' | b'}') || calls(bytes) && !is_prose(body, line))
                || matches!(before, b'}' | b']')
                || body.contains(" = ")
        }
        b',' => matches!(before, b'}' | b']') && matches!(first, b'{' | b'[' | b'}' | b']'),
        b'>' => first == b'<' && bytes.get(1).is_some_and(|&b| b == b'/' || b.is_ascii_alphabetic()) || before == b'/' || before == b'=',
        _ => false,
    };
    ends || match first {
        b'}' | b']' => bytes.iter().all(|b| matches!(b, b'}' | b')' | b']' | b';' | b',' | b'/' | b'>' | b' ')),
        b'/' => body.starts_with("// ") || body.starts_with("/* "),
        _ => false,
    }
}

/// Whether a bracket stands right behind a name: `open(`.
fn calls(bytes: &[u8]) -> bool {
    memchr::memchr_iter(b'(', bytes).any(|at| at > 0 && bytes.get(at - 1).is_some_and(|b| b.is_ascii_alphabetic() || *b == b'_'))
}

#[cfg(test)]
mod tests {
    use crate::layout::{Layout, flow};
    use crate::text::Text;

    /// The rows that are kept, by their bodies.
    fn kept(text: &str) -> Vec<String> {
        let text = Text::from(text);
        let layout = Layout::of(&text);
        layout.rows.iter().filter(|row| row.kept).map(|row| layout.body(row).to_owned()).collect()
    }

    #[test]
    fn code_is_kept() {
        let code = "function water(field) {\nconst rain = forecast(field);\nif (rain) {\nreturn\n}\npump({\nliters\nat: 'dawn'\n});\n}";
        let text = format!("次の関数は畑に水をやる。\n{code}\n雨の日には、この関数は何もしない。また、\n夜にも何もしない。\n");
        assert_eq!(kept(&text), code.lines().collect::<Vec<_>>());
        let text = Text::from(text.as_str());
        let layout = Layout::of(&text);
        let links = flow::of(&layout);
        assert!(links.iter().take(12).all(|link| *link == flow::Link::Starts), "{links:?}");
        let tags = "<form onSubmit={send}>\n<p>Water</p>\n<input\ndisabled={busy}\n/>\n</form>";
        assert_eq!(kept(tags), tags.lines().collect::<Vec<_>>());
    }

    #[test]
    fn prose_is_no_code() {
        for text in [
            "The farms; the woods;\nthe rivers and {the} lakes\n",
            "- water the field (at dawn);\nor\n- water it at night.\n",
            "the duties of the council under section 12(b);\nor of the office\n",
            "the authors of each of the relevant paper(s);\nand the editor\n",
            "- \"water\";\n- 'field';\n",
            "水は {a, b} のように書く。\n次の行は<注>である。\n",
            "see <https://example.org/a>\nfor more\n",
            "[1] Field, A. 2020.\n",
        ] {
            assert!(kept(text).is_empty(), "{text}");
        }
    }
}
