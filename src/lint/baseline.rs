//! A list of findings that are accepted for now, so that only new ones fail.
//!
//! A finding is known by its lint, its file and the words around it, not by its
//! line: edits elsewhere in the file do not bring it back. Equal ones are
//! counted.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Accepted, Checked, Diagnostic, File};
use crate::text::{Span, class};

/// Characters before and behind a finding that belong to its key.
const AROUND: usize = 12;

/// The accepted findings.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Baseline {
    /// The version of the format: 1.
    pub version: u32,
    /// The findings, sorted.
    pub findings: Vec<Entry>,
}

/// Equal findings.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The file, relative to the folder of the baseline.
    pub path: String,
    /// The lint.
    pub lint: String,
    /// The words at and around the place, without spaces.
    pub context: String,
    /// How many.
    pub count: usize,
}

/// A text without spaces and line ends.
#[must_use]
pub fn squeeze(text: &str) -> String {
    text.chars().filter(|&c| !class::is_space(c) && !c.is_control()).collect()
}

/// The words at `span` and `reach` characters on both sides, without spaces.
#[must_use]
pub fn around(file: &File, span: Span, reach: usize) -> String {
    let text = file.text.as_str();
    let (before, rest) = text.split_at_checked(span.start as usize).unwrap_or((text, ""));
    let behind = text.get(span.end as usize..).unwrap_or("");
    let solid = |c: &char| !class::is_space(*c) && !c.is_control();
    let mut key: Vec<char> = before.chars().rev().filter(solid).take(reach).collect();
    key.reverse();
    key.extend(rest.get(..span.len() as usize).unwrap_or("").chars().filter(solid));
    key.extend(behind.chars().filter(solid).take(reach));
    key.into_iter().collect()
}

/// The words at `span`, and those before and behind it in its lines: what
/// stands in other lines may change.
#[must_use]
pub fn context(file: &File, span: Span) -> String {
    let text = file.text.as_str();
    let (before, rest) = text.split_at_checked(span.start as usize).unwrap_or((text, ""));
    let behind = text.get(span.end as usize..).unwrap_or("");
    let in_line = |c: &char| !matches!(*c, '\n' | '\r' | '\u{C}');
    let solid = |c: &char| !class::is_space(*c) && !c.is_control();
    let mut key: Vec<char> = before.chars().rev().take_while(in_line).filter(solid).take(AROUND).collect();
    key.reverse();
    key.extend(rest.get(..span.len() as usize).unwrap_or("").chars().filter(solid));
    key.extend(behind.chars().take_while(in_line).filter(solid).take(AROUND));
    key.into_iter().collect()
}

type Keys = BTreeMap<(String, String, String), usize>;

impl Baseline {
    /// The findings of a run, as they are to be accepted.
    #[must_use]
    pub fn of(checked: &Checked, relative: impl Fn(&str) -> String) -> Baseline {
        let names: Vec<String> = checked.files.iter().map(|file| relative(&file.name)).collect();
        let mut keys = Keys::new();
        for d in &checked.diagnostics {
            if let (Some(file), Some(name)) = (checked.files.get(d.file), names.get(d.file)) {
                *keys.entry((name.clone(), d.lint.clone(), context(file, d.span))).or_default() += 1;
            }
        }
        let findings = keys.into_iter().map(|((path, lint, context), count)| Entry { path, lint, context, count }).collect();
        Baseline { version: 1, findings }
    }

    /// Takes over the entries of an older one that stay, by path and lint; gives
    /// how many findings they accept.
    pub fn keep(&mut self, older: Baseline, stays: impl Fn(&str, &str) -> bool) -> usize {
        let kept: Vec<Entry> = older.findings.into_iter().filter(|e| stays(&e.path, &e.lint)).collect();
        let count = kept.iter().map(|e| e.count).sum();
        self.findings.extend(kept);
        self.findings.sort();
        count
    }

    /// How many findings it accepts.
    #[must_use]
    pub fn count(&self) -> usize {
        self.findings.iter().map(|e| e.count).sum()
    }

    /// Reads one.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn parse(text: &str) -> Result<Baseline, String> {
        let read: Baseline = serde_json::from_str(text).map_err(|e| e.to_string())?;
        if read.version == 1 { Ok(read) } else { Err(format!("version {} is not known", read.version)) }
    }

    /// As it is written to a file.
    #[must_use]
    pub fn show(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }

    /// The findings of one file that are not accepted; `path` is the file's,
    /// relative to the baseline.
    #[must_use]
    pub fn live(&self, mut list: Vec<Diagnostic>, file: &File, path: &str) -> Vec<Diagnostic> {
        let mut left = self.left(|of| of == path);
        list.retain(|d| !spend(&mut left, path, d, file));
        list
    }

    /// Takes what is accepted out of the live findings; gives how many accepted
    /// ones are gone from where they were `looked` for (by path and lint).
    pub fn accept(&self, checked: &mut Checked, relative: impl Fn(&str) -> String, looked: impl Fn(&str, &str) -> bool) -> usize {
        let names: BTreeMap<String, String> = checked.files.iter().map(|f| (f.name.clone(), relative(&f.name))).collect();
        let mut left = self.left(|_| true);
        checked.accept(Accepted::Baseline, |d, file| names.get(&file.name).is_some_and(|name| spend(&mut left, name, d, file)));
        left.into_iter().filter(|((path, lint, _), _)| looked(path, lint)).map(|(_, count)| count).sum()
    }

    /// How many findings of some files are accepted.
    fn left(&self, of: impl Fn(&str) -> bool) -> Keys {
        let mut left = Keys::new();
        for e in self.findings.iter().filter(|e| of(&e.path)) {
            *left.entry((e.path.clone(), e.lint.clone(), e.context.clone())).or_default() += e.count;
        }
        left
    }
}

/// Whether a finding is accepted; it is so once.
fn spend(left: &mut Keys, path: &str, d: &Diagnostic, file: &File) -> bool {
    match left.get_mut(&(path.to_owned(), d.lint.clone(), context(file, d.span))) {
        Some(count) if *count > 0 => {
            *count -= 1;
            true
        }
        _ => false,
    }
}
