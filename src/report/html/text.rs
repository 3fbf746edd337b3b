//! The texts of the files in chunks, with what can be followed in them.

use maud::{Markup, html};
use rayon::prelude::*;
use serde::Serialize;

use super::data::data;
use super::excerpt::first;
use super::rows::{self, Part, Row};
use super::{Page, Spot};
use crate::book::Resolution;
use crate::doc::Document;
use crate::doc::reference::{Broken, Target};
use crate::lint::File;
use crate::report::reasons;
use crate::text::{Cause, Span};

/// Bytes of rows that make a chunk. A chunk is drawn at once, so it must be
/// small; each costs a little, so it must not be tiny.
const CHUNK: usize = 40_000;

/// What there is to know of a file before its text is looked at.
#[derive(Serialize)]
struct Head {
    /// Where each chunk begins, in UTF-16 units of the cleaned text.
    chunks: Vec<u32>,
    /// The same for the end of the text.
    end: u32,
    /// Why something was changed in it, in the order of their indices.
    causes: Vec<String>,
    /// How many places were changed.
    changes: usize,
    /// The headings: level, number and title, where.
    outline: Vec<(u8, String, u32)>,
}

/// A part of a text.
#[derive(Default, Serialize)]
struct Chunk<'a> {
    rows: Vec<Shown<'a>>,
    links: Vec<Link>,
}

/// Kind, start (UTF-16 units), units that are not read at the start, line of
/// the file, parts.
#[derive(Serialize)]
struct Shown<'a>(String, u32, u32, u32, Vec<Part<'a>>);

/// Something in a text that leads somewhere: start, end, what it is, and the
/// file and place of its target.
#[derive(Clone, Copy, Serialize)]
struct Link(u32, u32, Leads, usize, u32);

/// Where a link leads.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Leads {
    There,
    Nowhere,
    Outside,
    ToNote,
}

impl Serialize for Leads {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u8(*self as u8)
    }
}

/// All texts as blocks of data.
pub(super) fn texts(page: &Page<'_>) -> Markup {
    let files: Vec<_> = page.files().collect();
    let blocks: Vec<Markup> = files.par_iter().map(|&(index, file, document)| blocks(page, index, file, document)).collect();
    html! { @for block in &blocks { (block) } }
}

fn blocks(page: &Page<'_>, index: usize, file: &File, document: &Document) -> Markup {
    let causes = rows::causes(file);
    let chunks = chunks(page, index, file, document, &causes);
    let head = Head {
        chunks: chunks.iter().map(|c| c.rows.first().map_or(0, |r| r.1)).collect(),
        end: page.spot(index, document.text.span()).end,
        causes: causes.iter().map(|c| reasons::say(c, page.language).to_owned()).collect(),
        changes: file.map.pieces().iter().filter(|p| p.cause.is_some() && !p.continues()).count(),
        outline: outline(page, index, document),
    };
    html! {
        (data(&format!("text-{index}"), &head))
        @for (n, chunk) in chunks.iter().enumerate() { (data(&format!("text-{index}-{n}"), chunk)) }
    }
}

fn outline(page: &Page<'_>, index: usize, document: &Document) -> Vec<(u8, String, u32)> {
    let row = |h: &crate::doc::heading::Heading| {
        let whole = h.number.map_or(h.title, |n| n.hull(h.title));
        (h.level, first(document.slice(whole), 60), page.spot(index, whole).start)
    };
    document.headings.iter().map(row).collect()
}

fn chunks<'a>(page: &Page<'_>, index: usize, file: &'a File, document: &'a Document, causes: &[&'static Cause]) -> Vec<Chunk<'a>> {
    let mut links = links(page, index, document).into_iter().peekable();
    let mut chunks: Vec<Chunk<'a>> = Vec::new();
    let mut room = 0;
    for row in rows::of(file, document, causes) {
        let Row { kind, span, body, line, parts } = row;
        let size: usize = parts.iter().map(|p| if let Part::Changed(taken, ..) = p { taken.len() + 20 } else { 4 }).sum();
        if room == 0 {
            chunks.push(Chunk::default());
            room = CHUNK;
        }
        room = room.saturating_sub(span.len() as usize + size);
        let at = page.spot(index, Span::new(span.start, body));
        let end = page.spot(index, Span::empty(span.end)).start;
        let Some(chunk) = chunks.last_mut() else { continue };
        while let Some(link) = links.next_if(|l| l.0 < end) {
            chunk.links.push(link);
        }
        chunk.rows.push(Shown(kind, at.start, at.end - at.start, line, parts));
    }
    chunks
}

/// The references and note marks of a document, in the order of the text.
fn links(page: &Page<'_>, index: usize, document: &Document) -> Vec<Link> {
    let Some((book, own)) = page.checked.files.get(index).map(|f| f.place) else { return Vec::new() };
    let resolve = |i: usize| page.checked.books.get(book).map_or(&Resolution::Outside, |b| b.resolution(own, i));
    let mut list = Vec::new();
    for (i, reference) in document.references.iter().enumerate() {
        let from = page.spot(index, reference.span);
        let (leads, to) = match (&reference.target, resolve(i)) {
            (Target::Page(_) | Target::Note(_), _) => continue,
            (_, Resolution::Found(targets)) => {
                let Some(&target) = targets.first() else { continue };
                (Leads::There, page.target(book, target))
            }
            (Target::Broken(Broken::Unfilled | Broken::Field | Broken::Backwards), _) | (_, Resolution::Missing(_)) => {
                (Leads::Nowhere, from)
            }
            (_, Resolution::Outside) => (Leads::Outside, from),
        };
        list.push(Link(from.start, from.end, leads, to.file, to.start));
    }
    for (mark, note) in document.notes.calls(&document.text) {
        let Some(note) = note else { continue };
        let Spot { start, end, .. } = page.spot(index, mark.span);
        list.push(Link(start, end, Leads::ToNote, index, page.spot(index, note.span).start));
    }
    list.sort_by_key(|l| (l.0, l.1));
    list
}
