//! A number with another value, written like the ones beside it: what is missing
//! between Ⅱ and Ⅳ is called Ⅲ.

use super::{ENCLOSED, KANA, enclosed, kana, latin_roman};
use crate::text::class;

/// A number as it is written, whose last step has the value `from`, with the
/// value `to` in its place: `第6節` becomes `第3節`, `（エ）` becomes `（イ）`.
#[must_use]
pub fn rewritten(written: &str, from: u32, to: u32) -> String {
    let runs: [Run; 5] = [counted, letters, enclosed_one, kana_one, letter];
    let found = runs.iter().find_map(|run| run(written, from, to));
    found.map_or_else(
        || to.to_string(),
        |(range, new)| {
            let (head, tail) = (written.get(..range.start).unwrap_or(""), written.get(range.end..).unwrap_or(""));
            format!("{head}{new}{tail}")
        },
    )
}

/// Where a text has a number of one kind, and what is to stand there.
type Run = fn(&str, u32, u32) -> Option<(std::ops::Range<usize>, String)>;

/// `12`, `１２`, `Ⅻ`, `十二`: the last of them.
fn counted(written: &str, _: u32, to: u32) -> Option<(std::ops::Range<usize>, String)> {
    let counts = |c: char| class::is_digit(c) || class::is_roman_numeral(c) || class::is_kanji_numeral(c);
    let (at, last) = written.char_indices().rev().find(|(_, c)| counts(*c))?;
    let end = at + last.len_utf8();
    let head = written.get(..end)?;
    let like: fn(char) -> bool = match last {
        c if class::is_digit(c) => class::is_digit,
        c if class::is_roman_numeral(c) => class::is_roman_numeral,
        _ => class::is_kanji_numeral,
    };
    let start = head.trim_end_matches(like).len();
    let new = match last {
        '０'..='９' => to.to_string().chars().map(|c| shift(c, '0', '０')).collect(),
        c if class::is_digit(c) => to.to_string(),
        '\u{2170}'..='\u{217F}' => symbols(to)?.chars().map(|c| shift(c, 'Ⅰ', 'ⅰ')).collect(),
        c if class::is_roman_numeral(c) => symbols(to)?,
        _ => kanji(head.get(start..)?, to)?,
    };
    Some((start..end, new))
}

fn shift(c: char, from: char, to: char) -> char {
    char::from_u32(u32::from(c) - u32::from(from) + u32::from(to)).unwrap_or(c)
}

/// `Ⅻ`, `ⅩⅢ`
fn symbols(value: u32) -> Option<String> {
    let (tens, rest) = if value <= 12 { (0, value) } else { (value / 10, value % 10) };
    let one = char::from_u32(u32::from('Ⅰ') + rest.checked_sub(1).unwrap_or(u32::MAX / 2)).filter(|_| rest > 0);
    (value > 0 && tens < 4).then(|| "Ⅹ".repeat(tens as usize).chars().chain(one).collect())
}

/// By name (`十二`) or by place (`一二`), as it was.
fn kanji(was: &str, value: u32) -> Option<String> {
    let digit = |d: u32| "〇一二三四五六七八九".chars().nth(d as usize);
    if !was.contains(['十', '百']) && (was.chars().count() > 1 || value >= 100) {
        return value.to_string().chars().map(|c| c.to_digit(10).and_then(digit)).collect();
    }
    let (tens, ones) = (value / 10, value % 10);
    let mut new = String::new();
    new.extend(digit(tens).filter(|_| tens > 1));
    new.extend((tens > 0).then_some('十'));
    new.extend(digit(ones).filter(|_| ones > 0));
    (value > 0 && value < 100).then_some(new)
}

/// `IV`, `(ii)`: a word that is a Roman number of that value.
fn letters(written: &str, from: u32, to: u32) -> Option<(std::ops::Range<usize>, String)> {
    let (range, word) = last_word(written)?;
    let upper = word.to_ascii_uppercase();
    let (value, len, _) = latin_roman(&upper)?;
    let small = word.starts_with(|c: char| c.is_ascii_lowercase());
    (value == from && len == word.len()).then(|| (range, if small { roman(to).to_ascii_lowercase() } else { roman(to) }))
}

fn roman(mut value: u32) -> String {
    const SIGNS: [(u32, &str); 9] = [(100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")];
    let mut new = String::new();
    for (worth, sign) in SIGNS {
        while value >= worth && new.len() < 20 {
            new.push_str(sign);
            value -= worth;
        }
    }
    new
}

/// `①`, in its own row where it has the number.
fn enclosed_one(written: &str, _: u32, to: u32) -> Option<(std::ops::Range<usize>, String)> {
    let (at, c) = written.char_indices().rev().find(|(_, c)| enclosed(*c).is_some())?;
    let row = ENCLOSED.iter().position(|(first, last, _)| (first..=last).contains(&&c))?;
    // ①, ㉑ and ㊱ are one row in three pieces
    let rows = if row < 3 { ENCLOSED.get(..3) } else { ENCLOSED.get(row..=row) };
    let put =
        |(first, last, base): &(char, char, u32)| char::from_u32(u32::from(*first) + to.checked_sub(*base)?).filter(|new| new <= last);
    rows?.iter().find_map(put).map(|new| (at..at + c.len_utf8(), new.to_string()))
}

/// `ア`, `（ア）`
fn kana_one(written: &str, from: u32, to: u32) -> Option<(std::ops::Range<usize>, String)> {
    let (at, c) = written.char_indices().rev().find(|(_, c)| kana(*c) == Some(from))?;
    let new = KANA.chars().nth(to.checked_sub(1)? as usize)?;
    Some((at..at + c.len_utf8(), new.to_string()))
}

/// `(a)`, `Appendix B`
fn letter(written: &str, _: u32, to: u32) -> Option<(std::ops::Range<usize>, String)> {
    let (range, word) = last_word(written)?;
    let first = if word.starts_with(|c: char| c.is_ascii_lowercase()) { 'a' } else { 'A' };
    let new = char::from_u32(u32::from(first) + to.checked_sub(1)?).filter(char::is_ascii_alphabetic)?;
    (word.len() == 1).then(|| (range, new.to_string()))
}

/// The last word in Latin letters.
fn last_word(written: &str) -> Option<(std::ops::Range<usize>, &str)> {
    let end = written.rfind(|c: char| c.is_ascii_alphabetic())? + 1;
    let head = written.get(..end)?;
    let start = head.trim_end_matches(|c: char| c.is_ascii_alphabetic()).len();
    Some((start..end, head.get(start..)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_beside() {
        for (written, from, to, want) in [
            ("第6節", 6, 3, "第3節"),
            ("第６節", 6, 13, "第１３節"),
            ("図表Ⅲ-2-2-4", 4, 3, "図表Ⅲ-2-2-3"),
            ("Ⅳ", 4, 3, "Ⅲ"),
            ("第Ⅹ部", 10, 14, "第ⅩⅣ部"),
            ("ⅳ", 4, 3, "ⅲ"),
            ("第四章", 4, 3, "第三章"),
            ("第十二章", 12, 20, "第二十章"),
            ("第一二章", 12, 10, "第一〇章"),
            ("④", 4, 3, "③"),
            ("㉒", 22, 20, "⑳"),
            ("⑷", 4, 3, "⑶"),
            ("（エ）", 4, 2, "（イ）"),
            ("ウ", 3, 2, "イ"),
            ("(d)", 4, 2, "(b)"),
            ("(i)", 9, 8, "(h)"),
            ("(i)", 1, 3, "(iii)"),
            ("iv)", 4, 3, "iii)"),
            ("Part II", 2, 9, "Part IX"),
            ("Appendix D", 4, 3, "Appendix C"),
            ("(4)", 4, 3, "(3)"),
            ("", 4, 3, "3"),
        ] {
            assert_eq!(rewritten(written, from, to), want, "{written} {to}");
        }
    }
}
