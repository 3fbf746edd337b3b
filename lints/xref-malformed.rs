//! References that can point nowhere.

use crate::doc::reference::{Broken, Target, is_backwards};
use crate::finding::Level;
use crate::lint::{Context, Offences};
use crate::text::class;

/// So many blanks, a third of all references, are those of a form.
const FORM: usize = 6;

pub(super) fn check(context: &Context<'_>, out: &mut Offences) {
    let document = context.document;
    let blank = |target: &Target| matches!(target, Target::Broken(Broken::Unfilled));
    let blanks = document.references.iter().filter(|r| blank(&r.target)).count();
    let form = blanks >= FORM && blanks * 3 > document.references.len();
    for reference in &document.references {
        let page = match reference.target {
            Target::Page(_) => Some(reference.span),
            _ => reference.page.map(|page| page.0),
        };
        if let Some(page) = page.filter(|page| is_backwards(document.slice(*page))) {
            out.report(page).message("backwards").with("reference", document.slice(page));
        }
        let Target::Broken(broken) = reference.target else { continue };
        let message = match broken {
            Broken::Unfilled if document.slice(reference.span).starts_with(class::is_opening) => "left",
            Broken::Unfilled => "main",
            Broken::Field => "field",
            Broken::Backwards => "backwards",
        };
        let offence = out.report(reference.span).message(message).with("reference", document.slice(reference.span));
        if form && broken == Broken::Unfilled {
            offence.level(Level::Info);
        }
    }
    out.list.sort_by_key(|o| o.span);
}
