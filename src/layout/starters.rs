//! Which words a document begins its paragraphs with.
//!
//! A line that ends a sentence and fills its column does not tell whether the
//! paragraph goes on. The first word of the next line does, a little: some words
//! begin paragraphs, others sentences within them, and each document has its
//! own habits. Both are counted where they are sure.

use rustc_hash::FxHashMap;

use super::full::{Fullness, fullness};
use super::{End, Layout, Start};
use crate::text::class;

/// Counts of first words.
#[derive(Default)]
pub(super) struct Starters {
    /// How often a word begins a paragraph, and a sentence within one.
    words: FxHashMap<u64, (f32, f32)>,
    paragraphs: f32,
    sentences: f32,
}

impl Starters {
    pub(super) fn learn(layout: &Layout<'_>) -> Starters {
        let mut starters = Starters::default();
        let stops = [". ", "。"].map(memchr::memmem::Finder::new);
        for (index, row) in layout.rows.iter().enumerate() {
            let body = layout.body(row);
            if let Some(left) = index.checked_sub(1).and_then(|i| layout.rows.get(i))
                && row.start == Start::Plain
                && left.end == End::Sentence
                && fullness(layout, left, row) == Fullness::Short
            {
                starters.words.entry(key(body)).or_default().0 += 1.0;
                starters.paragraphs += 1.0;
            }
            if layout.line(row).periods == 0 && !row.latin {
                continue;
            }
            let stop = &stops[usize::from(!row.latin)];
            for at in stop.find_iter(body.as_bytes()) {
                let rest = &body[at + stop.needle().len()..];
                if rest.chars().nth(1).is_some() {
                    starters.words.entry(key(rest)).or_default().1 += 1.0;
                    starters.sentences += 1.0;
                }
            }
        }
        starters
    }

    /// Evidence, for going on, of the first word of `body`.
    pub(super) fn odds(&self, body: &str) -> f32 {
        let (paragraph, sentence) = self.words.get(&key(body)).copied().unwrap_or_default();
        if self.paragraphs < 4.0 || self.sentences < 4.0 {
            return 0.0;
        }
        let within = (sentence + 1.0) / (self.sentences + 8.0);
        let first = (paragraph + 1.0) / (self.paragraphs + 8.0);
        (within / first).ln().clamp(-1.5, 1.5)
    }
}

/// The first word: the Latin word, or the first two letters of Japanese.
fn key(body: &str) -> u64 {
    let latin = body.starts_with(|c: char| c.is_ascii_alphabetic());
    let letters = body.chars().take(if latin { 12 } else { 2 }).take_while(|c| !latin || !class::is_space(*c));
    letters.fold(u64::from(latin), |hash, c| (hash ^ u64::from(u32::from(c))).wrapping_mul(0x0100_0000_01B3))
}
