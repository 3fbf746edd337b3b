//! What speaks for and against a row being the other half of a sentence that was
//! cut further above.

use super::shape::{closes, is_field, is_spread};
use super::{NEVER, Signs};
use crate::layout::flow::{Open, unfinished};
use crate::layout::full::{Fullness, fullness};
use crate::layout::weights::W;
use crate::layout::{Column, Counter, End, Layout, Lead, Row, Small, Start, end};
use crate::text::class;

/// Evidence that row `index` is the other half of the sentence that `cut`
/// ends with, where `float` is the last block that stands between.
pub(in crate::layout) fn resumes(layout: &Layout<'_>, signs: &Signs, cut: &Open, float: Option<&Open>, index: usize) -> f32 {
    let (Some(left), Some(right)) = (layout.rows.get(cut.last), layout.rows.get(index)) else { return NEVER };
    if right.start.opens_block()
        || right.lead == Lead::Neutral && is_field(layout.body(right))
        || is_counted_remark(layout.body(right))
        || names_work(layout.body(right))
    {
        return NEVER;
    }
    let line = layout.line(right);
    let mut sum = match left.end {
        End::Open => W.cut_open,
        End::Particle => W.cut_particle,
        _ => W.cut_plain,
    };
    sum += match right.lead {
        Lead::Continues => W.resume_continues,
        Lead::Leans => W.resume_leans,
        // a Latin sentence goes on with a small letter, names aside
        Lead::Neutral if right.latin && layout.first(right).is_uppercase() => W.resume_capital,
        Lead::Neutral => W.resume_neutral,
        Lead::Starts => W.resume_starts,
    };
    sum += signs.word(layout, left, right);
    if right.lead == Lead::Leans && end::divides(layout.body(left)) {
        sum += W.cut_word;
    }
    if right.page {
        sum += W.resume_page;
    }
    sum += signs.facts.tail_ends(layout, cut.last + 1);
    if cut.balance > 0 {
        // `（図1-1、図⏎…⏎1-2）。`: what stands between closes its own brackets
        let number = |c: char| class::is_digit(c) || class::is_hyphen(c) || c == '.';
        let rest = layout.body(right).trim_start_matches(number);
        sum += if line.balance < 0 && closes(rest) { W.resume_closes } else { W.resume_bracket };
    }
    if cut.balance <= 0 && closes_another(layout.body(right)) {
        sum += W.resume_other;
    }
    if right.latin && end::begins_sentence(layout.body(right)) {
        sum += W.begins;
    }
    // a source or credit, wholly in brackets
    if class::is_opening(layout.first(right)) && class::is_closing(layout.last(right)) {
        sum += W.credit;
    }
    if let Some(before) = index.checked_sub(1).and_then(|i| layout.rows.get(i)) {
        sum += behind(layout, cut, float, before);
        if !layout.wrapped && right.gap > 0 && is_title(layout, before) && !has_float(layout, cut.last + 1, index) {
            sum += W.below_title;
        }
    }
    if !layout.wrapped {
        sum += if layout.line(left).stops > 0 && left.width > 2000 { W.resume_unwrapped } else { W.resume_unwrapped_short };
    }
    sum += match (cut.column, right.column) {
        (Some(a), Column::Strong(b)) => match a.abs_diff(b) {
            0..=40 => W.measure_same,
            41..=200 => W.measure_near,
            _ => W.measure_other,
        },
        (Some(_), Column::Weak(_) | Column::Unknown) => W.measure_unknown,
        // nothing tells of either that it was cut
        (None, Column::Weak(_) | Column::Unknown) if left.end == End::Plain && right.lead == Lead::Neutral => W.measure_unknown,
        _ => 0.0,
    };
    if if layout.japanese { line.kana == 0 } else { line.latin <= 3 } {
        sum += W.letterless;
    }
    if layout.wrapped && leads_nowhere(layout, index) {
        sum += W.resume_nowhere;
    }
    let wide = matches!(right.column, Column::Strong(w) if right.width + 400 >= w);
    if !wide && right.end != End::Sentence {
        sum += W.resume_narrow;
    }
    if line.indent > 1 {
        sum += 0.5 * signs.facts.indent(layout, right);
    }
    sum
}

/// The same where the sentence of the body and the last of the notes below it are both
/// cut: the top of a page goes on the body, its foot the note.
pub(in crate::layout) fn resumes_above_foot(layout: &Layout<'_>, signs: &Signs, cut: &Open, float: &Open, index: usize) -> Option<f32> {
    let (row, foot) = (layout.rows.get(index)?, layout.rows.get(cut.last + 1)?);
    let note = foot.note || matches!(foot.start, Start::Counter(Counter::Bare, ..));
    // what a note ends with a comma in goes on
    let open = layout.rows.get(float.last).is_none_or(|last| last.end == End::Open);
    let cut_both = row.page && note && !open && unfinished(layout, float);
    cut_both.then(|| resumes(layout, signs, cut, None, index)).filter(|score| *score > 0.0)
}

/// Whether a text closes a bracket that it does not open: `略」と`.
fn closes_another(body: &str) -> bool {
    /// Letters in front of the bracket.
    const NEAR: usize = 60;
    let bracket = body.chars().take(NEAR).find(|c| matches!(c, '「' | '『' | '（' | '」' | '』' | '）'));
    bracket.is_some_and(class::is_closing)
}

/// `同（2024）「森の手入れ」`: a work in a list of sources.
fn names_work(body: &str) -> bool {
    let authors = |(at, bracket): (usize, &str)| {
        let (before, title) = (body.get(..at).unwrap_or(""), body.get(at + bracket.len()..).unwrap_or(""));
        let year = before.strip_suffix('）').map(|before| before.trim_end_matches(class::is_digit));
        year.is_some_and(|authors| authors.len() + 4 < at && authors.ends_with('（')) && !title.contains(['「', '『'])
    };
    body.ends_with(['」', '』']) && body.match_indices(['「', '『']).next().is_some_and(authors)
}

/// `2：太線は…`: the second of the remarks to a figure, no time (`2：30`).
fn is_counted_remark(body: &str) -> bool {
    let behind = body.trim_start_matches(class::is_digit);
    let remark = behind.strip_prefix('：').and_then(|text| text.chars().next());
    behind.len() < body.len() && remark.is_some_and(class::is_japanese)
}

/// Whether a row stands alone and ends nothing, where lines are not wrapped.
fn is_title(layout: &Layout<'_>, row: &Row) -> bool {
    row.end == End::Plain && layout.line(row).stops == 0 && row.gap > 0 && Small::of(row).is_none()
}

/// Whether one of the last rows from `first` to the one before `index` is a note,
/// a reference or a caption.
fn has_float(layout: &Layout<'_>, first: usize, index: usize) -> bool {
    /// Rows that are looked at.
    const NEAR: usize = 12;
    let rows = layout.rows.get(first.max(index.saturating_sub(NEAR))..index).unwrap_or_default();
    rows.iter().any(|row| Small::of(row).is_some())
}

/// Whether the block that row `index` begins ends without a full stop: the
/// lines of an address or a byline, not the rest of a sentence.
fn leads_nowhere(layout: &Layout<'_>, index: usize) -> bool {
    for pair in layout.rows.iter().skip(index).take(6).collect::<Vec<_>>().windows(2) {
        let [row, next] = pair else { break };
        if row.end == End::Sentence || layout.line(row).periods > 0 {
            return false;
        }
        if next.start.opens_block() || fullness(layout, row, next) == Fullness::Short {
            return row.end == End::Plain;
        }
    }
    false
}

/// Evidence of what stands right before the place to go on.
fn behind(layout: &Layout<'_>, cut: &Open, float: Option<&Open>, before: &Row) -> f32 {
    let mut sum = 0.0;
    // what stands under a byline belongs to it
    if is_spread(layout, before) {
        sum += W.byline;
    }
    // behind a paragraph of the same measure comes the next paragraph
    let body = Small::of(before).is_none() && float.is_none_or(|f| !f.note);
    let same = matches!((cut.column, before.column), (Some(a), Column::Strong(b)) if a.abs_diff(b) <= 40);
    if before.end == End::Sentence && body && same {
        sum += W.next_paragraph;
    }
    if float.is_some_and(|block| unfinished(layout, block)) {
        sum += W.float_unfinished;
    }
    sum
}
