//! Numbers as references write them: `3`, `３`, `Ⅲ`, `III`, `三`, `1.2.1`,
//! `Ⅲ-2-2-1`, `○`.

use super::context::joins_steps;
use crate::doc::number::numeral;
use crate::text::class;

/// A number as it is written, outermost first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Count {
    /// The values; empty when it was never filled in (`○`, `XX`, `??`).
    pub(super) values: Vec<u32>,
    /// Its length in bytes.
    pub(super) len: usize,
    /// It is written in kanji.
    pub(super) kanji: bool,
    /// It has a decimal point between its parts.
    pub(super) dots: bool,
}

impl Count {
    /// Whether somebody left a blank instead of a number.
    pub(super) fn is_blank(&self) -> bool {
        self.values.is_empty()
    }
}

/// Above this it is a year or a quantity.
const GREATEST: u32 = 300;

/// The number at the beginning of `text`, if there is one.
pub(super) fn at(text: &str) -> Option<Count> {
    let mut count = Count::default();
    if let Some(len) = blank(text) {
        count.len = len;
        return Some(count);
    }
    let mut rest = text;
    loop {
        let (value, len, kanji) = part(rest, count.values.is_empty())?;
        if value == 0 || value > GREATEST {
            return None;
        }
        count.values.push(value);
        count.kanji |= kanji;
        count.len += len;
        rest = text.get(count.len..)?;
        let Some(separator) = rest.chars().next().filter(|&c| joins_steps(c)) else { break };
        let behind = rest.get(separator.len_utf8()..)?;
        if let Some(len) = open_end(rest) {
            count.values.clear();
            count.len += len;
            break;
        }
        if kanji || !behind.starts_with(class::is_digit) || count.values.len() > 5 {
            break;
        }
        count.dots |= matches!(separator, '.' | '．');
        count.len += separator.len_utf8();
        rest = behind;
    }
    Some(count)
}

/// The number at the end of `text`, if there is one.
pub(super) fn before(text: &str) -> Option<Count> {
    let run = |c: char| {
        class::is_digit(c)
            || class::is_roman_numeral(c)
            || class::is_kanji_numeral(c)
            || is_circle(c)
            || matches!(c, 'I' | 'V' | 'X' | 'Ｘ' | '.' | '．' | '-' | '－' | '‐' | '–' | '−' | '?' | '？')
    };
    let mut start = text.len();
    for (n, c) in text.char_indices().rev().take(16) {
        if !run(c) {
            break;
        }
        start = n;
        if n + c.len_utf8() == text.len() && joins_steps(c) {
            return None;
        }
    }
    let all = text.get(start..)?.trim_start_matches(joins_steps);
    if all.is_empty() || text.strip_suffix(all)?.ends_with(class::is_latin) {
        return None;
    }
    at(all).filter(|count| count.len == all.len())
}

/// One part: value, bytes, whether in kanji.
fn part(text: &str, first: bool) -> Option<(u32, usize, bool)> {
    let c = text.chars().next()?;
    if !first && !class::is_digit(c) {
        return None;
    }
    let (value, len) = numeral(text)?;
    // VPN is no number
    let word = c.is_ascii_alphabetic() && text.get(len..)?.starts_with(class::is_latin);
    (!word && c != 'L').then_some((value, len, class::is_kanji_numeral(c)))
}

/// A blank that stands for a number: `○`, `〇-〇`, `●●`, `XX`, `??`, `TBD`.
fn blank(text: &str) -> Option<usize> {
    if let Some(rest) = ["TBD", "TBC", "TBA"].iter().find_map(|w| text.strip_prefix(w)) {
        return (!rest.starts_with(class::is_latin)).then_some(text.len() - rest.len());
    }
    let first = text.chars().next()?;
    let class: &[char] = match first {
        _ if is_circle(first) => &CIRCLES,
        '?' | '？' => &['?', '？'],
        'X' | 'Ｘ' | 'x' => &['X', 'Ｘ', 'x'],
        _ => return None,
    };
    let blanks = |c: char| class.contains(&c) || joins_steps(c) && c != 'ー';
    let len = text.find(|c: char| !blanks(c)).unwrap_or(text.len());
    let run = text.get(..len)?.trim_end_matches(joins_steps);
    let word = first.is_alphabetic() && text.get(run.len()..)?.starts_with(class::is_latin);
    // a single X is ten, 二〇 is a number
    let long = run.chars().count() >= 2;
    let number = text.get(run.len()..)?.starts_with(class::is_kanji_numeral);
    (!word && !number && (long || is_circle(first))).then_some(run.len())
}

/// What is written for a number that is not known yet.
const CIRCLES: [char; 4] = ['○', '●', '◯', '〇'];

/// Whether it is one of them.
pub(super) fn is_circle(c: char) -> bool {
    CIRCLES.contains(&c)
}

/// The steps behind a number that were left blank: the `-○` of `図1-○`, in
/// bytes.
fn open_end(text: &str) -> Option<usize> {
    let mark = text.chars().next().filter(|&c| joins_steps(c))?;
    let rest = text.get(mark.len_utf8()..)?;
    // 表1．○印は…
    if matches!(mark, '.' | '．') && rest.starts_with(CIRCLES) {
        return None;
    }
    Some(mark.len_utf8() + blank(rest).or_else(|| single(rest))?)
}

/// The length of an X that stands alone; only what it stands beside tells whether
/// it is a blank or ten.
pub(super) fn single(text: &str) -> Option<usize> {
    let rest = text.strip_prefix(['X', 'Ｘ']).filter(|r| !r.starts_with(|c: char| class::is_latin(c) || class::is_digit(c)))?;
    Some(text.len() - rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers() {
        let check = |text: &str, want: &[u32], len: usize| {
            let got = at(text).unwrap_or_default();
            assert_eq!((got.values.as_slice(), got.len), (want, len), "{text}");
        };
        check("3節", &[3], 1);
        check("１２章", &[12], 6);
        check("Ⅲ-2-2-1に", &[3, 2, 2, 1], 9);
        check("1.2.1項", &[1, 2, 1], 5);
        check("V部", &[5], 1);
        check("三十二", &[32], 9);
        check("二〇", &[20], 6);
        check("1-2-", &[1, 2], 3);
        check("○-○に", &[], 7);
        check("??章", &[], 2);
        check("1-○に", &[], 5);
        check("1-1-X図", &[], 5);
        check("〇章", &[], 3);
        check("〇三", &[3], 6);
        check("XXX", &[], 3);
        check("TBD.", &[], 3);
        check("1-Xbox", &[1], 1);
        check("2020年", &[], 0);
        check("VPN", &[], 0);
    }

    #[test]
    fn numbers_before_a_name() {
        let check = |text: &str, want: Option<&[u32]>| {
            assert_eq!(before(text).map(|c| c.values).as_deref(), want, "{text}");
        };
        check("本章3", Some(&[3]));
        check("、1.2.1", Some(&[1, 2, 1]));
        check("第三", Some(&[3]));
        check("EV", None);
        check("項目-", None);
        check("第○", Some(&[]));
        check("", None);
    }
}
