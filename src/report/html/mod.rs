//! The report: one HTML file for people who have no terminal.
//!
//! It needs no network and works from a file share. What is small (summary,
//! map, pages of the lints) is HTML from the start. What grows with the book
//! (texts, findings, lists) lies in inert blocks of JSON, which the script of
//! the page reads piece by piece when somebody looks; so a book of megabytes
//! opens at once.
//!
//! Nothing that a draft says can become markup: maud escapes all text, JSON
//! goes through `data` alone, the script makes text nodes only, and the
//! content security policy lets neither another script run nor anything be
//! fetched.

mod chapters;
mod data;
mod excerpt;
mod findings;
mod guide;
mod lists;
mod map;
mod picture;
mod rows;
mod shell;
mod summary;
mod text;
mod units;
mod words;

use crate::book::{Place, Target};
use crate::doc::Document;
use crate::lint::{Checked, File, Language, Lint};
use crate::text::Span;

use super::{names, visible};
use units::Units;
use words::Words;

/// How the report is written.
pub struct Style<'a> {
    /// The lints that ran; the pages of those that found something are in the
    /// report.
    pub lints: &'a [&'a Lint],
    /// The language of everything around the texts.
    pub language: Language,
}

/// The report on what was checked, as one HTML document.
#[must_use]
pub fn html(checked: &Checked, style: &Style<'_>) -> String {
    shell::document(&Page::new(checked, style)).into_string()
}

/// What all parts of the report know.
struct Page<'a> {
    checked: &'a Checked,
    language: Language,
    words: &'static Words,
    /// How the files are called, by file.
    names: Vec<String>,
    /// For places in the cleaned texts, by file.
    units: Vec<Units>,
    /// The lints that found something, by name.
    lints: Vec<&'a Lint>,
}

/// A place in the cleaned text of a file as the page's script counts it: in
/// UTF-16 units from the start of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
struct Spot {
    file: usize,
    start: u32,
    end: u32,
}

impl Spot {
    /// The address of the place in the page.
    fn address(self) -> String {
        format!("#text/{}/{}-{}", self.file, self.start, self.end)
    }
}

impl<'a> Page<'a> {
    fn new(checked: &'a Checked, style: &Style<'a>) -> Page<'a> {
        let found: std::collections::BTreeSet<&str> = checked.diagnostics.iter().map(|d| d.lint.as_str()).collect();
        let words = words::of(style.language);
        let named = |name: &'a str| if name == "-" { words.stdin } else { name };
        let page = Page {
            checked,
            language: style.language,
            words,
            names: names::shown(checked.files.iter().map(|f| named(&f.name))).iter().map(|n| visible::line(n).into_owned()).collect(),
            units: Vec::new(),
            lints: style.lints.iter().copied().filter(|l| found.contains(l.page.front.name.as_str())).collect(),
        };
        let units = checked.files.iter().map(|f| page.document(f).map(|d| Units::of(d.text.as_str())).unwrap_or_default()).collect();
        Page { units, ..page }
    }

    /// The structure of a file.
    fn document(&self, file: &File) -> Option<&'a Document> {
        let (book, document) = file.place;
        self.checked.books.get(book)?.documents.get(document).map(AsRef::as_ref)
    }

    /// The files with their structure.
    fn files(&self) -> impl Iterator<Item = (usize, &'a File, &'a Document)> {
        self.checked.files.iter().enumerate().filter_map(|(i, file)| Some((i, file, self.document(file)?)))
    }

    /// The name of a file.
    fn name(&self, file: usize) -> &str {
        self.names.get(file).map_or("", String::as_str)
    }

    /// A place in the cleaned text of a file.
    fn spot(&self, file: usize, span: Span) -> Spot {
        let at = |byte: u32| {
            let text = self.checked.files.get(file).and_then(|f| self.document(f)).map_or("", |d| d.text.as_str());
            self.units.get(file).map_or(0, |u| u.at(text, byte))
        };
        Spot { file, start: at(span.start), end: at(span.end) }
    }

    /// A place of a book.
    fn place(&self, book: usize, place: Place) -> Spot {
        self.spot(self.checked.file_of(book, place.document), place.span)
    }

    /// Where a target of a book stands.
    fn target(&self, book: usize, target: Target) -> Spot {
        self.checked.books.get(book).map_or(Spot { file: 0, start: 0, end: 0 }, |b| self.place(book, b.place(target)))
    }

    /// The index of a lint among those that found something.
    fn lint(&self, name: &str) -> Option<usize> {
        self.lints.iter().position(|l| l.page.front.name == name)
    }
}
