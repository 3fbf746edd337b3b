//! What the command writes: diffs, explanations, JSON, Markdown.

use super::*;

#[test]
fn diff_is_a_patch() {
    let mut inputs: Vec<(&str, Vec<u8>)> = Vec::new();
    let long: String = (0..40).map(|i| format!("第{i}の段落です。\n\n{}", if i % 9 == 4 { RAW } else { CLEAN })).collect();
    inputs.push(("plain.txt", RAW.into()));
    inputs.push(("d/long name.txt", long.clone().into()));
    inputs.push(("d/no-end.txt", format!("{CLEAN}{}", RAW.trim_end()).into()));
    inputs.push(("crlf.txt", long.replace('\n', "\r\n").into()));
    inputs.push(("bom.txt", format!("\u{FEFF}{long}").into()));
    inputs.push(("cp932.txt", encoding_rs::SHIFT_JIS.encode(&long).0.into_owned()));
    inputs.push(("euc.txt", encoding_rs::EUC_JP.encode(&long).0.into_owned()));
    inputs.push(("jis.txt", encoding_rs::ISO_2022_JP.encode(&long).0.into_owned()));
    inputs.push(("utf16.txt", "\u{FEFF}".encode_utf16().chain(long.encode_utf16()).flat_map(u16::to_le_bytes).collect()));
    let place = Place::new();
    for (name, bytes) in &inputs {
        place.write(name, bytes);
    }
    let names: Vec<&str> = inputs.iter().map(|i| i.0).collect();
    let diff = place.command(BIN, &[&["clean", "-q", "--diff"], &names[..]].concat()).output().unwrap();
    assert_eq!(diff.status.code(), Some(0));
    place.write("p", &diff.stdout);
    let wanted: Vec<String> = names.iter().map(|n| place.hakusho(&["clean", n]).out).collect();
    if !has("patch") {
        return;
    }
    let patched = ran(place.command("patch", &["-p0", "-i", "p"]));
    assert_eq!(patched.code, Some(0), "{}{}", patched.out, patched.err);
    for (name, want) in names.iter().zip(wanted) {
        assert_eq!(place.read(name), want, "{name}");
    }
    assert_eq!(place.hakusho(&["clean", "--check", "plain.txt", "d", "crlf.txt", "cp932.txt"]).code, Some(0));
}

#[test]
fn diff_screen() {
    let place = Place::with(&[("a.txt", &format!("# 題\n\n{RAW}\n終わりです。\n"))]);
    let ran = place.hakusho(&["clean", "--diff", "a.txt"]);
    assert_data_eq!(
        ran.out,
        str![[r#"
--- a.txt
+++ a.txt
@@ -1,6 +1,5 @@
 # 題
 
-防衛省は、関係する機関との協力を進めるため、
-新しい部隊を置くこととしている。
+防衛省は、関係する機関との協力を進めるため、新しい部隊を置くこととしている。
 
 終わりです。

"#]]
    );
    let ran = place.hakusho(&["clean", "--diff", "--color", "always", "a.txt"]);
    assert!(ran.out.contains("\u{1b}[31m-防衛省は"), "{}", ran.out);
    // with --check it also tells by its exit code
    assert_eq!(place.hakusho(&["clean", "--diff", "--check", "a.txt"]).code, Some(1));
    assert_eq!(place.with_input(&["clean", "--diff"], CLEAN.as_bytes()).out, "");
}

#[test]
fn explain_tells_place_and_reason() {
    let place = Place::with(&[("a.txt", &format!("終わりです。\n\n{RAW}"))]);
    let ran = place.hakusho(&["clean", "--explain", "a.txt"]);
    assert_eq!(ran.code, Some(0));
    assert_data_eq!(
        ran.out,
        str![[r#"
a.txt: 1 edit

lines (1 edit) [..]
      3:23  力を進めるため、[-⏎-]新しい部隊を置く  [..]

"#]]
    );
    let ran = place.hakusho(&["clean", "--explain", "--color", "always", "a.txt"]);
    assert!(ran.out.contains("\u{1b}[31m[-⏎-]\u{1b}[0m"), "{}", ran.out);
    let ran = place.with_input(&["clean", "--explain"], CLEAN.as_bytes());
    assert_eq!(ran.out, "-: 0 edits\n");
}

/// A file that becomes UTF-8 changes, also without an edit.
#[test]
fn another_encoding_is_told() {
    let place = Place::with(&[("good.txt", CLEAN)]);
    let (japanese, _, _) = encoding_rs::SHIFT_JIS.encode(CLEAN);
    place.write("a.txt", &japanese);
    place.write("b.txt", format!("\u{FEFF}{CLEAN}").as_bytes());
    let ran = place.hakusho(&["clean", "--explain", "."]);
    assert_eq!(ran.out, "a.txt: 0 edits; Shift_JIS, written as UTF-8\nb.txt: 0 edits; UTF-8 with a byte order mark, written without\n");
    assert!(ran.err.starts_with("3 files cleaned, 2 would change;"), "{}", ran.err);
    assert!(ran.err.ends_with("\nfrom other encodings to UTF-8: Shift_JIS 1, UTF-8 with a byte order mark 1\n"), "{}", ran.err);
    let ran = place.hakusho(&["clean", "--write", "--stats", "."]);
    assert!(ran.err.starts_with("3 files cleaned, 2 changed;") && place.read("a.txt") == CLEAN, "{}", ran.err);
}

#[test]
fn what_steers_a_terminal_stays_in_the_file() {
    let hostile = format!("一\u{1b}[2J\u{9b}2J二。\n{RAW}");
    let place = Place::with(&[("a\u{1b}[2J.txt", &hostile)]);
    for args in [&["clean", "--explain", "--color", "always"][..], &["clean", "missing\u{1b}[2J"]] {
        let ran = place.hakusho(&[args, &["a\u{1b}[2J.txt"][..]].concat());
        let shown = if args.contains(&"--explain") { ran.out + &ran.err } else { ran.err };
        assert!(!shown.is_empty() && !shown.contains("\u{1b}[2J"), "{args:?}: {shown}");
    }
}

#[test]
fn json_follows_its_schema() {
    let text = format!("第1章　海\n\n{RAW}\n\u{c}- 一つ\n");
    let place = Place::with(&[("a.txt", &text), ("b.txt", "")]);
    place.write("c.txt", &encoding_rs::SHIFT_JIS.encode(&text).0);
    let ran = place.hakusho(&["clean", "--format", "json", "a.txt", "b.txt", "c.txt"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let schema: serde_json::Value = serde_json::from_str(include_str!("../../docs/clean.schema.json")).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let files: Vec<serde_json::Value> = ran.out.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    assert_eq!(files.len(), 3);
    for file in &files {
        let errors: Vec<String> = validator.iter_errors(file).map(|e| e.to_string()).collect();
        assert!(errors.is_empty(), "{errors:?}\n{file}");
    }
    for (file, name, encoding) in [(&files[0], "a.txt", "UTF-8"), (&files[2], "c.txt", "Shift_JIS")] {
        assert_eq!((file["path"].as_str(), file["encoding"].as_str()), (Some(name), Some(encoding)));
        let kinds: Vec<&str> = file["blocks"].as_array().unwrap().iter().map(|b| b["kind"].as_str().unwrap()).collect();
        assert_eq!(kinds, ["heading", "paragraph", "list-item"]);
        assert_eq!(file["blocks"][0]["number"], "第1章");
        let block = &file["blocks"][1];
        assert_eq!((&block["line"], &block["page"], block["text"].as_str()), (&3.into(), &1.into(), Some(CLEAN.trim_end())));
        assert_eq!((&file["blocks"][2]["page"], file["blocks"][2]["text"].as_str()), (&2.into(), Some("一つ")));
        // the source spans are bytes of the file, in its own encoding
        let bytes = fs::read(place.path(name)).unwrap();
        let at = |span: &serde_json::Value, key: &str| usize::try_from(span[key].as_u64().unwrap()).unwrap();
        let cut: Vec<u8> = block["source"].as_array().unwrap().iter().flat_map(|s| bytes[at(s, "start")..at(s, "end")].to_vec()).collect();
        let encoding = encoding_rs::Encoding::for_label(encoding.as_bytes()).unwrap();
        assert_eq!(encoding.decode(&cut).0, CLEAN.trim_end());
    }
    assert!(files[0]["edits"]["lines"].as_u64() > Some(0));
    assert!(!validator.is_valid(&serde_json::json!({"schema": 1})));
}

#[test]
fn json_names_the_words_that_were_split() {
    let text = "わが国の周りの海は広く、すべてを船だけで見守\nることはできない。このため、各機関は無人機によ\nるI\n\n\
                Intelligence, Surveillance and Reconnaissance\nSR活動を始め、得られた情報を分け合っている。\n";
    let place = Place::new();
    for gloss in ["inline", "drop", "keep"] {
        let ran = place.with_input(&["clean", "-f", "json", "--gloss", gloss], text.as_bytes());
        let file: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
        let glosses = file["glosses"].as_array().unwrap();
        assert_eq!(glosses.len(), 1, "{gloss}: {glosses:?}");
        assert_eq!(glosses[0]["acronym"], "ISR", "{gloss}");
        assert_eq!(glosses[0]["expansion"], "Intelligence, Surveillance and Reconnaissance", "{gloss}");
    }
}

#[test]
fn markdown_marks_headings_and_lists() {
    let place = Place::new();
    let ran = place.with_input(&["clean", "-f", "markdown"], "第1章　海\n\n1990. とは年である。\n\n・一つ\n・二つ\n".as_bytes());
    assert_eq!(ran.out, "# 第1章　海\n\n1990\\. とは年である。\n\n- 一つ\n- 二つ\n");
}

#[test]
fn characters_that_were_kept_are_told() {
    let text = "\u{F06C}一つ目\n\n\u{F06C}二つ目\n\n\u{F06C}三つ目\n\n部首⻌\n";
    let place = Place::with(&[("a.txt", text)]);
    let ran = place.hakusho(&["clean", "a.txt"]);
    assert!(ran.code == Some(0) && ran.out.matches('\u{F06C}').count() == 3 && ran.out.contains('⻌'), "{}", ran.out);
    for part in ["a private-use character (U+F06C); 1 more such place in the file", "radical-undecided", "a.txt:7:3"] {
        assert!(ran.err.contains(part), "{}", ran.err);
    }
    assert_eq!(place.hakusho(&["clean", "-q", "a.txt"]).err, "");
    let ran = place.hakusho(&["clean", "-q", "--format", "json", "a.txt"]);
    let file: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let findings: Vec<_> = file["findings"].as_array().unwrap().iter().map(|f| (f["name"].as_str(), f["line"].as_u64())).collect();
    let private = |line| (Some("character-private"), Some(line));
    assert_eq!(findings, [private(1), private(3), private(5), (Some("radical-undecided"), Some(7))]);
    assert_eq!(file["findings"][1]["source"], serde_json::json!({ "start": 14, "end": 17 }));
}
