//! One line of a file for a screen.
//!
//! miette gets a line (or a part of a long one) that was made fit for the
//! terminal, never the file: its own sources scan the file for each report,
//! count columns in bytes, and panic past the end.

use std::fmt;

use miette::{Diagnostic, LabeledSpan, MietteError, MietteSpanContents, Severity, SourceCode, SourceSpan, SpanContents};

use super::visible;
use crate::finding::Level;
use crate::text::{Column, LineIndex, Span, Text};

/// The most characters shown of a line.
const SHOWN: usize = 60;

/// A part of a line, and the place in it that is meant.
pub(super) struct Excerpt {
    /// The file, fit for a terminal.
    pub name: String,
    /// Where the meant place is, in bytes of the part: offset and length.
    pub label: (usize, usize),
    /// The part, with `…` where the line goes on.
    pub text: String,
    number: usize,
    column: usize,
}

impl Excerpt {
    /// The line that `span` of `text` begins in.
    pub(super) fn of(name: &str, text: &Text, index: &LineIndex, span: Span) -> Excerpt {
        let at = index.position(text, span.start, Column::Char);
        let whole = index.span(at.line).unwrap_or_default();
        let line = text.slice(whole).trim_end_matches(['\n', '\r']);
        let offset = (span.start.saturating_sub(whole.start) as usize).min(line.len());
        let (before, rest) = line.split_at_checked(offset).unwrap_or((line, ""));
        let marked = rest.get(..(span.len() as usize).min(rest.len())).unwrap_or(rest);
        let after = rest.get(marked.len()..).unwrap_or("");
        let from = before.char_indices().rev().nth(SHOWN / 2).map_or(0, |(i, _)| i);
        let head = if from == 0 { "" } else { "…" }.to_owned() + &visible::line(before.get(from..).unwrap_or(""));
        let marked = cut(&visible::line(start(marked)), SHOWN);
        let tail = cut(&visible::line(start(after)), SHOWN / 2);
        Excerpt {
            name: visible::line(name).into_owned(),
            label: (head.len(), marked.len()),
            text: format!("{head}{marked}{tail}"),
            number: at.line as usize,
            column: at.column as usize,
        }
    }

    /// The place that is meant, in words.
    pub(super) fn marked(&self) -> &str {
        self.text.get(self.label.0..self.label.0 + self.label.1).unwrap_or("")
    }
}

/// As much of a part of a line as is looked at: a long line may have many places
/// that are meant.
fn start(part: &str) -> &str {
    part.char_indices().nth(SHOWN * 4).and_then(|(end, _)| part.get(..end)).unwrap_or(part)
}

/// The first characters of a text, with a sign where others were left out.
fn cut(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => text.get(..end).unwrap_or(text).to_owned() + "…",
        None => text.to_owned(),
    }
}

impl SourceCode for Excerpt {
    fn read_span<'a>(&'a self, span: &SourceSpan, _: usize, _: usize) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        if span.offset() + span.len() > self.text.len() {
            return Err(MietteError::OutOfBounds);
        }
        let whole = SourceSpan::from((0, self.text.len()));
        Ok(Box::new(MietteSpanContents::new_named(self.name.clone(), self.text.as_bytes(), whole, self.number, self.column, 1)))
    }
}

/// What is said of a place: miette's view of a finding. All of it is fit for a
/// terminal.
pub(super) struct Shown {
    pub message: String,
    pub help: Option<String>,
    pub code: Option<String>,
    pub severity: Severity,
    pub line: Excerpt,
}

/// A level in miette's words.
pub(super) fn severity(level: Level) -> Severity {
    match level {
        Level::Error => Severity::Error,
        Level::Warning => Severity::Warning,
        Level::Info => Severity::Advice,
    }
}

impl fmt::Debug for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Shown {}

impl Diagnostic for Shown {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.code.as_ref().map(|c| Box::new(c) as Box<dyn fmt::Display + 'a>)
    }

    fn severity(&self) -> Option<Severity> {
        Some(self.severity)
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.help.as_ref().map(|h| Box::new(h) as Box<dyn fmt::Display + 'a>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.line)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let (offset, len) = self.line.label;
        Some(Box::new(std::iter::once(LabeledSpan::new_primary_with_span(None, (offset, len)))))
    }
}
