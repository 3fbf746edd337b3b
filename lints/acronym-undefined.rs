//! An acronym that is used and never expanded.

use crate::book::terms::{Term, Terms};
use crate::doc::acronym::known::is_known;
use crate::doc::acronym::spelling;
use crate::finding::Level;
use crate::lint::{Context, Offences, Settings};
use crate::text::{Span, class};

pub(super) fn check(context: &Context<'_>, out: &mut Offences) {
    let terms = &context.book.terms;
    let open = |t: &&Term| t.meanings.is_empty() && !t.named && t.first.is_some_and(|p| p.document == context.index);
    let mut habit = None;
    for term in terms.of_document(context.index).filter(open) {
        let Some(first) = term.first else { continue };
        if spared(context.settings, &term.name) {
            continue;
        }
        let share = *habit.get_or_insert_with(|| share(terms, context.settings));
        // English sets keywords and emphasis in capitals too
        let often = terms.habit >= 2 && share >= 60 && term.sure >= 3 && is_word(context, first.span);
        let habit = often || terms.habit >= 2 && share >= if is_japanese(context, first.span) { 60 } else { 80 };
        // one in other letters than the rest is perhaps from a quotation
        let own = context.document.slice(first.span).is_ascii() != terms.wide;
        let sure = own && habit && !terms.partial && term.sure >= 2 && is_long(&term.name);
        let offence =
            out.report(first.span).with("acronym", spelling::singular(context.document.slice(first.span))).with("uses", term.uses);
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

/// Whether an article stands in front of it: `the RWB` is no emphasis.
fn is_word(context: &Context<'_>, span: Span) -> bool {
    let before = context.document.text.get(..span.start as usize).unwrap_or("");
    ["the ", "The ", "a ", "A ", "an ", "An ", "each ", "its "].iter().any(|w| before.ends_with(w))
}

/// Whether the line around a place is Japanese.
fn is_japanese(context: &Context<'_>, span: Span) -> bool {
    context.document.block(span.start).is_some_and(|b| context.document.slice(b.span).contains(class::is_kana))
}

/// How many in a hundred of its acronyms the book expands.
fn share(terms: &Terms, settings: &Settings) -> usize {
    let bare = terms.unexpanded.iter().filter_map(|&i| terms.acronyms.get(i)).filter(|t| is_long(&t.name) && !spared(settings, &t.name));
    // beyond this many it is no habit; no need to count further
    let bare = bare.take(terms.habit + 1).count();
    terms.habit * 100 / (terms.habit + bare).max(1)
}
