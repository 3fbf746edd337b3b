//! `hakusho check`: what becomes of the findings.

use std::path::{Path, PathBuf};

use clap::{Args, ValueHint};

use super::choice::{self, LEVELS};
use super::exit::Exit;
use super::failure::Failure;
use super::screen::Screen;
use super::session::{self, Chosen, Given, Mend, Session, Told, Work};
use super::usage::Wrong;
use crate::config::LevelName;
use crate::files::config::real;
use crate::finding::Level;
use crate::lint::{Checked, Language, Safety};
use crate::report::findings::{self, Format};

/// Check drafts for the mistakes that proofreaders of long documents miss
///
/// Files and folders given together are one book: references between them are
/// followed. What a reference points at outside of them is not reported.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES, after_help = "More, with examples: hakusho check --help")]
pub(super) struct Check {
    #[command(flatten)]
    pub given: Given,

    #[command(flatten)]
    pub chosen: Chosen,

    /// Mend what can be mended without changing what the text says, until nothing changes
    #[arg(long, help_heading = "What to mend")]
    pub fix: bool,

    /// Mend also what should be looked at afterwards
    ///
    /// With --fix or --diff.
    #[arg(long, help_heading = "What to mend")]
    pub unsafe_fixes: bool,

    /// Show what --fix would change, as a patch, and change nothing
    ///
    /// The patch is all there is on the standard output, in the bytes of the files,
    /// as `patch -p0` applies it. Findings are told where --output-format or
    /// --output-file asks for them: to the file, or to the standard error.
    #[arg(long, help_heading = "What to mend")]
    pub diff: bool,

    /// Write all findings of this run to FILE, for --baseline
    ///
    /// What FILE has of other files, and of lints that do not run, stays in it.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, conflicts_with = "baseline", help_heading = "What to report")]
    pub write_baseline: Option<PathBuf>,

    /// The lowest level that makes the exit code 1
    #[arg(long, value_name = "LEVEL", value_parser = choice::of(LEVELS), help_heading = "What to report")]
    pub fail_on: Option<LevelName>,

    /// How the findings are written; `FORMAT=FILE` writes them to a file, and several can be given
    ///
    /// Each to a place of its own: one to the standard output, the others to files.
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

    #[command(flatten)]
    pub told: Told,
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

fn format(text: &str) -> Result<(Format, Option<PathBuf>), Wrong> {
    let (name, file) = text.split_once('=').map_or((text, None), |(n, f)| (n, Some(PathBuf::from(f))));
    let known = |gap: &str| findings::FORMATS.iter().map(|f| f.0).collect::<Vec<_>>().join(gap);
    let unknown = || Wrong::new((format!("there are: {}", known(", ")), format!("使えるもの：{}", known("、"))));
    let format = findings::FORMATS.iter().find(|f| f.0 == name).ok_or_else(unknown)?;
    if file.as_ref().is_some_and(|file| file.as_os_str().is_empty()) {
        return Err(Wrong::new(("name a file behind `=`", "`=`に続けてファイル名を書いてください")));
    }
    Ok((format.2, file))
}

fn twice(file: Option<&Path>, one: Option<Format>, other: Option<Format>) -> Failure {
    let name = |format: Option<Format>| findings::FORMATS.iter().find(|f| Some(f.2) == format).map_or("--write-baseline", |f| f.0);
    let (one, other) = (name(one), name(other));
    match file {
        Some(file) => Failure::of(
            file,
            (format!("both {one} and {other} would go to this file"), format!("{one}と{other}の出力先が同じファイルです")),
        )
        .help(("give each a file of its own", "それぞれ別のファイルを指定してください")),
        None => Failure::new((
            format!("both {one} and {other} would go to the standard output"),
            format!("{one}と{other}の両方が標準出力に書かれてしまいます"),
        ))
        .help((
            format!("give one of them a file: --output-format {one}=FILE"),
            format!("一方をファイルに書き出してください（--output-format {one}=FILE）"),
        )),
    }
}

/// Runs the command.
pub(super) fn run(args: &Check) -> Exit {
    if let Err(failure) = args.fits() {
        let mut screen = args.told.screen();
        screen.fail(&failure);
        return screen.finish();
    }
    if args.watch {
        return session::again(&args.given, &args.chosen, &args.told, &args.outputs(), |screen| all(args, screen));
    }
    session::run(&args.told, |screen| all(args, screen))
}

fn all(args: &Check, screen: &mut Screen) {
    let risk = if args.unsafe_fixes { Safety::Unsafe } else { Safety::Safe };
    let mend = (args.fix || args.diff).then_some(Mend { risk, diff: args.diff });
    let work = Work {
        mend,
        write_baseline: args.write_baseline.clone(),
        only_read: false,
        outputs: args.outputs().into_iter().map(Path::to_owned).collect(),
    };
    let session = Session::open(&args.given, &args.chosen, &args.told, work, screen);
    let checked = session.as_ref().and_then(|session| session.check(screen));
    match (&session, checked, &args.write_baseline) {
        (Some(session), Some(checked), _) => args.report(session, &checked, screen),
        (_, _, Some(target)) => session::unwritten(target, screen),
        _ => {}
    }
}

impl Check {
    /// Refuses what cannot be meant.
    fn fits(&self) -> Result<(), Failure> {
        if self.unsafe_fixes && !self.fix && !self.diff {
            let what = ("--unsafe-fixes alone mends nothing", "--unsafe-fixesだけでは何も修正しません");
            return Err(Failure::new(what).help((
                "add --diff to see what it would change, or --fix to change it",
                "変更内容を見るには--diffを、修正するには--fixを加えてください",
            )));
        }
        let mut taken: Vec<(Option<PathBuf>, Option<Format>)> = vec![];
        let baseline = self.write_baseline.iter().map(|file| (Some(file.as_path()), None));
        for (file, format) in self.places().into_iter().map(|(format, file)| (file, Some(format))).chain(baseline) {
            let place = file.map(|file| real(file).unwrap_or_else(|| file.to_owned()));
            if let Some((_, other)) = taken.iter().find(|(other, _)| *other == place) {
                return Err(twice(file, *other, format));
            }
            taken.push((place, format));
        }
        Ok(())
    }

    /// Where the findings go, in which format; `None` is the standard output.
    fn places(&self) -> Vec<(Format, Option<&Path>)> {
        let rest = self.output_file.as_deref();
        let mut places: Vec<_> = self.output_format.iter().map(|(format, file)| (*format, file.as_deref().or(rest))).collect();
        // who asks for a patch wants no findings below it
        if places.is_empty() && (!self.diff || rest.is_some()) {
            places.push((Format::default(), rest));
        }
        places.into_iter().map(|(format, file)| (format, file.filter(|file| file.as_os_str() != "-"))).collect()
    }

    /// The files that the findings go to.
    fn outputs(&self) -> Vec<&Path> {
        self.places().into_iter().filter_map(|(_, file)| file).chain(self.write_baseline.as_deref()).collect()
    }

    /// Whether the mended text of the standard input, or a patch, takes the
    /// standard output.
    fn prints_text(&self) -> bool {
        self.diff || self.fix && self.given.paths.iter().any(|p| p.as_os_str() == "-")
    }

    /// Writes findings where there is room for them.
    fn print(&self, text: &str, screen: &mut Screen) {
        let _ = if self.prints_text() { screen.print_beside(text.as_bytes()) } else { screen.print_shown(text.as_bytes()) };
    }

    fn report(&self, session: &Session<'_>, checked: &Checked, screen: &mut Screen) {
        let lints = session.lints();
        for (format, file) in self.places() {
            let colour = if self.prints_text() { screen.colour_messages } else { screen.colour };
            let style = findings::Style { colour: file.is_none() && colour, lints: &lints, language: session.language() };
            let text = findings::show(format, checked, &style);
            match file {
                Some(file) => {
                    if let Err(failure) = super::save::results(file, text.as_bytes()) {
                        screen.fail(&failure);
                    }
                }
                None => self.print(&text, screen),
            }
        }
        if self.statistics {
            self.print(&findings::statistics(checked), screen);
        }
        let summary = findings::summary(checked, !screen.failed(), session.language());
        // where nothing could be read, the errors say it all
        if checked.counts.files > 0 || !screen.failed() {
            screen.tell(&match (self.diff, session.language()) {
                (false, _) => summary,
                (true, Language::En) => format!("after this patch: {summary}"),
                (true, Language::Ja) => format!("このパッチを当てると：{summary}"),
            });
        }
        // what a run that mends has left cannot be mended so
        let limit = match (self.unsafe_fixes, self.fix || self.diff) {
            (true, _) => None,
            (false, true) => Some(Safety::Unsafe),
            (false, false) => Some(Safety::Safe),
        };
        if let Some(limit) = limit {
            screen.tell(&findings::mendable(checked, limit, session.language()));
        }
        let config = session.shelves.iter().find_map(|(s, _)| s.loaded.config.lint.fail_on);
        let limit = self.fail_on.or(config).unwrap_or(LevelName::Warning).level();
        if checked.diagnostics.iter().any(|d| limit.is_some_and(|limit: Level| d.level >= limit)) {
            screen.note(Exit::Found);
        }
    }
}
