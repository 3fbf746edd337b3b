//! Names of a capital and a number (`G7`, `F35`), and words with a number (`Level 2`),
//! that stand whole somewhere in a text, and may be torn elsewhere.

use std::hash::Hasher;
use std::sync::OnceLock;

use rustc_hash::{FxHashSet, FxHasher};

use super::start;
use crate::text::Text;

/// The names of a text, read when they are first needed.
#[derive(Clone, Debug, Default)]
pub(crate) struct Codes {
    names: OnceLock<FxHashSet<(u8, u32)>>,
    words: OnceLock<FxHashSet<u64>>,
}

impl Codes {
    /// Whether one of them was torn between two lines: `the G⏎7`.
    pub(crate) fn was_torn(&self, text: &Text, left: &str, right: &str) -> bool {
        let [.., b' ', letter @ b'A'..=b'Z'] = left.as_bytes() else { return false };
        let (number, len) = start::number(right);
        let ends = right.starts_with(|c: char| c.is_ascii_digit())
            && right.get(len..).is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric()))
            && !is_title(left, right.get(len..).unwrap_or(""));
        ends && self.names.get_or_init(|| read(text.as_bytes())).contains(&(*letter, number))
    }

    /// Whether a word was torn from the number that it has elsewhere: `at Level⏎2. The`.
    pub(crate) fn count_on(&self, text: &Text, left: &str, right: &str) -> bool {
        let Some((_, word)) = left.rsplit_once(' ') else { return false };
        let hash = word_and_number(word.as_bytes(), right.as_bytes());
        hash.is_some_and(|(hash, _)| self.words.get_or_init(|| read_words(text.as_bytes())).contains(&hash))
    }
}

/// Letters of the shortest and of the longest word that has a number.
const WORD: std::ops::RangeInclusive<usize> = 4..=24;

/// The hash of a word and the number behind it, its levels included (`4.0`); and the
/// number's length.
fn word_and_number(word: &[u8], behind: &[u8]) -> Option<(u64, usize)> {
    let digit = |at: usize| behind.get(at).is_some_and(u8::is_ascii_digit);
    let len = (0..behind.len()).take_while(|&at| digit(at) || behind.get(at) == Some(&b'.') && digit(at + 1)).count();
    let number = behind.get(..len).filter(|number| digit(0) && number.len() <= 9)?;
    let letters = WORD.contains(&word.len()) && word.iter().all(|byte| byte.is_ascii_alphabetic() || *byte >= 0x80);
    let mut hasher = FxHasher::default();
    hasher.write(word);
    hasher.write(number);
    letters.then_some((hasher.finish(), len))
}

fn read_words(bytes: &[u8]) -> FxHashSet<u64> {
    let mut found = FxHashSet::default();
    for at in memchr::memchr_iter(b' ', bytes) {
        let (Some(before), Some(behind)) = (bytes.get(..at), bytes.get(at + 1..)) else { continue };
        if !behind.first().is_some_and(u8::is_ascii_digit) {
            continue;
        }
        let near = before.get(before.len().saturating_sub(WORD.end() + 1)..).unwrap_or(before);
        let word = near.rsplit(u8::is_ascii_whitespace).next().unwrap_or(near);
        let number = behind.get(..12).unwrap_or(behind);
        if let Some((hash, len)) = word_and_number(word, number)
            && !behind.get(len).is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte >= 0x80)
        {
            found.insert(hash);
        }
    }
    found
}

/// Whether the letter numbers a part, and a title of its own follows: `Annex B⏎1
/// Scope`.
fn is_title(left: &str, rest: &str) -> bool {
    const PARTS: [&str; 6] = ["Annex", "Appendix", "Option", "Part", "Plan", "Section"];
    rest.trim_start().starts_with(|c: char| c.is_ascii_uppercase()) || left.rsplit(' ').nth(1).is_some_and(|word| PARTS.contains(&word))
}

fn read(bytes: &[u8]) -> FxHashSet<(u8, u32)> {
    let mut found = FxHashSet::default();
    let mut at = 0;
    while let Some(&letter) = bytes.get(at) {
        at += 1;
        let inside = at.checked_sub(2).and_then(|before| bytes.get(before)).is_some_and(u8::is_ascii_alphanumeric);
        if !letter.is_ascii_uppercase() || inside {
            continue;
        }
        let first = at;
        let mut number = 0u32;
        while let Some(digit) = bytes.get(at).filter(|byte| byte.is_ascii_digit()) {
            number = number.saturating_mul(10).saturating_add(u32::from(digit - b'0'));
            at += 1;
        }
        if (1..4).contains(&(at - first)) && !bytes.get(at).is_some_and(u8::is_ascii_alphanumeric) {
            found.insert((letter, number));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_were_torn() {
        let text = Text::from("The G7 and the G20 met. The F-35 flew. AG8 and G9x and B1234 are others.\n");
        let codes = Codes::default();
        for (left, right, torn) in [
            ("of the G", "7 in May", true),
            ("of the G", "20.", true),
            ("of the G", "8 in May", false),
            ("Annex G", "7 in May", false),
            ("of the G", "7 Scope", false),
            ("of the G", "9 in May", false),
            ("of the F", "35 group", false),
            ("of the B", "1234", false),
            ("of the G", "7x", false),
        ] {
            assert_eq!(codes.was_torn(&text, left, right), torn, "{left} {right}");
        }
    }
}
