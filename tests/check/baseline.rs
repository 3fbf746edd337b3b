//! Baselines: what they accept, and what is left of them when they are written anew.

use hakusho::check::{self, Plan};
use hakusho::lint::baseline::Baseline;
use hakusho::{lint, lints, read};

use super::BAD;
use super::settings::run;
use crate::cli::Place;

/// What was not looked for, or not looked at, is not gone.
#[test]
fn a_part_of_what_the_baseline_holds() {
    let place = Place::with(&[("hakusho.toml", "[[book]]\nfiles = [\"*.txt\"]\n"), ("a.txt", BAD), ("b.txt", BAD)]);
    assert_eq!(run(&place, &[".", "--write-baseline", "base.json"]).code, Some(0));
    for args in [&["b.txt"][..], &["--select", "footnote", "."]] {
        let ran = run(&place, &[args, &["--baseline", "base.json"]].concat());
        assert!(ran.code == Some(0) && !ran.err.contains("gone"), "{args:?}: {} {}", ran.out, ran.err);
    }
}

#[test]
fn baseline() {
    let place = Place::with(&[("d/a.txt", BAD), ("d/b.txt", &BAD.repeat(2))]);
    let ran = run(&place, &["--write-baseline", "base.json", "d"]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(0), ""), "{}", ran.err);
    assert_eq!(run(&place, &["--baseline", "base.json", "d"]).code, Some(0));
    // edits elsewhere change nothing, a new mistake is told
    place.write("d/a.txt", format!("新しい段落である。\n\n別の段落もある。\n\n{BAD}").as_bytes());
    assert_eq!(run(&place, &["--baseline", "base.json", "d"]).code, Some(0));
    place.write("d/b.txt", BAD.repeat(3).as_bytes());
    let ran = run(&place, &["--baseline", "base.json", "d"]);
    assert!(ran.code == Some(1) && ran.out.lines().count() == 1, "{}", ran.out);
    place.write("d/b.txt", "よい文である。\n".as_bytes());
    let ran = run(&place, &["--baseline", "base.json", "d"]);
    assert!(
        ran.code == Some(0) && ran.err.contains("base.json: 2 accepted findings are gone; --write-baseline takes them out\n"),
        "{}",
        ran.err
    );
    place.write("base.json", b"{}");
    assert_eq!(run(&place, &["--baseline", "base.json", "d"]).code, Some(2));
}

/// One baseline has the findings of all books, whatever configs they have.
#[test]
fn baseline_of_several_configs() {
    let config = "[lint]\nignore = [\"acronym\"]\n";
    let place = Place::with(&[("1/hakusho.toml", config), ("1/a.txt", BAD), ("2/hakusho.toml", config), ("2/b.txt", BAD), ("c.txt", BAD)]);
    let ran = run(&place, &["--write-baseline", "base.json", "."]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(0), ""), "{}", ran.err);
    assert!(ran.err.starts_with("base.json: 3 findings are accepted from now on\n"), "{}", ran.err);
    let ran = run(&place, &["--baseline", "base.json", "."]);
    assert!(ran.code == Some(0) && ran.err.contains("(3 accepted)"), "{}", ran.err);
    // it stays as it is when it would lack something
    let before = place.read("base.json");
    place.write("2/hakusho.toml", b"[lin");
    let ran = run(&place, &["--write-baseline", "base.json", "."]);
    assert_eq!((ran.code, place.read("base.json")), (Some(2), before));
    assert!(ran.err.contains("error: base.json: not written, since not everything could be checked\n"), "{}", ran.err);
}

/// Editors accept what `check` accepts, also near the end of a line.
#[test]
fn baseline_of_one_file() {
    let lints = lint::load(lints::ROWS).unwrap();
    let source = read::decode(BAD.repeat(3).into_bytes(), None).unwrap();
    let plan = Plan { lints: &lints, language: lint::Language::En, choose: &check::by_page, clean: Plan::cleaning(), whole: false };
    let checked = check::check(vec![("a.txt".to_owned(), source)], &plan);
    assert_eq!(checked.diagnostics.len(), 3);
    let baseline = Baseline::of(&checked, str::to_owned);
    assert_eq!(baseline.live(checked.diagnostics.clone(), &checked.files[0], "a.txt"), []);
    assert_eq!(baseline.live(checked.diagnostics.clone(), &checked.files[0], "b.txt").len(), 3);
}

/// Another mistake, of a lint of another group.
const ACRONYM: &str = "各機関はXQZを用いる。\n";

fn entries(place: &Place) -> Vec<String> {
    let baseline = Baseline::parse(&place.read("base.json")).unwrap();
    baseline.findings.iter().map(|e| format!("{} {}", e.path, e.lint)).collect()
}

/// What a narrower run has not looked at stays; what it looked at is as it found it.
#[test]
fn a_part_is_written() {
    let draft = format!("第1節　海\n\n{BAD}\n第2節　空\n\n{ACRONYM}");
    let place = Place::with(&[("a.txt", &draft), ("b.txt", &draft.replace("XQZ", "XQW")), ("gone.txt", BAD)]);
    let write = |args: &[&str]| {
        let ran = run(&place, &[&["--write-baseline", "base.json"], args].concat());
        assert_eq!((ran.code, ran.out.as_str()), (Some(0), ""), "{args:?}: {}", ran.err);
        ran.err.lines().next().unwrap_or("").to_owned()
    };
    let all = ["a.txt acronym-undefined", "a.txt era-mismatch", "b.txt acronym-undefined", "b.txt era-mismatch", "gone.txt era-mismatch"];
    assert_eq!(write(&["."]), "base.json: 5 findings are accepted from now on");
    assert_eq!(entries(&place), all);
    for (args, kept) in [(&["a.txt"][..], 3), (&["--select", "acronym", "."], 3), (&["--ignore", "notation", "a.txt"], 4)] {
        let told =
            format!("base.json: 5 findings are accepted from now on ({kept} of them from before: their files or lints were not looked at)");
        assert_eq!(write(args), told, "{args:?}");
        assert_eq!(entries(&place), all, "{args:?}");
    }
    // what was looked at and is mended goes, and so does what was of a file that is gone
    place.write("a.txt", draft.replace(BAD, "よい文である。\n").as_bytes());
    std::fs::remove_file(place.path("gone.txt")).unwrap();
    write(&["--select", "acronym", "a.txt"]);
    assert_eq!(entries(&place), &all[..4]);
    write(&["a.txt"]);
    assert_eq!(entries(&place), [all[0], all[2], all[3]]);
    // what is gone is only told by those who looked for it
    place.write("b.txt", "よい文である。\n".as_bytes());
    let ran = run(&place, &["--baseline", "base.json", "--select", "acronym", "."]);
    assert!(ran.err.starts_with("base.json: 1 accepted finding is gone; --write-baseline takes it out\n"), "{}", ran.err);
    let ran = place.hakusho(&["check", "--baseline", "base.json", "--lang", "ja", "."]);
    assert!(ran.err.starts_with("base.json：許容済みの指摘のうち2件がなくなりました。"), "{}", ran.err);
}

/// Nothing that is no baseline is replaced, and what was not written is told.
#[test]
fn no_baseline_is_written() {
    let place = Place::with(&[("a.txt", BAD), ("notes.json", "{\"mine\": 1}\n"), ("empty.json", "")]);
    let ran = run(&place, &["--write-baseline", "notes.json", "a.txt"]);
    assert!(ran.code == Some(2) && ran.err.contains("error: notes.json: is no baseline: "), "{}", ran.err);
    assert_eq!(place.read("notes.json"), "{\"mine\": 1}\n");
    assert_eq!(run(&place, &["--write-baseline", "empty.json", "a.txt"]).code, Some(0));
    // also when no config could be read, or nothing was there to be checked
    place.write("hakusho.toml", b"[lin");
    for args in [&["a.txt"][..], &["none"]] {
        let ran = run(&place, &[args, &["--write-baseline", "base.json"]].concat());
        assert!(
            ran.code == Some(2) && ran.err.contains("error: base.json: not written, since not everything could be checked\n"),
            "{}",
            ran.err
        );
        assert!(!place.path("base.json").exists());
    }
}

/// A baseline goes with its folder, however the files are named and from
/// wherever the program is run.
#[test]
fn paths_are_relative_to_the_baseline() {
    let place = Place::with(&[("book/d/a.txt", BAD), ("elsewhere/x.md", "")]);
    let full = |name: &str| place.path(name).display().to_string();
    let hakusho = |folder: &str, args: &[&str]| {
        let mut command = place.command(crate::cli::BIN, &[super::settings::CONCISE, &["--no-config"], args].concat());
        crate::cli::ran(std::mem::replace(command.current_dir(place.path(folder)), std::process::Command::new("true")))
    };
    for (folder, draft, base) in [
        ("book", "d", "base.json"),
        ("book", &full("book/d"), "base.json"),
        ("book/d", "a.txt", "../base.json"),
        ("elsewhere", "../book/d/a.txt", &full("book/base.json")),
        ("elsewhere", &full("book/d/../d/a.txt"), "../book/base.json"),
    ] {
        let ran = hakusho(folder, &["--write-baseline", base, draft]);
        assert_eq!(ran.code, Some(0), "{}", ran.err);
        let entries = Baseline::parse(&place.read("book/base.json")).unwrap().findings;
        assert_eq!(entries.iter().map(|e| e.path.as_str()).collect::<Vec<_>>(), ["d/a.txt"], "{folder} {draft} {base}");
    }
    // another place, as on another machine
    std::fs::rename(place.path("book"), place.path("moved")).unwrap();
    for (folder, draft, base) in [("moved", "d", "base.json"), ("elsewhere", "../moved/d/a.txt", &full("moved/base.json"))] {
        assert_eq!(hakusho(folder, &["--baseline", base, draft]).code, Some(0), "{folder}");
    }
}

/// What the config names is told as it is seen from where one is.
#[test]
fn the_name_of_the_baseline() {
    let place = Place::with(&[("hakusho.toml", "[lint]\nbaseline = \"b.json\"\n"), ("a.txt", BAD)]);
    let ran = place.hakusho(&["check", "--lang", "en"]);
    assert!(
        ran.err.starts_with("error: b.json: cannot read: ") && ran.err.contains("`hakusho check --write-baseline b.json`"),
        "{}",
        ran.err
    );
    assert_eq!(place.hakusho(&["check", "--write-baseline", "b.json"]).code, Some(0));
    place.write("a.txt", "海。\n".as_bytes());
    let ran = place.hakusho(&["check", "--lang", "en"]);
    assert!(ran.err.starts_with("b.json: 1 accepted finding is gone;"), "{}", ran.err);
    place.write("hakusho.toml", b"[lint]\nselekt = 1\n");
    let ran = place.hakusho(&["check", "--lang", "en"]);
    assert!(ran.err.starts_with("error: hakusho.toml: line 2: "), "{}", ran.err);
}
