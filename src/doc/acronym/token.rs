//! Words that may be acronyms, as they stand in a line: one look at each byte.

use crate::text::class;

/// A run of Latin letters and digits with at least two capitals in one of its
/// pieces, and where it stands. Offsets are bytes of the body it was read from.
#[derive(Clone, Debug, Default)]
pub(super) struct Token {
    /// First byte of the whole run (`HA/DR`, `SM-3`).
    pub(super) start: usize,
    /// One past its last byte.
    pub(super) end: usize,
    /// The pieces between hyphens and slashes.
    pub(super) pieces: Vec<(usize, usize)>,
    /// What stands inside the bracket around it begins here.
    pub(super) inside: Option<usize>,
    /// Part of an address, a file name or program text.
    pub(super) code: bool,
}

/// Longest acronym, in bytes of a piece.
const LONGEST: usize = 42;

/// How deep brackets are followed.
const DEEPEST: usize = 16;

/// The tokens of a body, from left to right.
pub(super) fn scan(body: &str) -> Vec<Token> {
    let bytes = body.as_bytes();
    let mut list = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | 0xC3..=0xC9 => at = run(body, at, &open, &mut list),
            b'(' | b'[' => {
                at += 1;
                push(&mut open, at);
            }
            b')' | b']' => {
                at += 1;
                open.pop();
            }
            b'\n' => {
                at += 1;
                open.clear();
            }
            0xEF => match (bytes.get(at + 1), bytes.get(at + 2)) {
                (Some(0xBC), Some(0x88 | 0xBB)) => {
                    at += 3;
                    push(&mut open, at);
                }
                (Some(0xBC), Some(0x89 | 0xBD)) => {
                    at += 3;
                    open.pop();
                }
                (Some(0xBC), Some(0x90..=0x99 | 0xA1..=0xBA)) | (Some(0xBD), Some(0x81..=0x9A)) => at = run(body, at, &open, &mut list),
                _ => at += 3,
            },
            0xE0.. => at += 3 + usize::from(byte >= 0xF0),
            0xC0.. => at += 2,
            _ => at += 1,
        }
    }
    list
}

fn push(open: &mut Vec<usize>, at: usize) {
    if open.len() < DEEPEST {
        open.push(at);
    }
}

/// Reads a run that begins at `from`; gives where it ends.
fn run(body: &str, from: usize, open: &[usize], list: &mut Vec<Token>) -> usize {
    let mut token = Token { start: from, end: from, ..Token::default() };
    let mut at = from;
    let mut wanted = false;
    loop {
        let (end, capitals) = piece(body, at);
        if end == at {
            // a letter of another alphabet, or a connector with nothing behind
            break;
        }
        wanted |= capitals >= 2;
        token.end = end;
        if token.pieces.len() < 12 {
            token.pieces.push((at, end));
        }
        let Some(c) = rest(body, end).chars().next().filter(|&c| is_connector(c)) else { break };
        let next = end + c.len_utf8();
        if !rest(body, next).starts_with(is_core) {
            break;
        }
        token.code |= matches!(c, '_' | '.' | '@' | '+' | '\\');
        at = next;
    }
    if token.end == from {
        return from + rest(body, from).chars().next().map_or(1, char::len_utf8);
    }
    let end = token.end;
    if wanted && end - from <= LONGEST {
        token.code |= is_code(body, &token);
        token.inside = open.last().copied();
        list.push(token);
    }
    end
}

/// The end of the letters and digits at `from`, and how many are capitals.
fn piece(body: &str, from: usize) -> (usize, usize) {
    let bytes = body.as_bytes();
    let (mut at, mut capitals) = (from, 0);
    loop {
        match bytes.get(at) {
            Some(b'A'..=b'Z') => {
                at += 1;
                capitals += 1;
            }
            Some(b'a'..=b'z' | b'0'..=b'9') => at += 1,
            Some(0xC3..=0xC9 | 0xEF) => match rest(body, at).chars().next() {
                Some(c) if is_core(c) => {
                    at += c.len_utf8();
                    capitals += usize::from(c.is_uppercase());
                }
                _ => return (at, capitals),
            },
            _ => return (at, capitals),
        }
    }
}

fn rest(body: &str, from: usize) -> &str {
    body.get(from..).unwrap_or("")
}

fn is_core(c: char) -> bool {
    class::is_latin(c) || class::is_digit(c)
}

fn is_connector(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑' | '–' | '/' | '／' | '&' | '＆' | '\'' | '’' | '_' | '.' | '@' | '+' | '\\')
}

/// Whether what touches it on either side marks an address, a tag or program
/// text.
fn is_code(body: &str, token: &Token) -> bool {
    let before = body.get(..token.start).unwrap_or("").chars().next_back();
    let after = rest(body, token.end);
    matches!(before, Some('@' | '/' | '\\' | '.' | '=' | '~' | '#' | '$' | '<' | '_' | '`' | '?'))
        || after.starts_with(['@', '=', '`', '_', '\\', '>'])
        || after.starts_with("://")
        || after.starts_with("()")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(body: &str, want: &[&str]) {
        let got: Vec<String> = scan(body)
            .iter()
            .map(|t| {
                let inside = t.inside.map_or(String::new(), |i| format!(" in {i}"));
                format!("{}{}{inside}", &body[t.start..t.end], if t.code { " code" } else { "" })
            })
            .collect();
        assert_eq!(got, want, "{body}");
    }

    #[test]
    fn tokens() {
        check("", &[]);
        check("港湾（RWB：River Water Board）のRWB", &["RWB in 9", "RWB"]);
        check("ＲＷＢ（河川）とHA/DR", &["ＲＷＢ", "HA/DR"]);
        check("https://example.org/RWB?a=XY a@RWB.org x_RWB", &["example.org/RWB code", "XY code", "a@RWB.org code", "x_RWB code"]);
        check("SM-3とMaaS、É、A社", &["SM-3", "MaaS"]);
        check("漢字𠮷RWB", &["RWB"]);
        check("RWB 3×4Å", &["RWB"]);
        check("ẞ-Ḁ×÷-", &[]);
    }
}
