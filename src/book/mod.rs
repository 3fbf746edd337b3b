//! All documents of one work, indexed once: what a reference can point at,
//! what each term means, and where.

pub mod terms;

use rayon::prelude::*;

use crate::doc::Document;
use crate::text::Span;
use terms::Terms;

/// The documents of one work, in reading order, and the index over them.
#[derive(Debug, Default)]
pub struct Book {
    /// The documents in reading order.
    pub documents: Vec<Document>,
    /// The acronyms.
    pub terms: Terms,
}

/// A place in a book.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The document, as an index into [`Book::documents`].
    pub document: usize,
    /// Where, in bytes of its cleaned text.
    pub span: Span,
}

impl Book {
    /// Indexes the documents of one work, given in reading order.
    #[must_use]
    pub fn of(documents: Vec<Document>) -> Book {
        Book { terms: Terms::of(&documents), documents }
    }

    /// What `f` gives of each document, computed in parallel, in reading order.
    pub fn each<T: Send>(&self, f: impl Fn(usize, &Document) -> T + Sync) -> Vec<T> {
        self.documents.par_iter().enumerate().map(|(i, document)| f(i, document)).collect()
    }
}
