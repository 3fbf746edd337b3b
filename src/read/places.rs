//! From places in the decoded text back to bytes of the file.

use super::Charset;
use super::units::{Mode, Units, What};
use crate::text::Span;

/// The way back from the decoded text to the file.
///
/// Sound UTF-8 needs nothing but the length of the byte order mark. For all
/// else the file is kept, with a mark every `STEP` bytes of text from which
/// it is read again.
#[derive(Clone, Debug, Default)]
pub struct Places {
    file: Vec<u8>,
    charset: Option<Charset>,
    marks: Vec<Mark>,
    shift: u32,
    text_len: u32,
    file_len: u32,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    pub(super) text: u32,
    pub(super) file: u32,
    pub(super) mode: Mode,
}

/// Marks are at least so many bytes of text apart.
pub(super) const STEP: usize = 1024;

impl Places {
    /// Of text that stands in the file as it is, behind `shift` bytes.
    pub(super) fn shifted(shift: u32, text_len: u32) -> Places {
        Places { shift, text_len, file_len: text_len.saturating_add(shift), ..Places::default() }
    }

    /// Of text that was decoded from `file`.
    pub(super) fn decoded(file: Vec<u8>, charset: Charset, marks: Vec<Mark>, text_len: u32) -> Places {
        let file_len = u32::try_from(file.len()).unwrap_or(u32::MAX);
        Places { file, charset: Some(charset), marks, shift: 0, text_len, file_len }
    }

    /// The bytes of the file that `span` of the decoded text came from. Escape
    /// sequences at its ends are left out, those inside are in. A span that
    /// starts or ends inside a character takes in the whole character. An empty
    /// span is the place in front of the character that follows it.
    #[must_use]
    pub fn to_file(&self, span: Span) -> Span {
        let end = span.end.min(self.text_len);
        if span.start >= self.text_len {
            return Span::empty(self.file_len);
        }
        let start = self.byte(span.start);
        if span.start >= end { Span::empty(start.start) } else { Span::new(start.start, self.byte(end - 1).end) }
    }

    /// The bytes of the decoded text that came of `span` of the file; the other
    /// way round than [`Places::to_file`].
    #[must_use]
    pub fn to_text(&self, span: Span) -> Span {
        // the first byte of text that came from `at` or from behind it
        let find = |at: u32| {
            let (mut low, mut high) = (0, self.text_len);
            while low < high {
                let middle = low + (high - low) / 2;
                if self.byte(middle).end <= at { low = middle + 1 } else { high = middle }
            }
            low
        };
        if self.charset.is_none() {
            let text = |at: u32| at.saturating_sub(self.shift).min(self.text_len);
            return Span::new(text(span.start), text(span.end));
        }
        let start = find(span.start);
        Span::new(start, if span.is_empty() { start } else { find(span.end) })
    }

    /// The bytes of the file that `span` of the decoded text came from; `None` for
    /// sound UTF-8, whose bytes are those of the text.
    #[must_use]
    pub fn bytes(&self, span: Span) -> Option<&[u8]> {
        self.charset.and_then(|_| self.file.get(self.to_file(span).range()))
    }

    /// Length of the file in bytes.
    #[must_use]
    pub fn file_len(&self) -> u32 {
        self.file_len
    }

    /// Where one byte of the text came from.
    fn byte(&self, offset: u32) -> Span {
        let Some(charset) = self.charset else { return Span::new(offset + self.shift, offset + self.shift + 1) };
        let at = |i: usize| u32::try_from(i).unwrap_or(u32::MAX);
        let mark = self.marks.partition_point(|m| m.text <= offset).checked_sub(1).and_then(|i| self.marks.get(i));
        let Some(mark) = mark else { return Span::empty(self.file_len) };
        let mut text = mark.text;
        for unit in Units::new(&self.file, mark.file as usize, charset, mark.mode) {
            let next = text + at(unit.what.text_len());
            if offset < next {
                return match unit.what {
                    What::Copy(_) => Span::new(at(unit.at) + (offset - text), at(unit.at) + (offset - text) + 1),
                    _ => Span::new(at(unit.at), at(unit.at + unit.len)),
                };
            }
            text = next;
        }
        Span::empty(self.file_len)
    }
}
