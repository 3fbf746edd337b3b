//! The lines of a text and what one look at each tells.

use super::count::Count;
use super::{Span, class, width};

/// One physical line and the counts that later decisions rest on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Line {
    /// The line without its line end, in bytes.
    pub span: Span,
    /// The line without the spaces at both its ends; empty for a blank line.
    pub body: Span,
    /// The first and the last character of the body; NUL when it is blank.
    /// (Most lines are told apart by these alone, without a look at the text.)
    pub first: char,
    /// See [`Line::first`].
    pub last: char,
    /// Display columns of the body (this and its width in print are capped at
    /// 33,554,432).
    pub width: u32,
    /// Width of the body in print, in hundredths of an em (see [`width::extent`]).
    pub extent: u32,
    /// By how much ruby may have made the line wider in print.
    pub pushed: u32,
    /// Display columns of the spaces in front of the body.
    pub indent: u16,
    /// Kana and kanji in the body (capped at 65,535, as are the other counts).
    pub japanese: u16,
    /// Kana in the body.
    pub kana: u16,
    /// Latin letters in the body.
    pub latin: u16,
    /// Digits in the body.
    pub digits: u16,
    /// Spaces in the body.
    pub spaces: u16,
    /// All characters of the body.
    pub chars: u16,
    /// Commas and full stops of Japanese (、。，．) in the body.
    pub stops: u16,
    /// Full stops of Japanese (。) in the body, also counted as stops.
    pub periods: u16,
    /// Opening brackets less closing ones.
    pub balance: i16,
    /// Whether a page starts with this line (a form feed stands before it).
    pub page: bool,
    /// Whether a space stands behind the body, or stood there before it was taken out
    /// in this round.
    pub tail: bool,
    /// Whether its widths are not those of its characters alone.
    stretched: bool,
}

impl Line {
    /// Whether nothing but spaces is in the line.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.body.is_empty()
    }

    /// Whether a space stands behind the body.
    fn has_tail(&self) -> bool {
        !self.body.is_empty() && self.body.end < self.span.end
    }

    /// Whether what it counts can be added up with other counts.
    pub(super) fn counts(&self) -> bool {
        !self.stretched && self.balance.unsigned_abs() < 0x7FFF
    }

    /// The same line, so many bytes further on.
    pub(super) fn moved(&self, shift: u32, page: bool) -> Line {
        let moved = |span: Span| Span { start: span.start.wrapping_add(shift), end: span.end.wrapping_add(shift) };
        Line { span: moved(self.span), body: moved(self.body), page, ..*self }
    }

    /// Whether Japanese letters make up most of its letters.
    #[must_use]
    pub fn is_japanese(&self) -> bool {
        u32::from(self.japanese) * 4 >= u32::from(self.latin) && self.japanese > 0
    }
}

/// All lines of a text. LF and form feed end a line; the last line is the one
/// behind the last line end and may be blank.
#[derive(Clone, Debug, Default)]
pub struct Lines {
    list: Vec<Line>,
}

impl std::ops::Deref for Lines {
    type Target = [Line];

    fn deref(&self) -> &[Line] {
        &self.list
    }
}

impl Lines {
    /// The lines of `text`, in one pass.
    #[must_use]
    pub fn of(text: &str) -> Lines {
        let mut list = Vec::with_capacity(text.len() / 64 + 1);
        let mut start = 0;
        let mut page = false;
        for end in memchr::memchr2_iter(b'\n', b'\x0C', text.as_bytes()) {
            list.push(measure(text, span(start, end), page, |body, count| count.add(&text[body.range()])));
            page = text.as_bytes()[end] == b'\x0C';
            start = end + 1;
        }
        list.push(measure(text, span(start, text.len()), page, |body, count| count.add(&text[body.range()])));
        Lines { list }
    }

    /// Takes in that lines were wider in print, at these places (byte offsets)
    /// by so many hundredths of an em (some typesetters let ruby hang over).
    pub(super) fn stretch(&mut self, stretches: &[(u32, i32)]) {
        for &(at, stretch) in stretches {
            let index = self.at(at);
            if let Some(line) = self.list.get_mut(index) {
                line.extent = line.extent.saturating_add_signed(stretch.min(0));
                line.pushed = line.pushed.saturating_add_signed(stretch.max(0));
                line.stretched = true;
            }
        }
    }

    /// Forgets what [`Lines::stretch`] took in, and the spaces that stood behind lines:
    /// the lines are those of `text` again. Tells whether a space was forgotten.
    pub(super) fn unstretch(&mut self, text: &str) -> bool {
        let mut forgot = false;
        for line in &mut self.list {
            if line.stretched {
                *line = measure(text, line.span, line.page, |body, count| count.add(&text[body.range()]));
            } else if line.tail && !line.has_tail() {
                line.tail = false;
                forgot = true;
            }
        }
        forgot
    }

    /// The index of the line that holds byte `offset`.
    #[must_use]
    pub fn at(&self, offset: u32) -> usize {
        self.list.partition_point(|l| l.span.start <= offset).saturating_sub(1)
    }
}

impl From<Vec<Line>> for Lines {
    fn from(list: Vec<Line>) -> Lines {
        Lines { list }
    }
}

impl From<Lines> for Vec<Line> {
    fn from(lines: Lines) -> Vec<Line> {
        lines.list
    }
}

pub(super) fn span(start: usize, end: usize) -> Span {
    let offset = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    Span::new(offset(start), offset(end))
}

/// The line at `span`; `count` counts the characters of its body.
pub(super) fn measure(text: &str, span: Span, page: bool, count: impl FnOnce(Span, &mut Count)) -> Line {
    let offset = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let whole = &text[span.range()];
    let rest = whole.trim_start_matches(class::is_space);
    let body = rest.trim_end_matches(class::is_space);
    let lead = whole.len() - rest.len();
    let body_start = span.start + offset(lead);
    let mut line = Line { span, body: Span::new(body_start, body_start + offset(body.len())), page, ..Line::default() };
    if body.is_empty() {
        line.body = Span::empty(span.start);
        return line;
    }
    line.tail = line.has_tail();
    line.first = body.chars().next().unwrap_or_default();
    line.last = body.chars().next_back().unwrap_or_default();
    line.indent = u16::try_from(width::of(&whole[..lead])).unwrap_or(u16::MAX);
    let mut sum = Count::default();
    count(line.body, &mut sum);
    sum.write(&mut line);
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_were_stretched_are_those_of_the_text_again() {
        let text = "　漢字かな\n\x0Cline (1)\n\nおわり。";
        let mut lines = Lines::of(text);
        lines.stretch(&[(3, 300), (20, -200), (21, 50)]);
        assert_ne!(*lines, *Lines::of(text));
        lines.unstretch(text);
        assert_eq!(*lines, *Lines::of(text));
    }
}
