//! Tabs at the side of the page, and labels of boxes.

use super::{LABEL, TAB, Taken, is_open};
use crate::text::{Line, Text, class};
use rustc_hash::FxHashMap;

/// Adds the tabs that are set one character a line: `第 / １ / 章`. Nobody
/// writes that in running text, so that twice is enough. A title behind the number
/// is part of a tab that comes again, and else of a heading in vertical text.
pub(super) fn tabs(text: &Text, taken: &mut Taken) {
    let lines = text.lines();
    let mut found: Vec<Vec<usize>> = Vec::new();
    let mut titled: FxHashMap<String, Vec<Vec<usize>>> = FxHashMap::default();
    let mut next = 0;
    for (i, line) in lines.iter().enumerate() {
        if i >= next
            && line.chars == 1
            && text.slice(line.body) == "第"
            && let Some(mut tab) = tab(text, i)
        {
            let title = title(text, &tab);
            next = title.last().map_or(i, |last| last + 1);
            match title.len() {
                0 | 1 => found.push(tab),
                n if n > TITLE => {}
                _ => {
                    tab.extend(title);
                    let words = tab.iter().filter_map(|&i| lines.get(i)).map(|line| text.slice(line.body)).collect();
                    titled.entry(words).or_default().push(tab);
                }
            }
        }
    }
    // twice may be the contents and the chapter
    titled.retain(|_, tabs| tabs.len() > 2);
    if found.len() > 1 || !titled.is_empty() {
        taken.extend(found.into_iter().chain(titled.into_values().flatten()).flatten().map(|i| (i, &TAB)));
    }
}

/// Characters of the longest title on a tab.
const TITLE: usize = 40;

/// The lines of single characters behind a tab, one more than a title has at most.
fn title(text: &Text, tab: &[usize]) -> Vec<usize> {
    let mut title = Vec::new();
    let mut blank = 0;
    for (i, line) in text.lines().iter().enumerate().skip(tab.last().map_or(0, |last| last + 1)) {
        blank = if line.is_blank() { blank + 1 } else { 0 };
        if line.page || blank > 1 || title.len() > TITLE {
            break;
        }
        if blank == 0 {
            if line.chars != 1 || text.slice(line.body).starts_with(|c: char| c.is_ascii_digit()) {
                break;
            }
            title.push(i);
        }
    }
    title
}

/// The lines of the tab that starts at line `first`.
fn tab(text: &Text, first: usize) -> Option<Vec<usize>> {
    let mut tab = vec![first];
    let mut blank = 0;
    for (i, line) in text.lines().iter().enumerate().skip(first + 1) {
        if line.page {
            return None;
        }
        if line.is_blank() {
            blank += 1;
            if blank > 1 {
                return None;
            }
            continue;
        }
        blank = 0;
        let body = text.slice(line.body);
        let mut chars = body.chars();
        let c = chars.next()?;
        let number = |c: char| class::is_digit(c) || class::is_kanji_numeral(c) || class::is_roman_numeral(c);
        tab.push(i);
        if body.chars().all(number) && line.chars <= 3 && tab.len() < 5 {
            continue;
        }
        return (tab.len() > 2 && chars.next().is_none() && matches!(c, '章' | '部' | '節' | '編')).then_some(tab);
    }
    None
}

/// Lines that stand between two labels of one kind, at least.
const APART: usize = 20;
/// Display columns of a neighbour that is text and not a cell of a table.
const TEXT_WIDTH: u32 = 24;
/// More kinds of label than any document has; beyond it the lines are a table's.
const KINDS: usize = 8;

/// Adds the labels of boxes in Japanese text (`VOICE`): capitals on a line of
/// their own between blank lines, twice at least, a word that nothing else in
/// the text uses; and a letter of a foreign script at the very edge of the
/// text, which is what a tab becomes when it is misread.
pub(super) fn labels(text: &Text, taken: &mut Taken) {
    let lines = text.lines();
    let mut places: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    for (i, line) in lines.iter().enumerate() {
        if (4..=12).contains(&line.chars) && line.latin == line.chars && is_open(text, line, taken, i) {
            let body = text.slice(line.body);
            if body.bytes().all(|b| b.is_ascii_uppercase()) {
                places.entry(body).or_default().push(i);
            }
        }
    }
    places.retain(|_, at| at.len() > 1);
    if places.len() <= KINDS && !places.is_empty() && is_japanese(text) {
        let mut kinds: Vec<_> = places.into_iter().collect();
        kinds.sort_unstable();
        for (word, at) in kinds {
            let apart = at.windows(2).all(|w| matches!(w, [a, b] if b - a >= APART));
            if apart && at.iter().all(|&i| stands_alone(text, i)) && text.matches(word).count() == at.len() {
                taken.extend(at.into_iter().map(|i| (i, &LABEL)));
            }
        }
    }
    misread_tab(text, taken);
}

fn is_japanese(text: &Text) -> bool {
    let (japanese, latin) =
        text.lines().iter().fold((0u64, 0u64), |(j, l), line| (j + u64::from(line.japanese), l + u64::from(line.latin)));
    japanese > latin
}

/// Blank lines around it, or a heading behind it; and text, not cells, beside it.
fn stands_alone(text: &Text, index: usize) -> bool {
    let lines = text.lines();
    let at = |i: Option<usize>| i.and_then(|i| lines.get(i));
    let blank = |l: Option<&Line>| l.is_none_or(Line::is_blank);
    let next = at(Some(index + 1));
    let free = blank(at(index.checked_sub(1)))
        && (blank(next) || next.is_some_and(|l| l.page || l.indent > 0 || text.slice(l.body).starts_with(class::is_digit)));
    let filled = |l: &&Line| !l.is_blank();
    let before = lines.get(..index).and_then(|l| l.iter().rev().take(4).find(filled));
    let after = lines.get(index + 1..).and_then(|l| l.iter().take(4).find(filled));
    free && [before, after].into_iter().flatten().any(|l| l.japanese > 0 && l.width >= TEXT_WIDTH)
}

fn misread_tab(text: &Text, taken: &mut Taken) {
    let lines = text.lines();
    let filled = |(i, l): &(usize, &Line)| is_open(text, l, taken, *i);
    let edges = [lines.iter().enumerate().find(filled), lines.iter().enumerate().rev().find(filled)];
    for (i, line) in edges.into_iter().flatten() {
        let Some(c) = text.slice(line.body).chars().next().filter(|_| line.chars == 1) else { continue };
        let Some(script) = foreign(c) else { continue };
        let apart = lines.get(i + 1).is_none_or(Line::is_blank) && i.checked_sub(1).and_then(|i| lines.get(i)).is_none_or(Line::is_blank);
        if apart && text.chars().filter(|c| script.contains(c)).count() == 1 && is_japanese(text) {
            taken.insert(i, &TAB);
        }
    }
}

/// The letters of the script of `c`, when it is Greek or Cyrillic.
fn foreign(c: char) -> Option<std::ops::RangeInclusive<char>> {
    ['\u{370}'..='\u{3FF}', '\u{400}'..='\u{52F}'].into_iter().find(|r| r.contains(&c))
}
