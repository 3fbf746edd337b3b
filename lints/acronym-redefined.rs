//! An acronym that is expanded again.

use crate::doc::acronym::Form;
use crate::lint::{Context, Offences};

pub(super) fn check(context: &Context<'_>, out: &mut Offences) {
    let whole = context.settings.flag("book");
    for term in context.book.terms.of_document(context.index) {
        let near = |m: &&crate::book::terms::Meaning| m.form < Form::List && (whole || m.place.document == context.index);
        let mut meanings = term.meanings.iter().filter(near);
        let Some(first) = meanings.next() else { continue };
        for again in meanings.filter(|m| m.place.document == context.index) {
            // another expansion is a conflict, not a repetition
            let same = first.key.is_empty() || again.key.is_empty() || first.key.contains(&again.key) || again.key.contains(&first.key);
            if same {
                let offence = out.report(again.place.span).with("acronym", context.document.slice(again.place.span));
                offence.related(first.place, "definition");
            }
        }
    }
}
