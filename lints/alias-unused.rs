//! A short name that is introduced and never used.

use crate::lint::{Context, Offences};

pub(super) fn check(context: &Context<'_>, out: &mut Offences) {
    for alias in context.document.acronyms.aliases.iter().filter(|a| a.uses == 0) {
        let word = context.document.slice(alias.alias);
        if !context.book.terms.elsewhere.contains(word) {
            out.report(alias.alias).with("alias", word);
        }
    }
}
