//! Joins the lines of a block, and sets blocks apart.
//!
//! The skeleton is the segment break rule of CSS Text (a line end between wide
//! characters vanishes, else it becomes a space); in Japanese prose a pair of
//! wide and narrow joins closed as well (`2013年⏎10月`). Which lines belong
//! together is [`crate::layout::flow`]'s business.

use super::Options;
use super::joint::Joint;
use crate::layout::{Counter, Layout, Row, Start, flow};
use crate::text::{Cause, Edits, Span, Text};

pub(super) const APART: Cause = Cause { stage: "lines", reason: "blocks set apart by one blank line" };
const INDENT: Cause = Cause { stage: "lines", reason: "indent of an address" };
const EDGE: Cause = Cause { stage: "lines", reason: "blank lines at the ends of the text" };

/// See the module.
#[must_use]
pub(super) fn run(text: &Text, _: &Options) -> Edits {
    let layout = Layout::of(text);
    let links = flow::of(&layout);
    let mut joint = Joint::new(&layout);
    let mut edits = Edits::new();
    let mut before: Option<&Row> = None;
    let mut head = None;
    let even = even_lists(&layout, links);
    // what must stay keeps the spaces at its ends
    let end_of = |row: &Row| if row.kept { layout.line(row).span.end } else { layout.line(row).body.end };
    for (index, (row, link)) in layout.rows.iter().zip(links).enumerate() {
        let line = layout.line(row);
        match before {
            None => edits.delete(Span::new(0, line.span.start), &EDGE),
            Some(left) => {
                let end = end_of(left);
                // a float inside a block is the business of the stage before
                if *link == flow::Link::Continues {
                    joint.join(left, row, &mut edits);
                } else {
                    let item =
                        even.binary_search_by_key(&index, |(item, _)| *item).ok().and_then(|at| even.get(at)).map(|(_, close)| *close);
                    apart(&layout, (head.unwrap_or(left), left), row, item, Span::new(end, line.span.start), &mut edits);
                }
            }
        }
        // an address has no first line to be indented
        if row.start == Start::Address && *link != flow::Link::Continues && !layout.markdown && line.body.start > line.span.start {
            edits.delete(Span::new(line.span.start, line.body.start), &INDENT);
        }
        // an item of several lines is an item, but extracted ones are set apart
        if !layout.markdown || *link != flow::Link::Continues && !row.hard {
            head = Some(row);
        }
        before = Some(row);
    }
    if let Some(last) = before {
        let end = end_of(last);
        if text.slice(Span::new(end, text.len())) != "\n" {
            edits.replace(Span::new(end, text.len()), "\n", &EDGE);
        }
    } else if !text.is_empty() {
        edits.delete(text.span(), &EDGE);
    }
    edits
}

/// The items of lists with bullets of which some are set apart and some are not,
/// by their first rows: whether each is to stand close to the one before it.
fn even_lists(layout: &Layout<'_>, links: &[flow::Link]) -> Vec<(usize, bool)> {
    let mut items = Vec::new();
    if layout.markdown || !layout.wrapped {
        return items;
    }
    let (mut from, mut listed) = (0, false);
    let settle = |items: &mut Vec<(usize, bool)>, from: usize| {
        let list = items.get_mut(from..).unwrap_or_default();
        let close = list.iter().filter(|(_, close)| *close).count();
        if close == 0 || close == list.len() {
            items.truncate(from);
        } else {
            let all = close * 2 > list.len();
            list.iter_mut().for_each(|(_, close)| *close = all);
        }
    };
    for (index, (row, link)) in layout.rows.iter().zip(links).enumerate() {
        if *link == flow::Link::Continues {
            continue;
        }
        let item = row.start == Start::Bullet && !row.kept && *link == flow::Link::Starts;
        match (listed, item) {
            (true, true) => items.push((index, row.gap == 0 && !row.page)),
            (true, false) => settle(&mut items, from),
            (false, _) => from = items.len(),
        }
        listed = item;
    }
    if listed {
        settle(&mut items, from);
    }
    items
}

/// `left` is the row that begins the block before, and the last one of it; `item`
/// is whether an item of a list is to stand close to it.
fn apart(layout: &Layout<'_>, (head, left): (&Row, &Row), right: &Row, item: Option<bool>, gap: Span, edits: &mut Edits) {
    if (left.kept || right.kept || right.hard) && !right.page {
        return;
    }
    // where lines are not wrapped, the author's line ends stay
    let meant = !layout.wrapped && right.gap == 0 && !right.page;
    let want = if item.unwrap_or(meant || close(head, right, layout.markdown)) { "\n" } else { "\n\n" };
    if gap.len() as usize != want.len() || layout.text.slice(gap) != want {
        edits.replace(gap, want, &APART);
    }
}

/// Lines that stay together as one group: list items, table rows, addresses
/// and other lines that followed each other without a blank line.
fn close(left: &Row, right: &Row, markdown: bool) -> bool {
    let is_item = |row: &Row| match row.start {
        Start::Bullet => true,
        Start::Counter(Counter::Dotted | Counter::HalfBracketed, ..) | Start::NoteMark(_) => markdown,
        _ => false,
    };
    right.gap == 0 && !right.page && (left.start == right.start && left.start.opens_block() || is_item(left) && is_item(right))
}
