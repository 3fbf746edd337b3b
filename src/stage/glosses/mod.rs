//! Expansions set as ruby over an acronym.
//!
//! Ministries print the English words of an acronym in small type over it.
//! Extractors write them as a line of their own: between the halves of the
//! acronym, before or behind its line, sometimes at the foot of the column;
//! and often they cut the line at the acronym. A Latin line is taken for an
//! expansion when its initials spell an acronym that stands near it in Japanese
//! prose; everything else (notes, bibliographies, lists of terms) stays.

mod acronyms;
mod initials;
mod inline;
mod place;
mod plan;

use crate::text::{AnnotationKind, Edits, Line, Lines, Text};

use super::{Gloss, Options};
use initials::Phrase;
use place::{Base, Finder};
use plan::Plan;

/// Most lines over which one expansion runs.
const LONGEST: usize = 3;

/// The stage; see the module.
pub(super) fn run(text: &Text, options: &Options) -> Edits {
    let lines = text.lines();
    let (mut japanese, mut latin, mut candidates) = (0u64, 0u64, false);
    for line in lines.iter() {
        japanese += u64::from(line.japanese);
        latin += u64::from(line.latin);
        candidates |= is_candidate(line) || inline::is_candidate(line);
    }
    if !candidates || japanese * 3 < latin {
        return Edits::new();
    }
    let mut finder = Finder::new(text, lines);
    let found = lines_of_their_own(text, lines, &mut finder);
    let mut plan = Plan::new(text, lines);
    for gloss in &found {
        plan.take_lines(gloss.first, gloss.last);
    }
    let mut edits_notes = Vec::new();
    for gloss in &found {
        edits_notes.push((gloss.base.span, gloss.phrase.text.clone()));
        if options.gloss != Gloss::Keep {
            plan.mend(gloss.first, gloss.last, &gloss.base);
        }
        if options.gloss == Gloss::Inline {
            plan.write(gloss.base.span, &gloss.phrase.text);
        }
    }
    for (span, base, phrase) in inline::find(text, lines, &mut finder) {
        edits_notes.push((base, phrase.text.clone()));
        if options.gloss != Gloss::Keep {
            plan.cut(span);
        }
        if options.gloss == Gloss::Inline {
            plan.write(base, &phrase.text);
        }
    }
    let mut edits = plan.finish();
    edits_notes.sort();
    for (span, value) in edits_notes {
        edits.annotate(AnnotationKind::Gloss, span, value);
    }
    edits
}

/// An expansion on lines `first..=last` and the acronym it belongs to.
struct Found {
    first: usize,
    last: usize,
    phrase: Phrase,
    base: Base,
}

/// Whether the counts of a line allow an expansion, or the start of one.
fn is_candidate(line: &Line) -> bool {
    line.japanese == 0 && line.latin >= 4 && line.chars <= 160 && line.digits <= 4 && (line.latin + line.spaces) * 10 >= line.chars * 8
}

/// Whether a line may go on with an expansion begun on the line before.
fn continues(line: &Line) -> bool {
    line.japanese == 0 && line.latin >= 2 && line.chars <= 160 && line.digits <= 4 && (line.latin + line.spaces) * 10 >= line.chars * 8
}

fn lines_of_their_own(text: &Text, lines: &Lines, finder: &mut Finder<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    let mut index = 0;
    while index < lines.len() {
        match lines.get(index).filter(|l| is_candidate(l)).and_then(|_| starts_at(text, lines, index, finder)) {
            Some(gloss) => {
                index = gloss.last + 1;
                found.push(gloss);
            }
            None => index += 1,
        }
    }
    found
}

/// The expansion that starts with line `first`: on this line, or on it and the
/// ones that follow.
fn starts_at(text: &Text, lines: &Lines, first: usize, finder: &mut Finder<'_>) -> Option<Found> {
    let mut joined = String::new();
    let mut last = first;
    for count in 0..LONGEST {
        if count > 0 {
            last = (last + 1..last + 3).find(|&i| lines.get(i).is_some_and(|l| !l.is_blank()))?;
            if !lines.get(last).is_some_and(continues) {
                return None;
            }
        }
        let body = text.slice(lines.get(last)?.body);
        if count > 0 && !joined.ends_with('-') {
            joined.push(' ');
        }
        joined.push_str(body);
        if let Some(phrase) = Phrase::read(&joined)
            && let Some(base) = finder.base_of(&phrase, first, last)
        {
            return Some(Found { first, last, phrase, base });
        }
    }
    None
}
