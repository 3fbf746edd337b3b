//! A figure or table whose number skips some.

use std::cell::OnceCell;
use std::collections::BTreeSet;

use crate::doc::caption::{self, Caption, Label};
use crate::doc::number;
use crate::doc::series::{self, Fault};
use crate::lint::{Context, Offences};

/// How many may be missing without a look at how many there are.
const FEW: usize = 3;

pub(super) fn check(context: &Context<'_>, out: &mut Offences) {
    let document = context.document;
    let standing = OnceCell::new();
    for row in caption::rows(&document.captions, &document.headings) {
        let list: Vec<&Caption> = row.iter().filter_map(|&i| document.captions.get(i)).collect();
        let values: Vec<u32> = list.iter().map(|c| value(&c.label)).collect();
        let (Some(first), Some(low), Some(high)) = (list.first(), values.iter().min(), values.iter().max()) else { continue };
        let own: BTreeSet<u32> = values.iter().copied().collect();
        let span = high - low + 1;
        if usize::try_from(span).is_ok_and(|n| n == own.len()) || span > 500 {
            continue;
        }
        let (taken, beside) = context.book.taken(&first.label);
        let standing = standing.get_or_init(|| caption::standing(&document.text, &document.outline));
        let known = standing.len() * 2 + FEW.max(own.len());
        if span as usize > taken.len() + beside.len() + known {
            continue;
        }
        let is_free = |v: &u32| taken.binary_search(v).is_err() && beside.binary_search(v).is_err();
        let mut missing: BTreeSet<u32> = (*low..*high).filter(is_free).collect();
        if missing.len() > known {
            continue;
        }
        missing.retain(|v| {
            let label = with(&first.label, *v);
            let stands = standing.contains(&label) || label.beside().is_some_and(|other| standing.contains(&other));
            !stands && !context.book.is_left_out(&label)
        });
        // most of them were lost, or they never were in this text
        if missing.is_empty() || missing.len() > FEW && missing.len() * 2 > own.len() {
            continue;
        }
        report(context, out, &list, &values, missing);
    }
}

fn value(label: &Label) -> u32 {
    label.number.last().copied().unwrap_or(0)
}

fn with(label: &Label, value: u32) -> Label {
    let mut label = label.clone();
    if let Some(last) = label.number.last_mut() {
        *last = value;
    }
    label
}

fn report(context: &Context<'_>, out: &mut Offences, list: &[&Caption], values: &[u32], mut missing: BTreeSet<u32>) {
    let document = context.document;
    let mut wrong: BTreeSet<usize> = BTreeSet::new();
    for fault in series::faults(values) {
        let Fault::Wrong { at, due } = fault else { continue };
        let Some(caption) = list.get(at).filter(|_| missing.remove(&due)) else { continue };
        wrong.insert(at);
        let written = document.slice(caption.span);
        out.report(caption.span)
            .message("wrong")
            .with("label", written)
            .with("first", number::rewritten(written, value(&caption.label), due));
    }
    let rest: Vec<(usize, u32)> = values.iter().copied().enumerate().filter(|(at, _)| !wrong.contains(at)).collect();
    let mut open = missing.into_iter().peekable();
    while let Some(first) = open.next() {
        let mut last = first;
        while let Some(next) = open.next_if_eq(&(last + 1)) {
            last = next;
        }
        let Some(caption) = rest.iter().filter(|(_, v)| *v > last).min_by_key(|(at, v)| (*v, *at)).and_then(|(at, _)| list.get(*at)) else {
            continue;
        };
        let before = rest.iter().filter(|(_, v)| *v < first).max_by_key(|(_, v)| *v).and_then(|(at, _)| list.get(*at));
        let written = document.slice(caption.span);
        let offence = out.report(caption.span).message(if first == last { "main" } else { "many" });
        let called = |due| number::rewritten(written, value(&caption.label), due);
        offence.with("label", written).with("first", called(first)).with("last", called(last));
        if let Some(before) = before {
            offence.with("before", document.slice(before.span)).related(context.place(before.span), "before");
        }
    }
}
