//! The findings, in blocks of a few hundred, and what filters need of all.

use maud::{Markup, html};
use serde::Serialize;

use super::data::data;
use super::excerpt::{Excerpt, first};
use super::{Page, Spot};
use crate::finding::Level;
use crate::lint::{Diagnostic, File};
use crate::report::visible;
use crate::text::{Column, Inverse, Span};

/// Findings that are read at once.
const BLOCK: usize = 250;

/// What is known of all findings at once: for each its lint, level, file and
/// place.
#[derive(Default, Serialize)]
struct Index {
    block: usize,
    lint: Vec<usize>,
    level: Vec<usize>,
    file: Vec<usize>,
    start: Vec<u32>,
    end: Vec<u32>,
}

#[derive(Serialize)]
struct Shown {
    message: String,
    line: u32,
    column: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<u32>,
    #[serde(flatten)]
    excerpt: Excerpt,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related: Vec<Related>,
}

#[derive(Serialize)]
struct Related {
    message: String,
    line: u32,
    words: String,
    #[serde(flatten)]
    spot: Spot,
}

/// The number of a level in the page: the worst is 0.
pub(super) fn rank(level: Level) -> usize {
    match level {
        Level::Error => 0,
        Level::Warning => 1,
        Level::Info => 2,
    }
}

/// All findings as blocks of data.
pub(super) fn findings(page: &Page<'_>) -> Markup {
    let mut index = Index { block: BLOCK, ..Index::default() };
    let mut shown: Vec<Shown> = Vec::new();
    let mut inverses = Inverses { page, list: page.checked.files.iter().map(|_| None).collect() };
    for diagnostic in &page.checked.diagnostics {
        let Some((file, lint)) = page.checked.files.get(diagnostic.file).zip(page.lint(&diagnostic.lint)) else { continue };
        let (place, kept) = inverses.cleaned(diagnostic.file, diagnostic.span);
        let spot = page.spot(diagnostic.file, place);
        index.lint.push(lint);
        index.level.push(rank(diagnostic.level));
        index.file.push(diagnostic.file);
        index.start.push(spot.start);
        index.end.push(spot.end);
        let damage = page.lints.get(lint).is_some_and(|l| l.page.front.group == "extraction");
        let excerpt = if kept && !damage { in_cleaned(page, file, place) } else { in_source(file, diagnostic.span) };
        shown.push(tell(page, &mut inverses, diagnostic, file, excerpt));
    }
    html! {
        (data("findings", &index))
        @for (n, block) in shown.chunks(BLOCK).enumerate() { (data(&format!("findings-{n}"), &block)) }
    }
}

fn tell(page: &Page<'_>, inverses: &mut Inverses<'_>, diagnostic: &Diagnostic, file: &File, excerpt: Excerpt) -> Shown {
    let at = file.position(diagnostic.span.start, Column::Char);
    let related = diagnostic.related.iter().filter_map(|r| {
        let other = page.checked.files.get(r.file)?;
        let (place, _) = inverses.cleaned(r.file, r.span);
        let line = other.position(r.span.start, Column::Char).line;
        let document = page.document(other)?;
        let words = document.block(place.start).map_or("", |b| document.slice(Span::new(place.start.max(b.span.start), b.span.end)));
        Some(Related { message: visible::line(&r.message).into_owned(), line, words: first(words, 40), spot: page.spot(r.file, place) })
    });
    Shown {
        message: visible::line(&diagnostic.message).into_owned(),
        line: at.line,
        column: at.column,
        page: diagnostic.page,
        excerpt,
        help: diagnostic.help.as_deref().map(|h| visible::line(h).into_owned()),
        fix: diagnostic.fix.as_ref().map(|f| visible::line(&f.title).into_owned()),
        related: related.collect(),
    }
}

fn in_cleaned(page: &Page<'_>, file: &File, place: Span) -> Excerpt {
    let Some(document) = page.document(file) else { return in_source(file, place) };
    let bounds = document.block(place.start).map_or(place, |b| b.span);
    Excerpt::of(&document.text, bounds, place)
}

/// The line that the place begins in, with those beside it.
fn in_source(file: &File, span: Span) -> Excerpt {
    let line = file.index.line(span.start);
    let of = |line: u32| file.index.span(line);
    let own = of(line).unwrap_or(span);
    let before = line.checked_sub(1).and_then(of).unwrap_or(own);
    let after = of(line + 1).unwrap_or(own);
    Excerpt::of(&file.text, before.hull(own).hull(after), span)
}

/// From the decoded texts to the cleaned ones.
struct Inverses<'a> {
    page: &'a Page<'a>,
    list: Vec<Option<Inverse<'a>>>,
}

impl<'a> Inverses<'a> {
    /// Where a place of a decoded text stands in the cleaned one, and whether
    /// it still does; otherwise what follows it there.
    fn cleaned(&mut self, index: usize, span: Span) -> (Span, bool) {
        let page: &'a Page<'a> = self.page;
        let (Some(file), Some(slot)) = (page.checked.files.get(index), self.list.get_mut(index)) else { return (Span::default(), false) };
        let inverse = slot.get_or_insert_with(|| file.map.inverse());
        if let Some(found) = inverse.to_output(span).filter(|m| span.is_empty() || !m.span.is_empty()) {
            return (found.span, true);
        }
        let end = file.text.len();
        let mut reach = 8;
        while span.end.saturating_add(reach / 2) < end {
            let ahead = Span::new(span.end, span.end.saturating_add(reach).min(end));
            if let Some(found) = inverse.to_output(ahead).filter(|m| !m.span.is_empty()) {
                return (Span::empty(found.span.start), false);
            }
            reach = reach.saturating_mul(4);
        }
        (Span::empty(file.map.output_len()), false)
    }
}
