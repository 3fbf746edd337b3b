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

/// Cleans a text, in sections of about `size` bytes.
pub(super) fn clean(source: Text, options: &Options, trace: Option<Trace>, size: usize) -> Cleaned {
    let mut whole = Whole { text: source, trace, tally: Tally::new(), rounds: 0 };
    let settled = whole.settle(options, size);
    debug_assert!(settled, "the stages still change the text after {ROUNDS} rounds");
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
    /// Runs the stages until they rest; tells whether they do.
    fn settle(&mut self, options: &Options, size: usize) -> bool {
        let mut rest = Vec::new();
        while self.rounds < ROUNDS {
            let mut sections = Sections::of(self, size, rest);
            let mut now = None;
            let mut changed = true;
            while changed && self.rounds < ROUNDS {
                self.rounds += 1;
                changed = sections.round(options);
                if changed && self.cuts_move(&sections, &mut now, size) {
                    break;
                }
            }
            rest = self.take(sections, now);
            if !changed {
                return true;
            }
        }
        false
    }

    /// Whether the text as it is `now` would be cut elsewhere.
    fn cuts_move(&mut self, sections: &Sections, now: &mut Option<Text>, size: usize) -> bool {
        if let ([run], []) = (&sections.runs[..], &sections.gaps[..]) {
            return !gaps(&run.text, size).is_empty();
        }
        // new memory is costly to come by
        let unused = || if self.trace.is_none() { std::mem::take(&mut self.text) } else { Text::default() };
        let spare = now.take().unwrap_or_else(unused);
        let text = now.insert(sections.text(spare));
        !sections.places().skip(1).step_by(2).take(sections.gaps.len()).eq(gaps(text, size))
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
    fn of(whole: &mut Whole, size: usize, rest: Vec<(Span, Run)>) -> Sections {
        let gaps = gaps(&whole.text, size);
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
        if !options.skip.iter().any(|stage| stage == "lines") {
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

/// The gaps (blank lines, or nothing) between the sections of a text.
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
mod tests {
    use super::*;

    const SIZE: usize = 16_000;

    /// Pages of paragraphs, each of other words than the others.
    fn pages(blank: bool) -> String {
        let places = ["森", "川", "山", "海", "町", "港", "谷", "島", "橋", "畑"];
        let paragraph = |n: usize| {
            let [a, b, c, d] = [1, 3, 7, 10].map(|k| places[(n / k + n * k) % 10]);
            format!(
                "　この{a}と{b}では{c}の整備を進め、{d}を守る取組が続いて\nおり、{a}と{d}の観測も{n}年のように行われて\nいる。{c}の報告は{b}に住む人々が書いた。\n"
            )
        };
        let part = |n: usize| if n % 9 == 8 { format!("\x0C- {} -\n", n / 9 + 1) } else { paragraph(n) };
        (0..600).map(part).collect::<Vec<_>>().join(if blank { "\n" } else { "" })
    }

    fn cleaned(text: &str, traced: bool) -> Cleaned {
        let text = Text::from(text);
        let trace = traced.then(|| Trace::of(text.len()));
        clean(text, &Options::default(), trace, SIZE)
    }

    #[test]
    fn sections_are_cleaned_as_one_text_is() {
        for blank in [false, true] {
            let source = pages(blank);
            assert!(gaps(&source, SIZE).len() > 4);
            let parted = cleaned(&source, false);
            let whole = super::super::clean_text(Text::from(source.as_str()), &Options::default());
            assert_eq!(parted.text.as_str(), whole.text.as_str());
        }
    }

    #[test]
    fn nothing_is_lost_and_clean_text_stays() {
        for blank in [false, true] {
            let source = pages(blank);
            let out = cleaned(&source, true);
            assert_eq!((out.map.source_len(), out.map.output_len()), (Text::from(source.as_str()).len(), out.text.len()));
            assert!(out.map.lost().is_empty());
            for (index, piece) in out.map.pieces().iter().enumerate().filter(|(_, piece)| piece.cause.is_none()) {
                assert_eq!(source.get(piece.source.range()), out.text.get(out.map.output(index).range()));
            }
            assert!(out.changes.iter().all(|change| source.get(change.span.range()).is_some()));
            let number = out.changes.iter().find(|change| change.cause.stage == "furniture").map(|change| &source[change.span.range()]);
            assert_eq!(number.map(str::trim), Some("- 1 -"));
            assert_eq!(out.tally.iter().map(|(_, n)| n).sum::<usize>(), out.changes.len());
            let again = cleaned(&out.text, true);
            assert!(again.changes.is_empty(), "{:?}", again.changes);
            let plain = cleaned(&source, false);
            assert_eq!((plain.text.as_str(), &plain.tally, plain.rounds), (out.text.as_str(), &out.tally, out.rounds));
        }
    }

    #[test]
    fn texts_that_are_not_cut() {
        let text = "森。\n　川。\n".repeat(4000);
        assert!(!gaps(&text, SIZE).is_empty());
        // too short, no place to cut, fences
        for text in [
            text.chars().take(SIZE / 3).collect(),
            "森".repeat(SIZE),
            format!("{text}\n- 森\n   ```\n{text}\n   ```\n"),
            format!("<pre>{text}</pre>"),
        ] {
            assert_eq!(gaps(&text, SIZE), []);
        }
    }

    #[test]
    fn cuts_follow_what_they_stood_beside() {
        let source = pages(true);
        let near = |text: &str| {
            let letters = |gap: Span| text[gap.end as usize..].chars().take(8).collect::<String>();
            gaps(text, SIZE).into_iter().map(letters).collect::<Vec<_>>()
        };
        let (cuts, moved) = (near(&source), near(&source.replace("進め、", "進めて、")));
        assert!(cuts.iter().filter(|cut| moved.contains(cut)).count() * 4 >= cuts.len() * 3, "{cuts:?} {moved:?}");
    }
}
