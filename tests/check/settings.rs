//! Which findings are told, accepted and failed on: options, config, comments,
//! baseline.

use super::BAD;
use crate::cli::Place;

const CONCISE: &[&str] = &["check", "--lang", "en", "--output-format", "concise"];

fn run(place: &Place, args: &[&str]) -> crate::cli::Ran {
    place.hakusho(&[CONCISE, args].concat())
}

#[test]
fn exit_codes() {
    let place = Place::with(&[("a.txt", BAD), ("good.txt", "よい文である。\n")]);
    let code = |args: &[&str]| run(&place, args).code;
    assert_eq!(code(&["good.txt"]), Some(0));
    assert_eq!(code(&["a.txt"]), Some(1));
    assert_eq!(code(&["a.txt", "--fail-on", "off"]), Some(0));
    assert_eq!(code(&["a.txt", "--level", "era-mismatch=info"]), Some(0));
    assert_eq!(code(&["a.txt", "--level", "era-mismatch=info", "--fail-on", "info"]), Some(1));
    assert_eq!(code(&["a.txt", "--level", "era-mismatch=warning", "--fail-on", "error"]), Some(0));
    assert_eq!(code(&["a.txt", "none.txt"]), Some(2));
    // an empty selection is never a silent success
    for args in [&["--ignore", "all", "a.txt"][..], &["--select", "era-mismach", "a.txt"], &["--level", "x", "a.txt"], &["none"]] {
        let ran = run(&place, args);
        assert!(ran.code == Some(2) && ran.out.is_empty() && ran.err.contains("error"), "{args:?}: {} {}", ran.out, ran.err);
    }
    assert!(run(&place, &["--select", "era-mismach", "a.txt"]).err.contains("did you mean `era-mismatch`?"));
    let ran = run(&place, &["good.txt"]);
    assert!(ran.err.starts_with("nothing found; checked 1 file, "), "{}", ran.err);
    assert!(run(&place, &["a.txt", "--statistics"]).out.ends_with("     1  era-mismatch\n"));
}

#[test]
fn configs_that_are_wrong() {
    for (config, what) in [
        ("[lint]\nselekt = []\n", "did you mean `select`?"),
        ("encoding = \"klingon\"\n", "klingon"),
        ("[lint.options.era-mismatch]\nx = 1\n", "`era-mismatch` has no option `x`"),
        ("[[suppress]]\nlint = \"era-mismach\"\n", "did you mean `era-mismatch`?"),
        ("[lint]\nbaseline = \"none.json\"\n", "none.json"),
    ] {
        let place = Place::with(&[("hakusho.toml", config), ("a.txt", BAD)]);
        let ran = run(&place, &["a.txt"]);
        assert!(ran.code == Some(2) && ran.err.contains(what), "{config}: {} {}", ran.out, ran.err);
        assert_eq!(run(&place, &["--no-config", "a.txt"]).code, Some(1));
    }
}

#[test]
fn what_is_accepted() {
    let comment = "<!-- hakusho-ignore era-mismatch: as printed -->\n\n";
    let place = Place::with(&[
        ("a.md", &format!("{comment}{BAD}\n{BAD}")),
        ("gone.md", &format!("{comment}よい文である。\n")),
        ("p/hakusho.toml", "[[suppress]]\nlint = \"notation\"\npath = \"*.txt\"\ntext = \"この方針は\"\n"),
        ("p/a.txt", BAD),
        ("p/b.txt", "次の計画は平成19（2008）年に決定された。\n"),
    ]);
    let ran = run(&place, &["a.md"]);
    assert!(
        ran.out.lines().count() == 1 && ran.out.starts_with("a.md:5:6:") && ran.err.contains("(1 accepted)"),
        "{} {}",
        ran.out,
        ran.err
    );
    let ran = run(&place, &["gone.md"]);
    assert!(ran.code == Some(1) && ran.out.contains("warning[suppression-unused]"), "{}", ran.out);
    let ran = run(&place, &["p"]);
    assert!(ran.out.lines().count() == 1 && ran.out.starts_with("p/b.txt"), "{} {}", ran.out, ran.err);
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
    assert!(ran.code == Some(0) && ran.err.contains("2 accepted findings are gone"), "{}", ran.err);
    place.write("base.json", b"{}");
    assert_eq!(run(&place, &["--baseline", "base.json", "d"]).code, Some(2));
}

/// A file of a book is checked with the others as its surroundings.
#[test]
fn books() {
    let place = Place::with(&[
        ("hakusho.toml", "[[book]]\nname = \"白書\"\nfiles = [\"ch*.txt\"]\n"),
        ("ch1.txt", "第1章　海\n\n第1節　海の見守り\n\n詳しくは、第2章第1節を参照。\n"),
        ("ch2.txt", "第2章　山\n\n第1節　山の見守り\n\nこの方針は平成19（2008）年に決定された。\n"),
    ]);
    // what the surroundings have is not told
    let ran = run(&place, &["ch1.txt"]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(0), ""), "{}", ran.err);
    assert!(run(&place, &["ch1.txt", "ch2.txt"]).out.starts_with("ch2.txt:5:6: error[era-mismatch]"));
}

#[test]
fn the_name_of_the_standard_input_finds_its_config() {
    let place = Place::with(&[("part1/hakusho.toml", "[lint.levels]\nera-mismatch = \"info\"\n")]);
    let args = [CONCISE, &["-", "--stdin-filename", "part1/a.txt"]].concat();
    let ran = place.with_input(&args, BAD.as_bytes());
    assert!(ran.out.starts_with("part1/a.txt:1:6: info[era-mismatch]"), "{} {}", ran.out, ran.err);
}

/// What is accepted is not mended, and an entry is only called idle when what
/// it names was looked at.
#[test]
fn suppression_and_the_rest_of_the_run() {
    let config =
        "[[suppress]]\nlint = \"era-mismatch\"\npath = \"a.txt\"\n\n[[book]]\nname = \"本\"\nfiles = [\"a.txt\", \"b.txt\", \"c*.txt\"]\n";
    let place = Place::with(&[("hakusho.toml", config), ("a.txt", BAD), ("b.txt", "よい文である。\n")]);
    let ran = run(&place, &["--fix", "--unsafe-fixes"]);
    assert_eq!((ran.code, place.read("a.txt").as_str()), (Some(0), BAD), "{}", ran.err);
    assert!(ran.err.contains("no file fits `c*.txt`"), "{}", ran.err);
    for args in [&["b.txt"][..], &["--select", "xref"], &["a.txt"]] {
        assert!(!run(&place, args).err.contains("accepts nothing"), "{args:?}");
    }
    place.write("a.txt", "よい文である。\n".as_bytes());
    assert!(run(&place, &[]).err.contains("[[suppress]] of era-mismatch accepts nothing"));
    // of a book only what was asked for is in a report
    let ran = place.hakusho(&["check", "b.txt", "--output-format", "checkstyle"]);
    assert!(ran.out.contains("b.txt") && !ran.out.contains("a.txt"), "{}", ran.out);
    assert!(run(&place, &["--select", "era-mismach"]).err.contains("error: command line: "));
}

#[test]
fn what_is_said_in_japanese() {
    let place = Place::with(&[("a.txt", BAD)]);
    let ran = place.hakusho(&["check", "--lang", "ja", "a.txt"]);
    assert!(ran.out.contains("\n  対処: ") && !ran.out.contains("help:"), "{}", ran.out);
    let summary =
        "エラー1件。1ファイル（見出し0、注0、注番号0、図表0、略語0、参照0）を検査しました\n1件は--fix --unsafe-fixesで修正できます\n";
    assert_eq!(ran.err, summary);
    let ran = run(&place, &["a.txt"]);
    assert!(ran.err.ends_with("can be mended: 1 with --fix --unsafe-fixes\n"), "{}", ran.err);
    let ran = run(&place, &["--diff", "--unsafe-fixes", "a.txt"]);
    assert!(ran.out.contains("-この方針は平成19（2008）年") && !ran.err.contains("can be mended"), "{} {}", ran.out, ran.err);
    assert!(place.hakusho(&["explain", "--lang", "ja", "footnote-gap"]).out.contains("修正: なし"));
}

/// Drafts as an editor would publish them (`fixtures/clean-drafts`): nothing at
/// all is told of them, with any preset, in any language.
#[test]
fn clean_drafts_stay_silent() {
    let folder = crate::corpus::root().join("fixtures/clean-drafts");
    let place = Place::new();
    let mut names: Vec<String> = Vec::new();
    for entry in std::fs::read_dir(&folder).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        // a folder is a book of several files
        if entry.file_type().unwrap().is_dir() {
            for file in std::fs::read_dir(entry.path()).unwrap() {
                let file = file.unwrap();
                let inner = format!("{name}/{}", file.file_name().into_string().unwrap());
                place.write(&inner, &std::fs::read(file.path()).unwrap());
            }
        } else {
            place.write(&name, &std::fs::read(entry.path()).unwrap());
        }
        names.push(name);
    }
    assert!(names.len() >= 5, "{names:?}");
    for name in &names {
        for preset in [&[][..], &["--preset", "defense"], &["--preset", "general-ja"], &["--preset", "en"]] {
            let ran = run(&place, &[preset, &["--no-config", "--fail-on", "info", name]].concat());
            assert_eq!((ran.code, ran.out.as_str()), (Some(0), ""), "{name} {preset:?}: {}", ran.err);
        }
    }
}
