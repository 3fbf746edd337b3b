//! Findings with the line they stand in, drawn for people.

use std::fmt;

use miette::{GraphicalReportHandler, GraphicalTheme, Severity};
use rustc_hash::FxHashSet;

use super::Style;
use crate::lint::{Checked, Language};
use crate::report::excerpt::{Excerpt, Shown, severity};
use crate::report::visible;
use crate::text::Span;

/// All findings, drawn.
#[must_use]
pub fn full(checked: &Checked, style: &Style<'_>) -> String {
    let theme = if style.colour { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() };
    let handler = GraphicalReportHandler::new_themed(theme).with_links(false).with_width(100);
    each(checked, style.language, |out, one| handler.render_report(out, one))
}

fn each(checked: &Checked, language: Language, show: impl Fn(&mut String, &Shown) -> fmt::Result) -> String {
    let mut out = String::new();
    let mut explained: FxHashSet<(&str, Option<&str>)> = FxHashSet::default();
    for d in &checked.diagnostics {
        let place = |file: usize, span: Span| checked.files.get(file).map(|f| Excerpt::of(&f.name, &f.text, &f.index, span));
        let Some(line) = place(d.file, d.span) else { continue };
        // a remedy once is enough
        let key = (d.lint.as_str(), d.help.as_deref());
        let help = if explained.insert(key) { d.help.as_ref().map(|h| visible::line(h).into_owned()) } else { None };
        // the word for help is English in miette
        let (help, remedy) = if language == Language::Ja { (None, help) } else { (help, None) };
        let mut all = vec![Shown {
            message: visible::line(&d.message).into_owned(),
            help,
            code: Some(d.lint.clone()),
            severity: severity(d.level),
            line,
        }];
        // shown one by one: miette would call each of them "Advice:"
        all.extend(d.related.iter().filter_map(|r| {
            let line = place(r.file, r.span)?;
            Some(Shown { message: visible::line(&r.message).into_owned(), help: None, code: None, severity: Severity::Advice, line })
        }));
        if !out.is_empty() {
            out.push('\n');
        }
        for (i, one) in all.iter().enumerate() {
            if show(&mut out, one).is_err() {
                out.push_str(&format!("{}: {}\n", one.line.name, one.message));
            }
            if let Some(remedy) = remedy.as_ref().filter(|_| i == 0) {
                out.push_str(&format!("  対処: {remedy}\n"));
            }
        }
    }
    out
}
