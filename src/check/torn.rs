//! Whether a text came from the lines of printed pages, whose order and ends
//! may be wrong.

use crate::doc::{Document, Kind};
use crate::stage::{self, Change};
use crate::text::{Text, class};

/// Line ends inside sentences from which a text was put together from pieces.
const TORN: usize = 20;

/// What a page does to a text, which no text file has that was wrapped by an
/// editor.
const PAGE: [&str; 8] = ["columns", "floats", "furniture", "glosses", "headings", "pieces", "readings", "vertical"];

/// Whether a text had to be put together from the lines of a print: some may be
/// in the wrong place. A wrapped text whose paragraphs are whole is not.
pub(super) fn is_torn(document: &Document, source: &Text, changes: &[Change]) -> bool {
    let blocks = &document.outline.blocks;
    let joined = changes.iter().filter(|c| c.cause.reason == stage::SOFT.reason).count();
    if document.outline.markdown || joined <= TORN.max(blocks.len() / 2) {
        return false;
    }
    let paragraphs = || blocks.iter().filter(|b| b.kind == Kind::Paragraph);
    let whole = paragraphs().filter(|b| is_ended(document.slice(b.body))).count();
    let page = changes.iter().any(|c| PAGE.contains(&c.cause.stage)) || source.as_str().contains('\u{C}');
    page || whole * 20 < paragraphs().count() * 19
}

/// Whether a paragraph ends with a sentence, and perhaps the mark of a note.
fn is_ended(paragraph: &str) -> bool {
    let mark = |c: char| class::is_digit(c) || class::is_superscript_digit(c) || class::is_closing(c) || matches!(c, '*' | '※' | '注');
    let body = paragraph.strip_suffix("</sup>").unwrap_or(paragraph).trim_end_matches(mark);
    [paragraph, body].iter().any(|text| text.trim_end_matches(class::is_closing).ends_with(class::is_sentence_end))
        || body.ends_with("<sup>")
        || paragraph.ends_with([':', '：'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_names_are_those_of_stages() {
        for name in PAGE {
            assert!(stage::STAGES.iter().any(|stage| stage.name == name), "{name}");
        }
    }
}
