//! How the halves of a line that was cut meet.

use super::hyphen::{Hyphen, Words};
use crate::layout::{Layout, Row, Start, end};
use crate::text::{Cause, Edits, Span, class};

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
        Joint { layout, words: Words::new(layout.text) }
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
                // thous-⏎and is no such word
                Hyphen::Keep if is_suspended(after) => edits.replace(gap, " ", cause),
                Hyphen::Drop => edits.delete(hyphen, &HYPHEN),
                Hyphen::Keep => edits.replace(hyphen, "-", &HYPHEN),
            };
        }
        // abil -⏎ity
        let dash = before.len() > 2 && before.ends_with(" -") && r.is_ascii_lowercase();
        if dash && self.words.divides(before, after) {
            return edits.delete(Span::new(gap.start - 2, gap.end), &HYPHEN);
        }
        if self.layout.is_family_name(left) {
            return edits.replace(gap, "\u{3000}", cause);
        }
        let bullet = left.start == Start::Bullet && before.len() == l.len_utf8();
        // asked last: it reads both lines
        let one = || {
            class::is_digit(r) && !left.latin && before.strip_suffix('.').unwrap_or(before).ends_with(class::is_digit)
                || end::address_is_joined(before, after)
                || end::mail_goes_on(before, after)
                || end::number_goes_on(before, after)
                || self.layout.codes.was_torn(self.layout.text, before, after)
                || set_close(before, after)
        };
        let glue = if bullet || dash || after.starts_with("..") || spaced(l, r) && !one() { " " } else { "" };
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

/// Whether the word in front of a text, which ends with a hyphen, has its second half in
/// common with one that follows: `small-⏎and medium-sized`.
fn is_suspended(after: &str) -> bool {
    ["and ", "or ", "and/or "].iter().any(|word| after.starts_with(word))
}

/// Whether the texts meet at a dash without spaces: `roads—⏎which`, `2015–⏎present`.
fn set_close(before: &str, after: &str) -> bool {
    let word = |c: char| c.is_alphanumeric() || class::is_closing(c);
    if is_suspended(after) || after.starts_with("to ") {
        return false;
    }
    before.strip_suffix(['–', '—']).is_some_and(|text| text.ends_with(word))
        || before.ends_with(word) && after.strip_prefix('—').is_some_and(|text| text.starts_with(char::is_alphabetic))
}
