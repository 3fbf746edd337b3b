//! What a document does with spaces as a rule.

use super::gap::Side;
use crate::layout::protect::protected;
use crate::text::{Line, Text, class};

/// Enough text to know the habit of any document, in bytes: of a longer one,
/// lines at regular distances are read.
const ENOUGH: usize = 250_000;

/// The habits of one document.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Habit {
    /// Most letters are Japanese.
    pub(super) japanese: bool,
    /// It is clearly written in Markdown.
    pub(super) markdown: bool,
    /// The most frequent width of lines in display columns; 0 when there are
    /// few lines.
    pub(super) width: u32,
    /// Spaces stand inside Japanese words and phrases all over the text.
    pub(super) leftovers: bool,
    /// Spaces stand between Latin and Japanese letters more than by chance.
    pub(super) letters: bool,
    /// The same between digits and Japanese letters,
    pub(super) digits: bool,
    /// and nearly always.
    pub(super) digits_always: bool,
}

#[derive(Default)]
struct Count {
    spaced: usize,
    close: usize,
}

impl Count {
    /// Whether at least `percent` of the places have a space.
    fn is_at_least(&self, percent: usize) -> bool {
        self.spaced > 0 && self.spaced * 100 >= (self.spaced + self.close) * percent
    }
}

impl Habit {
    pub(super) fn of(text: &Text) -> Habit {
        let lines = text.lines();
        let total = |of: fn(&Line) -> u16| lines.iter().map(|l| u64::from(of(l))).sum::<u64>();
        let markdown = protected(text).markdown;
        let japanese = total(|l| l.japanese) * 2 > total(|l| l.latin);
        let mut habit = Habit { japanese, markdown, ..Habit::default() };
        if !lines.iter().any(|l| l.spaces > 0 && l.japanese > 0) {
            return habit;
        }
        let (mut letters, mut digits, mut inner, mut seen) = (Count::default(), Count::default(), 0, 0);
        let mut widths = vec![0u32; 256];
        for line in lines.iter().step_by(text.as_str().len() / ENOUGH + 1).filter(|l| l.is_japanese()) {
            if let Some(count) = widths.get_mut(line.width.saturating_sub(line.spaces.into()) as usize) {
                *count += 1;
            }
            seen += usize::from(line.japanese);
            // Japanese letters alone have no place for a space in question
            if line.spaces == 0 && line.latin == 0 && line.digits == 0 {
                continue;
            }
            look(text.slice(line.body), &mut letters, &mut digits, &mut inner);
        }
        habit.width = most(&widths);
        habit.leftovers = inner >= 5 && inner * 250 >= seen;
        habit.letters = habit.leftovers || letters.is_at_least(8);
        habit.digits = habit.leftovers || digits.is_at_least(8);
        habit.digits_always = digits.is_at_least(60);
        habit
    }
}

/// Counts the places of one line.
fn look(body: &str, letters: &mut Count, digits: &mut Count, inner: &mut usize) {
    let mut before = Side::Other;
    let (mut gap, mut first, mut token) = (0, true, 0);
    // a space between pieces of several letters: known at the second letter
    let mut waiting = false;
    for c in body.chars() {
        // nearly all text: a letter behind a letter
        if gap == 0 && is_letter(before) {
            let side = match c {
                '\u{4E00}'..='\u{9FFF}' => Side::Kanji,
                '\u{3041}'..='\u{3096}' => Side::Hiragana,
                '\u{30A1}'..='\u{30FA}' => Side::Katakana,
                _ => Side::Other,
            };
            if side != Side::Other {
                *inner += usize::from(std::mem::take(&mut waiting));
                token += 1;
                before = side;
                continue;
            }
        }
        if class::is_space(c) {
            gap += if c == ' ' || c == '\u{A0}' { 1 } else { 2 };
            continue;
        }
        let side = Side::of(c);
        if gap < 2 {
            let count = match (before, side) {
                (Side::Latin | Side::WideLatin, s) | (s, Side::Latin | Side::WideLatin) if is_letter(s) => Some(&mut *letters),
                (Side::Digit, s) | (s, Side::Digit) if is_letter(s) => Some(&mut *digits),
                _ => None,
            };
            if let Some(count) = count {
                // the first space of a line may stand behind its number
                match (gap, first) {
                    (0, _) => count.close += 1,
                    (_, true) => {}
                    (_, false) => count.spaced += 1,
                }
            }
        }
        if gap == 0 {
            *inner += usize::from(waiting);
            waiting = false;
            token += 1;
        } else {
            let hiragana = before == Side::Hiragana || side == Side::Hiragana;
            waiting = gap == 1 && token > 1 && hiragana && is_letter(before) && is_letter(side);
            first = false;
            token = 1;
        }
        gap = 0;
        before = side;
    }
}

fn is_letter(side: Side) -> bool {
    matches!(side, Side::Hiragana | Side::Katakana | Side::Kanji)
}

/// The most frequent width of at least 20 columns, when it is one.
fn most(widths: &[u32]) -> u32 {
    let best = widths.iter().enumerate().skip(20).max_by_key(|&(_, n)| n).filter(|&(_, &n)| n >= 5);
    best.map_or(0, |(width, _)| u32::try_from(width).unwrap_or(0))
}
