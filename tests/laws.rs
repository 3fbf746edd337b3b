//! What must hold for every text that is cleaned, tried on all data there is
//! and on random text.
//!
//! The table of the stages is read, so a new stage is held to the laws from the
//! day it stands in it.

use std::sync::Mutex;

use hakusho::stage::{self, Furniture, Gloss, LatinSpacing, Ruby, STAGES, Width};
use hakusho::text::{Cause, Edits, SourceMap, Span, Text};
use hakusho::{Cleaned, Options, clean, clean_text};
use proptest::prelude::*;
use rayon::prelude::*;

use crate::corpus::{self, Sample};

/// Rounds after which a text must have come to rest.
const ROUNDS: usize = 7;

/// A broken law, in words.
type Broken = String;

fn text(text: &str) -> Text {
    Text::new(text.to_owned()).unwrap_or_default()
}

/// Nothing is lost, and every position points back to where it came from.
fn nothing_lost(source: &Text, out: &Cleaned) -> Result<(), Broken> {
    let map = &out.map;
    if (map.source_len(), map.output_len()) != (source.len(), out.text.len()) {
        return Err("the map has other lengths than the texts".into());
    }
    if let Some(gap) = map.lost().first() {
        return Err(format!("lost {:?} at {gap:?}", source.slice(*gap)));
    }
    // 1: copied, 2: rewritten for a cause
    let mut fate = vec![0u8; source.as_str().len()];
    for (index, piece) in map.pieces().iter().enumerate() {
        let place = map.output(index);
        let (from, to) = (source.get(piece.source.range()), out.text.get(place.range()));
        if from.is_none() || to.is_none() {
            return Err(format!("piece {piece:?} cuts a character"));
        }
        if piece.cause.is_none() && from != to {
            return Err(format!("{from:?} was copied as {to:?}"));
        }
        for byte in &mut fate[piece.source.range()] {
            match (piece.cause.is_none(), *byte) {
                (true, 0) => *byte = 1,
                (true, _) => return Err(format!("{from:?} is in the output twice")),
                (false, 0) => *byte = 2,
                (false, 2) => {}
                (false, _) => return Err(format!("{from:?} was both copied and rewritten")),
            }
        }
    }
    if fate.contains(&0) {
        return Err("a byte is in no piece".into());
    }
    let inside = |span: Span| source.get(span.range()).is_some();
    if let Some(change) = out.changes.iter().find(|c| !inside(c.span)) {
        return Err(format!("change {change:?} is no place of the source"));
    }
    if let Some(note) = out.annotations.iter().find(|a| !inside(a.span)) {
        return Err(format!("annotation {note:?} is no place of the source"));
    }
    let changed = map.pieces().iter().any(|p| p.cause.is_some());
    if changed && out.changes.is_empty() {
        return Err("a text changed without a change".into());
    }
    Ok(())
}

/// One edit and the text around it.
fn told(text: &Text, span: Span, cause: &Cause, with: &str, to: Option<u32>) -> String {
    let (start, end) = (span.start as usize, span.end as usize);
    let near = |at: usize| (at..text.as_str().len()).find(|&i| text.is_char_boundary(i)).unwrap_or(text.as_str().len());
    let around = &text[near(start.saturating_sub(60))..near(end.min(start + 60) + 60)];
    let what: String = text.slice(span).chars().take(40).collect();
    let to = to.map(|to| format!(", moved by {}", i64::from(to) - i64::from(span.start))).unwrap_or_default();
    format!("{} ({}) makes {with:?} of {what:?}{to} in {around:?}", cause.stage, cause.reason)
}

/// Without a record of the changes the text is the same, and so are their counts.
fn untraced(source: &Text, out: &Cleaned, options: &Options) -> Result<(), Broken> {
    let plain = clean_text(text(source), options);
    let counted = out.tally.iter().all(|(stage, n)| out.changes.iter().filter(|c| c.cause.stage == *stage).count() == *n);
    let same = plain.text.as_str() == out.text.as_str() && plain.tally == out.tally && plain.rounds == out.rounds;
    if same && counted { Ok(()) } else { Err(format!("counted {:?}, without a record {:?}", out.tally, plain.tally)) }
}

/// Clean text stays as it is.
fn idempotent(out: &Cleaned, options: &Options) -> Result<(), Broken> {
    let again = clean(text(&out.text), options);
    if let Some(change) = again.changes.first() {
        let what = told(&out.text, change.span, change.cause, &change.written, None);
        let same = if again.text.as_str() == out.text.as_str() { " (the text stayed the same)" } else { "" };
        return Err(format!("{} changes on the second run{same}: {what}", again.changes.len()));
    }
    Ok(())
}

/// The edits are such as a stage may make of this text.
fn legal(now: &Text, stage: &str, edits: &Edits) -> Result<(), Broken> {
    if edits.refused() > 0 {
        return Err(format!("{} edits of stage {stage} overlap", edits.refused()));
    }
    if let Some(edit) = edits.list().iter().find(|e| now.get(e.span.range()).is_none()) {
        return Err(format!("stage {stage}: {edit:?} is no place of the text"));
    }
    if let Some(edit) = edits.list().iter().find(|e| e.to.is_none() && now.slice(e.span) == e.text) {
        return Err(format!("stage {stage}: {edit:?} changes nothing"));
    }
    if let Some(edit) = edits.list().iter().find(|e| !STAGES.iter().any(|s| s.name == e.cause.stage)) {
        return Err(format!("stage {stage}: the cause names no stage, {:?}", edit.cause));
    }
    Ok(())
}

/// The same as [`clean`], step by step, with every step looked at. The number
/// of rounds it took.
fn step_by_step(source: &Text, out: &Cleaned, options: &Options) -> Result<usize, Broken> {
    let mut now = text(source);
    let mut map = SourceMap::identity(source.len());
    let mut last = String::new();
    for round in 1..=ROUNDS {
        // a round knows nothing but the text
        now = text(&now);
        let mut changed = false;
        let [lines, layout] = stage::parts();
        // once those, and then these until they are done
        for (times, part) in std::iter::once(lines).chain(std::iter::repeat(layout)).enumerate() {
            let mut moved = false;
            for stage in part.iter().filter(|s| !options.skip.iter().any(|skip| skip == s.name)) {
                let edits = stage.edits(&now, options);
                legal(&now, stage.name, &edits)?;
                if edits.is_empty() {
                    continue;
                }
                moved = true;
                last = edits.list().first().map(|e| told(&now, e.span, e.cause, &e.text, e.to)).unwrap_or_default();
                let (next, step) = stage::apply(&now, &edits, options).ok_or("the text grew too long")?;
                map = map.then(&step);
                now = next;
            }
            changed |= moved;
            if times > 0 && !moved {
                break;
            }
        }
        if !changed {
            return if now.as_str() != out.text.as_str() || map != out.map {
                Err("step by step gives another text".into())
            } else {
                Ok(round)
            };
        }
    }
    Err(format!("still changing after {ROUNDS} rounds: {last}"))
}

/// All laws; the number of rounds it took.
fn lawful(source: &str, options: &Options) -> Result<usize, Broken> {
    let source = text(source);
    let out = clean(text(&source), options);
    nothing_lost(&source, &out)?;
    let rounds = step_by_step(&source, &out, options)?;
    untraced(&source, &out, options)?;
    idempotent(&out, options)?;
    Ok(rounds)
}

/// Runs `law` over the samples on all cores and fails with what broke.
fn over(samples: &[Sample], law: impl Fn(&Sample) -> Result<(), Broken> + Sync) {
    let mut broken: Vec<Broken> = samples.par_iter().filter_map(|s| law(s).err().map(|e| format!("{}: {e}", s.name))).collect();
    broken.sort();
    assert!(broken.is_empty(), "{} of {} broken:\n{}", broken.len(), samples.len(), broken.join("\n"));
}

/// What `clean` does without options, and what the measurements use.
fn usual() -> [Options; 2] {
    [Options::default(), Options { gloss: Gloss::Drop, ..Options::default() }]
}

/// Every value of every option, with the others as they are by default, and
/// some together.
fn all_options() -> Vec<Options> {
    let mut list = Vec::new();
    for gloss in [Gloss::Inline, Gloss::Drop, Gloss::Keep] {
        for ruby in [Ruby::Drop, Ruby::Aozora, Ruby::Paren, Ruby::Html, Ruby::Keep] {
            list.push(Options { gloss, ruby, ..Options::default() });
        }
        for furniture in [Furniture::Keep, Furniture::Mark] {
            list.push(Options { gloss, furniture, ..Options::default() });
        }
    }
    for width in [Width::Keep, Width::Narrow, Width::Wide] {
        for latin_spacing in [LatinSpacing::Tight, LatinSpacing::Keep] {
            for compatibility_ideographs in [false, true] {
                list.push(Options { width, latin_spacing, compatibility_ideographs, ..Options::default() });
            }
        }
    }
    let every = Options { gloss: Gloss::Keep, ruby: Ruby::Html, furniture: Furniture::Mark, ..Options::default() };
    list.push(Options { width: Width::Wide, latin_spacing: LatinSpacing::Keep, compatibility_ideographs: true, ..every });
    list
}

/// Options under which only one stage runs, or all but one.
fn by_stage(alone: bool) -> Vec<Options> {
    let skip = |name: &str| STAGES.iter().filter(|s| (s.name == name) != alone).map(|s| s.name.to_owned()).collect();
    STAGES.iter().map(|s| Options { skip: skip(s.name), ..Options::default() }).collect()
}

#[test]
fn hold_for_all_data() {
    let samples = corpus::all();
    let rounds = Mutex::new(vec![0usize; ROUNDS + 1]);
    over(&samples, |sample| {
        for options in usual() {
            let took = lawful(&sample.text, &options)?;
            if let Some(n) = rounds.lock().ok().as_mut().and_then(|r| r.get_mut(took)) {
                *n += 1;
            }
        }
        Ok(())
    });
    let rounds = rounds.into_inner().unwrap_or_default();
    let told: Vec<String> = rounds.iter().enumerate().filter(|(_, n)| **n > 0).map(|(r, n)| format!("{n} in {r}")).collect();
    corpus::note(&format!("{} texts, cleaned in rounds (the last one changes nothing): {}", samples.len(), told.join(", ")));
}

#[test]
fn hold_with_all_options() {
    over(&corpus::seeds(), |sample| {
        all_options().iter().try_for_each(|options| lawful(&sample.text, options).map(drop).map_err(|e| format!("{options:?}: {e}")))
    });
}

#[test]
fn hold_for_each_stage_alone() {
    over(&corpus::seeds(), |sample| {
        by_stage(true).iter().try_for_each(|options| lawful(&sample.text, options).map(drop).map_err(|e| format!("{options:?}: {e}")))
    });
}

#[test]
fn hold_without_any_one_stage() {
    over(&corpus::seeds(), |sample| {
        by_stage(false).iter().try_for_each(|options| lawful(&sample.text, options).map(drop).map_err(|e| format!("{options:?}: {e}")))
    });
}

/// What was set over a line is known while the text is cleaned, and not when its
/// result is.
#[test]
fn hold_where_ruby_or_a_gloss_stood() {
    let html = Options { ruby: Ruby::Html, ..Options::default() };
    for (source, options) in [("SusDeveoGoals\nSDGs ）を進める。こす\n\n報。", Options::default()), ("た、\nえんてい\n\n堰堤への対", html)]
    {
        assert_eq!(lawful(source, &options).err(), None);
    }
}

/// Beginnings of sentences, and short lines that each would go on one only when those
/// in front of it do.
const HEADS: &[&str] = &[
    "ンク、\nk",
    "この地域では、",
    "この地域では森と川の整備を進め、山を守る取組が続いており、海と空の観測も毎年のように行われて",
    "The river walks of the valley are kept by many people who live near them, and each of them",
    "The council now turns to the next item",
    "see https://example.org/a",
    "町。\nt",
    "",
];
const SCRAPS: &[&str] = &["Ｓ", "/", "～", "k", "'", "カキ", "@", "に", "町の", "ab", "2 of", "/abc", "kept walks river", "町山の森川"];

#[test]
fn hold_for_short_lines_behind_a_sentence() {
    for scrap in SCRAPS {
        let cut = |head: &&str| lawful(&format!("{head}\n{}メ", format!("{scrap}\n").repeat(300)), &Options::default()).err();
        assert_eq!(HEADS.iter().find_map(cut), None, "{scrap}");
    }
}

#[test]
fn the_result_is_always_the_same() {
    over(&corpus::seeds(), |sample| {
        let first = clean(text(&sample.text), &Options::default());
        let second = clean(text(&sample.text), &Options::default());
        if first.text.as_str() != second.text.as_str() || first.changes != second.changes || first.annotations != second.annotations {
            return Err("two runs give two results".into());
        }
        Ok(())
    });
}

/// What was known of the print is lost with the first run.
#[test]
fn hold_where_readings_and_expansions_are_written() {
    for source in [
        "しおり　みやげ\n栞　土産各府省は、度に\n3\nい",
        "関と連携し、\n\n共同のS\nCoopetionWorkingGroup\nCWG活動を一層",
        "ふかん\n俯瞰交通省\n研究部長の国土交通省\n通省栞\nしおり",
        "府省は、令和５年度に\nえんどう\n遠藤氏は、\n1\nし",
        "用いて、\nいんぺい\n\n隠蔽年",
        "ごい\nた。語彙\u{C}く\n共を",
    ] {
        for options in all_options() {
            assert_eq!(lawful(source, &options).err(), None, "{options:?}: {source}");
        }
    }
}

fn scraps() -> impl Strategy<Value = String> {
    let head = prop::sample::select(HEADS);
    let scraps = prop::collection::vec(prop::sample::select(SCRAPS), 1..4);
    let end = prop::sample::select(&["\n", "\n\n", "\n\u{3000}"][..]);
    let last = prop::sample::select(&["メ", "。", "町を守る。", "of the valley.", "/", "Roads of the"][..]);
    (head, scraps, end, 60..300usize, last).prop_map(|(head, scraps, end, lines, last)| {
        let lines: String = scraps.iter().cycle().take(lines).flat_map(|scrap| [*scrap, end]).collect();
        format!("{head}{end}{lines}{last}")
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, max_shrink_iters: 200, ..ProptestConfig::default() })]

    #[test]
    fn hold_for_short_lines_of_any_kind(source in scraps()) {
        prop_assert_eq!(lawful(&source, &Options::default()).err(), None);
    }
}

/// What random texts are made of: pieces that stages look for.
const PIECES: &[&str] = &[
    "\n",
    "\n",
    "\n\n",
    "\u{C}",
    "\r\n",
    "\t",
    " ",
    "  ",
    "\u{3000}",
    "。",
    "。\n",
    "、",
    "（",
    "）",
    "「",
    "」",
    "(",
    ")",
    "[",
    "]",
    "#",
    "# ",
    "## ",
    "- ",
    "* ",
    "1. ",
    "・",
    "※",
    "※1",
    "(注1)",
    "<sup>2</sup>",
    "²",
    "①",
    "Ⅲ",
    "図表1",
    "図1－2 ",
    "参照",
    "第1章",
    "第2節",
    "１",
    "1",
    "2",
    "10",
    "2020年",
    "P.12",
    "- 3 -",
    "か",
    "がいよう",
    "とう",
    "の",
    "を",
    "は",
    "した",
    "カナ",
    "ー",
    "ッ",
    "ｶﾞ",
    "か\u{3099}",
    "漢",
    "防衛",
    "協力",
    "遠藤",
    "智明",
    "々",
    "⽇",
    "㈱",
    "A",
    "ISR",
    "NATO",
    "Intelligence, Surveillance",
    "and",
    "Reconnaissance",
    "North",
    "Atlantic",
    "Treaty",
    "Organization",
    "the",
    "exam-",
    "ple",
    "word",
    ". ",
    ", ",
    "-",
    "‐",
    "’",
    "\u{AD}",
    "\u{200B}",
    "\u{FFFE}",
    "\u{FEFF}",
    "\u{E000}",
    "é",
    "e\u{301}",
    "葛\u{E0100}",
    "👩\u{200D}👧",
    "א",
    "| a | b |",
    "```",
    "http://a.jp/b",
    "~",
    "……",
    "％",
    "VOICE",
    "協協力力",
    "こ の た め",
];

fn random() -> impl Strategy<Value = String> {
    let pieces = prop::collection::vec(prop::sample::select(PIECES), 0..50);
    // some of it again, so that there is something that repeats
    (pieces, 1..4usize, any::<bool>()).prop_map(|(parts, times, lines)| {
        let once = parts.concat();
        if lines { format!("{once}\n").repeat(times) } else { once }
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, max_shrink_iters: 4000, ..ProptestConfig::default() })]

    #[test]
    fn hold_for_random_text(source in random()) {
        for options in usual() {
            prop_assert_eq!(lawful(&source, &options).err(), None);
        }
    }

    #[test]
    fn hold_for_random_options(source in random(), seed in any::<prop::sample::Index>(), skip in any::<prop::sample::Index>()) {
        let mut options = seed.get(&all_options()).clone();
        if let Some(stage) = STAGES.get(skip.index(STAGES.len() * 2)) {
            options.skip.push(stage.name.to_owned());
        }
        prop_assert_eq!(lawful(&source, &options).err(), None);
    }

    #[test]
    fn hold_for_any_characters(source in "\\PC{0,60}|[\\s\\S]{0,60}") {
        prop_assert_eq!(lawful(&source, &Options::default()).err(), None);
    }
}
