//! Notes that have lost their number: lines among the notes, as many as numbers
//! are missing there.

use super::runs::Run;
use super::scan::{Candidate, Role};
use crate::doc::{Block, Kind, Outline};
use crate::text::{Text, class};

/// How many such notes are looked for on one side.
const MOST: u32 = 12;

/// A line that may be the note of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Lost {
    pub number: u32,
    pub block: usize,
}

/// The lines that may have lost their number: those inside the run, in front
/// of it, and behind it.
#[derive(Clone, Debug, Default)]
pub(super) struct Losses {
    pub inside: Vec<Lost>,
    pub before: Vec<Lost>,
    pub behind: Vec<Lost>,
}

/// What a run may have lost. `marked` tells whether a block holds a clear mark.
pub(super) fn find(text: &Text, outline: &Outline, notes: &[Candidate], run: &Run, marked: impl Fn(usize) -> bool) -> Losses {
    let mut found = Losses::default();
    let chosen = || run.chosen.iter().filter_map(|&c| notes.get(c));
    let numbered = |block: usize| {
        let at = notes.partition_point(|n| n.block < block);
        notes.get(at).is_some_and(|n| n.block == block)
    };
    let Some(first) = chosen().next() else { return found };
    let like = |block: usize, anchor: &Candidate| {
        let (Some(one), Some(other)) = (outline.blocks.get(block), outline.blocks.get(anchor.block)) else { return false };
        !numbered(block) && !marked(block) && alike(text, one, other)
    };
    let mut last = first;
    for note in chosen().skip(1) {
        let hole = (note.number.saturating_sub(last.number)).saturating_sub(1);
        if hole > 0
            && hole <= MOST
            && note.block == last.block + hole as usize + 1
            && (1..=hole as usize).all(|d| like(last.block + d, last))
        {
            found.inside.extend((1..=hole).map(|d| Lost { number: last.number + d, block: last.block + d as usize }));
        }
        last = note;
    }
    if first.number > 1 && first.number <= MOST && (1..first.number as usize).all(|d| first.block >= d && like(first.block - d, first)) {
        found.before.extend((1..first.number).rev().map(|d| Lost { number: first.number - d, block: first.block - d as usize }));
    }
    let behind = (1..=MOST).take_while(|&d| like(last.block + d as usize, last));
    found.behind.extend(behind.map(|d| Lost { number: last.number + d, block: last.block + d as usize }));
    found
}

/// Whether a block can be a note like the other one: both items of a list, or
/// both lines without a full stop.
fn alike(text: &Text, block: &Block, other: &Block) -> bool {
    let bullet = |b: &Block| b.body.start > b.span.start;
    let body = text.slice(block.body);
    let open = !body.ends_with(class::is_sentence_end);
    let kinds = matches!(block.kind, Kind::Paragraph | Kind::ListItem | Kind::Note);
    let address = body.starts_with("http") || body.starts_with("www.");
    let same = bullet(block) == bullet(other) && (bullet(block) || open && !text.slice(other.body).ends_with(class::is_sentence_end));
    kinds && same && !address && body.chars().take(8).count() == 8
}

/// Whether a candidate makes its block one that holds a mark.
pub(super) fn holds(mark: &Candidate) -> bool {
    matches!(mark.role, Role::Mark(3..))
}
