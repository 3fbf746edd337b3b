//! The cleaned text as data: `docs/json.md` describes it, `docs/clean.schema.json`
//! defines it.

use serde::Serialize;

use super::Report;
use crate::doc::{Document, Kind};
use crate::finding::Level;
use crate::text::{AnnotationKind, LineIndex, Span};

/// The version of the format; it rises when a field changes its meaning or goes.
pub const SCHEMA: u32 = 1;

#[derive(Serialize)]
struct File<'a> {
    schema: u32,
    path: &'a str,
    encoding: String,
    blocks: Vec<Block<'a>>,
    glosses: Vec<Gloss<'a>>,
    readings: Vec<Reading<'a>>,
    furniture: Vec<Furniture<'a>>,
    findings: Vec<Finding<'a>>,
    edits: serde_json::Map<String, serde_json::Value>,
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
    acronym: &'a str,
    expansion: &'a str,
    line: u32,
    source: Span,
}

#[derive(Serialize)]
struct Reading<'a> {
    base: &'a str,
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
pub fn json(report: &Report<'_>, document: &Document) -> Vec<u8> {
    let places = Places::new(report);
    let text = &report.cleaned.text;
    let map = &report.cleaned.map;
    let blocks = document.blocks.iter().map(|block| {
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
    });
    let annotations = |kind: AnnotationKind| report.cleaned.annotations.iter().filter(move |a| a.kind == kind);
    let file = File {
        schema: SCHEMA,
        path: report.name,
        encoding: report.source.charset.to_string(),
        blocks: blocks.collect(),
        glosses: annotations(AnnotationKind::Gloss)
            .map(|a| Gloss {
                acronym: report.before.slice(a.span),
                expansion: &a.value,
                line: places.line(a.span),
                source: report.source.to_file(a.span),
            })
            .collect(),
        readings: annotations(AnnotationKind::Ruby)
            .map(|a| Reading {
                base: report.before.slice(a.span),
                reading: &a.value,
                line: places.line(a.span),
                source: report.source.to_file(a.span),
            })
            .collect(),
        furniture: annotations(AnnotationKind::Furniture)
            .map(|a| Furniture {
                text: &a.value,
                page: places.page(a.span),
                line: places.line(a.span),
                source: report.source.to_file(a.span),
            })
            .collect(),
        findings: report
            .source
            .findings
            .iter()
            .map(|f| Finding {
                name: f.name,
                level: f.level,
                message: &f.message,
                help: &f.help,
                line: places.line(super::in_text(report.source, report.before.len(), f.span)),
                source: f.span,
            })
            .collect(),
        edits: report.edits().into_iter().map(|(stage, n)| (stage.to_owned(), n.into())).collect(),
    };
    let mut out = serde_json::to_vec(&file).unwrap_or_default();
    out.push(b'\n');
    out
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
