//! Lists of works: where an entry begins, and what goes on it.

use super::Pair;
use crate::layout::{End, Layout, Row, Start, end};
use crate::text::class;

/// Rows of the longest entry.
const LONGEST: usize = 12;
/// Rows of the longest list of authors.
const AUTHORS: usize = 24;

impl Pair<'_> {
    /// Whether the right row begins another entry of a list of English works.
    pub(super) fn begins_work(&self) -> bool {
        let Pair { layout, block, left, right, index, .. } = *self;
        let keyed = |row: &Row| key(layout.body(row)).is_some();
        let listed = block.balance <= 0 && keyed(right) && layout.rows.get(block.first).is_some_and(keyed);
        let ends = || left.end == End::Sentence || end::ends_in_address(layout.body(left));
        right.latin && (listed || ends() && (end::is_source(layout.body(right)) || is_dated(layout, index)))
    }

    /// Whether the right row stands between two entries of a list of works that have keys,
    /// `[Hill15] J. Hill, …`: of three at least, and what stands there tells a work.
    pub(super) fn is_inside_keyed(&self) -> bool {
        let Pair { layout, block, left, right, index, .. } = *self;
        let key = |at: usize| layout.rows.get(at).and_then(|row| key(layout.body(row)));
        let Some(own) = key(block.first).filter(|_| left.latin && right.latin) else { return false };
        if !matches!(right.start, Start::Plain | Start::Address) || right.gap > 0 || right.page || key(index).is_some() {
            return false;
        }
        let goes_on = |at: &usize| layout.rows.get(*at).is_some_and(|row| !row.page && matches!(row.start, Start::Plain | Start::Address));
        let mut near = (index + 1..=index + LONGEST).take_while(goes_on);
        let Some((below, next)) = near.find_map(|at| Some((at, key(at)?))) else { return false };
        let other = |at: usize| key(at).is_some_and(|other| other != next && other != own);
        let listed = || (below + 1..=below + LONGEST).chain(block.first.saturating_sub(LONGEST)..block.first).any(other);
        let told = || layout.rows.iter().take(below).skip(block.first).take(2 * LONGEST).any(|row| tells_work(layout.body(row)));
        [own, next].iter().any(|key| key.contains(class::is_digit)) && told() && listed()
    }

    /// Whether the right row goes on an entry of a list of English works by author
    /// and year: it begins none, and another entry stands below, or it is where
    /// the work can be found.
    pub(super) fn is_inside_work(&self) -> bool {
        let Pair { layout, block, left, right, index, .. } = *self;
        if !left.latin || right.gap > 0 || right.page {
            return false;
        }
        let found = || right.start == Start::Address && layout.body(right).contains("://doi.org/") && left.start != Start::Address;
        let is_work = |row: usize| layout.rows.get(row).is_some_and(|row| row.latin && end::is_work(layout.body(row)));
        let begins = |row: usize| is_work(row) || is_dated(layout, row);
        if !begins(block.first) {
            return found() && left.end == End::Sentence;
        }
        let pages = || layout.body(right).chars().all(|c| class::is_digit(c) || matches!(c, '-' | '–' | '.' | ',' | ':' | '(' | ')'));
        let inside = (matches!(right.start, Start::Plain | Start::Address) || pages()) && !begins(index);
        // another year is that of an entry whose authors are no names of people
        let is_told = |row: usize| layout.rows.get(row).is_some_and(|row| layout.body(row).split(' ').any(is_year));
        let other = || (index..index + LONGEST).take_while(|&row| !begins(row)).any(is_told);
        if is_dated(layout, block.first) && (block.first..index).take(AUTHORS).any(is_told) && other() {
            return false;
        }
        let last = index + LONGEST;
        let near = layout.rows.iter().enumerate().take(last).skip(index + 1).take_while(|(_, row)| row.gap == 0 && !row.page);
        let listed = || near.map(|(at, _)| at).any(begins);
        inside && (found() || listed())
    }
}

/// The key in front of an entry of a list of works: `[Hill15] J. Hill`, `[SP 800-37]` alone.
fn key(body: &str) -> Option<&str> {
    const LONGEST: usize = 24;
    let (key, entry) = body.strip_prefix('[')?.split_once(']')?;
    let letters = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '+' | '.' | '/' | '_');
    let begins = |entry: &str| entry.starts_with(|c: char| c.is_uppercase() || matches!(c, '“' | '"' | '‘' | '—' | '–'));
    let named = key.contains(char::is_alphabetic) && (2..=LONGEST).contains(&key.len()) && key.chars().all(letters);
    (named && (entry.is_empty() || entry.strip_prefix(' ').map(str::trim_start).is_some_and(begins))).then_some(key)
}

/// Whether the authors of a work and its year begin with a row: `Anna Hill and Jo Reed.
/// 2020. Roads`.
fn is_dated(layout: &Layout<'_>, index: usize) -> bool {
    /// Words that are looked at.
    const WORDS: usize = 100;
    let (mut names, mut words, mut divided) = (0, 0, false);
    for row in layout.rows.iter().skip(index).take(AUTHORS) {
        let body = layout.body(row);
        if !row.latin || row.start != Start::Plain || names > 0 && row.gap > 0 {
            return false;
        }
        // Mar-⏎tinez
        let rest = if divided { body.trim_start_matches(|c: char| c.is_lowercase()) } else { body };
        for word in rest.split(' ').filter(|word| !matches!(*word, "" | "," | ".")) {
            if is_year(word) {
                return names > 1;
            }
            words += 1;
            if words > WORDS || !is_of_name(word) {
                return false;
            }
            names += usize::from(!word.starts_with(char::is_lowercase));
        }
        divided = body.ends_with('-');
    }
    false
}

/// Whether a row has what works are told by: a year, a title in quotation marks, an address.
fn tells_work(body: &str) -> bool {
    let year = |digits: &str| digits.len() == 4 && digits.starts_with(['1', '2']);
    body.contains(['“', '"']) || body.contains("://") || body.split(|c: char| !c.is_ascii_digit()).any(year)
}

/// `2020.`, `2020a.`
fn is_year(word: &str) -> bool {
    let year = word.strip_suffix('.').map(|year| year.trim_end_matches(|c: char| c.is_ascii_lowercase()));
    year.is_some_and(|year| year.len() == 4 && year.starts_with(['1', '2']) && year.bytes().all(|b| b.is_ascii_digit()))
}

/// Whether a word may stand in a list of names: `Anna`, `Hill,`, `J.`, `and`, `van`.
fn is_of_name(word: &str) -> bool {
    const SMALL: [&str; 12] = ["and", "et", "al.", "de", "del", "della", "den", "der", "la", "van", "von", "y"];
    let letters = word.trim_end_matches([',', '.']);
    // accents may stand in front of their letters
    let capital = letters.chars().find(|c| c.is_lowercase() || c.is_uppercase()).is_some_and(char::is_uppercase);
    let sign = |c: char| c.is_ascii_punctuation() && !matches!(c, '-' | '.' | '\'' | '`') || class::is_digit(c);
    SMALL.contains(&word) || word == "&" || capital && !letters.contains(sign)
}
