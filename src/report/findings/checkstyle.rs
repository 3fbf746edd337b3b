//! Checkstyle's XML.

use std::fmt::Write as _;

use super::concise::level;
use super::place::xml;
use crate::lint::Checked;
use crate::text::Column;

/// All findings, by file; files without findings are named too, those that only
/// give the surroundings are not.
#[must_use]
pub fn checkstyle(checked: &Checked) -> String {
    let mut out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"4.3\">\n".to_owned();
    for (i, file) in checked.files.iter().enumerate().filter(|(_, file)| file.asked) {
        let _ = writeln!(out, "  <file name=\"{}\">", xml(&file.name));
        for d in checked.of_file(i) {
            let at = file.position(d.span.start, Column::Char);
            let _ = writeln!(
                out,
                "    <error line=\"{}\" column=\"{}\" severity=\"{}\" message=\"{}\" source=\"hakusho.{}\"/>",
                at.line,
                at.column,
                level(d.level),
                xml(&d.message),
                xml(&d.lint)
            );
        }
        out.push_str("  </file>\n");
    }
    out.push_str("</checkstyle>\n");
    out
}
