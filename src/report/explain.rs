//! Every edit, by stage, with its place, its reason and what it did.

use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};

use super::{Report, visible};
use crate::stage::{Change, STAGES};
use crate::text::{Column, LineIndex};

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
pub fn explain(report: &Report<'_>, coloured: bool) -> String {
    let paint = |style: Style| if coloured { style } else { Style::new() };
    let (stage_style, place_style, reason_style) = (paint(STAGE), paint(PLACE), paint(REASON));
    let changes = &report.cleaned.changes;
    let mut out = String::new();
    let name = visible::line(report.name);
    let _ = writeln!(out, "{stage_style}{name}{stage_style:#}: {}", count(changes.len()));
    let index = LineIndex::new(report.before);
    for (stage, n) in report.edits() {
        let about = STAGES.iter().find(|s| s.name == stage).map_or("", |s| s.about);
        let _ = writeln!(out, "\n{stage_style}{stage}{stage_style:#} ({}) {reason_style}{about}{reason_style:#}", count(n));
        let mut rows: Vec<&Change> = changes.iter().filter(|c| c.cause.stage == stage).collect();
        rows.sort_by_key(|c| c.span);
        for change in rows {
            let at = index.position(report.before, change.span.start, Column::Char);
            let place = format!("{}:{}", at.line + 1, at.column + 1);
            let _ = write!(out, "  {place_style}{place:>8}{place_style:#}  ");
            out.push_str(&picture(report, change, paint(OUT), paint(IN)));
            if let Some(to) = change.to {
                let at = index.position(report.before, to, Column::Char);
                let _ = write!(out, " {place_style}→ {}:{}{place_style:#}", at.line + 1, at.column + 1);
            }
            let _ = writeln!(out, "  {reason_style}{}{reason_style:#}", change.cause.reason);
        }
    }
    out
}

fn count(n: usize) -> String {
    format!("{n} {}", if n == 1 { "edit" } else { "edits" })
}

fn picture(report: &Report<'_>, change: &Change, taken_style: Style, written_style: Style) -> String {
    let text = report.before.as_str();
    let before = text.get(..change.span.start as usize).unwrap_or("");
    let after = text.get(change.span.end as usize..).unwrap_or("");
    let before = last(before.rsplit(['\n', '\x0C']).next().unwrap_or(""));
    let after: String = after.split(['\n', '\x0C']).next().unwrap_or("").chars().take(CONTEXT).collect();
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
    fn long_texts_lose_their_middle() {
        assert_eq!(short("一\n二"), "一⏎二");
        let long = "あ".repeat(200);
        assert_eq!(short(&long).chars().filter(|&c| c == 'あ').count(), SHOWN);
        assert_eq!(last("一二三四五六七八九"), "二三四五六七八九");
        assert_eq!(last("一"), "一");
    }
}
