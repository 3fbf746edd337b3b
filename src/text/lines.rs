//! The lines of a text and what one look at each tells.

use super::{Span, class, width};

/// One physical line and the counts that later decisions rest on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Line {
    /// The line without its line end, in bytes.
    pub span: Span,
    /// The line without the spaces at both its ends; empty for a blank line.
    pub body: Span,
    /// Display columns of the body.
    pub width: u32,
    /// Width of the body in print, in hundredths of an em (see [`width::extent`]).
    pub extent: u32,
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
}

impl Line {
    /// Whether nothing but spaces is in the line.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.body.is_empty()
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
            list.push(measure(text, start, end, page));
            page = text.as_bytes()[end] == b'\x0C';
            start = end + 1;
        }
        list.push(measure(text, start, text.len(), page));
        Lines { list }
    }

    /// The index of the line that holds byte `offset`.
    #[must_use]
    pub fn at(&self, offset: u32) -> usize {
        self.list.partition_point(|l| l.span.start <= offset).saturating_sub(1)
    }
}

fn measure(text: &str, start: usize, end: usize, page: bool) -> Line {
    let offset = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let span = Span::new(offset(start), offset(end));
    let whole = &text[start..end];
    let rest = whole.trim_start_matches(class::is_space);
    let body = rest.trim_end_matches(class::is_space);
    let lead = whole.len() - rest.len();
    let body_start = offset(start + lead);
    let mut line = Line { span, body: Span::new(body_start, body_start + offset(body.len())), page, ..Line::default() };
    if body.is_empty() {
        line.body = Span::empty(span.start);
        return line;
    }
    line.indent = u16::try_from(width::of(&whole[..lead])).unwrap_or(u16::MAX);
    let (mut balance, mut stops, mut periods) = (0i16, 0u16, 0u16);
    let (mut japanese, mut kana, mut latin, mut digits, mut spaces, mut chars) = (0u32, 0u32, 0u32, 0u32, 0u32, 0u32);
    for c in body.chars() {
        chars += 1;
        line.extent += width::extent(c);
        match c {
            ' ' => {
                spaces += 1;
                line.width += 1;
            }
            'a'..='z' | 'A'..='Z' => {
                latin += 1;
                line.width += 1;
            }
            '0'..='9' => {
                digits += 1;
                line.width += 1;
            }
            '\u{21}'..='\u{7E}' => {
                line.width += 1;
                match c {
                    '(' | '[' | '{' => balance = balance.saturating_add(1),
                    ')' | ']' | '}' => balance = balance.saturating_sub(1),
                    _ => {}
                }
            }
            '\u{3041}'..='\u{3096}' | '\u{30A1}'..='\u{30FA}' | 'ー' => {
                japanese += 1;
                kana += 1;
                line.width += 2;
            }
            '\u{4E00}'..='\u{9FFF}' => {
                japanese += 1;
                line.width += 2;
            }
            _ => {
                line.width += width::columns(c);
                kana += u32::from(class::is_kana(c));
                japanese += u32::from(class::is_kanji(c) || class::is_kana(c));
                latin += u32::from(class::is_latin(c));
                digits += u32::from(class::is_digit(c));
                spaces += u32::from(class::is_space(c));
                stops = stops.saturating_add(u16::from(matches!(c, '、' | '。' | '，' | '．')));
                periods = periods.saturating_add(u16::from(c == '。'));
                balance = balance.saturating_add(i16::from(class::is_opening(c)) - i16::from(class::is_closing(c)));
            }
        }
    }
    let cap = |n: u32| u16::try_from(n).unwrap_or(u16::MAX);
    line.japanese = cap(japanese);
    line.kana = cap(kana);
    line.latin = cap(latin);
    line.digits = cap(digits);
    line.spaces = cap(spaces);
    line.chars = cap(chars);
    line.balance = balance;
    line.stops = stops;
    line.periods = periods;
    line
}
