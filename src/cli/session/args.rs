//! What the commands over drafts are told on the command line.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::builder::{NonEmptyStringValueParser, TypedValueParser};
use clap::{Args, ValueHint};

use crate::cli::books::Configs;
use crate::cli::choice::{self, COLORS, LANGUAGES, LEVELS, PRESETS, PROFILES, Profile};
use crate::cli::language;
use crate::cli::screen::Screen;
use crate::cli::usage::Wrong;
use crate::config::{LanguageName, LevelName, Preset};
use crate::read::Charset;

/// What is read.
#[derive(Args, Debug)]
pub(in crate::cli) struct Given {
    /// Files and folders that make one book; `-` is the standard input
    #[arg(value_name = "FILE|DIR|-", default_value = ".")]
    pub paths: Vec<PathBuf>,

    /// Read this config file, and no other
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, conflicts_with = "no_config", help_heading = "What to check")]
    pub config: Option<PathBuf>,

    /// Read no config file
    #[arg(long, help_heading = "What to check")]
    pub no_config: bool,

    /// The encoding of the files; otherwise found out
    #[arg(long, value_name = "ENCODING", value_parser = choice::suggested(str::parse::<Charset>, choice::encodings), hide_possible_values = true, help_heading = "What to check")]
    pub encoding: Option<Charset>,

    /// The file that the standard input stands for: its name, its config, its place in a book
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, help_heading = "What to check")]
    pub stdin_filename: Option<PathBuf>,
}

/// Which lints run.
#[derive(Args, Debug, Default)]
pub(in crate::cli) struct Chosen {
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

    /// Accept the findings listed in FILE
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, help_heading = "What to report")]
    pub baseline: Option<PathBuf>,
}

/// How it is told.
#[derive(Args, Debug)]
pub(in crate::cli) struct Told {
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
    #[arg(long, short, value_name = "N", value_parser = choice::jobs, help_heading = "What to report")]
    pub jobs: Option<NonZeroUsize>,
}

impl Told {
    /// The screen that the command line asks for; a config may ask for another language.
    pub(in crate::cli) fn screen(&self) -> Screen {
        Screen::new(self.color, self.quiet).speaking(language::choose(self.lang))
    }
}

impl Given {
    /// Where configs are looked for.
    pub(super) fn configs(&self) -> Configs<'_> {
        match &self.config {
            Some(path) => Configs::One(path),
            None if self.no_config => Configs::None,
            None => Configs::Nearest,
        }
    }
}

/// Lints and groups; a config may have more than are known here.
fn names() -> impl TypedValueParser<Value = String> {
    choice::suggested(NonEmptyStringValueParser::new(), choice::selections)
}

fn level(text: &str) -> Result<(String, LevelName), Wrong> {
    let (name, level) = text.split_once('=').ok_or_else(|| Wrong::new(("write NAME=LEVEL", "NAME=LEVELの形で書いてください")))?;
    let found = LEVELS.iter().find(|(n, ..)| *n == level).map(|(.., l)| *l);
    let names = |gap: &str| LEVELS.iter().map(|l| l.0).collect::<Vec<_>>().join(gap);
    let unknown = || Wrong::new((format!("`{level}` is no level: {}", names(", ")), format!("水準は{}のいずれかです", names("、"))));
    found.map(|level| (name.to_owned(), level)).ok_or_else(unknown)
}
