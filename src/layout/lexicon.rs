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
        let mut lexicon = Lexicon { bits: vec![0u64; WORDS] };
        // letters that count are three bytes long
        let kanji = |[a, b, _]: [u8; 3]| (0xE5..=0xE9).contains(&a) || a == 0xE4 && b >= 0xB8;
        let katakana = |[a, b, c]: [u8; 3]| a == 0xE3 && (b > 0x82 || b == 0x82 && c >= 0xA0) || a == 0xEF;
        let mut rest = text.as_bytes();
        while let Some((&letter, behind)) = rest.split_first_chunk::<3>() {
            if kanji(letter) {
                rest = lexicon.run(rest, pair, kanji);
            } else if katakana(letter) {
                rest = lexicon.run(rest, slot, katakana);
            } else if (0xE0..0xF0).contains(&letter[0]) {
                rest = behind;
            } else {
                rest = rest.get(1..).unwrap_or_default();
            }
        }
        lexicon
    }

    /// Takes in the pairs of a run of letters of one kind, by their
    /// bytes; gives what is behind it.
    #[inline]
    fn run<'a>(&mut self, mut rest: &'a [u8], slot: impl Fn(u32, u32) -> Option<usize>, kind: impl Fn([u8; 3]) -> bool) -> &'a [u8] {
        let mut before = 0;
        while let Some((&[a, b, c], behind)) = rest.split_first_chunk::<3>()
            && kind([a, b, c])
        {
            let letter = u32::from(a & 0xF) << 12 | u32::from(b & 0x3F) << 6 | u32::from(c & 0x3F);
            if let Some(bit) = slot(before, letter)
                && let Some(word) = self.bits.get_mut(bit / 64)
            {
                *word |= 1 << (bit % 64);
            }
            before = letter;
            rest = behind;
        }
        rest
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
    pair(before, after)
}

/// The bit of two letters that count; the first may be 0 at the start of a run.
fn pair(before: u32, after: u32) -> Option<usize> {
    if before == 0 {
        return None;
    }
    let hash = (before.wrapping_mul(0x9E37_79B1) ^ after.wrapping_mul(0x85EB_CA77)).wrapping_mul(0xC2B2_AE3D);
    Some((hash >> 11) as usize)
}
