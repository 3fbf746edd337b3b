//! Readings (ruby, furigana): small kana printed over kanji, which extractors
//! put on lines of their own beside or inside the line that holds the kanji.
//!
//! A line of kana alone is a candidate. It is a reading when kanji near it can
//! be read so ([`plausible`]), best where the line before ends or the line
//! behind starts with them, since extractors cut the line there. Names and
//! idioms that no table knows pass when they stand next to a reading that is
//! certain, or when the two lines around fill the column exactly without the
//! candidate. Grammatical words, which real lines of kana consist of, need
//! such a neighbour even when they fit.

mod base;
mod plausible;
mod search;
mod table;
mod words;
mod write;

#[cfg(test)]
mod tests;

use super::{Options, Ruby};
use crate::text::{Edits, Line, Span, Text, class};
use search::Search;

/// How many lines of one character in a row are text set upright.
const UPRIGHT: usize = 4;

/// How many lines of kana in a row are text, and not readings.
const BLOCK: usize = 10;

/// Words of kana with a grammatical meaning: lines of real text that are cut
/// off somewhere consist of them.
#[rustfmt::skip]
const GRAMMAR: [&str; 99] = [
    "あり", "ある", "いい", "いう", "いて", "いる", "うえ", "うち", "おき", "おり", "おる", "か",
    "かつ", "から", "が", "くる", "こう", "こと", "この", "これ", "さい", "される", "し", "した",
    "して", "しに", "する", "ず", "せ", "そう", "その", "それ", "た", "たい", "たち", "ため", "だ",
    "つき", "つつ", "で", "でき", "では", "でも", "と", "とか", "とき", "とし", "との", "など",
    "ない", "なお", "なか", "なし", "なら", "なり", "なる", "に", "には", "ね", "の", "のち",
    "ので", "のに", "は", "はず", "ば", "ひと", "へ", "ほう", "ほか", "ほど", "また", "まだ",
    "まで", "まま", "み", "も", "もう", "もっと", "もと", "もの", "や", "やく", "よ", "よう",
    "より", "られ", "れ", "れる", "わけ", "わたし", "を", "ところ", "はじめ", "さらに", "とおり",
    "まとめ", "ともに", "あわせ",
];

/// Finds the readings and does with them what `options.ruby` says.
pub(super) fn run(text: &Text, options: &Options) -> Edits {
    let candidates = candidates(text);
    if candidates.is_empty() {
        return Edits::new();
    }
    write::edits(text, &Search::new(text, candidates).run(), options.ruby)
}

/// A line of kana that may be a reading.
struct Candidate {
    /// Its line (index in `text.lines()`).
    line: usize,
    /// Its kana, folded as [`plausible::fold`] does, without the spaces.
    kana: Vec<char>,
    /// Where in `kana` spaces stood.
    breaks: Vec<usize>,
    /// Its kana as written, without the spaces.
    value: String,
    /// Whether any of it is katakana.
    katakana: bool,
    /// What it is the reading of.
    found: Option<Found>,
}

/// What a candidate was found to read.
#[derive(Default)]
struct Found {
    /// Bases with their readings; empty when the candidate before has the
    /// whole reading of which this is a part.
    bases: Vec<(Span, String)>,
    /// Whether the base stands at the end of the line before or at the start
    /// of the line behind, where extractors cut.
    edge: bool,
}

fn candidates(text: &Text) -> Vec<Candidate> {
    let lines = text.lines();
    let may = |l: &Line| l.kana > 0 && l.kana + l.spaces == l.chars && usize::from(l.kana) <= plausible::MAX_KANA;
    let may = lines.iter().enumerate().filter(|&(n, l)| may(l) && !is_upright(lines, n));
    let mut list: Vec<Candidate> = may.filter_map(|(line, l)| Candidate::of(line, text.slice(l.body))).collect();
    let adjoin = |a: &Candidate, b: &Candidate| lines.get(a.line + 1..b.line).is_some_and(|l| l.iter().all(Line::is_blank));
    let sizes: Vec<usize> = list.chunk_by(adjoin).flat_map(|block| block.iter().map(|_| block.len())).collect();
    let mut sizes = sizes.into_iter();
    list.retain(|_| sizes.next().is_some_and(|n| n <= BLOCK));
    list
}

/// Whether a line is one of a column of single characters: text set upright.
fn is_upright(lines: &[Line], at: usize) -> bool {
    let single = |l: &&Line| l.chars == 1;
    let near = |l: &[Line], back: bool| {
        let mut text: Vec<&Line> = l.iter().filter(|l| !l.is_blank()).collect();
        if back {
            text.reverse();
        }
        text.into_iter().take(UPRIGHT).take_while(single).count()
    };
    let (Some(before), Some(after)) = (lines.get(at.saturating_sub(2 * UPRIGHT)..at), lines.get(at + 1..)) else { return false };
    let after = after.get(..2 * UPRIGHT).unwrap_or(after);
    lines.get(at).is_some_and(|l| l.chars == 1) && near(before, true) + 1 + near(after, false) >= UPRIGHT
}

impl Candidate {
    fn of(line: usize, body: &str) -> Option<Candidate> {
        let mut new = Candidate { line, kana: Vec::new(), breaks: Vec::new(), value: String::new(), katakana: false, found: None };
        for c in body.chars() {
            if class::is_space(c) {
                if new.breaks.last() != Some(&new.kana.len()) {
                    new.breaks.push(new.kana.len());
                }
                continue;
            }
            if !class::is_kana(c) {
                return None;
            }
            new.katakana |= class::is_katakana(c) && c != 'ー';
            new.kana.push(plausible::fold(c));
            new.value.push(c);
        }
        Some(new)
    }

    /// Whether it could as well be a line of text.
    fn is_weak(&self) -> bool {
        self.kana.len() < 2 || GRAMMAR.contains(&self.value.as_str())
    }

    /// The kana from one place to another, as written.
    fn part(&self, from: usize, to: usize) -> String {
        self.value.chars().skip(from).take(to - from).collect()
    }
}
