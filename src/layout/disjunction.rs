//! The word `o` of Spanish, Italian and Portuguese: word processors have it for a
//! bullet, too.

use super::{End, Row, Start};
use crate::text::Text;

/// Rows with the word inside that show it to be one of the text's language.
const SHOWN: usize = 3;

/// Takes the bullets away that are the word, in a sentence that goes on.
pub(super) fn find(text: &Text, rows: &mut [Row]) {
    let begins = |row: &Row| row.start == Start::Bullet && row.body(text).starts_with("o ");
    let begun = rows.iter().filter(|row| begins(row)).count();
    if begun == 0 {
        return;
    }
    let inside = rows.iter().filter(|row| row.latin && row.body(text).get(1..).is_some_and(|body| body.contains(" o "))).count();
    if inside < SHOWN.max(begun) {
        return;
    }
    for at in 1..rows.len() {
        let [left, right] = [at - 1, at].map(|i| &rows[i]);
        // one under the other, they are a list
        let listed = || begins(left) || rows.get(at + 1).is_some_and(begins);
        let small = || right.body(text).trim_start_matches("o ").starts_with(char::is_lowercase);
        if begins(right) && right.gap == 0 && is_cut(left) && small() && !listed() {
            rows[at].start = Start::Plain;
        }
    }
}

/// Whether a row fills its column and ends no sentence.
fn is_cut(row: &Row) -> bool {
    /// Share of the column, in hundredths, that a ragged line fills.
    const FILLED: u32 = 80;
    let full = row.column.width().is_some_and(|column| row.width * 100 >= column * FILLED);
    row.latin && full && !matches!(row.end, End::Sentence | End::Colon | End::Leaders)
}
