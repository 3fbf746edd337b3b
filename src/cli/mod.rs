//! The command line: parsing and dispatch. One file a command; what they share
//! (input, files, screens) has a file each.

mod check;
mod choice;
mod clean;
mod config;
mod exit;
mod fix;
mod glossary;
mod lsp;
mod options;
mod order;
mod progress;
mod report;
mod rules;
mod save;
mod screen;
mod session;
mod stages;

use std::io::Write as _;
use std::path::Path;
use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{CommandFactory as _, Parser, Subcommand};

use crate::files::{books, failure, house, input, language, walk};
use crate::report::visible;

pub use exit::Exit;

#[derive(Parser)]
#[command(
    name = "hakusho",
    version,
    about = "Clean reading text from what PDF extractors give, for Japanese and English white papers",
    long_about = "hakusho (白書) turns the broken text that PDF extraction gives into clean reading text: \
                  lines become paragraphs, readings and glosses leave the sentence, page furniture goes, \
                  headings and notes stand on their own. Each change keeps its place and its reason.",
    after_help = "Start with:  hakusho clean FILE\nLearn more:  hakusho clean --help",
    disable_help_subcommand = true,
    subcommand_required = true,
    arg_required_else_help = true
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Clean extracted text
    Clean(Box<options::Clean>),
    Check(Box<check::Check>),
    Report(Box<report::Report>),
    Glossary(Box<glossary::Glossary>),
    Rules(rules::List),
    Explain(rules::Explain),
    Lsp(lsp::Lsp),
    /// The config file
    #[command(subcommand)]
    Config(Settings),
    /// List the stages of the cleaning and what they do
    Stages,
}

#[derive(Subcommand)]
enum Settings {
    /// Print the JSON Schema of hakusho.toml
    Schema,
}

/// Runs the program with the arguments it was started with.
#[must_use]
pub fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            // help and version go to the standard output and are no error
            let _ = error.print();
            tip(&error);
            return if error.use_stderr() { Exit::Error } else { Exit::Ok }.into();
        }
    };
    match cli.command {
        Command::Clean(options) => clean::run(&options),
        Command::Check(options) => check::run(&options),
        Command::Report(options) => report::run(&options),
        Command::Glossary(options) => glossary::run(&options),
        Command::Rules(options) => rules::list(&options),
        Command::Explain(options) => rules::explain(&options),
        Command::Lsp(options) => lsp::run(&options),
        Command::Config(Settings::Schema) => config::schema(),
        Command::Stages => stages::run(),
    }
    .into()
}

/// A file in the place of the command: most mean to clean it.
fn tip(error: &clap::Error) {
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
    let _ = writeln!(std::io::stderr(), "\n  tip: did you mean `hakusho clean {}`?", visible::line(name));
}

/// The definition of the command line, for tests and for the manual.
#[must_use]
pub fn command() -> clap::Command {
    Cli::command()
}
