//! Two text columns that were read across.
//!
//! Extractors that go by the height of the lines give a page of two columns
//! line by line, or in short runs of lines: left, right, left, right. Then no
//! sentence goes on in the next run, but in the one after it. This module tells
//! such pages from others and says for each row which column it is of.
//!
//! The rows of a page are read once from top to bottom. Each row goes on where
//! one of at most two threads stopped; how well it does is the evidence of the
//! letters or words on both sides (`tongue.rs`), of sentence ends, and of the
//! signs that open blocks. The best way to deal the rows out is found by
//! dynamic programming with a beam.
//!
//! Notes and captions also stand between the halves of a sentence, but they
//! nest: text, note, text. Only columns cross: both the left one and the right
//! one go on behind the other. Nothing is believed without such crossings.

mod meets;
mod region;

use std::ops::Range;

use super::beam::{NONE, Next, Node, State, Step};
use super::facts::first;
use super::full::{Fullness, fullness};
use super::page::Page;
use super::tongue::Tongue;
use super::{End, Layout, Lead, Row, Start};
use meets::{heads, weigh};

/// A stretch of rows in which two columns alternate.
#[derive(Debug)]
pub struct Region {
    /// Its first row.
    pub first: usize,
    /// For each of its rows: the column, and how it meets the row before it in
    /// that column.
    pub places: Vec<Place>,
}

/// Where a row belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Whether it stands in the second column.
    pub second: bool,
    /// Whether it goes on with the sentence of the row before it in its column.
    pub goes_on: bool,
}

/// Rows of a page that are looked at together at most.
const PAGE: usize = 400;
/// States kept for each row.
const BEAM: usize = 24;
/// States that are less likely than the best by this much are dropped.
const SPREAD: f32 = 14.0;

/// The regions of a text, from top to bottom.
#[must_use]
pub fn of(layout: &Layout<'_>) -> Vec<Region> {
    if !layout.wrapped {
        return Vec::new();
    }
    let pages = pages(layout);
    if !pages.iter().any(|page| is_doubtful(layout, &layout.rows[page.clone()])) {
        return Vec::new();
    }
    let (pages, others): (Vec<_>, Vec<_>) = pages.into_iter().partition(|page| doubts(&layout.rows[page.clone()]) > 0);
    let few = pages.len() * FEW < others.len();
    let mut judge = Judge { layout, tongue: Tongue::of(layout), firsts: [0.0; 4] };
    let mut dealt = Vec::new();
    let mut rest = judge.sort_out(pages, &WARY, &mut dealt);
    // every row of Latin text has words of its own: it takes longer
    if layout.japanese && !(few && dealt.is_empty()) {
        rest.extend(judge.sort_out(others, &WARY, &mut dealt));
        rest.sort_by_key(|page| page.start);
        dealt.sort_by_key(|(page, _)| page.rows.start);
    }
    // where most pages have two columns, the others may have them as well
    if rest.iter().map(Range::len).sum::<usize>() < dealt.iter().map(|(page, _)| page.rows.len()).sum() {
        judge.sort_out(rest, &Changes::of(layout, &dealt).costs(), &mut dealt);
        dealt.sort_by_key(|(page, _)| page.rows.start);
    }
    judge.learn(&dealt);
    let mut regions: Vec<Region> = Vec::new();
    for _ in 0..2 {
        let usual = Changes::of(layout, &dealt);
        for (page, nodes) in &mut dealt {
            let mut own = usual.prior();
            own.count(layout, page.rows.start, nodes);
            *nodes = judge.deal(page, &own.costs());
        }
    }
    for (page, nodes) in &dealt {
        for mut region in judge.regions(page, nodes).flatten() {
            judge.turn(&mut region, regions.last());
            regions.push(region);
        }
    }
    regions
}

/// Stretches between page breaks, at most [`PAGE`] rows each.
fn pages(layout: &Layout<'_>) -> Vec<Range<usize>> {
    let mut pages = Vec::new();
    let mut first = 0;
    for (index, row) in layout.rows.iter().enumerate() {
        if index > first && (row.page || index - first >= PAGE) {
            pages.push(first..index);
            first = index;
        }
    }
    pages.push(first..layout.rows.len());
    pages
}

/// Where so many times more pages are free of doubt than are not, and none of the
/// doubtful ones has two columns, the others are not looked at.
const FEW: usize = 8;

/// Whether the rows of a page may be those of two columns.
fn is_doubtful(layout: &Layout<'_>, rows: &[Row]) -> bool {
    let doubts = doubts(rows);
    // small letters behind abbreviations are common
    if layout.japanese { doubts > 0 } else { doubts > 1 && doubts * 40 >= rows.len() }
}

/// How many rows go on although the one before them ended its sentence: hardly
/// any, where rows follow each other.
fn doubts(rows: &[Row]) -> usize {
    let doubt = |pair: &&[Row]| match pair {
        [left, right] if left.end == End::Sentence => right.start == Start::Plain && matches!(right.lead, Lead::Leans | Lead::Continues),
        _ => false,
    };
    rows.windows(2).filter(doubt).count()
}

/// Pages of which is remembered how their rows meet.
const REMEMBERED: usize = 100;

struct Judge<'a> {
    layout: &'a Layout<'a>,
    tongue: Tongue,
    /// Log odds that a row starts a paragraph, by how much narrower it is than
    /// its column.
    firsts: [f32; 4],
}

/// Log likelihoods that the next row is of the same column and of the other,
/// by whether the column changed just before, and whether a blank line stands
/// between.
struct Costs([[[f32; 2]; 2]; 2]);

/// The same where only one column is open.
const SINGLE: [f32; 2] = [0.0, -4.0];

/// How often the next row was of the other column, in the same order.
#[derive(Clone, Copy)]
struct Changes {
    all: [[f32; 2]; 2],
    changes: [[f32; 2]; 2],
}

impl Default for Changes {
    fn default() -> Changes {
        Changes { all: [[2.0; 2]; 2], changes: [[0.4, 0.8], [0.8, 1.2]] }
    }
}

impl Changes {
    /// What all dealt pages show.
    fn of(layout: &Layout<'_>, dealt: &[(Page, Vec<Node>)]) -> Changes {
        let mut all = Changes::default();
        dealt.iter().for_each(|(page, nodes)| all.count(layout, page.rows.start, nodes));
        all
    }

    /// Takes in how the rows from `start` on were dealt.
    fn count(&mut self, layout: &Layout<'_>, start: usize, nodes: &[Node]) {
        let mut moved = 0;
        for (row, node) in layout.rows.iter().skip(start).zip(nodes) {
            let blank = usize::from(row.gap > 0);
            let change = matches!(node.step, Step::Switch | Step::Opens);
            self.all[moved][blank] += 1.0;
            self.changes[moved][blank] += f32::from(u8::from(change));
            moved = usize::from(change);
        }
    }

    /// What these counts say of a page that is yet to be counted.
    fn prior(&self) -> Changes {
        let all: [[f32; 2]; 2] = std::array::from_fn(|i| std::array::from_fn(|j| self.all[i][j].min(PRIOR)));
        let share = |i: usize, j: usize| self.changes[i][j] / self.all[i][j];
        Changes { all, changes: std::array::from_fn(|i| std::array::from_fn(|j| share(i, j) * all[i][j])) }
    }

    fn costs(&self) -> Costs {
        let share = |moved: usize, blank: usize| self.changes[moved][blank] / self.all[moved][blank];
        Costs(std::array::from_fn(|moved| std::array::from_fn(|blank| [(1.0 - share(moved, blank)).ln(), share(moved, blank).ln()])))
    }
}

/// As many rows of a page count as much as what other pages show.
const PRIOR: f32 = 12.0;

/// For a page of which nothing is known.
const WARY: Costs = Costs([[[0.0, -3.5], [-0.1, -2.0]]; 2]);

impl Judge<'_> {
    /// Deals the rows of the pages out and keeps those that have regions; gives
    /// the others.
    fn sort_out(&self, pages: Vec<Range<usize>>, costs: &Costs, dealt: &mut Vec<(Page, Vec<Node>)>) -> Vec<Range<usize>> {
        let mut rest = Vec::new();
        for rows in pages {
            let mut page = Page::new(self.layout, &self.tongue, rows);
            let nodes = self.deal(&mut page, costs);
            if self.regions(&page, &nodes).any(|r| r.is_some()) {
                if dealt.len() >= REMEMBERED {
                    page.forget();
                }
                dealt.push((page, nodes));
            } else {
                rest.push(page.rows);
            }
        }
        rest
    }

    /// Learns how wide the first lines of paragraphs are.
    fn learn(&mut self, dealt: &[(Page, Vec<Node>)]) {
        let mut on = [3.0f32, 1.0, 1.0, 0.5];
        let mut starts = [1.0f32, 0.5, 1.0, 0.5];
        for (page, nodes) in dealt {
            for (index, node) in page.rows.clone().zip(nodes) {
                let (row, Some(left)) = (&self.layout.rows[index], self.layout.rows.get(node.from as usize)) else { continue };
                let (Some(class), false, Start::Plain) = (first(row), row.end == End::Sentence, row.start) else { continue };
                let full = fullness(self.layout, left, row);
                if left.end == End::Sentence && full == Fullness::Short && row.lead != Lead::Continues {
                    starts[class] += 1.0;
                } else if left.end != End::Sentence && full == Fullness::Full && node.step != Step::Floats {
                    on[class] += 1.0;
                }
            }
        }
        let (all_on, all_starts) = (on.iter().sum::<f32>(), starts.iter().sum::<f32>());
        self.firsts = std::array::from_fn(|i| (starts[i] / all_starts * all_on / on[i]).ln().clamp(-2.0, 2.0));
    }

    /// The best way to deal the rows out: one node a row.
    fn deal(&self, page: &mut Page, costs: &Costs) -> Vec<Node> {
        let mut nodes: Vec<Node> = Vec::new();
        let none = Node { parent: NONE, step: Step::Anew, from: NONE };
        let mut states = vec![State { here: NONE, there: NONE, moved: false, score: 0.0, node: none, at: NONE }];
        let mut next = Next::new(&page.rows);
        let mut scores = Scores { asked: !page.is_new(), list: vec![(NONE, 0.0); page.rows.len()] };
        for index in page.rows.clone() {
            let i = u32::try_from(index).unwrap_or(NONE);
            next.begin(i);
            let row = &self.layout.rows[index];
            let (float, heads) = (self.float(row), heads(row));
            let starts = self.start_odds(row);
            let opens = starts.ln();
            let blank = usize::from(row.gap > 0);
            for state in &states {
                let mut add = |step: Step, here: u32, there: u32, from: u32, gain: f32| {
                    let moved = matches!(step, Step::Switch | Step::Opens);
                    let node = Node { parent: state.at, step, from };
                    next.add(State { here, there, moved, score: state.score + gain, node, at: NONE });
                };
                if state.here == NONE {
                    add(Step::Anew, i, NONE, NONE, 0.0);
                    continue;
                }
                let single = state.there == NONE;
                let [stay, crossing] = if single { SINGLE } else { costs.0[usize::from(state.moved)][blank] };
                add(Step::Same, i, state.there, state.here, scores.of(self, page, state.here, index, starts) + stay);
                add(Step::Floats, state.here, state.there, state.here, float);
                if single {
                    add(Step::Opens, i, state.here, NONE, opens + crossing);
                } else {
                    add(Step::Switch, i, state.here, state.there, scores.of(self, page, state.there, index, starts) + crossing);
                    if heads || row.width > 1500 && self.wide(index, state.here, state.there) {
                        let close = self.closed(state.here) + self.closed(state.there);
                        add(Step::Anew, i, NONE, NONE, opens + close + 0.5);
                    }
                }
            }
            let list = &mut next.list;
            let best = list.iter().map(|s| s.score).max_by(f32::total_cmp).unwrap_or(0.0);
            list.retain(|s| s.score > best - SPREAD);
            list.sort_by(|a, b| b.score.total_cmp(&a.score));
            list.truncate(BEAM);
            for state in list.iter_mut() {
                state.at = u32::try_from(nodes.len()).unwrap_or(NONE);
                nodes.push(state.node);
            }
            std::mem::swap(&mut states, list);
        }
        let mut path = Vec::new();
        let mut at = states.first().map_or(NONE, |s| s.at);
        while let Some(node) = nodes.get(at as usize) {
            path.push(*node);
            at = node.parent;
        }
        path.reverse();
        path
    }

    /// A row that is much wider than those of both threads spans both columns.
    fn wide(&self, index: usize, here: u32, there: u32) -> bool {
        let width = self.layout.rows[index].width;
        let column = |at: u32| self.layout.rows.get(at as usize).map_or(0, |r| r.width);
        width > column(here).max(column(there)) * 3 / 2
    }
}

/// How one row meets those before it on its page.
struct Scores {
    /// Whether some of it was asked before.
    asked: bool,
    /// For each row before: the row that it was met with last, and the evidence.
    list: Vec<(u32, f32)>,
}

impl Scores {
    fn of(&mut self, judge: &Judge<'_>, page: &mut Page, from: u32, index: usize, starts: f32) -> f32 {
        let at = (from as usize).wrapping_sub(page.rows.start);
        let (Some(known), Some(left)) = (self.list.get_mut(at), judge.layout.rows.get(from as usize)) else { return starts.ln() };
        let i = u32::try_from(index).unwrap_or(NONE);
        if known.0 != i {
            let met = if self.asked { page.met(from, index) } else { None };
            let met = met.unwrap_or_else(|| {
                let met = judge.goes_on(page, left, from, index);
                page.keep(from, index, met);
                met
            });
            *known = (i, weigh(met, starts));
        }
        known.1
    }
}
