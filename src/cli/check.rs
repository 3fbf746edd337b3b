//! `hakusho check`: which files, which lints, what becomes of the findings.

use std::path::{Path, PathBuf};

use clap::builder::{NonEmptyStringValueParser, TypedValueParser};
use clap::{Args, ValueHint};
use rayon::prelude::*;

use super::books::{self, Configs, Shelf, Volume};
use super::choice::{self, COLORS, LANGUAGES, LEVELS, PRESETS, PROFILES, Profile};

use super::exit::Exit;
use super::failure::Failure;
use super::fix::{self, Draft};
use super::screen::Screen;
use super::{house, input, language, walk, watch};
use crate::check::{self, Plan};
use crate::config::{Config, LanguageName, LevelName, Preset, Rules, Suppressions, accept};
use crate::files::config::{Loaded, failure, relative};
use crate::files::inputs::Inputs;
use crate::files::walk::Item;
use crate::finding::Level;
use crate::lint::baseline::Baseline;
use crate::lint::{Checked, Diagnostic, File, Language, Lint, Safety};
use crate::read::{Charset, Source};
use crate::report::findings::{self, Format};

/// Check drafts for the mistakes that proofreaders of long documents miss
///
/// Files and folders given together are one book: references between them are
/// followed. What a reference points at outside of them is not reported.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES, after_help = "More, with examples: hakusho check --help")]
#[command(group(clap::ArgGroup::new("mending").multiple(true)))]
pub(super) struct Check {
    /// Files and folders that make one book; `-` is the standard input
    #[arg(value_name = "FILE|DIR|-", default_value = ".")]
    pub paths: Vec<PathBuf>,

    /// Run only these lints or groups (`hakusho rules` lists them); `all` is every one
    #[arg(long, value_name = "NAME", value_delimiter = ',', value_parser = names(), hide_possible_values = true, help_heading = "What to check")]
    pub select: Vec<String>,

    /// Run these lints or groups besides
    #[arg(long, value_name = "NAME", value_delimiter = ',', value_parser = names(), hide_possible_values = true, help_heading = "What to check")]
    pub extend_select: Vec<String>,

    /// Do not run these lints or groups
    #[arg(long, value_name = "NAME", value_delimiter = ',', value_parser = names(), hide_possible_values = true, help_heading = "What to check")]
    pub ignore: Vec<String>,

    /// Set the level of a lint or group: `footnote-gap=error`
    #[arg(long, value_name = "NAME=LEVEL", value_delimiter = ',', value_parser = level, help_heading = "What to check")]
    pub level: Vec<(String, LevelName)>,

    /// A set of choices to start from
    #[arg(long, value_name = "PRESET", value_parser = choice::of(PRESETS), help_heading = "What to check")]
    pub preset: Option<Preset>,

    /// Whom the findings are for
    #[arg(long, value_name = "PROFILE", value_parser = choice::of(PROFILES), help_heading = "What to check")]
    pub profile: Option<Profile>,

    /// Read this config file, and no other
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, conflicts_with = "no_config", help_heading = "What to check")]
    pub config: Option<PathBuf>,

    /// Read no config file
    #[arg(long, help_heading = "What to check")]
    pub no_config: bool,

    /// The encoding of the files; otherwise found out
    #[arg(long, value_name = "ENCODING", value_parser = choice::suggested(str::parse::<Charset>, choice::encodings), hide_possible_values = true, help_heading = "What to check")]
    pub encoding: Option<Charset>,

    /// The name of the standard input in what is reported; its config is looked for there
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, help_heading = "What to check")]
    pub stdin_filename: Option<PathBuf>,

    /// Mend what can be mended without changing what the text says, until nothing changes
    #[arg(long, group = "mending", help_heading = "What to mend")]
    pub fix: bool,

    /// Mend also what should be looked at afterwards
    ///
    /// With --fix or --diff.
    #[arg(long, requires = "mending", help_heading = "What to mend")]
    pub unsafe_fixes: bool,

    /// Show what --fix would change, as a patch, and change nothing
    #[arg(long, group = "mending", help_heading = "What to mend")]
    pub diff: bool,

    /// Accept the findings listed in FILE
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, help_heading = "What to report")]
    pub baseline: Option<PathBuf>,

    /// Write all findings of this run to FILE, for --baseline
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, conflicts_with = "baseline", help_heading = "What to report")]
    pub write_baseline: Option<PathBuf>,

    /// The lowest level that makes the exit code 1
    #[arg(long, value_name = "LEVEL", value_parser = choice::of(LEVELS), help_heading = "What to report")]
    pub fail_on: Option<LevelName>,

    /// How the findings are written; `FORMAT=FILE` writes them to a file, and several can be given
    #[arg(long, value_name = "FORMAT[=FILE]", value_parser = choice::suggested(format, choice::formats), help_heading = "What to report")]
    pub output_format: Vec<(Format, Option<PathBuf>)>,

    /// Write the findings to FILE
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, help_heading = "What to report")]
    pub output_file: Option<PathBuf>,

    /// Count the findings by lint
    #[arg(long, help_heading = "What to report")]
    pub statistics: bool,

    /// Check again whenever a draft, the config or anything else that is read changes
    ///
    /// Ctrl-C ends it. A terminal is cleared before each new run. New files are
    /// seen; a mistake in the config is told, and watching goes on.
    #[arg(long, help_heading = "What to report", conflicts_with_all = ["fix", "write_baseline"])]
    pub watch: bool,

    /// The language of messages; otherwise the locale's
    #[arg(long, value_name = "LANGUAGE", value_parser = choice::of(LANGUAGES), help_heading = "What to report")]
    pub lang: Option<LanguageName>,

    /// When to use colours
    #[arg(long, value_name = "WHEN", default_value = "auto", value_parser = choice::of(COLORS), help_heading = "What to report")]
    pub color: anstream::ColorChoice,

    /// Say nothing but the findings and errors
    #[arg(long, short, help_heading = "What to report")]
    pub quiet: bool,

    /// How many threads; otherwise one for each processor
    #[arg(long, short, value_name = "N", help_heading = "What to report")]
    pub jobs: Option<std::num::NonZeroUsize>,
}

const EXAMPLES: &str = "\
Examples:
  hakusho check                            the folder we are in, as one book
  hakusho check part3/ shiryo.txt          these files, as one book
  hakusho check --select footnote,xref     only these groups
  hakusho check --ignore acronym-unused    all but this lint
  hakusho check --output-format sarif=out.sarif --output-format full
  hakusho check --write-baseline accepted.json
  hakusho check --baseline accepted.json   only what is new
  hakusho check --watch draft.txt          again after every change; Ctrl-C ends
  cat draft.txt | hakusho check - --stdin-filename part3/draft.txt

Exit codes:
  0  nothing was found at or above --fail-on (warning)
  1  something was found
  2  wrong usage or config, or a file could not be read (the others are checked)";

/// Lints and groups; a config may have more than are known here.
fn names() -> impl TypedValueParser<Value = String> {
    choice::suggested(NonEmptyStringValueParser::new(), choice::selections)
}

fn level(text: &str) -> Result<(String, LevelName), String> {
    let (name, level) = text.split_once('=').ok_or("write NAME=LEVEL")?;
    let found = LEVELS.iter().find(|(n, ..)| *n == level).map(|(.., l)| *l);
    found.map(|level| (name.to_owned(), level)).ok_or_else(|| format!("`{level}` is no level: off, info, warning, error"))
}

fn format(text: &str) -> Result<(Format, Option<PathBuf>), String> {
    let (name, file) = text.split_once('=').map_or((text, None), |(n, f)| (n, Some(PathBuf::from(f))));
    let known = || findings::FORMATS.iter().map(|f| f.0).collect::<Vec<_>>().join(", ");
    let format = findings::FORMATS.iter().find(|f| f.0 == name).ok_or_else(|| format!("there are: {}", known()))?;
    Ok((format.2, file))
}

/// Runs the command.
pub(super) fn run(args: &Check) -> Exit {
    let mut screen = Screen::new(args.color, args.quiet);
    if args.watch {
        return again(args, screen);
    }
    once(args, &mut screen);
    screen.finish()
}

fn once(args: &Check, screen: &mut Screen) {
    let threads = args.jobs.map_or(0, usize::from);
    match rayon::ThreadPoolBuilder::new().num_threads(threads).build() {
        Ok(pool) => pool.install(|| all(args, screen)),
        Err(_) => all(args, screen),
    }
}

fn again(args: &Check, screen: Screen) -> Exit {
    let named: Vec<&Path> = args.paths.iter().chain(&args.config).chain(&args.baseline).map(PathBuf::as_path).collect();
    let inputs = || {
        let mut inputs = Inputs::of(&args.paths, &configs(args));
        args.baseline.iter().for_each(|file| inputs.add(file.clone()));
        inputs.without(&outputs(args));
        inputs
    };
    watch::watch(screen, &named, inputs, || {
        let mut screen = Screen::new(args.color, args.quiet);
        once(args, &mut screen);
        screen.flush()
    })
}

fn configs(args: &Check) -> Configs<'_> {
    match &args.config {
        Some(path) => Configs::One(path),
        None if args.no_config => Configs::None,
        None => Configs::Nearest,
    }
}

/// The files that the findings go to.
fn outputs(args: &Check) -> Vec<&Path> {
    args.output_format.iter().filter_map(|(_, file)| file.as_deref()).chain(args.output_file.as_deref()).collect()
}

fn all(args: &Check, screen: &mut Screen) {
    let Some(session) = Session::open(args, screen) else { return };
    let Some(checked) = session.check(screen) else { return };
    session.report(&checked, screen);
}

/// Takes out of a folder's files those that the findings go to. One that was
/// named is not for replacing.
fn spare(args: &Check, items: &mut Vec<Item>, screen: &mut Screen) -> Option<()> {
    let same = |path: &Path| std::fs::canonicalize(path).ok();
    let outputs: Vec<PathBuf> = outputs(args).into_iter().filter_map(same).collect();
    let written = |path: &Path| !outputs.is_empty() && same(path).is_some_and(|path| outputs.contains(&path));
    if let Some(named) = args.paths.iter().find(|path| written(path)) {
        let help = "give --output-file, or --output-format FORMAT=FILE, another name";
        screen.fail(&Failure::of(named, "the findings would replace this draft").help(help));
        return None;
    }
    items.retain(|item| !item.path.as_deref().is_some_and(written));
    Some(())
}

/// A command line that was understood: the lints and the files.
struct Session<'a> {
    args: &'a Check,
    /// The books under each config, with the lints that run there.
    shelves: Vec<(Shelf, Vec<Lint>)>,
    asked: Config,
}

impl<'a> Session<'a> {
    fn open(args: &'a Check, screen: &mut Screen) -> Option<Session<'a>> {
        let (mut items, failures) = walk::list(&args.paths, None);
        for failure in &failures {
            screen.fail(failure);
        }
        spare(args, &mut items, screen)?;
        if items.is_empty() {
            return None;
        }
        if let Some(name) = &args.stdin_filename {
            items.iter_mut().filter(|i| i.path.is_none()).for_each(|i| i.below.clone_from(name));
        }
        let (shelves, failures) = books::arrange(items, &configs(args));
        for failure in &failures {
            screen.fail(failure);
        }
        let shelves = shelves.into_iter().filter_map(|shelf| match house::lints(&shelf.loaded) {
            Ok(lints) => Some((shelf, lints)),
            Err(failure) => {
                screen.fail(&failure);
                None
            }
        });
        let shelves = shelves.collect();
        let mut asked = Config::default();
        asked.lint.select.clone_from(&args.select);
        asked.lint.extend_select.clone_from(&args.extend_select);
        if args.profile == Some(Profile::Editor) {
            asked.lint.extend_select.push("extraction".to_owned());
        }
        asked.lint.ignore.clone_from(&args.ignore);
        asked.lint.levels = args.level.iter().cloned().collect();
        Some(Session { args, shelves, asked })
    }

    /// Checks all books.
    fn check(&self, screen: &mut Screen) -> Option<Checked> {
        let mut all: Option<Checked> = None;
        for (shelf, lints) in &self.shelves {
            if let Some(path) = &shelf.loaded.path {
                for glob in &shelf.idle {
                    screen.warn(&format!("{}: no file fits `{glob}` of [[book]]", path.display()));
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
            if let Err(failure) = self.accept(&mut checked, &shelf.loaded, lints, &rules, screen) {
                screen.fail(&failure);
            }
            all = Some(all.unwrap_or_default().and(checked));
        }
        all
    }

    fn rules(&self, lints: &[Lint], loaded: &Loaded) -> Result<Rules, Failure> {
        let path = loaded.path.clone().unwrap_or_else(|| PathBuf::from("command line"));
        let told = |bad| failure(&path, "", &bad);
        let typed = |bad| failure("command line".as_ref(), "", &bad);
        if let Some(Err(unknown)) = loaded.config.encoding.as_deref().map(str::parse::<Charset>) {
            return Err(Failure::of(&path, format!("encoding: {unknown}")));
        }
        let preset = self.args.preset.or(loaded.config.preset).map(Preset::config).transpose().map_err(told)?.unwrap_or_default();
        // what was typed is told as such, not as the file's mistake
        Rules::of(lints, &[&self.asked]).map_err(typed)?;
        Rules::of(lints, &[&preset, &loaded.config, &self.asked]).map_err(told)
    }

    fn volume(&self, volume: &Volume, loaded: &Loaded, lints: &[Lint], rules: &Rules, screen: &mut Screen) -> Checked {
        let encoding = self.args.encoding.or_else(|| loaded.config.encoding.as_deref().and_then(|e| e.parse().ok()));
        let mends = self.args.fix || self.args.diff;
        let read: Vec<_> = volume.items.par_iter().map(|(item, _)| input::read(item.path.as_deref(), encoding, mends)).collect();
        let mut sources: Vec<(String, Source)> = Vec::new();
        let mut drafts: Vec<Draft> = Vec::new();
        for ((item, asked), input) in volume.items.iter().zip(read) {
            match input {
                Ok(input) => {
                    let name = match (&item.path, &self.args.stdin_filename) {
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
        let language = language::choose(self.args.lang.or(loaded.config.language));
        let choose = |lint: &Lint, path: &str| rules.choose(&lint.page.front.name, || loaded.relative(path));
        let plan = Plan { lints, language, choose: &choose, clean: Plan::cleaning() };
        let mut checked = check::check(sources, &plan);
        if mends {
            let risk = if self.args.unsafe_fixes { Safety::Unsafe } else { Safety::Safe };
            // a bad entry is told of when all that the config accepts is taken out
            let mut accepted = Suppressions::of(lints, &loaded.config.suppress).ok();
            let wanted = |d: &Diagnostic, file: &File| match &mut accepted {
                Some(list) => !list.accept(lints, d, file, &loaded.relative(&file.name)),
                None => true,
            };
            checked = fix::mend(checked, &plan, &drafts, risk, wanted);
            fix::finish(&checked, &drafts, self.args.diff, screen);
        }
        for (file, draft) in checked.files.iter_mut().zip(&drafts) {
            file.asked = draft.asked;
        }
        checked
    }

    /// Takes out what the config and the baseline accept.
    fn accept(&self, checked: &mut Checked, loaded: &Loaded, lints: &[Lint], rules: &Rules, screen: &mut Screen) -> Result<(), Failure> {
        let config = &loaded.config;
        let path = loaded.path.clone().unwrap_or_default();
        let runs = |lint: &Lint, path: &str| rules.choose(&lint.page.front.name, || path.to_owned()).is_some();
        let unused =
            accept(checked, lints, &config.suppress, |name| loaded.relative(name), runs).map_err(|bad| failure(&path, "", &bad))?;
        // what only gives the surroundings was needed to see which entries are used
        let asked = |d: &Diagnostic| checked.files.get(d.file).is_none_or(|file| file.asked);
        checked.diagnostics.retain(asked);
        checked.accepted.retain(|(d, _)| asked(d));
        for entry in unused {
            let text = entry.text.as_ref().map_or_else(String::new, |t| format!(" at `{t}`"));
            screen.warn(&format!("{}: [[suppress]] of {}{text} accepts nothing", path.display(), entry.lint));
        }
        let baseline = self.args.baseline.clone().or_else(|| config.lint.baseline.as_deref().map(|p| loaded.resolve(p)));
        if let Some(target) = &self.args.write_baseline {
            let written = Baseline::of(checked, |name| relative(name, target));
            let count: usize = written.findings.iter().map(|e| e.count).sum();
            super::save::replace(target, written.show().as_bytes())?;
            screen.tell(&format!("{}: {count} findings are accepted from now on\n", target.display()));
            checked.diagnostics.clear();
        } else if let Some(source) = baseline {
            let text = std::fs::read_to_string(&source).map_err(|e| {
                let help = format!("`hakusho check --write-baseline {}` makes it", source.display());
                Failure::io(&source, "read", &e).help(help)
            })?;
            let baseline = Baseline::parse(&text)
                .map_err(|e| Failure::of(&source, format!("is no baseline: {e}")).help("write it anew with --write-baseline"))?;
            let gone = baseline.accept(checked, |name| relative(name, &source));
            if gone > 0 {
                screen.tell(&format!("{}: {gone} accepted findings are gone; --write-baseline makes it shorter\n", source.display()));
            }
        }
        Ok(())
    }

    /// Whether the standard input is mended, so that its text is the result.
    fn prints_text(&self) -> bool {
        self.args.fix && !self.args.diff && self.args.paths.iter().any(|p| p.as_os_str() == "-")
    }

    /// The language of what is said of the whole run.
    fn language(&self) -> Language {
        let config = self.shelves.iter().find_map(|(s, _)| s.loaded.config.language);
        language::choose(self.args.lang.or(config))
    }

    fn report(&self, checked: &Checked, screen: &mut Screen) {
        let args = self.args;
        let mut outputs = args.output_format.clone();
        if outputs.is_empty() {
            outputs.push((Format::default(), None));
        }
        let mut lints: Vec<&Lint> = self.shelves.iter().flat_map(|(_, lints)| lints).collect();
        lints.sort_by(|a, b| a.page.front.name.cmp(&b.page.front.name));
        lints.dedup_by(|a, b| a.page.front.name == b.page.front.name);
        for (format, file) in &outputs {
            let file = file.as_ref().or(args.output_file.as_ref());
            let style = findings::Style { colour: file.is_none() && screen.colour, lints: &lints, language: self.language() };
            let text = findings::show(*format, checked, &style);
            match file {
                Some(file) => {
                    if let Err(failure) = super::save::replace(file, text.as_bytes()) {
                        screen.fail(&failure);
                    }
                }
                // the mended text takes the standard output
                None if self.prints_text() => screen.tell(&text),
                None => {
                    let _ = screen.print_shown(text.as_bytes());
                }
            }
        }
        if args.statistics && self.prints_text() {
            screen.tell(&findings::statistics(checked));
        } else if args.statistics {
            let _ = screen.print_shown(findings::statistics(checked).as_bytes());
        }
        screen.tell(&findings::summary(checked, self.language()));
        // what a run that mends has left cannot be mended so
        let limit = match (args.unsafe_fixes, args.fix || args.diff) {
            (true, _) => None,
            (false, true) => Some(Safety::Unsafe),
            (false, false) => Some(Safety::Safe),
        };
        if let Some(limit) = limit {
            screen.tell(&findings::mendable(checked, limit, self.language()));
        }
        let config = self.shelves.iter().find_map(|(s, _)| s.loaded.config.lint.fail_on);
        let limit = args.fail_on.or(config).unwrap_or(LevelName::Warning).level();
        if checked.diagnostics.iter().any(|d| limit.is_some_and(|limit: Level| d.level >= limit)) {
            screen.note(Exit::Found);
        }
    }
}
