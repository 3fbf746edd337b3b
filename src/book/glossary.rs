//! The list of abbreviations (略語表) of a book.

use std::sync::Arc;

use super::terms::{Meaning, Term, Terms};
use crate::doc::Document;
use crate::doc::acronym::Form;
use crate::text::{Span, Text};

/// A row of a list of abbreviations.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Entry {
    /// The acronym as it is written where it is expanded.
    pub acronym: String,
    /// Its words in Latin letters.
    pub expansion: Option<String>,
    /// Its name in Japanese.
    pub japanese: Option<String>,
    /// The document where it stands first, as an index into the book's.
    pub document: usize,
    /// Where it stands first there, in bytes of the cleaned text.
    pub span: Span,
    /// How often it stands in the book, its expansions included.
    pub count: usize,
}

impl Terms {
    /// What a list of abbreviations of the book needs, sorted by acronym.
    #[must_use]
    pub fn glossary(&self, documents: &[Arc<Document>]) -> Vec<Entry> {
        let entry = |term: &Term| {
            let said = |m: &Meaning, span: Option<Span>| {
                let text: &Text = &documents.get(m.place.document)?.text;
                span.map(|s| text.slice(s).to_owned())
            };
            let expanded = || expansions(term);
            let best = expanded().next()?;
            Some(Entry {
                acronym: said(best, Some(best.place.span)).unwrap_or_default(),
                expansion: expanded().find_map(|m| said(m, m.latin)),
                japanese: expanded().find_map(|m| said(m, m.japanese)),
                document: term.place.document,
                span: term.place.span,
                count: term.uses + term.meanings.len(),
            })
        };
        let mut list: Vec<Entry> = self.acronyms.iter().filter_map(entry).collect();
        list.sort_by(|a, b| a.acronym.cmp(&b.acronym));
        list
    }

    /// How many acronyms the book has: those of the list of abbreviations, and
    /// those that it lacks ([`Terms::unexpanded`]). And how many the list has.
    #[must_use]
    pub fn count(&self) -> (usize, usize) {
        let listed = self.acronyms.iter().filter(|term| expansions(term).next().is_some()).count();
        (listed + self.unexpanded.len(), listed)
    }
}

/// What a list of abbreviations takes for an expansion: not what only stands
/// beside it and may explain it.
fn expansions(term: &Term) -> impl Iterator<Item = &Meaning> {
    term.meanings.iter().filter(|m| m.form != Form::Beside)
}
