//! Which findings are told, accepted and failed on: options, config, comments,
//! baseline.

use hakusho::check::{self, Plan};
use hakusho::lint::baseline::Baseline;
use hakusho::{lint, lints, read};

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

/// The words of a comment are no words of the document.
#[test]
fn what_stands_in_comments() {
    let comment = "<!-- hakusho-ignore date-impossible: 2024年2月30日は引用 -->\n2024年2月30日に集まる。\n";
    let place = Place::with(&[
        ("a.md", &format!("# 海\n\n{comment}\n<!-- 第9節を参照、2024年4月31日 -->\n\n本文である。\n")),
        ("b.md", "# 海\n\n2024年4月31日に集まる。\n"),
    ]);
    let ran = run(&place, &["a.md"]);
    assert!(ran.code == Some(0) && ran.out.is_empty() && ran.err.contains("(1 accepted)"), "{} {}", ran.out, ran.err);
    assert_eq!(run(&place, &["b.md"]).code, Some(1));
}

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
    assert!(ran.code == Some(0) && ran.err.contains("2 accepted findings are gone"), "{}", ran.err);
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
    let plan = Plan { lints: &lints, language: lint::Language::En, choose: &check::by_page, clean: Plan::cleaning() };
    let checked = check::check(vec![("a.txt".to_owned(), source)], &plan);
    assert_eq!(checked.diagnostics.len(), 3);
    let baseline = Baseline::of(&checked, str::to_owned);
    assert_eq!(baseline.live(checked.diagnostics.clone(), &checked.files[0], "a.txt"), []);
    assert_eq!(baseline.live(checked.diagnostics.clone(), &checked.files[0], "b.txt").len(), 3);
}

/// House pages that lie among the drafts are none.
#[test]
fn house_pages_are_no_drafts() {
    let page = "+++\nname = \"fiscal-year\"\npattern = \"会計年度([0-9]{4})\"\nmessage = \"年を先に書きます\"\n+++\n\n平成19（2008）年の申し合わせ。\n";
    let place = Place::with(&[("hakusho.toml", "[lint]\npages = \"house\"\n"), ("house/year.md", page), ("a.md", BAD)]);
    for config in ["", "[[book]]\nfiles = [\"**/*.md\"]\n"] {
        place.write("hakusho.toml", format!("[lint]\npages = \"house\"\n{config}").as_bytes());
        // nor when one is named, as hooks do with what was changed
        for args in [&["."][..], &["a.md"], &["a.md", "house/year.md"]] {
            let ran = run(&place, args);
            assert!(
                ran.out.lines().count() == 1 && ran.out.starts_with("a.md:1:6: error[era-mismatch]"),
                "{args:?}: {} {}",
                ran.out,
                ran.err
            );
        }
        let ran = run(&place, &["house/year.md"]);
        assert_eq!((ran.code, ran.out.as_str()), (Some(0), ""), "{}", ran.err);
    }
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
        "誤り1件。1ファイル（見出し0、注0、注番号0、図表0、略語0、参照0）を点検しました\n1件は--fix --unsafe-fixesで修正できます\n";
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
