//! An acronym that is used and never expanded.

use crate::book::terms::{Term, Terms};
use crate::doc::acronym::known::is_known;
use crate::doc::acronym::spelling;
use crate::finding::Level;
use crate::lint::{Context, Offences, Settings};

pub(super) fn check(context: &Context<'_>, out: &mut Offences) {
    let terms = &context.book.terms;
    let open = |t: &&Term| t.meanings.is_empty() && !t.named && t.first.is_some_and(|p| p.document == context.index);
    let mut habit = None;
    for term in terms.of_document(context.index).filter(open) {
        let Some(first) = term.first else { continue };
        if spared(context.settings, &term.name) {
            continue;
        }
        let habit = *habit.get_or_insert_with(|| has_habit(terms, context.settings));
        // one in other letters than the rest is perhaps from a quotation
        let own = context.document.slice(first.span).is_ascii() != terms.wide;
        let sure = own && habit && !terms.partial && term.sure >= 2 && is_long(&term.name);
        let offence = out.report(first.span).with("acronym", context.document.slice(first.span)).with("uses", term.uses);
        if !sure {
            offence.level(Level::Info);
        }
    }
}

/// Whether an acronym needs no expansion: readers know it, or the config says
/// so.
pub(super) fn spared(settings: &Settings, name: &str) -> bool {
    (!settings.flag("strict") && is_known(name)) || settings.list("known").any(|k| spelling::name(k) == name)
}

/// Whether it has three letters or more: two stand for too many things.
pub(super) fn is_long(name: &str) -> bool {
    name.bytes().filter(u8::is_ascii_alphabetic).count() >= 3
}

/// Whether the book expands its acronyms as a habit: more than half as many
/// again as it leaves alone.
fn has_habit(terms: &Terms, settings: &Settings) -> bool {
    let bare = terms.unexpanded.iter().filter_map(|&i| terms.acronyms.get(i)).filter(|t| is_long(&t.name) && !spared(settings, &t.name));
    // three in five; no need to count further
    let most = terms.habit * 2 / 3 + 1;
    terms.habit >= 2 && bare.take(most).count() * 3 <= terms.habit * 2
}
