//! How well two lines meet, by the letters on both sides of the line end.
//!
//! A small language model of the document itself: which letters follow which
//! inside its lines. Where one line really goes on in another, the letters
//! across the gap are such as stand side by side elsewhere; where two lines
//! only happen to follow each other, they are not.
//!
//! Estimates are interpolated from long contexts to short ones by the number of
//! different letters seen beside each context (Witten and Bell, 1991), down to
//! the kinds of letters (kanji, hiragana, …), onward and backward.

use super::Layout;
use crate::text::class;

/// Letters read at most: more teach nothing.
const ENOUGH: usize = 400_000;
const KINDS: usize = 9;
/// Letters of a line's end that are looked at.
const REACH: usize = 3;

/// What is counted of a string of letters.
#[derive(Clone, Copy, Default)]
struct Seen {
    /// The string.
    key: u64,
    /// How often it was seen.
    times: u16,
    /// How often it was seen with a letter behind it, and before it.
    onward: u16,
    back: u16,
    /// How many different letters were seen behind it, and before it.
    next: u16,
    last: u16,
}

/// The model.
pub(super) struct Letters {
    strings: Table,
    kinds: [[f32; KINDS]; KINDS],
    lefts: [f32; KINDS],
    rights: [f32; KINDS],
    total: f32,
}

/// The letters of a line's end, from the gap outwards; 0 where there are no more.
pub(super) type Side = [u16; REACH];

impl Letters {
    /// Reads the insides of the Japanese lines.
    pub(super) fn of(layout: &Layout<'_>) -> Letters {
        let mut letters = Letters {
            strings: Table::new(layout.text.len() as usize / 3),
            kinds: [[0.3; KINDS]; KINDS],
            lefts: [0.0; KINDS],
            rights: [0.0; KINDS],
            total: 0.0,
        };
        let mut count = 0;
        for row in layout.rows.iter().filter(|row| !row.latin) {
            let mut last = [0u16; REACH];
            for c in layout.body(row).chars().filter_map(fold) {
                letters.read(last, c);
                last = [c, last[0], last[1]];
                count += 1;
            }
            if count > ENOUGH {
                break;
            }
        }
        for (left, row) in letters.kinds.iter().enumerate() {
            for (right, n) in row.iter().enumerate() {
                letters.lefts[left] += n;
                letters.rights[right] += n;
                letters.total += n;
            }
        }
        letters
    }

    /// Counts the strings that end with `c`, where `last` stands before it.
    fn read(&mut self, last: Side, c: u16) {
        let [b, a, z] = last;
        if b != 0 {
            self.kinds[kind(b)][kind(c)] += 1.0;
        }
        self.count(&[c]);
        for string in [&[b, c][..], &[a, b, c], &[z, a, b, c]] {
            if string[0] == 0 {
                break;
            }
            let new = self.count(string);
            let left = self.strings.at_mut(&string[..string.len() - 1]);
            left.onward = left.onward.saturating_add(1);
            left.next = left.next.saturating_add(u16::from(new));
            let right = self.strings.at_mut(&string[1..]);
            right.back = right.back.saturating_add(1);
            right.last = right.last.saturating_add(u16::from(new));
        }
    }

    /// Counts a string; whether it is seen for the first time.
    fn count(&mut self, string: &[u16]) -> bool {
        let seen = self.strings.at_mut(string);
        seen.times = seen.times.saturating_add(1);
        seen.times == 1
    }

    /// Log odds of two lines' meeting, against their standing side by side by
    /// chance: by the last letters of one and the first letters of the other.
    pub(super) fn bond(&self, left: Side, right: Side) -> f32 {
        if left[0] == 0 || right[0] == 0 {
            return 0.0;
        }
        let [c, b, a] = left;
        let [d, e, f] = right;
        let mut onward = (self.next(&[a, b, c], d) / self.share(d)).ln();
        let mut back = (self.last(c, &[d, e, f]) / self.share(c)).ln();
        if e != 0 {
            onward += (self.next(&[b, c, d], e) / self.next(&[0, 0, d], e)).ln();
        }
        if f != 0 {
            onward += (self.next(&[c, d, e], f) / self.next(&[0, d, e], f)).ln();
        }
        if b != 0 {
            back += (self.last(b, &[c, d, e]) / self.last(b, &[c, 0, 0])).ln();
        }
        if a != 0 {
            back += (self.last(a, &[b, c, d]) / self.last(a, &[b, c, 0])).ln();
        }
        (0.5 * (onward + back)).clamp(-6.0, 8.0)
    }

    fn share(&self, c: u16) -> f32 {
        (f32::from(self.strings.at(&[c]).times) + 0.5) / (self.total + 1000.0)
    }

    /// The share of `c` among the letters behind `context` (0: no letter).
    fn next(&self, context: &[u16; REACH], c: u16) -> f32 {
        let (left, right) = (kind(context[REACH - 1]), kind(c));
        let odds = self.kinds[left][right] * self.total / (self.lefts[left] * self.rights[right]);
        let mut share = self.share(c) * odds;
        let mut string = [0; REACH + 1];
        string[..REACH].copy_from_slice(context);
        string[REACH] = c;
        for from in (0..REACH).rev() {
            if context[from] == 0 {
                break;
            }
            let seen = self.strings.at(&context[from..]);
            share = mix(self.strings.at(&string[from..]).times, seen.onward, seen.next, share);
        }
        share
    }

    /// The share of `c` among the letters before `context`.
    fn last(&self, c: u16, context: &[u16; REACH]) -> f32 {
        let (left, right) = (kind(c), kind(context[0]));
        let odds = self.kinds[left][right] * self.total / (self.lefts[left] * self.rights[right]);
        let mut share = self.share(c) * odds;
        let mut string = [c; REACH + 1];
        string[1..].copy_from_slice(context);
        for to in 1..=REACH {
            if context[to - 1] == 0 {
                break;
            }
            let seen = self.strings.at(&context[..to]);
            share = mix(self.strings.at(&string[..=to]).times, seen.back, seen.last, share);
        }
        share
    }
}

/// The last letters of a line.
pub(super) fn tail(body: &str) -> Side {
    side(body.chars().rev())
}

/// The first letters of a line.
pub(super) fn head(body: &str) -> Side {
    side(body.chars())
}

fn side(chars: impl Iterator<Item = char>) -> Side {
    let mut side = [0; REACH];
    for (place, c) in side.iter_mut().zip(chars.filter_map(fold)) {
        *place = c;
    }
    side
}

fn mix(times: u16, all: u16, different: u16, base: f32) -> f32 {
    let reserve = f32::from(different) + 1.0;
    (f32::from(times) + reserve * base) / (f32::from(all) + reserve)
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

/// Strings of up to four letters with their counts: a hash table of a fixed
/// size. A string that finds no room is not counted.
struct Table {
    slots: Vec<Seen>,
    none: Seen,
}

/// Slots that a string may be in.
const PROBES: usize = 8;

impl Table {
    /// A table for the strings of `chars` letters.
    fn new(chars: usize) -> Table {
        let slots = (chars.min(ENOUGH) * 4).next_power_of_two().max(1 << 12);
        Table { slots: vec![Seen::default(); slots + PROBES], none: Seen::default() }
    }

    fn at(&self, string: &[u16]) -> Seen {
        let (key, first) = self.find(string);
        self.slots[first..first + PROBES].iter().find(|s| s.key == key).copied().unwrap_or_default()
    }

    fn at_mut(&mut self, string: &[u16]) -> &mut Seen {
        let (key, first) = self.find(string);
        match self.slots[first..first + PROBES].iter_mut().find(|s| s.key == key || s.key == 0) {
            Some(seen) => {
                seen.key = key;
                seen
            }
            None => {
                self.none = Seen::default();
                &mut self.none
            }
        }
    }

    /// A string's key and first slot. Letters are never 0, so strings of
    /// different lengths differ.
    fn find(&self, string: &[u16]) -> (u64, usize) {
        let key = string.iter().fold(0, |key, c| key << 16 | u64::from(*c));
        let hash = (key ^ key >> 31).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let hash = (hash ^ hash >> 29).wrapping_mul(0xBF58_476D_1CE4_E5B9) >> 32;
        (key, hash as usize & (self.slots.len() - PROBES - 1))
    }
}
