//! One word or one kind of number in fullwidth and in ASCII letters.

use memchr::memchr_iter;
use rustc_hash::FxHashMap;

use crate::doc::{Document, Kind};
use crate::lint::{Context, Offences, Safety};
use crate::text::{Span, class};

/// How far a fullwidth form is above its ASCII character.
const OFFSET: u32 = 0xFEE0;

/// From so many numbers of one kind on (the first of each pair), when so many
/// times as many have it as have not, the others are slips. One digit and more
/// are told apart, since official texts write one in fullwidth and more in
/// ASCII; years are hardly ever written in two ways on purpose.
const SETTLED: [(usize, usize); 3] = [(20, 20), (12, 12), (3, 3)];

pub(super) fn check(context: &Context<'_>, out: &mut Offences) {
    let document = context.document;
    let text = document.text.as_str();
    // fullwidth letters and digits begin with EF BC or EF BD
    if !memchr_iter(0xEF, text.as_bytes()).any(|at| text.get(at..).and_then(|t| t.chars().next()).is_some_and(is_wide)) {
        return;
    }
    let runs = runs(document);
    words(text, &runs, out);
    numbers(text, &runs, out);
    out.list.sort_by_key(|o| o.span);
}

fn is_wide(c: char) -> bool {
    matches!(c, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ')
}

fn narrow(text: &str) -> String {
    text.chars().map(|c| if is_wide(c) { char::from_u32(u32::from(c) - OFFSET).unwrap_or(c) } else { c }).collect()
}

fn widen(text: &str) -> String {
    text.chars().map(|c| if c.is_ascii_alphanumeric() { char::from_u32(u32::from(c) + OFFSET).unwrap_or(c) } else { c }).collect()
}

/// Letters and digits of either width without a gap.
struct Run {
    span: Span,
    wide: bool,
    mixed: bool,
    digits: bool,
}

/// The runs that stand among Japanese letters, in running text.
fn runs(document: &Document) -> Vec<Run> {
    let mut list = Vec::new();
    for block in document.outline.blocks.iter().filter(|b| matches!(b.kind, Kind::Paragraph | Kind::ListItem)) {
        let body = document.slice(block.body);
        let is_part = |c: char| c.is_ascii_alphanumeric() || is_wide(c);
        let mut at = 0;
        while let Some(start) = body.as_bytes().iter().skip(at).position(|b| b.is_ascii_alphanumeric() || *b == 0xEF).map(|n| at + n) {
            let rest = body.get(start..).unwrap_or("");
            let len = rest.find(|c: char| !is_part(c)).unwrap_or(rest.len());
            if len == 0 {
                // another character of the block of fullwidth forms
                at = start + 3;
                continue;
            }
            at = start + len;
            let run = rest.get(..len).unwrap_or("");
            let before = body.get(..start).and_then(|t| t.chars().next_back());
            let after = body.get(at..).and_then(|t| t.chars().next());
            let foreign = |c: char| matches!(c, '「' | '『' | '．' | '，' | '－' | '／' | '＿' | '：');
            let free = |c: Option<char>| c.is_none_or(|c| class::is_japanese(c) && !foreign(c));
            if free(before) && free(after) && (before.is_some() || after.is_some()) {
                let place = |n: usize| block.body.start + u32::try_from(n).unwrap_or(0);
                let (wide, narrow) = (run.contains(is_wide), run.contains(|c: char| c.is_ascii()));
                list.push(Run {
                    span: Span::new(place(start), place(at)),
                    wide,
                    mixed: wide && narrow,
                    digits: run.chars().all(class::is_digit),
                });
            }
        }
    }
    list
}

/// Words of two and more letters in both widths.
fn words(text: &str, runs: &[Run], out: &mut Offences) {
    let mut seen: FxHashMap<String, [Vec<Span>; 2]> = FxHashMap::default();
    let slice = |run: &Run| text.get(run.span.range()).unwrap_or("");
    let is_word = |run: &Run| !run.digits && !run.mixed && slice(run).chars().count() > 1;
    for run in runs.iter().filter(|r| r.wide && is_word(r)) {
        seen.entry(narrow(slice(run))).or_default()[1].push(run.span);
    }
    for run in runs.iter().filter(|r| !r.wide && is_word(r)) {
        if let Some(places) = seen.get_mut(slice(run)) {
            places[0].push(run.span);
        }
    }
    for [ascii, wide] in seen.into_values() {
        let (rare, main, to_ascii) = if wide.len() <= ascii.len() { (wide, ascii, true) } else { (ascii, wide, false) };
        for span in &rare {
            report(text, *span, to_ascii, rare.len(), main.len(), out);
        }
    }
}

/// Numbers in front of a counter, by kind: of one digit, of several, years.
fn numbers(text: &str, runs: &[Run], out: &mut Offences) {
    let mut kinds: [[Vec<Span>; 2]; 3] = Default::default();
    for run in runs.iter().filter(|r| r.digits) {
        let Some(counter) = text.get(run.span.end as usize..).and_then(|t| t.chars().next()).filter(|c| class::is_counter(*c)) else {
            continue;
        };
        let length = text.get(run.span.range()).map_or(0, |t| t.chars().count());
        let kind = match length {
            4 if counter == '年' => 2,
            1 => 0,
            _ => 1,
        };
        if run.mixed {
            report(text, run.span, true, 1, 0, out);
        } else {
            kinds[kind][usize::from(run.wide)].push(run.span);
        }
    }
    for ([ascii, wide], (settled, share)) in kinds.iter().zip(SETTLED) {
        let (rare, main, to_ascii) = if wide.len() <= ascii.len() { (wide, ascii, true) } else { (ascii, wide, false) };
        if main.len() >= settled && rare.len() * share <= main.len() {
            for span in rare {
                report(text, *span, to_ascii, rare.len(), main.len(), out);
            }
        }
    }
}

fn report(text: &str, span: Span, to_ascii: bool, count: usize, most: usize, out: &mut Offences) {
    let written = text.get(span.range()).unwrap_or("");
    let best = if to_ascii { narrow(written) } else { widen(written) };
    let offence = out.report(span);
    if most == 0 {
        offence.message("number");
    }
    offence.with("written", written).with("best", &best).with("count", count).with("most", most);
    offence.fix(Safety::Unsafe, vec![(span, best)]);
}
