//! What hakusho itself wrote among the drafts: lists of findings, baselines,
//! reports, patches. Read as a draft, such a file would be full of findings,
//! and torn text to the others of its book.
//!
//! A file is known by how it begins, whatever its name: each format has a
//! first line that no draft has.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

/// Bytes from the start of a file that are looked at.
const HEAD: u64 = 4096;

/// What a file is, in English and Japanese.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Kind {
    /// In English, without an article.
    pub en: &'static str,
    /// In Japanese.
    pub ja: &'static str,
    /// Whether it may be a part of a book as well.
    pub readable: bool,
}

const FINDINGS: Kind = Kind { en: "findings", ja: "指摘の一覧", readable: false };
const BASELINE: Kind = Kind { en: "baseline", ja: "許容済みの指摘（baseline）", readable: false };
const REPORT: Kind = Kind { en: "report", ja: "レポート", readable: false };
const ABBREVIATIONS: Kind = Kind { en: "list of abbreviations", ja: "略語表", readable: false };
const PATCH: Kind = Kind { en: "patch", ja: "パッチ", readable: false };
const CHANGES: Kind = Kind { en: "list of changes", ja: "変更の一覧", readable: false };
const RULES: Kind = Kind { en: "list or page of lints", ja: "点検項目の一覧・説明", readable: false };
const STAGES: Kind = Kind { en: "list of stages", ja: "整形の段階の一覧", readable: false };
const CLEANED: Kind = Kind { en: "cleaned text as JSON", ja: "整形結果（JSON）", readable: false };

/// How the structured formats begin; JSON without the spaces between its tokens.
const STARTS: &[(&str, Kind)] = &[
    ("{\"findings\":[", FINDINGS),
    ("{\"lint\":\"", FINDINGS),
    ("{\"$schema\":\"https://json.schemastore.org/sarif-", FINDINGS),
    ("[{\"categories\":[\"Clarity\"],\"check_name\":", FINDINGS),
    ("{\"diagnostics\":[", FINDINGS),
    ("{\"version\":1,\"findings\":[", BASELINE),
    ("{\"acronyms\":[", ABBREVIATIONS),
    ("{\"schema\":1,\"path\":", CLEANED),
];

/// Whether there is nothing in a file: what a command without results, or one that
/// has not begun, leaves where it was sent to. No draft, and no word about it.
pub(crate) fn is_empty(path: &Path) -> bool {
    std::fs::metadata(path).is_ok_and(|file| file.is_file() && file.len() == 0)
}

/// What a text is, when hakusho wrote it.
pub(crate) fn kind_of(text: &str) -> Option<Kind> {
    let end = crate::text::floor(text, text.len().min(HEAD as usize));
    of(text.get(..end).unwrap_or(text))
}

/// What a file is, when hakusho wrote it.
pub(crate) fn kind(path: &Path) -> Option<Kind> {
    // what is read from a pipe is gone
    std::fs::metadata(path).ok().filter(std::fs::Metadata::is_file)?;
    let mut head = Vec::new();
    File::open(path).ok()?.take(HEAD).read_to_end(&mut head).ok()?;
    of(&String::from_utf8_lossy(&head))
}

fn of(head: &str) -> Option<Kind> {
    let head = head.trim_start_matches('\u{FEFF}').trim_start();
    match head.as_bytes().first()? {
        b'{' | b'[' => {
            let solid: String = head.chars().filter(|c| !c.is_ascii_whitespace()).take(80).collect();
            return STARTS.iter().find(|(start, _)| solid.starts_with(start)).map(|(_, kind)| *kind);
        }
        b'<' => return markup(head),
        _ => {}
    }
    // the messages of a run stand first where they went to the same file
    let mut lines = head.lines().filter(|line| !is_summary(line));
    let (first, second, third) = (lines.next()?, lines.next().unwrap_or(""), lines.next().unwrap_or(""));
    let drawn = || head.lines().any(|line| line.trim_start().starts_with("╭─["));
    if is_list(head) || is_command(first) || is_narrated(second, third) {
        return Some(FINDINGS);
    }
    if !first.contains(' ') && second.is_empty() && ["  × ", "  ⚠ ", "  ☞ "].iter().any(|sign| third.starts_with(sign)) && drawn() {
        return Some(FINDINGS);
    }
    if first.starts_with("--- ") && second.starts_with("+++ ") && third.starts_with("@@ -") {
        return Some(PATCH);
    }
    if is_changes(first, second, third) {
        return Some(CHANGES);
    }
    if is_row_of_rules(second) && !first.contains(' ') || is_page_of_rules(second, third, lines.nth(1).unwrap_or("")) {
        return Some(RULES);
    }
    let named = |line: &str, stage: usize| crate::stage::STAGES.get(stage).is_some_and(|s| line.split(' ').next() == Some(s.name));
    if named(first, 0) && named(second, 1) && named(third, 2) {
        return Some(STAGES);
    }
    if ["Acronym,Expansion,In Japanese,First place,", "略語,正式名称,日本語,初出,"].iter().any(|start| first.starts_with(start))
    {
        return Some(ABBREVIATIONS);
    }
    // an editor may want this one in the book
    let table = ["| Acronym | Expansion | In Japanese | First place | Uses |", "| 略語 | 正式名称 | 日本語 | 初出 | 使用数 |"]
        .iter()
        .any(|start| first.starts_with(start));
    table.then_some(Kind { readable: true, ..ABBREVIATIONS })
}

fn markup(head: &str) -> Option<Kind> {
    if head.contains("<meta name=\"generator\" content=\"hakusho") {
        return Some(REPORT);
    }
    let body = head.strip_prefix("<?xml")?.split_once("?>")?.1.trim_start();
    ["<checkstyle ", "<testsuites name=\"hakusho\""].iter().any(|start| body.starts_with(start)).then_some(FINDINGS)
}

/// Nothing but places, as far as whole lines were read.
fn is_list(head: &str) -> bool {
    let whole = if head.len() + 3 < HEAD as usize { head } else { head.rsplit_once('\n').map_or(head, |(whole, _)| whole) };
    let mut lines = whole.lines().filter(|line| !is_summary(line)).peekable();
    lines.peek().is_some() && lines.all(is_place)
}

/// `path:line:column: level[lint]: message`.
fn is_place(line: &str) -> bool {
    ["error", "warning", "info"].iter().any(|level| {
        let Some((place, rest)) = line.split_once(&format!(": {level}[")) else { return false };
        let named = rest.split_once("]: ").is_some_and(|(lint, _)| !lint.is_empty() && !lint.contains(' '));
        let mut numbers = place.rsplit(':').take(2);
        named && numbers.all(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
    })
}

/// The head of a list of changes, and that of the first stage, if there is one.
fn is_changes(first: &str, second: &str, third: &str) -> bool {
    let plain = |line: &str| line.split("; ").next().unwrap_or("").split('。').next().unwrap_or("").to_owned();
    let counts = |line: &str, before: &str, behind: &str| {
        let inside = line.rsplit_once(before).and_then(|(name, rest)| Some((name, rest.strip_suffix(behind)?)));
        inside.filter(|(name, n)| !name.is_empty() && !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit())).map(|(_, n)| n == "0")
    };
    let first = plain(first);
    let none = counts(&first, ": ", " edits").or(counts(&first, ": ", " edit")).or(counts(&first, "：修正", "か所"));
    let named = |rest: &str| rest.starts_with(" (") || rest.starts_with("（修正");
    let stage = crate::stage::STAGES.iter().any(|stage| third.strip_prefix(stage.name).is_some_and(named));
    none.is_some_and(|none| second.is_empty() && (if none { third.is_empty() } else { stage }))
}

/// A line of a list of lints.
fn is_row_of_rules(line: &str) -> bool {
    let mut words = line.strip_prefix("  ").unwrap_or("").split_ascii_whitespace();
    let named = words.next().is_some_and(|name| !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'));
    named && words.next().is_some_and(|level| ["off", "info", "warning", "error"].contains(&level))
}

/// The second, third and fifth line of the page of a lint.
fn is_page_of_rules(second: &str, third: &str, fifth: &str) -> bool {
    let facts = |words: [&str; 3]| fifth.starts_with(words[0]) && words[1..].iter().all(|word| fifth.contains(word));
    second.is_empty() && !third.is_empty() && (facts(["group: ", "   level: ", "   fix: "]) || facts(["分類: ", "   水準: ", "   修正: "]))
}

/// The second and third fact of a finding in words.
fn is_narrated(second: &str, third: &str) -> bool {
    [("Lint: ", "Place: "), ("項目：", "場所：")].iter().any(|(lint, place)| second.starts_with(lint) && third.starts_with(place))
}

/// A command of GitHub Actions.
fn is_command(line: &str) -> bool {
    ["::error file=", "::warning file=", "::notice file="].iter().any(|start| line.starts_with(start))
}

fn is_summary(line: &str) -> bool {
    let checked = line.contains("; checked ") && line.contains(" heading") || line.ends_with("点検しました");
    let mendable = line.starts_with("can be mended: ") || line.ends_with("で修正できます");
    checked || mendable
}
