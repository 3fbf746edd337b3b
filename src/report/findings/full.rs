//! Findings with the line they stand in, for people: drawn, or told in words
//! for screen readers.

use std::fmt;

use miette::{Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, NarratableReportHandler, Severity, SourceCode};

use super::Style;
use crate::finding::Level;
use crate::lint::Checked;
use crate::report::excerpt::Excerpt;
use crate::report::visible;
use crate::text::Span;

/// All findings, drawn.
#[must_use]
pub fn full(checked: &Checked, style: &Style<'_>) -> String {
    let theme = if style.colour { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() };
    let handler = GraphicalReportHandler::new_themed(theme).with_links(false).with_width(100);
    each(checked, |out, one| handler.render_report(out, one))
}

/// All findings, told in words.
#[must_use]
pub fn narrated(checked: &Checked) -> String {
    let handler = NarratableReportHandler::new();
    each(checked, |out, one| handler.render_report(out, one))
}

fn each(checked: &Checked, show: impl Fn(&mut String, &One) -> fmt::Result) -> String {
    let mut out = String::new();
    let mut explained: Vec<(&str, Option<&str>)> = Vec::new();
    for d in &checked.diagnostics {
        let place = |file: usize, span: Span| checked.files.get(file).map(|f| Excerpt::of(&f.name, &f.text, &f.index, span));
        let Some(line) = place(d.file, d.span) else { continue };
        // a remedy once is enough
        let key = (d.lint.as_str(), d.help.as_deref());
        let help = if explained.contains(&key) { None } else { d.help.as_ref().map(|h| visible::line(h).into_owned()) };
        explained.push(key);
        let related = d.related.iter().filter_map(|r| {
            let line = place(r.file, r.span)?;
            Some(One {
                message: visible::line(&r.message).into_owned(),
                help: None,
                code: None,
                severity: Severity::Advice,
                line,
                related: Vec::new(),
            })
        });
        let one = One {
            message: visible::line(&d.message).into_owned(),
            help,
            code: Some(d.lint.clone()),
            severity: match d.level {
                Level::Error => Severity::Error,
                Level::Warning => Severity::Warning,
                Level::Info => Severity::Advice,
            },
            line,
            related: related.collect(),
        };
        if show(&mut out, &one).is_err() {
            out.push_str(&format!("{}: {}\n", one.line.name, one.message));
        }
    }
    out
}

/// miette's view of a finding.
struct One {
    message: String,
    help: Option<String>,
    code: Option<String>,
    severity: Severity,
    line: Excerpt,
    related: Vec<One>,
}

impl fmt::Debug for One {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl fmt::Display for One {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for One {}

impl Diagnostic for One {
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

    fn related<'a>(&'a self) -> Option<Box<dyn Iterator<Item = &'a dyn Diagnostic> + 'a>> {
        (!self.related.is_empty()).then(|| Box::new(self.related.iter().map(|r| r as &dyn Diagnostic)) as Box<_>)
    }
}
