//! Notes whose number is not where a note's number stands: behind the note
//! (`…に関する交換公文 2`) or behind a bullet that the extractor put in front
//! (`- 3 …協定`).
//!
//! Neither looks like a note by itself. The number must have been seen as a
//! mark in the text before; a number behind must have company besides, since
//! rows of tables end in numbers as well.

use rustc_hash::FxHashMap;

use crate::layout::marks::Marks;
use crate::layout::{End, Layout, NOTE_REACH, Row, Start, start};
use crate::text::{Line, Span, class};

/// How many rows lie at most between two notes of a block.
const NEXT: usize = 8;
/// How far apart their numbers are at most: some may have lost theirs.
const STEP: u32 = 3;
/// Letters that a note has at least when its number stands behind it.
const LETTERS: u32 = 10;

/// A row that may be a note.
struct Candidate {
    row: usize,
    value: u32,
    /// The start of its line, and where its number stands; none when it is
    /// known as a note anyway.
    found: Option<(u32, Span)>,
    alone: bool,
}

/// The numbers of such notes, by the start of their line.
pub(super) fn numbers(layout: &Layout<'_>) -> FxHashMap<u32, Span> {
    let mut marks = Marks::of(layout);
    let mut candidates: Vec<Candidate> = Vec::new();
    for (index, row) in layout.rows.iter().enumerate() {
        candidates.extend(candidate(layout, index, row).filter(|c| c.found.is_none() || marks.near(c.value, index, NOTE_REACH)));
        marks.read(layout, index);
    }
    let follows =
        |one: &Candidate, next: &Candidate| next.row - one.row <= NEXT && next.value > one.value && next.value - one.value <= STEP;
    let beside = |at: usize| {
        let one = candidates.get(at)?;
        let before = at.checked_sub(1).and_then(|i| candidates.get(i)).is_some_and(|before| follows(before, one));
        let behind = candidates.get(at + 1).is_some_and(|next| follows(one, next));
        one.found.filter(|_| one.alone || before || behind)
    };
    (0..candidates.len()).filter_map(beside).collect()
}

fn candidate(layout: &Layout<'_>, index: usize, row: &Row) -> Option<Candidate> {
    let line = layout.line(row);
    if line.digits == 0 || row.kept {
        return None;
    }
    let body = layout.body(row);
    match row.start {
        Start::Counter(_, value, _) | Start::NoteMark(value) if row.note => Some(Candidate { row: index, value, found: None, alone: true }),
        Start::Bullet => {
            let inner = body.get(body.chars().next()?.len_utf8()..)?.trim_start_matches(class::is_space);
            let (value, len) = start::number(inner);
            let rest = inner.get(len..)?;
            let note = rest.starts_with(class::is_space) && rest.trim_start_matches(class::is_space).starts_with(is_letter);
            let from = line.body.end - offset(inner.len());
            let found = Some((line.span.start, Span::new(from, from + offset(len))));
            if value > 0 && note { Some(Candidate { row: index, value, found, alone: true }) } else { behind(index, row, line, body) }
        }
        Start::Plain => behind(index, row, line, body),
        _ => None,
    }
}

/// A title-like row with a number behind it.
fn behind(index: usize, row: &Row, line: &Line, body: &str) -> Option<Candidate> {
    let before = body.trim_end_matches(class::is_digit);
    let (value, len) = start::number(body.get(before.len()..)?);
    let title = before.trim_end_matches(class::is_space);
    let letters = u32::from(line.japanese) + u32::from(line.latin);
    let fits = value > 0 && len <= 9 && title.len() < before.len() && title.ends_with(is_letter) && letters >= LETTERS;
    if !fits || row.end == End::Leaders || title.contains('。') {
        return None;
    }
    let found = Some((line.span.start, Span::new(line.body.end - offset(len), line.body.end)));
    Some(Candidate { row: index, value, found, alone: false })
}

fn is_letter(c: char) -> bool {
    class::is_japanese(c) && !class::is_digit(c) || c.is_alphabetic() || class::is_opening(c) || class::is_closing(c)
}

fn offset(bytes: usize) -> u32 {
    u32::try_from(bytes).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Text;

    fn check(text: &str, want: &[&str]) {
        let text = Text::from(text);
        let mut found: Vec<Span> = numbers(&Layout::of(&text)).into_values().collect();
        found.sort_unstable();
        let found: Vec<&str> = found.into_iter().map(|span| text.slice(span)).collect();
        assert_eq!(found, want, "{:?}", text.as_str());
    }

    const BODY: &str = "港湾の取極1を結び、新しい協定<sup>2</sup>に加え、覚書[3]を交わした。\n\n";

    #[test]
    fn numbers_out_of_place() {
        check(&format!("{BODY}- 港湾の整備に関する取極の全文\n- 2 海上の交通に関する協定の全文\n"), &["2"]);
        check(&format!("{BODY}港湾の整備に関する取極の全文 1\n\n海上の交通に関する協定の全文　2\n"), &["1", "2"]);
        check(&format!("{BODY}港湾の整備に関する取極の全文 2\n\n<sup>3</sup> 覚書の全文\n"), &["2"]);
        check(&format!("{BODY}- 港湾の整備に関する取極の全文 1\n- 海上の交通に関する協定の全文 2\n"), &["1", "2"]);
    }

    #[test]
    fn what_is_no_note() {
        // no company, no mark, a sentence, a table, too short
        check(&format!("{BODY}港湾の整備に関する取極の全文 2\n"), &[]);
        check("港湾の整備に関する取極の全文 1\n\n海上の交通に関する協定の全文 2\n", &[]);
        check(&format!("{BODY}港湾の整備を進めることとする。 1\n\n海上の交通を守ることとする。 2\n"), &[]);
        check(&format!("{BODY}漁船 1\n商船 2\n"), &[]);
        check(&format!("{BODY}- 1990 年の港湾\n- 4 海上の交通\n"), &[]);
    }
}
