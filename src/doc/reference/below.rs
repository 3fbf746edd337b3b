//! A number alone behind the last named step: the 4 of `第1章第1節4で述べる`. It
//! may as well be the mark of a note, so it is read when the notes are known,
//! and only where headings below such a step are numbered so.

use std::collections::BTreeSet;

use super::{Reference, Target, context, tail};
use crate::doc::heading::Heading;
use crate::doc::note::Notes;
use crate::doc::number::{Step, Unit};
use crate::layout::Counter;
use crate::layout::start::number;
use crate::text::{Span, Text};

/// Adds such numbers to the references in front of them.
pub fn number_steps(text: &Text, headings: &[Heading], notes: &Notes, references: &mut [Reference]) {
    let units: BTreeSet<Unit> = headings.iter().filter_map(|h| above(headings, h)).collect();
    if units.is_empty() {
        return;
    }
    let noted: BTreeSet<u32> = notes.notes.iter().map(|n| n.number).collect();
    for reference in references {
        let (Target::Heading(steps) | Target::Relative { steps, .. }) = &reference.target else { continue };
        let unit = match (&reference.target, steps.last()) {
            (_, Some(last)) => last.unit,
            (Target::Relative { unit, .. }, None) => *unit,
            _ => continue,
        };
        if !units.contains(&unit) || reference.title.is_some() || reference.page.is_some() {
            continue;
        }
        let Some((value, end)) = behind(text, reference.span.end as usize) else { continue };
        let at = Span::new(reference.span.end, end);
        let near = notes.marks.partition_point(|m| m.span.end <= at.start);
        let marked = notes.marks.get(near).is_some_and(|m| m.span.start < at.end);
        // 第1節4 may be the mark of note 4 that was not seen
        if marked || noted.contains(&value) {
            continue;
        }
        let found = tail::read(text.as_str().get(end as usize..).unwrap_or(""));
        let place = |(from, to): (usize, usize)| {
            let at = |n: usize| end + u32::try_from(n).unwrap_or(0);
            Span::new(at(from), at(to))
        };
        reference.span = Span::new(reference.span.start, end);
        reference.title = found.title.map(place);
        reference.page = found.page.map(|(from, to, number)| (place((from, to)), number));
        let step = Step { unit: Unit::Unnamed, value };
        match &mut reference.target {
            Target::Heading(steps) | Target::Relative { steps, .. } => steps.push(step),
            _ => {}
        }
    }
}

/// The unit of the named heading right above one with a bare number.
fn above(headings: &[Heading], heading: &Heading) -> Option<Unit> {
    let bare = heading.form.filter(|f| f.unit == Unit::Unnamed && matches!(f.counter, Counter::Bare | Counter::Dotted));
    let above = headings.get(heading.parent?)?.own.last()?.unit;
    (bare.is_some() && heading.own.len() == 1 && above != Unit::Unnamed).then_some(above)
}

/// The number at a byte of the text that is pointed at, and where it ends.
fn behind(text: &Text, at: usize) -> Option<(u32, u32)> {
    let rest = text.as_str().get(at..)?;
    let near = rest.strip_prefix('の').unwrap_or(rest);
    let (value, len) = number(near);
    let after = near.get(len..)?;
    let titled = tail::read(after).title.is_some();
    let closed = after.starts_with(['）', ')']) && context::is_bracketed(text.as_str().get(..at)?);
    let sure = (1..=20).contains(&value) && (titled || closed || context::is_pointed_at(after));
    sure.then(|| u32::try_from(at + (rest.len() - near.len()) + len).ok().map(|end| (value, end)))?
}
