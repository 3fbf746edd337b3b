//! Running heads and feet, page numbers, side tabs and box labels.
//!
//! They stand in the text because the page had them, often in the middle of a
//! sentence. Nothing is taken for furniture by its looks: it must repeat at the
//! edge of pages, count the pages, or repeat apart from all other text. And
//! there is a valve: when more would go than furniture can be, the evidence is
//! wrong, and nothing goes at all. (A tool of this kind once deleted 30,890
//! words of War and Peace.)

mod key;
mod label;
mod paged;
mod scattered;
mod unpaged;

use super::{Furniture, Options};
use crate::text::{AnnotationKind, Cause, Edits, Line, Lines, Span, Text};
use rustc_hash::FxHashMap;

const STAGE: &str = "furniture";

static HEAD: Cause = Cause { stage: STAGE, reason: "repeats at the edge of the pages" };
static NUMBER: Cause = Cause { stage: STAGE, reason: "is a page number" };
static TAB: Cause = Cause { stage: STAGE, reason: "is a tab at the side of the page" };
static LABEL: Cause = Cause { stage: STAGE, reason: "is a label that belongs to no sentence" };

/// The share of a text's characters that furniture can be: one in `VALVE`.
const VALVE: u64 = 5;

/// Lines already found to be furniture, by their index (0-based), each with
/// the reason.
type Taken = FxHashMap<usize, &'static Cause>;

/// Finds the furniture and does with it what `options.furniture` says.
#[must_use]
pub(super) fn run(text: &Text, options: &Options) -> Edits {
    let lines = text.lines();
    let mut taken = Taken::default();
    label::tabs(text, &mut taken);
    if lines.iter().any(|l| l.page) {
        paged::find(text, &mut taken);
    } else {
        unpaged::find(text, &mut taken);
    }
    label::labels(text, &mut taken);
    let mut edits = Edits::new();
    if taken.is_empty() || too_much(lines, &taken) {
        return edits;
    }
    let mut found: Vec<_> = taken.into_iter().collect();
    found.sort_unstable_by_key(|f| f.0);
    for (index, cause) in found {
        let Some(line) = lines.get(index) else { continue };
        edits.annotate(AnnotationKind::Furniture, line.body, text.slice(line.body));
        match options.furniture {
            Furniture::Keep => {}
            Furniture::Drop => edits.delete(with_line_end(text, line), cause),
            Furniture::Mark => {
                edits.insert(line.body.start, "⟦", cause);
                edits.insert(line.body.end, "⟧", cause);
            }
        }
    }
    edits
}

/// The line with its LF; a form feed is not the line's own and stays.
fn with_line_end(text: &Text, line: &Line) -> Span {
    let lf = text.as_bytes().get(line.span.end as usize) == Some(&b'\n');
    Span::new(line.span.start, line.span.end + u32::from(lf))
}

fn too_much(lines: &Lines, taken: &Taken) -> bool {
    let weight = |l: &Line| u64::from(l.chars.saturating_sub(l.spaces));
    let all: u64 = lines.iter().map(weight).sum();
    let gone: u64 = taken.keys().filter_map(|&i| lines.get(i)).map(weight).sum();
    gone * VALVE > all
}

/// Whether the line can be furniture at all: not blank, and not marked by an
/// earlier run.
fn is_open(text: &Text, line: &Line, taken: &Taken, index: usize) -> bool {
    !line.is_blank() && !taken.contains_key(&index) && !is_marked(text.slice(line.body))
}

fn is_marked(body: &str) -> bool {
    body.starts_with('⟦') && body.ends_with('⟧')
}
