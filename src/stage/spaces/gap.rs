//! One run of spaces in a line, with what stands on both its sides.

use crate::text::class;

/// How wide a gap is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Width {
    /// One ordinary space, as wide as a wrap or a word processor leaves it.
    One,
    /// Several of them.
    Several,
    /// A tab, an ideographic, em or en space: set on purpose.
    Meant,
}

/// What stands beside a gap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Hiragana,
    Katakana,
    Kanji,
    /// 、。，．・ and other marks that may not start a line.
    Stop,
    /// Brackets and quotes of Japanese width.
    Open,
    Close,
    /// Brackets of ASCII, and curly quotes, which both scripts use.
    NarrowOpen,
    NarrowClose,
    /// . , : ; of ASCII
    NarrowStop,
    Latin,
    /// Fullwidth Latin letters.
    WideLatin,
    Digit,
    Other,
}

impl Side {
    pub(super) fn of(c: char) -> Side {
        match c {
            // nearly all text
            '\u{4E00}'..='\u{9FFF}' => Side::Kanji,
            '\u{3041}'..='\u{3096}' => Side::Hiragana,
            '\u{30A1}'..='\u{30FA}' => Side::Katakana,
            'a'..='z' | 'A'..='Z' => Side::Latin,
            '0'..='9' | '%' | '％' | '℃' => Side::Digit,
            '(' | '[' | '“' | '‘' => Side::NarrowOpen,
            ')' | ']' | '”' | '’' => Side::NarrowClose,
            '.' | ',' | ':' | ';' | '!' | '?' => Side::NarrowStop,
            _ if c.is_ascii() => Side::Other,
            'ー' => Side::Katakana,
            _ if class::is_hiragana(c) => Side::Hiragana,
            _ if class::is_katakana(c) => Side::Katakana,
            _ if class::is_kanji(c) => Side::Kanji,
            _ if class::is_digit(c) => Side::Digit,
            _ if class::is_latin(c) => {
                if c >= '\u{FF21}' {
                    Side::WideLatin
                } else {
                    Side::Latin
                }
            }
            _ if class::is_opening(c) => Side::Open,
            _ if class::is_closing(c) => Side::Close,
            '・' | '＝' => Side::Stop,
            // km²
            _ if class::is_superscript_digit(c) => Side::Digit,
            _ if class::is_line_start_forbidden(c) => Side::Stop,
            _ => Side::Other,
        }
    }

    /// Part of Japanese text, whatever the other side is.
    pub(super) fn is_japanese(self) -> bool {
        matches!(self, Side::Hiragana | Side::Katakana | Side::Kanji | Side::Stop | Side::Open | Side::Close)
    }

    /// Latin letters, digits and what belongs to them.
    pub(super) fn is_narrow(self) -> bool {
        matches!(self, Side::Latin | Side::WideLatin | Side::Digit | Side::NarrowOpen | Side::NarrowClose | Side::NarrowStop)
    }
}

/// A run of spaces.
#[derive(Clone, Copy, Debug)]
pub(super) struct Gap {
    /// Bytes of the line's body.
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) width: Width,
    pub(super) left: Side,
    pub(super) right: Side,
    /// Characters between the gap before and this one.
    pub(super) token: usize,
}

/// All gaps of a body (it starts and ends with something that is no space),
/// and the number of characters behind the last one.
pub(super) fn gaps(body: &str, out: &mut Vec<Gap>) -> usize {
    out.clear();
    let mut token = 0;
    let mut left = ' ';
    let mut chars = body.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        if !class::is_space(c) {
            token += 1;
            left = c;
            continue;
        }
        let mut width = if is_ordinary(c) { Width::One } else { Width::Meant };
        while let Some((_, next)) = chars.next_if(|&(_, n)| class::is_space(n)) {
            width = if width == Width::Meant || !is_ordinary(next) { Width::Meant } else { Width::Several };
        }
        let Some(&(end, right)) = chars.peek() else { break };
        let beside = if left == '>' { before_mark(body.get(..start).unwrap_or("")) } else { left };
        out.push(Gap { start, end, width, left: Side::of(beside), right: Side::of(right), token });
        token = 0;
    }
    token
}

/// The last character of a text, or of what its note mark (`<sup>4</sup>`) stands behind.
fn before_mark(text: &str) -> char {
    /// Characters of a mark.
    const LONGEST: usize = 8;
    let marked = text.strip_suffix("</sup>").and_then(|text| {
        let (at, _) = text.char_indices().rev().take(LONGEST).find(|(_, c)| *c == '>')?;
        text.get(..=at)?.strip_suffix("<sup>")
    });
    marked.unwrap_or(text).chars().next_back().unwrap_or(' ')
}

/// A space as wide as a wrap or a word processor leaves it.
pub(super) fn is_ordinary(c: char) -> bool {
    matches!(c, ' ' | '\u{A0}' | '\u{2004}'..='\u{200A}' | '\u{202F}' | '\u{205F}')
}
