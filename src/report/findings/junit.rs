//! JUnit's XML: a suite for each file, a failed case for each finding, a passed
//! one for each file without findings.
//!
//! Readers know a case again by its suite and name, and GitLab keeps one of those
//! that share them: so the second finding of a lint in a file has a number, which
//! stays when lines move. GitLab shows the text of a failure, Jenkins its message
//! as well: the text says everything.

use std::collections::HashMap;
use std::fmt::Write as _;

use super::concise::level;
use super::place::xml;
use crate::lint::Checked;
use crate::text::Column;

/// All findings.
#[must_use]
pub fn junit(checked: &Checked) -> String {
    let total = checked.diagnostics.len();
    let asked = || checked.files.iter().enumerate().filter(|(_, file)| file.asked);
    let clean = asked().filter(|(i, _)| checked.of_file(*i).is_empty()).count();
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"hakusho\" tests=\"{}\" failures=\"{total}\" errors=\"0\">\n",
        total + clean
    );
    for (i, file) in asked() {
        let own = checked.of_file(i);
        let name = xml(&file.name);
        let _ = writeln!(out, "  <testsuite name=\"{name}\" tests=\"{}\" failures=\"{}\" errors=\"0\">", own.len().max(1), own.len());
        if own.is_empty() {
            let _ = writeln!(out, "    <testcase name=\"hakusho\" classname=\"{name}\"/>");
        }
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for d in own {
            let at = file.position(d.span.start, Column::Char);
            let (lint, message) = (xml(&d.lint), xml(&d.message));
            let count = counts.entry(&d.lint).or_default();
            *count += 1;
            let number = if *count == 1 { String::new() } else { format!(" ({count})") };
            let help = d.help.as_ref().map_or_else(String::new, |help| format!("\n{}", xml(help)));
            let _ = writeln!(out, "    <testcase name=\"{lint}{number}\" classname=\"{name}\">");
            let _ = writeln!(
                out,
                "      <failure type=\"{}\" message=\"{message}\">{name}:{}:{}: {message}{help}</failure>",
                level(d.level),
                at.line,
                at.column
            );
            out.push_str("    </testcase>\n");
        }
        out.push_str("  </testsuite>\n");
    }
    out.push_str("</testsuites>\n");
    out
}
