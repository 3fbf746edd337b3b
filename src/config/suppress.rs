//! `[[suppress]]`: findings that are accepted in files that have no comments.

use globset::GlobSet;

use super::{BadConfig, Suppress, globs};
use crate::lint::{Accepted, Checked, Lint, baseline};

/// Takes the accepted findings out of the live ones; gives the entries that
/// fit none. `relative` makes a file's name relative to the config.
///
/// # Errors
/// A glob that is none; a name that no lint and no group has.
pub fn accept<'a>(
    checked: &mut Checked,
    lints: &[Lint],
    list: &'a [Suppress],
    relative: impl Fn(&str) -> String,
) -> Result<Vec<&'a Suppress>, BadConfig> {
    let group = |name: &str| lints.iter().find(|l| l.page.front.name == name).map_or("", |l| l.page.front.group.as_str());
    let mut entries: Vec<(&Suppress, Option<GlobSet>, Option<String>, bool)> = Vec::new();
    for entry in list {
        if !lints.iter().any(|l| entry.lint == l.page.front.name || entry.lint == l.page.front.group) {
            let known = lints.iter().flat_map(|l| [l.page.front.name.as_str(), l.page.front.group.as_str()]);
            let help = super::nearest(&entry.lint, known).map(|near| format!("did you mean `{near}`?"));
            return Err(BadConfig { span: None, what: format!("[[suppress]] names `{}`, which is no lint or group", entry.lint), help });
        }
        let paths = entry.path.as_ref().map(|p| globs(std::slice::from_ref(p))).transpose()?;
        entries.push((entry, paths, entry.text.as_deref().map(baseline::squeeze), false));
    }
    if entries.is_empty() {
        return Ok(Vec::new());
    }
    checked.accept(Accepted::Config, |d, file| {
        let mut hit = false;
        for (entry, paths, text, used) in &mut entries {
            let fits = (entry.lint == d.lint || entry.lint == group(&d.lint))
                && paths.as_ref().is_none_or(|p| p.is_match(relative(&file.name)))
                && text.as_ref().is_none_or(|t| baseline::around(file, d.span, 40).contains(t.as_str()));
            *used |= fits;
            hit |= fits;
        }
        hit
    });
    Ok(entries.into_iter().filter(|e| !e.3).map(|e| e.0).collect())
}
