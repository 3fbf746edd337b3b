//! What the client tells: documents, files, settings.

use std::path::Path;
use std::time::Instant;

use gen_lsp_types::{DidChangeTextDocumentParams, DidChangeWatchedFilesParams, DidOpenTextDocumentParams, TextDocumentContentChangeEvent};
use serde_json::{Value, json};

use super::params::{key, read, uri_of};
use super::place::{Encoding, to_path};
use super::report::Pages;
use super::server::{QUIET, Question, Server};
use super::settings::Settings;
use super::world::{Open, canonical};
use crate::config;
use crate::text::{LineIndex, Text};

impl Server {
    /// Takes a notification; what is not known is no matter.
    pub(super) fn notified(&mut self, method: &str, params: &Value) {
        match method {
            "initialized" => self.initialized(),
            "textDocument/didOpen" => {
                if let Ok(params) = read::<DidOpenTextDocumentParams>(params) {
                    let document = params.text_document;
                    let index = LineIndex::new(&document.text);
                    self.opened(Open { uri: document.uri.0, version: document.version, text: document.text, index });
                }
            }
            "textDocument/didChange" => {
                if let Ok(params) = read::<DidChangeTextDocumentParams>(params) {
                    self.changed(params);
                }
            }
            "textDocument/didClose" => {
                if let Ok(uri) = uri_of(params) {
                    let key = key(&uri);
                    self.world.open.remove(&key);
                    self.pulled.remove(&key);
                    self.painted.remove(&key);
                    self.world.touch(&key);
                    // one outside the workspace goes, an unsaved one may not be there
                    self.unlisted = true;
                    self.due = Some(Instant::now());
                }
            }
            "textDocument/didSave" => {
                if let Ok(uri) = uri_of(params) {
                    let key = key(&uri);
                    let alone = self.world.seat(&key).and_then(|(v, _)| self.world.volumes.get(v)).is_none_or(|v| v.members.len() == 1);
                    if alone {
                        self.unlisted = true;
                        self.due = Some(Instant::now());
                    }
                }
            }
            "workspace/didChangeWatchedFiles" => {
                if let Ok(params) = read::<DidChangeWatchedFilesParams>(params) {
                    for change in params.changes {
                        self.file_changed(&change.uri.0, change.kind == gen_lsp_types::FileChangeType::Changed);
                    }
                }
            }
            "workspace/didChangeWorkspaceFolders" => self.folders_changed(params),
            "workspace/didChangeConfiguration" => {
                if self.client.configuration {
                    self.ask_settings();
                } else {
                    self.set(params.get("settings").unwrap_or(&Value::Null));
                }
            }
            _ => {}
        }
    }

    fn initialized(&mut self) {
        let mut list = Vec::new();
        if self.client.register_files {
            let globs = ["**/*.{txt,text,md,markdown}", "**/hakusho.toml", "**/.gitignore", "**/.ignore", "**/*.{yml,yaml}"];
            let watchers: Vec<Value> = globs.iter().map(|g| json!({"globPattern": g})).collect();
            list.push(json!({"id": "files", "method": "workspace/didChangeWatchedFiles", "registerOptions": {"watchers": watchers}}));
        }
        if self.client.register_settings {
            list.push(json!({"id": "settings", "method": "workspace/didChangeConfiguration", "registerOptions": {"section": "hakusho"}}));
        }
        if !list.is_empty() {
            self.ask(Question::Other, "client/registerCapability", &json!({"registrations": list}));
        }
        self.offer_formatting();
        if self.client.configuration {
            self.ask_settings();
        }
        self.due = Some(Instant::now());
    }

    fn ask_settings(&mut self) {
        self.ask(Question::Settings, "workspace/configuration", &json!({"items": [{"section": "hakusho"}]}));
    }

    /// Takes new settings.
    pub(super) fn set(&mut self, value: &Value) {
        let Some(settings) = Settings::of(value) else { return };
        // a client that has none says so with `null`; then what it said first holds
        if value.is_null() || settings == self.settings {
            return;
        }
        // what is not said now is as it was said first
        let settings = Settings { format: settings.format.or(self.settings.format), ..settings };
        self.pages = Pages::at(settings.pages.clone());
        self.settings = settings;
        self.offer_formatting();
        self.unlisted = true;
        self.due = Some(Instant::now());
    }

    fn opened(&mut self, open: Open) {
        let key = key(&open.uri);
        if open.text.len() > Text::MAX_LEN {
            return;
        }
        let there = self.world.seat(&key).is_some();
        // mostly what is on the disk, which is known already
        let same = self.world.seat(&key).and_then(|seat| self.view(seat)).is_some_and(|v| v.prepared.file.text.as_str() == open.text);
        self.world.open.insert(key.clone(), open);
        if same {
            // the client waits for its diagnostics, though they are known
            self.world.again(&key);
        } else {
            self.world.touch(&key);
        }
        if !there {
            self.unlisted = true;
        }
        self.world.hot.insert(key);
        self.due = Some(Instant::now());
    }

    fn changed(&mut self, params: DidChangeTextDocumentParams) {
        let key = key(&params.text_document.text_document_identifier.uri.0);
        let encoding = self.client.encoding;
        let Some(open) = self.world.open.get_mut(&key) else { return };
        open.version = params.text_document.version;
        for change in params.content_changes {
            apply(open, change, encoding);
        }
        self.world.touch(&key);
        self.world.hot.insert(key);
        self.due = Some(Instant::now() + QUIET);
    }

    fn file_changed(&mut self, uri: &str, only_text: bool) {
        let Some(path) = to_path(uri) else { return };
        let key = key(uri);
        let known = self.world.seat(&key).is_some();
        if !self.world.open.contains_key(&key) {
            self.world.touch(&key);
        }
        let ours = path.file_name().is_some_and(|n| n == config::FILE);
        if !only_text || !known || ours || !is_draft(&path) {
            self.unlisted = true;
        }
        self.due = Some(Instant::now() + QUIET);
    }

    fn folders_changed(&mut self, params: &Value) {
        let list = |name: &str| {
            let folders = params.pointer(&format!("/event/{name}")).and_then(Value::as_array).cloned().unwrap_or_default();
            folders.into_iter().filter_map(|f| f.get("uri")?.as_str().map(str::to_owned)).collect::<Vec<String>>()
        };
        for uri in list("removed") {
            if let Some(root) = to_path(&uri).map(|p| canonical(&p)) {
                self.world.roots.retain(|(_, r)| *r != root);
            }
        }
        for uri in list("added") {
            self.add_folder(&uri);
        }
        self.unlisted = true;
        self.due = Some(Instant::now());
    }
}

fn is_draft(path: &Path) -> bool {
    path.extension().is_some_and(|e| ["txt", "text", "md", "markdown"].iter().any(|x| e.eq_ignore_ascii_case(x)))
}

/// Changes a document as the client did.
fn apply(open: &mut Open, change: TextDocumentContentChangeEvent, encoding: Encoding) {
    match change {
        TextDocumentContentChangeEvent::TextDocumentContentChangePartial(part) => {
            let span = encoding.span(&open.text, &open.index, part.range);
            if open.text.len() + part.text.len() <= Text::MAX_LEN && open.text.get(span.range()).is_some() {
                open.text.replace_range(span.range(), &part.text);
            }
        }
        TextDocumentContentChangeEvent::TextDocumentContentChangeWholeDocument(whole) => open.text = whole.text,
    }
    open.index = LineIndex::new(&open.text);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Column;

    /// Changes are given as line, column, line, column and the new text.
    fn check(text: &str, encoding: Column, changes: &[(u32, u32, u32, u32, &str)], want: &str) {
        let mut open = Open { uri: String::new(), version: 0, text: text.to_owned(), index: LineIndex::new(text) };
        for (a, b, c, d, new) in changes {
            let range = json!({"start": {"line": a, "character": b}, "end": {"line": c, "character": d}});
            let change = serde_json::from_value(json!({"range": range, "text": new})).unwrap();
            apply(&mut open, change, Encoding(encoding));
        }
        assert_eq!(open.text, want);
    }

    #[test]
    fn changes_in_every_encoding() {
        check("海😀か\u{3099}x\r\n山", Column::Utf16, &[(0, 3, 0, 5, "き"), (1, 0, 1, 1, "川")], "海😀きx\r\n川");
        check("海😀か\u{3099}x\r\n山", Column::Char, &[(0, 2, 0, 4, "き")], "海😀きx\r\n山");
        check("海😀か\u{3099}x\r\n山", Column::Byte, &[(0, 7, 0, 13, "き")], "海😀きx\r\n山");
        // past the ends, and inside a character
        check("a\r\nb", Column::Utf16, &[(0, 9, 7, 0, "")], "a");
        check("😀", Column::Utf16, &[(0, 1, 0, 1, "x")], "x😀");
        check("", Column::Utf16, &[(0, 0, 0, 0, "a\nb"), (1, 1, 1, 1, "c")], "a\nbc");
    }
}
