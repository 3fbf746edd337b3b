//! Where in a line the base text of a reading stands.

use super::plausible::{self, Fit, MAX_BASE, Split};
use super::words;
use crate::text::{Line, Span, Text, ceil, class};

/// Lines longer than this (bytes) are looked at only at their two ends.
const LONG: usize = 1500;
/// How much of an end of a long line is looked at, in bytes.
const END: usize = 200;
/// The most kanji in a family name or a given name.
const NAME: usize = 4;
/// More kanji than a name has may miss.
const MISSES: u8 = 5;

/// The characters of a line's body with their places.
#[derive(Default)]
pub(super) struct View {
    head: Vec<(u32, char)>,
    tail: Vec<(u32, char)>,
    whole: bool,
    /// Whether it can hold a name: of two lines, only when the first is no more
    /// than a family name.
    named: bool,
}

impl View {
    /// The view of one line of `text`.
    pub(super) fn of(text: &Text, line: &Line) -> View {
        let body = text.slice(line.body);
        let place = |from: usize| move |(n, c): (usize, char)| (line.body.start + u32::try_from(from + n).unwrap_or(u32::MAX), c);
        if body.len() <= LONG {
            let head: Vec<_> = body.char_indices().map(place(0)).collect();
            return View { tail: head.clone(), head, whole: true, named: true };
        }
        let cut = ceil(body, body.len() - END);
        let head = body.char_indices().take_while(|&(n, _)| n < END).map(place(0)).collect();
        let tail = body.get(cut..).unwrap_or("").char_indices().map(place(cut)).collect();
        View { head, tail, whole: false, named: false }
    }

    /// Two lines as one when a word may run on from the first to the second;
    /// the line end counts as a space.
    pub(super) fn joined(first: &View, second: &View) -> Option<View> {
        let (&(end, left), &(_, right)) = (first.tail.last()?, second.head.first()?);
        if !first.whole || !second.whole || !class::is_kanji(left) || !class::is_kanji(right) {
            return None;
        }
        let mut line = first.head.clone();
        line.push((end + len(left), ' '));
        line.extend(&second.head);
        let named = first.head.iter().all(|c| class::is_kanji(c.1));
        Some(View { head: line.clone(), tail: line, whole: true, named })
    }

    /// Whether the line starts with the base at `base`.
    pub(super) fn starts_with(&self, base: Span) -> bool {
        self.head.first().is_some_and(|c| c.0 == base.start)
    }

    /// Whether the line ends with the base at `base`.
    pub(super) fn ends_with(&self, base: Span) -> bool {
        self.tail.last().is_some_and(|&(at, c)| at + len(c) == base.end)
    }

    /// Whether the base at `base` is in the line.
    pub(super) fn holds(&self, base: Span) -> bool {
        self.head.first().zip(self.tail.last()).is_some_and(|(first, last)| first.0 <= base.start && base.start <= last.0)
    }

    /// The base that ends where the line ends.
    pub(super) fn suffix(&self, reading: &[char]) -> Option<Base> {
        let mut best = words::read(reading).iter().find_map(|word| {
            let base = self.tail.get(self.tail.len().checked_sub(word.chars().count())?..)?;
            word.chars().eq(base.iter().map(|c| c.1)).then(|| whole_word(base))
        });
        for start in (0..self.tail.len()).rev().take(MAX_BASE) {
            let (Some(base), Some(&(_, c))) = (self.tail.get(start..), self.tail.get(start)) else { break };
            if !is_inner(c) {
                break;
            }
            if !class::is_kanji(c) {
                continue;
            }
            let Some(fit) = plausible::fit(letters(base), reading, true, 0) else { continue };
            // `名は⏎なは` is a word and its particle, above a line that begins so
            if fit.hits == 1 && base.last().is_some_and(|c| class::is_hiragana(c.1)) {
                continue;
            }
            let whole = start == 0 || self.tail.get(start - 1).is_some_and(|p| !class::is_kanji(p.1));
            if best.is_none() || whole {
                best = Some(Base { span: span(base), fit });
            }
        }
        best
    }

    /// The base that starts where the line starts.
    pub(super) fn prefix(&self, reading: &[char]) -> Option<Base> {
        longest(&self.head, reading, words::read(reading), true)
    }

    /// The run of kanji that ends where the line ends.
    pub(super) fn last_run(&self) -> Option<Run<'_>> {
        let kanji = self.tail.iter().rev().take_while(|c| class::is_kanji(c.1)).count();
        Run::of(self.tail.get(self.tail.len() - kanji..)?)
    }

    /// The run of kanji with which the line starts.
    pub(super) fn first_run(&self) -> Option<Run<'_>> {
        let kanji = self.head.iter().take_while(|c| class::is_kanji(c.1)).count();
        Run::of(self.head.get(..kanji)?)
    }

    /// The run of kanji that ends just before `at`, but for spaces.
    pub(super) fn run_before(&self, at: u32) -> Option<Run<'_>> {
        let line = if self.whole { &self.head } else { return None };
        let end = line.partition_point(|c| c.0 < at);
        let end = end - line.get(..end)?.iter().rev().take_while(|c| class::is_space(c.1)).count();
        let kanji = line.get(..end)?.iter().rev().take_while(|c| class::is_kanji(c.1)).count();
        Run::of(line.get(end - kanji..end)?)
    }

    /// The run of kanji that starts at `at`, but for spaces.
    pub(super) fn run_after(&self, at: u32) -> Option<Run<'_>> {
        let line = if self.whole { &self.head } else { return None };
        let start = line.partition_point(|c| c.0 < at);
        let start = start + line.get(start..)?.iter().take_while(|c| class::is_space(c.1)).count();
        let kanji = line.get(start..)?.iter().take_while(|c| class::is_kanji(c.1)).count();
        Run::of(line.get(start..start + kanji)?)
    }

    /// The base anywhere in the line from byte `from` on: two kanji or more,
    /// or one that stands alone. Whole runs of
    /// kanji go before parts of them. `free` says whether a base has no
    /// reading yet.
    pub(super) fn inside(&self, reading: &[char], from: u32, free: impl Fn(Span) -> bool) -> Option<Base> {
        let line = if self.whole { &self.head } else { return None };
        let mut best: Option<(u32, Base)> = None;
        let words = words::read(reading);
        for start in line.partition_point(|c| c.0 < from)..line.len() {
            if !line.get(start).is_some_and(|c| class::is_kanji(c.1)) {
                continue;
            }
            let rest = line.get(start..).unwrap_or(&[]);
            let before = start.checked_sub(1).and_then(|n| line.get(n)).is_none_or(|c| !class::is_kanji(c.1));
            let Some(base) = longest(rest, reading, words, !before) else { continue };
            let after = line.get(line.partition_point(|c| c.0 < base.span.end)).map(|c| c.1);
            let alone = before && after.is_none_or(|c| !class::is_kanji(c));
            // しくみ beside 仕組み is a word of its own: ruby stands over kanji
            let ends_in_kana = rest.iter().take(MAX_BASE).rfind(|c| c.0 < base.span.end).is_some_and(|c| !class::is_kanji(c.1));
            let shorter = |r: &[char]| plausible::fit(rest.iter().map(|c| c.1).take(base.fit.hits), r, true, 0).is_some();
            let doubled = after.is_some_and(|c| class::is_hiragana(c) && reading.last() == Some(&plausible::fold(c)))
                && reading.split_last().is_some_and(|(_, r)| shorter(r));
            let kanji = base.fit.hits;
            let spaced = rest.iter().take_while(|c| c.0 < base.span.end).any(|c| c.1 == ' ');
            if ends_in_kana
                || doubled
                || (spaced && !alone)
                || !free(base.span)
                || (kanji == 1 && !(reading.len() > 1 && (alone || is_rare(line, base.span))))
            {
                continue;
            }
            let worth = u32::from(before) + u32::from(after.is_none_or(|c| !class::is_kanji(c)));
            if best.as_ref().is_none_or(|b| b.0 < worth) {
                best = Some((worth, base));
            }
        }
        best.map(|b| b.1)
    }

    /// A family name and a given name with spaces between them: the reading
    /// fits half of the kanji or more, or the whole of one of the two. The two
    /// parts, and how many kana the first takes.
    pub(super) fn name(&self, reading: &[char], breaks: &[usize]) -> Option<(Span, Span, usize)> {
        let line = if self.named { &self.head } else { return None };
        let mut best: Option<(usize, (Span, Span, usize))> = None;
        let mut at = 0;
        while at < line.len() {
            let rest = line.get(at..).unwrap_or(&[]);
            let first = rest.iter().take_while(|c| class::is_kanji(c.1)).count();
            let gap = rest.iter().skip(first).take_while(|c| class::is_space(c.1)).count();
            let second = rest.iter().skip(first + gap).take_while(|c| class::is_kanji(c.1)).count();
            let opens = at == 0;
            at += (first + gap).max(1);
            // one kanji and one kanji are a word of a justified line: 橋 梁
            if !(1..=NAME).contains(&first) || !(1..=3).contains(&gap) || !(1..=NAME).contains(&second) || first + second < 3 {
                continue;
            }
            let (Some(family), Some(given)) = (rest.get(..first), rest.get(first + gap..first + gap + second)) else { continue };
            for cut in 1..reading.len() {
                let (Some(a), Some(b)) = (reading.get(..cut), reading.get(cut..)) else { continue };
                let fits = plausible::fit(letters(family), a, false, MISSES).zip(plausible::fit(letters(given), b, false, MISSES));
                let Some((left, right)) = fits else { continue };
                let (hits, misses) = (left.hits + right.hits, left.misses + right.misses);
                let broken = breaks.contains(&cut);
                let least = if broken { 2 } else { 3 };
                let known = |fit: Fit, kana: &[char]| fit.misses == 0 && kana.len() >= least;
                let short = |kanji: usize, kana: &[char]| (kanji..=3 * kanji).contains(&kana.len());
                let half = (broken || opens) && (known(left, a) && short(second, b) || known(right, b) && short(first, a));
                let worth = hits * 2 + usize::from(broken);
                if ((hits >= 2 && hits >= misses) || half) && best.as_ref().is_none_or(|b| b.0 < worth) {
                    best = Some((worth, (span(family), span(given), cut)));
                }
            }
        }
        best.map(|b| b.1)
    }
}

/// A base that a reading fits.
#[derive(Clone, Copy, Debug)]
pub(super) struct Base {
    /// Its place.
    pub span: Span,
    /// How well the reading fits.
    pub fit: Fit,
}

/// A run of kanji.
pub(super) struct Run<'a> {
    /// Its place.
    pub span: Span,
    kanji: &'a [(u32, char)],
}

impl Run<'_> {
    fn of(kanji: &[(u32, char)]) -> Option<Run<'_>> {
        (1..=NAME + 1).contains(&kanji.len()).then(|| Run { span: span(kanji), kanji })
    }

    /// How the reading fits when any kanji may miss.
    pub(super) fn fit(&self, reading: &[char]) -> Option<Fit> {
        plausible::fit(letters(self.kanji), reading, true, MISSES)
    }
}

fn whole_word(base: &[(u32, char)]) -> Base {
    Base { span: span(base), fit: Fit { hits: base.len(), misses: 0 } }
}

/// The base at the start of `line`: the longest that is whole, else the first.
fn longest(line: &[(u32, char)], reading: &[char], words: &[&str], inner: bool) -> Option<Base> {
    let mut best = words.iter().find_map(|word| {
        let base = line.get(..word.chars().count())?;
        word.chars().eq(base.iter().map(|c| c.1)).then(|| whole_word(base))
    });
    let mut split = Split::new(reading, inner, 0);
    for (n, &(_, c)) in line.iter().enumerate().take(MAX_BASE) {
        if !is_inner(c) || (n == 0 && !class::is_kanji(c)) {
            break;
        }
        if c == ' ' {
            continue;
        }
        if !split.push(c) {
            break;
        }
        let Some(fit) = split.fit() else { continue };
        let whole = line.get(n + 1).is_none_or(|p| !class::is_kanji(p.1));
        if best.is_none() || whole {
            best = Some(Base { span: span(line.get(..=n)?), fit });
        }
    }
    best
}

/// Whether a character can stand inside a base; justified lines have spaces
/// between its kanji.
fn is_inner(c: char) -> bool {
    class::is_kanji(c) || class::is_hiragana(c) || matches!(c, 'ヶ' | 'ケ' | ' ')
}

/// Whether the base is a kanji beyond the first level of JIS X 0208: those have
/// their reading inside words, too (島嶼).
fn is_rare(line: &[(u32, char)], base: Span) -> bool {
    let kanji = line.get(line.partition_point(|c| c.0 < base.start)).map(|c| c.1);
    kanji.is_some_and(|c| {
        let mut buffer = [0; 4];
        let (bytes, _, unknown) = encoding_rs::SHIFT_JIS.encode(c.encode_utf8(&mut buffer));
        !unknown && bytes.as_ref() >= b"\x98\x9F".as_slice()
    })
}

fn letters(base: &[(u32, char)]) -> impl Iterator<Item = char> {
    base.iter().map(|c| c.1).filter(|&c| c != ' ')
}

fn span(base: &[(u32, char)]) -> Span {
    let end = base.last().map_or(0, |&(at, c)| at + len(c));
    Span::new(base.first().map_or(end, |c| c.0), end)
}

fn len(c: char) -> u32 {
    u32::try_from(c.len_utf8()).unwrap_or(0)
}
