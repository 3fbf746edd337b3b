//! What is done while nothing is asked: books are indexed and checked, and what
//! is found goes out.

use std::path::Path;
use std::time::Instant;

use gen_lsp_types::{Diagnostic, PublishDiagnosticsParams, Uri};
use lsp_server::RequestId;
use rustc_hash::FxHashSet;
use serde_json::{Value, json};

use super::params::{Refusal, key};
use super::place::to_uri;
use super::report;
use super::server::{Question, Server};
use super::view::uri;
use super::wire::{Inbox, Outbox};
use crate::config::{self, Config};
use crate::lint::Language;

/// So many files are checked before it is looked whether something has come.
const CHUNK: usize = 4;

/// From so many files on, reading them is shown.
const MANY: usize = 8;

/// The progress of reading a book, shown by the client.
struct Progress {
    outbox: Outbox,
    token: String,
    total: usize,
}

impl Progress {
    fn tell(&self, value: &Value) {
        self.outbox.notify("$/progress", &json!({"token": self.token, "value": value}));
    }

    fn left(&self, left: usize) {
        let done = self.total.saturating_sub(left);
        let percentage = done * 100 / self.total.max(1);
        self.tell(&json!({"kind": "report", "message": format!("{done}/{}", self.total), "percentage": percentage}));
    }
}

impl Server {
    /// Puts files into books, and says what is wrong with the configs.
    pub(super) fn list(&mut self) {
        self.unlisted = false;
        self.world.arrange(&self.settings, self.client.japanese);
        for volume in &self.world.volumes {
            self.pages.write(&volume.lints);
        }
        let language = if self.client.japanese { Language::Ja } else { Language::En };
        let mut bad: Vec<(String, Diagnostic)> = Vec::new();
        let mut other = Vec::new();
        for failure in &self.world.failures {
            let own = failure.path.as_ref().filter(|p| p.file_name().is_some_and(|n| n == config::FILE));
            match own {
                Some(path) => {
                    let text = std::fs::read_to_string(path).unwrap_or_default();
                    let wrong = config::BadConfig { span: None, what: failure.what.clone(), help: failure.help.clone() };
                    let wrong = Config::parse(&text).err().unwrap_or(wrong);
                    let address = self.world.open.get(path).map_or_else(|| to_uri(path), |open| open.uri.clone());
                    bad.push((address, report::config(&text, &wrong, self.client.encoding, language)));
                }
                None => other.push(failure.show(language)),
            }
        }
        for message in other {
            self.outbox.notify("window/showMessage", &json!({"type": 2, "message": message}));
        }
        let named: FxHashSet<String> = bad.iter().map(|b| b.0.clone()).collect();
        let shown = self.world.volumes.iter().flat_map(|v| &v.members).filter(|m| m.shown).map(|m| uri(&self.world, &m.key));
        let there: FxHashSet<String> = shown.collect();
        let gone: Vec<String> = self.published.keys().filter(|u| !there.contains(*u) && !named.contains(*u)).cloned().collect();
        for address in gone {
            self.publish(&address, None, Vec::new());
            self.published.remove(&address);
        }
        for (address, diagnostic) in bad {
            self.publish(&address, None, vec![diagnostic]);
        }
    }

    /// Goes on with what is to be done, until it is done or something comes.
    pub(super) fn work(&mut self, inbox: &Inbox) {
        self.due = None;
        if self.unlisted {
            self.list();
        }
        let mut order: Vec<usize> = (0..self.world.volumes.len()).collect();
        let hot = |v: usize| self.world.volumes.get(v).is_some_and(|v| v.members.iter().any(|m| self.world.hot.contains(&m.key)));
        order.sort_by_key(|&v| !hot(v));
        let mut moved = false;
        for v in order {
            let Some(volume) = self.world.volumes.get(v) else { continue };
            if volume.book.is_some() && volume.members.iter().all(|m| m.fresh) {
                continue;
            }
            let missing = volume.members.iter().filter(|m| m.prepared.is_none()).count();
            let progress = (missing >= MANY && self.client.progress).then(|| self.begin(missing));
            let ready = self.world.prepare(v, &mut |left| {
                if let Some(progress) = &progress {
                    progress.left(left);
                }
                inbox.is_empty()
            });
            if let Some(progress) = progress {
                progress.tell(&json!({"kind": "end"}));
            }
            if !ready {
                self.due = Some(Instant::now());
                return;
            }
            match self.check(v, inbox) {
                Some(changed) => moved |= changed,
                None => {
                    self.due = Some(Instant::now());
                    return;
                }
            }
        }
        self.answer_pulls();
        self.repaint();
        self.world.hot.clear();
        if moved && self.client.refresh {
            self.ask(Question::Other, "workspace/diagnostic/refresh", &Value::Null);
        }
    }

    fn begin(&mut self, total: usize) -> Progress {
        self.asked += 1;
        let token = format!("hakusho-index-{}", self.asked);
        self.ask(Question::Other, "window/workDoneProgress/create", &json!({"token": token}));
        let progress = Progress { outbox: self.outbox.clone(), token, total };
        progress.tell(&json!({"kind": "begin", "title": "hakusho", "percentage": 0}));
        progress
    }

    /// Checks what is not fresh in a volume: first what was changed, then what
    /// is open, then the rest. Whether something that the client asks for
    /// itself has other findings now; `None` when something came in between.
    fn check(&mut self, v: usize, inbox: &Inbox) -> Option<bool> {
        let volume = self.world.volumes.get(v)?;
        let (hot, open) = (&self.world.hot, &self.world.open);
        let mut stale: Vec<(u8, usize)> = volume
            .members
            .iter()
            .enumerate()
            .filter(|(_, m)| !m.fresh)
            .map(|(i, m)| {
                (
                    if hot.contains(&m.key) {
                        0
                    } else if open.contains_key(&m.key) {
                        1
                    } else {
                        2
                    },
                    i,
                )
            })
            .collect();
        stale.sort_unstable();
        let first = stale.partition_point(|s| s.0 == 0);
        let order: Vec<usize> = stale.into_iter().map(|s| s.1).collect();
        let (now, later) = order.split_at_checked(first)?;
        let mut moved = false;
        for chunk in std::iter::once(now).chain(later.chunks(CHUNK)).filter(|c| !c.is_empty()) {
            let before: Vec<Vec<crate::lint::Diagnostic>> = self.found(v, chunk);
            self.world.volumes.get_mut(v)?.check(chunk);
            for (&i, before) in chunk.iter().zip(before) {
                let Some(member) = self.world.volumes.get(v).and_then(|volume| volume.members.get(i)) else { continue };
                if self.is_pulled(&member.key) {
                    moved |= member.found != before && !self.world.hot.contains(&member.key);
                } else if member.shown {
                    self.send(v, i);
                }
            }
            self.stream(v, chunk);
            if !inbox.is_empty() {
                return None;
            }
        }
        Some(moved)
    }

    /// Whether the client asks for the diagnostics of a file itself.
    fn is_pulled(&self, key: &Path) -> bool {
        self.pulls_all || self.pulled.contains(key)
    }

    fn found(&self, v: usize, which: &[usize]) -> Vec<Vec<crate::lint::Diagnostic>> {
        let Some(volume) = self.world.volumes.get(v) else { return Vec::new() };
        which.iter().map(|&i| volume.members.get(i).filter(|m| self.is_pulled(&m.key)).map_or(Vec::new(), |m| m.found.clone())).collect()
    }

    /// Sends the diagnostics of a document.
    fn send(&mut self, v: usize, i: usize) {
        let Some(view) = self.view((v, i)) else { return };
        let list = report::diagnostics(&view, &self.pages);
        let address = view.uri(i);
        let version = view.volume.members.get(i).and_then(|m| self.world.open.get(&m.key)).map(|o| o.version);
        self.publish(&address, version, list);
    }

    /// Sends diagnostics, unless they are those that the client has.
    pub(super) fn publish(&mut self, address: &str, version: Option<i32>, list: Vec<Diagnostic>) {
        let same = match self.published.get(address) {
            // an open document is told even that there is nothing, with its version
            Some(before) => *before == list && version.is_none(),
            None => list.is_empty() && version.is_none(),
        };
        if same {
            return;
        }
        let params = PublishDiagnosticsParams { uri: Uri(address.to_owned()), version, diagnostics: list };
        self.outbox.notify("textDocument/publishDiagnostics", &params);
        self.published.insert(address.to_owned(), params.diagnostics);
    }

    /// Sees to it that a document is checked as it is now.
    pub(super) fn checked(&mut self, id: &RequestId, address: &str, inbox: &Inbox) -> Result<(), Refusal> {
        if self.with(id, address, inbox, |_| ())?.is_none() {
            return Ok(());
        }
        if let Some((v, i)) = self.world.seat(&key(address))
            && let Some(volume) = self.world.volumes.get_mut(v)
            && volume.members.get(i).is_some_and(|m| !m.fresh)
        {
            volume.check(&[i]);
            // it was not sent, so it is still to be
            if let Some(member) = volume.members.get_mut(i) {
                member.fresh = false;
            }
        }
        Ok(())
    }
}
