//! The view of the references: the picture, and the same as tables.

use maud::{Markup, html};

use super::Page;
use super::chapters::{Chapter, Chapters, End};
use super::excerpt::first;
use super::lists::{Cell, List};
use super::picture;
use super::words::fill;
use crate::book::Book;

/// The maps of all books, and the lists below them as data.
pub(super) fn map(page: &Page<'_>) -> (Markup, Vec<List>) {
    let mut lists = Vec::new();
    let books: Vec<Markup> = page.checked.books.iter().enumerate().map(|(i, book)| one(page, i, book, &mut lists)).collect();
    (html! { @for book in &books { (book) } }, lists)
}

fn one(page: &Page<'_>, index: usize, book: &Book, lists: &mut Vec<List>) -> Markup {
    let w = page.words;
    let chapters = Chapters::of(page, index, book);
    let count = |end: End| chapters.pointers.iter().filter(|p| p.end == end).count();
    let (nowhere, outside) = (count(End::Nowhere), count(End::Outside));
    let found = chapters.pointers.len() - nowhere - outside;
    let counts = fill(w.map_counts, &[("found", found), ("nowhere", nowhere), ("outside", outside)]);
    let named = |end: &str| format!("map-{index}-{end}");
    lists.push(ways(page, index, &chapters, named("ways")));
    lists.push(ends(page, index, &chapters, End::Nowhere, named("nowhere")));
    lists.push(ends(page, index, &chapters, End::Outside, named("outside")));
    let drawn = if chapters.by_file { w.map_by_file } else { w.map_help };
    html! {
        section.book aria-label=(book_name(page, index)) {
            @if page.checked.books.len() > 1 { h3 { (book_name(page, index)) } }
            @if chapters.pointers.is_empty() {
                p.empty { (w.map_empty) }
            } @else {
                p.counts { (counts) }
                figure {
                    div.scroll tabindex="0" role="region" aria-label=(w.map_picture) { (picture::draw(page, index, &chapters)) }
                    figcaption { (drawn) }
                }
                h3 { (w.nowhere_title) } div.list data-list=(named("nowhere")) {}
                h3 { (w.ways_title) } div.list data-list=(named("ways")) {}
                h3 { (w.outside_title) } div.list data-list=(named("outside")) {}
            }
        }
    }
}

/// How a book is called: by its first file.
pub(super) fn book_name(page: &Page<'_>, index: usize) -> String {
    let first = page.name(page.checked.file_of(index, 0));
    match page.checked.books.get(index).map_or(0, |b| b.documents.len()) {
        0 | 1 => first.to_owned(),
        n => fill(page.words.and_more, &[("name", first.to_owned()), ("count", (n - 1).to_string())]),
    }
}

fn title(chapter: Option<&Chapter>) -> String {
    let words = |c: &Chapter| [&c.above, &c.number, &c.title].map(String::as_str).join(" ");
    chapter.map_or_else(String::new, |c| first(words(c).trim(), 60))
}

fn ways(page: &Page<'_>, book: usize, chapters: &Chapters, id: String) -> List {
    let w = page.words;
    let mut list = List::new(id, &[w.from, w.to, w.references], w.none_found);
    for ((from, to), (count, place)) in chapters.pairs() {
        let (a, b) = (chapters.list.get(from), chapters.list.get(to));
        let at = b.map_or(place, |c| c.place);
        list.rows.push(vec![
            Cell::link(title(a), page.place(book, place)),
            Cell::link(title(b), page.place(book, at)),
            Cell::Number(count),
        ]);
    }
    list
}

/// The references that have this end, with the line that each stands in.
fn ends(page: &Page<'_>, book: usize, chapters: &Chapters, end: End, id: String) -> List {
    let w = page.words;
    let none = if end == End::Nowhere { w.nowhere_none } else { w.outside_none };
    let mut list = List::new(id, &[w.reference, w.from, w.file], none);
    let documents = page.checked.books.get(book).map_or(&[][..], |b| &b.documents);
    for pointer in chapters.pointers.iter().filter(|p| p.end == end) {
        let Some(document) = documents.get(pointer.place.document) else { continue };
        let words = first(document.slice(pointer.place.span), 40);
        let shown = if end == End::Nowhere {
            Cell::bad(words, page.place(book, pointer.place))
        } else {
            Cell::link(words, page.place(book, pointer.place))
        };
        let file = page.name(page.checked.file_of(book, pointer.place.document)).to_owned();
        list.rows.push(vec![shown, Cell::Text(title(chapters.list.get(pointer.from))), Cell::Text(file)]);
    }
    list
}
