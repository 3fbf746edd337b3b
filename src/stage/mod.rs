//! The clean-up: an ordered table of stages.
//!
//! A stage is a plain function from a text to [`Edits`]; it never returns a
//! whole text, so each change has a place and a reason. [`clean`] applies the
//! table from top to bottom, again and again until a round changes nothing:
//! its result is a fixed point, so cleaning clean text does nothing.

mod furniture;
mod headings;
mod options;
mod vertical;

pub use options::{Furniture, Gloss, LatinSpacing, Options, Ruby, Width};

use crate::text::{Annotation, Cause, Edits, SourceMap, Span, Text};

/// One row of the table.
pub struct Stage {
    /// As in `--skip` and `--explain`.
    pub name: &'static str,
    /// What it mends, in a few words.
    pub about: &'static str,
    /// What it does.
    pub run: fn(&Text, &Options) -> Edits,
}

/// The stages in the order in which they run. Later ones rely on what earlier
/// ones did: widths are only right when glosses and readings are out, lines can
/// only be joined when floats are out of the way.
pub const STAGES: &[Stage] = &[
    Stage { name: "furniture", about: "takes out running heads, page numbers and side tabs", run: furniture::run },
    Stage { name: "vertical", about: "joins vertical text that came one character a line", run: vertical::run },
    Stage { name: "headings", about: "mends headings given twice or without their number", run: headings::run },
];

/// More rounds than any text was seen to need.
const ROUNDS: usize = 8;

/// One change that was made, in bytes of the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// What was changed; widened when it had been rewritten before.
    pub span: Span,
    /// Which stage, and why.
    pub cause: &'static Cause,
    /// Whether the text was moved and not rewritten.
    pub moved: bool,
}

/// A cleaned text.
#[derive(Debug)]
pub struct Cleaned {
    /// The cleaned text.
    pub text: Text,
    /// From the source to the cleaned text.
    pub map: SourceMap,
    /// Every change, by round and stage.
    pub changes: Vec<Change>,
    /// Readings, expansions and furniture; spans in bytes of the source.
    pub annotations: Vec<Annotation>,
}

/// Runs all stages over a text.
#[must_use]
pub fn clean(source: Text, options: &Options) -> Cleaned {
    let map = SourceMap::identity(source.len());
    let mut out = Cleaned { text: source, map, changes: Vec::new(), annotations: Vec::new() };
    for _ in 0..ROUNDS {
        let before = out.changes.len();
        for stage in STAGES {
            if !options.skip.iter().any(|s| s == stage.name) {
                out.step(stage, options);
            }
        }
        if out.changes.len() == before {
            break;
        }
    }
    out
}

impl Cleaned {
    fn step(&mut self, stage: &Stage, options: &Options) {
        let edits = (stage.run)(&self.text, options);
        debug_assert_eq!(edits.refused(), 0, "stage {} made edits that overlap", stage.name);
        for note in edits.annotations() {
            let span = self.map.to_source(note.span).span;
            self.annotations.push(Annotation { span, ..note.clone() });
        }
        if edits.is_empty() {
            return;
        }
        let Some((text, map)) = edits.apply(&self.text) else { return };
        for edit in edits.list() {
            let span = self.map.to_source(edit.span).span;
            self.changes.push(Change { span, cause: edit.cause, moved: edit.to.is_some() });
        }
        self.map = self.map.then(&map);
        self.text = text;
    }
}
