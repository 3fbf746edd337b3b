//! Finding and reading the config of each file.

use std::collections::HashMap;
use std::path::{Component, Path, PathBuf};

use super::failure::{Doing, Failure};
use super::{here, near};
use crate::config::{self, BadConfig, Config};
use crate::lint::page::Words;

/// A config and the folder that its paths are relative to.
#[derive(Debug, Default)]
pub(crate) struct Loaded {
    /// The file; `None` when there is none.
    pub path: Option<PathBuf>,
    /// What it says.
    pub config: Config,
}

impl Loaded {
    /// A file's name relative to the config, with `/` between folders.
    pub(crate) fn relative(&self, name: &str) -> String {
        self.path.as_deref().map_or_else(|| name.to_owned(), |path| relative(name, path))
    }

    /// A path of the config, from where the program runs.
    pub(crate) fn resolve(&self, path: &str) -> PathBuf {
        self.path.as_deref().and_then(Path::parent).map_or_else(|| PathBuf::from(path), |folder| near(&folder.join(path)))
    }
}

/// A file's name relative to the folder of another file, with `/` between
/// folders; the same from wherever the program runs and however the file was
/// named. As it is when no way leads there (another drive, the standard input).
pub(crate) fn relative(name: &str, other: &Path) -> String {
    let absolute = |p: &Path| std::path::absolute(p).unwrap_or_else(|_| p.to_owned());
    let (file, target) = (absolute(Path::new(name)), absolute(other));
    let below = target.parent().and_then(|folder| file.strip_prefix(folder).ok());
    // `..` is only sure to lead back where no link is passed
    let plain = below.filter(|p| p.components().all(|c| matches!(c, Component::Normal(_)))).map(Path::to_owned);
    let way = || {
        let (file, folder) = (real(Path::new(name)).filter(|_| name != "-")?, real(other)?.parent()?.to_owned());
        pathdiff::diff_paths(file, folder)
    };
    plain.or_else(way).map_or_else(|| name.to_owned(), |p| p.display().to_string().replace('\\', "/"))
}

/// A file in its folder without links and `..`; the file may be a link, or be missing.
pub(crate) fn real(path: &Path) -> Option<PathBuf> {
    let folder = std::fs::canonicalize(here(path.parent()?)).ok()?;
    Some(folder.join(path.file_name()?))
}

/// Reads one config file.
///
/// # Errors
/// It cannot be read, or not understood.
pub(crate) fn read(path: &Path) -> Result<Loaded, Failure> {
    let text = std::fs::read_to_string(path).map_err(|e| Failure::io(path, Doing::Read, &e))?;
    let config = Config::parse(&text).map_err(|bad| failure(path, &text, &bad))?;
    Ok(Loaded { path: Some(path.to_owned()), config })
}

/// What is wrong with a config, with its line.
pub(crate) fn failure(path: &Path, text: &str, bad: &BadConfig) -> Failure {
    let line = bad.span.map(|(start, _)| 1 + text.get(..start).map_or(0, |t| t.matches('\n').count()));
    let Words { en, ja } = &bad.what;
    let what = match line {
        Some(line) => (format!("line {line}: {en}"), format!("{line}行目：{ja}")),
        None => (en.clone(), ja.clone()),
    };
    Failure { help: bad.help.clone(), ..Failure::of(path, what) }
}

/// The nearest config file above each folder, remembered.
#[derive(Default)]
pub(crate) struct Finder {
    known: HashMap<PathBuf, Option<PathBuf>>,
}

impl Finder {
    /// The config file for a file, or for the folder we are in.
    pub(crate) fn find(&mut self, file: Option<&Path>) -> Option<PathBuf> {
        let folder = here(file.and_then(Path::parent).unwrap_or(Path::new("")));
        let folder = std::fs::canonicalize(folder).ok()?;
        let mut passed = Vec::new();
        let mut found = None;
        for above in folder.ancestors() {
            if let Some(known) = self.known.get(above) {
                found.clone_from(known);
                break;
            }
            passed.push(above.to_owned());
            let candidate = above.join(config::FILE);
            if candidate.is_file() {
                found = Some(candidate);
                break;
            }
        }
        for folder in passed {
            self.known.insert(folder, found.clone());
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_relative_to_a_file() {
        let place = tempfile::tempdir().unwrap();
        let at = |name: &str| place.path().join(name);
        std::fs::create_dir_all(at("a/b")).unwrap();
        std::fs::create_dir_all(at("c")).unwrap();
        for (name, other, want) in [
            ("a/b/x.txt", "base.json", "a/b/x.txt"),
            ("a/b/../x.txt", "base.json", "a/x.txt"),
            ("a/b/x.txt", "c/base.json", "../a/b/x.txt"),
            ("x.txt", "a/b/base.json", "../../x.txt"),
            ("a/x.txt", "c/../base.json", "a/x.txt"),
        ] {
            assert_eq!(relative(&at(name).display().to_string(), &at(other)), want, "{name} {other}");
        }
        assert_eq!(relative("-", &at("base.json")), "-");
    }

    #[cfg(unix)]
    #[test]
    fn links_on_the_way() {
        let place = tempfile::tempdir().unwrap();
        let at = |name: &str| place.path().join(name);
        std::fs::create_dir(at("real")).unwrap();
        std::os::unix::fs::symlink(at("real"), at("link")).unwrap();
        let name = |name: &str| at(name).display().to_string();
        assert_eq!(relative(&name("link/x.txt"), &at("real/base.json")), "x.txt");
        assert_eq!(relative(&name("link/x.txt"), &at("base.json")), "link/x.txt");
    }
}
