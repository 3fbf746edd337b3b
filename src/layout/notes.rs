//! Which rows begin notes: those with a note's mark, and those with a bare number
//! that was seen as a mark in the text before.

use super::{Column, Counter, End, Layout, Row, Small, Start, marks, start};

/// How many rows behind its mark a note may stand.
pub const NOTE_REACH: usize = 160;
/// How far on a number may count that stands right in front of its note's text:
/// a quantity rarely does.
const NEXT_GLUED: u32 = 5;
/// How many rows a note may have before the next one.
const NEXT_NOTE: usize = 8;

impl Layout<'_> {
    /// Finds the rows with which notes begin, and how wide notes, references and
    /// captions are set.
    pub(super) fn find_notes(&mut self) {
        let mut marks = marks::Marks::of(self);
        // the first row that was not looked at for marks
        let mut unread = 0;
        let mut widest = [(0, 0); 3];
        // the last note: its number and row
        let mut last = (0u32, 0);
        for index in 0..self.rows.len() {
            let mut row = self.rows[index];
            let plain = row.start == Start::Plain;
            if plain
                && self.first(&row).is_ascii_digit()
                && let (Some(glued), parted) = match marks::parted(self.body(&row)) {
                    Some(parted) => (Some(parted), true),
                    None => (marks::glued(self.body(&row)), false),
                }
                && let Start::Counter(_, value, _) = glued
                && (parted || value == 1 || value > last.0 && value - last.0 < NEXT_GLUED)
            {
                read_to(&mut marks, &mut unread, self, index);
                if marks.near(value, index, NOTE_REACH) || parted && self.begins_notes(&marks, value, index) {
                    row.start = glued;
                    self.rows[index].start = glued;
                }
            }
            let note = match row.start {
                Start::NoteMark(_) => true,
                Start::Counter(style @ (Counter::Bare | Counter::HalfBracketed | Counter::Bracketed), value, _)
                    if style != Counter::Bracketed || self.body(&row).starts_with(['[', '［']) =>
                {
                    read_to(&mut marks, &mut unread, self, index);
                    // the marks of later notes may stand in the next column
                    let follows = last.0 > 0 && last.0.checked_add(1) == Some(value) && index - last.1 <= NEXT_NOTE;
                    let marked = marks.near(value, index, NOTE_REACH) || follows || self.begins_notes(&marks, value, index);
                    value > 0 && marked && !self.is_under_heading(index)
                }
                _ => false,
            };
            if note {
                self.rows[index].note = true;
            } else if matches!(row.start, Start::Counter(Counter::Bare, ..)) && (plain || !row.page && !row.latin && self.is_inside(index))
            {
                row.start = Start::Plain;
                self.rows[index].start = Start::Plain;
            }
            if let (true, Start::Counter(_, value, _) | Start::NoteMark(value)) = (note, row.start) {
                last = (value, index);
                // the next line with this number is no note, but for another mark
                if row.end == End::Sentence || row.width > 1500 {
                    marks.spend(value);
                }
            }
            if let Some(small) = Small::of(&self.rows[index]) {
                let (first, second) = &mut widest[small as usize];
                if row.width > *first {
                    *second = *first;
                    *first = row.width;
                } else {
                    *second = row.width.max(*second);
                }
            }
        }
        // two that reach about as far stand for a column
        self.small_columns = widest.map(|(first, second)| (second > 1000 && second + 200 > first).then_some(first));
    }

    /// Whether the next note stands right below note `value`, and both have their
    /// marks in the text before, however long it is: the notes of a chapter.
    fn begins_notes(&self, marks: &marks::Marks, value: u32, index: usize) -> bool {
        let next = value.saturating_add(1);
        let counts = |row: &Row| {
            let (number, len) = start::number(self.body(row));
            len > 0 && number == next && self.body(row).get(len..).is_some_and(|rest| !rest.starts_with(['.', '．', ',']))
        };
        // a list has its words, or its title, above it
        let above = index.checked_sub(1).and_then(|above| self.rows.get(above));
        let headed = above.is_some_and(|row| row.end == End::Colon || row.end == End::Plain && row.width < 1500);
        !headed && marks.in_order(value, next) && self.rows.iter().skip(index + 1).take(NEXT_NOTE).any(counts)
    }

    /// Whether the row stands right behind a full line that cannot end a block.
    fn is_inside(&self, index: usize) -> bool {
        let (Some(row), Some(left)) = (self.rows.get(index), index.checked_sub(1).and_then(|above| self.rows.get(above))) else {
            return false;
        };
        let full = matches!(left.column, Column::Strong(w) if left.width + row.word.0 + 150 >= w);
        full && row.gap == 0 && matches!(left.end, End::Open | End::Particle) && left.start == Start::Plain
    }

    /// Whether the row is a title right under that of a chapter or section: no
    /// notes stand between a heading and its text.
    fn is_under_heading(&self, index: usize) -> bool {
        let above = index.checked_sub(1).and_then(|above| self.rows.get(above));
        let heads = |row: &Row| matches!(row.start, Start::Hashes(_) | Start::Counter(Counter::Named, ..)) && row.end == End::Plain;
        above.is_some_and(heads) && self.rows.get(index).is_some_and(|row| row.end == End::Plain && row.width < 2400)
    }
}

/// Reads the marks of the rows in front of `index`.
fn read_to(marks: &mut marks::Marks, unread: &mut usize, layout: &Layout<'_>, index: usize) {
    (*unread..index).for_each(|row| marks.read(layout, row));
    *unread = index;
}
