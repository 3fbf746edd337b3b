//! What speaks for and against a title, or an item, that ends with its line.

use super::Pair;
use super::shape::{is_enclosed, is_in_capitals};
use crate::layout::flow::{Open, is_barrier};
use crate::layout::full::{Fullness, fullness};
use crate::layout::weights::W;
use crate::layout::{Column, Counter, End, Layout, Lead, Row, Start, end};
use crate::text::class;

/// No title is wider, in hundredths of an em.
const TITLE: u32 = 2400;

impl Pair<'_> {
    /// Evidence of a title, caption or reference on the left, with text below.
    pub(super) fn title(&self, stops: u16) -> f32 {
        let Pair { layout, block, left, full, .. } = *self;
        let mut sum = 0.0;
        // a full line `Note: …` is of a sentence; one of sources goes on with a small letter
        let note = || layout.rows.get(block.first).is_some_and(|first| layout.body(first).starts_with("Note"));
        let goes_on = || self.right.lead == Lead::Leans || note();
        let told = block.start == Start::Apparatus && left.latin && full == Fullness::Full && goes_on();
        if matches!(block.start, Start::Label | Start::Apparatus | Start::Reference)
            && !told
            && block.balance <= 0
            && self.prose_follows()
            && left.end == End::Plain
        {
            sum += W.caption;
        } else if block.start == Start::Label && block.balance <= 0 && class::is_closing(layout.last(left)) && self.begins_short() {
            // a caption whose last bracket closes, and a title or cells of its figure
            sum += W.complete;
        }
        let counted = matches!(left.start, Start::Counter(..));
        let title = (counted || left.start == Start::Bullet) && !left.note && block.rows == 1 && stops == 0;
        // set in larger type, so its width says nothing
        let begun = block.rows == 1 || self.ends_title();
        let chapter = matches!(block.start, Start::Counter(Counter::Named | Counter::Decimal, ..)) && begun && stops == 0;
        let text_follows = self.text_follows();
        if chapter && text_follows && left.end == End::Plain {
            sum += W.chapter;
        } else if layout.japanese
            && title
            && text_follows
            && left.end == End::Plain
            && !(full == Fullness::Full && (self.is_listed() || self.right.lead == Lead::Leans || left.width > TITLE && self.tears_word()))
        {
            sum += if counted || class::is_closing(layout.last(left)) { W.title_counted } else { W.title };
        } else if self.is_apart() {
            sum += W.apart;
        } else if is_barrier(layout, left) && (full != Fullness::Full || self.prose_follows()) {
            sum += W.heading;
        }
        // 〈…の場合〉
        if block.rows == 1
            && left.end == End::Plain
            && matches!(self.right.lead, Lead::Neutral | Lead::Starts)
            && is_enclosed(layout.body(left))
        {
            sum += W.title_counted;
        }
        sum
    }

    /// Whether the left row had room, and the right one may begin something.
    fn begins_short(&self) -> bool {
        self.full != Fullness::Full && self.right.start == Start::Plain && matches!(self.right.lead, Lead::Neutral | Lead::Starts)
    }

    /// Whether the left row is the last one of a title over several, which ends early.
    fn ends_title(&self) -> bool {
        let Pair { layout, block, right, full, .. } = *self;
        let rows = layout.rows.get(block.first..=block.last).unwrap_or_default();
        let title = rows.len() <= 3 && rows.iter().all(|row| layout.line(row).stops == 0);
        title && full == Fullness::Short && self.begins_short() && !class::is_opening(layout.first(right))
    }

    /// Whether the letters on both sides are of one word elsewhere in the text.
    fn tears_word(&self) -> bool {
        let Pair { layout, signs, left, right, .. } = *self;
        let (before, after) = (layout.last(left), layout.first(right));
        class::is_kanji(before) && class::is_kanji(after) && signs.lexicon.knows(before, after) == Some(true)
    }

    /// Whether the left row is an item among items: one of its kind stands
    /// right above, or right below the other row.
    fn is_listed(&self) -> bool {
        let kind = |row: &Row| match row.start {
            Start::Counter(style, ..) => Some(Some(style)),
            Start::Bullet => Some(None),
            _ => None,
        };
        let rows = &self.layout.rows;
        let above = self.block.last.checked_sub(1).and_then(|at| rows.get(at)).filter(|row| row.end != End::Sentence);
        let below = rows.get(self.index + 1).filter(|_| self.right.end != End::Sentence);
        let own = kind(self.left);
        own.is_some() && [above, below].into_iter().flatten().any(|row| kind(row) == own)
    }

    /// Whether the right row is a title alone between blank lines that came into
    /// a sentence: what was cut in the middle does not end with it.
    pub(super) fn is_lone_title(&self) -> bool {
        let Pair { layout, left, right, full, index, .. } = *self;
        let next = layout.rows.get(index + 1);
        if right.gap == 0 || next.is_some_and(|next| next.gap == 0) || right.end != End::Plain || layout.line(right).stops > 0 {
            return false;
        }
        let goes_on = next.is_some_and(|next| matches!(next.lead, Lead::Leans | Lead::Continues));
        match left.end {
            End::Open if layout.wrapped && !goes_on => is_dead_end(layout, index),
            // where lines were joined before, a whole one without a full stop is no prose
            End::Open if !layout.wrapped => layout.japanese && right.width < TITLE && right.lead == Lead::Neutral && !goes_on,
            // the sentence goes on behind it
            End::Open | End::Particle | End::Plain => {
                let short = left.column.width().is_some_and(|column| right.width * 3 < column * 2);
                let room = next.is_some_and(|next| fullness(layout, right, next) == Fullness::Short);
                let begins = right.start == Start::Plain && right.lead == Lead::Neutral && !class::is_opening(layout.first(right));
                goes_on && short && room && full == Fullness::Full && begins
            }
            End::Sentence | End::Colon | End::Leaders => false,
        }
    }

    /// Whether the right row is a title in lenticular brackets, `【町の取組】`, with
    /// a list below it, or the first row of a longer one.
    pub(super) fn is_bracketed_title(&self) -> bool {
        let Pair { layout, right, index, .. } = *self;
        let listed = || layout.rows.get(index + 1).is_some_and(|next| next.start.opens_block());
        layout.first(right) == '【' && (!layout.body(right).contains('】') || layout.last(right) == '】' && listed())
    }

    /// Whether the text of a title begins with the right row.
    fn text_follows(&self) -> bool {
        let Pair { layout, right, index, .. } = *self;
        // the second line of a title is short
        if self.prose_follows() || matches!(right.column, Column::Strong(w) if right.width + 200 >= w) {
            return true;
        }
        let Some(next) = layout.rows.get(index + 1).filter(|next| next.gap == 0) else { return false };
        let begins = matches!(right.lead, Lead::Neutral | Lead::Starts);
        // the title of an article, （目的）⏎第一条
        let article = is_enclosed(layout.body(right)) && matches!(next.start, Start::Counter(..));
        let text = matches!(next.lead, Lead::Leans | Lead::Continues) || end::hyphenates(layout.body(right));
        begins && (text || article)
    }

    /// Whether an item or a numbered title of Latin text ends where it ends, and
    /// a blank line parts it from what begins with a capital, where blank lines
    /// part blocks.
    fn is_apart(&self) -> bool {
        let Pair { layout, signs, block, left, right, .. } = *self;
        let marked = matches!(block.start, Start::Bullet | Start::Counter(..)) && !block.note && block.balance <= 0;
        let parts = left.latin && right.gap > 0 && !right.page && signs.facts.blank_parts();
        marked && parts && left.end == End::Plain && !class::is_hyphen(layout.last(left)) && layout.first(right).is_uppercase()
    }
}

/// Whether row `index` is the title of the article of a law that begins below
/// it: `（目的）⏎第一条　この法律は`.
pub(super) fn is_title_of_article(layout: &Layout<'_>, index: usize) -> bool {
    let (Some(row), Some(next)) = (layout.rows.get(index), layout.rows.get(index + 1)) else { return false };
    let article = || layout.first(next) == '第' && matches!(next.start, Start::Counter(Counter::Bare, ..));
    matches!(layout.first(row), '（' | '(') && article() && is_enclosed(layout.body(row))
}

/// Whether a title in capitals stands on one side of the break before row `index`, and
/// prose on the other: above a line that begins with a small letter, or between a
/// sentence that was cut and the end of its page, or the other way round.
pub(super) fn is_title_in_capitals(layout: &Layout<'_>, block: &Open, index: usize) -> bool {
    let (Some(left), Some(right)) = (layout.rows.get(block.last), layout.rows.get(index)) else { return false };
    let title = |row: &Row| row.start == Start::Plain && row.end == End::Plain && is_in_capitals(layout.body(row));
    if right.latin && title(left) && layout.rows.get(block.first).is_some_and(title) {
        // `IT WAS THE BEST OF TIMES AND IT WAS⏎the age of wisdom`
        let open = || end::of(&layout.body(left).to_lowercase()) == End::Open;
        return right.start == Start::Plain && right.lead == Lead::Leans && !open();
    }
    // what fills its line begins a paragraph in capitals
    let short = || right.column.width().is_none_or(|column| right.width * 10 < column * 9);
    let apart = || right.page || layout.rows.get(index + 1).is_some_and(|next| next.page);
    left.latin && title(right) && short() && !is_in_capitals(layout.body(left)) && left.end != End::Sentence && apart()
}

/// Whether row `index` ends no sentence, could have held more, and is not
/// continued either: a title, not the rest of a sentence.
pub(super) fn is_dead_end(layout: &Layout<'_>, index: usize) -> bool {
    let Some(row) = layout.rows.get(index).filter(|row| row.end == End::Plain && layout.line(row).stops == 0) else { return false };
    match layout.rows.get(index + 1) {
        Some(next) => fullness(layout, row, next) == Fullness::Short && !matches!(next.lead, Lead::Leans | Lead::Continues),
        // 以　上
        None => row.column.width().is_some_and(|column| row.width * 2 < column),
    }
}
