//! Headings told from what only looks like one, and their paths.

use super::*;
use crate::doc::parse;

fn check(text: &str, want: &str) {
    let text = Text::from(text);
    let outline = parse(&text);
    let headings = find(&text, &outline);
    let got: Vec<String> = (0..headings.len())
        .map(|i| {
            let steps: Vec<String> = path(&headings, i)
                .iter()
                .map(|s| format!("{}{}", ["部", "章", "節", "項", "款", "付", ""][s.unit as usize], s.value))
                .collect();
            format!("{}{} {}", headings[i].level, text.slice(headings[i].title), steps.join("."))
        })
        .collect();
    assert_eq!(got.join(" / "), want);
}

#[test]
fn paths() {
    check(
        "第2章　海\n\n第1節　船\n\n1　港\n本文です。\n\n2　湾\n本文です。\n\n第2節　島\n\n1　岬\n本文です。",
        "1海 章2 / 2船 章2.節1 / 3港 章2.節1.1 / 3湾 章2.節1.2 / 2島 章2.節2 / 3岬 章2.節2.1",
    );
    check("1　海\n1.1　船\n本文です。\n1.2　港\n本文です。\n2　島\n2.1　岬\n本文です。", "1海 1 / 2船 1.1 / 2港 1.2 / 1島 2 / 2岬 2.1");
    check("第2章　海\n2.1　船\n本文です。\n2.2　港\n本文です。", "1海 章2 / 2船 章2.1 / 2港 章2.2");
    check("第2章　海\n1.1　船\n本文です。\n1.2　港\n本文です。", "1海 章2 / 2船 章2.1.1 / 2港 章2.1.2");
    check("# 1 海\n## 1.1 船\n本文です。\n### 1.1.1 港\n本文です。", "1海 1 / 2船 1.1 / 3港 1.1.1");
    check("# 第Ⅲ部　海\n## 第2章　船\n### 港\n(1) 湾\n本文です。", "1海 部3 / 2船 部3.章2 / 3港 部3.章2 / 4湾 部3.章2.1");
    check("3　海\n本文です。\n(1) 船\n本文です。\n(2) 港\n本文です。\n4　島\n本文です。", "1海 3 / 2船 3.1 / 2港 3.2 / 1島 4");
    check("Chapter 2 The Sea\nText is here.\nAppendix B Ships\nText is here.", "1The Sea 章2 / 1Ships 付2");
    check(
        "第一部　海\n第一章　船\n一　港\n本文です。\n（一）　湾\n本文です。\nア　岬\n本文です。\n（ア）　島\n本文です。\n二　川\n本文です。",
        "1海 部1 / 2船 部1.章1 / 3港 部1.章1.1 / 4湾 部1.章1.1.1 / 5岬 部1.章1.1.1.1 / 6島 部1.章1.1.1.1.1 / 3川 部1.章1.2",
    );
    check(
        "第2節　海\n1 船\n1　港\n本文です。\n2　湾\n本文です。\n2 島\n本文です。",
        "1海 節2 / 2船 節2.1 / 3港 節2.1.1 / 3湾 節2.1.2 / 2島 節2.2",
    );
    check("1 はじめに\n1.1 海とは\n本文です。\n1.2 船の歩み\n本文です。", "1はじめに 1 / 2海とは 1.1 / 2船の歩み 1.2");
    check(
        "Ⅰ　海\n１．船\n本文です。\n（１）港\n本文です。\n① 湾\n本文です。\n２．島\n本文です。",
        "1海 1 / 2船 1.1 / 3港 1.1.1 / 4湾 1.1.1.1 / 2島 1.2",
    );
    check("## 3 つの柱\n本文です。\n## 第2回会合\n本文です。", "23 つの柱  / 2第2回会合 ");
    check("序章　海\n本文です。\n第一章　船\n本文です。", "1序章　海  / 1船 章1");
}

#[test]
fn not_headings() {
    check("第1章　海 ..... 3\n第1節　船 ..... 4", "");
    check("第1章　海\n第1節　船\n第2節　港\n第3節　湾\n\n第1章　海\n本文です。\n第1節　船\n本文です。", "1海 章1 / 2船 章1.節1");
    check("第1章　海\n本文です。\n第1章　海\n本文です。", "1海 章1");
    check("(1) 船\n(2) 港\n本文です。", "");
    check("1　2010年に結ばれた。", "");
    check("① 船を出す。\n② 港\n本文です。", "");
    check("2020年　海\n本文です。", "");
    check("1. 海\n本文です。\n2. https://example.org/sea\n本文です。", "1海 1");
    check("```\n# 海\n```", "");
    check("1　海の利用", "");
    check("本文1である。\n1　また、海を\n本文です。", "");
    check("第1節　海\n1　船の数\n本文2です。\n2　海の省「海の白書」\n本文です。", "1海 節1 / 2船の数 節1.1");
}
