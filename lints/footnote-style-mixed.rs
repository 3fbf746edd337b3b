//! Marks that are written otherwise than most.

use crate::doc::note::{Mistake, faults};
use crate::lint::{Context, Offences};

pub(super) fn check(context: &Context<'_>, out: &mut Offences) {
    let faults = faults(context.document, context.settings.text("scope"));
    let all = context.document.notes.marks.len();
    for fault in faults.iter().filter(|f| f.mistake == Mistake::Mixed) {
        out.report(fault.span).with("count", fault.other).with("all", all);
    }
}
