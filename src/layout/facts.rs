//! What a document's own lines teach about its blank lines and indents.
//!
//! In one extraction a blank line ends a paragraph, in another it follows
//! every line, in a third it only occurs inside paragraphs. So the meaning is
//! learned: pairs of rows that surely belong together, and pairs that surely
//! do not, are counted, and the ratio of the counts is the evidence that a
//! sign gives in the unsure cases (a naive Bayes estimate).

use super::full::{Fullness, fullness};
use super::{End, Layout, Lead, Row, Start};
use crate::text::class;

/// Log odds, for joining, of the signs between two rows.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Facts {
    gap: [f32; 5],
    first: [f32; 4],
    indent: [f32; 4],
    tail: [f32; 2],
    full: [f32; 4],
    paragraph: f32,
    fragments: Option<u32>,
}

/// What is believed before anything is learned, in counts: inside paragraphs
/// and between them. A blank line or an indent usually parts.
const PRINT: (Counts, Counts) = (
    Counts {
        gap: [2.4, 0.25, 0.15, 0.1, 0.3],
        first: [1.0, 0.7, 0.7, 0.6],
        indent: [2.2, 0.6, 0.1, 0.1],
        full: [8.0, 1.2, 0.6, 0.4],
        tail: [0.0; 2],
    },
    Counts {
        gap: [1.0, 1.0, 0.7, 0.5, 0.3],
        first: [0.8, 0.7, 0.9, 0.6],
        indent: [1.6, 0.6, 0.5, 0.3],
        full: [1.0, 0.8, 2.2, 6.2],
        tail: [0.0; 2],
    },
);

#[derive(Default)]
struct Counts {
    gap: [f32; 5],
    first: [f32; 4],
    indent: [f32; 4],
    full: [f32; 4],
    /// Without and with a space behind the line before.
    tail: [f32; 2],
}

impl Facts {
    pub(super) fn learn(layout: &Layout<'_>) -> Facts {
        let (mut joins, mut breaks) = (Counts::default(), Counts::default());
        let (mut inner, mut last) = (4.0, 1.0);
        for pair in layout.rows.windows(2) {
            let [left, right] = pair else { continue };
            let full = fullness(layout, left, right);
            match (left.end == End::Sentence, full) {
                (false, Fullness::Full) => inner += 1.0,
                (true, Fullness::Short) => last += 1.0,
                _ => {}
            }
            // extractors that cut lines at brackets give short lines, too
            if left.end == End::Open && right.start == Start::Plain || right.lead == Lead::Continues {
                joins.full[full as usize] += 1.0;
            } else if left.end == End::Sentence && right.start.opens_block() {
                breaks.full[full as usize] += 1.0;
            }
            let counts = if full == Fullness::Full
                && right.start == Start::Plain
                && left.end != End::Sentence
                && matches!(right.lead, Lead::Leans | Lead::Continues)
            {
                &mut joins
            } else if full == Fullness::Short && left.end == End::Sentence && right.start == Start::Plain && right.lead != Lead::Continues {
                &mut breaks
            } else {
                // the column of a short Latin text does not show
                let goes_on = right.lead == Lead::Leans && right.start == Start::Plain && matches!(left.end, End::Plain | End::Open);
                if layout.wrapped && !layout.japanese && goes_on && full == Fullness::Unknown && left.width >= 1200 {
                    joins.gap[gap(right)] += 1.0;
                }
                continue;
            };
            counts.gap[gap(right)] += 1.0;
            if let Some(tail) = tail(layout, left, right) {
                counts.tail[tail] += 1.0;
            }
            if let Some(first) = first(right) {
                counts.first[first] += 1.0;
            }
            counts.indent[indent(layout, right)] += 1.0;
        }
        // A sentence ends at the end of a full line either by chance, in the
        // middle of a paragraph, or because the paragraph's last line is full:
        // the longer the paragraphs, the likelier the first.
        let rows: f32 = 1.0 + inner / last;
        let chance = if layout.japanese { 0.22 } else { 0.45 };
        let (short, all) = (joins.full[Fullness::Short as usize], joins.full.iter().sum::<f32>());
        Facts {
            fragments: (short > 8.0 && short * 4.0 > all).then(|| main_column(layout)).flatten(),
            paragraph: (rows * chance).ln().clamp(-1.0, 1.5),
            gap: odds(&joins.gap, &breaks.gap, &PRINT.0.gap, &PRINT.1.gap),
            first: odds(&joins.first, &breaks.first, &PRINT.0.first, &PRINT.1.first),
            full: odds(&joins.full, &breaks.full, &PRINT.0.full, &PRINT.1.full),
            tail: shares(&joins.tail, &breaks.tail),
            indent: odds(&joins.indent, &breaks.indent, &PRINT.0.indent, &PRINT.1.indent),
        }
    }

    /// Whether a paragraph goes on behind a full line that ends a sentence,
    /// from the usual length of paragraphs alone.
    pub(super) fn paragraph(&self) -> f32 {
        self.paragraph
    }

    /// Whether the extractor cut print lines to pieces (at brackets and stops):
    /// the width of the column whose lines the pieces add up to.
    pub(super) fn fragments(&self) -> Option<u32> {
        self.fragments
    }

    /// Evidence of how full the line before is.
    pub(super) fn full(&self, full: Fullness) -> f32 {
        self.full.get(full as usize).copied().unwrap_or(0.0)
    }

    /// Evidence of the blank lines in front of `right`.
    pub(super) fn gap(&self, right: &Row) -> f32 {
        self.gap[gap(right)]
    }

    /// Evidence of a space that the extractor gave behind `left`, or did not: some
    /// programs write one where they break a line, others where a paragraph ends.
    /// `index` is that of the row behind. Rows far from any such space say nothing: they
    /// may come from elsewhere.
    pub(super) fn tail(&self, layout: &Layout<'_>, index: usize, full: Fullness) -> f32 {
        const NEAR: usize = 30;
        let Some([left, right]) = index.checked_sub(1).and_then(|from| layout.rows.get(from..=index)) else { return 0.0 };
        let near = || layout.rows.iter().take(index + NEAR).skip(index.saturating_sub(NEAR)).any(|row| layout.line(row).tail);
        if self.tail == [0.0; 2] || !near() {
            return 0.0;
        }
        let odds = tail(layout, left, right).map_or(0.0, |i| self.tail[i]);
        match full {
            // the lines of verse, cells and titles end where their writer wanted it
            Fullness::Unknown | Fullness::Short if !matches!(right.lead, Lead::Leans | Lead::Continues) => odds.min(0.0),
            Fullness::Likely => odds.min(1.0),
            _ => odds,
        }
    }

    /// Evidence that the paragraph ends in front of row `index`, where a space tells; below
    /// zero.
    pub(super) fn tail_ends(&self, layout: &Layout<'_>, index: usize) -> f32 {
        self.tail(layout, index, Fullness::Full).min(0.0)
    }

    /// Whether a blank line clearly parts blocks in this document.
    pub(super) fn blank_parts(&self) -> bool {
        self.gap[0] - self.gap[1] > 2.5
    }

    /// Evidence of its width: the first line of a paragraph is narrower by its
    /// indent, also where the indent itself is lost.
    pub(super) fn first(&self, right: &Row) -> f32 {
        first(right).map_or(0.0, |i| self.first[i])
    }

    /// Evidence of the spaces in front of it.
    pub(super) fn indent(&self, layout: &Layout<'_>, right: &Row) -> f32 {
        self.indent[indent(layout, right)]
    }
}

/// The measure of the body: the greatest of the common widths (the pieces of
/// lines are of any width, whole lines of one).
fn main_column(layout: &Layout<'_>) -> Option<u32> {
    let mut counts: rustc_hash::FxHashMap<u32, u32> = rustc_hash::FxHashMap::default();
    for row in layout.rows.iter().filter(|r| r.width >= 1500 && !r.latin) {
        *counts.entry(row.width.div_ceil(20)).or_default() += 1;
    }
    let most = counts.values().copied().max()?;
    counts.into_iter().filter(|&(_, count)| count * 5 >= most * 2).map(|(width, _)| width * 20).max()
}

fn gap(right: &Row) -> usize {
    if right.page { 4 } else { usize::from(right.gap.min(3)) }
}

/// Whether a space stands behind a row. None ever does where a word was divided, and
/// between two words of Latin letters in Japanese one does anyway.
fn tail(layout: &Layout<'_>, left: &Row, right: &Row) -> Option<usize> {
    let (last, first) = (layout.last(left), layout.first(right));
    let divided = class::is_hyphen(last) || matches!(last, '–' | '—' | '/');
    let words = layout.japanese && last.is_ascii() && first.is_ascii();
    let tail = layout.line(left).tail;
    // at the end of a page it may have been taken out with the others there
    (!words && (tail || !divided && !right.page)).then_some(usize::from(tail))
}

/// How much narrower than its column a Japanese row is, in four classes.
pub(super) fn first(right: &Row) -> Option<usize> {
    let column = right.column.width().filter(|_| !right.latin)?;
    match column.saturating_sub(right.width) {
        0..=40 => Some(0),
        41..=80 => Some(1),
        81..=160 => Some(2),
        161..=220 => Some(3),
        _ => None,
    }
}

fn indent(layout: &Layout<'_>, right: &Row) -> usize {
    match layout.line(right).indent {
        0 => 0,
        1 => 1,
        2 => 2,
        _ => 3,
    }
}

/// Log ratios of the shares of the counts, of which nothing is believed before they
/// are many enough and clearly differ.
fn shares(joins: &[f32; 2], breaks: &[f32; 2]) -> [f32; 2] {
    const ENOUGH: [f32; 2] = [8.0, 3.0];
    const CLEARLY: f32 = 0.3;
    let [all_joins, all_breaks] = [joins, breaks].map(|counts| counts.iter().sum::<f32>());
    let enough = all_joins >= ENOUGH[0] && all_breaks >= ENOUGH[1];
    if !enough || (joins[0] / all_joins - breaks[0] / all_breaks).abs() < CLEARLY {
        return [0.0; 2];
    }
    std::array::from_fn(|i| ((joins[i] + 1.0) * (all_breaks + 2.0) / ((breaks[i] + 1.0) * (all_joins + 2.0))).ln().clamp(-3.5, 1.5))
}

/// Log ratios of the counts, each with what was believed before.
fn odds<const N: usize>(joins: &[f32; N], breaks: &[f32; N], joins_before: &[f32; N], breaks_before: &[f32; N]) -> [f32; N] {
    let sum = |a: &[f32; N], b: &[f32; N]| a.iter().sum::<f32>() + b.iter().sum::<f32>();
    let (all_joins, all_breaks) = (sum(joins, joins_before), sum(breaks, breaks_before));
    std::array::from_fn(|i| {
        let join = (joins[i] + joins_before[i]) / all_joins;
        let cut = (breaks[i] + breaks_before[i]) / all_breaks;
        (join / cut).ln().clamp(-3.5, 3.5)
    })
}
