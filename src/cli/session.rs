//! What `check`, `report` and `glossary` have in common: which files, which
//! lints, and checking the books that the files make.

mod args;
mod baseline;

use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::books::{self, Shelf, Volume};
use super::choice::Profile;
use super::exit::Exit;
use super::failure::{COMMAND_LINE, Failure};
use super::fix::{self, Draft};
use super::screen::Screen;
use super::{house, input, language, walk, watch};
use crate::check::{self, Plan};
use crate::config::{Config, Preset, Rules, Suppressions, accept};
use crate::files::config::{Loaded, failure};
use crate::files::inputs::Inputs;
use crate::files::near;
use crate::files::results;
use crate::files::walk::{Item, Listing};
use crate::lint::{Checked, Counts, Diagnostic, File, Language, Lint, Safety};
use crate::read::{Charset, Source};
use baseline::Looked;

pub(super) use args::{Chosen, Given, Told};
pub(super) use baseline::unwritten;

/// What becomes of the findings besides being told.
#[derive(Debug, Default)]
pub(super) struct Work {
    /// Fixes of at most this risk are applied, or shown as a patch.
    pub mend: Option<Mend>,
    /// A baseline is written here.
    pub write_baseline: Option<PathBuf>,
    /// The files are read, and no lint runs.
    pub only_read: bool,
    /// The files that the results go to.
    pub outputs: Vec<PathBuf>,
}

/// How fixes are applied.
#[derive(Debug)]
pub(super) struct Mend {
    /// The greatest risk that is taken.
    pub risk: Safety,
    /// Whether they are only shown.
    pub diff: bool,
}

/// Runs a command once.
pub(super) fn run(told: &Told, command: impl FnOnce(&mut Screen) + Send) -> Exit {
    let mut screen = told.screen();
    in_threads(told, &mut screen, command);
    screen.finish()
}

/// Runs a command again whenever something it reads changes; what it writes
/// itself (`outputs`) counts for nothing.
pub(super) fn again(given: &Given, chosen: &Chosen, told: &Told, outputs: &[&Path], command: impl Fn(&mut Screen) + Sync) -> Exit {
    let named: Vec<&Path> = given.paths.iter().chain(&given.config).chain(&chosen.baseline).map(PathBuf::as_path).collect();
    let inputs = || {
        let mut inputs = Inputs::of(&given.paths, &given.configs());
        chosen.baseline.iter().for_each(|file| inputs.add(file.clone()));
        inputs.without(outputs);
        inputs.language = told.lang.or(inputs.language);
        inputs
    };
    watch::watch(told.screen(), &named, inputs, || {
        let mut screen = told.screen();
        in_threads(told, &mut screen, &command);
        screen.flush()
    })
}

/// Runs a command in as many threads as are asked for.
fn in_threads(told: &Told, screen: &mut Screen, command: impl FnOnce(&mut Screen) + Send) {
    let threads = told.jobs.map_or(0, usize::from);
    match rayon::ThreadPoolBuilder::new().num_threads(threads).build() {
        Ok(pool) => pool.install(|| command(screen)),
        Err(_) => command(screen),
    }
}

impl Work {
    /// Takes out of a folder's files those that the results go to. One that was
    /// named is not for replacing.
    fn spare(&self, given: &Given, items: &mut Vec<Item>) -> Result<(), Failure> {
        let outputs = self.written();
        keep(given.paths.iter().map(PathBuf::as_path), &outputs)?;
        items.retain(|item| !item.path.as_deref().is_some_and(|path| is_one(path, &outputs)));
        Ok(())
    }

    /// Refuses to replace what the config calls a draft.
    fn spare_books(&self, shelves: &[Shelf]) -> Result<(), Failure> {
        let items = shelves.iter().flat_map(|shelf| &shelf.volumes).flat_map(|volume| &volume.items);
        keep(items.filter_map(|(item, _)| item.path.as_deref()), &self.written())
    }

    /// The files that the results go to, as far as they are there.
    fn written(&self) -> Vec<PathBuf> {
        self.outputs.iter().filter_map(|path| std::fs::canonicalize(path).ok()).collect()
    }
}

fn is_one(path: &Path, outputs: &[PathBuf]) -> bool {
    !outputs.is_empty() && std::fs::canonicalize(path).is_ok_and(|path| outputs.contains(&path))
}

fn keep<'a>(mut drafts: impl Iterator<Item = &'a Path>, outputs: &[PathBuf]) -> Result<(), Failure> {
    let Some(draft) = drafts.find(|path| is_one(path, outputs)) else { return Ok(()) };
    let what = ("the results would replace this draft", "結果でこの原稿が上書きされてしまいます");
    Err(Failure::of(draft, what).help(("give the file they go to another name", "出力先に別の名前を指定してください")))
}

/// A command line that was understood: the lints and the files.
pub(super) struct Session<'a> {
    given: &'a Given,
    chosen: &'a Chosen,
    told: &'a Told,
    work: Work,
    /// The books under each config, with the lints that run there.
    pub shelves: Vec<(Shelf, Vec<Lint>)>,
    choices: Config,
}

impl<'a> Session<'a> {
    /// Finds the files, their configs and their lints; `None` when there is
    /// nothing to check.
    pub(super) fn open(given: &'a Given, chosen: &'a Chosen, told: &'a Told, work: Work, screen: &mut Screen) -> Option<Session<'a>> {
        let Listing { mut items, failures, own } = walk::drafts(&given.paths);
        for failure in &failures {
            screen.fail(failure);
        }
        if let Err(failure) = work.spare(given, &mut items) {
            screen.fail(&failure);
            return None;
        }
        if items.is_empty() {
            return None;
        }
        if let Some(name) = &given.stdin_filename {
            items.iter_mut().filter(|i| i.path.is_none()).for_each(|i| i.below.clone_from(name));
        }
        let (mut shelves, failures) = books::arrange(items, &given.configs());
        for volume in shelves.iter_mut().flat_map(|shelf| &mut shelf.volumes) {
            let empty = |item: &Item| item.path.as_deref().is_some_and(results::is_empty);
            volume.items.retain(|(item, asked)| *asked || !empty(item));
        }
        screen.speak(language::choose(told.lang.or(shelves.iter().find_map(|shelf| shelf.loaded.config.language))));
        for failure in &failures {
            screen.fail(failure);
        }
        if let Err(failure) = work.spare_books(&shelves) {
            screen.fail(&failure);
            return None;
        }
        let shelves = shelves.into_iter().filter_map(|shelf| match house::lints(&shelf.loaded) {
            Ok(lints) => Some((shelf, lints)),
            Err(failure) => {
                screen.fail(&failure);
                None
            }
        });
        let shelves = shelves.collect();
        let mut choices = Config::default();
        choices.lint.select.clone_from(&chosen.select);
        choices.lint.extend_select.clone_from(&chosen.extend_select);
        if chosen.profile == Some(Profile::Editor) {
            choices.lint.extend_select.push("extraction".to_owned());
        }
        choices.lint.ignore.clone_from(&chosen.ignore);
        choices.lint.levels = chosen.level.iter().cloned().collect();
        let written = work.written();
        let own: Vec<_> = own.into_iter().filter(|(path, _)| !is_one(path, &written)).collect();
        let session = Session { given, chosen, told, work, shelves, choices };
        screen.left_out(&own);
        Some(session)
    }

    /// Checks all books.
    pub(super) fn check(&self, screen: &mut Screen) -> Option<Checked> {
        let mut all: Option<Checked> = None;
        let mut looked = Looked::default();
        for (shelf, lints) in &self.shelves {
            if let Some(path) = &shelf.loaded.path {
                for (table, glob) in &shelf.idle {
                    let name = near(path);
                    let name = name.display();
                    screen.warn((
                        format!("{name}: no file fits `{glob}` of {table}"),
                        format!("{name}：{table}の`{glob}`に合うファイルがありません"),
                    ));
                }
            }
            let rules = match self.rules(lints, &shelf.loaded) {
                Ok(rules) => rules,
                Err(failure) => {
                    screen.fail(&failure);
                    continue;
                }
            };
            let mut checked = Checked::default();
            for volume in &shelf.volumes {
                checked = checked.and(self.volume(volume, &shelf.loaded, lints, &rules, screen));
            }
            if !self.work.only_read
                && let Err(failure) = self.accept(&mut checked, &shelf.loaded, lints, &rules, screen)
            {
                screen.fail(&failure);
            }
            if let Some(target) = &self.work.write_baseline {
                looked.add(&checked, target, lints, |lint, name| runs(&rules, &shelf.loaded, lint, name));
            }
            all = Some(all.unwrap_or_default().and(checked));
        }
        if let (Some(target), Some(all)) = (&self.work.write_baseline, &mut all) {
            self.write_baseline(target, all, &looked, screen);
        }
        all
    }

    /// The language in which all is told.
    pub(super) fn language(&self) -> Language {
        let config = self.shelves.iter().find_map(|(shelf, _)| shelf.loaded.config.language);
        language::choose(self.told.lang.or(config))
    }

    /// All lints that may run, by name.
    pub(super) fn lints(&self) -> Vec<&Lint> {
        let mut lints: Vec<&Lint> = self.shelves.iter().flat_map(|(_, lints)| lints).collect();
        lints.sort_by(|a, b| a.page.front.name.cmp(&b.page.front.name));
        lints.dedup_by(|a, b| a.page.front.name == b.page.front.name);
        lints
    }

    fn rules(&self, lints: &[Lint], loaded: &Loaded) -> Result<Rules, Failure> {
        let path = loaded.path.clone().unwrap_or_else(|| PathBuf::from(COMMAND_LINE));
        let told = |bad| failure(&path, "", &bad);
        let typed = |bad| failure(COMMAND_LINE.as_ref(), "", &bad);
        if let Some(Err(unknown)) = loaded.config.encoding.as_deref().map(str::parse::<Charset>) {
            return Err(Failure::of(&path, (format!("encoding: {unknown}"), format!("encoding：{}", unknown.japanese()))));
        }
        let preset = self.chosen.preset.or(loaded.config.preset).map(Preset::config).transpose().map_err(told)?.unwrap_or_default();
        // what was typed is told as such, not as the file's mistake
        Rules::of(lints, &[&self.choices]).map_err(typed)?;
        Rules::of(lints, &[&preset, &loaded.config, &self.choices]).map_err(told)
    }

    fn volume(&self, volume: &Volume, loaded: &Loaded, lints: &[Lint], rules: &Rules, screen: &mut Screen) -> Checked {
        let encoding = self.given.encoding.or_else(|| loaded.config.encoding.as_deref().and_then(|e| e.parse().ok()));
        let mends = self.work.mend.is_some();
        let read: Vec<_> = volume.items.par_iter().map(|(item, _)| input::read(item.path.as_deref(), encoding, mends)).collect();
        let mut sources: Vec<(String, Source)> = Vec::new();
        let mut drafts: Vec<Draft> = Vec::new();
        let whole = volume.whole && read.iter().all(Result::is_ok);
        for ((item, asked), input) in volume.items.iter().zip(read) {
            match input {
                Ok(input) => {
                    let name = match (&item.path, &self.given.stdin_filename) {
                        (None, Some(name)) => name.display().to_string(),
                        _ => books::name(item),
                    };
                    drafts.push(Draft::new(item.path.clone(), &input, *asked));
                    sources.push((name, input.source));
                }
                Err(failure) if *asked => screen.fail(&failure),
                // what only gives the surroundings may be missing
                Err(_) => {}
            }
        }
        let language = language::choose(self.told.lang.or(loaded.config.language));
        let choose = |lint: &Lint, path: &str| rules.choose(&lint.page.front.name, || loaded.relative(path));
        let lints = if self.work.only_read { &[] } else { lints };
        let plan = Plan { lints, language, choose: &choose, clean: Plan::cleaning(), whole };
        let mut checked = check::check(sources, &plan);
        if let Some(mend) = &self.work.mend {
            // a bad entry is told of when all that the config accepts is taken out
            let mut accepted = Suppressions::of(lints, &loaded.config.suppress).ok();
            let wanted = |d: &Diagnostic, file: &File| match &mut accepted {
                Some(list) => !list.accept(lints, d, file, &loaded.relative(&file.name)),
                None => true,
            };
            let mended = fix::mend(checked, &plan, &drafts, mend.risk, wanted);
            fix::finish(&mended, &drafts, mend, screen);
            checked = mended.checked;
        }
        for (file, draft) in checked.files.iter_mut().zip(&drafts) {
            file.asked = draft.asked;
        }
        if let Some(book) = checked.books.first() {
            checked.counts = Counts::of(&checked.files, book);
        }
        checked
    }

    /// Takes out what the config and the baseline accept.
    fn accept(&self, checked: &mut Checked, loaded: &Loaded, lints: &[Lint], rules: &Rules, screen: &mut Screen) -> Result<(), Failure> {
        let config = &loaded.config;
        let path = loaded.path.clone().unwrap_or_default();
        let wanted = |lint: &Lint, path: &str| rules.choose(&lint.page.front.name, || path.to_owned()).is_some();
        let unused =
            accept(checked, lints, &config.suppress, |name| loaded.relative(name), wanted).map_err(|bad| failure(&path, "", &bad))?;
        // what only gives the surroundings was needed to see which entries are used
        let asked = |d: &Diagnostic| checked.files.get(d.file).is_none_or(|file| file.asked);
        checked.diagnostics.retain(asked);
        checked.accepted.retain(|(d, _)| asked(d));
        for entry in unused {
            let (name, lint) = (near(&path), &entry.lint);
            let name = name.display();
            let (at, of) = entry.text.as_ref().map_or_else(Default::default, |t| (format!(" at `{t}`"), format!("（`{t}`）")));
            screen.warn((
                format!("{name}: [[suppress]] of {lint}{at} accepts nothing"),
                format!("{name}：[[suppress]]の{lint}{of}に当たる指摘がありません"),
            ));
        }
        let baseline = self.chosen.baseline.clone().or_else(|| config.lint.baseline.as_deref().map(|p| loaded.resolve(p)));
        if let Some(source) = baseline.filter(|_| self.work.write_baseline.is_none()) {
            let mut looked = Looked::default();
            looked.add(checked, &source, lints, |lint, name| runs(rules, loaded, lint, name));
            baseline::accept(checked, &source, &looked, self.language(), screen)?;
        }
        Ok(())
    }
}

/// Whether a lint looks at a file, by its name as it is reported.
fn runs(rules: &Rules, loaded: &Loaded, lint: &Lint, name: &str) -> bool {
    rules.choose(&lint.page.front.name, || loaded.relative(name)).is_some()
}
