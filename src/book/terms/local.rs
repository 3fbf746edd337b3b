//! What one document has of the acronyms of its book, kept with the document.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::Meaning;
use crate::book::Place;
use crate::doc::Document;
use crate::doc::acronym::{Acronyms, Site, spelling};
use crate::text::Span;

/// The acronyms that a document expands.
pub(super) struct Defined(pub FxHashSet<String>);

impl Defined {
    pub(super) fn of(document: &Document) -> Defined {
        Defined(document.acronyms.definitions.iter().map(|d| spelling::name(document.slice(d.acronym)).into_owned()).collect())
    }
}

/// What one document has of all acronyms.
pub(super) struct Locals {
    /// Words of which it mattered whether the book expands them, and whether it
    /// did.
    asked: FxHashMap<String, bool>,
    /// By the first place where they stand.
    pub rows: Vec<(String, Local)>,
}

impl Locals {
    /// What is kept of the last book, where that book is like this one.
    pub(super) fn kept(document: &Document, defined: &FxHashSet<&str>) -> Arc<Locals> {
        let kept = document.memo(|document| Locals::of(document, defined));
        if kept.asked.iter().all(|(word, was)| defined.contains(word.as_str()) == *was) {
            return kept;
        }
        Arc::new(Locals::of(document, defined))
    }

    fn of(document: &Document, defined: &FxHashSet<&str>) -> Locals {
        let Acronyms { definitions, uses, .. } = &document.acronyms;
        let mut map: FxHashMap<String, Local> = FxHashMap::default();
        let mut asked = FxHashMap::default();
        for d in definitions {
            let local = slot(&mut map, &spelling::name(document.slice(d.acronym)));
            local.place = Some(local.place.map_or(d.acronym, |p| p.min(d.acronym)));
            local.meanings.push(Meaning {
                place: Place { document: 0, span: d.acronym },
                latin: d.latin,
                japanese: d.japanese,
                form: d.form,
                fit: d.fit,
                key: d.latin.map(|l| spelling::key(document.slice(l))).unwrap_or_default(),
            });
        }
        for u in uses {
            let mut whole = (u.whole != u.span).then(|| spelling::name(document.slice(u.whole)));
            if let Some(word) = &whole {
                let is_defined = defined.contains(word.as_ref());
                asked.insert(word.clone().into_owned(), is_defined);
                whole = whole.filter(|_| is_defined);
            }
            if whole.is_some() && u.whole.start != u.span.start {
                continue;
            }
            let name = whole.unwrap_or_else(|| spelling::name(document.slice(u.span)));
            let local = slot(&mut map, &name);
            local.uses += 1;
            local.named |= u.named;
            local.place = Some(local.place.map_or(u.span, |p| p.min(u.span)));
            if u.sure && u.site == Site::Text {
                local.sure += 1;
                local.first = local.first.or(Some(u.span));
            }
        }
        let mut rows: Vec<(String, Local)> = map.into_iter().collect();
        rows.sort_unstable_by(|a, b| (a.1.place, &a.0).cmp(&(b.1.place, &b.0)));
        Locals { asked, rows }
    }
}

fn slot<'a>(map: &'a mut FxHashMap<String, Local>, name: &str) -> &'a mut Local {
    if !map.contains_key(name) {
        map.insert(name.to_owned(), Local::default());
    }
    map.entry(name.to_owned()).or_default()
}

/// What one document has of one acronym. In its meanings, the number of the
/// document is not set.
#[derive(Clone, Default)]
pub(super) struct Local {
    pub meanings: Vec<Meaning>,
    pub uses: usize,
    pub sure: usize,
    pub first: Option<Span>,
    pub place: Option<Span>,
    pub named: bool,
}
