//! GitLab's code quality report: the issues of the Code Climate format. GitLab
//! itself does without `type` and `categories`; other readers of that format need
//! them.

use serde_json::{Value, json};

use super::place::{fingerprints, range};
use crate::finding::Level;
use crate::lint::Checked;
use crate::text::Column;

/// All findings.
#[must_use]
pub fn gitlab(checked: &Checked) -> String {
    let prints = fingerprints(checked, checked.diagnostics.iter());
    let issues: Vec<Value> = checked
        .diagnostics
        .iter()
        .zip(prints)
        .filter_map(|(d, print)| {
            let file = checked.files.get(d.file)?;
            let (start, end) = range(file, d.span, Column::Char);
            let severity = match d.level {
                Level::Info => "info",
                Level::Warning => "minor",
                Level::Error => "major",
            };
            Some(json!({
                "type": "issue",
                "categories": ["Clarity"],
                "description": d.message,
                "check_name": d.lint,
                "fingerprint": print,
                "severity": severity,
                "location": {"path": file.name, "lines": {"begin": start.line, "end": end.line}},
            }))
        })
        .collect();
    serde_json::to_string_pretty(&issues).unwrap_or_default() + "\n"
}
