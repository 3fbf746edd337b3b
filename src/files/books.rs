//! Which files make which book, under which config.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use rustc_hash::FxHashSet;

use super::config::{Finder, Loaded};
use super::failure::Failure;
use super::house::Pages;
use super::results;
use super::walk::Item;
use crate::config::{self, natural};

/// The files of one book, in reading order.
#[derive(Debug, Default)]
pub(crate) struct Volume {
    /// The files, and whether they were asked for; the others only give the
    /// surroundings.
    pub items: Vec<(Item, bool)>,
    /// They are all of the book.
    pub whole: bool,
}

/// A table of a config, and a glob in it that no file fits.
pub(crate) type Idle = (&'static str, String);

/// The books under one config.
#[derive(Debug, Default)]
pub(crate) struct Shelf {
    /// The config.
    pub loaded: Loaded,
    /// Its books.
    pub volumes: Vec<Volume>,
    /// The globs in it that no file fits, and the tables they stand in.
    pub idle: Vec<Idle>,
}

/// How configs are found.
pub(crate) enum Configs<'a> {
    /// None is read.
    None,
    /// This one, for all files.
    One(&'a Path),
    /// The nearest one above each file.
    Nearest,
}

/// Puts files into books.
pub(crate) fn arrange(items: Vec<Item>, configs: &Configs<'_>) -> (Vec<Shelf>, Vec<Failure>) {
    let mut finder = Finder::default();
    let mut groups: Vec<(Option<PathBuf>, Vec<Item>)> = Vec::new();
    for item in items {
        let path = match configs {
            Configs::None => None,
            Configs::One(path) => Some((*path).to_owned()),
            Configs::Nearest => finder.find(item.path.as_deref().or(Some(&item.below))),
        };
        match groups.iter_mut().find(|g| g.0 == path) {
            Some(group) => group.1.push(item),
            None => groups.push((path, vec![item])),
        }
    }
    // whatever the order in which they were asked for
    let key = |path: &Option<PathBuf>| path.as_ref().map_or_else(String::new, |p| p.display().to_string());
    groups.sort_by(|a, b| natural(&key(&a.0), &key(&b.0)));
    let (mut shelves, mut failures) = (Vec::new(), Vec::new());
    for (path, items) in groups {
        let loaded = match path.as_deref().map(super::config::read).transpose() {
            Ok(loaded) => loaded.unwrap_or_default(),
            Err(failure) => {
                failures.push(failure);
                continue;
            }
        };
        match volumes(&loaded, items) {
            Ok((volumes, idle)) => shelves.push(Shelf { loaded, volumes, idle }),
            Err(failure) => failures.push(failure),
        }
    }
    (shelves, failures)
}

/// The books of a config; files of none of them are one more, and its house
/// pages are in none. And the globs that no file fits.
fn volumes(loaded: &Loaded, items: Vec<Item>) -> Result<(Vec<Volume>, Vec<Idle>), Failure> {
    let config_path = loaded.path.clone().unwrap_or_default();
    let pages = Pages::of(loaded);
    let mut rest = items;
    rest.retain(|item| !item.path.as_deref().is_some_and(|path| pages.has(path)));
    let (mut volumes, mut idle) = (Vec::new(), unfit(loaded, &rest));
    for book in &loaded.config.book {
        let mut volume = Volume { whole: book.whole, ..Volume::default() };
        for glob in &book.files {
            let set = config::globs(std::slice::from_ref(glob)).map_err(|bad| super::config::failure(&config_path, "", &bad))?;
            let fits = |item: &Item| set.is_match(loaded.relative(&name(item)));
            let (asked, others): (Vec<Item>, Vec<Item>) = rest.into_iter().partition(fits);
            rest = others;
            let mut members: Vec<(Item, bool)> = asked.into_iter().map(|item| (item, true)).collect();
            let own = members.iter().chain(&volume.items).map(|(item, _)| loaded.relative(&name(item)));
            let taken: FxHashSet<String> = own.collect();
            let around = surroundings(loaded, glob, &set);
            if members.is_empty() && around.is_empty() {
                idle.push(("[[book]]", glob.clone()));
                volume.whole = false;
            }
            for path in around {
                if !taken.contains(&path.0) && !pages.has(&path.1) {
                    members.push((Item { below: path.1.clone(), path: Some(path.1) }, false));
                }
            }
            members.sort_by(|a, b| natural(&loaded.relative(&name(&a.0)), &loaded.relative(&name(&b.0))));
            volume.items.extend(members);
        }
        if volume.items.iter().any(|(_, asked)| *asked) {
            volumes.push(volume);
        }
    }
    if !rest.is_empty() {
        let mut items: Vec<(Item, bool)> = rest.into_iter().map(|item| (item, true)).collect();
        items.sort_by(|a, b| natural(&name(&a.0), &name(&b.0)));
        volumes.push(Volume { items, whole: false });
    }
    Ok((volumes, idle))
}

/// The globs of overrides and of accepted findings that no file fits, given or not:
/// what they say would never hold. Globs that are none are told elsewhere.
fn unfit(loaded: &Loaded, items: &[Item]) -> Vec<Idle> {
    let config = &loaded.config;
    let overrides = config.lint.overrides.iter().flat_map(|over| &over.paths).map(|glob| ("[[lint.overrides]]", glob));
    let accepted = config.suppress.iter().filter_map(|entry| entry.path.as_ref()).map(|glob| ("[[suppress]]", glob));
    let fits_none = |glob: &String| {
        let Ok(set) = config::globs(std::slice::from_ref(glob)) else { return false };
        !items.iter().any(|item| set.is_match(loaded.relative(&name(item)))) && surroundings(loaded, glob, &set).is_empty()
    };
    overrides.chain(accepted).filter(|(_, glob)| fits_none(glob)).map(|(table, glob)| (table, glob.clone())).collect()
}

/// The files that a glob of a book means, as they are named in the config, and
/// where they are.
fn surroundings(loaded: &Loaded, glob: &str, set: &globset::GlobSet) -> Vec<(String, PathBuf)> {
    let Some(start) = root(loaded, glob) else { return Vec::new() };
    if start.is_file() {
        return vec![(loaded.relative(&start.display().to_string()), start)];
    }
    let mut builder = ignore::WalkBuilder::new(&start);
    builder.require_git(false).skip_stdout(true);
    let files = builder.build().filter_map(Result::ok).filter(|e| e.file_type().is_some_and(|t| t.is_file()));
    files
        .map(|entry| (loaded.relative(&entry.path().display().to_string()), entry.into_path()))
        .filter(|(relative, path)| set.is_match(relative) && results::kind(path).is_none())
        .collect()
}

/// The folder in which a glob's own wildcards begin, or the one file it means.
fn root(loaded: &Loaded, glob: &str) -> Option<PathBuf> {
    let fixed: PathBuf =
        Path::new(glob).components().take_while(|c| !c.as_os_str().to_string_lossy().contains(['*', '?', '[', '{'])).collect();
    Some(loaded.path.as_deref()?.parent()?.join(fixed))
}

/// The folders in which the files of the books of a config stand, with all
/// below them.
pub(crate) fn roots(loaded: &Loaded) -> BTreeSet<PathBuf> {
    let globs = loaded.config.book.iter().flat_map(|book| &book.files);
    let starts: Vec<PathBuf> = globs.filter_map(|glob| root(loaded, glob)).collect();
    super::walk::folders(&starts)
}

/// How a file is called in what is reported.
pub(crate) fn name(item: &Item) -> String {
    let unnamed = item.below.as_os_str() == "stdin.txt";
    let Some(path) = item.path.as_ref().or((!unnamed).then_some(&item.below)) else { return "-".to_owned() };
    let name = path.display().to_string().replace('\\', "/");
    name.strip_prefix("./").map_or_else(|| name.clone(), str::to_owned)
}
