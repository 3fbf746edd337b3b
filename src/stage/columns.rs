//! Takes two columns apart that were read across.
//!
//! Which row is of which column is [`crate::layout::threads`]' business. Here
//! the rows of each column are put together: the left one first.

use super::Options;
use crate::layout::Layout;
use crate::layout::threads::{self, Region};
use crate::text::{Cause, Edit, Edits, Span, Text};

const APART: Cause = Cause { stage: "columns", reason: "two columns that were read across, taken apart" };
const EDGE: Cause = Cause { stage: "columns", reason: "line ends around the lines of a column" };

/// See the module.
#[must_use]
pub(super) fn run(text: &Text, _: &Options) -> Edits {
    let layout = Layout::of(text);
    let mut list = Vec::new();
    for region in threads::of(&layout) {
        deal(&layout, &region, &mut list);
    }
    Edits::from_unsorted(list)
}

/// Rows of one column that follow each other and keep what stands between
/// them.
#[derive(Clone, Copy)]
struct Run {
    second: bool,
    /// What stands between it and the run before it in its column.
    lead: &'static str,
    span: Span,
}

fn deal(layout: &Layout<'_>, region: &Region, list: &mut Vec<Edit>) {
    let runs = runs(layout, region);
    let Some(last) = runs.last().copied() else { return };
    // the last run stays where it is; what comes before it in its column is
    // moved in front of it, what comes behind it behind
    let target = if last.second { last.span.start } else { last.span.end };
    let mut edit = |span: Span, text: &'static str, to: Option<u32>, cause: &'static Cause| {
        list.push(Edit { span, text: text.into(), to, cause });
    };
    let mut end: Option<u32> = None;
    for (at, run) in runs.iter().enumerate() {
        if let Some(end) = end {
            let between = Span::new(end, run.span.start);
            let want = if run.second { "" } else { run.lead };
            if layout.text.slice(between) != want {
                edit(between, want, None, &EDGE);
            }
        }
        end = Some(run.span.end);
        if run.second && at + 1 < runs.len() {
            edit(run.span, run.lead, Some(target), &APART);
        } else if run.second {
            edit(Span::empty(run.span.start), run.lead, None, &EDGE);
        }
    }
}

fn runs(layout: &Layout<'_>, region: &Region) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for (place, row) in region.places.iter().zip(layout.rows.iter().skip(region.first)) {
        let line = layout.line(row);
        let lead = if place.goes_on { "\n" } else { "\n\n" };
        let span = Span::new(line.span.start, line.body.end);
        match runs.last_mut() {
            Some(run) if run.second == place.second && layout.text.slice(Span::new(run.span.end, span.start)) == lead => {
                run.span = run.span.hull(span);
            }
            _ => runs.push(Run { second: place.second, lead, span }),
        }
    }
    runs
}
