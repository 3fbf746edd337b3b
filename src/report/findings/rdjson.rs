//! Reviewdog's diagnostic format: one JSON object, with the names that fields have
//! in its `reviewdog.proto`. Columns are bytes, from 1.

use serde_json::{Value, json};

use super::place::range;
use crate::finding::Level;
use crate::lint::{Checked, File, Safety};
use crate::text::{Column, Position, Span};

/// All findings.
#[must_use]
pub fn rdjson(checked: &Checked) -> String {
    let list: Vec<Value> = checked
        .diagnostics
        .iter()
        .filter_map(|d| {
            let file = checked.files.get(d.file)?;
            let severity = match d.level {
                Level::Info => "INFO",
                Level::Warning => "WARNING",
                Level::Error => "ERROR",
            };
            let fixes = d.fix.iter().filter(|f| f.safety != Safety::Display).flat_map(|f| &f.edits);
            let related = d.related.iter().filter_map(|r| {
                let file = checked.files.get(r.file)?;
                Some(json!({"message": r.message, "location": location(file, r.span)}))
            });
            let mut one = json!({
                "message": d.message,
                "location": location(file, d.span),
                "severity": severity,
                "code": {"value": d.lint},
            });
            let suggestions = fixes.map(|(span, text)| json!({"range": bounds(file, *span), "text": text})).collect();
            for (name, list) in [("suggestions", suggestions), ("related_locations", related.collect::<Vec<_>>())] {
                if !list.is_empty() {
                    one.as_object_mut()?.insert(name.to_owned(), Value::Array(list));
                }
            }
            Some(one)
        })
        .collect();
    serde_json::to_string_pretty(&json!({"source": {"name": "hakusho"}, "diagnostics": list})).unwrap_or_default() + "\n"
}

fn location(file: &File, span: Span) -> Value {
    json!({"path": file.name, "range": bounds(file, span)})
}

fn bounds(file: &File, span: Span) -> Value {
    let (start, end) = range(file, span, Column::Byte);
    let place = |p: Position| json!({"line": p.line, "column": p.column});
    json!({"start": place(start), "end": place(end)})
}
