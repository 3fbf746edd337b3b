//! Moves what cuts a sentence behind the sentence.
//!
//! Notes at the foot of a column, captions, `参照` marks and boxes are printed
//! where there is room, and the extractor reads them where they stand: in the
//! middle of a sentence. The sentence closes first, the float follows.

use super::Options;
use super::joint::Joint;
use crate::layout::{Layout, flow};
use crate::text::{Cause, Edit, Edits, Span, Text};

const FLOAT: Cause = Cause { stage: "floats", reason: "stood inside a sentence, moved behind it" };
const APART: Cause = Cause { stage: "floats", reason: "blank line behind a note that was moved" };
const EDGE: Cause = Cause { stage: "floats", reason: "line end around a block that was moved" };

/// See the module.
///
/// A block that had a float inside is joined here, so that each move leaves
/// fewer lines than there were: this is why the rounds of [`super::clean`] come
/// to an end. It is joined as a whole: beside a line of its joined half, the
/// widths of the others would say nothing.
#[must_use]
pub(super) fn run(text: &Text, _: &Options) -> Edits {
    let layout = Layout::of(text);
    let links = &apart(flow::of(&layout));
    let mut edits = Edits::new();
    if !links.iter().any(|l| matches!(l, flow::Link::Resumes(_))) {
        return edits;
    }
    let whole = with_floats(links);
    // for each row that is cut, where it goes on
    let mut cut = vec![0; links.len()];
    for (index, link) in links.iter().enumerate() {
        if let flow::Link::Resumes(from) = link
            && let Some(row) = cut.get_mut(*from as usize)
        {
            *row = index;
        }
    }
    let mut goes_on = 0;
    let mut joint = Joint::new(&layout);
    let mut moved: Vec<(Span, u32)> = Vec::new();
    // floats that wait for the end of the block they stood in
    let mut waiting: Vec<Span> = Vec::new();
    let mut apart: Vec<u32> = Vec::new();
    // whether the last of them is a note
    let mut note = false;
    for (index, link) in links.iter().enumerate() {
        let Some(row) = layout.rows.get(index) else { break };
        goes_on = goes_on.max(index.checked_sub(1).and_then(|i| cut.get(i)).copied().unwrap_or(0));
        match *link {
            // a float; what was in the block before goes behind its other half
            _ if index < goes_on => {}
            flow::Link::Starts => {
                let end = index.checked_sub(1).and_then(|i| layout.rows.get(i)).map_or(0, |last| layout.line(last).body.end);
                // what stands below does not go on the note
                if note && !waiting.is_empty() && row.gap == 0 {
                    apart.push(layout.line(row).span.start);
                }
                moved.extend(waiting.drain(..).map(|span| (span, end)));
            }
            flow::Link::Continues if waiting.is_empty() && !whole.get(index).is_some_and(|w| *w) => {}
            flow::Link::Continues => {
                if let Some(left) = layout.rows.get(index - 1) {
                    joint.join(left, row, &mut edits);
                }
            }
            flow::Link::Resumes(from) => {
                let (Some(left), Some(first), Some(last)) =
                    (layout.rows.get(from as usize), layout.rows.get(from as usize + 1), layout.rows.get(index - 1))
                else {
                    continue;
                };
                let float = Span::new(layout.line(first).span.start, layout.line(last).body.end);
                joint.bridge(left, Span::new(layout.line(left).body.end, float.start), row, &mut edits);
                waiting.push(float);
                note = first.note;
                edits.delete(Span::new(float.end, layout.line(row).body.start), &EDGE);
            }
        }
    }
    let end = layout.rows.last().map_or(0, |last| layout.line(last).body.end);
    moved.extend(waiting.drain(..).map(|span| (span, end)));
    let moved = moved.into_iter().map(|(span, to)| Edit { span, text: "\n\n".into(), to: Some(to), cause: &FLOAT });
    let apart = apart.into_iter().map(|at| Edit { span: Span::empty(at), text: "\n".into(), to: None, cause: &APART });
    edits.merge(moved.chain(apart).collect())
}

/// The links without those that go on inside a float, or into one: their turn
/// comes when the float was moved.
fn apart(links: &[flow::Link]) -> Vec<flow::Link> {
    let mut links = links.to_vec();
    let mut outer = usize::MAX;
    for (index, link) in links.iter_mut().enumerate().rev() {
        if let flow::Link::Resumes(from) = *link {
            if (from as usize) > outer && index > outer {
                *link = flow::Link::Starts;
            } else {
                outer = from as usize;
            }
        }
    }
    let mut end = 0;
    for (index, link) in links.iter_mut().enumerate() {
        if let flow::Link::Resumes(from) = *link {
            if (from as usize) < end {
                *link = flow::Link::Starts;
            } else {
                end = index;
            }
        }
    }
    links
}

/// Which rows belong to the part of a block that stands in front of a float.
fn with_floats(links: &[flow::Link]) -> Vec<bool> {
    let mut whole = vec![false; links.len()];
    for link in links {
        let flow::Link::Resumes(from) = *link else { continue };
        let mut at = from as usize;
        while matches!(links.get(at), Some(flow::Link::Continues))
            && let Some(row) = whole.get_mut(at)
        {
            *row = true;
            at -= 1;
        }
    }
    whole
}
