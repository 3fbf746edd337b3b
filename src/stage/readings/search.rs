//! The base of each reading.
//!
//! First what is certain by itself, then what stands beside it. All looks go to
//! a bounded number of lines around a candidate.

use rustc_hash::FxHashSet;

use super::base::{self, Run, View};
use super::{Candidate, Found, plausible, write};
use crate::text::{Line, Span, Text, class};

/// How many lines away from its base (blank ones not counted) a reading may
/// stand.
const REACH: usize = 5;
/// More rounds than any text was seen to need.
const ROUNDS: usize = 3;
/// How many blank lines are passed over.
const BLANKS: usize = 8;
/// Columns below which the width of a column of text proves nothing.
const NARROW: u32 = 20;
/// How many lines are passed over in all.
const STEPS: usize = 24;
/// How many lines with one reading for one word are put together (one line a
/// kanji).
const PARTS: usize = 4;

/// The candidates of a text, and which kanji have their reading already.
pub(super) struct Search<'a> {
    text: &'a Text,
    candidates: Vec<Candidate>,
    /// First bytes of the kanji that have their reading.
    read: FxHashSet<u32>,
    /// How many lines away a base may be.
    reach: usize,
    /// Whether a base may have a reading already: the reading then belongs to
    /// the same word somewhere else.
    again: bool,
}

/// The lines around a candidate that are no candidates themselves, the nearest
/// first.
#[derive(Default)]
struct Around {
    before: Vec<View>,
    after: Vec<View>,
    /// The two nearest lines behind, and the two before, when a word may run
    /// on from one to the other.
    joined: [Option<View>; 2],
    /// Index of the nearest line before and behind that is not known to be a
    /// reading.
    near: (Option<usize>, Option<usize>),
}

impl<'a> Search<'a> {
    /// Nothing found yet.
    pub(super) fn new(text: &'a Text, candidates: Vec<Candidate>) -> Search<'a> {
        Search { text, candidates, read: FxHashSet::default(), reach: 1, again: false }
    }

    /// Finds what each candidate reads, if anything.
    pub(super) fn run(mut self) -> Vec<Candidate> {
        for reach in [1, REACH] {
            self.reach = reach;
            self.certain();
        }
        let open = |s: &Search<'_>| s.candidates.iter().filter(|c| c.found.is_none()).count();
        let mut left = open(&self);
        self.beside_certain();
        // what stands between two candidates is bridged when one is found
        for _ in 0..ROUNDS {
            if open(&self) == std::mem::replace(&mut left, open(&self)) {
                break;
            }
            self.certain();
            self.beside_certain();
        }
        self.again = true;
        self.certain();
        self.candidates
    }

    fn line(&self, index: usize) -> Option<&Line> {
        self.text.lines().get(index)
    }

    fn candidate(&self, line: usize) -> Option<&Candidate> {
        let at = self.candidates.binary_search_by_key(&line, |c| c.line);
        at.ok().and_then(|n| self.candidates.get(n))
    }

    /// The next line with text from `line` on that is none of those passed
    /// over, with at most [`BLANKS`] blank lines in a row before it.
    fn next(&self, line: usize, step: isize, pass: impl Fn(&Candidate) -> bool) -> Option<usize> {
        let mut at = line;
        let mut blanks = 0;
        for _ in 0..STEPS {
            at = at.checked_add_signed(step)?;
            if self.line(at)?.is_blank() {
                blanks += 1;
                if blanks > BLANKS {
                    return None;
                }
            } else if self.candidate(at).is_some_and(&pass) {
                blanks = 0;
            } else {
                return Some(at);
            }
        }
        None
    }

    /// The lines around the candidates `first..=last`.
    fn around(&self, first: usize, last: usize, reach: usize) -> Around {
        let mut around = Around::default();
        let ends = (self.candidates.get(first), self.candidates.get(last));
        let (Some(first), Some(last)) = ends else { return around };
        let walk = |from: usize, step: isize| {
            let lines = std::iter::successors(self.next(from, step, |_| true), |&at| self.next(at, step, |_| true)).take(reach);
            lines.filter_map(|n| self.line(n)).map(|l| View::of(self.text, l)).collect()
        };
        around.before = walk(first.line, -1);
        around.after = walk(last.line, 1);
        let two = |first: Option<&View>, second: Option<&View>| View::joined(first?, second?);
        let (before, after) = (&around.before, &around.after);
        around.joined = [two(after.first(), after.get(1)), two(before.get(1), before.first())];
        let read = |c: &Candidate| c.found.is_some();
        around.near = (self.next(first.line, -1, read), self.next(last.line, 1, read));
        around
    }

    fn free(&self, base: Span) -> bool {
        self.again || !self.read.contains(&base.start)
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
        self.next(first.line, 1, |_| false) == Some(second.line)
    }

    fn take(&mut self, at: usize, parts: usize) -> bool {
        let Some(whole) = self.together(at, parts) else { return false };
        let around = self.around(at, at + parts - 1, self.reach.max(2));
        let Some(mut found) = self.locate(&whole, &around) else { return false };
        if self.again {
            found.bases.clear();
        }
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
        let all = self.candidates.get(at..at + parts)?;
        if all.iter().any(|c| c.found.is_some()) {
            return None;
        }
        let mut all = all.iter();
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
    fn locate(&self, reading: &Candidate, around: &Around) -> Option<Found> {
        if reading.is_weak() {
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
            return Some(one(base, true));
        }
        let lines = || [before, after].into_iter().chain(around.joined.each_ref().map(Option::as_ref)).flatten();
        let name = |v: &View| v.name(kana, &reading.breaks).filter(|n| self.free(n.0) && self.free(n.1));
        let names = |(family, given, cut): (Span, Span, usize)| Found {
            bases: vec![(family, reading.part(0, cut)), (given, reading.part(cut, kana.len()))],
            edge: false,
        };
        if let Some((view, base)) = lines().find_map(|v| Some((v, v.inside(kana, 0, |s| self.free(s))?))) {
            let parted = view.name(kana, &reading.breaks).filter(|n| n.0.start == base.span.start && n.1.end == base.span.end);
            return Some(parted.map_or_else(|| one(base.span, false), names));
        }
        if let Some(bases) = lines().find_map(|v| self.series(reading, v)) {
            return Some(Found { bases, edge: false });
        }
        if let Some(found) = lines().find_map(name) {
            return Some(names(found));
        }
        if kana.len() < 3 {
            return None;
        }
        let far = (1..self.reach).flat_map(|n| [around.before.get(n), around.after.get(n)]).flatten();
        let mut found = far.filter_map(|v| v.inside(kana, 0, |s| self.free(s)).filter(|b| b.fit.hits > 1));
        found.next().map(|base| one(base.span, false))
    }

    /// A base that starts at the end of one line and ends at the start of the
    /// other.
    fn across(&self, kana: &[char], before: Option<&View>, after: Option<&View>) -> Option<Span> {
        let (before, after) = (before?, after?);
        let (left, right) = (before.last_run()?, after.first_run()?);
        (1..kana.len()).find_map(|cut| {
            let first = before.suffix(kana.get(..cut)?).filter(|b| b.span == left.span)?;
            // a title may follow the name: 藤|氏
            let whole = |b: &base::Base| b.span == right.span || kana.len() > 2 && b.span.start == right.span.start;
            let second = after.prefix(kana.get(cut..)?).filter(whole)?;
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
            let around = self.around(at, at, 2);
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
        let bases = |n: usize| {
            let other = self.candidates.get(n).filter(|c| c.line.abs_diff(candidate.line) <= 2 * BLANKS)?;
            Some(other.found.as_ref()?.bases.as_slice())
        };
        let next = bases(at + 1).and_then(<[_]>::first).map(|b| b.0);
        let last = at.checked_sub(1).and_then(bases).and_then(<[_]>::last).map(|b| b.0);
        let kana = candidate.kana.len();
        let fits = |run: Run<'_>| {
            let fit = run.fit(&candidate.kana)?;
            let certain = fit.misses == 0 || (!candidate.is_weak() && kana >= fit.misses + fit.hits);
            (certain && self.free(run.span)).then_some(run.span)
        };
        let found = |span: Span, edge: bool| Found { bases: vec![(span, candidate.value.clone())], edge };
        let (before, after) = (around.before.first(), around.after.first());
        if let Some(next) = next {
            // 遠⏎えん⏎[藤]⏎どう: the next base follows the end of the line before
            let follows = after.is_some_and(|a| a.starts_with(next));
            if let Some(span) = before.filter(|_| follows).and_then(View::last_run).and_then(fits) {
                return Some(found(span, true));
            }
            // しののめ⏎東雲　⏎まり⏎[真理]
            let whole = |r: &Run<'_>| after.is_some_and(|a| a.ends_with(r.span)) && self.follows(r.span, next);
            if let Some(span) = after.and_then(View::first_run).filter(whole).and_then(fits) {
                return Some(found(span, true));
            }
        }
        let ends = before.zip(last).is_some_and(|(b, last)| b.ends_with(last));
        if let Some(span) = after.filter(|_| ends).and_then(View::first_run).and_then(fits) {
            return Some(found(span, true));
        }
        // the lines that hold the bases may come before the lines that hold the readings
        if !candidate.is_weak() && (next.is_some() || last.is_some()) {
            let far =
                [around.before.get(1).and_then(|v| v.suffix(&candidate.kana)), around.after.get(1).and_then(|v| v.prefix(&candidate.kana))];
            if let Some(base) = far.into_iter().flatten().find(|b| self.free(b.span)) {
                return Some(found(base.span, false));
            }
        }
        let lines = || [before, after].into_iter().chain(around.joined.each_ref().map(Option::as_ref)).flatten();
        [next, last].into_iter().flatten().find_map(|base| {
            let run = |v: &View| v.run_before(base.start).and_then(fits).or_else(|| v.run_after(base.end).and_then(fits));
            lines().filter(|v| v.holds(base)).find_map(run).map(|span| found(span, false))
        })
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
        let kana = &candidate.kana;
        // lines of text stand between such lines, too: they end like this
        if kana.last().is_some_and(|c| "をはにがでともたるてのす".contains(*c)) || usual < NARROW {
            return None;
        }
        let fit = |run: &Run<'_>| {
            let fit = run.fit(kana)?;
            let half = fit.hits > 0 && fit.hits >= fit.misses && kana.len() <= 2 * (fit.hits + fit.misses);
            (self.free(run.span) && half).then_some(fit.misses)
        };
        let runs = [after.first_run(), before.last_run()].into_iter().flatten();
        let best = runs.filter_map(|r| Some((fit(&r)?, r.span))).min_by_key(|r| r.0)?;
        Some(Found { bases: vec![(best.1, candidate.value.clone())], edge: true })
    }
}
