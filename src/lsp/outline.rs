//! The outline of a document, the symbols of all, and what can be folded.

use gen_lsp_types::{Position, Range};
use serde_json::{Value, json};

use super::settings::Client;
use super::view::View;
use crate::book::{Kind, Target};
use crate::text::Span;

/// Kinds of symbols, by the numbers of the protocol: a string (as other servers
/// show headings), a structure, a constant, a key.
const HEADING: u32 = 15;
const CAPTION: u32 = 23;
const NOTE: u32 = 14;
const ACRONYM: u32 = 20;

/// More symbols than anybody looks through.
const MOST: usize = 1000;

struct Node {
    name: String,
    detail: String,
    kind: u32,
    /// Where it stands, in bytes of the cleaned text.
    at: u32,
    range: Range,
    selection: Range,
    children: Vec<Node>,
}

/// The symbols of a document.
pub(super) fn symbols(view: &View<'_>, client: &Client) -> Vec<Value> {
    let roots = tree(view);
    if client.nested {
        return roots.into_iter().map(nested).collect();
    }
    let uri = view.uri(view.index);
    let mut list = Vec::new();
    flat(&roots, "", &uri, &mut list);
    list
}

fn nested(node: Node) -> Value {
    json!({
        "name": node.name,
        "detail": node.detail,
        "kind": node.kind,
        "range": node.range,
        "selectionRange": node.selection,
        "children": node.children.into_iter().map(nested).collect::<Vec<Value>>(),
    })
}

fn flat(nodes: &[Node], above: &str, uri: &str, list: &mut Vec<Value>) {
    for node in nodes {
        let location = json!({"uri": uri, "range": node.selection});
        list.push(json!({"name": node.name, "kind": node.kind, "location": location, "containerName": above}));
        flat(&node.children, &node.name, uri, list);
    }
}

fn tree(view: &View<'_>) -> Vec<Node> {
    let document = view.document();
    let mut flat: Vec<(Node, Option<usize>)> = Vec::new();
    let name = |number: Option<Span>, title: Span| {
        let number = number.map_or("", |n| document.slice(n).trim());
        let title = document.slice(title).trim();
        let all = format!("{number}　{title}").trim().to_owned();
        if all.is_empty() { "—".to_owned() } else { short(&all) }
    };
    let ends = ends(view);
    for (i, h) in document.headings.iter().enumerate() {
        let at = h.number.map_or(h.title, |n| n.hull(h.title));
        let selection = view.cleaned(at);
        let end = ends.get(i).copied().unwrap_or(selection.end);
        let range = Range { start: selection.start, end: end.max(selection.end) };
        let node = Node {
            name: name(h.number, h.title),
            detail: String::new(),
            kind: HEADING,
            at: at.start,
            range,
            selection,
            children: Vec::new(),
        };
        flat.push((node, h.parent));
    }
    // what stands under a heading goes to the last one before it
    let over = |at: u32| document.headings.partition_point(|h| h.number.unwrap_or(h.title).start <= at).checked_sub(1);
    let leaf = |at: Span, name: String, kind: u32, detail: String| {
        let range = view.cleaned(at);
        Node { name, detail, kind, at: at.start, range, selection: range, children: Vec::new() }
    };
    for c in &document.captions {
        let node = leaf(c.span.hull(c.title), name(Some(c.span), c.title), CAPTION, String::new());
        flat.push((node, over(c.span.start)));
    }
    for n in &document.notes.notes {
        let text = short(view.note_text(n));
        let name = if text.is_empty() { document.slice(n.span).to_owned() } else { text };
        flat.push((leaf(n.span, if name.is_empty() { "—".to_owned() } else { name }, NOTE, String::new()), over(n.span.start)));
    }
    // from the last to the first, so that each is whole before it goes into its parent
    let mut slots: Vec<Option<Node>> = Vec::new();
    let mut parents: Vec<Option<usize>> = Vec::new();
    for (node, parent) in flat {
        slots.push(Some(node));
        parents.push(parent);
    }
    let headings = document.headings.len();
    let mut order: Vec<usize> = (headings..slots.len()).collect();
    order.extend((0..headings).rev());
    let mut roots = Vec::new();
    for i in order {
        let Some(mut node) = slots.get_mut(i).and_then(Option::take) else { continue };
        node.children.sort_by_key(|c| c.at);
        let parent = parents.get(i).copied().flatten().filter(|&p| p < i || i >= headings);
        match parent.and_then(|p| slots.get_mut(p)).and_then(Option::as_mut) {
            Some(parent) => {
                parent.range.end = parent.range.end.max(node.range.end);
                parent.children.push(node);
            }
            None => roots.push(node),
        }
    }
    roots.sort_by_key(|n| n.at);
    roots
}

/// Where the part under each heading ends: before the next heading that does
/// not stand under it.
fn ends(view: &View<'_>) -> Vec<Position> {
    let document = view.document();
    let starts: Vec<u32> = document
        .headings
        .iter()
        .map(|h| view.prepared.file.map.to_source(Span::empty(document.outline.blocks.get(h.block).map_or(0, |b| b.span.start))).span.start)
        .collect();
    let file = &view.prepared.file;
    let last = file.text.len();
    // of the headings that are still open, the level and the index
    let mut open: Vec<(u8, usize)> = Vec::new();
    let mut ends = vec![last; starts.len()];
    for (i, h) in document.headings.iter().enumerate() {
        let start = starts.get(i).copied().unwrap_or(last);
        while let Some(&(level, j)) = open.last() {
            if level < h.level {
                break;
            }
            if let Some(end) = ends.get_mut(j) {
                *end = start;
            }
            open.pop();
        }
        open.push((h.level, i));
    }
    ends.into_iter().map(|end| view.range(Span::empty(end.saturating_sub(u32::from(end > 0)))).start).collect()
}

/// What can be folded: what stands under a heading, and blocks of several
/// lines.
pub(super) fn folds(view: &View<'_>) -> Vec<Value> {
    let document = view.document();
    let mut list = Vec::new();
    let mut fold = |start: u32, end: u32, kind: &str| {
        if end > start {
            list.push(json!({"startLine": start, "endLine": end, "kind": kind}));
        }
    };
    for (h, end) in document.headings.iter().zip(ends(view)) {
        fold(view.cleaned(h.number.unwrap_or(h.title)).start.line, end.line, "region");
    }
    for block in &document.outline.blocks {
        if matches!(block.kind, crate::doc::Kind::Code | crate::doc::Kind::Table | crate::doc::Kind::Quote) {
            let range = view.cleaned(block.span);
            fold(range.start.line, range.end.line, "region");
        }
    }
    list
}

/// The headings, captions and acronyms of all books that contain the words of
/// a question.
pub(super) fn search(views: &[View<'_>], query: &str, list: &mut Vec<Value>) {
    let words: Vec<String> = query.split_whitespace().map(str::to_lowercase).collect();
    let fits = |name: &str| {
        let name = name.to_lowercase();
        words.iter().all(|w| name.contains(w))
    };
    for view in views {
        let document = view.document();
        let headings = (0..document.headings.len()).map(|i| (Kind::Heading(i), HEADING));
        let captions = (0..document.captions.len()).map(|i| (Kind::Caption(i), CAPTION));
        let mut push = |name: String, kind: u32, place| {
            if list.len() < MOST
                && fits(&name)
                && let Some(location) = view.location(place)
            {
                let container = view.prepared.file.name.rsplit('/').next().unwrap_or_default();
                list.push(json!({"name": short(&name), "kind": kind, "location": location, "containerName": container}));
            }
        };
        for (kind, number) in headings.chain(captions) {
            let target = Target { document: view.index, kind };
            let name = format!("{}　{}", view.book.number(target), view.book.title(target));
            push(name.trim().to_owned(), number, view.book.place(target));
        }
        for d in &document.acronyms.definitions {
            push(document.slice(d.acronym).to_owned(), ACRONYM, crate::book::Place { document: view.index, span: d.acronym });
        }
    }
}

fn short(text: &str) -> String {
    const MOST: usize = 80;
    let mut out: String = text.chars().take(MOST).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if text.chars().nth(MOST).is_some() {
        out.push('…');
    }
    out
}
