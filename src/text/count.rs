//! What the characters of a line add up to.

use super::{Line, class, width};

/// What the characters of one line add up to.
///
/// Lines are measured anew for each text that a stage leaves behind, so this is
/// the hottest loop of all: characters in the ranges that make up nearly all
/// text are counted from their bytes alone, the others by asking [`class`].
#[derive(Default)]
pub(super) struct Count {
    chars: u32,
    /// Kana and ideographs, 、 and 。: all two columns and one em wide.
    squares: u32,
    width: u32,
    extent: u32,
    kana: u32,
    kanji: u32,
    latin: u32,
    digits: u32,
    spaces: u32,
    stops: u32,
    periods: u32,
    opening: u32,
    closing: u32,
}

/// Sums over at most this many ASCII characters fit the fields of [`ASCII`].
const RUN: usize = 255;

const fn field(on: bool, number: u32) -> u64 {
    (on as u64) << (number * 8)
}

/// What each ASCII character counts for, in fields that are added together:
/// from the lowest bit, 8 bits each for Latin letters, digits, spaces, opening
/// and closing brackets, and columns; then the width in print.
const ASCII: [u64; 128] = {
    let mut table = [0; 128];
    let mut i = 0;
    while i < 128 {
        let b = i as u8;
        table[i] = field(b.is_ascii_alphabetic(), 0)
            | field(b.is_ascii_digit(), 1)
            | field(matches!(b, b' ' | b'\t'), 2)
            | field(matches!(b, b'(' | b'[' | b'{'), 3)
            | field(matches!(b, b')' | b']' | b'}'), 4)
            | field(b >= b' ' && b != 0x7F, 5)
            | (width::ascii_extent(b) as u64) << 48;
        i += 1;
    }
    table
};

/// Characters of three bytes that begin with the same two.
const ROW: usize = 64;

/// Where in [`SQUARES`] the characters with these two first bytes stand (of the second
/// byte, the last six bits): the four rows from U+3000, the ideographs, and behind
/// them all others.
static ROWS: [u8; 256 * ROW] = {
    let mut rows = [OTHERS; 256 * ROW];
    let mut code = 0x3000;
    while code < 0xA000 {
        let row = code / ROW - 0x3000 / ROW;
        if row < KANJI as usize {
            rows[0xE0 * ROW + code / ROW] = row as u8;
        } else if code >= 0x4E00 {
            rows[0xE0 * ROW + code / ROW] = KANJI;
        }
        code += ROW;
    }
    rows
};
const KANJI: u8 = 4;
const OTHERS: u8 = 7;

/// What kana, ideographs and Japanese stops count for, in fields that are added
/// together: 16 bits each for kanji, kana, commas and full stops; zero for what is
/// counted by itself. By the row of [`ROWS`] and the place in it.
static SQUARES: [u64; (OTHERS as usize + 1) * ROW] = {
    let [kanji, kana, comma, period] = [1, 1 << 16, 1 << 32, 1 << 48];
    let mut table = [0; (OTHERS as usize + 1) * ROW];
    let mut at = 0x41;
    while at < 0xFD {
        // without marks
        if !matches!(at, 0x97..=0xA0 | 0xFB) {
            table[at] = kana;
        }
        at += 1;
    }
    table[1] = comma;
    table[2] = period;
    let mut at = KANJI as usize * ROW;
    while at < (KANJI as usize + 1) * ROW {
        table[at] = kanji;
        at += 1;
    }
    table
};

/// What a character of three bytes counts for: kanji and kana come in no order
/// that a branch could foresee.
#[inline(always)]
fn square([lead, second, third]: [u8; 3]) -> u64 {
    let inner = |byte: u8| usize::from(byte) % ROW;
    let row = ROWS[usize::from(lead) * ROW + inner(second)] & OTHERS;
    SQUARES[usize::from(row) * ROW + inner(third)]
}

impl Count {
    /// Adds what was counted of a line before (see [`Line::counts`]). Sums of
    /// capped counts, capped, are the capped sums.
    pub(super) fn add_line(&mut self, line: &Line) {
        self.chars += u32::from(line.chars);
        self.width = self.width.saturating_add(line.width);
        self.extent = self.extent.saturating_add(line.extent);
        self.kana += u32::from(line.kana);
        self.kanji += u32::from(line.japanese.saturating_sub(line.kana));
        self.latin += u32::from(line.latin);
        self.digits += u32::from(line.digits);
        self.spaces += u32::from(line.spaces);
        self.stops += u32::from(line.stops);
        self.periods += u32::from(line.periods);
        self.opening += u32::from(line.balance.max(0).unsigned_abs());
        self.closing += u32::from(line.balance.min(0).unsigned_abs());
    }

    pub(super) fn add(&mut self, body: &str) {
        let mut rest = body.as_bytes();
        while let Some(&lead) = rest.first() {
            let len = match lead {
                0..0x80 => self.ascii(rest),
                _ => match self.squares(rest) {
                    0 => {
                        let Some(c) = body.get(body.len() - rest.len()..).and_then(|rest| rest.chars().next()) else { break };
                        self.other(c);
                        c.len_utf8()
                    }
                    len => len,
                },
            };
            rest = rest.get(len..).unwrap_or_default();
        }
    }

    /// Counts the characters that `bytes` starts with and that are in
    /// [`SQUARES`], as many as fit its fields; gives their length in bytes.
    fn squares(&mut self, bytes: &[u8]) -> usize {
        let (letters, _) = bytes.as_chunks::<3>();
        let (mut sum, mut len) = (0, 0);
        for &letter in letters.iter().take(usize::from(u16::MAX)) {
            let square = square(letter);
            if square == 0 {
                break;
            }
            sum += square;
            len += 3;
        }
        let field = |n: u32| u32::try_from(sum >> (n * 16) & 0xFFFF).unwrap_or(0);
        let (kanji, kana, commas, periods) = (field(0), field(1), field(2), field(3));
        self.kanji += kanji;
        self.kana += kana;
        self.stops += commas + periods;
        self.periods += periods;
        self.squares += kanji + kana + commas + periods;
        len
    }

    /// Counts the ASCII characters that `bytes` starts with, at most [`RUN`].
    fn ascii(&mut self, bytes: &[u8]) -> usize {
        let mut sum = 0;
        let mut len = 0;
        for &b in bytes.iter().take(RUN).take_while(|&&b| b < 0x80) {
            sum += ASCII.get(usize::from(b)).copied().unwrap_or(0);
            len += 1;
        }
        let field = |n: u32| u32::try_from(sum >> (n * 8) & 0xFF).unwrap_or(0);
        self.latin += field(0);
        self.digits += field(1);
        self.spaces += field(2);
        self.opening += field(3);
        self.closing += field(4);
        self.width = self.width.saturating_add(field(5));
        self.extent = self.extent.saturating_add(u32::try_from(sum >> 48).unwrap_or(0));
        self.chars += u32::try_from(len).unwrap_or(0);
        len
    }

    #[inline(never)]
    fn other(&mut self, c: char) {
        self.chars += 1;
        self.width = self.width.saturating_add(width::columns(c));
        self.extent = self.extent.saturating_add(width::extent(c));
        self.kana += u32::from(class::is_kana(c));
        self.kanji += u32::from(class::is_kanji(c) && !class::is_kana(c));
        self.latin += u32::from(class::is_latin(c));
        self.digits += u32::from(class::is_digit(c));
        self.spaces += u32::from(class::is_space(c));
        self.stops += u32::from(matches!(c, '，' | '．'));
        self.opening += u32::from(class::is_opening(c));
        self.closing += u32::from(class::is_closing(c));
    }

    /// Writes the sums into a line.
    pub(super) fn write(&self, line: &mut Line) {
        let cap = |n: u32| u16::try_from(n).unwrap_or(u16::MAX);
        let wide = |sum: u32, square: u32| sum.saturating_add(self.squares.saturating_mul(square)).min(width::WIDEST);
        line.width = wide(self.width, 2);
        line.extent = wide(self.extent, 100);
        line.chars = cap(self.chars + self.squares);
        line.kana = cap(self.kana);
        line.japanese = cap(self.kana + self.kanji);
        line.latin = cap(self.latin);
        line.digits = cap(self.digits);
        line.spaces = cap(self.spaces);
        line.stops = cap(self.stops);
        line.periods = cap(self.periods);
        let balance = i64::from(self.opening) - i64::from(self.closing);
        line.balance = i16::try_from(balance.clamp(i64::from(i16::MIN), i64::from(i16::MAX))).unwrap_or(0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_known_by_their_bytes() {
        for c in ('\u{800}'..='\u{FFFF}').chain(['a', 'é']) {
            let mut count = Count::default();
            count.add(&format!("{c}"));
            let mut slow = Count::default();
            slow.other(c);
            assert_eq!((count.kana, count.kanji), (slow.kana, slow.kanji), "{c}");
            let (mut line, mut want) = (Line::default(), Line::default());
            count.write(&mut line);
            slow.write(&mut want);
            assert_eq!((line.width, line.extent), (want.width, want.extent), "{c}");
        }
    }

    /// A run, however long, counts as its characters do.
    #[test]
    fn runs_are_counted_whole() {
        let text = "漢字、かな。カタカナー・（白書）ABC 12é　".repeat(9000) + &"森".repeat(70_000) + "é";
        let (mut count, mut slow) = (Count::default(), Count::default());
        count.add(&text);
        text.chars().for_each(|c| slow.add(c.encode_utf8(&mut [0; 4])));
        let fields =
            |c: &Count| [c.chars + c.squares, c.kana, c.kanji, c.latin, c.digits, c.spaces, c.stops, c.periods, c.opening, c.closing];
        assert_eq!(fields(&count), fields(&slow));
    }

    #[test]
    fn sums_of_widths_are_capped() {
        let mut count = Count::default();
        let mut line = Line::default();
        (line.width, line.extent) = (width::WIDEST, width::WIDEST);
        (0..200).for_each(|_| count.add_line(&line));
        count.add("漢字 kanji、…");
        count.write(&mut line);
        assert_eq!((line.width, line.extent), (width::WIDEST, width::WIDEST));
    }
}
