//! Joins the lines of a block, and sets blocks apart.
//!
//! The skeleton is the segment break rule of CSS Text (a line end between wide
//! characters vanishes, else it becomes a space); in Japanese prose a pair of
//! wide and narrow joins closed as well (`2013年⏎10月`). Which lines belong
//! together is [`crate::layout::flow`]'s business.

use rustc_hash::FxHashSet;

use super::Options;
use crate::layout::{Layout, Row, Start, flow};
use crate::text::{Cause, Edits, Span, Text, class};

const SOFT: Cause = Cause { stage: "lines", reason: "line end inside a sentence" };
const HYPHEN: Cause = Cause { stage: "lines", reason: "hyphen at a line end inside a word" };
const APART: Cause = Cause { stage: "lines", reason: "blocks set apart by one blank line" };
const INDENT: Cause = Cause { stage: "lines", reason: "indent of a line that continues a sentence" };
const EDGE: Cause = Cause { stage: "lines", reason: "blank lines at the ends of the text" };

/// See the module.
#[must_use]
pub(super) fn run(text: &Text, _: &Options) -> Edits {
    let layout = Layout::of(text);
    let links = flow::of(&layout);
    let mut words = Words { text, known: None };
    let mut edits = Edits::new();
    let mut before: Option<&Row> = None;
    for (row, link) in layout.rows.iter().zip(&links) {
        let line = layout.line(row);
        match before {
            None => edits.delete(Span::new(0, line.span.start), &EDGE),
            Some(left) => {
                let end = layout.line(left).body.end;
                if *link == flow::Link::Continues {
                    join(&layout, left, row, &mut words, &mut edits);
                } else {
                    apart(&layout, left, row, Span::new(end, line.span.start), &mut edits);
                }
            }
        }
        before = Some(row);
    }
    if let Some(last) = before {
        let end = layout.line(last).body.end;
        if text.slice(Span::new(end, text.len())) != "\n" {
            edits.replace(Span::new(end, text.len()), "\n", &EDGE);
        }
    } else if !text.is_empty() {
        edits.delete(text.span(), &EDGE);
    }
    edits
}

fn join(layout: &Layout<'_>, left: &Row, right: &Row, words: &mut Words<'_>, edits: &mut Edits) {
    let (a, b) = (layout.line(left).body, layout.line(right).body);
    let gap = Span::new(a.end, b.start);
    let cause = if b.start > layout.line(right).span.start { &INDENT } else { &SOFT };
    let (left_text, right_text) = (layout.body(left), layout.body(right));
    let (Some(l), Some(r)) = (left_text.chars().next_back(), right_text.chars().next()) else { return };
    if class::is_hyphen(l) && r.is_alphabetic() && !class::is_japanese(r) {
        let hyphen = Span::new(a.end - u32::try_from(l.len_utf8()).unwrap_or(1), b.start);
        return match words.hyphen(left_text, right_text) {
            Hyphen::Drop => edits.delete(hyphen, &HYPHEN),
            Hyphen::Keep => edits.replace(hyphen, "-", &HYPHEN),
        };
    }
    let glue = if spaced(l, r) { " " } else { "" };
    edits.replace(gap, glue, cause);
}

/// Whether a space stands between two characters that a line end parted.
fn spaced(left: char, right: char) -> bool {
    if class::is_hangul(left) || class::is_hangul(right) {
        return true;
    }
    !class::is_japanese(left) && !class::is_japanese(right) && !matches!(left, '/' | '-' | '‑')
}

fn apart(layout: &Layout<'_>, left: &Row, right: &Row, gap: Span, edits: &mut Edits) {
    let want = if close(layout, left, right) { "\n" } else { "\n\n" };
    if layout.text.slice(gap) != want {
        edits.replace(gap, want, &APART);
    }
}

/// Lines that stay together as one group: list items, table rows, addresses
/// and other lines that followed each other without a blank line.
fn close(layout: &Layout<'_>, left: &Row, right: &Row) -> bool {
    let _ = layout;
    right.gap == 0
        && !right.page
        && (left.start == right.start && left.start.opens_block()
            || matches!(right.start, Start::Markup) && matches!(left.start, Start::Markup))
}

enum Hyphen {
    Drop,
    Keep,
}

/// The words of the document: its own dictionary for hyphens at line ends.
struct Words<'a> {
    text: &'a Text,
    known: Option<FxHashSet<&'a str>>,
}

impl<'a> Words<'a> {
    /// What becomes of a hyphen at a line end. Joined form seen elsewhere: it
    /// goes. Hyphenated form seen, or a capital or digit beside it: it stays.
    /// No evidence: it stays visible, since a silent fusion cannot be found
    /// again.
    fn hyphen(&mut self, left: &str, right: &str) -> Hyphen {
        let letter = |c: char| c.is_alphanumeric();
        let stem = left.trim_end_matches(class::is_hyphen);
        let soft = left.ends_with('\u{AD}');
        let head = &stem[stem.rfind(|c| !letter(c) && c != '-').map_or(0, |i| i + stem[i..].chars().next().map_or(1, char::len_utf8))..];
        let tail = &right[..right.find(|c| !letter(c)).unwrap_or(right.len())];
        if soft {
            return Hyphen::Drop;
        }
        if right.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()) {
            return Hyphen::Keep;
        }
        let known = self.known.get_or_insert_with(|| dictionary(self.text));
        let (joined, hyphenated) = (format!("{head}{tail}").to_lowercase(), format!("{head}-{tail}").to_lowercase());
        if known.contains(hyphenated.as_str()) {
            Hyphen::Keep
        } else if known.contains(joined.as_str()) {
            Hyphen::Drop
        } else {
            Hyphen::Keep
        }
    }
}

fn dictionary(text: &Text) -> FxHashSet<&str> {
    text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-'))
        .filter(|w| w.len() > 2 && !w.ends_with('-') && w.bytes().all(|b| !b.is_ascii_uppercase()))
        .collect()
}
