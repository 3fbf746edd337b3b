//! Findings as JSON; `docs/check.schema.json` describes it.

use serde::Serialize;

use crate::finding::Level;
use crate::lint::{Checked, Counts, File, Safety};
use crate::text::{Column, Span};

#[derive(Serialize)]
struct Root<'a> {
    findings: Vec<Finding<'a>>,
    checked: &'a Counts,
}

#[derive(Serialize)]
struct Finding<'a> {
    lint: &'a str,
    level: Level,
    message: &'a str,
    path: &'a str,
    start: Place,
    end: Place,
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<&'a str>,
    related: Vec<Related<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<Fix<'a>>,
}

#[derive(Serialize)]
struct Place {
    /// From 1.
    line: u32,
    /// In characters, from 1.
    column: u32,
    /// In bytes of the file, from 0.
    offset: u32,
}

#[derive(Serialize)]
struct Related<'a> {
    message: &'a str,
    path: &'a str,
    start: Place,
    end: Place,
}

#[derive(Serialize)]
struct Fix<'a> {
    safety: Safety,
    title: &'a str,
    edits: Vec<Edit>,
}

#[derive(Serialize)]
struct Edit {
    start: Place,
    end: Place,
    text: String,
}

fn places(file: &File, span: Span) -> (Place, Place) {
    let bytes = file.places.to_file(span);
    let place = |at: u32, offset: u32| {
        let at = file.position(at, Column::Char);
        Place { line: at.line, column: at.column, offset }
    };
    (place(span.start, bytes.start), place(span.end, bytes.end))
}

/// All findings, as one JSON object.
#[must_use]
pub fn json(checked: &Checked) -> String {
    let root = Root { findings: findings(checked).collect(), checked: &checked.counts };
    // the value has no maps with keys that JSON cannot write
    serde_json::to_string_pretty(&root).unwrap_or_default() + "\n"
}

/// A JSON object a line and finding.
#[must_use]
pub fn lines(checked: &Checked) -> String {
    findings(checked).map(|f| serde_json::to_string(&f).unwrap_or_default() + "\n").collect()
}

fn findings(checked: &Checked) -> impl Iterator<Item = Finding<'_>> {
    checked.diagnostics.iter().filter_map(|d| {
        let file = checked.files.get(d.file)?;
        let (start, end) = places(file, d.span);
        let related = d.related.iter().filter_map(|r| {
            let file = checked.files.get(r.file)?;
            let (start, end) = places(file, r.span);
            Some(Related { message: &r.message, path: &file.name, start, end })
        });
        let edit = |(span, text): &'_ (Span, String)| {
            let (start, end) = places(file, *span);
            Edit { start, end, text: text.clone() }
        };
        let fix = d.fix.as_ref().map(|fix| Fix { safety: fix.safety, title: &fix.title, edits: fix.edits.iter().map(edit).collect() });
        Some(Finding {
            lint: &d.lint,
            level: d.level,
            message: &d.message,
            path: &file.name,
            start,
            end,
            page: d.page,
            help: d.help.as_deref(),
            related: related.collect(),
            fix,
        })
    })
}
