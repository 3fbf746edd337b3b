//! What a line looks like by its brackets, marks and spaces.

use crate::layout::{End, Layout, Row};
use crate::text::class;

/// Whether a text begins with a middle dot that may stand between two words.
pub(super) fn parts_words(body: &str) -> bool {
    body.strip_prefix('・').is_some_and(|rest| !rest.starts_with(class::is_enclosed))
}

/// Whether a text begins with a closing bracket of a sentence.
pub(super) fn closes(body: &str) -> bool {
    body.starts_with(['）', ')', '」', '』'])
}

/// Whether a line is one pair of brackets with what they hold, a mark in front
/// aside; a quotation is not.
pub(super) fn is_enclosed(body: &str) -> bool {
    let inner = body.trim_start_matches(|c| matches!(c, '＊' | '*' | '※') || class::is_bullet(c) || class::is_space(c));
    if is_subtitle(body) {
        return true;
    }
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

/// Whether a line is a row of cells: several spaces stand inside, the words of
/// Japanese stand apart (`委員 山田太郎 北町市長`), or a mark or numbers stand in columns
/// of their own at the end (`利用料金 ● ●`).
pub(super) fn has_cells(layout: &Layout<'_>, row: &Row) -> bool {
    if layout.line(row).spaces < 2 {
        return false;
    }
    let body = layout.body(row);
    let marked = body.ends_with(['●', '○', '◯', '〇', '◎', '×', '△']) && body.matches(' ').nth(1).is_some();
    marked || ends_with_numbers(body) || !row.latin && (body.contains("   ") || row.end == End::Plain && has_gaps(body))
}

/// Whether words without hiragana stand apart at two places, or all the letters
/// of a title do.
fn has_gaps(body: &str) -> bool {
    let (mut gaps, mut shortest, mut longest, mut before) = (0, usize::MAX, 0, ' ');
    for cell in body.split(' ') {
        let mut letters = cell.chars();
        let Some(first) = letters.next() else { return false };
        if cell.contains(class::is_hiragana) {
            return false;
        }
        gaps += usize::from(class::is_japanese(before) && class::is_japanese(first));
        (shortest, longest) = (shortest.min(cell.len()), longest.max(cell.len()));
        before = letters.next_back().unwrap_or(first);
    }
    // what was set in vertical lines and read across has one or two in each
    let letter = '議'.len_utf8();
    gaps > 1 && shortest > letter && longest > 2 * letter || gaps > 2 && longest == letter
}

/// Whether a line ends with two numbers in columns of their own.
fn ends_with_numbers(body: &str) -> bool {
    let number = |cell: &str| {
        cell.contains(class::is_digit)
            && cell.chars().all(|c| class::is_digit(c) || matches!(c, '.' | ',' | '%' | '％' | '▲' | '△' | '-' | '－'))
    };
    let mut cells = body.rsplit(' ');
    let (Some(last), Some(before)) = (cells.next(), cells.next()) else { return false };
    // 25 000 is one number
    let digits = |cell: &str| cell.bytes().all(|b| b.is_ascii_digit());
    let grouped = last.len() == 3 && before.len() <= 3 && digits(last) && digits(before);
    body.ends_with(|c: char| class::is_digit(c) || matches!(c, '%' | '％')) && number(last) && number(before) && !grouped
}

/// Whether a line is a title below another one, `～夢と希望～`.
pub(super) fn is_subtitle(body: &str) -> bool {
    let mut letters = body.chars();
    matches!((letters.next(), letters.next_back()), (Some(a @ ('～' | '〜' | '―' | '—')), Some(b)) if a == b)
}

/// Whether a line begins with the name of a field and has its value behind a
/// colon (`Place: Room 4`, `電話：03-…`).
pub(super) fn is_field(body: &str) -> bool {
    const LONGEST: usize = 24;
    // the last bytes of both colons
    let near = body.as_bytes().get(..LONGEST * 3).unwrap_or(body.as_bytes());
    if memchr::memchr2(b':', 0x9A, near).is_none() {
        return false;
    }
    let Some((at, colon)) = body.char_indices().take(LONGEST).find(|(_, c)| matches!(c, ':' | '：')) else { return false };
    let (name, value) = (&body[..at], &body[at + colon.len_utf8()..]);
    let japanese = name.starts_with(class::is_japanese);
    let begins = japanese || name.starts_with(|c: char| c.is_uppercase());
    let named = name.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '\u{3000}' | '-' | '/' | '・' | '(' | ')' | '（' | '）'));
    // not 10:30 and not https://
    let valued = if japanese || colon == '：' { !value.starts_with(['/', '／']) } else { value.starts_with(' ') };
    begins && named && valued && !value.trim_start().is_empty() && !name.ends_with(class::is_digit)
}

/// Whether a text is two words or more of capital letters only.
pub(in crate::layout) fn is_in_capitals(body: &str) -> bool {
    /// Letters of two acronyms.
    const LETTERS: usize = 12;
    body.contains(' ') && !body.contains(char::is_lowercase) && body.chars().filter(char::is_ascii_uppercase).count() >= LETTERS
}
