//! Clients that ask for diagnostics. A question about one document is answered
//! at once. One about the whole workspace waits until everything is checked,
//! which goes on in small parts while other things are asked; what is found
//! goes out part by part to a client that takes it so.

use lsp_server::{ErrorCode, RequestId};
use rustc_hash::FxHashMap;
use serde_json::{Value, json};

use gen_lsp_types::Diagnostic;

use super::params::{Refusal, key, uri_of};
use super::report;
use super::server::Server;
use super::wire::Inbox;

/// A question about the workspace that waits for its answer.
pub(super) struct Pull {
    id: Value,
    /// What the client has, by URI.
    before: FxHashMap<String, String>,
    /// What was sent already, by URI.
    sent: FxHashMap<String, String>,
    /// Under which name parts of the answer are taken.
    token: Option<Value>,
}

impl Pull {
    fn of(id: Value, params: &Value) -> Pull {
        let before = params.get("previousResultIds").and_then(Value::as_array).into_iter().flatten();
        let before = before.filter_map(|p| Some((p.get("uri")?.as_str()?.to_owned(), p.get("value")?.as_str()?.to_owned())));
        let token = params.get("partialResultToken").filter(|t| t.is_string() || t.is_number()).cloned();
        Pull { id, before: before.collect(), sent: FxHashMap::default(), token }
    }
}

impl Server {
    /// `textDocument/diagnostic`
    pub(super) fn pull(&mut self, id: &RequestId, params: &Value, inbox: &Inbox) -> Result<Value, Refusal> {
        let address = uri_of(params)?;
        self.checked(id, &address, inbox)?;
        let own = key(&address);
        if self.client.pulls && self.pulled.insert(own.clone()) {
            self.take_back(&address);
        }
        let seat = self.world.seat(&own);
        let list = seat.and_then(|seat| self.view(seat)).map(|view| report::diagnostics(&view, &self.pages)).unwrap_or_default();
        let before = params.get("previousResultId").and_then(Value::as_str);
        let (id, mut report) = answer(&list, before);
        if let Some(map) = report.as_object_mut() {
            map.insert("resultId".to_owned(), json!(id));
        }
        Ok(report)
    }

    /// `workspace/diagnostic`: is answered when everything is checked.
    pub(super) fn pull_all(&mut self, id: Value, params: &Value) {
        self.pulls.push(Pull::of(id, params));
        if self.client.pulls {
            self.pulls_all = true;
        }
        self.due = Some(std::time::Instant::now());
    }

    /// Sends what is known of some files of a volume to those who wait for it.
    pub(super) fn stream(&mut self, v: usize, which: &[usize]) {
        let mut pulls = std::mem::take(&mut self.pulls);
        for pull in pulls.iter_mut().filter(|p| p.token.is_some()) {
            let items: Vec<Value> = which.iter().filter_map(|&i| self.item(pull, v, i)).collect();
            self.part(pull, &items);
        }
        self.pulls = pulls;
    }

    /// Answers those who wait for everything. All must be checked.
    pub(super) fn answer_pulls(&mut self) {
        for mut pull in std::mem::take(&mut self.pulls) {
            let mut items = Vec::new();
            for v in 0..self.world.volumes.len() {
                for i in 0..self.world.volumes.get(v).map_or(0, |volume| volume.members.len()) {
                    items.extend(self.item(&mut pull, v, i));
                }
            }
            // files that are gone have no findings any more
            for (uri, _) in std::mem::take(&mut pull.before) {
                if !pull.sent.contains_key(&uri) {
                    items.push(json!({"uri": uri, "version": null, "kind": "full", "items": []}));
                }
            }
            if pull.token.is_some() {
                self.part(&pull, &std::mem::take(&mut items));
            }
            self.outbox.answer(&pull.id, &json!({ "items": items }));
        }
        if self.pulls_all {
            let shown: Vec<String> = self.published.keys().cloned().collect();
            for address in shown {
                if self.world.seat(&key(&address)).is_some() {
                    self.take_back(&address);
                }
            }
        }
    }

    /// Tells those who wait that they need not.
    pub(super) fn refuse_pulls(&mut self, which: impl Fn(&Value) -> bool, code: ErrorCode, why: &str) {
        let (gone, left) = std::mem::take(&mut self.pulls).into_iter().partition(|pull| which(&pull.id));
        self.pulls = left;
        for pull in Vec::into_iter(gone) {
            self.outbox.refuse(&pull.id, code as i32, why);
        }
    }

    fn part(&self, pull: &Pull, items: &[Value]) {
        if let Some(token) = pull.token.as_ref().filter(|_| !items.is_empty()) {
            self.outbox.notify("$/progress", &json!({"token": token, "value": {"items": items}}));
        }
    }

    /// The report on a file, unless it was sent already as it is.
    fn item(&self, pull: &mut Pull, v: usize, i: usize) -> Option<Value> {
        let view = self.view((v, i))?;
        let member = view.volume.members.get(i).filter(|m| m.shown)?;
        let address = view.uri(i);
        let list = report::diagnostics(&view, &self.pages);
        let (id, mut item) = answer(&list, pull.before.get(&address).map(String::as_str));
        if pull.sent.get(&address) == Some(&id) {
            return None;
        }
        let map = item.as_object_mut()?;
        map.insert("resultId".to_owned(), json!(id));
        map.insert("version".to_owned(), json!(self.world.open.get(&member.key).map(|o| o.version)));
        map.insert("uri".to_owned(), json!(address));
        pull.sent.insert(address, id);
        Some(item)
    }

    /// Takes back what was sent unasked: it must not be shown twice.
    fn take_back(&mut self, address: &str) {
        if self.published.get(address).is_some_and(|p| !p.is_empty()) {
            self.publish(address, None, Vec::new());
        }
    }
}

/// The name of these diagnostics, and a report with them; one that only says
/// that they are the same, when they are those named `before`.
fn answer(list: &[Diagnostic], before: Option<&str>) -> (String, Value) {
    use std::hash::{Hash as _, Hasher as _};
    let mut hasher = rustc_hash::FxHasher::default();
    serde_json::to_string(list).unwrap_or_default().hash(&mut hasher);
    let id = format!("{:016x}", hasher.finish());
    let report = if before == Some(id.as_str()) { json!({"kind": "unchanged"}) } else { json!({"kind": "full", "items": list}) };
    (id, report)
}
