//! One text on its way through the table of stages.

use super::{Change, Options, STAGES, Stage, Tally, apply_into, parts};
use crate::layout;
use crate::text::{Annotation, Edit, Edits, SourceMap, Span, Text};

/// What is known of the changes that were made.
#[derive(Default)]
pub(super) struct Trace {
    pub(super) map: SourceMap,
    pub(super) changes: Vec<Change>,
    pub(super) annotations: Vec<Annotation>,
}

/// A text on its way through the table.
pub(super) struct Run {
    pub(super) text: Text,
    /// A text whose memory may be used.
    pub(super) spare: Text,
    pub(super) tally: Tally,
    pub(super) trace: Option<Trace>,
    /// How many changes were made.
    made: usize,
    /// For each stage how many there had been when it had nothing to do.
    idle: [Option<usize>; STAGES.len()],
}

/// More rounds than any text was seen to need. Should a text need more, its
/// result is sound but not yet a fixed point; builds with debug assertions stop
/// there.
const ROUNDS: usize = 8;

/// How often the stages that go by the layout run in one round at most. A few
/// times do, but for short lines at a sentence, each of which goes on it only when
/// the one before it does: a long run of them stays apart (`layout/scraps.rs`), and
/// in a short text, as many passes as it has lines cost little.
const PASSES: usize = 64;
/// Bytes of which the text may be read again for nothing else.
const SPARE: usize = 16 << 20;

impl Run {
    /// Nothing done yet. `trace` is what was done to the text before.
    pub(super) fn new(text: Text, trace: Option<Trace>) -> Run {
        Run { text, spare: Text::default(), tally: Tally::new(), trace, made: 0, idle: [None; STAGES.len()] }
    }

    /// Runs all stages until a round changes nothing; gives the number of rounds.
    pub(super) fn settle(&mut self, options: &Options) -> usize {
        let rounds = (1..=ROUNDS).find(|_| !self.round(options));
        debug_assert!(rounds.is_some(), "the stages still change after {ROUNDS} rounds");
        rounds.unwrap_or(ROUNDS)
    }

    /// Runs all stages, those that go by the layout until they rest; tells
    /// whether they changed anything.
    ///
    /// What was learned of ruby that went out of the text serves the layout once.
    /// Then the text stands alone, as it will in the first round over the result:
    /// so the round that changes nothing proves that the result is clean.
    fn round(&mut self, options: &Options) -> bool {
        let [lines, layout] = parts();
        let before = self.made;
        self.pass(lines, 0, options);
        let passes = PASSES.max(self.text.lines().len().min(SPARE / self.text.as_str().len().max(1)));
        let done = (0..passes).any(|_| {
            let rests = !self.pass(layout, lines.len(), options);
            !self.unstretch() && rests
        });
        debug_assert!(done, "the stages still change the lines after {passes} times");
        self.made != before
    }

    /// Leaves what is known of ruby that stood in the text; tells whether there
    /// was any.
    fn unstretch(&mut self) -> bool {
        let stretched = self.text.unstretch();
        if stretched {
            layout::let_go(&mut self.text);
            self.idle = [None; STAGES.len()];
        }
        stretched
    }

    /// Runs some of the stages, each once; tells whether they changed anything.
    /// The first of them is number `first` of the table.
    fn pass(&mut self, stages: &[Stage], first: usize, options: &Options) -> bool {
        let before = self.made;
        for (index, stage) in (first..).zip(stages) {
            if self.idle.get(index) == Some(&Some(self.made)) || options.skip.iter().any(|s| s == stage.name) {
                continue;
            }
            let changes = self.step(stage, options);
            self.made += changes;
            if let Some(idle) = self.idle.get_mut(index) {
                *idle = (changes == 0).then_some(self.made);
            }
        }
        self.made != before
    }

    /// Runs one stage; gives how many changes it made.
    fn step(&mut self, stage: &Stage, options: &Options) -> usize {
        let edits = stage.edits(&self.text, options);
        debug_assert_eq!(edits.refused(), 0, "stage {} made edits that overlap", stage.name);
        if let Some(trace) = &mut self.trace {
            trace.note(&edits);
        }
        if edits.is_empty() {
            return 0;
        }
        layout::let_go(&mut self.text);
        let Some((text, map)) = apply_into(&self.text, &edits, options, std::mem::take(&mut self.spare)) else { return 0 };
        if let Some(trace) = &mut self.trace {
            trace.follow(&self.text, &edits, &map);
        }
        self.spare = std::mem::replace(&mut self.text, text);
        layout::inherit(&mut self.spare, &edits, &self.text, &map);
        self.spare.forget();
        for edit in edits.list() {
            count(&mut self.tally, edit.cause.stage, 1);
        }
        edits.list().len()
    }
}

/// Adds the changes of one stage.
pub(super) fn count(tally: &mut Tally, stage: &'static str, changes: usize) {
    match tally.iter_mut().find(|(name, _)| *name == stage) {
        Some((_, sum)) => *sum += changes,
        None => tally.push((stage, changes)),
    }
}

impl Trace {
    /// Nothing was done to a text of `len` bytes.
    pub(super) fn of(len: u32) -> Trace {
        Trace { map: SourceMap::identity(len), ..Trace::default() }
    }

    /// Takes in what was learned.
    fn note(&mut self, edits: &Edits) {
        edits.annotations().iter().for_each(|note| self.learn(note.clone()));
    }

    /// Takes in one thing that was learned of the text as it is now.
    pub(super) fn learn(&mut self, note: Annotation) {
        self.annotations.push(Annotation { span: self.map.to_source(note.span).span, ..note });
    }

    /// Takes in the changes to `text`, from which `map` leads to the next one.
    fn follow(&mut self, text: &Text, edits: &Edits, map: &SourceMap) {
        for edit in edits.list() {
            self.take(text, Change::from(edit));
        }
        self.map = self.map.then(map);
    }

    /// Takes in one change to `text`, told in bytes of it.
    pub(super) fn take(&mut self, text: &Text, change: Change) {
        let place = self.map.to_source(change.span);
        let rewritten = || (!place.exact || place.span.len() != change.span.len()).then(|| text.slice(change.span).into());
        let taken = change.taken.or_else(rewritten);
        let target = change.to.map(|to| self.map.to_source(Span::empty(to)));
        // what is moved keeps its bytes, whatever was rewritten inside
        let exact = change.exact && target.map_or(place.exact && taken.is_none(), |target| place.exact && target.exact);
        let to = target.map(|target| target.span.start);
        self.changes.push(Change { span: place.span, taken, to, exact, ..change });
    }
}

impl From<&Edit> for Change {
    fn from(edit: &Edit) -> Change {
        Change { span: edit.span, taken: None, written: edit.text.clone(), to: edit.to, exact: true, cause: edit.cause }
    }
}
