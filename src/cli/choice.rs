//! Options with a fixed set of values, as tables.
//!
//! The library's types know nothing of the command line; here each value gets
//! its name and its line of help.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::num::NonZeroUsize;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Arg, Command};

use super::usage::Wrong;
use crate::config::{LanguageName, LevelName, Preset};
use crate::report::{Format, findings};
use crate::stage::{Furniture, Gloss, LatinSpacing, Ruby, STAGES, Width};
use crate::{lint, lints};

/// Rows of name, help and value.
pub(super) type Table<T> = &'static [(&'static str, &'static str, T)];

pub(super) const FORMATS: Table<Format> = &[
    ("text", "plain text, a paragraph a line", Format::Text),
    ("markdown", "headings and lists get Markdown's marks", Format::Markdown),
    (
        "json",
        "blocks with their places in the file, glosses, readings, furniture: one JSON object a line and file (docs/json.md)",
        Format::Json,
    ),
];

pub(super) const GLOSSES: Table<Gloss> = &[
    ("inline", "write it behind the acronym: ISR（Intelligence, Surveillance and Reconnaissance）", Gloss::Inline),
    ("drop", "take it out", Gloss::Drop),
    ("keep", "leave it where the extractor put it", Gloss::Keep),
];

pub(super) const RUBIES: Table<Ruby> = &[
    ("drop", "take it out", Ruby::Drop),
    ("aozora", "遠藤《えんどう》", Ruby::Aozora),
    ("paren", "遠藤（えんどう）", Ruby::Paren),
    ("html", "<ruby>遠藤<rt>えんどう</rt></ruby>, with <rp> brackets for old browsers", Ruby::Html),
    ("keep", "leave it where the extractor put it", Ruby::Keep),
];

pub(super) const FURNITURES: Table<Furniture> = &[
    ("drop", "take it out (only on evidence: it repeats, or it counts the pages)", Furniture::Drop),
    ("keep", "leave it where it is", Furniture::Keep),
    ("mark", "leave it where it is, in ⟦…⟧", Furniture::Mark),
];

pub(super) const WIDTHS: Table<Width> = &[
    ("keep", "as they are", Width::Keep),
    ("narrow", "ＩＳＲ２ becomes ISR2", Width::Narrow),
    ("wide", "ISR2 becomes ＩＳＲ２, in Japanese lines; English phrases stay", Width::Wide),
];

pub(super) const LATIN_SPACINGS: Table<LatinSpacing> =
    &[("tight", "2020 年 6 月 becomes 2020年6月, in Japanese text", LatinSpacing::Tight), ("keep", "as they are", LatinSpacing::Keep)];

pub(super) const COLORS: Table<anstream::ColorChoice> = &[
    ("auto", "when it goes to a terminal", anstream::ColorChoice::Auto),
    ("always", "always", anstream::ColorChoice::Always),
    ("never", "never", anstream::ColorChoice::Never),
];

pub(super) const LEVELS: Table<LevelName> = &[
    ("off", "not at all", LevelName::Off),
    ("info", "worth knowing", LevelName::Info),
    ("warning", "probably wrong", LevelName::Warning),
    ("error", "certainly wrong", LevelName::Error),
];

pub(super) const LANGUAGES: Table<LanguageName> = &[("en", "English", LanguageName::En), ("ja", "Japanese", LanguageName::Ja)];

pub(super) const PRESETS: Table<Preset> = &[
    ("defense", "Japanese defense white papers: SDF, ICBM … need no expansion", Preset::Defense),
    ("general-ja", "other Japanese white papers and reports: as without a preset", Preset::GeneralJa),
    ("en", "English reports: how Japanese words are written is not looked at", Preset::En),
];

/// Whom the findings are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Profile {
    /// A server that looks at what comes in.
    Ci,
    /// Somebody who edits the text.
    Editor,
}

pub(super) const PROFILES: Table<Profile> = &[
    ("ci", "what is wrong with the draft (as without a profile)", Profile::Ci),
    ("editor", "also the damage of extraction, with fixes (the group `extraction`)", Profile::Editor),
];

/// A parser for the names of `table`.
pub(super) fn of<T: Copy + Send + Sync + 'static>(table: Table<T>) -> impl TypedValueParser<Value = T> {
    let names = PossibleValuesParser::new(table.iter().map(|(name, help, _)| PossibleValue::new(*name).help(*help)));
    names.try_map(move |name| table.iter().find(|(n, ..)| *n == name).map(|(.., value)| *value).ok_or("no such value"))
}

/// `parser`, with values that shells offer; it may take others too.
pub(super) fn suggested<P: TypedValueParser>(parser: P, values: fn() -> Vec<PossibleValue>) -> impl TypedValueParser<Value = P::Value> {
    Suggested { parser, values }
}

/// The lints, with what they report. Those of a config are not among them.
pub(super) fn lints() -> Vec<PossibleValue> {
    let all = lint::load(lints::ROWS).unwrap_or_default();
    all.into_iter().map(|lint| PossibleValue::new(lint.page.front.name).help(lint.page.front.about.en)).collect()
}

/// The lints, their groups, and `all`.
pub(super) fn selections() -> Vec<PossibleValue> {
    let all = lint::load(lints::ROWS).unwrap_or_default();
    let groups: BTreeSet<String> = all.into_iter().map(|lint| lint.page.front.group).collect();
    let groups = groups.into_iter().map(|group| {
        let help = format!("all lints of the group {group}");
        PossibleValue::new(group).help(help)
    });
    lints().into_iter().chain(groups).chain([PossibleValue::new("all").help("every lint")]).collect()
}

/// The formats of findings.
pub(super) fn formats() -> Vec<PossibleValue> {
    findings::FORMATS.iter().map(|(name, help, _)| PossibleValue::new(*name).help(*help)).collect()
}

/// How many threads: more than there are processors gain nothing, and many
/// thousand bring a system down.
pub(super) fn jobs(text: &str) -> Result<NonZeroUsize, Wrong> {
    let wrong = || Wrong::new(("give a whole number from 1 to 1024", "1以上1024以下の整数を指定してください"));
    text.parse().ok().filter(|n: &NonZeroUsize| n.get() <= 1024).ok_or_else(wrong)
}

/// The encodings.
pub(super) fn encodings() -> Vec<PossibleValue> {
    ["utf-8", "utf-16le", "utf-16be", "shift_jis", "euc-jp", "iso-2022-jp", "windows-1252"].map(PossibleValue::new).to_vec()
}

#[derive(Clone)]
struct Suggested<P> {
    parser: P,
    values: fn() -> Vec<PossibleValue>,
}

impl<P: TypedValueParser> TypedValueParser for Suggested<P> {
    type Value = P::Value;

    fn parse_ref(&self, command: &Command, arg: Option<&Arg>, value: &OsStr) -> Result<P::Value, clap::Error> {
        self.parser.parse_ref(command, arg, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new((self.values)().into_iter()))
    }
}

/// A parser for the names of stages; a misspelt one is answered with the nearest.
pub(super) fn stage() -> PossibleValuesParser {
    PossibleValuesParser::new(STAGES.iter().map(|s| PossibleValue::new(s.name).help(s.about)))
}
