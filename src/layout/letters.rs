//! How well two lines meet, by the letters on both sides of the line end.
//!
//! A tiny language model of the document itself: how often each letter, pair
//! and triple of letters stands inside its lines. Where one line really goes
//! on in another, the letters across the gap are such as stand side by side
//! elsewhere; where two lines only happen to follow each other, they are not.
//!
//! Estimates are interpolated from long contexts to short ones by the number of
//! different letters seen behind each context (Witten and Bell, 1991), down to
//! the kinds of letters (kanji, hiragana, …).

use super::Layout;
use crate::text::class;

/// Letters read at most: more teach nothing.
const ENOUGH: usize = 1 << 20;
/// Slots of the table of pairs and of that of triples.
const SLOTS: usize = 1 << 19;
const KINDS: usize = 9;

/// What is counted of a letter or a pair as context.
#[derive(Clone, Copy, Default)]
struct Context {
    /// How often it was seen before another letter, and behind one.
    before: u32,
    behind: u32,
    /// How many different letters were seen behind it, and before it.
    next: u32,
    last: u32,
}

/// Counts of letters, pairs and triples.
pub(super) struct Letters {
    single: Vec<Context>,
    pairs: Vec<u16>,
    sides: Vec<Context>,
    triples: Vec<u16>,
    kinds: [[f32; KINDS]; KINDS],
    kind_sum: [f32; KINDS],
    total: f32,
}

impl Letters {
    /// Reads the insides of the Japanese lines.
    pub(super) fn of(layout: &Layout<'_>) -> Letters {
        let mut letters = Letters {
            single: vec![Context::default(); 1 << 16],
            pairs: vec![0; SLOTS],
            sides: vec![Context::default(); SLOTS],
            triples: vec![0; SLOTS],
            kinds: [[0.3; KINDS]; KINDS],
            kind_sum: [0.0; KINDS],
            total: 0.0,
        };
        let mut count = 0;
        for row in layout.rows.iter().filter(|row| !row.latin) {
            let (mut first, mut second) = (None, None);
            for c in layout.body(row).chars().filter_map(fold) {
                letters.read(first, second, c);
                (first, second) = (second, Some(c));
                count += 1;
            }
            if count > ENOUGH {
                break;
            }
        }
        for row in letters.kinds {
            for (sum, n) in letters.kind_sum.iter_mut().zip(row) {
                *sum += n;
            }
        }
        letters
    }

    fn read(&mut self, first: Option<u16>, second: Option<u16>, third: u16) {
        self.total += 1.0;
        let Some(second) = second else { return };
        self.kinds[kind(second)][kind(third)] += 1.0;
        let pair = pair(second, third);
        let seen = self.pairs[pair] > 0;
        self.pairs[pair] = self.pairs[pair].saturating_add(1);
        let (left, right) = (&mut self.single[usize::from(second)], usize::from(third));
        left.before += 1;
        left.next += u32::from(!seen);
        let right = &mut self.single[right];
        right.behind += 1;
        right.last += u32::from(!seen);
        let Some(first) = first else { return };
        let triple = triple(first, second, third);
        let seen = self.triples[triple] > 0;
        self.triples[triple] = self.triples[triple].saturating_add(1);
        let left = &mut self.sides[self::pair(first, second)];
        left.before += 1;
        left.next += u32::from(!seen);
        let right = &mut self.sides[pair];
        right.behind += 1;
        right.last += u32::from(!seen);
    }

    /// Log odds of the two sides meeting, against their standing side by side
    /// by chance.
    pub(super) fn bond(&self, tail: Tail, head: Head) -> f32 {
        let (Some(a), Some(b)) = (tail.1, head.0) else { return 0.0 };
        let mut onward = self.next(tail.0, a, b) / self.share(b, |s| s.behind);
        let mut back = self.last(a, b, head.1) / self.share(a, |s| s.before);
        if let Some(c) = head.1 {
            onward *= (self.next(Some(a), b, c) / self.next(None, b, c)).sqrt();
        }
        if let Some(z) = tail.0 {
            back *= (self.last(z, a, Some(b)) / self.last(z, a, None)).sqrt();
        }
        (0.5 * (onward.ln() + back.ln())).clamp(-6.0, 6.0)
    }

    fn share(&self, c: u16, side: fn(&Context) -> u32) -> f32 {
        (count(side(&self.single[usize::from(c)])) + 0.5) / (self.total + 1000.0)
    }

    /// The share of `c` among the letters behind `b`, and behind `a` and `b`.
    fn next(&self, a: Option<u16>, b: u16, c: u16) -> f32 {
        let (kb, kc) = (kind(b), kind(c));
        let sum: f32 = self.kinds[kb].iter().sum();
        let all: f32 = self.kind_sum.iter().sum();
        let kinds = self.kinds[kb][kc] / sum * all / self.kind_sum[kc];
        let base = self.share(c, |s| s.behind) * kinds;
        let one = self.single[usize::from(b)];
        let short = mix(self.pairs[pair(b, c)], one.before, one.next, base);
        let Some(a) = a else { return short };
        let two = self.sides[pair(a, b)];
        mix(self.triples[triple(a, b, c)], two.before, two.next, short)
    }

    /// The share of `a` among the letters before `b`, and before `b` and `c`.
    fn last(&self, a: u16, b: u16, c: Option<u16>) -> f32 {
        let (ka, kb) = (kind(a), kind(b));
        let sum: f32 = self.kinds[ka].iter().sum();
        let all: f32 = self.kind_sum.iter().sum();
        let kinds = self.kinds[ka][kb] / self.kind_sum[kb] * all / sum;
        let base = self.share(a, |s| s.before) * kinds;
        let one = self.single[usize::from(b)];
        let short = mix(self.pairs[pair(a, b)], one.behind, one.last, base);
        let Some(c) = c else { return short };
        let two = self.sides[pair(b, c)];
        mix(self.triples[triple(a, b, c)], two.behind, two.last, short)
    }
}

/// The last two letters of a line.
#[derive(Clone, Copy)]
pub(super) struct Tail(Option<u16>, Option<u16>);

/// The first two letters of a line.
#[derive(Clone, Copy)]
pub(super) struct Head(Option<u16>, Option<u16>);

impl Tail {
    pub(super) fn of(body: &str) -> Tail {
        let mut letters = body.chars().rev().filter_map(fold);
        let last = letters.next();
        Tail(letters.next(), last)
    }
}

impl Head {
    pub(super) fn of(body: &str) -> Head {
        let mut letters = body.chars().filter_map(fold);
        let first = letters.next();
        Head(first, letters.next())
    }
}

fn mix(seen: u16, all: u32, different: u32, base: f32) -> f32 {
    let reserve = count(different) + 1.0;
    (f32::from(seen) + reserve * base) / (count(all) + reserve)
}

#[expect(clippy::cast_precision_loss, reason = "counts up to a million")]
fn count(n: u32) -> f32 {
    n as f32
}

/// Letters that differ only in what a digit or a Latin letter stands for are
/// one; spaces are none.
fn fold(c: char) -> Option<u16> {
    if class::is_space(c) {
        None
    } else if class::is_digit(c) {
        Some(u16::from(b'0'))
    } else if class::is_latin(c) {
        Some(u16::from(b'A'))
    } else {
        Some(u16::try_from(u32::from(c)).unwrap_or(0xFFFF))
    }
}

fn kind(c: u16) -> usize {
    let Some(c) = char::from_u32(u32::from(c)) else { return 0 };
    match c {
        _ if class::is_hiragana(c) => 1,
        _ if class::is_kanji(c) => 2,
        _ if class::is_katakana(c) => 3,
        '0' => 4,
        'A' => 5,
        '、' | '。' | '，' | '．' => 6,
        _ if class::is_opening(c) => 7,
        _ if class::is_closing(c) => 8,
        _ => 0,
    }
}

fn pair(a: u16, b: u16) -> usize {
    slot(u64::from(a) << 16 | u64::from(b))
}

fn triple(a: u16, b: u16, c: u16) -> usize {
    slot(u64::from(a) << 32 | u64::from(b) << 16 | u64::from(c))
}

fn slot(key: u64) -> usize {
    let hash = key.wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    ((hash ^ hash >> 29) as usize >> 20) & (SLOTS - 1)
}
