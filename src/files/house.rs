//! The user's own lints: pages with house terms and dictionaries in prh's
//! format, read from where the config says.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::config::Loaded;
use super::failure::{Doing, Failure};
use super::here;
use crate::lint::page::Words;
use crate::lint::{self, Lint, house, prh};
use crate::lints;

/// All lints under a config: ours, then those of its pages and dictionaries.
///
/// # Errors
/// A file that cannot be read or used, with the place in it.
pub(crate) fn lints(loaded: &Loaded) -> Result<Vec<Lint>, Failure> {
    let mut all = lint::load(lints::ROWS).map_err(|e| Failure::new(Words::same(&e.to_string())))?;
    let table = &loaded.config.lint;
    if let Some(folder) = &table.pages {
        all.extend(house::load(&pages(&loaded.resolve(folder))?).map_err(|bad| bad_file(&bad))?);
    }
    if !table.prh.is_empty() {
        let files = dictionaries(table.prh.iter().map(|p| loaded.resolve(p)).collect())?;
        all.extend(prh::load(&files).map_err(|bad| bad_file(&bad))?);
    }
    let mut names = BTreeSet::new();
    if let Some(twice) = all.iter().find(|l| !names.insert(l.page.front.name.clone())) {
        let name = &twice.page.front.name;
        let what = (format!("two lints are called `{name}`"), format!("`{name}`という名前の項目が二つあります"));
        let help = ("give the house page another name", "用語ページの名前を変えてください");
        return Err(Failure { path: loaded.path.clone(), ..Failure::new(what).help(help) });
    }
    Ok(all)
}

/// The files that [`lints`] would read, as far as that can be told.
pub(crate) fn files(loaded: &Loaded) -> Vec<PathBuf> {
    let table = &loaded.config.lint;
    let mut files = table.pages.as_deref().map(|folder| listed(&loaded.resolve(folder))).unwrap_or_default();
    let mut wanted: Vec<PathBuf> = table.prh.iter().map(|p| loaded.resolve(p)).collect();
    while let Some(path) = wanted.pop() {
        if files.contains(&path) {
            continue;
        }
        // a dictionary that cannot be read may be mended
        if let Ok((name, text)) = read(&path) {
            wanted.extend(prh::imports(&name, &text).unwrap_or_default().into_iter().map(PathBuf::from));
        }
        files.push(path);
    }
    files
}

/// Which files are pages of a config, and so no drafts, wherever they lie.
pub(crate) struct Pages {
    folder: Option<PathBuf>,
}

impl Pages {
    /// The pages of a config.
    pub(crate) fn of(loaded: &Loaded) -> Pages {
        let folder = loaded.config.lint.pages.as_deref().map(|folder| loaded.resolve(folder));
        Pages { folder: folder.and_then(|folder| std::fs::canonicalize(folder).ok()) }
    }

    /// Whether a file is one of them.
    pub(crate) fn has(&self, path: &Path) -> bool {
        let Some(folder) = self.folder.as_deref().filter(|_| is_page(path)) else { return false };
        path.parent().is_some_and(|own| std::fs::canonicalize(here(own)).is_ok_and(|own| own == folder))
    }
}

fn bad_file(bad: &house::BadFile) -> Failure {
    // the details of a file of the user's are English in both
    Failure::new((bad.to_string(), format!("用語ページまたは辞書を使えません（{bad}）"))).help((
        "`hakusho check` runs again once the file is mended or out of the config",
        "そのファイルを直すか、設定から外すと実行できます",
    ))
}

fn read(path: &Path) -> Result<(String, String), Failure> {
    let text = std::fs::read_to_string(path).map_err(|e| Failure::io(path, Doing::Read, &e))?;
    Ok((path.display().to_string().replace('\\', "/"), text))
}

/// The pages of a folder, sorted by name.
fn pages(folder: &Path) -> Result<Vec<(String, String)>, Failure> {
    std::fs::read_dir(folder).map_err(|e| Failure::io(folder, Doing::Read, &e))?;
    let paths = listed(folder);
    if paths.is_empty() {
        return Err(Failure::of(folder, ("has no pages (*.md)", "用語ページ（*.md）がありません"))
            .help(("write one, or take `pages` out of the config", "ページを作るか、設定から`pages`を外してください")));
    }
    paths.iter().map(|p| read(p)).collect()
}

fn listed(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten();
    let mut paths: Vec<PathBuf> = entries.filter_map(|e| e.ok().map(|e| e.path())).filter(|path| is_page(path)).collect();
    paths.sort();
    paths
}

fn is_page(path: &Path) -> bool {
    path.extension().is_some_and(|e| e == "md")
}

/// Dictionaries and all that they import, each once.
fn dictionaries(mut wanted: Vec<PathBuf>) -> Result<Vec<(String, String)>, Failure> {
    let mut seen = BTreeSet::new();
    let mut files = Vec::new();
    wanted.reverse();
    while let Some(path) = wanted.pop() {
        let (name, text) = read(&path)?;
        if !seen.insert(name.clone()) {
            continue;
        }
        wanted.extend(prh::imports(&name, &text).map_err(|bad| bad_file(&bad))?.into_iter().map(PathBuf::from));
        files.push((name, text));
    }
    Ok(files)
}
