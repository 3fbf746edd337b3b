//! UTF-8 that was read as Latin-1 or Windows-1252, where that can be proven.
//!
//! A run of characters of which each is one byte ≥ 0x80 of one of the two
//! encodings, and whose bytes are valid UTF-8 as a whole, is a proof when the
//! result is Japanese or typographic; short runs that could also be an accented
//! letter in front of a closing quote are no proof and stay.

use std::cmp::Ordering;

use crate::text::class;

/// The characters of 0x80 to 0x9F in Windows-1252 (WHATWG Encoding Standard);
/// unassigned bytes are the C1 control characters, as in Latin-1.
const WINDOWS_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}', '\u{90}', '‘', '’', '“', '”', '•', '–',
    '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
];

/// The byte ≥ 0x80 that `c` is in Latin-1 or Windows-1252.
pub(super) fn byte(c: char) -> Option<u8> {
    match c {
        '\u{80}'..='\u{FF}' => u8::try_from(u32::from(c)).ok(),
        '\u{152}'..='\u{2122}' => WINDOWS_1252.iter().position(|&w| w == c).and_then(|at| u8::try_from(at + 0x80).ok()),
        _ => None,
    }
}

/// Whether mojibake can start with `c`: a lead byte of UTF-8.
pub(super) fn starts(c: char) -> bool {
    matches!(c, '\u{C2}'..='\u{F4}')
}

/// `text` with all proven runs repaired; `None` when there is none. `before`
/// and `after` are the characters on both sides of `text`.
pub(super) fn repair(text: &str, before: Option<char>, after: Option<char>) -> Option<String> {
    let mut out: Option<String> = None;
    let mut copied = 0;
    let mut at = 0;
    let mut previous = before;
    while let Some(rest) = text.get(at..).filter(|r| !r.is_empty()) {
        let run = rest.find(|c| byte(c).is_none()).and_then(|end| rest.get(..end)).unwrap_or(rest);
        let next = rest.get(run.len()..).and_then(|r| r.chars().next()).or(if run.len() == rest.len() { after } else { None });
        if run.is_empty() {
            previous = rest.chars().next();
            at += previous.map_or(1, char::len_utf8);
            continue;
        }
        if let Some(fixed) = decode(run, previous, next) {
            let out = out.get_or_insert_default();
            out.push_str(text.get(copied..at).unwrap_or_default());
            out.push_str(&fixed);
            copied = at + run.len();
        }
        previous = run.chars().next_back();
        at += run.len();
    }
    let mut out = out?;
    out.push_str(text.get(copied..).unwrap_or_default());
    Some(out)
}

fn decode(run: &str, before: Option<char>, after: Option<char>) -> Option<String> {
    let bytes: Vec<u8> = run.chars().filter_map(byte).collect();
    let fixed = String::from_utf8(bytes).ok()?;
    if !fixed.chars().all(plausible) {
        return None;
    }
    // a quote or dash behind an accented letter can look like one character
    let only = |what: fn(char) -> bool| run.chars().all(|c| starts(c) || what(c));
    let wide = fixed.chars().filter(|&c| c.len_utf8() > 2).count();
    let proven = match wide.cmp(&1) {
        Ordering::Greater => true,
        Ordering::Equal => !only(common_punctuation) || run.starts_with("â€"),
        Ordering::Less => {
            let lower = |c: Option<char>| c.is_some_and(|c| c.is_ascii_lowercase());
            !only(quote) && run.starts_with(['Ã', 'Â']) && (lower(before) || lower(after))
        }
    };
    proven.then_some(fixed)
}

/// What a repaired text may hold.
fn plausible(c: char) -> bool {
    class::is_japanese(c)
        || matches!(c, '\u{A0}'..='\u{24F}' | '\u{2010}'..='\u{2BFF}' | '\u{FE0F}' | '\u{FF01}'..='\u{FFEE}' | '\u{1F300}'..='\u{1FAFF}')
}

/// What may well stand behind an accented letter.
fn common_punctuation(c: char) -> bool {
    quote(c) || matches!(c, '•' | '·' | '®' | '™' | '©' | '°')
}

fn quote(c: char) -> bool {
    matches!(c, '‘' | '’' | '“' | '”' | '‚' | '„' | '–' | '—' | '…' | '«' | '»' | '‹' | '›' | '\u{A0}')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Misreads UTF-8 as Windows-1252.
    fn garble(text: &str) -> String {
        text.bytes().map(|b| if (0x80..0xA0).contains(&b) { WINDOWS_1252[usize::from(b) - 0x80] } else { char::from(b) }).collect()
    }

    #[test]
    fn garbled_text_comes_back() {
        for text in ["防衛白書", "日本の AI（人工知能）は、③の『もの』。", "naïve café", "“quoted” – it’s", "①Ⅲ㈱", "😀"]
        {
            assert_eq!(repair(&garble(text), None, None).as_deref(), Some(text));
            let latin1: String = text.bytes().map(char::from).collect();
            assert_eq!(repair(&latin1, None, None).as_deref(), Some(text));
        }
    }

    #[test]
    fn real_text_stays() {
        for text in ["café” — “résumé”…", "«IRMÃ»", "SÃO PAULO", "Âge", "É”…", "½ × ° ± ²", "Zürich’s", "Ärger", "100 €", "naïve", ""]
        {
            assert_eq!(repair(text, None, None), None, "{text}");
        }
    }
}
