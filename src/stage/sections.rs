//! Very long texts are cleaned in sections.
//!
//! Some megabytes teach all that a document can teach of itself, and tables that
//! fit the caches of a processor are faster than those that do not. So a longer
//! text is cut where one paragraph ends and the next begins, and each section
//! goes through the stages by itself.
//!
//! The cuts are a function of the text alone, and the rounds end when the stages
//! change nothing *and* the cuts of the result are those that were made: so the
//! result of a long text is a fixed point as well.

use std::hash::Hasher as _;

use rustc_hash::FxHasher;

use super::run::{Run, Trace, count};
use super::{Change, Cleaned, Options, ROUNDS, Tally, lines};
use crate::text::{Annotation, Edits, SourceMap, Span, Text, class, floor};

/// About how long a section is, in bytes. Texts of less than twice this are not
/// cut.
pub(super) const SIZE: usize = 4 << 20;

/// A text is cut anew when the cuts of what became of it are others, and that
/// often at most. Bounded apart from [`ROUNDS`], which the stages need between
/// two changes of the cuts: these say nothing of the stages. Cutting anew comes
/// to an end because only a round that changed something moves a cut, and stages
/// make progress wherever a text is cut; but how soon, nothing proves. Of random texts
/// in sections of some hundred bytes, one in six thousand was cut five times, and
/// none more often. The bound is far from that, and keeps time linear all the same.
const CUTS: usize = 32;

/// Cleans a text, in sections of about `size` bytes.
pub(super) fn clean(source: Text, options: &Options, trace: Option<Trace>, size: usize) -> Cleaned {
    let mut whole = Whole { text: source, trace, tally: Tally::new(), rounds: 0 };
    let settled = whole.settle(options, size);
    debug_assert!(settled, "the stages or the cuts still change after {} rounds", whole.rounds);
    whole.finish()
}

/// A text and what was done to it.
struct Whole {
    text: Text,
    trace: Option<Trace>,
    tally: Tally,
    rounds: usize,
}

impl Whole {
    /// Runs the stages until they rest and the cuts stay; tells whether they do.
    fn settle(&mut self, options: &Options, size: usize) -> bool {
        let mut rest = Vec::new();
        for _ in 0..CUTS {
            let mut sections = Sections::of(self, options, size, rest);
            let mut now = None;
            let end = (0..ROUNDS).find_map(|_| self.round(&mut sections, &mut now, options, size));
            rest = self.take(sections, now);
            if end != Some(End::Moved) {
                return end.is_some();
            }
        }
        false
    }

    /// Runs all stages once; tells why this is the last time with these cuts, if
    /// it is.
    fn round(&mut self, sections: &mut Sections, now: &mut Option<Text>, options: &Options, size: usize) -> Option<End> {
        self.rounds += 1;
        if !sections.round(options) {
            return Some(End::Rest);
        }
        self.cuts_move(sections, now, options, size).then_some(End::Moved)
    }

    /// Whether the text as it is `now` would be cut elsewhere.
    fn cuts_move(&mut self, sections: &Sections, now: &mut Option<Text>, options: &Options, size: usize) -> bool {
        if let ([run], []) = (&sections.runs[..], &sections.gaps[..]) {
            return !cuts(&run.text, options, size).is_empty();
        }
        // new memory is costly to come by
        let unused = || if self.trace.is_none() { std::mem::take(&mut self.text) } else { Text::default() };
        let spare = now.take().unwrap_or_else(unused);
        let text = now.insert(sections.text(spare));
        !sections.places().skip(1).step_by(2).take(sections.gaps.len()).eq(cuts(text, options, size))
    }

    /// Takes in what was done to the sections, whose text is `now`, when that is
    /// another one; gives those of a long text back, with their places in it.
    fn take(&mut self, mut sections: Sections, now: Option<Text>) -> Vec<(Span, Run)> {
        for (stage, changes) in sections.tally() {
            count(&mut self.tally, stage, changes);
        }
        if sections.gaps.is_empty() {
            let Some(run) = sections.runs.pop() else { return Vec::new() };
            (self.text, self.trace) = (run.text, run.trace);
            return Vec::new();
        }
        if let Some(trace) = &mut self.trace {
            sections.trace(&self.text, trace);
        }
        if let Some(now) = now {
            self.text = now;
        }
        let places: Vec<Span> = sections.places().step_by(2).collect();
        places.into_iter().zip(sections.runs).collect()
    }

    fn finish(self) -> Cleaned {
        let Trace { map, changes, mut annotations } = self.trace.unwrap_or_default();
        // what stays in the text is found again in each round
        let mut seen = rustc_hash::FxHashSet::default();
        annotations.retain(|a| seen.insert((a.kind, a.span, a.value.clone())));
        Cleaned { text: self.text, map, changes, annotations, tally: self.tally, rounds: self.rounds }
    }
}

/// Why a text goes through the stages no longer in these sections.
#[derive(PartialEq, Eq)]
enum End {
    /// Nothing was changed.
    Rest,
    /// It would be cut elsewhere now.
    Moved,
}

/// A text in sections.
struct Sections {
    /// One more than there are gaps.
    runs: Vec<Run>,
    gaps: Vec<Gap>,
}

/// The blank lines between two sections.
struct Gap {
    /// Where they stood.
    span: Span,
    text: Text,
    /// What they became.
    edits: Edits,
}

impl Sections {
    /// The sections of a text. When it is one, it is taken, and the trace too.
    /// Those that stand where they stood go on as they are.
    fn of(whole: &mut Whole, options: &Options, size: usize, rest: Vec<(Span, Run)>) -> Sections {
        let gaps = cuts(&whole.text, options, size);
        if gaps.is_empty() {
            let run = Run::new(std::mem::take(&mut whole.text), whole.trace.take());
            return Sections { runs: vec![run], gaps: Vec::new() };
        }
        let part = |span: Span| Text::from(whole.text.slice(span));
        let starts = std::iter::once(0).chain(gaps.iter().map(|gap| gap.end));
        let ends = gaps.iter().map(|gap| gap.start).chain([whole.text.len()]);
        let mut rest = rest.into_iter().peekable();
        let run = |(start, end)| {
            while rest.next_if(|(place, _)| place.start < start).is_some() {}
            let same = rest.next_if(|(place, _)| *place == Span::new(start, end));
            let mut run = same.map_or_else(|| Run::new(part(Span::new(start, end)), None), |(_, run)| run);
            run.tally.clear();
            run.trace = whole.trace.is_some().then(|| Trace::of(run.text.len()));
            run
        };
        let runs = starts.zip(ends).map(run).collect();
        let gaps = gaps.iter().map(|&span| Gap { span, text: part(span), edits: Edits::new() }).collect();
        Sections { runs, gaps }
    }

    /// Runs all stages over each section; tells whether they changed anything.
    fn round(&mut self, options: &Options) -> bool {
        let mut changed = 0;
        let mut spare = None;
        for run in &mut self.runs {
            run.spare = spare.unwrap_or(std::mem::take(&mut run.spare));
            changed += usize::from(run.round(options));
            spare = (!self.gaps.is_empty()).then(|| run.rest());
        }
        if mends_gaps(options) {
            changed +=
                self.gaps.iter_mut().zip(self.runs.iter().skip(1)).filter_map(|(gap, run)| gap.mend(&run.text).then_some(())).count();
        }
        changed > 0
    }

    /// How many changes each stage made.
    fn tally(&self) -> Tally {
        let mut tally = Tally::new();
        let edits = self.gaps.iter().flat_map(|gap| gap.edits.list()).map(|edit| (edit.cause.stage, 1));
        for (stage, changes) in self.runs.iter().flat_map(|run| run.tally.iter().copied()).chain(edits) {
            count(&mut tally, stage, changes);
        }
        tally
    }

    fn pieces(&self) -> impl Iterator<Item = &str> {
        let gaps = self.gaps.iter().map(Gap::now).chain([""]);
        self.runs.iter().zip(gaps).flat_map(|(run, gap)| [run.text.as_str(), gap])
    }

    /// The whole text as it is now, in the memory of another.
    fn text(&self, spare: Text) -> Text {
        let mut string = spare.into_string();
        string.clear();
        string.extend(self.pieces());
        Text::new(string).unwrap_or_default()
    }

    /// Where the sections, and the gaps between them, stand in the text as it is
    /// now.
    fn places(&self) -> impl Iterator<Item = Span> {
        self.pieces().scan(0, |at, piece| {
            let start = *at;
            *at += piece.len();
            Some(span(start, *at))
        })
    }

    /// Adds to `trace` what was done to the sections of `text`.
    fn trace(&mut self, text: &Text, trace: &mut Trace) {
        let mut maps = Vec::with_capacity(self.runs.len() * 2);
        let mut gaps = self.gaps.iter();
        let mut start = 0;
        for run in &mut self.runs {
            let Trace { map, changes, annotations } = run.trace.take().unwrap_or_default();
            let moved = |span: Span| Span::new(span.start + start, span.end + start);
            for change in changes {
                trace.take(text, Change { span: moved(change.span), to: change.to.map(|to| to + start), ..change });
            }
            for note in annotations {
                trace.learn(Annotation { span: moved(note.span), ..note });
            }
            maps.push(map);
            let Some(gap) = gaps.next() else { continue };
            for edit in gap.edits.list() {
                trace.take(text, Change { span: gap.span, ..Change::from(edit) });
            }
            maps.push(gap.edits.apply(&gap.text).map(|(_, map)| map).unwrap_or_default());
            start = gap.span.end;
        }
        trace.map = trace.map.then(&SourceMap::concat(&maps));
    }
}

impl Gap {
    fn now(&self) -> &str {
        self.edits.list().first().map_or(self.text.as_str(), |edit| &edit.text)
    }

    /// Sets the paragraphs on both sides apart as `below` does; tells whether
    /// that changed anything.
    fn mend(&mut self, below: &str) -> bool {
        let apart = !self.now().is_empty() || below.split_once('\n').is_some_and(|(_, rest)| rest.starts_with('\n'));
        if self.now() == if apart { "\n" } else { "" } {
            return false;
        }
        self.edits.replace(self.text.span(), "\n", &lines::APART);
        true
    }
}

fn mends_gaps(options: &Options) -> bool {
    !options.skip.iter().any(|stage| stage == "lines")
}

/// The gaps between the sections of a text. Blank lines that are not mended here
/// stand in the section above them.
fn cuts(text: &str, options: &Options, size: usize) -> Vec<Span> {
    let mut gaps = gaps(text, size);
    if !mends_gaps(options) {
        gaps.iter_mut().for_each(|gap| *gap = Span::empty(gap.end));
    }
    gaps
}

/// The gaps (blank lines, or nothing) between the paragraphs that part a text.
///
/// Near each of the places that part it evenly, it is that between a sentence
/// and a paragraph (one with an indent, if there is any) whose letters have the
/// least hash: what stands near by may change without moving the cut.
fn gaps(text: &str, size: usize) -> Vec<Span> {
    let count = text.len() / size;
    // code and what is verbatim is not to be parted; and what is cut must not grow too long
    let verbatim = |at: usize| {
        let rest = text.as_bytes().get(at..).unwrap_or_default();
        ["```", "~~~", "<pre", "<script", "<style", "<textarea"].iter().any(|mark| rest.starts_with(mark.as_bytes()))
    };
    if count < 2 || text.len() > Text::MAX_LEN / 2 || memchr::memchr3_iter(b'`', b'~', b'<', text.as_bytes()).any(verbatim) {
        return Vec::new();
    }
    let reach = size / 8;
    let near = |n: usize| text.len() / count * n;
    (1..count).filter_map(|n| best(text, floor(text, near(n) - reach), floor(text, near(n) + reach))).collect()
}

/// The gap that starts between two bytes of a text.
fn best(text: &str, from: usize, to: usize) -> Option<Span> {
    let window = text.get(from..to)?;
    let ends = memchr::memchr_iter(b'\n', window.as_bytes()).filter_map(|at| {
        let before = window.get(..at)?.trim_end_matches(|c: char| c == '\r' || class::is_space(c));
        before.ends_with(class::is_sentence_end).then_some((before, from + at + 1))
    });
    let found = ends.filter_map(|(before, start)| {
        let behind = text.get(start..)?;
        let below = behind.trim_start_matches(|c: char| matches!(c, '\n' | '\r' | '\x0C') || class::is_space(c));
        let blank = behind.len() - below.len();
        let gap = behind.get(..blank)?.rfind(['\n', '\x0C']).map_or(0, |at| at + 1);
        (blank > 0 && !below.is_empty()).then(|| (blank == gap, hash(before, below), span(start, start + gap)))
    });
    found.min().map(|(.., span)| span)
}

/// Of the letters on both sides of a gap.
fn hash(before: &str, below: &str) -> u64 {
    const LETTERS: usize = 4;
    let mut hasher = FxHasher::default();
    before.chars().rev().take(LETTERS).chain(below.chars().take(LETTERS)).for_each(|c| hasher.write_u32(u32::from(c)));
    hasher.finish()
}

fn span(start: usize, end: usize) -> Span {
    let place = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    Span::new(place(start), place(end))
}

#[cfg(test)]
mod tests;
