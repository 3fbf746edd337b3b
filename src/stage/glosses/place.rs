//! Which acronym an expansion belongs to.

use std::cell::OnceCell;

use rustc_hash::FxHashSet;

use crate::text::initials::fold;
use crate::text::{Line, Lines, Span, Text, class};

use super::acronyms::{self, Acronym};
use super::initials::Phrase;
use super::{continues, is_candidate};

/// How far (in lines, blank ones counted) an acronym is near.
const NEAR: usize = 10;

/// How far an acronym may be at all: an expansion may stand at the foot of
/// the page or column.
const FAR: usize = 160;

/// Most acronyms that are tried on each side.
const TRIES: usize = 100;

/// How far (in bytes) the acronym of an expansion inside a line may be.
const REACH: u32 = 600;

/// What is read of a long line, in characters on each side of a place.
const CLIP: usize = 200;

/// The place of an acronym.
#[derive(Clone, Copy, Debug)]
pub(super) struct Base {
    /// The acronym; of one that was cut in two, from the start of the first
    /// half to the end of the second.
    pub(super) span: Span,
    /// The line in which it starts.
    pub(super) first: usize,
    /// The line in which it ends.
    pub(super) last: usize,
}

/// Looks for the acronyms of expansions, each acronym once.
pub(super) struct Finder<'a> {
    text: &'a Text,
    lines: &'a Lines,
    acronyms: OnceCell<Vec<Acronym>>,
    /// Where acronyms start that have their expansion.
    used: FxHashSet<u32>,
}

impl<'a> Finder<'a> {
    pub(super) fn new(text: &'a Text, lines: &'a Lines) -> Finder<'a> {
        Finder { text, lines, acronyms: OnceCell::new(), used: FxHashSet::default() }
    }

    /// The acronym that the phrase on lines `first..=last` expands.
    pub(super) fn base_of(&mut self, phrase: &Phrase, first: usize, last: usize) -> Option<Base> {
        let base = self.look(phrase, first, last)?;
        self.keep(&base);
        Some(base)
    }

    /// The same, without taking the acronym for used.
    pub(super) fn look(&self, phrase: &Phrase, first: usize, last: usize) -> Option<Base> {
        self.halves(phrase, first, last).or_else(|| self.whole(phrase, first, last))
    }

    /// Takes an acronym for used.
    pub(super) fn keep(&mut self, base: &Base) {
        self.used.insert(base.span.start);
    }

    /// An acronym cut in two by the expansion.
    fn halves(&self, phrase: &Phrase, first: usize, last: usize) -> Option<Base> {
        let before = neighbour_before(self.lines, first, Line::is_blank)?;
        let after = neighbour_after(self.lines, last, Line::is_blank)?;
        let (left, right) = (self.body(before), self.body(after));
        let head = left.char_indices().rev().take_while(|&(_, c)| acronyms::is_part(c)).last().map(|(at, _)| &left[at..])?;
        let tail_end = right.char_indices().find(|&(_, c)| !acronyms::is_part(c)).map_or(right.len(), |(at, _)| at);
        let tail = right.get(..tail_end).filter(|t| !t.is_empty())?;
        if head.len() == left.len() && head.chars().count() > 3 {
            return None;
        }
        // a count may follow: `COP28`
        let letters = tail.trim_end_matches(class::is_digit);
        let spelled = [tail, letters].into_iter().any(|tail| {
            let whole = format!("{head}{tail}");
            let acronym = fold(&whole);
            phrase.spells(&acronym).is_some() || self.is_torn(before, head, after, tail) && phrase.holds(&acronym)
        });
        if !spelled {
            return None;
        }
        let offset = |n: usize| u32::try_from(n).unwrap_or(0);
        let start = self.lines.get(before)?.body.end - offset(head.len());
        let end = self.lines.get(after)?.body.start + offset(tail.len());
        Some(Base { span: Span::new(start, end), first: before, last: after })
    }

    /// Whether two halves of one acronym, and nothing else, end and start the
    /// lines: Japanese text or a bracket on both sides.
    fn is_torn(&self, before: usize, head: &str, after: usize, tail: &str) -> bool {
        let near = |c: Option<char>| {
            c.is_some_and(|c| class::is_japanese(c) || class::is_opening(c) || class::is_closing(c) || class::is_digit(c))
        };
        let left = self.body(before).strip_suffix(head).and_then(|l| l.chars().next_back());
        let right = self.body(after).strip_prefix(tail).and_then(|r| r.chars().next());
        let capitals = |half: &str| !half.is_empty() && half.chars().all(char::is_uppercase);
        near(left) && near(right) && head.chars().count() <= 2 && capitals(head) && capitals(tail)
    }

    /// An acronym that stands whole near the expansion.
    fn whole(&self, phrase: &Phrase, first: usize, last: usize) -> Option<Base> {
        let skip = |line: &Line| {
            line.is_blank() || ((is_candidate(line) || continues(line)) && Phrase::read(self.text.slice(line.body)).is_some())
        };
        let before = neighbour_before(self.lines, first, skip);
        let after = neighbour_after(self.lines, last, skip);
        let neighbours = [before, after];
        if neighbours.iter().flatten().any(|&i| self.is_foreign(i)) || !neighbours.iter().flatten().any(|&i| self.is_piece(i)) {
            return None;
        }
        if let (Some(b), Some(a)) = (before, after)
            && self.body(b).ends_with(class::is_opening)
            && self.body(a).starts_with(class::is_closing)
        {
            return None;
        }
        let numbered =
            first > 0 && self.lines.get(first - 1).is_some_and(|l| !l.is_blank() && l.digits > 0 && l.digits == l.chars && l.chars <= 3);
        let noteside = neighbours.iter().flatten().any(|&i| starts_with_number(self.body(i)));
        let list = self.acronyms.get_or_init(|| acronyms::scan(self.text, self.lines));
        let split = list.partition_point(|a| a.line < first);
        let back = list.get(..split).unwrap_or(&[]).iter().rev().take(TRIES).take_while(|a| first - a.line <= FAR);
        let on = list.get(split..).unwrap_or(&[]).iter().take(TRIES).take_while(|a| a.line <= last + FAR);
        let initial = phrase.text.chars().next().map(|c| c.to_ascii_uppercase());
        let mut best: Option<(usize, Base)> = None;
        let mut failed: FxHashSet<&str> = FxHashSet::default();
        for acronym in back.chain(on) {
            if acronym.line >= first && acronym.line <= last
                || (acronym.text.chars().next() != initial && initial != Some('E'))
                || self.used.contains(&acronym.span.start)
            {
                continue;
            }
            if failed.contains(acronym.text.as_str()) {
                continue;
            }
            let Some(penalty) = phrase.spells(&acronym.text) else {
                failed.insert(&acronym.text);
                continue;
            };
            let touches = neighbours.contains(&Some(acronym.line));
            let away = if acronym.line < first { first - acronym.line } else { acronym.line - last };
            let far = away > NEAR && !touches;
            if (far && (penalty > 2 || !phrase.title || acronym.text.chars().count() < 3))
                || (acronym.noted && (!touches || noteside))
                || (numbered && !touches)
            {
                continue;
            }
            // a line further on is rarer than one before
            let score = if touches { 0 } else { away * 2 + usize::from(acronym.line > last) * if far { FAR } else { 1 } };
            if best.is_some_and(|(old, _)| old <= score) {
                continue;
            }
            if self.fits(acronym, first, last, touches) {
                best = Some((score, Base { span: acronym.span, first: acronym.line, last: acronym.line }));
            }
        }
        best.map(|(_, base)| base)
    }

    /// The acronym that a phrase at `place` inside line `index` expands:
    /// within the same paragraph, before the phrase or shortly behind it.
    pub(super) fn base_in(&mut self, phrase: &Phrase, index: usize, place: Span) -> Option<Span> {
        let (at, end) = (place.start, place.end);
        let initial = phrase.text.chars().next().map(|c| c.to_ascii_uppercase());
        let list = self.acronyms.get_or_init(|| acronyms::scan(self.text, self.lines));
        let split = list.partition_point(|a| a.span.start < at);
        let near = |a: &&Acronym| a.line.abs_diff(index) <= NEAR / 2 && a.span.start.abs_diff(at) <= REACH;
        let back = list.get(..split).unwrap_or(&[]).iter().rev().take_while(near);
        let on = list.get(split..).unwrap_or(&[]).iter().take_while(near);
        let acronym = back
            .chain(on)
            .take(TRIES)
            .filter(|a| a.span.start >= end || a.span.end <= at)
            .filter(|a| a.text.chars().count() >= 3 && a.text.chars().next() == initial && !self.used.contains(&a.span.start))
            .find(|a| phrase.spells(&a.text).is_some_and(|penalty| penalty <= 2))?;
        let span = acronym.span;
        self.used.insert(span.start);
        Some(span)
    }

    /// Whether an acronym stands in running text and has no expansion yet.
    fn fits(&self, acronym: &Acronym, first: usize, last: usize, touches: bool) -> bool {
        let Some(line) = self.lines.get(acronym.line) else { return false };
        let behind = self.text.get(acronym.span.end as usize..line.body.end as usize).unwrap_or("").trim_start();
        if behind.strip_prefix(class::is_opening).is_some_and(|b| b.trim_start().starts_with(|c: char| c.is_ascii_alphabetic())) {
            return false;
        }
        if acronym.span != line.body {
            return is_prose(self.around(acronym.span, line), line);
        }
        // alone on its line: a piece of running text, not an entry of a list
        let skip = |i: usize, l: &Line| l.is_blank() || (first..=last).contains(&i) || is_candidate(l);
        let before = (acronym.line.saturating_sub(8)..acronym.line).rev().find(|&i| self.lines.get(i).is_some_and(|l| !skip(i, l)));
        let after = (acronym.line + 1..acronym.line + 9).find(|&i| self.lines.get(i).is_some_and(|l| !skip(i, l)));
        let left = before.map_or("", |i| tail(self.body(i)));
        let right = after.map_or("", |i| head(self.body(i)));
        runs_on(left, right) || (!touches && right.contains(class::is_hiragana))
    }

    /// The line around an acronym, or a part of it when it is very long.
    fn around(&self, acronym: Span, line: &Line) -> &'a str {
        if usize::from(line.chars) <= CLIP {
            return self.text.slice(line.body);
        }
        let left = tail(self.text.slice(Span::new(line.body.start, acronym.start)));
        let right = head(self.text.slice(Span::new(acronym.end, line.body.end)));
        let bytes = |s: &str| u32::try_from(s.len()).unwrap_or(0);
        self.text.slice(Span::new(acronym.start - bytes(left), acronym.end + bytes(right)))
    }

    fn body(&self, index: usize) -> &'a str {
        self.lines.get(index).map_or("", |l| self.text.slice(l.body))
    }

    /// Whether a neighbouring line is Latin text that is no acronym: then the
    /// phrase is one line of a list, a bibliography or an English paragraph.
    fn is_foreign(&self, index: usize) -> bool {
        let Some(line) = self.lines.get(index) else { return false };
        line.japanese == 0 && line.latin >= 4 && !self.is_piece(index)
    }

    /// Whether a line can be a piece of Japanese prose: Japanese letters, an
    /// acronym, a bracket.
    fn is_piece(&self, index: usize) -> bool {
        let Some(line) = self.lines.get(index) else { return false };
        let body = self.body(index);
        let set = |c: char| acronyms::is_part(c) || class::is_opening(c) || class::is_closing(c) || matches!(c, ' ' | '、' | '。');
        line.is_japanese()
            || (line.chars <= 16
                && body.chars().all(set)
                && body.split(' ').all(|w| !w.contains(|c: char| c.is_lowercase()) || capitals(w) >= 2))
    }
}

fn capitals(word: &str) -> usize {
    word.chars().filter(|c| c.is_uppercase()).count()
}

/// The start of a long line.
fn head(body: &str) -> &str {
    body.char_indices().nth(CLIP).and_then(|(end, _)| body.get(..end)).unwrap_or(body)
}

/// The end of a long line.
fn tail(body: &str) -> &str {
    body.char_indices().rev().nth(CLIP).and_then(|(start, _)| body.get(start..)).unwrap_or(body)
}

/// The nearest line before `index` that is not to be skipped; only a few lines
/// are looked at.
pub(super) fn neighbour_before(lines: &Lines, index: usize, skip: impl Fn(&Line) -> bool) -> Option<usize> {
    (index.saturating_sub(12)..index).rev().find(|&i| lines.get(i).is_some_and(|l| !skip(l)))
}

/// The nearest line behind `index` that is not to be skipped.
pub(super) fn neighbour_after(lines: &Lines, index: usize, skip: impl Fn(&Line) -> bool) -> Option<usize> {
    (index + 1..index + 13).find(|&i| lines.get(i).is_some_and(|l| !skip(l)))
}

/// Lines on each side that tell how wide the column is.
const AROUND: usize = 24;

/// How wide the lines around line `index` are: the width that most Japanese
/// lines share, one column more or less; `None` when there are too few.
pub(super) fn column(lines: &Lines, index: usize) -> Option<u32> {
    let near = lines.iter().skip(index.saturating_sub(AROUND)).take(2 * AROUND);
    let mut widths: Vec<u32> = near.filter(|l| l.is_japanese() && l.width >= 20).map(|l| l.width).collect();
    widths.sort_unstable();
    let share = |w: u32| widths.partition_point(|&x| x <= w + 1) - widths.partition_point(|&x| x + 1 < w);
    widths.iter().copied().max_by_key(|&w| (share(w), w)).filter(|_| widths.len() >= 4)
}

/// Whether a sentence runs on from one piece over an acronym to the next.
pub(super) fn runs_on(left: &str, right: &str) -> bool {
    let open = |c: char| class::is_hiragana(c) || class::is_opening(c) || matches!(c, '、' | '・' | ',');
    let close = |c: char| class::is_hiragana(c) || class::is_closing(c) || matches!(c, '、' | '。' | '・');
    let (end, start) = (left.chars().next_back(), right.chars().next());
    if start.is_some_and(close) || end.is_some_and(open) {
        return true;
    }
    let ended = end.is_none_or(class::is_sentence_end);
    let prose = |t: &str| t.contains(['。', '、']);
    !ended && (prose(left) || prose(right)) && start.is_some_and(class::is_japanese)
}

/// Whether a line with an acronym in it is running text and not a heading, a
/// caption or a cell.
fn is_prose(body: &str, line: &Line) -> bool {
    let clause = body.contains(['。', '、']);
    let titled = body.starts_with(|c: char| {
        class::is_digit(c) || class::is_enclosed(c) || class::is_bullet(c) || matches!(c, '第' | '図' | '表' | '#' | '【')
    });
    clause
        || (!titled && (line.kana >= 2 || body.starts_with(class::is_opening) || body.ends_with(class::is_opening)))
        || body.starts_with(|c: char| class::is_latin(c)) && line.chars <= 16 && (line.japanese > 0 || body.ends_with(class::is_closing))
}

/// Whether a line starts as a note does: one to three digits, then a space.
pub(super) fn starts_with_number(body: &str) -> bool {
    let digits = body.chars().take_while(|&c| class::is_digit(c)).count();
    (1..=3).contains(&digits) && body.chars().nth(digits).is_none_or(class::is_space)
}
