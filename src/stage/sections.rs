//! Very long texts are cleaned in sections.
//!
//! Some megabytes teach all that a document can teach of itself, and tables that
//! fit the caches of a processor are faster than those that do not. So a longer
//! text is cut where one paragraph ends and the next begins, and each section
//! goes through the stages by itself.
//!
//! The cuts are a function of the text alone. Once the stages rest in every
//! section, the result is cut again; when that gives other sections, these go
//! through the stages as well: so the result of a long text is a fixed point,
//! too.

use std::hash::Hasher as _;

use rustc_hash::FxHasher;

use super::run::{Run, Trace, count};
use super::{Change, Cleaned, Options, Tally, lines};
use crate::text::{Annotation, Edits, SourceMap, Span, Text, class, floor};

/// How long a section is at least on average, in bytes, and less than twice this.
/// Texts of less than twice this are not cut.
pub(super) const SIZE: usize = 4 << 20;

/// A text is cut anew when the cuts of what became of it are others, and that
/// often at most. It comes to an end because only a change moves a cut, and
/// sections that stand where they stood are at rest; but how soon, nothing proves.
/// Of 20,000 random texts in sections of some hundred bytes, two were cut six times
/// and none more often. The bound is far from that, and keeps time linear all the same.
const CUTS: usize = 32;

/// Cleans a text, in sections of about `size` bytes.
pub(super) fn clean(source: Text, options: &Options, trace: Option<Trace>, size: usize) -> Cleaned {
    let mut whole = Whole { text: source, trace, tally: Tally::new(), rounds: 0, rest: Vec::new(), spare: String::new() };
    let settled = (0..CUTS).any(|_| whole.settle(options, size));
    debug_assert!(settled, "the cuts still move after {CUTS} times");
    whole.finish()
}

/// A text and what was done to it.
struct Whole {
    text: Text,
    trace: Option<Trace>,
    tally: Tally,
    rounds: usize,
    /// Which sections of the text are known to be at rest.
    rest: Vec<Span>,
    /// A string whose memory may be used.
    spare: String,
}

impl Whole {
    /// Runs the stages over each section until they rest; tells whether what
    /// became of the text would be cut at the same places.
    fn settle(&mut self, options: &Options, size: usize) -> bool {
        let gaps = cuts(&self.text, options, size);
        let now = if gaps.is_empty() { self.at_once(options) } else { self.in_sections(&gaps, options) };
        now == cuts(&self.text, options, size)
    }

    /// Runs the stages over a text that is one section, without a copy.
    fn at_once(&mut self, options: &Options) -> Vec<Span> {
        let mut run = Run::new(std::mem::take(&mut self.text), self.trace.take());
        self.rounds += run.settle(options);
        self.take(&run.tally);
        self.rest.clear();
        (self.text, self.trace) = (run.text, run.trace);
        Vec::new()
    }

    /// Runs the stages over each section; gives the gaps as they are now. The
    /// sections go one after the other through the same memory: new memory is
    /// costly to come by.
    fn in_sections(&mut self, gaps: &[Span], options: &Options) -> Vec<Span> {
        let mut now = Joined { text: std::mem::take(&mut self.spare), ..Joined::default() };
        now.text.clear();
        now.text.reserve(self.text.len() as usize);
        let (mut memory, mut spare) = (Text::default(), Text::default());
        let mut rounds = 1;
        let above = std::iter::once(Span::empty(0)).chain(gaps.iter().copied());
        let ends = gaps.iter().map(|gap| gap.start).chain([self.text.len()]);
        for (gap, end) in above.zip(ends) {
            let place = Span::new(gap.end, end);
            let text = copy(self.text.slice(place), memory);
            let mut run = Run::new(text, self.trace.is_some().then(|| Trace::of(place.len())));
            run.spare = spare;
            if !self.rest.contains(&place) {
                rounds = rounds.max(run.settle(options));
            }
            if place.start > 0 {
                self.set_apart(gap, &run.text, options, &mut now);
            }
            let section = now.push(&run.text);
            now.sections.push(section);
            self.take(&run.tally);
            if let Some(trace) = run.trace.take() {
                now.maps.push(self.take_trace(trace, place.start));
            }
            (memory, spare) = (run.text, run.spare);
        }
        self.rounds += rounds;
        if let Some(trace) = &mut self.trace {
            trace.map = trace.map.then(&SourceMap::concat(&now.maps));
        }
        self.spare = std::mem::replace(&mut self.text, Text::new(now.text).unwrap_or_default()).into_string();
        self.rest = now.sections;
        now.gaps
    }

    /// Sets the paragraphs on both sides of a gap apart as `below` does.
    fn set_apart(&mut self, gap: Span, below: &str, options: &Options, now: &mut Joined) {
        let old = self.text.slice(gap);
        let apart = !old.is_empty() || below.split_once('\n').is_some_and(|(_, rest)| rest.starts_with('\n'));
        let new = if apart && mends_gaps(options) { "\n" } else { old };
        let place = now.push(new);
        now.gaps.push(place);
        let mut edits = Edits::new();
        if old != new {
            edits.replace(Span::new(0, gap.len()), "\n", &lines::APART);
            count(&mut self.tally, lines::APART.stage, 1);
        }
        if let Some(trace) = &mut self.trace {
            edits.list().iter().for_each(|edit| trace.take(&self.text, Change { span: gap, ..Change::from(edit) }));
            now.maps.push(edits.apply(&Text::from(old)).map(|(_, map)| map).unwrap_or_default());
        }
    }

    fn take(&mut self, tally: &Tally) {
        tally.iter().for_each(|&(stage, changes)| count(&mut self.tally, stage, changes));
    }

    /// Takes in what was done to the section from byte `start`; gives its map.
    fn take_trace(&mut self, section: Trace, start: u32) -> SourceMap {
        let Trace { map, changes, annotations } = section;
        let moved = |span: Span| Span::new(span.start + start, span.end + start);
        if let Some(trace) = &mut self.trace {
            for change in changes {
                trace.take(&self.text, Change { span: moved(change.span), to: change.to.map(|to| to + start), ..change });
            }
            for note in annotations {
                trace.learn(Annotation { span: moved(note.span), ..note });
            }
        }
        map
    }

    fn finish(self) -> Cleaned {
        let Trace { map, changes, mut annotations } = self.trace.unwrap_or_default();
        // what stays in the text is found again in each round
        let mut seen = rustc_hash::FxHashSet::default();
        annotations.retain(|a| seen.insert((a.kind, a.span, a.value.clone())));
        Cleaned { text: self.text, map, changes, annotations, tally: self.tally, rounds: self.rounds }
    }
}

/// What the sections of a text became, and the gaps between them.
#[derive(Default)]
struct Joined {
    text: String,
    sections: Vec<Span>,
    gaps: Vec<Span>,
    /// Those of the sections and of the gaps, when a trace is kept.
    maps: Vec<SourceMap>,
}

impl Joined {
    /// Adds what comes next; gives its place.
    fn push(&mut self, text: &str) -> Span {
        let start = self.text.len();
        self.text.push_str(text);
        span(start, self.text.len())
    }
}

/// A copy of part of a text, in the memory of another.
fn copy(part: &str, memory: Text) -> Text {
    let mut string = memory.into_string();
    string.clear();
    string.push_str(part);
    Text::new(string).unwrap_or_default()
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
/// How many sections there are is a power of two, which a text that became somewhat
/// shorter seldom leaves: were they fewer, every gap would move, and all of them go
/// through the stages again. Near each of the places that part it evenly, it is that
/// between a sentence and a paragraph (one with an indent, if there is any) whose
/// letters have the least hash: what stands near by may change without moving the cut.
fn gaps(text: &str, size: usize) -> Vec<Span> {
    let count = (text.len() / size).checked_ilog2().map_or(0, |log| 1 << log);
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

/// Of the letters on both sides of a gap. Line ends and spaces are none: they may go.
fn hash(before: &str, below: &str) -> u64 {
    const LETTERS: usize = 8;
    let is_letter = |c: &char| !c.is_whitespace();
    let mut hasher = FxHasher::default();
    let above = before.chars().rev().filter(is_letter).take(LETTERS);
    above.chain(below.chars().filter(is_letter).take(LETTERS)).for_each(|c| hasher.write_u32(u32::from(c)));
    hasher.finish()
}

fn span(start: usize, end: usize) -> Span {
    let place = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    Span::new(place(start), place(end))
}

#[cfg(test)]
mod tests;
