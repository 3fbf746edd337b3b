//! A heading whose number skips some.

use crate::doc::heading::{self, Heading};
use crate::doc::number::{self, Unit};
use crate::doc::series::{self, Fault};
use crate::finding::Level;
use crate::layout::Counter;
use crate::lint::{Context, Offences};
use crate::text::Span;

pub(super) fn check(context: &Context<'_>, out: &mut Offences) {
    let document = context.document;
    let headings = &document.headings;
    let torn = heading::is_torn(headings);
    for row in heading::rows(headings) {
        let (list, values) = heading::counted(headings, &row);
        for fault in series::faults(&values) {
            match fault {
                Fault::Gap { at, first, last } => gap(context, out, &list, &values, at, (first, last), torn),
                Fault::Wrong { at, due } => wrong(context, out, &list, at, due, torn || document.torn),
                Fault::Repeat { .. } => {}
            }
        }
    }
    opening(context, out);
}

/// Whether a number without a name counts up well enough in front of `at` to be
/// trusted.
fn is_established(list: &[&Heading], values: &[u32], at: usize) -> bool {
    let named = list.iter().any(|h| h.marked || h.form.is_some_and(|f| matches!(f.counter, Counter::Named | Counter::Decimal)));
    let before = values.get(..at).unwrap_or(&[]);
    named || before.first() == Some(&1) || before.windows(2).any(|w| matches!(w, [a, b] if *b == a + 1))
}

fn gap(context: &Context<'_>, out: &mut Offences, list: &[&Heading], values: &[u32], at: usize, (first, last): (u32, u32), torn: bool) {
    let (Some(before), Some(heading)) = (at.checked_sub(1).and_then(|i| list.get(i)), list.get(at)) else { return };
    let (Some(form), Some(number), Some(previous)) = (heading.form, heading.number, before.number) else { return };
    let document = context.document;
    if !is_established(list, values, at) || last - first > 8 && form.counter != Counter::Named && form.counter != Counter::Decimal {
        return;
    }
    // what was not taken for a heading
    let between = document.slice(Span::new(before.title.end, number.start));
    if (first..=last.min(first + 9)).all(|value| series::stands_in(between, form, value)) {
        return;
    }
    let written = document.slice(number);
    let offence = out.report(number).message(if first == last { "main" } else { "many" });
    offence.with("number", written).with("before", document.slice(previous));
    let called = |value| number::rewritten(written, heading::value(heading), value);
    offence.with("first", called(first)).with("last", called(last));
    offence.related(context.place(previous), "before");
    if torn {
        offence.level(Level::Info);
    }
}

fn wrong(context: &Context<'_>, out: &mut Offences, list: &[&Heading], at: usize, due: u32, torn: bool) {
    let Some((heading, number)) = list.get(at).and_then(|h| Some((h, h.number?))) else { return };
    let document = context.document;
    let written = document.slice(number);
    let offence = out.report(number).message("wrong").with("number", written);
    offence.with("first", number::rewritten(written, heading::value(heading), due));
    for beside in [at.checked_sub(1), Some(at + 1)].into_iter().flatten() {
        if let Some(beside) = list.get(beside).and_then(|h| h.number) {
            offence.related(context.place(beside), "beside");
        }
    }
    if torn {
        offence.level(Level::Info);
    }
}

/// The first heading of a file in the middle of a book: it is wrong when the
/// files around it leave room for one number only.
fn opening(context: &Context<'_>, out: &mut Offences) {
    let top = |h: &&Heading| h.parent.is_none() && !h.own.is_empty() && (h.marked || h.form.is_some_and(|f| f.unit != Unit::Unnamed));
    let same = |a: &Heading, b: &Heading| a.form == b.form && a.level == b.level && a.own.len() == b.own.len();
    let value = heading::value;
    let documents = &context.book.documents;
    let Some(first) = context.document.headings.iter().find(top) else { return };
    let Some(before) = context.index.checked_sub(1).and_then(|i| documents.get(i)) else { return };
    let Some(before) = before.headings.iter().rev().find(top).filter(|h| same(h, first)) else { return };
    let here = context.document.headings.iter().filter(top).nth(1);
    let next = here.or_else(|| documents.get(context.index + 1)?.headings.iter().find(top)).filter(|h| same(h, first));
    let (Some(next), Some(number)) = (next, first.number) else { return };
    let due = value(before).saturating_add(1);
    if value(first) != due && value(next) == due + 1 && value(first) != 1 {
        let written = context.document.slice(number);
        let right = number::rewritten(written, value(first), due);
        out.report(number).message("wrong").with("number", written).with("first", right);
    }
}
