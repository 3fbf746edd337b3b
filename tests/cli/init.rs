//! `hakusho init`: what it sees in a folder, and that its config is one.

use super::{Place, Ran};
use hakusho::config::{Config, Preset};

const CHAPTER: &str = "第1章　海\n\n第1節　船\n\n船の数[1]は増えた。図表1-1-1を参照。\n\n図表1-1-1　船の数\n\n[1] 漁船を含む。\n";

/// Runs it twice, once in each language, and reads the config.
fn init(place: &Place) -> (Config, String, Ran) {
    for lang in ["ja", "en"] {
        let shown = place.hakusho(&["init", "--stdout", "--lang", lang]);
        assert_eq!(shown.code, Some(0), "{}", shown.err);
        assert!(!place.path("hakusho.toml").exists() && Config::parse(&shown.out).is_ok(), "{}", shown.out);
        // what stands in comments is right as well, but for what a table may not have twice
        let all: Vec<&str> = shown.out.lines().map(|l| l.strip_prefix('#').filter(|l| !l.starts_with(' ')).unwrap_or(l)).collect();
        let all = Config::parse(&all.join("\n"));
        assert!(all.is_ok(), "{all:?}\n{}", shown.out);
        assert!(lang == "en" || shown.out.contains("読む順"));
    }
    let ran = place.hakusho(&["init", "--lang", "en"]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(0), ""), "{}", ran.err);
    let text = place.read("hakusho.toml");
    (Config::parse(&text).unwrap(), text, ran)
}

/// `check` runs with what was written.
fn checks(place: &Place, files: usize) {
    let ran = place.hakusho(&["check", "--output-format", "concise"]);
    assert!(matches!(ran.code, Some(0 | 1)), "{} {}", ran.out, ran.err);
    assert!(ran.err.contains(&format!("checked {files} file")) && !ran.err.contains("warning: "), "{}", ran.err);
}

#[track_caller]
fn says(ran: &Ran, line: &str) {
    assert!(ran.err.contains(line), "{line:?} in\n{}", ran.err);
}

#[test]
fn japanese_drafts() {
    let place = Place::with(&[
        ("第1章.txt", CHAPTER),
        ("第2章.txt", &CHAPTER.replace("第1章", "第2章").replace("1-1-1", "2-1-1")),
        ("はじめに.txt", "はじめに\n\n海について述べる。\n"),
        ("おわりに.txt", "おわりに\n\n海を守りたい。\n"),
        ("資料.txt", "資料1　年表\n\n2019年に始まった。\n"),
        ("prh.yml", "version: 1\nrules:\n  - expected: 取組\n    pattern: 取り組み\n"),
    ]);
    let (config, text, ran) = init(&place);
    assert_eq!((config.preset, config.lint.prh.as_slice()), (Some(Preset::GeneralJa), &["prh.yml".to_owned()][..]));
    assert_eq!(config.book.len(), 1);
    assert_eq!(config.book[0].files, ["はじめに.txt", "第1章.txt", "第2章.txt", "おわりに.txt", "資料.txt"]);
    says(&ran, ".: 5 drafts (");
    says(&ran, "  encoding     UTF-8\n");
    says(&ran, "  language     Japanese\n");
    says(&ran, "  form         plain text\n");
    says(&ran, "  headings     第1章 (2), 第1節 (2)\n");
    says(&ran, "図表1-1-1 (2)");
    says(&ran, "  notes        2; marks in the text: [1] (2)\n");
    says(&ran, "  book         はじめに.txt, 第1章.txt, 第2章.txt, おわりに.txt, 資料.txt\n");
    says(&ran, "  dictionaries prh.yml\n");
    says(&ran, "wrote hakusho.toml; `hakusho check` uses it\n");
    assert!(text.contains("# Numbers of headings here: 第1章 (2), 第1節 (2)."));
    checks(&place, 5);
}

#[test]
fn other_encodings_and_defense() {
    let place = Place::new();
    let (bytes, _, _) = encoding_rs::SHIFT_JIS.encode("第1章　防衛\n\n防衛省・自衛隊は、海の守りを進めている。\n");
    place.write("old/1.txt", &bytes);
    place.write("old/2.txt", "第2章　海\n\n海を守る船を造った。\n".as_bytes());
    let (config, text, ran) = init(&place);
    assert_eq!(config.preset, Some(Preset::Defense));
    // no encoding is right for both, and the language was asked for
    assert!(text.contains("None is named, since there are several.") && !text.contains("encoding = "), "{text}");
    assert_eq!(config.language, Some(hakusho::config::LanguageName::En));
    assert_eq!(config.book[0].files, ["**/*.txt"]);
    says(&ran, "  encoding     Shift_JIS 1, UTF-8 1\n");
    checks(&place, 2);
}

#[test]
fn english_markdown() {
    let chapter = "# Chapter 1: Ships\n\nShips[^1] are many. See Figure 1-1.\n\nFigure 1-1: Ships\n\n[^1]: With boats.\n";
    let place = Place::with(&[("README.md", "# About\n"), ("ch1.md", chapter), ("ch2.md", "# Chapter 2: Ports\n\nPorts are few.\n")]);
    let (config, _, ran) = init(&place);
    assert_eq!((config.preset, config.book[0].files.as_slice()), (Some(Preset::En), &["ch1.md".to_owned(), "ch2.md".to_owned()][..]));
    says(&ran, ".: 2 drafts (");
    says(&ran, "  language     English\n");
    says(&ran, "  form         Markdown\n");
    says(&ran, "Figure 1-1 (1)");
    says(&ran, "marks in the text: [^1] (1)");
    checks(&place, 3);
}

#[test]
fn books_of_several_years() {
    let place = Place::with(&[("2023/1.txt", CHAPTER), ("2024/1.txt", CHAPTER)]);
    let (config, _, ran) = init(&place);
    let books: Vec<_> = config.book.iter().map(|b| (b.name.as_deref().unwrap_or(""), b.files[0].as_str())).collect();
    assert_eq!(books, [("2023", "2023/**/*.txt"), ("2024", "2024/**/*.txt")]);
    says(&ran, "  2024         2024/1.txt\n");
    checks(&place, 2);
}

/// Pages of house terms are no drafts, and the config names their folder.
#[test]
fn house_pages() {
    let page = "+++\nname = \"fiscal-year\"\npattern = \"会計年度([0-9]{4})\"\nmessage = \"年を先に書きます\"\n+++\n\n```bad\n⟦会計年度2024⟧\n```\n";
    let place = Place::with(&[("1.txt", CHAPTER), ("house/year.md", page)]);
    let (config, text, ran) = init(&place);
    assert_eq!(config.lint.pages.as_deref(), Some("house"), "{text}");
    assert_eq!(config.book[0].files, ["**/*.txt"], "{text}");
    says(&ran, ".: 1 draft (");
    says(&ran, "  house terms  house\n");
    checks(&place, 1);
}

#[test]
fn an_empty_folder() {
    let place = Place::new();
    let (config, text, ran) = init(&place);
    assert!(config.preset.is_none() && config.book.is_empty() && config.suppress.is_empty(), "{text}");
    says(&ran, ".: no drafts (*.txt, *.md) are here yet\n");
    place.write("1.txt", CHAPTER.as_bytes());
    checks(&place, 1);
}

#[test]
fn a_config_is_never_lost() {
    let place = Place::with(&[("1.txt", CHAPTER), ("hakusho.toml", "[lint]\n"), ("sub/2.txt", CHAPTER)]);
    let ran = place.hakusho(&["init"]);
    assert_eq!((ran.code, place.read("hakusho.toml").as_str()), (Some(2), "[lint]\n"));
    assert!(ran.err.starts_with("error: hakusho.toml: is there already; it stays as it is\n  help: "), "{}", ran.err);
    let ran = place.hakusho(&["init", "sub", "--lang", "en"]);
    assert!(ran.code == Some(0) && ran.err.contains("no longer holds in this folder\n"), "{}", ran.err);
    says(&ran, "wrote sub/hakusho.toml; `hakusho check sub` uses it\n");
    assert_eq!(place.hakusho(&["init", "--force"]).code, Some(0));
    assert!(place.read("hakusho.toml").contains("[[book]]"));
    let ran = place.hakusho(&["init", "nowhere"]);
    assert!(ran.code == Some(2) && ran.err.starts_with("error: nowhere: cannot read: no such file or directory"), "{}", ran.err);
}

#[test]
fn files_that_cannot_be_read_are_told() {
    let place = Place::with(&[("1.txt", CHAPTER), ("bad.txt", "%PDF-1.7\n%\u{1}\n1 0 obj\n")]);
    let ran = place.hakusho(&["init", "--lang", "ja"]);
    assert_eq!(ran.code, Some(0));
    says(&ran, "警告: bad.txt：テキストではなくPDFです。");
    says(&ran, ".：原稿1個");
}
