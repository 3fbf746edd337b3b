//! `hakusho report`: the report for people without a terminal.

use std::path::{Path, PathBuf};

use clap::{Args, ValueHint};

use super::exit::Exit;
use super::save;
use super::screen::Screen;
use super::session::{self, Chosen, Given, Session, Told, Work};
use crate::lint::Language;
use crate::report::{findings, html};

/// Write a report as one HTML file, for people who have no terminal
///
/// The findings of `check` with the text around them, the cleaned text to read
/// and beside the extracted one, which chapter refers to which, and lists of
/// acronyms, figures and notes. The file needs no network.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES, after_help = "More, with examples: hakusho report --help")]
pub(super) struct Report {
    #[command(flatten)]
    pub given: Given,

    #[command(flatten)]
    pub chosen: Chosen,

    /// Write the report to FILE; `-` is the standard output
    #[arg(long, short, value_name = "FILE", value_hint = ValueHint::FilePath, default_value = "report.html", help_heading = "What to report")]
    pub output: PathBuf,

    /// Write it anew whenever a draft, the config or anything else that is read changes
    ///
    /// Ctrl-C ends it; a page that is open in a browser shows the new report when
    /// it is loaded again.
    #[arg(long, help_heading = "What to report")]
    pub watch: bool,

    #[command(flatten)]
    pub told: Told,
}

const EXAMPLES: &str = "\
Examples:
  hakusho report                           the folder we are in, into report.html
  hakusho report --lang ja part3/ -o 点検.html
  hakusho report --profile editor raw.txt  also the damage of extraction
  hakusho report --watch part3/            anew after every change; Ctrl-C ends
  hakusho report - < draft.txt -o - > report.html

Exit codes:
  0  the report was written, whatever is in it (`hakusho check` judges)
  2  wrong usage or config, or a file could not be read or written";

/// Runs the command.
pub(super) fn run(args: &Report) -> Exit {
    if args.watch {
        return session::again(&args.given, &args.chosen, &args.told, &[&args.output], |screen| write(args, screen));
    }
    session::run(&args.told, |screen| write(args, screen))
}

/// Reads and checks all there is, and writes the report once.
pub(super) fn write(args: &Report, screen: &mut Screen) {
    let work = Work { outputs: vec![args.output.clone()], ..Work::default() };
    let Some(session) = Session::open(&args.given, &args.chosen, &args.told, work, screen) else { return };
    let Some(checked) = session.check(screen).filter(|c| !c.files.is_empty()) else { return };
    let text = html::html(&checked, &html::Style { lints: &session.lints(), language: session.language() });
    if args.output == Path::new("-") {
        let _ = screen.print(text.as_bytes());
    } else if let Err(failure) = save::results(&args.output, text.as_bytes()) {
        screen.fail(&failure);
        return;
    } else {
        let name = args.output.display();
        screen.tell(&match session.language() {
            Language::En => format!("{name}: written\n"),
            Language::Ja => format!("{name}：書き出しました\n"),
        });
    }
    let summary = findings::summary(&checked, !screen.failed(), session.language());
    screen.tell(&summary);
}
