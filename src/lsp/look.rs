//! Looking around: hover, definition, references, rename.

use gen_lsp_types::{Location, TextEdit, Uri};
use serde_json::{Value, json};

use super::view::{Thing, View, changes};
use crate::book::{Kind, Place, Target};
use crate::doc;
use crate::text::Span;

/// Lines of a target that are shown, and characters of each.
const LINES: usize = 4;
const WIDE: usize = 160;

/// What there is to say about what stands at `at`.
pub(super) fn hover(view: &View<'_>, at: u32) -> Option<Value> {
    let document = view.document();
    let (span, text) = match view.thing(at)? {
        Thing::Reference(i) => {
            let reference = document.references.get(i)?;
            let texts: Vec<String> = view.targets(i).iter().map(|t| target(view, *t)).collect();
            if texts.is_empty() {
                return None;
            }
            (reference.span, texts.join("\n\n---\n\n"))
        }
        Thing::Mark(i) => {
            let mark = document.notes.marks.get(i)?;
            (mark.span, escape(view.note_text(view.note_of(mark)?)))
        }
        Thing::Note(i) => {
            let note = document.notes.notes.get(i)?;
            let marks = view.marks_of(note);
            let lines: Vec<String> =
                marks.iter().filter_map(|m| document.block(m.span.start)).map(|b| escape(&cut(document.slice(b.span)))).collect();
            (note.span, lines.first()?.clone())
        }
        Thing::Acronym(name, span) => (span, acronym(view, &name)?),
        Thing::Alias(word, span) => {
            let alias = document.acronyms.aliases.iter().find(|a| document.slice(a.alias) == word)?;
            (span, format!("**{}** = {}", escape(&word), escape(document.slice(alias.name?))))
        }
        Thing::Target(t) => {
            let count = view.pointers(t).len();
            let place = view.book.place(t);
            (place.span, format!("**{}** ← {count}", escape(&view.book.name(t))))
        }
    };
    Some(json!({"contents": {"kind": "markdown", "value": text}, "range": view.cleaned(span)}))
}

/// A target with its first lines.
fn target(view: &View<'_>, target: Target) -> String {
    let title = format!("{}　{}", view.book.number(target), view.book.title(target));
    let mut out = format!("**{}**", escape(title.trim()));
    let Some(other) = view.other(target.document) else { return out };
    let document = other.document();
    let place = view.book.place(target);
    let mut place_name = other.prepared.file.name.rsplit('/').next().unwrap_or_default().to_owned();
    if let Some(page) = document.pages.number(place.span.start) {
        place_name.push_str(&format!(", p. {page}"));
    }
    out.push_str(&format!("  \n*{}*", escape(&place_name)));
    let own = match target.kind {
        Kind::Heading(i) => document.headings.get(i).map(|h| h.block),
        Kind::Caption(i) => document.captions.get(i).map(|c| c.block),
        Kind::Note(i) => return document.notes.notes.get(i).map_or(out, |n| escape(other.note_text(n))),
    };
    let Some(own) = own else { return out };
    for block in document.outline.blocks.iter().skip(own + 1).take(LINES) {
        if block.kind == doc::Kind::Heading {
            break;
        }
        out.push_str(&format!("\n\n{}", escape(&cut(document.slice(block.span)))));
    }
    out
}

/// What an acronym stands for, and where that is said.
fn acronym(view: &View<'_>, name: &str) -> Option<String> {
    let term = view.book.terms.acronyms.iter().find(|t| t.name == name)?;
    let mut lines = Vec::new();
    for meaning in &term.meanings {
        let Some(other) = view.other(meaning.place.document) else { continue };
        let slice = |span: Option<Span>| span.map(|s| other.document().slice(s).trim()).filter(|s| !s.is_empty());
        let said: Vec<&str> = [slice(meaning.latin), slice(meaning.japanese)].into_iter().flatten().collect();
        if said.is_empty() {
            continue;
        }
        let file = other.prepared.file.name.rsplit('/').next().unwrap_or_default();
        let line = other.cleaned(meaning.place.span).start.line + 1;
        lines.push(format!("**{}**: {}  \n*{}:{line}*", escape(name), escape(&said.join("　")), escape(file)));
    }
    if lines.is_empty() { None } else { Some(lines.join("\n\n")) }
}

fn cut(text: &str) -> String {
    let mut out: String = text.chars().take(WIDE).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if text.chars().nth(WIDE).is_some() {
        out.push('…');
    }
    out
}

/// Text of a draft inside Markdown.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '<' | '>' | '#' | '|' | '!') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Where what stands at `at` is defined.
pub(super) fn definition(view: &View<'_>, at: u32) -> Option<Vec<Location>> {
    let document = view.document();
    let here = |span: Span| Place { document: view.index, span };
    let places: Vec<Place> = match view.thing(at)? {
        Thing::Reference(i) => view.targets(i).iter().map(|t| view.book.place(*t)).collect(),
        Thing::Mark(i) => view.note_of(document.notes.marks.get(i)?).map(|n| here(n.span)).into_iter().collect(),
        Thing::Note(i) => view.marks_of(document.notes.notes.get(i)?).into_iter().map(|m| here(m.span)).collect(),
        Thing::Acronym(name, _) => view.acronym(&name).0,
        Thing::Alias(word, _) => view.alias(&word).0,
        Thing::Target(target) => vec![view.book.place(target)],
    };
    Some(places.into_iter().filter_map(|p| view.location(p)).collect())
}

/// Where what stands at `at` stands as well, or what points at it.
pub(super) fn references(view: &View<'_>, at: u32, declaration: bool) -> Option<Vec<Location>> {
    let document = view.document();
    let here = |span: Span| Place { document: view.index, span };
    let (defined, used): (Vec<Place>, Vec<Place>) = match view.thing(at)? {
        Thing::Reference(i) => {
            let targets = view.targets(i);
            (targets.iter().map(|t| view.book.place(*t)).collect(), targets.iter().flat_map(|t| view.pointers(*t)).collect())
        }
        Thing::Target(target) => (vec![view.book.place(target)], view.pointers(target)),
        Thing::Mark(i) => match view.note_of(document.notes.marks.get(i)?) {
            Some(note) => (vec![here(note.span)], view.marks_of(note).into_iter().map(|m| here(m.span)).collect()),
            None => (Vec::new(), Vec::new()),
        },
        Thing::Note(i) => {
            let note = document.notes.notes.get(i)?;
            let marks = view.marks_of(note).into_iter().map(|m| here(m.span));
            let pointers = view.pointers(Target { document: view.index, kind: Kind::Note(i) });
            (vec![here(note.span)], marks.chain(pointers).collect())
        }
        Thing::Acronym(name, _) => view.acronym(&name),
        Thing::Alias(word, _) => view.alias(&word),
    };
    let all = defined.into_iter().filter(|_| declaration).chain(used);
    let mut list: Vec<Location> = all.filter_map(|p| view.location(p)).collect();
    list.dedup();
    Some(list)
}

/// What can be renamed at `at`: where it stands, and its name.
pub(super) fn renameable(view: &View<'_>, at: u32) -> Option<(Span, String)> {
    match view.thing(at)? {
        Thing::Acronym(_, span) | Thing::Alias(_, span) => Some((span, view.document().slice(span).to_owned())),
        _ => None,
    }
}

/// The edits that give an acronym or a short name another name everywhere.
///
/// # Errors
/// Why it cannot be done.
pub(super) fn rename(view: &View<'_>, at: u32, new: &str) -> Result<Value, String> {
    let new = new.trim();
    if new.is_empty() || new.contains(char::is_control) {
        return Err("a name has at least one character, and no line ends".to_owned());
    }
    let (name, (defined, used)) = match view.thing(at) {
        Some(Thing::Acronym(name, _)) => {
            let places = view.acronym(&name);
            (name, places)
        }
        Some(Thing::Alias(word, _)) => {
            let places = view.alias(&word);
            (word, places)
        }
        _ => return Err("only acronyms and short names can be renamed".to_owned()),
    };
    let mut edits: Vec<(String, TextEdit)> = Vec::new();
    for place in defined.into_iter().chain(used) {
        let Some(other) = view.other(place.document) else { continue };
        let written = other.document().slice(place.span);
        let mapped = other.prepared.file.map.to_source(place.span);
        if !mapped.exact {
            let line = other.range(mapped.span).start.line + 1;
            return Err(format!("{}:{line}: the text is broken here; clean the file first", other.prepared.file.name));
        }
        // a plural stays one
        let plural = written.ends_with('s') && !name.ends_with('s') && !new.ends_with('s');
        let new_text = if plural { format!("{new}s") } else { new.to_owned() };
        edits.push((other.uri(place.document), TextEdit { range: other.range(mapped.span), new_text }));
    }
    edits.sort_by(|a, b| (&a.0, a.1.range).cmp(&(&b.0, b.1.range)));
    edits.dedup();
    Ok(changes(edits))
}

/// Links: addresses on the net, and references.
pub(super) fn links(view: &View<'_>) -> Vec<Value> {
    let mut list = Vec::new();
    let text = view.prepared.file.text.as_str();
    let mut from = 0;
    while let Some(found) = memchr::memmem::find(text.as_bytes().get(from..).unwrap_or_default(), b"http") {
        let start = from + found;
        let rest = text.get(start..).unwrap_or("");
        from = start + 4;
        if !(rest.starts_with("http://") || rest.starts_with("https://")) {
            continue;
        }
        let end = rest.find(|c: char| !c.is_ascii_graphic() || matches!(c, '<' | '>' | '"' | '`')).unwrap_or(rest.len());
        let mut url = rest.get(..end).unwrap_or("").trim_end_matches(['.', ',', ';', ':', '\'', '!', '?']);
        if !url.contains('(') {
            url = url.trim_end_matches(')');
        }
        if let (Ok(a), Ok(b)) = (u32::try_from(start), u32::try_from(start + url.len()))
            && url.len() > 8
        {
            list.push(json!({"range": view.range(Span::new(a, b)), "target": url}));
            from = start + url.len();
        }
    }
    for (i, reference) in view.document().references.iter().enumerate() {
        let &[target] = view.targets(i) else { continue };
        let Some(Location { uri: Uri(uri), range }) = view.location(view.book.place(target)) else { continue };
        let title = view.book.title(target);
        list.push(json!({
            "range": view.cleaned(reference.span),
            "target": format!("{uri}#L{}", range.start.line + 1),
            "tooltip": format!("{}　{title}", view.book.number(target)).trim(),
        }));
    }
    list
}
