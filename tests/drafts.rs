//! What `check` says of the two documents this project was made from: exactly
//! what an attentive editor would want reported (`fixtures/*/check.txt`), and
//! where each reference leads. `BLESS=1` rewrites the files; read the change.

use std::fmt::Write as _;

use hakusho::book::Resolution;
use hakusho::check::{self, Plan};
use hakusho::finding::Level;
use hakusho::lint::Language;
use hakusho::report::findings::concise;
use hakusho::text::Column;
use hakusho::{lint, lints, read};

use crate::corpus::root;

fn checked(name: &str) -> String {
    let lints = lint::load(lints::ROWS).expect("the pages are whole");
    let bytes = std::fs::read(root().join("fixtures").join(name).join("raw.txt")).expect("the seed is there");
    let source = read::decode(bytes, None).expect("the seed is a text");
    let plan = Plan { lints: &lints, language: Language::En, choose: &check::by_page, clean: Plan::cleaning(), whole: false };
    let mut checked = check::check(vec![("raw.txt".to_owned(), source)], &plan);
    checked.diagnostics.retain(|d| d.level > Level::Info);
    let mut out = concise::concise(&checked);
    let (book, file) = (&checked.books[0], &checked.files[0]);
    let line = |span| file.position(file.map.to_source(span).span.start, Column::Char).line;
    for (i, reference) in book.documents[0].references.iter().enumerate() {
        let place = line(reference.span);
        let words = book.documents[0].slice(reference.span);
        let _ = match book.resolution(0, i) {
            Resolution::Found(targets) => {
                let to: Vec<String> =
                    targets.iter().map(|t| format!("line {}: {} {}", line(book.place(*t).span), book.number(*t), book.title(*t))).collect();
                writeln!(out, "raw.txt:{place}: {words} leads to {}", to.join("; "))
            }
            Resolution::Missing { .. } => writeln!(out, "raw.txt:{place}: {words} is missing"),
            Resolution::Outside => writeln!(out, "raw.txt:{place}: {words} lies outside"),
        };
    }
    out
}

#[test]
fn the_seeds_as_an_editor_wants_them() {
    for name in ["seed000.pdf-markdown", "seed004.text-layer"] {
        let path = root().join("fixtures").join(name).join("check.txt");
        let got = checked(name);
        if std::env::var_os("BLESS").is_some() {
            std::fs::write(&path, &got).unwrap();
        }
        let want = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(!want.is_empty() && got == want, "{}: is now\n{got}", path.display());
    }
}

/// In a text that was put together from the lines of a print, what seems lost
/// may only stand elsewhere: such findings are told as info. A text that was
/// only wrapped has all in its place.
#[test]
fn torn_texts_are_told_softly() {
    let level = |wrapped: bool, page: &str| {
        let text = format!("{}{page}船の数（漁船を除くは増えた。\n\n{0}", prose(wrapped));
        level_of("bracket-unpaired", text)
    };
    assert_eq!(level(false, ""), Some(Level::Warning));
    assert_eq!(level(true, ""), Some(Level::Warning));
    assert_eq!(level(true, "\u{C}"), Some(Level::Info));
    // headings are doubled by pages only
    assert_eq!(level(true, "1\t海の利用\t海の利用\n\n"), Some(Level::Info));
}

/// Headings may have been moved, too.
#[test]
fn a_title_under_another_number_of_a_torn_text_is_told_softly() {
    let items =
        |titles: &[&str]| (1..).zip(titles).map(|(n, t)| format!("{n}　{t}\n\nここでは{t}について述べる。\n\n")).collect::<String>();
    let (sea, wood) = (items(&["船の数", "港の数"]), items(&["木の数", "山の数", "災害への備え"]));
    let book = format!("第1章　現状\n\n第1節　海の利用\n\n{sea}第2章　施策\n\n第1節　森の利用\n\n{wood}");
    let level = |wrapped: bool| {
        let prose = prose(wrapped);
        level_of("xref-missing-target", format!("{book}詳しくは1章1節3項（災害への備え）を参照する。\n\n{prose}\u{C}{prose}"))
    };
    assert_eq!(level(false), Some(Level::Error));
    assert_eq!(level(true), Some(Level::Info));
}

/// Paragraphs, in lines that end in the middle of a sentence if `wrapped`.
fn prose(wrapped: bool) -> String {
    let line = "海の利用について関係する省庁が協力して取組を進めることと\nしている。";
    let line = if wrapped { line.to_owned() } else { line.replace('\n', "") };
    (1..60).map(|i| format!("{line}その{i}である。\n\n")).collect()
}

/// The level of the first finding of a lint in a text.
fn level_of(lint: &str, text: String) -> Option<Level> {
    let lints = lint::load(lints::ROWS).expect("the pages are whole");
    let source = read::decode(text.into_bytes(), None).expect("a text");
    let plan = Plan { lints: &lints, language: Language::En, choose: &check::by_page, clean: Plan::cleaning(), whole: false };
    let checked = check::check(vec![("a.txt".to_owned(), source)], &plan);
    checked.diagnostics.iter().find(|d| d.lint == lint).map(|d| d.level)
}
