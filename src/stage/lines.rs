//! Joins the lines of a block, and sets blocks apart.
//!
//! The skeleton is the segment break rule of CSS Text (a line end between wide
//! characters vanishes, else it becomes a space); in Japanese prose a pair of
//! wide and narrow joins closed as well (`2013年⏎10月`). Which lines belong
//! together is [`crate::layout::flow`]'s business.

use super::Options;
use super::joint::Joint;
use crate::layout::{Layout, Row, Start, flow};
use crate::text::{Cause, Edits, Span, Text};

const APART: Cause = Cause { stage: "lines", reason: "blocks set apart by one blank line" };
const EDGE: Cause = Cause { stage: "lines", reason: "blank lines at the ends of the text" };

/// See the module.
#[must_use]
pub(super) fn run(text: &Text, _: &Options) -> Edits {
    let layout = Layout::of(text);
    let links = flow::of(&layout);
    let mut joint = Joint::new(&layout);
    let mut edits = Edits::new();
    let mut before: Option<&Row> = None;
    for (row, link) in layout.rows.iter().zip(links) {
        let line = layout.line(row);
        match before {
            None => edits.delete(Span::new(0, line.span.start), &EDGE),
            Some(left) => {
                let end = layout.line(left).body.end;
                // a float inside a block is the business of the stage before
                if *link == flow::Link::Continues {
                    joint.join(left, row, &mut edits);
                } else {
                    apart(&layout, left, row, Span::new(end, line.span.start), &mut edits);
                }
            }
        }
        before = Some(row);
    }
    if let Some(last) = before {
        let end = layout.line(last).body.end;
        if text.slice(Span::new(end, text.len())) != "\n" {
            edits.replace(Span::new(end, text.len()), "\n", &EDGE);
        }
    } else if !text.is_empty() {
        edits.delete(text.span(), &EDGE);
    }
    edits
}

fn apart(layout: &Layout<'_>, left: &Row, right: &Row, gap: Span, edits: &mut Edits) {
    // where lines are not wrapped, the author's line ends stay
    let meant = !layout.wrapped && right.gap == 0 && !right.page;
    let want = if meant || close(layout, left, right) { "\n" } else { "\n\n" };
    if layout.text.slice(gap) != want {
        edits.replace(gap, want, &APART);
    }
}

/// Lines that stay together as one group: list items, table rows, addresses
/// and other lines that followed each other without a blank line.
fn close(layout: &Layout<'_>, left: &Row, right: &Row) -> bool {
    let _ = layout;
    right.gap == 0
        && !right.page
        && (left.start == right.start && left.start.opens_block()
            || matches!(right.start, Start::Markup) && matches!(left.start, Start::Markup))
}
