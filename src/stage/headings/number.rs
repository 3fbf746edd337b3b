//! The number of a heading.

use crate::text::class;

/// What a heading's number is like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// `第2章`, `第３節`, `Chapter 4`.
    Named,
    /// `1.2`, `３．１．２`.
    Decimal,
    /// `3`, `(3)`, `（３）`, `①`.
    Plain,
}

/// The number at the start of `text` and its length in bytes.
pub(super) fn at_start(text: &str) -> Option<(Kind, usize)> {
    let first = text.chars().next()?;
    match first {
        '第' => named(text),
        'C' | 'S' | 'P' | 'A' => latin(text),
        '(' | '（' => {
            let rest = text.trim_start_matches(['(', '（']);
            let after = rest.trim_start_matches(class::is_digit);
            let end = after.strip_prefix([')', '）'])?;
            (rest.len() - after.len() > 0 && text.len() - rest.len() == first.len_utf8()).then_some((Kind::Plain, text.len() - end.len()))
        }
        _ if class::is_enclosed(first) => Some((Kind::Plain, first.len_utf8())),
        _ if class::is_digit(first) => digits(text),
        _ => None,
    }
}

/// `第2節` with its unit; spaces may stand around the digits.
pub(super) fn named(text: &str) -> Option<(Kind, usize)> {
    let rest = text.strip_prefix('第')?.trim_start_matches(class::is_space);
    let after = rest.trim_start_matches(is_numeral);
    if after.len() == rest.len() {
        return None;
    }
    let after = after.trim_start_matches(class::is_space);
    let end = after.strip_prefix(is_unit)?;
    Some((Kind::Named, text.len() - end.len()))
}

/// A digit of a heading's number.
pub(super) fn is_numeral(c: char) -> bool {
    class::is_digit(c) || class::is_kanji_numeral(c) || class::is_roman_numeral(c)
}

/// What a part of a book is called behind its number.
pub(super) fn is_unit(c: char) -> bool {
    matches!(c, '部' | '編' | '章' | '節' | '款' | '項' | '目')
}

fn latin(text: &str) -> Option<(Kind, usize)> {
    let word = text.split(' ').next()?;
    if !["Chapter", "CHAPTER", "Section", "SECTION", "Part", "PART", "Appendix", "APPENDIX"].contains(&word) {
        return None;
    }
    let rest = text.get(word.len()..)?.strip_prefix(' ')?;
    let after = rest.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, 'I' | 'V' | 'X'));
    let ended = after.chars().next().is_none_or(|c| !c.is_alphanumeric());
    (after.len() < rest.len() && ended).then_some((Kind::Named, text.len() - after.len()))
}

fn digits(text: &str) -> Option<(Kind, usize)> {
    let (mut parts, mut rest) = (0, text);
    loop {
        let after = rest.trim_start_matches(class::is_digit);
        if rest.len() == after.len() || rest.chars().take_while(|&c| class::is_digit(c)).count() > 2 {
            return None;
        }
        parts += 1;
        let next = after.strip_prefix(['.', '．']).filter(|n| n.starts_with(class::is_digit));
        match next {
            Some(next) => rest = next,
            None => {
                // the point of `1.2.` or `3.` belongs to the number
                let end = after.strip_prefix(['.', '．']).unwrap_or(after);
                return Some((if parts > 1 { Kind::Decimal } else { Kind::Plain }, text.len() - end.len()));
            }
        }
    }
}

/// The values of a decimal number's parts.
pub(super) fn parts(number: &str) -> Vec<u32> {
    number
        .split(['.', '．'])
        .filter(|p| !p.is_empty())
        .map(|p| p.chars().filter_map(class::digit_value).fold(0, |n, d| n * 10 + d))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Kind, at_start, parts};

    #[test]
    fn numbers() {
        for (text, number, kind) in [
            ("第2章 概要", "第2章", Kind::Named),
            ("第 ３ 節　概要", "第 ３ 節", Kind::Named),
            ("第二部", "第二部", Kind::Named),
            ("第Ⅲ部", "第Ⅲ部", Kind::Named),
            ("Chapter 3 Results", "Chapter 3", Kind::Named),
            ("1.2 背景", "1.2", Kind::Decimal),
            ("３．１．２背景", "３．１．２", Kind::Decimal),
            ("1.2. 背景", "1.2.", Kind::Decimal),
            ("1 背景", "1", Kind::Plain),
            ("（２）背景", "（２）", Kind::Plain),
            ("①背景", "①", Kind::Plain),
        ] {
            assert_eq!(at_start(text), Some((kind, number.len())), "{text}");
        }
        for text in ["第一に", "2020年", "背景", "Chapters 3", "(a)", "", "第1-2-1図"] {
            assert_eq!(at_start(text), None, "{text}");
        }
        assert_eq!(parts("3.１２."), [3, 12]);
    }
}
