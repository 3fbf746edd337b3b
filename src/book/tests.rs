//! What is found, what is missing, what lies outside.

use super::{Book, Resolution};
use crate::doc::Document;
use crate::doc::pages::Pages;
use crate::text::Text;

/// Compares with `reference=what became of it`, joined by spaces; only for the
/// references of the first file.
fn check(files: &[&str], want: &str) {
    let book = Book::of(files.iter().map(|f| Document::of(Text::from(*f), Pages::default())).collect());
    let document = &book.documents[0];
    let got: Vec<String> = document
        .references
        .iter()
        .enumerate()
        .map(|(i, r)| {
            let end = match book.resolution(0, i) {
                Resolution::Found(list) => list.iter().map(|t| book.name(*t)).collect::<Vec<_>>().join("|"),
                Resolution::Missing(missing) if missing.sure => "missing".to_owned(),
                Resolution::Missing(_) => "open".to_owned(),
                Resolution::Outside => "outside".to_owned(),
            };
            format!("{}={end}", document.slice(r.span))
        })
        .collect();
    assert_eq!(got.join(" "), want, "{files:?}");
}

const SECOND: &str = "第2章　空\n\n第1節　鳥\n\n　鳥は多い。\n\n第2節　雲\n\n　雲は多い。";

/// A first chapter with two sections, and `line` in the first.
fn first(line: &str) -> String {
    format!("第1章　海\n\n第1節　船\n\n　{line}\n\n第2節　港\n\n　港は多い。\n\n")
}

#[test]
fn headings() {
    let one = |line: &str, want: &str| check(&[&format!("{}{SECOND}", first(line))], want);
    one("本章2節、次節及び2章1節を参照。", "本章2節=1章2節 次節=1章2節 2章1節=2章1節");
    one("本章5節を参照。第5節を参照。", "本章5節=missing 第5節=missing");
    one("2章5節を参照。", "2章5節=missing");
    // the text breaks off
    check(&[&format!("{}{SECOND}\n\n　雲の", first("2章5節を参照。"))], "2章5節=open");
    check(&["第2章　空\n\n第1節　鳥\n\n　2章5節を参照。\n\n第2節　雲\n\n　雲である。"], "2章5節=open");
    one("3章1節、V部1章2節を参照。", "3章1節=outside V部1章2節=outside");
    one("本章2節4項を参照。", "本章2節4項=outside");
    one("前節、前章を参照。", "前節=outside 前章=outside");
}

#[test]
fn headings_of_several_files() {
    let two = |line: &str, want: &str| check(&[&first(line), SECOND], want);
    two("2章2節と1章2節を参照。", "2章2節=2章2節 1章2節=1章2節");
    two("1章5節、2章7節を参照。", "1章5節=missing 2章7節=missing");
    // the file may have been cut off
    two("1章3節（島の数）を参照。", "1章3節=open");
    two("1章5節（雲）、3章2節（雲）を参照。", "1章5節=missing 3章2節=outside");
}

#[test]
fn decimals() {
    let text = |line: &str| format!("# 1 海\n\n## 1.1 船\n\n{line}\n\n## 1.2 港\n\n港は多い。\n\n# 2 空\n\n空は広い。\n");
    check(&[&text("1.2節と2章を参照。")], "1.2節=1.2 2章=2");
    check(&[&text("1.5節、3.1節を参照。")], "1.5節=missing 3.1節=outside");
}

#[test]
fn labels() {
    let floats = "図表1-1-1　船の数\n\n図表1-1-2　船の種類";
    let one = |line: &str, want: &str| check(&[&format!("{}{SECOND}", first(&format!("{line}\n\n{floats}")))], want);
    one("これを図表1-1-2に示す。", "図表1-1-2=図表1-1-2");
    one("これを図表1-1-8に示す。", "図表1-1-8=missing");
    one("これを図表1-3-1及び図5に示す。", "図表1-3-1=outside 図5=outside");
    one("資料3のとおり。", "資料3=outside");
    let appendices = "資料1　船の資料\n\n　船である。\n\n資料2　港の資料\n\n　港である。";
    let two = |line: &str, want: &str| check(&[&first(line), appendices], want);
    two("資料2、資料19のとおり。", "資料2=資料2 資料19=missing");
    two("資料3（島の資料）のとおり。", "資料3=open");
}

#[test]
fn ranges_of_headings() {
    let one = |line: &str, want: &str| check(&[&format!("{}{SECOND}", first(line))], want);
    one("第1、2節で述べる。", "第1=1章1節 2節=1章2節");
    one("第1～7節で述べる。第1～2章で述べる。", "第1=1章1節 7節=missing 第1=1章 2章=2章");
}

#[test]
fn mixed_paths() {
    let items = "1　漁船\n\n(1) 沿岸\n\n　沿岸の船は多い。\n\n(2) 沖合\n\n　沖合の船は多い。\n\n2　商船\n\n　商船は多い。";
    let one = |line: &str, want: &str| check(&[&format!("{}{SECOND}", first(&format!("{line}\n\n{items}")))], want);
    one("本章第1節1(2)で述べる。", "本章第1節1(2)=(2)");
    one("第1章第1節1(9)で述べる。", "第1章第1節1(9)=missing");
    one("第1章第1節5(1)、第2章第1節1(1)で述べる。", "第1章第1節5(1)=missing 第2章第1節1(1)=outside");
}

#[test]
fn notes() {
    let page = |line: &str| format!("　船は多い（注1）。{line}港は多い（注2）。\n\n（注1）推計による。\n\n（注2）2020年の数。\n\n");
    check(&[&page("注2を参照。注3を参照。")], "注2=（注2） 注3=missing");
    // each page counts anew
    check(&[&format!("{}{}", page("注2を参照。"), page("脚注1を参照。注4を参照。"))], "注2=（注2） 脚注1=（注1） 注4=missing");
    let bare = "船は多い1。詳しくは脚注2、脚注7及び（注1）を参照。港は多い2。\n\n1 推計による。\n\n2 2020年の数。\n";
    check(&[bare], "脚注2=2 脚注7=open 注1=1");
    check(&["海の計画は注3を参照。（注9）も同じ。"], "注3=outside");
    // a mark is no reference
    check(&[&page("")], "");
}

/// Work grows with the size: whatever many references share is there once.
#[test]
fn what_many_share() {
    let chapters =
        "第1章　海\n\n第1節　船\n\n　図1と前節、本章2節（港）及び1.1節を参照。\n\n図1　船の数\n\n第2節　港\n\n　港は多い。\n\n1.1　鳥\n\n";
    let group = |book: &Book, r: usize| match book.resolution(0, r) {
        Resolution::Found(group) => std::sync::Arc::clone(group),
        other => panic!("{other:?}"),
    };
    let text = chapters.repeat(60);
    let book = Book::of(vec![Document::of(Text::from(text.as_str()), Pages::default())]);
    let references = book.documents[0].references.len();
    let found: Vec<_> = (0..references)
        .filter_map(|r| match book.resolution(0, r) {
            Resolution::Found(group) => Some(std::sync::Arc::as_ptr(group)),
            _ => None,
        })
        .collect();
    assert!(found.len() >= 120, "{}", found.len());
    let mut shared = found.clone();
    shared.sort_unstable();
    shared.dedup();
    assert!(shared.len() <= 5, "{} lists for {} references", shared.len(), found.len());
    assert_eq!(group(&book, 0).len(), 60);
    assert_eq!(book.titles(&group(&book, 0)).len(), 1);
    // of several files, those in the same file are meant
    let files: Vec<Document> = (0..60).map(|_| Document::of(Text::from(chapters), Pages::default())).collect();
    let book = Book::of(files);
    assert_eq!(group(&book, 0).len(), 1);
}

#[test]
fn chapters_behind_the_last_one() {
    let chapters = |line: &str| format!("第1章　海\n\n　{line}\n\n第2章　空\n\n　空である。\n\n第3章　港\n\n　港である。\n\n");
    let one = "第5章、第3章を参照。";
    check(&[&chapters(one)], "第5章=outside 第3章=3章");
    check(&[&format!("{}おわりに\n\n　終わる。\n", chapters(one))], "第5章=missing 第3章=3章");
    check(&[&format!("{}以上\n", chapters(one))], "第5章=missing 第3章=3章");
    let contents = "目次\n\n第1章　海 …… 1\n第2章　空 …… 5\n第3章　港 …… 9\n\n";
    check(&[&format!("{contents}{}", chapters(one))], "第5章=missing 第3章=3章");
    // one of the contents that was not given, one of a law
    let more = contents.replace("9\n\n", "9\n第4章　島 …… 12\n\n");
    check(&[&format!("{more}{}", chapters("第4章を参照。"))], "第4章=outside");
    check(&[&format!("{contents}{}", chapters("港湾法では、第5章に定める。"))], "第5章=outside");
    // the rest of the work may be in other files
    check(&[&chapters(one), "おわりに\n\n　終わる。\n"], "第5章=outside 第3章=3章");
}

#[test]
fn works_that_are_given_as_a_whole() {
    let text = "第1章　海\n\n第1節　船\n\n　第1章第2節、第3章、V部1章、第2章第1節、資料5、第3項、第60章、次章を参照。\n\n第2章　空\n\n　空である。\n";
    let found = |whole: bool| {
        let book = Book::given(vec![Document::of(Text::from(text), Pages::default())], whole);
        let missing = |i: &usize| matches!(book.resolution(0, *i), Resolution::Missing(_));
        let all = 0..book.documents[0].references.len();
        all.filter(missing).map(|i| book.documents[0].slice(book.documents[0].references[i].span).to_owned()).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(found(false), "第1章第2節");
    assert_eq!(found(true), "第1章第2節 第3章 V部1章 第2章第1節 資料5");
}
