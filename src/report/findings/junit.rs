//! JUnit's XML: a suite for each file, a failed case for each finding, a passed
//! one for each file without findings.

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
        for d in own {
            let at = file.position(d.span.start, Column::Char);
            let lint = xml(&d.lint);
            let _ = writeln!(out, "    <testcase name=\"{lint}\" classname=\"{name}\" line=\"{}\">", at.line);
            let _ = writeln!(
                out,
                "      <failure type=\"{}\" message=\"{}\">{}:{}:{}</failure>",
                level(d.level),
                xml(&d.message),
                name,
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
