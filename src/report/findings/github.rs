//! Workflow commands of GitHub Actions, which become annotations.

use std::fmt::Write as _;

use super::place::range;
use crate::finding::Level;
use crate::lint::Checked;
use crate::text::Column;

/// All findings.
#[must_use]
pub fn github(checked: &Checked) -> String {
    let mut out = String::new();
    for d in &checked.diagnostics {
        let Some(file) = checked.files.get(d.file) else { continue };
        let (start, end) = range(file, d.span, Column::Char);
        let level = match d.level {
            Level::Info => "notice",
            Level::Warning => "warning",
            Level::Error => "error",
        };
        // columns are taken only where the annotation is on one line
        let columns = if start.line == end.line { format!(",col={},endColumn={}", start.column, end.column) } else { String::new() };
        let text = d.help.as_ref().map_or_else(|| d.message.clone(), |help| format!("{}\n{help}", d.message));
        let _ = writeln!(
            out,
            "::{level} file={},line={},endLine={}{columns},title={}::{}",
            property(&file.name),
            start.line,
            end.line,
            property(&d.lint),
            data(&text)
        );
    }
    out
}

/// The text of a command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property of a command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
