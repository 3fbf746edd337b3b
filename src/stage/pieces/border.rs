//! Where a print line may have been cut, told by the characters on both sides.

use crate::layout::{Counter, End, Layout, Lead, Start};
use crate::text::class;

/// What stands between a row and the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Border {
    /// A block or a page ends.
    Block,
    /// A print line ends: no extractor would cut here.
    Line,
    /// A print line may have been cut here.
    Seam,
}

/// What stands in front of row `at`.
pub(super) fn border(layout: &Layout<'_>, at: usize) -> Border {
    let (Some(left), Some(right)) = (at.checked_sub(1).and_then(|i| layout.rows.get(i)), layout.rows.get(at)) else {
        return Border::Block;
    };
    if right.gap > 0 || right.page || left.end == End::Leaders {
        return Border::Block;
    }
    let (before, after) = (layout.body(left), layout.body(right));
    let dot = |body: &str| matches!(body, "・" | "･");
    // `…ことに、⏎2016⏎年に`, `…減らすこと、⏎②…`
    let counted = matches!(right.start, Start::Number(_) | Start::Counter(Counter::Enclosed, ..)) && before.ends_with(['、', '，']);
    if right.note || right.start.opens_block() && !dot(after) && !mark(layout, at) && !counted {
        return Border::Block;
    }
    let (Some(l), Some(r)) = (before.chars().next_back(), after.chars().next()) else { return Border::Block };
    let title = matches!(left.start, Start::Counter(..) | Start::Label | Start::Hashes(_) | Start::Apparatus);
    let on = matches!(right.lead, Lead::Continues | Lead::Leans) && !dot(after);
    // `ア）` on a line of its own numbers an item
    let item = layout.line(right).chars <= 3 && after.ends_with([')', '）']) && !class::is_closing(r) && layout.line(left).balance <= 0;
    if item || title && left.end != End::Open && !class::is_opening(r) && !on {
        Border::Line
    } else if left.end == End::Sentence && crate::layout::start::number(after).0.wrapping_sub(1) < 299 {
        // a note whose number stands close: `3本調査は`
        Border::Line
    } else if soft(l)
        || soft(r)
        || matches!(r, '：' | '；')
        || before == "："
        || mark(layout, at)
        || mark(layout, at - 1)
        || behind_mark(before, r)
    {
        Border::Seam
    } else {
        Border::Line
    }
}

/// What is half empty in print and may be squeezed: brackets, commas, stops.
pub(super) fn soft(c: char) -> bool {
    class::is_closing(c) || class::is_opening(c) || matches!(c, '、' | '。' | '，' | '．' | '・' | '･')
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

/// What stands in front of a number as long as that of a note, at the end of a text.
fn before_mark(text: &str) -> Option<&str> {
    let bare = text.trim_end_matches(|c: char| c.is_ascii_digit());
    matches!(text.len() - bare.len(), 1..=3).then_some(bare)
}

/// Whether a row ends with a note mark, a stop behind it or not: `開発した4。`
pub(super) fn ends_in_mark(body: &str) -> bool {
    let bare = before_mark(body.trim_end_matches(['、', '。', '，', '．']));
    bare.is_some_and(|bare| bare.ends_with(|c| class::is_kana(c) || class::is_kanji(c) || class::is_closing(c)))
}

/// Whether the left row ends with a note mark and the sentence goes on.
fn behind_mark(left: &str, right: char) -> bool {
    let marked = before_mark(left).is_some_and(|bare| bare.ends_with(class::is_japanese));
    goes_on(right) && (marked || left.ends_with(class::is_superscript_digit))
}
