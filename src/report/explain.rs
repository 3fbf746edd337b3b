//! Every edit, by stage, with its place, its reason and what it did.

use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};

use super::summary::encoded;
use super::{Report, reasons, visible};
use crate::lint::Language;
use crate::read::Charset;
use crate::stage::{Change, STAGES};
use crate::text::LineIndex;

/// Characters that are shown before and after an edit.
const CONTEXT: usize = 8;

/// The most characters shown of what was taken out or written.
const SHOWN: usize = 60;

const STAGE: Style = Style::new().bold();
const PLACE: Style = AnsiColor::Cyan.on_default();
const OUT: Style = AnsiColor::Red.on_default();
const IN: Style = AnsiColor::Green.on_default();
const REASON: Style = Style::new().dimmed();

/// The edits of one file, for people. What was taken out stands in `[-…-]`,
/// what was written in `{+…+}` (as in `wdiff`), with a few characters around
/// it; of what was moved, the place to which it went. Lines and columns are
/// 1-based and count characters of the file.
#[must_use]
pub fn explain(report: &Report<'_>, coloured: bool, language: Language) -> String {
    let paint = |style: Style| if coloured { style } else { Style::new() };
    let (stage_style, place_style, reason_style) = (paint(STAGE), paint(PLACE), paint(REASON));
    let changes = &report.cleaned.changes;
    let mut out = String::new();
    let name = visible::line(report.name);
    let recoded = match (report.source.foreign(), language) {
        (None, _) => String::new(),
        (Some(from), Language::En) if report.source.charset == Charset::Utf8 => format!("; {from}, written without"),
        (Some(from), Language::En) => format!("; {from}, written as UTF-8"),
        (Some(from), Language::Ja) if report.source.charset == Charset::Utf8 => format!("。{}、BOMなしで出力", encoded(&from)),
        (Some(from), Language::Ja) => format!("。{from}、UTF-8で出力"),
    };
    let colon = if language == Language::Ja { "：" } else { ": " };
    let _ = writeln!(out, "{stage_style}{name}{stage_style:#}{colon}{}{recoded}", count(changes.len(), language));
    let places = Places::new(report.before);
    for (stage, n) in &report.cleaned.tally {
        let about = STAGES.iter().find(|s| s.name == *stage).map_or("", |s| reasons::about(s, language));
        let count = match language {
            Language::En => format!(" ({}) ", count(*n, language)),
            Language::Ja => format!("（{}）", count(*n, language)),
        };
        let _ = writeln!(out, "\n{stage_style}{stage}{stage_style:#}{count}{reason_style}{about}{reason_style:#}");
        let mut rows: Vec<&Change> = changes.iter().filter(|c| c.cause.stage == *stage).collect();
        rows.sort_by_key(|c| c.span);
        for change in rows {
            let place = places.show(change.span.start);
            let _ = write!(out, "  {place_style}{place:>8}{place_style:#}  ");
            out.push_str(&picture(report, change, paint(OUT), paint(IN)));
            if let Some(to) = change.to {
                let _ = write!(out, " {place_style}→ {}{place_style:#}", places.show(to));
            }
            let _ = writeln!(out, "  {reason_style}{}{reason_style:#}", reasons::say(change.cause, language));
        }
    }
    out
}

/// Lines and columns of places, in constant time however long the lines are.
struct Places<'a> {
    text: &'a str,
    lines: LineIndex,
    /// Characters in front of every [`STEP`]th byte.
    chars: Vec<u32>,
}

/// Bytes between two counts of characters.
const STEP: usize = 512;

impl Places<'_> {
    fn new(text: &str) -> Places<'_> {
        let mut chars = Vec::with_capacity(text.len() / STEP + 1);
        let mut n = 0;
        for block in text.as_bytes().chunks(STEP) {
            chars.push(n);
            n += starts(block);
        }
        Places { text, lines: LineIndex::new(text), chars }
    }

    /// Characters in front of a byte.
    fn before(&self, offset: u32) -> u32 {
        let block = offset as usize / STEP;
        let rest = self.text.as_bytes().get(block * STEP..offset as usize).unwrap_or(&[]);
        self.chars.get(block).copied().unwrap_or(0) + starts(rest)
    }

    /// `line:column`, both from 1.
    fn show(&self, offset: u32) -> String {
        let line = self.lines.line(offset);
        let start = self.lines.span(line).map_or(0, |s| s.start);
        format!("{}:{}", line + 1, self.before(offset).saturating_sub(self.before(start)) + 1)
    }
}

/// How many characters start in the bytes.
fn starts(bytes: &[u8]) -> u32 {
    let n = bytes.iter().filter(|&&b| b & 0xC0 != 0x80).count();
    u32::try_from(n).unwrap_or(u32::MAX)
}

fn count(n: usize, language: Language) -> String {
    match language {
        Language::En => format!("{n} {}", if n == 1 { "edit" } else { "edits" }),
        Language::Ja => format!("修正{n}か所"),
    }
}

fn picture(report: &Report<'_>, change: &Change, taken_style: Style, written_style: Style) -> String {
    let text = report.before.as_str();
    let before = text.get(..change.span.start as usize).unwrap_or("");
    let after = text.get(change.span.end as usize..).unwrap_or("");
    // first cut, then look for line ends: lines can be of any length
    let before = last(before).rsplit(['\n', '\x0C']).next().unwrap_or("");
    let after: String = after.chars().take(CONTEXT).take_while(|c| !matches!(c, '\n' | '\x0C')).collect();
    let taken = short(change.taken.as_deref().unwrap_or_else(|| report.before.slice(change.span)));
    let written = if change.to.is_none() { short(&change.written) } else { String::new() };
    let mut out = visible::line(before).into_owned();
    if !taken.is_empty() {
        let _ = write!(out, "{taken_style}[-{taken}-]{taken_style:#}");
    }
    if !written.is_empty() {
        let _ = write!(out, "{written_style}{{+{written}+}}{written_style:#}");
    }
    out.push_str(&visible::line(&after));
    out
}

/// The last characters of a text.
fn last(text: &str) -> &str {
    let start = text.char_indices().rev().nth(CONTEXT - 1).map_or(0, |(i, _)| i);
    text.get(start..).unwrap_or("")
}

/// A text on one line, its middle left out when it is long.
fn short(text: &str) -> String {
    let half = SHOWN / 2;
    let head_end = text.char_indices().nth(half).map_or(text.len(), |(i, _)| i);
    let tail_start = text.char_indices().rev().nth(half - 1).map_or(0, |(i, _)| i);
    if tail_start <= head_end {
        return visible::line(text).into_owned();
    }
    let (head, tail) = (text.get(..head_end).unwrap_or(""), text.get(tail_start..).unwrap_or(""));
    format!("{} … {}", visible::line(head), visible::line(tail))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_agree_with_the_line_index() {
        use crate::text::Column;
        let text = format!("{}\nあa{}", "か゚a".repeat(400), "𠮷".repeat(300));
        let (places, index) = (Places::new(&text), LineIndex::new(&text));
        for (offset, _) in text.char_indices() {
            let offset = u32::try_from(offset).unwrap();
            let at = index.position(&text, offset, Column::Char);
            assert_eq!(places.show(offset), format!("{}:{}", at.line + 1, at.column + 1));
        }
    }

    #[test]
    fn long_texts_lose_their_middle() {
        assert_eq!(short("一\n二"), "一⏎二");
        let long = "あ".repeat(200);
        assert_eq!(short(&long).chars().filter(|&c| c == 'あ').count(), SHOWN);
        assert_eq!(last("一二三四五六七八九"), "二三四五六七八九");
        assert_eq!(last("一"), "一");
    }
}
