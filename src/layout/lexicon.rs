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
        let mut before = ' ';
        for c in text.chars() {
            if let Some(bit) = slot(before, c)
                && let Some(word) = bits.get_mut(bit / 64)
            {
                *word |= 1 << (bit % 64);
            }
            before = c;
        }
        Lexicon { bits }
    }

    /// Whether the two letters were seen side by side; `None` when they are
    /// not of the kinds that count.
    pub(super) fn knows(&self, before: char, after: char) -> Option<bool> {
        let bit = slot(before, after)?;
        self.bits.get(bit / 64).map(|word| word & 1 << (bit % 64) != 0)
    }
}

fn slot(before: char, after: char) -> Option<usize> {
    let (a, b) = (before as u32, after as u32);
    let han = 0x4E00..0xA000;
    if !(han.contains(&a) && han.contains(&b)) && !(class::is_katakana(before) && class::is_katakana(after)) {
        return None;
    }
    let hash = (a.wrapping_mul(0x9E37_79B1) ^ b.wrapping_mul(0x85EB_CA77)).wrapping_mul(0xC2B2_AE3D);
    Some((hash >> 11) as usize)
}
