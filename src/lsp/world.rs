//! The books of the workspace: which files they have, the structure of each
//! file, the index over them, and what was found. Everything is kept until
//! something that it was made of changes.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::settings::Settings;
use crate::book::Book;
use crate::check::{Plan, Prepared, Run};
use crate::config::{LanguageName, Preset, Rules, Suppressions};
use crate::files::books::{self, Configs, Shelf};
use crate::files::config::{Loaded, failure, relative};
use crate::files::failure::{Doing, Failure, not_a_baseline};
use crate::files::{house, input, language, results, walk};
use crate::lint::baseline::Baseline;
use crate::lint::{Diagnostic, Lint};
use crate::read::{self, Charset};
use crate::text::LineIndex;

/// A document that is open in the editor.
pub(super) struct Open {
    /// As the editor names it.
    pub uri: String,
    pub version: i32,
    pub text: String,
    pub index: LineIndex,
}

/// One config with its lints, and one book under it.
pub(super) struct Volume {
    pub loaded: Loaded,
    pub lints: Vec<Lint>,
    rules: Rules,
    language: crate::lint::Language,
    baseline: Option<(Baseline, PathBuf)>,
    pub members: Vec<Member>,
    /// The members are all of the book.
    pub whole: bool,
    pub book: Option<Book>,
}

/// A file of a book.
pub(super) struct Member {
    /// Its canonical path; for a document without a file, its URI.
    pub key: PathBuf,
    /// Whether it belongs to the workspace, or only gives the surroundings.
    pub shown: bool,
    pub prepared: Option<Arc<Prepared>>,
    /// What was found in it last.
    pub found: Vec<Diagnostic>,
    /// Whether that is what would be found now.
    pub fresh: bool,
}

/// Where a file is: its volume and its place there.
pub(super) type Seat = (usize, usize);

/// All books.
#[derive(Default)]
pub(super) struct World {
    /// The folders of the workspace: as the editor names them, and canonical.
    pub roots: Vec<(PathBuf, PathBuf)>,
    pub open: FxHashMap<PathBuf, Open>,
    pub volumes: Vec<Volume>,
    /// What could not be read or understood when the files were put into books.
    pub failures: Vec<Failure>,
    /// Files that were changed last; they come first.
    pub hot: FxHashSet<PathBuf>,
}

/// One name for one file.
pub(super) fn canonical(path: &Path) -> PathBuf {
    std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}

impl World {
    /// Puts the files of the workspace and the open documents into books, and
    /// keeps what is known of those that stay. Reads the configs anew.
    pub(super) fn arrange(&mut self, settings: &Settings, japanese: bool) {
        let mut known: FxHashMap<PathBuf, Member> =
            std::mem::take(&mut self.volumes).into_iter().flat_map(|v| v.members).map(|m| (m.key.clone(), m)).collect();
        self.failures.clear();
        let mut seen: FxHashSet<PathBuf> = FxHashSet::default();
        let mut shelves: Vec<Shelf> = Vec::new();
        let mut groups: Vec<Vec<walk::Item>> =
            self.roots.iter().map(|(_, root)| walk::list(std::slice::from_ref(root), None).items).collect();
        for items in &mut groups {
            items.retain(|item| item.path.as_ref().is_some_and(|p| seen.insert(p.clone())));
        }
        // what is open and stands elsewhere is a book of its own
        let draft = |open: &Open| results::kind_of(&open.text).is_none();
        let mut alone: Vec<&PathBuf> =
            self.open.iter().filter(|(key, open)| !seen.contains(*key) && is_text(key) && draft(open)).map(|(key, _)| key).collect();
        alone.sort();
        groups.extend(alone.into_iter().map(|key| vec![walk::Item { path: Some(key.clone()), below: key.clone() }]));
        for items in groups {
            let configs = match &settings.config {
                Some(path) => Configs::One(path),
                None if items.iter().any(|i| i.path.as_ref().is_some_and(|p| p.is_absolute())) => Configs::Nearest,
                None => Configs::None,
            };
            let (found, failures) = books::arrange(items, &configs);
            shelves.extend(found);
            self.failures.extend(failures);
        }
        for Shelf { loaded, volumes, .. } in shelves {
            for volume in volumes {
                let mut members = Vec::new();
                for (item, shown) in volume.items {
                    let Some(key) = item.path.map(|p| if p.is_absolute() { canonical(&p) } else { p }) else { continue };
                    let prepared = known.remove(&key).and_then(|m| m.prepared);
                    members.push(Member { key, shown, prepared, found: Vec::new(), fresh: false });
                }
                match Volume::of(&loaded, members, settings, japanese) {
                    Ok(own) => self.volumes.push(Volume { whole: volume.whole, ..own }),
                    Err(failure) => self.failures.push(failure),
                }
            }
        }
    }

    /// Where a file is.
    pub(super) fn seat(&self, key: &Path) -> Option<Seat> {
        let find = |shown: bool| {
            self.volumes.iter().enumerate().find_map(|(v, volume)| {
                let i = volume.members.iter().position(|m| m.key == key && m.shown == shown)?;
                Some((v, i))
            })
        };
        find(true).or_else(|| find(false))
    }

    /// Notes that the text of a file is another one. Whether it is in a book.
    pub(super) fn touch(&mut self, key: &Path) -> bool {
        let mut there = false;
        for volume in &mut self.volumes {
            let Some(member) = volume.members.iter_mut().find(|m| m.key == key) else { continue };
            // the index of a large book is many small things; nobody waits until they are gone
            let old = (member.prepared.take(), volume.book.take());
            rayon::spawn(move || drop(old));
            volume.members.iter_mut().for_each(|m| m.fresh = false);
            there = true;
        }
        there
    }

    /// Has a file checked once more.
    pub(super) fn again(&mut self, key: &Path) {
        for member in self.volumes.iter_mut().flat_map(|v| &mut v.members).filter(|m| m.key == key) {
            member.fresh = false;
        }
    }

    /// Reads what is new or was changed in a volume, as long as `go_on` says
    /// yes; it is told how many files are still to be read. Whether all is read.
    pub(super) fn prepare(&mut self, volume: usize, go_on: &mut dyn FnMut(usize) -> bool) -> bool {
        let Some(volume) = self.volumes.get_mut(volume) else { return true };
        let open = &self.open;
        let charset = volume.loaded.config.encoding.as_deref().and_then(|e| e.parse().ok());
        let mut missing: Vec<usize> = volume.members.iter().enumerate().filter(|(_, m)| m.prepared.is_none()).map(|(i, _)| i).collect();
        let mut gone = Vec::new();
        while !missing.is_empty() {
            let now: Vec<usize> = missing.drain(..missing.len().min(CHUNK)).collect();
            let jobs: Vec<(usize, &Path)> = now.iter().filter_map(|&i| Some((i, volume.members.get(i)?.key.as_path()))).collect();
            let read: Vec<(usize, Option<Arc<Prepared>>)> =
                jobs.into_par_iter().map(|(i, key)| (i, prepare(key, open.get(key), charset).map(Arc::new))).collect();
            for (i, prepared) in read {
                if prepared.is_none() {
                    gone.push(i);
                }
                if let Some(member) = volume.members.get_mut(i) {
                    member.prepared = prepared;
                }
            }
            if !missing.is_empty() && !go_on(missing.len()) {
                return false;
            }
        }
        if !gone.is_empty() {
            // what cannot be read is not of the book until the files are listed anew
            volume.members.retain(|m| m.prepared.is_some());
            volume.whole = false;
        }
        if volume.book.is_none() {
            volume.book = Some(Book::given(
                volume.members.iter().filter_map(|m| Some(Arc::clone(&m.prepared.as_ref()?.document))).collect(),
                volume.whole,
            ));
        }
        true
    }
}

/// So many files are worked on before it is looked whether something else has
/// come.
const CHUNK: usize = 4;

/// Whether a file is one of those that are checked; a config is not.
fn is_text(key: &Path) -> bool {
    key.extension().is_none_or(|e| e != "toml")
}

fn prepare(key: &Path, open: Option<&Open>, charset: Option<Charset>) -> Option<Prepared> {
    let name = key.display().to_string().replace('\\', "/");
    let source = match open {
        Some(open) => read::decode(open.text.clone(), Some(Charset::Utf8)).ok()?,
        None => input::read(Some(key), charset, false).ok()?.source,
    };
    Some(Prepared::of(name, source, &Plan::cleaning(), true))
}

impl Volume {
    fn of(loaded: &Loaded, members: Vec<Member>, settings: &Settings, japanese: bool) -> Result<Volume, Failure> {
        let path = loaded.path.clone().unwrap_or_else(|| PathBuf::from("hakusho.toml"));
        let told = |bad| failure(&path, "", &bad);
        let lints = house::lints(loaded)?;
        let preset = loaded.config.preset.map(Preset::config).transpose().map_err(told)?.unwrap_or_default();
        let rules = Rules::of(&lints, &[&preset, &loaded.config]).map_err(told)?;
        Suppressions::of(&lints, &loaded.config.suppress).map_err(told)?;
        let baseline = match loaded.config.lint.baseline.as_deref().map(|p| loaded.resolve(p)) {
            Some(path) => {
                let text = std::fs::read_to_string(&path).map_err(|e| Failure::io(&path, Doing::Read, &e))?;
                Some((Baseline::parse(&text).map_err(|e| not_a_baseline(&path, &e))?, path))
            }
            None => None,
        };
        let asked = loaded.config.language.or(settings.language).or(japanese.then_some(LanguageName::Ja));
        let loaded = Loaded { path: loaded.path.clone(), config: loaded.config.clone() };
        Ok(Volume { loaded, lints, rules, language: language::choose(asked), baseline, members, book: None, whole: false })
    }

    /// The text and the structure of a member.
    pub(super) fn prepared(&self, index: usize) -> Option<&Arc<Prepared>> {
        self.members.get(index)?.prepared.as_ref()
    }

    /// Runs the lints over some members. The book must be there.
    pub(super) fn check(&mut self, which: &[usize]) {
        let Some(book) = &self.book else { return };
        let files: Vec<&Prepared> = self.members.iter().filter_map(|m| m.prepared.as_deref()).collect();
        if files.len() != self.members.len() {
            return;
        }
        let choose = |lint: &Lint, path: &str| self.rules.choose(&lint.page.front.name, || self.loaded.relative(path));
        let plan = Plan { lints: &self.lints, language: self.language, choose: &choose, clean: Plan::cleaning(), whole: self.whole };
        let run = Run::new(files.iter().copied(), book, &plan);
        let found: Vec<(usize, Vec<Diagnostic>)> = which.par_iter().map(|&i| (i, self.live(i, run.file(i).0))).collect();
        for (i, list) in found {
            if let Some(member) = self.members.get_mut(i) {
                (member.found, member.fresh) = (list, true);
            }
        }
    }

    /// The findings that neither the config nor the baseline accepts.
    fn live(&self, index: usize, mut list: Vec<Diagnostic>) -> Vec<Diagnostic> {
        let Some(prepared) = self.prepared(index) else { return list };
        let file = &prepared.file;
        if let Ok(mut suppressions) = Suppressions::of(&self.lints, &self.loaded.config.suppress) {
            let path = self.loaded.relative(&file.name);
            list.retain(|d| !suppressions.accept(&self.lints, d, file, &path));
        }
        match &self.baseline {
            Some((baseline, path)) => baseline.live(list, file, &relative(&file.name, path)),
            None => list,
        }
    }
}
