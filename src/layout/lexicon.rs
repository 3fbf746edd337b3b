//! Which letters follow each other inside the lines of a document.
//!
//! Long documents use their words again and again. So whether `技⏎術` is one
//! word that was cut can be looked up in the document itself: `技術` stands
//! elsewhere, inside a line. Only pairs of kanji and pairs of katakana count,
//! where words are written.

use crate::text::class;

/// A set of letter pairs, kept as a bitmap: no pair is forgotten, and few are
/// believed that never occurred.
pub(super) struct Lexicon {
    bits: Vec<u64>,
}

/// 2^21 bits; a large book has some 300,000 pairs.
const WORDS: usize = 1 << 15;

impl Lexicon {
    pub(super) fn of(text: &str) -> Lexicon {
        let mut bits = vec![0u64; WORDS];
        let bytes = text.as_bytes();
        let mut before = 0;
        let mut at = 0;
        // letters that count are three bytes long
        while let Some(&lead) = bytes.get(at) {
            if !(0xE3..0xEA).contains(&lead) && lead != 0xEF {
                before = 0;
                at += 1;
                continue;
            }
            let [b, c] = [1, 2].map(|i| u32::from(bytes.get(at + i).copied().unwrap_or(0) & 0x3F));
            let letter = u32::from(lead & 0xF) << 12 | b << 6 | c;
            if let Some(bit) = slot(before, letter)
                && let Some(word) = bits.get_mut(bit / 64)
            {
                *word |= 1 << (bit % 64);
            }
            before = letter;
            at += 3;
        }
        Lexicon { bits }
    }

    /// Whether the two letters were seen side by side; `None` when they are
    /// not of the kinds that count.
    pub(super) fn knows(&self, before: char, after: char) -> Option<bool> {
        let bit = slot(u32::from(before), u32::from(after))?;
        self.bits.get(bit / 64).map(|word| word & 1 << (bit % 64) != 0)
    }
}

fn slot(before: u32, after: u32) -> Option<usize> {
    let han = 0x4E00..0xA000;
    let katakana = |c: u32| c >= 0x30A1 && char::from_u32(c).is_some_and(class::is_katakana);
    if !(han.contains(&before) && han.contains(&after) || katakana(before) && katakana(after)) {
        return None;
    }
    let hash = (before.wrapping_mul(0x9E37_79B1) ^ after.wrapping_mul(0x85EB_CA77)).wrapping_mul(0xC2B2_AE3D);
    Some((hash >> 11) as usize)
}
