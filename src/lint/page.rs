//! The page of a lint: one Markdown file that is its metadata, its manual and
//! its test.
//!
//! It opens with front matter in TOML between two lines `+++`: name, group,
//! level, options with their defaults, and every message in both languages.
//! Then comes the manual, in English and Japanese, and the examples: fenced
//! blocks `bad` (the places that are reported stand in `⟦…⟧`), `good`
//! (nothing is reported) and `fixed` (what the fix makes of the `bad` block
//! above).

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Table;

use crate::finding::Level;

/// A language of messages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// English
    #[default]
    En,
    /// Japanese
    Ja,
}

/// A text in both languages, with `{placeholders}`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// English.
    pub en: String,
    /// Japanese.
    pub ja: String,
}

impl<A: Into<String>, B: Into<String>> From<(A, B)> for Words {
    fn from((en, ja): (A, B)) -> Words {
        Words { en: en.into(), ja: ja.into() }
    }
}

impl Words {
    /// What both languages have from elsewhere.
    #[must_use]
    pub fn same(text: &str) -> Words {
        (text, text).into()
    }

    /// In one language, with the placeholders filled in.
    #[must_use]
    pub fn fill(&self, language: Language, values: &[(&str, String)]) -> String {
        let mut rest = self.pick(language);
        let mut out = String::with_capacity(rest.len() + 16);
        while let Some((before, inside)) = rest.split_once('{') {
            out.push_str(before);
            let Some((name, behind)) = inside.split_once('}') else {
                rest = inside;
                continue;
            };
            let value = values.iter().find(|v| v.0 == name).map_or("", |v| v.1.as_str());
            out.push_str(value);
            rest = behind;
        }
        out.push_str(rest);
        out
    }

    /// In one language, as it stands.
    #[must_use]
    pub fn pick(&self, language: Language) -> &str {
        match language {
            Language::En => &self.en,
            Language::Ja => &self.ja,
        }
    }
}

/// An option of a lint.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OptionRow {
    /// What holds without a config; its type is the option's type.
    pub default: toml::Value,
    /// What it does, in English.
    pub en: String,
    /// What it does, in Japanese.
    pub ja: String,
}

/// What the front matter says.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Front {
    /// The offence, in kebab-case.
    pub name: String,
    /// footnote, acronym, xref, numbering, notation or extraction.
    pub group: String,
    /// How much it matters.
    pub level: Level,
    /// Whether it is off unless asked for.
    #[serde(default)]
    pub off: bool,
    /// Whether a finding is only told as info in a text that had to be put
    /// together from pieces: what seems lost there may only stand elsewhere.
    #[serde(default)]
    pub fragile: bool,
    /// `none`, or the safety of its fix.
    pub fix: String,
    /// The languages of text it is for.
    pub languages: Vec<String>,
    /// The version that brought it.
    pub since: String,
    /// One line on what it reports.
    pub about: Words,
    /// What is said of an offence; `main` and others.
    pub message: BTreeMap<String, Words>,
    /// What can be done about it, by the same keys; those without have
    /// `main`'s.
    #[serde(default)]
    pub help: BTreeMap<String, Words>,
    /// What is said of related places.
    #[serde(default)]
    pub related: BTreeMap<String, Words>,
    /// What the fix does, as the title of a code action.
    #[serde(default)]
    pub fixes: BTreeMap<String, Words>,
    /// The options.
    #[serde(default)]
    pub options: BTreeMap<String, OptionRow>,
}

/// The page of a lint.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// The front matter.
    pub front: Front,
    /// Everything behind it, in Markdown.
    pub body: String,
    /// The examples, in the order of the page.
    pub examples: Vec<Example>,
}

/// What an example shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Is reported where it is marked.
    Bad,
    /// Is not reported.
    Good,
    /// What the fix makes of the example before it.
    Fixed,
}

/// An example of a page.
#[derive(Clone, Debug, PartialEq)]
pub struct Example {
    /// What it shows.
    pub role: Role,
    /// The options it is run with.
    pub options: Table,
    /// Whether the files are a whole book (`bad whole`).
    pub whole: bool,
    /// The files: name and text, marks included. One without a name line
    /// (`=== ch1.txt`) is `example.txt`, or `example.md` in a block `bad md`.
    pub files: Vec<(String, String)>,
    /// The line of the page where it begins, from 1.
    pub line: usize,
}

/// A page that cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("line {line}: {what}")]
pub struct BadPage {
    /// Where, from 1.
    pub line: usize,
    /// What is wrong.
    pub what: String,
}

pub(super) fn bad(line: usize, what: impl Into<String>) -> BadPage {
    BadPage { line, what: what.into() }
}

impl Page {
    /// Reads a page.
    ///
    /// # Errors
    /// What is wrong with it, and where.
    pub fn parse(text: &str) -> Result<Page, BadPage> {
        let (front, body) = cut(text)?;
        let front_matter: Front = toml::from_str(front).map_err(|e| bad_front(front, &e))?;
        Page::of(front_matter, front, body)
    }

    /// A page of its parts; `front` is the text of the front matter.
    pub(super) fn of(front_matter: Front, front: &str, body: &str) -> Result<Page, BadPage> {
        let first = 4 + front.matches('\n').count();
        let examples = examples(body, first)?;
        Ok(Page { front: front_matter, body: body.trim_start_matches('\n').to_owned(), examples })
    }

    /// The options as the page gives them.
    #[must_use]
    pub fn defaults(&self) -> Table {
        self.front.options.iter().map(|(name, row)| (name.clone(), row.default.clone())).collect()
    }

    /// The help that goes with a message.
    #[must_use]
    pub fn help(&self, message: &str) -> Option<&Words> {
        self.front.help.get(message).or_else(|| self.front.help.get("main"))
    }
}

/// The front matter and what stands behind it.
pub(super) fn cut(text: &str) -> Result<(&str, &str), BadPage> {
    let rest = text.strip_prefix("+++\n").ok_or_else(|| bad(1, "the page does not begin with `+++`"))?;
    rest.split_once("\n+++\n").ok_or_else(|| bad(1, "the front matter has no end (`+++`)"))
}

/// What is wrong with the front matter, at its line of the page.
pub(super) fn bad_front(front: &str, error: &toml::de::Error) -> BadPage {
    let line = error.span().and_then(|s| front.get(..s.start)).map_or(1, |s| 2 + s.matches('\n').count());
    bad(line, error.message())
}

fn examples(body: &str, first: usize) -> Result<Vec<Example>, BadPage> {
    let mut list: Vec<Example> = Vec::new();
    let mut lines = body.lines().enumerate();
    while let Some((n, line)) = lines.next() {
        let Some(info) = line.strip_prefix("```") else { continue };
        let fence = 3 + info.bytes().take_while(|&b| b == b'`').count();
        let info = info.trim_start_matches('`').trim();
        let mut content = String::new();
        let close = "`".repeat(fence);
        loop {
            let (_, line) = lines.next().ok_or_else(|| bad(first + n, "the block has no end"))?;
            if line == close {
                break;
            }
            content.push_str(line);
            content.push('\n');
        }
        let (role, rest) = info.split_once(' ').unwrap_or((info, ""));
        let role = match role {
            "bad" => Role::Bad,
            "good" => Role::Good,
            "fixed" => Role::Fixed,
            _ => continue,
        };
        let rest = rest.trim();
        let (name, rest) = match rest.strip_prefix("md") {
            Some(rest) => ("example.md", rest.trim()),
            None => ("example.txt", rest),
        };
        let (whole, rest) = match rest.strip_prefix("whole") {
            Some(rest) => (true, rest.trim()),
            None => (false, rest),
        };
        let options = match rest {
            "" => Table::new(),
            rest => toml::from_str::<Table>(&format!("o = {rest}"))
                .ok()
                .and_then(|t| t.get("o").and_then(|o| o.as_table().cloned()))
                .ok_or_else(|| bad(first + n, format!("{rest} is no table of options (`{{name = value}}`)")))?,
        };
        list.push(Example { role, options, whole, files: files(&content, name), line: first + n });
    }
    Ok(list)
}

/// Cuts an example at its name lines.
fn files(content: &str, name: &str) -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> = Vec::new();
    for line in content.split_inclusive('\n') {
        if let Some(name) = line.strip_prefix("=== ") {
            files.push((name.trim().to_owned(), String::new()));
            continue;
        }
        if files.is_empty() {
            files.push((name.to_owned(), String::new()));
        }
        if let Some(file) = files.last_mut() {
            file.1.push_str(line);
        }
    }
    files
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words() {
        let words = Words { en: "note {n} of {all}".to_owned(), ja: "{all}の{n}".to_owned() };
        let values = [("n", "2".to_owned()), ("all", "5".to_owned())];
        assert_eq!(words.fill(Language::En, &values), "note 2 of 5");
        assert_eq!(words.fill(Language::Ja, &values), "5の2");
    }

    #[test]
    fn pages() {
        assert_eq!(Page::parse("x").unwrap_err().line, 1);
        let front = "name = \"a-b\"\ngroup = \"g\"\nlevel = \"info\"\nfix = \"none\"\nlanguages = [\"ja\"]\nsince = \"0.2.0\"\n\
                     about = {en = \"a\", ja = \"b\"}\n[message]\nmain = {en = \"a\", ja = \"b\"}\n";
        let text = format!("+++\n{front}+++\n\n# a-b\n\n```bad {{x = 1}}\n=== a.txt\n⟦1⟧\n=== b.txt\n2\n```\n\n```good md\n3\n```\n");
        let page = Page::parse(&text).unwrap();
        let files: Vec<_> = page.examples.iter().map(|e| (e.role, e.files.clone(), e.line)).collect();
        let own = |name: &str, text: &str| (name.to_owned(), text.to_owned());
        assert_eq!(files[0], (Role::Bad, vec![own("a.txt", "⟦1⟧\n"), own("b.txt", "2\n")], 15));
        assert_eq!(files[1], (Role::Good, vec![own("example.md", "3\n")], 22));
        assert_eq!(page.examples[0].options.get("x").and_then(toml::Value::as_integer), Some(1));
        let broken = text.replace("level = \"info\"", "level = 7");
        assert_eq!(Page::parse(&broken).unwrap_err().line, 4);
    }
}
