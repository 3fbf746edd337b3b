//! A finding with the line it stands in, for people.

use miette::{GraphicalReportHandler, GraphicalTheme};

use super::excerpt::{Excerpt, Shown, severity};
use super::{in_text, visible};
use crate::finding::Finding;
use crate::lint::page::Words;
use crate::lint::{self, Language, Lint};
use crate::lints;
use crate::read::Source;
use crate::text::{LineIndex, Text};

/// How findings are shown.
pub struct Style {
    /// So many of a file.
    pub limit: usize,
    /// Whether in colours.
    pub coloured: bool,
    /// The language of what is told.
    pub language: Language,
}

/// What was found in one file (`text` is the text of `source`): the first
/// so many findings, and how many more there are.
#[must_use]
pub fn show(name: &str, text: &Text, source: &Source, findings: &[Finding], style: &Style) -> String {
    if findings.is_empty() {
        return String::new();
    }
    let pages = if style.language == Language::Ja { lint::load(lints::ROWS).unwrap_or_default() } else { Vec::new() };
    let limit = style.limit;
    let theme = if style.coloured { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() };
    let handler = GraphicalReportHandler::new_themed(theme).with_links(false).with_width(100);
    let index = LineIndex::new(text);
    let mut out = String::new();
    let mut explained: Vec<&str> = Vec::new();
    for finding in findings.iter().take(limit) {
        let finding = &japanese(finding, &pages);
        let mut one = shown(Excerpt::of(name, text, &index, in_text(source, text.len(), finding.span)), finding);
        // the remedy once is enough
        if explained.contains(&finding.name) {
            one.help = None;
        }
        explained.push(finding.name);
        // the handler's own word for it is English
        let remedy = if style.language == Language::Ja { one.help.take() } else { None };
        if handler.render_report(&mut out, &one).is_err() {
            out.push_str(&format!("{}: {}\n", one.line.name, one.message));
        }
        if let Some(remedy) = remedy {
            out.push_str(&format!("  対処: {remedy}\n"));
        }
    }
    if let Some(more) = findings.len().checked_sub(limit).filter(|&n| n > 0) {
        let name = visible::line(name);
        out.push_str(&match style.language {
            Language::En => format!("{name}: and {more} more like these\n"),
            Language::Ja => format!("{name}：このような箇所がほかに{more}件あります\n"),
        });
    }
    out
}

/// A finding in the words of the page of its lint in Japanese, if that is given.
fn japanese(finding: &Finding, pages: &[Lint]) -> Finding {
    let mut told = finding.clone();
    let Some(page) = pages.iter().map(|lint| &lint.page).find(|page| page.front.name == finding.name) else { return told };
    let fill = |words: &Words| words.fill(Language::Ja, &finding.values);
    if let Some(words) = page.front.message.get("main") {
        told.message = fill(words);
    }
    if let Some((_, more)) = finding.values.iter().find(|value| value.0 == "more") {
        told.message.push_str(&format!("。ほかに{more}か所あります"));
    }
    if let Some(words) = page.help("main") {
        told.help = fill(words).into();
    }
    told
}

fn shown(line: Excerpt, finding: &Finding) -> Shown {
    Shown {
        message: visible::line(&finding.message).into_owned(),
        help: Some(visible::line(&finding.help).into_owned()),
        code: Some(finding.name.to_owned()),
        severity: severity(finding.level),
        line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mark_stands_below_wide_characters() {
        let mut source = crate::read::decode("一行目\n平成".bytes().chain(*b"\xFF\x1B[2J\n\xFF\n").collect::<Vec<u8>>(), None).unwrap();
        let text = std::mem::take(&mut source.text);
        let out = show("a.txt", &text, &source, &source.findings, &Style { limit: 1, coloured: false, language: Language::En });
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
