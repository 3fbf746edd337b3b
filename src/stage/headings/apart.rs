//! Numbers that stand alone on their lines and count on.
//!
//! Some extractors end a line at every wide gap: the number of an item or of a
//! heading comes on one line, its text on the next. One number alone is
//! anything (a page, a cell, a line of code). Two in a row that count on, each
//! with such a text below, are labels; so is one in brackets whose neighbours stand in
//! front of their texts.

use std::collections::BTreeMap;

use super::split::{WIDEST, before, continues, is_label, is_title};
use crate::text::{Cause, Edit, Line, Lines, Span, Text, class};

const LONE: Cause = Cause { stage: "headings", reason: "has a number and its text on two lines" };

/// Characters of the longest label.
const LONGEST: u16 = 5;
/// Display columns of the widest title of a number without a mark.
const TITLE: u32 = 60;
/// Display columns of the narrowest line of prose below such a title.
const PROSE: u32 = 24;

/// How a label is written: numbers count on in one style only.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Style {
    open: Option<char>,
    kind: Kind,
    close: Option<char>,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Ascii,
    Fullwidth,
    Kanji,
    Roman,
    Enclosed,
    /// `⑴`
    Parenthesized,
    /// `ア）`, `イ）`
    Kana,
}

/// A label and the text below it.
struct Label {
    style: Style,
    value: u32,
    /// Whether it can be no page or quantity.
    marked: bool,
    /// How many labels of any style stand in front of it.
    above: usize,
    /// From the end of the label to the start of the text.
    gap: Span,
    /// The line of the text.
    words: Span,
    /// Whether the text may be the cell of a table beside a cell with a number.
    cell: bool,
    /// Whether a head of a column may stand above.
    headed: bool,
}

/// Puts labels and their texts on one line.
pub(super) fn find(text: &Text) -> Vec<Edit> {
    let lines = text.lines();
    let short = lines.iter().enumerate().filter(|(_, line)| !line.is_blank() && line.chars <= LONGEST);
    let labels = short.filter_map(|(index, line)| label(text, lines, index, line));
    let mut labels: Vec<Label> = labels.enumerate().map(|(above, label)| Label { above, ..label }).collect();
    // `⑴`, `ア）`, `イ）`, `⑵`: lists stand in items
    labels.sort_by_key(|label| label.style);
    let counts_on = |a: &Label, b: &Label| {
        let next = a.style == b.style && a.value + 1 == b.value && (a.marked || a.above + 1 == b.above);
        // a running head stands under each page number
        next && text.slice(a.words) != text.slice(b.words)
    };
    let items = among_items(text, &labels);
    let rows = labels.chunk_by(counts_on);
    // `順位`, `1.`, `森の町`: the column of a table is a sequence, too
    let table = |rows: &[Label]| rows.first().is_some_and(|first| first.headed) && rows.iter().all(|row| row.cell);
    let mut edits: Vec<Edit> = rows.filter(|rows| rows.len() > 1 && !table(rows)).flatten().map(Label::join).collect();
    edits.extend(items);
    edits.sort_by_key(|edit| edit.span.start);
    edits.dedup_by_key(|edit| edit.span);
    edits
}

/// The labels in brackets that the items of a list around them count on to, `（２）森を守る`.
fn among_items(text: &Text, labels: &[Label]) -> Vec<Edit> {
    let lone = || labels.iter().filter(|label| label.style.open.is_some() && !label.cell);
    if lone().next().is_none() {
        return Vec::new();
    }
    let mut items: BTreeMap<Style, Vec<(u32, u32, &str)>> = BTreeMap::new();
    for line in text.lines().iter().filter(|line| line.chars > LONGEST) {
        if let Some((style, value, space)) = item(text.slice(line.body)) {
            items.entry(style).or_default().push((line.body.start, value, space));
        }
    }
    let edit = |label: &Label| {
        let items = items.get(&label.style)?;
        let (above, below) = items.split_at(items.partition_point(|(at, ..)| *at < label.gap.start));
        let (above, below) = (above.last(), below.first());
        let counts = |a: u32, b: u32| a + 1 == b;
        let before = above.is_some_and(|(_, value, _)| counts(*value, label.value));
        let behind = below.is_some_and(|(_, value, _)| counts(label.value, *value));
        // another list may begin here; it ends here only behind a sentence: `x = a + b⏎（２）`
        // is the number of an equation
        let told = || {
            text.get(..label.gap.start as usize)
                .and_then(|above| above.rsplit_once('\n'))
                .is_some_and(|(above, _)| above.trim_end().ends_with(ends_words))
        };
        let ends = || before && below.is_none_or(|(_, value, _)| *value == 1) && told();
        let fits = behind && (before || label.value == 1) || ends();
        let (.., space) = above.filter(|_| before).or(below.filter(|_| behind)).filter(|_| fits)?;
        Some(Edit { span: label.gap, text: (*space).to_owned().into(), to: None, cause: &LONE })
    };
    lone().filter_map(edit).collect()
}

/// An item's label in brackets, and the spaces between it and its text.
fn item(body: &str) -> Option<(Style, u32, &str)> {
    let close =
        body.starts_with(['(', '（']).then(|| body.char_indices().take(LONGEST.into()).find(|(_, c)| matches!(c, ')' | '）')))??;
    let (label, rest) = body.split_at(close.0 + close.1.len_utf8());
    let words = rest.trim_start_matches(class::is_space);
    let (style, value) = read(label)?;
    (!words.starts_with(continues)).then(|| (style, value, &rest[..rest.len() - words.len()]))
}

impl Label {
    fn join(&self) -> Edit {
        let wide = matches!(self.style.kind, Kind::Kanji | Kind::Roman) && self.style.close.is_none();
        let space = if wide { "\u{3000}" } else { " " };
        Edit { span: self.gap, text: space.into(), to: None, cause: &LONE }
    }
}

/// The label that is all of a line, when what is below may be its text.
fn label(text: &Text, lines: &Lines, index: usize, line: &Line) -> Option<Label> {
    // a kana letter without a mark may be the letter of an index
    let (style, value) = read(text.slice(line.body)).filter(|(style, _)| style.kind != Kind::Kana || style.close.is_some())?;
    let next = below(lines, index)?;
    let words = text.slice(next.1.body);
    let letters = words.chars().filter(|c| c.is_alphabetic()).count();
    let begins = words.chars().next().is_some_and(|c| class::is_japanese(c) || c.is_uppercase() || class::is_opening(c));
    if letters < 2 || !begins || words.starts_with(continues) || is_numbered(words) || is_label(text, before(text, index)) {
        return None;
    }
    let marked = style.open.is_some() || style.close.is_some() || matches!(style.kind, Kind::Enclosed | Kind::Parenthesized);
    let fits = marked || next.1.width <= TITLE && is_title(words) && heads(text, lines, next);
    let cell = marked && next.1.stops == 0 && next.1.periods == 0 && next.1.width < PROSE && !heads(text, lines, next);
    let headed = index.checked_sub(1).and_then(|above| lines.get(above)).is_some_and(|above| is_cell(text, above));
    fits.then(|| Label {
        style,
        value,
        marked,
        above: 0,
        gap: Span::new(line.body.end, next.1.body.start),
        words: next.1.body,
        cell,
        headed,
    })
}

/// Whether a line may be the head of a table's column: a word or two.
fn is_cell(text: &Text, line: &Line) -> bool {
    !line.is_blank() && line.stops == 0 && line.periods == 0 && line.width < PROSE && !text.slice(line.body).ends_with(ends_words)
}

/// What announces a list, or ends a sentence.
fn ends_words(c: char) -> bool {
    class::is_sentence_end(c) || class::is_closing(c) || matches!(c, ':' | '：')
}

/// Whether prose stands below a title, or an item with a number.
fn heads(text: &Text, lines: &Lines, (at, title): (usize, &Line)) -> bool {
    let Some((_, prose)) = below(lines, at) else { return false };
    let words = text.slice(prose.body);
    let sentence = prose.stops > 0 || prose.periods > 0 || prose.width >= WIDEST / 2;
    is_numbered(words) && prose.chars > LONGEST || prose.width >= PROSE && prose.width > title.width && sentence
}

/// The next line of the page that is not blank; at most one is in between.
fn below(lines: &Lines, index: usize) -> Option<(usize, &Line)> {
    let near = lines.get(index + 1..)?.iter().zip(index + 1..).take(2);
    let (line, at) = near.take_while(|(line, _)| !line.page).find(|(line, _)| !line.is_blank())?;
    Some((at, line))
}

/// Whether a text begins with a number of any style.
fn is_numbered(words: &str) -> bool {
    let marked = words.trim_start_matches(class::is_opening);
    marked.starts_with(|c: char| class::is_digit(c) || class::is_enclosed(c) || class::is_roman_numeral(c))
        || marked.len() < words.len() && marked.starts_with(class::is_kanji_numeral)
        || words.starts_with('第')
        || read(words).is_some()
}

/// A text that is a number from 1 to 39 with its marks and nothing else.
fn read(body: &str) -> Option<(Style, u32)> {
    let (first, last) = (body.chars().next()?, body.chars().next_back()?);
    let open = matches!(first, '(' | '（').then_some(first);
    let close = matches!(last, ')' | '）' | '.' | '．' | '、').then_some(last);
    let bracket = matches!(last, ')' | '）');
    let inner = body.trim_start_matches(['(', '（']).trim_end_matches([')', '）', '.', '．', '、']);
    let marks = usize::from(open.is_some()) + usize::from(close.is_some());
    if body.chars().count() != inner.chars().count() + marks || open.is_some() && !bracket {
        return None;
    }
    let (kind, value) = number(inner)?;
    (1..40).contains(&value).then_some((Style { open, kind, close }, value))
}

fn number(inner: &str) -> Option<(Kind, u32)> {
    let first = inner.chars().next()?;
    let all = |is: fn(char) -> bool| inner.chars().all(is);
    if all(|c| c.is_ascii_digit()) {
        return Some((Kind::Ascii, decimal(inner)));
    }
    if all(class::is_digit) {
        return Some((Kind::Fullwidth, decimal(inner)));
    }
    if all(class::is_kanji_numeral) {
        return kanji(inner).map(|value| (Kind::Kanji, value));
    }
    if inner.chars().nth(1).is_some() {
        return None;
    }
    let from = |base: char| u32::from(first) - u32::from(base) + 1;
    match first {
        '①'..='⑳' => Some((Kind::Enclosed, from('①'))),
        '⑴'..='⒇' => Some((Kind::Parenthesized, from('⑴'))),
        'Ⅰ'..='Ⅻ' => Some((Kind::Roman, from('Ⅰ'))),
        'ア'..='ン' => kana(first).map(|value| (Kind::Kana, value)),
        _ => None,
    }
}

fn decimal(digits: &str) -> u32 {
    digits.chars().filter_map(class::digit_value).fold(0, |n, d| n * 10 + d)
}

/// The place of a letter among those that count items.
fn kana(letter: char) -> Option<u32> {
    let at = "アイウエオカキクケコサシスセソタチツテト".chars().position(|c| c == letter)?;
    u32::try_from(at + 1).ok()
}

/// `三`, `十`, `十二`, `二十三`.
fn kanji(numerals: &str) -> Option<u32> {
    let digit = |text: &str| {
        let at = "一二三四五六七八九".chars().position(|c| text == c.encode_utf8(&mut [0; 4]))?;
        u32::try_from(at + 1).ok()
    };
    match numerals.split_once('十') {
        None => digit(numerals),
        Some((tens, ones)) => {
            let tens = if tens.is_empty() { 1 } else { digit(tens)? };
            let ones = if ones.is_empty() { 0 } else { digit(ones)? };
            Some(tens * 10 + ones)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_read() {
        for (body, value) in [
            ("1", 1),
            ("１２", 12),
            ("一", 1),
            ("十二", 12),
            ("二十", 20),
            ("①", 1),
            ("(3)", 3),
            ("（三）", 3),
            ("2.", 2),
            ("Ⅳ", 4),
            ("５）", 5),
        ] {
            assert_eq!(read(body).map(|(_, value)| value), Some(value), "{body}");
        }
        for body in ["", "0", "40", "一一", "(1", "（", "十十", "1.2", "①②", "百", "章", "1年", "((1))"] {
            assert_eq!(read(body).map(|(_, value)| value), None, "{body}");
        }
    }
}
