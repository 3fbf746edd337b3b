//! What a line looks like by its brackets, marks and spaces.

use crate::layout::{Layout, Row};
use crate::text::class;

/// Whether a text begins with a middle dot that may stand between two words.
pub(super) fn parts_words(body: &str) -> bool {
    body.strip_prefix('・').is_some_and(|rest| !rest.starts_with(class::is_enclosed))
}

/// Whether a text begins with a round closing bracket.
pub(super) fn closes(body: &str) -> bool {
    body.starts_with(['）', ')'])
}

/// Whether a line is one pair of brackets with what they hold, a mark in front
/// aside; a quotation is not.
pub(super) fn is_enclosed(body: &str) -> bool {
    let inner = body.trim_start_matches(|c| matches!(c, '＊' | '*' | '※') || class::is_bullet(c) || class::is_space(c));
    let opens = inner.starts_with(|c: char| class::is_opening(c) && !matches!(c, '「' | '『' | '“' | '‘'));
    if !opens || !inner.ends_with(class::is_closing) {
        return false;
    }
    let mut depth = 0i32;
    let mut early = 0;
    for c in inner.chars() {
        early += i32::from(depth == 0);
        depth += i32::from(class::is_opening(c)) - i32::from(class::is_closing(c));
    }
    // nothing but the first bracket stands outside
    depth == 0 && early == 1
}

/// Whether a line has wide spaces inside, as bylines and the rows of tables have.
pub(super) fn is_spread(layout: &Layout<'_>, row: &Row) -> bool {
    layout.line(row).spaces > 1 && layout.body(row).matches('\u{3000}').nth(1).is_some() || has_cells(layout, row)
}

/// Whether a line of Japanese is a row of cells: several spaces stand inside, or a
/// mark in a column of its own at the end (`利用料金 ● ●`).
pub(super) fn has_cells(layout: &Layout<'_>, row: &Row) -> bool {
    let body = layout.body(row);
    let marked = || body.ends_with(['●', '○', '◯', '〇', '◎', '×', '△']) && body.matches(' ').nth(1).is_some();
    layout.line(row).spaces > 1 && !row.latin && (body.contains("   ") || marked())
}
