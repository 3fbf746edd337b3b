//! Runs of short lines of which none goes on in the next: cells, letters of a figure.
//!
//! A sentence in front of them would take the first one; then, as the longer line that
//! it is by now, the second one, and so on, one whenever the lines are joined anew. It
//! takes none of them.

use super::evidence::{Signs, joins};
use super::flow::Open;
use super::{End, Layout, Row};

/// Lines of the shortest run.
const RUN: usize = 24;
/// No line of it is wider, in hundredths of an em.
const SHORT: u32 = 2000;

/// What is known of such runs while the rows are read.
#[derive(Default)]
pub(super) struct Scraps {
    /// The block that is being read, less the short rows that it ends with, and the
    /// first and the last one of these.
    taken: Option<(Open, usize, usize)>,
    /// The run that was looked at last: its first row and the one behind it, as far as
    /// it was read.
    from: usize,
    to: usize,
}

impl Scraps {
    /// Row `index` goes on `block`.
    pub(super) fn go_on(&mut self, layout: &Layout<'_>, block: &Open, index: usize) {
        if !layout.rows.get(index).is_some_and(is_scrap) {
            self.taken = None;
            return;
        }
        match &mut self.taken {
            Some((.., last)) if *last == block.last => *last = index,
            taken => *taken = Some((*block, index, index)),
        }
    }

    /// Where row `index` begins a block: the one in front of it without the rows that
    /// begin a run, and the first one of these, when it has such rows and would take
    /// this one in their place.
    pub(super) fn refused(&mut self, layout: &Layout<'_>, signs: &Signs, index: usize) -> Option<(Open, usize)> {
        let (head, first, last) = self.taken.take()?;
        let runs = last + 1 == index && self.is_run(layout, signs, first, index) && joins(layout, signs, &head, index) > 0.0;
        runs.then_some((head, first))
    }

    /// Whether a run begins with row `first`; row `known` does not go on the one before.
    fn is_run(&mut self, layout: &Layout<'_>, signs: &Signs, first: usize, known: usize) -> bool {
        if !(self.from..self.to).contains(&first) {
            (self.from, self.to) = (first, first + 1);
        }
        let apart = |row: usize| row == known || joins(layout, signs, &Open::new(layout, &signs.facts, row - 1), row) <= 0.0;
        while self.to < first + RUN && layout.rows.get(self.to).is_some_and(is_scrap) && apart(self.to) {
            self.to += 1;
        }
        self.to >= first + RUN
    }
}

fn is_scrap(row: &Row) -> bool {
    row.width < SHORT && row.end != End::Sentence && !row.kept && !row.hard
}
