//! One kind of line end.
//!
//! Later stages know LF and form feed only. Everything else that Unicode counts
//! as a line end (UAX #14, classes BK, CR, NL) becomes LF; the form feed stays,
//! it is the page break.

use super::{Options, scan};
use crate::text::{Cause, Edits, Span, Text};

const CRLF: Cause = Cause { stage: "breaks", reason: "a line ends with LF alone" };
const CR: Cause = Cause { stage: "breaks", reason: "a carriage return ends a line" };
const OTHER: Cause = Cause { stage: "breaks", reason: "a line or paragraph separator ends a line" };

/// CRLF, CR, VT, NEL, LINE SEPARATOR and PARAGRAPH SEPARATOR become LF.
#[must_use]
pub fn run(text: &Text, _: &Options) -> Edits {
    let mut edits = Edits::new();
    let bytes = text.as_bytes();
    scan::each(bytes, suspicious, |at| {
        let end = u32::try_from(at + 1).unwrap_or(u32::MAX);
        let back = |n: u32| Span::new(end - n.min(end), end);
        let before = at.checked_sub(2).and_then(|i| bytes.get(i));
        match bytes.get(at) {
            Some(b'\r') if bytes.get(at + 1) == Some(&b'\n') => edits.delete(back(1), &CRLF),
            Some(b'\r') => edits.replace(back(1), "\n", &CR),
            Some(0x0B) => edits.replace(back(1), "\n", &OTHER),
            // behind Latin-1 letters it may be a byte of garbled UTF-8
            Some(0x85) if matches!(text.get(..at - 1).and_then(|t| t.chars().next_back()), Some('\u{80}'..='\u{FF}')) => {}
            Some(0x85) => edits.replace(back(2), "\n", &OTHER),
            _ if before == Some(&0xE2) => edits.replace(back(3), "\n", &OTHER),
            _ => {}
        }
    });
    edits
}

/// The last byte of CR, VT, U+0085, and (also in other characters) of U+2028
/// and U+2029.
#[inline(always)]
fn suspicious(_: u8, before: u8, byte: u8) -> bool {
    (byte == b'\r') | (byte == 0x0B) | ((before == 0xC2) & (byte == 0x85)) | ((before == 0x80) & (byte & 0xFE == 0xA8))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(source: &str, want: &str) {
        let text = Text::from(source);
        let (out, _) = run(&text, &Options::default()).apply(&text).unwrap();
        assert_eq!(out.as_str(), want, "{source:?}");
        assert!(run(&out, &Options::default()).is_empty(), "{source:?}");
    }

    #[test]
    fn every_line_end_becomes_lf() {
        for (source, want) in [
            ("", ""),
            ("一\r\n二\r\n", "一\n二\n"),
            ("一\r二\r", "一\n二\n"),
            ("\r\r\n\n", "\n\n\n"),
            ("a\u{B}b", "a\nb"),
            ("a\u{85}b", "a\nb"),
            ("Ã\u{85}", "Ã\u{85}"),
            ("a\u{2028}b\u{2029}", "a\nb\n"),
            // form feed and lookalike bytes stay
            ("a\u{C}b", "a\u{C}b"),
            ("倨「」\u{3028}\u{2027}\u{E029}ᠨ", "倨「」\u{3028}\u{2027}\u{E029}ᠨ"),
        ] {
            check(source, want);
        }
    }

    #[test]
    fn at_the_edge_of_a_block() {
        for pad in 55..70 {
            let pad = "a".repeat(pad);
            for end in ["\r\n", "\r", "\u{85}", "\u{2028}"] {
                check(&format!("{pad}{end}b"), &format!("{pad}\nb"));
            }
        }
    }
}
