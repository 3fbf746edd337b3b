//! From the arguments to the list of files.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::path::{Component, Path, PathBuf};

use super::failure::Failure;

/// Extensions of the files that are taken from folders.
pub(crate) const EXTENSIONS: &[&str] = &["txt", "text", "md", "markdown"];

/// One thing to clean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Item {
    /// The file as it is named to the user; `None` is the standard input.
    pub path: Option<PathBuf>,
    /// Its place below `--output DIR`.
    pub below: PathBuf,
}

/// The files of the arguments, in the order of the arguments, those of a
/// folder sorted by path; each file once. Folders are walked with ignore files
/// respected; `except` (the folder for the output) is not entered.
pub(crate) fn list(arguments: &[PathBuf], except: Option<&Path>) -> (Vec<Item>, Vec<Failure>) {
    let (mut items, mut failures) = (Vec::new(), Vec::new());
    let mut seen = std::collections::HashSet::new();
    let except = except.and_then(|p| std::fs::canonicalize(p).ok());
    for argument in arguments {
        if argument.as_os_str() == "-" {
            if seen.insert(PathBuf::from("-")) {
                items.push(Item { path: None, below: PathBuf::from("stdin.txt") });
            }
        } else if argument.is_dir() {
            let mut found = folder(argument, except.as_deref(), &mut failures);
            found.retain(|item| item.path.as_ref().is_none_or(|path| seen.insert(same(path))));
            items.append(&mut found);
        } else if seen.insert(same(argument)) {
            items.push(Item { path: Some(argument.clone()), below: below(argument, argument) });
        }
    }
    (items, failures)
}

/// The folders of the arguments and all below them that would be looked into.
pub(crate) fn folders(arguments: &[PathBuf]) -> BTreeSet<PathBuf> {
    let mut all = BTreeSet::new();
    for argument in arguments.iter().filter(|a| a.is_dir()) {
        let mut builder = ignore::WalkBuilder::new(argument);
        builder.require_git(false).filter_entry(|entry| entry.file_type().is_some_and(|t| t.is_dir()));
        all.extend(builder.build().filter_map(Result::ok).map(ignore::DirEntry::into_path));
    }
    all
}

fn folder(root: &Path, except: Option<&Path>, failures: &mut Vec<Failure>) -> Vec<Item> {
    let except = except.map(Path::to_owned);
    let mut builder = ignore::WalkBuilder::new(root);
    builder.require_git(false).sort_by_file_path(Path::cmp);
    builder.filter_entry(move |entry| {
        !(entry.file_type().is_some_and(|t| t.is_dir())
            && except.as_ref().is_some_and(|e| std::fs::canonicalize(entry.path()).is_ok_and(|p| p == *e)))
    });
    let mut items = Vec::new();
    for entry in builder.build() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                failures.push(walking(root, &error));
                continue;
            }
        };
        let path = entry.path();
        // links are not followed: they may lead out of the folder, or round and round
        let file = entry.file_type().is_some_and(|t| t.is_file());
        if file && path.extension().is_some_and(wanted) {
            let path = path.strip_prefix("./").unwrap_or(path);
            items.push(Item { path: Some(path.to_owned()), below: below(root, path) });
        }
    }
    if items.is_empty() && failures.is_empty() {
        let names = EXTENSIONS.iter().map(|e| format!("*.{e}")).collect::<Vec<_>>().join(", ");
        failures.push(
            Failure::of(root, format!("no texts in this folder ({names})"))
                .help("files with other names are read when you name them; ignore files (.gitignore, .ignore) are respected"),
        );
    }
    items
}

fn wanted(extension: &OsStr) -> bool {
    EXTENSIONS.iter().any(|e| extension.eq_ignore_ascii_case(e))
}

fn walking(root: &Path, error: &ignore::Error) -> Failure {
    let mut path = root;
    let mut inner = error;
    loop {
        match inner {
            ignore::Error::WithPath { path: p, err } => (path, inner) = (p, err),
            ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => inner = err,
            ignore::Error::Io(io) => return Failure::io(path, "read", io),
            other => return Failure::of(path, other.to_string()),
        }
    }
}

/// One name for one file, as far as that can be told: `a.txt` and `./a.txt`
/// are the same, so are a link and the file it leads to.
fn same(path: &Path) -> PathBuf {
    std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}

/// The place of `path` below the output folder: the path as it was given. Of
/// a path that is absolute or climbs with `..`, what comes after that: the
/// file's name, or its path in the folder that was given.
fn below(argument: &Path, path: &Path) -> PathBuf {
    let inside = |p: &Path| p.components().all(|c| matches!(c, Component::Normal(_) | Component::CurDir));
    if inside(path) {
        return path.components().filter(|c| matches!(c, Component::Normal(_))).collect();
    }
    match path.strip_prefix(argument) {
        Ok(rest) if rest.file_name().is_some() => rest.to_owned(),
        _ => path.file_name().map_or_else(|| PathBuf::from("out.txt"), PathBuf::from),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_place_below_the_output_folder() {
        for (argument, path, want) in [
            ("a.txt", "a.txt", "a.txt"),
            ("./a/b.txt", "./a/b.txt", "a/b.txt"),
            ("docs", "docs/x/b.txt", "docs/x/b.txt"),
            ("/data", "/data/x/b.txt", "x/b.txt"),
            ("/data/b.txt", "/data/b.txt", "b.txt"),
            ("../in", "../in/x/b.txt", "x/b.txt"),
            ("../in/b.txt", "../in/b.txt", "b.txt"),
        ] {
            assert_eq!(below(Path::new(argument), Path::new(path)), Path::new(want), "{argument} {path}");
        }
    }
}
