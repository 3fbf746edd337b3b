//! What decides by itself whether two rows belong together.

use super::heads::{is_title_in_capitals, is_title_of_article};
use super::{ALWAYS, NEVER, Signs};
use crate::layout::credits::ends_caption;
use crate::layout::flow::Open;
use crate::layout::full::{Fullness, fullness};
use crate::layout::{Column, Counter, End, Layout, Lead, Row, Start, end};
use crate::text::class;

/// The evidence of what needs no weighing.
pub(super) fn certainly(layout: &Layout<'_>, signs: &Signs, block: &Open, left: &Row, right: &Row, index: usize) -> Option<f32> {
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
    // （4.⏎89-4.90）
    let bracket = right.gap == 0 && block.balance > 0 && !left.latin;
    if bracket && tears_number(layout.body(left), layout.body(right)) && fullness(layout, left, right) != Fullness::Short {
        return Some(ALWAYS);
    }
    // a caption ends with its credit; in a line that is full it may be a sentence's
    let credited = class::is_closing(layout.last(left)) && ends_caption(layout.body(left));
    let full = || right.gap == 0 && !left.latin && left.start == Start::Plain && fullness(layout, left, right) == Fullness::Full;
    if credited && !matches!(right.lead, Lead::Leans | Lead::Continues) && !full() {
        return Some(NEVER);
    }
    if left.start == Start::Label && is_unit(layout.body(right)) {
        return Some(NEVER);
    }
    if is_speech(layout, block) && (layout.first(right) == '「' || ends_talk(layout, block, right)) {
        return Some(NEVER);
    }
    // a bullet alone on its line
    if left.start == Start::Bullet && layout.line(left).chars == 1 && !right.start.opens_block() {
        return Some(ALWAYS);
    }
    if layout.is_family_name(left) && right.start == Start::Plain && class::is_kanji(layout.first(right)) && right.gap < 2 {
        return Some(ALWAYS);
    }
    if right.gap == 0 && (is_counted_on(layout, left, right) || is_torn(layout, left, right)) {
        return Some(ALWAYS);
    }
    if are_cells(layout, signs, block, left, index) || is_title_in_capitals(layout, block, index) {
        return Some(NEVER);
    }
    if is_numbered_word(layout, block, left, right, index) {
        return Some(ALWAYS);
    }
    // SM-⏎3, long-⏎term; not the note `3 See …` below `govern-`
    let goes_on = match right.start {
        Start::Plain => true,
        Start::Counter(Counter::Bare, _, len) => {
            let text = layout.body(right).get(len.into()..).unwrap_or("");
            !end::divides(layout.body(left)) || !text.starts_with(char::is_uppercase)
        }
        _ => false,
    };
    if class::is_hyphen(layout.last(left))
        && end::hyphenates(layout.body(left))
        && goes_on
        && layout.first(right).is_ascii_alphanumeric()
        && right.gap == 0
    {
        return Some(ALWAYS);
    }
    let other = class::is_japanese(layout.first(right)) || matches!(layout.first(right), '（' | '「' | '『');
    (layout.last(left).is_ascii_graphic() && end::in_address(layout.body(left)) && other).then_some(NEVER)
}

/// Whether a place, a date or a quantity was cut, whose number or unit the right row
/// begins with.
fn is_counted_on(layout: &Layout<'_>, left: &Row, right: &Row) -> bool {
    let (before, after) = (layout.body(left), layout.body(right));
    let counted = matches!(right.start, Start::Plain | Start::Counter(..) | Start::Number(_));
    // Table⏎1.6, pp.⏎33–47
    if left.latin && counted && class::is_digit(layout.first(right)) && end::wants_number(before) {
        return true;
    }
    let listed = match right.start {
        Start::Plain => matches!(left.start, Start::Number(_) | Start::Label),
        Start::Counter(Counter::Bare, ..) => !matches!(left.start, Start::Plain | Start::Bullet),
        // `since⏎1998` in an item; elsewhere, years stand at the axes of figures
        Start::Number(year) => year < 1000 || !matches!(left.start, Start::Bullet | Start::Counter(..)),
        _ => true,
    };
    // January⏎2026, 30⏎日（木）
    !listed && end::counts_on(before, after)
        // 平成⏎27年, 第三十条の二⏎第一項
        || left.end == End::Plain && end::law_goes_on(before, after)
        // section⏎11 of
        || left.latin && !right.note && end::names_on(before, after)
}

/// Whether an English word was cut from its number, which stands behind it elsewhere in
/// the text, too: `at Level⏎2. The`; the number is none of a list.
fn is_numbered_word(layout: &Layout<'_>, block: &Open, left: &Row, right: &Row, index: usize) -> bool {
    /// Rows around the number in which the items of its list would stand.
    const NEAR: usize = 12;
    let Start::Counter(style @ (Counter::Dotted | Counter::Decimal), value, _) = right.start else { return false };
    let prose = || block.rows > 1 || layout.body(left).contains([',', ';', '.']);
    let sentence = || right.end == End::Sentence || right.width * 3 > left.width * 2;
    let counted = |row: &Row| matches!(row.start, Start::Counter(other, n, _) if other == style && n.abs_diff(value) <= 1);
    let near = || layout.rows.iter().enumerate().skip(index.saturating_sub(NEAR)).take(2 * NEAR);
    left.latin
        && right.gap == 0
        && matches!(left.end, End::Plain | End::Open)
        && fullness(layout, left, right) == Fullness::Full
        && prose()
        && sentence()
        && layout.codes.count_on(layout.text, layout.body(left), layout.body(right))
        && !near().any(|(at, row)| at != index && counted(row))
}

/// Whether an address, a number or a word was cut.
fn is_torn(layout: &Layout<'_>, left: &Row, right: &Row) -> bool {
    // most lines: what is torn here is not written in Japanese letters
    if class::is_japanese(layout.last(left)) && class::is_japanese(layout.first(right)) {
        return false;
    }
    let (before, after) = (layout.body(left), layout.body(right));
    let bare = matches!(right.start, Start::Plain | Start::Number(_) | Start::Counter(Counter::Bare, ..));
    let host = || right.start == Start::Address && before.ends_with("://");
    // 10,⏎000 and 201–⏎219, which no cells are: words stand in front of them
    let told = || layout.line(left).latin > 2 || layout.line(left).japanese > 2;
    (bare || host()) && end::address_goes_on(before, after)
        || bare
            && class::is_digit(layout.first(right))
            && !right.note
            && told()
            && (end::number_goes_on(before, after) || end::groups_follow(before, after))
        || !right.kept && end::mail_goes_on(before, after)
        || !right.kept && !right.note && layout.codes.was_torn(layout.text, before, after)
        || left.latin && right.start == Start::Plain && goes_on_behind_dash(before, after)
}

/// Whether a number with a point, or a range of them, was cut where a bracket closes
/// behind it; not `その1⏎1）`.
fn tears_number(before: &str, after: &str) -> bool {
    let rest = after.trim_start_matches(|c: char| class::is_digit(c) || matches!(c, '.' | '．' | '-' | '－' | '–'));
    let head = before.trim_end_matches(|c: char| class::is_digit(c) || matches!(c, '.' | '．'));
    let number = before.get(head.len()..).unwrap_or("");
    let pointed = number.starts_with(class::is_digit) && number.contains(['.', '．']);
    after.starts_with(class::is_digit) && rest.starts_with([')', '）']) && pointed
}

/// Whether a hyphen behind a space divides a word, `abil -⏎ity`, or is a dash; in the
/// cells of a table it stands behind numbers.
fn goes_on_behind_dash(before: &str, after: &str) -> bool {
    let words = before.strip_suffix(" -").is_some_and(|text| text.ends_with(class::is_latin));
    words && after.starts_with(|c: char| c.is_ascii_lowercase()) && !after.ends_with(" -")
}

/// `（万人）`, `（％）`: what the axis of a figure, or the cells of a table, count.
fn is_unit(body: &str) -> bool {
    let inner = body.strip_prefix(['（', '(']).and_then(|body| body.strip_suffix(['）', ')']));
    let counts = |c: char| class::is_counter(c) || matches!(c, '％' | '%' | '℃');
    inner.is_some_and(|unit| unit.chars().count() <= 4 && unit.ends_with(counts) && !unit.contains(class::is_digit))
}

/// Whether a block is what somebody says, from the first letter to the last: a
/// quoted sentence, not a quoted title, with which prose may begin as well.
pub(in crate::layout) fn is_speech(layout: &Layout<'_>, block: &Open) -> bool {
    let (Some(first), Some(last)) = (layout.rows.get(block.first), layout.rows.get(block.last)) else { return false };
    if layout.first(first) != '「' || layout.last(last) != '」' || block.balance > 0 || layout.line(first).chars <= 6 {
        return false;
    }
    let body = layout.body(last);
    let sentence = |c: char| class::is_hiragana(c) || matches!(c, '。' | '！' | '？' | '…' | '―');
    body.trim_end_matches('」').ends_with(sentence) && !body.contains("」「")
}

/// Whether somebody else spoke on the line before the block, and `right` does not
/// tell who it was.
fn ends_talk(layout: &Layout<'_>, block: &Open, right: &Row) -> bool {
    let before = block.first.checked_sub(1).and_then(|index| layout.rows.get(index));
    before.is_some_and(|row| layout.last(row) == '」' && layout.first(row) == '「')
        && !matches!(right.lead, Lead::Leans | Lead::Continues)
        && class::is_kanji(layout.first(right))
}

/// Whether the words of a figure, each on a line of its own, begin with row `index`
/// below a full line of English prose: they could all have stood on one line.
fn are_cells(layout: &Layout<'_>, signs: &Signs, block: &Open, left: &Row, index: usize) -> bool {
    let Column::Strong(column) = left.column else { return false };
    let [right, next, ..] = layout.rows.get(index..).unwrap_or_default() else { return false };
    let cell = |row: &Row| {
        let word = layout.first(row).is_uppercase() || class::is_digit(layout.first(row));
        row.end == End::Plain && row.width * 3 < column && word && layout.line(row).balance == 0
    };
    let prose = left.latin && left.end != End::Sentence && block.rows > 1 && !block.note && signs.facts.fragments().is_none();
    // one word above a label may be the last one of the sentence: `Ministry of⏎Defense`
    let words = right.start == Start::Plain && next.start != Start::Label;
    prose && left.width * 4 > column * 3 && words && next.gap == 0 && cell(right) && cell(next)
}
