//! The cleaned text as data: `docs/json.md` describes it, `docs/clean.schema.json`
//! defines it.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};

use super::Report;
use super::base::Bases;
use crate::doc::{self, Kind, Outline};
use crate::finding::{self, Level};
use crate::text::{Annotation, AnnotationKind, LineIndex, Span};

/// The version of the format; it rises when a field changes its meaning or goes.
pub const SCHEMA: u32 = 1;

#[derive(Serialize)]
struct File<'a, B, G, R, F, L> {
    schema: u32,
    path: &'a str,
    encoding: String,
    blocks: B,
    glosses: G,
    readings: R,
    furniture: F,
    findings: L,
    edits: BTreeMap<&'static str, usize>,
}

#[derive(Serialize)]
struct Block<'a> {
    kind: Kind,
    text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    level: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<u32>,
    line: u32,
    source: Vec<Span>,
}

#[derive(Serialize)]
struct Gloss<'a> {
    acronym: String,
    expansion: &'a str,
    line: u32,
    source: Span,
}

#[derive(Serialize)]
struct Reading<'a> {
    base: String,
    reading: &'a str,
    line: u32,
    source: Span,
}

#[derive(Serialize)]
struct Furniture<'a> {
    text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<u32>,
    line: u32,
    source: Span,
}

#[derive(Serialize)]
struct Finding<'a> {
    name: &'a str,
    level: Level,
    message: &'a str,
    help: &'a str,
    line: u32,
    source: Span,
}

/// One file as one line of JSON, with its line end.
#[must_use]
pub fn json(report: &Report<'_>, document: &Outline) -> Vec<u8> {
    let places = Places::new(report);
    let bases = Bases::new(report);
    let annotations = |kind: AnnotationKind| report.cleaned.annotations.iter().filter(move |a| a.kind == kind);
    let file = File {
        schema: SCHEMA,
        path: report.name,
        encoding: report.source.charset.to_string(),
        blocks: Each(|| document.blocks.iter().map(|b| block(report, &places, b))),
        glosses: Each(|| annotations(AnnotationKind::Gloss).map(|a| gloss(report, &places, &bases, a))),
        readings: Each(|| annotations(AnnotationKind::Ruby).map(|a| reading(report, &places, &bases, a))),
        furniture: Each(|| annotations(AnnotationKind::Furniture).map(|a| furniture(report, &places, a))),
        findings: Each(|| report.source.findings.iter().map(|f| finding(report, &places, f))),
        edits: report.cleaned.tally.iter().copied().collect(),
    };
    let mut out = Vec::with_capacity(report.before.len() as usize * 2);
    if serde_json::to_writer(&mut out, &file).is_err() {
        // neither the writer nor the values can fail
        out.clear();
    }
    out.push(b'\n');
    out
}

fn block<'a>(report: &Report<'a>, places: &Places, block: &doc::Block) -> Block<'a> {
    let (text, map) = (&report.cleaned.text, &report.cleaned.map);
    let sources = map.sources(block.span);
    let first = sources.first().copied().unwrap_or_else(|| map.to_source(block.span).span);
    Block {
        kind: block.kind,
        text: text.slice(block.body),
        number: block.number.map(|n| text.slice(n)),
        level: block.level,
        page: places.page(first),
        line: places.line(first),
        source: sources.into_iter().map(|s| report.source.to_file(s)).collect(),
    }
}

fn gloss<'a>(report: &Report<'a>, places: &Places, bases: &Bases<'_>, a: &'a Annotation) -> Gloss<'a> {
    Gloss { acronym: bases.of(a), expansion: &a.value, line: places.line(a.span), source: report.source.to_file(a.span) }
}

fn reading<'a>(report: &Report<'a>, places: &Places, bases: &Bases<'_>, a: &'a Annotation) -> Reading<'a> {
    Reading { base: bases.of(a), reading: &a.value, line: places.line(a.span), source: report.source.to_file(a.span) }
}

fn furniture<'a>(report: &Report<'a>, places: &Places, a: &'a Annotation) -> Furniture<'a> {
    Furniture { text: &a.value, page: places.page(a.span), line: places.line(a.span), source: report.source.to_file(a.span) }
}

fn finding<'a>(report: &Report<'a>, places: &Places, f: &'a finding::Finding) -> Finding<'a> {
    let line = places.line(super::in_text(report.source, report.before.len(), f.span));
    Finding { name: f.name, level: f.level, message: &f.message, help: &f.help, line, source: f.span }
}

/// A list that is made while it is written: the text of a file is not held
/// twice.
struct Each<F>(F);

impl<F: Fn() -> I, I: Iterator<Item: Serialize>> Serialize for Each<F> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq((self.0)())
    }
}

/// Lines and pages of places in the text before.
struct Places {
    lines: LineIndex,
    /// Where the form feeds stand.
    feeds: Vec<u32>,
}

impl Places {
    fn new(report: &Report<'_>) -> Places {
        let feeds = memchr::memchr_iter(b'\x0C', report.before.as_bytes());
        Places { lines: LineIndex::new(report.before), feeds: feeds.map(|n| u32::try_from(n).unwrap_or(u32::MAX)).collect() }
    }

    /// 1-based.
    fn line(&self, span: Span) -> u32 {
        self.lines.line(span.start) + 1
    }

    /// 1-based; only when the file has page breaks.
    fn page(&self, span: Span) -> Option<u32> {
        let before = self.feeds.partition_point(|&f| f < span.start);
        if self.feeds.is_empty() { None } else { u32::try_from(before + 1).ok() }
    }
}
