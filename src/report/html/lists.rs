//! What stands in the book, as lists: notes, acronyms, figures, tables and
//! appendices.

use maud::{Markup, html};
use rustc_hash::FxHashMap;
use serde::Serialize;

use super::data::data;
use super::excerpt::first;
use super::{Page, Spot, map};
use crate::book::{Book, Kind, Place, Resolution, Target};
use crate::doc::acronym::known::is_known;
use crate::doc::note::Note;
use crate::report::visible;
use crate::text::Span;

/// A list that the page's script draws.
#[derive(Serialize)]
pub(super) struct List {
    #[serde(skip)]
    id: String,
    columns: Vec<&'static str>,
    /// What is said when it is empty.
    none: &'static str,
    pub rows: Vec<Vec<Cell>>,
}

/// A field of a list.
#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum Cell {
    /// Words.
    Text(String),
    /// A count.
    Number(usize),
    /// Words that lead to a place, or only say that something is wrong.
    Link {
        text: String,
        #[serde(flatten)]
        spot: Option<Spot>,
        #[serde(skip_serializing_if = "std::ops::Not::not")]
        bad: bool,
    },
}

impl Cell {
    pub(super) fn link(text: String, spot: Spot) -> Cell {
        Cell::Link { text, spot: Some(spot), bad: false }
    }

    pub(super) fn bad(text: String, spot: Spot) -> Cell {
        Cell::Link { text, spot: Some(spot), bad: true }
    }
}

impl List {
    pub(super) fn new(id: String, columns: &[&'static str], none: &'static str) -> List {
        List { id, columns: columns.to_vec(), none, rows: Vec::new() }
    }
}

/// Lists as blocks of data.
pub(super) fn blocks(lists: &[List]) -> Markup {
    html! { @for list in lists { (data(&list.id, list)) } }
}

/// The view of the lists, and the lists as data.
pub(super) fn lists(page: &Page<'_>) -> (Markup, Vec<List>) {
    let mut all = Vec::new();
    let w = page.words;
    let several = page.checked.books.len() > 1;
    let mut views = Vec::new();
    for (index, book) in page.checked.books.iter().enumerate() {
        let made =
            [(w.acronyms, acronyms(page, index, book)), (w.captions, captions(page, index, book)), (w.notes, notes(page, index, book))];
        views.push(html! {
            @if several { h3.book { (map::book_name(page, index)) } }
            @for (title, list) in &made {
                section.list-of aria-label=(title) {
                    h3 { (title) " " span.count { (list.rows.len()) } }
                    div.list data-list=(list.id) {}
                }
            }
        });
        all.extend(made.into_iter().map(|(_, list)| list));
    }
    (html! { @for view in &views { (view) } }, all)
}

/// The acronyms: a list of abbreviations, and what it lacks.
fn acronyms(page: &Page<'_>, index: usize, book: &Book) -> List {
    let w = page.words;
    let mut list = List::new(format!("acronyms-{index}"), &[w.acronym, w.expansion, w.japanese, w.first_place, w.uses], w.none_found);
    let mut rows: Vec<(String, Vec<Cell>)> = Vec::new();
    for entry in book.terms.glossary(&book.documents) {
        let place = Place { document: entry.document, span: entry.span };
        let said = |words: Option<String>| Cell::Text(words.map_or_else(String::new, |t| visible::line(&t).into_owned()));
        let cells = vec![
            Cell::Text(entry.acronym.clone()),
            said(entry.expansion),
            said(entry.japanese),
            Cell::link(where_is(page, index, place), page.place(index, place)),
            Cell::Number(entry.count),
        ];
        rows.push((entry.acronym, cells));
    }
    for term in book.terms.unexpanded.iter().filter_map(|&i| book.terms.acronyms.get(i)) {
        // what readers know lacks nothing
        let bad = !is_known(&term.name);
        let cells = vec![
            Cell::Text(term.name.clone()),
            Cell::Link { text: if bad { w.unexpanded } else { w.known }.to_owned(), spot: None, bad },
            Cell::Text(String::new()),
            Cell::link(where_is(page, index, term.place), page.place(index, term.place)),
            Cell::Number(term.uses),
        ];
        rows.push((term.name.clone(), cells));
    }
    rows.sort_by(|a, b| a.0.cmp(&b.0));
    list.rows.extend(rows.into_iter().map(|r| r.1));
    list
}

/// File and line of a place of a book.
fn where_is(page: &Page<'_>, book: usize, place: Place) -> String {
    let index = page.checked.file_of(book, place.document);
    let Some(file) = page.checked.files.get(index) else { return String::new() };
    let line = file.index.line(file.map.to_source(place.span).span.start) + 1;
    super::words::fill(page.words.at_line, &[("name", page.name(index).to_owned()), ("line", line.to_string())])
}

/// The captions, with how often something refers to them.
fn captions(page: &Page<'_>, index: usize, book: &Book) -> List {
    let w = page.words;
    let mut counts: FxHashMap<Target, usize> = FxHashMap::default();
    for (d, document) in book.documents.iter().enumerate() {
        for i in 0..document.references.len() {
            if let Resolution::Found(targets) = book.resolution(d, i) {
                targets.iter().for_each(|t| *counts.entry(*t).or_default() += 1);
            }
        }
    }
    let mut list = List::new(format!("captions-{index}"), &[w.label, w.caption, w.references, w.file], w.none_found);
    for (d, document) in book.documents.iter().enumerate() {
        for (i, caption) in document.captions.iter().enumerate() {
            let target = Target { document: d, kind: Kind::Caption(i) };
            let spot = page.target(index, target);
            // in the middle of a range: 図1～3
            let between = usize::from(book.is_referenced(target));
            let count = counts.get(&target).copied().unwrap_or(0).max(between);
            let count = if count > 0 { Cell::Number(count) } else { Cell::Link { text: "0".to_owned(), spot: None, bad: true } };
            let words = |span: Span| first(document.slice(span).trim(), 80);
            let file = page.name(page.checked.file_of(index, d)).to_owned();
            list.rows.push(vec![Cell::link(words(caption.span), spot), Cell::Text(words(caption.title)), count, Cell::Text(file)]);
        }
    }
    list
}

/// The notes, each with the mark that calls it.
fn notes(page: &Page<'_>, index: usize, book: &Book) -> List {
    let w = page.words;
    let mut list = List::new(format!("notes-{index}"), &[w.number, w.note, w.mark, w.file], w.none_found);
    for (d, document) in book.documents.iter().enumerate() {
        let file = page.checked.file_of(index, d);
        let mut marks: FxHashMap<*const Note, Vec<Span>> = FxHashMap::default();
        for (mark, note) in document.notes.calls(&document.text) {
            if let Some(note) = note {
                marks.entry(std::ptr::from_ref(note)).or_default().push(mark.span);
            }
        }
        for note in &document.notes.notes {
            let whole = document.outline.blocks.get(note.block).map_or(note.span, |b| b.span);
            let number = document.slice(note.span).trim();
            let number = if number.is_empty() { note.number.to_string() } else { first(number, 12) };
            let behind = Span::new(note.span.end.clamp(whole.start, whole.end), whole.end);
            let called = marks.get(&std::ptr::from_ref(note)).and_then(|m| m.first());
            let mark = match called {
                Some(&span) => {
                    let bounds = document.block(span.start).map_or(span, |b| b.span);
                    let before = document.slice(Span::new(bounds.start, span.start));
                    let from = before.char_indices().rev().nth(11).map_or(0, |(i, _)| i);
                    Cell::link(format!("…{}", first(before.get(from..).unwrap_or(""), 12)), page.spot(file, span))
                }
                None => Cell::Link { text: w.no_mark.to_owned(), spot: None, bad: true },
            };
            list.rows.push(vec![
                Cell::link(number, page.spot(file, note.span.hull(Span::empty(note.span.start)))),
                Cell::Text(first(document.slice(behind).trim(), 80)),
                mark,
                Cell::Text(page.name(file).to_owned()),
            ]);
        }
    }
    list
}
