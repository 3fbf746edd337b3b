//! A client for the tests: starts the server, speaks the protocol with it, and
//! remembers what it was told.

use std::io::{BufRead, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// Longer than the slowest machine needs.
const PATIENCE: Duration = Duration::from_secs(60);

pub(super) struct Client {
    folder: tempfile::TempDir,
    child: Child,
    input: Option<ChildStdin>,
    messages: Receiver<Value>,
    asked: i64,
    /// What the server said of its own.
    pub told: Vec<Value>,
    pub capabilities: Value,
}

/// How columns are counted in a test.
#[derive(Clone, Copy, Debug)]
pub(super) enum Unit {
    Byte,
    Utf16,
    Char,
}

impl Unit {
    fn name(self) -> &'static str {
        match self {
            Unit::Byte => "utf-8",
            Unit::Utf16 => "utf-16",
            Unit::Char => "utf-32",
        }
    }

    pub(super) fn len(self, text: &str) -> usize {
        match self {
            Unit::Byte => text.len(),
            Unit::Utf16 => text.encode_utf16().count(),
            Unit::Char => text.chars().count(),
        }
    }

    /// The position of the `n`th `word` of a text.
    pub(super) fn find(self, text: &str, word: &str, n: usize) -> Value {
        let at = text.match_indices(word).nth(n).unwrap().0;
        self.position(text, at)
    }

    pub(super) fn position(self, text: &str, at: usize) -> Value {
        let head = &text[..at];
        let line = head.rfind('\n').map_or(0, |i| i + 1);
        json!({"line": head.matches('\n').count(), "character": self.len(&head[line..])})
    }

    /// The byte of a position.
    fn offset(self, text: &str, at: &Value) -> usize {
        let line = usize::try_from(at["line"].as_u64().unwrap()).unwrap();
        let column = usize::try_from(at["character"].as_u64().unwrap()).unwrap();
        let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
        let rest = &text[start..];
        let found = rest.char_indices().map(|(i, _)| i).chain([rest.len()]).find(|&i| self.len(&rest[..i]) == column);
        start + found.unwrap()
    }

    /// What stands in a range.
    pub(super) fn slice(self, text: &str, range: &Value) -> String {
        text[self.offset(text, &range["start"])..self.offset(text, &range["end"])].to_owned()
    }

    /// A text after some edits.
    pub(super) fn apply(self, text: &str, edits: &Value) -> String {
        let mut list: Vec<(usize, usize, &str)> = edits
            .as_array()
            .unwrap()
            .iter()
            .map(|e| (self.offset(text, &e["range"]["start"]), self.offset(text, &e["range"]["end"]), e["newText"].as_str().unwrap()))
            .collect();
        list.sort_unstable();
        let mut out = text.to_owned();
        for (from, to, new) in list.into_iter().rev() {
            out.replace_range(from..to, new);
        }
        out
    }
}

impl Client {
    /// A server for a folder with these files.
    pub(super) fn start(files: &[(&str, &str)]) -> Client {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            let path = folder.path().join("book").join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        let mut child = Command::new(env!("CARGO_BIN_EXE_hakusho"))
            .args(["lsp", "--stdio"])
            .env("XDG_CACHE_HOME", folder.path().join("cache"))
            .env("LC_ALL", "C")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let (input, output) = (child.stdin.take(), child.stdout.take().unwrap());
        let (sender, messages) = channel();
        std::thread::spawn(move || {
            let mut output = BufReader::new(output);
            while let Some(message) = receive(&mut output) {
                if sender.send(message).is_err() {
                    break;
                }
            }
        });
        Client { folder, child, input, messages, asked: 0, told: Vec::new(), capabilities: Value::Null }
    }

    /// The same, after the greeting.
    pub(super) fn open(files: &[(&str, &str)], unit: Unit, more: &Value) -> Client {
        let mut client = Client::start(files);
        let mut capabilities = json!({
            "general": {"positionEncodings": [unit.name()]},
            "textDocument": {"documentSymbol": {"hierarchicalDocumentSymbolSupport": true}},
            "workspace": {"workspaceEdit": {"documentChanges": true, "resourceOperations": ["create"]}},
        });
        if let (Some(map), Some(more)) = (capabilities.as_object_mut(), more.as_object()) {
            map.extend(more.clone());
        }
        let root = client.uri("");
        let result =
            client.ask("initialize", &json!({"processId": null, "rootUri": root.trim_end_matches('/'), "capabilities": capabilities}));
        client.capabilities = result["capabilities"].clone();
        assert_eq!(client.capabilities["positionEncoding"], unit.name());
        client.tell("initialized", &json!({}));
        client
    }

    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join("book").join(name)
    }

    pub(super) fn uri(&self, name: &str) -> String {
        uri(&self.path(name))
    }

    pub(super) fn send(&mut self, message: &Value) {
        self.raw(message.to_string().as_bytes());
    }

    /// Sends a body, whatever it is.
    pub(super) fn raw(&mut self, body: &[u8]) {
        self.bytes(format!("Content-Length: {}\r\n\r\n", body.len()).as_bytes());
        self.bytes(body);
    }

    pub(super) fn bytes(&mut self, bytes: &[u8]) {
        let input = self.input.as_mut().unwrap();
        input.write_all(bytes).unwrap();
        input.flush().unwrap();
    }

    pub(super) fn tell(&mut self, method: &str, params: &Value) {
        self.send(&json!({"jsonrpc": "2.0", "method": method, "params": params}));
    }

    /// Sends a request and waits for the whole answer.
    pub(super) fn answer(&mut self, method: &str, params: &Value) -> Value {
        self.asked += 1;
        let id = self.asked;
        self.send(&json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}));
        self.wait(|m| (m["id"] == id && m.get("method").is_none()).then(|| m.clone()))
    }

    /// The same for one that must be answered well.
    pub(super) fn ask(&mut self, method: &str, params: &Value) -> Value {
        let answer = self.answer(method, params);
        assert!(answer.get("error").is_none(), "{method}: {answer}");
        answer["result"].clone()
    }

    /// Waits for a message; the others are remembered, and what the server asks
    /// is answered with nothing.
    pub(super) fn wait<T>(&mut self, mut wanted: impl FnMut(&Value) -> Option<T>) -> T {
        let end = Instant::now() + PATIENCE;
        loop {
            let left = end.saturating_duration_since(Instant::now());
            let message = self.messages.recv_timeout(left).unwrap_or_else(|e| panic!("{e}; was told {:#?}", self.told));
            if message.get("id").is_some() && message.get("method").is_some() {
                self.send(&json!({"jsonrpc": "2.0", "id": message["id"], "result": null}));
            }
            let found = wanted(&message);
            self.told.push(message);
            if let Some(found) = found {
                return found;
            }
        }
    }

    pub(super) fn open_document(&mut self, name: &str, text: &str) {
        let uri = self.uri(name);
        self.tell("textDocument/didOpen", &json!({"textDocument": {"uri": uri, "languageId": "plaintext", "version": 1, "text": text}}));
    }

    /// Replaces a whole document.
    pub(super) fn replace(&mut self, name: &str, version: i32, text: &str) {
        let uri = self.uri(name);
        self.tell("textDocument/didChange", &json!({"textDocument": {"uri": uri, "version": version}, "contentChanges": [{"text": text}]}));
    }

    /// Waits until diagnostics of a file fit; gives them.
    pub(super) fn diagnostics(&mut self, name: &str, mut fit: impl FnMut(&[Value]) -> bool) -> Vec<Value> {
        let uri = self.uri(name);
        self.wait(|m| {
            let own = m["method"] == "textDocument/publishDiagnostics" && m["params"]["uri"] == uri.as_str();
            let list = m["params"]["diagnostics"].as_array().filter(|_| own)?;
            fit(list).then(|| list.clone())
        })
    }

    /// Ends the session; the exit code.
    pub(super) fn finish(mut self) -> Option<i32> {
        self.ask("shutdown", &Value::Null);
        self.tell("exit", &Value::Null);
        self.child.wait().unwrap().code()
    }

    /// Goes without a word; the exit code.
    pub(super) fn vanish(mut self) -> Option<i32> {
        self.input = None;
        self.child.wait().unwrap().code()
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The codes of diagnostics.
pub(super) fn codes(list: &[Value]) -> Vec<&str> {
    list.iter().filter_map(|d| d["code"].as_str()).collect()
}

pub(super) fn uri(path: &Path) -> String {
    let mut uri = String::from("file://");
    for byte in path.display().to_string().bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'/' | b'-' | b'.' | b'_' | b'~' => uri.push(char::from(byte)),
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}

fn receive(output: &mut impl BufRead) -> Option<Value> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if output.read_line(&mut line).ok()? == 0 {
            return None;
        }
        let line = line.trim();
        if line.is_empty() {
            break;
        }
        if let Some(n) = line.strip_prefix("Content-Length: ") {
            length = n.parse().ok()?;
        }
    }
    let mut body = vec![0; length];
    output.read_exact(&mut body).ok()?;
    serde_json::from_slice(&body).ok()
}
