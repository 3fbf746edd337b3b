//! Puts a note's number in front of the note.
//!
//! Extractors that go by the height of the letters give the small raised number
//! of a note a line of its own. It is told from a page number and from a table
//! cell by the mark with the same number in the text before.
//!
//! They do the same to the mark in the sentence: `2026.⏎1⏎ According`. What tells it
//! is the space between the words, which the next line begins with.

use rustc_hash::FxHashSet;

use super::Options;
use crate::layout::marks::Marks;
use crate::layout::{Counter, End, Layout, NOTE_REACH, Row, Start, start};
use crate::text::{Cause, Edits, Span, Text};

const SPACES: Cause = Cause { stage: "notes", reason: "spaces behind the number of a note" };
const MARK: Cause = Cause { stage: "notes", reason: "mark of a note on a line of its own" };
const NUMBER: Cause = Cause { stage: "notes", reason: "number of a note on a line of its own" };

/// See the module.
#[must_use]
pub(super) fn run(text: &Text, _: &Options) -> Edits {
    let mut edits = Edits::new();
    let layout = Layout::of(text);
    if !layout.rows.iter().any(is_lone) {
        layout.rows.iter().for_each(|row| close_up(&layout, row, &mut edits));
        return edits;
    }
    let mut marks = Marks::of(&layout);
    let mut last = 0;
    let mut raised = Raised::default();
    for (index, row) in layout.rows.iter().enumerate() {
        let (Start::Number(value), Some(note)) = (lone(row), layout.rows.get(index + 1)) else {
            close_up(&layout, row, &mut edits);
            marks.read(&layout, index);
            continue;
        };
        if raised.holds(&layout, index, value) {
            if let Some(left) = layout.rows.get(index - 1) {
                edits.delete(Span::new(layout.line(left).body.end, layout.line(row).body.start), &MARK);
                edits.replace(Span::new(layout.line(row).body.end, layout.line(note).body.start), " ", &MARK);
            }
            continue;
        }
        if opens_note(&layout, note) && (marks.near(value, index, NOTE_REACH) || last > 0 && value == last + 1 && index > 0) {
            last = value;
            edits.replace(Span::new(layout.line(row).body.end, layout.line(note).body.start), " ", &NUMBER);
        }
    }
    edits
}

/// The marks that were raised above their lines.
#[derive(Default)]
struct Raised {
    /// The last one.
    last: u32,
    /// The numbers that lines begin with, read when they are first needed.
    begun: Option<FxHashSet<u32>>,
}

impl Raised {
    /// Whether the number in row `index` is one.
    fn holds(&mut self, layout: &Layout<'_>, index: usize, value: u32) -> bool {
        let around = (index.checked_sub(1).and_then(|i| layout.rows.get(i)), layout.rows.get(index), layout.rows.get(index + 1));
        let (Some(left), Some(row), Some(right)) = around else { return false };
        let close = |row: &Row| row.gap == 0 && !row.page && !row.kept;
        let before = layout.last(left);
        let stops = matches!(before, '.' | ',' | ';' | ':' | ')' | '”' | '’' | '"');
        let text = left.latin && left.width > 1000 && right.latin && layout.first(right).is_alphabetic();
        if !close(row) || !close(right) || left.kept || !text || !stops && !before.is_ascii_lowercase() {
            return false;
        }
        let spaced = layout.line(right).indent == 1 && layout.line(row).indent == 0;
        // where its line ended, too, no space is left
        let next = stops && self.last > 0 && value == self.last + 1 && layout.line(right).indent == 0;
        let found = spaced && (stops || self.begins(layout, value)) || next;
        if found {
            self.last = value;
        }
        found
    }

    /// Whether a line begins with the number: its note.
    fn begins(&mut self, layout: &Layout<'_>, value: u32) -> bool {
        let begun = self.begun.get_or_insert_with(|| {
            let number = |row: &Row| match row.start {
                Start::Counter(_, value, _) | Start::NoteMark(value) => Some(value),
                Start::Plain => Some(start::number(layout.body(row)).0),
                _ => None,
            };
            layout.rows.iter().filter_map(number).filter(|value| *value > 0).collect()
        });
        begun.contains(&value)
    }
}

/// One space is enough behind a note's number (`1   本文`).
fn close_up(layout: &Layout<'_>, row: &Row, edits: &mut Edits) {
    let Start::Counter(_, _, len) = row.start else { return };
    if !row.note || row.kept {
        return;
    }
    let line = layout.line(row);
    let counter = layout.body(row).get(..len.into()).unwrap_or("");
    let number = counter.trim_end_matches(' ');
    if counter.len() > number.len() + 1 {
        let at = |n: usize| line.body.start + u32::try_from(n).unwrap_or(u32::MAX);
        edits.replace(Span::new(at(number.len()), at(counter.len())), " ", &SPACES);
    }
}

fn is_lone(row: &Row) -> bool {
    matches!(lone(row), Start::Number(_))
}

/// The row's start when it is a number and nothing else.
fn lone(row: &Row) -> Start {
    match row.start {
        Start::Number(value) if (1..1000).contains(&value) => row.start,
        // a raised digit, alone
        Start::NoteMark(value) if row.width <= 150 && value > 0 => Start::Number(value),
        _ => Start::Plain,
    }
}

/// Whether the text of a note may begin with this row.
fn opens_note(layout: &Layout<'_>, row: &Row) -> bool {
    let line = layout.line(row);
    let letters = u32::from(line.japanese) + u32::from(line.latin);
    !row.page
        && row.gap <= 1
        && letters >= 4
        && !matches!(
            row.start,
            Start::Number(_) | Start::Markup | Start::Hashes(_) | Start::NoteMark(_) | Start::Counter(Counter::Bare, ..)
        )
        && row.end != End::Leaders
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(source: &str, want: &str) {
        let text = Text::from(source);
        let (out, _) = run(&text, &Options::default()).apply(&text).expect("short");
        assert_eq!(out.as_str(), want);
        assert!(run(&out, &Options::default()).is_empty(), "{source:?}");
    }

    #[test]
    fn marks_that_were_raised() {
        check(
            "The towns had no plan for it in 2026.\n1\n According to the ministry,\nshelters were opened in schools,\n2\n and in halls. The agency helped.\n3\nIt sent all of its staff\n",
            "The towns had no plan for it in 2026.1 According to the ministry,\nshelters were opened in schools,2 and in halls. The agency helped.3 It sent all of its staff\n",
        );
        check(
            "Most of the shelters in the old towns\n1\n were opened at once.\n1 See the report.\n",
            "Most of the shelters in the old towns1 were opened at once.\n1 See the report.\n",
        );
        // a number of things, and a page
        check(
            "Most of the shelters in the old towns\n31\n were opened at once.\n",
            "Most of the shelters in the old towns\n31\n were opened at once.\n",
        );
        check(
            "They had no plan for it in 2026.\n1\nAccording to the ministry\n",
            "They had no plan for it in 2026.\n1\nAccording to the ministry\n",
        );
    }

    #[test]
    fn one_space_behind_a_number() {
        check("港の取極1を結んだ。\n\n1   港の整備に関する取極をいう。\n", "港の取極1を結んだ。\n\n1 港の整備に関する取極をいう。\n");
        check(
            "港の取極[1]を結んだ。\n\n[1]  港の整備に関する取極をいう。\n",
            "港の取極[1]を結んだ。\n\n[1] 港の整備に関する取極をいう。\n",
        );
        // no mark, no note: a row of a table
        check("港の数を示す。\n\n1   港の整備に関する取極\n", "港の数を示す。\n\n1   港の整備に関する取極\n");
        check("港の取極1を結んだ。\n\n1\n港の整備に関する取極をいう。\n", "港の取極1を結んだ。\n\n1 港の整備に関する取極をいう。\n");
    }
}
