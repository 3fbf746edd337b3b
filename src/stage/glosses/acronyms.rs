//! Where acronyms stand in a text.

use crate::text::initials::fold;
use crate::text::{Line, Lines, Span, Text, class};

use super::initials::LONGEST;

/// One place where an acronym stands.
#[derive(Clone, Debug)]
pub(super) struct Acronym {
    /// Its bytes.
    pub(super) span: Span,
    /// The line it stands in.
    pub(super) line: usize,
    /// In ASCII.
    pub(super) text: String,
    /// Whether the mark of a note follows it: then a line that spells it may
    /// be the text of that note.
    pub(super) noted: bool,
}

/// All acronyms in lines of Japanese text or alone on a line, in text order.
/// The parts of compounds (`HA/DR`) are listed as well as the whole.
pub(super) fn scan(text: &Text, lines: &Lines) -> Vec<Acronym> {
    let mut list = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        if line.latin < 2 || (line.japanese == 0 && line.chars > 20) {
            continue;
        }
        let body = text.slice(line.body);
        let mut from = 0;
        while let Some(start) = next_part(body.as_bytes(), from) {
            from = start;
            let rest = body.get(from..).unwrap_or_default();
            let to = rest.find(|c| !is_part(c)).map_or(body.len(), |len| from + len);
            if from < to {
                run(body, line, index, from, to, &mut list);
            }
            from = to + body.get(to..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8);
        }
    }
    list
}

/// Where the next part may begin, in bytes.
fn next_part(bytes: &[u8], mut from: usize) -> Option<usize> {
    loop {
        match *bytes.get(from)? {
            byte if may_begin_part(byte) => return Some(from),
            // nearly all of the others have three bytes
            0xE0.. => from += 3,
            _ => from += 1,
        }
    }
}

/// Whether the first byte of a character leaves it open that [`is_part`] holds.
fn may_begin_part(byte: u8) -> bool {
    byte.is_ascii() || matches!(byte, 0xC3..=0xC9 | 0xE1 | 0xEF)
}

/// Whether the character may be inside an acronym.
pub(super) fn is_part(c: char) -> bool {
    class::is_latin(c) || class::is_digit(c) || matches!(c, '&' | '＆' | '-' | '/' | '／')
}

/// A run of letters and digits and its parts.
fn run(body: &str, line: &Line, index: usize, from: usize, to: usize, list: &mut Vec<Acronym>) {
    let Some(whole) = body.get(from..to) else { return };
    if whole.chars().count() > LONGEST + 2 || whole.chars().filter(|c| c.is_uppercase()).count() < 2 {
        return;
    }
    let marked = is_mark(body.get(to..).unwrap_or(""));
    let mut add = |from: usize, to: usize, noted: bool| {
        let Some(part) = body.get(from..to) else { return };
        if part.chars().filter(|c| c.is_uppercase()).count() < 2 {
            return;
        }
        let offset = |n: usize| line.body.start + u32::try_from(n).unwrap_or(0);
        list.push(Acronym { span: Span::new(offset(from), offset(to)), line: index, text: fold(part).into_owned(), noted });
    };
    add(from, to, marked);
    let bare = whole.trim_end_matches(class::is_digit);
    if bare.len() < whole.len() {
        add(from, from + bare.len(), true);
    }
    let mut at = from;
    let mut parts = whole.split_inclusive(['-', '/', '／']).peekable();
    while let Some(part) = parts.next() {
        let part_len = part.len();
        let name = part.trim_end_matches(['-', '/', '／']);
        if name.len() < whole.len() {
            add(at, at + name.len(), marked && parts.peek().is_none());
        }
        at += part_len;
    }
}

/// Whether a note mark starts `rest`, also behind a closing bracket.
fn is_mark(rest: &str) -> bool {
    let rest = rest.trim_start_matches(' ');
    let inner = rest.strip_prefix(class::is_closing).unwrap_or(rest);
    if inner.chars().next().is_some_and(class::is_superscript_digit) || ["<sup>", "（注", "(注", "※"].iter().any(|m| inner.starts_with(m))
    {
        return true;
    }
    let digits = inner.chars().take_while(|&c| class::is_digit(c)).count();
    let behind = inner.chars().nth(digits);
    inner.len() < rest.len() && (1..=2).contains(&digits) && !matches!(behind, Some('年' | '月' | '日' | '回' | '件' | '人' | '.' | '．'))
}
