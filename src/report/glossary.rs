//! The list of abbreviations (略語表) of what was read: Markdown, CSV, JSON.

use serde::Serialize;

use super::{names, visible};
use crate::lint::{Checked, Language};
use crate::text::Column;

/// A format of the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// A table in Markdown.
    #[default]
    Markdown,
    /// CSV (RFC 4180) with a row of names.
    Csv,
    /// One JSON object; `docs/glossary.schema.json` describes it.
    Json,
}

/// The formats: name, what it is, value.
pub const FORMATS: &[(&str, &str, Format)] = &[
    ("md", "a table in Markdown", Format::Markdown),
    ("csv", "CSV with a row of names, in UTF-8", Format::Csv),
    ("json", "one JSON object (docs/glossary.schema.json)", Format::Json),
];

/// An acronym that is expanded somewhere.
#[derive(Debug, Serialize)]
struct Entry {
    acronym: String,
    expansion: Option<String>,
    japanese: Option<String>,
    /// Where it stands first.
    path: String,
    /// From 1.
    line: u32,
    /// In characters, from 1.
    column: u32,
    /// As it is printed, where it is known.
    page: Option<u32>,
    /// How often it stands in the book, its expansions included.
    count: usize,
}

#[derive(Serialize)]
struct Root {
    acronyms: Vec<Entry>,
}

/// The acronyms of the books, book by book and sorted, in a format; the names
/// of the columns in a language.
#[must_use]
pub fn show(format: Format, checked: &Checked, language: Language) -> String {
    let entries = entries(checked);
    match format {
        Format::Markdown => markdown(&entries, language),
        Format::Csv => csv(&entries, language),
        // the value has no maps with keys that JSON cannot write
        Format::Json => serde_json::to_string_pretty(&Root { acronyms: entries }).unwrap_or_default() + "\n",
    }
}

fn entries(checked: &Checked) -> Vec<Entry> {
    let names = names::shown(checked.files.iter().map(|f| f.name.as_str()));
    let mut list = Vec::new();
    for (b, book) in checked.books.iter().enumerate() {
        for entry in book.terms.glossary(&book.documents) {
            let index = checked.file_of(b, entry.document);
            let (Some(file), Some(document)) = (checked.files.get(index), book.documents.get(entry.document)) else { continue };
            let at = file.position(file.map.to_source(entry.span).span.start, Column::Char);
            list.push(Entry {
                acronym: entry.acronym,
                expansion: entry.expansion,
                japanese: entry.japanese,
                path: names.get(index).cloned().unwrap_or_default(),
                line: at.line,
                column: at.column,
                page: document.pages.number(entry.span.start),
                count: entry.count,
            });
        }
    }
    list
}

fn columns(language: Language) -> [&'static str; 5] {
    match language {
        Language::En => ["Acronym", "Expansion", "In Japanese", "First place", "Uses"],
        Language::Ja => ["略語", "正式名称", "日本語", "初出", "使用数"],
    }
}

fn markdown(entries: &[Entry], language: Language) -> String {
    let row = |cells: [&str; 5]| format!("| {} |\n", cells.join(" | "));
    let mut out = row(columns(language));
    out.push_str("|---|---|---|---|--:|\n");
    for entry in entries {
        let words = |words: &Option<String>| cell(words.as_deref().unwrap_or(""));
        let place = cell(&format!("{}:{}", entry.path, entry.line));
        out.push_str(&row([&cell(&entry.acronym), &words(&entry.expansion), &words(&entry.japanese), &place, &entry.count.to_string()]));
    }
    out
}

/// A text as it reads in a cell of a table in Markdown (GFM 4.10): on one line,
/// with nothing that Markdown or HTML would take for its own.
fn cell(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in visible::line(text.trim()).chars() {
        if matches!(c, '|' | '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '~') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

fn csv(entries: &[Entry], language: Language) -> String {
    let [acronym, expansion, japanese, place, uses] = columns(language);
    let (line, column, page) = match language {
        Language::En => ("Line", "Column", "Page"),
        Language::Ja => ("行", "桁", "ページ"),
    };
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    // writing to memory does not fail
    let _ = writer.write_record([acronym, expansion, japanese, place, line, column, page, uses]);
    for entry in entries {
        let page = entry.page.map(|p| p.to_string()).unwrap_or_default();
        let _ = writer.write_record([
            entry.acronym.as_str(),
            entry.expansion.as_deref().unwrap_or(""),
            entry.japanese.as_deref().unwrap_or(""),
            &entry.path,
            &entry.line.to_string(),
            &entry.column.to_string(),
            &page,
            &entry.count.to_string(),
        ]);
    }
    writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}
