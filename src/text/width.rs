//! Display width: how many columns of a fixed-pitch screen, or half-ems of a
//! Japanese page, a character takes.
//!
//! Follows East Asian Width (UAX #11): wide and fullwidth characters take two
//! columns, others one. Ambiguous characters (①, Ⅲ, α, …) take two columns, as
//! they do in Japanese print.

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

/// Columns of a text without line ends.
#[must_use]
pub fn of(text: &str) -> u32 {
    text.chars().map(columns).sum()
}
