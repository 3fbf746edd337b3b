//! How the halves of a line that was cut meet.

use rustc_hash::FxHashSet;

use crate::layout::{Layout, Row, Start, end};
use crate::text::{Cause, Edits, Span, Text, class};

/// A line end that is none.
pub(crate) const SOFT: Cause = Cause { stage: "lines", reason: "line end inside a sentence" };
const HYPHEN: Cause = Cause { stage: "lines", reason: "hyphen at a line end inside a word" };
const INDENT: Cause = Cause { stage: "lines", reason: "indent of a line that continues a sentence" };

/// Joins lines of one text.
pub(super) struct Joint<'a> {
    layout: &'a Layout<'a>,
    words: Words<'a>,
}

impl<'a> Joint<'a> {
    pub(super) fn new(layout: &'a Layout<'a>) -> Joint<'a> {
        Joint { layout, words: Words { text: layout.text, known: None } }
    }

    /// Replaces what stands between two rows that follow each other.
    pub(super) fn join(&mut self, left: &Row, right: &Row, edits: &mut Edits) {
        let gap = Span::new(self.layout.line(left).body.end, self.layout.line(right).body.start);
        self.bridge(left, gap, right, edits);
    }

    /// Joins two rows by replacing `gap`, which starts at the end of the left
    /// one; when they do not follow each other, what stands between is moved.
    pub(super) fn bridge(&mut self, left: &Row, gap: Span, right: &Row, edits: &mut Edits) {
        let line = self.layout.line(right);
        let cause = if line.body.start > line.span.start { &INDENT } else { &SOFT };
        let (before, after) = (self.layout.body(left), self.layout.body(right));
        let (Some(l), Some(r)) = (before.chars().next_back(), after.chars().next()) else { return };
        if end::hyphenates(before) && r.is_alphanumeric() && !class::is_japanese(r) {
            let hyphen = Span::new(gap.start - u32::try_from(l.len_utf8()).unwrap_or(1), gap.end);
            return match self.words.hyphen(before, after) {
                Hyphen::Drop => edits.delete(hyphen, &HYPHEN),
                Hyphen::Keep => edits.replace(hyphen, "-", &HYPHEN),
            };
        }
        if self.layout.is_family_name(left) {
            return edits.replace(gap, "\u{3000}", cause);
        }
        let bullet = left.start == Start::Bullet && before.len() == l.len_utf8();
        let glue =
            if bullet || spaced(l, r) && !(class::is_digit(l) && class::is_digit(r) && !left.latin) && !address_goes_on(before, after) {
                " "
            } else {
                ""
            };
        edits.replace(gap, glue, cause);
    }
}

/// Whether a space stands between two characters that a line end parted.
fn spaced(left: char, right: char) -> bool {
    if class::is_hangul(left) || class::is_hangul(right) {
        return true;
    }
    !class::is_japanese(left) && !class::is_japanese(right) && !matches!(left, '/' | '-' | '‑')
}

/// Whether a web address was cut.
fn address_goes_on(before: &str, after: &str) -> bool {
    let last = before.rsplit(class::is_space).next().unwrap_or("");
    let next = after.split(class::is_space).next().unwrap_or("");
    last.contains("://") && next.contains(['/', '.', '_', '%', '=', '-']) && next.is_ascii() && !next.contains("://")
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
