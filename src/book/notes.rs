//! Notes by their numbers, for references such as `注3`.
//!
//! Numbers of notes start again with each page or chapter, so the note that is
//! meant is the one of the scope that the reference stands in; where that is
//! not clear, the only one with the number.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::absent::runs;
use super::tree::{Absence, End};
use super::{Group, Kind, Target};
use crate::doc::Document;
use crate::doc::note::Style;
use crate::doc::reference;

/// The notes of the documents in which something refers to notes.
#[derive(Debug, Default)]
pub(super) struct Notes {
    /// By document.
    documents: FxHashMap<usize, Numbers>,
    /// The first number in each document, where something refers to notes.
    first: Vec<Option<u32>>,
}

#[derive(Debug, Default)]
struct Numbers {
    /// By scope.
    scopes: Vec<Scope>,
    /// By scope and number, the first one.
    own: FxHashMap<(usize, u32), Arc<Group>>,
    /// By number, those of all scopes.
    all: FxHashMap<u32, Vec<Arc<Group>>>,
}

/// The notes whose numbers are counted together.
#[derive(Clone, Debug, Default)]
struct Scope {
    /// From its first mark or note to its last, in bytes of the cleaned text.
    from: u32,
    to: u32,
    least: Option<u32>,
    most: Option<u32>,
    /// How many different numbers.
    count: usize,
    /// Whether the notes are called `注` in the text, too.
    named: bool,
}

/// How many notes without a hole show that all of a document are there.
const FEW: usize = 3;

impl Notes {
    pub(super) fn of(documents: &[Arc<Document>]) -> Notes {
        let asks = |d: &&Arc<Document>| d.references.iter().any(|r| matches!(r.target, reference::Target::Note(_)));
        let asking = documents.iter().enumerate().filter(|(_, d)| asks(d));
        let by_document: FxHashMap<usize, Numbers> = asking.map(|(d, document)| (d, Numbers::of(d, document))).collect();
        let numbered = |d: &Arc<Document>| d.notes.notes.iter().map(|n| n.number).find(|n| *n > 0);
        let first = if by_document.is_empty() { Vec::new() } else { documents.iter().map(numbered).collect() };
        Notes { documents: by_document, first }
    }

    /// The note that a reference means, or what it means that there is none.
    pub(super) fn find(&self, document: usize, at: u32, number: u32) -> Result<Arc<Group>, Absence> {
        let numbers = self.documents.get(&document).ok_or(None)?;
        let mut around = numbers.scopes.iter().enumerate().filter(|(_, s)| s.count > 0 && s.from <= at && at < s.to);
        let here = around.next().filter(|_| around.next().is_none());
        let mut filled = numbers.scopes.iter().enumerate().filter(|(_, s)| s.count > 0);
        let only = filled.next().filter(|_| filled.next().is_none());
        let scope = here.or(only);
        if let Some(found) = scope.and_then(|(i, _)| numbers.own.get(&(i, number))) {
            return Ok(Arc::clone(found));
        }
        match (scope, numbers.all.get(&number).map(Vec::as_slice)) {
            (_, Some([one])) => Ok(Arc::clone(one)),
            (Some((_, scope)), None) if runs(scope.least, scope.most, scope.count, number) => {
                // the notes of the next file count from 1 again
                let next = self.first.get(document + 1).copied().flatten();
                let ends =
                    only.is_some() && scope.count >= FEW && scope.most == u32::try_from(scope.count).ok() && next.is_none_or(|n| n == 1);
                Err(Some(if scope.named || ends { End::Text } else { End::Open }))
            }
            _ => Err(None),
        }
    }
}

impl Numbers {
    fn of(index: usize, document: &Document) -> Numbers {
        let mut numbers = Numbers::default();
        let notes = &document.notes;
        let scopes = notes.notes.iter().map(|n| n.scope).chain(notes.marks.iter().map(|m| m.scope)).max().map_or(0, |most| most + 1);
        numbers.scopes = vec![Scope { from: u32::MAX, ..Scope::default() }; scopes];
        let places = notes.notes.iter().map(|n| (n.scope, n.span)).chain(notes.marks.iter().map(|m| (m.scope, m.span)));
        for (scope, span) in places {
            if let Some(scope) = numbers.scopes.get_mut(scope) {
                (scope.from, scope.to) = (scope.from.min(span.start), scope.to.max(span.end));
            }
        }
        for (i, note) in notes.notes.iter().enumerate().filter(|(_, n)| n.number > 0) {
            if numbers.own.contains_key(&(note.scope, note.number)) {
                continue;
            }
            let group = Arc::new(Group::from(vec![Target { document: index, kind: Kind::Note(i) }]));
            numbers.own.insert((note.scope, note.number), Arc::clone(&group));
            numbers.all.entry(note.number).or_default().push(group);
            if let Some(scope) = numbers.scopes.get_mut(note.scope) {
                scope.least = Some(scope.least.map_or(note.number, |n| n.min(note.number)));
                scope.most = scope.most.max(Some(note.number));
                scope.count += 1;
                scope.named |= note.style == Style::Chu;
            }
        }
        numbers
    }
}
