//! The cleaned text block by block, each with what it was made of. Read from
//! the source map: nothing is compared.

use serde::Serialize;
use serde::ser::{SerializeSeq as _, Serializer};

use crate::doc::{Document, Kind};
use crate::lint::File;
use crate::text::{Cause, Span, floor};

/// The most bytes of a block that stay together.
const LONGEST: u32 = 16_384;

/// A block of the cleaned text, or a part of a very long one.
#[derive(Debug)]
pub(super) struct Row<'a> {
    /// `h1` to `h6`, or the first letter of its kind; `+` for the next part of
    /// a long block.
    pub kind: String,
    /// In bytes of the cleaned text.
    pub span: Span,
    /// Where it begins to be read: behind Markdown's marks of a heading.
    pub body: u32,
    /// The line of the file that it begins in, from 1.
    pub line: u32,
    /// What it is made of, in the order of the cleaned text.
    pub parts: Vec<Part<'a>>,
}

/// A piece of a row.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Part<'a> {
    /// Text that was left alone.
    Kept(&'a str),
    /// What was taken out, what stands in its place, and why (an index into
    /// the causes).
    Changed(String, &'a str, usize),
    /// What follows came from elsewhere, from this line.
    Moved(u32),
}

impl Serialize for Part<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Part::Kept(text) => serializer.serialize_str(text),
            Part::Moved(line) => serializer.serialize_u32(*line),
            Part::Changed(taken, written, cause) => {
                let mut list = serializer.serialize_seq(Some(3))?;
                list.serialize_element(taken)?;
                list.serialize_element(written)?;
                list.serialize_element(cause)?;
                list.end()
            }
        }
    }
}

/// The rows of a file. The causes of its changes are looked up in `causes`.
pub(super) fn of<'a>(file: &'a File, document: &'a Document, causes: &[&'static Cause]) -> Vec<Row<'a>> {
    let mut rows = empty(document);
    let text = &document.text;
    let line = |at: u32| file.index.line(at) + 1;
    let mut at = 0;
    // where the source goes on when nothing was moved
    let mut due = 0;
    // the row and the part of the last change
    let mut last: Option<(usize, usize)> = None;
    for (i, piece) in file.map.pieces().iter().enumerate() {
        let output = file.map.output(i);
        if piece.continues() {
            let more = file.text.slice(piece.source);
            if let Some(Part::Changed(taken, ..)) = last.and_then(|(r, p)| rows.get_mut(r)?.parts.get_mut(p)) {
                taken.push_str(more);
            }
            due = if piece.source.start == due { piece.source.end } else { due };
            continue;
        }
        // a change without output belongs to what follows it
        while rows.get(at).is_some_and(|row| row.span.end <= output.start) && at + 1 < rows.len() {
            at += 1;
        }
        let moved = piece.source.start != due && !piece.source.is_empty();
        if !piece.source.is_empty() {
            due = piece.source.end;
        }
        last = None;
        let mut taken = Some(file.text.slice(piece.source));
        let mut index = at;
        while let Some(row) = rows.get_mut(index) {
            let own = Span::new(output.start.max(row.span.start), output.end.min(row.span.end).max(row.span.start));
            let inside = !own.is_empty() && own.start < row.span.end;
            let own = if inside { own } else { Span::empty(own.start) };
            let taken = if piece.cause.is_some() { taken.take().unwrap_or("") } else { "" };
            // blank lines between the blocks are not shown
            let shown = inside || !taken.trim().is_empty() || !taken.is_empty() && output.start >= row.span.start;
            if shown {
                let from = piece.source.start + if piece.cause.is_none() { own.start.saturating_sub(output.start) } else { 0 };
                if moved && index == at && (inside || !taken.is_empty()) {
                    row.parts.push(Part::Moved(line(from)));
                }
                if row.line == 0 {
                    row.line = line(from);
                }
                match piece.cause {
                    None => row.parts.push(Part::Kept(text.slice(own))),
                    Some(cause) => {
                        let cause = causes.iter().position(|c| *c == cause).unwrap_or(0);
                        last = last.or(Some((index, row.parts.len())));
                        row.parts.push(Part::Changed(taken.to_owned(), text.slice(own), cause));
                    }
                }
            }
            if output.end <= row.span.end {
                break;
            }
            index += 1;
        }
    }
    rows
}

/// The causes of the changes of a file, each once, in the order of the text.
pub(super) fn causes(file: &File) -> Vec<&'static Cause> {
    let mut list: Vec<&'static Cause> = Vec::new();
    for cause in file.map.pieces().iter().filter_map(|p| p.cause) {
        if !list.contains(&cause) {
            list.push(cause);
        }
    }
    list
}

/// The rows without their parts. What is a heading or a note is what the
/// contents and the lists have, whatever a line looks like by itself.
fn empty<'a>(document: &Document) -> Vec<Row<'a>> {
    let mut rows = Vec::with_capacity(document.outline.blocks.len());
    let heading = |block: usize| {
        let found = document.headings.binary_search_by_key(&block, |h| h.block);
        found.ok().and_then(|i| document.headings.get(i))
    };
    for (index, block) in document.outline.blocks.iter().enumerate() {
        let heading = heading(index);
        let noted = document.notes.notes.binary_search_by_key(&index, |n| n.block).is_ok();
        let kind = match (heading, block.kind) {
            (Some(heading), _) => format!("h{}", heading.level.clamp(1, 6)),
            (None, _) if noted => "n".to_owned(),
            (None, Kind::Heading | Kind::Paragraph) => "p".to_owned(),
            (None, Kind::ListItem) => "l".to_owned(),
            (None, Kind::Note) => "n".to_owned(),
            (None, Kind::Caption) => "c".to_owned(),
            (None, Kind::Reference) => "r".to_owned(),
            (None, Kind::Table) => "t".to_owned(),
            (None, Kind::Code) => "k".to_owned(),
            (None, Kind::Quote) => "q".to_owned(),
        };
        let mut start = block.span.start;
        let body = if heading.is_some() { block.body.start } else { start };
        while block.span.end - start > LONGEST {
            let end = u32::try_from(floor(document.text.as_str(), (start + LONGEST) as usize)).unwrap_or(start);
            let kind = if start == block.span.start { kind.clone() } else { "+".to_owned() };
            rows.push(Row { kind, span: Span::new(start, end), body: body.max(start), line: 0, parts: Vec::new() });
            start = end;
        }
        let kind = if start == block.span.start { kind } else { "+".to_owned() };
        rows.push(Row { kind, span: Span::new(start, block.span.end), body: body.max(start), line: 0, parts: Vec::new() });
    }
    rows
}
