//! What `check` found, one format a file.

pub mod checkstyle;
pub mod concise;
pub mod full;
pub mod github;
pub mod gitlab;
pub mod json;
pub mod junit;
pub mod place;
pub mod rdjson;
pub mod sarif;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::finding::Level;
use crate::lint::{Checked, Lint};

/// A format of findings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// With the line, drawn.
    #[default]
    Full,
    /// With the line, told in words.
    Narrated,
    /// One line a finding.
    Concise,
    /// One JSON object.
    Json,
    /// One JSON object a line and finding.
    JsonLines,
    /// SARIF 2.1.0.
    Sarif,
    /// Workflow commands of GitHub Actions.
    Github,
    /// GitLab's code quality report.
    Gitlab,
    /// Checkstyle's XML.
    Checkstyle,
    /// JUnit's XML.
    Junit,
    /// Reviewdog's diagnostic format.
    Rdjson,
}

/// The formats: name, what it is, value.
pub const FORMATS: &[(&str, &str, Format)] = &[
    ("full", "for people: the line, the place in it, related places, what to do", Format::Full),
    ("narrated", "the same in words, for screen readers", Format::Narrated),
    ("concise", "path:line:column: level[lint]: message", Format::Concise),
    ("json", "one JSON object (docs/check.schema.json)", Format::Json),
    ("json-lines", "a JSON object a line and finding", Format::JsonLines),
    ("sarif", "SARIF 2.1.0", Format::Sarif),
    ("github", "annotations of GitHub Actions", Format::Github),
    ("gitlab", "GitLab's code quality report", Format::Gitlab),
    ("checkstyle", "Checkstyle's XML", Format::Checkstyle),
    ("junit", "JUnit's XML", Format::Junit),
    ("rdjson", "reviewdog's diagnostic format", Format::Rdjson),
];

/// What a format may use besides the findings.
pub struct Style<'a> {
    /// Whether colours may be used.
    pub colour: bool,
    /// All lints, for formats that list them.
    pub lints: &'a [&'a Lint],
}

/// All findings in a format.
#[must_use]
pub fn show(format: Format, checked: &Checked, style: &Style<'_>) -> String {
    match format {
        Format::Full => full::full(checked, style),
        Format::Narrated => full::narrated(checked),
        Format::Concise => concise::concise(checked),
        Format::Json => json::json(checked),
        Format::JsonLines => json::lines(checked),
        Format::Sarif => sarif::sarif(checked, style),
        Format::Github => github::github(checked),
        Format::Gitlab => gitlab::gitlab(checked),
        Format::Checkstyle => checkstyle::checkstyle(checked),
        Format::Junit => junit::junit(checked),
        Format::Rdjson => rdjson::rdjson(checked),
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
