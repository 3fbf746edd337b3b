//! A page while its rows are dealt to columns.
//!
//! See `threads.rs`: the rows are dealt up to three times, each time by other
//! costs, but how the letters of two rows meet stays the same. So it is
//! remembered.

use std::ops::Range;

use super::Layout;
use super::beam::NONE;
use super::tongue::{Sides, Tongue};

/// The rows of a page, and how they meet as far as that was asked for.
pub(super) struct Page {
    pub(super) rows: Range<usize>,
    /// The ends and the beginnings of the rows.
    sides: Vec<Sides>,
    met: Vec<Met>,
    /// For each row, the last of [`Page::met`] that is about it.
    latest: Vec<u32>,
}

/// How a row meets one before it.
#[derive(Clone, Copy)]
struct Met {
    from: u32,
    /// The likelihood that the block goes on behind `from`.
    on: f32,
    /// How much more likely it goes on with this row than with any.
    bond: f32,
    /// The next one about the same row.
    next: u32,
}

impl Page {
    /// Nothing was asked about these rows yet.
    pub(super) fn new(layout: &Layout<'_>, tongue: &Tongue, rows: Range<usize>) -> Page {
        let sides = layout.rows.get(rows.clone()).unwrap_or_default().iter().map(|row| tongue.sides(layout.body(row)));
        Page { sides: sides.collect(), met: Vec::new(), latest: vec![NONE; rows.len()], rows }
    }

    /// The end and the beginning of a row.
    pub(super) fn sides(&self, row: usize) -> Option<&Sides> {
        self.sides.get(row.checked_sub(self.rows.start)?)
    }

    /// How row `index` meets row `from`, if that was asked before.
    pub(super) fn met(&self, from: u32, index: usize) -> Option<(f32, f32)> {
        let mut at = *self.latest.get(index.checked_sub(self.rows.start)?)?;
        while let Some(met) = self.met.get(at as usize) {
            if met.from == from {
                return Some((met.on, met.bond));
            }
            at = met.next;
        }
        None
    }

    /// Remembers how row `index` meets row `from`.
    pub(super) fn keep(&mut self, from: u32, index: usize, (on, bond): (f32, f32)) {
        if let Some(latest) = index.checked_sub(self.rows.start).and_then(|at| self.latest.get_mut(at)) {
            let next = std::mem::replace(latest, u32::try_from(self.met.len()).unwrap_or(NONE));
            self.met.push(Met { from, on, bond, next });
        }
    }

    /// Whether nothing is remembered.
    pub(super) fn is_new(&self) -> bool {
        self.met.is_empty()
    }

    /// Forgets how its rows meet.
    pub(super) fn forget(&mut self) {
        self.met = Vec::new();
        self.latest.fill(NONE);
    }
}
