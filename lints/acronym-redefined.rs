//! An acronym that is expanded again.

use crate::book::terms::Meaning;
use crate::doc::acronym::{Form, spelling};
use crate::lint::{Context, Offences};

pub(super) fn check(context: &Context<'_>, out: &mut Offences) {
    let whole = context.settings.flag("book");
    for term in context.book.terms.of_document(context.index) {
        let own = term.meanings_in(context.index);
        let expands = |m: &&Meaning| m.form < Form::List;
        let Some(first) = (if whole { &term.meanings } else { own }).iter().find(expands) else { continue };
        for again in own.iter().filter(expands).filter(|m| m.place != first.place) {
            // another expansion is a conflict, not a repetition
            let same = first.key.is_empty() || again.key.is_empty() || first.key.contains(&again.key) || again.key.contains(&first.key);
            if same {
                let offence = out.report(again.place.span).with("acronym", spelling::singular(context.document.slice(again.place.span)));
                offence.related(first.place, "definition");
            }
        }
    }
}
