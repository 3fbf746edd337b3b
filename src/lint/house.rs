//! Pages of the user's: lints without code. A page is written like ours, with
//! `pattern` and, if there is something to write instead, `replace` in its front
//! matter; most of the rest may be left out. Its examples are run when it is
//! loaded.
//!
//! ````text
//! +++
//! name = "fiscal-year"
//! pattern = "会計年度([0-9]{4})"
//! replace = "${1}会計年度"
//! message = "年を先に書きます"
//! +++
//!
//! ```bad
//! ⟦会計年度2024⟧の予算
//! ```
//! ````

use std::sync::Arc;

use serde::Deserialize;
use toml::{Table, Value};

use super::page::{self, BadPage, Example, Front, Page, Role};
use super::terms::{Match, Pattern, Rule, Terms, replaced};
use super::{Check, Lint, Safety};

/// A file of the user's that cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("{file}:{line}: {what}")]
pub struct BadFile {
    /// Its name.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong.
    pub what: String,
}

/// The lints of the user's pages, given as names and texts.
///
/// # Errors
/// The first page that cannot be read, whose pattern cannot be used, or whose
/// examples do not hold.
pub fn load(files: &[(String, String)]) -> Result<Vec<Lint>, BadFile> {
    let (mut pages, mut rules) = (Vec::new(), Vec::new());
    for (name, text) in files {
        let at = |error: BadPage| BadFile { file: name.clone(), line: error.line, what: error.what };
        let (page, rule) = read(text, pages.len()).map_err(at)?;
        if let Some(other) = pages.iter().position(|p: &Page| p.front.name == page.front.name) {
            let other = files.get(other).map_or("", |f| f.0.as_str());
            return Err(at(page::bad(line_of(text, "name"), format!("{other} has the same name"))));
        }
        let alone = Terms::of(vec![rule]).map_err(|e| at(page::bad(line_of(text, "pattern"), e)))?;
        hold(&page, &alone).map_err(at)?;
        rules.extend(alone.into_rules());
        pages.push(page);
    }
    let whole = |what: String| BadFile { file: files.first().map_or_else(String::new, |f| f.0.clone()), line: 1, what };
    let terms = Arc::new(Terms::of(rules).map_err(whole)?);
    Ok(pages.into_iter().enumerate().map(|(i, page)| Lint { page, check: Check::Terms(Arc::clone(&terms), i) }).collect())
}

fn read(text: &str, lint: usize) -> Result<(Page, Rule), BadPage> {
    let (front, body) = page::cut(text)?;
    let mut table: Table = toml::from_str(front).map_err(|e| page::bad_front(front, &e))?;
    let word = |table: &mut Table, name: &str| match table.remove(name) {
        None => Ok(None),
        Some(Value::String(word)) => Ok(Some(word)),
        Some(_) => Err(page::bad(line_of(text, name), format!("`{name}` is no text"))),
    };
    let pattern = word(&mut table, "pattern")?.ok_or_else(|| page::bad(1, "the page has no `pattern`"))?;
    let replace = word(&mut table, "replace")?;
    let compiled = Pattern::new(&pattern, false).map_err(|e| page::bad(line_of(text, "pattern"), e))?;
    if replace.as_deref() == Some(pattern.as_str()) {
        return Err(page::bad(line_of(text, "replace"), "`replace` is what `pattern` finds"));
    }
    fill(&mut table, replace.is_some());
    let front_matter =
        Front::deserialize(Value::Table(table)).map_err(|e: toml::de::Error| page::bad(key_line(text, e.message()), e.message()))?;
    let safety = if front_matter.fix == "safe" { Safety::Safe } else { Safety::Unsafe };
    let page = Page::of(front_matter, front, body)?;
    Ok((page, Rule { pattern: compiled, replace, must_be_empty: None, note: String::new(), lint, safety }))
}

/// Puts in what a page of the user's may leave out.
fn fill(table: &mut Table, replaces: bool) {
    let words = |en: &str, ja: &str| Value::Table(Table::from_iter([("en".to_owned(), en.into()), ("ja".to_owned(), ja.into())]));
    let (en, ja) = match replaces {
        true => ("write {replace}, not {found}", "「{found}」ではなく「{replace}」と書きます"),
        false => ("{found} is not to be used", "「{found}」は使いません"),
    };
    let defaults = [
        ("group", Value::from("house")),
        ("level", "warning".into()),
        ("fix", if replaces { "unsafe" } else { "none" }.into()),
        ("languages", vec!["ja", "en"].into()),
        ("since", "".into()),
        ("about", words("a word of the house style", "用字用語の決まり")),
        ("message", words(en, ja)),
        ("fixes", words("write {replace}", "「{replace}」にする")),
    ];
    for (name, value) in defaults {
        table.entry(name).or_insert(value);
    }
    for name in ["about", "message", "help", "fixes"] {
        let Some(value) = table.get_mut(name) else { continue };
        if let Value::String(text) = value {
            *value = words(text, text);
        }
        if name != "about" && value.as_table().is_some_and(|t| t.contains_key("en") || t.contains_key("ja")) {
            *value = Value::Table(Table::from_iter([("main".to_owned(), value.clone())]));
        }
    }
}

/// The line of the front matter that sets a key.
fn line_of(text: &str, key: &str) -> usize {
    text.lines().position(|l| l.trim_start().strip_prefix(key).is_some_and(|r| r.trim_start().starts_with('='))).map_or(1, |n| n + 1)
}

/// The line of the key that a message names between backticks.
fn key_line(text: &str, message: &str) -> usize {
    message.split('`').nth(1).map_or(1, |key| line_of(text, key))
}

/// Whether the examples of the page hold.
fn hold(page: &Page, terms: &Terms) -> Result<(), BadPage> {
    let mut last: Option<Vec<String>> = None;
    for example in &page.examples {
        if example.role == Role::Fixed {
            let want: Vec<&str> = example.files.iter().map(|f| f.1.as_str()).collect();
            let got = last.take().ok_or_else(|| page::bad(example.line, "nothing to fix stands before it"))?;
            if got != want {
                return Err(page::bad(example.line, format!("the fix writes {}", got.join("").trim_end())));
            }
            continue;
        }
        last = Some(run(example, terms)?);
    }
    Ok(())
}

/// Runs one example; gives its files after the fix.
fn run(example: &Example, terms: &Terms) -> Result<Vec<String>, BadPage> {
    let mut fixed = Vec::new();
    let mut marks = 0;
    for (_, marked) in &example.files {
        let (mut text, mut want, mut open) = (String::new(), Vec::new(), None);
        for c in marked.chars() {
            match c {
                '⟦' => open = Some(text.len()),
                '⟧' => want.extend(open.take().map(|from| (from, text.len()))),
                c => text.push(c),
            }
        }
        let matches = terms.matches(&text);
        let span = |m: &Match| (m.span.start as usize, m.span.end as usize);
        let show = |(from, to): &(usize, usize)| text.get(*from..*to).unwrap_or("").to_owned();
        let line = |at: usize| example.line + 1 + text.get(..at).map_or(0, |t| t.matches('\n').count());
        if let Some(extra) = matches.iter().map(span).find(|s| !want.contains(s)) {
            return Err(page::bad(line(extra.0), format!("the pattern finds {} where nothing is marked", show(&extra))));
        }
        if let Some(missed) = want.iter().find(|w| !matches.iter().any(|m| span(m) == **w)) {
            return Err(page::bad(line(missed.0), format!("the pattern does not find {}", show(missed))));
        }
        marks += want.len();
        fixed.push(replaced(&text, &matches));
    }
    match (example.role, marks) {
        (Role::Bad, 0) => Err(page::bad(example.line, "nothing is marked in the example")),
        _ => Ok(fixed),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "+++\nname = \"months\"\npattern = \"([0-9])ヶ月\"\nreplace = \"${1}か月\"\n+++\n\n# months\n\n\
                        ```bad\n⟦3ヶ月⟧と\n⟦4ヶ月⟧\n```\n\n```fixed\n3か月と\n4か月\n```\n\n```good\n3か月\n```\n";

    fn error(text: &str) -> String {
        load(&[("a.md".to_owned(), text.to_owned())]).map(|_| ()).unwrap_err().to_string()
    }

    #[test]
    fn pages() {
        let lints = load(&[("a.md".to_owned(), PAGE.to_owned())]).unwrap();
        let front = &lints[0].page.front;
        assert_eq!((front.name.as_str(), front.group.as_str(), front.fix.as_str()), ("months", "house", "unsafe"));
        assert_eq!(front.message["main"].en, "write {replace}, not {found}");
        let own = PAGE.replace("+++\nname", "+++\nmessage = \"{found}とは書かない\"\nlevel = \"error\"\nname");
        let lints = load(&[("a.md".to_owned(), own)]).unwrap();
        assert_eq!(lints[0].page.front.message["main"].ja, "{found}とは書かない");
    }

    #[test]
    fn pages_that_do_not_hold() {
        assert_eq!(error(&PAGE.replace("⟦4ヶ月⟧", "4ヶ月")), "a.md:11: the pattern finds 4ヶ月 where nothing is marked");
        assert_eq!(error(&PAGE.replace("⟦3ヶ月⟧と", "⟦3か月⟧と")), "a.md:10: the pattern does not find 3か月");
        assert_eq!(error(&PAGE.replace("4か月", "4月")), "a.md:14: the fix writes 3か月と\n4か月");
        assert_eq!(error(&PAGE.replace("```good\n3か月", "```good\n3ヶ月")), "a.md:20: the pattern finds 3ヶ月 where nothing is marked");
        assert_eq!(error(&PAGE.replace("([0-9])ヶ月", "[0-9]*")), "a.md:3: the pattern matches the empty text");
        assert_eq!(error(&PAGE.replace("pattern", "patern")), "a.md:1: the page has no `pattern`");
        assert_eq!(error(&PAGE.replace("+++\nname", "+++\ncolour = 1\nname")).split(" `").next(), Some("a.md:2: unknown field"));
        assert_eq!(error("x"), "a.md:1: the page does not begin with `+++`");
        let twice = [("a.md".to_owned(), PAGE.to_owned()), ("b.md".to_owned(), PAGE.to_owned())];
        assert_eq!(load(&twice).map(|_| ()).unwrap_err().to_string(), "b.md:2: a.md has the same name");
        assert!(load(&[]).unwrap().is_empty());
    }
}
