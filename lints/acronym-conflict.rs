//! One acronym with two expansions, or one expansion with two acronyms.

use super::acronym_undefined::is_long;
use crate::book::terms::Meaning;
use crate::finding::Level;
use crate::lint::{Context, Offences};
use crate::text::Span;

pub(super) fn check(context: &Context<'_>, out: &mut Offences) {
    let terms = &context.book.terms;
    for term in terms.of_document(context.index) {
        let mut seen: Vec<&Meaning> = Vec::new();
        for meaning in term.meanings.iter().filter(|m| !m.key.is_empty()) {
            // with or without a qualification it is the same thing
            let same = |other: &&Meaning| other.key.contains(&meaning.key) || meaning.key.contains(&other.key);
            let Some(first) = seen.first().copied().filter(|_| !seen.iter().any(same)) else {
                if seen.is_empty() {
                    seen.push(meaning);
                }
                continue;
            };
            seen.push(meaning);
            if meaning.place.document == context.index {
                let offence = out.report(meaning.place.span).with("acronym", context.document.slice(meaning.place.span));
                offence.with("here", said(context, meaning, meaning.latin)).with("there", said(context, first, first.latin));
                offence.related(first.place, "definition");
                if !is_long(&term.name) {
                    offence.level(Level::Warning);
                }
            }
        }
    }
    for &((t, m), (other, o)) in &terms.rivals {
        let find = |t: usize, m: usize| terms.acronyms.get(t).and_then(|t| t.meanings.get(m));
        let (Some(meaning), Some(first)) = (find(t, m), find(other, o)) else { continue };
        if meaning.place.document != context.index {
            continue;
        }
        let offence = out.report(meaning.place.span).message("rival").with("expansion", said(context, meaning, meaning.latin));
        offence.with("here", context.document.slice(meaning.place.span)).with("there", said(context, first, Some(first.place.span)));
        offence.related(first.place, "definition");
    }
}

fn said<'a>(context: &Context<'a>, meaning: &Meaning, span: Option<Span>) -> &'a str {
    let document = context.book.documents.get(meaning.place.document);
    document.zip(span).map_or("", |(d, s)| d.slice(s))
}
