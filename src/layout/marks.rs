//! Note marks in running text.
//!
//! Extracted text has them as bare digits (`取極1を締結`) among years and
//! quantities. A digit string that stands right behind a Japanese letter or a
//! closing bracket, where no quantity can follow, is a candidate; so is one that
//! a sign sets apart (`※2`, `*2`, `[2]`, `（注2）`, `<sup>2</sup>`, `²`). It counts
//! as a mark when a note with its number stands near.

use super::{Counter, Layout, Start};
use crate::text::class;

/// Higher numbers are no notes.
const HIGHEST: usize = 1000;

/// Where each number was last seen as a mark, while the rows are read.
pub struct Marks {
    seen: Vec<u32>,
    /// Whether the text has raised digits.
    raised: bool,
}

impl Marks {
    /// None were seen yet.
    #[must_use]
    pub fn of(layout: &Layout<'_>) -> Marks {
        Marks { seen: vec![u32::MAX; HIGHEST], raised: has_raised(layout.text.as_bytes()) }
    }

    /// Takes in the candidates of row `index`.
    pub fn read(&mut self, layout: &Layout<'_>, index: usize) {
        let Some(row) = layout.rows.get(index) else { return };
        let digits = layout.line(row).digits;
        if digits == 0 && !self.raised {
            return;
        }
        let mut found = |value: u32| {
            if let Some(place) = self.seen.get_mut(value as usize) {
                *place = u32::try_from(index).unwrap_or(u32::MAX);
            }
        };
        let body = layout.body(row);
        if digits > 0 && each(body, &mut found) < digits.into() {
            each_wide(body, &mut found);
        }
        if self.raised {
            each_raised(body, &mut found);
        }
    }

    /// Forgets the mark `value`, when its note was found.
    pub fn spend(&mut self, value: u32) {
        if let Some(place) = self.seen.get_mut(value as usize) {
            *place = u32::MAX;
        }
    }

    /// Whether both values were seen as marks, the first one before the other.
    #[must_use]
    pub fn in_order(&self, value: u32, next: u32) -> bool {
        let row = |value: u32| self.seen.get(value as usize).copied().filter(|&row| row != u32::MAX);
        matches!((row(value), row(next)), (Some(a), Some(b)) if a <= b)
    }

    /// Whether `value` was seen as a mark at most `reach` rows before `index`.
    #[must_use]
    pub fn near(&self, value: u32, index: usize, reach: usize) -> bool {
        self.seen.get(value as usize).is_some_and(|&row| row != u32::MAX && row as usize + reach >= index)
    }
}

/// Calls `found` with each number in ASCII that may be a mark; how many ASCII
/// digits there are.
fn each(body: &str, found: &mut impl FnMut(u32)) -> usize {
    let bytes = body.as_bytes();
    let (mut at, mut digits) = (0, 0);
    while let Some(start) = digit(bytes, at) {
        let mut value = 0u32;
        let mut end = start;
        while let Some(digit) = bytes.get(end).filter(|b| b.is_ascii_digit()) {
            value = value.saturating_mul(10).saturating_add(u32::from(digit - b'0'));
            end += 1;
        }
        // ASCII on both sides: character boundaries
        let (before, after) = (&body[..start], &body[end..]);
        let bare = || before.chars().next_back().is_some_and(marks_behind) && after.chars().next().is_none_or(marks_before);
        if value > 0 && (bare() || is_set_apart(before, after)) {
            found(value);
        }
        digits += end - start;
        at = end;
    }
    digits
}

/// The same for numbers in fullwidth digits that a sign sets apart; without
/// one they are rather quantities.
fn each_wide(body: &str, found: &mut impl FnMut(u32)) {
    let mut done = 0;
    for start in memchr::memchr_iter(0xEF, body.as_bytes()) {
        let is_digit = matches!(body.as_bytes().get(start + 1..), Some([0xBC, 0x90..=0x99, ..]));
        if start < done || !is_digit {
            continue;
        }
        let (value, len) = super::start::number(&body[start..]);
        done = start + len;
        if value > 0 && is_set_apart(&body[..start], &body[done..]) {
            found(value);
        }
    }
}

/// The same for raised digits, but not those of units (`km²`) and powers.
fn each_raised(body: &str, found: &mut impl FnMut(u32)) {
    const UNITS: [&str; 7] = ["m", "km", "cm", "mm", "nm", "ft", "s"];
    let mut rest = body;
    while let Some(at) = rest.find(class::is_superscript_digit) {
        let start = body.len() - rest.len() + at;
        let before = &body[..start];
        let raised = &body[start..];
        rest = raised.trim_start_matches(class::is_superscript_digit);
        let word = &before[before.trim_end_matches(|c: char| c.is_ascii_alphabetic()).len()..];
        let follows = before.chars().next_back().is_some_and(|c| c.is_alphabetic() || marks_behind(c) || matches!(c, '。' | '、' | ','));
        if follows && !UNITS.contains(&word) {
            found(super::start::superscript(raised));
        }
    }
}

/// Whether the text has raised digits: U+00B2, U+00B3, U+00B9, U+2070 to U+2079.
fn has_raised(bytes: &[u8]) -> bool {
    let follows = |at: usize, list: &[u8]| bytes.get(at + 1).is_some_and(|byte| list.contains(byte));
    memchr::memchr_iter(0xC2, bytes).any(|at| follows(at, &[0xB2, 0xB3, 0xB9]))
        || memchr::memmem::find_iter(bytes, &[0xE2, 0x81]).any(|at| bytes.get(at + 2).is_some_and(|b| (0xB0..=0xB9).contains(b)))
}

/// Whether the signs around a number make it a mark, behind some text: `※2`,
/// `*2`, `[2]`, `（注2`, `<sup>2</sup>`.
fn is_set_apart(before: &str, after: &str) -> bool {
    let Some(sign) = before.chars().next_back() else { return false };
    let text = &before[..before.len() - sign.len_utf8()];
    let last = text.chars().next_back();
    match sign {
        '※' => last.is_some(),
        '*' | '＊' => last.is_some_and(marks_behind),
        '[' | '［' => {
            after.starts_with([']', '］']) && last.is_some_and(|c| c.is_alphabetic() || marks_behind(c) || matches!(c, '。' | '、' | ','))
        }
        '注' => last.is_some_and(class::is_opening) && text.chars().nth(1).is_some(),
        '>' => text.strip_suffix("<sup").is_some_and(|text| !text.is_empty()) && after.starts_with("</sup>"),
        _ => false,
    }
}

/// The first digit at or behind `start`.
fn digit(bytes: &[u8], start: usize) -> Option<usize> {
    let is_digit = |b: u8| b.wrapping_sub(b'0') < 10;
    let mut at = start;
    // without branches inside, so that many bytes are looked at together
    while let Some(block) = bytes.get(at..).and_then(|rest| rest.first_chunk::<32>())
        && !block.iter().fold(false, |any, &b| any | is_digit(b))
    {
        at += 32;
    }
    bytes.get(at..)?.iter().position(|&b| is_digit(b)).map(|skipped| at + skipped)
}

/// The number that stands right in front of a note's text, where it was raised:
/// `5Comparable data`, `6調査の対象`.
#[must_use]
pub(super) fn glued(body: &str) -> Option<Start> {
    let digits = body.len() - body.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    // 82016年: the year is the note's
    let year = digits > 4 && body[digits..].trim_start().starts_with('年') && matches!(body[digits - 4..].get(..2), Some("19" | "20"));
    let (value, len) = super::start::number(&body[..if year { digits - 4 } else { digits }]);
    let rest = &body[len..];
    let mut letters = rest.chars();
    let (first, second) = (letters.next()?, letters.next()?);
    let begins = match first {
        'A'..='Z' => second.is_ascii_lowercase() || rest[1..].starts_with(". ") || rest.len() > 40 && second.is_ascii_uppercase(),
        '“' | '‘' => second.is_ascii_uppercase(),
        '「' | '『' => true,
        '0'..='9' => year,
        'ぁ'..='ん' => super::end::lead(rest) == super::Lead::Starts,
        _ => (class::is_kanji(first) || class::is_katakana(first)) && marks_before(first) && !class::is_counter(first),
    };
    (begins && (1..HIGHEST as u32).contains(&value)).then_some(Start::Counter(Counter::Bare, value, u16::try_from(len).ok()?))
}

/// The number in front of a note's text in English, which was taken for a quantity
/// of the sentence that the note cuts: `the⏎3 Minutes of the council`.
#[must_use]
pub(super) fn parted(body: &str) -> Option<Start> {
    let (value, len) = super::start::number(body);
    let text = body.get(len..)?.strip_prefix(' ')?;
    let mut letters = text.chars();
    let begins = letters.next()?.is_ascii_uppercase() && letters.next()?.is_ascii_lowercase();
    let dated = super::end::is_month(text.split([' ', ',']).next().unwrap_or(text));
    (begins && !dated && (1..HIGHEST as u32).contains(&value)).then_some(Start::Counter(Counter::Bare, value, u16::try_from(len + 1).ok()?))
}

/// Whether a bare digit right behind this character may be a note's mark.
#[must_use]
pub fn marks_behind(c: char) -> bool {
    (class::is_japanese(c)
        && !matches!(
            c,
            '第' | '約'
                | '万'
                | '億'
                | '千'
                | '各'
                | '全'
                | '計'
                | '平'
                | '成'
                | '令'
                | '和'
                | '～'
                | '〜'
                | '－'
                | '．'
                | '／'
                | '（'
                | '「'
                | '＋'
        )
        || c.is_ascii_lowercase()
        || class::is_closing(c)
        || matches!(c, '.' | '"'))
        && !class::is_opening(c)
}

/// Whether a bare digit right before this character may be a note's mark, and
/// no quantity.
#[must_use]
pub fn marks_before(c: char) -> bool {
    class::is_space(c)
        || class::is_hiragana(c) && c != 'つ'
        || class::is_closing(c)
        || class::is_opening(c)
        || matches!(c, '。' | '、' | '，' | '．' | ',' | '.' | '・' | ';')
        || class::is_katakana(c) && !matches!(c, 'キ' | 'メ' | 'ト' | 'パ' | 'カ' | 'ヶ' | 'ヵ' | 'ポ' | 'グ' | 'リ' | 'ヘ' | 'ド' | 'ユ')
        || class::is_kanji(c)
            && !matches!(
                c,
                '年' | '月'
                    | '日'
                    | '時'
                    | '分'
                    | '秒'
                    | '回'
                    | '件'
                    | '人'
                    | '名'
                    | '個'
                    | '箇'
                    | '社'
                    | '国'
                    | '章'
                    | '節'
                    | '項'
                    | '条'
                    | '号'
                    | '部'
                    | '巻'
                    | '版'
                    | '円'
                    | '億'
                    | '万'
                    | '千'
                    | '百'
                    | '歳'
                    | '倍'
                    | '割'
                    | '点'
                    | '度'
                    | '位'
                    | '次'
                    | '番'
                    | '週'
                    | '台'
                    | '機'
                    | '隻'
                    | '本'
                    | '枚'
                    | '種'
                    | '段'
                    | '目'
                    | '都'
                    | '県'
                    | '市'
                    | '町'
                    | '村'
                    | '区'
                    | '世'
                    | '代'
                    | '期'
                    | '票'
                    | '店'
                    | '校'
                    | '院'
                    | '桁'
                    | '文'
                    | '字'
                    | '対'
                    | '以'
            )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Text;

    fn check(body: &str, want: &[u32]) {
        let mut have = Vec::new();
        let mut found = |v| have.push(v);
        each(body, &mut found);
        each_wide(body, &mut found);
        if has_raised(body.as_bytes()) {
            each_raised(body, &mut found);
        }
        assert_eq!(have, want, "{body}");
    }

    #[test]
    fn candidates() {
        check("取極1を締結した。", &[1]);
        check("基本原則である12。", &[12]);
        check("「強化学習」3がありますが、2020年前後から", &[3]);
        check("約170機と艦艇20隻が第5条に", &[]);
        check("令和2（2020）年度", &[]);
        check("as noted by others.3 The", &[3]);
    }

    #[test]
    fn signs_set_them_apart() {
        check("取極<sup>1</sup>国が締結し、方針※2件を", &[1, 2]);
        check("取極[1]国が、計画［２］国、[2+2]の国", &[1, 2]);
        check("others[3] and others*4 had 2*3", &[3, 4]);
        check("取極（注1）を、方針（注２）国", &[1, 2]);
        check("取極※１国を、方針＊２国", &[1, 2]);
        check("取極²を締結し、10²と約5 km²の海で。¹² others³", &[2, 12, 3]);
        // a note's own number is no mark
        for note in ["※2　本文", "*2 本文", "[2] 本文", "<sup>2</sup> 本文", "² 本文", "※２　本文"] {
            check(note, &[]);
        }
        check("２国間の取極１と", &[]);
    }

    fn notes(text: &str) -> Vec<String> {
        let text = Text::from(text);
        let layout = Layout::of(&text);
        layout.rows.iter().filter(|row| row.note).map(|row| layout.body(row).to_owned()).collect()
    }

    #[test]
    fn raised_numbers_right_in_front_of_their_notes() {
        let text = "町の予算は増加した1。川の整備が進み2、海の観測も進んだ3。森の手入れは、町に住む人々の手で行われ、\n1森の手入れの経費を除く。\n22019 年の調査による。\n3そのほか、山の手入れの経費を除く。\n毎年のように続いている。\n";
        assert_eq!(notes(text), ["1森の手入れの経費を除く。", "22019 年の調査による。", "3そのほか、山の手入れの経費を除く。"]);
        // no such mark, another sequence, a quantity
        for quantity in ["1森の手入れ", "3人の町民が", "3月に町民が", "92019年の春に"] {
            assert_eq!(notes(&format!("町の予算は増加した2。\n{quantity}続く。\n")), Vec::<String>::new());
        }
        let text = "The old mill was closed.1 It is kept by the people who\n1Before the war, it was a house.\nlive near the river.\n";
        assert_eq!(notes(text), ["1Before the war, it was a house."]);
    }

    #[test]
    fn numbered_titles_are_no_notes() {
        let before = "町の予算は増加した1。\n1　森の手入れの経費を除く。\n";
        assert_eq!(notes(before), ["1　森の手入れの経費を除く。"]);
        // the note of that mark was found
        assert_eq!(notes(&format!("{before}川の整備が進んだ。\n1　森の組織\n森の町ができた。\n")), ["1　森の手入れの経費を除く。"]);
        // no notes stand under a heading
        let text = "町の予算は増加した1。\n第2節　組織\n1　森の組織\n森の町ができた。\n1　森の手入れの経費を除く。\n";
        assert_eq!(notes(text), ["1　森の手入れの経費を除く。"]);
    }
}
