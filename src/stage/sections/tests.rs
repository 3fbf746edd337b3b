//! Long texts in sections: made books, and what must hold for random ones.

use proptest::prelude::*;

use super::super::{Furniture, Gloss, Ruby};
use super::*;

const SIZE: usize = 12_000;

/// Pages of paragraphs, each of other words than the others.
fn pages(blank: bool) -> String {
    let places = ["森", "川", "山", "海", "町", "港", "谷", "島", "橋", "畑"];
    let paragraph = |n: usize| {
        let [a, b, c, d] = [1, 3, 7, 10].map(|k| places[(n / k + n * k) % 10]);
        format!(
            "　この{a}と{b}では{c}の整備を進め、{d}を守る取組が続いて\nおり、{a}と{d}の観測も{n}年のように行われて\nいる。{c}の報告は{b}に住む人々が書いた。\n"
        )
    };
    let part = |n: usize| if n % 9 == 8 { format!("\x0C- {} -\n", n / 9 + 1) } else { paragraph(n) };
    (0..600).map(part).collect::<Vec<_>>().join(if blank { "\n" } else { "" })
}

fn cleaned(text: &str, traced: bool) -> Cleaned {
    let text = Text::from(text);
    let trace = traced.then(|| Trace::of(text.len()));
    clean(text, &Options::default(), trace, SIZE)
}

#[test]
fn sections_are_cleaned_as_one_text_is() {
    for blank in [false, true] {
        let source = pages(blank);
        assert!(gaps(&source, SIZE).len() > 4);
        let parted = cleaned(&source, false);
        let whole = super::super::clean_text(Text::from(source.as_str()), &Options::default());
        assert_eq!(parted.text.as_str(), whole.text.as_str());
    }
}

#[test]
fn nothing_is_lost_and_clean_text_stays() {
    for blank in [false, true] {
        let source = pages(blank);
        let out = cleaned(&source, true);
        assert_eq!((out.map.source_len(), out.map.output_len()), (Text::from(source.as_str()).len(), out.text.len()));
        assert!(out.map.lost().is_empty());
        for (index, piece) in out.map.pieces().iter().enumerate().filter(|(_, piece)| piece.cause.is_none()) {
            assert_eq!(source.get(piece.source.range()), out.text.get(out.map.output(index).range()));
        }
        assert!(out.changes.iter().all(|change| source.get(change.span.range()).is_some()));
        let number = out.changes.iter().find(|change| change.cause.stage == "furniture").map(|change| &source[change.span.range()]);
        assert_eq!(number.map(str::trim), Some("- 1 -"));
        assert_eq!(out.tally.iter().map(|(_, n)| n).sum::<usize>(), out.changes.len());
        let again = cleaned(&out.text, true);
        assert!(again.changes.is_empty(), "{:?}", again.changes);
        let plain = cleaned(&source, false);
        assert_eq!((plain.text.as_str(), &plain.tally, plain.rounds), (out.text.as_str(), &out.tally, out.rounds));
    }
}

#[test]
fn texts_that_are_not_cut() {
    let text = "森。\n　川。\n".repeat(4000);
    assert!(!gaps(&text, SIZE).is_empty());
    // too short, no place to cut, fences
    for text in [
        text.chars().take(SIZE / 3).collect(),
        "森".repeat(SIZE),
        format!("{text}\n- 森\n   ```\n{text}\n   ```\n"),
        format!("<pre>{text}</pre>"),
    ] {
        assert_eq!(gaps(&text, SIZE), []);
    }
}

#[test]
fn cuts_follow_what_they_stood_beside() {
    let source = pages(true);
    let near = |text: &str| {
        let letters = |gap: Span| text[gap.end as usize..].chars().take(8).collect::<String>();
        gaps(text, SIZE).into_iter().map(letters).collect::<Vec<_>>()
    };
    let (cuts, moved) = (near(&source), near(&source.replace("進め、", "進めて、")));
    assert!(cuts.iter().filter(|cut| moved.contains(cut)).count() * 4 >= cuts.len() * 3, "{cuts:?} {moved:?}");
}

#[test]
fn a_text_that_became_shorter_has_as_many_sections() {
    let paragraph = "森。\n　川。\n";
    let sections = |tenths: usize| gaps(&paragraph.repeat(SIZE * tenths / 10 / paragraph.len()), SIZE).len() + 1;
    assert_eq!([159, 121, 119, 111, 81].map(sections), [8; 5]);
}

/// Blocks and line ends that long texts are made of.
const PARTS: &[&str] = &[
    "　この森と川では山の整備を進め、港を守る取組が\nおり、海の観測も行われている。\n",
    "町の人々は橋を渡る。畑の手入れは町\nの人々が\n\n行う。\n",
    "　港の人々は海を見る。\n",
    "えんどう\n遠藤は町の観測（しおり）\n栞を続けている。\n",
    "The walks of the valley are kept by many\npeople who live near them.\n",
    "The council looks after the exam-\nple of the\n",
    "mill. It is open in winter.\n",
    "共同のI\nIntelligence, Surveillance and Reconnaissance\nSR活動を続ける。\n",
    "第2章 森の手入れ\n",
    "森の手入れ\t森の手入れ\n",
    "- 橋を渡る。\n- 川を渡る。\n",
    "① 町の頁による。\n",
    "図表1 森の地図\n",
    "（注1）町の頁による。\n",
    "| 森 | 川 |\n",
    "© 町立図書館\n",
    "こ の た め、各 種 の\n",
    "町の取組を\n",
    "\x0C- 3 -\n",
    "\x0C森の白書\n",
    "12\n",
    "\n",
    "\n\n",
    "\x0C",
    "\x0C\n\x0C",
    "\r\n",
    "\r",
    " \n",
    "　",
    "　\n",
    "\t\x0C　\r\n",
    "\u{85}",
    "。\n",
    "”と述べた。\n",
    "〉\n",
    "\u{FEFF}",
    "\0",
];

fn long() -> impl Strategy<Value = String> {
    let text = prop::collection::vec(prop::sample::select(PARTS), 20..90).prop_map(|parts| parts.concat());
    (text, 0..4u8).prop_map(|(text, how)| match how {
        0 => text.replace('\n', "\r\n"),
        1 => text.repeat(2),
        _ => text,
    })
}

fn options() -> impl Strategy<Value = Options> {
    let glosses = prop::sample::select(&[Gloss::Inline, Gloss::Drop, Gloss::Keep][..]);
    let rubies = prop::sample::select(&[Ruby::Drop, Ruby::Aozora, Ruby::Html, Ruby::Keep][..]);
    let furniture = prop::sample::select(&[Furniture::Drop, Furniture::Keep, Furniture::Mark][..]);
    let skipped = prop::sample::select(&["", "", "", "lines", "spaces", "furniture", "floats"][..]);
    (glosses, rubies, furniture, skipped).prop_map(|(gloss, ruby, furniture, skipped)| Options {
        gloss,
        ruby,
        furniture,
        skip: vec![skipped.to_owned()],
        ..Options::default()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, max_shrink_iters: 2000, ..ProptestConfig::default() })]

    #[test]
    fn laws_of_texts_in_sections(source in long(), size in 100..500usize, options in options()) {
        let of = |text: &str, traced: bool| {
            let text = Text::from(text);
            let trace = traced.then(|| Trace::of(text.len()));
            clean(text, &options, trace, size)
        };
        let out = of(&source, true);
        prop_assert_eq!((out.map.source_len() as usize, out.map.output_len()), (source.len(), out.text.len()));
        prop_assert_eq!(out.map.lost(), []);
        let inverse = out.map.inverse();
        for (index, piece) in out.map.pieces().iter().enumerate() {
            let (from, to) = (source.get(piece.source.range()), out.text.get(out.map.output(index).range()));
            prop_assert!(from.is_some() && to.is_some());
            if piece.cause.is_none() {
                prop_assert_eq!(from, to);
                let there = out.map.to_source(out.map.output(index));
                prop_assert_eq!((there.span, there.exact), (piece.source, true));
                prop_assert_eq!(inverse.to_output(piece.source).map(|m| (m.span, m.exact)), Some((out.map.output(index), true)));
            }
        }
        let inside = |span: Span| source.get(span.range()).is_some();
        prop_assert!(out.changes.iter().all(|change| inside(change.span)) && out.annotations.iter().all(|note| inside(note.span)));
        prop_assert_eq!(out.tally.iter().map(|(_, n)| n).sum::<usize>(), out.changes.len());
        prop_assert!(!out.text.contains('\r'));
        let plain = of(&source, false);
        prop_assert_eq!((plain.text.as_str(), plain.tally, plain.rounds), (out.text.as_str(), out.tally, out.rounds));
        prop_assert_eq!(of(&out.text, true).changes, []);
    }
}
