//! Markdown that was written, not extracted, comes out as it went in.

use hakusho::stage::{self, Options};
use hakusho::text::Text;

fn clean(text: &str) -> String {
    stage::clean(Text::from(text), &Options::default()).text.into_string()
}

/// Documents in which nothing is to mend.
const WHOLE: &[(&str, &str)] = &[
    ("front matter", "---\ntitle:   港の  計画\ntags:\n  - ｶﾅ\n  - b\n---\n\n# 港\n\n本文です。\n"),
    ("fence with code", "# 港\n\n```python\ndef f( x ):\n\n\n    return x  +  1\n\n# ---\n    if x:\n        pass\n```\n\n本文です。\n"),
    ("fence with prose", "# 港\n\n```\n港の整備は、これまで国が進めてきたも\nのであり、今後も続ける。\n```\n\n本文です。\n"),
    ("fence with a reading", "# 港\n\n```\n遠藤\nえんどう\n```\n\n本文です。\n"),
    ("fence with a doubled heading", "# 港\n\n```\n第1節 港の整備\t第1節 港の整備\n第1節 港の整備第1節 港の整備\n```\n\n本文です。\n"),
    ("fence with half-width kana", "# 港\n\n```\nｶﾅ　ﾃｽﾄ  ⽇本  ﾊﾟﾝ\n\n\n- 1 -\n```\n\n本文です。\n"),
    ("fence of tildes", "# 港\n\n~~~~ text\n```\n  a   b  \n~~~\n港 の 計 画\n~~~~\n\n本文です。\n"),
    ("fence without any heading", "本文です。\n\n```\na  \n\n\nｶﾅ\n```\n\n次の本文です。\n"),
    ("fence at the end", "# 港\n\n```\na\n\n\nb  \n```\n"),
    ("indented code", "# 港\n\n本文です。\n\n    let a  =  1;\n    ｶﾅ\n\n\n        b\n\n次の本文です。\n"),
    ("table", "# 港\n\n| 年 | 数 |\n|----|---:|\n| 2010 | 1 |\n| 2011 | 2 |\n\n本文です。\n"),
    ("table without outer marks", "# 港\n\n年 | 数\n---|---:\n2010 | ｶﾅ\n2011  | 2\n\n本文です。\n"),
    ("setext headings", "港の計画\n===\n\n本文です。\n\n整備\n---\n\n次の本文です。\n\n```\na\n```\n"),
    ("thematic breaks", "# 港\n\n本文です。\n\n---\n\n次の本文です。\n\n* * *\n\n終わりです。\n"),
    ("nested list", "# 港\n\n- 一つ\n  - 二つ\n    - 三つ\n- 四つ\n\n本文です。\n"),
    ("numbered list", "# 港\n\n1. 一つ\n   - 二つ\n2. 三つ\n   1. 四つ\n10. 五つ\n\n本文です。\n"),
    ("hard breaks", "# 港\n\n港の整備は  \n国が進めて\\\nきたものです。\n"),
    ("quotes", "# 港\n\n> 港は海にある。\n> 海は広い。\n\n>港は海にある。\n>>海は広い。\n\n本文です。\n"),
    ("HTML", "# 港\n\n<div class=\"a\">\n  港の  計画\n<b>ｶﾅ</b>\n</div>\n\n<table>\n<tr><td>a</td></tr>\n</table>\n\n本文です。\n"),
    ("preformatted HTML", "# 港\n\n<pre>\na   b\n\n\nc\n</pre>\n\n本文です。\n"),
    ("link definitions", "# 港\n\n[港][a]を見る。\n\n[a]: https://example.jp/a  \"題  名\"\n[b]: <https://example.jp/b>\n"),
    ("footnotes", "# 港\n\n港の整備を進める[^1]。\n\n[^1]: 国の計画による。\n[^2]: 県の計画による。\n"),
    (
        "footnotes that go on",
        "# 港\n\n港の整備を進める[^1]。\n\n[^1]: 国の計画に\n    よる。  ｶﾅも\n\n    二つ目の  段落は、\n    続く。\n[^2]: 県の計画による。\n",
    ),
    ("code in lines", "# 港\n\n本文の`ｶﾅ  ⼀ と a `を使い、``港 の `計 画` ``と書く。`港 の`\n"),
    ("images", "# 港\n\n![図1　港の  計画](img/a_b.png)\n![図2 ｶﾅ](img/c.png)\n本文が続く。\n\n![港][a] ![海](b.png)\n"),
    ("mathematics", "# 港\n\n$$\na  =  b\n\n+ c\n$$\n\n本文です。\n"),
    ("marks in lines", "# 港\n\n**強い**文と*弱い*文、`a  b`と[港](https://example.jp/)がある<sup>1</sup>。\n"),
];

#[test]
fn nothing_is_damaged() {
    let damaged: Vec<String> = WHOLE
        .iter()
        .filter_map(|(name, text)| {
            let out = clean(text);
            (out != *text).then(|| format!("{name}:\n{text:?}\n{out:?}"))
        })
        .collect();
    assert!(damaged.is_empty(), "{}", damaged.join("\n\n"));
}

#[test]
fn windows_line_ends_are_mended_everywhere() {
    for (name, text) in WHOLE {
        assert_eq!(clean(&text.replace('\n', "\r\n")), *text, "{name}");
    }
}

#[test]
fn code_stays_between_its_paragraphs() {
    let code = "```\n港  を\n\n\n整備する\n```\n";
    let text = format!("# 港\n\n港の整備は、国が計画を立てて進めてきたもので、\n\n{code}\n今後も続けることとしている。ｶﾅも直す。\n");
    let out = clean(&text);
    assert_eq!(out, text.replace("ｶﾅ", "カナ"));
}

/// A record from its number and a name.
type Record = fn(usize, &str) -> String;

/// Files of values and logs: a record a line.
#[test]
fn records_are_never_joined() {
    const PLACES: [&str; 6] = ["北海道", "青森県", "岩手県", "東京都", "長野県", "沖縄県"];
    const SHAPES: &[(&str, Record)] = &[
        ("comma-separated", |n, place| format!("{},{place},{},海に面する市町村の数を含む", 2000 + n, n * 137)),
        ("quoted", |n, place| format!("\"{place}\",\"港湾の整備と、海上交通の安全を確保するための施設に要する経費\",\"{n},000\"")),
        ("English", |n, _| format!("{n},item number {n},{}.5,the first of the", n * 3)),
        ("numbers", |n, _| (1..12).map(|i| (n * i * 7919 % 1000).to_string()).collect::<Vec<_>>().join(",")),
        ("tabs", |n, place| format!("{place}\t港湾の整備と、海上交通の安全を確保するための\t{}\t{}", n * 137, n * 31)),
        ("semicolons", |n, place| format!("{place};港湾の整備;{};{};継続", n * 137, n * 31)),
        ("bars", |n, place| format!("{place} | {} | {} | 増加した", n * 137, n * 31)),
        ("columns of spaces", |n, place| format!("{place}  {:>8}  {:>6}", n * 137, n * 31)),
        ("a log", |n, _| format!("2024-05-{:02} 12:{n:02}:07 INFO the server was started with {n} workers and", 1 + n % 28)),
        ("a system's log", |n, _| format!("May {:2} 03:12:{n:02} host kernel: [{n}.1234] the link is up and", 1 + n % 28)),
        ("settings", |n, place| format!("key_{n} = {place}")),
    ];
    for (name, record) in SHAPES {
        let lines: Vec<String> = PLACES.iter().cycle().take(48).enumerate().map(|(n, place)| record(n + 1, place)).collect();
        let out = clean(&format!("次に船の数を示す。\n\n{}\n", lines.join("\n")));
        let kept: Vec<&str> = out.lines().filter(|line| !line.is_empty()).skip(1).collect();
        let squeeze = |line: &str| line.split_whitespace().collect::<String>();
        let (want, have): (Vec<_>, Vec<_>) = (lines.iter().map(|l| squeeze(l)).collect(), kept.iter().map(|l| squeeze(l)).collect());
        assert_eq!(have, want, "{name}");
    }
}
