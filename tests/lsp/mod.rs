//! The language server as an editor meets it: sessions over standard input and
//! output, on lines with kanji, emoji, combining marks and CRLF.
#![expect(clippy::unwrap_used, clippy::panic, reason = "what a test cannot do fails it")]

mod client;
#[path = "../../benches/dice.rs"]
mod dice;
mod painting;
mod random;

use client::{Client, Unit, codes};
use serde_json::{Value, json};

const ONE: &str = "# 第1章　海の守り😀

## 第1節　船の数

海上保安庁は、宇宙状況監視（SSA：Space Situational Awareness）を進める。船の数は資料2（船の一覧）のとおりである※1。か\u{3099}んばる😀のSSAの活用は2章1節（港の整備）を参照。令和5年（2022年）に始まった※3。

図表1-1を見よ。

図表1-1　船の数の推移

※1　漁船を含む。
※3　推計値である。
";

const TWO: &str = "# 第2章　港\r\n\r\n## 第1節　港の整備\r\n\r\nか\u{3099}😀SSAを使う。詳しくは https://example.jp/a を見よ。\r\n\r\n資料2　船の一覧\r\n\r\n前章1節を参照。\r\n";

const UNITS: [Unit; 3] = [Unit::Byte, Unit::Utf16, Unit::Char];

fn book(unit: Unit) -> Client {
    let mut client = Client::open(&[("ch1.md", ONE), ("ch2.md", TWO)], unit, &json!({}));
    client.open_document("ch1.md", ONE);
    client
}

/// A position as parameters.
fn at(client: &Client, name: &str, position: &Value) -> Value {
    json!({"textDocument": {"uri": client.uri(name)}, "position": position})
}

#[test]
fn diagnostics_come_in_every_encoding() {
    for unit in UNITS {
        let mut client = book(unit);
        let list = client.diagnostics("ch1.md", |list| !list.is_empty());
        let era = list.iter().find(|d| d["code"] == "era-mismatch").unwrap();
        assert!(unit.slice(ONE, &era["range"]).contains("2022"), "{unit:?} {era}");
        let gap = list.iter().find(|d| d["code"] == "footnote-gap").unwrap();
        let related = &gap["relatedInformation"][0];
        assert_eq!(related["location"]["uri"], client.uri("ch1.md"));
        assert!(unit.slice(ONE, &related["location"]["range"]).contains('3'), "{unit:?} {gap}");
        // the page of the lint can be read
        let page = gap["codeDescription"]["href"].as_str().unwrap().strip_prefix("file://").unwrap().to_owned();
        assert!(std::fs::read_to_string(page).unwrap().contains("footnote-gap"));
        assert_eq!(client.finish(), Some(0));
    }
}

#[test]
fn a_change_in_one_file_changes_the_findings_of_another() {
    let mut client = book(Unit::Utf16);
    client.diagnostics("ch1.md", |_| true);
    client.open_document("ch2.md", TWO);
    client.diagnostics("ch2.md", |_| true);
    // the heading gets another name, in the editor only
    let from = Unit::Utf16.find(TWO, "港の整備", 0);
    let to = json!({"line": from["line"], "character": from["character"].as_u64().unwrap() + 4});
    let uri = client.uri("ch2.md");
    let change = json!({"range": {"start": from, "end": to}, "text": "空港の管理"});
    client.tell("textDocument/didChange", &json!({"textDocument": {"uri": uri, "version": 2}, "contentChanges": [change]}));
    client.diagnostics("ch1.md", |list| codes(list).contains(&"xref-title-mismatch"));
    // closed without saving, the file says again what it said
    client.tell("textDocument/didClose", &json!({"textDocument": {"uri": uri}}));
    client.diagnostics("ch1.md", |list| !codes(list).contains(&"xref-title-mismatch"));
    assert_eq!(client.finish(), Some(0));
}

#[test]
fn what_stands_under_the_cursor() {
    for unit in UNITS {
        let mut client = book(unit);
        let hover = |client: &mut Client, word: &str, n| {
            let place = at(client, "ch1.md", &unit.find(ONE, word, n));
            let hover = client.ask("textDocument/hover", &place);
            (hover["contents"]["value"].as_str().unwrap_or_default().to_owned(), unit.slice(ONE, &hover["range"]))
        };
        let (text, range) = hover(&mut client, "SSA", 1);
        assert!(text.contains("Space Situational Awareness") && text.contains("宇宙状況監視"), "{text}");
        assert_eq!(range, "SSA");
        let (text, _) = hover(&mut client, "※1", 0);
        assert!(text.contains("漁船を含む"), "{text}");
        let (text, range) = hover(&mut client, "資料2", 0);
        assert!(text.contains("船の一覧") && text.contains("ch2.md"), "{text}");
        assert_eq!(range, "資料2");
        // nothing stands there
        let place = at(&client, "ch1.md", &unit.find(ONE, "海上", 0));
        assert_eq!(client.ask("textDocument/hover", &place), Value::Null);

        let place = at(&client, "ch1.md", &unit.find(ONE, "2章1節", 0));
        let found = client.ask("textDocument/definition", &place);
        assert_eq!(found[0]["uri"], client.uri("ch2.md"));
        assert!(unit.slice(TWO, &found[0]["range"]).contains("港の整備"), "{found}");

        let place = at(&client, "ch1.md", &unit.find(ONE, "船の数の推移", 0));
        let found = client.ask(
            "textDocument/references",
            &json!({"textDocument": place["textDocument"], "position": place["position"], "context": {"includeDeclaration": false}}),
        );
        let found: Vec<String> = found.as_array().unwrap().iter().map(|l| unit.slice(ONE, &l["range"])).collect();
        assert_eq!(found, ["図表1-1"]);
    }
}

#[test]
fn an_acronym_is_renamed_across_the_book() {
    for unit in UNITS {
        let mut client = book(unit);
        let place = at(&client, "ch1.md", &unit.find(ONE, "SSA", 1));
        let prepared = client.ask("textDocument/prepareRename", &place);
        assert_eq!((unit.slice(ONE, &prepared["range"]).as_str(), &prepared["placeholder"]), ("SSA", &json!("SSA")));
        let edit = client
            .ask("textDocument/rename", &json!({"textDocument": place["textDocument"], "position": place["position"], "newName": "SDA"}));
        for (name, text) in [("ch1.md", ONE), ("ch2.md", TWO)] {
            let edits = &edit["changes"][client.uri(name)];
            assert_eq!(unit.apply(text, edits), text.replace("SSA", "SDA"));
        }
        let nowhere = at(&client, "ch1.md", &unit.find(ONE, "海上", 0));
        let refused = client.answer(
            "textDocument/rename",
            &json!({"textDocument": nowhere["textDocument"], "position": nowhere["position"], "newName": "X"}),
        );
        assert!(refused["error"]["message"].is_string(), "{refused}");
    }
}

#[test]
fn the_outline_links_and_symbols() {
    let mut client = book(Unit::Utf16);
    let uri = client.uri("ch1.md");
    let symbols = client.ask("textDocument/documentSymbol", &json!({"textDocument": {"uri": uri}}));
    assert_eq!(symbols[0]["name"], "第1章　海の守り😀");
    let section = &symbols[0]["children"][0];
    assert_eq!(section["name"], "第1節　船の数");
    let names: Vec<&str> = section["children"].as_array().unwrap().iter().filter_map(|c| c["name"].as_str()).collect();
    assert_eq!(names, ["図表1-1　船の数の推移", "※1　漁船を含む。", "※3　推計値である。"]);

    let found = client.ask("workspace/symbol", &json!({"query": "港 整備"}));
    assert_eq!((found[0]["name"].as_str(), found.as_array().unwrap().len()), (Some("第1節　港の整備"), 1));

    let folds = client.ask("textDocument/foldingRange", &json!({"textDocument": {"uri": uri}}));
    assert_eq!((&folds[0]["startLine"], folds.as_array().unwrap().len()), (&json!(0), 2));

    let two = client.uri("ch2.md");
    let links = client.ask("textDocument/documentLink", &json!({"textDocument": {"uri": two}}));
    assert_eq!(links[0]["target"], "https://example.jp/a");
    assert_eq!(Unit::Utf16.slice(TWO, &links[0]["range"]), "https://example.jp/a");
    assert_eq!(links[1]["target"], format!("{uri}#L3"));
}

#[test]
fn references_are_completed() {
    for unit in UNITS {
        let mut client = book(unit);
        let text = format!("{ONE}\r\nか\u{3099}😀詳しくは資料");
        client.replace("ch1.md", 2, &text);
        let place = at(&client, "ch1.md", &unit.position(&text, text.len()));
        let items = client.ask("textDocument/completion", &place);
        let item = &items["items"][0];
        assert_eq!((&item["label"], &item["detail"]), (&json!("資料2"), &json!("船の一覧")));
        assert_eq!(unit.slice(&text, &item["textEdit"]["range"]), "資料");
    }
}

/// The titles of the actions at a word, and the actions.
fn actions(client: &mut Client, name: &str, position: &Value, only: Option<&str>) -> Vec<Value> {
    let context = only.map_or_else(|| json!({"diagnostics": []}), |kind| json!({"diagnostics": [], "only": [kind]}));
    let uri = client.uri(name);
    let params = json!({"textDocument": {"uri": uri}, "range": {"start": position, "end": position}, "context": context});
    client.ask("textDocument/codeAction", &params).as_array().unwrap().clone()
}

fn pick<'a>(list: &'a [Value], title: &str) -> &'a Value {
    list.iter().find(|a| a["title"].as_str().unwrap().contains(title)).unwrap_or_else(|| panic!("no {title} in {list:#?}"))
}

#[test]
fn actions_are_offered_and_work() {
    for unit in UNITS {
        let mut client = book(unit);
        client.diagnostics("ch1.md", |list| !list.is_empty());
        let uri = client.uri("ch1.md");
        let edited = |action: &Value, text: &str| unit.apply(text, &action["edit"]["changes"][&uri]);

        let list = actions(&mut client, "ch1.md", &unit.find(ONE, "2022年", 0), Some("quickfix"));
        let comment = edited(pick(&list, "era-mismatch"), ONE);
        assert!(comment.contains("\n\n<!-- hakusho-ignore era-mismatch -->\n海上保安庁は"), "{comment}");
        client.replace("ch1.md", 2, &comment);
        client.diagnostics("ch1.md", |list| !codes(list).contains(&"era-mismatch"));
        client.replace("ch1.md", 3, ONE);

        let list = actions(&mut client, "ch1.md", &unit.find(ONE, "※3", 0), None);
        let renumbered = edited(pick(&list, "Number the notes"), ONE);
        assert_eq!(renumbered, ONE.replace("※3", "※2"));

        let list = actions(&mut client, "ch1.md", &unit.find(ONE, "SSA", 1), Some("refactor"));
        let expanded = edited(pick(&list, "Expand"), ONE);
        assert!(expanded.contains("😀の宇宙状況監視（SSA：Space Situational Awareness）の活用"), "{expanded}");
    }
}

#[test]
fn a_text_file_is_cleaned_and_accepted_in_the_config() {
    let raw = "防衛省は、関係する機関との協力を進めるため、\r\n新しい部隊を置くこととしている。令和5年（2022年）に始まる。\r\n";
    let mut client = Client::open(&[("a.txt", raw)], Unit::Utf16, &json!({}));
    client.open_document("a.txt", raw);
    client.diagnostics("a.txt", |list| codes(list).contains(&"era-mismatch"));
    let uri = client.uri("a.txt");

    let list = actions(&mut client, "a.txt", &Unit::Utf16.find(raw, "2022年", 0), Some("quickfix"));
    let made = &pick(&list, "era-mismatch")["edit"]["documentChanges"];
    assert_eq!((&made[0]["kind"], &made[0]["uri"]), (&json!("create"), &json!(client.uri("hakusho.toml"))));
    let config = made[1]["edits"][0]["newText"].as_str().unwrap();
    std::fs::write(client.path("hakusho.toml"), config).unwrap();
    let changed = client.uri("hakusho.toml");
    client.tell("workspace/didChangeWatchedFiles", &json!({"changes": [{"uri": changed, "type": 1}]}));
    client.diagnostics("a.txt", |list| !codes(list).contains(&"era-mismatch"));

    let list = actions(&mut client, "a.txt", &json!({"line": 0, "character": 0}), Some("source.clean.hakusho"));
    let clean = Unit::Utf16.apply(raw, &pick(&list, "Clean")["edit"]["changes"][&uri]);
    // the line ends are the editor's
    assert_eq!(clean, raw.replacen("\r\n", "", 1));
    // formatting is off unless it was asked for
    let options = json!({"textDocument": {"uri": uri}, "options": {"tabSize": 4, "insertSpaces": true}});
    assert_eq!(client.ask("textDocument/formatting", &options), Value::Null);
    assert_eq!(client.capabilities["documentFormattingProvider"], false);

    client.ask("workspace/executeCommand", &json!({"command": "hakusho.clean", "arguments": [uri]}));
    // it is asked before the command is answered
    let asked = client.told.iter().find(|m| m["method"] == "workspace/applyEdit").unwrap();
    assert_eq!(Unit::Utf16.apply(raw, &asked["params"]["edit"]["changes"][&uri]), clean);
    // a broken config is told where it is broken
    std::fs::write(client.path("hakusho.toml"), "[lint]\nselekt = []\n").unwrap();
    client.tell("workspace/didChangeWatchedFiles", &json!({"changes": [{"uri": changed, "type": 2}]}));
    let list = client.diagnostics("hakusho.toml", |list| !list.is_empty());
    assert_eq!(list[0]["range"]["start"]["line"], 1);
}

#[test]
fn diagnostics_are_given_when_asked_for() {
    let mut client = Client::open(&[("ch1.md", ONE), ("ch2.md", TWO)], Unit::Utf16, &json!({}));
    let uri = client.uri("ch1.md");
    let report = client.ask("textDocument/diagnostic", &json!({"textDocument": {"uri": uri}}));
    assert_eq!(report["kind"], "full");
    assert!(codes(report["items"].as_array().unwrap()).contains(&"era-mismatch"));
    let again = client.ask("textDocument/diagnostic", &json!({"textDocument": {"uri": uri}, "previousResultId": report["resultId"]}));
    assert_eq!(again["kind"], "unchanged");
    let all = client.ask("workspace/diagnostic", &json!({"previousResultIds": [{"uri": uri, "value": report["resultId"]}]}));
    let kinds: Vec<(&Value, &Value)> = all["items"].as_array().unwrap().iter().map(|i| (&i["uri"], &i["kind"])).collect();
    assert_eq!(kinds, [(&json!(uri), &json!("unchanged")), (&json!(client.uri("ch2.md")), &json!("full"))]);
}

#[test]
fn nothing_ends_the_server_but_the_end() {
    let mut client = Client::start(&[("ch1.md", ONE)]);
    assert_eq!(client.answer("textDocument/hover", &json!({}))["error"]["code"], -32002);
    client.tell("textDocument/didOpen", &json!({}));
    let root = client.uri("");
    client.ask("initialize", &json!({"processId": null, "rootUri": root, "capabilities": {}}));
    client.tell("initialized", &json!({}));
    assert_eq!(client.answer("initialize", &json!({}))["error"]["code"], -32600);
    assert_eq!(client.answer("no/such", &json!([1]))["error"]["code"], -32601);
    assert_eq!(client.answer("textDocument/hover", &json!({"textDocument": 1}))["error"]["code"], -32602);
    client.tell("no/such", &json!(null));
    client.tell("textDocument/didChange", &json!({"textDocument": {"uri": "file:///no", "version": 1}, "contentChanges": []}));
    client.bytes(b"rubbish\r\n\r\n");
    client.raw(b"{{{{{");
    client.raw(b"[]");
    client.raw("\u{feff}\0".as_bytes());
    client.send(&json!({"jsonrpc": "2.0", "id": 1.5, "method": "x"}));
    client.send(&json!({"jsonrpc": "2.0", "id": "nobody asked", "result": null}));
    client.wait(|m| (m["error"]["code"] == -32700).then_some(()));
    // a document outside, one without a file, one that is closed, places outside
    for uri in ["file:///nowhere/x.txt", "untitled:Untitled-1", "what is this", "file://%ZZ/"] {
        let document = json!({"uri": uri, "languageId": "x", "version": 1, "text": "令和5年（2022年）の海である。\n"});
        client.tell("textDocument/didOpen", &json!({ "textDocument": document }));
        client.wait(|m| (m["params"]["uri"] == uri && !m["params"]["diagnostics"].as_array()?.is_empty()).then_some(()));
        let far = json!({"textDocument": {"uri": uri}, "position": {"line": 4_000_000_000_u32, "character": 4_000_000_000_u32}});
        client.ask("textDocument/hover", &far);
        client.ask("textDocument/completion", &far);
        client.tell("textDocument/didClose", &json!({"textDocument": {"uri": uri}}));
        client.wait(|m| (m["params"]["uri"] == uri && m["params"]["diagnostics"].as_array()?.is_empty()).then_some(()));
        assert_eq!(client.ask("textDocument/hover", &far), Value::Null);
    }
    assert_eq!(client.finish(), Some(0));
    // one that vanishes has not said good-bye
    assert_eq!(Client::start(&[]).vanish(), Some(1));
}

/// A link is one with its file, and one that leads out brings nothing in.
#[cfg(unix)]
#[test]
fn links_in_the_file_system() {
    let mut client = Client::open(&[("a.txt", "令和5年（2022年）の海である。\n")], Unit::Utf16, &json!({}));
    let outside = client.path("../outside.txt");
    std::fs::write(&outside, "令和5年（2023年）の山である。\n").unwrap();
    std::os::unix::fs::symlink(&outside, client.path("out.txt")).unwrap();
    std::os::unix::fs::symlink(client.path("a.txt"), client.path("b.txt")).unwrap();
    let all = client.ask("workspace/diagnostic", &json!({"previousResultIds": []}));
    let uris: Vec<&str> = all["items"].as_array().unwrap().iter().filter_map(|i| i["uri"].as_str()).collect();
    assert_eq!(uris, [client.uri("a.txt")]);
    // opened under its other name, it is told under that name
    client.open_document("b.txt", "平成元年（1990年）の海である。\n");
    client.diagnostics("b.txt", |list| list.iter().any(|d| d["message"].as_str().unwrap().contains("1989")));
    assert_eq!(client.finish(), Some(0));
}

/// A house page is no draft, also when it is open; what the baseline accepts is
/// not told.
#[test]
fn house_pages_and_the_baseline_hold_in_editors() {
    let bad = "この方針は平成19（2008）年に決定された。\n";
    let page = format!("+++\nname = \"fiscal-year\"\npattern = \"会計年度([0-9]{{4}})\"\nmessage = \"年を先に書きます\"\n+++\n\n{bad}");
    let entry = json!({"path": "a.md", "lint": "era-mismatch", "context": bad.trim_end(), "count": 1});
    let baseline = json!({"version": 1, "findings": [entry]}).to_string();
    let config = "[lint]\npages = \"house\"\nbaseline = \"base.json\"\n";
    let files =
        [("hakusho.toml", config), ("base.json", baseline.as_str()), ("house/year.md", page.as_str()), ("a.md", bad), ("b.md", bad)];
    let mut client = Client::open(&files, Unit::Utf16, &json!({}));
    client.open_document("house/year.md", &page);
    let all = client.ask("workspace/diagnostic", &json!({"previousResultIds": []}));
    let found: Vec<(bool, bool, usize)> = all["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|r| (r["uri"] == client.uri("a.md"), r["uri"] == client.uri("b.md"), r["items"].as_array().unwrap().len()))
        .collect();
    assert_eq!(found.iter().map(|f| f.2).sum::<usize>(), 1, "{all}");
    assert!(found.iter().all(|&(a, b, n)| (a || b) && n == usize::from(b)), "{all}");
    assert_eq!(client.finish(), Some(0));
}

/// What hakusho wrote is no draft in an editor either, also when it is open.
#[test]
fn own_results_are_no_drafts_in_editors() {
    let bad = "この方針は平成19（2008）年に決定された。\n";
    let list = "a.md:1:6: error[era-mismatch]: 平成19（2008）年 does not agree\n";
    let mut client = Client::open(&[("a.md", bad), ("list.md", list)], Unit::Utf16, &json!({}));
    client.open_document("list.md", list);
    let all = client.ask("workspace/diagnostic", &json!({"previousResultIds": []}));
    let found: Vec<&Value> = all["items"].as_array().unwrap().iter().filter(|r| !r["items"].as_array().unwrap().is_empty()).collect();
    assert_eq!(found.len(), 1, "{all}");
    assert_eq!(found[0]["uri"], client.uri("a.md"));
    assert_eq!(client.finish(), Some(0));
}
