//! What decides by itself whether two rows belong together.

use super::heads::is_title_of_article;
use super::{ALWAYS, NEVER};
use crate::layout::credits::ends_caption;
use crate::layout::flow::Open;
use crate::layout::full::{Fullness, fullness};
use crate::layout::{Counter, End, Layout, Lead, Row, Start, end};
use crate::text::class;

/// The evidence of what needs no weighing.
pub(super) fn certainly(layout: &Layout<'_>, block: &Open, left: &Row, right: &Row, index: usize) -> Option<f32> {
    let markup = |row: &Row| matches!(row.start, Start::Markup | Start::Hashes(_));
    if markup(left) || markup(right) || left.end == End::Leaders {
        return Some(NEVER);
    }
    if right.part {
        return Some(ALWAYS);
    }
    if is_title_of_article(layout, index) {
        return Some(NEVER);
    }
    // 法令に基づく場合（※⏎1）
    let closes_mark = matches!(right.start, Start::Counter(Counter::HalfBracketed, ..)) && block.balance > 0;
    if right.gap == 0 && closes_mark && layout.body(left).ends_with(['※', '注', '（', '(']) {
        return Some(ALWAYS);
    }
    // a caption ends with its credit; in a line that is full it may be a sentence's
    let credited = class::is_closing(layout.last(left)) && ends_caption(layout.body(left));
    let full = || right.gap == 0 && !left.latin && left.start == Start::Plain && fullness(layout, left, right) == Fullness::Full;
    if credited && !matches!(right.lead, Lead::Leans | Lead::Continues) && !full() {
        return Some(NEVER);
    }
    // a bullet alone on its line
    if left.start == Start::Bullet && layout.line(left).chars == 1 && !right.start.opens_block() {
        return Some(ALWAYS);
    }
    if layout.is_family_name(left) && right.start == Start::Plain && class::is_kanji(layout.first(right)) && right.gap < 2 {
        return Some(ALWAYS);
    }
    // Table⏎1.6, pp.⏎33–47
    let numbered = matches!(right.start, Start::Counter(..) | Start::Number(_)) || right.start == Start::Plain;
    if left.latin && numbered && right.gap == 0 && class::is_digit(layout.first(right)) && end::wants_number(layout.body(left)) {
        return Some(ALWAYS);
    }
    // January⏎2026, 30⏎日（木）
    let listed = match right.start {
        Start::Plain => matches!(left.start, Start::Number(_) | Start::Label),
        Start::Counter(Counter::Bare, ..) => !matches!(left.start, Start::Plain | Start::Bullet),
        // `since⏎1998` in an item; elsewhere, years stand at the axes of figures
        Start::Number(year) => year < 1000 || !matches!(left.start, Start::Bullet | Start::Counter(..)),
        _ => true,
    };
    if right.gap == 0 && !listed && end::counts_on(layout.body(left), layout.body(right)) {
        return Some(ALWAYS);
    }
    // 平成⏎27年, 第三十条の二⏎第一項
    if right.gap == 0 && left.end == End::Plain && end::law_goes_on(layout.body(left), layout.body(right)) {
        return Some(ALWAYS);
    }
    if right.gap == 0 && !right.start.opens_block() && end::address_goes_on(layout.body(left), layout.body(right)) {
        return Some(ALWAYS);
    }
    if right.gap == 0
        && !right.kept
        && (end::mail_goes_on(layout.body(left), layout.body(right))
            || !right.note && layout.codes.was_torn(layout.text, layout.body(left), layout.body(right)))
    {
        return Some(ALWAYS);
    }
    // abil -⏎ity, or a dash
    if right.gap == 0
        && left.latin
        && right.start == Start::Plain
        && layout.first(right).is_ascii_lowercase()
        && layout.body(left).ends_with(" -")
    {
        return Some(ALWAYS);
    }
    // SM-⏎3, long-⏎term
    let goes_on = matches!(right.start, Start::Plain | Start::Counter(Counter::Bare, ..));
    if class::is_hyphen(layout.last(left))
        && end::hyphenates(layout.body(left))
        && goes_on
        && layout.first(right).is_ascii_alphanumeric()
        && right.gap == 0
    {
        return Some(ALWAYS);
    }
    (layout.last(left).is_ascii_graphic() && end::in_address(layout.body(left)) && class::is_japanese(layout.first(right))).then_some(NEVER)
}
