//! Numbers that were taken from their titles.

use super::number::{self, Kind};
use super::{Head, STAGE, part};
use crate::text::{Cause, Edits, Line, Span, Text, class};
use rustc_hash::FxHashSet;

static BEHIND: Cause = Cause { stage: STAGE, reason: "has the heading's number behind its title" };
pub(super) static APART: Cause = Cause { stage: STAGE, reason: "has a heading's number and title on two lines" };

/// Display columns of the longest title.
pub(super) const WIDEST: u32 = 90;
/// Letters in front of a number that can be a title.
const SHORTEST: usize = 6;
/// Display columns of the narrowest column of text.
const NARROWEST: u32 = 24;
/// Display columns by which two lines of one paragraph differ at most.
const RAGGED: u32 = 3;

/// `…の強化第2節`: the number goes to the front.
pub(super) fn behind(text: &Text, index: usize, body: &str, edits: &mut Edits) -> bool {
    if !body.ends_with(number::is_unit) {
        return false;
    }
    let Some(start) = body.rfind('第') else { return false };
    let Some(number) = body.get(start..).filter(|n| number::named(n).is_some_and(|(_, l)| l == n.len())) else { return false };
    let Some(title) = body.get(..start).map(|t| t.trim_end_matches(class::is_space)) else { return false };
    let lines = text.lines();
    let Some(line) = lines.get(index).filter(|l| l.width <= WIDEST) else { return false };
    let free = index.checked_sub(1).and_then(|i| lines.get(i)).is_none_or(Line::is_blank) || line.page;
    let after = lines.get(index + 1).map_or("", |l| text.slice(l.body));
    if !free || !is_title(title) || is_cited(title) || number::at_start(title).is_some() || after.starts_with(continues) {
        return false;
    }
    let letters = title.chars().filter(|c| class::is_kanji(*c) || class::is_kana(*c)).count();
    let ended = title.chars().last().is_some_and(|c| class::is_kanji(c) || class::is_katakana(c) || class::is_closing(c));
    if letters < SHORTEST || !ended || title.contains(['、', '，', '。']) {
        return false;
    }
    edits.insert(line.body.start, " ", &BEHIND);
    edits.delete(part(line, title.len(), start), &BEHIND);
    edits.relocate(part(line, start, start + number.len()), line.body.start, "", &BEHIND);
    true
}

/// The works of which chapters are cited with the number behind the name.
fn is_cited(title: &str) -> bool {
    title.ends_with(['法', '令', '書', '版', '集', '編', '則', '巻'])
        || ["憲章", "条約", "協定", "要綱", "大綱", "計画", "基準", "規程"].iter().any(|w| title.ends_with(w))
}

/// A particle: the sentence goes on.
pub(super) fn continues(c: char) -> bool {
    matches!(c, 'の' | 'に' | 'は' | 'を' | 'が' | 'と' | 'で' | 'や' | 'も' | 'へ') || class::is_line_start_forbidden(c)
}

pub(super) fn is_title(title: &str) -> bool {
    !title.is_empty()
        && !title.contains('。')
        && !title.ends_with(class::is_sentence_end)
        && !title.ends_with(['、', '，', ',', ';', '：'])
        && !title.starts_with(continues)
        && !title.starts_with(class::is_bullet)
        && !title.starts_with(['※', '〇', '■', '図', '⟦', '#', '|', '-'])
}

/// The decimal numbers that start lines, so far.
#[derive(Default)]
pub(super) struct Series {
    seen: FxHashSet<Vec<u32>>,
    /// Display columns that most of the text's longer lines have.
    column: Option<u32>,
}

impl Series {
    /// Whether the number goes on from one before: `2.3` from `2.2`, `3.1`
    /// from `2`, `2.3.1` from `2.3`.
    fn goes_on(&mut self, number: &str) -> bool {
        let parts = number::parts(number);
        let Some((&last, before)) = parts.split_last() else { return false };
        let follows = match last {
            0 => false,
            1 => parts == [1, 1] || self.seen.contains(before) || before.split_last().is_some_and(|(n, b)| *n > 1 && self.has(b, n - 1)),
            _ => self.has(before, last - 1),
        };
        self.seen.insert(parts);
        follows
    }

    /// Whether a line as wide as this one is likely one of a paragraph.
    fn is_full(&mut self, text: &Text, line: &Line) -> bool {
        let column = *self.column.get_or_insert_with(|| {
            let mut counts = [0u32; WIDEST as usize + 1];
            for width in text.lines().iter().map(|l| l.width).filter(|w| *w >= NARROWEST) {
                if let Some(count) = counts.get_mut(width as usize) {
                    *count += 1;
                }
            }
            counts.iter().zip(0..).max().filter(|(count, _)| **count >= 5).map_or(0, |(_, width)| width)
        });
        line.width.abs_diff(column) <= 1
    }

    fn has(&self, before: &[u32], last: u32) -> bool {
        let mut parts = before.to_vec();
        parts.push(last);
        self.seen.contains(&parts)
    }
}

/// `第1章` on one line, its title on the next; the index behind both.
pub(super) fn in_front(text: &Text, index: usize, head: &Head<'_>, series: &mut Series, edits: &mut Edits) -> Option<usize> {
    let body = head.body;
    let (kind, length) = head.number.filter(|_| head.from == 0)?;
    let mut certain = kind == Kind::Named;
    if kind != Kind::Named {
        certain = series.goes_on(body.get(..length)?) && kind == Kind::Decimal;
    }
    if !certain || length < body.len() {
        return None;
    }
    let lines = text.lines();
    let line = lines.get(index)?;
    let blank = lines.get(index + 1).is_some_and(Line::is_blank);
    let at = index + 1 + usize::from(blank);
    let title = lines.get(at).filter(|l| !l.is_blank() && l.width <= WIDEST)?;
    if title.page || lines.get(index + 1).is_some_and(|l| l.page) || is_label(text, before(text, index)) {
        return None;
    }
    let words = text.slice(title.body);
    let letters = words.chars().filter(|c| c.is_alphabetic()).count();
    let latin = body.is_ascii() && kind == Kind::Named;
    if !is_title(words) || number::at_start(words).is_some() || letters < 2 || words.starts_with('第') {
        return None;
    }
    if latin && !words.starts_with(|c: char| c.is_uppercase()) {
        return None;
    }
    (stands_alone(text, at, title, body) && !(blank && series.is_full(text, title))).then(|| {
        edits.replace(Span::new(line.body.end, title.body.start), " ", &APART);
        at + 1
    })
}

pub(super) fn before(text: &Text, index: usize) -> Option<&Line> {
    text.lines().get(..index)?.iter().rev().take(2).find(|l| !l.is_blank())
}

/// A number without a title: when several come together their titles come
/// together too, and nobody knows which is whose.
pub(super) fn is_label(text: &Text, line: Option<&Line>) -> bool {
    line.is_some_and(|l| {
        let body = text.slice(l.body);
        l.width <= 16
            && (number::at_start(body).is_some_and(|(_, n)| n == body.len())
                || body.ends_with(['図', '表', '章', '節']) && body.contains(class::is_digit)
                || body.starts_with("図表"))
    })
}

/// The title is not the first line of a paragraph: a blank line follows, or a
/// line of another width, or the next heading.
fn stands_alone(text: &Text, at: usize, title: &Line, body: &str) -> bool {
    let Some(next) = text.lines().get(at + 1).filter(|l| !l.is_blank() && !l.page) else { return true };
    let words = text.slice(next.body);
    if let Some((kind, n)) = number::at_start(words) {
        let later = || number::parts(words.get(..n).unwrap_or("")) > number::parts(body);
        return kind == Kind::Named || kind == Kind::Decimal && later();
    }
    title.width.abs_diff(next.width) > RAGGED && !words.starts_with(continues)
}
