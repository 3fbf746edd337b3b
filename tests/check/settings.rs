//! Which findings are told, accepted and failed on: options, config, comments.

use super::BAD;
use crate::cli::Place;

pub(super) const CONCISE: &[&str] = &["check", "--lang", "en", "--output-format", "concise"];

pub(super) fn run(place: &Place, args: &[&str]) -> crate::cli::Ran {
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

/// A wrong year is wrong in every language; `config preset` says what is off.
#[test]
fn presets() {
    let place = Place::with(&[("a.txt", BAD)]);
    for preset in ["defense", "general-ja", "en"] {
        assert_eq!(run(&place, &["--preset", preset, "a.txt"]).code, Some(1), "{preset}");
        let ran = place.hakusho(&["config", "preset", preset]);
        assert!(ran.code == Some(0) && ran.out.starts_with(&format!("# {preset}: ")), "{}", ran.out);
    }
    assert!(place.hakusho(&["config", "preset", "en"]).out.contains("ignore = [\"variant-mixed\""));
}

/// A book that is given as a whole has what its files have, and nothing else.
#[test]
fn a_whole_book() {
    let one = "第1章　海\n\n　海は第2章、第3章及び資料5で述べる。\n";
    let two = "第2章　空\n\n　空である。\n";
    let config = |lines: &str| format!("[[book]]\nfiles = [\"*.txt\"{lines}");
    for (lines, want) in [
        ("]\n", ""),
        ("]\nwhole = false\n", ""),
        (
            "]\nwhole = true\n",
            "1.txt:3:8: error[xref-missing-target]: there is no 第3章\n1.txt:3:13: error[xref-missing-target]: there is no 資料5\n",
        ),
        // a file is not there yet
        (", \"*.md\"]\nwhole = true\n", ""),
    ] {
        let place = Place::with(&[("hakusho.toml", &config(lines)), ("1.txt", one), ("2.txt", two)]);
        assert_eq!(run(&place, &["."]).out, want, "{lines}");
        // the rest of the book is read with it
        assert_eq!(run(&place, &["1.txt"]).out, want, "{lines}");
    }
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

/// With a name the standard input stands in the place of that file of its book.
#[test]
fn the_book_of_the_standard_input() {
    let chapter = "第1章　海\n\n第1節　船\n\n詳しくは第2章第7節を参照。\n";
    let place = Place::with(&[
        ("hakusho.toml", "[[book]]\nfiles = [\"p/*.txt\"]\n"),
        ("p/1.txt", "古い。\n"),
        ("p/2.txt", "第2章　空\n\n第1節　雲\n\n本文。\n\n第2節　風\n\n本文。\n"),
    ]);
    let check = |args: &[&str]| place.with_input(&[CONCISE, &["-"], args].concat(), chapter.as_bytes());
    for name in ["p/1.txt", "p/0.txt"] {
        let ran = check(&["--stdin-filename", name]);
        assert_eq!(ran.out, format!("{name}:5:5: error[xref-missing-target]: there is no 第2章第7節\n"), "{}", ran.err);
    }
    assert!(check(&["--stdin-filename", "p/1.txt"]).err.contains("checked 1 file (1 other of its book was read too), 2 headings,"));
    for args in [&[][..], &["--stdin-filename", "p/1.txt", "--no-config"], &["--stdin-filename", "q/1.txt"]] {
        let ran = check(args);
        assert!(ran.code == Some(0) && ran.err.contains("checked 1 file,"), "{args:?}: {} {}", ran.out, ran.err);
    }
    // files given with it are of its book
    assert!(check(&["p/2.txt", "--no-config"]).out.starts_with("-:5:5: error"));
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

/// What a config says of files that are not there would never hold.
#[test]
fn globs_that_no_file_fits() {
    let config = "[[lint.overrides]]\npaths = [\"part1/**\", \"part9/**\"]\nignore = [\"xref\"]\n\n[[suppress]]\nlint = \"notation\"\npath = \"x/*.txt\"\n";
    let place = Place::with(&[("hakusho.toml", config), ("part1/a.txt", "海。\n"), ("b.txt", "空。\n")]);
    // also when the files that fit are not given
    for file in [".", "b.txt", "part1"] {
        let ran = place.hakusho(&["check", "--lang", "en", file]);
        let warnings: Vec<&str> = ran.err.lines().filter(|line| line.starts_with("warning: ")).collect();
        let fits = |glob: &str, table: &str| format!("warning: hakusho.toml: no file fits `{glob}` of {table}");
        assert_eq!(warnings, [fits("part9/**", "[[lint.overrides]]"), fits("x/*.txt", "[[suppress]]")], "{file}");
    }
}

/// The summary counts what was asked for, and does not call clean what it could not read.
#[test]
fn the_summary_is_believable() {
    let chapter =
        |n: u32| format!("第{n}章　海\n\n無人航空機（UAV：Unmanned Aerial Vehicle）は、UAVと呼ぶ。\n\nISR{n}のためのISRを担う。\n");
    let place = Place::with(&[
        ("hakusho.toml", "[[book]]\nfiles = [\"*.txt\"]\n"),
        ("1.txt", &chapter(1)),
        ("2.txt", &chapter(2)),
        ("3.txt", "本文。\n"),
    ]);
    let err = |args: &[&str]| place.hakusho(&[&["check", "--output-format", "concise"], args].concat()).err;
    let all = err(&["--lang", "en", "."]);
    assert!(all.contains("checked 3 files, 2 headings,") && all.contains(" 2 acronyms"), "{all}");
    let one = err(&["--lang", "en", "3.txt"]);
    assert!(one.contains("checked 1 file (2 others of its book were read too), 0 headings,") && one.contains(" 0 acronyms"), "{one}");
    let one = err(&["--lang", "ja", "1.txt"]);
    assert!(one.contains("。1ファイル（見出し1、") && one.contains("）を、同じ本のほかの2ファイルと照らして点検しました\n"), "{one}");
    let json = place.hakusho(&["check", "--output-format", "json", "3.txt"]).out;
    assert!(json.contains("\"files\": 1,") && json.contains("\"headings\": 0,"), "{json}");
    // what could not be read
    let ran = place.hakusho(&["check", "--lang", "en", "gone.txt"]);
    assert_eq!((ran.code, ran.err.lines().count()), (Some(2), 2), "{}", ran.err);
    assert!(err(&["--lang", "en", "gone.txt", "3.txt"]).contains("\nnothing found in what could be read; checked 1 file"));
    assert!(err(&["--lang", "ja", "gone.txt", "3.txt"]).contains("\n読めた範囲では、指摘はありません。1ファイル"));
}
