//! What a document's own lines teach about its blank lines and indents.
//!
//! In one extraction a blank line ends a paragraph, in another it follows
//! every line, in a third it only occurs inside paragraphs. So the meaning is
//! learned: pairs of rows that surely belong together, and pairs that surely
//! do not, are counted, and the ratio of the counts is the evidence that a
//! sign gives in the unsure cases (a naive Bayes estimate).

use super::{End, Layout, Lead, Row, Start, flow};

/// Log odds, for joining, of the signs between two rows.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Facts {
    gap: [f32; 5],
    first: [f32; 4],
    indent: [f32; 4],
}

#[derive(Default)]
struct Counts {
    gap: [f32; 5],
    first: [f32; 4],
    indent: [f32; 4],
}

impl Facts {
    pub(super) fn learn(layout: &Layout<'_>) -> Facts {
        let (mut joins, mut breaks) = (Counts::default(), Counts::default());
        for pair in layout.rows.windows(2) {
            let [left, right] = pair else { continue };
            let full = flow::fullness(layout, left, right);
            let counts = if full == flow::Fullness::Full
                && right.start == Start::Plain
                && left.end != End::Sentence
                && matches!(right.lead, Lead::Leans | Lead::Continues)
            {
                &mut joins
            } else if full == flow::Fullness::Short
                && left.end == End::Sentence
                && right.start == Start::Plain
                && right.lead != Lead::Continues
            {
                &mut breaks
            } else {
                continue;
            };
            counts.gap[gap(right)] += 1.0;
            if let Some(first) = first(right) {
                counts.first[first] += 1.0;
            }
            counts.indent[indent(layout, right)] += 1.0;
        }
        let mut facts = Facts {
            gap: odds(&joins.gap, &breaks.gap),
            first: odds(&joins.first, &breaks.first),
            indent: odds(&joins.indent, &breaks.indent),
        };
        let total: f32 = breaks.gap.iter().sum();
        if total < 4.0 {
            // nothing was learned: what print usually does
            facts.gap[1] = facts.gap[1].min(-1.2);
            facts.gap[2] = facts.gap[2].min(-1.8);
            facts.gap[3] = facts.gap[3].min(-2.0);
            facts.indent = [0.0, 0.0, -2.0, -1.5];
        }
        facts
    }

    /// Evidence of the blank lines in front of `right`.
    pub(super) fn gap(&self, right: &Row) -> f32 {
        self.gap[gap(right)]
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

fn gap(right: &Row) -> usize {
    if right.page { 4 } else { usize::from(right.gap.min(3)) }
}

fn first(right: &Row) -> Option<usize> {
    let column = right.column.width()?;
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

/// Smoothed log ratios; a class that was hardly seen gives hardly evidence.
fn odds<const N: usize>(joins: &[f32; N], breaks: &[f32; N]) -> [f32; N] {
    let (all_joins, all_breaks): (f32, f32) = (joins.iter().sum(), breaks.iter().sum());
    let mut out = [0.0; N];
    if all_joins < 1.0 || all_breaks < 1.0 {
        return out;
    }
    for (i, value) in out.iter_mut().enumerate() {
        let join = (joins[i] + 0.7) / (all_joins + 2.0);
        let cut = (breaks[i] + 0.7) / (all_breaks + 2.0);
        *value = (join / cut).ln().clamp(-3.5, 3.5);
    }
    out
}
