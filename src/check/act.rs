//! Changes of the clean-up that are one act: a float is moved and the line ends
//! around it go, an expansion is taken out and written elsewhere. As a finding
//! such an act is one, and as a fix it is done whole or not at all.

use std::ops::Range;

use crate::stage::Change;
use crate::text::{Span, Text};

/// The reason of the stage `headings` for letters given twice.
const LETTERS: &str = "gives each letter twice";

/// What is written where, in bytes of the decoded text; disjoint and sorted.
pub(super) type Edits = Vec<(Span, String)>;

/// Changes that belong together, as indices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Act {
    /// The change that says what it is.
    pub lead: usize,
    /// What it is reported at.
    pub span: Span,
    all: Range<usize>,
}

/// The acts of the changes of a text, in their order.
pub(super) fn of(changes: &[Change], text: &Text) -> Vec<Act> {
    let mut acts = Vec::new();
    let mut at = 0;
    while at < changes.len() {
        let len = floats(changes, at)
            .or_else(|| columns(changes, at))
            .or_else(|| numbers(changes, at))
            .or_else(|| glosses(changes, at, text))
            .or_else(|| one_by_one(changes, at, text));
        let all = at..at + len.unwrap_or(1);
        at = all.end;
        let lead = all.clone().find(|i| changes.get(*i).is_some_and(leads)).unwrap_or(all.start);
        let Some(change) = changes.get(lead) else { break };
        let last = changes.get(all.end - 1).filter(|_| goes_letter_by_letter(change));
        acts.push(Act { lead, span: last.map_or(change.span, |last| change.span.hull(last.span)), all });
    }
    acts
}

/// What moves or takes out says more than the mending of the edges.
fn leads(change: &Change) -> bool {
    change.to.is_some() || change.cause.stage == "glosses" && change.written.is_empty()
}

/// A block that is moved, with the line ends that touch it on both sides.
fn floats(changes: &[Change], at: usize) -> Option<usize> {
    let moved = |i: usize| changes.get(i).filter(|c| c.cause.stage == "floats" && c.to.is_some());
    let touch = |a: usize, b: usize| Some(changes.get(a)?.span.end == changes.get(b)?.span.start);
    let from = if moved(at).is_some() {
        at
    } else {
        moved(at + 1)?;
        (touch(at, at + 1)? && changes.get(at)?.to.is_none()).then_some(at + 1)?
    };
    let edge = changes.get(from + 1).is_some_and(|c| c.cause.stage == "floats" && c.to.is_none()) && touch(from, from + 1)?;
    Some(from + 1 + usize::from(edge) - at)
}

/// The columns of one region; all that is moved in it goes to one place, its
/// end.
fn columns(changes: &[Change], at: usize) -> Option<usize> {
    let run = changes.get(at..)?;
    let len = run.iter().take_while(|c| c.cause.stage == "columns").count();
    let target = run.get(..len)?.iter().find_map(|c| c.to)?;
    let mut last = 0;
    Some(
        run.iter()
            .take(len)
            .take_while(|c| {
                let goes_on = c.span.start >= last && c.span.end <= target && c.to.is_none_or(|to| to == target);
                last = c.span.end;
                goes_on
            })
            .count()
            .max(1),
    )
}

/// A number that is set in front of its title: a space, a gap, and itself.
fn numbers(changes: &[Change], at: usize) -> Option<usize> {
    let target = changes.get(at).filter(|c| c.cause.stage == "headings" && c.span.is_empty())?.span.start;
    let own = |c: &&Change| c.cause.stage == "headings" && !c.span.is_empty() && c.to.is_none_or(|to| to == target);
    let len = changes.get(at + 1..)?.iter().take(2).take_while(own).count();
    changes.get(at + 1..=at + len)?.iter().any(|c| c.to.is_some()).then_some(1 + len)
}

/// What is taken out of the text, and the same words written elsewhere.
fn glosses(changes: &[Change], at: usize, text: &Text) -> Option<usize> {
    let run = changes.get(at..)?;
    run.first().filter(|c| c.cause.stage == "glosses")?;
    // letters that were taken out, and letters that were written
    let (mut cut, mut written) = (String::new(), String::new());
    let mut end = 0;
    let len = run.iter().take_while(|c| {
        let own = letters(if c.written.is_empty() { c.taken.as_deref().unwrap_or_else(|| text.slice(c.span)) } else { &c.written });
        let apart = c.span.start < end || c.cause.stage != "glosses";
        let full = !cut.is_empty() && cut.len() <= written.len();
        end = c.span.end;
        if apart || full && !own.is_empty() {
            return false;
        }
        if c.written.is_empty() {
            cut.push_str(&own);
        } else {
            written.push_str(&own);
        }
        true
    });
    Some(len.count().max(1))
}

fn goes_letter_by_letter(change: &Change) -> bool {
    change.cause.stage == "vertical" || change.cause.reason == LETTERS
}

/// Changes at each letter of a word or line.
fn one_by_one(changes: &[Change], at: usize, text: &Text) -> Option<usize> {
    const FAR: u32 = 16;
    let first = changes.get(at).filter(|c| goes_letter_by_letter(c))?;
    let mut end = first.span.start;
    let near = |c: &&Change| {
        let between = c.span.start.checked_sub(end).filter(|far| *far <= FAR).map(|_| text.slice(Span::new(end, c.span.start)));
        end = c.span.end;
        c.cause == first.cause && between.is_some_and(|between| !between.contains('\n'))
    };
    Some(changes.get(at..)?.iter().take_while(near).count().max(1))
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

impl Act {
    /// What the act does to the decoded text; `None` when it cannot be done
    /// there as it stands, since earlier changes had prepared its place.
    pub(super) fn edits(&self, changes: &[Change], text: &Text) -> Option<Edits> {
        let own = changes.get(self.all.clone())?;
        if own.iter().any(|c| !c.exact) || !keeps_words(own, text) {
            return None;
        }
        let mut list: Edits = Vec::new();
        // at one place, what is moved to it stands in front of what is inserted
        let mut moves: Vec<(u32, String)> =
            own.iter().filter_map(|c| Some((c.to?, format!("{}{}", c.written, text.slice(c.span))))).collect();
        moves.sort_by_key(|m| m.0);
        for (to, moved) in moves {
            match list.last_mut() {
                Some((span, before)) if span.start == to => before.push_str(&moved),
                _ => list.push((Span::empty(to), moved)),
            }
        }
        for change in own {
            let written = if change.to.is_some() { String::new() } else { change.written.to_string() };
            match list.iter_mut().find(|(span, _)| span.is_empty() && change.span == *span) {
                Some((_, before)) => before.push_str(&written),
                None => list.push((change.span, written)),
            }
        }
        list.sort_by_key(|e| (e.0.start, e.0.end));
        list.is_sorted_by(|a, b| a.0.end <= b.0.start).then_some(list)
    }
}

/// Whether all words that a gloss takes out are written again.
fn keeps_words(own: &[Change], text: &Text) -> bool {
    let (mut cut, mut written) = (String::new(), String::new());
    for change in own.iter().filter(|c| c.cause.stage == "glosses") {
        if change.written.is_empty() {
            cut.push_str(&letters(text.slice(change.span)));
        } else {
            written.push_str(&letters(&change.written));
        }
    }
    let count = |text: &str, c: char| text.chars().filter(|x| *x == c).count();
    let mut all: Vec<char> = cut.chars().collect();
    all.sort_unstable();
    all.dedup();
    all.into_iter().all(|c| count(&written, c) >= count(&cut, c))
}
