//! Furniture of texts whose pages are known: a form feed stands between them.
//!
//! Pages are peeled like onions: what stands outermost on a page and repeats
//! there on other pages is taken off, then the next line is outermost. A line
//! further in is only taken when its text was proved furniture elsewhere and
//! this page lacks it, or when it stands near the edge of nearly all pages.

use super::key::{Key, is_year};
use super::page::{Page, State, Unit, go_on, pages, repeated};
use super::{HEAD, NUMBER, Taken, echo, opening, scattered};
use crate::layout::{End, end};
use crate::text::{Cause, Line, Text, class};
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;

/// Lines at each end of what is left of a page in which furniture can stand.
const ZONE: usize = 6;
/// More layers than any page has.
const LAYERS: u8 = 6;
/// Repeats further apart than this (in pages) prove nothing for each other; left
/// and right pages have heads of their own, so they are 2 pages apart.
pub(super) const STRIDE: usize = 2;

/// What makes two lines the same: the text with its numbers, or the text with
/// one number that rises with the pages.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Mark {
    hash: u64,
    others: u64,
    /// Of the rising number, and its value less what the pages in front have.
    rising: Option<(Rising, i64)>,
}

/// What rises with the pages.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Rising {
    /// The number at this index, by one a page.
    One(usize),
    /// The same by two: pages that show a spread.
    Two(usize),
    /// The numbers of both pages of a spread: `6 白書 概要 7`.
    Both,
}

#[derive(Clone, Copy)]
pub(super) struct Seen {
    pub(super) page: usize,
    pub(super) unit: usize,
    /// Lines left between this one and the page's top and foot.
    pub(super) rank: [usize; 2],
}

impl Seen {
    pub(super) fn unit<'a>(&self, pages: &'a [Page]) -> Option<&'a Unit> {
        pages.get(self.page)?.units.get(self.unit)
    }
}

/// What was proved to be furniture: at which side, and in which layer.
type Proofs = FxHashMap<Mark, Proof>;

#[derive(Clone, Copy)]
struct Proof {
    side: usize,
    layer: u8,
}

/// Adds to `taken` what is furniture of pages.
pub(super) fn find(text: &Text, taken: &mut Taken) {
    let mut pages = pages(text, taken);
    if pages.iter().filter(|p| !p.units.is_empty()).count() < 2 {
        return;
    }
    let live = repeated(text, &mut pages);
    go_on(&mut pages);
    keep_titles(text, &mut pages, &live);
    let mut proofs = Proofs::default();
    for layer in 0..LAYERS {
        let before = taken.len();
        peel(text, &mut pages, &live, layer, &mut proofs, taken);
        if taken.len() == before {
            break;
        }
    }
    front_matter(&mut pages, taken);
    echo::find(text, &pages, taken);
    let ranges: Vec<Range<usize>> = pages.iter().map(|p| p.lines.clone()).collect();
    scattered::find(text, &ranges, taken);
}

/// Keeps what stands inside of pages at least as often as at their edges: the title of
/// a part that many chapters have (`Checklist`), and no running head.
fn keep_titles(text: &Text, pages: &mut [Page], live: &FxHashSet<u64>) {
    /// Besides the title itself, a table of contents may have the words of a head.
    const OFTEN: usize = 3;
    let lines = text.lines();
    let may = |unit: &Unit| !unit.key.lone && unit.key.count == 0 && live.contains(&unit.key.hash);
    let body = |line: usize| lines.get(line).map_or("", |line| text.slice(line.body));
    let mut counts: FxHashMap<&str, (usize, usize)> = FxHashMap::default();
    for unit in pages.iter().flat_map(|page| &page.units).filter(|unit| may(unit)) {
        counts.entry(body(unit.line)).or_default().0 += 1;
    }
    for page in pages.iter() {
        let Some((above, below)) = page.gap.and_then(|gap| page.units.split_at_checked(gap)) else { continue };
        let inside = above.last().zip(below.first()).map_or(0..0, |(above, below)| above.line + 1..below.line);
        for line in inside {
            if let Some(count) = counts.get_mut(body(line)) {
                count.1 += 1;
            }
        }
    }
    counts.retain(|_, &mut (edge, inside)| inside >= OFTEN && inside >= edge);
    for unit in pages.iter_mut().flat_map(|page| &mut page.units).filter(|unit| may(unit) && counts.contains_key(body(unit.line))) {
        unit.state = State::Kept;
    }
}

/// Roman numbers count the pages in front of the ones that are numbered.
fn front_matter(pages: &mut [Page], taken: &mut Taken) {
    let filled = pages.iter().filter(|p| !p.units.is_empty()).count();
    if pages.iter().filter(|p| p.numbered).count() * 4 < filled * 3 {
        return;
    }
    for page in pages.iter_mut().take_while(|p| !p.numbered) {
        let mut open = page.units.iter_mut().filter(|u| u.state == State::Open);
        let edges = [open.next(), open.next_back()];
        for unit in edges.into_iter().flatten().filter(|u| u.key.is_roman()).take(1) {
            unit.state = State::Taken;
            taken.insert(unit.line, &NUMBER);
        }
    }
}

/// Takes one layer off.
fn peel(text: &Text, pages: &mut [Page], live: &FxHashSet<u64>, layer: u8, proofs: &mut Proofs, taken: &mut Taken) {
    let seen = survey(pages, live);
    let mut marks: Vec<(Mark, Vec<Seen>)> = seen.into_iter().filter(|(_, s)| s.len() > 1).collect();
    // numbers first, the longest series of them before others: they vouch for
    // heads; then by place, so that the outcome does not hang on hashing
    marks.sort_by_key(|(mark, s)| {
        (mark.rising.is_none(), mark.rising.map(|_| std::cmp::Reverse(s.len())), s.first().map(|s| (s.page, s.unit)), mark.rising)
    });
    let filled = pages.iter().filter(|p| !p.units.is_empty()).count();
    // twice: the heads of right pages are proved by those of left pages
    let mut found = Proofs::default();
    for (mark, seen) in marks.iter().chain(&marks) {
        let known = found.get(mark).or(proofs.get(mark)).copied();
        if let Some(proof) = known.or_else(|| evidence(text, pages, filled, mark, seen, layer).map(|side| Proof { side, layer })) {
            if known.is_none() && mark.rising.is_none() {
                opening::keep(text, pages, seen, proof.side);
            }
            found.insert(*mark, proof);
            if take_outermost(pages, mark, seen, proof, taken) {
                proofs.insert(*mark, proof);
            }
        }
    }
    for (mark, seen) in &marks {
        if let Some(&proof) = found.get(mark)
            && take_displaced(text, pages, mark, seen, proof, taken)
        {
            proofs.insert(*mark, proof);
        }
    }
}

fn survey(pages: &[Page], live: &FxHashSet<u64>) -> FxHashMap<Mark, Vec<Seen>> {
    let mut marks: FxHashMap<Mark, Vec<Seen>> = FxHashMap::default();
    for (p, page) in pages.iter().enumerate() {
        let left = page.units.iter().filter(|u| u.state != State::Taken).count();
        let mut top = 0;
        for (u, unit) in page.units.iter().enumerate() {
            let mut rank = [ZONE, ZONE];
            if unit.state != State::Taken {
                let far = |from: bool| page.gap.is_some_and(|g| (u >= g) == from);
                rank = [if far(true) { ZONE } else { top }, if far(false) { ZONE } else { left - 1 - top }];
                top += 1;
                if rank.iter().all(|&r| r >= ZONE) {
                    continue;
                }
            }
            if unit.state == State::Kept || !live.contains(&unit.key.hash) {
                continue;
            }
            let seen = Seen { page: p, unit: u, rank };
            let key = &unit.key;
            if !key.lone && (key.letters >= 2 || is_tab_number(key)) {
                marks.entry(Mark { hash: key.hash, others: key.others(None), rising: None }).or_default().push(seen);
            }
            if key.lone || key.letters >= 2 {
                let numbers = key.numbers.iter().enumerate().take(usize::from(key.count));
                let may = |i: usize, n: u32| (key.lone || key.numbering & 1 << i == 0) && !is_year(n);
                let counts_pages = |&(i, &n): &(usize, &u32)| key.lone && i == 0 || may(i, n);
                for (i, &n) in numbers.filter(counts_pages) {
                    let (n, p) = (i64::from(n), i64::try_from(p).unwrap_or(0));
                    let mut rises = |rising: Rising, others: u64, ahead: i64| {
                        marks.entry(Mark { hash: key.hash, others, rising: Some((rising, ahead)) }).or_default().push(seen);
                    };
                    let others = key.others(Some(i));
                    let spread = key.count == 2 && i == 0 && i64::from(key.numbers[1]) == n + 1;
                    let two = if spread { (Rising::Both, 0) } else { (Rising::Two(i), others) };
                    rises(Rising::One(i), others, n - p);
                    rises(two.0, two.1, n - 2 * p);
                }
            }
        }
    }
    marks
}

/// A lone Roman number can be the tab of a part.
fn is_tab_number(key: &Key) -> bool {
    key.letters == 1 && key.count == 0
}

/// The side at which the line is furniture, if it is; `filled` is the number of
/// pages that are not empty.
fn evidence(text: &Text, pages: &[Page], filled: usize, mark: &Mark, seen: &[Seen], layer: u8) -> Option<usize> {
    let first = seen.first().and_then(|s| s.unit(pages))?;
    let lone = first.key.lone;
    let open = |s: &&Seen| {
        let numbered = lone && pages.get(s.page).is_some_and(|p| p.numbered);
        !numbered && s.unit(pages).is_some_and(|u| u.state == State::Open)
    };
    let open: Vec<&Seen> = seen.iter().filter(open).collect();
    // `J. Hill et al.` is none
    let sentence = text.lines().get(first.line).map_or("", |line| text.slice(line.body));
    let sentence = sentence.ends_with(class::is_sentence_end) && (!sentence.ends_with('.') || end::of(sentence) == End::Sentence);
    let mut best = None;
    for side in [0, 1] {
        // a page number may stand inside of a head
        let outer = within(&open, side, if lone && side == 0 { 1 } else { 0 });
        let near = within(&open, side, ZONE - 1);
        let everywhere = !outer.is_empty()
            && (near.len() * 4 >= filled * 3 && near.len() >= 4 || near.len() == filled && filled == 3 && outer.len() > 1);
        let run = longest_run(&outer);
        let proof = if lone {
            let vouched = open.iter().filter(|s| has_head(pages, s, side) || is_counted_beside(pages, s)).count() * 2 >= outer.len();
            let steady = within(&open, side, 2).len() * 4 >= filled * 3 && near.len() >= 4 && run >= 1;
            run >= 4 && (side == 1 || vouched || outer.len() * 4 >= filled * 3)
                || run == 3 && (side == 1 || vouched)
                || run == 2 && filled == 2 && side == 1
                || steady
        } else if sentence {
            everywhere && run >= 3
        } else {
            let numbered = run >= 2 && open.iter().filter(|s| is_outside_number(pages, s, side)).count() >= 2;
            let second = outer.len() >= 2
                && longest_run(&within(&open, side, 3)) >= 3
                && open.iter().filter(|s| s.rank.get(side) == Some(&0)).all(|s| has_head(pages, s, side));
            let between = run >= 2 && outer.iter().all(|&p| is_between_heads(pages, p, side, layer));
            run >= 3 || everywhere || between || mark.rising.is_none() && (numbered || second)
        };
        if proof && best.is_none_or(|(n, _)| outer.len() > n) {
            best = Some((outer.len(), side));
        }
    }
    best.map(|(_, side)| side)
}

/// The pages that have the line with at most `rank` others between it and the edge.
fn within(seen: &[&Seen], side: usize, rank: usize) -> Vec<usize> {
    let mut pages: Vec<usize> = seen.iter().filter(|s| s.rank.get(side).is_some_and(|&r| r <= rank)).map(|s| s.page).collect();
    pages.dedup();
    pages
}

/// The length of the longest run of pages no further apart than [`STRIDE`].
fn longest_run(pages: &[usize]) -> usize {
    let mut best = usize::from(!pages.is_empty());
    let mut run = best;
    for pair in pages.windows(2) {
        if let [a, b] = pair {
            run = if b - a <= STRIDE { run + 1 } else { 1 };
            best = best.max(run);
        }
    }
    best
}

/// A head stands, or stood, at the same side of the page.
fn has_head(pages: &[Page], seen: &Seen, side: usize) -> bool {
    pages.get(seen.page).is_some_and(|p| p.layers.get(side).is_some_and(|&l| l != 0))
}

/// A head that was found on the page before or behind has the number before or behind.
fn is_counted_beside(pages: &[Page], seen: &Seen) -> bool {
    let Some(number) = seen.unit(pages).and_then(|unit| unit.key.numbers.first().copied()) else { return false };
    let counts = |page: Option<usize>, number: Option<u32>| {
        let (Some(page), Some(number)) = (page.and_then(|page| pages.get(page)), number) else { return false };
        let heads = page.units.iter().filter(|unit| unit.state == State::Taken && !unit.key.lone);
        heads.map(|unit| &unit.key).any(|key| key.numbers.iter().take(usize::from(key.count)).any(|n| *n == number))
    };
    counts(seen.page.checked_sub(1), number.checked_sub(1)) || counts(Some(seen.page + 1), number.checked_add(1))
}

/// The page lacks a head that its neighbour has.
fn is_between_heads(pages: &[Page], page: usize, side: usize, layer: u8) -> bool {
    let has = |p: Option<usize>| p.and_then(|p| pages.get(p)).and_then(|p| p.layers.get(side)).is_some_and(|l| l & (1 << layer) != 0);
    !has(Some(page)) && (has(page.checked_sub(1)) || has(Some(page + 1)))
}

/// A page number that was already found is the next line inwards.
fn is_outside_number(pages: &[Page], seen: &Seen, side: usize) -> bool {
    let inner = if side == 0 { Some(seen.unit + 1) } else { seen.unit.checked_sub(1) };
    pages.get(seen.page).zip(inner).and_then(|(p, i)| p.units.get(i)).is_some_and(|u| u.key.lone && u.state == State::Taken)
}

fn take_outermost(pages: &mut [Page], mark: &Mark, seen: &[Seen], proof: Proof, taken: &mut Taken) -> bool {
    let before = taken.len();
    for (n, s) in seen.iter().enumerate() {
        let near = |o: Option<&Seen>| o.is_some_and(|o| o.page.abs_diff(s.page) <= 2 * STRIDE);
        let alone = !near(n.checked_sub(1).and_then(|n| seen.get(n))) && !near(seen.get(n + 1));
        if s.rank.get(proof.side) == Some(&0) && !alone {
            take(pages, s, mark, proof, taken);
        }
    }
    taken.len() > before
}

/// Takes proved furniture that something else was put in front of, on pages
/// that lack it.
fn take_displaced(text: &Text, pages: &mut [Page], mark: &Mark, seen: &[Seen], proof: Proof, taken: &mut Taken) -> bool {
    let before = taken.len();
    let got: FxHashSet<usize> = seen.iter().filter(|s| s.unit(pages).is_some_and(|u| u.state == State::Taken)).map(|s| s.page).collect();
    let mut order: Vec<&Seen> = seen.iter().filter(|s| s.rank.get(proof.side).is_some_and(|&r| r < ZONE)).collect();
    order.sort_by_key(|s| (s.page, s.rank.get(proof.side).copied()));
    let everywhere = got.is_empty();
    for s in order {
        let near = (1..=STRIDE).any(|d| got.contains(&(s.page + d)) || s.page >= d && got.contains(&(s.page - d)));
        let note = s.unit(pages).is_none_or(|u| u.key.lone) && is_note_number(text, pages, s);
        if !got.contains(&s.page) && (near || everywhere) && !note {
            take(pages, s, mark, proof, taken);
        }
    }
    taken.len() > before
}

/// Takes the line, unless its place on the page was already filled.
fn take(pages: &mut [Page], seen: &Seen, mark: &Mark, proof: Proof, taken: &mut Taken) {
    let Some(page) = pages.get_mut(seen.page) else { return };
    let Some(unit) = page.units.get_mut(seen.unit).filter(|u| u.state == State::Open) else { return };
    let Some(layers) = page.layers.get_mut(proof.side) else { return };
    let bit = 1 << proof.layer;
    let lone = unit.key.lone && mark.rising.is_some();
    if if lone { page.numbered } else { *layers & bit != 0 } {
        return;
    }
    if lone {
        page.numbered = true;
    } else {
        *layers |= bit;
    }
    unit.state = State::Taken;
    let cause: &'static Cause = if lone { &NUMBER } else { &HEAD };
    taken.insert(unit.line, cause);
}

/// A number of a sequence that runs on within the page, with text behind it,
/// numbers a note.
fn is_note_number(text: &Text, pages: &[Page], seen: &Seen) -> bool {
    let Some((page, own)) = pages.get(seen.page).zip(seen.unit(pages)) else { return true };
    let lines = text.lines();
    let blank = |i: Option<usize>| i.and_then(|i| lines.get(i)).is_none_or(Line::is_blank);
    if blank(own.line.checked_sub(1)) && blank(Some(own.line + 1)) {
        return false;
    }
    let value = |u: &Unit| u.key.numbers.first().copied().unwrap_or(0);
    page.units.iter().any(|u| u.key.lone && u.key.hash == own.key.hash && value(u).abs_diff(value(own)) == 1)
}

#[cfg(test)]
mod tests;
