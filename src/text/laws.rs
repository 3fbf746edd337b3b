//! What must hold for all texts and all edits, tried on random ones.

use proptest::prelude::*;
use proptest::sample::Index;

use super::{Cause, Column, Edits, LineIndex, Lines, SourceMap, Span, Text, class, width};

static CAUSES: [Cause; 3] =
    [Cause { stage: "law", reason: "one" }, Cause { stage: "law", reason: "two" }, Cause { stage: "other", reason: "three" }];

const ALPHABET: &[&str] = &[
    "a",
    "b",
    "Z",
    "0",
    "9",
    " ",
    "\n",
    "\r",
    "\r\n",
    "\u{C}",
    "\t",
    "\u{3000}",
    "あ",
    "カ",
    "・",
    "ー",
    "ｶ",
    "ﾞ",
    "漢",
    "字",
    "々",
    "〇",
    "。",
    "（",
    "）",
    "①",
    "Ⅲ",
    "é",
    "e\u{301}",
    "か\u{3099}",
    "\u{200B}",
    "\u{FEFF}",
    "葛\u{E0100}",
    "😀",
    "👩\u{200D}👧",
    "\u{5D0}",
    "\u{1F}",
    "\u{20000}",
    "‐",
    "’",
    "%",
    "-",
    "２",
    "Ａ",
    "～",
];

fn string(max: usize) -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(ALPHABET), 0..max).prop_map(|parts| parts.concat())
}

/// An edit before it is known which text it is for.
#[derive(Clone, Debug)]
struct Sketch {
    start: Index,
    end: Index,
    to: Index,
    kind: u8,
    with: &'static str,
    cause: usize,
}

fn sketches(max: usize) -> impl Strategy<Value = Vec<Sketch>> {
    let one =
        (any::<Index>(), any::<Index>(), any::<Index>(), 0u8..8, prop::sample::select(&["", "x", "漢字", "\n", "yz"][..]), 0..CAUSES.len());
    let one = one.prop_map(|(start, end, to, kind, with, cause)| Sketch { start, end, to, kind, with, cause });
    prop::collection::vec(one, 0..max)
}

/// The edits of `sketches` that are possible in `text`.
fn edits(text: &str, sketches: &[Sketch]) -> Edits {
    let places: Vec<u32> = (0..).zip(0..=text.len()).filter(|&(_, i)| text.is_char_boundary(i)).map(|(i, _)| i).collect();
    let mut list = Vec::new();
    for sketch in sketches {
        let (a, b) = (*sketch.start.get(&places), *sketch.end.get(&places));
        // short spans, so that many fit
        let end = places.iter().copied().find(|&p| p > a.min(b)).unwrap_or(a.max(b));
        let span = match sketch.kind {
            0 | 1 => Span::empty(a),
            2..=4 => Span::new(a.min(b), end),
            _ => Span::new(a.min(b), a.max(b)),
        };
        let to = (sketch.kind % 3 == 2).then(|| *sketch.to.get(&places)).filter(|&to| to <= span.start || span.end <= to);
        list.push(super::Edit { span, text: sketch.with.into(), to, cause: &CAUSES[sketch.cause] });
    }
    list.sort_by_key(|e| (e.span.start, e.span.end));
    let mut edits = Edits::new();
    for edit in list {
        let _ = edits.push(edit);
    }
    edits
}

fn applied(text: &Text, sketches: &[Sketch]) -> (Text, SourceMap) {
    edits(text, sketches).apply(text).unwrap_or_default()
}

/// Everything that is promised of a map between two texts.
fn holds(source: &Text, output: &Text, map: &SourceMap) {
    assert_eq!((map.source_len(), map.output_len()), (source.len(), output.len()));
    assert_eq!(map.lost(), []);
    let inverse = map.inverse();
    let mut at = 0;
    let mut copied = vec![false; source.as_str().len()];
    for (index, piece) in map.pieces().iter().enumerate() {
        let out = map.output(index);
        assert_eq!(out.start, at, "pieces follow each other without a gap");
        at = out.end;
        assert!(output.as_str().get(out.range()).is_some() && source.as_str().get(piece.source.range()).is_some());
        assert!(!piece.continues() || (out.is_empty() && piece.cause.is_some() && map.pieces()[index - 1].cause == piece.cause));
        if piece.cause.is_none() {
            assert!(!out.is_empty(), "a copy has text");
            assert_eq!(source.slice(piece.source), output.slice(out));
            for byte in &mut copied[piece.source.range()] {
                assert!(!*byte, "a byte is copied twice");
                *byte = true;
            }
            for (from, to) in [(0, out.len()), (0, 1), (out.len() - 1, out.len()), (out.len() / 2, out.len() / 2)] {
                let here = Span::new(out.start + from, out.start + to);
                let there = Span::new(piece.source.start + from, piece.source.start + to);
                let mapped = map.to_source(here);
                assert!(mapped.exact);
                assert_eq!(mapped.span, there);
                assert_eq!(inverse.to_output(there).map(|m| (m.span, m.exact)), Some((here, true)));
                if !here.is_empty() {
                    assert_eq!(map.sources(here), [there]);
                }
            }
        } else if !out.is_empty() {
            let mapped = map.to_source(out);
            assert!(!mapped.exact && mapped.span.contains(piece.source));
        }
    }
    assert_eq!(at, output.len());
    for (byte, copied) in (0..).zip(copied) {
        let covers = |p: &super::Piece| p.source.contains(Span::new(byte, byte + 1)) && p.cause.is_some();
        assert!(copied || map.pieces().iter().any(covers), "a byte went without a cause");
    }
    for at in 0..=output.len() + 1 {
        assert!(map.to_source(Span::empty(at)).span.end <= source.len());
        assert!(map.to_source(Span::new(at, output.len() + 2)).span.end <= source.len());
    }
    for at in 0..=source.len() + 1 {
        let whole = map.to_output(Span::new(at.saturating_sub(3), at));
        assert!(whole.is_none_or(|m| m.span.end <= output.len()));
        assert!(map.to_output(Span::empty(at)).is_none_or(|m| m.span.end <= output.len()));
    }
    assert_eq!(SourceMap::identity(source.len()).then(map), *map);
    assert_eq!(map.then(&SourceMap::identity(output.len())), *map);
}

/// The same result, written in the plainest way: characters and what is moved
/// or inserted in front of each.
fn plain(text: &str, edits: &Edits) -> String {
    let mut out = String::new();
    let mut moves: Vec<_> = edits.list().iter().filter(|e| e.to.is_some()).collect();
    for at in 0..=text.len() {
        let inside = edits.list().iter().any(|e| (e.span.start as usize) < at && at < e.span.end as usize);
        if !inside {
            // moves into a replaced text come behind it
            moves.sort_by_key(|e| e.to);
            moves.retain(|e| {
                let here = e.to.is_some_and(|to| to as usize <= at);
                if here {
                    out.push_str(&e.text);
                    out.push_str(&text[e.span.range()]);
                }
                !here
            });
            edits.list().iter().filter(|e| e.to.is_none() && e.span.start as usize == at).for_each(|e| out.push_str(&e.text));
        }
        let gone = edits.list().iter().any(|e| e.span.range().contains(&at));
        if let Some(c) = text.get(at..).and_then(|t| t.chars().next()).filter(|_| !gone) {
            out.push(c);
        }
    }
    out
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn applying_and_mapping_agree(text in string(30), sketch in sketches(9)) {
        let source = Text::from(text.as_str());
        let edits = edits(&text, &sketch);
        let (output, map) = edits.apply(&source).unwrap_or_default();
        prop_assert_eq!(output.as_str(), plain(&text, &edits));
        holds(&source, &output, &map);
    }

    #[test]
    fn maps_compose(text in string(24), sketches in prop::collection::vec(sketches(9), 4)) {
        let t0 = Text::from(text.as_str());
        let (t1, a) = applied(&t0, &sketches[0]);
        let (t2, b) = applied(&t1, &sketches[1]);
        let (t3, c) = applied(&t2, &sketches[2]);
        let (t4, d) = applied(&t3, &sketches[3]);
        let (ab, bc, cd) = (a.then(&b), b.then(&c), c.then(&d));
        holds(&t0, &t2, &ab);
        holds(&t1, &t3, &bc);
        prop_assert_eq!(ab.then(&c), a.then(&bc));
        let all = ab.then(&c).then(&d);
        holds(&t0, &t4, &all);
        prop_assert_eq!(&all, &ab.then(&cd));
        prop_assert_eq!(&all, &a.then(&bc.then(&d)));
    }

    /// What is copied by both maps is copied by the two together, from the
    /// same place.
    #[test]
    fn positions_go_through_both(text in string(24), first in sketches(6), second in sketches(6)) {
        let t0 = Text::from(text.as_str());
        let (t1, a) = applied(&t0, &first);
        let (t2, b) = applied(&t1, &second);
        let ab = a.then(&b);
        for at in 0..t2.len() {
            let byte = Span::new(at, at + 1);
            let middle = b.to_source(byte);
            let source = a.to_source(middle.span);
            let direct = ab.to_source(byte);
            prop_assert_eq!(direct.exact, middle.exact && source.exact);
            if direct.exact {
                prop_assert_eq!(direct.span, source.span);
            } else {
                prop_assert!(a.sources(middle.span).iter().all(|&s| direct.span.contains(s)));
            }
        }
    }

    #[test]
    fn maps_stand_one_behind_the_other(parts in prop::collection::vec((string(12), sketches(6)), 0..5)) {
        let after: Vec<(Text, SourceMap)> = parts.iter().map(|(text, sketch)| applied(&Text::from(text.as_str()), sketch)).collect();
        let source: String = parts.iter().map(|(text, _)| text.as_str()).collect();
        let output: String = after.iter().map(|(text, _)| text.as_str()).collect();
        let maps: Vec<SourceMap> = after.into_iter().map(|(_, map)| map).collect();
        let all = SourceMap::concat(&maps);
        holds(&Text::from(source.as_str()), &Text::from(output.as_str()), &all);
        let byte = |at: u32| Span::new(at, at + 1);
        let moved = |mapped: super::Mapped, by: u32| (mapped.span.start + by, mapped.span.end + by, mapped.exact);
        let inverse = all.inverse();
        let (mut from, mut to) = (0, 0);
        for map in &maps {
            let back = |at: u32| moved(map.to_source(byte(at)), from) == moved(all.to_source(byte(to + at)), 0);
            let there = |at: u32| map.to_output(byte(at)).map(|m| moved(m, to)) == inverse.to_output(byte(from + at)).map(|m| moved(m, 0));
            prop_assert!((0..map.output_len()).all(back) && (0..map.source_len()).all(there));
            (from, to) = (from + map.source_len(), to + map.output_len());
        }
    }

    #[test]
    fn lines_and_columns_go_both_ways(text in string(40)) {
        let index = LineIndex::new(&text);
        let ends = regex::Regex::new("\r\n|\r|\n").map_or(0, |r| r.find_iter(&text).count());
        prop_assert_eq!(index.lines() as usize, ends + 1);
        let mut at = 0;
        for line in 0..index.lines() {
            let span = index.span(line).unwrap_or_default();
            prop_assert_eq!(span.start, at);
            at = span.end;
        }
        prop_assert_eq!(at as usize, text.len());
        prop_assert_eq!(index.span(index.lines()), None);
        for offset in 0..=text.len() + 3 {
            let mut start = offset.min(text.len());
            while !text.is_char_boundary(start) {
                start -= 1;
            }
            let line = index.line(u32::try_from(offset.min(text.len())).unwrap_or(0));
            let line_start = index.span(line).unwrap_or_default().start as usize;
            let before = &text[line_start..start];
            for (unit, column) in [
                (Column::Byte, before.len()),
                (Column::Char, before.chars().count()),
                (Column::Utf16, before.encode_utf16().count()),
                (Column::Display, width::of(before) as usize),
            ] {
                let position = index.position(&text, u32::try_from(offset).unwrap_or(0), unit);
                prop_assert_eq!((position.line, position.column as usize), (line, column));
                let back = index.offset(&text, position, unit) as usize;
                let body = text[index.span(line).unwrap_or_default().range()].trim_end_matches(['\n', '\r']).len() + line_start;
                if unit == Column::Display {
                    // characters without width share a column
                    prop_assert!(back >= start.min(body) && width::of(&text[line_start..back.max(line_start)]) as usize <= column);
                } else {
                    prop_assert_eq!(back, start.min(body));
                }
            }
        }
    }

    #[test]
    fn lines_are_measured(text in string(40)) {
        let lines = Lines::of(&text);
        let parts: Vec<&str> = text.split(['\n', '\x0C']).collect();
        prop_assert_eq!(lines.len(), parts.len());
        let mut at = 0;
        for (line, part) in lines.iter().zip(parts) {
            prop_assert_eq!(&text[line.span.range()], part);
            prop_assert_eq!(line.page, at > 0 && text.as_bytes()[at - 1] == b'\x0C');
            at += part.len() + 1;
            let body = part.trim_matches(class::is_space);
            prop_assert_eq!(&text[line.body.range()], body);
            prop_assert!(line.span.contains(line.body));
            prop_assert_eq!(line.is_blank(), body.is_empty());
            let count = |f: fn(char) -> bool| u16::try_from(body.chars().filter(|&c| f(c)).count()).unwrap_or(u16::MAX);
            prop_assert_eq!(line.width, width::of(body));
            prop_assert_eq!(line.kana, count(class::is_kana));
            prop_assert_eq!(line.japanese, count(|c| class::is_kana(c) || class::is_kanji(c)));
            prop_assert_eq!(line.latin, count(class::is_latin));
            prop_assert_eq!(line.digits, count(class::is_digit));
            prop_assert_eq!(line.spaces, count(class::is_space));
            prop_assert_eq!(line.chars, count(|_| true));
            prop_assert_eq!(line.extent, body.chars().map(width::extent).sum::<u32>());
            prop_assert_eq!(line.stops, count(|c| matches!(c, '、' | '。' | '，' | '．')));
            prop_assert_eq!(line.periods, count(|c| c == '。'));
            prop_assert_eq!(i32::from(line.balance), i32::from(count(class::is_opening)) - i32::from(count(class::is_closing)));
            let lead = &part[..part.len() - part.trim_start_matches(class::is_space).len()];
            prop_assert_eq!(u32::from(line.indent), if body.is_empty() { 0 } else { width::of(lead) });
        }
    }
}

#[test]
fn every_character_is_counted_alike() {
    for c in '\0'..=char::MAX {
        if matches!(c, '\n' | '\x0C') || class::is_space(c) {
            continue;
        }
        let text = c.to_string();
        let lines = Lines::of(&text);
        let (line, on) = (lines[0], |b: bool| u16::from(b));
        assert_eq!((line.width, line.extent), (width::columns(c), width::extent(c)), "{c:?}");
        let counts = (line.kana, line.japanese, line.latin, line.digits);
        let kana = class::is_kana(c);
        assert_eq!(counts, (on(kana), on(kana || class::is_kanji(c)), on(class::is_latin(c)), on(class::is_digit(c))), "{c:?}");
    }
}

/// Long lines have marks; the answers are the same as without.
#[test]
fn long_lines_have_the_same_columns() {
    for unit in ["a", "漢", "a漢😀", "e\u{301}", "\u{200B}"] {
        let line = unit.repeat(20_000 / unit.len());
        let text = format!("x\n{line}\r\n{line}");
        let index = LineIndex::new(&text);
        for at in (0..text.len()).step_by(97).chain(8190..8200).chain([text.len()]) {
            let end = (0..=at).rev().find(|&i| text.is_char_boundary(i)).unwrap_or(0);
            let start = text[..end].rfind('\n').map_or(0, |i| i + 1);
            let before = &text[start..end];
            let columns = [before.len(), before.chars().count(), before.encode_utf16().count(), width::of(before) as usize];
            for (unit, column) in [Column::Byte, Column::Char, Column::Utf16, Column::Display].into_iter().zip(columns) {
                let position = index.position(&text, u32::try_from(at).unwrap_or(0), unit);
                assert_eq!(position.column as usize, column, "{at} {unit:?}");
                let back = index.offset(&text, position, unit) as usize;
                assert_eq!(index.position(&text, u32::try_from(back).unwrap_or(0), unit), position);
            }
        }
    }
}

/// A million edits over a map of a million pieces take moments, and so does a
/// map over one with everything moved about.
#[test]
fn composing_is_linear() {
    let text = Text::from("あい\n".repeat(500_000).as_str());
    let every = |step: u32, from: u32, len: u32| {
        let mut edits = Edits::new();
        for at in (from..text.len() - step).step_by(step as usize) {
            edits.delete(Span::new(at, at + len), &CAUSES[0]);
        }
        edits
    };
    let (thinned, a) = every(7, 6, 1).apply(&text).unwrap_or_default();
    let mut second = Edits::new();
    for at in (0..thinned.len() - 6).step_by(6) {
        second.insert(at, " ", &CAUSES[1]);
        if at % 12 == 0 {
            second.relocate(Span::new(at, at + 3), (at + 600_000) / 6 * 6 % thinned.len(), "", &CAUSES[2]);
        }
    }
    let (end, b) = second.apply(&thinned).unwrap_or_default();
    let start = std::time::Instant::now();
    let ab = a.then(&b);
    let took = start.elapsed();
    assert_eq!((ab.lost(), ab.output_len()), (vec![], end.len()));
    assert!(ab.pieces().len() > 1_000_000);
    assert!(took.as_secs_f64() < 5.0, "composing took {took:?}");
}
