//! Which letters follow each other inside the lines of a document.
//!
//! Long documents use their words again and again. So whether `技⏎術` is one
//! word that was cut can be looked up in the document itself: `技術` stands
//! elsewhere, inside a line. Only pairs of kanji and pairs of katakana count,
//! where words are written.

use std::sync::Arc;

use crate::text::{Edit, Edits, SourceMap, Text, ceil, class, floor};

/// A set of letter pairs, kept as a bitmap: no pair is forgotten, and few are
/// believed that never occurred.
pub(super) struct Lexicon {
    bits: Box<[u64; WORDS]>,
}

/// 2^21 bits; a large book has some 300,000 pairs.
const WORDS: usize = 1 << 15;

/// Longer texts, in bytes, are not read whole: of them, runs of [`RUN`] bytes at
/// regular distances, [`ENOUGH`] in all to know the words of any document.
const LONG: usize = 3 << 20;
const ENOUGH: usize = 1 << 20;
const RUN: usize = 1 << 16;

impl Lexicon {
    pub(super) fn of(text: &str) -> Lexicon {
        let mut lexicon = Lexicon { bits: Box::new([0; WORDS]) };
        if text.len() < LONG {
            lexicon.read(text.as_bytes());
        } else {
            let run = |from: usize| text.as_bytes().get(ceil(text, from)..floor(text, from + RUN)).unwrap_or_default();
            (0..text.len()).step_by(RUN * text.len().div_ceil(ENOUGH).max(1)).for_each(|from| lexicon.read(run(from)));
        }
        lexicon
    }

    fn read(&mut self, mut rest: &[u8]) {
        while let Some((&letter, behind)) = rest.split_first_chunk::<3>() {
            if kanji(letter) {
                rest = self.run(rest, pair, kanji);
            } else if katakana(letter) {
                rest = self.run(rest, slot, katakana);
            } else if (0xE0..0xF0).contains(&letter[0]) {
                rest = behind;
            } else {
                rest = rest.get(narrow(rest).max(1)..).unwrap_or_default();
            }
        }
    }

    /// Takes in the pairs of a run of letters of one kind, by their
    /// bytes; gives what is behind it.
    #[inline]
    fn run<'a>(&mut self, mut rest: &'a [u8], slot: impl Fn(u32, u32) -> Option<usize>, kind: impl Fn([u8; 3]) -> bool) -> &'a [u8] {
        let mut before = 0;
        while let Some((&[a, b, c], behind)) = rest.split_first_chunk::<3>()
            && kind([a, b, c])
        {
            let letter = number([a, b, c]);
            self.take(slot(before, letter));
            before = letter;
            rest = behind;
        }
        rest
    }

    /// The same as [`Lexicon::of`] of `new`, which `edits` made of the text of
    /// this one; `None` when letters may have been parted.
    fn follow(mut self, old: &str, edits: &Edits, new: &str, map: &SourceMap) -> Option<Lexicon> {
        let parts = |edit: &Edit| {
            let slice = old.get(edit.span.range()).unwrap_or_default();
            let cut = |at: u32| around(old, at).is_some_and(|(before, after)| slot(before, after).is_some());
            counts(&edit.text)
                || if edit.to.is_none() && !edit.span.is_empty() {
                    counts(slice)
                } else {
                    cut(edit.span.start) || cut(edit.span.end) || edit.to.is_some_and(cut)
                }
        };
        if old.len().max(new.len()) >= LONG || edits.list().iter().any(parts) {
            return None;
        }
        for (before, after) in map.pieces().iter().filter_map(|piece| around(new, piece.output)) {
            self.take(slot(before, after));
        }
        Some(self)
    }

    #[inline]
    fn take(&mut self, bit: Option<usize>) {
        if let Some(bit) = bit
            && let Some(word) = self.bits.get_mut(bit / 64)
        {
            *word |= 1 << (bit % 64);
        }
    }

    /// Whether the two letters were seen side by side; `None` when they are
    /// not of the kinds that count.
    pub(super) fn knows(&self, before: char, after: char) -> Option<bool> {
        let bit = slot(u32::from(before), u32::from(after))?;
        self.bits.get(bit / 64).map(|word| word & 1 << (bit % 64) != 0)
    }
}

/// How many bytes in front are ASCII, or some fewer.
fn narrow(bytes: &[u8]) -> usize {
    // without branches inside, so that many bytes are looked at together
    let (blocks, _) = bytes.as_chunks::<16>();
    blocks.iter().take_while(|block| block.is_ascii()).count() * 16
}

/// Hands what is known of the letters of a text on to the one that `edits` made
/// of it.
pub(super) fn inherit(old: &mut Text, edits: &Edits, new: &Text, map: &SourceMap) {
    let lexicon = old.take::<Lexicon>().and_then(Arc::into_inner);
    if let Some(lexicon) = lexicon.and_then(|lexicon| lexicon.follow(old, edits, new, map)) {
        new.keep(Arc::new(lexicon));
    }
}

/// The letters on both sides of byte `at`, when both are three bytes long, as
/// all that count are.
fn around(text: &str, at: u32) -> Option<(u32, u32)> {
    let at = at as usize;
    let (before, after) = (text.as_bytes().get(..at)?.last_chunk::<3>()?, text.as_bytes().get(at..)?.first_chunk::<3>()?);
    let counts = |letter: [u8; 3]| kanji(letter) || katakana(letter);
    (counts(*before) && counts(*after)).then(|| (number(*before), number(*after)))
}

/// Whether there is a letter that may count.
fn counts(text: &str) -> bool {
    !text.is_ascii() && text.chars().any(|c| matches!(c, '\u{30A0}'..='\u{3FFF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F000}'..='\u{FFFF}'))
}

fn kanji([a, b, _]: [u8; 3]) -> bool {
    (0xE5..=0xE9).contains(&a) || a == 0xE4 && b >= 0xB8
}

fn katakana([a, b, c]: [u8; 3]) -> bool {
    a == 0xE3 && (b > 0x82 || b == 0x82 && c >= 0xA0) || a == 0xEF
}

/// The code point of a letter of three bytes.
fn number([a, b, c]: [u8; 3]) -> u32 {
    u32::from(a & 0xF) << 12 | u32::from(b & 0x3F) << 6 | u32::from(c & 0x3F)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Cause, Span};

    static CAUSE: Cause = Cause { stage: "test", reason: "because" };

    /// What follows a text is what is read of the new one, if it follows.
    #[test]
    fn a_lexicon_that_follows_is_one_that_was_read() {
        let text = Text::from("森林の保\n全と技\n　術、カタ\nカナ-\nと𠮷野ｶﾅ\x0C白書2020\n");
        let places: Vec<u32> = (0..=text.len()).filter(|&i| text.is_char_boundary(i as usize)).collect();
        let mut followed = 0;
        for (i, &from) in places.iter().enumerate() {
            for &end in places.iter().skip(i).take(4) {
                for with in ["", " ", "\n\n", "の", "漢字"] {
                    for to in [None, places.get(i * 7 % places.len()).copied()] {
                        let edit = Edit { span: Span::new(from, end), text: with.into(), to, cause: &CAUSE };
                        let edits = Edits::from_unsorted(vec![edit]);
                        let (new, map) = edits.apply(&text).unwrap_or_default();
                        if let Some(lexicon) = Lexicon::of(&text).follow(&text, &edits, &new, &map) {
                            assert!(lexicon.bits == Lexicon::of(&new).bits, "{edits:?}");
                            followed += 1;
                        }
                    }
                }
            }
        }
        assert!(followed > 300, "{followed}");
    }
}
