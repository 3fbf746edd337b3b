//! How the rows of a page meet: the evidence that one goes on where another
//! stopped, that it begins a block, or that it hangs between the rows of others.

use super::super::facts::first;
use super::super::full::{Fullness, fullness};
use super::super::page::Page;
use super::super::tongue::Sides;
use super::super::{Counter, End, Lead, Row, Start};
use super::Judge;
use crate::text::class;

impl Judge<'_> {
    pub(super) fn float(&self, row: &Row) -> f32 {
        let line = self.layout.line(row);
        if !self.layout.japanese {
            return if row.width < 800 && !heads(row) { -2.0 } else { -5.0 };
        }
        let aside = row.latin || line.kana == 0 || row.width < 500 && line.kana == line.japanese;
        if aside && !heads(row) { -1.5 } else { -5.0 }
    }

    /// Evidence that a thread may end with row `at`.
    pub(super) fn closed(&self, at: u32) -> f32 {
        let Some(row) = self.layout.rows.get(at as usize) else { return 0.0 };
        match row.end {
            End::Sentence | End::Leaders => 0.0,
            End::Open => -5.0,
            End::Particle => -3.5,
            End::Colon => -1.0,
            End::Plain if self.layout.japanese && self.layout.line(row).kana == 0 || heads(row) => -1.0,
            End::Plain => -2.5,
        }
    }

    /// Evidence that row `index` follows row `from` in its column.
    pub(super) fn meets(&self, page: &Page, from: u32, index: usize) -> f32 {
        let starts = self.start_odds(&self.layout.rows[index]);
        let Some(left) = self.layout.rows.get(from as usize) else { return starts.ln() };
        let (on, bond) = page.met(from, index).unwrap_or_else(|| self.goes_on(page, left, from, index));
        weigh((on, bond), starts)
    }

    /// The likelihood that the block of `left` goes on behind it, and how much
    /// more likely it goes on with row `index` than with any row.
    pub(super) fn goes_on(&self, page: &Page, left: &Row, from: u32, index: usize) -> (f32, f32) {
        self.follows(left, &self.layout.rows[index], page.sides(from as usize).zip(page.sides(index)))
    }

    /// The same for any two rows, with what is known of their sides.
    pub(super) fn follows(&self, left: &Row, right: &Row, sides: Option<(&Sides, &Sides)>) -> (f32, f32) {
        let full = fullness(self.layout, left, right);
        let latin = !self.layout.japanese;
        let on = match (left.end, full) {
            (End::Plain, _) if latin && class::is_hyphen(self.layout.last(left)) => 0.97,
            (End::Sentence, Fullness::Full | Fullness::Likely) if latin => 0.7,
            (End::Plain, Fullness::Unknown) if latin && left.width * 4 > right.width * 3 => 0.8,
            (End::Plain, Fullness::Unknown | Fullness::Short) if latin => 0.35,
            _ if matches!(left.start, Start::Hashes(_) | Start::Markup) => 0.02,
            _ if heads(left) && left.end != End::Open => 0.1,
            (End::Leaders, _) => 0.02,
            (End::Sentence, Fullness::Full | Fullness::Likely) => 0.6,
            (End::Sentence, Fullness::Unknown) => 0.3,
            (End::Sentence, Fullness::Short) => 0.04,
            (End::Colon, _) => 0.3,
            (End::Open, _) => 0.98,
            (End::Particle, Fullness::Short) => 0.85,
            (End::Particle, _) => 0.96,
            (End::Plain, Fullness::Full) => 0.94,
            (End::Plain, Fullness::Likely) => 0.9,
            (End::Plain, Fullness::Unknown) => 0.6,
            (End::Plain, Fullness::Short) => 0.3,
        };
        let mut bond = sides.map_or(1.0, |(left, right)| self.tongue.bond(left, right).exp());
        bond *= match right.start {
            Start::Plain => 1.0,
            Start::Reference if full == Fullness::Full => 0.4,
            _ => 0.05,
        };
        if self.layout.line(right).indent > 1 {
            bond *= 0.4;
        }
        (on, bond)
    }

    /// How much more likely the row is the first of a block than any row is.
    pub(super) fn start_odds(&self, row: &Row) -> f32 {
        let indent = if self.layout.line(row).indent > 1 { 3.0 } else { 1.0 };
        let odds = match row.lead {
            _ if row.start.opens_block() => 6.0,
            Lead::Neutral if !self.layout.japanese => 3.0,
            Lead::Leans if !self.layout.japanese => 0.04,
            Lead::Starts => 2.0,
            Lead::Neutral => 0.8,
            Lead::Leans => 0.15,
            Lead::Continues => 0.02,
        };
        let width = match first(row) {
            Some(class) if row.end != End::Sentence && row.start == Start::Plain => self.firsts[class].exp(),
            _ => 1.0,
        };
        odds * indent * width
    }
}

/// Evidence that a row goes on where another ended, against its being the first
/// of a block.
pub(super) fn weigh((on, bond): (f32, f32), starts: f32) -> f32 {
    (on * bond + (1.0 - on) * starts).ln()
}

/// Whether the row is a heading by its mark.
pub(super) fn heads(row: &Row) -> bool {
    match row.start {
        Start::Hashes(_) => true,
        Start::Counter(Counter::Named | Counter::Decimal | Counter::Bare | Counter::Roman | Counter::Kanji, ..) => {
            row.end != End::Sentence && row.width < 2400
        }
        _ => false,
    }
}
