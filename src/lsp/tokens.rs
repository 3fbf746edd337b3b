//! Semantic tokens: what was recognised in a document, for editors that paint
//! it. The legend has standard types only, so that it looks well without a
//! theme of its own; what is special is said by modifiers.

use std::cmp::Reverse;
use std::path::PathBuf;

use lsp_server::RequestId;
use serde_json::{Value, json};

use super::params::{Refusal, key, range_of, uri_of};
use super::place::Encoding;
use super::server::{Question, Server};
use super::view::View;
use super::wire::Inbox;
use crate::book::Resolution;
use crate::doc::reference::Target;
use crate::text::{LineIndex, Span};

/// The types of the legend: numbers of headings, labels of captions,
/// references, marks and numbers of notes, acronyms and short names.
pub(super) const TYPES: [&str; 5] = ["namespace", "class", "property", "label", "macro"];
const HEADING: u32 = 0;
const CAPTION: u32 = 1;
const REFERENCE: u32 = 2;
const NOTE: u32 = 3;
const ACRONYM: u32 = 4;

/// The modifiers of the legend; each is one bit, the first the lowest.
pub(super) const MODIFIERS: [&str; 5] = ["declaration", "definition", "unresolved", "ambiguous", "outside"];
const PLAIN: u32 = 0;
const DECLARATION: u32 = 1;
const DEFINITION: u32 = 1 << 1;
const UNRESOLVED: u32 = 1 << 2;
const AMBIGUOUS: u32 = 1 << 3;
const OUTSIDE: u32 = 1 << 4;

/// What a client was given for a document.
pub(super) struct Painted {
    id: String,
    data: Vec<u32>,
}

impl Server {
    /// `textDocument/semanticTokens/…`
    pub(super) fn tokens(&mut self, id: &RequestId, kind: &str, params: &Value, inbox: &Inbox) -> Result<Value, Refusal> {
        let uri = uri_of(params)?;
        if kind == "range" {
            let range = range_of(params)?;
            let data = self.with(id, &uri, inbox, |view| data(view, Some(view.span(range))))?;
            return Ok(data.map_or(Value::Null, |data| json!({ "data": data })));
        }
        let Some(data) = self.with(id, &uri, inbox, |view| data(view, None))? else { return Ok(Value::Null) };
        let key = key(&uri);
        let asked = params.get("previousResultId").and_then(Value::as_str);
        let before = self.painted.remove(&key).filter(|p| kind == "full/delta" && asked == Some(p.id.as_str()));
        self.asked += 1;
        let id = format!("{}", self.asked);
        let answer = match before {
            Some(before) => json!({"resultId": id, "edits": difference(&before.data, &data)}),
            None => json!({"resultId": id, "data": data}),
        };
        if self.world.open.contains_key(&key) {
            self.painted.insert(key, Painted { id, data });
        }
        Ok(answer)
    }

    /// Has the client ask again, when what it painted is no longer so because
    /// of a change in another file.
    pub(super) fn repaint(&mut self) {
        if !self.client.repaints {
            return;
        }
        let stale = |(key, painted): (&PathBuf, &Painted)| {
            let view = if self.world.hot.contains(key) { None } else { self.world.seat(key).and_then(|seat| self.view(seat)) };
            view.is_some_and(|view| data(&view, None) != painted.data)
        };
        if self.painted.iter().any(stale) {
            self.painted.retain(|key, _| self.world.hot.contains(key));
            self.ask(Question::Other, "workspace/semanticTokens/refresh", &Value::Null);
        }
    }
}

/// The tokens as the protocol has them: five numbers each, places relative to
/// the token before. With `only`, those that touch these bytes of the file.
fn data(view: &View<'_>, only: Option<Span>) -> Vec<u32> {
    let file = &view.prepared.file;
    let mut places: Vec<(Span, u32, u32)> = Vec::new();
    for (span, kind, modifiers) in found(view) {
        places.extend(file.map.sources(span).into_iter().map(|source| (source, kind, modifiers)));
    }
    places.retain(|(span, ..)| only.is_none_or(|only| span.start < only.end && only.start < span.end));
    places.sort_unstable_by_key(|&(span, kind, _)| (span.start, Reverse(span.end), kind));
    encode(file.text.as_str(), &file.index, &places, view.encoding)
}

/// What was recognised, in bytes of the cleaned text.
fn found(view: &View<'_>) -> Vec<(Span, u32, u32)> {
    let document = view.document();
    let mut list: Vec<(Span, u32, u32)> = Vec::new();
    list.extend(document.headings.iter().map(|h| (h.number.unwrap_or(h.title), HEADING, DECLARATION)));
    list.extend(document.captions.iter().map(|c| (c.span, CAPTION, DECLARATION)));
    list.extend(document.references.iter().enumerate().map(|(i, r)| {
        let modifiers = match (&r.target, view.book.resolution(view.index, i)) {
            // these are not looked up among headings and captions
            (Target::Page(_) | Target::Note(_), _) => PLAIN,
            (Target::Broken(_), _) | (_, Resolution::Missing(_)) => UNRESOLVED,
            (_, Resolution::Found(targets)) => {
                if targets.len() > 1 {
                    AMBIGUOUS
                } else {
                    PLAIN
                }
            }
            (_, Resolution::Outside) => OUTSIDE,
        };
        (r.span, REFERENCE, modifiers)
    }));
    list.extend(document.notes.notes.iter().map(|n| (n.span, NOTE, DECLARATION)));
    list.extend(document.notes.calls(&document.text).map(|(m, note)| (m.span, NOTE, if note.is_some() { PLAIN } else { UNRESOLVED })));
    list.extend(document.acronyms.definitions.iter().map(|d| (d.acronym, ACRONYM, DEFINITION)));
    list.extend(document.acronyms.uses.iter().filter(|u| u.sure).map(|u| (u.span, ACRONYM, PLAIN)));
    list.extend(document.acronyms.aliases.iter().map(|a| (a.alias, ACRONYM, DEFINITION)));
    list
}

/// Sorted places as numbers. A token is part of one line; of two that overlap
/// the first is kept.
fn encode(text: &str, index: &LineIndex, places: &[(Span, u32, u32)], encoding: Encoding) -> Vec<u32> {
    let mut data = Vec::with_capacity(places.len() * 5);
    let (mut line, mut column, mut end) = (0, 0, 0);
    for &(span, kind, modifiers) in places {
        if span.start < end {
            continue;
        }
        end = span.end;
        for number in index.line(span.start)..=index.line(span.end) {
            let Some(whole) = index.span(number) else { break };
            let (from, to) = (span.start.max(whole.start), span.end.min(whole.end));
            let part = text.get(from as usize..to as usize).unwrap_or("").trim_end_matches(['\n', '\r']);
            if part.is_empty() {
                continue;
            }
            let start = encoding.position(text, index, from);
            if start.line != line {
                column = 0;
            }
            let length = encoding.length(part);
            data.extend([start.line - line, start.character - column, length, kind, modifiers]);
            (line, column) = (start.line, start.character);
        }
    }
    data
}

/// One edit that makes the new numbers of the old ones; none when they agree.
fn difference(old: &[u32], new: &[u32]) -> Value {
    let front = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let (old, new) = (old.get(front..).unwrap_or(&[]), new.get(front..).unwrap_or(&[]));
    if old.is_empty() && new.is_empty() {
        return json!([]);
    }
    let back = old.iter().rev().zip(new.iter().rev()).take_while(|(a, b)| a == b).count();
    let data = new.get(..new.len() - back).unwrap_or(new);
    json!([{"start": front, "deleteCount": old.len() - back, "data": data}])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Column;

    #[test]
    fn tokens_end_with_their_lines() {
        let text = "か\u{3099}😀第1\r\n章x\n";
        let index = LineIndex::new(text);
        let at = |word: &str| u32::try_from(text.find(word).unwrap()).unwrap();
        let places = [(Span::new(at("第"), at("x")), HEADING, DECLARATION), (Span::new(at("1"), at("x")), ACRONYM, PLAIN)];
        for (column, start, length, second) in [(Column::Byte, 10, 4, 3), (Column::Utf16, 4, 2, 1), (Column::Char, 3, 2, 1)] {
            let data = encode(text, &index, &places, Encoding(column));
            assert_eq!(data, [0, start, length, 0, 1, 1, 0, second, 0, 1], "{column:?}");
        }
    }

    #[test]
    fn one_edit_leads_from_one_to_the_other() {
        for (old, new) in
            [(vec![1, 2, 3], vec![1, 9, 3]), (vec![1, 1], vec![1, 1, 1]), (vec![], vec![4]), (vec![5], vec![]), (vec![1], vec![1])]
        {
            let mut text = old.clone();
            for edit in difference(&old, &new).as_array().unwrap() {
                let number = |name: &str| usize::try_from(edit[name].as_u64().unwrap()).unwrap();
                let data: Vec<u32> = serde_json::from_value(edit["data"].clone()).unwrap();
                text.splice(number("start")..number("start") + number("deleteCount"), data);
            }
            assert_eq!(text, new);
        }
    }
}
