//! Which encoding is it?
//!
//! Each encoding is tried, and the one that explains the bytes most cheaply is
//! believed: a character costs about as many bits as it is rare in Japanese and
//! English text, a malformed sequence costs dearly but is not the end, since
//! the files to be read are damaged ones. (Detectors that rule an encoding out
//! at its first error take UTF-8 with one bad byte for Shift_JIS.)

use std::sync::LazyLock;

use super::Charset;
use super::jis::JIS;
use super::units::{Mode, Units, What, is_japanese_escape};

/// What the bytes most probably are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Guess {
    /// The encoding.
    pub charset: Charset,
    /// Another encoding that explains the bytes nearly as well.
    pub rival: Option<Charset>,
    /// Bits per byte of the explanation; text stays below 7, noise does not.
    pub cost: f64,
}

/// Guesses the encoding of `bytes`, byte order marks not considered.
#[must_use]
pub fn detect(bytes: &[u8]) -> Guess {
    if is_plain(bytes) && std::str::from_utf8(bytes).is_ok() { SOUND } else { by_cost(bytes) }
}

/// UTF-8 without a fault.
const SOUND: Guess = Guess { charset: Charset::Utf8, rival: None, cost: 0.0 };

/// Whether, if it is valid UTF-8, it cannot be anything else: NUL may be a half
/// of UTF-16, an escape may lead to ISO-2022-JP.
pub(super) fn is_plain(bytes: &[u8]) -> bool {
    memchr::memchr(0, bytes).is_none() && !has_escape(bytes)
}

fn has_escape(bytes: &[u8]) -> bool {
    memchr::memchr_iter(0x1B, bytes).any(|at| bytes.get(at..).is_some_and(is_japanese_escape))
}

/// Bits that speak against an encoding before anything was read.
const PRIOR: [(Charset, u32); 7] = [
    (Charset::Utf8, 0),
    (Charset::ShiftJis, 2),
    (Charset::EucJp, 4),
    (Charset::Iso2022Jp, 0),
    (Charset::Utf16Le, 4),
    (Charset::Utf16Be, 6),
    (Charset::Windows1252, 4),
];

pub(super) fn by_cost(bytes: &[u8]) -> Guess {
    // one byte is a piece of a character, of whichever encoding
    if let [0x80..=0xFF] = bytes {
        return SOUND;
    }
    let (ranks, length, unusual) = ranks(bytes);
    match ranks.as_slice() {
        [best, second, ..] => {
            let rival = (!is_clear(second.0 - best.0, unusual)).then_some(second.1);
            Guess { charset: best.1, rival, cost: f64::from(best.0) / length.max(1) as f64 }
        }
        _ => SOUND,
    }
}

/// The encoding that the bytes are in rather than in the one that was declared,
/// where that is clear.
pub(super) fn instead_of(declared: Charset, bytes: &[u8]) -> Option<Charset> {
    let (ranks, _, unusual) = ranks(bytes);
    // half-width katakana are the kanji of EUC-JP: both make a text
    let kana = declared == Charset::ShiftJis && bytes.iter().all(|b| b.is_ascii() || (0xA1..=0xDF).contains(b));
    if unusual < FEW || kana {
        return None;
    }
    // UTF-16 of more than a few letters has line ends or spaces, with NUL in them
    let wide = memchr::memchr(0, bytes).is_some();
    let &(least, best) = ranks.iter().find(|rank| wide || !rank.1.is_utf16())?;
    // one that was not even tried explains nothing
    let own = ranks.iter().find(|rank| rank.1 == declared);
    own.is_none_or(|own| is_clear(own.0.saturating_sub(least), unusual)).then_some(best)
}

/// Whether so many bits between two encodings decide.
fn is_clear(bits: u32, unusual: usize) -> bool {
    let margin = f64::from(bits);
    margin >= CLOSE && margin >= CLOSE_PER_BYTE * unusual as f64
}

/// The encodings that were tried, the cheapest first, with their costs; those far
/// behind cost at least that. Then the bytes that were looked at, and how many of
/// them are not ASCII.
fn ranks(bytes: &[u8]) -> (Vec<(u32, Charset)>, usize, usize) {
    let samples = samples(bytes);
    let escapes = has_escape(bytes);
    let mut ranks: Vec<(u32, Charset)> = Vec::with_capacity(PRIOR.len());
    let mut limit = u32::MAX;
    for (charset, prior) in PRIOR {
        if (charset == Charset::Iso2022Jp && !escapes) || (charset.is_utf16() && bytes.len() < 2) {
            continue;
        }
        let mut total = prior;
        for sample in &samples {
            total = total.saturating_add(cost(sample, charset, limit.saturating_sub(total)));
            if total > limit {
                break;
            }
        }
        limit = limit.min(total.saturating_mul(2).saturating_add(64));
        ranks.push((total, charset));
    }
    ranks.sort_by_key(|rank| rank.0);
    let length: usize = samples.iter().map(|s| s.len()).sum();
    let unusual = samples.iter().flat_map(|s| s.iter()).filter(|&&b| b >= 0x80 || b == 0x1B || b == 0).count();
    (ranks, length, unusual)
}

/// A runner-up so many bits behind, in all or for each byte that is not ASCII,
/// is a rival.
const CLOSE: f64 = 20.0;
const CLOSE_PER_BYTE: f64 = 0.5;

/// So few bytes that are not ASCII contradict nobody.
const FEW: usize = 6;

/// So many samples of so many bytes are looked at.
const SAMPLES: usize = 16;
const SAMPLE: usize = 1024;

/// The whole of a short file; of a long one a run from each of its parts,
/// started where there is something to see. Starts are even, for UTF-16, and
/// behind a byte that ends any character, if there is one near.
fn samples(bytes: &[u8]) -> Vec<&[u8]> {
    if bytes.len() <= SAMPLES * SAMPLE {
        return vec![bytes];
    }
    let part = bytes.len().div_ceil(SAMPLES);
    let mut out = Vec::with_capacity(SAMPLES);
    for start in (0..bytes.len()).step_by(part) {
        let section = bytes.get(start..(start + part).min(bytes.len())).unwrap_or_default();
        let Some(first) = section.iter().position(|&b| b >= 0x80 || b == 0x1B || b == 0) else { continue };
        let back = bytes.get(..start + first).unwrap_or_default().iter().rev().take(64).position(|&b| b < 0x30).unwrap_or(0);
        let from = (start + first - back) & !1;
        out.push(bytes.get(from..(from + SAMPLE).min(bytes.len())).unwrap_or_default());
    }
    out
}

/// Bits that `bytes` cost as `charset`; the count stops behind `limit`.
fn cost(bytes: &[u8], charset: Charset, limit: u32) -> u32 {
    let prices = &*PRICES;
    let mut total = 0;
    let mut last = Class::Neutral;
    let add = |c: char, last: &mut Class, total: &mut u32| {
        let price = prices.of(c);
        *total += u32::from(price.bits) + clash(*last, price.class);
        *last = price.class;
    };
    for unit in Units::new(bytes, 0, charset, Mode::Ascii) {
        match unit.what {
            What::Copy(text) => text.chars().for_each(|c| add(c, &mut last, &mut total)),
            What::Char(c) => add(c, &mut last, &mut total),
            What::Bad if unit.at + unit.len == bytes.len() && is_torn(bytes.get(unit.at..).unwrap_or_default(), charset) => {
                // bytes that go on a character, or on a text in UTF-8, are rarely there by chance
                let sure = unit.len > 1 || charset == Charset::Utf8 && last == Class::Japanese;
                total += if sure { TORN / 2 } else { TORN };
            }
            What::Bad => total += 20 + 6 * u32::try_from(unit.len).unwrap_or(4),
            What::Escape => total += 4,
        }
        if total > limit {
            break;
        }
    }
    total
}

/// Bits for a character of which the end of the file cut off a part.
const TORN: u32 = 17;

/// Whether malformed bytes are the first ones of a character.
fn is_torn(bytes: &[u8], charset: Charset) -> bool {
    match (charset, bytes) {
        (Charset::Utf8, _) => std::str::from_utf8(bytes).is_err_and(|error| error.error_len().is_none()),
        (Charset::ShiftJis, [lead]) => matches!(lead, 0x81..=0x9F | 0xE0..=0xFC),
        (Charset::EucJp, [lead]) => matches!(lead, 0x8E | 0x8F | 0xA1..=0xFE),
        (Charset::EucJp, [0x8F, _]) | (Charset::Utf16Le | Charset::Utf16Be | Charset::Iso2022Jp, [_]) => true,
        _ => false,
    }
}

/// Characters that do or do not stand side by side.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Neutral,
    /// Kana and kanji.
    Japanese,
    HalfKana,
    /// ASCII letters, small ones apart: `ISR活動` is common, `isr活動` is not.
    Small,
    Capital,
    /// Letters and signs of Latin-1.
    Latin1,
    Hangul,
}

/// Bits for one character next to another that seldom has it as a neighbour.
fn clash(a: Class, b: Class) -> u32 {
    use Class::{Capital, HalfKana, Hangul, Japanese, Latin1, Neutral, Small};
    match (a, b) {
        (Japanese, Small) | (Small, Japanese) => 8,
        (Japanese, Capital) | (Capital, Japanese) => 2,
        (HalfKana, HalfKana) => 0,
        (HalfKana, Neutral) | (Neutral, HalfKana) => 4,
        (HalfKana, _) | (_, HalfKana) => 8,
        (Latin1, Latin1) => 4,
        (Latin1 | Hangul, Japanese) | (Japanese, Latin1 | Hangul) => 8,
        _ => 0,
    }
}

#[derive(Clone, Copy)]
struct Price {
    bits: u8,
    class: Class,
}

/// The price of each character of the BMP.
struct Prices(Vec<Price>);

static PRICES: LazyLock<Prices> = LazyLock::new(Prices::new);

/// Kanji by level of JIS X 0208, other kanji of CP932, other kanji; rows from 0.
const LEVEL_1: std::ops::Range<usize> = 15..47;
const LEVEL_2: std::ops::Range<usize> = 47..84;

impl Prices {
    fn new() -> Prices {
        let mut prices: Vec<Price> = (0..=u16::MAX).map(price).collect();
        for (row, unit) in JIS.rows() {
            let Some(slot) = prices.get_mut(usize::from(unit)) else { continue };
            match row {
                0..15 => slot.bits = slot.bits.min(11),
                _ if LEVEL_1.contains(&row) => slot.bits = 10,
                _ if LEVEL_2.contains(&row) => slot.bits = slot.bits.min(15),
                _ => slot.bits = slot.bits.min(17),
            }
        }
        Prices(prices)
    }

    fn of(&self, c: char) -> Price {
        self.0.get(c as usize).copied().unwrap_or(Price { bits: 18, class: Class::Neutral })
    }
}

/// Rough shares of a Japanese white paper, in bits.
fn price(unit: u16) -> Price {
    let (bits, class) = match unit {
        0x20 | 0x0A => (4, Class::Neutral),
        0x09 | 0x0C | 0x0D => (6, Class::Neutral),
        0x61..=0x7A => (5, Class::Small),
        0x30..=0x39 => (5, Class::Neutral),
        0x41..=0x5A => (6, Class::Capital),
        0x21..=0x7E => (7, Class::Neutral),
        0x00..=0x1F | 0x7F => (20, Class::Neutral),
        0x80..=0x9F => (24, Class::Latin1),
        // capitals
        0xC0..=0xD6 | 0xD8..=0xDE => (14, Class::Latin1),
        0xA0..=0xFF => (11, Class::Latin1),
        0x100..=0x24F => (14, Class::Latin1),
        0x2010..=0x2027 | 0x20AC | 0x2122 => (9, Class::Neutral),
        0x3001 | 0x3002 => (5, Class::Japanese),
        0x3000..=0x301F => (8, Class::Japanese),
        0x3041..=0x3096 => (6, Class::Japanese),
        0x30A0..=0x30FF => (7, Class::Japanese),
        0x3400..=0x9FFF => (18, Class::Japanese),
        0xFF01..=0xFF5E => (8, Class::Japanese),
        0xFF61..=0xFF65 => (10, Class::HalfKana),
        0xFF66..=0xFF9F => (7, Class::HalfKana),
        0xAC00..=0xD7A3 => (14, Class::Hangul),
        0x250..=0x1FFF | 0x2028..=0x2BFF => (14, Class::Neutral),
        0xE000..=0xF8FF => (20, Class::Neutral),
        0xFFF0..=0xFFFF => (24, Class::Neutral),
        _ => (16, Class::Neutral),
    };
    Price { bits, class }
}

#[cfg(test)]
mod tests {
    use super::instead_of;
    use crate::read::Charset;

    #[test]
    fn declared_half_width_katakana_are_not_doubted() {
        let sjis = |text: &str| encoding_rs::SHIFT_JIS.encode(text).0.into_owned();
        assert_eq!(instead_of(Charset::ShiftJis, &sjis(&"ﾔﾏﾀﾞ ﾀﾛｳ 1000ｴﾝ\n".repeat(20))), None);
        let euc = encoding_rs::EUC_JP.encode(&"海の利用についての計画を定める。\n".repeat(20)).0.into_owned();
        assert_eq!(instead_of(Charset::ShiftJis, &euc), Some(Charset::EucJp));
    }
}
