//! Headings that extraction took apart or gave twice.
//!
//! A heading with a shadow or in fake bold comes twice: on one line, on two, or
//! letter by letter. A number set at the side of its title comes on a line of
//! its own or behind the title. Repetition alone proves nothing (cells of
//! tables repeat, and so do words: `むかしむかし`): there must be a number in
//! front, or more text than chance repeats.

mod apart;
mod double;
mod number;
mod split;

use super::Options;
use crate::text::{Edits, Line, Span, Text};

const STAGE: &str = "headings";

/// Display columns of the longest line that can be a doubled heading.
const WIDEST: u32 = 240;

/// Mends headings.
#[must_use]
pub(super) fn run(text: &Text, _: &Options) -> Edits {
    let mut edits = Edits::new();
    let lines = text.lines();
    let mut series = split::Series::default();
    let mut next = 0;
    for (index, line) in lines.iter().enumerate() {
        if index < next || line.chars < 2 || line.width > WIDEST {
            continue;
        }
        let body = text.slice(line.body);
        if body.starts_with(['|', '⟦']) {
            continue;
        }
        let from = marks(body);
        let head = Head { body, from, number: body.get(from..).and_then(number::at_start) };
        let done = double::letters(body, line, &mut edits)
            || double::on_one_line(&head, line, &mut edits)
            || split::behind(text, index, body, &mut edits);
        if from == 0 && head.number.is_none() {
            continue;
        }
        if !done {
            double::tab(&head, line, &mut edits);
        }
        let twice = double::on_two_lines(text, index, &head, &mut edits).or_else(|| double::on_four_lines(text, index, &head, &mut edits));
        if let Some(end) = twice {
            next = end;
        } else if !done && let Some(end) = split::in_front(text, index, &head, &mut series, &mut edits) {
            next = end;
        }
    }
    let apart = apart::find(text);
    if apart.is_empty() { edits } else { edits.merge(apart) }
}

/// A line as a heading.
struct Head<'a> {
    /// The whole line, without the spaces around it.
    body: &'a str,
    /// Bytes of the Markdown marks in front.
    from: usize,
    /// Its number, and the number's length in bytes.
    number: Option<(number::Kind, usize)>,
}

/// A part of a line's body, from `start` to `end` in bytes of the body.
fn part(line: &Line, start: usize, end: usize) -> Span {
    let at = |n: usize| line.body.start + u32::try_from(n).unwrap_or(0);
    Span::new(at(start), at(end))
}

/// The marks of a Markdown heading (`## `) in front of the body; their length
/// in bytes.
fn marks(body: &str) -> usize {
    let rest = body.trim_start_matches('#');
    let marks = body.len() - rest.len();
    if (1..=6).contains(&marks) && rest.starts_with(' ') { marks + (rest.len() - rest.trim_start_matches(' ').len()) } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::run;
    use crate::stage::Options;
    use crate::text::Text;
    use proptest::prelude::*;

    fn mend(text: &str) -> String {
        let edits = run(&Text::from(text), &Options::default());
        assert_eq!(edits.refused(), 0, "{text}");
        edits.apply(&Text::from(text)).map(|(t, _)| t.into_string()).unwrap_or_default()
    }

    /// `⏎` stands for a line end, `→` for a tab.
    fn check(cases: &[(&str, &str)]) {
        for (text, want) in cases {
            let [text, want] = [text, want].map(|t| t.replace('⏎', "\n").replace('→', "\t"));
            assert_eq!(mend(&text), want);
            assert_eq!(mend(&want), want, "not stable");
        }
    }

    fn unchanged(cases: &[&str]) {
        for text in cases {
            check(&[(text, text)]);
        }
    }

    #[test]
    fn twice_on_a_line() {
        check(&[
            ("1 →森林の保全→森林の保全", "1 森林の保全"),
            (" 4 →森林（AB）の保全→森林（AB）の保全", " 4 森林（AB）の保全"),
            ("6 →水源→水源", "6 水源"),
            ("第1節　概要第1節　概要", "第1節　概要"),
            ("第1節　概要 第1節　概要", "第1節　概要"),
            ("第2章 概要概要", "第2章 概要"),
            ("1.2 森の道 森の道", "1.2 森の道"),
            ("3 森林の保全と育成 森林の保全と育成", "3 森林の保全と育成"),
            ("森林の保全と育成森林の保全と育成", "森林の保全と育成"),
            ("## 森林の保全森林の保全", "## 森林の保全"),
            ("August 2026August 2026", "August 2026"),
            ("1 →森林の保全", "1 森林の保全"),
            ("1.2 → Forest roads", "1.2 Forest roads"),
        ]);
        unchanged(&[
            "むかしむかし",
            "いろいろ",
            "不可 不可",
            "3 不可 不可",
            "2018 2018",
            "● ●",
            "東京都→東京都",
            "1→りんご",
            "1→りんご→りんご飴",
            "5 10 10",
            "はい。はい。",
            "これは、これは、",
            "| 森林の保全と育成 | 森林の保全と育成 |",
            "ABAB",
            "Data Sets Models Data Sets Models",
            "4 ShuffleBytes-ChangeBit-ShuffleBytes-ChangeBit-",
            "森の面積 前年との比 森の面積 前年との比",
            "ドンドンドンドン",
            "",
        ]);
    }

    #[test]
    fn twice_on_two_lines() {
        check(&[
            ("1.2 森の道⏎1.2 森の道⏎本文である。", "1.2 森の道⏎本文である。"),
            ("第2節 森の道⏎⏎第2節 森の道", "第2節 森の道"),
            ("第2節 森の道⏎森の道⏎本文である。", "第2節 森の道⏎本文である。"),
            ("2　森林の保全⏎2　森林の保全⏎本文である。", "2　森林の保全⏎本文である。"),
            ("## 森の道⏎⏎## 森の道⏎", "## 森の道⏎"),
            ("第2章 町で進む森の⏎手入れ⏎第2章 町で進む森の⏎手入れ⏎本文である。", "第2章 町で進む森の⏎手入れ⏎本文である。"),
            ("第2章 町で進む森の⏎第2章 町で進む森の⏎手入れ⏎手入れ⏎本文である。", "第2章 町で進む森の⏎手入れ⏎本文である。"),
        ]);
        unchanged(&[
            "不可⏎不可",
            "参照⏎⏎参照",
            "1 可⏎1 可",
            "1 森林の保全⏎1 森林の保全⏎1 森林の保全",
            "森の道⏎森の道",
            "1 同じである。⏎1 同じである。",
            "1 森の町⏎川の町⏎1 森の町⏎川の町",
            "1 建設の工事⏎森川組⏎1 建設の工事⏎森川組⏎2 測量の業務⏎川田測量",
            "1 森林の保全⏎川の町⏎1 森林の保全⏎川の町⏎1 森林の保全",
            "1 森林の保全⏎川の町⏎1 森林の保全⏎川の町⏎1 森林の保全⏎川の町⏎本文である。",
        ]);
    }

    #[test]
    fn letters_twice() {
        check(&[
            ("森森林林のの保保全全", "森林の保全"),
            ("第第１１節節　森森林林", "第１節　森林"),
            ("IInnttrroodduuccttiioonn", "Introduction"),
            ("# 森森林林のの保保全全", "# 森森林林のの保保全全"),
        ]);
        unchanged(&[
            "ああ",
            "ああいい",
            "AA BB CC DD",
            "11223344",
            "々々",
            "ーーーーーーーー",
            "bookkeeper",
            "＝＝＝＝＝＝＝＝＝＝",
            "ああああああああ",
        ]);
    }

    #[test]
    fn number_behind_its_title() {
        check(&[
            ("⏎森林の保全及び育成の強化第2節⏎森林は、国土を守る。", "⏎第2節 森林の保全及び育成の強化⏎森林は、国土を守る。"),
            ("森林の保全及び育成 第３章⏎⏎本文", "第３章 森林の保全及び育成⏎⏎本文"),
        ]);
        unchanged(&[
            "本文の途中で⏎森林の保全及び育成第2節",
            "詳しくは第2節",
            "森林の保全及び育成については第2節",
            "国際連合憲章第7章",
            "森林の保全を定める規則第2章",
            "森林の保全、その育成の強化第2節",
            "第1章 森林の保全及び育成第2節",
            "森林の保全及び育成第2節⏎に述べたとおりである。",
            "保全第2節",
        ]);
    }

    #[test]
    fn number_in_front_of_its_title() {
        check(&[
            ("第１章⏎新しい森⏎本文がここから始まり、次の行へ続く。", "第１章 新しい森⏎本文がここから始まり、次の行へ続く。"),
            ("第１節 ⏎⏎  森とは⏎⏎本文", "第１節 森とは⏎⏎本文"),
            ("1.1⏎背景と目的⏎1.2⏎森の用語⏎⏎本文", "1.1 背景と目的⏎1.2 森の用語⏎⏎本文"),
            ("2 森⏎2.1⏎背景と目的⏎", "2 森⏎2.1 背景と目的⏎"),
            ("Chapter 3⏎Forest Roads⏎⏎Text", "Chapter 3 Forest Roads⏎⏎Text"),
            ("第1章⏎⏎森の道⏎⏎第1節⏎⏎川の道⏎⏎本文", "第1章 森の道⏎⏎第1節 川の道⏎⏎本文"),
        ]);
        unchanged(&[
            "1⏎McCarthy (2006)⏎2⏎Jones (2007)",
            "1⏎森の道⏎",
            "10.00⏎1.00⏎0.01⏎森林⏎",
            "3.5⏎億円⏎",
            "第１章⏎第１節⏎森の道⏎川の道",
            "第１章⏎の方針は、森を守ることである。",
            "第2章⏎●森の会社",
            "第2章⏎森を守る取組が各地で進み、人々の暮らしに⏎根づいている地域では、若い人が戻り始めた。⏎",
            "第2章⏎入力できるようになります。",
            "第2節\x0C森の道",
            "Chapter 3⏎of this book",
        ]);
    }

    #[test]
    fn numbers_that_count_on() {
        let prose = "この町では、森の手入れと川の見回りを続けており、";
        for (one, two) in [("一", "二"), ("3", "4"), ("１", "２"), ("Ⅰ", "Ⅱ")] {
            let text = format!("{one}⏎主旨⏎{prose}⏎人が集まる。⏎{two}⏎⏎用語の定義⏎⏎{prose}⏎");
            let gap = if one == "一" || one == "Ⅰ" { "　" } else { " " };
            check(&[(&text, &format!("{one}{gap}主旨⏎{prose}⏎人が集まる。⏎{two}{gap}用語の定義⏎⏎{prose}⏎"))]);
        }
        check(&[
            ("①⏎森の手入れを続ける。⏎②⏎川の見回り", "① 森の手入れを続ける。⏎② 川の見回り"),
            ("（１）⏎森の手入れ⏎本文である。⏎（２）⏎川の見回り", "（１） 森の手入れ⏎本文である。⏎（２） 川の見回り"),
            ("1.⏎Forest roads⏎2.⏎River walks", "1. Forest roads⏎2. River walks"),
            ("次の町である。⏎1.⏎森の町⏎2.⏎川の町", "次の町である。⏎1. 森の町⏎2. 川の町"),
            ("取組⏎(1)⏎森の手入れを続ける。⏎(2)⏎川の見回り", "取組⏎(1) 森の手入れを続ける。⏎(2) 川の見回り"),
            (
                "⑴⏎森の手入れ⏎ア）⏎町の人が春と秋に、森の手入れを続ける。⏎イ）⏎⏎町の外の人も、夏の間は森の手入れに加わる。⏎⑵⏎川の見回り",
                "⑴ 森の手入れ⏎ア） 町の人が春と秋に、森の手入れを続ける。⏎イ） 町の外の人も、夏の間は森の手入れに加わる。⏎⑵ 川の見回り",
            ),
        ]);
        check(&[(
            "（１）森を守る。⏎（２）⏎川の見回りは、⏎町の人が続ける。⏎（３）海を守る。⏎（１）⏎池の周りでは、⏎町の人が道を作る。⏎（２）橋を直す。",
            "（１）森を守る。⏎（２）川の見回りは、⏎町の人が続ける。⏎（３）海を守る。⏎（１）池の周りでは、⏎町の人が道を作る。⏎（２）橋を直す。",
        )]);
        unchanged(&[
            "（１）森を守る。⏎（３）⏎川の見回りは、⏎町の人が続ける。⏎（４）海を守る。",
            "（２）を用いると、次の式となる。⏎（３）⏎川の水の量は、⏎毎年の値である。",
            "（１）森を守る。⏎森の量は次の式となる。⏎x = a + b⏎（２）⏎川の量は、次の式である。",
            "①⏎森の手入れを続ける。",
            "①⏎②⏎森の手入れ⏎川の見回り",
            "ア）⏎町の人が春と秋に、森の手入れを続ける。",
            // an index
            "ア⏎歩く人の町は、春と秋に、森の手入れを続ける町である。⏎イ⏎池の町は、夏の間に、川の見回りを続ける町である。",
            "ア⏎イ⏎森の手入れ⏎川の見回り",
            "ア⏎森の町⏎イ⏎川の町",
            "①⏎森の手入れ⏎③⏎川の見回り",
            "1⏎森⏎2⏎川",
            "二十、⏎二十一、⏎二十二、⏎本文である。",
            &format!("1⏎森の白書⏎{prose}⏎2⏎森の白書⏎{prose}⏎"),
            "1⏎森の手入れ⏎2⏎川の見回り⏎3⏎橋の修理",
            "(1)⏎where x is the area⏎(2)⏎and y",
            &format!("1\x0C⏎主旨⏎{prose}⏎2⏎\x0C用語⏎{prose}⏎"),
            "九⏎条⏎十⏎条",
            "順位⏎1.⏎森の町⏎2.⏎川の町⏎3.⏎海の町",
            "番号⏎(1)⏎森の手入れ⏎(2)⏎川の見回り",
        ]);
    }

    proptest! {
        #[test]
        fn stable(lines in prop::collection::vec(prop::sample::select(vec!["第1章", "1.1", "1", "①", "②", "一", "二", "（１）", "森の道", "森林の保全及び育成", "\t", " ", "第2節", "\n", "\n", "\n\n", "\x0C", "森森林林のの保保", "本文である。", "# "]), 0..40)) {
            let mut last = mend(&lines.concat());
            for _ in 0..6 {
                last = mend(&last);
            }
            prop_assert_eq!(mend(&last), last);
        }
    }
}
