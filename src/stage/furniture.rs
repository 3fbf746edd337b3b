//! Running heads and feet, page numbers, side tabs and box labels.
//!
//! They stand in the text because the page had them, often in the middle of a
//! sentence. Nothing is taken for furniture by its looks: it must repeat at the
//! edge of pages, count the pages, echo a heading beside the page number, or
//! repeat apart from all other text. And
//! there is a valve: when more would go than furniture can be, the evidence is
//! wrong, and nothing goes at all. (A tool of this kind once deleted 30,890
//! words of War and Peace.)

mod counted;
mod echo;
mod key;
mod label;
mod opening;
mod page;
mod paged;
mod scattered;
mod unpaged;

use super::{Furniture, Options};
use crate::layout::is_marked;
use crate::text::{AnnotationKind, Cause, Edits, Line, Lines, Span, Text, class};
use rustc_hash::FxHashMap;

const STAGE: &str = "furniture";

static HEAD: Cause = Cause { stage: STAGE, reason: "repeats at the edge of the pages" };
static NUMBER: Cause = Cause { stage: STAGE, reason: "is a page number" };
static TAB: Cause = Cause { stage: STAGE, reason: "is a tab at the side of the page" };
static LABEL: Cause = Cause { stage: STAGE, reason: "is a label that belongs to no sentence" };

/// The share of a text's characters that furniture can be: one in `VALVE`.
const VALVE: u64 = 5;

/// Lines already found to be furniture, by their index (0-based), each with
/// the reason.
type Taken = FxHashMap<usize, &'static Cause>;

/// Finds the furniture and does with it what `options.furniture` says.
#[must_use]
pub(super) fn run(text: &Text, options: &Options) -> Edits {
    let lines = text.lines();
    let mut taken = Taken::default();
    label::tabs(text, &mut taken);
    if lines.iter().any(|l| l.page) {
        paged::find(text, &mut taken);
    } else {
        unpaged::find(text, &mut taken);
        counted::find(text, &mut taken);
    }
    label::labels(text, &mut taken);
    let mut edits = Edits::new();
    if taken.is_empty() || too_much(lines, &taken) {
        return edits;
    }
    let mut found: Vec<_> = taken.into_iter().collect();
    found.sort_unstable_by_key(|f| f.0);
    for (index, cause) in found {
        let Some(line) = lines.get(index) else { continue };
        edits.annotate(AnnotationKind::Furniture, line.body, text.slice(line.body));
        match options.furniture {
            Furniture::Keep => {}
            Furniture::Drop => edits.delete(with_line_end(text, line), cause),
            Furniture::Mark => {
                edits.insert(line.body.start, "⟦", cause);
                edits.insert(line.body.end, "⟧", cause);
            }
        }
    }
    edits
}

/// The line with its LF; a form feed is not the line's own and stays.
fn with_line_end(text: &Text, line: &Line) -> Span {
    let lf = text.as_bytes().get(line.span.end as usize) == Some(&b'\n');
    Span::new(line.span.start, line.span.end + u32::from(lf))
}

fn too_much(lines: &Lines, taken: &Taken) -> bool {
    let weight = |l: &Line| u64::from(l.chars.saturating_sub(l.spaces));
    let all: u64 = lines.iter().map(weight).sum();
    let gone: u64 = taken.keys().filter_map(|&i| lines.get(i)).map(weight).sum();
    gone * VALVE > all
}

/// The number that a text of digits alone, ASCII or fullwidth, writes.
fn number(digits: &str) -> Option<u32> {
    let add = |value: u32, c: char| value.checked_mul(10)?.checked_add(class::digit_value(c)?);
    digits.chars().try_fold(0, add).filter(|_| !digits.is_empty())
}

/// Whether the line can be furniture at all: not blank, and not marked by an
/// earlier run.
fn is_open(text: &Text, line: &Line, taken: &Taken, index: usize) -> bool {
    let marked = line.first == '⟦' && is_marked(text.slice(line.body));
    !line.is_blank() && !marked && !taken.contains_key(&index)
}

#[cfg(test)]
mod tests {
    use super::run;
    use crate::stage::{Furniture, Options};
    use crate::text::Text;
    use proptest::prelude::*;

    /// Body lines, all different, that furniture can be set among; none begins a
    /// text that a head could be the title of.
    fn body(from: usize, lines: usize) -> String {
        let kanji: Vec<char> = "山川海空森林田畑村町港橋道駅店家庭花木草石水火土風雲雨雪星月".chars().collect();
        let pick = |n: usize| kanji.get(n % kanji.len()).copied().unwrap_or('山');
        (from..from + lines)
            .map(|n| format!("を経て、この地域では{}と{}の整備を進め、{}を守る取組が続く\n", pick(n), pick(n / 3 + 7), pick(n * 5 + 1)))
            .collect()
    }

    /// Pages, each a head, some body, and a foot.
    fn pages(edges: &[(&str, &str)]) -> String {
        let page = |(i, (head, foot)): (usize, &(&str, &str))| {
            let head = if head.is_empty() { String::new() } else { format!("{head}\n") };
            format!("{head}{}{foot}", body(i * 11, 10))
        };
        edges.iter().enumerate().map(page).collect::<Vec<_>>().join("\x0C")
    }

    fn mend(text: &str, furniture: Furniture) -> String {
        let options = Options { furniture, ..Options::default() };
        let edits = run(&Text::from(text), &options);
        assert_eq!(edits.refused(), 0);
        edits.apply(&Text::from(text)).map(|(t, _)| t.into_string()).unwrap_or_default()
    }

    /// What is gone from `text`, joined by `|`.
    fn gone(text: &str) -> String {
        let after = mend(text, Furniture::Drop);
        assert_eq!(mend(&after, Furniture::Drop), after, "not stable: {text}");
        let marked = mend(text, Furniture::Mark);
        assert_eq!(mend(&marked, Furniture::Mark), marked, "marks are not stable: {text}");
        assert_eq!(mend(text, Furniture::Keep), text);
        let gone: Vec<&str> = marked.split(['\n', '\x0C']).filter_map(|l| l.trim().strip_prefix('⟦')?.strip_suffix('⟧')).collect();
        assert_eq!(after.matches('\x0C').count(), text.matches('\x0C').count());
        gone.join("|")
    }

    /// Name, head and foot of each page, what goes.
    type Case<'a> = (&'a str, &'a [(&'a str, &'a str)], &'a str);

    fn check(cases: &[Case<'_>]) {
        for (name, edges, want) in cases {
            assert_eq!(gone(&pages(edges)), *want, "{name}");
        }
    }

    #[test]
    fn furniture_of_pages_goes() {
        check(&[
            ("page numbers", &[("", "1"), ("", "2"), ("", "3")], "1|2|3"),
            ("with dashes", &[("", "- 11 -"), ("", "- 12 -"), ("", "- 13 -")], "- 11 -|- 12 -|- 13 -"),
            ("of all", &[("", "1/3"), ("", "2/3"), ("", "3/3")], "1/3|2/3|3/3"),
            ("full width", &[("", "９"), ("", "１０"), ("", "１１")], "９|１０|１１"),
            ("Roman", &[("", "i"), ("", "ii"), ("", "iii")], "i|ii|iii"),
            ("Roman, then not", &[("", "i"), ("", "2"), ("", "3"), ("", "4"), ("", "5")], "i|2|3|4|5"),
            ("head and foot", &[("白書の題", "4"), ("白書の題", "5"), ("白書の題", "6")], "白書の題|4|白書の題|5|白書の題|6"),
            ("number under the head", &[("白書の題\n4", ""), ("白書の題\n5", ""), ("白書の題\n6", "")], "白書の題|4|白書の題|5|白書の題|6"),
            (
                "number in the head",
                &[("白書の題　4", ""), ("5　白書の題", ""), ("白書の題　6", ""), ("7　白書の題", ""), ("白書の題　8", "")],
                "白書の題　4|5　白書の題|白書の題　6|7　白書の題|白書の題　8",
            ),
            (
                "number in each head",
                &[("白書の題　4", ""), ("白書の題　5", ""), ("白書の題　6", "")],
                "白書の題　4|白書の題　5|白書の題　6",
            ),
            (
                "printed by a browser",
                &[
                    ("", "11/22/26, 2:38 PM https://example.jp/doc1/v2.html 1/4"),
                    ("", "11/22/26, 2:38 PM https://example.jp/doc1/v2.html 2/4"),
                    ("", "11/22/26, 2:38 PM https://example.jp/doc1/v2.html 3/4"),
                    ("", "11/22/26, 2:38 PM\nhttps://example.jp/doc1/v2.html 4/4"),
                ],
                "11/22/26, 2:38 PM https://example.jp/doc1/v2.html 1/4|11/22/26, 2:38 PM https://example.jp/doc1/v2.html 2/4|\
                 11/22/26, 2:38 PM https://example.jp/doc1/v2.html 3/4",
            ),
            (
                "left and right",
                &[("部の題\n4", ""), ("章の題\n5", ""), ("部の題\n6", ""), ("章の題\n7", "")],
                "部の題|4|章の題|5|部の題|6|章の題|7",
            ),
            (
                "two lines",
                &[("白書の題\n省庁の名", "1"), ("白書の題\n省庁の名", "2"), ("白書の題\n省庁の名", "3")],
                "白書の題|省庁の名|1|白書の題|省庁の名|2|白書の題|省庁の名|3",
            ),
            (
                "chapters change",
                &[("森の章", "1"), ("森の章", "2"), ("森の章", "3"), ("海の章", "4"), ("海の章", "5"), ("海の章", "6")],
                "森の章|1|森の章|2|森の章|3|海の章|4|海の章|5|海の章|6",
            ),
            (
                "behind a figure",
                &[("白書の題", "1"), ("白書の題", "2"), ("図の字\n白書の題", "3"), ("白書の題", "4")],
                "白書の題|1|白書の題|2|白書の題|3|白書の題|4",
            ),
            (
                "blank pages",
                &[("白書の題", "1"), ("白書の題", "2"), ("白書の題", "4"), ("白書の題", "5")],
                "白書の題|白書の題|白書の題|白書の題",
            ),
        ]);
    }

    #[test]
    fn heads_that_change_with_each_section_echo_their_headings() {
        let text = pages(&[
            ("1\n森の手入れ\n区分", ""),
            ("2\n森の手入れ\n川の整備", ""),
            ("川の整備\n3\n海の観測", ""),
            ("4　海の観測", ""),
            ("第2章　町\n5", ""),
            ("6\n第2章　町\n山の手入れ", ""),
            ("山の手入れ\n7", ""),
            // no heads
            ("8\nまた、次に、", ""),
            ("9\nまた、次に、", ""),
            ("10\n区分", ""),
        ]);
        let found = gone(&text);
        for head in ["2|森の手入れ", "川の整備|3", "4　海の観測", "山の手入れ|7"] {
            assert!(found.contains(head), "{head}: {found}");
        }
        for heading in ["|川の整備|海", "海の観測|4", "町|山の手入れ|山", "また", "区分"] {
            assert!(!found.contains(heading), "{heading}: {found}");
        }
    }

    #[test]
    fn titles_of_a_contents_list_are_no_headings_that_heads_echo() {
        let list = "1\n目次の頁\n森の手入れ\n川の整備\n海の観測";
        let found = gone(&pages(&[(list, ""), ("2\n森の手入れ", ""), ("3\n川の整備", ""), ("4\n海の観測", ""), ("5", "")]));
        assert_eq!(found, "1|2|3|4|5");
        // an entry that was cut in front of its leaders
        let list = "1\n目次の頁\n森 ………… 2\n町 ………… 3\n山 ………… 4\n森の手入れと川の整備\n………… 5";
        let found = gone(&pages(&[(list, ""), ("2\n森の手入れと川の整備", ""), ("3", ""), ("4", "")]));
        assert_eq!(found, "1|2|3|4");
        // another head stands at the top
        let found = gone(&pages(&[("2020年6月\n1\n森の手入れ", ""), ("2020年6月\n2\n森の手入れ", ""), ("2020年6月\n3", "")]));
        assert!(!found.contains("森"), "{found}");
    }

    #[test]
    fn what_is_not_proved_stays() {
        check(&[
            ("one page", &[("白書の題", "1")], ""),
            ("two heads", &[("白書の題", ""), ("白書の題", "")], ""),
            (
                "note numbers",
                &[
                    ("", "1\nSmith (2001)\n2\nJones (2002)"),
                    ("", "3\nBrown (2003)\n4\nGreen (2004)"),
                    ("", "5\nWhite (2005)\n6\nBlack (2006)"),
                ],
                "",
            ),
            ("one note a page", &[("", "1\nSmith, Annual Review"), ("", "2\nJones, Nature"), ("", "3\nBrown, Science")], ""),
            ("years", &[("", "1960\n1970"), ("", "1961\n1971"), ("", "1962\n1972"), ("", "1963\n1973")], ""),
            ("chapters of a page", &[("第1章", ""), ("第2章", ""), ("第3章", ""), ("第4章", "")], ""),
            ("numbered titles", &[("1　目的", ""), ("2　範囲", ""), ("3　定義", "")], ""),
            ("bullets", &[("•", ""), ("•", ""), ("•", ""), ("•", "")], ""),
            ("table heads inside", &[("森\n区分", ""), ("川\n区分", ""), ("海\n区分", ""), ("空\n区分", "")], ""),
            ("sentences", &[("", "以上である。"), ("", "以上である。"), ("", "これも。"), ("", "以上である。")], ""),
            ("table values", &[("", "12\n15\n18"), ("", "20\n11\n19"), ("", "14\n13\n28")], ""),
        ]);
    }

    #[test]
    fn headings_stay_among_running_heads() {
        let mid =
            pages(&[("森の章", "1"), ("森の章", "2"), ("森の章", "3")]).replacen("を守る取組が続く\n", "を守る取組が続く\n森の章\n", 1);
        assert_eq!(gone(&mid), "森の章|1|森の章|2|森の章|3");
        let opening =
            pages(&[("白書の題", "1"), ("第2章　森", "2"), ("白書の題", "3"), ("第2章　森", "4"), ("白書の題", "5"), ("第2章　森", "6")]);
        assert_eq!(gone(&opening), "白書の題|1|2|白書の題|3|第2章　森|4|白書の題|5|第2章　森|6");
        let below = pages(&[
            ("部の題\n4\n章の題", ""),
            ("章の題\n5", ""),
            ("部の題\n6", ""),
            ("章の題\n7", ""),
            ("部の題\n8", ""),
            ("章の題\n9", ""),
        ]);
        assert_eq!(gone(&below), "部の題|4|章の題|5|部の題|6|章の題|7|部の題|8|章の題|9");
    }

    #[test]
    fn line_ends_go_with_the_line_and_form_feeds_stay() {
        let text = pages(&[("白書の題", "1\n"), ("白書の題", "2\n"), ("白書の題", "3")]);
        let want = pages(&[("", ""), ("", ""), ("", "")]);
        assert_eq!(mend(&text, Furniture::Drop), want);
    }

    #[test]
    fn texts_without_form_feeds() {
        let head = |n: usize| format!("{}\n\n白書の題\n\n{n}\n\n", body(n * 20, 18));
        let text: String = (4..9).map(head).collect();
        assert_eq!(gone(&text), "白書の題|4|白書の題|5|白書の題|6|白書の題|7|白書の題|8");
        let bare: String = (4..9).map(|n| format!("{}\n{n}\n\n", body(n * 20, 18))).collect();
        assert_eq!(gone(&bare), "4|5|6|7|8");
        let notes: String = (1..9).map(|n| format!("{}\n{n}\nSmith, Nature {n}, 12\n\n", body(n * 20, 18))).collect();
        assert_eq!(gone(&notes), "");
        let table = format!("{}\n1\n2\n3\n4\n5\n6\n{}", body(0, 20), body(30, 20));
        assert_eq!(gone(&table), "");
    }

    #[test]
    fn heads_that_count_pages_by_themselves() {
        let set = |heads: &[&str], lines: usize| {
            heads.iter().enumerate().map(|(i, h)| format!("{}{h}\n", body(i * 30, lines))).collect::<String>()
        };
        for (heads, lines, goes) in [
            (["Page 21 of 31", "Page 22 of 31", "Page 23 of 31"], 5, true),
            (["22 | Annual Report", "Annual Report | 23", "24 | Annual Report"], 5, true),
            (["22　白書の題", "白書の題　23", "24　白書の題"], 12, true),
            (["", "Page 22 of 31", "Page 23 of 31"], 12, true),
            (["", "Page 22 of 31", "Page 23 of 31"], 5, false),
            (["Page 21 of 31", "Page 22 of 32", "Page 23 of 33"], 12, false),
            (["22　白書の題", "23　白書の題", "24　白書の題"], 12, false),
            (["Recommendation 1", "Recommendation 2", "Recommendation 3"], 12, false),
            (["コラム｜1", "コラム｜2", "コラム｜3"], 12, false),
            (["Page 21 of 31", "Page 21 of 31", "Page 21 of 31"], 12, false),
        ] {
            let all = heads.iter().filter(|h| !h.is_empty()).copied().collect::<Vec<_>>().join("|");
            assert_eq!(gone(&set(&heads, lines)), if goes { all } else { String::new() }, "{heads:?}");
        }
    }

    #[test]
    fn few_pages_at_even_distances() {
        let heads = |heads: [&str; 3]| heads.iter().enumerate().map(|(i, h)| format!("{}{h}\n", body(i * 30, 20))).collect::<String>();
        let found = gone(&heads(["12\n白書の題", "海の章\n13", "14\n白書の題"]));
        assert_eq!(found, "12|白書の題|13|14|白書の題");
        assert_eq!(gone(&heads(["12\n白書の題", "海の章\n13", "14\n森の章"])), "");
        // sections
        assert_eq!(gone(&heads(["1\n概要", "2\n概要", "3\n課題"])), "");
    }

    #[test]
    fn sentences_that_pages_begin_with() {
        for sentence in [
            "　この町における今年の主な取組は、次のとおりである。",
            "　この町では、今年において災害に強いまちづくりを進めるため、次に掲",
            "The following measures were taken in the course of this report.",
            "The council has decided as follows:",
            "The measures are shown in the table below and are those of the",
        ] {
            let heads = ["白書の題", "白書の題", "白書の題", "白書の題"].map(|head| format!("{head}\n{sentence}"));
            let pages = pages(&heads.each_ref().map(|head| (head.as_str(), "")));
            assert_eq!(gone(&pages), "白書の題|白書の題|白書の題|白書の題", "{sentence}");
        }
    }

    #[test]
    fn tabs_and_labels() {
        let tab = |n: usize, tab: &str| format!("{}\n{tab}\n\n{}", body(n * 30, 12), body(n * 30 + 14, 12));
        assert_eq!(gone(&(tab(0, "第\n１\n章") + &tab(1, "第\n１\n章"))), "第|１|章|第|１|章");
        assert_eq!(gone(&(tab(0, "第\n\nⅡ\n\n部") + &tab(1, "第 \nⅡ \n部 "))), "第|Ⅱ|部|第|Ⅱ|部");
        assert_eq!(gone(&tab(0, "第\n１\n章")), "");
        let titled = |n: usize, title: &str| tab(n, &format!("第\n１\n章\n{title}"));
        let thrice: String = (0..3).map(|n| titled(n, "森\nの\n町")).collect();
        assert_eq!(gone(&thrice), ["第|１|章|森|の|町"; 3].join("|"));
        assert_eq!(gone(&(titled(0, "森\nの\n町") + &titled(1, "森\nの\n町"))), "");
        assert_eq!(gone(&(titled(0, "森\nの\n町") + &titled(1, "川\nの\n町"))), "");
        assert_eq!(gone(&(tab(0, "VOICE") + &tab(1, "VOICE"))), "VOICE|VOICE");
        assert_eq!(gone(&tab(0, "VOICE")), "");
        assert_eq!(gone(&(tab(0, "NATO") + &tab(1, "NATO") + "NATOは、集団防衛の組織である。\n")), "");
        assert_eq!(gone(&(body(0, 30) + "\nHTML\n\nJSON\n\nHTML\n\nJSON\n")), "");
        assert_eq!(gone(&("Ш\n\n".to_owned() + &body(0, 12))), "Ш");
        assert_eq!(gone(&("Ш\n\n".to_owned() + &body(0, 12) + "Шостакович\n")), "");
    }

    #[test]
    fn the_valve() {
        let form: String = (1..9).map(|n| format!("事業の名称\n担当の部局\n{n}億円\n")).collect::<Vec<_>>().join("\x0C");
        assert_eq!(gone(&form), "");
    }

    proptest! {
        #[test]
        fn stable(lines in prop::collection::vec(prop::sample::select(vec!["1", "2", "3", "白書の題", "第1章", "本文が続く行である", "", "\x0C", "VOICE", "第", "章", "i", "長い本文の行がここにあり、文は次の行へ続く"]), 0..60)) {
            let text = lines.join("\n");
            let once = mend(&text, Furniture::Drop);
            let mut last = once;
            for _ in 0..3 {
                last = mend(&last, Furniture::Drop);
            }
            prop_assert_eq!(mend(&last, Furniture::Drop), last);
        }
    }
}
