//! Letters of acronyms and of the words that they stand for, in one form.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// Compatibility forms (fullwidth letters, ligatures) and accents taken off.
#[must_use]
pub fn fold(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    // marks are taken off, so their order does not matter: each character by itself
    for c in text.chars() {
        if c.is_ascii() {
            out.push(c);
        } else {
            out.extend(std::iter::once(c).nfkd().filter(|&c| !is_combining_mark(c)));
        }
    }
    Cow::Owned(out)
}

/// The small letter; the first one, where there are several.
#[must_use]
pub fn lower(c: char) -> char {
    c.to_lowercase().next().unwrap_or(c)
}

/// `C4ISR` as `CCCCISR`; `None` when no digit repeats a letter.
#[must_use]
pub fn repeat(letters: &[char]) -> Option<Vec<char>> {
    let mut out: Vec<char> = Vec::new();
    let mut changed = false;
    for &c in letters {
        match (c.to_digit(10), out.last().copied()) {
            (Some(n @ 2..=5), Some(last)) if last.is_uppercase() => {
                out.extend(std::iter::repeat_n(last, n as usize - 1));
                changed = true;
            }
            _ => out.push(c),
        }
    }
    changed.then_some(out)
}
