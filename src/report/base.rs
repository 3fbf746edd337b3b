//! The words that readings and expansions belong to, as they read.
//!
//! The span of such a word in the file may hold what split it: line ends, the
//! reading or the expansion itself.

use super::Report;
use crate::text::{Annotation, AnnotationKind, Span};

/// What the cleaning left of places of the source.
pub(super) struct Bases<'a> {
    report: &'a Report<'a>,
    /// Indices of the pieces of the map, by source.
    order: Vec<usize>,
}

impl<'a> Bases<'a> {
    pub(super) fn new(report: &'a Report<'a>) -> Bases<'a> {
        let pieces = report.cleaned.map.pieces();
        let mut order: Vec<usize> = Vec::new();
        if report.cleaned.annotations.iter().any(|a| a.kind != AnnotationKind::Furniture) {
            order = (0..pieces.len()).filter(|&i| pieces.get(i).is_some_and(|p| !p.source.is_empty())).collect();
            order.sort_by_key(|&i| pieces.get(i).map(|p| p.source));
        }
        Bases { report, order }
    }

    /// The word of an annotation.
    pub(super) fn of(&self, annotation: &Annotation) -> String {
        let left = self.left(annotation.span);
        let whole = if left.trim().is_empty() { self.report.before.slice(annotation.span) } else { left.trim() };
        if !self.report.before.slice(annotation.span).contains(['\n', '\x0C', '\r']) {
            return whole.to_owned();
        }
        let value = squeezed(&annotation.value);
        if annotation.kind == AnnotationKind::Ruby {
            return whole.split_whitespace().filter(|part| !value.contains(part)).collect();
        }
        squeezed(whole).replacen(&value, "", 1)
    }

    fn left(&self, span: Span) -> String {
        let map = &self.report.cleaned.map;
        let pieces = map.pieces();
        let first = self.order.partition_point(|&i| pieces.get(i).is_some_and(|p| p.source.end <= span.start));
        let mut text = String::new();
        for &index in self.order.get(first..).unwrap_or(&[]) {
            let Some(piece) = pieces.get(index).filter(|p| p.source.start < span.end) else { break };
            let common = Span::new(piece.source.start.max(span.start), piece.source.end.min(span.end));
            text.push_str(if piece.cause.is_none() {
                self.report.before.slice(common)
            } else {
                self.report.cleaned.text.slice(map.output(index))
            });
        }
        text
    }
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}
