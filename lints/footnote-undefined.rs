//! Marks whose note is not there.

use crate::doc::note::{Mistake, faults};
use crate::finding::Level;
use crate::lint::{Context, Offences, Safety};
use crate::text::Span;

pub(super) fn check(context: &Context<'_>, out: &mut Offences) {
    let faults = faults(context.document, context.settings.text("scope"));
    for fault in faults.iter() {
        let number = if fault.number > 0 { fault.number.to_string() } else { context.document.slice(fault.span).to_owned() };
        match fault.mistake {
            Mistake::Undefined => {
                let offence = out.report(fault.span).with("number", number);
                if !fault.sure {
                    offence.level(Level::Info);
                }
            }
            Mistake::NotesMissing => {
                out.report(fault.span).message("most").with("number", number).with("count", fault.other).level(Level::Info);
            }
            Mistake::Unnumbered => {
                let offence = out.report(fault.span).message("unnumbered").with("number", &number).level(Level::Warning);
                if let Some(line) = fault.place {
                    offence.related(context.place(line), "line");
                    offence.fix(Safety::Unsafe, vec![(Span::empty(line.start), format!("{number} "))]);
                }
            }
            _ => {}
        }
    }
}
