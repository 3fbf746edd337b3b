//! Lists without bullets, and what else the rows around a pair say of it: fields,
//! entries, rows that had room for more.

use super::Pair;
use super::shape::{is_field, is_spread};
use crate::layout::full::{Fullness, fullness};
use crate::layout::{Column, Counter, End, Lead, Row, Start, end};
use crate::text::class;

impl Pair<'_> {
    /// Whether the right row is one of several fields, each on its line.
    pub(super) fn is_field_of_list(&self) -> bool {
        let Pair { layout, block, left, right, index, .. } = *self;
        let may =
            matches!(right.lead, Lead::Neutral | Lead::Starts) && matches!(left.end, End::Plain | End::Sentence) && block.balance <= 0;
        let other = |row: usize| layout.rows.get(row).is_some_and(|row| is_field(layout.body(row)));
        may && is_field(layout.body(right)) && (other(block.first) || other(index + 1))
    }

    /// Whether the one row of the block is English and so much narrower than the
    /// rows around it that the capital of the next one would have had room.
    pub(super) fn had_room(&self) -> bool {
        let Pair { layout, block, left, right, index, .. } = *self;
        let near = layout.rows.iter().skip(index.saturating_sub(4)).take(8).map(|row| row.width).max().unwrap_or(0);
        let capital = right.latin && layout.first(right).is_uppercase() && block.balance <= 0;
        left.latin && block.rows == 1 && capital && (left.width + right.word.0) * 10 < near * 7
    }

    /// Whether an English sentence of a paragraph goes on where its line is as full as
    /// those around it, although others of the text hold more: they may be set smaller.
    pub(super) fn fills_paragraph(&self) -> bool {
        let Pair { layout, block, left, right, full, index, .. } = *self;
        let open = left.end == End::Plain && right.start == Start::Plain && right.gap == 0 && left.start == Start::Plain;
        if full == Fullness::Full || !open || !left.latin || !right.latin || left.width < 2000 || block.note {
            return false;
        }
        let body = layout.body(left);
        let goes_on = || layout.rows.get(index + 1).is_some_and(|next| next.gap == 0 && next.lead == Lead::Leans);
        let prose = right.width * 2 > left.width && (right.end == End::Sentence || goes_on());
        let above = block.last.checked_sub(1).and_then(|at| layout.rows.get(at)).filter(|_| block.rows > 1);
        let widest = above.map_or(0, |row| row.width).max(right.width);
        (block.rows > 1 || body.contains(". ") || end::begins_sentence(body)) && prose && left.width + right.word.0 > widest
    }

    /// Whether the right row names a place in the sentence of the left one, `and⏎Annex B.
    /// The roads`: no heading stands behind such a word, and a running head has no stop.
    pub(super) fn is_named_in_sentence(&self) -> bool {
        let Pair { layout, left, right, .. } = *self;
        let number = layout.body(right).split(' ').nth(1).unwrap_or("");
        let stop = number.ends_with([',', ';', ')']) || number.ends_with('.') && number.len() < layout.body(right).len();
        left.latin && left.end == End::Open && right.latin && right.gap == 0 && stop && end::leads_to_label(layout.body(left))
    }

    /// Whether the left row is English prose, and the right one is of its
    /// measure and goes on in the next.
    pub(super) fn runs_on(&self) -> bool {
        let Pair { layout, block, left, right, index, .. } = *self;
        let body = layout.body(left);
        let prose = || block.rows > 1 || end::begins_sentence(body) || body.contains(". ") || body.contains(", ");
        let next = layout.rows.get(index + 1).is_some_and(|next| next.gap == 0 && next.lead == Lead::Leans && next.latin);
        let measure = left.latin && right.latin && left.width > 1500 && left.width * 5 >= right.width * 4;
        right.gap == 0 && left.end == End::Plain && measure && next && prose()
    }

    /// Whether the block is an item with a bullet and the right row is as wide as
    /// the column, too, or has the next item below it.
    pub(super) fn goes_on_in_item(&self) -> bool {
        let Pair { layout, block, left, right, index, .. } = *self;
        let fills = |row: &Row| matches!(row.column, Column::Strong(w) if row.width.abs_diff(w) <= 40);
        let listed = || layout.rows.get(index + 1).is_some_and(|next| next.start == Start::Bullet && next.gap == right.gap);
        block.start == Start::Bullet && right.gap == 0 && (listed() || fills(left) && fills(right))
    }

    /// Whether text begins below a list: its items have no full stops and the text
    /// has, or what goes on an item is set further in.
    pub(super) fn is_below_list(&self) -> bool {
        let Pair { layout, block, left, right, .. } = *self;
        let item = matches!(block.start, Start::Bullet | Start::Counter(..)) && !block.note && block.balance <= 0;
        let begins = right.start == Start::Plain && matches!(right.lead, Lead::Neutral | Lead::Starts) && left.end == End::Plain;
        let mut letters = layout.body(right).chars();
        // no acronym, which stands anywhere
        let capital = letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(|c| c.is_lowercase() || c == ' ');
        if !item || !begins || right.latin && !capital {
            return false;
        }
        let out =
            block.items.hang && layout.rows.get(block.first).is_some_and(|first| layout.line(right).indent <= layout.line(first).indent);
        // in Japanese, any word may stand behind a full line
        let may = right.latin || self.full != Fullness::Full || right.lead == Lead::Starts;
        out || may && block.items.bare && !block.items.stopped && self.comes_to_stop()
    }

    /// Whether the right row and those that it goes on in end with a full stop.
    fn comes_to_stop(&self) -> bool {
        /// Rows that are looked at.
        const NEAR: usize = 6;
        let layout = self.layout;
        let mut rows = layout.rows.iter().skip(self.index).take(NEAR).peekable();
        while let Some(row) = rows.next() {
            let stops = layout.line(row).periods > 0 || row.latin && layout.body(row).contains(". ");
            if row.end == End::Sentence || stops {
                return true;
            }
            let Some(next) = rows.peek() else { return false };
            let full = fullness(layout, row, next);
            if next.start.opens_block() || next.gap > 0 || full == Fullness::Short || full == Fullness::Unknown && !row.latin {
                return false;
            }
        }
        false
    }

    /// Whether an item of a short list goes on: with a small letter or the like, or
    /// behind the widest line of its surroundings.
    pub(super) fn goes_on_in_short_list(&self) -> bool {
        /// Rows of the surroundings, on both sides.
        const NEAR: usize = 6;
        let Pair { layout, block, left, right, full, index, .. } = *self;
        let item = match block.start {
            Start::Bullet => true,
            Start::Counter(style, ..) => !matches!(style, Counter::Named | Counter::Decimal | Counter::Bare),
            _ => false,
        };
        let open = matches!(left.end, End::Plain | End::Particle | End::Open) && right.start == Start::Plain && right.gap == 0;
        if !item
            || !open
            || block.note
            || full != Fullness::Unknown
            || left.width < 1000
            || is_spread(layout, left)
            || is_spread(layout, right)
        {
            return false;
        }
        match right.lead {
            Lead::Leans | Lead::Continues => true,
            Lead::Neutral if !right.latin => {
                let near = layout.rows.iter().skip(index.saturating_sub(NEAR)).take(2 * NEAR);
                near.map(|row| row.width).max().is_some_and(|widest| left.width + right.word.0 > widest)
            }
            // a number that begins nothing
            Lead::Neutral => class::is_digit(layout.first(right)),
            Lead::Starts => false,
        }
    }

    /// Whether the right row stands between two entries of a list that counts on,
    /// `[3] …`: no title has such a mark.
    pub(super) fn is_inside_entry(&self) -> bool {
        /// Rows of the longest entry.
        const LONGEST: usize = 8;
        let Pair { layout, block, index, .. } = *self;
        let Start::Counter(Counter::Bracketed, value, _) = block.start else { return false };
        if !layout.rows.get(block.first).is_some_and(|first| layout.body(first).starts_with('[')) {
            return false;
        }
        let near = layout.rows.iter().skip(index).take(LONGEST).take_while(|row| row.gap == 0 && !row.page);
        let next = near.map(|row| row.start).find(|start| start.opens_block() && !matches!(start, Start::Address | Start::Number(_)));
        matches!(next, Some(Start::Counter(Counter::Bracketed, after, _)) if after == value + 1)
    }

    /// Whether the right row stands between two paragraphs of a long text of which each
    /// has its number, `(17) …`.
    pub(super) fn is_inside_numbered(&self) -> bool {
        /// Rows of the longest paragraph.
        const LONGEST: usize = 40;
        /// A list seldom counts so far.
        const LIST: u32 = 7;
        let Pair { layout, block, left, right, full, index, .. } = *self;
        let Start::Counter(Counter::Bracketed, value @ LIST.., _) = block.start else { return false };
        let full = matches!(full, Fullness::Full | Fullness::Likely) && left.end == End::Sentence;
        if !full || !left.latin || right.start != Start::Plain || right.gap > 0 || block.note {
            return false;
        }
        let near = layout.rows.iter().skip(index + 1).take(LONGEST).take_while(|row| row.gap == 0);
        let next = near.map(|row| row.start).find(|start| start.opens_block() && !matches!(start, Start::Address | Start::Number(_)));
        matches!(next, Some(Start::Counter(Counter::Bracketed, after, _)) if after == value + 1)
    }
}
