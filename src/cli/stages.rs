//! `hakusho stages`: the table of the stages, in order.

use std::fmt::Write as _;

use clap::Args;

use super::choice::{self, LANGUAGES};
use super::exit::Exit;
use super::language;
use super::screen::Screen;
use crate::config::LanguageName;
use crate::lint::Language;
use crate::report::reasons;
use crate::stage::STAGES;

/// List the stages of the cleaning and what they do
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct Stages {
    /// The language; otherwise the locale's
    #[arg(long, value_name = "LANGUAGE", value_parser = choice::of(LANGUAGES))]
    pub lang: Option<LanguageName>,
}

const EXAMPLES: &str = "\
Examples:
  hakusho stages                           the stages in their order
  hakusho clean --skip readings draft.txt  clean without one of them

Exit codes:
  0  all went well
  2  wrong usage";

/// Runs the command.
pub(super) fn run(args: &Stages) -> Exit {
    list(language::choose(args.lang))
}

/// Writes the list.
pub(super) fn list(language: Language) -> Exit {
    let mut screen = Screen::new(anstream::ColorChoice::Never, false);
    let width = STAGES.iter().map(|s| s.name.len()).max().unwrap_or(0);
    let mut out = String::new();
    for stage in STAGES {
        let _ = writeln!(out, "{:width$}  {}", stage.name, reasons::about(stage, language));
    }
    let _ = screen.print_shown(out.as_bytes());
    screen.finish()
}
