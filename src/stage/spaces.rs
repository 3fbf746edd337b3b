//! Spaces that the page never had.
//!
//! Extractors write a space where letters are set apart to justify a line, where
//! a line of the page ended, where a word processor shows two scripts apart, and
//! behind every line. Genuine spaces look the same: `## 見出し`, `1 背景`, table
//! cells, names. No space is judged alone: the line says whether it is prose,
//! the document says whether such spaces are its habit.

mod gap;
mod habit;
mod label;

use super::{LatinSpacing, Options};
use crate::text::{Cause, Edits, Line, Span, Text};
use gap::{Gap, Side, Width, gaps};
use habit::Habit;

const TRAILING: Cause = cause("spaces at a line end");
const LETTERS: Cause = cause("letters are set apart to fill the line");
const JAPANESE: Cause = cause("Japanese runs on without spaces");
const SCRIPTS: Cause = cause("Latin letters and digits stand close in Japanese text");
const JUSTIFIED: Cause = cause("words are set apart to fill the line");

const fn cause(reason: &'static str) -> Cause {
    Cause { stage: "spaces", reason }
}

/// Takes out spaces at line ends, in letter-spaced lines, between Japanese
/// letters, and (unless they are to stay) between Latin and Japanese ones.
#[must_use]
pub fn run(text: &Text, options: &Options) -> Edits {
    let mut edits = Edits::new();
    let mut gaps_of_line = Vec::new();
    let mut habit = None;
    let mut fence = Fence::default();
    for (index, line) in text.lines().iter().enumerate() {
        let trailing = if line.is_blank() { line.span } else { Span::new(line.body.end, line.span.end) };
        let body = text.slice(line.body);
        if fence.holds(body, text) || trailing.is_empty() && line.spaces == 0 {
            continue;
        }
        let habit = habit.get_or_insert_with(|| Habit::of(text));
        if is_code_or_table(line, text, habit) {
            continue;
        }
        if line.spaces > 0 {
            mend(body, line, habit, options, &mut gaps_of_line, &mut edits);
        }
        let next = text.lines().get(index + 1);
        if !trailing.is_empty() && !(habit.markdown && is_hard_break(text.slice(trailing), line, next)) {
            edits.delete(trailing, &TRAILING);
        }
    }
    edits
}

/// Whether the lines are inside a fenced code block (CommonMark 4.5).
#[derive(Default)]
struct Fence(Option<char>);

impl Fence {
    /// Whether `body` belongs to a fenced block; a fence that is never closed
    /// is none.
    fn holds(&mut self, body: &str, text: &Text) -> bool {
        let Some(mark) = ['`', '~'].into_iter().find(|&m| body.starts_with(m) && body.chars().take(3).filter(|&c| c == m).count() == 3)
        else {
            return self.0.is_some();
        };
        match self.0 {
            Some(open) if open == mark => self.0 = None,
            Some(_) => {}
            None => {
                let three = if mark == '`' { "\n```" } else { "\n~~~" };
                let at = body.as_ptr() as usize - text.as_str().as_ptr() as usize;
                if text.get(at..).is_some_and(|rest| rest.contains(three)) {
                    self.0 = Some(mark);
                }
            }
        }
        true
    }
}

/// A line whose spaces are its layout: a Markdown table, or indented code of a
/// Markdown document.
fn is_code_or_table(line: &Line, text: &Text, habit: &Habit) -> bool {
    let body = text.slice(line.body);
    body.starts_with('|') || body.contains(" | ") || habit.markdown && text.slice(line.span).starts_with(['\t', ' ']) && line.indent >= 4
}

/// Two spaces in front of a line that goes on (CommonMark 6.7).
fn is_hard_break(trailing: &str, line: &Line, next: Option<&Line>) -> bool {
    !line.is_blank() && trailing.len() > 1 && trailing.bytes().all(|b| b == b' ') && next.is_some_and(|n| !n.is_blank())
}

fn mend(body: &str, line: &Line, habit: &Habit, options: &Options, gaps_of_line: &mut Vec<Gap>, edits: &mut Edits) {
    let japanese = line.is_japanese();
    if !japanese && !body.contains("  ") {
        return;
    }
    let last = gaps(body, gaps_of_line);
    let at = |n: usize| line.body.start + u32::try_from(n).unwrap_or(u32::MAX);
    let span = |g: &Gap| Span::new(at(g.start), at(g.end));
    if !japanese {
        if is_justified(line, gaps_of_line) {
            for gap in gaps_of_line.iter().filter(|g| g.width == Width::Several) {
                edits.delete(Span::new(at(gap.start) + 1, at(gap.end)), &JUSTIFIED);
            }
        }
        return;
    }
    let label = label::end(body);
    let prose = Prose::of(body, line, habit);
    let spread = spread(gaps_of_line, last, prose);
    let cells = !spread
        && prose == Prose::No
        && gaps_of_line.iter().any(|g| label.is_none_or(|l| g.start > l) && g.left.is_japanese() && g.right.is_japanese());
    let tight = options.latin_spacing == LatinSpacing::Tight && habit.japanese && !cells;
    for (index, gap) in gaps_of_line.iter().enumerate() {
        let cause = match label {
            Some(end) if gap.start == end => None,
            // inside `第 1 節`, behind `##`
            Some(end) if gap.start < end => (tight && inside_label(gap)).then_some(&SCRIPTS),
            _ if gap.width == Width::Meant => None,
            _ if gap.width == Width::Several => {
                (prose != Prose::No && gap.left == Side::Stop && gap.end - gap.start == 2).then_some(&JAPANESE)
            }
            _ if spread && gap.left.is_japanese() && gap.right.is_japanese() => Some(&LETTERS),
            _ if apart(gaps_of_line, index, last, body) => Some(&LETTERS),
            _ if is_leftover(gap, prose, habit) => Some(&JAPANESE),
            _ => (tight && is_between_scripts(gap, body, prose, habit)).then_some(&SCRIPTS),
        };
        if let Some(cause) = cause {
            edits.delete(span(gap), cause);
        }
    }
}

/// Spaces that fill a line of Latin prose: never more than three together, and
/// many words.
fn is_justified(line: &Line, gaps_of_line: &[Gap]) -> bool {
    let widest = gaps_of_line.iter().map(|g| g.end - g.start).max().unwrap_or(0);
    let meant = gaps_of_line.iter().any(|g| g.width == Width::Meant);
    widest <= 3 && !meant && gaps_of_line.len() >= 5 && u32::from(line.latin) * 10 >= u32::from(line.chars - line.spaces) * 8
}

/// How much a line is running text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Prose {
    No,
    /// As long as a line of running text, or with kana enough for it.
    Maybe,
    /// It also has a comma or full stop.
    Yes,
}

impl Prose {
    fn of(body: &str, line: &Line, habit: &Habit) -> Prose {
        let (kana, japanese) = (u32::from(line.kana), u32::from(line.japanese));
        if japanese < 8 || kana * 5 < japanese {
            return Prose::No;
        }
        if body.contains(['、', '。', '，']) {
            return Prose::Yes;
        }
        let full = line.width.saturating_sub(line.spaces.into()) * 10 >= habit.width * 9 && habit.width >= 20;
        if full || japanese >= 12 { Prose::Maybe } else { Prose::No }
    }
}

/// Whether the whole line is set apart: its pieces are hardly longer than a
/// letter.
fn spread(gaps_of_line: &[Gap], last: usize, prose: Prose) -> bool {
    let ones = gaps_of_line.iter().filter(|g| g.width == Width::One && g.left.is_japanese() && g.right.is_japanese()).count();
    let letters: usize = gaps_of_line.iter().map(|g| g.token).sum::<usize>() + last;
    prose != Prose::No && ones >= 4 && letters * 2 <= (gaps_of_line.len() + 1) * 5
}

/// Whether a gap lies in a run of at least four single letters, hiragana among
/// them.
fn apart(gaps_of_line: &[Gap], index: usize, last: usize, body: &str) -> bool {
    let single = |i: usize| {
        let token = gaps_of_line.get(i).map_or(last, |g| g.token);
        let joined = i == 0 || gaps_of_line.get(i - 1).is_some_and(|g| g.width == Width::One);
        token == 1 && joined
    };
    // letter `i` stands in front of gap `i`
    const NEAR: usize = 64;
    let is_letter = |i: usize| {
        let side = gaps_of_line.get(i).map(|g| g.left).or_else(|| gaps_of_line.last().map(|g| g.right));
        single(i) && side.is_some_and(|s| matches!(s, Side::Hiragana | Side::Katakana | Side::Kanji))
    };
    if !is_letter(index) || !is_letter(index + 1) {
        return false;
    }
    let first = (index.saturating_sub(NEAR)..index).rev().take_while(|&i| is_letter(i)).last().unwrap_or(index);
    let end = (index + 1..=gaps_of_line.len().min(index + NEAR)).take_while(|&i| is_letter(i)).last().unwrap_or(index);
    let from = gaps_of_line.get(first).map_or(0, |g| g.start.saturating_sub(4));
    let to = gaps_of_line.get(end).map_or(body.len(), |g| g.start);
    let mut start = from;
    while !body.is_char_boundary(start) {
        start += 1;
    }
    end - first >= 3 && body.get(start..to).is_some_and(|t| t.contains(crate::text::class::is_hiragana))
}

fn inside_label(gap: &Gap) -> bool {
    gap.width == Width::One && matches!((gap.left, gap.right), (Side::Kanji, Side::Digit) | (Side::Digit, Side::Kanji))
}

/// A single space inside Japanese text that no writer set.
fn is_leftover(gap: &Gap, prose: Prose, habit: &Habit) -> bool {
    use Side::{Close, Hiragana, NarrowClose, NarrowOpen, Open, Stop};
    let pair = (gap.left, gap.right);
    match pair {
        // `（ PKO ）`, `もの 。`, `( 日米 )`
        (Open, r) | (NarrowOpen, r) if r.is_japanese() || gap.left == Open && r.is_narrow() => prose != Prose::No,
        (l, Stop | Close) if l.is_japanese() || l.is_narrow() => prose != Prose::No,
        (l, NarrowClose) if l.is_japanese() => prose != Prose::No,
        (l, r) if l.is_japanese() && r.is_japanese() => {
            let hiragana = u8::from(l == Hiragana) + u8::from(r == Hiragana);
            match prose {
                Prose::No => false,
                Prose::Maybe => hiragana == 2 || habit.leftovers,
                Prose::Yes => hiragana > 0 || l == Stop || habit.leftovers,
            }
        }
        _ => false,
    }
}

/// A single space between Latin letters or digits and Japanese ones, in a
/// document that sets them so.
fn is_between_scripts(gap: &Gap, body: &str, prose: Prose, habit: &Habit) -> bool {
    let (narrow, japanese) =
        (if gap.left.is_narrow() { gap.left } else { gap.right }, if gap.left.is_japanese() { gap.left } else { gap.right });
    if !narrow.is_narrow() || !japanese.is_japanese() {
        return false;
    }
    let opens = |s: &str| s.contains("://") || s.starts_with("www.") || s.contains('@');
    let before = body.get(..gap.start).and_then(|t| t.rsplit(' ').next()).unwrap_or_default();
    let after = body.get(gap.end..).and_then(|t| t.split(' ').next()).unwrap_or_default();
    if opens(before) || opens(after) {
        return false;
    }
    match narrow {
        Side::Digit => {
            // `… 2` at the end of a line is a displaced note number
            let at_end = gap.right == Side::Digit && after.len() < 3 && body.len() == gap.end + after.len();
            habit.digits && !(at_end && !habit.digits_always)
        }
        Side::NarrowStop => prose != Prose::No && habit.letters,
        Side::NarrowOpen | Side::NarrowClose => prose != Prose::No && (habit.letters || habit.leftovers),
        _ => habit.letters,
    }
}
