//! Puts the pieces of a print line together again.
//!
//! Some extractors end a line wherever the letters of a print line are not set
//! at even distances: at commas, full stops, brackets and middle dots, whose
//! empty halves were squeezed or stretched. The pieces of a print line add up
//! to the width of the column, so in a document cut so the sums of short lines
//! meet the column far more often than chance. The columns are taken from the
//! lines at whose ends nothing could have been cut; a least-cost path then
//! deals the pieces to print lines. All widths are in hundredths of an em.

use super::Options;
use crate::layout::{End, Layout, Row, Start};
use crate::text::{Cause, Edits, Span, Text, class};

const PIECES: Cause = Cause { stage: "pieces", reason: "a print line given in pieces" };

/// Narrower columns than this are table cells.
const LEAST: u32 = 1000;
/// Columns told apart in one document.
const COLUMNS: usize = 6;
/// A print line has at most so many pieces.
const MOST: usize = 16;
/// Justified lines are shorter than their column by at most this much: an
/// indent, or a letter that the rules of line breaking moved to the next line.
const SHORT: u32 = 170;
/// How far estimated widths of one column differ.
const NEAR: u32 = 40;
/// Print lines that must be found in pieces before it is believed.
const FOUND: usize = 8;

/// See the module.
#[must_use]
pub(super) fn run(text: &Text, _: &Options) -> Edits {
    let layout = Layout::of(text);
    if !layout.japanese || !layout.wrapped || !looks_cut(&layout) {
        return Edits::new();
    }
    let borders: Vec<Border> = (0..layout.rows.len()).map(|at| border(&layout, at)).collect();
    let columns = columns(&layout, &borders);
    let segments = deal(&layout, &borders, &columns);
    if !believed(&layout, &borders, &segments) {
        return Edits::new();
    }
    let mut edits = Edits::new();
    for segment in &segments {
        for pair in layout.rows.get(segment.from..segment.to).unwrap_or_default().windows(2) {
            if let [left, right] = pair {
                join(&layout, left, right, &mut edits);
            }
        }
    }
    edits
}

fn join(layout: &Layout<'_>, left: &Row, right: &Row, edits: &mut Edits) {
    let (Some(l), Some(r)) = (layout.body(left).chars().next_back(), layout.body(right).chars().next()) else { return };
    let gap = Span::new(layout.line(left).body.end, layout.line(right).body.start);
    let glue = if class::is_japanese(l) || class::is_japanese(r) || class::is_digit(r) || class::is_closing(r) { "" } else { " " };
    edits.replace(gap, glue, &PIECES);
}

/// What stands between a row and the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Border {
    /// A block or a page ends.
    Block,
    /// A print line ends: no extractor would cut here.
    Line,
    /// A print line may have been cut here.
    Seam,
}

fn border(layout: &Layout<'_>, at: usize) -> Border {
    let (Some(left), Some(right)) = (at.checked_sub(1).and_then(|i| layout.rows.get(i)), layout.rows.get(at)) else {
        return Border::Block;
    };
    if right.gap > 0 || right.page || left.end == End::Leaders {
        return Border::Block;
    }
    let (before, after) = (layout.body(left), layout.body(right));
    let dot = |body: &str| matches!(body, "・" | "･");
    if right.note || right.start.opens_block() && !dot(after) && !mark(layout, at) {
        return Border::Block;
    }
    let (Some(l), Some(r)) = (before.chars().next_back(), after.chars().next()) else { return Border::Block };
    let title = matches!(left.start, Start::Counter(..) | Start::Label | Start::Hashes(_) | Start::Apparatus);
    let soft = |c: char| class::is_closing(c) || class::is_opening(c) || matches!(c, '、' | '。' | '，' | '．' | '・' | '･');
    if title && left.end != End::Open && !class::is_opening(r) && !soft(l) || dot(after) && title {
        Border::Line
    } else if soft(l) || soft(r) || mark(layout, at) || behind_mark(before, r) {
        Border::Seam
    } else {
        Border::Line
    }
}

/// Whether the row is nothing but the raised number of a note.
fn mark(layout: &Layout<'_>, at: usize) -> bool {
    let Some(row) = layout.rows.get(at) else { return false };
    let next = layout.rows.get(at + 1).filter(|next| next.gap == 0 && !next.page);
    let last = at.checked_sub(1).and_then(|i| layout.rows.get(i)).and_then(|left| layout.body(left).chars().next_back());
    matches!(row.start, Start::Number(1..=299))
        && layout.body(row).bytes().all(|b| b.is_ascii_digit())
        && last.is_some_and(|c| class::is_kana(c) || class::is_kanji(c) || class::is_closing(c))
        && next.and_then(|next| layout.body(next).chars().next()).is_some_and(goes_on)
}

/// Whether a note mark may stand in front of the character.
fn goes_on(c: char) -> bool {
    class::is_hiragana(c) || class::is_closing(c) || matches!(c, '、' | '。' | '，' | '．' | '・')
}

/// Whether the left row ends with a note mark and the sentence goes on.
fn behind_mark(left: &str, right: char) -> bool {
    let bare = left.trim_end_matches(|c: char| c.is_ascii_digit());
    let marked = bare.len() < left.len() && left.len() - bare.len() <= 3 && !bare.is_empty();
    goes_on(right) && (marked && bare.ends_with(class::is_japanese) || left.ends_with(class::is_superscript_digit))
}

/// A first look, without measuring anything: whether many rows are cut at a
/// comma or a bracket although they are short.
fn looks_cut(layout: &Layout<'_>) -> bool {
    let cut = layout.rows.windows(2).filter(|pair| {
        let [left, right] = pair else { return false };
        right.gap == 0
            && right.start == Start::Plain
            && left.width.min(right.width) < 1800
            && (matches!(left.end, End::Open) && layout.body(left).ends_with(['、', '，'])
                || layout.body(right).starts_with(class::is_opening))
    });
    let cut = cut.count();
    cut >= FOUND && cut * 40 > layout.rows.len()
}

/// The columns of the document: widths that whole print lines share.
fn columns(layout: &Layout<'_>, borders: &[Border]) -> Vec<u32> {
    let whole = |at: usize| borders.get(at) == Some(&Border::Line) && borders.get(at + 1) == Some(&Border::Line);
    let rows = layout.rows.iter().enumerate();
    let mut widths: Vec<u32> = rows.filter(|(at, row)| row.width >= LEAST && whole(*at)).map(|(_, row)| row.width).collect();
    widths.sort_unstable();
    let mut columns = Vec::new();
    while columns.len() < COLUMNS {
        // the window that holds most
        let (mut best, mut start) = ((0, 0), 0);
        for (end, width) in widths.iter().enumerate() {
            while widths.get(start).is_some_and(|first| first + SHORT < *width) {
                start += 1;
            }
            if end + 1 - start > best.1 {
                best = (start, end + 1 - start);
            }
        }
        let (start, count) = best;
        let Some(&column) = widths.get(start + count * 4 / 5).filter(|_| count >= 4) else { break };
        columns.push(column);
        widths.retain(|w| w + 300 < column || *w > column + 200);
    }
    columns
}

/// Rows that make up one print line.
#[derive(Clone, Copy, Debug)]
struct Segment {
    from: usize,
    to: usize,
    /// Whether it is as wide as its column.
    full: bool,
}

/// Deals the rows to print lines at the least cost.
fn deal(layout: &Layout<'_>, borders: &[Border], columns: &[u32]) -> Vec<Segment> {
    let rows = &layout.rows;
    // for each row and column, the least cost of what comes before, and where
    // and in which column the print line before it begins
    let mut table = vec![vec![(f32::INFINITY, 0usize, 0usize); columns.len()]; rows.len() + 1];
    if let Some(first) = table.first_mut() {
        first.fill((0.0, 0, 0));
    }
    for from in 0..rows.len() {
        let Some(states) = table.get_mut(from) else { break };
        // another column begins
        let cheapest = states.iter().enumerate().min_by(|a, b| a.1.0.total_cmp(&b.1.0)).map(|(k, s)| (s.0, k));
        let Some((least, source)) = cheapest else { break };
        let change = if borders.get(from) == Some(&Border::Block) { 0.4 } else { 1.5 };
        let starts: Vec<(f32, usize)> =
            states.iter().enumerate().map(|(k, s)| if s.0 <= least + change { (s.0, k) } else { (least + change, source) }).collect();
        for (k, (&column, &(before, source))) in columns.iter().zip(&starts).enumerate() {
            let mut line = Sum::default();
            for to in from..rows.len().min(from + MOST) {
                if to > from && borders.get(to) != Some(&Border::Seam) {
                    break;
                }
                line.add(layout, to);
                let Some((cost, _)) = line.cost(layout, borders, (from, to + 1), column) else {
                    if line.width > column + 300 {
                        break;
                    }
                    continue;
                };
                if let Some(state) = table.get_mut(to + 1).and_then(|states| states.get_mut(k))
                    && before + cost < state.0
                {
                    *state = (before + cost, from, source);
                }
            }
        }
    }
    walk(layout, borders, columns, &table)
}

/// The cheapest path through the table.
fn walk(layout: &Layout<'_>, borders: &[Border], columns: &[u32], table: &[Vec<(f32, usize, usize)>]) -> Vec<Segment> {
    let mut segments = Vec::new();
    let mut to = layout.rows.len();
    let last = table.last().map(|states| states.iter().enumerate().min_by(|a, b| a.1.0.total_cmp(&b.1.0)));
    let Some(Some((mut k, _))) = last else { return segments };
    while to > 0 {
        let Some(&(_, from, source)) = table.get(to).and_then(|states| states.get(k)) else { break };
        let mut line = Sum::default();
        (from..to).for_each(|at| line.add(layout, at));
        let column = columns.get(k).copied().unwrap_or(0);
        let full = line.cost(layout, borders, (from, to), column).is_some_and(|(_, full)| full);
        segments.push(Segment { from, to, full });
        if from >= to {
            break;
        }
        (to, k) = (from, source);
    }
    segments.reverse();
    segments
}

/// What the pieces of a print line add up to.
#[derive(Default)]
struct Sum {
    width: u32,
    /// By how much it may have been squeezed.
    slack: u32,
}

impl Sum {
    fn add(&mut self, layout: &Layout<'_>, at: usize) {
        let Some(row) = layout.rows.get(at) else { return };
        let line = layout.line(row);
        self.width = self.width.saturating_add(line.extent);
        // commas and brackets are half empty
        self.slack += u32::from(line.stops) * 50 + line.pushed;
        self.slack +=
            50 * u32::from(layout.body(row).starts_with(class::is_opening)) + 50 * u32::from(layout.body(row).ends_with(class::is_closing));
    }

    /// What it costs to take the rows from one to another for one print line,
    /// and whether it is a full one; nothing when they cannot be one.
    fn cost(&self, layout: &Layout<'_>, borders: &[Border], (from, to): (usize, usize), column: u32) -> Option<(f32, bool)> {
        let seams = to.saturating_sub(from + 1);
        #[expect(clippy::cast_precision_loss, reason = "at most a few thousand")]
        let (ems, joins) = (|width: u32| width as f32 / 100.0, seams as f32 * 0.05);
        let over = self.width.saturating_sub(column);
        let under = column.saturating_sub(self.width);
        if over <= NEAR && under <= NEAR {
            return Some((joins, true));
        }
        if over > 0 && over <= NEAR + self.slack.min(120) {
            return Some((joins + 0.15 + ems(over) * 0.15, true));
        }
        if over == 0 && under <= SHORT {
            return Some((joins + 0.05 + ems(under) * 0.12, true));
        }
        let last = layout.rows.get(to.checked_sub(1)?)?;
        let ends = last.end == End::Sentence;
        let block = borders.get(to).is_none_or(|border| *border == Border::Block);
        if seams == 0 {
            return Some((if ends || block { 0.5 } else { 1.0 }, false));
        }
        let whole = layout.rows.get(from..to - 1)?.iter().all(|row| row.end != End::Sentence);
        let note = layout.rows.get(from)?.note;
        (over == 0 && whole && (ends || block && note)).then_some((joins + 0.5, false))
    }
}

/// Whether the document is cut so: most short rows at a seam are pieces of a
/// full print line.
fn believed(layout: &Layout<'_>, borders: &[Border], segments: &[Segment]) -> bool {
    let (mut found, mut left) = (0usize, 0usize);
    for segment in segments {
        let pieces = segment.to - segment.from;
        if segment.full && pieces > 1 {
            found += 1;
        } else if !segment.full
            && borders.get(segment.to) == Some(&Border::Seam)
            && layout.rows.get(segment.to - 1).is_some_and(|row| row.end != End::Sentence)
        {
            left += 1;
        }
    }
    found >= FOUND && found > left * 2 && found * 40 > segments.len()
}
