//! Random sessions: documents are opened, changed at places that may not
//! exist, asked about and closed in the middle of work. Each question gets an
//! answer, nothing fails inside, and in the end the server knows what one knows
//! that was started just now. The dice are seeded; `HAKUSHO_SESSIONS=200` plays
//! more of them than the tests do.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::client::{Client, Unit};
use super::dice::Dice;
use super::{ONE, TWO, UNITS};

/// Sessions of an ordinary run of the tests, and steps of each.
const SESSIONS: u64 = 4;
const STEPS: usize = 120;

const NAMES: [&str; 5] = ["ch1.md", "ch2.md", "sub/ch3.txt", "shiryo.txt", "new.md"];

/// What is typed.
const PIECES: &[&str] = &[
    "海",
    "😀",
    "\u{3099}",
    "\n",
    "\r\n",
    "\r",
    "",
    "",
    "\n\n第3節　船の数\n\n",
    "# 第2章　港\n",
    "　参照　2章1節（港の整備）、資料2",
    "図表1-1　船の数\n",
    "※3",
    "[^2]",
    "\n[^2]: 注である。\n",
    "（SSA：Space Situational Awareness）",
    "令和5年（2022年）",
    "（以下「海保」という。）",
    "<!-- hakusho-ignore all -->",
    "```\n",
    "| 表 |\n|---|\n",
    "第●章",
    "\u{c}",
    "\0",
    "\u{feff}",
    "わが国のI\n\nIntelligence, Surveillance and Reconnaissance\nSR活動",
    "⾒える範\nえんどう\n囲",
    "」（",
];

const METHODS: &[&str] = &[
    "textDocument/hover",
    "textDocument/definition",
    "textDocument/references",
    "textDocument/prepareRename",
    "textDocument/rename",
    "textDocument/documentSymbol",
    "textDocument/foldingRange",
    "textDocument/documentLink",
    "textDocument/completion",
    "textDocument/formatting",
    "textDocument/rangeFormatting",
    "textDocument/codeAction",
    "textDocument/diagnostic",
    "textDocument/semanticTokens/full",
    "textDocument/semanticTokens/full/delta",
    "textDocument/semanticTokens/range",
    "workspace/diagnostic",
    "workspace/symbol",
    "workspace/executeCommand",
    "no/such",
];

/// The lines of a text as the protocol has them, without their ends.
fn lines(text: &str) -> Vec<std::ops::Range<usize>> {
    let (mut list, mut start, mut rest) = (Vec::new(), 0, text.char_indices().peekable());
    while let Some((i, c)) = rest.next() {
        let next = rest.peek().map(|n| n.1);
        if c == '\n' || c == '\r' {
            list.push(start..i);
            start = i + 1;
            if c == '\r' && next == Some('\n') {
                rest.next();
                start += 1;
            }
        }
    }
    list.push(start..text.len());
    list
}

/// The byte that a position means, wherever it lies.
fn offset(unit: Unit, text: &str, line: usize, column: usize) -> usize {
    let Some(span) = lines(text).get(line).cloned() else { return text.len() };
    let part = &text[span.clone()];
    let inside = part.char_indices().map(|(i, c)| (i, i + c.len_utf8())).find(|&(_, end)| unit.len(&part[..end]) > column);
    span.start + inside.map_or(part.len(), |(start, _)| start)
}

struct Session {
    client: Client,
    unit: Unit,
    dice: Dice,
    open: BTreeMap<&'static str, String>,
    version: i32,
    asked: usize,
    /// What was asked and for what.
    waiting: BTreeMap<String, &'static str>,
    /// How many messages were looked at.
    seen: usize,
    log: Vec<String>,
}

impl Session {
    fn step(&mut self) {
        let name = NAMES[self.dice.roll(NAMES.len())];
        let uri = self.client.uri(name);
        match (self.dice.roll(20), self.open.contains_key(name)) {
            (0..8, true) => self.change(name, &uri),
            (8, true) => {
                self.tell("textDocument/didClose", &json!({"textDocument": {"uri": uri}}));
                self.open.remove(name);
            }
            (0..5, false) => {
                let text = std::fs::read_to_string(self.client.path(name)).unwrap_or_else(|_| TWO.to_owned());
                self.version += 1;
                let document = json!({"uri": uri, "languageId": "x", "version": self.version, "text": text});
                self.tell("textDocument/didOpen", &json!({ "textDocument": document }));
                self.open.insert(name, text);
            }
            (9, true) => {
                std::fs::write(self.client.path(name), &self.open[name]).unwrap();
                self.tell("textDocument/didSave", &json!({"textDocument": {"uri": uri}}));
                self.tell("workspace/didChangeWatchedFiles", &json!({"changes": [{"uri": uri, "type": 2}]}));
            }
            (9, false) => {
                let text = format!("{}{}", self.dice.pick(&[ONE, TWO]), self.dice.pick(PIECES));
                let there = self.client.path(name).exists();
                std::fs::write(self.client.path(name), text).unwrap();
                self.tell("workspace/didChangeWatchedFiles", &json!({"changes": [{"uri": uri, "type": if there { 2 } else { 1 }}]}));
            }
            (10, _) => {
                let id = format!("r{}", self.dice.roll(self.asked + 2));
                self.tell("$/cancelRequest", &json!({ "id": id }));
            }
            (11, _) => {
                let settings = [json!({"format": true}), json!({"language": "en"}), json!({"language": 7}), json!(null)];
                let settings = &settings[self.dice.roll(settings.len())];
                self.tell("workspace/didChangeConfiguration", &json!({"settings": {"hakusho": settings}}));
            }
            // a change of what is not open, or a second closing
            (12, false) => {
                let change = json!({"textDocument": {"uri": uri, "version": 1}, "contentChanges": [{"text": "x"}]});
                self.tell("textDocument/didChange", &change);
                self.tell("textDocument/didClose", &json!({"textDocument": {"uri": uri}}));
            }
            _ => self.ask(&uri),
        }
    }

    fn tell(&mut self, method: &str, params: &Value) {
        self.log.push(format!("{method} {params}"));
        self.client.tell(method, params);
    }

    /// A place that mostly exists.
    fn place(&mut self, text: &str) -> (usize, usize) {
        let all = lines(text);
        let line = self.dice.roll(all.len() + 2);
        let length = all.get(line).map_or(3, |span| self.unit.len(&text[span.clone()]));
        (line, if self.dice.roll(20) == 0 { 1_000_000 } else { self.dice.roll(length + 2) })
    }

    fn change(&mut self, name: &'static str, uri: &str) {
        let mut text = self.open[name].clone();
        let mut changes = Vec::new();
        for _ in 0..=self.dice.roll(3) {
            let new = self.dice.pick(PIECES);
            if self.dice.roll(15) == 0 {
                text = format!("{}{new}", [ONE, TWO, ""][self.dice.roll(3)]);
                changes.push(json!({ "text": text }));
                continue;
            }
            let start = self.place(&text);
            let end = match self.dice.roll(4) {
                0 => self.place(&text),
                1 => (start.0, start.1 + self.dice.roll(5)),
                _ => start,
            };
            let at = |p: (usize, usize)| json!({"line": p.0, "character": p.1});
            changes.push(json!({"range": {"start": at(start), "end": at(end)}, "text": new}));
            let (a, b) = (offset(self.unit, &text, start.0, start.1), offset(self.unit, &text, end.0, end.1));
            text.replace_range(a.min(b)..a.max(b), new);
        }
        self.open.insert(name, text);
        self.version += 1;
        self.tell("textDocument/didChange", &json!({"textDocument": {"uri": uri, "version": self.version}, "contentChanges": changes}));
    }

    fn ask(&mut self, uri: &str) {
        let method = self.dice.pick(METHODS);
        let text = self.open.values().next().cloned().unwrap_or_default();
        let (a, b) = (self.place(&text), self.place(&text));
        let at = |p: (usize, usize)| json!({"line": p.0, "character": p.1});
        let uri = if self.dice.roll(12) == 0 { "untitled:1" } else { uri };
        let mut params = json!({
            "textDocument": {"uri": uri},
            "position": at(a),
            "range": {"start": at(a), "end": at(b)},
            "context": {"diagnostics": [], "includeDeclaration": self.dice.roll(2) == 0},
            "newName": self.dice.pick(&["SDA", "", "海\n", "😀"]),
            "query": self.dice.pick(PIECES),
            "options": {"tabSize": 4, "insertSpaces": true},
            "command": self.dice.pick(&["hakusho.clean", "hakusho.fixAll", "hakusho.cleanSelection", "rm"]),
            "arguments": [uri, {"start": at(a), "end": at(b)}],
            "previousResultId": "1",
            "previousResultIds": [],
            "partialResultToken": "p",
        });
        if self.dice.roll(15) == 0 {
            params = json!({"textDocument": 1});
        }
        self.asked += 1;
        let id = format!("r{}", self.asked);
        self.log.push(format!("{id} {method} {params}"));
        self.client.send(&json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}));
        self.waiting.insert(id, method);
    }

    /// Waits for all answers.
    fn settle(&mut self) {
        loop {
            for message in &self.client.told[self.seen..] {
                if let Some(id) = message["id"].as_str().filter(|_| message.get("method").is_none()) {
                    let method = self.waiting.remove(id).unwrap_or_else(|| panic!("answered twice: {message}"));
                    assert_ne!(message["error"]["code"], -32603, "{method}: {message}");
                    ordered(&message["result"], method);
                }
            }
            self.seen = self.client.told.len();
            if self.waiting.is_empty() {
                return;
            }
            self.client.wait(|_| Some(()));
        }
    }
}

/// Ranges do not run backwards.
fn ordered(value: &Value, method: &str) {
    let at = |p: &Value| Some((p["line"].as_u64()?, p["character"].as_u64()?));
    if let (Some(start), Some(end)) = (at(&value["start"]), at(&value["end"])) {
        assert!(start <= end, "{method}: {value}");
    }
    let inner: Vec<&Value> = match value {
        Value::Array(list) => list.iter().collect(),
        // what a command is given is what the client asked with
        Value::Object(map) => map.iter().filter(|(name, _)| *name != "arguments").map(|(_, v)| v).collect(),
        _ => return,
    };
    inner.into_iter().for_each(|v| ordered(v, method));
}

/// The diagnostics of the workspace, by file.
fn diagnostics(client: &mut Client) -> BTreeMap<String, Value> {
    let all = client.ask("workspace/diagnostic", &json!({"previousResultIds": []}));
    let root = client.uri("");
    let bare = |value: &Value| value.to_string().replace(&root, "");
    let report = |r: &Value| {
        let mut items = r["items"].clone();
        // where the pages of the lints are is another place for each server
        items.as_array_mut().unwrap().iter_mut().for_each(|d| drop(d.as_object_mut().unwrap().remove("codeDescription")));
        (bare(&r["uri"]), serde_json::from_str(&bare(&items)).unwrap())
    };
    all["items"].as_array().unwrap().iter().map(report).collect()
}

fn play(seed: u64) {
    let unit = UNITS[usize::try_from(seed % 3).unwrap()];
    let files = [("ch1.md", ONE), ("ch2.md", TWO), ("sub/ch3.txt", "第3章　空\n\n前章を参照。\n"), ("shiryo.txt", "資料2　船の一覧\n")];
    let mut client = Client::open(&files, unit, &json!({}));
    client.tell("workspace/didChangeConfiguration", &json!({"settings": {"hakusho": {"language": "en"}}}));
    let dice = Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    let mut session =
        Session { client, unit, dice, open: BTreeMap::new(), version: 0, asked: 0, waiting: BTreeMap::new(), seen: 0, log: Vec::new() };
    for step in 0..STEPS {
        session.step();
        if step % 40 == 39 {
            session.settle();
        }
    }
    session.settle();
    let Session { mut client, open, log, .. } = session;
    let got = diagnostics(&mut client);
    // what was sent unasked says the same
    let mut sent: BTreeMap<&str, &Value> = BTreeMap::new();
    for m in client.told.iter().filter(|m| m["method"] == "textDocument/publishDiagnostics") {
        sent.insert(m["params"]["uri"].as_str().unwrap(), &m["params"]["diagnostics"]);
    }
    for name in NAMES {
        let uri = client.uri(name);
        let count = |list: Option<&Value>| list.and_then(Value::as_array).map_or(0, Vec::len);
        let pulled = got.get(&format!("\"{name}\""));
        assert_eq!(count(sent.get(uri.as_str()).copied()), count(pulled), "seed {seed}: {name}\n{}", log.join("\n"));
    }
    let there: BTreeSet<&str> = NAMES.into_iter().filter(|n| client.path(n).exists()).collect();
    let texts: Vec<(&str, String)> = there.iter().map(|n| (*n, std::fs::read_to_string(client.path(n)).unwrap())).collect();
    let files: Vec<(&str, &str)> = texts.iter().map(|(n, t)| (*n, t.as_str())).collect();
    assert_eq!(client.finish(), Some(0));
    let mut fresh = Client::open(&files, unit, &json!({}));
    fresh.tell("workspace/didChangeConfiguration", &json!({"settings": {"hakusho": {"language": "en"}}}));
    for (name, text) in &open {
        fresh.open_document(name, text);
    }
    let want = diagnostics(&mut fresh);
    assert_eq!(got, want, "seed {seed}\n{}", log.join("\n"));
}

#[test]
fn random_sessions() {
    let sessions = std::env::var("HAKUSHO_SESSIONS").ok().and_then(|n| n.parse().ok()).unwrap_or(SESSIONS);
    (1..=sessions).for_each(play);
}
