//! References that several targets have the number of.

use crate::book::{Likeness, Resolution, compare, key};
use crate::lint::{Context, Offences};

/// Targets that are shown.
const SHOWN: usize = 5;

pub(super) fn check(context: &Context<'_>, out: &mut Offences) {
    let (document, book) = (context.document, context.book);
    for (i, reference) in document.references.iter().enumerate() {
        let Resolution::Found(targets) = book.resolution(context.index, i) else { continue };
        let Some((first, rest)) = targets.split_first().filter(|(_, rest)| !rest.is_empty()) else { continue };
        let one = key(book.title(*first));
        let quoted = reference.title.map(|t| document.slice(t));
        let told = quoted.is_some_and(|q| targets.iter().any(|t| compare(q, book.title(*t)) == Likeness::Same));
        if told || rest.iter().all(|t| key(book.title(*t)) == one) {
            continue;
        }
        let offence = out.report(reference.span).with("reference", document.slice(reference.span)).with("count", targets.len());
        for target in targets.iter().take(SHOWN) {
            offence.related(book.place(*target), "target");
        }
    }
}
