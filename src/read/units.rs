//! Bytes, character by character, with the place of each.
//!
//! One walk serves three: decoding, the cost of a decoding ([`super::detect`])
//! and positions ([`super::places`]); so they cannot disagree. What counts as
//! one malformed sequence follows the WHATWG Encoding Standard, except that
//! ISO-2022-JP is read as mail programs do: escapes may follow each other, a
//! line end returns to ASCII (RFC 1468), JIS X 0212 is known.

use super::Charset;
use super::jis::{JIS, Jis};

/// What a run of bytes stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What<'a> {
    /// Bytes that are the same in UTF-8.
    Copy(&'a str),
    /// One character.
    Char(char),
    /// A malformed sequence.
    Bad,
    /// A change of the character set; no text.
    Escape,
}

impl What<'_> {
    /// Length of the text it gives, in bytes of UTF-8.
    pub(super) fn text_len(self) -> usize {
        match self {
            What::Copy(text) => text.len(),
            What::Char(c) => c.len_utf8(),
            What::Bad => char::REPLACEMENT_CHARACTER.len_utf8(),
            What::Escape => 0,
        }
    }
}

/// A run of bytes and what it stands for; `at` and `len` in bytes of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Unit<'a> {
    pub(super) at: usize,
    pub(super) len: usize,
    pub(super) what: What<'a>,
}

/// The character set that ISO-2022-JP has switched to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Mode {
    #[default]
    Ascii,
    Roman,
    Kana,
    X0208,
    X0212,
}

/// ECMA-35 escapes, as RFC 1468, RFC 1554 (JIS X 0212) and old files use them.
/// `ESC & @` only announces an edition of the set.
const ESCAPES: &[(&[u8], Option<Mode>)] = &[
    (b"\x1b(B", Some(Mode::Ascii)),
    (b"\x1b(H", Some(Mode::Ascii)),
    (b"\x1b(J", Some(Mode::Roman)),
    (b"\x1b(I", Some(Mode::Kana)),
    (b"\x1b$@", Some(Mode::X0208)),
    (b"\x1b$B", Some(Mode::X0208)),
    (b"\x1b$(@", Some(Mode::X0208)),
    (b"\x1b$(B", Some(Mode::X0208)),
    (b"\x1b$(D", Some(Mode::X0212)),
    (b"\x1b&@", None),
];

/// Whether an escape to a Japanese character set stands at the start of `bytes`.
pub(super) fn is_japanese_escape(bytes: &[u8]) -> bool {
    escape(bytes).is_some_and(|(_, mode)| !matches!(mode, None | Some(Mode::Ascii)))
}

fn escape(bytes: &[u8]) -> Option<(usize, Option<Mode>)> {
    ESCAPES.iter().find(|(code, _)| bytes.starts_with(code)).map(|&(code, mode)| (code.len(), mode))
}

/// No copy is longer, so that a place in it is found quickly.
const LONGEST_COPY: usize = 16 * 1024;

/// The units of `bytes` from a place on.
#[derive(Clone)]
pub(super) struct Units<'a> {
    bytes: &'a [u8],
    at: usize,
    charset: Charset,
    mode: Mode,
    jis: &'static Jis,
}

impl<'a> Units<'a> {
    /// From `at` on, where a character starts and `mode` holds.
    pub(super) fn new(bytes: &'a [u8], at: usize, charset: Charset, mode: Mode) -> Units<'a> {
        Units { bytes, at, charset, mode, jis: &JIS }
    }

    /// The character set that holds for the next unit.
    pub(super) fn mode(&self) -> Mode {
        self.mode
    }

    /// `what` in as many bytes.
    fn utf8(rest: &'a [u8]) -> (usize, What<'a>) {
        let window = rest.get(..LONGEST_COPY).unwrap_or(rest);
        match std::str::from_utf8(window) {
            Ok(text) => (text.len(), What::Copy(text)),
            Err(error) if error.valid_up_to() == 0 => (error.error_len().unwrap_or(window.len()), What::Bad),
            Err(error) => {
                let valid = window.get(..error.valid_up_to()).and_then(|v| std::str::from_utf8(v).ok()).unwrap_or_default();
                (valid.len(), What::Copy(valid))
            }
        }
    }

    fn utf16(&self, rest: &[u8]) -> (usize, What<'a>) {
        let unit = |i: usize| {
            let pair = [*rest.get(i)?, *rest.get(i + 1)?];
            Some(if self.charset == Charset::Utf16Le { u16::from_le_bytes(pair) } else { u16::from_be_bytes(pair) })
        };
        let Some(first) = unit(0) else { return (rest.len(), What::Bad) };
        match char::decode_utf16(std::iter::once(first).chain(unit(2))).next() {
            Some(Ok(c)) => (2 * c.len_utf16(), What::Char(c)),
            // at the end of the file: one lone half with a byte cut off is one loss
            _ if rest.len() == 3 && first & 0xFC00 == 0xD800 => (3, What::Bad),
            _ => (2, What::Bad),
        }
    }

    fn shift_jis(&self, lead: u8, rest: &[u8]) -> (usize, What<'a>) {
        match (lead, rest.get(1)) {
            (0x80, _) => (1, What::Char('\u{80}')),
            (0xA1..=0xDF, _) => (1, half_width(lead)),
            (0x81..=0x9F | 0xE0..=0xFC, Some(&trail)) => pair(self.jis.shift_jis(lead, trail), trail),
            _ => (1, What::Bad),
        }
    }

    fn euc_jp(&self, lead: u8, rest: &[u8]) -> (usize, What<'a>) {
        match (lead, rest.get(1)) {
            (0x8E, Some(&trail)) if (0xA1..=0xDF).contains(&trail) => (2, half_width(trail)),
            (0x8F, Some(&row @ 0xA1..=0xFE)) => match rest.get(2) {
                Some(&cell) => {
                    let (len, what) = pair(cell.checked_sub(0x80).and_then(|c| self.jis.x0212(row - 0x80, c)), cell);
                    (len + 1, what)
                }
                None => (2, What::Bad),
            },
            (0x8E | 0x8F, Some(&trail)) => pair(None, trail),
            (0xA1..=0xFE, Some(&trail)) => pair(trail.checked_sub(0x80).and_then(|c| self.jis.x0208(lead - 0x80, c)), trail),
            _ => (1, What::Bad),
        }
    }

    fn iso_2022_jp(&mut self, first: u8, rest: &[u8]) -> (usize, What<'a>) {
        if first == 0x1B {
            let Some((len, mode)) = escape(rest) else { return (1, What::Bad) };
            self.mode = mode.unwrap_or(self.mode);
            return (len, What::Escape);
        }
        if matches!(first, b'\n' | b'\r') {
            self.mode = Mode::Ascii;
        }
        match (self.mode, first) {
            (_, 0x80..) => (1, What::Bad),
            (_, ..=0x20 | 0x7F) | (Mode::Ascii, _) => (1, What::Char(char::from(first))),
            (Mode::Roman, b'\\') => (1, What::Char('¥')),
            (Mode::Roman, b'~') => (1, What::Char('‾')),
            (Mode::Roman, _) => (1, What::Char(char::from(first))),
            (Mode::Kana, 0x21..=0x5F) => (1, half_width(first + 0x80)),
            (Mode::Kana, _) => (1, What::Bad),
            (Mode::X0208 | Mode::X0212, _) => match rest.get(1) {
                Some(&trail @ 0x21..=0x7E) => {
                    let c = if self.mode == Mode::X0208 { self.jis.x0208(first, trail) } else { self.jis.x0212(first, trail) };
                    (2, c.map_or(What::Bad, What::Char))
                }
                _ => (1, What::Bad),
            },
        }
    }
}

impl<'a> Iterator for Units<'a> {
    type Item = Unit<'a>;

    fn next(&mut self) -> Option<Unit<'a>> {
        let rest = self.bytes.get(self.at..)?;
        let &first = rest.first()?;
        let plain = !self.charset.is_utf16() && self.mode == Mode::Ascii && first < 0x80;
        let (len, what) = match self.charset {
            Charset::Utf8 => Self::utf8(rest),
            Charset::Iso2022Jp if !plain || first == 0x1B => self.iso_2022_jp(first, rest),
            _ if plain => ascii(rest, self.charset == Charset::Iso2022Jp),
            Charset::Utf16Le | Charset::Utf16Be => self.utf16(rest),
            Charset::ShiftJis => self.shift_jis(first, rest),
            Charset::EucJp => self.euc_jp(first, rest),
            Charset::Iso2022Jp => self.iso_2022_jp(first, rest),
            Charset::Windows1252 => (1, self.jis.windows_1252(first).map_or(What::Bad, What::Char)),
        };
        let at = self.at;
        self.at += len;
        Some(Unit { at, len, what })
    }
}

/// The run of ASCII at the start of `rest`, which starts with such a byte.
fn ascii(rest: &[u8], escapes: bool) -> (usize, What<'_>) {
    let window = rest.get(..LONGEST_COPY).unwrap_or(rest);
    let len = window.iter().position(|&b| b >= 0x80 || (escapes && b == 0x1B)).unwrap_or(window.len());
    let text = window.get(..len).and_then(|run| std::str::from_utf8(run).ok()).unwrap_or_default();
    (len, What::Copy(text))
}

/// A pair of bytes: an ASCII byte behind a lead byte that cannot go with it
/// keeps its own meaning.
fn pair<'a>(c: Option<char>, trail: u8) -> (usize, What<'a>) {
    match c {
        Some(c) => (2, What::Char(c)),
        None if trail < 0x80 => (1, What::Bad),
        None => (2, What::Bad),
    }
}

/// Half-width katakana (JIS X 0201), bytes 0xA1 to 0xDF.
fn half_width<'a>(byte: u8) -> What<'a> {
    char::from_u32(0xFF61 + u32::from(byte) - 0xA1).map_or(What::Bad, What::Char)
}
