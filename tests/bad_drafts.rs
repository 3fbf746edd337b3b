//! `check` on texts that nobody wrote: what the index and the lints do must
//! grow with the size of the text, whatever there is a great many of.

use std::time::{Duration, Instant};

use hakusho::check::{self, Plan};
use hakusho::{lint, lints, read};

use crate::growth::{Growth, Make};

fn each(n: usize, part: impl Fn(usize) -> String) -> String {
    (0..n).map(part).collect()
}

/// Four capitals, a different word for each number.
fn capitals(n: usize) -> String {
    [n, n / 26, n / 676, n / 17576].into_iter().map(|v| char::from(b'A' + u8::try_from(v % 26).unwrap_or(0))).collect()
}

/// Texts with `n` of something.
const SHAPES: &[(&str, Make)] = &[
    ("lines of one character", |n| "あ\n".repeat(n * 10)),
    ("one line", |n| "海の利用と船の安全を図る。".repeat(n * 3)),
    ("nested brackets", |n| "（".repeat(n * 6) + &"）".repeat(n * 6)),
    ("brackets that never close", |n| "（「『［".repeat(n * 2)),
    ("brackets closed by enumerators", |n| format!("（{}{}", "「".repeat(n * 2), "海。1)".repeat(n * 2))),
    ("notes", |n| each(n, |i| format!("港の整備が進む（注{i}）。\n\n")) + &each(n, |i| format!("（注{i}）推計による。\n\n"))),
    ("notes of Markdown", |n| {
        format!("# 海\n\n{}{}", each(n, |i| format!("港を見る[^{i}]。\n\n")), each(n, |i| format!("[^{i}]: 推計。\n\n")))
    }),
    ("pages of notes", |n| "港の整備1が進む2。\n\n1 推計による。\n\n2 計画による。\n\n".repeat(n)),
    ("references to notes", |n| format!("港が進む（注1）。\n\n{}（注1）推計。\n\n（注2）計画。\n", "注9及び注1を参照。\n\n".repeat(n))),
    ("references to one missing target", |n| {
        format!("第1章　海\n\n第1節　港\n\n{}第2節　船\n\n第2章　空\n\n空である。\n", "港は第1章第9節（船の安全）で述べる。\n\n".repeat(n))
    }),
    ("references to what many headings are", |n| {
        "第1章　海\n\n第1節　港\n\n港は第1節（港）、前節及び1.1節で述べる。図1に示す。\n\n図1　船\n\n1.1　空\n\n".repeat(n)
    }),
    ("titles that many headings have", |n| each(n, |i| format!("第1章　海{i}\n\n第1節　港{i}\n\n港は第1節（港{}）で述べる。\n\n", i + 1))),
    ("headings under one heading", |n| {
        format!("第1章　海\n\n{}", each(n, |i| format!("{}　港{i}\n\n港は第1章第299節、本章第7節で述べる。\n\n", i + 1)))
    }),
    ("captions of few numbers", |n| each(n, |i| format!("図{}　海の利用\n\n本文は図{}を見る。\n\n", i % 290 + 1, i * 7 % 290 + 1))),
    ("captions with holes in many rows", |n| each(n, |i| format!("図{0}-1　海\n\n図{0}-3　船\n\n本文は図{0}-2を見る。\n\n", i + 1))),
    ("holes that belong to another edition", |n| format!("図1-1　海\n\n図1-3　船\n\n{}", "図1-2は前回の白書のものである。".repeat(n * 2))),
    ("blanks in one line", |n| "港は第○章と図Xで述べ、（注○）を付す".repeat(n * 2)),
    ("ranges that run backwards", |n| "港は図9～図3と第5章～第2章で述べる。".repeat(n)),
    ("numbers alone behind the steps", |n| format!("第1章　海\n\n第1節　港\n\n1　船\n\n{}", "港は第1節9で述べる（第1節8）".repeat(n))),
    ("dates that take up others", |n| "2024年5月1日に開き、同月7日（金）に閉じた".repeat(n)),
    ("acronyms in one line", |n| "ABXとCDYを".repeat(n * 4)),
    ("numbers in a list", |n| format!("港である{}。\n\n1　推計による。\n", "1、".repeat(n * 8))),
    ("decimal numbers", |n| format!("1.1　海\n\n港は1.2で述べる。\n\n1.2　船\n\n{}", "港は1.9で述べ、1.8及び".repeat(n * 2))),
    ("long ranges", |n| format!("図1　海\n\n図99　船\n\n{}", "港は図1～99に示す。\n\n".repeat(n))),
    ("acronyms", |n| each(n, |i| format!("新しい{}を港に置く。\n\n", capitals(i)))),
    ("one acronym", |n| "新しいABXを港に置く。\n\n".repeat(n)),
    ("expansions of one acronym", |n| each(n, |i| format!("海上観測（ABCD：Alpha{i} Beta Camma Delta）を置く。\n\n"))),
    ("short names", |n| each(n, |i| format!("港湾整備計画（以下「計画{}」という。）を置く。\n\n", capitals(i)))),
    ("one short name", |n| "国は、港湾整備基本計画（以下「計画」という。）を置く。\n\n".repeat(n * 2)),
    ("notes of Markdown that stand twice", |n| {
        format!("# a\n\n{}{}", each(n, |i| format!("sea[^{i}].\n\n")), each(n, |i| format!("[^{0}]: n\n\n[^{0}]: n\n\n", i * 3 + 1)))
    }),
    ("items of a list", |n| each(n, |i| format!("({}) 海の利用\n", i + 1))),
    ("items in a sentence", |n| "①海、③".repeat(n * 4)),
    ("years", |n| "令和2（2019）年5月1日（木）の会議。".repeat(n)),
    ("comments in one paragraph", |n| format!("# 海\n\n{}", "<!-- hakusho-ignore acronym-undefined -->\n".repeat(n))),
    ("comments for the file", |n| "<!-- hakusho-ignore-file x -->令和2（2019）年\n".repeat(n)),
    ("comments that never end", |n| format!("# 海\n\n{}", "<!-- hakusho-ignore era-mismatch\n".repeat(n))),
];

fn time(source: String) -> Duration {
    let lints = lint::load(lints::ROWS).unwrap_or_default();
    let source = read::decode(source.into_bytes(), None).expect("a text");
    let start = Instant::now();
    let plan = Plan { lints: &lints, language: lint::Language::En, choose: &check::by_page, clean: Plan::cleaning(), whole: false };
    let checked = check::check(vec![("a.md".to_owned(), source)], &plan);
    assert_eq!(checked.files.len(), 1);
    start.elapsed()
}

/// Four times the text may take eight times as long, not sixteen.
const CHECK: Growth = Growth { of: "check", time, shapes: SHAPES, times: 4, most: 8.0, least: Duration::from_millis(60) };

#[test]
fn time_of_check_grows_with_size() {
    CHECK.judge(if cfg!(debug_assertions) { 1_000 } else { 5_000 });
}

/// `.ci/run` has this in a release build, where it takes seconds.
#[test]
#[cfg_attr(debug_assertions, ignore = "takes minutes without optimisation; cargo test --release at_full_size")]
fn check_at_full_size() {
    let line: (&str, Make) = ("100 MB on one line", |_| "海の利用と船の安全を図る。".repeat(100_000_000 / 39));
    let all = SHAPES.iter().copied().chain([line]);
    CHECK.at_full_size(all.map(|(name, make)| (name, Box::new(move || make(100_000)) as _)));
}
