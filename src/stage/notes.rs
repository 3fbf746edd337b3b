//! Puts a note's number in front of the note.
//!
//! Extractors that go by the height of the letters give the small raised number
//! of a note a line of its own. It is told from a page number and from a table
//! cell by the mark with the same number in the text before.

use super::Options;
use crate::layout::marks::Marks;
use crate::layout::{Counter, End, Layout, NOTE_REACH, Row, Start};
use crate::text::{Cause, Edits, Span, Text};

const SPACES: Cause = Cause { stage: "notes", reason: "spaces behind the number of a note" };
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
    for (index, row) in layout.rows.iter().enumerate() {
        let (Start::Number(value), Some(note)) = (lone(row), layout.rows.get(index + 1)) else {
            close_up(&layout, row, &mut edits);
            marks.read(&layout, index);
            continue;
        };
        if opens_note(&layout, note) && (marks.near(value, index, NOTE_REACH) || last > 0 && value == last + 1 && index > 0) {
            last = value;
            edits.replace(Span::new(layout.line(row).body.end, layout.line(note).body.start), " ", &NUMBER);
        }
    }
    edits
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
