//! `hakusho check`: what becomes of the findings.

use std::path::{Path, PathBuf};

use clap::{Args, ValueHint};

use super::choice::{self, LEVELS};
use super::exit::Exit;
use super::screen::Screen;
use super::session::{self, Chosen, Given, Mend, Session, Told, Work};
use crate::config::LevelName;
use crate::finding::Level;
use crate::lint::{Checked, Safety};
use crate::report::findings::{self, Format};

/// Check drafts for the mistakes that proofreaders of long documents miss
///
/// Files and folders given together are one book: references between them are
/// followed. What a reference points at outside of them is not reported.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES, after_help = "More, with examples: hakusho check --help")]
#[command(group(clap::ArgGroup::new("mending").multiple(true)))]
pub(super) struct Check {
    #[command(flatten)]
    pub given: Given,

    #[command(flatten)]
    pub chosen: Chosen,

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

fn format(text: &str) -> Result<(Format, Option<PathBuf>), String> {
    let (name, file) = text.split_once('=').map_or((text, None), |(n, f)| (n, Some(PathBuf::from(f))));
    let known = || findings::FORMATS.iter().map(|f| f.0).collect::<Vec<_>>().join(", ");
    let format = findings::FORMATS.iter().find(|f| f.0 == name).ok_or_else(|| format!("there are: {}", known()))?;
    Ok((format.2, file))
}

/// Runs the command.
pub(super) fn run(args: &Check) -> Exit {
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
    let Some(session) = Session::open(&args.given, &args.chosen, &args.told, work, screen) else { return };
    let Some(checked) = session.check(screen) else { return };
    args.report(&session, &checked, screen);
}

impl Check {
    /// The files that the findings go to.
    fn outputs(&self) -> Vec<&Path> {
        let named = self.output_file.iter().chain(&self.write_baseline).map(PathBuf::as_path);
        self.output_format.iter().filter_map(|(_, file)| file.as_deref()).chain(named).collect()
    }

    /// Whether the standard input is mended, so that its text is the result.
    fn prints_text(&self) -> bool {
        self.fix && !self.diff && self.given.paths.iter().any(|p| p.as_os_str() == "-")
    }

    fn report(&self, session: &Session<'_>, checked: &Checked, screen: &mut Screen) {
        let mut outputs = self.output_format.clone();
        if outputs.is_empty() {
            outputs.push((Format::default(), None));
        }
        let lints = session.lints();
        for (format, file) in &outputs {
            let file = file.as_ref().or(self.output_file.as_ref());
            let style = findings::Style { colour: file.is_none() && screen.colour, lints: &lints, language: session.language() };
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
        if self.statistics && self.prints_text() {
            screen.tell(&findings::statistics(checked));
        } else if self.statistics {
            let _ = screen.print_shown(findings::statistics(checked).as_bytes());
        }
        screen.tell(&findings::summary(checked, session.language()));
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
