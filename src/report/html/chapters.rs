//! The chapters of a book, and which of them refers to which.

use std::collections::BTreeMap;

use super::Page;
use crate::book::{Book, Place, Resolution};
use crate::doc::Document;
use crate::doc::heading::Heading;
use crate::doc::reference::Target;
use crate::text::Span;

/// The most chapters of a map; a book with more is drawn by its files.
const MOST: usize = 60;
/// With fewer headings of the highest level, the next one is taken.
const FEW: usize = 5;
/// The lowest level of headings that is looked at.
const DEEPEST: usize = 4;

/// A part of a book.
#[derive(Debug)]
pub(super) struct Chapter {
    /// `第2章`, or nothing.
    pub number: String,
    /// Its title, or the name of the file.
    pub title: String,
    /// The numbers of what it stands under: `第2章` of a section.
    pub above: String,
    /// How many chapters it stands under.
    pub depth: usize,
    /// Where it begins.
    pub place: Place,
}

/// A reference that is on the map.
#[derive(Debug)]
pub(super) struct Pointer {
    /// Where it stands.
    pub place: Place,
    /// The chapter it stands in.
    pub from: usize,
    /// What became of it.
    pub end: End,
}

/// What became of a reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// It leads to a chapter, and to this place there.
    Chapter(usize, Place),
    /// It leads nowhere.
    Nowhere,
    /// It leads out of what was given.
    Outside,
}

/// The chapters of a book and its references.
#[derive(Debug, Default)]
pub(super) struct Chapters {
    pub list: Vec<Chapter>,
    pub pointers: Vec<Pointer>,
    /// Whether the files stand for the chapters.
    pub by_file: bool,
    /// By document, where its chapters begin and which they are.
    starts: Vec<Vec<(u32, usize)>>,
}

impl Chapters {
    pub(super) fn of(page: &Page<'_>, index: usize, book: &Book) -> Chapters {
        let counts = |depth: usize| book.documents.iter().map(|d| upper(&d.headings, depth).len().max(1)).sum::<usize>();
        let mut depth = 1;
        while depth < DEEPEST && counts(depth) < FEW.max(book.documents.len()) && counts(depth + 1) <= MOST {
            depth += 1;
        }
        let mut chapters = Chapters { by_file: counts(depth) > MOST, ..Chapters::default() };
        for (d, document) in book.documents.iter().enumerate() {
            let name = page.name(page.checked.file_of(index, d));
            chapters.add(d, document, if chapters.by_file { 0 } else { depth }, name);
        }
        chapters.pointers = pointers(&chapters, book);
        chapters.drop_empty();
        chapters
    }

    fn add(&mut self, d: usize, document: &Document, depth: usize, name: &str) {
        let mut starts = vec![(0, self.list.len())];
        let place = Place { document: d, span: Span::empty(0) };
        self.list.push(Chapter { number: String::new(), title: name.to_owned(), above: String::new(), depth: 0, place });
        for (heading, depth) in upper(&document.headings, depth) {
            let whole = heading.number.map_or(heading.title, |n| n.hull(heading.title));
            let start = document.outline.blocks.get(heading.block).map_or(whole.start, |b| b.span.start);
            starts.push((start, self.list.len()));
            self.list.push(Chapter {
                number: heading.number.map_or("", |n| document.slice(n)).trim().to_owned(),
                title: document.slice(heading.title).trim().to_owned(),
                above: above(document, heading),
                depth,
                place: Place { document: d, span: whole },
            });
        }
        self.starts.push(starts);
    }

    /// The chapter that holds a place.
    fn at(&self, place: Place) -> usize {
        let Some(starts) = self.starts.get(place.document) else { return 0 };
        let index = starts.partition_point(|s| s.0 <= place.span.start).saturating_sub(1);
        starts.get(index).map_or(0, |s| s.1)
    }

    /// Takes out what stands before the first heading of a file, unless
    /// something refers from or to there, or there is nothing else.
    fn drop_empty(&mut self) {
        let mut used = vec![false; self.list.len()];
        let mut mark = |i: usize| {
            if let Some(used) = used.get_mut(i) {
                *used = true;
            }
        };
        for pointer in &self.pointers {
            mark(pointer.from);
            if let End::Chapter(to, _) = pointer.end {
                mark(to);
            }
        }
        for starts in &self.starts {
            let (first, rest) = starts.split_first().map_or((0, &[][..]), |(f, rest)| (f.1, rest));
            if rest.is_empty() {
                mark(first);
            }
            rest.iter().for_each(|r| mark(r.1));
        }
        let mut next = 0;
        let new: Vec<usize> = used
            .iter()
            .map(|&used| {
                let own = next;
                next += usize::from(used);
                own
            })
            .collect();
        let renamed = |i: usize| new.get(i).copied().unwrap_or(0);
        let mut kept = used.iter();
        self.list.retain(|_| kept.next().copied().unwrap_or(false));
        for pointer in &mut self.pointers {
            pointer.from = renamed(pointer.from);
            if let End::Chapter(to, _) = &mut pointer.end {
                *to = renamed(*to);
            }
        }
        self.starts.clear();
    }

    /// How many references lead from one chapter to another, with the first of
    /// them.
    pub(super) fn pairs(&self) -> BTreeMap<(usize, usize), (usize, Place)> {
        let mut pairs = BTreeMap::new();
        for pointer in &self.pointers {
            if let End::Chapter(to, _) = pointer.end {
                pairs.entry((pointer.from, to)).or_insert((0, pointer.place)).0 += 1;
            }
        }
        pairs
    }

    /// By chapter, how many of its references have this end.
    pub(super) fn ends(&self, end: End) -> Vec<usize> {
        let mut counts = vec![0; self.list.len()];
        for pointer in self.pointers.iter().filter(|p| p.end == end) {
            if let Some(count) = counts.get_mut(pointer.from) {
                *count += 1;
            }
        }
        counts
    }
}

/// The numbers of the headings that a heading stands under.
fn above(document: &Document, heading: &Heading) -> String {
    let mut numbers = Vec::new();
    let mut next = heading.parent;
    while let Some(parent) = next.and_then(|i| document.headings.get(i)) {
        numbers.extend(parent.number.map(|n| document.slice(n).trim()));
        // a parent stands before its child
        next = parent.parent.filter(|&p| next.is_some_and(|i| p < i));
    }
    numbers.reverse();
    numbers.join(" ")
}

/// The headings that have fewer than `depth` above them, and how many.
fn upper(headings: &[Heading], depth: usize) -> Vec<(&Heading, usize)> {
    let mut depths: Vec<usize> = Vec::with_capacity(headings.len());
    for heading in headings {
        depths.push(heading.parent.and_then(|p| depths.get(p)).map_or(0, |d| d + 1));
    }
    headings.iter().zip(depths).filter(|(_, d)| *d < depth).collect()
}

fn pointers(chapters: &Chapters, book: &Book) -> Vec<Pointer> {
    let mut list = Vec::new();
    for (d, document) in book.documents.iter().enumerate() {
        for (i, reference) in document.references.iter().enumerate() {
            let place = Place { document: d, span: reference.span };
            let end = match (&reference.target, book.resolution(d, i)) {
                // pages and notes are no chapters
                (Target::Page(_) | Target::Note(_), _) => continue,
                (_, Resolution::Found(targets)) => {
                    let Some(&target) = targets.first() else { continue };
                    let there = book.place(target);
                    End::Chapter(chapters.at(there), there)
                }
                (Target::Broken(_), _) | (_, Resolution::Missing(_)) => End::Nowhere,
                (_, Resolution::Outside) => End::Outside,
            };
            list.push(Pointer { place, from: chapters.at(place), end });
        }
    }
    list
}
