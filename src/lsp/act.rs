//! What can be done at a place: fixes, accepting a finding, cleaning, expanding
//! an acronym, numbering notes anew.

use gen_lsp_types::{Position, Range, TextEdit};
use serde_json::{Value, json};

use super::place::to_uri;
use super::report::{self, Pages};
use super::settings::Client;
use super::view::{Thing, View, changes, uri};
use super::{look, renumber, tidy};
use crate::config;
use crate::doc::acronym::Form;
use crate::lint::{Diagnostic, FileFix, Safety, baseline, fix};
use crate::text::Span;

/// Commands that the server runs, as their names in the protocol.
pub(super) const CLEAN: &str = "hakusho.clean";
pub(super) const CLEAN_SELECTION: &str = "hakusho.cleanSelection";
pub(super) const FIX_ALL: &str = "hakusho.fixAll";

/// Kinds of our own.
const FIX_KIND: &str = "source.fixAll.hakusho";
const CLEAN_KIND: &str = "source.clean.hakusho";

/// What was asked for.
pub(super) struct Asked<'a> {
    pub client: &'a Client,
    pub pages: &'a Pages,
    pub range: Range,
    /// Only these kinds, and those under them.
    pub only: Option<Vec<String>>,
    pub japanese: bool,
}

impl Asked<'_> {
    fn wants(&self, kind: &str) -> bool {
        let under = |only: &String| only.is_empty() || kind == only || kind.strip_prefix(only.as_str()).is_some_and(|r| r.starts_with('.'));
        self.only.as_ref().is_none_or(|list| list.iter().any(under))
    }

    /// Whether a kind was asked for by name, so that its edits are wanted now.
    fn names(&self, kind: &str) -> bool {
        self.only.is_some() && self.wants(kind)
    }

    fn say<'s>(&self, en: &'s str, ja: &'s str) -> &'s str {
        if self.japanese { ja } else { en }
    }
}

/// The actions that can be done in a range.
pub(super) fn actions(view: &View<'_>, asked: &Asked<'_>) -> Vec<Value> {
    let mut list = Vec::new();
    let span = view.span(asked.range);
    let touched = |d: &&Diagnostic| d.span.start <= span.end && span.start <= d.span.end;
    let found = view.volume.members.get(view.index).map_or(&[][..], |m| m.found.as_slice());
    if asked.wants("quickfix") {
        for d in found.iter().filter(touched) {
            mend(view, asked, d, &mut list);
        }
        for d in found.iter().filter(touched) {
            accept(view, asked, d, &mut list);
        }
    }
    if asked.wants("refactor.rewrite")
        && let Some(at) = view.at(asked.range.start)
    {
        expand(view, asked, at, &mut list);
        if let Some(edits) = renumber::from_here(view, at) {
            list.push(json!({
                "title": asked.say("Number the notes anew from here", "ここから注番号を振り直す"),
                "kind": "refactor.rewrite",
                "edit": own(view, edits),
            }));
        }
    }
    sources(view, asked, found, span, &mut list);
    list
}

/// The fix of a finding.
fn mend(view: &View<'_>, asked: &Asked<'_>, d: &Diagnostic, list: &mut Vec<Value>) {
    let Some(fix) = d.fix.as_ref().filter(|f| f.safety != Safety::Display && !f.edits.is_empty()) else { return };
    let title = if fix.title.is_empty() { &d.message } else { &fix.title };
    list.push(json!({
        "title": title,
        "kind": "quickfix",
        "diagnostics": [report::diagnostic(view, asked.pages, d)],
        "isPreferred": fix.safety == Safety::Safe,
        "edit": own(view, fix.edits.iter().cloned()),
    }));
}

/// Accepting a finding: a comment in Markdown, else an entry of the config.
fn accept(view: &View<'_>, asked: &Asked<'_>, d: &Diagnostic, list: &mut Vec<Value>) {
    let file = &view.prepared.file;
    let markdown = file.name.ends_with(".md") || file.name.ends_with(".markdown") || view.document().outline.markdown;
    let title = format!("{}{}", asked.say("Accept here: ", "ここでは許容する："), d.lint);
    let edit = if markdown {
        let line = paragraph(view, d.span.start);
        let end = if file.text.as_str().contains("\r\n") { "\r\n" } else { "\n" };
        own(view, [(Span::empty(line), format!("<!-- hakusho-ignore {} -->{end}", d.lint))])
    } else {
        let Some(edit) = entry(view, asked, d) else { return };
        edit
    };
    list.push(json!({
        "title": title,
        "kind": "quickfix",
        "diagnostics": [report::diagnostic(view, asked.pages, d)],
        "edit": edit,
    }));
}

/// Where the paragraph around a byte of the file begins.
fn paragraph(view: &View<'_>, at: u32) -> u32 {
    let lines = view.prepared.file.text.lines();
    let mut index = lines.partition_point(|l| l.span.start <= at).saturating_sub(1);
    while index > 0 && lines.get(index - 1).is_some_and(|l| !l.is_blank()) {
        index -= 1;
    }
    lines.get(index).map_or(0, |l| l.span.start)
}

/// A `[[suppress]]` at the end of the config.
fn entry(view: &View<'_>, asked: &Asked<'_>, d: &Diagnostic) -> Option<Value> {
    let file = &view.prepared.file;
    let quote = |text: &str| toml::Value::String(text.to_owned()).to_string();
    let text = baseline::around(file, d.span, 8);
    let text: String = text.chars().take(60).collect();
    let loaded = &view.volume.loaded;
    let made = loaded.path.is_none();
    let path = match &loaded.path {
        Some(path) => path.clone(),
        None => {
            let key = &view.volume.members.get(view.index)?.key;
            view.world.roots.iter().find(|(_, root)| key.starts_with(root))?.1.join(config::FILE)
        }
    };
    let name = if made {
        let folder = path.parent()?;
        view.volume.members.get(view.index)?.key.strip_prefix(folder).ok()?.display().to_string().replace('\\', "/")
    } else {
        loaded.relative(&file.name)
    };
    let entry = format!("[[suppress]]\nlint = {}\npath = {}\ntext = {}\n", quote(&d.lint), quote(&name), quote(&text));
    let address =
        view.world.open.get(&path).map_or_else(|| if made { uri(view.world, &path) } else { to_uri(&path) }, |open| open.uri.clone());
    if made {
        if !asked.client.creates {
            return None;
        }
        let start = Position::default();
        return Some(json!({"documentChanges": [
            {"kind": "create", "uri": address, "options": {"ignoreIfExists": true}},
            {"textDocument": {"uri": address, "version": null}, "edits": [TextEdit { range: Range { start, end: start }, new_text: entry }]},
        ]}));
    }
    let text = match view.world.open.get(&path) {
        Some(open) => open.text.clone(),
        None => std::fs::read_to_string(&path).ok()?,
    };
    let index = crate::text::LineIndex::new(&text);
    let end = view.encoding.position(&text, &index, u32::try_from(text.len()).ok()?);
    let gap = if text.is_empty() {
        ""
    } else if text.ends_with('\n') {
        "\n"
    } else {
        "\n\n"
    };
    Some(changes([(address, TextEdit { range: Range { start: end, end }, new_text: format!("{gap}{entry}") })]))
}

/// Writing out what an acronym stands for.
fn expand(view: &View<'_>, asked: &Asked<'_>, at: u32, list: &mut Vec<Value>) {
    let Some(Thing::Acronym(name, span)) = view.thing(at) else { return };
    if view.document().acronyms.definitions.iter().any(|d| d.acronym == span) {
        return;
    }
    let Some(term) = view.book.terms.acronyms.iter().find(|t| t.name == name) else { return };
    let place = view.prepared.file.map.to_source(span);
    if !place.exact {
        return;
    }
    let written = view.document().slice(span);
    let mut seen = Vec::new();
    for meaning in term.meanings.iter().filter(|m| m.form != Form::Beside) {
        let Some(other) = view.other(meaning.place.document) else { continue };
        let slice = |span: Option<Span>| span.map(|s| other.document().slice(s).trim().to_owned()).filter(|s| !s.is_empty());
        let text = match (slice(meaning.japanese), slice(meaning.latin)) {
            (Some(japanese), Some(latin)) => format!("{japanese}（{written}：{latin}）"),
            (Some(japanese), None) => format!("{japanese}（{written}）"),
            (None, Some(latin)) if view.document().text.as_str().contains('。') => format!("{written}（{latin}）"),
            (None, Some(latin)) => format!("{latin} ({written})"),
            (None, None) => continue,
        };
        if seen.contains(&text) {
            continue;
        }
        list.push(json!({
            "title": format!("{}{text}", asked.say("Expand: ", "展開する：")),
            "kind": "refactor.rewrite",
            "edit": own(view, [(place.span, text.clone())]),
        }));
        seen.push(text);
    }
}

/// What is done to the whole file, or to a selection.
fn sources(view: &View<'_>, asked: &Asked<'_>, found: &[Diagnostic], span: Span, list: &mut Vec<Value>) {
    let address = view.uri(view.index);
    if asked.wants(FIX_KIND) {
        let (edits, count) = fix::choose(found.iter().filter_map(|d| d.fix.as_ref()), Safety::Safe);
        let title = asked.say("Apply all safe fixes", "安全な修正をすべて適用する");
        if count > 0 && asked.names(FIX_KIND) {
            list.push(json!({"title": title, "kind": FIX_KIND, "edit": own(view, edits.into_iter().cloned())}));
        } else if count > 0 {
            list.push(command(title, FIX_KIND, FIX_ALL, &[json!(address)]));
        }
    }
    if asked.wants(CLEAN_KIND) {
        let title = asked.say("Clean this file", "このファイルを整える");
        if asked.names(CLEAN_KIND) {
            let edits = tidy::edits(view.prepared.file.text.as_str());
            if !edits.is_empty() {
                list.push(json!({"title": title, "kind": CLEAN_KIND, "edit": own(view, edits)}));
            }
        } else {
            list.push(command(title, CLEAN_KIND, CLEAN, &[json!(address)]));
        }
    }
    if !span.is_empty() && asked.wants("refactor.rewrite") {
        let title = asked.say("Clean the selection", "選択範囲を整える");
        list.push(command(title, "refactor.rewrite", CLEAN_SELECTION, &[json!(address), json!(asked.range)]));
    }
}

fn command(title: &str, kind: &str, command: &str, arguments: &[Value]) -> Value {
    json!({"title": title, "kind": kind, "command": {"title": title, "command": command, "arguments": arguments}})
}

/// Edits of this file, as the protocol has them.
pub(super) fn own(view: &View<'_>, edits: impl IntoIterator<Item = (Span, String)>) -> Value {
    let address = view.uri(view.index);
    changes(text_edits(view, edits).into_iter().map(|edit| (address.clone(), edit)))
}

/// Edits of this file.
pub(super) fn text_edits(view: &View<'_>, edits: impl IntoIterator<Item = (Span, String)>) -> Vec<TextEdit> {
    edits.into_iter().map(|(span, new_text)| TextEdit { range: view.range(span), new_text }).collect()
}

/// What a command does to a file.
pub(super) fn run(view: &View<'_>, command: &str, range: Option<Range>) -> Option<Vec<TextEdit>> {
    let text = view.prepared.file.text.as_str();
    match command {
        CLEAN => Some(text_edits(view, tidy::edits(text))),
        CLEAN_SELECTION => Some(text_edits(view, selection(view, range?))),
        FIX_ALL => {
            let found = &view.volume.members.get(view.index)?.found;
            let fixes: Vec<&FileFix> = found.iter().filter_map(|d| d.fix.as_ref()).collect();
            Some(text_edits(view, fix::choose(fixes.into_iter(), Safety::Safe).0.into_iter().cloned()))
        }
        _ => None,
    }
}

/// The edits that clean the lines of a range, as a text of their own.
pub(super) fn selection(view: &View<'_>, range: Range) -> Vec<(Span, String)> {
    let file = &view.prepared.file;
    let text = file.text.as_str();
    let span = view.span(range);
    let (first, last) = (file.index.line(span.start), file.index.line(span.end.saturating_sub(u32::from(!span.is_empty()))));
    let start = file.index.span(first).map_or(0, |s| s.start);
    let end = file.index.span(last).map_or(file.text.len(), |s| s.end);
    let lines = text.get(start as usize..end as usize).unwrap_or("");
    tidy::edits(lines).into_iter().map(|(s, new)| (Span::new(s.start + start, s.end + start), new)).collect()
}

/// The new name of what stands at a place; see [`look::rename`].
pub(super) fn rename(view: &View<'_>, at: Position, new: &str) -> Result<Value, String> {
    let at = view.at(at).ok_or("only acronyms and short names can be renamed")?;
    look::rename(view, at, new)
}
