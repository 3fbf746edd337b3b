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
    if (first.ends_with(": 1 edit") || first.ends_with(" edits")) && second.is_empty() && third.contains(" edit") && third.contains('(') {
        return Some(CHANGES);
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

/// The second and third fact of a finding in words.
fn is_narrated(second: &str, third: &str) -> bool {
    [("Lint: ", "Place: "), ("項目：", "場所：")].iter().any(|(lint, place)| second.starts_with(lint) && third.starts_with(place))
}

/// A command of GitHub Actions.
fn is_command(line: &str) -> bool {
    ["::error file=", "::warning file=", "::notice file="].iter().any(|start| line.starts_with(start))
}

fn is_summary(line: &str) -> bool {
    let checked = line.contains("; checked ") && line.contains(" heading") || line.ends_with("を点検しました");
    let mendable = line.starts_with("can be mended: ") || line.ends_with("で修正できます");
    checked || mendable
}
