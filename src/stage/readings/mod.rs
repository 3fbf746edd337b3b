//! Readings (ruby, furigana): small kana printed over kanji, which extractors
//! put on lines of their own beside or inside the line that holds the kanji.
//!
//! A line of kana alone is a candidate. It is a reading when kanji near it can
//! be read so ([`plausible`]), best where the line before ends or the line
//! behind starts with them, since extractors cut the line there. Names and
//! idioms that no table knows pass when they stand next to a reading that is
//! certain, or when the two lines around fill the column exactly without the
//! candidate. Grammatical words, which real lines of kana consist of, need
//! such a neighbour even when they fit.

mod base;
mod plausible;
mod table;
mod write;

use rustc_hash::FxHashSet;

use super::{Options, Ruby};
use crate::text::{Edits, Line, Span, Text, class};
use base::{Run, View};

/// How many lines away from its base (blank ones not counted) a reading may
/// stand.
const REACH: usize = 3;
/// How many blank lines are passed over.
const BLANKS: usize = 8;
/// How many lines with one reading for one word are put together (one line a
/// kanji).
const PARTS: usize = 4;

/// Words of kana with a grammatical meaning: lines of real text that are cut
/// off somewhere consist of them.
const GRAMMAR: &[&str] = &[
    "あり",
    "ある",
    "いい",
    "いう",
    "いて",
    "いる",
    "うえ",
    "うち",
    "おき",
    "おり",
    "おる",
    "か",
    "かつ",
    "から",
    "が",
    "くる",
    "こう",
    "こと",
    "この",
    "これ",
    "さい",
    "される",
    "し",
    "した",
    "して",
    "しに",
    "する",
    "ず",
    "せ",
    "そう",
    "その",
    "それ",
    "た",
    "たい",
    "たち",
    "ため",
    "だ",
    "つき",
    "つつ",
    "で",
    "でき",
    "では",
    "でも",
    "と",
    "とか",
    "とき",
    "とし",
    "との",
    "とも",
    "など",
    "ない",
    "なお",
    "なか",
    "なし",
    "なら",
    "なり",
    "なる",
    "に",
    "には",
    "ね",
    "の",
    "のち",
    "ので",
    "のに",
    "は",
    "はず",
    "ば",
    "ひと",
    "へ",
    "ほう",
    "ほか",
    "ほど",
    "また",
    "まだ",
    "まで",
    "まま",
    "み",
    "も",
    "もう",
    "もっと",
    "もと",
    "もの",
    "や",
    "やく",
    "よ",
    "よう",
    "より",
    "られ",
    "れ",
    "れる",
    "わけ",
    "わたし",
    "を",
    "ところ",
    "はじめ",
    "さらに",
    "とおり",
    "まとめ",
    "ともに",
    "あわせ",
    "いかん",
];

/// Finds the readings and does with them what `options.ruby` says.
pub(super) fn run(text: &Text, options: &Options) -> Edits {
    let candidates = candidates(text);
    if candidates.is_empty() {
        return Edits::new();
    }
    let mut search = Search { text, candidates, read: FxHashSet::default() };
    search.certain();
    search.beside_certain();
    write::edits(text, &search.candidates, options.ruby)
}

/// A line of kana that may be a reading.
struct Candidate {
    /// Its line (index in `text.lines()`).
    line: usize,
    /// Its kana, folded as [`plausible::fold`] does, without the spaces.
    kana: Vec<char>,
    /// Where in `kana` spaces stood.
    breaks: Vec<usize>,
    /// Its kana as written, without the spaces.
    value: String,
    /// Whether any of it is katakana.
    katakana: bool,
    /// What it is the reading of.
    found: Option<Found>,
}

/// What a candidate was found to read.
#[derive(Default)]
struct Found {
    /// Bases with their readings; empty when the candidate before has the
    /// whole reading of which this is a part.
    bases: Vec<(Span, String)>,
    /// Whether the base stands at the end of the line before or at the start
    /// of the line behind, where extractors cut.
    edge: bool,
}

fn candidates(text: &Text) -> Vec<Candidate> {
    let may = |l: &Line| l.kana > 0 && l.kana + l.spaces == l.chars && usize::from(l.kana) <= plausible::MAX_KANA;
    let lines = text.lines().iter().enumerate();
    lines.filter(|(_, l)| may(l)).filter_map(|(line, l)| Candidate::of(line, text.slice(l.body))).collect()
}

impl Candidate {
    fn of(line: usize, body: &str) -> Option<Candidate> {
        let mut new = Candidate { line, kana: Vec::new(), breaks: Vec::new(), value: String::new(), katakana: false, found: None };
        for c in body.chars() {
            if class::is_space(c) {
                if new.breaks.last() != Some(&new.kana.len()) {
                    new.breaks.push(new.kana.len());
                }
                continue;
            }
            if !class::is_kana(c) {
                return None;
            }
            new.katakana |= class::is_katakana(c) && c != 'ー';
            new.kana.push(plausible::fold(c));
            new.value.push(c);
        }
        Some(new)
    }

    /// Whether it could as well be a line of text.
    fn is_weak(&self) -> bool {
        self.kana.len() < 2 || GRAMMAR.contains(&self.value.as_str())
    }

    /// The kana from one place to another, as written.
    fn part(&self, from: usize, to: usize) -> String {
        self.value.chars().skip(from).take(to - from).collect()
    }
}

struct Search<'a> {
    text: &'a Text,
    candidates: Vec<Candidate>,
    /// First bytes of the kanji that have their reading.
    read: FxHashSet<u32>,
}

/// The lines around a candidate that are not readings themselves, the nearest
/// first.
#[derive(Default)]
struct Around {
    before: Vec<View>,
    after: Vec<View>,
    /// Index of the nearest line before and behind.
    near: (Option<usize>, Option<usize>),
}

impl Search<'_> {
    fn line(&self, index: usize) -> Option<&Line> {
        self.text.lines().get(index)
    }

    fn is_reading(&self, line: usize) -> bool {
        let at = self.candidates.binary_search_by_key(&line, |c| c.line);
        at.ok().and_then(|n| self.candidates.get(n)).is_some_and(|c| c.found.is_some())
    }

    /// The next line with text from `line` on, not a reading, within [`BLANKS`].
    fn next(&self, line: usize, step: isize) -> Option<usize> {
        let mut at = line;
        let mut blanks = 0;
        loop {
            at = at.checked_add_signed(step)?;
            let line = self.line(at)?;
            if line.is_blank() {
                blanks += 1;
                if blanks > BLANKS {
                    return None;
                }
            } else if !self.is_reading(at) {
                return Some(at);
            }
        }
    }

    /// The lines around the candidates `first..=last`.
    fn around(&self, first: usize, last: usize, reach: usize) -> Around {
        let mut around = Around::default();
        let ends = (self.candidates.get(first), self.candidates.get(last));
        let (Some(first), Some(last)) = ends else { return around };
        let walk = |from: usize, step: isize| {
            let lines = std::iter::successors(self.next(from, step), |&at| self.next(at, step)).take(reach);
            lines.filter_map(|n| self.line(n)).map(|l| View::of(self.text, l)).collect()
        };
        around.before = walk(first.line, -1);
        around.after = walk(last.line, 1);
        around.near = (self.next(first.line, -1), self.next(last.line, 1));
        around
    }

    fn free(&self, base: Span) -> bool {
        !self.read.contains(&base.start)
    }

    /// Takes the readings that fit.
    fn certain(&mut self) {
        let mut at = 0;
        while at < self.candidates.len() {
            let most = (1..PARTS).take_while(|n| self.adjoin(at + n - 1, at + n)).count() + 1;
            let taken = (1..=most).rev().find(|&parts| self.take(at, parts));
            at += taken.unwrap_or(1);
        }
    }

    /// Whether only blank lines stand between two candidates.
    fn adjoin(&self, first: usize, second: usize) -> bool {
        let (Some(first), Some(second)) = (self.candidates.get(first), self.candidates.get(second)) else { return false };
        self.next(first.line, 1) == Some(second.line)
    }

    fn take(&mut self, at: usize, parts: usize) -> bool {
        let Some(whole) = self.together(at, parts) else { return false };
        let around = self.around(at, at + parts - 1, REACH);
        let Some(found) = self.locate(&whole, &around, parts) else { return false };
        self.mark(&found);
        for (n, candidate) in self.candidates.iter_mut().skip(at).take(parts).enumerate() {
            candidate.found =
                Some(if n == 0 { Found { bases: found.bases.clone(), ..found } } else { Found { edge: found.edge, ..Found::default() } });
        }
        true
    }

    fn mark(&mut self, found: &Found) {
        for (span, _) in &found.bases {
            let kanji = self.text.slice(*span).char_indices();
            self.read.extend(kanji.map(|(n, _)| span.start + u32::try_from(n).unwrap_or(0)));
        }
    }

    /// Several candidates as one, with a break between any two.
    fn together(&self, at: usize, parts: usize) -> Option<Candidate> {
        let mut all = self.candidates.get(at..at + parts)?.iter();
        let first = all.next()?;
        let mut whole =
            Candidate { kana: first.kana.clone(), breaks: first.breaks.clone(), value: first.value.clone(), found: None, ..*first };
        for next in all {
            let length = whole.kana.len();
            whole.breaks.push(length);
            whole.breaks.extend(next.breaks.iter().map(|b| b + length));
            whole.kana.extend(&next.kana);
            whole.value.push_str(&next.value);
            whole.katakana |= next.katakana;
        }
        (whole.kana.len() <= plausible::MAX_KANA).then_some(whole)
    }

    /// The base of a reading that fits all the kanji of its base, or at least
    /// most kanji of a name.
    fn locate(&self, reading: &Candidate, around: &Around, parts: usize) -> Option<Found> {
        if parts == 1 && reading.is_weak() {
            return None;
        }
        let kana = reading.kana.as_slice();
        let one = |span: Span, edge: bool| Found { bases: vec![(span, reading.value.clone())], edge };
        let free = |b: &base::Base| self.free(b.span);
        let (before, after) = (around.before.first(), around.after.first());
        if let Some(base) = before.and_then(|v| v.suffix(kana)).filter(free) {
            return Some(one(base.span, true)).filter(|_| !reading.katakana || base.fit.hits > 1);
        }
        if let Some(base) = after.and_then(|v| v.prefix(kana)).filter(free) {
            return Some(one(base.span, true)).filter(|_| !reading.katakana || base.fit.hits > 1);
        }
        if reading.katakana {
            return None;
        }
        if let Some(base) = self.across(kana, before, after) {
            return Some(one(base, false));
        }
        let sides = [before, after];
        let inside = |v: &View| v.inside(kana, 0, |s| self.free(s));
        if let Some(base) = sides.into_iter().flatten().find_map(inside) {
            return Some(one(base.span, false));
        }
        if let Some(bases) = sides.into_iter().flatten().find_map(|v| self.series(reading, v)) {
            return Some(Found { bases, edge: false });
        }
        let name = |v: &View| v.name(kana, &reading.breaks).filter(|n| self.free(n.0) && self.free(n.1));
        if let Some((family, given, cut)) = sides.into_iter().flatten().find_map(name) {
            let bases = vec![(family, reading.part(0, cut)), (given, reading.part(cut, kana.len()))];
            return Some(Found { bases, edge: false });
        }
        if kana.len() < 3 {
            return None;
        }
        let far = (1..REACH).flat_map(|n| [around.before.get(n), around.after.get(n)]).flatten();
        let found = far.filter_map(|v| v.inside(kana, 0, |s| self.free(s)).filter(|b| b.fit.hits > 1)).next();
        found.map(|base| one(base.span, false))
    }

    /// A base that starts at the end of one line and ends at the start of the
    /// other.
    fn across(&self, kana: &[char], before: Option<&View>, after: Option<&View>) -> Option<Span> {
        let (before, after) = (before?, after?);
        let (left, right) = (before.last_run()?, after.first_run()?);
        (1..kana.len()).find_map(|cut| {
            let first = before.suffix(kana.get(..cut)?).filter(|b| b.span == left.span)?;
            let second = after.prefix(kana.get(cut..)?).filter(|b| b.span == right.span)?;
            (self.free(first.span) && self.free(second.span)).then(|| first.span.hull(second.span))
        })
    }

    /// Several readings on one line, for several bases of one line in the same
    /// order.
    fn series(&self, reading: &Candidate, view: &View) -> Option<Vec<(Span, String)>> {
        let mut ends = reading.breaks.clone();
        ends.push(reading.kana.len());
        let (mut done, mut from, mut bases) = (0, 0, Vec::new());
        while done < reading.kana.len() {
            let tail = ends.iter().rev().filter(|&&e| e > done);
            let (end, base) = tail.into_iter().find_map(|&end| {
                let base = view.inside(reading.kana.get(done..end)?, from, |s| self.free(s))?;
                Some((end, base))
            })?;
            bases.push((base.span, reading.part(done, end)));
            (done, from) = (end, base.span.end);
        }
        Some(bases)
    }

    /// Takes what stands beside a certain reading, and what the width of the
    /// column proves.
    fn beside_certain(&mut self) {
        let count = self.candidates.len();
        for at in (0..count).chain((0..count).rev()) {
            let open = self.candidates.get(at).filter(|c| c.found.is_none() && !c.katakana);
            let Some(candidate) = open else { continue };
            let around = self.around(at, at, 1);
            let found = self.beside(at, candidate, &around).or_else(|| self.filling(candidate, &around));
            if let Some(found) = found {
                self.mark(&found);
                if let Some(candidate) = self.candidates.get_mut(at) {
                    candidate.found = Some(found);
                }
            }
        }
    }

    /// A reading whose base adjoins the base of the certain reading before or
    /// behind it: the other kanji of a word, the other part of a name.
    fn beside(&self, at: usize, candidate: &Candidate, around: &Around) -> Option<Found> {
        let (before, after) = (around.before.first(), around.after.first());
        let base_of = |n: usize, last: bool| {
            let found = self.candidates.get(n)?;
            let near = found.line.abs_diff(candidate.line) <= 2 * BLANKS;
            let bases = &found.found.as_ref().filter(|_| near)?.bases;
            (if last { bases.last() } else { bases.first() }).map(|b| b.0)
        };
        let fits = |run: Run<'_>| {
            let fit = run.fit(&candidate.kana)?;
            let certain = fit.misses == 0 || (candidate.kana.len() > 1 && candidate.kana.len() >= fit.misses + fit.hits);
            (certain && self.free(run.span)).then_some(run.span)
        };
        let found = |span: Span, edge: bool| Found { bases: vec![(span, candidate.value.clone())], edge };
        if let Some(next) = base_of(at + 1, false) {
            // 遠⏎えん⏎[藤]⏎どう: the next base follows the end of the line before
            let follows = |v: &&View| after.is_some_and(|a| a.starts_with(next)) && v.last().is_some();
            if let Some(span) = before.filter(follows).and_then(View::last_run).and_then(fits) {
                return Some(found(span, true));
            }
            // いがらし⏎五十嵐　⏎ちひろ⏎[千尋]
            let whole = |r: &Run<'_>| after.is_some_and(|a| a.ends_with(r.span)) && self.follows(r.span, next);
            if let Some(span) = after.and_then(View::first_run).filter(whole).and_then(fits) {
                return Some(found(span, true));
            }
            let sides = [before, after].into_iter().flatten();
            if let Some(span) = sides.filter(|v| v.holds(next)).find_map(|v| v.run_before(next.start)).and_then(fits) {
                return Some(found(span, false));
            }
        }
        let last = at.checked_sub(1).and_then(|n| base_of(n, true))?;
        let ends = before.is_some_and(|b| b.ends_with(last));
        if let Some(span) = after.filter(|_| ends).and_then(View::first_run).and_then(fits) {
            return Some(found(span, true));
        }
        let sides = [before, after].into_iter().flatten();
        let span = sides.filter(|v| v.holds(last)).find_map(|v| v.run_after(last.end)).and_then(fits)?;
        Some(found(span, false))
    }

    /// Whether only spaces and line ends stand between two bases.
    fn follows(&self, first: Span, second: Span) -> bool {
        let between = self.text.slice(Span::new(first.end, second.start));
        first.end < second.start
            && between.len() < 200
            && between
                .split(['\n', '\x0C'])
                .filter(|l| !l.trim().is_empty())
                .all(|l| l.chars().all(|c| class::is_kana(c) || class::is_space(c)))
    }

    /// A reading between two halves of a line that fill the column without it.
    fn filling(&self, candidate: &Candidate, around: &Around) -> Option<Found> {
        let (Some(before), Some(after)) = around.near else { return None };
        if candidate.is_weak() {
            return None;
        }
        let usual = write::usual_width(self.text, candidate.line)?;
        let (left, right) = (self.line(before)?, self.line(after)?);
        let prose = |l: &Line| l.kana > 0 && l.kana < l.japanese && l.width + 3 <= usual;
        if (left.width + right.width).abs_diff(usual) > 1 || !prose(left) || !prose(right) {
            return None;
        }
        let (before, after) = (around.before.first()?, around.after.first()?);
        let fit = |run: &Run<'_>| {
            let fit = run.fit(&candidate.kana)?;
            (self.free(run.span) && candidate.kana.len() >= fit.hits + fit.misses).then_some(fit.misses)
        };
        let runs = [after.first_run(), before.last_run()].into_iter().flatten();
        let best = runs.filter_map(|r| Some((fit(&r)?, r.span))).min_by_key(|r| r.0)?;
        Some(Found { bases: vec![(best.1, candidate.value.clone())], edge: true })
    }
}
