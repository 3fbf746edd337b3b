//! Spaces that the page never had.
//!
//! Extractors write a space where letters are set apart to justify a line, where
//! a line of the page ended, where a word processor shows two scripts apart, and
//! behind every line. Genuine spaces look the same: `## 見出し`, `1 背景`, table
//! cells, names. No space is judged alone: the line says whether it is prose,
//! the document says whether such spaces are its habit.

mod gap;
mod gutter;
mod habit;
mod label;
mod torn;

use super::{LatinSpacing, Options};
use crate::layout;
use crate::text::{Cause, Edits, Line, Span, Text, class};
use gap::{Gap, Side, Width, gaps, is_ordinary};
use habit::Habit;
use label::Label;

const TRAILING: Cause = cause("spaces at a line end");
const LETTERS: Cause = cause("letters are set apart to fill the line");
const JAPANESE: Cause = cause("Japanese runs on without spaces");
const SCRIPTS: Cause = cause("Latin letters and digits stand close in Japanese text");
const GUTTER: Cause = cause("the gap between the lines of two columns");
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
    let mut words = None;
    let column = gutter::column(text);
    // the last of the lines in a row that are two each, and its gap
    let mut last = (0, Span::empty(0));
    for (index, line) in text.lines().iter().enumerate() {
        let trailing = if line.is_blank() { line.span } else { Span::new(line.body.end, line.span.end) };
        if trailing.is_empty() && line.spaces == 0 {
            continue;
        }
        let habit = habit.get_or_insert_with(|| Habit::of(text));
        if is_code_or_table(line, text, habit) {
            continue;
        }
        let gutter = column.filter(|_| !habit.markdown).and_then(|column| gutter::find(text, line, column));
        if let (Some(gutter), Some(column)) = (gutter, column) {
            if last.0 < index || last.1.is_empty() {
                last = gutter::last(text, index, gutter, column);
            }
            // the lines of the left column first
            if last.0 > index {
                edits.delete(gutter, &GUTTER);
                edits.relocate(Span::new(gutter.end, line.body.end), last.1.start, "\n", &GUTTER);
            } else {
                edits.replace(gutter, "\n", &GUTTER);
            }
        } else if line.spaces > 0 && !line.is_japanese() && !text.slice(line.body).contains("  ") {
            torn::mend(text, line, &mut words, &mut edits);
        } else if line.spaces > 0 {
            mend(text, line, habit, options, &mut gaps_of_line, &mut edits);
        }
        let next = text.lines().get(index + 1);
        let meant = habit.markdown && is_hard_break(text.slice(trailing), line, next);
        if !trailing.is_empty() && !meant && !parts_name(text, line, trailing) {
            edits.delete(trailing, &TRAILING);
        }
    }
    edits
}

/// A line whose spaces are its layout: a Markdown table, or indented code of a
/// Markdown document.
fn is_code_or_table(line: &Line, text: &Text, habit: &Habit) -> bool {
    let body = text.slice(line.body);
    body.starts_with('|')
        || body.contains('|') && body.contains(" | ")
        || habit.markdown && text.slice(line.span).starts_with(['\t', ' ']) && line.indent >= 4
}

/// An ideographic space behind a few kanji: family and given name, cut apart
/// where a reading stood over them. The stages that join the name need it.
fn parts_name(text: &Text, line: &Line, trailing: Span) -> bool {
    line.chars > 0 && line.chars <= 4 && text.slice(trailing) == "\u{3000}" && text.slice(line.body).chars().all(class::is_kanji)
}

/// Two spaces in front of a line that goes on (CommonMark 6.7).
fn is_hard_break(trailing: &str, line: &Line, next: Option<&Line>) -> bool {
    !line.is_blank() && trailing.len() > 1 && trailing.bytes().all(|b| b == b' ') && next.is_some_and(|n| !n.is_blank())
}

fn mend(text: &Text, line: &Line, habit: &Habit, options: &Options, gaps_of_line: &mut Vec<Gap>, edits: &mut Edits) {
    let body = text.slice(line.body);
    let japanese = line.is_japanese();
    let last = gaps(body, gaps_of_line);
    let at = |n: usize| line.body.start + u32::try_from(n).unwrap_or(u32::MAX);
    let span = |g: &Gap| Span::new(at(g.start), at(g.end));
    if !japanese {
        let justified = is_justified(line, gaps_of_line);
        for gap in gaps_of_line.iter().filter(|g| justified && g.width == Width::Several) {
            edits.replace(span(gap), " ", &JUSTIFIED);
        }
        return;
    }
    let label = label::find(body);
    let prose = Prose::of(body, line, habit);
    let spread = spread(gaps_of_line, last, prose) || is_spaced_title(text, body, gaps_of_line, last);
    let look = Look { body, gaps: gaps_of_line, last, labelled: label.is_some(), prose, habit };
    let tight = options.latin_spacing == LatinSpacing::Tight && habit.japanese && (spread || !look.has_cells(label));
    for (index, gap) in gaps_of_line.iter().enumerate() {
        let cause = match label {
            Some(l) if gap.start <= l.end => {
                let inside = l.inner.0 <= gap.start && gap.start < l.inner.1;
                (tight && inside && gap.width == Width::One).then_some(&SCRIPTS)
            }
            _ if gap.width == Width::Meant => None,
            _ if gap.width == Width::Several => {
                (prose != Prose::No && gap.left == Side::Stop && gap.end - gap.start == 2).then_some(&JAPANESE)
            }
            _ if spread && (gap.left.is_japanese() || gap.right.is_japanese() || gap.left == Side::WideLatin && gap.right == gap.left) => {
                Some(&LETTERS)
            }
            _ if look.is_apart(index) => Some(&LETTERS),
            _ if look.is_leftover(gap) => Some(&JAPANESE),
            _ => (tight && look.is_between_scripts(index, gap)).then_some(&SCRIPTS),
        };
        if let Some(cause) = cause {
            edits.delete(span(gap), cause);
        }
    }
}

/// Spaces that fill a line of Latin prose: many words, several gaps, none of
/// more than three spaces. A single one parts a heading from its text, or a
/// number from its line.
fn is_justified(line: &Line, gaps_of_line: &[Gap]) -> bool {
    let wide = || gaps_of_line.iter().filter(|g| g.width != Width::One);
    wide().all(|g| g.width == Width::Several && g.end - g.start <= 3)
        && wide().count() >= 2
        && gaps_of_line.len() >= 5
        && u32::from(line.latin) * 10 >= u32::from(line.chars.saturating_sub(line.spaces)) * 8
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
    // `独 自 の Ａ Ｉ 技 術`, where kana are too few for prose
    let single = last == 1 && gaps_of_line.len() >= 7 && gaps_of_line.iter().all(|g| g.token == 1 && g.width == Width::One);
    if single && gaps_of_line.iter().any(|g| g.left == Side::Hiragana) {
        return true;
    }
    let ones = gaps_of_line.iter().filter(|g| g.width == Width::One && g.left.is_japanese() && g.right.is_japanese()).count();
    let letters: usize = gaps_of_line.iter().map(|g| g.token).sum::<usize>() + last;
    prose != Prose::No && ones >= 4 && letters * 2 <= (gaps_of_line.len() + 1) * 5
}

/// Whether a line has single letters alone, most of them kanji, and these are
/// words (`防 災 対 策 会 議`), not the heads of columns (`月 火 水 木`).
fn is_spaced_title(text: &Text, body: &str, gaps_of_line: &[Gap], last: usize) -> bool {
    if last != 1 || gaps_of_line.len() < 3 || gaps_of_line.iter().any(|gap| gap.token != 1) {
        return false;
    }
    let letters: Vec<char> = body.chars().filter(|&c| !class::is_space(c)).collect();
    let kanji = letters.iter().filter(|&&c| class::is_kanji(c)).count();
    kanji * 2 > letters.len() && layout::are_words(text, &letters)
}

/// One line under the eye.
struct Look<'a> {
    body: &'a str,
    gaps: &'a [Gap],
    /// Characters behind the last gap.
    last: usize,
    /// It starts with a label.
    labelled: bool,
    prose: Prose,
    habit: &'a Habit,
}

impl Look<'_> {
    /// Whether the piece in front of gap `index` (or, at the end, behind the
    /// last gap) is one letter that stands apart by one space.
    fn is_lone_letter(&self, index: usize) -> bool {
        let (token, side) = match self.gaps.get(index) {
            Some(gap) => (gap.token, Some(gap.left)),
            None => (self.last, self.gaps.last().map(|g| g.right)),
        };
        let joined = index == 0 || self.gaps.get(index - 1).is_some_and(|g| g.width == Width::One);
        token == 1 && joined && matches!(side, Some(Side::Hiragana | Side::Katakana | Side::Kanji))
    }

    /// Whether a gap lies in a run of at least four single letters, hiragana
    /// among them.
    fn is_apart(&self, index: usize) -> bool {
        const FAR: usize = 64;
        if !self.is_lone_letter(index) || !self.is_lone_letter(index + 1) {
            return false;
        }
        let back = (index.saturating_sub(FAR)..index).rev().take_while(|&i| self.is_lone_letter(i)).count();
        let ahead = (index + 1..index + FAR).take_while(|&i| i <= self.gaps.len() && self.is_lone_letter(i)).count();
        let first = index - back;
        let hiragana = |i: usize| self.gaps.get(i).map_or(self.gaps.last().map(|g| g.right), |g| Some(g.left)) == Some(Side::Hiragana);
        back + ahead >= 3 && (first..=index + ahead).any(hiragana)
    }

    /// Whether pieces of Japanese stand side by side, as in a row of a table.
    fn has_cells(&self, label: Option<Label>) -> bool {
        let between = |g: &Gap| label.is_none_or(|l| g.start > l.end) && g.left.is_japanese() && g.right.is_japanese();
        self.prose == Prose::No && self.gaps.iter().enumerate().any(|(i, g)| between(g) && !self.is_apart(i))
    }

    /// A single space inside Japanese text that no writer set.
    fn is_leftover(&self, gap: &Gap) -> bool {
        use Side::{Close, Hiragana, NarrowClose, NarrowOpen, Open, Stop};
        match (gap.left, gap.right) {
            // `（ PKO ）`, `もの 。`, `( 日米 )`
            (Open, r) if r.is_japanese() || r.is_narrow() => self.prose != Prose::No,
            (NarrowOpen, r) if r.is_japanese() => self.prose != Prose::No,
            // `75 ％`
            (Side::Digit, Side::Digit) => self.starts_with(gap, &['％', '℃']),
            // the mark of a note: `した *2。`
            (l, Side::Other) if l.is_japanese() => self.prose != Prose::No && self.calls_note(gap),
            (l, Stop | Close) if l.is_japanese() || l.is_narrow() => self.prose != Prose::No,
            (l, NarrowClose) if l.is_japanese() => self.prose != Prose::No,
            // `Ｌ Ｌ Ｍ`
            (Side::WideLatin, Side::WideLatin) => {
                self.prose != Prose::No
                    && self.body.get(..gap.start).and_then(|t| t.chars().rev().nth(1)).map(Side::of) != Some(Side::WideLatin)
            }
            (l, r) if l.is_japanese() && r.is_japanese() => {
                if self.prose != Prose::No && self.is_split_word(gap) {
                    return true;
                }
                let hiragana = u8::from(l == Hiragana) + u8::from(r == Hiragana);
                match self.prose {
                    Prose::No => false,
                    Prose::Maybe => hiragana == 2 || self.habit.leftovers,
                    Prose::Yes => hiragana > 0 || l == Stop || self.habit.leftovers,
                }
            }
            _ => false,
        }
    }

    /// A word of two kanji in a phrase (`これは橋 梁を`): its readings, set apart
    /// over each kanji, left a space between them.
    fn is_split_word(&self, gap: &Gap) -> bool {
        let second = |mut letters: &mut dyn Iterator<Item = char>| (&mut letters).filter(|&c| !is_ordinary(c)).nth(1).map(Side::of);
        let before = self.body.get(..gap.start).and_then(|t| second(&mut t.chars().rev()));
        let after = self.body.get(gap.end..).and_then(|t| second(&mut t.chars()));
        (gap.left, gap.right) == (Side::Kanji, Side::Kanji)
            && before == Some(Side::Hiragana)
            && matches!(after, Some(Side::Hiragana | Side::Stop))
    }

    /// A single space between Latin letters or digits and Japanese ones: inside
    /// a phrase, or in a document that sets them so.
    fn is_between_scripts(&self, index: usize, gap: &Gap) -> bool {
        let (narrow, japanese) = match (gap.left, gap.right) {
            (l, r) if l.is_narrow() && r.is_japanese() => (l, r),
            (l, r) if l.is_japanese() && r.is_narrow() => (r, l),
            (Side::Latin, Side::NarrowOpen) if self.opens_japanese(gap) => (Side::NarrowOpen, Side::Kanji),
            _ => return false,
        };
        let is_address = |s: &str| s.contains("://") || s.starts_with("www.") || s.contains('@');
        let from = index.checked_sub(1).and_then(|i| self.gaps.get(i)).map_or(0, |g| g.end);
        let to = self.gaps.get(index + 1).map_or(self.body.len(), |g| g.start);
        let before = self.body.get(from..gap.start).unwrap_or_default();
        let after = self.body.get(gap.end..to).unwrap_or_default();
        if is_address(before) || is_address(after) {
            return false;
        }
        let prose = self.prose != Prose::No;
        let phrase = prose && matches!(japanese, Side::Hiragana | Side::Stop | Side::Open | Side::Close);
        match narrow {
            Side::Digit => {
                // `… 2` at the end of a line may be a page number or a
                // displaced note number
                if after.len() < 4 && self.body.len() == gap.end + after.len() && gap.right == Side::Digit {
                    let sentence = self.prose == Prose::Yes;
                    let flows = phrase && sentence || self.habit.digits_always && (sentence || !self.labelled);
                    return flows && !self.body.contains("...");
                }
                phrase || self.habit.digits || gap.left == narrow && self.prose == Prose::Yes && self.counts(gap)
            }
            Side::Latin | Side::WideLatin => phrase || self.habit.letters || prose && self.is_closed_in(index, gap),
            Side::NarrowStop => prose && gap.left == narrow && self.habit.letters,
            _ => prose && (phrase || self.habit.letters || self.habit.digits),
        }
    }

    /// Whether the Latin word beside the gap has Japanese on both sides, with a
    /// space each.
    fn is_closed_in(&self, index: usize, gap: &Gap) -> bool {
        let (open, close) = if gap.left.is_narrow() { (index.checked_sub(1), Some(index)) } else { (Some(index), Some(index + 1)) };
        let at = |i: Option<usize>| i.and_then(|i| self.gaps.get(i)).filter(|g| g.width == Width::One);
        let (Some(open), Some(close)) = (at(open), at(close)) else { return false };
        let word = self.body.get(open.end..close.start).unwrap_or_default();
        open.left.is_japanese() && close.right.is_japanese() && word.chars().all(|c| Side::of(c).is_narrow())
    }

    /// Whether the number in front of the gap counts what follows: `毎月5 日`,
    /// inside a phrase.
    fn counts(&self, gap: &Gap) -> bool {
        let before =
            self.body.get(..gap.start).unwrap_or_default().trim_end_matches(|c: char| class::is_digit(c) || matches!(c, '.' | ','));
        let inside = before.chars().next_back().is_some_and(|c| class::is_kanji(c) || class::is_kana(c) || c == '、');
        // 図2 日本の人口
        let mut rest = self.body.get(gap.end..).unwrap_or_default().chars();
        let unit = rest.next().is_some_and(class::is_counter);
        inside && unit && !rest.next().is_some_and(|c| class::is_kanji(c) || class::is_katakana(c))
    }

    fn starts_with(&self, gap: &Gap, signs: &[char]) -> bool {
        self.body.get(gap.end..).is_some_and(|rest| rest.starts_with(signs))
    }

    /// Whether a sign and a number follow the gap, and then no letter or digit.
    fn calls_note(&self, gap: &Gap) -> bool {
        let Some(rest) = self.body.get(gap.end..).and_then(|rest| rest.strip_prefix(['*', '＊', '※'])) else { return false };
        let after = rest.trim_start_matches(class::is_digit);
        after.len() < rest.len() && after.chars().next().is_none_or(class::is_japanese)
    }

    /// Whether Japanese stands behind the bracket on the right.
    fn opens_japanese(&self, gap: &Gap) -> bool {
        self.body.get(gap.end + 1..).and_then(|t| t.chars().next()).is_some_and(|c| Side::of(c).is_japanese())
    }
}

#[cfg(test)]
mod tests;
