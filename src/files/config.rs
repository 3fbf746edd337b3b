//! Finding and reading the config of each file.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::failure::Failure;
use super::here;
use crate::config::{self, BadConfig, Config};

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
        self.path.as_deref().and_then(Path::parent).map_or_else(|| PathBuf::from(path), |folder| folder.join(path))
    }
}

/// A file's name relative to the folder of another file, with `/` between
/// folders; as it is when it does not lie there.
pub(crate) fn relative(name: &str, other: &Path) -> String {
    let absolute = |p: &Path| std::path::absolute(p).unwrap_or_else(|_| p.to_owned());
    let (file, other) = (absolute(Path::new(name)), absolute(other));
    let below = other.parent().and_then(|folder| file.strip_prefix(folder).ok());
    below.map_or_else(|| name.to_owned(), |p| p.display().to_string().replace('\\', "/"))
}

/// Reads one config file.
///
/// # Errors
/// It cannot be read, or not understood.
pub(crate) fn read(path: &Path) -> Result<Loaded, Failure> {
    let text = std::fs::read_to_string(path).map_err(|e| Failure::io(path, "read", &e))?;
    let config = Config::parse(&text).map_err(|bad| failure(path, &text, &bad))?;
    Ok(Loaded { path: Some(path.to_owned()), config })
}

/// What is wrong with a config, with its line.
pub(crate) fn failure(path: &Path, text: &str, bad: &BadConfig) -> Failure {
    let line = bad.span.map(|(start, _)| 1 + text.get(..start).map_or(0, |t| t.matches('\n').count()));
    let place = line.map_or_else(String::new, |line| format!("line {line}: "));
    Failure { path: Some(path.to_owned()), what: format!("{place}{}", bad.what), help: bad.help.clone() }
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
