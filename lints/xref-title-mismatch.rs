//! Quoted titles that differ from the titles of what is pointed at.

use crate::book::{Likeness, Resolution, TITLES, compare};
use crate::doc::reference::{self, Target};
use crate::finding::Level;
use crate::lint::{Context, Offences, Safety};

pub(super) fn check(context: &Context<'_>, out: &mut Offences) {
    let (document, book) = (context.document, context.book);
    for (i, reference) in document.references.iter().enumerate() {
        let (Some(span), Resolution::Found(targets)) = (reference.title, book.resolution(context.index, i)) else { continue };
        let quoted = document.slice(span);
        let Some(&target) = targets.first() else { continue };
        let titles = book.titles(targets);
        if titles.len() > TITLES || titles.iter().any(|t| compare(quoted, book.title(*t)) != Likeness::Other) {
            continue;
        }
        let label = matches!(reference.target, Target::Label(_));
        let right = book.title(target);
        let owner = book.titled(quoted, label).first().copied();
        let offence = out.report(span);
        offence.with("reference", reference::name(document, i)).with("right", right).with("quoted", quoted);
        if let Some(owner) = owner {
            offence.message("number").with("owner", book.name(owner)).related(book.place(owner), "owner");
        } else if targets.len() == 1 {
            offence.fix(Safety::Unsafe, vec![(span, right.to_owned())]);
        }
        offence.related(book.place(target), "target");
        if owner.is_none() && !book.quotes_titles(label) || book.is_full_of_holes(label) {
            offence.level(Level::Info);
        }
    }
}
