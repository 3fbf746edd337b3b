//! One line a finding, as editors parse it:
//! `path:line:column: level[lint]: message`, line and column in characters
//! from 1.

use std::fmt::Write as _;

use crate::finding::Level;
use crate::lint::Checked;
use crate::report::visible;
use crate::text::Column;

/// The name of a level, as formats write it.
#[must_use]
pub fn level(level: Level) -> &'static str {
    match level {
        Level::Info => "info",
        Level::Warning => "warning",
        Level::Error => "error",
    }
}

/// All findings.
#[must_use]
pub fn concise(checked: &Checked) -> String {
    let mut out = String::new();
    for d in &checked.diagnostics {
        let Some(file) = checked.files.get(d.file) else { continue };
        let at = file.position(d.span.start, Column::Char);
        // one line, whatever the name of the file
        let (name, message) = (visible::line(&file.name), visible::line(&d.message));
        let _ = writeln!(out, "{name}:{}:{}: {}[{}]: {message}", at.line, at.column, level(d.level), d.lint);
    }
    out
}
