//! References to notes: `注3`, `脚注2`, `footnote 4`. The marks that call the
//! notes are no references; what is in brackets as they are (`（注3）`) is told
//! from them when the notes have been read.

use super::{AROUND_MARKS, Broken, Scan, Target};
use super::{context, count, label};
use crate::text::class;

/// Whether a note is named between the brackets of its mark: `（注3）`.
fn is_bracketed(before: &str, behind: &str) -> bool {
    before.ends_with(AROUND_MARKS) && behind.starts_with(['）', ')', '］', ']'])
}

impl Scan<'_> {
    /// Reads a reference from its 注 at `at`.
    pub(super) fn note(&mut self, at: usize) {
        let foot = self.before(at).ends_with('脚');
        let start = if foot { at - '脚'.len_utf8() } else { at };
        let end = at + '注'.len_utf8();
        let rest = self.behind(end);
        let near = rest.strip_prefix(' ').unwrap_or(rest);
        let Some(count) = count::at(near).filter(|c| !c.kanji) else { return };
        let end = end + (rest.len() - near.len()) + count.len;
        if count.is_blank() {
            return self.open_note(start..end, foot);
        }
        let &[number] = count.values.as_slice() else { return };
        let behind = self.behind(end);
        let before = self.text.get(self.place.start..start).unwrap_or("");
        let bracketed = is_bracketed(before, behind);
        let joined = self.gone_on_with(start).is_some();
        self.done = end;
        if self.leads(start) && (bracketed || !self.place.prose)
            || label::is_quantity(behind)
            || context::breaks_off(behind)
            || context::is_quoted(before)
            || !joined && context::is_foreign(before)
            || before.ends_with('※')
        {
            return;
        }
        // 船である注3。 is a mark that lost its place
        let told = foot || joined || bracketed || context::is_pointed_at(behind) || is_listed(behind) || before.ends_with("前掲");
        if told {
            self.push(start..end, Target::Note(number));
            self.more_notes(number);
        }
    }

    /// `注○`: a note whose number was left open.
    fn open_note(&mut self, range: std::ops::Range<usize>, foot: bool) {
        let behind = self.behind(range.end);
        let before = self.text.get(self.place.start..range.start).unwrap_or("");
        let bracketed = is_bracketed(before, behind);
        if (foot || bracketed || context::is_pointed_at(behind)) && (bracketed || !context::is_foreign(before)) {
            self.unfilled(range);
        }
    }

    /// Reads `footnote 4`, `see note 4` from its word at `at`.
    pub(super) fn footnote(&mut self, at: usize, len: usize) {
        let rest = self.behind(at + len);
        let word = rest.strip_prefix('s').unwrap_or(rest);
        let near = word.trim_start_matches([' ', '\u{A0}']);
        let Some(count) = count::at(near).filter(|_| near.len() < word.len() && near.starts_with(|c: char| c.is_ascii_digit())) else {
            return;
        };
        let &[number] = count.values.as_slice() else { return };
        let end = at + len + (rest.len() - near.len()) + count.len;
        let behind = self.behind(end);
        let other =
            [" of ", " in ", " to "].iter().any(|w| behind.starts_with(w)) || behind.starts_with(|c: char| c.is_ascii_alphanumeric());
        self.done = end;
        // a note of 3 May, Note 2 of a table
        let bare = len == "note".len();
        let before = self.before_word(at);
        let pointed = ["see ", "See ", "see also ", "See also ", "cf. "].iter().any(|w| before.ends_with(w));
        let amount = behind.starts_with(['%', '-', '–']) || behind.starts_with(" per") || behind.trim_start().starts_with(class::is_digit);
        if bare && (!pointed || amount) {
            return;
        }
        if !other && !self.leads(at) && !self.before_word(at).ends_with(|c: char| class::is_latin(c)) {
            self.push(at..end, Target::Note(number));
            self.more_notes(number);
        }
    }

    fn before_word(&self, at: usize) -> &str {
        self.text.get(self.place.start..at).unwrap_or("")
    }

    /// The further members of a list or a range of notes.
    fn more_notes(&mut self, mut last: u32) {
        loop {
            let from = self.done;
            let rest = self.behind(from);
            let Some((len, range)) = context::connection(rest) else { return };
            let near = rest.get(len..).unwrap_or("");
            let Some(count) = count::at(near).filter(|_| near.starts_with(class::is_digit)) else { return };
            let &[number] = count.values.as_slice() else { return };
            let behind = near.get(count.len..).unwrap_or("");
            if label::is_quantity(behind) || context::breaks_off(behind) {
                return;
            }
            let to = from + len..from + len + count.len;
            if range && number <= last {
                if let Some(first) = self.out.list.pop() {
                    self.push(first.span.start as usize..to.end, Target::Broken(Broken::Backwards));
                }
                return;
            }
            last = number;
            self.push(to, Target::Note(number));
        }
    }
}

/// Whether another note follows in a list: `注3及び注4`, `注3、4を参照`.
fn is_listed(behind: &str) -> bool {
    let mut rest = behind;
    while let Some((len, _)) = context::connection(rest) {
        let near = rest.get(len..).unwrap_or("");
        let named = ["注", "脚注"].iter().find_map(|w| near.strip_prefix(w));
        let number = named.unwrap_or(near);
        rest = number.trim_start_matches(class::is_digit);
        if rest.len() == number.len() {
            return false;
        }
        if named.is_some() || context::is_pointed_at(rest) {
            return true;
        }
    }
    false
}
