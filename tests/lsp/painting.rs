//! Semantic tokens, diagnostics of the whole workspace in parts, and what is
//! offered only while a setting says so.

use serde_json::{Value, json};

use super::client::{Client, Unit, codes};
use super::{ONE, TWO, UNITS, book};

/// The tokens of an answer: the words, their types and modifiers.
fn words(client: &Client, unit: Unit, text: &str, data: &Value) -> Vec<(String, String)> {
    let legend = &client.capabilities["semanticTokensProvider"]["legend"];
    let numbers: Vec<u64> = data.as_array().unwrap().iter().map(|n| n.as_u64().unwrap()).collect();
    let (mut line, mut column) = (0, 0);
    let mut list = Vec::new();
    for token in numbers.chunks(5) {
        let &[down, right, length, kind, modifiers] = token else { panic!("{numbers:?}") };
        (line, column) = (line + down, if down > 0 { right } else { column + right });
        let range = json!({"start": {"line": line, "character": column}, "end": {"line": line, "character": column + length}});
        let mut name = legend["tokenTypes"][usize::try_from(kind).unwrap()].as_str().unwrap().to_owned();
        for (bit, modifier) in legend["tokenModifiers"].as_array().unwrap().iter().enumerate() {
            if modifiers >> bit & 1 == 1 {
                name = format!("{name}.{}", modifier.as_str().unwrap());
            }
        }
        list.push((unit.slice(text, &range), name));
    }
    list
}

fn is(list: &[(String, String)], want: &[(&str, &str)]) {
    let list: Vec<(&str, &str)> = list.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    assert_eq!(list, want);
}

#[test]
fn what_is_recognised_is_painted() {
    for unit in UNITS {
        let mut client = book(unit);
        let uri = client.uri("ch1.md");
        let full = client.ask("textDocument/semanticTokens/full", &json!({"textDocument": {"uri": uri}}));
        is(
            &words(&client, unit, ONE, &full["data"]),
            &[
                ("第1章", "namespace.declaration"),
                ("第1節", "namespace.declaration"),
                ("SSA", "macro.definition"),
                ("資料2", "property"),
                ("※1", "label"),
                ("SSA", "macro"),
                ("2章1節", "property"),
                ("※3", "label"),
                ("図表1-1", "property"),
                ("図表1-1", "class.declaration"),
                ("※1", "label.declaration"),
                ("※3", "label.declaration"),
            ],
        );
        // CRLF
        let two = client.uri("ch2.md");
        let full = client.ask("textDocument/semanticTokens/full", &json!({"textDocument": {"uri": two}}));
        let want = [
            ("第2章", "namespace.declaration"),
            ("第1節", "namespace.declaration"),
            ("SSA", "macro"),
            ("資料2", "class.declaration"),
            ("前章1節", "property"),
        ];
        is(&words(&client, unit, TWO, &full["data"]), &want);
        let range = json!({"start": unit.find(TWO, "SSA", 0), "end": unit.find(TWO, "船の一覧", 0)});
        let part = client.ask("textDocument/semanticTokens/range", &json!({"textDocument": {"uri": two}, "range": range}));
        is(&words(&client, unit, TWO, &part["data"]), &want[2..4]);
    }
}

/// What is nowhere and what several things are called, text that the clean-up
/// puts together, and a change that leads from one answer to the next.
#[test]
fn tokens_follow_the_text() {
    let unit = Unit::Utf16;
    let raw = "第1章　海\n\nか\u{3099}😀船の数は第1章第7節、図1と図2のとおり。わが国のI\n\nIntelligence, Surveillance and Reconnaissance\nSR活動である。\n\n第1節　山\n\n第2節　川\n\n第3節　空\n\n図1　船\n\n図1　港\n";
    let mut client = Client::open(&[("a.txt", raw)], unit, &json!({"workspace": {"semanticTokens": {"refreshSupport": true}}}));
    client.open_document("a.txt", raw);
    let document = json!({"uri": client.uri("a.txt")});
    let full = client.ask("textDocument/semanticTokens/full", &json!({ "textDocument": document }));
    let list = words(&client, unit, raw, &full["data"]);
    assert!(list.contains(&("第1章第7節".to_owned(), "property.unresolved".to_owned())), "{list:?}");
    assert!(list.contains(&("図1".to_owned(), "property.ambiguous".to_owned())), "{list:?}");
    let torn: Vec<&str> = list.iter().filter(|t| t.1.starts_with("macro")).map(|t| t.0.as_str()).collect();
    assert_eq!(torn, ["I", "SR"], "{list:?}");

    let changed = raw.replace("第3節", "第7節").replacen("😀", "😀😀第2節の", 1);
    client.replace("a.txt", 2, &changed);
    let params = json!({"textDocument": document, "previousResultId": full["resultId"]});
    let delta = client.ask("textDocument/semanticTokens/full/delta", &params);
    let mut data = full["data"].as_array().unwrap().clone();
    for edit in delta["edits"].as_array().unwrap() {
        let number = |name: &str| usize::try_from(edit[name].as_u64().unwrap()).unwrap();
        data.splice(number("start")..number("start") + number("deleteCount"), edit["data"].as_array().unwrap().clone());
    }
    let fresh = client.ask("textDocument/semanticTokens/full", &json!({ "textDocument": document }));
    assert_eq!(json!(data), fresh["data"]);
    let list = words(&client, unit, &changed, &fresh["data"]);
    assert!(list.contains(&("第1章第7節".to_owned(), "property".to_owned())), "{list:?}");
    // an old name is no name
    let again = client.ask("textDocument/semanticTokens/full/delta", &params);
    assert_eq!(again["data"], fresh["data"]);
}

#[test]
fn a_change_in_another_file_paints_anew() {
    let mut client =
        Client::open(&[("ch1.md", ONE), ("ch2.md", TWO)], Unit::Utf16, &json!({"workspace": {"semanticTokens": {"refreshSupport": true}}}));
    client.open_document("ch1.md", ONE);
    client.open_document("ch2.md", TWO);
    client.diagnostics("ch2.md", |_| true);
    let document = json!({"uri": client.uri("ch1.md")});
    let before = client.ask("textDocument/semanticTokens/full", &json!({ "textDocument": document }));
    client.replace("ch2.md", 2, &TWO.replace("第1節", "第4節"));
    client.wait(|m| (m["method"] == "workspace/semanticTokens/refresh").then_some(()));
    let after = client.ask("textDocument/semanticTokens/full", &json!({ "textDocument": document }));
    assert_ne!(before["data"], after["data"]);
    assert_eq!(client.finish(), Some(0));
}

/// The reports that came in parts, and those of the answer itself.
fn pull(client: &mut Client, token: Option<&str>, before: &[(String, String)]) -> (Vec<Vec<Value>>, Vec<Value>) {
    let before: Vec<Value> = before.iter().map(|(uri, id)| json!({"uri": uri, "value": id})).collect();
    let from = client.told.len();
    let all = client.ask("workspace/diagnostic", &json!({"previousResultIds": before, "partialResultToken": token}));
    let parts = client.told[from..].iter().filter(|m| m["method"] == "$/progress" && m["params"]["token"] == json!(token));
    let parts = parts.map(|m| m["params"]["value"]["items"].as_array().unwrap().clone()).collect();
    (parts, all["items"].as_array().unwrap().clone())
}

#[test]
fn the_whole_workspace_is_given_in_parts() {
    let names: Vec<String> = (1..=9).map(|n| format!("ch{n}.md")).collect();
    let texts: Vec<String> =
        (1..=9).map(|n| format!("# 第{n}章　海\n\n令和5年（2022年）に始まった。次は第{}章を参照。\n", n % 9 + 1)).collect();
    let files: Vec<(&str, &str)> = names.iter().zip(&texts).map(|(n, t)| (n.as_str(), t.as_str())).collect();
    let mut client = Client::open(&files, Unit::Utf16, &json!({"textDocument": {"diagnostic": {}}}));
    let (parts, rest) = pull(&mut client, Some("part"), &[]);
    assert!(parts.len() > 1 && rest.is_empty(), "{parts:?} {rest:?}");
    let known: Vec<(String, String)> = parts
        .iter()
        .flatten()
        .map(|item| {
            assert_eq!(item["kind"], "full");
            assert_eq!(codes(item["items"].as_array().unwrap()), ["era-mismatch"]);
            (item["uri"].as_str().unwrap().to_owned(), item["resultId"].as_str().unwrap().to_owned())
        })
        .collect();
    assert_eq!(known.len(), 9);
    // only what was changed is given again; what is gone is emptied
    client.open_document("ch3.md", &texts[2].replace("2022", "2023"));
    let gone = client.uri("gone.md");
    let before: Vec<(String, String)> = known.iter().cloned().chain([(gone.clone(), "x".to_owned())]).collect();
    for token in [Some("again"), None] {
        let (parts, rest) = pull(&mut client, token, &before);
        let items: Vec<Value> = parts.into_iter().flatten().chain(rest).collect();
        let full: Vec<(&Value, usize)> =
            items.iter().filter(|i| i["kind"] == "full").map(|i| (&i["uri"], i["items"].as_array().unwrap().len())).collect();
        assert_eq!(full, [(&json!(client.uri("ch3.md")), 0), (&json!(gone), 0)]);
        assert_eq!(items.iter().filter(|i| i["kind"] == "unchanged").count(), 8);
    }
    // one who asks is not told unasked
    assert!(
        !client
            .told
            .iter()
            .any(|m| m["method"] == "textDocument/publishDiagnostics"
                && m["params"]["diagnostics"].as_array().is_some_and(|d| !d.is_empty()))
    );
    // a question that waits can be taken back
    let uri = client.uri("ch1.md");
    client.tell("textDocument/didChange", &json!({"textDocument": {"uri": uri, "version": 9}, "contentChanges": []}));
    client.send(&json!({"jsonrpc": "2.0", "id": "w", "method": "workspace/diagnostic", "params": {"previousResultIds": []}}));
    client.tell("$/cancelRequest", &json!({"id": "w"}));
    client.wait(|m| (m["id"] == "w" && (m["error"]["code"] == -32800 || m["result"].is_object())).then_some(()));
    assert_eq!(client.finish(), Some(0));
}

#[test]
fn formatting_comes_and_goes_with_the_setting() {
    let later = json!({"dynamicRegistration": true});
    let more = json!({"textDocument": {"formatting": later, "rangeFormatting": later}});
    let raw = "わが国の周りの海は広く、すべてを船だけで見守\nることはできない。このため、各機関は無人機によ\nる活動を始めた。\n";
    let mut client = Client::open(&[("a.txt", raw)], Unit::Utf16, &more);
    client.open_document("a.txt", raw);
    assert_eq!(client.capabilities["documentFormattingProvider"], false);
    let format = json!({"textDocument": {"uri": client.uri("a.txt")}, "options": {"tabSize": 4, "insertSpaces": true}});
    for _ in 0..2 {
        client.tell("workspace/didChangeConfiguration", &json!({"settings": {"hakusho": {"format": true}}}));
        let methods = client.wait(|m| {
            let list = m["params"]["registrations"].as_array().filter(|_| m["method"] == "client/registerCapability")?;
            Some(list.iter().map(|r| r["method"].clone()).collect::<Vec<_>>())
        });
        assert_eq!(methods, ["textDocument/formatting", "textDocument/rangeFormatting"]);
        assert!(!client.ask("textDocument/formatting", &format).as_array().unwrap().is_empty());
        // a setting that says nothing of it changes nothing
        client.tell("workspace/didChangeConfiguration", &json!({"settings": {"hakusho": {"language": "ja"}}}));
        assert!(client.ask("textDocument/formatting", &format).is_array());
        client.tell("workspace/didChangeConfiguration", &json!({"settings": {"hakusho": {"format": false}}}));
        client.wait(|m| {
            (m["method"] == "client/unregisterCapability").then(|| assert_eq!(m["params"]["unregisterations"][1]["id"], "range-formatting"))
        });
        assert_eq!(client.ask("textDocument/formatting", &format), Value::Null);
    }
    assert_eq!(client.finish(), Some(0));
}
