//! References whose target should be among the files, and is not.

use crate::book::{Resolution, TELLING, key};
use crate::doc::reference::{self, Target};
use crate::finding::Level;
use crate::lint::{Context, Offences};

pub(super) fn check(context: &Context<'_>, out: &mut Offences) {
    let (document, book) = (context.document, context.book);
    for (i, reference) in document.references.iter().enumerate() {
        let Resolution::Missing(missing) = book.resolution(context.index, i) else { continue };
        let label = matches!(reference.target, Target::Label(_));
        let title = reference.title.map(|t| document.slice(t)).filter(|t| key(t).chars().count() >= TELLING);
        let owners = title.map_or(&[][..], |t| book.titled(t, label));
        let offence = out.report(reference.span).with("reference", reference::name(document, i));
        if let (Some(title), &[owner]) = (title, owners) {
            offence.message("titled").with("title", title).with("right", book.name(owner)).related(book.place(owner), "titled");
            // the heading may stand in another place than it was printed
            if document.torn && !label {
                offence.level(Level::Info);
            }
        } else if !missing.sure {
            offence.message("open").level(Level::Info);
        }
        if book.is_full_of_holes(label) {
            offence.level(Level::Info);
        }
    }
}
