//! Words of Latin text that were divided at a line end, whose hyphen came with a
//! space in front of it: `abil -ity`.

use crate::stage::hyphen::Words;
use crate::text::{Cause, Edits, Line, Span, Text};

const DIVIDED: Cause = Cause { stage: "spaces", reason: "hyphen and space inside a word" };

/// Puts the words of a line together of which the list of words or the text knows
/// the whole and not the halves.
pub(super) fn mend<'a>(text: &'a Text, line: &Line, words: &mut Option<Words<'a>>, edits: &mut Edits) {
    let body = text.slice(line.body);
    // most lines have no hyphen at all
    let hyphens = memchr::memchr_iter(b'-', body.as_bytes()).filter_map(|at| at.checked_sub(1));
    for at in hyphens.filter(|&at| body.as_bytes().get(at) == Some(&b' ')) {
        let (left, right) = (body.get(..at).unwrap_or(""), body.get(at + 2..).unwrap_or(""));
        // one man -age unknown- came
        let dashes = right.contains("- ") || right.trim_end_matches(['.', ',']).ends_with('-');
        let letters = !dashes && left.ends_with(|c: char| c.is_ascii_lowercase()) && right.starts_with(|c: char| c.is_ascii_lowercase());
        if letters && words.get_or_insert_with(|| Words::new(text)).divides(left, right) {
            let start = line.body.start + u32::try_from(at).unwrap_or(u32::MAX);
            edits.delete(Span::new(start, start + 2), &DIVIDED);
        }
    }
}
