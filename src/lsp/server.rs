//! The life of a session: who the client is, and which question goes where.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use gen_lsp_types::{Diagnostic, Position, Range, TextDocumentPositionParams};
use lsp_server::{ErrorCode, Message, Request, RequestId};
use rustc_hash::{FxHashMap, FxHashSet};
use serde_json::{Value, json};

use super::act::{self, Asked};
use super::params::{Refusal, key, range_of, read, taken_back, uri_of};
use super::place::to_path;
use super::pull::Pull;
use super::report::Pages;
use super::settings::{Client, Settings};
use super::tokens::Painted;
use super::view::View;
use super::wire::{Event, Inbox, Outbox};
use super::world::{World, canonical};
use super::{complete, look, outline, tidy};

/// A session with one client.
pub(super) struct Server {
    pub outbox: Outbox,
    phase: Phase,
    pub client: Client,
    pub settings: Settings,
    pub pages: Pages,
    pub world: World,
    /// When the work goes on, if there is some.
    pub due: Option<Instant>,
    /// The files have to be listed and put into books anew.
    pub unlisted: bool,
    /// What was sent, by URI.
    pub published: FxHashMap<String, Vec<Diagnostic>>,
    /// Documents whose diagnostics the client asks for itself.
    pub pulled: FxHashSet<PathBuf>,
    /// It asks for those of the whole workspace itself.
    pub pulls_all: bool,
    /// Questions about the workspace that wait for their answers.
    pub pulls: Vec<Pull>,
    /// The semantic tokens that the client has, by open document.
    pub painted: FxHashMap<PathBuf, Painted>,
    /// Whether the client was told later that documents can be formatted.
    pub offers_formatting: bool,
    /// Our questions that have no answer yet.
    pub questions: FxHashMap<String, Question>,
    /// How many there were.
    pub asked: u32,
    /// The request that is worked on.
    current: Option<Value>,
}

/// What we asked the client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Question {
    /// The settings.
    Settings,
    /// Something whose answer changes nothing.
    Other,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    /// Before `initialize`.
    New,
    Open,
    /// After `shutdown`.
    Shut,
    /// After `exit`; whether `shutdown` came before.
    Over(bool),
}

type Answer = Result<Value, Refusal>;

/// After a change it is waited so long for the next one.
pub(super) const QUIET: Duration = Duration::from_millis(4);

impl Server {
    pub(super) fn new(outbox: Outbox) -> Server {
        Server {
            outbox,
            phase: Phase::New,
            client: Client::of(&Value::Null),
            settings: Settings::default(),
            pages: Pages::default(),
            world: World::default(),
            due: None,
            unlisted: true,
            published: FxHashMap::default(),
            pulled: FxHashSet::default(),
            pulls_all: false,
            pulls: Vec::new(),
            painted: FxHashMap::default(),
            offers_formatting: false,
            questions: FxHashMap::default(),
            asked: 0,
            current: None,
        }
    }

    /// How long the next message may be waited for; `None`: there is nothing
    /// else to do.
    pub(super) fn wait(&self) -> Option<Duration> {
        self.due.map(|due| due.saturating_duration_since(Instant::now()))
    }

    /// Whether the client has asked to end.
    pub(super) fn is_shut(&self) -> bool {
        matches!(self.phase, Phase::Shut | Phase::Over(true))
    }

    pub(super) fn is_over(&self) -> bool {
        matches!(self.phase, Phase::Over(_))
    }

    /// Answers a request that could not be worked on to its end.
    pub(super) fn apologize(&mut self) {
        let why = "this request failed; the server goes on";
        match self.current.take() {
            Some(id) => self.outbox.refuse(&id, ErrorCode::InternalError as i32, why),
            None => self.refuse_pulls(|_| true, ErrorCode::InternalError, why),
        }
    }

    /// Takes what came in.
    pub(super) fn take(&mut self, event: Event, inbox: &Inbox) {
        match event {
            Event::Message(Message::Request(request)) => {
                let id = serde_json::to_value(&request.id).unwrap_or_default();
                let later = self.phase == Phase::Open && request.method == "workspace/diagnostic";
                if later && !inbox.is_cancelled(&request.id) {
                    self.pull_all(id, &request.params);
                    return;
                }
                self.current = Some(id.clone());
                let cancelled = inbox.is_cancelled(&request.id);
                let answer = if cancelled { Err(taken_back()) } else { self.request(&request, inbox) };
                self.current = None;
                match answer {
                    Ok(result) => self.outbox.answer(&id, &result),
                    Err(Refusal(code, why)) => self.outbox.refuse(&id, code as i32, &why),
                }
            }
            Event::Message(Message::Notification(note)) => match (note.method.as_str(), self.phase) {
                ("exit", phase) => self.phase = Phase::Over(phase == Phase::Shut),
                // all that came before is answered, or waits
                ("$/cancelRequest", _) => {
                    let id = note.params.get("id").unwrap_or(&Value::Null);
                    let Refusal(code, why) = taken_back();
                    self.refuse_pulls(|own| own == id, code, &why);
                    if let Ok(id) = serde_json::from_value(id.clone()) {
                        inbox.forget(&id);
                    }
                }
                (method, Phase::Open) => self.notified(method, &note.params),
                _ => {}
            },
            Event::Message(Message::Response(response)) => {
                let id = serde_json::to_value(&response.id).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default();
                if let (Some(Question::Settings), Ok(value)) = (self.questions.remove(&id), response.response_result) {
                    self.set(value.get(0).unwrap_or(&Value::Null));
                }
            }
            Event::Malformed(id, why) => {
                let code = if id.is_null() { ErrorCode::ParseError } else { ErrorCode::InvalidRequest };
                self.outbox.refuse(&id, code as i32, &why);
            }
            Event::Closed => {}
        }
    }

    fn request(&mut self, request: &Request, inbox: &Inbox) -> Answer {
        let (method, params) = (request.method.as_str(), &request.params);
        match (self.phase, method) {
            (Phase::New, "initialize") => return Ok(self.initialize(params)),
            (Phase::New, _) => return Err(Refusal(ErrorCode::ServerNotInitialized, "`initialize` comes first".to_owned())),
            (Phase::Open, "initialize") => return Err(Refusal(ErrorCode::InvalidRequest, "`initialize` comes once".to_owned())),
            (Phase::Open, "shutdown") => {
                self.phase = Phase::Shut;
                self.due = None;
                self.refuse_pulls(|_| true, ErrorCode::ServerCancelled, "the session is over");
                return Ok(Value::Null);
            }
            (Phase::Open, _) => {}
            _ => return Err(Refusal(ErrorCode::InvalidRequest, "the session is over".to_owned())),
        }
        let id = &request.id;
        let optional = |value: Option<Value>| value.unwrap_or_default();
        match method {
            "textDocument/hover" => self.at(id, params, inbox, look::hover).map(|h| optional(h.flatten())),
            "textDocument/definition" | "textDocument/declaration" => {
                self.at(id, params, inbox, look::definition).map(|l| json!(l.flatten()))
            }
            "textDocument/references" => {
                let own = params.pointer("/context/includeDeclaration").and_then(Value::as_bool).unwrap_or(true);
                self.at(id, params, inbox, |view, at| look::references(view, at, own)).map(|l| json!(l.flatten()))
            }
            "textDocument/prepareRename" => {
                let found = self.at(id, params, inbox, |view, at| {
                    look::renameable(view, at).map(|(span, name)| json!({"range": view.cleaned(span), "placeholder": name}))
                });
                found.map(|r| optional(r.flatten()))
            }
            "textDocument/rename" => {
                let new = params.get("newName").and_then(Value::as_str).unwrap_or("").to_owned();
                let place: TextDocumentPositionParams = read(params)?;
                let uri = place.text_document.uri.0;
                let edit = self.with(id, &uri, inbox, |view| act::rename(view, place.position, &new))?;
                edit.transpose().map(optional).map_err(|why| Refusal(ErrorCode::RequestFailed, why))
            }
            "textDocument/documentSymbol" => {
                let client = self.client;
                self.of(id, params, inbox, |view| json!(outline::symbols(view, &client)))
            }
            "textDocument/foldingRange" => self.of(id, params, inbox, |view| json!(outline::folds(view))),
            "textDocument/documentLink" => self.of(id, params, inbox, |view| json!(look::links(view))),
            "textDocument/completion" => {
                let place: TextDocumentPositionParams = read(params)?;
                let uri = place.text_document.uri.0;
                let items = self.with(id, &uri, inbox, |view| {
                    let file = &view.prepared.file;
                    complete::items(view, file.text.as_str(), &file.index, place.position, view.encoding)
                });
                items.map(optional)
            }
            "textDocument/formatting" if self.settings.formats() => {
                self.of(id, params, inbox, |view| json!(act::text_edits(view, tidy::edits(view.prepared.file.text.as_str()))))
            }
            "textDocument/rangeFormatting" if self.settings.formats() => {
                let range = range_of(params)?;
                self.of(id, params, inbox, |view| json!(act::text_edits(view, act::selection(view, range))))
            }
            "textDocument/formatting" | "textDocument/rangeFormatting" => Ok(Value::Null),
            "textDocument/codeAction" => self.actions(id, params, inbox),
            "textDocument/diagnostic" => self.pull(id, params, inbox),
            // only one that was taken back comes here
            "workspace/diagnostic" => Err(taken_back()),
            "textDocument/semanticTokens/full" | "textDocument/semanticTokens/full/delta" | "textDocument/semanticTokens/range" => {
                let kind = method.strip_prefix("textDocument/semanticTokens/").unwrap_or_default();
                self.tokens(id, kind, params, inbox)
            }
            "workspace/symbol" => self.search(id, params, inbox),
            "workspace/executeCommand" => self.execute(id, params, inbox),
            _ => Err(Refusal(ErrorCode::MethodNotFound, format!("hakusho does not know `{method}`"))),
        }
    }

    fn initialize(&mut self, params: &Value) -> Value {
        self.phase = Phase::Open;
        self.client = Client::of(params);
        if let Some(settings) = params.get("initializationOptions").and_then(Settings::of) {
            self.settings = settings;
        }
        self.pages = Pages::at(self.settings.pages.clone());
        let folders = params.get("workspaceFolders").and_then(Value::as_array);
        let mut uris: Vec<&str> = folders.into_iter().flatten().filter_map(|f| f.get("uri")?.as_str()).collect();
        if uris.is_empty() {
            uris.extend(params.get("rootUri").and_then(Value::as_str));
        }
        for uri in uris {
            self.add_folder(uri);
        }
        json!({
            "serverInfo": {"name": "hakusho", "version": env!("CARGO_PKG_VERSION")},
            "capabilities": self.capabilities(),
        })
    }

    /// Adds a folder of the workspace.
    pub(super) fn add_folder(&mut self, uri: &str) {
        let Some(path) = to_path(uri).filter(|p| p.is_dir()) else { return };
        let root = canonical(&path);
        if !self.world.roots.iter().any(|(_, r)| *r == root) {
            self.world.roots.push((path, root));
            self.unlisted = true;
        }
    }

    /// Asks the client something.
    pub(super) fn ask(&mut self, question: Question, method: &str, params: &Value) {
        self.asked += 1;
        let id = format!("hakusho-{}", self.asked);
        self.outbox.request(&id, method, params);
        self.questions.insert(id, question);
    }

    /// Does something with a document in its book, as they are now; `None` when
    /// it is none that we know.
    pub(super) fn with<T>(
        &mut self,
        id: &RequestId,
        uri: &str,
        inbox: &Inbox,
        f: impl FnOnce(&View<'_>) -> T,
    ) -> Result<Option<T>, Refusal> {
        let key = key(uri);
        let Some((volume, _)) = self.seat(&key) else { return Ok(None) };
        if !self.world.prepare(volume, &mut |_| !inbox.is_cancelled(id)) {
            return Err(taken_back());
        }
        // what could not be read has left its seat
        let Some(seat) = self.world.seat(&key) else { return Ok(None) };
        Ok(self.view(seat).map(|view| f(&view)))
    }

    /// Where a document is.
    pub(super) fn seat(&mut self, key: &std::path::Path) -> Option<(usize, usize)> {
        if self.unlisted {
            self.list();
        }
        self.world.seat(key)
    }

    pub(super) fn view(&self, (volume, index): (usize, usize)) -> Option<View<'_>> {
        let volume = self.world.volumes.get(volume)?;
        let prepared = volume.prepared(index)?;
        Some(View { world: &self.world, volume, book: volume.book.as_ref()?, index, prepared, encoding: self.client.encoding })
    }

    fn of(&mut self, id: &RequestId, params: &Value, inbox: &Inbox, f: impl FnOnce(&View<'_>) -> Value) -> Answer {
        let uri = uri_of(params)?;
        self.with(id, &uri, inbox, f).map(Option::unwrap_or_default)
    }

    fn at<T>(&mut self, id: &RequestId, params: &Value, inbox: &Inbox, f: impl FnOnce(&View<'_>, u32) -> T) -> Result<Option<T>, Refusal> {
        let place: TextDocumentPositionParams = read(params)?;
        let position: Position = place.position;
        let found = self.with(id, &place.text_document.uri.0, inbox, |view| view.at(position).map(|at| f(view, at)));
        found.map(Option::flatten)
    }

    fn actions(&mut self, id: &RequestId, params: &Value, inbox: &Inbox) -> Answer {
        let (uri, range) = (uri_of(params)?, range_of(params)?);
        self.checked(id, &uri, inbox)?;
        let only = params.pointer("/context/only").and_then(Value::as_array);
        let only = only.map(|list| list.iter().filter_map(|v| v.as_str().map(str::to_owned)).collect());
        let (client, pages) = (self.client, std::mem::take(&mut self.pages));
        let asked = Asked { client: &client, pages: &pages, range, only, japanese: self.japanese() };
        let list = self.with(id, &uri, inbox, |view| act::actions(view, &asked));
        self.pages = pages;
        list.map(|l| json!(l))
    }

    fn execute(&mut self, id: &RequestId, params: &Value, inbox: &Inbox) -> Answer {
        let command = params.get("command").and_then(Value::as_str).unwrap_or("").to_owned();
        if ![act::CLEAN, act::CLEAN_SELECTION, act::FIX_ALL].contains(&command.as_str()) {
            return Err(Refusal(ErrorCode::InvalidParams, format!("hakusho has no command `{command}`")));
        }
        let argument = |n: usize| params.get("arguments").and_then(|a| a.get(n)).cloned().unwrap_or_default();
        let uri: String = read(&argument(0))?;
        let range: Option<Range> = read(&argument(1))?;
        self.checked(id, &uri, inbox)?;
        let edits = self.with(id, &uri, inbox, |view| act::run(view, &command, range))?.flatten().unwrap_or_default();
        if !edits.is_empty() {
            let params = json!({"label": command, "edit": {"changes": {uri: edits}}});
            self.ask(Question::Other, "workspace/applyEdit", &params);
        }
        Ok(Value::Null)
    }

    fn search(&mut self, id: &RequestId, params: &Value, inbox: &Inbox) -> Answer {
        let query = params.get("query").and_then(Value::as_str).unwrap_or("").to_owned();
        if self.unlisted {
            self.list();
        }
        let mut list = Vec::new();
        for volume in 0..self.world.volumes.len() {
            if !self.world.prepare(volume, &mut |_| !inbox.is_cancelled(id)) {
                return Err(taken_back());
            }
            let members = self.world.volumes.get(volume).map_or(0, |v| v.members.len());
            let views: Vec<View<'_>> = (0..members).filter_map(|i| self.view((volume, i))).collect();
            outline::search(&views, &query, &mut list);
        }
        Ok(json!(list))
    }

    /// Whether the user reads Japanese.
    fn japanese(&self) -> bool {
        match self.settings.language {
            Some(language) => language == crate::config::LanguageName::Ja,
            None => self.client.japanese,
        }
    }
}
