//! Findings with the line they stand in, for people: drawn, or told in words
//! for screen readers.

use std::fmt;

use miette::{GraphicalReportHandler, GraphicalTheme, NarratableReportHandler, Severity};
use rustc_hash::FxHashSet;

use super::Style;
use crate::lint::Checked;
use crate::report::excerpt::{Excerpt, Shown, severity};
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

fn each(checked: &Checked, show: impl Fn(&mut String, &Shown) -> fmt::Result) -> String {
    let mut out = String::new();
    let mut explained: FxHashSet<(&str, Option<&str>)> = FxHashSet::default();
    for d in &checked.diagnostics {
        let place = |file: usize, span: Span| checked.files.get(file).map(|f| Excerpt::of(&f.name, &f.text, &f.index, span));
        let Some(line) = place(d.file, d.span) else { continue };
        // a remedy once is enough
        let key = (d.lint.as_str(), d.help.as_deref());
        let help = if explained.insert(key) { d.help.as_ref().map(|h| visible::line(h).into_owned()) } else { None };
        let related = d.related.iter().filter_map(|r| {
            let line = place(r.file, r.span)?;
            Some(Shown {
                message: visible::line(&r.message).into_owned(),
                help: None,
                code: None,
                severity: Severity::Advice,
                line,
                related: Vec::new(),
            })
        });
        let one = Shown {
            message: visible::line(&d.message).into_owned(),
            help,
            code: Some(d.lint.clone()),
            severity: severity(d.level),
            line,
            related: related.collect(),
        };
        if show(&mut out, &one).is_err() {
            out.push_str(&format!("{}: {}\n", one.line.name, one.message));
        }
    }
    out
}
