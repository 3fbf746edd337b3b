//! Which styles of marks and notes a document uses.

use super::scan::{CLEAR, Candidate, Role};
use super::system::{self, Reading};
use super::{Fault, Mistake, Notes, Scoping, Style};
use crate::doc::Outline;
use crate::text::{Span, Text};

/// Styles that belong together: marks of one may call notes of another.
const FAMILIES: [&[Style]; 6] = [
    &[Style::Bare, Style::Wide, Style::Sup, Style::Raised],
    &[Style::Kome],
    &[Style::Star],
    &[Style::Bracket],
    &[Style::Chu],
    &[Style::Paren],
];
/// What a note's own number is written like when it has none of the marks'
/// signs.
const PLAIN: [&[Style]; 2] = [&[Style::Bare, Style::Wide, Style::Sup, Style::Raised], &[Style::Dotted]];

/// The notes and marks that the text has, as far as they are of a style that
/// fits together.
pub(super) fn best(text: &Text, outline: &Outline, found: &[Candidate], scoping: Scoping<'_>) -> Notes {
    let mut readings: Vec<(usize, Reading)> = Vec::new();
    for (f, family) in FAMILIES.iter().enumerate() {
        let marks: Vec<Candidate> =
            found.iter().filter(|c| matches!(c.role, Role::Mark(1..)) && family.contains(&c.style)).copied().collect();
        if marks.is_empty() {
            continue;
        }
        let notes = |styles: &[Style], tails: bool| -> Vec<Candidate> {
            let head = |c: &&Candidate| match c.role {
                Role::Head(_) => styles.contains(&c.style),
                Role::Tail => tails,
                Role::Mark(_) => false,
            };
            found.iter().filter(head).copied().collect()
        };
        let mut reading = system::read(text, outline, &notes(family, f == 0), &marks, scoping);
        let clear = marks.iter().filter(|m| m.role == Role::Mark(CLEAR)).count();
        if reading.matched * 4 < clear {
            for styles in PLAIN {
                let other = system::read(text, outline, &notes(styles, false), &marks, scoping);
                if other.matched > reading.matched * 2 {
                    reading = other;
                }
            }
        }
        if reading.matched > 0 {
            mixed(&mut reading);
            readings.push((f, reading));
        }
    }
    choose(readings)
}

/// Reports each style that fewer of the marks are written in.
fn mixed(reading: &mut Reading) {
    let mut styles: Vec<(Style, usize, Span)> = Vec::new();
    for mark in &reading.marks {
        match styles.iter_mut().find(|s| s.0 == mark.style) {
            Some(style) => style.1 += 1,
            None => styles.push((mark.style, 1, mark.span)),
        }
    }
    let most = styles.iter().max_by_key(|s| (s.1, s.0)).map(|s| s.0);
    for (_, count, span) in styles.into_iter().filter(|s| Some(s.0) != most) {
        let other = u32::try_from(count).unwrap_or(u32::MAX);
        reading.faults.push(Fault { mistake: Mistake::Mixed, span, number: 0, other, place: None, sure: true });
    }
}

/// Keeps the style that fits best, and others that cannot well be chance.
fn choose(mut readings: Vec<(usize, Reading)>) -> Notes {
    let sure = |r: &Reading| r.clear * 2 >= r.marks.len();
    readings.sort_by_key(|(f, r)| (std::cmp::Reverse(r.matched * if sure(r) { 3 } else { 2 }), *f));
    let mut all = Notes::default();
    let mut scopes = 0;
    for (i, (_, reading)) in readings.into_iter().enumerate() {
        let counts = if i == 0 { reading.evidence >= 2.0 || sure(&reading) } else { sure(&reading) && reading.matched >= 3 };
        if !counts {
            continue;
        }
        all.marks.extend(reading.marks.into_iter().map(|m| super::Mark { scope: m.scope + scopes, ..m }));
        all.notes.extend(reading.notes.into_iter().map(|n| super::Note { scope: n.scope + scopes, ..n }));
        all.faults.extend(reading.faults);
        scopes += reading.scopes;
    }
    all
}
