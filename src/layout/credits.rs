//! Captions without a label, told by the credit that they end with.
//!
//! The caption of a photograph is prose with full stops, and has no number. When
//! it cuts a sentence, nothing but its credit (`（写真提供：…）`, `(photo: …)`, a line
//! `Source: …`) shows that it is none of the sentence's lines.

use super::{Column, Counter, End, Lead, Row, Start};
use crate::text::{Text, class};

/// Rows of the longest caption.
const LONGEST: usize = 4;

/// Words that a credit in brackets begins with.
const CREDITS: [&str; 22] = [
    "©",
    "Courtesy",
    "Credit",
    "Image",
    "Images",
    "Photo",
    "Photograph",
    "Photos",
    "Source",
    "courtesy",
    "credit",
    "image",
    "photo",
    "photograph",
    "photos",
    "source",
    "写真",
    "出典",
    "出所",
    "提供",
    "撮影",
    "画像",
];

/// Makes captions of the rows with which they begin, and no counters of the
/// numbers with which the sentence goes on behind a caption.
pub(super) fn find(text: &Text, rows: &mut [Row]) {
    for at in 1..rows.len() {
        if is_remark(text, rows, at) {
            rows[at].start = Start::NoteMark(0);
            continue;
        }
        if !is_credit(text, rows, at) {
            if matches!(rows[at].start, Start::Counter(Counter::Bare, ..)) && is_quantity_below(text, rows, at) {
                rows[at].start = Start::Plain;
            }
            continue;
        }
        if rows.get(at + 1).is_some_and(|next| goes_on(text, next))
            && let Some(first) = first_row(text, rows, at)
            && let Some([row, rest @ ..]) = rows.get_mut(first..=at)
        {
            if row.start == Start::Plain {
                row.start = Start::Label;
            }
            rest.iter_mut().filter(|row| row.start == Start::Plain).for_each(|row| row.part = true);
        }
    }
}

/// Whether a remark to a figure or table begins in row `at`, `* Figures for 2019 are
/// estimates.`, and not an item: it stands alone in an English sentence that was cut.
fn is_remark(text: &Text, rows: &[Row], at: usize) -> bool {
    let (Some(left), Some(row)) = (rows.get(at - 1), rows.get(at)) else { return false };
    if row.start != Start::Bullet || !row.latin || row.kept || left.kept || !row.body(text).starts_with('*') {
        return false;
    }
    let cut = left.latin && matches!(left.end, End::Open | End::Plain) && left.start != Start::Bullet;
    let full = |next: &Row| matches!(left.column, Column::Strong(w) | Column::Weak(w) if left.width + next.word.0 + 300 >= w);
    let goes_on = |next: &&Row| next.latin && next.start == Start::Plain && next.lead == Lead::Leans;
    let rest = rows.get(at..).unwrap_or_default();
    let last = rest.iter().take(LONGEST).position(|row| row.end == End::Sentence);
    cut && last.and_then(|last| rest.get(last + 1)).filter(goes_on).is_some_and(full)
}

/// Whether a row ends with a credit in brackets, which may have begun in the row
/// before it, or is a line of sources.
fn is_credit(text: &Text, rows: &[Row], at: usize) -> bool {
    let Some(row) = rows.get(at) else { return false };
    if row.start == Start::Apparatus && row.latin {
        return true;
    }
    let Some(line) = text.lines().get(row.line as usize).filter(|line| class::is_closing(line.last)) else { return false };
    if line.balance < 0 {
        let above = at.checked_sub(1).and_then(|above| rows.get(above));
        return ends_in_credit(text.slice(line.body)) || above.is_some_and(|above| opens_credit(above.body(text)));
    }
    let apart = row.gap > 0 && rows.get(at + 1).is_some_and(|next| next.gap > 0);
    opens_credit(text.slice(line.body)) || (apart || has_room(rows, at)) && names_giver(text.slice(line.body))
}

/// Whether the first word of the next row would have fitted.
fn has_room(rows: &[Row], at: usize) -> bool {
    let Some((row, next)) = rows.get(at).zip(rows.get(at + 1)) else { return false };
    row.column.width().is_some_and(|column| row.width + next.word.0 + 200 < column)
}

/// Whether a text ends with a bracket that names who gave or took a picture:
/// `（国土環境省提供）`. In prose, too, something is given; but no line of prose ends
/// there that has room for more.
fn names_giver(body: &str) -> bool {
    let bracket = body.rfind(['（', '(']).and_then(|open| body.get(open..)).unwrap_or_default();
    let inner = bracket.trim_start_matches(class::is_opening).trim_end_matches(class::is_closing);
    let giver = ["提供", "撮影", "所蔵"].iter().find_map(|done| inner.strip_suffix(done));
    giver.is_some_and(|giver| {
        giver.chars().count() > 1 && !giver.chars().any(|c| class::is_hiragana(c) || class::is_sentence_end(c) || c == '、')
    })
}

/// Whether a text ends with a credit in brackets.
pub(super) fn ends_caption(body: &str) -> bool {
    body.ends_with(class::is_closing) && opens_credit(body)
}

/// Whether the last bracket that opens in a text is that of a credit.
fn opens_credit(body: &str) -> bool {
    let bracket = body.rfind(['（', '(', '［', '[']).and_then(|open| body.get(open..));
    bracket.is_some_and(|bracket| credits(bracket) || ends_in_credit(bracket))
}

/// Whether the last words of a bracket that was opened above are a credit: `…、京都
/// 写真提供：京都市）`.
fn ends_in_credit(body: &str) -> bool {
    body.rsplit_once(class::is_space).is_some_and(|(_, last)| credits(last))
}

/// Whether a bracket has one of [`CREDITS`] in front of a colon or the like.
fn credits(bracket: &str) -> bool {
    let inner = bracket.trim_start_matches(class::is_opening);
    let Some(word) = CREDITS.iter().rev().find(|word| inner.starts_with(**word)) else { return false };
    let rest = inner[word.len()..].trim_start_matches(|c| class::is_kanji(c) || class::is_space(c));
    let of = || word.to_ascii_lowercase().starts_with("courtesy") || word.to_ascii_lowercase().starts_with("photo");
    *word == "©" || rest.starts_with([':', '：']) || rest.starts_with("by ") || rest.starts_with("of ") && of()
}

/// Whether a row may go on a sentence that was cut.
fn goes_on(text: &Text, row: &Row) -> bool {
    match row.start {
        Start::Plain if row.latin => row.lead == Lead::Leans || row.body(text).starts_with(|c: char| c.is_ascii_digit()),
        Start::Plain => row.lead != Lead::Starts,
        Start::Counter(Counter::Bare, _, len) => row.body(text).get(len.into()..).is_some_and(counted),
        _ => false,
    }
}

/// Whether a text behind a number is what it counts.
fn counted(rest: &str) -> bool {
    rest.starts_with(|c: char| c.is_ascii_lowercase() || class::is_counter(c))
}

/// The first row of the caption with the credit in row `at`, where it stands in a
/// sentence: set apart by blank lines, or narrower than the sentence, or, in
/// Latin text, beginning with a capital.
fn first_row(text: &Text, rows: &[Row], at: usize) -> Option<usize> {
    let below = rows.get(at + 1)?;
    let mut narrow = None;
    for first in (at.saturating_sub(LONGEST - 1).max(1)..=at).rev() {
        let (left, row) = (rows.get(first - 1)?, rows.get(first)?);
        let plain = row.start == Start::Plain || first == at;
        if !plain || row.kept || row.hard || row.latin != left.latin {
            break;
        }
        let cut = !matches!(left.end, End::Sentence | End::Colon | End::Leaders);
        let begins = match row.lead {
            Lead::Neutral => !row.latin || row.body(text).starts_with(|c: char| c.is_uppercase()),
            Lead::Starts => true,
            Lead::Leans | Lead::Continues => false,
        };
        if row.gap > 0 && (below.gap > 0 || !row.page) {
            return (cut && begins && below.gap > 0).then_some(first);
        }
        let wide = matches!(left.column, Column::Strong(w) | Column::Weak(w) if left.width + row.word.0 + 150 >= w);
        if cut && begins && wide && (below.gap == 0 || below.page) {
            // the rows of a caption are narrower than the lines of the sentence, or wider in smaller type
            let inner = rows.get(first..at).unwrap_or_default();
            let narrower = inner.iter().all(|row| row.width + 300 < left.width);
            let wider = inner.iter().all(|row| row.width > left.width + 150 && !row.latin);
            if !inner.is_empty() && (narrower || wider) {
                return Some(first);
            }
            if row.latin && row.gap + below.gap == 0 || first == at && has_room(rows, at) {
                narrow = narrow.or(Some(first));
            }
        }
        if row.page {
            break;
        }
    }
    narrow
}

/// Whether a number goes on the sentence that a caption above it cut.
fn is_quantity_below(text: &Text, rows: &[Row], at: usize) -> bool {
    let Some(row) = rows.get(at).filter(|row| goes_on(text, row)) else { return false };
    let above = rows.get(at.saturating_sub(LONGEST)..at).unwrap_or_default();
    let Some(first) = above.iter().rposition(|row| matches!(row.start, Start::Label | Start::Apparatus)) else { return false };
    let first = at - (above.len() - first);
    let Some(left) = first.checked_sub(1).and_then(|left| rows.get(left)) else { return false };
    let full = matches!(left.column, Column::Strong(w) | Column::Weak(w) if left.width + row.word.0 + 300 >= w);
    full && left.start == Start::Plain && left.latin == row.latin && matches!(left.end, End::Open | End::Particle | End::Plain)
}
