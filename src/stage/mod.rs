//! The clean-up: an ordered table of stages.
//!
//! A stage is a plain function from a text to [`Edits`]; it never returns a
//! whole text, so each change has a place and a reason. [`clean`] applies the
//! table from top to bottom, again and again until a round changes nothing:
//! its result is a fixed point, so cleaning clean text does nothing. In each
//! round the stages that go by the layout come to rest among themselves before
//! the next one begins (see [`parts`]).

pub mod breaks;
pub mod characters;
mod columns;
mod floats;
mod furniture;
mod glosses;
mod guard;
mod headings;
mod hyphen;
mod joint;
mod lines;
mod notes;
mod options;
mod pieces;
mod readings;
mod run;
mod scan;
mod sections;
pub mod spaces;
mod stretch;
mod vertical;
pub mod width;

pub(crate) use joint::SOFT;
pub use options::{Furniture, Gloss, LatinSpacing, Options, Ruby, Width};

use std::borrow::Cow;

use crate::text::{Annotation, Cause, Edits, SourceMap, Span, Text};
use run::Trace;

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
    Stage { name: "breaks", about: "one kind of line end", run: breaks::run },
    Stage { name: "characters", about: "characters that were written for others", run: characters::run },
    Stage { name: "width", about: "width of ASCII letters and digits, on request", run: width::run },
    Stage { name: "spaces", about: "spaces that the page never had", run: spaces::run },
    Stage { name: "furniture", about: "takes out running heads, page numbers and side tabs", run: furniture::run },
    Stage { name: "glosses", about: "expansions set as ruby over an acronym", run: glosses::run },
    Stage { name: "readings", about: "kana set over kanji", run: readings::run },
    Stage { name: "vertical", about: "joins vertical text that came one character a line", run: vertical::run },
    Stage { name: "headings", about: "mends headings given twice or without their number", run: headings::run },
    Stage { name: "pieces", about: "puts print lines together that were given in pieces", run: pieces::run },
    Stage { name: "columns", about: "takes two columns apart that were read across", run: columns::run },
    Stage { name: "notes", about: "puts the number of a note in front of it", run: notes::run },
    Stage { name: "floats", about: "moves notes, captions and boxes out of the sentences they cut", run: floats::run },
    Stage { name: "lines", about: "joins the lines of a paragraph, over blank lines, columns and pages", run: lines::run },
];

/// The stages that look at characters and lines, which run once a round, and
/// those that go by the layout, which run until they change nothing: a line that
/// was joined is new to them, and hardly ever to the others.
#[must_use]
pub fn parts() -> [&'static [Stage]; 2] {
    let (lines, layout) = STAGES.split_at(STAGES.iter().position(|stage| stage.name == "pieces").unwrap_or(0));
    [lines, layout]
}

#[cfg(test)]
#[test]
fn the_stages_that_go_by_the_layout() {
    let [lines, layout] = parts();
    assert_eq!(lines.len() + layout.len(), STAGES.len());
    assert_eq!(layout.first().map(|stage| stage.name), Some("pieces"));
}

/// One change that was made, in bytes of the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What was changed; widened when it had been rewritten before.
    pub span: Span,
    /// What stood there, when an earlier change had made it differ from the
    /// bytes of `span`.
    pub taken: Option<Box<str>>,
    /// What was written in its place; empty for a deletion. For a move: what
    /// was written in front of the moved text.
    pub written: Cow<'static, str>,
    /// Where the text went, when it was moved and not rewritten.
    pub to: Option<u32>,
    /// Whether the change can be made in the source as it stands: nothing that
    /// it touches had been rewritten before.
    pub exact: bool,
    /// Which stage, and why.
    pub cause: &'static Cause,
}

/// A cleaned text.
#[derive(Debug)]
pub struct Cleaned {
    /// The cleaned text.
    pub text: Text,
    /// From the source to the cleaned text.
    pub map: SourceMap,
    /// Every change, by round and stage; of a text that was cleaned in sections,
    /// by section first.
    pub changes: Vec<Change>,
    /// Readings, expansions and furniture; spans in bytes of the source.
    pub annotations: Vec<Annotation>,
    /// How many changes each stage made.
    pub tally: Tally,
    /// How often the table was run; the last time nothing was changed.
    pub rounds: usize,
}

/// The stages that changed something, in the order in which they first did, and
/// how many changes each made.
pub type Tally = Vec<(&'static str, usize)>;

/// Runs all stages over a text.
#[must_use]
pub fn clean(source: Text, options: &Options) -> Cleaned {
    let trace = Trace::of(source.len());
    sections::clean(source, options, Some(trace), sections::SIZE)
}

/// The same for those who want the text alone: where it came from is not kept,
/// and map, changes and annotations stay empty.
#[must_use]
pub fn clean_text(source: Text, options: &Options) -> Cleaned {
    sections::clean(source, options, None, sections::SIZE)
}

impl Stage {
    /// What the stage does to a text, less what may not be touched (code,
    /// tables and the like in Markdown).
    #[must_use]
    pub fn edits(&self, text: &Text, options: &Options) -> Edits {
        let mut edits = (self.run)(text, options);
        guard::drop_forbidden(self, text, &mut edits);
        edits
    }
}

/// The text that `edits` make of `text`, with what is known of its print, and
/// where each piece of it came from. `None` when it would be too long.
#[must_use]
pub fn apply(text: &Text, edits: &Edits, options: &Options) -> Option<(Text, SourceMap)> {
    apply_into(text, edits, options, Text::default())
}

fn apply_into(text: &Text, edits: &Edits, options: &Options, spare: Text) -> Option<(Text, SourceMap)> {
    let (new, map) = edits.apply_into(text, spare)?;
    let stretches = stretch::after(text, edits, &map, options);
    Some((if stretches.is_empty() { new } else { new.stretched(stretches) }, map))
}
