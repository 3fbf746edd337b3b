//! From a config to the level and the options of each lint in each file.

use std::collections::BTreeMap;

use globset::{Glob, GlobSet, GlobSetBuilder};
use schemars::JsonSchema;
use serde::Deserialize;

use super::{BadConfig, Config, Options, meant, nearest, unknown};
use crate::finding::Level;
use crate::lint::page::Words;
use crate::lint::{Lint, Settings};

/// A level in a config.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum LevelName {
    /// Not at all.
    Off,
    /// Worth knowing.
    Info,
    /// Probably wrong.
    Warning,
    /// Certainly wrong.
    Error,
}

impl LevelName {
    /// The level; `None` is off.
    #[must_use]
    pub fn level(self) -> Option<Level> {
        match self {
            LevelName::Off => None,
            LevelName::Info => Some(Level::Info),
            LevelName::Warning => Some(Level::Warning),
            LevelName::Error => Some(Level::Error),
        }
    }
}

/// What one lint does in the files of one set of overrides.
#[derive(Clone, Debug)]
struct Choice {
    level: Option<Level>,
    settings: Settings,
}

/// Which lints run in which files, at which level, with which options.
#[derive(Debug)]
pub struct Rules {
    /// By lint, in the order of the lints: the choice without overrides.
    base: BTreeMap<String, Choice>,
    /// One for each override: its files, and the choices that it changes.
    overrides: Vec<(GlobSet, Patch)>,
}

/// What an override changes.
#[derive(Debug, Default)]
struct Patch {
    /// By lint; `None` is off.
    levels: BTreeMap<String, Option<Level>>,
    options: BTreeMap<String, Options>,
}

/// Layers of choices, the later the stronger; the command line's come last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Selection<'a> {
    /// In place of what runs by default.
    select: &'a [String],
    /// Besides.
    extend: &'a [String],
    /// Not.
    ignore: &'a [String],
}

impl Rules {
    /// The rules that come of a chain of configs, the later the stronger (a
    /// preset, the user's file, the command line).
    ///
    /// # Errors
    /// A name that no lint and no group has; options that a lint does not
    /// have; a glob that is none; a selection that leaves nothing.
    pub fn of(lints: &[Lint], chain: &[&Config]) -> Result<Rules, BadConfig> {
        let names = Names { lints };
        let mut base: BTreeMap<String, Choice> = lints
            .iter()
            .map(|lint| {
                let front = &lint.page.front;
                let level = (!front.off).then_some(front.level);
                (front.name.clone(), Choice { level, settings: Settings::new(lint.page.defaults()) })
            })
            .collect();
        for config in chain {
            let table = &config.lint;
            let selection = Selection { select: &table.select, extend: &table.extend_select, ignore: &table.ignore };
            let wanted = names.select(&selection)?;
            let levels = names.levels(&table.levels)?;
            for lint in lints {
                let front = &lint.page.front;
                let Some(choice) = base.get_mut(&front.name) else { continue };
                match wanted.get(front.name.as_str()) {
                    Some(true) => choice.level = choice.level.or(Some(front.level)),
                    Some(false) => choice.level = None,
                    None => {}
                }
                if let Some(level) = levels.get(front.name.as_str()) {
                    choice.level = *level;
                }
            }
            for (name, options) in &table.options {
                names.options(name, options)?;
                if let Some(choice) = base.get_mut(name) {
                    choice.settings = extend(std::mem::take(&mut choice.settings), options);
                }
            }
        }
        let mut overrides = Vec::new();
        for config in chain {
            for over in &config.lint.overrides {
                overrides.push((globs(&over.paths)?, names.patch(over)?));
            }
        }
        if !base.is_empty() && base.values().all(|c| c.level.is_none()) && overrides.iter().all(|o| o.1.levels.is_empty()) {
            return Err(bad(
                ("no lint is left to run", "調べる項目が一つもありません"),
                (
                    "see `hakusho rules`, and the config's `select` and `ignore`",
                    "`hakusho rules`と、設定の`select`、`ignore`を確かめてください",
                ),
            ));
        }
        Ok(Rules { base, overrides })
    }

    /// The level and options of a lint in a file, whose path is relative to the
    /// config (asked for only where it matters); `None`: it is off there.
    #[must_use]
    pub fn choose(&self, lint: &str, path: impl FnOnce() -> String) -> Option<(Level, Settings)> {
        let choice = self.base.get(lint)?;
        let (mut level, mut settings) = (choice.level, None);
        let path = if self.overrides.is_empty() { String::new() } else { path() };
        for (_, patch) in self.overrides.iter().filter(|(globs, _)| globs.is_match(&path)) {
            level = patch.levels.get(lint).copied().unwrap_or(level);
            if let Some(options) = patch.options.get(lint) {
                settings = Some(extend(settings.unwrap_or_else(|| choice.settings.clone()), options));
            }
        }
        Some((level?, settings.unwrap_or_else(|| choice.settings.clone())))
    }
}

/// A lint's options with more of them. `extend-NAME` adds to a list.
fn extend(settings: Settings, options: &Options) -> Settings {
    let mut over = toml::Table::new();
    for (name, value) in options {
        match name.strip_prefix("extend-") {
            Some(name) => {
                let mut list: Vec<toml::Value> = settings.list(name).map(|s| toml::Value::String(s.to_owned())).collect();
                list.extend(value.as_array().into_iter().flatten().cloned());
                over.insert(name.to_owned(), toml::Value::Array(list));
            }
            None => {
                over.insert(name.clone(), value.clone());
            }
        }
    }
    settings.with(&over)
}

/// A set of globs, as in the config.
///
/// # Errors
/// The glob that is none.
pub fn globs(list: &[String]) -> Result<GlobSet, BadConfig> {
    let mut builder = GlobSetBuilder::new();
    for glob in list {
        builder.add(Glob::new(glob).map_err(|e| {
            let what = (format!("`{glob}` is no glob: {}", e.kind()), format!("`{glob}`はグロブとして正しくありません（{}）", e.kind()));
            bad(what, ("see the globs of .gitignore", "書き方は.gitignoreと同じです"))
        })?);
    }
    builder
        .build()
        .map_err(|e| bad(Words::same(&e.to_string()), ("use fewer or simpler globs", "グロブの数を減らすか、簡単なものにしてください")))
}

/// What a value is, in the user's words.
fn kind(value: &toml::Value) -> (&'static str, &'static str) {
    match value {
        toml::Value::String(_) => ("a text", "文字列"),
        toml::Value::Integer(_) => ("a whole number", "整数"),
        toml::Value::Float(_) => ("a number", "数"),
        toml::Value::Boolean(_) => ("true or false", "trueかfalse"),
        toml::Value::Datetime(_) => ("a date", "日付"),
        toml::Value::Array(_) => ("a list", "リスト"),
        toml::Value::Table(_) => ("a table", "テーブル"),
    }
}

fn bad(what: impl Into<Words>, help: impl Into<Words>) -> BadConfig {
    BadConfig { span: None, what: what.into(), help: Some(help.into()) }
}

/// What can be named.
struct Names<'a> {
    lints: &'a [Lint],
}

impl<'a> Names<'a> {
    /// The lints of a name, a group or `all`.
    fn of(&self, name: &str) -> Result<Vec<&'a str>, BadConfig> {
        let fits = |lint: &&Lint| name == "all" || lint.page.front.name == name || lint.page.front.group == name;
        let found: Vec<&str> = self.lints.iter().filter(fits).map(|l| l.page.front.name.as_str()).collect();
        if found.is_empty() { Err(unknown(name, self.lints)) } else { Ok(found) }
    }

    /// How closely `name` names a lint: itself, its group, or all.
    fn closeness(name: &str, group: &str) -> u8 {
        if name == "all" {
            0
        } else if name == group {
            1
        } else {
            2
        }
    }

    /// What a selection says of each lint that it names; the closer name wins,
    /// of equal ones `ignore`.
    fn select(&self, selection: &Selection<'_>) -> Result<BTreeMap<&'a str, bool>, BadConfig> {
        let mut best: BTreeMap<&str, (u8, bool)> = BTreeMap::new();
        if !selection.select.is_empty() {
            // what is not selected is out, as weakly as can be
            best.extend(self.lints.iter().map(|l| (l.page.front.name.as_str(), (0, false))));
        }
        for (list, on) in [(selection.select, true), (selection.extend, true), (selection.ignore, false)] {
            for name in list {
                for lint in self.of(name)? {
                    let group = self.lints.iter().find(|l| l.page.front.name == lint).map_or("", |l| l.page.front.group.as_str());
                    let close = Self::closeness(name, group);
                    let entry = best.entry(lint).or_insert((close, on));
                    if close >= entry.0 {
                        *entry = (close, on);
                    }
                }
            }
        }
        Ok(best.into_iter().map(|(name, (_, on))| (name, on)).collect())
    }

    /// Levels by lint; a lint's own beats its group's.
    fn levels(&self, levels: &BTreeMap<String, LevelName>) -> Result<BTreeMap<&'a str, Option<Level>>, BadConfig> {
        let mut out: BTreeMap<&str, (bool, Option<Level>)> = BTreeMap::new();
        for (name, level) in levels {
            for lint in self.of(name)? {
                let own = lint == name;
                if own || !out.get(lint).is_some_and(|o| o.0) {
                    out.insert(lint, (own, level.level()));
                }
            }
        }
        Ok(out.into_iter().map(|(name, (_, level))| (name, level)).collect())
    }

    /// Refuses options that the lint does not have, or of another type.
    fn options(&self, name: &str, options: &Options) -> Result<(), BadConfig> {
        let Some(lint) = self.lints.iter().find(|l| l.page.front.name == name) else {
            self.of(name)?;
            return Err(bad(
                (format!("`{name}` is a group; options belong to a lint"), format!("`{name}`は分類です。オプションは項目ごとに指定します")),
                ("`hakusho explain LINT` shows a lint's options", "`hakusho explain 項目名`でオプションを確かめられます"),
            ));
        };
        let known = &lint.page.front.options;
        for (option, value) in options {
            let row = known.get(option.strip_prefix("extend-").unwrap_or(option));
            let Some(row) = row else {
                let help = match nearest(option, known.keys().map(String::as_str)) {
                    Some(near) => meant(near),
                    None if known.is_empty() => (format!("`{name}` has no options"), format!("`{name}`にはオプションがありません")).into(),
                    None => {
                        let names = |gap: &str| known.keys().cloned().collect::<Vec<_>>().join(gap);
                        (format!("it has: {}", names(", ")), format!("使えるもの：{}", names("、"))).into()
                    }
                };
                let what = (format!("`{name}` has no option `{option}`"), format!("`{name}`に`{option}`というオプションはありません"));
                return Err(bad(what, help));
            };
            if row.default.type_str() != value.type_str() {
                let (want, got) = (kind(&row.default), kind(value));
                return Err(bad(
                    (
                        format!("option `{option}` of `{name}` takes {}, not {}", want.0, got.0),
                        format!("`{name}`の`{option}`に指定できるのは{}です（指定されたのは{}）", want.1, got.1),
                    ),
                    (format!("its default is {}", row.default), format!("既定値は{}です", row.default)),
                ));
            }
        }
        Ok(())
    }

    fn patch(&self, over: &super::Override) -> Result<Patch, BadConfig> {
        let selection = Selection { extend: &over.extend_select, ignore: &over.ignore, ..Selection::default() };
        let mut patch = Patch { options: over.options.clone(), ..Patch::default() };
        for (name, on) in self.select(&selection)? {
            let level = self.lints.iter().find(|l| l.page.front.name == name).map(|l| l.page.front.level);
            patch.levels.insert(name.to_owned(), if on { level } else { None });
        }
        for (name, level) in self.levels(&over.levels)? {
            patch.levels.insert(name.to_owned(), level);
        }
        for (name, options) in &over.options {
            self.options(name, options)?;
        }
        Ok(patch)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::{Check, Page};

    fn lints() -> Vec<Lint> {
        let lint = |name: &str, group: &str, level: &str, off: bool| {
            let page = format!(
                "+++\nname = \"{name}\"\ngroup = \"{group}\"\nlevel = \"{level}\"\noff = {off}\nfix = \"none\"\nlanguages = []\nsince = \"1\"\n\
                 about = {{en = \"\", ja = \"\"}}\nmessage = {{main = {{en = \"\", ja = \"\"}}}}\n\
                 options = {{known = {{default = [\"A\"], en = \"\", ja = \"\"}}}}\n+++\n"
            );
            Lint { page: Page::parse(&page).unwrap(), check: Check::Reading }
        };
        vec![lint("a-one", "a", "warning", false), lint("a-two", "a", "error", false), lint("b-one", "b", "info", true)]
    }

    fn check(config: &str, path: &str, want: &str) {
        let config = Config::parse(config).unwrap();
        let lints = lints();
        let got = match Rules::of(&lints, &[&config]) {
            Err(error) => format!("{} ({})", error.what.en, error.help.unwrap_or_default().en),
            Ok(rules) => {
                let show = |l: &Lint| {
                    rules.choose(&l.page.front.name, || path.to_owned()).map(|(level, settings)| {
                        format!("{}:{level:?}:{}", l.page.front.name, settings.list("known").collect::<Vec<_>>().join("+"))
                    })
                };
                lints.iter().filter_map(show).collect::<Vec<_>>().join(" ")
            }
        };
        assert_eq!(got, want);
    }

    #[test]
    fn choices() {
        check("", "x", "a-one:Warning:A a-two:Error:A");
        check("[lint]\nselect = [\"all\"]", "x", "a-one:Warning:A a-two:Error:A b-one:Info:A");
        check("[lint]\nselect = [\"a\"]\nignore = [\"a-two\"]", "x", "a-one:Warning:A");
        check("[lint]\nselect = [\"a-two\"]\nignore = [\"a\"]", "x", "a-two:Error:A");
        check("[lint]\nextend-select = [\"b\"]", "x", "a-one:Warning:A a-two:Error:A b-one:Info:A");
        check("[lint.levels]\na = \"info\"\na-two = \"off\"", "x", "a-one:Info:A");
        check(
            "[lint.options.a-one]\nknown = [\"B\"]\n[lint.options.a-two]\nextend-known = [\"B\"]",
            "x",
            "a-one:Warning:B a-two:Error:A+B",
        );
        let over = "[[lint.overrides]]\npaths = [\"x/**\"]\nignore = [\"a-one\"]\noptions.a-two.known = [\"C\"]";
        check(over, "x/1", "a-two:Error:C");
        check(over, "y/1", "a-one:Warning:A a-two:Error:A");
        check("[lint]\nignore = [\"all\"]", "x", "no lint is left to run (see `hakusho rules`, and the config's `select` and `ignore`)");
        check("[lint]\nignore = [\"a-onee\"]", "x", "there is no lint or group `a-onee` (did you mean `a-one`?)");
        check("[lint.options.a-one]\nknow = [\"B\"]", "x", "`a-one` has no option `know` (did you mean `known`?)");
        check(
            "[lint.options.a-one]\nknown = 1",
            "x",
            "option `known` of `a-one` takes a list, not a whole number (its default is [\"A\"])",
        );
    }
}
