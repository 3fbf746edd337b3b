//! What `check` found, one format a file.

pub mod concise;
pub mod json;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::finding::Level;
use crate::lint::{Checked, Lint};

/// A format of findings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// One line a finding.
    #[default]
    Concise,
    /// One JSON object.
    Json,
}

/// The formats: name, what it is, value.
pub const FORMATS: &[(&str, &str, Format)] =
    &[("concise", "path:line:column: level[lint]: message", Format::Concise), ("json", "one JSON object (docs/check.md)", Format::Json)];

/// What a format may use besides the findings.
pub struct Style<'a> {
    /// Whether colours may be used.
    pub colour: bool,
    /// All lints, for formats that list them.
    pub lints: &'a [Lint],
}

/// All findings in a format.
#[must_use]
pub fn show(format: Format, checked: &Checked, _style: &Style<'_>) -> String {
    match format {
        Format::Concise => concise::concise(checked),
        Format::Json => json::json(checked),
    }
}

/// How many findings each lint has, the most first.
#[must_use]
pub fn statistics(checked: &Checked) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for d in &checked.diagnostics {
        *counts.entry(&d.lint).or_default() += 1;
    }
    let mut rows: Vec<(usize, &str)> = counts.into_iter().map(|(name, count)| (count, name)).collect();
    rows.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
    let mut out = String::new();
    for (count, name) in rows {
        let _ = writeln!(out, "{count:>6}  {name}");
    }
    out
}

/// What was found and what was looked at, in one line.
#[must_use]
pub fn summary(checked: &Checked) -> String {
    let count = |level: Level| checked.diagnostics.iter().filter(|d| d.level == level).count();
    let plural = |n: usize, one: &str| format!("{n} {one}{}", if n == 1 { "" } else { "s" });
    let mut found: Vec<String> = [(Level::Error, "error"), (Level::Warning, "warning"), (Level::Info, "remark")]
        .into_iter()
        .filter(|(level, _)| count(*level) > 0)
        .map(|(level, name)| plural(count(level), name))
        .collect();
    if found.is_empty() {
        found.push("nothing found".to_owned());
    }
    let c = &checked.counts;
    let mut looked: Vec<String> = vec![plural(c.files, "file")];
    for (n, one) in [
        (c.headings, "heading"),
        (c.notes, "note"),
        (c.marks, "note mark"),
        (c.captions, "caption"),
        (c.acronyms, "acronym"),
        (c.references, "reference"),
    ] {
        looked.push(plural(n, one));
    }
    let accepted = if checked.accepted.is_empty() { String::new() } else { format!(" ({} accepted)", checked.accepted.len()) };
    format!("{}{accepted}; checked {}\n", found.join(", "), looked.join(", "))
}
