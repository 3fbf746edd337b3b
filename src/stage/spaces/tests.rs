//! What goes and what stays.

use proptest::prelude::*;

use super::*;

fn cleaned(source: &str, options: &Options) -> String {
    let text = Text::from(source);
    let edits = run(&text, options);
    assert_eq!(edits.refused(), 0, "{source:?}");
    let (out, map) = edits.apply(&text).unwrap();
    assert!(map.lost().is_empty());
    let again = run(&out, options);
    assert!(again.is_empty(), "{source:?} -> {:?} -> {again:?}", out.as_str());
    out.into_string()
}

/// Each case stands behind Japanese text, so that the document is a Japanese one.
fn check(cases: &[(&str, &str)]) {
    const BEFORE: &str = "本書は施策の全体像を示すものであり、関係機関の取組をまとめた。\n";
    for (source, want) in cases {
        let out = cleaned(&format!("{BEFORE}{source}"), &Options::default());
        assert_eq!(out.strip_prefix(BEFORE), Some(*want), "{source:?}");
    }
}

fn check_stays(cases: &[&str]) {
    let pairs: Vec<(&str, &str)> = cases.iter().map(|c| (*c, *c)).collect();
    check(&pairs);
}

#[test]
fn at_line_ends() {
    check(&[
        ("港の整備 \n計画の例　\n \t\n終わり\u{A0}", "港の整備\n計画の例\n\n終わり"),
        // family and given name, cut where readings stood over them
        ("五十嵐　\n千尋（隊長）は", "五十嵐　\n千尋（隊長）は"),
        ("  字下げは残る \n　これも", "  字下げは残る\n　これも"),
    ]);
}

#[test]
fn letters_set_apart() {
    check(&[
        ("こ の た め、各 種 の 港 湾 を 整 備 す る。", "このため、各種の港湾を整備する。"),
        ("計画の方法の 情 報 に より 構 成 さ れ る。", "計画の方法の情報により構成される。"),
        ("俯瞰図は ふ か ん ず と読む", "俯瞰図は ふかんず と読む"),
        ("ふ か ん ず", "ふかんず"),
        ("港 湾 研 究 所 は 、 独 自 の 観 測 Ａ Ｉ 技 術", "港湾研究所は、独自の観測ＡＩ技術"),
    ]);
    check_stays(&["目　次", "要　旨", "目 次", "月 火 水 木 金", "○ ○ ○ ○"]);
}

#[test]
fn where_a_line_of_the_page_ended() {
    check(&[
        ("この取組は、令和の初めから続いて いるもの 。", "この取組は、令和の初めから続いているもの。"),
        ("この港の橋 梁を直す計画は、ＡＩ ではなくＬ Ｌ Ｍによる。", "この港の橋梁を直す計画は、ＡＩではなくＬＬＭによる。"),
        ("国際機関（ 事務局 ）に対して、 支援を続けている。", "国際機関（事務局）に対して、支援を続けている。"),
    ]);
}

#[test]
fn kanji_come_together_where_the_document_shows_the_habit() {
    let noise = "このため、計画に もとづいて港を 整備し、さらに 防波堤を新設 する。";
    let source = format!("{noise}\n{noise}\n情報保 全のレ ベルは、二つの省庁 会議で決めた。");
    let want = "情報保全のレベルは、二つの省庁会議で決めた。";
    assert!(cleaned(&source, &Options::default()).ends_with(want));
    // the mark of a note belongs to what it stands behind
    for mark in ["", "<sup>4</sup>"] {
        let source = format!("{noise}\n{noise}\n港の調査に関する覚書{mark} (RDP MOU) が、秋に署名された。");
        let want = format!("覚書{mark}(RDP MOU)が、秋に署名された。");
        assert!(cleaned(&source, &Options::default()).ends_with(&want), "{mark}");
    }
}

#[test]
fn between_scripts() {
    check(&[
        ("2020 年 6 月", "2020年6月"),
        ("政府 CIO 補佐官は AI の利用を、 IaaS と PaaS に分けて示した。", "政府CIO補佐官はAIの利用を、IaaSとPaaSに分けて示した。"),
        ("この方針は平成 25（2013）年に決めた 3 。", "この方針は平成25（2013）年に決めた3。"),
        ("事業者は 2 社で、契約は 3 件である。", "事業者は2社で、契約は3件である。"),
        ("第 1 節 港の整備と AI の利用", "第1節 港の整備とAIの利用"),
        ("図 2 港の AI 利用の推移", "図2 港のAI利用の推移"),
        ("12 月に 2 回の会議を開き、方針を決めた。", "12月に2回の会議を開き、方針を決めた。"),
    ]);
    let keep = Options { latin_spacing: LatinSpacing::Keep, ..Options::default() };
    assert_eq!(cleaned("2020 年、AI の利用が進んだことを示す。", &keep), "2020 年、AI の利用が進んだことを示す。");
}

#[test]
fn signs_and_units_behind_numbers() {
    check(&[
        (
            "森の割合は74.6 ％であり、水温は8 ℃高く、広さは7,257m² をこえた。",
            "森の割合は74.6％であり、水温は8℃高く、広さは7,257m²をこえた。",
        ),
        ("観測の結果は、毎月5 日までに、町の掲示板に出される。", "観測の結果は、毎月5日までに、町の掲示板に出される。"),
        ("相場が1ドル＝ 120円で推移するなか、", "相場が1ドル＝120円で推移するなか、"),
        ("森の手入れが行われている *2。川の整備も続く *3", "森の手入れが行われている*2。川の整備も続く*3"),
    ]);
    check_stays(&[
        "森の手入れを行う * 町民による",
        "取組が進んだ。2 日本の森では、手入れが行われている。",
        "詳しくは、図2 日本の人口に示すとおりである。",
    ]);
}

#[test]
fn labels_and_layout_stay() {
    check_stays(&[
        "1 提供の対象",
        "1.1 背景と目的",
        "(1) 概要",
        "（１） 概要は、次のとおり。",
        "1 図. 港の整備は、ここから始まる。",
        "1 第2節 港の整備",
        "① 港の整備を進め、防波堤を新設する。",
        "第2節 港の整備",
        "第2章　港の整備",
        "図表Ⅲ-2-2-1 港の整備",
        "参照 3章1節",
        "1 従来、港はこの規格に合わせて造られてきた。",
        "※2 新しい規格は、この表に示す。",
        "（右側） 港を見る両国の担当者",
        "警護出動 海賊対処行動",
        "名称 所在地 面積",
        "手続 A 申請 届出",
        "遠山　智之　課長",
        "港湾課長　1等技官",
        "• 項目を示す",
        "項目\t値",
        "目次 ........ 3",
        "この条約は、省庁 会議の名で決めた。",
        "相互の調達に関する二つの国の間の交換公文 2",
        "資料は https://example.com/a に置く。",
        "担当は info@example.com に尋ねる。",
        "Open Data Charter",
        "4) 港湾に関するクラウドサービスの検討 ........ 7",
        "2) 港湾に関するサービスの検討（続き） 5",
        "調整官の日下部 栞（課長）は、次のように述べた。",
        "A 社",
    ]);
}

#[test]
fn markdown_stays() {
    let text = "# 見出し\n\n- 項目 一\n- 3 注の本文\n1. 手順\n> 引用\n\n| 手続 | AI の |\n|---|---|\n\n\
                改行がある  \n次の行\n\n<sup>5</sup> 注の本文\n";
    assert_eq!(cleaned(text, &Options::default()), text);
    // a fence that never ends is none
    assert_eq!(cleaned("```\nあ \n", &Options::default()), "```\nあ\n");
}

#[test]
fn latin_text() {
    let text = "A  justified line  of English   prose has words set apart here.\nName      Value   Unit  a b c d\n    indented  code\n\
                The AI Act (2024) applies.\nTesting Strategies  Choose the fastest way to test it.\n";
    let want = "A justified line of English prose has words set apart here.\nName      Value   Unit  a b c d\n    indented  code\n\
                The AI Act (2024) applies.\nTesting Strategies  Choose the fastest way to test it.\n";
    assert_eq!(cleaned(text, &Options::default()), want);
    let text = "A line\u{A0} of English  prose has  words set apart.";
    assert_eq!(cleaned(text, &Options::default()), "A line of English prose has words set apart.");
}

proptest! {
    /// Twice is once, and nothing but spaces goes.
    #[test]
    fn stable(text in "[あのにカ港湾第節図1２aB、。「」（）()|#\\-・：.\u{A0}\u{3000}\t\n ]{0,60}|([あにカ港節1a。（] ?){0,40}|([abc]{2,4}[ \u{A0}]{1,3}){0,12}") {
        let out = cleaned(&text, &Options::default());
        let solid = |t: &str| t.chars().filter(|&c| !crate::text::class::is_space(c)).collect::<String>();
        prop_assert_eq!(solid(&out), solid(&text));
    }
}
