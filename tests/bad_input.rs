//! Texts that nobody wrote: everything of one kind, everything on one line,
//! nothing at all. No panic, the laws hold, and time grows with size.

use std::time::{Duration, Instant};

use hakusho::text::Text;
use hakusho::{Options, clean};

use crate::growth::{Growth, Make};

/// Texts of about `n` bytes.
const SHAPES: &[(&str, Make)] = &[
    ("one line of Japanese", |n| "政府は、この方針に基づき2020年度から取り組む。".repeat(n / 62)),
    ("one line without an end", |n| "漢".repeat(n / 3)),
    ("one line of English", |n| "the report was taken up by the council. ".repeat(n / 40)),
    ("blank lines", |n| "\n".repeat(n)),
    ("blank lines of spaces", |n| "\u{3000} \n".repeat(n / 5)),
    ("lines of one character", |n| "あ\n".repeat(n / 4)),
    ("lines of one kanji", |n| "章\n".repeat(n / 4)),
    ("lines of one Latin letter", |n| "a\n".repeat(n / 2)),
    ("lines of one digit", |n| "1\n".repeat(n / 2)),
    ("short lines behind a sentence", |n| format!("この地域では、\n{}", "～\n".repeat(n / 4))),
    ("sentences and short lines", |n| format!("この地域では、\n{}", "～\n".repeat(30)).repeat(n / 142)),
    ("rising numbers", |n| (0..n / 7).map(|i| format!("{i}\n")).collect()),
    ("form feeds", |n| "\u{C}".repeat(n)),
    ("pages of one line", |n| (0..n / 24).map(|i| format!("防衛の基本\n{i}\u{C}")).collect()),
    ("nested brackets", |n| "（".repeat(n / 6) + &"）".repeat(n / 6)),
    ("open brackets", |n| "(「[".repeat(n / 5)),
    ("open brackets on lines", |n| "（政府は\n".repeat(n / 13)),
    ("only kana", |n| "いろはにほへと".repeat(n / 21)),
    ("lines of kana", |n| "いろは\n".repeat(n / 10)),
    ("kana between kanji lines", |n| "防衛\nぼうえい\n".repeat(n / 20)),
    ("only Latin", |n| "word ".repeat(n / 5)),
    ("one Latin word", |n| "w".repeat(n)),
    ("hyphens", |n| "exam-\nple ".repeat(n / 10)),
    ("capitals", |n| "ISR\nIntelligence, Surveillance and Reconnaissance\n".repeat(n / 51)),
    ("capitals without an expansion", |n| "ABC DEF\n".repeat(n / 8)),
    ("right to left", |n| "שלום עולם\n".repeat(n / 18)),
    ("emoji with joiners", |n| "👩\u{200D}👩\u{200D}👧".repeat(n / 18)),
    ("combining marks", |n| "か\u{3099}".repeat(n / 6)),
    ("one character, many marks", |n| format!("e{}", "\u{301}".repeat(n / 2))),
    ("invisible characters", |n| "\u{200B}\u{AD}\u{FEFF}".repeat(n / 8)),
    ("spaces", |n| " ".repeat(n)),
    ("spaces and a word", |n| format!("{}a{}", " ".repeat(n / 2), " ".repeat(n / 2))),
    ("letter-spaced", |n| "こ の た め ".repeat(n / 16)),
    ("tabs", |n| "a\t".repeat(n / 2)),
    ("doubled characters", |n| "協協力力".repeat(n / 12)),
    ("headings", |n| "# 第1章\n".repeat(n / 12)),
    ("bullets", |n| "・\n".repeat(n / 4)),
    ("note marks", |n| "（注1）".repeat(n / 13)),
    ("numbers too great to count", |n| "（注99999999999）\n99999999999\n（注99999999999）機関\n".repeat(n / 64)),
    ("code fences", |n| "```\n".repeat(n / 4)),
    ("table rows", |n| "| a | b |\n".repeat(n / 10)),
    ("markup", |n| "<sup>2</sup>".repeat(n / 12)),
    ("captions", |n| "図表Ⅰ-1-1 推移\n".repeat(n / 23)),
    ("references", |n| "参照\n".repeat(n / 7)),
    ("mojibake", |n| "ã\u{81}\u{82}".repeat(n / 6)),
    ("private use", |n| "\u{E000}".repeat(n / 3)),
    ("replacement characters", |n| "\u{FFFD}".repeat(n / 3)),
    ("control characters", |n| "\u{0}\u{1}\u{1B}".repeat(n / 3)),
    ("a mixture", |n| "防衛省は、 N A T O\nNorth Atlantic Treaty Organization\nと協\u{C}力する。\n\n3\n".repeat(n / 85)),
];

fn time(source: String) -> Duration {
    let Some(text) = Text::new(source) else { return Duration::ZERO };
    let start = Instant::now();
    let out = clean(text, &Options::default());
    let took = start.elapsed();
    assert_eq!(out.map.lost(), []);
    took
}

/// Twice the text may take three times as long, not four.
const CLEAN: Growth = Growth { of: "clean", time, shapes: SHAPES, times: 2, most: 3.0, least: Duration::from_millis(30) };

#[test]
fn time_grows_with_size() {
    CLEAN.judge(if cfg!(debug_assertions) { 200_000 } else { 2_000_000 });
}

/// A text that is made when it is its turn.
type Whole = fn() -> String;

/// Inputs at the size at which they come.
const FULL: &[(&str, Whole)] = &[
    ("100 MB on one line", || "政府は、この方針に基づき2020年度から取り組む。".repeat(100_000_000 / 65)),
    ("a million blank lines", || "\n".repeat(1_000_000)),
    ("a million lines of one kana", || "あ\n".repeat(1_000_000)),
    ("a million lines of one kanji", || "章\n".repeat(1_000_000)),
    ("a million lines of one Latin letter", || "a\n".repeat(1_000_000)),
    ("a million lines of one digit", || "1\n".repeat(1_000_000)),
    ("a million lines of different characters", || ('\u{4E00}'..'\u{9FA0}').cycle().take(1_000_000).flat_map(|c| [c, '\n']).collect()),
    ("a million rising numbers", || (0..1_000_000).map(|i| format!("{i}\n")).collect()),
    ("a million nested brackets", || "（".repeat(1_000_000) + &"）".repeat(1_000_000)),
    ("ten megabytes of kana", || "いろはにほへと".repeat(10_000_000 / 21)),
    ("ten megabytes of Latin letters", || "word ".repeat(2_000_000)),
    ("ten megabytes right to left", || "שלום עולם\n".repeat(10_000_000 / 18)),
    ("ten megabytes of emoji with joiners", || "👩\u{200D}👩\u{200D}👧".repeat(10_000_000 / 18)),
];

/// `.ci/run` has this in a release build, where it takes seconds.
#[test]
#[cfg_attr(debug_assertions, ignore = "takes minutes without optimisation; cargo test --release at_full_size")]
fn at_full_size() {
    CLEAN.at_full_size(FULL.iter().map(|&(name, make)| (name, Box::new(make) as _)));
}

/// `cargo test --release -- --ignored` has everything in tens of megabytes.
#[test]
#[ignore = "takes minutes"]
fn time_grows_with_size_up_to_the_largest() {
    CLEAN.judge(10_000_000);
}

#[test]
fn small_and_odd() {
    let mut list: Vec<String> = (0..=0x7F_u8).map(|b| char::from(b).to_string()).collect();
    list.extend(
        ["", "\r\n", "\n\n", "\u{FEFF}", "\u{3000}", "漢", "。", "\u{301}", "\u{10FFFF}", "\u{C}\u{C}", "（", "）", "-\n", "\n-"]
            .map(String::from),
    );
    list.extend(SHAPES.iter().map(|(_, make)| make(300)));
    for source in list {
        let out = clean(Text::from(source.as_str()), &Options::default());
        assert_eq!(out.map.lost(), [], "{source:?}");
        let again = clean(Text::from(out.text.as_str()), &Options::default());
        assert_eq!(again.text.as_str(), out.text.as_str(), "{source:?}");
        assert_eq!(again.changes, [], "{source:?}");
    }
}
