//! Two headings with the same number.

use crate::doc::heading::{self, Heading};
use crate::doc::number;
use crate::doc::series::{self, Fault};
use crate::finding::Level;
use crate::layout::Counter;
use crate::lint::{Context, Offences};
use crate::text::class;

pub(super) fn check(context: &Context<'_>, out: &mut Offences) {
    let document = context.document;
    let headings = &document.headings;
    let torn = heading::is_torn(headings);
    for row in heading::rows(headings) {
        let (list, values) = heading::counted(headings, &row);
        for fault in series::faults(&values) {
            let Fault::Repeat { at, of, due } = fault else { continue };
            let (Some(heading), Some(first)) = (list.get(at), list.get(of)) else { continue };
            let (Some(number), Some(other), Some(form)) = (heading.number, first.number, heading.form) else { continue };
            let sure = heading.marked || matches!(form.counter, Counter::Named | Counter::Decimal);
            // lists restart; a running head repeats its title
            let beside = at == of + 1 && values.get(at).is_some_and(|v| *v > 1);
            if !(sure || due.is_some() || beside) || title(context, heading) == title(context, first) {
                continue;
            }
            let written = document.slice(number);
            let offence = out.report(number).message(if due.is_some() { "due" } else { "main" }).with("number", written);
            offence
                .with("title", document.slice(first.title))
                .with("due", due.map_or(String::new(), |due| number::rewritten(written, heading::value(heading), due)));
            offence.related(context.place(other), "first");
            if torn {
                offence.level(Level::Info);
            }
        }
    }
}

/// The title without spaces.
fn title(context: &Context<'_>, heading: &Heading) -> String {
    context.document.slice(heading.title).chars().filter(|c| !class::is_space(*c)).collect()
}
