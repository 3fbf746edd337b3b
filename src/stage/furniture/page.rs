//! Pages as the furniture stage sees them: the lines at their edges.

use super::key::{Key, narrow};
use super::{Taken, is_open};
use crate::layout::{End, end};
use crate::text::{Line, Text, class};
use rustc_hash::{FxHashMap, FxHashSet, FxHasher};
use std::hash::Hasher as _;
use std::ops::Range;

/// Lines at each end of a page that are kept in view.
const VIEW: usize = 8;
/// Display columns of the longest running head.
const WIDEST: u32 = 160;

/// A line near the edge of a page.
pub(super) struct Unit {
    pub(super) line: usize,
    pub(super) key: Key,
    pub(super) state: State,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    Open,
    Taken,
    /// The line stays whatever else repeats it.
    Kept,
}

/// A page.
pub(super) struct Page {
    pub(super) lines: Range<usize>,
    pub(super) units: Vec<Unit>,
    /// Units from here on are the last lines of a long page.
    pub(super) gap: Option<usize>,
    /// Layers of which a head was taken, one bit a layer, by side.
    pub(super) layers: [u8; 2],
    /// Its page number was found.
    pub(super) numbered: bool,
}

/// The pages of a text.
pub(super) fn pages(text: &Text, taken: &Taken) -> Vec<Page> {
    let lines = text.lines();
    let mut pages = Vec::new();
    let mut start = 0;
    while start < lines.len() {
        let end = lines.iter().skip(start + 1).position(|l| l.page).map_or(lines.len(), |n| start + 1 + n);
        let open = |&i: &usize| lines.get(i).is_some_and(|l| is_open(text, l, taken, i));
        let head: Vec<usize> = (start..end).filter(open).take(VIEW).collect();
        let after = head.last().map_or(end, |&l| l + 1);
        let mut foot: Vec<usize> = (after..end).rev().filter(open).take(VIEW).collect();
        foot.reverse();
        let gap = (foot.len() == VIEW).then_some(head.len());
        let unit = |line: usize| {
            let told = head.contains(&line) && lines.get(line).is_some_and(|l| is_sentence(text, l, lines.get(line + 1)));
            Unit { line, key: Key::default(), state: if told { State::Kept } else { State::Open } }
        };
        pages.push(Page {
            lines: start..end,
            units: head.iter().copied().chain(foot).map(unit).collect(),
            gap,
            layers: [0; 2],
            numbered: false,
        });
        start = end;
    }
    pages
}

/// Whether a line at the top of a page is a sentence, or the first line of a
/// paragraph, that other pages begin with as well: no running head.
fn is_sentence(text: &Text, line: &Line, next: Option<&Line>) -> bool {
    let indented = || text.slice(line.span).starts_with('\u{3000}') && next.is_some_and(|next| !next.is_blank());
    if line.is_japanese() {
        return line.kana > 4 && line.chars > 12 && (line.last == '。' || line.stops > 0 && indented());
    }
    let body = text.slice(line.body);
    // The council decided as follows:
    let told = line.last == '.' && line.spaces > 5 || line.spaces > 3 && matches!(end::of(body), End::Colon | End::Open);
    told && line.digits == 0 && line.first.is_uppercase() && !body.contains('©')
}

/// Whether a line ends a sentence, or stands in the middle of one, as no running head
/// does.
pub(super) fn tells(body: &str) -> bool {
    body.ends_with(class::is_sentence_end) || matches!(end::of(body), End::Colon | End::Open)
}

/// Finds the keys that stand on more than one page. Most lines are told apart
/// by less than their key.
pub(super) fn repeated(text: &Text, pages: &mut [Page]) -> FxHashSet<u64> {
    let lines = text.lines();
    let sketch = |unit: &Unit| lines.get(unit.line).filter(|l| l.width <= WIDEST).map(|l| sketch(text, l));
    let sketches: Vec<Option<u64>> = pages.iter().flat_map(|p| &p.units).map(sketch).collect();
    let twice = on_two_pages(pages, sketches.iter().copied());
    for (unit, sketch) in pages.iter_mut().flat_map(|p| &mut p.units).zip(sketches) {
        if let Some(line) = lines.get(unit.line)
            && sketch.is_some_and(|s| twice.contains(&s))
        {
            unit.key = Key::of(text.slice(line.body));
        }
    }
    on_two_pages(pages, pages.iter().flat_map(|p| &p.units).map(|unit| Some(unit.key.hash).filter(|h| *h != 0)))
}

/// The marks that stand on more than one page; `marks` has one for each unit.
fn on_two_pages(pages: &[Page], marks: impl Iterator<Item = Option<u64>>) -> FxHashSet<u64> {
    let places = pages.iter().enumerate().flat_map(|(number, page)| page.units.iter().map(move |_| number));
    // sorting is several times as fast as a table of them all
    let mut marks: Vec<(u64, usize)> = marks.zip(places).filter_map(|(mark, page)| Some((mark?, page))).collect();
    marks.sort_unstable();
    let apart = |same: &&[(u64, usize)]| same.first().map(|first| first.1) != same.last().map(|last| last.1);
    marks.chunk_by(|a, b| a.0 == b.0).filter(apart).filter_map(|same| same.first()).map(|first| first.0).collect()
}

/// Takes numbers that may be years for those of pages, where they go on what counted
/// the pages before (1798, 1799, 1800).
pub(super) fn go_on(pages: &mut [Page]) {
    /// Pages that were counted so: fewer may be the last years before 1800.
    const SURE: usize = 200;
    /// Pages without a number between two of them.
    const WITHOUT: usize = 3;
    if !pages.iter().flat_map(|page| &page.units).any(|unit| unit.key.year) {
        return;
    }
    let mut counted: FxHashMap<(u64, i64), (usize, usize)> = FxHashMap::default();
    for (at, page) in pages.iter_mut().enumerate() {
        for key in page.units.iter_mut().map(|unit| &mut unit.key).filter(|key| key.lone || key.year) {
            let ahead = i64::from(key.numbers[0]) - i64::try_from(at).unwrap_or(0);
            let (times, last) = counted.entry((key.hash, ahead)).or_insert((0, at));
            let goes_on = at - *last <= WITHOUT + 1;
            if key.year && goes_on && *times >= SURE {
                key.count_pages();
            }
            if key.lone && (*times == 0 || *last < at) {
                (*times, *last) = (if goes_on { *times + 1 } else { 1 }, at);
            }
        }
    }
}

/// What lines of one key have in common, without a look at all of the line.
fn sketch(text: &Text, line: &Line) -> u64 {
    /// Characters of each end.
    const ENDS: usize = 3;
    // all of these can be page numbers
    if line.chars <= 8 && line.japanese == 0 {
        return 0;
    }
    let tight = |c: &char| !class::is_digit(*c) && !class::is_space(*c);
    let body = text.slice(line.body);
    let mut hasher = FxHasher::default();
    for n in [line.chars.saturating_sub(line.digits + line.spaces), line.japanese, line.kana] {
        hasher.write_u16(n);
    }
    let ends = body.chars().filter(tight).take(ENDS).chain(body.chars().rev().filter(tight).take(ENDS));
    ends.for_each(|c| hasher.write_u32(u32::from(narrow(c))));
    hasher.finish()
}
