//! Pages given with references, where pages are known.

use crate::doc::reference;
use crate::lint::{Context, Offences, Safety};

pub(super) fn check(context: &Context<'_>, out: &mut Offences) {
    let (document, book) = (context.document, context.book);
    for (i, reference) in document.references.iter().enumerate() {
        let (Some((span, written)), Some(target)) = (reference.page, book.resolution(context.index, i).only()) else { continue };
        let place = book.place(target);
        let Some(right) = book.documents.get(place.document).and_then(|d| d.pages.number(place.span.start)) else { continue };
        if right == written {
            continue;
        }
        let words = document.slice(span);
        let offence = out.report(span).with("reference", reference::name(document, i)).with("right", right).with("written", written);
        offence.related(place, "target");
        if words.contains(&written.to_string()) && words.chars().filter(char::is_ascii_digit).count() == written.to_string().len() {
            offence.fix(Safety::Unsafe, vec![(span, words.replace(&written.to_string(), &right.to_string()))]);
        }
    }
}
