//! `[[suppress]]`: findings that are accepted in files that have no comments.

use globset::GlobSet;

use super::{BadConfig, Suppress, globs};
use crate::lint::{Accepted, Checked, Diagnostic, File, Lint, baseline};

/// Entries that are ready to be matched.
#[derive(Debug)]
pub struct Suppressions<'a> {
    entries: Vec<Entry<'a>>,
}

#[derive(Debug)]
struct Entry<'a> {
    entry: &'a Suppress,
    paths: Option<GlobSet>,
    text: Option<String>,
    used: bool,
}

impl<'a> Suppressions<'a> {
    /// Reads the entries of a config.
    ///
    /// # Errors
    /// A glob that is none; a name that no lint and no group has.
    pub fn of(lints: &[Lint], list: &'a [Suppress]) -> Result<Suppressions<'a>, BadConfig> {
        let mut entries = Vec::new();
        for entry in list {
            if !lints.iter().any(|l| entry.lint == l.page.front.name || entry.lint == l.page.front.group) {
                let known = lints.iter().flat_map(|l| [l.page.front.name.as_str(), l.page.front.group.as_str()]);
                let help = super::nearest(&entry.lint, known).map(super::meant);
                let what = (
                    format!("[[suppress]] names `{}`, which is no lint or group", entry.lint),
                    format!("[[suppress]]の`{}`という項目や分類はありません", entry.lint),
                );
                return Err(BadConfig { span: None, what: what.into(), help });
            }
            let paths = entry.path.as_ref().map(|p| globs(std::slice::from_ref(p))).transpose()?;
            entries.push(Entry { entry, paths, text: entry.text.as_deref().map(baseline::squeeze), used: false });
        }
        Ok(Suppressions { entries })
    }

    /// Whether one of them accepts a finding; `path` is the file's, relative to
    /// the config.
    pub fn accept(&mut self, lints: &[Lint], d: &Diagnostic, file: &File, path: &str) -> bool {
        let group = lints.iter().find(|l| l.page.front.name == d.lint).map_or("", |l| l.page.front.group.as_str());
        let mut hit = false;
        for Entry { entry, paths, text, used } in &mut self.entries {
            let fits = (entry.lint == d.lint || entry.lint == group)
                && paths.as_ref().is_none_or(|p| p.is_match(path))
                && text.as_ref().is_none_or(|t| baseline::around(file, d.span, 40).contains(t.as_str()));
            *used |= fits;
            hit |= fits;
        }
        hit
    }
}

/// Takes the accepted findings out of the live ones; gives the entries that
/// fit none although a file and a lint that they name were checked. `relative`
/// makes a file's name relative to the config, `runs` says whether a lint runs.
///
/// # Errors
/// A glob that is none; a name that no lint and no group has.
pub fn accept<'a>(
    checked: &mut Checked,
    lints: &[Lint],
    list: &'a [Suppress],
    relative: impl Fn(&str) -> String,
    runs: impl Fn(&Lint, &str) -> bool,
) -> Result<Vec<&'a Suppress>, BadConfig> {
    let mut suppressions = Suppressions::of(lints, list)?;
    if suppressions.entries.is_empty() {
        return Ok(Vec::new());
    }
    checked.accept(Accepted::Config, |d, file| suppressions.accept(lints, d, file, &relative(&file.name)));
    let looked = |entry: &Entry<'_>| {
        checked.files.iter().any(|file| {
            let path = relative(&file.name);
            let lint = |l: &Lint| [&l.page.front.name, &l.page.front.group].contains(&&entry.entry.lint) && runs(l, &path);
            entry.paths.as_ref().is_none_or(|p| p.is_match(&path)) && lints.iter().any(lint)
        })
    };
    Ok(suppressions.entries.iter().filter(|e| !e.used && looked(e)).map(|e| e.entry).collect())
}
