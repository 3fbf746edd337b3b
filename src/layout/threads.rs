//! Two text columns that were read across.
//!
//! Extractors that go by the height of the lines give a page of two columns
//! line by line, or in short runs of lines: left, right, left, right. Then no
//! sentence goes on in the next run, but in the one after it. This module tells
//! such pages from others and says for each row which column it is of.
//!
//! The rows of a page are read once from top to bottom. Each row goes on where
//! one of at most two threads stopped; how well it does is the evidence of the
//! letters on both sides (`letters.rs`), of sentence ends, and of the
//! signs that open blocks. The best way to deal the rows out is found by
//! dynamic programming with a beam.
//!
//! Notes and captions also stand between the halves of a sentence, but they
//! nest: text, note, text. Only columns cross: both the left one and the right
//! one go on behind the other. Nothing is believed without such crossings.

use super::beam::{NONE, Next, Node, State, Step};
use super::facts::first;
use super::full::{Fullness, fullness};
use super::letters::Letters;
use super::page::Page;
use super::{Counter, End, Layout, Lead, Row, Start};

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
    if !layout.japanese || !layout.wrapped {
        return Vec::new();
    }
    let pages = pages(layout);
    if !pages.iter().any(|page| is_doubtful(&layout.rows[page.clone()])) {
        return Vec::new();
    }
    let mut judge = Judge { layout, letters: Letters::of(layout), firsts: [0.0; 4] };
    let mut dealt = Vec::new();
    for rows in pages {
        let mut page = Page::new(layout, &judge.letters, rows);
        let nodes = judge.deal(&mut page, &WARY);
        if judge.regions(&page, &nodes).any(|r| r.is_some()) {
            if dealt.len() >= REMEMBERED {
                page.forget();
            }
            dealt.push((page, nodes));
        }
    }
    judge.learn(&dealt);
    let mut regions = Vec::new();
    for (mut page, mut nodes) in dealt {
        for _ in 0..2 {
            let costs = judge.costs(page.rows.start, &nodes);
            nodes = judge.deal(&mut page, &costs);
        }
        regions.extend(judge.regions(&page, &nodes).flatten());
    }
    regions
}

/// Stretches between page breaks, at most [`PAGE`] rows each.
fn pages(layout: &Layout<'_>) -> Vec<std::ops::Range<usize>> {
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

/// Whether a row goes on although the one before it ended its sentence: hardly
/// ever, where rows follow each other.
fn is_doubtful(rows: &[Row]) -> bool {
    rows.windows(2).any(|pair| match pair {
        [left, right] if left.end == End::Sentence => right.start == Start::Plain && matches!(right.lead, Lead::Leans | Lead::Continues),
        _ => false,
    })
}

/// Pages of which is remembered how their rows meet.
const REMEMBERED: usize = 100;

struct Judge<'a> {
    layout: &'a Layout<'a>,
    letters: Letters,
    /// Log odds that a row starts a paragraph, by how much narrower it is than
    /// its column.
    firsts: [f32; 4],
}

/// Log likelihoods that the next row is of the same column and of the other,
/// by whether the column changed just before, and whether a blank line stands
/// between.
struct Costs([[[f32; 2]; 2]; 2]);

/// For a page of which nothing is known.
const WARY: Costs = Costs([[[0.0, -3.5], [-0.1, -2.0]]; 2]);

impl Judge<'_> {
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

    fn regions<'b>(&'b self, page: &'b Page, nodes: &'b [Node]) -> impl Iterator<Item = Option<Region>> + 'b {
        let mut start = 0;
        (1..=nodes.len()).filter(|at| nodes.get(*at).is_none_or(|n| n.step == Step::Anew)).map(move |at| {
            let from = std::mem::replace(&mut start, at);
            self.region(page, page.rows.start + from, &nodes[from..at])
        })
    }

    /// How likely the column changes between two rows, as an earlier dealing
    /// shows it.
    fn costs(&self, start: usize, nodes: &[Node]) -> Costs {
        let (mut all, mut changes) = ([[2.0f32; 2]; 2], [[0.4f32, 0.8], [0.8, 1.2]]);
        let mut moved = 0;
        for (offset, node) in nodes.iter().enumerate() {
            let blank = usize::from(self.layout.rows[start + offset].gap > 0);
            let change = matches!(node.step, Step::Switch | Step::Opens);
            all[moved][blank] += 1.0;
            changes[moved][blank] += f32::from(u8::from(change));
            moved = usize::from(change);
        }
        let share = |moved: usize, blank: usize| changes[moved][blank] / all[moved][blank];
        Costs(std::array::from_fn(|moved| std::array::from_fn(|blank| [(1.0 - share(moved, blank)).ln(), share(moved, blank).ln()])))
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
                let [stay, crossing] = costs.0[usize::from(state.moved)][blank];
                add(Step::Same, i, state.there, state.here, scores.of(self, page, state.here, index, starts) + stay);
                add(Step::Floats, state.here, state.there, state.here, float);
                if state.there == NONE {
                    add(Step::Opens, i, state.here, NONE, opens + crossing - 2.0);
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

    fn float(&self, row: &Row) -> f32 {
        let line = self.layout.line(row);
        let aside = row.latin || line.kana == 0 || row.width < 500 && line.kana == line.japanese;
        if aside && !heads(row) { -1.5 } else { -5.0 }
    }

    /// Evidence that a thread may end with row `at`.
    fn closed(&self, at: u32) -> f32 {
        let Some(row) = self.layout.rows.get(at as usize) else { return 0.0 };
        match row.end {
            End::Sentence | End::Leaders => 0.0,
            End::Open => -5.0,
            End::Particle => -3.5,
            End::Colon => -1.0,
            End::Plain if self.layout.line(row).kana == 0 || heads(row) => -1.0,
            End::Plain => -2.5,
        }
    }

    /// Evidence that row `index` follows row `from` in its column.
    fn meets(&self, page: &Page, from: u32, index: usize) -> f32 {
        let starts = self.start_odds(&self.layout.rows[index]);
        let Some(left) = self.layout.rows.get(from as usize) else { return starts.ln() };
        let (on, bond) = page.met(from, index).unwrap_or_else(|| self.goes_on(page, left, from, index));
        weigh((on, bond), starts)
    }

    /// The likelihood that the block of `left` goes on behind it, and how much
    /// more likely it goes on with row `index` than with any row.
    fn goes_on(&self, page: &Page, left: &Row, from: u32, index: usize) -> (f32, f32) {
        let right = &self.layout.rows[index];
        let full = fullness(self.layout, left, right);
        let on = match (left.end, full) {
            _ if matches!(left.start, Start::Hashes(_) | Start::Markup) => 0.02,
            _ if heads(left) && left.end != End::Open => 0.1,
            (End::Leaders, _) => 0.02,
            (End::Sentence, Fullness::Full | Fullness::Likely) => 0.6,
            (End::Sentence, Fullness::Unknown) => 0.3,
            (End::Sentence, Fullness::Short) => 0.04,
            (End::Colon, _) => 0.3,
            (End::Open, _) => 0.98,
            (End::Particle, Fullness::Short) => 0.85,
            (End::Particle, _) => 0.96,
            (End::Plain, Fullness::Full) => 0.94,
            (End::Plain, Fullness::Likely) => 0.9,
            (End::Plain, Fullness::Unknown) => 0.6,
            (End::Plain, Fullness::Short) => 0.3,
        };
        let (Some((tail, _)), Some((_, head))) = (page.sides(from as usize), page.sides(index)) else { return (on, 1.0) };
        let mut bond = self.letters.bond(tail, head).exp();
        bond *= match right.start {
            Start::Plain => 1.0,
            Start::Reference if full == Fullness::Full => 0.4,
            _ => 0.05,
        };
        if self.layout.line(right).indent > 1 {
            bond *= 0.4;
        }
        (on, bond)
    }

    /// How much more likely the row is the first of a block than any row is.
    fn start_odds(&self, row: &Row) -> f32 {
        let indent = if self.layout.line(row).indent > 1 { 3.0 } else { 1.0 };
        let odds = match row.lead {
            _ if row.start.opens_block() => 6.0,
            Lead::Starts => 2.0,
            Lead::Neutral => 0.8,
            Lead::Leans => 0.15,
            Lead::Continues => 0.02,
        };
        let width = match first(row) {
            Some(class) if row.end != End::Sentence && row.start == Start::Plain => self.firsts[class].exp(),
            _ => 1.0,
        };
        odds * indent * width
    }

    /// The region of these nodes, if columns cross in it.
    fn region(&self, page: &Page, first: usize, nodes: &[Node]) -> Option<Region> {
        let mut second = false;
        let mut gains = [0.0f32; 2];
        let mut crossings = [0u32; 2];
        let mut places = Vec::with_capacity(nodes.len());
        for (offset, node) in nodes.iter().enumerate() {
            let index = first + offset;
            if matches!(node.step, Step::Switch | Step::Opens) {
                second = !second;
            }
            let goes_on = self.layout.rows.get(node.from as usize).is_some_and(|left| {
                let (on, bond) = page.met(node.from, index).unwrap_or_else(|| self.goes_on(page, left, node.from, index));
                node.step != Step::Floats && on * bond.sqrt() > (1.0 - on) * self.start_odds(&self.layout.rows[index])
            });
            if node.step == Step::Switch && goes_on && index > 0 {
                let before = u32::try_from(index - 1).unwrap_or(NONE);
                let gain = self.meets(page, node.from, index) - self.meets(page, before, index);
                let left = &self.layout.rows[node.from as usize];
                if left.end != End::Sentence && left.width > 1000 && !left.latin {
                    gains[usize::from(second)] += gain;
                    crossings[usize::from(second)] += u32::from(gain > 1.0);
                }
            }
            places.push(Place { second, goes_on });
        }
        let opened = nodes.iter().position(|n| n.step == Step::Opens);
        let last = nodes.iter().rposition(|n| n.step == Step::Switch);
        let (Some(opened), Some(last)) = (opened, last) else { return None };
        let span = last.saturating_sub(opened) + 1;
        let count = crossings.iter().sum::<u32>();
        let gain = gains.iter().sum::<f32>();
        let believed = crossings.iter().all(|n| *n > 0) && count >= 3 && count as usize * 10 >= span && gain > count as f32 * 2.5 + 5.0;
        believed.then_some(Region { first, places })
    }
}

/// Evidence that a row goes on where another ended, against its being the first
/// of a block.
fn weigh((on, bond): (f32, f32), starts: f32) -> f32 {
    (on * bond + (1.0 - on) * starts).ln()
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

/// Whether the row is a heading by its mark.
fn heads(row: &Row) -> bool {
    match row.start {
        Start::Hashes(_) => true,
        Start::Counter(Counter::Named | Counter::Decimal | Counter::Bare | Counter::Roman | Counter::Kanji, ..) => {
            row.end != End::Sentence && row.width < 2400
        }
        _ => false,
    }
}
