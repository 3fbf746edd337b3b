//! The command line: parsing and dispatch. One file a command; what they share
//! (input, files, screens) has a file each.

mod check;
mod choice;
mod clean;
mod completions;
mod config;
mod exit;
mod fix;
mod glossary;
mod init;
mod lsp;
mod manual;
mod options;
mod order;
mod progress;
mod report;
mod rules;
mod save;
mod screen;
mod session;
mod stages;
mod usage;
mod watch;

use std::io::Write as _;
use std::path::Path;
use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{CommandFactory as _, Parser, Subcommand};

use crate::config::LanguageName;
use crate::files::{books, failure, house, input, language, walk};
use crate::lint::Language;
use crate::report::visible;

pub use exit::Exit;

#[derive(Parser)]
#[command(
    name = "hakusho",
    version,
    about = "Clean and check the text of white papers, Japanese and English",
    long_about = "hakusho (白書) turns the broken text that PDF extraction gives into clean reading text: \
                  lines become paragraphs, readings and glosses leave the sentence, page furniture goes, \
                  headings and notes stand on their own. Each change keeps its place and its reason.\n\n\
                  It checks drafts for what proofreaders of long documents miss, on the command line, in CI \
                  and in an editor.",
    after_help = "Start with:  hakusho clean FILE, hakusho check FILE\nLearn more:  hakusho clean --help, hakusho check --help",
    after_long_help = EXAMPLES,
    disable_help_subcommand = true,
    subcommand_required = true,
    arg_required_else_help = true
)]
struct Cli {
    /// The language of messages; otherwise the locale's. It may also stand behind the command
    #[arg(long, value_name = "LANGUAGE", value_parser = choice::of(choice::LANGUAGES))]
    lang: Option<LanguageName>,

    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "\
Examples:
  hakusho clean report.txt                 clean text, on the standard output
  hakusho init                             look at this folder, write hakusho.toml
  hakusho check                            check the drafts of this folder
  hakusho check --watch                    again after every change
  hakusho explain footnote-gap             what a finding means, and what to do

Exit codes:
  0  all went well, nothing was found
  1  something was found, or would be changed
  2  wrong usage or config, or a file could not be read or written

Files:
  hakusho.toml   the config of the drafts below its folder";

#[derive(Subcommand)]
enum Command {
    /// Clean extracted text
    Clean(Box<options::Clean>),
    Check(Box<check::Check>),
    Init(init::Init),
    Report(Box<report::Report>),
    Glossary(Box<glossary::Glossary>),
    Rules(rules::List),
    Explain(rules::Explain),
    Lsp(lsp::Lsp),
    /// The config file
    #[command(subcommand, after_long_help = CONFIG)]
    Config(Settings),
    Stages(stages::Stages),
    Completions(completions::Completions),
    #[command(name = "man")]
    Manual(manual::Manual),
}

const CONFIG: &str = "\
Examples:
  hakusho init                             write a hakusho.toml to begin with
  hakusho config schema                    what may stand in it
  hakusho config preset defense            what a preset switches on and off

Exit codes:
  0  all went well
  2  wrong usage";

const SCHEMA: &str = "\
Examples:
  hakusho config schema > hakusho.schema.json
                                           for an editor that knows JSON Schema

Exit codes:
  0  all went well
  2  wrong usage";

const PRESET: &str = "\
Examples:
  hakusho config preset en                 what `preset = \"en\"` and --preset en mean

Exit codes:
  0  all went well
  2  wrong usage";

#[derive(Subcommand)]
enum Settings {
    /// Print the JSON Schema of hakusho.toml
    #[command(after_long_help = SCHEMA)]
    Schema,
    /// Print what a preset switches on and off, as a config
    #[command(after_long_help = PRESET)]
    Preset {
        /// The preset
        #[arg(value_name = "PRESET", value_parser = choice::of(choice::PRESETS))]
        name: crate::config::Preset,
    },
}

impl Command {
    /// Where the language stands that the command was asked to speak, if it speaks.
    fn language(&mut self) -> Option<&mut Option<LanguageName>> {
        Some(match self {
            Command::Clean(options) => &mut options.lang,
            Command::Check(options) => &mut options.told.lang,
            Command::Report(options) => &mut options.told.lang,
            Command::Glossary(options) => &mut options.told.lang,
            Command::Init(options) => &mut options.lang,
            Command::Rules(options) => &mut options.lang,
            Command::Explain(options) => &mut options.lang,
            Command::Stages(options) => &mut options.lang,
            Command::Lsp(_) | Command::Config(_) | Command::Completions(_) | Command::Manual(_) => return None,
        })
    }
}

/// Runs the program with the arguments it was started with.
#[must_use]
pub fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            let language = language::choose(usage::asked(std::env::args_os().map(|a| a.to_string_lossy().into_owned())));
            // help and version go to the standard output and are no error
            let _ = match usage::told(&error, language) {
                Some(told) => std::io::stderr().write_all(visible::text(&told).as_bytes()),
                None => error.print(),
            };
            tip(&error, language);
            return if error.use_stderr() { Exit::Error } else { Exit::Ok }.into();
        }
    };
    let mut command = cli.command;
    if let Some(own) = command.language() {
        *own = own.or(cli.lang);
    }
    match command {
        Command::Clean(options) => clean::run(&options),
        Command::Check(options) => check::run(&options),
        Command::Init(options) => init::run(&options),
        Command::Report(options) => report::run(&options),
        Command::Glossary(options) => glossary::run(&options),
        Command::Rules(options) => rules::list(&options),
        Command::Explain(options) => rules::explain(&options),
        Command::Lsp(options) => lsp::run(&options),
        Command::Config(Settings::Schema) => config::schema(),
        Command::Config(Settings::Preset { name }) => config::preset(name),
        Command::Stages(options) => stages::run(&options),
        Command::Completions(options) => completions::run(&options),
        Command::Manual(options) => manual::run(&options),
    }
    .into()
}

/// A file in the place of the command: most mean to clean it.
fn tip(error: &clap::Error, language: Language) {
    let named = |kind| match error.get(kind) {
        Some(ContextValue::String(name)) => Some(name.as_str()),
        _ => None,
    };
    let name = match error.kind() {
        ErrorKind::InvalidSubcommand => named(ContextKind::InvalidSubcommand),
        ErrorKind::UnknownArgument => named(ContextKind::InvalidArg),
        _ => None,
    };
    let Some(name) = name.filter(|name| *name == "-" || !name.starts_with('-') && Path::new(name).exists()) else { return };
    let name = visible::line(name);
    let _ = match language {
        Language::En => writeln!(std::io::stderr(), "\n  tip: did you mean `hakusho clean {name}`?"),
        Language::Ja => writeln!(std::io::stderr(), "\n  もしかして: `hakusho clean {name}`"),
    };
}

/// The definition of the command line, for tests and for the manual.
#[must_use]
pub fn command() -> clap::Command {
    Cli::command()
}
