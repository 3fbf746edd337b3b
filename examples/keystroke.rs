//! How long the diagnostics take after a keystroke: makes a book of 50 files
//! and 20 MB in a folder, one chapter of it 1 MB long, opens that one in the
//! language server and types into it (see docs/editors.md):
//!
//! ```sh
//! cargo run --release --example keystroke -- target/release/hakusho
//! ```

#[path = "../benches/dice.rs"]
mod dice;

use std::error::Error;
use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Read as _, Write as _};
use std::path::Path;
use std::process::{ChildStdin, ChildStdout, Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use dice::Dice;
use serde_json::{Value, json};

type Outcome<T> = Result<T, Box<dyn Error>>;

const FILES: usize = 50;
/// The chapter that is typed into.
const LONG: usize = 20;
const KEYS: usize = 25;

fn main() -> ExitCode {
    let Some(binary) = std::env::args().nth(1) else {
        let _ = writeln!(std::io::stderr(), "usage: keystroke HAKUSHO");
        return ExitCode::from(2);
    };
    let folder = std::env::temp_dir().join(format!("hakusho-keystroke-{}", std::process::id()));
    let outcome = measure(&binary, &folder);
    let _ = std::fs::remove_dir_all(&folder);
    match outcome {
        Ok(text) => {
            let _ = std::io::stdout().write_all(text.as_bytes());
            ExitCode::SUCCESS
        }
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn measure(binary: &str, folder: &Path) -> Outcome<String> {
    std::fs::create_dir_all(folder)?;
    let mut dice = Dice(7);
    let mut long = String::new();
    for chapter in 1..=FILES {
        let text = dice.chapter(chapter, if chapter == LONG { 1_000_000 } else { 388_000 });
        std::fs::write(folder.join(format!("ch{chapter:02}.txt")), &text)?;
        if chapter == LONG {
            long = text;
        }
    }
    let (root, uri) = (format!("file://{}", folder.display()), format!("file://{}/ch{LONG:02}.txt", folder.display()));
    let mut child = Command::new(binary).arg("lsp").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
    let (input, output) = (child.stdin.take().ok_or("no input")?, child.stdout.take().ok_or("no output")?);
    let mut client = Client { input, output: BufReader::new(output), asked: 0 };
    let start = Instant::now();
    client.ask("initialize", &json!({"processId": null, "rootUri": root, "capabilities": {}}))?;
    client.tell("initialized", &json!({}))?;
    let document = json!({"uri": uri, "languageId": "plaintext", "version": 0, "text": long});
    client.tell("textDocument/didOpen", &json!({ "textDocument": document }))?;
    client.ask("workspace/diagnostic", &json!({"previousResultIds": []}))?;
    let indexed = start.elapsed();
    let (mut own, mut all) = (Vec::new(), Vec::new());
    let lines: Vec<usize> = long.lines().enumerate().filter(|(_, l)| l.chars().count() > 40).map(|(i, _)| i).collect();
    for key in 1..=KEYS {
        let line = lines.get(key * lines.len() / (KEYS + 1)).ok_or("no line")?;
        let at = json!({"line": line, "character": 5});
        let change = json!({"range": {"start": at, "end": at}, "text": "海"});
        let start = Instant::now();
        client.tell("textDocument/didChange", &json!({"textDocument": {"uri": uri, "version": key}, "contentChanges": [change]}))?;
        loop {
            let message = client.receive()?;
            let params = message.get("params");
            let named = params.and_then(|p| p.get("uri")).is_some_and(|u| *u == uri);
            if named && params.and_then(|p| p.get("version")).is_some_and(|v| *v == key) {
                break;
            }
        }
        own.push(start.elapsed());
        // this is answered when everything is checked
        client.ask("workspace/diagnostic", &json!({"previousResultIds": []}))?;
        all.push(start.elapsed());
    }
    client.ask("shutdown", &Value::Null)?;
    client.tell("exit", &Value::Null)?;
    child.wait()?;
    let mut out = format!("first index, everything checked: {:.2} s\n", indexed.as_secs_f64());
    for (name, list) in [("the chapter", &mut own), ("all files", &mut all)] {
        list.sort_unstable();
        let at = |i: usize| list.get(i).copied().unwrap_or_default().as_secs_f64() * 1e3;
        writeln!(out, "{name}: median {:.0} ms of {KEYS} ({:.0} to {:.0})", at(KEYS / 2), at(0), at(KEYS - 1))?;
    }
    Ok(out)
}

struct Client {
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    asked: u32,
}

impl Client {
    fn send(&mut self, message: &Value) -> Outcome<()> {
        let body = message.to_string();
        write!(self.input, "Content-Length: {}\r\n\r\n{body}", body.len())?;
        Ok(self.input.flush()?)
    }

    fn tell(&mut self, method: &str, params: &Value) -> Outcome<()> {
        self.send(&json!({"jsonrpc": "2.0", "method": method, "params": params}))
    }

    /// Sends a request and waits for its answer.
    fn ask(&mut self, method: &str, params: &Value) -> Outcome<()> {
        self.asked += 1;
        let id = self.asked;
        self.send(&json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}))?;
        let end = Instant::now() + Duration::from_secs(120);
        while Instant::now() < end {
            let message = self.receive()?;
            if message.get("id").is_some_and(|i| *i == id) && message.get("method").is_none() {
                return Ok(());
            }
        }
        Err("no answer".into())
    }

    fn receive(&mut self) -> Outcome<Value> {
        let mut length = 0;
        loop {
            let mut line = String::new();
            if self.output.read_line(&mut line)? == 0 {
                return Err("the server is gone".into());
            }
            match line.trim().strip_prefix("Content-Length: ") {
                Some(n) => length = n.parse()?,
                None if line.trim().is_empty() => break,
                None => {}
            }
        }
        let mut body = vec![0; length];
        self.output.read_exact(&mut body)?;
        Ok(serde_json::from_slice(&body)?)
    }
}

const WHO: &[&str] = &["政府は、", "各省庁は、", "わが国は、", "自治体は、", "この計画は、", "ISR活動は、", "委員会は、", "研究機関は、"];
const WHEN: &[&str] = &["2020年度から", "引き続き", "令和５年までに", "関係国と協力し、", "段階的に", "必要に応じて", "ＡＩも用いて"];
const WHAT: &[&str] =
    &["情報通信の基盤を", "人材の育成を", "海洋の調査を", "防災体制の整備を", "地域の連携を", "供給網の強化を", "制度の見直しを"];
const DOES: &[&str] = &["進めている。", "図ることとした。", "支援してきた。", "重視している。", "検討している。", "取りまとめた。"];
const NOUNS: &[&str] = &["海洋", "港湾", "技術", "人材", "防災", "通信", "宇宙", "資源", "気象", "教育", "予算", "訓練"];

impl Dice {
    fn title(&mut self) -> String {
        format!("{}と{}の{}", self.pick(NOUNS), self.pick(NOUNS), self.pick(&["現状", "課題", "推進", "整備"]))
    }

    /// A draft of a chapter: numbered sections and items, paragraphs of a line
    /// each, notes and references.
    fn chapter(&mut self, number: usize, size: usize) -> String {
        let mut out = format!("第{number}章　{}\n\n", self.title());
        let mut section = 0;
        while out.len() < size {
            section += 1;
            out.push_str(&format!("第{section}節　{}\n\n", self.title()));
            for item in 1..=4 {
                out.push_str(&format!("{item}　{}\n\n", self.title()));
                let mut notes = String::new();
                for paragraph in 1..=8 {
                    out.push('　');
                    for _ in 0..3 + self.roll(4) {
                        for list in [WHO, WHEN, WHAT, DOES] {
                            out.push_str(self.pick(list));
                        }
                    }
                    if paragraph % 3 == 0 {
                        let (chapter, section) = (1 + self.roll(FILES), 1 + self.roll(20));
                        out.push_str(&format!("詳しくは{chapter}章{section}節を参照。"));
                    }
                    if paragraph % 4 == 1 {
                        let note = paragraph / 4 + 1;
                        out.push_str(&format!("内訳は資料による※{note}。"));
                        notes.push_str(&format!("※{note}　{}の調べによる。\n\n", self.title()));
                    }
                    out.push_str("\n\n");
                }
                out.push_str(&notes);
            }
        }
        out
    }
}
