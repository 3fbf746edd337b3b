//! How wide print was where ruby stood.
//!
//! Ruby wider than its base text pushes the line apart (JLReq 3.3). When the
//! ruby is out of the text, a line that was full looks short. So what was
//! learned of ruby is handed on with the text as a correction of its widths.

use super::{Gloss, Options, Ruby};
use crate::text::{Annotation, AnnotationKind, Edits, SourceMap, Span, Text, width};

/// The stretches of the text that `edits` make of `text`; see
/// [`Text::stretches`].
pub(super) fn after(text: &Text, edits: &Edits, map: &SourceMap, options: &Options) -> Vec<(u32, i32)> {
    let ruby = |note: &&Annotation| matches!(note.kind, AnnotationKind::Ruby | AnnotationKind::Gloss);
    if text.stretches().is_empty() && !edits.annotations().iter().any(|note| ruby(&note)) {
        return Vec::new();
    }
    let inverse = map.inverse();
    let place = |at: u32| inverse.to_output(Span::new(at, at + 1)).map(|place| place.span.start);
    let old = text.stretches().iter().filter_map(|&(at, stretch)| Some((place(at)?, stretch)));
    let new = edits.annotations().iter().filter(ruby).flat_map(|note| {
        let at = place(note.span.start);
        stretch(text, note, options).into_iter().filter(|stretch| *stretch != 0).filter_map(move |stretch| Some((at?, stretch)))
    });
    old.chain(new).collect()
}

/// By how much the print line was wider than the letters of its base text, and than
/// those that are written into it (below zero).
fn stretch(text: &Text, note: &Annotation, options: &Options) -> [i32; 2] {
    let ems = |width: u32| i32::try_from(width).unwrap_or(i32::MAX / 4);
    let value = width::extent_of(&note.value);
    let base = match note.kind {
        // the base may have been cut by its expansion: count its capitals
        AnnotationKind::Gloss => width::extent_of(text.slice(note.span).split('\n').next().unwrap_or("")).max(100),
        _ => width::extent_of(text.slice(note.span)),
    };
    // ruby is set at half the size of its base text
    let pushed = ems((value / 2).saturating_sub(base));
    let written = match (note.kind, options.gloss, options.ruby) {
        // `（ISR：…）` has its brackets
        (AnnotationKind::Gloss, Gloss::Inline, _) if is_bracketed(text, note) => ems(value) + 100,
        (AnnotationKind::Gloss, Gloss::Inline, _) => ems(value) + 200,
        (AnnotationKind::Ruby, _, Ruby::Aozora | Ruby::Paren) => ems(value) + 200,
        (AnnotationKind::Ruby, _, Ruby::Html) => ems(value) + ems(width::extent_of("<ruby><rp>（</rp><rt></rt><rp>）</rp></ruby>")),
        _ => 0,
    };
    [pushed, -written]
}

fn is_bracketed(text: &Text, note: &Annotation) -> bool {
    text.get(..note.span.start as usize).is_some_and(|before| before.ends_with(['（', '(']))
}
