//! Which words a document begins its paragraphs with.
//!
//! A line that ends a sentence and fills its column does not tell whether the
//! paragraph goes on. The first word of the next line does, a little: some words
//! begin paragraphs, others sentences within them, and each document has its
//! own habits. Both are counted where they are sure.

use memchr::memmem::Finder;
use rustc_hash::FxHashMap;

use super::full::{Fullness, fullness};
use super::{End, Layout, Start};
use crate::text::class;

/// Rows that are enough to know the habit of any document: of a longer one,
/// runs of [`RUN`] rows at regular distances are read.
const ENOUGH: usize = 8192;
const RUN: usize = 64;

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
        let [latin, japanese] = [". ", "。"].map(Finder::new);
        let step = layout.rows.len().div_ceil(ENOUGH).max(1);
        let read = |run: &usize| (run * RUN * step..).take(RUN);
        let runs = (0..layout.rows.len().div_ceil(RUN * step)).flat_map(|run| read(&run));
        for (index, row) in runs.map_while(|index| Some((index, layout.rows.get(index)?))) {
            if let Some(left) = index.checked_sub(1).and_then(|i| layout.rows.get(i))
                && row.start == Start::Plain
                && left.end == End::Sentence
                && fullness(layout, left, row) == Fullness::Short
            {
                starters.words.entry(key(layout.body(row))).or_default().0 += 1.0;
                starters.paragraphs += 1.0;
            }
            let line = layout.line(row);
            let inside = line.periods.saturating_sub(u16::from(line.last == '。'));
            if inside == 0 && !row.latin {
                continue;
            }
            let body = layout.body(row);
            for end in stops(body, if row.latin { &latin } else { &japanese }) {
                let rest = &body[end..];
                if rest.chars().nth(1).is_some() {
                    starters.words.entry(key(rest)).or_default().1 += 1.0;
                    starters.sentences += 1.0;
                }
            }
        }
        starters
    }

    /// Chances (log odds) that a full line which ends a sentence is followed by
    /// one of its own paragraph, when that begins as `body` does.
    ///
    /// Sentences end at the end of a line by chance, and paragraphs as rarely
    /// fill their last line. So the counts of both are the odds as they are:
    /// how many sentences a paragraph has is in them already.
    pub(super) fn chances(&self, body: &str) -> f32 {
        let Some((paragraph, sentence)) = self.counts(body) else { return 0.0 };
        ((sentence + 1.0) / (paragraph + 1.0)).ln().clamp(-1.0, 1.0)
    }

    /// Evidence, for going on, of the first word of `body`. A word that was not seen
    /// says nothing, however many more sentences than paragraphs were.
    pub(super) fn odds(&self, body: &str) -> f32 {
        /// What is believed before, in counts of both together.
        const BEFORE: f32 = 3.0;
        let Some((paragraph, sentence)) = self.counts(body) else { return 0.0 };
        let share = |count: f32, all: f32| (count + BEFORE * all / (self.sentences + self.paragraphs)) / all;
        (share(sentence, self.sentences) / share(paragraph, self.paragraphs)).ln().clamp(-1.0, 1.5)
    }

    /// How often a paragraph, and how often a sentence within one, begins as
    /// `body` does, where enough of both were counted.
    fn counts(&self, body: &str) -> Option<(f32, f32)> {
        let enough = self.paragraphs >= 4.0 && self.sentences >= 4.0;
        enough.then(|| self.words.get(&key(body)).copied().unwrap_or_default())
    }
}

/// Where the sentences of a line end, in bytes: behind `. ` or `。`.
fn stops<'a>(body: &'a str, stop: &'a Finder<'_>) -> impl Iterator<Item = usize> + 'a {
    stop.find_iter(body.as_bytes()).map(|at| at + stop.needle().len())
}

/// The first word: the Latin word, or the first two letters of Japanese.
fn key(body: &str) -> u64 {
    let latin = body.starts_with(|c: char| c.is_ascii_alphabetic());
    let letters = body.chars().take(if latin { 12 } else { 2 }).take_while(|c| !latin || !class::is_space(*c));
    letters.fold(u64::from(latin), |hash, c| (hash ^ u64::from(u32::from(c))).wrapping_mul(0x0100_0000_01B3))
}

#[cfg(test)]
mod tests {
    use super::Starters;
    use crate::layout::Layout;
    use crate::text::Text;

    #[test]
    fn words_that_begin_paragraphs_and_sentences() {
        let paragraph = "また、森と川の整備を進め、山を守る取組を続ける。この\n取組では、海と空の観測も毎年のように行われている。こ\nの報告は町に住む人々が書いた。\n";
        let text = Text::from(paragraph.repeat(8).as_str());
        let starters = Starters::learn(&Layout::of(&text));
        let [sentence, paragraph, unseen] = ["この町では、", "また、町では、", "山を守る"].map(|words| starters.chances(words));
        assert!(sentence > 0.9 && paragraph < -0.9 && unseen.abs() < 0.1, "{sentence} {paragraph} {unseen}");
    }
}
