//! One document in its book, as the features see it: places of the cleaned
//! text go out as ranges of the file, and what stands under the cursor comes
//! in.

use std::path::Path;

use gen_lsp_types::{Location, Position, Range, Uri};
use serde_json::{Value, json};

use super::place::{Encoding, to_uri};
use super::world::{Open, Volume, World};
use crate::book::{Book, Place, Resolution, Target};
use crate::check::Prepared;
use crate::doc::acronym::spelling;
use crate::doc::note::{Mark, Note};
use crate::doc::{self, Document};
use crate::text::{Span, ceil, floor};

/// A document in its book.
#[derive(Clone, Copy)]
pub(super) struct View<'a> {
    pub world: &'a World,
    pub volume: &'a Volume,
    pub book: &'a Book,
    pub index: usize,
    pub prepared: &'a Prepared,
    pub encoding: Encoding,
}

/// What stands somewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Thing {
    /// An index into the references.
    Reference(usize),
    /// An index into the marks.
    Mark(usize),
    /// An index into the notes.
    Note(usize),
    /// An acronym as the book names it, and where it stands.
    Acronym(String, Span),
    /// A short name, and where it stands.
    Alias(String, Span),
    /// A heading or a caption.
    Target(Target),
}

impl<'a> View<'a> {
    pub(super) fn document(&self) -> &'a Document {
        &self.prepared.document
    }

    /// The bytes of the file at a range of the client.
    pub(super) fn span(&self, range: Range) -> Span {
        let file = &self.prepared.file;
        self.encoding.span(file.text.as_str(), &file.index, range)
    }

    /// The range of bytes of this file.
    pub(super) fn range(&self, span: Span) -> Range {
        let file = &self.prepared.file;
        self.encoding.range(file.text.as_str(), &file.index, span)
    }

    /// The range of a span of the cleaned text.
    pub(super) fn cleaned(&self, span: Span) -> Range {
        self.range(self.prepared.file.map.to_source(span).span)
    }

    /// How the client names a file of the book.
    pub(super) fn uri(&self, index: usize) -> String {
        self.volume.members.get(index).map(|m| uri(self.world, &m.key)).unwrap_or_default()
    }

    /// Another document of the book.
    pub(super) fn other(&self, index: usize) -> Option<View<'a>> {
        let prepared = self.volume.prepared(index)?;
        Some(View { index, prepared, ..*self })
    }

    /// A place of the book in the client's words.
    pub(super) fn location(&self, place: Place) -> Option<Location> {
        let range = self.other(place.document)?.cleaned(place.span);
        Some(Location { uri: Uri(self.uri(place.document)), range })
    }

    /// The byte of the cleaned text at a position of the client.
    pub(super) fn at(&self, position: Position) -> Option<u32> {
        let file = &self.prepared.file;
        let at = self.encoding.offset(file.text.as_str(), &file.index, position);
        let inverse = file.map.inverse();
        let here = inverse.to_output(Span::new(at, at.saturating_add(1))).or_else(|| inverse.to_output(Span::empty(at)));
        here.map(|m| m.span.start)
    }

    /// What stands at a byte of the cleaned text, or ends there.
    pub(super) fn thing(&self, at: u32) -> Option<Thing> {
        let document = self.document();
        let holds = |span: Span| span.start <= at && at <= span.end && !span.is_empty();
        if let Some(i) = document.notes.marks.iter().position(|m| holds(m.span)) {
            return Some(Thing::Mark(i));
        }
        if let Some(i) = document.notes.notes.iter().position(|n| holds(n.span)) {
            return Some(Thing::Note(i));
        }
        let whole = |r: &doc::reference::Reference| {
            let tail = r.page.map(|p| p.0).or(r.title);
            tail.map_or(r.span, |t| r.span.hull(t))
        };
        let mut inner = None;
        for d in document.acronyms.definitions.iter().filter(|d| holds(d.acronym)) {
            inner = Some(Thing::Acronym(spelling::name(document.slice(d.acronym)).into_owned(), d.acronym));
        }
        for u in document.acronyms.uses.iter().filter(|u| holds(u.span)) {
            inner = inner.or(Some(Thing::Acronym(spelling::name(document.slice(u.span)).into_owned(), u.span)));
        }
        if inner.is_some() {
            return inner;
        }
        if let Some(i) = document.references.iter().position(|r| holds(whole(r))) {
            return Some(Thing::Reference(i));
        }
        for alias in &document.acronyms.aliases {
            let word = document.slice(alias.alias);
            if let Some(span) = around(document.text.as_str(), at, word) {
                return Some(Thing::Alias(word.to_owned(), span));
            }
        }
        let target = |kind| Target { document: self.index, kind };
        if let Some(i) = document.captions.iter().position(|c| holds(c.span.hull(c.title))) {
            return Some(Thing::Target(target(crate::book::Kind::Caption(i))));
        }
        let heading = document.headings.iter().position(|h| holds(h.number.map_or(h.title, |n| n.hull(h.title))));
        heading.map(|i| Thing::Target(target(crate::book::Kind::Heading(i))))
    }

    /// What a reference points at.
    pub(super) fn targets(&self, reference: usize) -> &'a [Target] {
        match self.book.resolution(self.index, reference) {
            Resolution::Found(targets) => targets,
            _ => &[],
        }
    }

    /// The note that a mark calls.
    pub(super) fn note_of(&self, mark: &Mark) -> Option<&'a Note> {
        let document = self.document();
        document.notes.calls(&document.text).find(|(m, _)| *m == mark)?.1
    }

    /// The marks that call a note.
    pub(super) fn marks_of(&self, note: &Note) -> Vec<&'a Mark> {
        let document = self.document();
        document.notes.calls(&document.text).filter(|(_, called)| *called == Some(note)).map(|(m, _)| m).collect()
    }

    /// The text of a note.
    pub(super) fn note_text(&self, note: &Note) -> &'a str {
        let document = self.document();
        document.outline.blocks.get(note.block).map_or("", |b| document.slice(b.span)).trim()
    }

    /// All places of the book where a reference points at `target`.
    pub(super) fn pointers(&self, target: Target) -> Vec<Place> {
        let mut places = Vec::new();
        for (document, d) in self.book.documents.iter().enumerate() {
            for (i, r) in d.references.iter().enumerate() {
                if let Resolution::Found(targets) = self.book.resolution(document, i)
                    && targets.has(target)
                {
                    places.push(Place { document, span: r.span });
                }
            }
        }
        places
    }

    /// All places where an acronym stands: expansions, then uses.
    pub(super) fn acronym(&self, name: &str) -> (Vec<Place>, Vec<Place>) {
        let (mut expanded, mut used) = (Vec::new(), Vec::new());
        for (document, d) in self.book.documents.iter().enumerate() {
            let same = |span: &Span| spelling::name(d.slice(*span)) == name;
            expanded.extend(d.acronyms.definitions.iter().map(|x| x.acronym).filter(same).map(|span| Place { document, span }));
            used.extend(d.acronyms.uses.iter().map(|x| x.span).filter(same).map(|span| Place { document, span }));
        }
        (expanded, used)
    }

    /// Where short names are introduced, and where else they stand behind that.
    pub(super) fn alias(&self, word: &str) -> (Vec<Place>, Vec<Place>) {
        let (mut introduced, mut used) = (Vec::new(), Vec::new());
        for (document, d) in self.book.documents.iter().enumerate() {
            let own: Vec<Span> = d.acronyms.aliases.iter().map(|a| a.alias).filter(|a| d.slice(*a) == word).collect();
            introduced.extend(own.iter().map(|span| Place { document, span: *span }));
            let Some(first) = own.first() else { continue };
            let from = first.end;
            let rest = d.text.as_str().get(from as usize..).unwrap_or("");
            let found = memchr::memmem::find_iter(rest.as_bytes(), word.as_bytes());
            let length = u32::try_from(word.len()).unwrap_or(u32::MAX);
            let spans = found.filter_map(|i| u32::try_from(i).ok()).map(|i| Span::new(from + i, from + i + length));
            used.extend(spans.filter(|s| !own.contains(s)).map(|span| Place { document, span }));
        }
        (introduced, used)
    }
}

/// How the client names a file: as it opened it, or below its own folder.
pub(super) fn uri(world: &World, key: &Path) -> String {
    if let Some(Open { uri, .. }) = world.open.get(key) {
        return uri.clone();
    }
    let below = world.roots.iter().find_map(|(named, root)| Some(named.join(key.strip_prefix(root).ok()?)));
    if key.is_absolute() { to_uri(&below.unwrap_or_else(|| key.to_owned())) } else { key.display().to_string() }
}

/// Where a word stands around a byte of a text.
fn around(text: &str, at: u32, word: &str) -> Option<Span> {
    if word.is_empty() {
        return None;
    }
    let at = at as usize;
    let from = floor(text, at.saturating_sub(word.len()));
    let to = ceil(text, at + word.len());
    let start = from + text.get(from..to)?.find(word)?;
    let start = u32::try_from(start).ok()?;
    Some(Span::new(start, start + u32::try_from(word.len()).ok()?))
}

/// Edits of several files, as the protocol has them.
pub(super) fn changes(list: impl IntoIterator<Item = (String, gen_lsp_types::TextEdit)>) -> Value {
    let mut files: std::collections::BTreeMap<String, Vec<gen_lsp_types::TextEdit>> = std::collections::BTreeMap::new();
    for (uri, edit) in list {
        files.entry(uri).or_default().push(edit);
    }
    json!({ "changes": files })
}
