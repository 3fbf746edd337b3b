//! What the beginning of a line says it is.

mod label;

use crate::text::class;
pub(crate) use label::unnamed_part;
use label::{APPARATUS, english, labelled, labels_float, ordinal};

/// The style of a counter in front of a heading, an item or a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Counter {
    /// `第2章`, `第Ⅲ部`, `Chapter 2`: a counter with its unit's name.
    Named,
    /// `1.2`, `１-２-３`: several levels.
    Decimal,
    /// `1.`, `１．`, `2、`
    Dotted,
    /// `1 `, `１　`, `第二十条　`: digits or the number of an article, and a space.
    Bare,
    /// `(1)`, `（１）`, `[1]`: both brackets.
    Bracketed,
    /// `1)`, `１）`
    HalfBracketed,
    /// `①`
    Enclosed,
    /// `ア　`, `イ．`, `(ア)`
    Kana,
    /// `a.`, `(b)`, `A)`
    Letter,
    /// `Ⅰ　`, `Ⅱ．`
    Roman,
    /// `一　`, `二、`
    Kanji,
}

/// What a line begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Start {
    /// Nothing special.
    Plain,
    /// A Markdown heading mark of a level from 1 to 6.
    Hashes(u8),
    /// A counter: its style, its value (0 when it is not a plain number), and
    /// how many bytes it takes together with the spaces behind it.
    Counter(Counter, u32, u16),
    /// A bullet.
    Bullet,
    /// A note's own mark that is nothing else: `※2`, `（注3）`, `*1`,
    /// `<sup>2</sup>`, `²`, `[^1]:`; with its number, 0 when it has none.
    NoteMark(u32),
    /// A label of a figure, table, box or appendix: `図表Ⅲ-2-2-1`, `第1-2図`,
    /// `Figure 3`, `資料19`.
    Label,
    /// `参照`, `資料：`, `出典：`, `（備考）`: a line that speaks of another.
    Apparatus,
    /// A label or place with a title in brackets, `資料19（…）`, `3章3節1項（…）`:
    /// a reference, alone on its line or in a sentence.
    Reference,
    /// A web address.
    Address,
    /// A digit string and nothing else: page number, note number, table cell.
    Number(u32),
    /// Markdown that must stand as it is: table row, rule, fence, quote.
    Markup,
}

impl Start {
    /// Whether a line that begins so opens a block of its own wherever it
    /// stands, except in the middle of a cut sentence.
    #[must_use]
    pub fn opens_block(self) -> bool {
        self != Start::Plain
    }
}

/// Reads the beginning of a line's body (a text without spaces at its ends).
#[must_use]
pub fn of(body: &str) -> Start {
    match read(body) {
        Start::NoteMark(_) | Start::Counter(Counter::Bracketed | Counter::HalfBracketed, ..) if stops(body) => Start::Plain,
        // （①、⏎②）が
        Start::Counter(Counter::Enclosed, ..) if is_listed(body) => Start::Plain,
        start => start,
    }
}

/// Whether the number in front is one of several in a sentence, or stands in its brackets.
fn is_listed(body: &str) -> bool {
    let mut behind = body.chars().skip(1);
    match behind.next() {
        Some('、' | '，') => behind.next().is_some_and(class::is_enclosed),
        Some('）' | ')' | '」') => matches!(behind.next(), Some('を' | '、' | '，' | '。')),
        _ => false,
    }
}

/// Whether a mark in front of a line calls a note from the sentence that ends
/// there: `[8]。次に`.
fn stops(body: &str) -> bool {
    let signs = body.strip_prefix("<sup>").unwrap_or(body);
    let signs = signs.trim_start_matches(|c: char| class::is_opening(c) || matches!(c, '※' | '*' | '＊' | '注'));
    let digits = signs.trim_start_matches(|c: char| class::is_digit(c) || class::is_superscript_digit(c));
    let rest = digits.strip_prefix("</sup>").unwrap_or(digits).trim_start_matches(class::is_closing);
    digits.len() < signs.len() && rest.starts_with(['。', '、', '，'])
}

fn read(body: &str) -> Start {
    let Some(first) = body.chars().next() else { return Start::Plain };
    let rest = &body[first.len_utf8()..];
    match first {
        // ordinary letters of prose first: most lines end here
        '\u{3041}'..='\u{3096}' => Start::Plain,
        '0'..='9' | '０'..='９' => digits(body),
        '#' => hashes(body),
        '|' => Start::Markup,
        '`' | '~' if body.starts_with("```") || body.starts_with("~~~") => Start::Markup,
        '>' if rest.starts_with(' ') => Start::Markup,
        '※' | '†' | '‡' => Start::NoteMark(number(rest).0),
        '*' | '＊' => match number(rest) {
            (_, 0) if rest.starts_with(' ') => Start::Bullet,
            (_, 0) => Start::Plain,
            (value, _) => Start::NoteMark(value),
        },
        '<' => body.strip_prefix("<sup>").map_or(Start::Plain, |inner| Start::NoteMark(number(inner).0)),
        '-' | '–' | '—' | '+' | 'l' | 'o' if rest.starts_with(' ') => Start::Bullet,
        '－' | '―' | '‐' | '−' | '＋' if rest.starts_with(class::is_space) => Start::Bullet,
        'h' if rest.starts_with("ttp://") || rest.starts_with("ttps://") => Start::Address,
        'w' if rest.starts_with("ww.") => Start::Address,
        '(' | '（' | '[' | '［' | '〔' | '【' | '〈' => bracketed(body, first),
        '第' => ordinal(body),
        'a'..='z' => letter(rest, Counter::Letter),
        'Q' | 'A' | 'Ｑ' | 'Ａ' | '問' if let Some(start) = question(body) => start,
        'A'..='Z' => english(body).unwrap_or_else(|| letter(rest, Counter::Letter)),
        'Ａ'..='Ｚ' => wide_letter(rest),
        '\u{2160}'..='\u{217F}' if names_a_place(body) => Start::Reference,
        '\u{2160}'..='\u{217F}' => letter(rest.trim_start_matches(class::is_roman_numeral), Counter::Roman),
        'ア'..='ン' => labelled(body).unwrap_or_else(|| letter(rest, Counter::Kana)),
        _ if class::is_enclosed(first) => counter(Counter::Enclosed, enclosed(first), first.len_utf8() + spaces(rest)),
        _ if class::is_superscript_digit(first) => Start::NoteMark(superscript(body)),
        '・' | '･' if rest.starts_with(class::is_closing) => Start::Plain,
        // ■図表1 題
        '■' | '□' | '◆' | '◇' | '▲' | '△' | '▼' | '●' | '○' | '◎' | '★' if labels_float(rest) => Start::Label,
        // ○○市 is a name that is left open
        _ if class::is_bullet(first) && first != '→' && !rest.starts_with(first) => Start::Bullet,
        _ if class::is_kanji(first) => labelled(body).unwrap_or_else(|| kanji_counter(body)),
        _ => Start::Plain,
    }
}

/// A decimal number at the start: its value and its length in bytes.
#[must_use]
pub fn number(text: &str) -> (u32, usize) {
    let mut value = 0u32;
    let mut len = 0;
    for c in text.chars() {
        let Some(digit) = class::digit_value(c) else { break };
        value = value.saturating_mul(10).saturating_add(digit);
        len += c.len_utf8();
    }
    (value, len)
}

fn spaces(text: &str) -> usize {
    text.len() - text.trim_start_matches(class::is_space).len()
}

fn counter(style: Counter, value: u32, len: usize) -> Start {
    Start::Counter(style, value, u16::try_from(len).unwrap_or(u16::MAX))
}

fn hashes(body: &str) -> Start {
    let level = body.bytes().take_while(|b| *b == b'#').count();
    match u8::try_from(level) {
        Ok(short @ 1..=6) if body[level..].starts_with([' ', '\t']) => Start::Hashes(short),
        _ => Start::Plain,
    }
}

/// The value of the raised digits at the start.
pub(super) fn superscript(body: &str) -> u32 {
    let digit = |c: char| match c {
        '⁰' | '⁴'..='⁹' => Some(c as u32 - '⁰' as u32),
        '¹' => Some(1),
        '²' => Some(2),
        '³' => Some(3),
        _ => None,
    };
    body.chars().map_while(digit).fold(0, |value: u32, d| value.saturating_mul(10).saturating_add(d))
}

fn enclosed(c: char) -> u32 {
    match c {
        '①'..='⑳' => c as u32 - '①' as u32 + 1,
        '⑴'..='⒇' => c as u32 - '⑴' as u32 + 1,
        '❶'..='❿' => c as u32 - '❶' as u32 + 1,
        _ => 0,
    }
}

/// `1`, `1 `, `1.`, `1.2 `, `1)`, `１．`, `１-２ `.
fn digits(body: &str) -> Start {
    let (value, len) = number(body);
    let rest = &body[len..];
    if rest.is_empty() {
        return Start::Number(value);
    }
    if names_a_place(body) {
        return Start::Reference;
    }
    let Some(next) = rest.chars().next() else { return Start::Plain };
    let after = &rest[next.len_utf8()..];
    if value > 999 {
        return Start::Plain;
    }
    match next {
        _ if class::is_space(next) => counter(Counter::Bare, value, len + spaces(rest)),
        ')' | '）' => counter(Counter::HalfBracketed, value, len + next.len_utf8() + spaces(after)),
        '.' | '．' | '-' | '－' | '–' if after.starts_with(class::is_digit) => {
            let tail = after.trim_start_matches(|c: char| class::is_digit(c) || c == next);
            let end = body.len() - tail.len();
            // 1.5倍 and 3-4月 are quantities
            if tail.is_empty() || tail.starts_with(class::is_space) {
                counter(Counter::Decimal, 0, end + spaces(tail))
            } else if let Some(title) = tail.strip_prefix(['.', '．']) {
                counter(Counter::Decimal, 0, body.len() - title.len() + spaces(title))
            } else {
                Start::Plain
            }
        }
        '.' | '．' | '、' | '，' if value < 100 => {
            if next == '.' && !after.starts_with(class::is_space) && !after.starts_with(class::is_japanese) {
                Start::Plain
            } else {
                counter(Counter::Dotted, value, len + next.len_utf8() + spaces(after))
            }
        }
        _ => Start::Plain,
    }
}

/// `3章3節1項（…）`: a reference that stands as a line of its own.
fn names_a_place(body: &str) -> bool {
    let mut rest = body;
    let mut levels = 0;
    loop {
        let counted = rest.trim_start_matches(|c: char| class::is_digit(c) || class::is_roman_numeral(c));
        match counted.strip_prefix(['部', '章', '節', '項']) {
            Some(next) if counted.len() < rest.len() => {
                rest = next;
                levels += 1;
            }
            _ => return levels > 0 && rest.starts_with(['（', '(']),
        }
    }
}

/// `(1)`, `（ア）`, `（注1）`, `[2]`, `【事例】`.
fn bracketed(body: &str, open: char) -> Start {
    let inner = &body[open.len_utf8()..];
    if open == '['
        && let Some(rest) = inner.strip_prefix('^')
    {
        return Start::NoteMark(number(rest).0);
    }
    if let Some(rest) = inner.strip_prefix(['注', '※']) {
        let (value, len) = number(rest);
        return if rest[len..].starts_with(class::is_closing) { Start::NoteMark(value) } else { Start::Plain };
    }
    let Some((at, close)) = inner.char_indices().take(5).find(|(_, c)| class::is_closing(*c)) else { return Start::Plain };
    let label = &inner[..at];
    let end = open.len_utf8() + at + close.len_utf8();
    let end = end + spaces(&body[end..]);
    if APPARATUS.contains(&label) {
        return Start::Apparatus;
    }
    let (value, len) = number(label);
    if len > 0 && len == label.len() {
        return if value < 100 { counter(Counter::Bracketed, value, end) } else { Start::Plain };
    }
    // (ii), (iv)
    if open == '(' && label.len() > 1 && label.bytes().all(|b| matches!(b, b'i' | b'v' | b'x')) {
        return counter(Counter::Roman, 0, end);
    }
    let mut chars = label.chars();
    let (Some(c), None, '(' | '（') = (chars.next(), chars.next(), open) else { return Start::Plain };
    match c {
        'ア'..='ン' => counter(Counter::Kana, 0, end),
        'a'..='z' | 'A'..='Z' | 'ａ'..='ｚ' | 'Ａ'..='Ｚ' => counter(Counter::Letter, 0, end),
        _ if class::is_roman_numeral(c) => counter(Counter::Roman, 0, end),
        _ if class::is_kanji_numeral(c) => counter(Counter::Bracketed, 0, end),
        _ => Start::Plain,
    }
}

/// `a.`, `B)`, `ア　`, `Ⅱ．`: one letter and a mark or, for Japanese ones, a
/// space. `rest` is what follows the letter.
fn letter(rest: &str, style: Counter) -> Start {
    let len = |mark: char| usize::from(style != Counter::Letter) * 2 + 1 + mark.len_utf8();
    match rest.chars().next() {
        Some(mark @ ('.' | '．' | ')' | '）')) => {
            let after = &rest[mark.len_utf8()..];
            if after.starts_with(class::is_space) || after.starts_with(class::is_kanji) {
                counter(style, 0, len(mark) + spaces(after))
            } else {
                Start::Plain
            }
        }
        Some('\u{3000}' | ' ' | '\t') if style != Counter::Letter => counter(style, 0, len(' ') - 1 + spaces(rest)),
        _ => Start::Plain,
    }
}

/// `Ａ　`, `Ｂ．`: `rest` is what follows the letter.
fn wide_letter(rest: &str) -> Start {
    let text = rest.strip_prefix(['\u{3000}', '．']);
    text.map_or(Start::Plain, |text| counter(Counter::Letter, 0, 3 + rest.len() - text.len() + spaces(text)))
}

/// `Q1.`, `A1:`, `Ｑ１　`, `問2 `: questions and answers with their numbers.
fn question(body: &str) -> Option<Start> {
    let rest = &body[body.chars().next()?.len_utf8()..];
    let (value, len) = number(rest);
    let behind = rest.get(len..).filter(|_| len > 0 && value < 1000)?;
    let text = behind.strip_prefix(['.', '．', ':', '：', '\u{3000}', ' '])?;
    let text = text.trim_start_matches(class::is_space);
    // not A1 paper, A4:2017, Q1 FY2024
    let latin =
        behind.get(1..).is_some_and(|text| text.starts_with(' ')) && behind.starts_with(['.', ':']) && text.starts_with(char::is_uppercase);
    let begins = latin || behind.starts_with(['．', '：', '\u{3000}']) || text.starts_with(class::is_japanese);
    (begins && !text.is_empty()).then(|| counter(Counter::Letter, value, body.len() - text.len()))
}

/// `一　題`, `二、…`; not `一方、`.
fn kanji_counter(body: &str) -> Start {
    let rest = body.trim_start_matches(class::is_kanji_numeral);
    let len = body.len() - rest.len();
    if len == 0 || len > 9 {
        return Start::Plain;
    }
    match rest.chars().next() {
        Some(mark @ ('\u{3000}' | '、' | '．')) => counter(Counter::Kanji, 0, len + mark.len_utf8()),
        Some(' ') if is_word(&rest[1..]) => counter(Counter::Kanji, 0, len + 1),
        _ => Start::Plain,
    }
}

/// Whether a text begins with Japanese letters that do not stand apart.
fn is_word(text: &str) -> bool {
    text.chars().take(3).filter(|&c| class::is_japanese(c)).count() == 3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn squares_in_front_of_labels() {
        for (body, want) in [
            ("■第1-2図／題", Start::Label),
            ("■ 図表3　題", Start::Label),
            ("提供：町立図書館", Start::Apparatus),
            ("提供の方法：港の例", Start::Plain),
            ("提供：町立図書館）", Start::Plain),
            ("■題", Start::Bullet),
            ("■第1章で述べた", Start::Bullet),
            ("二 前条の書面", Start::Counter(Counter::Kanji, 0, 4)),
            ("一 方 で は", Start::Plain),
            ("第二十条 町長は", Start::Counter(Counter::Bare, 0, 13)),
            ("第二十条 の 規 定", Start::Plain),
            ("・図3　題", Start::Bullet),
            ("[8]。次に", Start::Plain),
            ("②、③）の町", Start::Plain),
            ("②）を除く町", Start::Plain),
            ("②）の町", Start::Counter(Counter::Enclosed, 2, 3)),
            ("②、森を守る", Start::Counter(Counter::Enclosed, 2, 3)),
            ("②）森を守る", Start::Counter(Counter::Enclosed, 2, 3)),
            ("②（新規）森を守る", Start::Counter(Counter::Enclosed, 2, 3)),
            ("<sup>2</sup>。次に", Start::Plain),
            ("（注1）、次に", Start::Plain),
            ("[8] 調査による。", Start::Counter(Counter::Bracketed, 8, 4)),
            ("事例2）森を守る例", Start::Counter(Counter::HalfBracketed, 2, 10)),
            ("事例2　森を守る例", Start::Label),
            ("第二十条　事業者は、森を守る。", Start::Counter(Counter::Bare, 0, 15)),
            ("第20条の2　事業者は、森を守る。", Start::Counter(Counter::Bare, 0, 15)),
            ("第二十条の規定により、森を守る。", Start::Plain),
            ("第二十条 及び第三条", Start::Plain),
            ("○○市の計画", Start::Plain),
            ("(ii) the costs", Start::Counter(Counter::Roman, 0, 5)),
            ("(in) the costs", Start::Plain),
            ("○市の計画", Start::Bullet),
            ("Figure 3). The", Start::Plain),
            ("Table 2, which", Start::Plain),
            ("Table 2. Roads", Start::Label),
        ] {
            assert_eq!(of(body), want, "{body}");
        }
    }
}
