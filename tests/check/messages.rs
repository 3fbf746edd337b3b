//! What is said when something cannot be done or cannot be meant, in both
//! languages, and how many things it is said of.

use super::BAD;
use crate::cli::{Place, Ran};

fn told(place: &Place, args: &[&str]) -> String {
    let ran = place.hakusho(args);
    assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{args:?}: {}", ran.err);
    ran.err
}

/// Each format needs a place of its own.
#[test]
fn two_formats_for_one_place() {
    let place = Place::with(&[("a.txt", BAD)]);
    for (args, what) in [
        (&["--output-format", "json", "--output-format", "full"][..], "both json and full would go to the standard output"),
        (&["--output-format", "json", "--output-format", "full=-"], "both json and full would go to the standard output"),
        (&["--output-format", "json=x", "--output-format", "sarif=./x"], "./x: both json and sarif would go to this file"),
        (&["--output-format", "json", "--output-format", "sarif", "--output-file", "x"], "x: both json and sarif would go to this file"),
        (&["--output-file", "x", "--write-baseline", "x"], "x: both full and --write-baseline would go to this file"),
    ] {
        let err = told(&place, &[&["check", "--lang", "en", "a.txt"], args].concat());
        assert!(err.starts_with(&format!("error: {what}\n  help: give ")), "{args:?}: {err}");
        let err = told(&place, &[&["check", "--lang", "ja", "a.txt"], args].concat());
        assert!(err.starts_with("エラー: ") && err.contains("\n  対処: ") && !err.contains("would"), "{args:?}: {err}");
        assert!(!place.path("x").exists());
    }
    let ran = place.hakusho(&["check", "a.txt", "--output-format", "json=x", "--output-format", "concise", "--output-file", "-"]);
    assert!(ran.code == Some(1) && ran.out.starts_with("a.txt:1:6: ") && place.read("x").starts_with('{'), "{}", ran.err);
    let err = told(&place, &["check", "a.txt", "--output-format", "json="]);
    assert!(err.contains("name a file behind `=`"), "{err}");
}

#[test]
fn unsafe_fixes_alone() {
    let place = Place::with(&[("a.txt", BAD)]);
    let help = "add --diff to see what it would change, or --fix to change it";
    assert_eq!(
        told(&place, &["check", "--lang", "en", "--unsafe-fixes", "a.txt"]),
        format!("error: --unsafe-fixes alone mends nothing\n  help: {help}\n")
    );
    assert_eq!(place.read("a.txt"), BAD);
}

/// Where something cannot be written, it is said what to do.
#[test]
fn what_cannot_be_written() {
    let place = Place::with(&[("a.txt", BAD), ("d/x", ""), ("file", "")]);
    let wrong = |args: &[&str], what: &str, help: &str, ja: &str| {
        let ran = place.hakusho(&[args, &["--lang", "en", "a.txt"]].concat());
        assert!(ran.code == Some(2) && ran.err.contains(&format!("error: {what}\n  help: {help}")), "{args:?}: {}", ran.err);
        let ran = place.hakusho(&[args, &["--lang", "ja", "a.txt"]].concat());
        assert!(ran.err.contains(&format!("エラー: {ja}\n  対処: ")), "{args:?}: {}", ran.err);
    };
    for args in [
        &["check", "--output-file", "none/x"][..],
        &["report", "-o", "none/x"],
        &["glossary", "-o", "none/x"],
        &["check", "--write-baseline", "none/x"],
    ] {
        let ja = "none/x：書き込めません（ファイルまたはフォルダーがありません）";
        wrong(args, "none/x: cannot write: no such file or directory", "make the folder first (`mkdir -p none`)", ja);
    }
    wrong(
        &["check", "--output-file", "d"],
        "d: cannot write: this is no regular file",
        "name a file",
        "d：書き込めません（通常のファイルではありません）",
    );
    #[cfg(target_os = "linux")]
    {
        let full = "cannot write: no space left on device";
        let ja = "書き込めません（空き容量がありません）";
        wrong(&["check", "--output-file", "/dev/full"], &format!("/dev/full: {full}"), "make room", &format!("/dev/full：{ja}"));
        // what is no regular file is written as it is
        assert_eq!(place.hakusho(&["check", "--output-file", "/dev/null", "a.txt"]).code, Some(1));
        let out = std::fs::File::options().write(true).open("/dev/full").unwrap();
        let ran: Ran = crate::cli::ran(std::mem::replace(
            place.command("sh", &["-c", &format!("{} check --lang en a.txt > /dev/full", crate::cli::BIN)]).stdout(out),
            std::process::Command::new("true"),
        ));
        assert!(ran.err.contains("error: standard output: cannot write: no space left on device\n  help: make room"), "{}", ran.err);
    }
}

/// With `--lang ja` nothing that is ours is English.
#[test]
fn errors_in_japanese() {
    let place = Place::with(&[
        ("a.txt", BAD),
        ("pdf", "%PDF-1.7\n1 0 obj\n<<>>\nendobj\n"),
        ("bad/hakusho.toml", "[lint]\nselekt = []\n"),
        ("bad/a.txt", BAD),
    ]);
    for (args, want) in [
        (&["none.txt"][..], "エラー: none.txt：読めません（ファイルまたはフォルダーがありません）\n  対処: 名前を確かめてください"),
        (&["pdf"], "エラー: pdf：テキストではなくPDFです。"),
        (&["bad"], "hakusho.toml：2行目：`selekt`という項目はありません\n  対処: `select`のことですか\n"),
        (
            &["a.txt", "--select", "era-mismach"],
            "エラー: コマンドライン：`era-mismach`という項目や分類はありません\n  対処: `era-mismatch`のことですか\n",
        ),
        (&["a.txt", "--ignore", "all"], "エラー: コマンドライン：調べる項目が一つもありません\n"),
        (&["a.txt", "--output-file", "a.txt"], "エラー: a.txt：結果でこの原稿が上書きされてしまいます\n"),
        (&["a.txt", "--foo"], "エラー: --fooという引数はありません\n"),
        (&["a.txt", "--encoding", "x"], "`x`という文字コードは読めません"),
    ] {
        let err = told(&place, &[&["check", "--lang", "ja"], args].concat());
        assert!(err.contains(want), "{args:?}: {err}");
        assert!(!err.contains("error") && !err.contains("help:"), "{args:?}: {err}");
    }
    // the config's language holds for what goes wrong behind it
    place.write("ja/hakusho.toml", b"language = \"ja\"\n[lint]\nbaseline = \"none\"\n");
    place.write("ja/a.txt", BAD.as_bytes());
    let ran = place.hakusho(&["check", "ja"]);
    assert!(ran.code == Some(2) && ran.err.contains("読めません（") && ran.err.contains("none`で作れます\n"), "{}", ran.err);
    // the other commands, by the locale
    for (args, want) in [
        (&["explain", "x"][..], "エラー: `x`という項目や分類はありません\n"),
        (&["man", "chekc"], "エラー: `chekc`というコマンドはありません\n  対処: `check`のことですか\n"),
        (&["clean", "--write", "-"], "エラー: --writeは標準入力には使えません\n"),
        (&["chek"], "エラー: `chek`というコマンドはありません\n  もしかして: check\n"),
        (&["a.txt"], "もしかして: `hakusho clean a.txt`\n"),
    ] {
        let ran = crate::cli::ran(std::mem::replace(
            place.command(crate::cli::BIN, args).env("LC_ALL", "ja_JP.UTF-8"),
            std::process::Command::new("true"),
        ));
        assert!(ran.code == Some(2) && ran.err.contains(want), "{args:?}: {}", ran.err);
    }
}

/// One thing is, several things are.
#[test]
fn numbers_agree() {
    let draft = "# Chapter 1 Sea\n\n## Section 1.1 Boats\n\nUAVs are used, and MQRs were bought. The light helicopter vehicles (LHVs) fly.\n\nSee Figures 3 and 9.\n\nFigure 1: Boats\n\nFigure 2: Ships\n\n## Section 1.2 Men\n\nNobody.\n";
    let japanese = "# 第1章　海\n\n図1、7及び8を参照。\n\n図1　船\n\n図2　港\n";
    let place = Place::with(&[("a.md", draft), ("b.md", japanese)]);
    place.write("c.txt", b"caf\xE9\xFF\n");
    let messages = |file: &str, lang: &str| -> Vec<String> {
        let ran = place.hakusho(&[
            "check",
            "--no-config",
            "--select",
            "all",
            "--encoding",
            "utf-8",
            "--lang",
            lang,
            "--output-format",
            "json",
            file,
        ]);
        let value: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
        value["findings"].as_array().unwrap().iter().map(|f| f["message"].as_str().unwrap().to_owned()).collect()
    };
    let english = messages("a.md", "en");
    for want in ["MQR is used and never expanded", "LHV is introduced here and never used", "there is no Figure 3", "there is no Figure 9"]
    {
        assert!(english.iter().any(|m| m.starts_with(want)), "{want}: {english:?}");
    }
    let ja = messages("b.md", "ja");
    assert!(["「図7」", "「図8」"].iter().all(|want| ja.iter().any(|m| m.contains(want))), "{ja:?}");
    let bytes = messages("c.txt", "en");
    assert!(bytes.contains(&"invalid UTF-8 at byte 3: E9 FF".to_owned()), "{bytes:?}");
}

#[test]
fn groups_are_explained() {
    let place = Place::new();
    let ran = place.hakusho(&["explain", "--lang", "en", "acronym"]);
    assert!(ran.code == Some(0) && ran.out.starts_with("acronym\n  acronym-conflict "), "{}", ran.out);
    assert!(
        ran.out.contains("acronym-unused") && !ran.out.contains("footnote-gap") && ran.out.contains("`hakusho explain LINT`"),
        "{}",
        ran.out
    );
    let ran = place.hakusho(&["rules", "--lang", "en"]);
    let row = |name: &str| ran.out.lines().find(|l| l.starts_with(&format!("  {name} "))).unwrap().to_owned();
    assert!(row("era-mismatch").contains(" error    fix:unsafe  ") && !row("footnote-gap").contains("fix"), "{}", ran.out);
    assert!(ran.out.contains("fix:safe     `hakusho check --fix` applies it\n"), "{}", ran.out);
    let ran = place.hakusho(&["explain", "--lang", "en", "acronim"]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(2), "error: there is no lint or group `acronim`\n  help: did you mean `acronym`?\n"));
}

/// What is missing is called as its neighbours are.
#[test]
fn what_is_missing_is_named_like_its_neighbours() {
    let list = |items: [&str; 3]| items.map(|item| format!("{item}漁場を整備する。\n")).concat();
    for (text, en, ja) in [
        (list(["① ", "② ", "④ "]), "④ comes right after ②: ③ is missing", "②の次が④で、③がありません"),
        (
            list(["（ア）", "（イ）", "（エ）"]),
            "（エ） comes right after （イ）: （ウ） is missing",
            "（イ）の次が（エ）で、（ウ）がありません",
        ),
        (list(["(a) ", "(b) ", "(e) "]), "(e) comes right after (b): (c) to (d) are missing", "(b)の次が(e)で、(c)～(d)がありません"),
        (list(["(i) ", "(ii) ", "(iv) "]), "(iv) comes right after (ii): (iii) is missing", "(ii)の次が(iv)で、(iii)がありません"),
        (
            "第一に海を守る。第三に港を守る。\n".to_owned(),
            "第三 comes right after 第一: 第二 is missing",
            "第一の次が第三で、第二がありません",
        ),
        (
            "Ⅰ　海\n\n海だ。\n\nⅡ　空\n\n空だ。\n\nⅣ　港\n\n港だ。\n".to_owned(),
            "the number Ⅳ comes after Ⅱ: Ⅲ is missing",
            "見出し番号がⅡからⅣに飛んでおり、Ⅲがありません",
        ),
        (
            "図1-1　海\n\n図1-2　空\n\n図1-1～3に示す。図1-4を見る。\n\n図1-5　港\n".to_owned(),
            "there is no 図1-3",
            "「図1-3」は存在しません",
        ),
        ("会合は同年2月30日に開く。\n".to_owned(), "there is no 2月30日", "「2月30日」という日はありません"),
        (
            "会合は2024年13月1日に開く。\n".to_owned(),
            "there is no month 13: 2024年13月1日",
            "「2024年13月1日」に13月とありますが、その月はありません",
        ),
    ] {
        let place = Place::with(&[("a.txt", &text)]);
        for (lang, want) in [("en", en), ("ja", ja)] {
            let ran = place.hakusho(&["check", "--lang", lang, "--output-format", "concise", "a.txt"]);
            assert!(ran.out.contains(&format!("]: {want}\n")), "{text}: {}", ran.out);
        }
    }
    let place = Place::with(&[("a.txt", "会合は同年2月30日に開く。\n")]);
    assert!(place.hakusho(&["check", "--lang", "en", "a.txt"]).out.contains("February has 29 days at most"));
}

/// A text of blanks is a form; a draft with some of them is not finished.
#[test]
fn blanks_of_forms_and_drafts() {
    let check = |blanks: usize, filled: usize| {
        let text = "港は第○章で述べる。\n".repeat(blanks) + &"海は図1に示す。\n".repeat(filled);
        let place = Place::with(&[("a.txt", &text)]);
        let ran = place.hakusho(&["check", "--lang", "en", "--output-format", "concise", "--select", "xref-malformed", "a.txt"]);
        (ran.out.matches("info[").count(), ran.out.matches("warning[").count())
    };
    assert_eq!((check(6, 2), check(5, 2), check(6, 12)), ((6, 0), (0, 5), (0, 6)));
}
