//! `hakusho glossary`: the list of abbreviations.

use std::path::{Path, PathBuf};

use clap::{Args, ValueHint};

use super::choice;
use super::exit::Exit;
use super::save;
use super::screen::Screen;
use super::session::{self, Chosen, Given, Session, Told, Work};
use crate::report::glossary::{self, Format};

/// Write the list of abbreviations (略語表) of a book
///
/// Every acronym that is expanded somewhere, with its words, its Japanese name,
/// the place where it stands first and how often it is used.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES, after_help = "More, with examples: hakusho glossary --help")]
pub(super) struct Glossary {
    #[command(flatten)]
    pub given: Given,

    /// How it is written
    #[arg(long, short, value_name = "FORMAT", default_value = "md", value_parser = choice::of(glossary::FORMATS), help_heading = "What to report")]
    pub format: Format,

    /// Begin CSV with a byte order mark, by which Excel knows UTF-8
    #[arg(long, help_heading = "What to report")]
    pub bom: bool,

    /// Write it to FILE instead of the standard output
    #[arg(long, short, value_name = "FILE", value_hint = ValueHint::FilePath, default_value = "-", help_heading = "What to report")]
    pub output: PathBuf,

    #[command(flatten)]
    pub told: Told,
}

const EXAMPLES: &str = "\
Examples:
  hakusho glossary part1/ part2/           a table in Markdown
  hakusho glossary --format csv --bom -o 略語表.csv
  hakusho glossary --format json | jq -r '.acronyms[].acronym'

Exit codes:
  0  the list was written
  2  wrong usage or config, or a file could not be read or written";

/// Runs the command.
pub(super) fn run(args: &Glossary) -> Exit {
    session::run(&args.told, |screen| write(args, screen))
}

fn write(args: &Glossary, screen: &mut Screen) {
    let (work, chosen) = (Work { only_read: true, outputs: vec![args.output.clone()], ..Work::default() }, Chosen::default());
    let Some(session) = Session::open(&args.given, &chosen, &args.told, work, screen) else { return };
    let Some(checked) = session.check(screen).filter(|c| !c.files.is_empty()) else { return };
    let mut text = glossary::show(args.format, &checked, session.language());
    if args.bom && args.format == Format::Csv {
        text.insert(0, '\u{FEFF}');
    }
    if args.output == Path::new("-") {
        let _ = screen.print(text.as_bytes());
    } else if let Err(failure) = save::results(&args.output, text.as_bytes()) {
        screen.fail(&failure);
    }
}
