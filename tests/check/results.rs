//! What hakusho wrote among the drafts is not read as one of them.

use hakusho::report::findings::FORMATS;

use crate::cli::Place;

const DRAFT: &str =
    "第1節　海\n\n宇宙状況監視（SSA：Space Situational Awareness）のためのSSAは、\n平成19（2008）年に始まった。\n\n各機関はXQZを用いる。\n";
const CHECK: &[&str] = &["check", "--no-config", "--lang", "en", "--output-format", "concise"];

#[test]
fn results_are_no_drafts() {
    let formats = FORMATS.iter().flat_map(|(name, ..)| ["en", "ja"].map(|lang| vec!["check", "--output-format", name, "--lang", lang]));
    let lists = ["md", "csv", "json"].iter().flat_map(|name| ["en", "ja"].map(|lang| vec!["glossary", "--format", name, "--lang", lang]));
    let others = [
        vec!["glossary", "--format", "csv", "--bom"],
        vec!["report", "-o", "-", "--lang", "ja"],
        vec!["check", "--diff", "--unsafe-fixes"],
        vec!["clean", "--diff"],
        vec!["clean", "--explain"],
        vec!["clean", "--explain", "--lang", "ja"],
        vec!["clean", "--format", "json"],
        vec!["check", "--write-baseline", "d/result.md"],
    ];
    for args in formats.chain(lists).chain(others) {
        let place = Place::with(&[("d/a.txt", DRAFT)]);
        let folder = [CHECK, &["d"]].concat();
        let before = place.hakusho(&folder);
        assert_eq!((before.code, before.out.lines().count()), (Some(1), 2), "{}", before.out);
        let result = place.hakusho(&[&args[..], &["d/a.txt"]].concat());
        if !args.contains(&"--write-baseline") {
            place.write("d/result.md", result.out.as_bytes());
        }
        let after = place.hakusho(&folder);
        assert_eq!((after.code, &after.out), (Some(1), &before.out), "{args:?}");
        let (told, summary) = after.err.split_once('\n').unwrap();
        assert!(told.starts_with("not read, since hakusho wrote it: d/result.md ("), "{args:?}: {}", after.err);
        assert_eq!(summary, before.err, "{args:?}");
        // nor as the surroundings of another file of its book
        place.write("hakusho.toml", b"[[book]]\nfiles = [\"d/*\"]\n");
        let around = place.hakusho(&["check", "--lang", "en", "--output-format", "json", "d/a.txt"]);
        assert!(around.out.contains("\"files\": 1,"), "{args:?}: {}", around.out);
        // a table of abbreviations may be meant as a part of the book
        let named = place.hakusho(&[CHECK, &["d/a.txt", "d/result.md"]].concat());
        if args.contains(&"md") {
            assert!(named.code == Some(1) && named.err.contains("checked 2 files"), "{args:?}: {}", named.err);
        } else {
            assert!(
                named.code == Some(2) && named.err.contains("error: d/result.md: is no draft: hakusho wrote it ("),
                "{args:?}: {}",
                named.err
            );
            assert_eq!(named.out, before.out, "{args:?}");
        }
    }
}

/// What tells of lints and stages, of a text without changes, and of nothing.
#[test]
fn other_results_are_no_drafts() {
    let place = Place::with(&[("d/a.txt", DRAFT), ("clean.txt", "海の安全を守る。\n")]);
    for args in [
        &["rules"][..],
        &["explain", "footnote"],
        &["explain", "footnote-gap"],
        &["explain", "line-broken"],
        &["stages"],
        &["clean", "--explain", "clean.txt"],
    ] {
        for lang in ["en", "ja"] {
            let result = place.hakusho(&[args, &["--lang", lang]].concat());
            assert!(!result.out.is_empty(), "{args:?}: {}", result.err);
            place.write("d/result.txt", result.out.as_bytes());
            let after = place.hakusho(&[CHECK, &["d"]].concat());
            assert!(after.err.starts_with("not read, since hakusho wrote it: d/result.txt ("), "{args:?} {lang}: {}", after.err);
        }
    }
    // a result without findings is an empty file, and needs no words
    place.write("d/result.txt", b"");
    let ran = place.hakusho(&[CHECK, &["d"]].concat());
    assert!(ran.err.starts_with("1 error, 1 ") && ran.err.contains("checked 1 file,"), "{}", ran.err);
    place.write("hakusho.toml", b"[[book]]\nfiles = [\"d/*\"]\n");
    let ran = place.hakusho(&["check", "--lang", "en", "d/a.txt"]);
    assert!(ran.err.contains("checked 1 file,"), "{}", ran.err);
    // named, it is a draft like others
    let ran = place.hakusho(&[CHECK, &["d/result.txt"]].concat());
    assert!(ran.code == Some(0) && ran.err.contains("checked 1 file,"), "{}", ran.err);
    // drafts may speak of edits and rules
    for text in
        ["全体では：修正3か所\n\n本文（修正あり）。\n", "Summary: 0 edits\n\nThe text goes on.\n", "acronym\n  it is off the coast.\n"]
    {
        place.write("d/result.txt", text.as_bytes());
        let ran = place.hakusho(&[CHECK, &["d"]].concat());
        assert!(ran.err.contains("checked 2 files,"), "{text}: {}", ran.err);
    }
    place.write("e/empty.txt", b"");
    let ran = place.hakusho(&[CHECK, &["e"]].concat());
    assert!(ran.code == Some(2) && ran.err.starts_with("error: e: no texts in this folder"), "{}", ran.err);
}

/// Messages and findings in one file, and a folder with nothing else.
#[test]
fn results_with_messages() {
    let place = Place::with(&[("d/a.txt", DRAFT)]);
    let ran = place.hakusho(&["check", "--no-config", "--lang", "ja", "d"]);
    place.write("d/log.txt", (ran.err + &ran.out).as_bytes());
    let ran = place.hakusho(&["check", "--no-config", "--lang", "ja", "d"]);
    assert!(ran.err.starts_with("hakushoの出力なので読みません：d/log.txt（指摘の一覧）\n"), "{}", ran.err);
    // the file that this run writes needs no words
    let ran = place.hakusho(&["check", "--no-config", "--lang", "en", "d", "--output-file", "d/log.txt"]);
    assert!(ran.err.starts_with("1 error, 1 "), "{}", ran.err);
    // nor is the file that the shell sends them to, which is empty at first
    let sent = std::fs::File::create(place.path("d/sent.txt")).unwrap();
    let mut command = place.command(crate::cli::BIN, &["check", "--no-config", "--lang", "en", "d"]);
    let ran = crate::cli::ran(std::mem::replace(command.stdout(sent), std::process::Command::new("true")));
    assert!(ran.err.contains("checked 1 file,"), "{}", ran.err);
    std::fs::remove_file(place.path("d/sent.txt")).unwrap();
    // `clean` takes no results for texts either
    let ran = place.hakusho(&["clean", "--check", "d"]);
    assert!(ran.out == "d/a.txt\n" && ran.err.starts_with("not read, since hakusho wrote it: d/log.txt (findings)\n"), "{}", ran.err);
    std::fs::remove_file(place.path("d/a.txt")).unwrap();
    let ran = place.hakusho(&[CHECK, &["d"]].concat());
    assert!(ran.code == Some(2) && ran.err.contains("error: d: no texts in this folder"), "{}", ran.err);
}

/// Drafts that speak of findings are drafts.
#[test]
fn drafts_stay_drafts() {
    for text in [
        "{注1}は次のとおりである。\n",
        "[1] 防衛省資料。\n",
        "<h1>海</h1>\n\n本文である。\n",
        "--- 海 ---\n\n本文である。\n",
        "hakusho prints a.txt:1:6: error[era-mismatch]: … for each.\n\na.txt:1:6: error[era-mismatch]: x\n",
        "海\n\n  × の印は誤りを示す。\n",
        "略語、正式名称の表を掲げる。\n",
        "| 略語 | 正式名称 | 日本語 |\n|---|---|---|\n| SSA | Space Situational Awareness | 宇宙状況監視 |\n",
        "表1: 2 edits\n\n本文である。\n",
    ] {
        let place = Place::with(&[("d/a.txt", text)]);
        let ran = place.hakusho(&[CHECK, &["d"]].concat());
        assert!(ran.err.contains("checked 1 file,"), "{text}: {}", ran.err);
    }
}
