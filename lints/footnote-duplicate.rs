//! Two notes of one number.

use crate::doc::note::{Mistake, faults};
use crate::finding::Level;
use crate::lint::{Context, Offences, Safety};
use crate::text::{Span, class};

pub(super) fn check(context: &Context<'_>, out: &mut Offences) {
    let faults = faults(context.document, context.settings.text("scope"));
    for fault in faults.iter().filter(|f| f.mistake == Mistake::Duplicate) {
        let number = if fault.number > 0 { fault.number.to_string() } else { context.document.slice(fault.span).to_owned() };
        let offence = out.report(fault.span).with("number", number);
        if !fault.sure {
            offence.level(Level::Info);
        }
        if let Some(first) = fault.place {
            offence.related(context.place(first), "other");
        }
        if fault.other == 0 {
            continue;
        }
        offence.message("due").with("due", fault.other);
        // the number that is missing tells which of the two is wrong
        let wrong = if fault.other > fault.number { Some(fault.span) } else { fault.place };
        if let Some((digits, new)) = wrong.and_then(|span| renumbered(context.document.slice(span), span, fault.other)) {
            offence.fix(Safety::Unsafe, vec![(digits, new)]);
        }
    }
}

/// The digits of a note's number, and what they are with another number, in
/// the same kind of digits.
fn renumbered(written: &str, span: Span, number: u32) -> Option<(Span, String)> {
    let from = written.find(class::is_digit)?;
    let rest = written.get(from..)?;
    let len = rest.find(|c| !class::is_digit(c)).unwrap_or(rest.len());
    let wide = !rest.starts_with(|c: char| c.is_ascii());
    let new: String = number.to_string().chars().map(|c| if wide { widened(c) } else { c }).collect();
    let start = span.start + u32::try_from(from).ok()?;
    Some((Span::new(start, start + u32::try_from(len).ok()?), new))
}

fn widened(digit: char) -> char {
    digit.to_digit(10).and_then(|d| char::from_u32('０' as u32 + d)).unwrap_or(digit)
}
