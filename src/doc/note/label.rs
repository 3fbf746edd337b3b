//! Notes with names, as Markdown has them: `[^1]` and `[^1]: …`.

use memchr::memmem;
use rustc_hash::{FxHashMap, FxHashSet};

use super::fault::{Fault, Mistake};
use super::{Mark, Note, Notes, Style};
use crate::doc::{Kind, Outline};
use crate::layout::start;
use crate::text::{Span, Text};

/// A label and where it stands.
#[derive(Clone, Copy)]
struct Place<'a> {
    label: &'a str,
    span: Span,
    block: usize,
}

/// Reads the notes with names and adds them.
pub(super) fn read(text: &Text, outline: &Outline, notes: &mut Notes) {
    let (marks, heads) = places(text, outline);
    if marks.is_empty() && heads.is_empty() {
        return;
    }
    let scope = notes.notes.iter().map(|n| n.scope).chain(notes.marks.iter().map(|m| m.scope)).max().map_or(0, |s| s + 1);
    notes.marks.extend(marks.iter().map(|m| Mark { span: m.span, number: number(m.label), scope, style: Style::Label }));
    notes.notes.extend(heads.iter().map(|n| Note { block: n.block, span: n.span, number: number(n.label), scope, style: Style::Label }));
    judge(&marks, &heads, &mut notes.faults);
}

/// The marks and the notes.
fn places<'a>(text: &'a Text, outline: &Outline) -> (Vec<Place<'a>>, Vec<Place<'a>>) {
    let string = text.as_str();
    let (mut marks, mut notes) = (Vec::new(), Vec::new());
    let mut block = 0;
    for at in memmem::find_iter(string.as_bytes(), "[^") {
        while outline.blocks.get(block).is_some_and(|b| (b.span.end as usize) <= at) {
            block += 1;
        }
        let Some(here) = outline.blocks.get(block).filter(|b| b.span.start as usize <= at && b.kind != Kind::Code) else { continue };
        let rest = string.get(at + 2..here.span.end as usize).unwrap_or("");
        let Some(len) = rest.bytes().take(64).position(|b| matches!(b, b']' | b'[' | b' ' | b'`')) else { continue };
        let (label, behind) = (rest.get(..len).unwrap_or(""), rest.get(len..).unwrap_or(""));
        let before = string.get(here.span.start as usize..at).unwrap_or("");
        // `[^0-9]` in program text
        let code = before.ends_with('`');
        if label.is_empty() || !behind.starts_with(']') || code || label.contains(['-', '\\']) && number(label) == 0 && label.len() < 6 {
            continue;
        }
        let end = at + 2 + len + 1;
        let (Ok(from), Ok(to)) = (u32::try_from(at), u32::try_from(end)) else { continue };
        let place = Place { label, span: Span::new(from, to), block };
        if from == here.body.start && behind.starts_with("]:") { notes.push(place) } else { marks.push(place) }
    }
    (marks, notes)
}

/// The number that a label is; 0 when it is none.
fn number(label: &str) -> u32 {
    match start::number(label) {
        (value, len) if len > 0 && len == label.len() => value,
        _ => 0,
    }
}

fn judge(marks: &[Place<'_>], notes: &[Place<'_>], faults: &mut Vec<Fault>) {
    let mut add = |mistake, of: &Place<'_>, other, place| {
        faults.push(Fault { mistake, span: of.span, number: number(of.label), other, place, sure: true });
    };
    let mut called: FxHashMap<&str, Span> = FxHashMap::default();
    for mark in marks {
        called.entry(mark.label).or_insert(mark.span);
    }
    let mut noted: FxHashMap<&str, Span> = FxHashMap::default();
    let mut doubled = Vec::new();
    for note in notes {
        match noted.get(note.label) {
            Some(&first) => doubled.push((note, first)),
            None => {
                noted.insert(note.label, note.span);
            }
        }
    }
    // a mark without its note, beside a number that is there twice: one mistake
    let missing: Vec<&Place<'_>> = marks.iter().filter(|m| !noted.contains_key(m.label) && called.get(m.label) == Some(&m.span)).collect();
    let mut due: FxHashMap<u32, usize> = FxHashMap::default();
    for (i, mark) in missing.iter().enumerate().rev().filter(|(_, m)| number(m.label) > 0) {
        due.insert(number(mark.label), i);
    }
    let mut told: FxHashSet<usize> = FxHashSet::default();
    for (note, first) in doubled {
        let beside = [number(note.label).checked_sub(1), number(note.label).checked_add(1)].into_iter().flatten();
        let slip = beside.filter_map(|n| Some((*due.get(&n)?, n))).min();
        if let Some((i, n)) = slip {
            due.remove(&n);
            told.insert(i);
        }
        add(Mistake::Duplicate, note, slip.map_or(0, |(_, n)| n), Some(first));
    }
    let missing: Vec<&Place<'_>> = missing.into_iter().enumerate().filter(|(i, _)| !told.contains(i)).map(|(_, m)| m).collect();
    let matched = noted.keys().filter(|l| called.contains_key(*l)).count();
    if missing.len() >= 3 && missing.len() > matched {
        if let Some(first) = missing.first() {
            add(Mistake::NotesMissing, first, u32::try_from(missing.len()).unwrap_or(u32::MAX), None);
        }
    } else {
        for mark in &missing {
            add(Mistake::Undefined, mark, 0, None);
        }
    }
    for note in notes.iter().filter(|n| !called.contains_key(n.label) && noted.get(n.label) == Some(&n.span)) {
        add(Mistake::Unreferenced, note, 0, None);
    }
    let mut numbers: Vec<(u32, &Place<'_>)> = notes.iter().chain(marks).map(|p| (number(p.label), p)).filter(|(n, _)| *n > 0).collect();
    // stable: notes first
    numbers.sort_by_key(|(n, _)| *n);
    numbers.dedup_by_key(|(n, _)| *n);
    let mut before = 0;
    for (n, place) in &numbers {
        if *n > before + 1 && (before > 0 || *n == 2) && *n < before + 12 {
            faults.push(Fault {
                mistake: Mistake::Gap,
                span: place.span,
                number: before + 1,
                other: n - 1,
                place: called.get(place.label).copied(),
                sure: true,
            });
        }
        before = *n;
    }
    order(marks, &called, faults);
}

/// First marks behind ones with higher numbers, where nearly all rise.
fn order(marks: &[Place<'_>], called: &FxHashMap<&str, Span>, faults: &mut Vec<Fault>) {
    let first: Vec<(u32, Span)> =
        marks.iter().filter(|m| called.get(m.label) == Some(&m.span)).map(|m| (number(m.label), m.span)).filter(|(n, _)| *n > 0).collect();
    let mut highest = 0;
    let mut late = Vec::new();
    for (i, &(n, span)) in first.iter().enumerate() {
        let next = first.get(i + 1).map_or(u32::MAX, |f| f.0);
        if n < highest {
            late.push((n, span, highest));
        } else if n <= next || first.get(i + 2).is_none_or(|f| f.0 >= n) {
            highest = n;
        }
    }
    if late.len() * 4 <= first.len() || late.len() == 1 && first.len() > 2 {
        faults.extend(late.into_iter().map(|(n, span, other)| Fault {
            mistake: Mistake::LateMark,
            span,
            number: n,
            other,
            place: None,
            sure: true,
        }));
    }
}
