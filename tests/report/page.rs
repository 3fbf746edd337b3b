//! The report as a file: its parts, its escapes, its places.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{draft, place};
use crate::cli::Place;
use crate::corpus::root;

/// The report of files, as it goes to the standard output.
fn report(files: &[(String, String)], args: &[&str]) -> String {
    let names: Vec<&str> = files.iter().map(|f| f.0.as_str()).collect();
    let ran = place(files).hakusho(&[&["report", "--no-config", "-q", "-o", "-"], args, &names].concat());
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""));
    ran.out
}

/// The blocks of data of a report.
fn data(html: &str) -> BTreeMap<String, Value> {
    let block = regex::Regex::new(r#"<script type="application/json" id="([\w-]+)">([^<]*)</script>"#).unwrap();
    block.captures_iter(html).map(|c| (c[1].to_owned(), serde_json::from_str(&c[2]).unwrap())).collect()
}

/// All texts that the tests have: name and contents.
fn texts() -> Vec<(String, String)> {
    let mut list = draft();
    for name in ["fixtures/seed000.pdf-markdown/raw.txt", "fixtures/seed004.text-layer/raw.txt", "tests/browser/malicious.md"] {
        list.push((name.replace('/', "-"), std::fs::read_to_string(root().join(name)).unwrap()));
    }
    list
}

fn letters(text: &str) -> BTreeMap<char, usize> {
    let mut counts = BTreeMap::new();
    text.chars().filter(|c| !c.is_whitespace()).for_each(|c| *counts.entry(c).or_default() += 1);
    counts
}

/// What a file was and what it became, by the rows of its chunks.
fn sides(data: &BTreeMap<String, Value>, file: usize) -> (String, String) {
    let (mut before, mut after) = (String::new(), String::new());
    let chunks = data[&format!("text-{file}")]["chunks"].as_array().unwrap().len();
    let mut at = 0;
    for n in 0..chunks {
        for row in data[&format!("text-{file}-{n}")]["rows"].as_array().unwrap() {
            // each row begins where it says, in UTF-16 units
            let start = row[1].as_u64().unwrap() as usize;
            assert!(at <= start, "rows in order");
            while at < start {
                after.push('\n');
                at += 1;
            }
            for part in row[4].as_array().unwrap() {
                let (taken, written) = match part {
                    Value::String(text) => (text.as_str(), text.as_str()),
                    Value::Array(change) => (change[0].as_str().unwrap(), change[1].as_str().unwrap()),
                    _ => continue,
                };
                before.push_str(taken);
                after.push_str(written);
                at += written.encode_utf16().count();
            }
        }
    }
    (before, after)
}

#[test]
fn nothing_is_lost_between_the_two_sides() {
    for (name, text) in texts() {
        let html = report(&[(name.clone(), text.clone())], &["--select", "footnote"]);
        let place = Place::with(&[(&name, &text)]);
        let cleaned = place.hakusho(&["clean", "-q", &name]).out;
        let (before, after) = sides(&data(&html), 0);
        assert_eq!(letters(&before), letters(&text), "{name}: extracted");
        assert_eq!(letters(&after), letters(&cleaned), "{name}: cleaned");
    }
}

/// The contents have just the headings that the text shows as such.
#[test]
fn contents_and_text_agree() {
    let odd = "目次\n\n1 はじめに\n2 海の利用\n3 船の安全\n\n1 はじめに\n\n海の利用は広がっている。\n\n2 海の利用\n\n\
               船の数は、次の割合で増えた。\n100.00\n10.00\n\n3 船の安全\n\n（1）港の整備\n\n港の整備が進んでいる。\n";
    let mut files = texts();
    files.push(("odd.txt".to_owned(), odd.to_owned()));
    let data = data(&report(&files, &["--select", "footnote"]));
    for (file, (name, _)) in files.iter().enumerate() {
        let head = &data[&format!("text-{file}")];
        let contents: Vec<u64> = head["outline"].as_array().unwrap().iter().map(|h| h[2].as_u64().unwrap()).collect();
        let chunks = 0..head["chunks"].as_array().unwrap().len();
        let rows = chunks.flat_map(|n| data[&format!("text-{file}-{n}")]["rows"].as_array().unwrap());
        // behind Markdown's marks
        let place = |row: &Value| row[1].as_u64().unwrap() + row[2].as_u64().unwrap();
        let shown: Vec<u64> = rows.filter(|row| row[0].as_str().unwrap().starts_with('h')).map(place).collect();
        assert_eq!(contents, shown, "{name}");
    }
}

#[test]
fn a_finding_points_at_the_words_it_shows() {
    for lang in ["ja", "en"] {
        let html = report(&texts(), &["--select", "all", "--ignore", "extraction", "--lang", lang]);
        let data = data(&html);
        let index = &data["findings"];
        let files = data["facts"]["files"].as_array().unwrap().len();
        let texts: Vec<Vec<u16>> = (0..files).map(|f| sides(&data, f).1.encode_utf16().collect()).collect();
        let block = index["block"].as_u64().unwrap() as usize;
        let all = index["lint"].as_array().unwrap().len();
        assert!(all > 30, "{all} findings");
        let mut same = 0;
        for i in 0..all {
            let number = |key: &str| index[key][i].as_u64().unwrap() as usize;
            let found = &data[&format!("findings-{}", i / block)][i % block];
            let words = String::from_utf16(&texts[number("file")][number("start")..number("end")]).unwrap();
            let shown = found["marked"].as_str().unwrap().trim_end_matches('…');
            assert!(!found["message"].as_str().unwrap().is_empty());
            same += usize::from(!shown.is_empty() && words.starts_with(shown));
        }
        // but for those at a place without words
        assert!(same * 10 >= all * 8, "{same} of {all}");
    }
}

#[test]
fn the_parts_are_there() {
    let html = report(&draft(), &["--lang", "ja"]);
    assert!(html.starts_with("<!DOCTYPE html><html lang=\"ja\">"));
    for part in [
        "id=\"main\"",
        "class=\"skip\"",
        "role=\"status\"",
        "<noscript>",
        "svg class=\"map\"",
        "id=\"lint-0\"",
        "和暦の年と",
        "<h4>どう直すか</h4>",
    ] {
        assert!(html.contains(part), "{part}");
    }
    // of the pages of lints one language, and not the examples
    assert!(!html.contains("<h4>What to do</h4>") && !html.contains("=== ch1.txt"));
    let data = data(&html);
    let list = |name: &str| data[name]["rows"].as_array().unwrap();
    let dmat = list("acronyms-0").iter().find(|row| row[0] == "DMAT").unwrap();
    assert_eq!((&dmat[1], &dmat[2]), (&Value::from("Disaster Medical Assistance Team"), &Value::from("災害派遣医療チーム")));
    assert_eq!((&dmat[3]["text"], &dmat[3]["file"]), (&Value::from("1-現状.txt 14行"), &Value::from(0)));
    let first = |name: &str| list(name).iter().map(|row| row[0]["text"].as_str().unwrap().to_owned()).collect::<Vec<_>>();
    assert_eq!(first("map-0-nowhere"), ["図表2-2", "資料3", "第2章第3節", "第○章"]);
    assert_eq!(first("map-0-outside").last().unwrap(), "V部3章1節");
    assert!(list("map-0-ways").iter().any(|row| row[0]["text"] == "第1章 第1節 近年の災害" && row[1]["text"] == "第3章 第2節 応急の対応"));
    assert_eq!(first("captions-0")[0], "図表1-1");
    assert_eq!(list("captions-0")[0][2], 2);
    let unmarked = list("notes-0").iter().filter(|row| row[2]["bad"] == true).count();
    assert_eq!(unmarked, 1, "note 4 has no mark");
    let english = report(&draft(), &["--lang", "en"]);
    assert!(english.contains("<html lang=\"en\">") && english.contains("Draft report") && !english.contains("原稿点検"));
}

#[test]
fn a_hostile_draft_stays_text() {
    let hostile = std::fs::read_to_string(root().join("tests/browser/malicious.md")).unwrap();
    let name = "a<b>\"&'.md";
    let html = report(&[(name.to_owned(), hostile)], &["--select", "all"]);
    // nothing that begins a tag is the draft's
    let tag = regex::Regex::new(r"</?([a-zA-Z]+)").unwrap();
    let body = &html[html.find("<body>").unwrap()..];
    let script = body.find("<script>").unwrap();
    let (before, after) = (&body[..script], &body[body[script..].find("</script>").unwrap() + script..]);
    for found in [before, after].into_iter().flat_map(|part| tag.captures_iter(part)) {
        assert!(!["img", "iframe", "base", "meta", "style", "i", "javascript", "X", "b"].contains(&&found[1]), "{}", &found[0]);
    }
    // the program's own script, and blocks that are not run
    assert_eq!(body.matches("<script").count(), body.matches("<script type=\"application/json\" id=\"").count() + 1);
    assert!(!body.contains("<!--") && !html.contains('\u{2028}') && !html.contains('\u{2029}'));
    let href = regex::Regex::new(r#"(?:href|src)="([^"]*)""#).unwrap();
    let inner = regex::Regex::new(r"^#[a-z]+(/\d+(/\d+-\d+)?)?$").unwrap();
    for found in href.captures_iter(&html) {
        assert!(inner.is_match(&found[1]), "{}", &found[1]);
    }
    let attribute = regex::Regex::new(r#"<[a-z][^<>]*\s(on\w+|style)="#).unwrap();
    assert!(attribute.find(before).is_none());
    assert_eq!(data(&html)["facts"]["files"][0], name);
    // and the second wall
    let policy = regex::Regex::new(r#"Content-Security-Policy" content="([^"]*)""#).unwrap().captures(&html).unwrap()[1].to_owned();
    for part in ["default-src 'none'", "script-src 'sha256-", "style-src 'sha256-", "base-uri 'none'"] {
        assert!(policy.contains(part), "{policy}");
    }
    assert!(!policy.contains("unsafe"), "{policy}");
}

#[test]
fn the_same_files_give_the_same_report_wherever_they_are() {
    let files = draft();
    let (here, there) = (place(&files), place(&files));
    let absolute = |place: &Place| {
        let path = place.path("");
        let ran = place.hakusho(&["report", "--no-config", "-q", "--lang", "ja", "-o", "-", path.to_str().unwrap()]);
        assert_eq!(ran.code, Some(0));
        assert!(!ran.out.contains(path.to_str().unwrap().trim_end_matches('/')), "an absolute path");
        ran.out
    };
    assert!(absolute(&here) == absolute(&there), "the same from two folders");
    let relative = here.hakusho(&["report", "--no-config", "-q", "--lang", "ja", "-j", "1", "-o", "-", "."]);
    assert!(relative.out == absolute(&there), "the same by relative paths and in one thread");
}

#[test]
fn files_and_exit_codes() {
    let place = place(&draft());
    // mistakes are no failure, and the default name is written over
    for _ in 0..2 {
        let ran = place.hakusho(&["report", "--no-config", "--lang", "en", "1-現状.txt"]);
        assert_eq!((ran.code, ran.out.as_str()), (Some(0), ""));
        assert!(ran.err.starts_with("report.html: written\n"), "{}", ran.err);
    }
    assert!(place.read("report.html").contains("1-現状.txt"));
    // a report is no draft of the next run
    let again = place.hakusho(&["report", "--no-config", "-q", "-o", "-"]);
    assert!(again.code == Some(0) && !again.out.contains("report.html"));
    // what cannot be read is told, the others are in the report
    let missing = place.hakusho(&["report", "--no-config", "-q", "-o", "out.html", "1-現状.txt", "none.txt"]);
    assert_eq!(missing.code, Some(2));
    assert!(place.read("out.html").contains("1-現状.txt"));
    assert_eq!(place.hakusho(&["report", "--no-config", "-q", "-o", "no/such/folder.html", "1-現状.txt"]).code, Some(2));
    let piped = place.with_input(&["report", "--no-config", "-q", "--lang", "ja", "-", "-o", "-"], "本文である。\n".as_bytes());
    assert!(piped.code == Some(0) && piped.out.contains("<title>標準入力 – 原稿点検レポート</title>"));
    // a config's choices hold
    place.write("hakusho.toml", "[lint]\nselect = [\"weekday-mismatch\"]\n".as_bytes());
    let ran = place.hakusho(&["report", "-q", "-o", "-", "."]);
    assert_eq!(data(&ran.out)["findings"]["lint"].as_array().unwrap().len(), 1);
    assert_eq!(data(&ran.out)["facts"]["lints"][0][0], "weekday-mismatch");
    let ignored = place.hakusho(&["report", "-q", "--extend-select", "era-mismatch", "--ignore", "weekday-mismatch", "-o", "-", "."]);
    assert_eq!(data(&ignored.out)["facts"]["lints"][0][0], "era-mismatch");
}

#[test]
fn hard_texts() {
    let long = "海は広い。".repeat(20_000);
    for text in ["", "\n\n\n", "\u{FEFF}", "👨\u{200D}👩\u{200D}👧か\u{3099}𠮟る\r\n平成19（2008）年", long.as_str()] {
        let html = report(&[("a.txt".to_owned(), text.to_owned())], &[]);
        let (_, after) = sides(&data(&html), 0);
        assert_eq!(after.is_empty(), text.trim_matches(['\n', '\u{FEFF}']).is_empty());
    }
}
