//! An acronym that is introduced and never used.

use crate::doc::acronym::{Form, spelling};
use crate::lint::{Context, Offences};

pub(super) fn check(context: &Context<'_>, out: &mut Offences) {
    for term in context.book.terms.of_document(context.index) {
        let [only] = term.meanings.as_slice() else { continue };
        if term.uses > 0 || only.form >= Form::List || only.place.document != context.index {
            continue;
        }
        // `GIS（…）`: the acronym is the word of the sentence
        let behind = context.document.text.get(only.place.span.end as usize..).unwrap_or("").trim_start_matches(' ');
        if !behind.starts_with(['（', '(']) {
            out.report(only.place.span).with("acronym", spelling::singular(context.document.slice(only.place.span)));
        }
    }
}
