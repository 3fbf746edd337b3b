//! One acronym with two expansions, or one expansion with two acronyms.

use super::acronym_undefined::is_long;
use crate::book::terms::Meaning;
use crate::doc::acronym::spelling;
use crate::finding::Level;
use crate::lint::{Context, Offences};
use crate::text::Span;

pub(super) fn check(context: &Context<'_>, out: &mut Offences) {
    let terms = &context.book.terms;
    for (meaning, first) in terms.pairs_of(&terms.conflicts, context.index) {
        let name = context.document.slice(meaning.place.span);
        let offence = out.report(meaning.place.span).with("acronym", name);
        offence.with("here", said(context, meaning, meaning.latin)).with("there", said(context, first, first.latin));
        offence.related(first.place, "definition");
        if !is_long(&spelling::name(name)) {
            offence.level(Level::Warning);
        }
    }
    for (meaning, first) in terms.pairs_of(&terms.rivals, context.index) {
        let offence = out.report(meaning.place.span).message("rival").with("expansion", said(context, meaning, meaning.latin));
        offence.with("here", context.document.slice(meaning.place.span)).with("there", said(context, first, Some(first.place.span)));
        offence.related(first.place, "definition");
    }
}

fn said<'a>(context: &Context<'a>, meaning: &Meaning, span: Option<Span>) -> &'a str {
    let document = context.book.documents.get(meaning.place.document);
    document.zip(span).map_or("", |(d, s)| d.slice(s))
}
