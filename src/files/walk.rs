//! From the arguments to the list of files.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::path::{Component, Path, PathBuf};

use super::failure::{Doing, Failure};
use super::results::{self, Kind};
use crate::lint::page::Words;

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

/// What the arguments come to.
#[derive(Debug, Default)]
pub(crate) struct Listing {
    /// The files to read.
    pub items: Vec<Item>,
    /// What could not be looked at.
    pub failures: Vec<Failure>,
    /// Files of folders that hakusho wrote itself, which are not read.
    pub own: Vec<(PathBuf, Kind)>,
}

/// The drafts of the arguments: as [`list`], without the files of folders in which
/// there is nothing.
pub(crate) fn drafts(arguments: &[PathBuf]) -> Listing {
    let mut all = list(arguments, None);
    let named: Vec<PathBuf> = arguments.iter().map(|argument| same(argument)).collect();
    let keep = |item: &Item| item.path.as_deref().is_none_or(|path| !results::is_empty(path) || named.contains(&same(path)));
    all.items.retain(keep);
    if all.items.is_empty() && all.failures.is_empty() {
        all.failures.extend(arguments.iter().find(|a| a.is_dir()).map(|folder| empty(folder)));
    }
    all
}

/// The files of the arguments, in the order of the arguments, those of a
/// folder sorted by path; each file once. Folders are walked with ignore files
/// respected; `except` (the folder for the output) is not entered.
pub(crate) fn list(arguments: &[PathBuf], except: Option<&Path>) -> Listing {
    let mut all = Listing::default();
    let mut seen = std::collections::HashSet::new();
    let except = except.and_then(|p| std::fs::canonicalize(p).ok());
    for argument in arguments {
        if argument.as_os_str() == "-" {
            if seen.insert(PathBuf::from("-")) {
                all.items.push(Item { path: None, below: PathBuf::from("stdin.txt") });
            }
        } else if argument.is_dir() {
            let before = all.failures.len();
            let (own, drafts): (Vec<_>, Vec<_>) = folder(argument, except.as_deref(), &mut all.failures)
                .into_iter()
                .map(|path| (results::kind(&path), path))
                .partition(|(kind, _)| kind.is_some());
            if drafts.is_empty() && all.failures.len() == before {
                all.failures.push(empty(argument));
            }
            let mut new = |path: &PathBuf| seen.insert(same(path));
            all.own.extend(own.into_iter().filter_map(|(kind, path)| Some((path, kind?))).filter(|(path, _)| new(path)));
            let drafts = drafts.into_iter().map(|(_, path)| path).filter(|path| new(path));
            all.items.extend(drafts.map(|path| Item { below: below(argument, &path), path: Some(path) }));
        } else if seen.insert(same(argument)) {
            match results::kind(argument).filter(|kind| !kind.readable) {
                Some(kind) => all.failures.push(refused(argument, kind)),
                None => all.items.push(Item { path: Some(argument.clone()), below: below(argument, argument) }),
            }
        }
    }
    all
}

fn refused(path: &Path, kind: Kind) -> Failure {
    let what = (format!("is no draft: hakusho wrote it ({})", kind.en), format!("原稿ではなく、hakushoの出力です（{}）", kind.ja));
    Failure::of(path, what).help((
        "leave it out; to have it read all the same, give it on the standard input (`-`)",
        "対象から外してください。それでも読ませるには、標準入力（`-`）から渡してください",
    ))
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

fn folder(root: &Path, except: Option<&Path>, failures: &mut Vec<Failure>) -> Vec<PathBuf> {
    let except = except.map(Path::to_owned);
    let mut builder = ignore::WalkBuilder::new(root);
    // a file that the shell sends the results to is none of the drafts
    builder.require_git(false).skip_stdout(true).sort_by_file_path(Path::cmp);
    builder.filter_entry(move |entry| {
        !(entry.file_type().is_some_and(|t| t.is_dir())
            && except.as_ref().is_some_and(|e| std::fs::canonicalize(entry.path()).is_ok_and(|p| p == *e)))
    });
    let mut paths = Vec::new();
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
            paths.push(path.to_owned());
        }
    }
    paths
}

fn empty(root: &Path) -> Failure {
    let names = EXTENSIONS.iter().map(|e| format!("*.{e}")).collect::<Vec<_>>().join(", ");
    let what = (format!("no texts in this folder ({names})"), format!("このフォルダーには対象のテキスト（{names}）がありません"));
    Failure::of(root, what).help((
        "files with other names are read when you name them; ignore files (.gitignore, .ignore) are respected",
        "ほかの名前のファイルは、直接指定すれば読みます。.gitignoreと.ignoreで除外されたものは読みません",
    ))
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
            ignore::Error::Io(io) => return Failure::io(path, Doing::Read, io),
            other => return Failure::of(path, Words::same(&other.to_string())),
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
