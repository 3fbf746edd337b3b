//! Lists without bullets, and what else the rows around a pair say of it: fields,
//! entries, rows that had room for more.

use super::Pair;
use super::shape::is_field;
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

    /// Whether the right row goes on an entry of a list of English works by author
    /// and year: it begins none, and another entry stands below, or it is where
    /// the work can be found.
    pub(super) fn is_inside_work(&self) -> bool {
        /// Rows of the longest entry.
        const LONGEST: usize = 12;
        let Pair { layout, block, left, right, index, .. } = *self;
        if !left.latin || right.gap > 0 || right.page {
            return false;
        }
        let found = || right.start == Start::Address && layout.body(right).contains("://doi.org/") && left.start != Start::Address;
        let begins = |row: usize| layout.rows.get(row).is_some_and(|row| row.latin && end::is_work(layout.body(row)));
        if !begins(block.first) {
            return found() && left.end == End::Sentence;
        }
        let pages = || layout.body(right).chars().all(|c| class::is_digit(c) || matches!(c, '-' | '–' | '.' | ',' | ':' | '(' | ')'));
        let inside = (matches!(right.start, Start::Plain | Start::Address) || pages()) && !begins(index);
        let last = index + LONGEST;
        let near = layout.rows.iter().enumerate().take(last).skip(index + 1).take_while(|(_, row)| row.gap == 0 && !row.page);
        let listed = || near.map(|(at, _)| at).any(begins);
        inside && (found() || listed())
    }
}
