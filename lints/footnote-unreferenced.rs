//! Notes that no mark calls.

use crate::doc::note::{Mistake, faults};
use crate::finding::Level;
use crate::lint::{Context, Offences};

pub(super) fn check(context: &Context<'_>, out: &mut Offences) {
    let faults = faults(context.document, context.settings.text("scope"));
    for fault in faults.iter() {
        let number = if fault.number > 0 { fault.number.to_string() } else { context.document.slice(fault.span).to_owned() };
        match fault.mistake {
            Mistake::Unreferenced => {
                let offence = out.report(fault.span).with("number", number);
                if !fault.sure {
                    offence.level(Level::Info);
                }
            }
            Mistake::MarksMissing => {
                out.report(fault.span).message("most").with("number", number).with("count", fault.other).level(Level::Info);
            }
            _ => {}
        }
    }
}
