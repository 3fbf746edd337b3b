//! References that several targets have the number of.

use crate::book::Resolution;
use crate::doc::reference::{self, Target};
use crate::lint::{Context, Offences};

/// Targets that are shown.
const SHOWN: usize = 5;

pub(super) fn check(context: &Context<'_>, out: &mut Offences) {
    let (document, book) = (context.document, context.book);
    for (i, reference) in document.references.iter().enumerate() {
        let Resolution::Found(group) = book.resolution(context.index, i) else { continue };
        let titles = book.titles(group);
        let quoted = reference.title.map(|t| document.slice(t));
        let label = matches!(reference.target, Target::Label(_));
        let told = quoted.is_some_and(|q| book.titled(q, label).iter().any(|t| group.has(*t)));
        if told || titles.len() < 2 {
            continue;
        }
        let offence = out.report(reference.span).with("reference", reference::name(document, i)).with("count", group.len());
        for target in group.iter().take(SHOWN) {
            offence.related(book.place(*target), "target");
        }
    }
}
