//! What `check` found, one format a file.

pub mod checkstyle;
pub mod concise;
pub mod full;
pub mod github;
pub mod gitlab;
pub mod json;
pub mod junit;
pub mod narrated;
pub mod place;
pub mod rdjson;
pub mod sarif;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::finding::Level;
use crate::lint::{Checked, Language, Lint, Safety};
use crate::report::levels;

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
    ("narrated", "the same in words, a fact a line, for screen readers", Format::Narrated),
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
    /// The language of what stands around the messages.
    pub language: Language,
}

/// All findings in a format.
#[must_use]
pub fn show(format: Format, checked: &Checked, style: &Style<'_>) -> String {
    match format {
        Format::Full => full::full(checked, style),
        Format::Narrated => narrated::narrated(checked, style),
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

/// What was found and what was looked at, in one line; `whole`: all that was
/// asked for could be read.
#[must_use]
pub fn summary(checked: &Checked, whole: bool, language: Language) -> String {
    let ja = language == Language::Ja;
    let count = |level: Level| checked.diagnostics.iter().filter(|d| d.level == level).count();
    let plural = |n: usize, one: &str| format!("{n} {one}{}", if n == 1 { "" } else { "s" });
    let found: Vec<String> = [(Level::Error, levels::ERROR), (Level::Warning, levels::WARNING), (Level::Info, levels::INFO)]
        .into_iter()
        .filter(|(level, _)| count(*level) > 0)
        .map(|(level, (en, name))| if ja { format!("{name}{}件", count(level)) } else { plural(count(level), &en.to_lowercase()) })
        .collect();
    let c = &checked.counts;
    let looked = [
        (c.headings, "heading", "見出し"),
        (c.notes, "note", "注"),
        (c.marks, "note mark", "注番号"),
        (c.captions, "caption", "図表"),
        (c.acronyms, "acronym", "略語"),
        (c.references, "reference", "参照"),
    ];
    let looked = looked.map(|(n, en, name)| if ja { format!("{name}{n}") } else { plural(n, en) });
    let accepted = checked.accepted.len();
    let around = checked.files.iter().filter(|file| !file.asked).count();
    if ja {
        let none = if whole { "指摘はありません" } else { "読めた範囲では、指摘はありません" };
        let found = if found.is_empty() { none.to_owned() } else { found.join("、") };
        let accepted = if accepted == 0 { String::new() } else { format!("（ほかに許容済み{accepted}件）") };
        let around = if around == 0 { String::new() } else { format!("、同じ本のほかの{around}ファイルと照らして") };
        return format!("{found}{accepted}。{}ファイル（{}）を{around}点検しました\n", c.files, looked.join("、"));
    }
    let none = if whole { "nothing found" } else { "nothing found in what could be read" };
    let found = if found.is_empty() { none.to_owned() } else { found.join(", ") };
    let accepted = if accepted == 0 { String::new() } else { format!(" ({accepted} accepted)") };
    let around = match around {
        0 => String::new(),
        1 => " (1 other of its book was read too)".to_owned(),
        n => format!(" ({n} others of {} were read too)", if c.files == 1 { "its book" } else { "their books" }),
    };
    format!("{found}{accepted}; checked {}{around}, {}\n", plural(c.files, "file"), looked.join(", "))
}

/// How many of the findings can be mended, from fixes that are as safe as
/// `from`; empty when there are none.
#[must_use]
pub fn mendable(checked: &Checked, from: Safety, language: Language) -> String {
    let count = |safety: Safety| checked.diagnostics.iter().filter(|d| d.fix.as_ref().is_some_and(|f| f.safety == safety)).count();
    let ja = language == Language::Ja;
    let mut parts = Vec::new();
    for (safety, option) in [(Safety::Safe, "--fix"), (Safety::Unsafe, "--fix --unsafe-fixes")] {
        let n = if safety == Safety::Safe && from != Safety::Safe { 0 } else { count(safety) };
        if n > 0 {
            parts.push(if ja { format!("{n}件は{option}") } else { format!("{n} with {option}") });
        }
    }
    match (parts.is_empty(), ja) {
        (true, _) => String::new(),
        (false, true) => format!("{}で修正できます\n", parts.join("、")),
        (false, false) => format!("can be mended: {}\n", parts.join(", ")),
    }
}
