//! Findings told in words, one fact a line, for screen readers: nothing is
//! drawn, and a column is a character, as in the other formats.

use std::fmt::Write as _;

use rustc_hash::FxHashSet;

use super::Style;
use super::place::range;
use crate::finding::Level;
use crate::lint::{Checked, File, Language};
use crate::report::excerpt::Excerpt;
use crate::report::{levels, visible};
use crate::text::{Column, Span};

/// What the facts are called.
struct Names {
    lint: &'static str,
    place: &'static str,
    text: &'static str,
    marked: &'static str,
    remedy: &'static str,
    related: &'static str,
}

const ENGLISH: Names =
    Names { lint: "Lint: ", place: "Place: ", text: "Text: ", marked: "Marked: ", remedy: "What to do: ", related: "Related: " };
const JAPANESE: Names =
    Names {
        lint: "項目：", place: "場所：", text: "本文：", marked: "該当箇所：", remedy: "対処：", related: "関連："
    };

/// All findings, with an empty line between them.
#[must_use]
pub fn narrated(checked: &Checked, style: &Style<'_>) -> String {
    let language = style.language;
    let names = if language == Language::Ja { &JAPANESE } else { &ENGLISH };
    let mut explained: FxHashSet<(&str, Option<&str>)> = FxHashSet::default();
    let mut out = String::new();
    for d in &checked.diagnostics {
        let Some(file) = checked.files.get(d.file) else { continue };
        let (en, ja) = match d.level {
            Level::Error => levels::ERROR,
            Level::Warning => levels::WARNING,
            Level::Info => levels::INFO,
        };
        if !out.is_empty() {
            out.push('\n');
        }
        let message = visible::line(&d.message);
        let _ = match language {
            Language::En => writeln!(out, "{en}: {message}"),
            Language::Ja => writeln!(out, "{ja}：{message}"),
        };
        let _ = writeln!(out, "{}{}", names.lint, visible::line(&d.lint));
        place(&mut out, names, language, file, d.span);
        // a remedy once is enough
        if let Some(help) = d.help.as_deref().filter(|help| explained.insert((&d.lint, Some(help)))) {
            let _ = writeln!(out, "{}{}", names.remedy, visible::line(help));
        }
        for related in &d.related {
            if let Some(file) = checked.files.get(related.file) {
                let _ = writeln!(out, "{}{}", names.related, visible::line(&related.message));
                place(&mut out, names, language, file, related.span);
            }
        }
    }
    out
}

fn place(out: &mut String, names: &Names, language: Language, file: &File, span: Span) {
    let (start, end) = range(file, span, Column::Char);
    let name = visible::line(&file.name);
    let last = end.column.saturating_sub(1).max(1);
    let at = match (language, start.line == end.line) {
        (Language::En, true) if last <= start.column => format!("line {}, column {}", start.line, start.column),
        (Language::En, true) => format!("line {}, columns {} to {last}", start.line, start.column),
        (Language::En, false) => format!("line {}, column {} to line {}, column {last}", start.line, start.column, end.line),
        (Language::Ja, true) if last <= start.column => format!("{}行{}文字目", start.line, start.column),
        (Language::Ja, true) => format!("{}行{}文字目から{last}文字目", start.line, start.column),
        (Language::Ja, false) => format!("{}行{}文字目から{}行{last}文字目", start.line, start.column, end.line),
    };
    let line = Excerpt::of(&file.name, &file.text, &file.index, span);
    let _ = match language {
        Language::En => writeln!(out, "{}{name}, {at}", names.place),
        Language::Ja => writeln!(out, "{}{name}、{at}", names.place),
    };
    let _ = writeln!(out, "{}{}", names.text, line.text);
    if !line.marked().is_empty() {
        let _ = writeln!(out, "{}{}", names.marked, line.marked());
    }
}
