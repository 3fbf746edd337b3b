//! Headings that come twice.

use super::number::{self, Kind};
use super::{Head, STAGE, marks, part};
use crate::text::{Cause, Edits, Line, Span, Text, class, floor};

static ON_LINE: Cause = Cause { stage: STAGE, reason: "gives a heading twice on one line" };
static ON_LINES: Cause = Cause { stage: STAGE, reason: "gives a heading twice on two lines" };
static LETTERS: Cause = Cause { stage: STAGE, reason: "gives each letter twice" };
static TAB: Cause = Cause { stage: STAGE, reason: "has a tab behind its number" };

/// Pairs of letters that prove a line in which each is double.
const PAIRS: usize = 4;

/// `協協力力のの強強化化`: each letter twice, on the whole line.
pub(super) fn letters(body: &str, line: &Line, edits: &mut Edits) -> bool {
    let mut ahead = body.chars();
    if ahead.next() != ahead.next() {
        return false;
    }
    let mut doubles: Vec<(usize, usize)> = Vec::new();
    let mut kinds: Vec<char> = Vec::new();
    let mut gaps = 0;
    let mut chars = body.char_indices().filter(|(_, c)| !class::is_space(*c)).peekable();
    let mut end = 0;
    while let Some((start, c)) = chars.next() {
        let Some((second, _)) = chars.next_if(|(_, d)| *d == c) else { return false };
        gaps += usize::from(start > end);
        end = second + c.len_utf8();
        doubles.push((second, end));
        if c.is_alphabetic() {
            kinds.push(c);
        }
    }
    let pairs = kinds.len();
    kinds.sort_unstable();
    kinds.dedup();
    // `AA BB CC DD` are marks
    if pairs < PAIRS || kinds.len() * 2 < pairs.min(8) || gaps * 2 >= doubles.len() {
        return false;
    }
    for (start, end) in doubles {
        edits.delete(part(line, start, end), &LETTERS);
    }
    true
}

/// `1 題 題`, `第1節　題第1節　題`, `題題`.
pub(super) fn on_one_line(head: &Head<'_>, line: &Line, edits: &mut Edits) -> bool {
    let &Head { body, from, number } = head;
    let Some(whole) = body.get(from..) else { return false };
    let found = half(whole).filter(|h| is_heading(None, h)).map(|h| (from, None, h)).or_else(|| {
        let (kind, length) = number?;
        let rest = whole.get(length..)?;
        let title = rest.trim_start_matches(class::is_space);
        let half = half(title).filter(|h| is_heading(Some(kind), h))?;
        Some((from + length + rest.len() - title.len(), Some(from + length), half))
    });
    let Some((start, number, half)) = found else { return false };
    if let Some(number) = number {
        one_space(body, line, number, start, &ON_LINE, edits);
    }
    edits.delete(part(line, start + half.title.len(), body.len()), &ON_LINE);
    true
}

/// A text that is one text twice.
struct Half<'a> {
    title: &'a str,
    gap: &'a str,
}

fn half(text: &str) -> Option<Half<'_>> {
    // from the middle outwards: spaces first, then the halves must be the same
    let (left, right) = text.split_at(floor(text, text.len() / 2));
    let title = left.trim_end_matches(class::is_space);
    let again = right.trim_start_matches(class::is_space);
    let gap = text.get(title.len()..text.len() - again.len())?;
    (title == again && !title.is_empty()).then_some(Half { title, gap })
}

/// Whether chance, a word or a row of a table would repeat the text.
fn is_heading(number: Option<Kind>, half: &Half<'_>) -> bool {
    let title = half.title;
    if title.ends_with(class::is_sentence_end) || title.ends_with(['、', '，', ',', '|']) {
        return false;
    }
    let own = number::at_start(title);
    let bare = own.and_then(|(_, n)| title.get(n..)).unwrap_or(title);
    let letters = bare.chars().filter(|c| c.is_alphabetic()).count();
    let mut kinds: Vec<char> = bare.chars().filter(|c| c.is_alphabetic()).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let kind = number.or(own.map(|o| o.0));
    if matches!(kind, None | Some(Kind::Plain)) && !half.gap.contains('\t') && are_cells(bare, half.gap) {
        return false;
    }
    let needed = match (kind, half.gap) {
        (Some(Kind::Named), _) => 2,
        (Some(Kind::Decimal), _) => 3,
        (Some(Kind::Plain), gap) if gap.contains('\t') => 2,
        (Some(Kind::Plain), "") => 4,
        (None, "") => 5,
        (Some(Kind::Plain), _) => 6,
        (None, gap) if gap.contains('\t') => 8,
        (None, _) => 10,
    };
    letters >= needed
        && kinds.len() * 2 > needed.min(6)
        && title.chars().any(|c| class::is_kanji(c) || class::is_katakana(c) || class::is_latin(c))
}

/// Whether a text that stands twice may be columns of a table, each under the same words:
/// of several words with spaces between all of them, or Latin words that are not whole
/// titles, `Annual ReportAnnual Report`.
fn are_cells(title: &str, gap: &str) -> bool {
    let latin = title.starts_with(class::is_latin) && !title.contains("://");
    let ends = || title.starts_with(char::is_uppercase) && title.ends_with(char::is_alphanumeric);
    let words = title.contains(class::is_space);
    if gap.is_empty() { latin && !(words && ends()) } else { latin || words }
}

/// `1 \t題`: one space.
pub(super) fn tab(head: &Head<'_>, line: &Line, edits: &mut Edits) {
    let &Head { body, from, number } = head;
    let Some((_, length)) = number else { return };
    let Some(rest) = body.get(from + length..) else { return };
    let title = rest.trim_start_matches(class::is_space);
    let gap = rest.get(..rest.len() - title.len()).unwrap_or("");
    // a number and a tab alone can be a row of a table
    if gap.len() > 1 && !title.contains('\t') && title.chars().any(char::is_alphabetic) {
        one_space(body, line, from + length, from + length + gap.len(), &TAB, edits);
    }
}

fn one_space(body: &str, line: &Line, start: usize, end: usize, cause: &'static Cause, edits: &mut Edits) {
    if body.get(start..end).is_some_and(|gap| gap.contains('\t')) {
        edits.replace(part(line, start, end), " ", cause);
    }
}

/// The same heading on this line and the next; the index behind both.
pub(super) fn on_two_lines(text: &Text, index: usize, head: &Head<'_>, edits: &mut Edits) -> Option<usize> {
    let &Head { body, from, number } = head;
    let plain = body.get(from..)?;
    let (kind, length) = number.map_or((None, 0), |(k, n)| (Some(k), n));
    let title = plain.get(length..)?.trim_start_matches(class::is_space);
    let lines = text.lines();
    let (line, mut next) = (lines.get(index)?, index + 1);
    if lines.get(next).is_some_and(Line::is_blank) {
        next += 1;
    }
    let second = lines.get(next).filter(|l| !l.is_blank() && !l.page && !lines.get(next - 1).is_some_and(|l| l.page && l.is_blank()))?;
    let again = text.slice(second.body);
    let again = again.get(marks(again)..)?;
    let same = match kind {
        Some(Kind::Plain) => again == plain && has_letters(title, 4),
        Some(_) => (again == plain || again == title) && has_letters(title, 2),
        None => from > 0 && again == plain && has_letters(title, 2),
    };
    if !same || ends_in_stop(title) {
        return None;
    }
    // a third time: a table
    let more = lines.iter().skip(next + 1).take_while(|l| l.is_blank() || text.slice(l.body) == again).count();
    if lines.iter().skip(next + 1).take(more).any(|l| !l.is_blank()) {
        return Some(next + 1 + more);
    }
    edits.delete(Span::new(line.body.end, second.body.end), &ON_LINES);
    // the rest of a title of two lines: each of them came twice
    if let (Some(rest), Some(twin)) = (tail(text, next + 1), tail(text, next + 2))
        && text.slice(rest.body) == text.slice(twin.body)
        && tail(text, next + 3).is_none_or(|third| text.slice(third.body) != text.slice(rest.body))
    {
        edits.delete(Span::new(rest.body.end, twin.body.end), &ON_LINES);
        return Some(next + 3);
    }
    Some(next + 1)
}

/// A heading of two lines, and both again; the index behind them.
pub(super) fn on_four_lines(text: &Text, index: usize, head: &Head<'_>, edits: &mut Edits) -> Option<usize> {
    // two lines may be one record of a list, unless the number names a unit
    let (_, length) = head.number.filter(|(kind, _)| *kind == Kind::Named)?;
    let rest = tail(text, index + 1)?;
    let (again, twin) = (tail(text, index + 2)?, tail(text, index + 3)?);
    let same = text.slice(again.body) == head.body && text.slice(twin.body) == text.slice(rest.body);
    let title = head.body.get(head.from + length..)?;
    // a title comes twice, the items of a list or the cells of a table more often
    let third = tail(text, index + 4).is_some_and(|line| text.slice(line.body) == head.body)
        || index.checked_sub(1).and_then(|at| tail(text, at)).is_some_and(|line| text.slice(line.body) == text.slice(rest.body));
    if !same || !has_letters(title, 4) || third {
        return None;
    }
    edits.delete(Span::new(rest.body.end, twin.body.end), &ON_LINES);
    Some(index + 4)
}

/// The line, when it can be a line of a title that another begins.
fn tail(text: &Text, index: usize) -> Option<&Line> {
    let line = text.lines().get(index)?;
    let body = text.slice(line.body);
    (!line.is_blank() && !line.page && !ends_in_stop(body) && has_letters(body, 2)).then_some(line)
}

fn has_letters(body: &str, count: usize) -> bool {
    body.chars().filter(|c| c.is_alphabetic()).nth(count - 1).is_some()
}

/// Whether a text ends as a sentence or part of one does, and no title.
fn ends_in_stop(body: &str) -> bool {
    body.ends_with(class::is_sentence_end) || body.ends_with(['、', '，', ','])
}
