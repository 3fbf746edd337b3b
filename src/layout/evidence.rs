//! What speaks for and against two rows belonging together.
//!
//! Every sign adds or takes evidence (log odds, [`super::weights`]); no sign
//! decides alone, except marks that can only open a block. Above zero, the rows
//! are joined.

mod certain;
mod heads;
mod lists;
mod resume;
mod shape;
mod works;

use std::sync::Arc;

use super::facts::Facts;
use super::flow::Open;
use super::full::{Fullness, fullness, fullness_in_note};
use super::lexicon::Lexicon;
use super::starters::Starters;
use super::weights::W;
use super::{Column, Counter, End, Layout, Lead, Row, Small, Start, end};
use crate::text::class;

use certain::certainly;
use heads::is_dead_end;
use shape::{closes, has_cells, is_spread, is_subtitle, parts_words};

pub(super) use certain::is_speech;
pub(super) use resume::{resumes, resumes_above_foot};
pub(super) use shape::is_in_capitals;

/// What the whole document teaches.
pub(super) struct Signs {
    pub(super) facts: Facts,
    lexicon: Arc<Lexicon>,
    starters: Starters,
}

impl Signs {
    pub(super) fn learn(layout: &Layout<'_>) -> Signs {
        Signs { facts: Facts::learn(layout), lexicon: layout.text.memo(|text| Lexicon::of(text)), starters: Starters::learn(layout) }
    }

    /// Evidence of the letters on both sides of the line end.
    fn word(&self, layout: &Layout<'_>, left: &Row, right: &Row) -> f32 {
        let (before, after) = (layout.last(left), layout.first(right));
        let counts = class::is_digit(before) || class::is_kanji_numeral(before) && matches!(after, '条' | '項' | '号' | '章' | '節' | '款');
        let number = if counts && class::is_counter(after) { W.counter } else { 0.0 };
        // a word of katakana has more than one letter
        let single = class::is_katakana(before) && class::is_katakana(after) && {
            let mut letters = layout.body(left).chars().rev().skip(1);
            before != 'ー' && letters.next().is_some_and(|c| !class::is_katakana(c) && c != '・')
        };
        number
            + match self.lexicon.knows(before, after) {
                _ if single => W.known,
                Some(true) => W.known,
                Some(false) => W.unknown,
                None => 0.0,
            }
    }
}

/// Evidence that row `index` continues the open block, which ends with the row
/// before it.
pub(super) fn joins(layout: &Layout<'_>, signs: &Signs, block: &Open, index: usize) -> f32 {
    let (Some(left), Some(right)) = (layout.rows.get(block.last), layout.rows.get(index)) else { return NEVER };
    // `…する。⏎）。なお、`: it closes what was opened in this block
    if block.balance > 0 && right.start == Start::Plain && closes(layout.body(right)) && right.gap == 0 {
        return ALWAYS;
    }
    if let Some(certain) = certainly(layout, signs, block, left, right, index) {
        return certain;
    }
    let reference = matches!(block.start, Start::Apparatus | Start::Reference);
    if reference
        && matches!(right.start, Start::Plain | Start::Reference)
        && right.gap < 2
        && end::refers_on(layout.body(left), layout.body(right))
    {
        return ALWAYS;
    }
    let note = block.note && left.end != End::Sentence;
    let full = if note { fullness_in_note(layout, left, right) } else { fullness(layout, left, right) };
    let several = || layout.rows.get(index + 1).is_some_and(|next| next.start == Start::Address && right.start == Start::Address);
    if left.latin && right.gap == 0 && full == Fullness::Full && end::tells_where(layout.body(left), layout.body(right)) && !several() {
        return ALWAYS;
    }
    let mut pair = Pair { layout, signs, block, left, right, full, index };
    if pair.fills_paragraph() {
        pair.full = Fullness::Full;
    }
    let full = pair.full;
    let sum = pair.opening() + pair.lead();
    let sum = sum + if left.end == End::Sentence { pair.behind_sentence() } else { pair.inside_sentence() };
    match sum > 0.0 {
        true if pair.is_field_of_list() || is_subtitle(layout.body(right)) => sum + W.field,
        true if full == Fullness::Unknown && pair.had_room() => sum + W.field,
        true if pair.begins_work() => sum + W.field,
        true if pair.is_below_list() => sum + W.below_list,
        false if pair.is_inside_entry() => sum + W.entry,
        false if pair.is_inside_numbered() => sum + W.entry,
        false if pair.is_inside_work() || pair.is_inside_keyed() => ALWAYS,
        false if pair.goes_on_in_short_list() => sum + W.item,
        _ => sum,
    }
}

/// More evidence than any sum has.
const NEVER: f32 = -9.0;
const ALWAYS: f32 = 9.0;

/// Two rows that follow each other, the left one the last of `block`.
struct Pair<'a> {
    layout: &'a Layout<'a>,
    signs: &'a Signs,
    block: &'a Open,
    left: &'a Row,
    right: &'a Row,
    full: Fullness,
    index: usize,
}

impl Pair<'_> {
    /// Evidence of a mark in front of the right row.
    fn opening(&self) -> f32 {
        let inside = self.full == Fullness::Full && matches!(self.left.end, End::Open | End::Particle);
        let prose = self.block.rows > 1 || self.layout.line(self.left).stops > 0;
        let listed = self.block.start == Start::Bullet || matches!(self.left.end, End::Sentence | End::Colon | End::Leaders);
        match self.right.start {
            Start::Plain => 0.0,
            // a bare number whose mark stands in the text above
            Start::Counter(Counter::Bare, ..) if self.right.note && !self.right.latin => 1.5 * W.opening,
            // ・ between two words, where the line was cut before it
            Start::Bullet if prose && !listed && parts_words(self.layout.body(self.right)) => W.middle_dot,
            // ①…、②… are counted in running sentences, too
            Start::Counter(Counter::Enclosed, ..) if inside => W.enclosed,
            Start::Counter(Counter::Bracketed, ..) if inside => W.bracketed,
            // `available at⏎https://…`
            Start::Address if self.left.latin && self.right.gap == 0 && self.left.end == End::Open => 0.0,
            // 図２　題: no sentence has such a space
            Start::Label if !self.right.latin && self.layout.body(self.right).contains('\u{3000}') => 2.0 * W.opening,
            // no English sentence has such lines inside: `Source: …`, `the⏎Figure 3 …`
            Start::Apparatus | Start::NoteMark(0) if self.left.latin && self.right.latin => 2.0 * W.opening,
            Start::Label if self.left.latin && self.right.latin => match end::leads_to_label(self.layout.body(self.left)) {
                // `as shown in⏎Figure 3.`
                true if self.right.gap == 0 && end::is_last_label(self.layout.body(self.right)) => 0.0,
                true => W.opening,
                false => 2.0 * W.opening,
            },
            // `and⏎Annex B. The roads`
            Start::Counter(Counter::Named, ..) if self.is_named_in_sentence() => 0.0,
            Start::Reference if self.full == Fullness::Full && self.left.end != End::Sentence => W.reference,
            _ => W.opening,
        }
    }

    fn lead(&self) -> f32 {
        match self.right.lead {
            Lead::Continues => W.continues,
            Lead::Leans => W.leans,
            Lead::Neutral => 0.0,
            Lead::Starts => W.starts,
        }
    }

    /// The left row ends a sentence: does its paragraph go on?
    fn behind_sentence(&self) -> f32 {
        let Pair { layout, signs, block, left, right, .. } = *self;
        let facts = &signs.facts;
        let begins = if right.lead == Lead::Starts { W.starts_sentence } else { 0.0 };
        if matches!(self.full, Fullness::Short | Fullness::Unknown) {
            let piece = right.gap == 0 && right.start == Start::Plain;
            return match facts.fragments() {
                Some(column) if piece && adds_up(layout, block.line, column, self.index) => begins + facts.paragraph() + 1.0,
                _ => begins + W.short_sentence,
            };
        }
        let likely = match self.full {
            Fullness::Full => 0.0,
            // paragraphs are parted otherwise
            _ if left.latin && block.start == Start::Plain && right.gap == 0 && facts.blank_parts() => 0.5 * W.likely_sentence,
            _ => W.likely_sentence,
        };
        let bracket = if block.balance > 0 { W.bracket_sentence } else { 0.0 };
        // prose would have filled this line or ended in it
        let title = if facts.fragments().is_none() && is_dead_end(layout, self.index) { W.dead_end } else { 0.0 };
        let body = if block.note && self.in_body_measure() { W.note_left } else { 0.0 };
        let cells = if has_cells(layout, right) { W.spread } else { 0.0 };
        begins
            + title
            + body
            + cells
            + self.habits()
            + likely
            + bracket
            + W.first_sentence * facts.first(right)
            + facts.indent(layout, right)
            + facts.tail(layout, self.index, self.full)
    }

    /// Whether a paragraph goes on behind a full line that ends a sentence, from
    /// how long the document's paragraphs are, what they begin with, and what
    /// stands between them.
    fn habits(&self) -> f32 {
        let Pair { layout, signs, block, left, right, .. } = *self;
        let facts = &signs.facts;
        let (length, gap, word) = (facts.paragraph(), facts.gap(right), layout.body(right));
        let room = left.column.width().filter(|_| !left.part).map_or(0, |column| column.saturating_sub(left.width).min(600));
        let sum = if left.latin { W.sentence_latin } else { W.sentence };
        let sum = sum + W.room * f32::from(u16::try_from(room).unwrap_or(600)) / 100.0;
        if left.latin {
            // notes seldom have a second paragraph of their own, or a long first one
            let length = if block.note { length.min(-0.4) } else { length };
            return sum + length + signs.starters.odds(word) + gap;
        }
        let note = if block.note { W.note_sentence } else { 0.0 };
        // blank lines elsewhere say less of lines that follow each other than of those they part
        let gap = if gap > 0.0 { W.gap * gap } else { gap };
        sum + note + W.length * length + W.habit * signs.starters.chances(word) + gap
    }

    /// The left row ends no sentence: is it a title, a cell, a caption, or the
    /// first half of something?
    fn inside_sentence(&self) -> f32 {
        let Pair { layout, signs, block, left, right, full, .. } = *self;
        let facts = &signs.facts;
        let (line, next) = (layout.line(left), layout.line(right));
        let mut sum = match left.end {
            // no title ends with `the`
            End::Open
                if left.latin
                    && right.gap == 0
                    && right.start == Start::Plain
                    && (class::is_latin(layout.last(left)) || layout.last(left) == '.') =>
            {
                W.open + 1.0
            }
            End::Open => W.open,
            End::Particle => W.particle,
            End::Colon => W.colon,
            _ => 0.0,
        };
        sum += facts.full(full) + signs.word(layout, left, right);
        // the lines of a note are not those of the body's column
        if !block.note {
            sum += facts.first(right) * if left.end == End::Plain { W.first_plain } else { W.first_open };
        }
        sum += W.gap * facts.gap(right) + W.indent * facts.indent(layout, right);
        // `…, as follows:⏎Scope of the Review`: the words above it are whole
        let below = left.end == End::Colon && right.latin && block.balance <= 0 && layout.first(right).is_uppercase();
        if below && is_dead_end(layout, self.index) {
            sum += W.dead_end;
        }
        let tail = facts.tail(layout, self.index, full);
        sum += match left.end {
            _ if has_cells(layout, left) || has_cells(layout, right) => tail.min(0.0),
            // a writer may break even a title here, but what goes on stands below
            End::Open => tail.max(W.open_tail),
            _ if !left.latin => tail.min(1.0),
            _ => tail,
        };
        // extractors cut lines where brackets are set close
        let close = class::is_opening(layout.first(right)) || class::is_closing(layout.last(left));
        if full == Fullness::Short && close {
            let body = !block.note && Small::of(left).is_none();
            sum += match facts.fragments().filter(|_| body) {
                // the pieces of a line are no longer than the line
                Some(column) if left.width.max(block.line) + right.width > column + 60 => -W.close_set,
                None if class::is_closing(layout.last(left))
                    && left.column.width().is_some_and(|column| left.width + right.width > column + 60) =>
                {
                    0.0
                }
                Some(_) if left.end == End::Plain && right.end != End::Sentence && class::is_opening(layout.first(right)) => {
                    2.0 * W.close_set
                }
                _ => W.close_set,
            };
        }
        // the text of a note ends with a full stop
        if block.note && full != Fullness::Short && layout.wrapped {
            sum += W.note;
        }
        if block.note && self.in_body_measure() {
            sum += W.note_left;
        }
        if block.balance > 0 {
            // `（手⏎引き）`: even a cell does not end in brackets
            let whole = block.balance + i32::from(next.balance) == 0 && class::is_closing(layout.last(right)) && right.gap == 0;
            sum += if next.balance < 0 { W.bracket_closed } else { W.bracket };
            sum += if whole && right.start == Start::Plain { W.bracket_whole } else { 0.0 };
        }
        sum += self.prose();
        // bylines and table rows are set with wide spaces
        if is_spread(layout, right) || is_spread(layout, left) {
            sum += W.spread;
        }
        if has_cells(layout, right) && has_cells(layout, left) {
            sum += W.spread;
        }
        if left.end != End::Open && self.is_bracketed_title() {
            sum += W.dead_end;
        }
        if right.gap > 0 && (facts.gap(right) < -1.0 && is_dead_end(layout, self.index) || self.is_lone_title()) {
            sum += W.dead_end;
        }
        // two lines alone between blank ones, where blank lines have a meaning
        let alone = left.gap > 0 && right.gap == 0 && layout.rows.get(self.index + 1).is_none_or(|after| after.gap > 0);
        if alone && block.rows == 1 && facts.blank_parts() {
            sum += W.alone;
        }
        // a reference or caption ends with its brackets closed
        let reference = matches!(block.start, Start::Apparatus | Start::Reference) && block.balance <= 0;
        let complete = class::is_closing(layout.last(left)) || class::is_digit(layout.last(left)) && layout.body(left).contains("p.");
        let refers =
            || block.start == Start::Reference || layout.rows.get(block.first).is_some_and(|row| layout.body(row).starts_with("参照"));
        let next = || right.start == Start::Plain && right.lead == Lead::Neutral && !right.latin && refers();
        if reference && (right.start == Start::Reference && (full != Fullness::Full || complete) || complete && next()) {
            sum += W.complete;
        }
        if full == Fullness::Unknown && self.runs_on() {
            sum += W.runs_on;
        }
        // in English, no name begins so
        if right.latin && left.end == End::Plain && end::begins_sentence(layout.body(right)) {
            sum += W.begins;
        }
        sum + self.title(line.stops)
    }

    /// Whether the right row fills the column of the body, which is narrower
    /// than that of the notes.
    fn in_body_measure(&self) -> bool {
        let notes = self.layout.small_columns[Small::Note as usize];
        matches!((notes, self.right.column), (Some(a), Column::Strong(b)) if b + 300 < a && self.right.width.abs_diff(b) <= 60)
    }

    /// Evidence of what the two rows are made of.
    fn prose(&self) -> f32 {
        let Pair { layout, block, left, full, .. } = *self;
        let line = layout.line(left);
        let before = line.stops > 0 || block.rows > 1;
        let mut sum = 0.0;
        // the quotation ends in the next line
        let quoted = block.balance > 0 && layout.line(self.right).balance < 0 && self.prose_follows();
        // lines of code, logs and tables look like cut sentences
        if !layout.wrapped && left.end != End::Open && (left.latin || !before && !quoted) {
            sum += W.line_unwrapped;
        }
        if !left.latin {
            sum += match (before, self.prose_follows()) {
                (true, true) => W.prose_both,
                (true, false) => W.prose_left,
                (false, true) => 0.0,
                (false, false) if full == Fullness::Full && self.goes_on_in_item() => 0.0,
                (false, false) if left.width > 1800 => W.prose_none_wide,
                (false, false) => W.prose_none,
            };
            // prose does not stop before a full stop
            if before && full == Fullness::Full {
                sum += W.prose_full;
            }
        }
        // where lines are not wrapped, prose that ends in the middle was cut
        let english = left.latin && left.width > 1700 && self.right.lead == Lead::Leans && class::is_latin(layout.last(left));
        let cut = line.periods > 0 || line.stops > 0 && matches!(left.end, End::Open | End::Particle) || english;
        // an item may end without a full stop
        let item = matches!(block.start, Start::Bullet | Start::Counter(..)) && matches!(self.right.lead, Lead::Neutral | Lead::Starts);
        // …（第5条関係）
        let closed = matches!(layout.last(left), '）' | ')') && matches!(self.right.lead, Lead::Neutral | Lead::Starts);
        if !layout.wrapped && !item && !closed && self.prose_follows() && left.width > 2000 && cut && left.end != End::Colon {
            sum += W.unwrapped;
        }
        sum
    }

    fn prose_follows(&self) -> bool {
        let (right, next) = (self.right, self.layout.line(self.right));
        next.stops > 0
            || right.end == End::Sentence
            || self.layout.is_family_name(right)
            || right.width > 1000 && matches!(right.end, End::Open | End::Particle)
    }
}

/// Whether the rows from `index` on fill up a print line of which `begun` is
/// there already.
fn adds_up(layout: &Layout<'_>, begun: u32, column: u32, index: usize) -> bool {
    let mut width = begun;
    for row in layout.rows.iter().skip(index).take(8) {
        width += row.width;
        if width + 40 >= column {
            return begun > 0 && width <= column + 40;
        }
    }
    false
}
