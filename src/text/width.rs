//! Display width: how many columns of a fixed-pitch screen, or half-ems of a
//! Japanese page, a character takes.
//!
//! Follows East Asian Width (UAX #11): wide and fullwidth characters take two
//! columns, others one. Ambiguous characters (①, Ⅲ, ※, …) take two columns, as
//! they do in Japanese print; Latin, Greek and Cyrillic letters take one.

use unicode_width::UnicodeWidthChar;

/// Columns of one character; 0 for combining marks and control characters.
#[must_use]
pub fn columns(c: char) -> u32 {
    match c {
        '\u{20}'..='\u{7E}' => 1,
        '\u{3041}'..='\u{3096}' | '\u{30A0}'..='\u{30FF}' | '\u{4E00}'..='\u{9FFF}' | '\u{3000}'..='\u{3029}' | '\u{FF01}'..='\u{FF60}' => {
            2
        }
        '\u{FF61}'..='\u{FF9D}' => 1,
        // typographic quotes and dashes are set proportionally in Latin text
        '\u{2018}' | '\u{2019}' | '\u{2010}'..='\u{2013}' => 1,
        _ => c.width_cjk().map_or(0, |w| u32::try_from(w).unwrap_or(0)),
    }
}

/// No line counts as wider than this, in columns and in hundredths of an em:
/// sums of a few widths always fit a number of 32 bits.
pub(super) const WIDEST: u32 = 1 << 25;

/// Columns of a text without line ends: the sum over its characters. (An emoji
/// made of several, with joiners, counts each of them.)
#[must_use]
pub fn of(text: &str) -> u32 {
    text.chars().fold(0, |sum: u32, c| sum.saturating_add(columns(c)))
}

/// Advance widths of ASCII from the space on, in hundredths of an em: the mean
/// of the Adobe font metrics of Helvetica and Times.
const LATIN: [u8; 95] = [
    26, 31, 38, 53, 53, 86, 72, 19, 33, 33, 44, 57, 26, 33, 26, 28, 53, 53, 53, 53, 53, 53, 53, 53, 53, 53, 28, 28, 57, 57, 57, 50, 97, 69,
    67, 69, 72, 64, 58, 75, 72, 31, 44, 69, 58, 86, 72, 75, 61, 75, 69, 61, 61, 72, 69, 94, 69, 69, 61, 31, 28, 31, 47, 53, 33, 50, 53, 47,
    53, 50, 31, 53, 53, 25, 25, 50, 25, 81, 53, 53, 53, 53, 33, 44, 28, 53, 50, 72, 50, 50, 47, 41, 23, 41, 56,
];

/// [`extent`] of an ASCII character; 0 for control characters.
pub(super) const fn ascii_extent(c: u8) -> u32 {
    if c < b' ' || c > b'~' { 0 } else { LATIN[c as usize - 32] as u32 }
}

/// The width of a character in print, in hundredths of an em: Japanese ones
/// fill their square, Latin ones are proportional. An estimate that holds for
/// any usual typeface within a few hundredths, over a line within two.
#[must_use]
pub fn extent(c: char) -> u32 {
    match c {
        '\0'..='\x7F' => ascii_extent(c as u8),
        '\u{2018}' | '\u{2019}' => 28,
        '\u{201C}' | '\u{201D}' => 42,
        '\u{2010}'..='\u{2012}' => 33,
        '\u{A1}'..='\u{24F}' => 50,
        _ => columns(c) * 50,
    }
}

/// The width in print of a text without line ends, in hundredths of an em.
#[must_use]
pub fn extent_of(text: &str) -> u32 {
    text.chars().fold(0, |sum: u32, c| sum.saturating_add(extent(c)))
}

#[cfg(test)]
mod tests {
    #[test]
    fn columns_are_those_of_a_japanese_page() {
        for (text, columns) in [
            ("", 0),
            ("aA9 ~", 5),
            ("漢字かなカナ", 12),
            ("。、（）「」　", 14),
            ("ｶﾅ", 2),
            ("ｶﾞﾊﾟ", 4),
            ("ＡＢ１", 6),
            ("①Ⅲ※", 6),
            ("αЖé", 3),
            ("‘a’ –", 5),
            ("か\u{3099}", 2),
            ("e\u{301}", 1),
            ("葛\u{E0100}", 2),
            ("\u{200B}\u{FEFF}\u{AD}", 0),
            ("\u{0}\t\u{7F}", 0),
            ("😀", 2),
            ("𠮷", 2),
            ("é", 1),
            ("한", 2),
            ("א", 1),
        ] {
            assert_eq!(super::of(text), columns, "{text:?}");
        }
    }
}
