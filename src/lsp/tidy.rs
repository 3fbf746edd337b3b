//! Cleaning as edits of the text: only what changes is written, so that the
//! cursor, the folds and the marks of the editor stay where they are.

use crate::check::Plan;
use crate::stage;
use crate::text::{SourceMap, Span, Text};

/// The edits that clean a text, in bytes of it; sorted and disjoint.
pub(super) fn edits(text: &str) -> Vec<(Span, String)> {
    let Some(source) = Text::new(text.to_owned()) else { return Vec::new() };
    let cleaned = stage::clean(source, &Plan::cleaning());
    let mut edits = between(text, cleaned.text.as_str(), &cleaned.map);
    // line ends are the editor's; it has no places inside of one
    edits.retain(|(span, new)| {
        !(new.is_empty() && text.get(span.range()) == Some("\r") && text.get(span.end as usize..).is_some_and(|t| t.starts_with('\n')))
    });
    edits
}

/// What has to be written where so that `old` becomes `new`. Copies that stand
/// in the same order in both stay; what was moved is taken out and written
/// anew.
fn between(old: &str, new: &str, map: &SourceMap) -> Vec<(Span, String)> {
    let copies: Vec<(Span, Span)> = map
        .pieces()
        .iter()
        .enumerate()
        .filter(|(_, p)| p.cause.is_none() && !p.continues())
        .map(|(i, p)| (p.source, map.output(i)))
        .filter(|(s, o)| !o.is_empty() && s.len() == o.len())
        .collect();
    let mut edits = Vec::new();
    let (mut from, mut to) = (0, 0);
    let mut put = |source: Span, output: Span| {
        let written = new.get(output.range()).unwrap_or("");
        if old.get(source.range()) != Some(written) {
            edits.push((source, written.to_owned()));
        }
    };
    for (source, output) in in_order(&copies) {
        put(Span::new(from, source.start), Span::new(to, output.start));
        (from, to) = (source.end, output.end);
    }
    let end = |text: &str| u32::try_from(text.len()).unwrap_or(u32::MAX);
    put(Span::new(from, end(old)), Span::new(to, end(new)));
    edits
}

/// Of copies in the order of their outputs, those whose sources are in order as
/// well and which are together the longest.
fn in_order(copies: &[(Span, Span)]) -> Vec<(Span, Span)> {
    let mut by_source: Vec<usize> = (0..copies.len()).collect();
    by_source.sort_by_key(|&i| copies.get(i).map(|c| c.0.start));
    let mut rank = vec![0; copies.len()];
    for (r, &i) in by_source.iter().enumerate() {
        if let Some(rank) = rank.get_mut(i) {
            *rank = r + 1;
        }
    }
    // the greatest length of a chain whose last source has at most some rank (a
    // Fenwick tree), and that last copy
    let mut best: Vec<(u64, Option<usize>)> = vec![(0, None); copies.len() + 1];
    let mut before: Vec<Option<usize>> = vec![None; copies.len()];
    for (i, (source, _)) in copies.iter().enumerate() {
        let own = rank.get(i).copied().unwrap_or(0);
        let mut found = (0, None);
        let mut at = own.saturating_sub(1);
        while at > 0 {
            found = found.max(best.get(at).copied().unwrap_or_default());
            at &= at - 1;
        }
        if let Some(slot) = before.get_mut(i) {
            *slot = found.1;
        }
        let chain = (found.0 + u64::from(source.len()), Some(i));
        let mut at = own;
        while at > 0 && at <= copies.len() {
            if let Some(slot) = best.get_mut(at) {
                *slot = (*slot).max(chain);
            }
            at += at & at.wrapping_neg();
        }
    }
    let mut list = Vec::new();
    let mut next = best.iter().copied().max().and_then(|b| b.1);
    while let Some(i) = next {
        list.extend(copies.get(i));
        next = before.get(i).copied().flatten();
    }
    list.reverse();
    list
}

#[cfg(test)]
mod tests {
    use super::*;

    fn apply(text: &str, edits: &[(Span, String)]) -> String {
        let mut out = String::new();
        let mut at = 0;
        for (span, new) in edits {
            out.push_str(&text[at..span.start as usize]);
            out.push_str(new);
            at = span.end as usize;
        }
        out + &text[at..]
    }

    #[test]
    fn edits_make_the_cleaned_text() {
        let real = include_str!("../../fixtures/README.md");
        for text in ["", "a\r\nb", "この海は広く、船の数\nは増えている。\n\n図1　船の数\n\n次の文である。", "⽇本の港😀か\u{3099}", real]
        {
            let cleaned = stage::clean(Text::from(text), &Plan::cleaning()).text;
            assert_eq!(apply(text, &edits(text)).replace("\r\n", "\n"), cleaned.as_str(), "{text:?}");
        }
    }

    #[test]
    fn what_was_moved_is_written_anew() {
        let copy = |a, b, c| (Span::new(a, b), Span::new(c, c + b - a));
        assert_eq!(in_order(&[copy(0, 5, 0), copy(10, 20, 5), copy(5, 10, 15)]), [copy(0, 5, 0), copy(10, 20, 5)]);
        assert_eq!(in_order(&[copy(10, 12, 0), copy(0, 5, 2), copy(5, 10, 7)]), [copy(0, 5, 2), copy(5, 10, 7)]);
    }
}
