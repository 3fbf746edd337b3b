//! Dictionaries of prh (<https://github.com/prh/prh>, version 1 of its YAML),
//! which many Japanese houses keep, as one lint.
//!
//! They mean here what they mean there: `expected`, `pattern` or `patterns`
//! (words, or `/…/flags` in JavaScript's syntax), `regexpMustEmpty`,
//! `options.wordBoundary`, `prh` (a note), and `specs`, which are checked when
//! the dictionary is loaded. `imports` may leave rules out. `targets` name the
//! files of other programs and are not used. A word that is a part of what is
//! expected is not reported where the expected stands.

use std::sync::Arc;

use saphyr::{LoadableYamlNode, MarkedYaml, Scalar, YamlData};

use super::house::BadFile;
use super::page::{Front, Page};
use super::terms::{Pattern, Rule, Terms, replaced};
use super::{Check, Lint, Safety, javascript};

const PAGE: &str = include_str!("prh.md");

/// The lint of prh dictionaries, given as names (paths with `/`) and texts;
/// those that they import must be among them. None without files.
///
/// # Errors
/// The first file that cannot be read, or that has a rule that cannot be used
/// or whose `specs` do not hold.
pub fn load(files: &[(String, String)]) -> Result<Vec<Lint>, BadFile> {
    let mut imported = Vec::new();
    for (name, text) in files {
        imported.extend(imports(name, text)?);
    }
    // when each is imported by another, the first is the root
    let alone: Vec<_> = files.iter().filter(|f| !imported.contains(&f.0)).collect();
    let roots = if alone.is_empty() { files.iter().take(1).collect() } else { alone };
    let mut entries: Vec<Entry> = Vec::new();
    for (name, text) in roots {
        merge(&mut entries, read(files, name, text, &mut Vec::new(), true)?);
    }
    if files.is_empty() {
        return Ok(Vec::new());
    }
    let rules = entries.into_iter().flat_map(|e| e.rules).collect();
    let whole = |what: String| BadFile { file: files.first().map_or_else(String::new, |f| f.0.clone()), line: 1, what };
    let terms = Arc::new(Terms::of(rules).map_err(whole)?);
    let page = Page::parse(PAGE).map_err(|e| whole(e.to_string()))?;
    Ok(vec![Lint { page: Page { front: Front { name: "prh".to_owned(), ..page.front }, ..page }, check: Check::Terms(terms, 0) }])
}

/// The names of the files that a dictionary imports, as seen from where its own
/// name is seen from.
///
/// # Errors
/// The file is no YAML.
pub fn imports(name: &str, text: &str) -> Result<Vec<String>, BadFile> {
    let Some(root) = parse(name, text)? else { return Ok(Vec::new()) };
    Ok(import_list(&root).into_iter().filter_map(|i| import_path(i).map(|p| beside(name, &p))).collect())
}

/// One rule of a dictionary.
struct Entry {
    expected: String,
    /// The pattern as prh shows it; `ignoreRules` name rules by it.
    shown: String,
    rules: Vec<Rule>,
}

/// Of rules that expect the same, those that came first hold.
fn merge(entries: &mut Vec<Entry>, more: Vec<Entry>) {
    let known = entries.len();
    for entry in more {
        if !entries.iter().take(known).any(|e| e.expected == entry.expected) {
            entries.push(entry);
        }
    }
}

fn read(files: &[(String, String)], name: &str, text: &str, open: &mut Vec<String>, follow: bool) -> Result<Vec<Entry>, BadFile> {
    let Some(root) = parse(name, text)? else { return Ok(Vec::new()) };
    let mut entries = Vec::new();
    if let Some(rules) = root.data.as_mapping_get("rules").filter(|r| !r.data.is_null()) {
        let list = rules.data.as_vec().ok_or_else(|| bad(name, rules, "`rules` is no list"))?;
        for node in list {
            entries.push(entry(name, node)?);
        }
    }
    if !follow {
        return Ok(entries);
    }
    open.push(name.to_owned());
    for import in import_list(&root) {
        let Some(path) = import_path(import).map(|p| beside(name, &p)) else { return Err(bad(name, import, "an import without a `path`")) };
        if open.contains(&path) {
            continue;
        }
        let Some((path, text)) = files.iter().find(|f| f.0 == path) else { return Err(bad(name, import, &format!("{path} is not there"))) };
        let deeper = import.data.as_mapping_get("disableImports").is_none_or(|d| scalar(d).as_deref() != Some("true"));
        let mut theirs = read(files, path, text, open, deeper)?;
        let left_out = import.data.as_mapping_get("ignoreRules").and_then(|r| r.data.as_vec()).into_iter().flatten();
        for ignored in left_out {
            let pattern = scalar(ignored).or_else(|| ignored.data.as_mapping_get("pattern").and_then(scalar));
            let expected = ignored.data.as_mapping_get("expected").and_then(scalar);
            theirs.retain(|e| !pattern.as_ref().is_some_and(|p| same(p, &e.shown)) && expected.as_ref() != Some(&e.expected));
        }
        merge(&mut entries, theirs);
    }
    open.pop();
    Ok(entries)
}

/// Whether two patterns are one, whatever their flags.
fn same(one: &str, other: &str) -> bool {
    let inner = |p: &str| slashes(p).map_or_else(|| p.to_owned(), |(source, _)| source.to_owned());
    inner(one) == inner(other)
}

fn entry(name: &str, node: &MarkedYaml<'_>) -> Result<Entry, BadFile> {
    let field = |key: &str| node.data.as_mapping_get(key).filter(|n| !n.data.is_null());
    let expected =
        scalar(node).or_else(|| field("expected").and_then(scalar)).ok_or_else(|| bad(name, node, "a rule without `expected`"))?;
    let boundary =
        field("options").and_then(|o| o.data.as_mapping_get("wordBoundary")).is_some_and(|b| scalar(b).as_deref() == Some("true"));
    let must_be_empty = match field("regexpMustEmpty").and_then(|n| scalar(n).map(|s| (n, s))) {
        None => None,
        Some((n, group)) => {
            Some(group.strip_prefix('$').and_then(|d| d.parse().ok()).ok_or_else(|| bad(name, n, "write a group as in `$1`"))?)
        }
    };
    let mut rules = Vec::new();
    let mut add = |at: &MarkedYaml<'_>, pattern: Result<Pattern, String>| -> Result<(), BadFile> {
        let pattern = pattern.map_err(|e| bad(name, at, &e))?;
        let note = field("prh").and_then(scalar).unwrap_or_default();
        rules.push(Rule { pattern, replace: Some(expected.clone()), must_be_empty, note, lint: 0, safety: Safety::Unsafe });
        Ok(())
    };
    let mut shown = Vec::new();
    if let Some(given) = field("pattern").or_else(|| field("patterns")) {
        let list = given.data.as_vec().map_or_else(|| vec![given], |list| list.iter().collect());
        for one in list {
            let text = scalar(one).filter(|t| !t.is_empty()).ok_or_else(|| bad(name, one, "a pattern is a text that is not empty"))?;
            let (source, case) = slashes(&text).map_or_else(|| (escape(&text), false), |(s, flags)| (s.to_owned(), flags.contains('i')));
            add(one, javascript::pattern(&bounded(&source, boundary), case))?;
            shown.push(source);
        }
    } else {
        let source = spread(&expected);
        add(node, javascript::pattern(&bounded(&source, boundary), false))?;
        shown.push(source);
    }
    let rules = hold(name, field("specs"), &expected, rules)?;
    Ok(Entry { expected, shown: shown.join("|"), rules })
}

/// The rules, when their `specs` hold.
fn hold(name: &str, specs: Option<&MarkedYaml<'_>>, expected: &str, rules: Vec<Rule>) -> Result<Vec<Rule>, BadFile> {
    let Some(specs) = specs else { return Ok(rules) };
    let terms = Terms::of(rules).map_err(|e| bad(name, specs, &e))?;
    for spec in specs.data.as_vec().into_iter().flatten() {
        let part =
            |key: &str| spec.data.as_mapping_get(key).and_then(scalar).ok_or_else(|| bad(name, spec, &format!("a spec without `{key}`")));
        let (from, to) = (part("from")?, part("to")?);
        let got = replaced(&from, &terms.matches(&from));
        if got != to {
            return Err(bad(name, spec, &format!("the rule for {expected} makes {got} of {from}, not {to}")));
        }
    }
    Ok(terms.into_rules())
}

fn parse<'t>(name: &str, text: &'t str) -> Result<Option<MarkedYaml<'t>>, BadFile> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let documents = MarkedYaml::load_from_str(text).map_err(|e| BadFile {
        file: name.to_owned(),
        line: e.marker().line(),
        what: e.info().to_owned(),
    })?;
    Ok(documents.into_iter().next())
}

fn bad(name: &str, at: &MarkedYaml<'_>, what: &str) -> BadFile {
    BadFile { file: name.to_owned(), line: at.span.start.line(), what: what.to_owned() }
}

fn import_list<'a, 't>(root: &'a MarkedYaml<'t>) -> Vec<&'a MarkedYaml<'t>> {
    let Some(given) = root.data.as_mapping_get("imports").filter(|n| !n.data.is_null()) else { return Vec::new() };
    given.data.as_vec().map_or_else(|| vec![given], |list| list.iter().collect())
}

fn import_path(node: &MarkedYaml<'_>) -> Option<String> {
    scalar(node).or_else(|| scalar(node.data.as_mapping_get("path")?))
}

/// The text of a scalar as it is written, as far as YAML keeps it.
fn scalar(node: &MarkedYaml<'_>) -> Option<String> {
    Some(match &node.data {
        YamlData::Value(Scalar::String(text)) => text.to_string(),
        YamlData::Value(Scalar::Integer(n)) => n.to_string(),
        YamlData::Value(Scalar::FloatingPoint(n)) => n.to_string(),
        YamlData::Value(Scalar::Boolean(yes)) => yes.to_string(),
        YamlData::Representation(text, ..) => text.to_string(),
        _ => return None,
    })
}

/// `path` as seen from the file `name`, without `.` and `..`.
fn beside(name: &str, path: &str) -> String {
    let mut parts: Vec<&str> = if path.starts_with('/') { vec![""] } else { name.split('/').collect() };
    parts.pop();
    if path.starts_with('/') {
        parts.push("");
    }
    for part in path.split('/').filter(|p| !p.is_empty()) {
        match part {
            "." => {}
            ".." if parts.last().is_some_and(|p| !matches!(*p, ".." | "" | ".")) => {
                parts.pop();
            }
            _ => parts.push(part),
        }
    }
    parts.join("/")
}

/// The source and the flags of `/…/flags`.
fn slashes(text: &str) -> Option<(&str, &str)> {
    let (source, flags) = text.strip_prefix('/')?.rsplit_once('/')?;
    flags.bytes().all(|b| b"gimyus".contains(&b)).then_some((source, flags))
}

fn bounded(source: &str, boundary: bool) -> String {
    if boundary { format!("\\b(?:{source})\\b") } else { source.to_owned() }
}

fn escape(text: &str) -> String {
    text.chars().fold(String::new(), |mut out, c| {
        if r"\*+.?{}()|^$[]/-&~#".contains(c) {
            out.push('\\');
        }
        out.push(c);
        out
    })
}

/// Each letter and digit in either case and width, as prh does for a rule
/// without a pattern.
fn spread(expected: &str) -> String {
    let wide = |c: char| char::from_u32(u32::from(c) + 0xFEE0).unwrap_or(c);
    expected.chars().fold(String::new(), |mut out, c| {
        match c {
            '0'..='9' => out.extend(['[', c, wide(c), ']']),
            'a'..='z' | 'A'..='Z' => {
                let (upper, lower) = (c.to_ascii_uppercase(), c.to_ascii_lowercase());
                out.extend(['[', upper, lower, wide(upper), wide(lower), ']']);
            }
            c => out.push_str(&escape(c.encode_utf8(&mut [0; 4]))),
        }
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms(files: &[(&str, &str)]) -> Result<Vec<Lint>, BadFile> {
        load(&files.iter().map(|(n, t)| ((*n).to_owned(), (*t).to_owned())).collect::<Vec<_>>())
    }

    fn check(files: &[(&str, &str)], text: &str, want: &str) {
        let lints = terms(files).unwrap();
        let Check::Terms(terms, 0) = &lints[0].check else { unreachable!() };
        assert_eq!(replaced(text, &terms.matches(text)), want);
    }

    fn error(text: &str, want: &str) {
        let got = terms(&[("a/prh.yml", text)]).map(|_| ()).unwrap_err().to_string();
        assert!(got.starts_with(want), "{got}");
    }

    #[test]
    fn rules() {
        check(&[("p", "rules:\n  - Cookie\n")], "ｃｏｏｋｉｅ COOKIE Cookie", "Cookie Cookie Cookie");
        check(&[("p", "rules:\n- expected: サーバー\n  pattern: サーバ\n")], "サーバ、サーバー", "サーバー、サーバー");
        check(&[("p", "rules:\n- expected: サーバー\n  pattern: /サーバ(?!ー)/\n")], "サーバ、サーバー", "サーバー、サーバー");
        check(&[("p", "rules:\n- expected: （$1）\n  pattern: /\\(([^)]+)\\)/\n")], "(は)", "（は）");
        let empty = "rules:\n- expected: ソフトウェア\n  pattern: /(日経)?ソフトウエア/\n  regexpMustEmpty: $1\n";
        check(&[("p", empty)], "日経ソフトウエアとソフトウエア", "日経ソフトウエアとソフトウェア");
        check(
            &[("p", "rules:\n- expected: js\n  options:\n    wordBoundary: true\n")],
            "foo JS altJS 今日もJS祭り",
            "foo js altJS 今日もjs祭り",
        );
        check(&[("p", "rules:\n- expected: 箇所\n  patterns:\n  - 個所\n  - /[ヶケ]所/\n")], "個所、ヶ所", "箇所、箇所");
        check(&[("p", "rules:\n- expected: C++\n  pattern: c++\n")], "c++", "C++");
    }

    #[test]
    fn files() {
        let main = (
            "a/p.yml",
            "imports:\n- ./b.yml\n- path: ../c.yml\n  ignoreRules:\n  - expected: 二\n  - /さん/\nrules:\n- expected: 零\n  pattern: ゼロ\n",
        );
        let b = ("a/b.yml", "imports: p.yml\nrules:\n- expected: 一\n  pattern: いち\n- expected: 零\n  pattern: レイ\n");
        let c = ("c.yml", "rules:\n- expected: 二\n  pattern: に\n- expected: 三\n  pattern: /さん/g\n- expected: 四\n  pattern: よん\n");
        check(&[main, b, c], "ゼロ レイ いち に さん よん", "零 レイ 一 に さん 四");
        assert_eq!(imports("a/p.yml", main.1).unwrap(), ["a/b.yml", "c.yml"]);
        assert!(terms(&[]).unwrap().is_empty());
        let missing = terms(&[main, b]).map(|_| ()).unwrap_err();
        assert_eq!(missing.to_string(), "a/p.yml:3: c.yml is not there");
    }

    #[test]
    fn errors() {
        error(
            "rules:\n- expected: 一\n  pattern: い\n  specs:\n  - from: い\n    to: 二\n",
            "a/prh.yml:5: the rule for 一 makes 一 of い, not 二",
        );
        error("rules:\n- pattern: い\n", "a/prh.yml:2: a rule without `expected`");
        error("rules:\n- expected: 一\n  pattern: /い*/\n", "a/prh.yml:3: the pattern matches the empty text");
        error("rules:\n- expected: 一\n  pattern: /(/\n", "a/prh.yml:3: ");
        error("rules:\n- expected: 一\n  pattern: \"\"\n", "a/prh.yml:3: a pattern is a text");
        error("rules: [", "a/prh.yml:");
    }
}
