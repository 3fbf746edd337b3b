//! Captions of figures, tables and boxes, and the titles of appendices.

use rustc_hash::{FxHashMap, FxHashSet};

use super::heading::Heading;
use super::number::{goes_on, numeral};
use super::{Kind, Outline};
use crate::layout::{End, end};
use crate::text::{Span, Text, class};

/// A label that numbers a float or an appendix: `図表Ⅲ-2-2-1`, `第1-1-1図`,
/// `資料19`, `Table 3`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Label {
    /// What kind of thing, in one form for each (`図表`, `図`, `表`, `資料`,
    /// `Figure`).
    pub family: String,
    /// Its number, outermost first; a part in Roman numerals counts as its
    /// value, a letter as its place in the alphabet.
    pub number: Vec<u32>,
}

impl Label {
    /// The label with which this one may share a row of numbers: figures and
    /// tables may be counted together.
    #[must_use]
    pub fn beside(&self) -> Option<Label> {
        let family = match self.family.as_str() {
            "図" => "表",
            "表" => "図",
            _ => return None,
        };
        Some(Label { family: family.to_owned(), number: self.number.clone() })
    }
}

/// A caption, or the title of an appendix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caption {
    /// Its block, as an index into [`Outline::blocks`].
    pub block: usize,
    /// What it numbers.
    pub label: Label,
    /// Where the label stands.
    pub span: Span,
    /// The title behind the label; empty when there is none.
    pub title: Span,
}

/// The captions of a text.
#[must_use]
pub fn find(text: &Text, outline: &Outline) -> Vec<Caption> {
    let mut list = Vec::new();
    for (index, block) in outline.blocks.iter().enumerate() {
        if matches!(block.kind, Kind::Code | Kind::Table | Kind::Quote | Kind::Note) {
            continue;
        }
        let whole = text.slice(block.body);
        // 【図1】, ▼図1
        let body = whole.trim_start_matches(|c: char| {
            class::is_bullet(c) || matches!(c, '*' | '【' | '［' | '[' | '〔' | '〈' | '<' | '＜') || class::is_space(c)
        });
        // **図1** 題, *Figure 1: Title*
        let strong = whole.starts_with('*') && !whole.starts_with("* ");
        if whole.starts_with('*') && !strong {
            continue;
        }
        let shut = if strong { body.len() - body.trim_end_matches('*').len() } else { 0 };
        let body = body.get(..body.len() - shut).unwrap_or(body);
        if !body.starts_with(begins) {
            continue;
        }
        let Some((label, len)) = label(body) else { continue };
        let bracketed = whole
            .get(..whole.len() - body.len() - shut)
            .is_some_and(|open| open.ends_with(class::is_opening) || open.ends_with(['<', '＜']));
        let Some(title) = title(body, len, bracketed) else { continue };
        let at = block.body.end - offset(body.len() + shut);
        let title = Span::new(at + offset(title), block.body.end - offset(shut));
        list.push(Caption { block: index, label, span: Span::new(at, at + offset(len)), title });
    }
    list
}

/// The captions that count in one row: those of one family whose numbers differ
/// in the last step only, in the order of the text. Numbers of one step may
/// start again with each chapter.
#[must_use]
pub fn rows(captions: &[Caption], headings: &[Heading]) -> Vec<Vec<usize>> {
    let mut rows: Vec<Vec<usize>> = Vec::new();
    let mut known: FxHashMap<(&str, &[u32]), (usize, usize)> = FxHashMap::default();
    let (mut next, mut chapter) = (0, 0);
    for (index, caption) in captions.iter().enumerate() {
        while let Some(heading) = headings.get(next).filter(|h| h.block < caption.block) {
            next += 1;
            chapter += usize::from(heading.parent.is_none());
        }
        let Some((last, above)) = caption.label.number.split_last() else { continue };
        let place = known.entry((caption.label.family.as_str(), above)).or_insert((usize::MAX, chapter));
        if place.0 == usize::MAX || above.is_empty() && *last == 1 && place.1 != chapter {
            *place = (rows.len(), chapter);
            rows.push(Vec::new());
        }
        place.1 = chapter;
        if let Some(row) = rows.get_mut(place.0) {
            row.push(index);
        }
    }
    rows
}

/// The labels that stand somewhere in a line that is no sentence: captions that
/// were not taken for one.
#[must_use]
pub fn standing(text: &Text, outline: &Outline) -> FxHashSet<Label> {
    let mut found = FxHashSet::default();
    for block in &outline.blocks {
        let body = text.slice(block.body);
        // a sentence may name what is not there
        let prose = body.contains('。') || body.contains(". ") || body.ends_with('.');
        let places = body.char_indices().take(if prose { 4 } else { usize::MAX }).filter(|(_, c)| begins(*c));
        found.extend(places.filter_map(|(at, _)| Some(label(body.get(at..)?)?.0)));
    }
    found
}

/// Reads a label at the start of `text`: the label and its length in bytes.
/// What stands behind it is not looked at, so that references can use it too.
#[must_use]
pub fn label(text: &str) -> Option<(Label, usize)> {
    ordinal(text).or_else(|| japanese(text)).or_else(|| english(text))
}

/// Families of Japanese labels, longer ones first.
const JAPANESE: [&str; 21] = [
    "参考資料",
    "添付資料",
    "図表",
    "図",
    "表",
    "別表",
    "別紙",
    "別添",
    "別図",
    "別記",
    "資料",
    "参考",
    "コラム",
    "付表",
    "付図",
    "付録",
    "附属書",
    "附録",
    "写真",
    "事例",
    "様式",
];

/// English labels and the family of each.
const ENGLISH: [(&str, &str); 22] = [
    ("Figures", "Figure"),
    ("Figure", "Figure"),
    ("FIGURE", "Figure"),
    ("Figs.", "Figure"),
    ("Fig.", "Figure"),
    ("Tables", "Table"),
    ("Table", "Table"),
    ("TABLE", "Table"),
    ("Boxes", "Box"),
    ("Box", "Box"),
    ("BOX", "Box"),
    ("Exhibits", "Exhibit"),
    ("Exhibit", "Exhibit"),
    ("EXHIBIT", "Exhibit"),
    ("Charts", "Chart"),
    ("Chart", "Chart"),
    ("CHART", "Chart"),
    ("Maps", "Map"),
    ("Map", "Map"),
    ("MAP", "Map"),
    ("Annex Table", "Annex Table"),
    ("Plate", "Plate"),
];

fn offset(bytes: usize) -> u32 {
    u32::try_from(bytes).unwrap_or(u32::MAX)
}

/// Whether a label may begin with this character.
fn begins(c: char) -> bool {
    matches!(
        c,
        '第' | '図'
            | '表'
            | '別'
            | '資'
            | '参'
            | '添'
            | 'コ'
            | '付'
            | '附'
            | '写'
            | '事'
            | '様'
            | 'F'
            | 'T'
            | 'B'
            | 'E'
            | 'C'
            | 'M'
            | 'A'
            | 'P'
    )
}

/// `第1-1-1図`, `第２表`
fn ordinal(text: &str) -> Option<(Label, usize)> {
    let rest = text.strip_prefix('第')?;
    let rest = rest.trim_start_matches(class::is_space);
    let (number, len) = steps(rest)?;
    let behind = rest.get(len..)?.trim_start_matches(class::is_space);
    let family = ["図表", "図", "表"].into_iter().find(|f| behind.starts_with(f))?;
    Some((Label { family: family.to_owned(), number }, text.len() - behind.len() + family.len()))
}

fn japanese(text: &str) -> Option<(Label, usize)> {
    let family = JAPANESE.into_iter().find(|f| text.starts_with(f))?;
    let rest = text.get(family.len()..)?.trim_start_matches([' ', '\u{3000}']);
    // 別表第2
    let rest = rest.strip_prefix('第').unwrap_or(rest);
    let (number, len) = steps(rest)?;
    Some((Label { family: family.to_owned(), number }, text.len() - rest.len() + len))
}

fn english(text: &str) -> Option<(Label, usize)> {
    let (word, family) =
        ENGLISH.into_iter().find(|(word, _)| text.strip_prefix(word).is_some_and(|rest| rest.starts_with([' ', '\u{A0}'])))?;
    let rest = text.get(word.len()..)?.trim_start_matches([' ', '\u{A0}']);
    if let Some((letter, number, len)) = lettered(rest) {
        return Some((Label { family: format!("{family} {letter}"), number }, text.len() - rest.len() + len));
    }
    let (number, len) = steps(rest)?;
    Some((Label { family: family.to_owned(), number }, text.len() - rest.len() + len))
}

/// `A-1`, `B2`, `C.3`: the letter of an appendix, the numbers behind it, and the
/// length in bytes. They count in rows of their own.
#[must_use]
pub fn lettered(text: &str) -> Option<(char, Vec<u32>, usize)> {
    let letter = text.chars().next().filter(|c| c.is_ascii_uppercase() && !matches!(c, 'I' | 'V' | 'X' | 'L'))?;
    let rest = text.get(1..)?;
    let near = rest.strip_prefix(['-', '.', '–']).unwrap_or(rest);
    let (number, len) = steps(near).filter(|_| near.starts_with(class::is_digit))?;
    Some((letter, number, text.len() - near.len() + len))
}

/// `Ⅲ-2-2-1`, `1.2`, `A-3`, `19`: its steps and its length in bytes.
fn steps(text: &str) -> Option<(Vec<u32>, usize)> {
    let mut list = Vec::new();
    let mut at = 0;
    loop {
        let rest = text.get(at..)?;
        let first = rest.chars().next().filter(|c| !class::is_kanji_numeral(*c) || list.is_empty());
        let letter = |c: char| {
            let next = rest.chars().nth(1);
            (c.is_ascii_uppercase() && list.is_empty() && next.is_some_and(|n| matches!(n, '-' | '.' | '－') || n.is_ascii_digit()))
                .then(|| (c as u32 - 'A' as u32 + 1, 1))
        };
        let Some((value, len)) = first.and_then(|c| letter(c).filter(|_| !matches!(c, 'I' | 'V' | 'X')).or_else(|| numeral(rest))) else {
            break;
        };
        if value > 9999 {
            return None;
        }
        list.push(value);
        at += len;
        let rest = text.get(at..)?;
        let mark = rest.chars().next().filter(|c| matches!(c, '-' | '－' | '‐' | '–' | '−' | '―' | 'ー' | '.' | '．' | '・'));
        let Some(mark) = mark.filter(|m| {
            rest.get(m.len_utf8()..).is_some_and(|r| r.starts_with(|c: char| class::is_digit(c) || class::is_roman_numeral(c)))
        }) else {
            break;
        };
        at += mark.len_utf8();
    }
    (!list.is_empty()).then_some((list, at))
}

/// Where the title begins behind a label of `len` bytes, when the line is a
/// caption and no sentence.
fn title(body: &str, len: usize, bracketed: bool) -> Option<usize> {
    let rest = body.get(len..)?;
    let at = |title: &str| Some(body.len() - title.len());
    let rest = rest.strip_prefix("**").unwrap_or(rest);
    let rest = if bracketed { rest.strip_prefix(|c: char| class::is_closing(c) || matches!(c, '>' | '＞'))? } else { rest };
    if rest.is_empty() {
        return at(rest);
    }
    let ending = end::of(body);
    if ending == End::Leaders {
        return None;
    }
    let title = rest.trim_start_matches(|c: char| {
        class::is_space(c) || matches!(c, '*' | '／' | '/' | '：' | ':' | '.' | '．' | '-' | '–' | '—' | '|' | '｜')
    });
    let spaced = title.len() < rest.len();
    // 図1に示す, 資料30（…）, 図1～3
    if !spaced
        && !bracketed
        && (goes_on(rest)
            || rest.starts_with(|c: char| {
                c.is_ascii_alphanumeric() || matches!(c, '年' | '月' | '日' | '%' | '％' | '件' | '枚' | '点' | '号' | '条' | '項')
            }))
    {
        return None;
    }
    // Figure 2 shows …
    if title.starts_with(|c: char| c.is_ascii_lowercase() || matches!(c, ',' | '、' | '，' | '。' | '～' | '〜')) {
        return None;
    }
    if ending == End::Sentence && (title.contains('。') && !bracketed || !spaced) {
        return None;
    }
    at(title)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, want: &str) {
        let text = Text::from(line);
        let found = find(&text, &super::super::parse(&text));
        let got: Vec<String> = found
            .iter()
            .map(|c| format!("{} {:?} [{}]{}", c.label.family, c.label.number, text.slice(c.span), text.slice(c.title)))
            .collect();
        assert_eq!(got.join(" / "), want, "{line}");
    }

    #[test]
    fn captions() {
        check("図表Ⅲ-2-2-1　海", "図表 [3, 2, 2, 1] [図表Ⅲ-2-2-1]海");
        check("第１-１-１図　海", "図 [1, 1, 1] [第１-１-１図]海");
        check("■第3-1-1図／海", "図 [3, 1, 1] [第3-1-1図]海");
        check("図1-2　海", "図 [1, 2] [図1-2]海");
        check("表3 海", "表 [3] [表3]海");
        check("表1 - 海", "表 [1] [表1]海");
        check("コラム１-１", "コラム [1, 1] [コラム１-１]");
        check("資料19　海", "資料 [19] [資料19]海");
        check("# 資料1　海", "資料 [1] [資料1]海");
        check("別紙1", "別紙 [1] [別紙1]");
        check("別表第2　海", "別表 [2] [別表第2]海");
        check("【図2】海", "図 [2] [図2]海");
        check("**図2** 海", "図 [2] [図2]海");
        check("**図2　海**", "図 [2] [図2]海");
        check("**Table 2-1:** The sea", "Table [2, 1] [Table 2-1]The sea");
        check("*Figure 2: The sea*", "Figure [2] [Figure 2]The sea");
        check("**図2**に海を示す。", "");
        check("Figure 2-1: The sea", "Figure [2, 1] [Figure 2-1]The sea");
        check("Table 3. The sea", "Table [3] [Table 3]The sea");
        check("Box 4", "Box [4] [Box 4]");
        check("Table A-1 The sea", "Table A [1] [Table A-1]The sea");
        check("図表1-2は海を示す。", "");
        check("図1及び図2を見よ", "");
        check("資料19（海）", "");
        check("第2章　海", "");
        check("表1 海 ........ 12", "");
        check("Figure 2 shows the sea.", "");
        check("資料：海の省", "");
        check("図書館", "");
    }
}
