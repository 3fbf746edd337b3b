//! `hakusho.toml`: what is checked, how strictly, and which files make a book.
//!
//! Reading a config is a pure function of its text; finding the file is the
//! command line's work. Whatever is not understood is an error that names the
//! nearest thing that would be.

mod levels;
mod order;
mod preset;
mod suppress;

pub use levels::{LevelName, Rules, globs};
pub use order::natural;
pub use preset::Preset;
pub use suppress::{Suppressions, accept};

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::lint::Lint;
use crate::lint::page::Words;

/// The name of the config file.
pub const FILE: &str = "hakusho.toml";

/// Options of a lint, as they stand in a config.
pub type Options = BTreeMap<String, toml::Value>;

/// A config file.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Config {
    /// A set of choices to start from.
    pub preset: Option<Preset>,
    /// The language of messages: `en` or `ja`; otherwise as the locale says.
    pub language: Option<LanguageName>,
    /// The encoding of the files; otherwise found out.
    pub encoding: Option<String>,
    /// Which lints run, and how.
    pub lint: LintTable,
    /// The books: which files belong together, in reading order. Without one,
    /// all files given together are one book, sorted by name.
    pub book: Vec<BookTable>,
    /// Findings that are accepted, for files that have no comments.
    pub suppress: Vec<Suppress>,
}

/// A language of messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum LanguageName {
    /// English
    En,
    /// Japanese
    Ja,
}

/// Which lints run, and how.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct LintTable {
    /// Lints and groups that run, in place of those that run by default; `all`
    /// is every one.
    pub select: Vec<String>,
    /// Lints and groups that run besides.
    pub extend_select: Vec<String>,
    /// Lints and groups that do not run.
    pub ignore: Vec<String>,
    /// Levels of lints and groups: `off`, `info`, `warning`, `error`.
    pub levels: BTreeMap<String, LevelName>,
    /// Options of lints: `[lint.options.acronym-undefined]`, `known = ["XYZ"]`.
    #[schemars(with = "BTreeMap<String, BTreeMap<String, serde_json::Value>>")]
    pub options: BTreeMap<String, Options>,
    /// Other choices for some files.
    pub overrides: Vec<Override>,
    /// A folder of pages with house terms.
    pub pages: Option<String>,
    /// Dictionaries in prh's format.
    pub prh: Vec<String>,
    /// The file with the accepted findings.
    pub baseline: Option<String>,
    /// The lowest level that makes `check` exit with 1; `warning` by default.
    pub fail_on: Option<LevelName>,
}

/// Other choices for some files.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Override {
    /// Which files: globs relative to the config file.
    pub paths: Vec<String>,
    /// Lints and groups that run besides.
    pub extend_select: Vec<String>,
    /// Lints and groups that do not run.
    pub ignore: Vec<String>,
    /// Levels of lints and groups.
    pub levels: BTreeMap<String, LevelName>,
    /// Options of lints.
    #[schemars(with = "BTreeMap<String, BTreeMap<String, serde_json::Value>>")]
    pub options: BTreeMap<String, Options>,
}

/// Files that make one book.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct BookTable {
    /// A name, for messages.
    pub name: Option<String>,
    /// Globs relative to the config file, in reading order; the files of one
    /// glob are sorted by name.
    pub files: Vec<String>,
    /// Whether these files are all of the book: what none of them has does not
    /// exist, and references to it are reported.
    #[serde(default)]
    pub whole: bool,
}

/// A finding that is accepted.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Suppress {
    /// The lint or group.
    pub lint: String,
    /// Which files: a glob relative to the config file; without one, all.
    pub path: Option<String>,
    /// Words on or around the place; without them, everywhere in the files.
    pub text: Option<String>,
    /// Why it is accepted.
    pub reason: Option<String>,
}

/// A config that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", what.en)]
pub struct BadConfig {
    /// Where, in bytes of the file (from 0), if known.
    pub span: Option<(usize, usize)>,
    /// What is wrong.
    pub what: Words,
    /// What to do.
    pub help: Option<Words>,
}

impl Config {
    /// Reads a config.
    ///
    /// # Errors
    /// What is wrong with it, and where.
    pub fn parse(text: &str) -> Result<Config, BadConfig> {
        toml::from_str(text).map_err(|error| {
            let what = error.message().trim().to_owned();
            let help = unknown_field(&what);
            let plain = plain(&what);
            BadConfig { span: error.span().map(|s| (s.start, s.end)), what: (plain.clone(), japanese(&plain)).into(), help }
        })
    }

    /// The JSON Schema of the config file.
    #[must_use]
    pub fn schema() -> String {
        let schema = schemars::schema_for!(Config);
        serde_json::to_string_pretty(&schema).unwrap_or_default() + "\n"
    }
}

/// The words of serde without its list of everything that would fit.
fn plain(what: &str) -> String {
    what.split(", expected").next().unwrap_or(what).to_owned()
}

/// The commonest of them in Japanese; TOML's own grammar is told in English.
fn japanese(what: &str) -> String {
    let name = what.split('`').nth(1).unwrap_or("");
    match what.split('`').next().unwrap_or("").trim() {
        "unknown field" => format!("`{name}`という項目はありません"),
        "unknown variant" => format!("`{name}`という値は使えません"),
        "missing field" => format!("`{name}`がありません"),
        "duplicate key" => format!("`{name}`が二度書かれています"),
        _ => format!("設定を読めません（{what}）"),
    }
}

/// The nearest name to an unknown one, from serde's message, which lists all.
fn unknown_field(what: &str) -> Option<Words> {
    let (head, rest) = what.split_once(", expected")?;
    let got = head.split('`').nth(1)?;
    let known: Vec<&str> = rest.split('`').skip(1).step_by(2).collect();
    if known.is_empty() {
        return None;
    }
    Some(match nearest(got, known.iter().copied()) {
        Some(name) => meant(name),
        None => (format!("there are: {}", known.join(", ")), format!("使えるもの：{}", known.join("、"))).into(),
    })
}

/// A question for the name that was probably meant.
#[must_use]
pub fn meant(name: &str) -> Words {
    (format!("did you mean `{name}`?"), format!("`{name}`のことですか")).into()
}

/// The error that no lint and no group has a name.
#[must_use]
pub fn unknown(name: &str, lints: &[Lint]) -> BadConfig {
    let known = lints.iter().flat_map(|l| [l.page.front.name.as_str(), l.page.front.group.as_str()]);
    let listed = || ("`hakusho rules` lists them", "`hakusho rules`で一覧を表示できます").into();
    BadConfig {
        span: None,
        what: (format!("there is no lint or group `{name}`"), format!("`{name}`という項目や分類はありません")).into(),
        help: Some(nearest(name, known).map_or_else(listed, meant)),
    }
}

/// The name most like `got`, if one is like it at all: a few letters away, or begun
/// so. (Jaro's likeness alone takes `foo` for `footnote`.)
pub fn nearest<'a>(got: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let near = |name: &str| strsim::normalized_damerau_levenshtein(got, name) >= 0.5;
    let begun = |name: &str| name.strip_prefix(got).is_some_and(|rest| got.len() >= 4 || rest.starts_with('-'));
    known
        .filter(|name| near(name) || begun(name))
        .map(|name| (strsim::jaro_winkler(got, name), name))
        .filter(|(likeness, _)| *likeness > 0.75)
        .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(a.1)))
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_understood() {
        let check = |text: &str, what: &str, help: Option<&str>| {
            let error = Config::parse(text).unwrap_err();
            assert_eq!((error.what.en.as_str(), error.help.as_ref().map(|h| h.en.as_str())), (what, help), "{text}");
            assert!(error.span.is_some());
        };
        check("[lint]\nselekt = []", "unknown field `selekt`", Some("did you mean `select`?"));
        check("lang = \"ja\"", "unknown field `lang`", Some("did you mean `language`?"));
        check("preset = \"defence\"", "unknown variant `defence`", Some("did you mean `defense`?"));
        check("[lint.levels]\nfootnote-gap = \"fatal\"", "unknown variant `fatal`", Some("there are: off, info, warning, error"));
        assert_eq!(Config::parse("[lint]\nselect = 1").unwrap_err().help, None);
        let names = ["footnote", "footnote-gap", "era-mismatch", "heading-gap"];
        for (got, want) in [
            ("foo", None),
            ("gap", None),
            ("foot", Some("footnote")),
            ("era", Some("era-mismatch")),
            ("fotnote", Some("footnote")),
            ("footnot-gap", Some("footnote-gap")),
            ("heading", Some("heading-gap")),
        ] {
            assert_eq!(nearest(got, names.into_iter()), want, "{got}");
        }
    }

    #[test]
    fn a_whole_config() {
        let text = include_str!("../../tests/data/hakusho.toml");
        let config = Config::parse(text).unwrap();
        assert_eq!(config.lint.levels.get("footnote-gap"), Some(&LevelName::Error));
        assert_eq!(config.book.len(), 1);
        // the schema takes what the program takes
        let schema: serde_json::Value = serde_json::from_str(&Config::schema()).unwrap();
        let validator = jsonschema::validator_for(&schema).unwrap();
        let as_json = |text: &str| serde_json::to_value(toml::from_str::<toml::Table>(text).unwrap()).unwrap();
        assert!(validator.is_valid(&as_json(text)), "{:?}", validator.iter_errors(&as_json(text)).next().map(|e| e.to_string()));
        assert!(!validator.is_valid(&as_json("[lint]\nselekt = []")));
    }
}
