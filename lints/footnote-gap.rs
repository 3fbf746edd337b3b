//! Numbers that notes and marks leave out.

use crate::doc::note::{Mistake, faults};
use crate::finding::Level;
use crate::lint::{Context, Offences};

pub(super) fn check(context: &Context<'_>, out: &mut Offences) {
    let faults = faults(context.document, context.settings.text("scope"));
    for fault in faults.iter().filter(|f| f.mistake == Mistake::Gap) {
        let offence = out.report(fault.span).with("number", fault.number).with("last", fault.other);
        if !fault.sure {
            offence.level(Level::Info);
        }
        if fault.other > fault.number {
            offence.message("many");
        }
        if let Some(mark) = fault.place {
            offence.related(context.place(mark), "mark");
        }
    }
}
