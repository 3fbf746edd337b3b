//! The notes and marks of one style, read together.

use rustc_hash::FxHashSet;

use super::chain::{self, Scope};
use super::fault::{self, Fault};
use super::lost::{self, Losses, Lost};
use super::runs::{self, Run};
use super::scan::{CLEAR, Candidate, Role};
use super::{Mark, Note, Scoping, Style};
use crate::doc::Outline;
use crate::text::{Span, Text};

/// What was read of one style.
#[derive(Clone, Debug, Default)]
pub(super) struct Reading {
    pub marks: Vec<Mark>,
    pub notes: Vec<Note>,
    pub faults: Vec<Fault>,
    /// How many marks have their note.
    pub matched: usize,
    /// How many of the marks can be nothing else.
    pub clear: usize,
    pub scopes: usize,
    /// How much the marks speak for it: 2 is one that ends a sentence.
    pub evidence: f32,
}

/// One scope with all that was found in it.
pub(super) struct Part<'a> {
    pub scope: &'a Scope,
    pub first: bool,
    /// Whether all notes of the text count in it.
    pub alone: bool,
    /// The notes that fit, rising.
    pub notes: Vec<Candidate>,
    /// Those that do not.
    pub odd: Vec<Candidate>,
    pub lost: Vec<Lost>,
    /// The marks that fit, rising, and whether their number has a note.
    pub marks: Vec<Candidate>,
    /// Marks in this part that do not fit.
    pub rest: Vec<Candidate>,
    /// The numbers of all notes, with or without it.
    pub numbers: FxHashSet<u32>,
}

/// Reads the notes and marks of one style, given as candidates in the order of
/// the text.
pub(super) fn read(text: &Text, outline: &Outline, notes: &[Candidate], marks: &[Candidate], scoping: Scoping<'_>) -> Reading {
    let runs = runs::find(notes, marks, scoping);
    let clear = marks.iter().filter(|m| m.role == Role::Mark(CLEAR)).count();
    let losses: Vec<Losses> = runs.iter().map(|run| lost::find(text, outline, notes, run, |block| holds(marks, block))).collect();
    let scopes = scopes(outline, notes, &runs, &losses, clear * 2 >= marks.len());
    let marks = split(marks, &scopes);
    let owner = chain::find(&marks, &scopes);
    let mut reading = Reading { clear, ..Reading::default() };
    let mut rest = spare(&marks, &owner, &scopes);
    let mut owned: Vec<Vec<Candidate>> = vec![Vec::new(); scopes.len()];
    for (mark, owner) in marks.iter().zip(&owner) {
        if let Some(list) = owner.and_then(|k| owned.get_mut(k)) {
            list.push(*mark);
        }
    }
    for (k, (run, scope)) in runs.iter().zip(&scopes).enumerate() {
        let pick = |list: &[usize]| -> Vec<Candidate> { list.iter().filter_map(|&c| notes.get(c).copied()).collect() };
        let own = sieve(owned.get_mut(k).map(std::mem::take).unwrap_or_default(), scope);
        let Some(losses) = losses.get(k) else { continue };
        let lost = kept(losses, &own);
        let rest = rest.get_mut(k).map(std::mem::take).unwrap_or_default();
        let (chosen, odd) = (pick(&run.chosen), pick(&run.odd));
        let numbers = chosen.iter().chain(&odd).map(|n| n.number).chain(lost.iter().map(|l| l.number)).collect();
        let part = Part { scope, first: k == 0, alone: runs.len() == 1, notes: chosen, odd, lost, marks: own, rest, numbers };
        let evidence = evidence(&part);
        if evidence < 1.2 {
            continue;
        }
        reading.evidence += evidence;
        reading.matched += part.marks.iter().filter(|m| part.noted(m.number)).count();
        fault::judge(outline, &part, &mut reading.faults);
        let scope = reading.scopes;
        reading.scopes += 1;
        let mark = |m: &Candidate| Mark { span: m.span, number: m.number, scope, style: m.style };
        reading.marks.extend(part.marks.iter().map(mark));
        reading.marks.extend(part.rest.iter().filter(|m| part.noted(m.number)).map(mark));
        let note = |n: &Candidate| Note { block: n.block, span: n.span, number: n.number, scope, style: n.style };
        reading.notes.extend(part.notes.iter().chain(&part.odd).map(note));
        reading.notes.extend(part.lost.iter().filter_map(|l| {
            let at = outline.blocks.get(l.block)?.body.start;
            Some(Note { block: l.block, span: Span::empty(at), number: l.number, scope, style: Style::Bare })
        }));
    }
    reading
}

impl Part<'_> {
    /// Whether a note of this number is there, with or without it.
    pub(super) fn noted(&self, number: u32) -> bool {
        self.numbers.contains(&number)
    }
}

fn holds(marks: &[Candidate], block: usize) -> bool {
    let at = marks.partition_point(|m| m.block < block);
    marks.iter().skip(at).take_while(|m| m.block == block).any(lost::holds)
}

/// What the runs expect, and where.
fn scopes(outline: &Outline, notes: &[Candidate], runs: &[Run], losses: &[Losses], clear: bool) -> Vec<Scope> {
    let start = |block: usize| outline.blocks.get(block).map_or(0, |b| b.span.start);
    let note = |c: Option<&usize>| c.and_then(|&c| notes.get(c));
    let mut list: Vec<Scope> = Vec::new();
    let mut before: Option<&Run> = None;
    for (run, losses) in runs.iter().zip(losses) {
        let mut numbers: Vec<u32> = run.chosen.iter().chain(&run.odd).filter_map(|&c| notes.get(c)).map(|n| n.number).collect();
        numbers.sort_unstable();
        numbers.dedup();
        let mut lost: Vec<u32> = losses.before.iter().chain(&losses.inside).chain(&losses.behind).map(|l| l.number).collect();
        lost.retain(|n| numbers.binary_search(n).is_err());
        lost.sort_unstable();
        let (first, last) = (note(run.chosen.first()), note(run.chosen.last()));
        let until = last.map_or(0, |n| outline.blocks.get(n.block).map_or(n.span.end, |b| b.span.end));
        // the last group of the notes before, and the paragraph in front of it
        let group = before.and_then(|b| {
            let mut group = note(b.chosen.last())?.block;
            for n in b.chosen.iter().rev().filter_map(|&c| notes.get(c)) {
                if group.abs_diff(n.block) > 4 {
                    break;
                }
                group = n.block;
            }
            Some(group)
        });
        let adjacent = before.and_then(|b| note(b.chosen.last())).zip(first).is_some_and(|(a, b)| b.block <= a.block + 4);
        let from = match (adjacent, list.last()) {
            (true, Some(previous)) => previous.from,
            _ => group.map_or(0, |g| start(g.saturating_sub(2))),
        };
        if let Some(at) = first.map(|n| n.span.start) {
            // notes of several parts that stand together share their places
            for previous in list.iter_mut().rev().take_while(|s| s.limit == u32::MAX) {
                if !adjacent {
                    previous.limit = at;
                }
            }
        }
        list.push(Scope { numbers, lost, from, until, limit: u32::MAX, beyond: if clear { 4 } else { 1 } });
        before = Some(run);
    }
    list
}

/// Marks that stand side by side look like one number: `78` is 7 and 8 when
/// these are due and 78 is not.
fn split(marks: &[Candidate], scopes: &[Scope]) -> Vec<Candidate> {
    let mut list = Vec::with_capacity(marks.len());
    let mut first = 0;
    for mark in marks {
        while scopes.get(first).is_some_and(|s| s.limit <= mark.span.start) {
            first += 1;
        }
        let plain = matches!(mark.style, Style::Bare | Style::Raised | Style::Sup);
        if plain && mark.number > 9 {
            let near = || scopes.iter().skip(first).take(8).take_while(|s| s.from <= mark.span.start);
            if !near().any(|s| s.has(mark.number))
                && let Some((a, b)) = near().find_map(|s| halves(mark.number).filter(|&(a, b)| s.has(a) && s.has(b)))
            {
                // the digits' places inside the mark do not matter to anyone
                list.push(Candidate { number: a, ..*mark });
                list.push(Candidate { number: b, ..*mark });
                continue;
            }
        }
        list.push(*mark);
    }
    list
}

/// `78` as 7 and 8, `910` as 9 and 10, `1112` as 11 and 12.
fn halves(number: u32) -> Option<(u32, u32)> {
    [10, 100].into_iter().map(|by| (number / by, number % by)).find(|&(a, b)| a > 0 && b == a + 1)
}

/// Marks that fill no place, by the scope they stand in.
fn spare(marks: &[Candidate], owner: &[Option<usize>], scopes: &[Scope]) -> Vec<Vec<Candidate>> {
    let mut list = vec![Vec::new(); scopes.len()];
    let mut scope = 0;
    for (mark, own) in marks.iter().zip(owner) {
        if let Some(k) = own {
            scope = *k;
            continue;
        }
        while scopes.get(scope).is_some_and(|s| s.until <= mark.span.start)
            && scopes.get(scope + 1).is_some_and(|s| s.from <= mark.span.start)
        {
            scope += 1;
        }
        let shape = if let Role::Mark(shape) = mark.role { shape } else { 0 };
        if let Some(place) = list.get_mut(scope)
            && shape >= 3
        {
            place.push(*mark);
        }
    }
    list
}

/// A number without a note is a mark when it cannot well be anything else, or
/// when its neighbours are marks.
fn sieve(marks: Vec<Candidate>, scope: &Scope) -> Vec<Candidate> {
    let numbers: FxHashSet<u32> = marks.iter().map(|m| m.number).collect();
    let has = |n: u32| numbers.contains(&n);
    let keep = |m: &Candidate| {
        let Role::Mark(shape) = m.role else { return false };
        let inside = has(m.number.wrapping_sub(1)) && has(m.number + 1);
        let after = has(m.number.wrapping_sub(1)) && shape >= 4 && m.number > scope.numbers.last().copied().unwrap_or(0);
        let first = m.number == 1 && shape >= 4 && has(2);
        let own = m.span.start < scope.until;
        scope.has(m.number) || scope.lost.contains(&m.number) || own && (shape == CLEAR || inside || after || first)
    };
    let kept: Vec<bool> = marks.iter().map(keep).collect();
    marks.into_iter().zip(kept).filter(|(_, k)| *k).map(|(m, _)| m).collect()
}

/// The lines without a number whose number is called.
fn kept(losses: &Losses, marks: &[Candidate]) -> Vec<Lost> {
    let numbers: FxHashSet<u32> = marks.iter().map(|m| m.number).collect();
    let called = |l: &Lost| numbers.contains(&l.number);
    let whole = |list: &[Lost]| if !list.is_empty() && list.iter().all(called) { list.to_vec() } else { Vec::new() };
    let mut kept = whole(&losses.before);
    kept.extend(losses.inside.iter().copied().filter(called));
    kept.extend(whole(&losses.behind));
    kept
}

/// How much the marks that call the notes of a scope speak for taking it for
/// one.
fn evidence(part: &Part<'_>) -> f32 {
    let sum: f32 = part
        .marks
        .iter()
        .filter(|m| part.noted(m.number))
        .map(|m| match m.role {
            Role::Mark(CLEAR) => 3.0,
            Role::Mark(4) => 2.0,
            Role::Mark(3) => 1.5,
            Role::Mark(2) => 1.0,
            _ => 0.3,
        })
        .sum();
    let called: FxHashSet<u32> = part.marks.iter().map(|m| m.number).collect();
    let uncalled = part.notes.iter().filter(|n| !called.contains(&n.number)).count();
    sum - 0.8 * uncalled as f32
}
