//! Numbers at the start of a row that are no labels: they go on a sentence.

use rustc_hash::FxHashSet;

use super::end::lead;
use super::{Column, Counter, End, Lead, Row, Start};
use crate::text::{Text, class};

/// Numbers that go on a sentence are no labels: `…、法第⏎9 条及び…`, and behind
/// a full line `…の施設が⏎12 か所ある`, `fell to⏎15 per cent`.
pub(super) fn find(text: &Text, rows: &mut [Row]) {
    listed(text, rows);
    for at in 1..rows.len() {
        let [left, right] = [at - 1, at].map(|i| &rows[i]);
        let Start::Counter(style @ (Counter::Bare | Counter::Decimal | Counter::Dotted | Counter::Letter), value, len) = right.start else {
            continue;
        };
        let [before, body] = [left, right].map(|row| row.body(text));
        let Some(rest) = body.get(usize::from(len)..) else { continue };
        let is_quantity = match style {
            Counter::Letter => {
                // an item that the next one follows
                let item = ["; and", "; or"].iter().any(|end| before.ends_with(end));
                !item && is_initial(left, right, body, rest)
            }
            Counter::Bare | Counter::Decimal if rest.starts_with(['％', '%', '℃', '°', '‰']) => true,
            // notes at the foot of a page: `similar to⏎7 See …⏎8 See …`
            Counter::Bare if rest.starts_with(char::is_uppercase) && (counts_on(rows, at, value) || has_room(rows, at)) => false,
            Counter::Bare | Counter::Decimal if right.latin && left.latin => goes_on_in_latin(left, right, rest),
            _ if right.gap > 0 => false,
            _ => goes_on_in_japanese(style, before, left, right, rest),
        };
        if is_quantity {
            rows[at].start = Start::Plain;
        }
    }
}

/// Numbers of which several stand in a sentence, `について⏎25、町の`, `あり、⏎②山に`, are
/// no labels: no row begins with one near them.
fn listed(text: &Text, rows: &mut [Row]) {
    /// How far the numbers of a list are apart, where some of them are missing.
    const NEAR: u32 = 3;
    let counts = |row: &Row| match row.start {
        Start::Counter(style @ (Counter::Dotted | Counter::Enclosed), value, _) if value > 0 => Some((style, value)),
        _ => None,
    };
    let begun: FxHashSet<_> = rows.iter().filter_map(counts).collect();
    if begun.is_empty() {
        return;
    }
    for at in 1..rows.len() {
        let [left, right] = [at - 1, at].map(|i| &rows[i]);
        let Some((style, value)) = counts(right) else { continue };
        let told = style == Counter::Enclosed || mark(right.body(text)) == Some('、');
        let near = || (value.saturating_sub(NEAR)..=value.saturating_add(NEAR)).any(|n| n != value && begun.contains(&(style, n)));
        if told && value > 1 && is_inside(left, right) && !near() {
            rows[at].start = Start::Plain;
        }
    }
}

/// What stands behind the digits that a text begins with.
fn mark(body: &str) -> Option<char> {
    body.trim_start_matches(class::is_digit).chars().next()
}

/// Whether the right row stands right below a full line that ends no sentence.
fn is_inside(left: &Row, right: &Row) -> bool {
    let full = matches!(left.column, Column::Strong(w) if left.width + right.word.0 + 150 >= w);
    full && right.gap == 0 && !left.latin && matches!(left.end, End::Open | End::Particle)
}

/// Whether one of the next rows begins with the number behind `value`.
fn counts_on(rows: &[Row], at: usize, value: u32) -> bool {
    /// Rows of the longest note.
    const NEXT: usize = 6;
    let below = rows.iter().skip(at + 1).take(NEXT);
    below.map(|row| row.start).any(|start| matches!(start, Start::Counter(Counter::Bare, next, _) if next == value.saturating_add(1)))
}

/// Whether English prose goes on below a row that had room for more: it is none of its
/// lines, but stands between two, `2 Annual Report`.
fn has_room(rows: &[Row], at: usize) -> bool {
    let Some((row, next)) = rows.get(at).zip(rows.get(at + 1)) else { return false };
    let room = row.column.width().is_some_and(|column| row.width + next.word.0 + column / 10 < column);
    room && row.latin && next.latin && next.gap == 0 && next.lead == Lead::Leans && row.end == End::Plain
}

/// Whether a letter with a full stop is the initial of a name in the sentence of
/// the line before: `the view of⏎J. Smith`.
fn is_initial(left: &Row, right: &Row, body: &str, rest: &str) -> bool {
    let name = body.get(..2).is_some_and(|initial| initial.ends_with('.')) && rest.starts_with(|c: char| c.is_ascii_uppercase());
    let listed = matches!(left.start, Start::Counter(Counter::Letter, ..));
    name && !listed && right.gap == 0 && left.latin && left.end == End::Open
}

/// Whether a number and `rest` go on the Japanese sentence of the line before.
fn goes_on_in_japanese(style: Counter, before: &str, left: &Row, right: &Row, rest: &str) -> bool {
    let counted = rest.starts_with(class::is_counter);
    let full = matches!(left.column, Column::Strong(w) if left.width + 150 >= w);
    let open = matches!(left.end, End::Open | End::Particle) && full;
    // この⏎3 要素: what it speaks of follows
    let points = matches!(left.end, End::Particle) && ["この", "その", "次の"].iter().any(|word| before.ends_with(word));
    let goes_on = points && full && right.column == left.column;
    // 相談は延べ⏎322 件であった: no title goes on so behind its unit
    let clause = full && counted && left.end == End::Plain && rest.chars().nth(1).is_some_and(|c| class::is_hiragana(c) || c == '、');
    // 3 月⏎26 日, 別紙⏎1 を, 図⏎3.6 のように: nor does one begin so
    let date = || matches!(before.chars().next_back().zip(rest.chars().next()), Some(('年', '月') | ('月', '日')));
    let named = || before.ends_with(['図', '表', '式']) && lead(rest) == Lead::Leans;
    let torn = full && left.end != End::Sentence && (rest.starts_with('を') || date() || named());
    counted && (before.ends_with('第') || style == Counter::Bare && open) || style == Counter::Bare && (goes_on || clause) || torn
}

/// The same for a Latin one: `planted⏎4 rain gardens`, `on⏎23 June 2015`. Items
/// and titles begin with a capital letter, or the one before ends early.
fn goes_on_in_latin(left: &Row, right: &Row, rest: &str) -> bool {
    let full = left.column.width().is_some_and(|w| left.width + right.word.0 + w / 10 >= w);
    let small = rest.starts_with(|c: char| c.is_ascii_lowercase());
    // between bullets, no item begins so; 1 may be the first of those below one
    let listed = left.start == Start::Bullet && left.width > 800 && !matches!(left.column, Column::Strong(_));
    let inner = listed && !matches!(right.start, Start::Counter(_, 1, _)) && right.gap == 0;
    (full || inner && small)
        && match left.end {
            End::Open => true,
            End::Plain | End::Particle => small && !matches!(left.start, Start::Counter(..)),
            _ => false,
        }
}
