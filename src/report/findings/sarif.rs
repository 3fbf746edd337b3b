//! SARIF 2.1.0 (OASIS). Columns are code points, from 1, as declared in
//! `columnKind`. Accepted findings are in it, marked as suppressed, so that a
//! viewer does not open them again.

use serde_json::{Value, json};

use super::Style;
use super::place::{fingerprints, range, uri};
use crate::finding::Level;
use crate::lint::{Accepted, Checked, Diagnostic, File, Language, Safety};
use crate::text::{Column, Span};

/// The level in SARIF's words.
fn level(level: Level) -> &'static str {
    match level {
        Level::Info => "note",
        Level::Warning => "warning",
        Level::Error => "error",
    }
}

/// All findings.
#[must_use]
pub fn sarif(checked: &Checked, style: &Style<'_>) -> String {
    let rules: Vec<Value> = style
        .lints
        .iter()
        .map(|lint| {
            let front = &lint.page.front;
            json!({
                "id": front.name,
                "shortDescription": {"text": front.about.pick(Language::En)},
                "fullDescription": {"text": front.about.pick(Language::En)},
                "help": {"text": lint.page.body, "markdown": lint.page.body},
                "defaultConfiguration": {"level": level(front.level), "enabled": !front.off},
                "properties": {"tags": [front.group]},
            })
        })
        .collect();
    let all: Vec<(&Diagnostic, Option<Accepted>)> =
        checked.diagnostics.iter().map(|d| (d, None)).chain(checked.accepted.iter().map(|(d, why)| (d, Some(*why)))).collect();
    let prints = fingerprints(checked, all.iter().map(|(d, _)| *d));
    let results: Vec<Value> = all.iter().zip(prints).filter_map(|((d, why), print)| result(checked, style, d, *why, &print)).collect();
    let root = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {"name": "hakusho", "version": env!("CARGO_PKG_VERSION"), "rules": rules}},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    serde_json::to_string_pretty(&root).unwrap_or_default() + "\n"
}

fn result(checked: &Checked, style: &Style<'_>, d: &Diagnostic, why: Option<Accepted>, print: &str) -> Option<Value> {
    let file = checked.files.get(d.file)?;
    let text = d.help.as_ref().map_or_else(
        || d.message.clone(),
        |help| if style.language == Language::Ja { format!("{}。{help}", d.message) } else { format!("{}. {help}", d.message) },
    );
    let mut result = json!({
        "ruleId": d.lint,
        "level": level(d.level),
        "message": {"text": text},
        "locations": [place(file, d.span)],
        "partialFingerprints": {"hakusho/v1": print},
    });
    let object = result.as_object_mut()?;
    if let Some(index) = style.lints.iter().position(|l| l.page.front.name == d.lint) {
        object.insert("ruleIndex".to_owned(), json!(index));
    }
    let related: Vec<Value> = d
        .related
        .iter()
        .enumerate()
        .filter_map(|(id, r)| {
            let mut place = place(checked.files.get(r.file)?, r.span);
            place.as_object_mut()?.extend([("id".to_owned(), json!(id)), ("message".to_owned(), json!({"text": r.message}))]);
            Some(place)
        })
        .collect();
    if !related.is_empty() {
        object.insert("relatedLocations".to_owned(), Value::Array(related));
    }
    if let Some(fix) = d.fix.as_ref().filter(|f| f.safety != Safety::Display) {
        let edits: Vec<Value> =
            fix.edits.iter().map(|(span, text)| json!({"deletedRegion": region(file, *span), "insertedContent": {"text": text}})).collect();
        let change = json!({"artifactLocation": {"uri": uri(&file.name)}, "replacements": edits});
        object.insert("fixes".to_owned(), json!([{"description": {"text": fix.title}, "artifactChanges": [change]}]));
    }
    if let Some(why) = why {
        let kind = if why == Accepted::Comment { "inSource" } else { "external" };
        object.insert("suppressions".to_owned(), json!([{"kind": kind}]));
    }
    Some(result)
}

fn place(file: &File, span: Span) -> Value {
    json!({"physicalLocation": {"artifactLocation": {"uri": uri(&file.name)}, "region": region(file, span)}})
}

fn region(file: &File, span: Span) -> Value {
    let (start, end) = range(file, span, Column::Char);
    json!({"startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column})
}
