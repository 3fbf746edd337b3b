//! All documents of one work, indexed once: what a reference can point at,
//! and where.
//!
//! The files that are given are seldom the whole work. So a reference has
//! three ends: it is found, it is missing (its surroundings are there, and it
//! is not among them), or it lies outside of what was given.

mod absent;
mod ending;
pub mod glossary;
mod group;
mod labels;
mod names;
mod notes;
mod resolve;
mod titles;
mod tree;

pub mod terms;

use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::doc::Document;
use crate::doc::caption::Label;
use crate::doc::reference;
use crate::text::Span;
use terms::Terms;

pub use group::{Group, TITLES};
pub use labels::is_appendix;
pub use resolve::{Missing, Resolution, TELLING};
pub use titles::{Likeness, compare, key};

use labels::Labels;
use notes::Notes;
use resolve::Habits;
use titles::Titles;
use tree::Tree;

/// The documents of one work, in reading order, and the index over them.
#[derive(Debug, Default)]
pub struct Book {
    /// The documents in reading order.
    pub documents: Vec<Arc<Document>>,
    /// The acronyms.
    pub terms: Terms,
    tree: Tree,
    labels: Labels,
    notes: Notes,
    titles: Titles,
    /// What became of the references, by document.
    resolutions: Vec<Vec<Resolution>>,
    referenced: FxHashSet<Target>,
    /// Labels that a sentence says are elsewhere, or were left out.
    left_out: FxHashSet<Label>,
    /// By the family of a label, how many captions there are, and to how many
    /// something refers.
    families: FxHashMap<String, (usize, usize)>,
    habits: Habits,
}

/// The most members that a range is thought to have.
const LONGEST_RANGE: usize = 100;

/// A place in a book.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The document, as an index into [`Book::documents`].
    pub document: usize,
    /// Where, in bytes of its cleaned text.
    pub span: Span,
}

/// Something that references can point at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Target {
    /// The document, as an index into [`Book::documents`].
    pub document: usize,
    /// What it is there.
    pub kind: Kind,
}

/// What a [`Target`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// An index into [`Document::headings`].
    Heading(usize),
    /// An index into [`Document::captions`].
    Caption(usize),
    /// An index into the notes of [`Document::notes`].
    Note(usize),
}

impl Book {
    /// Indexes the documents of one work, given in reading order.
    #[must_use]
    pub fn of(documents: Vec<impl Into<Arc<Document>>>) -> Book {
        Book::given(documents, false)
    }

    /// The same; `whole`: nothing belongs to the work but these documents, so
    /// that what none of them has does not exist.
    #[must_use]
    pub fn given(documents: Vec<impl Into<Arc<Document>>>, whole: bool) -> Book {
        let documents: Vec<Arc<Document>> = documents.into_iter().map(Into::into).collect();
        let numbers = || {
            let tree = Tree::of(&documents, whole);
            let labels = Labels::of(&documents, &tree);
            (tree, labels)
        };
        let ((tree, labels), (terms, notes)) = rayon::join(numbers, || (Terms::of(&documents), Notes::of(&documents)));
        let titles = Titles::of(&documents, &tree);
        let mut book = Book { terms, tree, labels, titles, notes, documents, ..Book::default() };
        let found: Vec<Vec<Resolution>> = book.each(|d, document| document.references.iter().map(|r| book.resolve(d, r)).collect());
        book.resolutions = found;
        book.leave_out();
        book.find_standing();
        book.forgive();
        let mut groups: FxHashMap<*const Group, Arc<Group>> = FxHashMap::default();
        let mut add = |group: &Arc<Group>| {
            groups.entry(Arc::as_ptr(group)).or_insert_with(|| Arc::clone(group));
        };
        for resolution in book.resolutions.iter().flatten() {
            if let Resolution::Found(group) = resolution {
                add(group);
            }
        }
        book.each(|_, document| book.between(document)).iter().flatten().for_each(add);
        book.referenced.extend(groups.values().flat_map(|group| group.iter().copied()));
        for (d, document) in book.documents.iter().enumerate() {
            for (i, caption) in document.captions.iter().enumerate() {
                let family = book.families.entry(caption.label.family.clone()).or_default();
                family.0 += 1;
                family.1 += usize::from(book.referenced.contains(&Target { document: d, kind: Kind::Caption(i) }));
            }
        }
        book.habits = Habits::of(&book);
        book
    }

    /// What `f` gives of each document, computed in parallel, in reading order.
    pub fn each<T: Send>(&self, f: impl Fn(usize, &Document) -> T + Sync) -> Vec<T> {
        self.documents.par_iter().enumerate().map(|(i, document)| f(i, document)).collect()
    }

    /// What became of a reference, given as an index into
    /// [`Document::references`].
    #[must_use]
    pub fn resolution(&self, document: usize, reference: usize) -> &Resolution {
        self.resolutions.get(document).and_then(|list| list.get(reference)).unwrap_or(&Resolution::Outside)
    }

    /// Whether a reference of the book points at it.
    #[must_use]
    pub fn is_referenced(&self, target: Target) -> bool {
        self.referenced.contains(&target)
    }

    /// How many captions there are whose labels have this family, and to how
    /// many of them something refers.
    #[must_use]
    pub fn referenced(&self, family: &str) -> (usize, usize) {
        self.families.get(family).copied().unwrap_or_default()
    }

    /// What lies between the two ends of ranges (`図1～3`).
    fn between(&self, document: &Document) -> Vec<Arc<Group>> {
        let mut found = Vec::new();
        for pair in document.references.windows(2) {
            let [first, last] = pair else { continue };
            let gap = document.slice(Span::new(first.span.end, last.span.start));
            if let (reference::Target::Label(from), reference::Target::Label(to)) = (&first.target, &last.target)
                && matches!(gap.trim(), "～" | "〜" | "~" | "–" | "から" | "to")
                && let (Some((&start, above)), Some((&end, below))) = (from.number.split_last(), to.number.split_last())
                && (&from.family, above) == (&to.family, below)
            {
                for value in (start..end).skip(1).take(LONGEST_RANGE) {
                    let number = above.iter().copied().chain([value]).collect();
                    found.extend(self.labels.get(&Label { family: from.family.clone(), number }).cloned());
                }
            }
        }
        found
    }

    /// Where a target stands: its number and title.
    #[must_use]
    pub fn place(&self, target: Target) -> Place {
        let span = self.documents.get(target.document).and_then(|document| match target.kind {
            Kind::Heading(i) => document.headings.get(i).map(|h| h.number.map_or(h.title, |n| n.hull(h.title))),
            Kind::Caption(i) => document.captions.get(i).map(|c| c.span.hull(c.title)),
            Kind::Note(i) => document.notes.notes.get(i).map(|n| n.span),
        });
        Place { document: target.document, span: span.unwrap_or_default() }
    }

    /// The title of a target, without its number; notes have none.
    #[must_use]
    pub fn title(&self, target: Target) -> &str {
        self.documents.get(target.document).map_or("", |document| title(document, target.kind))
    }

    /// The number of a target as it is written there: `第2節`, `資料19`.
    #[must_use]
    pub fn number(&self, target: Target) -> &str {
        let Some(document) = self.documents.get(target.document) else { return "" };
        let span = match target.kind {
            Kind::Heading(i) => document.headings.get(i).and_then(|h| h.number),
            Kind::Caption(i) => document.captions.get(i).map(|c| c.span),
            Kind::Note(i) => document.notes.notes.get(i).map(|n| n.span),
        };
        document.slice(span.unwrap_or_default()).trim()
    }

    /// How a target is called in a reference: `1章3節2項`, `1.2.3`, `資料19`.
    #[must_use]
    pub fn name(&self, target: Target) -> String {
        match target.kind {
            Kind::Heading(i) => self.tree.name(target.document, i).unwrap_or_else(|| self.number(target).to_owned()),
            Kind::Caption(_) | Kind::Note(_) => self.number(target).to_owned(),
        }
    }

    /// The headings, or the captions, with exactly this title, in reading
    /// order.
    #[must_use]
    pub fn titled(&self, title: &str, captions: bool) -> &[Target] {
        self.titles.get(&key(title), captions)
    }

    /// The last numbers of all captions of the book that count in one row with a
    /// label, ascending: those of its family, and, where figures and tables
    /// share one row, those of the other.
    #[must_use]
    pub fn taken(&self, label: &Label) -> (&[u32], &[u32]) {
        self.labels.taken(label)
    }

    /// Whether a sentence says of a label that it is in another edition, or was
    /// left out.
    #[must_use]
    pub fn is_left_out(&self, label: &Label) -> bool {
        self.left_out.contains(label)
    }

    /// The captions with this label.
    #[must_use]
    pub fn labelled(&self, label: &Label) -> &[Target] {
        self.labels.get(label).map_or(&[], |group| group)
    }

    /// Whether quoted titles behind references are the titles of their targets
    /// here: the book's own habit, for headings or for captions.
    #[must_use]
    pub fn quotes_titles(&self, captions: bool) -> bool {
        self.habits.quotes_titles(captions)
    }

    /// Whether so many references find nothing that headings or captions must
    /// have been lost.
    #[must_use]
    pub fn is_full_of_holes(&self, captions: bool) -> bool {
        self.habits.is_full_of_holes(captions)
    }
}

fn title(document: &Document, kind: Kind) -> &str {
    let span = match kind {
        Kind::Heading(i) => document.headings.get(i).map(|h| h.title),
        Kind::Caption(i) => document.captions.get(i).map(|c| c.title),
        Kind::Note(_) => None,
    };
    document.slice(span.unwrap_or_default()).trim()
}

#[cfg(test)]
mod tests;
