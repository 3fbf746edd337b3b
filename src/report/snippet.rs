//! A finding with the line it stands in, for people.

use std::fmt;

use miette::{Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, Severity, SourceCode};

use super::excerpt::Excerpt;
use super::{in_text, visible};
use crate::finding::{Finding, Level};
use crate::read::Source;
use crate::text::{LineIndex, Span, Text};

/// What was found in one file (`text` is the text of `source`): the first
/// `limit` findings, and how many more there are.
#[must_use]
pub fn show(name: &str, text: &Text, source: &Source, findings: &[Finding], limit: usize, coloured: bool) -> String {
    if findings.is_empty() {
        return String::new();
    }
    let theme = if coloured { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() };
    let handler = GraphicalReportHandler::new_themed(theme).with_links(false).with_width(100);
    let index = LineIndex::new(text);
    let mut out = String::new();
    let mut explained: Vec<&str> = Vec::new();
    for finding in findings.iter().take(limit) {
        let mut one = One::new(name, text, &index, in_text(source, text.len(), finding.span), finding);
        // the remedy once is enough
        if explained.contains(&finding.name) {
            one.help = None;
        }
        explained.push(finding.name);
        if handler.render_report(&mut out, &one).is_err() {
            out.push_str(&format!("{}: {}\n", one.line.name, one.message));
        }
    }
    if let Some(more) = findings.len().checked_sub(limit).filter(|&n| n > 0) {
        out.push_str(&format!("{}: and {more} more like these\n", visible::line(name)));
    }
    out
}

/// miette's view of a finding.
struct One {
    message: String,
    help: Option<String>,
    code: &'static str,
    severity: Severity,
    line: Excerpt,
    label: (usize, usize),
}

impl One {
    fn new(name: &str, text: &Text, index: &LineIndex, span: Span, finding: &Finding) -> One {
        let line = Excerpt::of(name, text, index, span);
        One {
            message: visible::line(&finding.message).into_owned(),
            help: Some(visible::line(&finding.help).into_owned()),
            code: finding.name,
            severity: match finding.level {
                Level::Error => Severity::Error,
                Level::Warning => Severity::Warning,
                Level::Info => Severity::Advice,
            },
            label: line.label,
            line,
        }
    }
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
        Some(Box::new(self.code))
    }

    fn severity(&self) -> Option<Severity> {
        Some(self.severity)
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.help.as_ref().map(|h| Box::new(h) as Box<dyn fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.line)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(std::iter::once(LabeledSpan::new(None, self.label.0, self.label.1))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mark_stands_below_wide_characters() {
        let mut source = crate::read::decode("一行目\n平成".bytes().chain(*b"\xFF\x1B[2J\n\xFF\n").collect(), None).unwrap();
        let text = std::mem::take(&mut source.text);
        let out = show("a.txt", &text, &source, &source.findings, 1, false);
        assert!(!out.contains('\u{1B}') && out.contains("a.txt:2:3") && out.contains("and 1 more"), "{out}");
        let lines: Vec<&str> = out.lines().collect();
        let row = lines.iter().position(|l| l.contains("平成")).unwrap();
        let columns = |l: &str, to: char| crate::text::width::of(l.split(to).next().unwrap_or(""));
        assert_eq!(
            columns(lines[row], '\u{FFFD}') - columns(lines[row], '│'),
            columns(lines[row + 1], '─') - columns(lines[row + 1], '·'),
            "{out}"
        );
    }
}
