//! Quoted titles that differ from the titles of what is pointed at.

use crate::book::{Likeness, Resolution, TITLES, compare, key};
use crate::doc::reference::{self, Target};
use crate::finding::Level;
use crate::lint::{Context, Offences, Safety};
use crate::text::Span;

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
        // what stands in brackets may be a remark
        let meant = book.quotes_titles(label) || is_quoted(document.text.as_str(), span) || is_alike(quoted, right);
        if owner.is_none() && !meant || book.is_full_of_holes(label) {
            offence.level(Level::Info);
        }
    }
}

/// Whether a title stands in quotation marks.
fn is_quoted(text: &str, title: Span) -> bool {
    text.get(..title.start as usize).is_some_and(|before| before.ends_with(['「', '『', '“', '"']))
}

/// The longest titles that are compared letter by letter.
const LETTERS: usize = 60;

/// Whether two titles have half of the letters of the longer one in common, in
/// one order.
fn is_alike(quoted: &str, right: &str) -> bool {
    let letters = |title: &str| key(title).chars().take(LETTERS).collect::<Vec<char>>();
    let (a, b) = (letters(quoted), letters(right));
    let mut row = vec![0usize; b.len() + 1];
    for x in &a {
        let mut corner = 0;
        for (j, y) in b.iter().enumerate() {
            let (left, above) = (row.get(j).copied().unwrap_or(0), row.get(j + 1).copied().unwrap_or(0));
            let best = if x == y { corner + 1 } else { left.max(above) };
            corner = above;
            if let Some(slot) = row.get_mut(j + 1) {
                *slot = best;
            }
        }
    }
    row.last().is_some_and(|common| *common >= 2 && common * 2 >= a.len().max(b.len()))
}
