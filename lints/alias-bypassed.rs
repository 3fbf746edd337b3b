//! A long name that stands again although a short one was introduced for it.

use crate::lint::{Context, Offences, Safety};

pub(super) fn check(context: &Context<'_>, out: &mut Offences) {
    let acronyms = &context.document.acronyms;
    for alias in acronyms.aliases.iter().chain(&acronyms.shortened) {
        let word = context.document.slice(alias.alias);
        for &span in &alias.bypassed {
            let offence = out.report(span).with("alias", word).with("name", context.document.slice(span));
            offence.related(context.place(alias.alias), "definition").fix(Safety::Unsafe, vec![(span, word.to_owned())]);
        }
    }
}
