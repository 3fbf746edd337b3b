//! Whether rows that were dealt to two columns are believed, and which of the
//! columns comes first.

use super::super::beam::{NONE, Node, Step};
use super::super::page::Page;
use super::super::{Counter, End, Row, Start};
use super::meets::weigh;
use super::{Judge, Place, Region};

impl Judge<'_> {
    /// The regions of a page, and `None` where columns do not cross.
    pub(super) fn regions<'b>(&'b self, page: &'b Page, nodes: &'b [Node]) -> impl Iterator<Item = Option<Region>> + 'b {
        let mut start = 0;
        (1..=nodes.len()).filter(|at| nodes.get(*at).is_none_or(|n| n.step == Step::Anew)).map(move |at| {
            let from = std::mem::replace(&mut start, at);
            self.region(page, page.rows.start + from, &nodes[from..at])
        })
    }

    /// The region of these nodes, if columns cross in it.
    fn region(&self, page: &Page, first: usize, nodes: &[Node]) -> Option<Region> {
        let mut second = false;
        let mut gains = [0.0f32; 2];
        let mut crossings = [0u32; 2];
        let mut places = Vec::with_capacity(nodes.len());
        for (offset, node) in nodes.iter().enumerate() {
            let index = first + offset;
            if matches!(node.step, Step::Switch | Step::Opens) {
                second = !second;
            }
            let goes_on = self.layout.rows.get(node.from as usize).is_some_and(|left| {
                let (on, bond) = page.met(node.from, index).unwrap_or_else(|| self.goes_on(page, left, node.from, index));
                node.step != Step::Floats && on * bond.sqrt() > (1.0 - on) * self.start_odds(&self.layout.rows[index])
            });
            if node.step == Step::Switch && goes_on && index > 0 {
                let before = u32::try_from(index - 1).unwrap_or(NONE);
                let gain = self.meets(page, node.from, index) - self.meets(page, before, index);
                let left = &self.layout.rows[node.from as usize];
                if left.end != End::Sentence && left.width > 1000 && left.latin != self.layout.japanese {
                    gains[usize::from(second)] += gain;
                    crossings[usize::from(second)] += u32::from(gain > 1.0);
                }
            }
            places.push(Place { second, goes_on });
        }
        let opened = nodes.iter().position(|n| n.step == Step::Opens);
        let last = nodes.iter().rposition(|n| n.step == Step::Switch);
        let (Some(opened), Some(last)) = (opened, last) else { return None };
        let span = last.saturating_sub(opened) + 1;
        let count = crossings.iter().sum::<u32>();
        let gain = gains.iter().sum::<f32>();
        // the words of Latin text say less than the letters of Japanese, but
        // they are never read so in one column
        let doubt = if self.layout.japanese { 1.0 } else { 0.5 };
        let believed =
            crossings.iter().all(|n| *n > 0) && count >= 3 && count as usize * 10 >= span && gain > (count as f32 * 2.5 + 5.0) * doubt;
        believed.then(|| trimmed(first, nodes, places))
    }

    /// Puts the column first that goes on where the text above stopped, and
    /// whose own end is where the other one begins.
    pub(super) fn turn(&self, region: &mut Region, before: Option<&Region>) {
        // what begins with the title of a chapter goes on from nothing
        let row = self.layout.rows.get(region.first);
        if row.is_some_and(|row| matches!(row.start, Start::Counter(Counter::Named | Counter::Decimal, ..))) {
            return;
        }
        let above = self.above(region.first, before);
        let ends = |second: bool| {
            let mut rows = region.rows(second);
            let first = rows.next()?;
            Some((first, rows.last().unwrap_or(first)))
        };
        let (Some(left), Some(right)) = (ends(false), ends(true)) else { return };
        let order =
            |one: (usize, usize), two: (usize, usize)| above.map_or(0.0, |above| self.follow(above, one.0)) + self.follow(one.1, two.0);
        if order(right, left) > order(left, right) + SURE {
            region.places.iter_mut().for_each(|place| place.second = !place.second);
        }
    }

    /// The row that ends the text above row `first`.
    fn above(&self, first: usize, before: Option<&Region>) -> Option<usize> {
        let line = |row: &usize| self.layout.rows.get(*row).is_some_and(|row| row.width >= LINE);
        let above = (first.saturating_sub(NEAR)..first).rev().find(line)?;
        let column = before.filter(|before| before.first + before.places.len() > above);
        column.map_or(Some(above), |before| before.rows(true).filter(line).last())
    }

    /// Evidence that one row goes on in another, wherever they stand.
    fn follow(&self, left: usize, right: usize) -> f32 {
        let row = |at: usize| self.layout.rows.get(at);
        let (Some(left), Some(right)) = (row(left), row(right)) else { return 0.0 };
        let sides = |row: &Row| self.tongue.sides(self.layout.body(row));
        weigh(self.follows(left, right, Some((&sides(left), &sides(right)))), self.start_odds(right))
    }
}

/// Rows narrower than this (in hundredths of an em) are heads and numbers, and
/// so many may stand between two pages.
const LINE: u32 = 800;
const NEAR: usize = 6;
/// Evidence that turns columns round.
const SURE: f32 = 2.0;

impl Region {
    /// The rows of a column, from top to bottom.
    fn rows(&self, second: bool) -> impl Iterator<Item = usize> {
        self.places.iter().enumerate().filter(move |(_, place)| place.second == second).map(|(at, _)| self.first + at)
    }
}

/// The region without the rows at its top and foot that belong to neither
/// column, as running heads do. A title right above its text stays with it.
fn trimmed(first: usize, nodes: &[Node], mut places: Vec<Place>) -> Region {
    let mut tied: Vec<bool> = places.iter().map(|place| place.goes_on).collect();
    for (node, place) in nodes.iter().zip(&places) {
        if let Some(from) = (node.from as usize).checked_sub(first).and_then(|at| tied.get_mut(at)) {
            *from |= place.goes_on;
        }
    }
    let top = tied.iter().position(|tied| *tied).unwrap_or(0);
    let titles = places.iter().take(top).rev().take_while(|place| Some(place.second) == places.get(top).map(|p| p.second)).count();
    let top = top - titles.min(1);
    let foot = tied.iter().rposition(|tied| *tied).map_or(places.len(), |at| at + 1);
    places.truncate(foot);
    Region { first: first + top, places: places.split_off(top.min(foot)) }
}
