//! How well two lines of Latin letters meet, by the words on both sides of the
//! line end.
//!
//! What `letters.rs` does with the letters of Japanese, this does with words: a
//! small language model of the document itself. Words of grammar are kinds of
//! their own (`class.rs`), all others are told apart by their endings; which
//! kinds follow each other is counted inside the lines, and so are pairs of
//! words, with the estimate of Witten and Bell (1991).
//!
//! A word that was cut at the line end says most. Either both parts make a word
//! that the document has elsewhere, or the part on the next line is none.

mod class;

use rustc_hash::FxHashMap;

use super::Layout;
use crate::text::class::is_hyphen;
use class::{Grammar, KINDS, Kind, Token};

/// Words read at most: more teach nothing.
const ENOUGH: usize = 200_000;

/// The model.
pub(super) struct Words {
    grammar: Grammar,
    /// How often each word stands inside the lines.
    known: FxHashMap<u64, Seen>,
    /// How often each pair of words does.
    pairs: FxHashMap<u64, u32>,
    /// How often a word is followed by a kind.
    behind: FxHashMap<u64, u32>,
    /// How often a word follows a kind.
    before: FxHashMap<u64, u32>,
    ones: Vec<f32>,
    twos: Vec<f32>,
    threes: Vec<f32>,
    /// How many different kinds stand behind each kind and each pair.
    next: Vec<f32>,
    previous: Vec<f32>,
    next_but_one: Vec<f32>,
    total: f32,
    /// The share of the lines that end in a cut word.
    cut: f32,
}

/// How much of the evidence is believed (it is counted in one document), and how
/// much of what the first word says of the one before it, most of which the
/// last word has said already.
const TRUST: f32 = 0.75;
const BACKWARD: f32 = 0.2;
/// Words that never met before may meet.
const LEAST: f32 = -2.5;

/// What is counted of a word.
#[derive(Clone, Copy, Default)]
struct Seen {
    times: u32,
    /// Different words, and different kinds, behind it.
    next: u32,
    kinds: u32,
    /// Different kinds before it.
    back: u32,
}

/// The end of a line.
#[derive(Clone, Copy, Default)]
pub(super) struct Tail {
    /// The kinds of its last two words and signs, the last one second.
    kinds: [Kind; 2],
    last: u64,
    /// What stands before the hyphen that ends it: the state of the hash.
    stem: Option<u64>,
}

/// The beginning of a line.
#[derive(Clone, Copy, Default)]
pub(super) struct Head {
    kinds: [Kind; 2],
    first: u64,
    /// The letters of its first word, with which the hash of a stem goes on.
    letters: [u8; REACH],
    len: u8,
    part: Part,
}

/// Letters of the second part of a cut word that are looked at.
const REACH: usize = 20;

/// What the first word of a line looks like.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Part {
    /// No word, or one in capitals or digits.
    #[default]
    Other,
    /// Begins with a capital.
    Capital,
    /// A word in small letters that the document has elsewhere.
    Known,
    /// One that it has not.
    Unknown,
}

impl Words {
    /// Reads the insides of the lines.
    pub(super) fn of(layout: &Layout<'_>) -> Words {
        let mut words = Words {
            grammar: Grammar::new(),
            known: FxHashMap::default(),
            pairs: FxHashMap::default(),
            behind: FxHashMap::default(),
            before: FxHashMap::default(),
            ones: vec![0.0; KINDS],
            twos: vec![0.0; KINDS * KINDS],
            threes: vec![0.0; KINDS * KINDS * KINDS],
            next: vec![0.0; KINDS],
            previous: vec![0.0; KINDS],
            next_but_one: vec![0.0; KINDS * KINDS],
            total: 0.0,
            cut: 0.0,
        };
        let (mut count, mut lines, mut cut) = (0, 0.0f32, 0.0f32);
        let mut broken = false;
        for row in layout.rows.iter().filter(|row| row.latin) {
            let body = layout.body(row);
            let hyphen = is_cut(body);
            words.read(body, broken, hyphen);
            (lines, cut) = (lines + 1.0, cut + f32::from(u8::from(hyphen)));
            broken = true;
            count += body.len() / 6;
            if count > ENOUGH {
                break;
            }
        }
        words.cut = cut / (lines + 1.0);
        for at in 0..KINDS {
            words.next[at] = different(&words.twos, at);
            words.previous[at] = words.twos.iter().skip(at).step_by(KINDS).filter(|n| **n > 0.0).count() as f32;
        }
        for at in 0..KINDS * KINDS {
            words.next_but_one[at] = different(&words.threes, at);
        }
        words
    }

    /// Counts the words of a line; the first and the last one may be parts.
    fn read(&mut self, body: &str, broken: bool, hyphen: bool) {
        let mut before: [Option<Token<'_>>; 2] = [None; 2];
        let grammar = std::mem::take(&mut self.grammar);
        let mut tokens = class::tokens(body, &grammar).peekable();
        let mut first = true;
        while let Some(token) = tokens.next() {
            let inside = !(first && broken || hyphen && tokens.peek().is_none());
            first = false;
            let kind = token.kind.index();
            self.ones[kind] += 1.0;
            self.total += 1.0;
            if inside {
                self.known.entry(token.hash).or_default().times += 1;
            }
            if let Some(left) = before[1] {
                self.twos[left.kind.index() * KINDS + kind] += 1.0;
                let new = count(&mut self.pairs, pair(left.hash, token.hash));
                let other = count(&mut self.behind, pair(left.hash, kind as u64));
                let seen = self.known.entry(left.hash).or_default();
                seen.next += u32::from(new);
                seen.kinds += u32::from(other);
                let other = count(&mut self.before, pair(token.hash, left.kind.index() as u64));
                self.known.entry(token.hash).or_default().back += u32::from(other);
                if let Some(far) = before[0] {
                    self.threes[(far.kind.index() * KINDS + left.kind.index()) * KINDS + kind] += 1.0;
                }
            }
            before = [before[1], Some(token)];
        }
        drop(tokens);
        self.grammar = grammar;
    }

    /// Looks at the end of a line.
    pub(super) fn tail(&self, body: &str) -> Tail {
        let mut tail = Tail::default();
        let mut last = "";
        for token in class::last(body, &self.grammar) {
            tail.kinds = [tail.kinds[1], token.kind];
            tail.last = token.hash;
            last = token.text;
        }
        if is_cut(body) {
            tail.stem = Some(class::hash(class::SEED, last.trim_end_matches(is_hyphen)));
        }
        tail
    }

    /// Looks at the beginning of a line.
    pub(super) fn head(&self, body: &str) -> Head {
        let mut head = Head::default();
        for (at, token) in class::tokens(body, &self.grammar).take(2).enumerate() {
            head.kinds[at] = token.kind;
            if at > 0 {
                continue;
            }
            head.first = token.hash;
            let known = self.known.get(&token.hash).is_some_and(|seen| seen.times > 0);
            head.part = match token.text.chars().next() {
                Some(c) if c.is_uppercase() => Part::Capital,
                Some(c) if c.is_lowercase() && known => Part::Known,
                Some(c) if c.is_lowercase() => Part::Unknown,
                _ => Part::Other,
            };
            for (place, byte) in head.letters.iter_mut().zip(token.text.bytes()) {
                *place = byte;
                head.len += 1;
            }
        }
        head
    }

    /// Log odds of two lines' meeting, against their standing side by side by
    /// chance.
    pub(super) fn bond(&self, left: &Tail, right: &Head) -> f32 {
        if let Some(stem) = left.stem {
            return self.rest_of(stem, right);
        }
        let [b, c] = left.kinds;
        let [d, e] = right.kinds;
        if c == Kind::None || d == Kind::None {
            return 0.0;
        }
        let share = |kind: Kind| (self.ones[kind.index()] + 0.5) / (self.total + 0.5 * KINDS as f32);
        let behind = |b: Kind, c: Kind, d: Kind, base: f32| {
            let two = b.index() * KINDS + c.index();
            mix(self.threes[two * KINDS + d.index()], self.twos[two], self.next_but_one[two], base)
        };
        let near = |c: Kind, d: Kind| mix(self.twos[c.index() * KINDS + d.index()], self.ones[c.index()], self.next[c.index()], share(d));
        let mut kinds = near(c, d);
        if b != Kind::None {
            kinds = behind(b, c, d, kinds);
        }
        // what the last word itself likes to stand before
        let seen = self.known.get(&left.last).copied().unwrap_or_default();
        let times = |map: &FxHashMap<u64, u32>, key: u64| map.get(&key).copied().unwrap_or(0) as f32;
        kinds = mix(times(&self.behind, pair(left.last, d.index() as u64)), seen.times as f32, seen.kinds as f32, kinds);
        let mut bond = (kinds / share(d)).ln();
        // and what the first word likes to stand behind
        let right_seen = self.known.get(&right.first).copied().unwrap_or_default();
        let twos = self.twos[c.index() * KINDS + d.index()];
        let base = mix(twos, self.ones[d.index()], self.previous[d.index()], share(c));
        let own = mix(times(&self.before, pair(right.first, c.index() as u64)), right_seen.times as f32, right_seen.back as f32, base);
        bond += (own / base).ln() * BACKWARD;
        // and which word of that kind
        let own = right_seen.times as f32 + 0.3;
        let base = (own / (self.ones[d.index()] + 1.0)).min(1.0) * kinds;
        let word = mix(times(&self.pairs, pair(left.last, right.first)), seen.times as f32, seen.next as f32, base);
        bond += (word / base).ln().max(0.0);
        if e != Kind::None {
            bond += (behind(c, d, e, near(d, e)) / near(d, e)).ln();
        }
        if self.cut > 0.03 {
            bond += if right.part == Part::Unknown { -0.9 } else { 0.1 };
        }
        (bond * TRUST).clamp(LEAST, 8.0)
    }

    /// Evidence that a line begins with the rest of the word that was cut behind
    /// `stem`.
    fn rest_of(&self, stem: u64, right: &Head) -> f32 {
        let rest = right.letters.get(..right.len.into()).unwrap_or_default();
        let seen = |word: u64| self.known.get(&word).is_some_and(|seen| seen.times > 0);
        let whole = seen(class::hash_bytes(stem, rest)) || seen(class::hash_bytes(class::hash(stem, "-"), rest));
        match right.part {
            Part::Known | Part::Unknown if whole => 6.0,
            Part::Capital | Part::Other if whole => 4.0,
            Part::Unknown => 1.3,
            Part::Capital => -1.4,
            Part::Known | Part::Other => -2.5,
        }
    }
}

/// Whether the line ends in the first part of a word.
fn is_cut(body: &str) -> bool {
    body.strip_suffix(is_hyphen).is_some_and(|rest| rest.ends_with(char::is_alphabetic))
}

fn pair(left: u64, right: u64) -> u64 {
    (left.rotate_left(23) ^ right).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

/// Counts a key; whether it is new.
fn count(map: &mut FxHashMap<u64, u32>, key: u64) -> bool {
    let times = map.entry(key).or_default();
    *times += 1;
    *times == 1
}

fn different(counts: &[f32], at: usize) -> f32 {
    counts.iter().skip(at * KINDS).take(KINDS).filter(|n| **n > 0.0).count() as f32
}

fn mix(times: f32, all: f32, different: f32, base: f32) -> f32 {
    let reserve = different + 1.0;
    (times + reserve * base) / (all.max(times) + reserve)
}
