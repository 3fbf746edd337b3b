//! Two kinds of comma or full stop in one document.

use memchr::memmem;

use crate::doc::Kind;
use crate::lint::{Context, Offences, Safety};
use crate::text::{Span, class};

/// Up to so many marks of the rarer kind are reported one by one.
const FEW: usize = 10;

pub(super) fn check(context: &Context<'_>, out: &mut Offences) {
    let text = context.document.text.as_str();
    for (usual, other) in [("、", "，"), ("。", "．")] {
        // one of the two is not there in most documents
        if memmem::find(text.as_bytes(), other.as_bytes()).is_some() && memmem::find(text.as_bytes(), usual.as_bytes()).is_some() {
            compare(context, [usual, other], out);
        }
    }
    out.list.sort_by_key(|o| o.span);
}

fn compare(context: &Context<'_>, marks: [&'static str; 2], out: &mut Offences) {
    let document = context.document;
    let mut places: [Vec<Span>; 2] = [Vec::new(), Vec::new()];
    for block in &document.outline.blocks {
        // notes and sources are written as others write
        if !matches!(block.kind, Kind::Paragraph | Kind::ListItem | Kind::Heading | Kind::Caption) {
            continue;
        }
        let body = document.slice(block.body);
        for (mark, places) in marks.iter().zip(&mut places) {
            for at in memmem::find_iter(body.as_bytes(), mark.as_bytes()) {
                if is_japanese(body, at, mark) {
                    let start = block.body.start + u32::try_from(at).unwrap_or(0);
                    places.push(Span::new(start, start + 3));
                }
            }
        }
    }
    let few = usize::from(places[1].len() <= places[0].len());
    let (rare, main) = (&places[few], &places[1 - few]);
    if rare.is_empty() || main.is_empty() {
        return;
    }
    let (rare_mark, main_mark) = (marks[few], marks[1 - few]);
    // where both are common, no place is wrong, but the document is
    let each = rare.len() <= FEW && rare.len() * 5 <= main.len();
    for span in rare.iter().take(if each { FEW } else { 1 }) {
        let offence = out.report(*span);
        offence.with("written", rare_mark).with("count", rare.len()).with("best", main_mark).with("most", main.len());
        offence.fix(Safety::Unsafe, vec![(*span, main_mark.to_owned())]);
    }
}

/// Whether the mark ends a clause of Japanese, and no number or name of a
/// heading, and is not spoken of.
fn is_japanese(body: &str, at: usize, mark: &str) -> bool {
    let Some(before) = body.get(..at).and_then(|t| t.chars().next_back()) else { return false };
    let after = body.get(at + mark.len()..).and_then(|t| t.chars().next());
    let word = class::is_hiragana(before) || class::is_kanji(before) || class::is_katakana(before) || class::is_closing(before);
    if !word || after.is_some_and(|c| class::is_digit(c) && class::is_digit(before)) {
        return false;
    }
    // ア．  一．  第一，
    let lead = body.get(..at).is_some_and(|t| t.len() <= 9);
    let shown = class::is_opening(before) || after.is_some_and(|c| class::opening_of(c) == Some(before));
    !lead && !shown && (mark != "．" || class::is_hiragana(before) || class::is_closing(before) || after.is_none())
}
