//! An acronym that is expanded only after its first use.

use super::acronym_undefined::{is_long, spared};
use crate::doc::acronym::{Form, spelling};
use crate::finding::Level;
use crate::lint::{Context, Offences};
use crate::text::Span;

/// A use this near before its expansion (in bytes), in one sentence, is part of
/// it.
const NEAR: u32 = 90;

pub(super) fn check(context: &Context<'_>, out: &mut Offences) {
    let terms = &context.book.terms;
    for term in terms.of_document(context.index) {
        let (Some(first), Some(expanded)) = (term.first.filter(|p| p.document == context.index), term.expanded()) else { continue };
        let place = expanded.place;
        let listed = term.meanings.iter().any(|m| m.form >= Form::List);
        let between = context.document.slice(Span::new(first.span.end, place.span.start));
        let near = place.document == first.document
            && place.span.start <= first.span.end + NEAR
            && !between.contains(['\n', '。'])
            && !between.contains(". ");
        if place < first || listed || near || spared(context.settings, &term.name) {
            continue;
        }
        let document = context.book.documents.get(place.document);
        let said = |span| document.map_or("", |d| d.slice(span));
        let japanese = expanded.japanese.map_or(0, |s| said(s).chars().count());
        let sure = !terms.partial && is_long(&term.name) && (expanded.latin.is_some() || japanese >= 4);
        let offence = out.report(first.span).with("acronym", spelling::singular(context.document.slice(first.span)));
        offence.related(place, "definition");
        if !sure {
            offence.level(Level::Info);
        }
    }
}
