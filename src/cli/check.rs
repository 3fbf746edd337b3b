//! `hakusho check`: which files, which findings, how they are shown.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use rayon::prelude::*;

use super::exit::Exit;
use super::screen::Screen;
use super::{input, walk};
use crate::check::{self, Plan};
use crate::finding::Level;
use crate::report::findings::{concise, json};
use crate::{lint, lints};

/// The options of `check`.
#[derive(Args)]
pub(super) struct Check {
    /// Files and folders that make one book; the standard input when it is `-`
    #[arg(default_value = ".")]
    paths: Vec<PathBuf>,
    /// How the findings are written
    #[arg(long, value_name = "FORMAT", default_value = "concise")]
    output_format: OutputFormat,
    /// Read no config file
    #[arg(long)]
    no_config: bool,
}

/// A format of findings.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum OutputFormat {
    /// One line a finding
    Concise,
    /// One JSON object
    Json,
}

/// Runs the command.
pub(super) fn run(args: &Check) -> Exit {
    let mut screen = Screen::new(anstream::ColorChoice::Auto, false);
    let (items, failures) = walk::list(&args.paths, None);
    for failure in &failures {
        screen.fail(failure);
    }
    let _ = args.no_config;
    let mut sources = Vec::new();
    let read: Vec<_> = items.par_iter().map(|item| (item, input::read(item.path.as_deref(), None, false))).collect();
    for (item, input) in read {
        match input {
            Ok(input) => {
                let name = item.path.as_ref().map_or_else(|| "-".to_owned(), |p| p.display().to_string().replace('\\', "/"));
                sources.push((name.strip_prefix("./").map_or(name.clone(), str::to_owned), input.source));
            }
            Err(failure) => screen.fail(&failure),
        }
    }
    let lints = match lint::load(lints::ROWS) {
        Ok(lints) => lints,
        Err(error) => {
            screen.fail(&super::failure::Failure { path: None, what: error.to_string(), help: None });
            return screen.finish();
        }
    };
    let plan = Plan { lints: &lints, language: lint::Language::En, choose: &check::by_page, clean: Plan::cleaning() };
    let checked = check::check(sources, &plan);
    let out = match args.output_format {
        OutputFormat::Concise => concise::concise(&checked),
        OutputFormat::Json => json::json(&checked),
    };
    let _ = screen.print(out.as_bytes());
    if checked.diagnostics.iter().any(|d| d.level >= Level::Warning) {
        screen.note(Exit::Found);
    }
    screen.finish()
}
