//! Notes and marks that break the order of the numbers.

use crate::doc::note::{Mistake, faults};
use crate::finding::Level;
use crate::lint::{Context, Offences};

pub(super) fn check(context: &Context<'_>, out: &mut Offences) {
    let faults = faults(context.document, context.settings.text("scope"));
    for fault in faults.iter().filter(|f| matches!(f.mistake, Mistake::LateMark | Mistake::OutOfOrder)) {
        let offence = out.report(fault.span).with("number", fault.number);
        if !fault.sure {
            offence.level(Level::Info);
        }
        match (fault.mistake, fault.other) {
            (Mistake::LateMark, 0) => offence.message("mark"),
            (Mistake::LateMark, before) => offence.with("before", before),
            (_, 0) => offence.message("note"),
            (_, due) => offence.message("due").with("due", due),
        };
    }
}
