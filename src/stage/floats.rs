//! Moves what cuts a sentence behind the sentence.
//!
//! Notes at the foot of a column, captions, `参照` marks and boxes are printed
//! where there is room, and the extractor reads them where they stand: in the
//! middle of a sentence. The sentence closes first, the float follows.

use super::Options;
use crate::layout::{Layout, flow};
use crate::text::{Cause, Edits, Span, Text};

const FLOAT: Cause = Cause { stage: "floats", reason: "stood inside a sentence, moved behind it" };

/// See the module.
#[must_use]
pub(super) fn run(text: &Text, _: &Options) -> Edits {
    let layout = Layout::of(text);
    let links = flow::of(&layout);
    let mut moves: Vec<(Span, u32)> = Vec::new();
    // floats that wait for the end of the block they stood in
    let mut waiting: Vec<Span> = Vec::new();
    let end = |index: usize| layout.rows.get(index).map_or(0, |row| layout.line(row).span.end);
    for (index, link) in links.iter().enumerate() {
        match *link {
            flow::Link::Continues => {}
            // from the end of the line that was cut to the end of the float,
            // so that its line end goes with it
            flow::Link::Resumes(from) => waiting.push(Span::new(end(from as usize), end(index - 1))),
            flow::Link::Starts => moves.extend(waiting.drain(..).map(|span| (span, end(index - 1)))),
        }
    }
    let last = layout.rows.len().saturating_sub(1);
    moves.extend(waiting.drain(..).map(|span| (span, end(last))));
    let mut edits = Edits::new();
    for (span, to) in moves {
        edits.relocate(span, to, "\n", &FLOAT);
    }
    edits
}
