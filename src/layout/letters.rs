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
    /// How much likelier than chance a kind of letter stands behind another.
    odds: [[f32; KINDS]; KINDS],
    total: f32,
}

/// The letters of a line's end, from the gap outwards; 0 where there are no more.
type Side = [u16; REACH];

/// What the model says of a line's end, whatever the next line is.
#[derive(Clone, Copy, Default)]
pub(super) struct Tail {
    letters: Side,
    kind: usize,
    /// The share of the last letter among all.
    share: f32,
    /// What is counted of the last letters: one, two and three.
    seen: [Seen; REACH],
    /// The shares of the second and third letter before those behind them.
    within: [f32; 2],
}

/// What the model says of a line's beginning, whatever the line before is.
#[derive(Clone, Copy, Default)]
pub(super) struct Head {
    letters: Side,
    kind: usize,
    /// The share of the first letter among all.
    share: f32,
    /// What is counted of the first letters: one, two and three.
    seen: [Seen; REACH],
    /// The shares of the second and third letter behind those before them.
    within: [f32; 2],
}

impl Letters {
    /// Reads the insides of the Japanese lines.
    pub(super) fn of(layout: &Layout<'_>) -> Letters {
        let mut strings = Table::new(layout.text.len() as usize / 3);
        let mut kinds = [[0.3f32; KINDS]; KINDS];
        let mut count = 0;
        for row in layout.rows.iter().filter(|row| !row.latin) {
            let mut reader = Reader::default();
            for c in layout.body(row).chars().filter_map(fold) {
                reader.read(&mut strings, &mut kinds, c);
                count += 1;
            }
            if count > ENOUGH {
                break;
            }
        }
        let (mut lefts, mut rights, mut total) = ([0.0f32; KINDS], [0.0f32; KINDS], 0.0);
        for (left, row) in kinds.iter().enumerate() {
            for (right, n) in row.iter().enumerate() {
                lefts[left] += n;
                rights[right] += n;
                total += n;
            }
        }
        let odds = std::array::from_fn(|left| std::array::from_fn(|right| kinds[left][right] * total / (lefts[left] * rights[right])));
        Letters { strings, odds, total }
    }

    /// Looks up the end of a line.
    pub(super) fn tail(&self, body: &str) -> Tail {
        let letters @ [c, b, a] = side(body.chars().rev());
        let seen = [self.at(&[c]), self.at(&[b, c]), self.at(&[a, b, c])];
        let mut tail = Tail { letters, kind: kind(c), share: self.share(c), seen, within: [0.0; 2] };
        if b != 0 {
            tail.within[0] = seen[0].before(seen[1], self.base(b, c, b));
        }
        if a != 0 {
            let share = self.at(&[b]).before(self.at(&[a, b]), self.base(a, b, a));
            tail.within[1] = seen[1].before(seen[2], share);
        }
        tail
    }

    /// Looks up the beginning of a line.
    pub(super) fn head(&self, body: &str) -> Head {
        let letters @ [d, e, f] = side(body.chars());
        let seen = [self.at(&[d]), self.at(&[d, e]), self.at(&[d, e, f])];
        let mut head = Head { letters, kind: kind(d), share: self.share(d), seen, within: [0.0; 2] };
        if e != 0 {
            head.within[0] = seen[0].behind(seen[1], self.base(d, e, e));
        }
        if f != 0 {
            let share = self.at(&[e]).behind(self.at(&[e, f]), self.base(e, f, f));
            head.within[1] = seen[1].behind(seen[2], share);
        }
        head
    }

    /// Log odds of two lines' meeting, against their standing side by side by
    /// chance: by the last letters of one and the first letters of the other.
    pub(super) fn bond(&self, left: &Tail, right: &Head) -> f32 {
        let ([c, b, a], [d, e, f]) = (left.letters, right.letters);
        if c == 0 || d == 0 {
            return 0.0;
        }
        let cd = self.at(&[c, d]);
        // a string is seen no more often than its parts, where all had room
        let of = |parts: [Seen; 2], string: &[u16]| match parts.iter().any(|part| part.times == 0) && self.strings.complete {
            true => Seen::default(),
            false => self.at(string),
        };
        let bcd = if b == 0 { Seen::default() } else { of([cd, left.seen[1]], &[b, c, d]) };
        let cde = if e == 0 { Seen::default() } else { of([cd, right.seen[1]], &[c, d, e]) };
        let abcd = if a == 0 { Seen::default() } else { of([bcd, left.seen[2]], &[a, b, c, d]) };
        let bcde = if b == 0 || e == 0 { Seen::default() } else { of([bcd, cde], &[b, c, d, e]) };
        let cdef = if f == 0 { Seen::default() } else { of([cde, right.seen[2]], &[c, d, e, f]) };

        let odds = self.odds[left.kind][right.kind];
        // the shares of the first letter behind the left line, and of the last
        // letter before the right one, by ever more letters
        let mut first = left.seen[0].behind(cd, right.share * odds);
        let mut last = right.seen[0].before(cd, left.share * odds);
        if b != 0 {
            first = left.seen[1].behind(bcd, first);
        }
        if a != 0 {
            first = left.seen[2].behind(abcd, first);
        }
        if e != 0 {
            last = right.seen[1].before(cde, last);
        }
        if f != 0 {
            last = right.seen[2].before(cdef, last);
        }
        let mut onward = (first / right.share).ln();
        let mut back = (last / left.share).ln();
        if cd.times == 0 && self.strings.complete {
            // the further letters know nothing of the other side
            return (0.5 * (onward + back)).clamp(-6.0, 8.0);
        }
        if e != 0 {
            let mut second = cd.behind(cde, right.within[0]);
            if b != 0 {
                second = bcd.behind(bcde, second);
            }
            onward += (second / right.within[0]).ln();
        }
        if f != 0 {
            onward += (cde.behind(cdef, right.within[1]) / right.within[1]).ln();
        }
        if b != 0 {
            let mut second = cd.before(bcd, left.within[0]);
            if e != 0 {
                second = cde.before(bcde, second);
            }
            back += (second / left.within[0]).ln();
        }
        if a != 0 {
            back += (bcd.before(abcd, left.within[1]) / left.within[1]).ln();
        }
        (0.5 * (onward + back)).clamp(-6.0, 8.0)
    }

    fn at(&self, string: &[u16]) -> Seen {
        self.strings.at(string)
    }

    fn share(&self, c: u16) -> f32 {
        (f32::from(self.at(&[c]).times) + 0.5) / (self.total + 1000.0)
    }

    /// The share of `c`, one of the two letters, by the kind of the other.
    fn base(&self, left: u16, right: u16, c: u16) -> f32 {
        self.share(c) * self.odds[kind(left)][kind(right)]
    }
}

impl Seen {
    /// The share of a letter among those behind this string; `longer` is the
    /// string with the letter, `base` the share by shorter strings.
    fn behind(&self, longer: Seen, base: f32) -> f32 {
        mix(longer.times, self.onward, self.next, base)
    }

    /// The same before this string.
    fn before(&self, longer: Seen, base: f32) -> f32 {
        mix(longer.times, self.back, self.last, base)
    }
}

/// Counts letters as they come.
#[derive(Default)]
struct Reader {
    /// The letters before, the last one first; 0 where there are no more.
    last: Side,
    /// The slots of the strings that end with the last one: one, two and three
    /// letters.
    slots: [Slot; REACH],
}

impl Reader {
    /// Counts the strings that end with `c`.
    fn read(&mut self, strings: &mut Table, kinds: &mut [[f32; KINDS]; KINDS], c: u16) {
        let [b, a, z] = self.last;
        if b != 0 {
            kinds[kind(b)][kind(c)] += 1.0;
        }
        let mut slots = [strings.slot(&[c]), Slot::default(), Slot::default(), Slot::default()];
        strings.count(slots[0]);
        for (len, string) in [&[b, c][..], &[a, b, c], &[z, a, b, c]].into_iter().enumerate() {
            if string[0] == 0 {
                break;
            }
            slots[len + 1] = strings.slot(string);
            let new = u16::from(strings.count(slots[len + 1]));
            if let Some(left) = strings.get(self.slots[len]) {
                left.onward = left.onward.saturating_add(1);
                left.next = left.next.saturating_add(new);
            }
            if let Some(right) = strings.get(slots[len]) {
                right.back = right.back.saturating_add(1);
                right.last = right.last.saturating_add(new);
            }
        }
        self.last = [c, b, a];
        self.slots = [slots[0], slots[1], slots[2]];
    }
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
    entries: Vec<Entry>,
    /// Whether every string found room.
    complete: bool,
}

/// A string, by 31 bits of its hash other than those that chose the slot; 0
/// where there is none yet. Two strings that were taken for one would change a
/// count, no more.
#[derive(Clone, Copy, Default)]
struct Entry {
    print: u32,
    seen: Seen,
}

/// Where a string is; none when it found no room.
type Slot = Option<u32>;

/// Slots that a string may be in.
const PROBES: usize = 8;

impl Table {
    /// A table for the strings of `chars` letters.
    fn new(chars: usize) -> Table {
        let slots = (chars.min(ENOUGH) * 4).next_power_of_two().max(1 << 12);
        Table { entries: vec![Entry::default(); slots + PROBES], complete: true }
    }

    fn at(&self, string: &[u16]) -> Seen {
        let (print, first) = self.find(string);
        // a string stands in the first slot that was free
        let found = self.entries[first..first + PROBES].iter().find(|e| e.print == print || e.print == 0);
        found.map(|entry| entry.seen).unwrap_or_default()
    }

    /// The slot of a string, which is taken for it.
    fn slot(&mut self, string: &[u16]) -> Slot {
        let (print, first) = self.find(string);
        let found = self.entries[first..first + PROBES].iter_mut().enumerate().find(|(_, e)| e.print == print || e.print == 0);
        self.complete &= found.is_some();
        let (at, taken) = found?;
        taken.print = print;
        u32::try_from(first + at).ok()
    }

    fn get(&mut self, slot: Slot) -> Option<&mut Seen> {
        self.entries.get_mut(slot? as usize).map(|entry| &mut entry.seen)
    }

    /// Counts a string; whether it is seen for the first time (always, when it
    /// found no room).
    fn count(&mut self, slot: Slot) -> bool {
        self.get(slot).is_none_or(|seen| {
            seen.times = seen.times.saturating_add(1);
            seen.times == 1
        })
    }

    /// A string's print and first slot. Letters are never 0, so strings of
    /// different lengths differ.
    fn find(&self, string: &[u16]) -> (u32, usize) {
        let key = string.iter().fold(0, |key, c| key << 16 | u64::from(*c));
        let hash = (key ^ key >> 31).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let hash = (hash ^ hash >> 29).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        (hash as u32 | 1, (hash >> 32) as usize & (self.entries.len() - PROBES - 1))
    }
}
