//! The width of letters and digits, on request.
//!
//! Only A to Z, a to z and 0 to 9 change: brackets, spaces and other signs mean
//! different things in their two widths.

use super::{Options, Width, scan};
use crate::text::{Cause, Edits, Span, Text};

const NARROW: Cause = Cause { stage: "width", reason: "letters and digits in ASCII, as asked for" };
const WIDE: Cause = Cause { stage: "width", reason: "letters and digits in fullwidth forms, as asked for" };

/// What a fullwidth form is above its ASCII character (U+FF01 is `!`).
const OFFSET: u32 = 0xFF01 - 0x21;

/// Letters and digits in the width of [`Options::width`].
#[must_use]
pub fn run(text: &Text, options: &Options) -> Edits {
    match options.width {
        Width::Keep => Edits::new(),
        Width::Narrow => narrow(text),
        Width::Wide => wide(text),
    }
}

fn narrow(text: &Text) -> Edits {
    let mut edits = Edits::new();
    let mut run = Run::default();
    scan::each(
        text.as_bytes(),
        |_, before, byte| (before == 0xBC) & (byte >= 0x90) | (before == 0xBD) & (byte <= 0x9A),
        |last| {
            let Some(start) = last.checked_sub(2) else { return };
            let c = text.get(start..=last).and_then(|t| t.chars().next());
            let Some(ascii) = c.and_then(|c| u32::from(c).checked_sub(OFFSET)).and_then(char::from_u32) else { return };
            if ascii.is_ascii_alphanumeric() {
                run.add(start, last + 1, ascii, &mut edits, &NARROW);
            }
        },
    );
    run.flush(&mut edits, &NARROW);
    edits
}

/// Fullwidth forms in Japanese lines, but not in English phrases (of two and
/// more words: `Space Cooperation Working Group`, set in proportional letters
/// wherever Japanese is printed), in addresses, tags and other things that are
/// written for machines, nor in the number of a list item.
fn wide(text: &Text) -> Edits {
    let mut edits = Edits::new();
    let mut run = Run::default();
    for line in text.lines().iter().filter(|l| l.is_japanese() && (l.latin > 0 || l.digits > 0)) {
        let body = text.slice(line.body);
        let mut start = line.body.start as usize;
        for phrase in body.split_inclusive(|c: char| !c.is_ascii_graphic() && c != ' ') {
            let lettered = |word: &&str| word.bytes().any(|b| b.is_ascii_alphabetic());
            let english = phrase.split(|c: char| !c.is_ascii_graphic()).filter(lettered).nth(1).is_some();
            let mut at = start;
            start += phrase.len();
            for piece in phrase.split_inclusive(|c: char| !c.is_ascii_graphic()).filter(|_| !english) {
                let word = piece.trim_end_matches(|c: char| !c.is_ascii_graphic());
                let item =
                    at == line.body.start as usize && word.strip_suffix(['.', ')']).is_some_and(|n| n.bytes().all(|b| b.is_ascii_digit()));
                if !item && !word.contains(['/', '@', '\\', '<', '>', '_', '=', '#', '`', '|', '~']) && !word.starts_with("www.") {
                    for (inner, c) in word.char_indices().filter(|(_, c)| c.is_ascii_alphanumeric()) {
                        let form = char::from_u32(u32::from(c) + OFFSET).unwrap_or(c);
                        run.add(at + inner, at + inner + 1, form, &mut edits, &WIDE);
                    }
                }
                at += piece.len();
            }
        }
    }
    run.flush(&mut edits, &WIDE);
    edits
}

/// Characters that follow each other: one edit.
#[derive(Default)]
struct Run {
    start: usize,
    end: usize,
    text: String,
}

impl Run {
    fn add(&mut self, start: usize, end: usize, c: char, edits: &mut Edits, cause: &'static Cause) {
        if start != self.end {
            self.flush(edits, cause);
            self.start = start;
        }
        self.end = end;
        self.text.push(c);
    }

    fn flush(&mut self, edits: &mut Edits, cause: &'static Cause) {
        let at = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        if !self.text.is_empty() {
            edits.replace(Span::new(at(self.start), at(self.end)), std::mem::take(&mut self.text), cause);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cleaned(source: &str, width: Width) -> String {
        let options = Options { width, ..Options::default() };
        let text = Text::from(source);
        let (out, _) = run(&text, &options).apply(&text).unwrap();
        assert!(run(&out, &options).is_empty(), "{source:?}");
        out.into_string()
    }

    #[test]
    fn both_ways() {
        for (source, narrow, wide) in [
            ("ＡＩと第１-２図（a）", "AIと第1-2図（a）", "ＡＩと第１-２図（ａ）"),
            ("F-35と①Ⅲ㈱½　！", "F-35と①Ⅲ㈱½　！", "Ｆ-３５と①Ⅲ㈱½　！"),
            ("資料はhttps://a.jp/1を参照3", "資料はhttps://a.jp/1を参照3", "資料はhttps://a.jp/1を参照３"),
            ("1. 項目２", "1. 項目2", "1. 項目２"),
            (
                "共同のＩＳＲ活動（Area Denial, or A2）を始め、関係する機関とAI 2020年",
                "共同のISR活動（Area Denial, or A2）を始め、関係する機関とAI 2020年",
                "共同のＩＳＲ活動（Area Denial, or A2）を始め、関係する機関とＡＩ ２０２０年",
            ),
            ("Plain English 1", "Plain English 1", "Plain English 1"),
            ("", "", ""),
        ] {
            assert_eq!(cleaned(source, Width::Keep), source);
            assert_eq!(cleaned(source, Width::Narrow), narrow);
            assert_eq!(cleaned(source, Width::Wide), wide);
        }
    }

    proptest! {
        #[test]
        fn stable(text in "[aZ09ａＺ０９あ、。．/@ \n]{0,40}") {
            cleaned(&text, Width::Narrow);
            cleaned(&text, Width::Wide);
        }
    }
}
