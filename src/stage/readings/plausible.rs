//! Whether kana can be the reading of a base text.
//!
//! The reading is split over the kanji of the base; each kanji takes one of its
//! own readings, as it is or changed as it is in compounds: voiced behind
//! another kanji (かみ → てがみ) or unvoiced, its last sound doubled (がく →
//! がっこう), a native reading without its okurigana (とる → と, とり). A kanji
//! that takes none is a miss: names and idioms are full of them, so it lowers
//! confidence and does not forbid.

use super::table;
use crate::text::class;

/// Longer bases and readings are not looked at.
pub(super) const MAX_BASE: usize = 12;
/// The most kana that one reading can have.
pub(super) const MAX_KANA: usize = 32;
/// The most kana that one kanji can take when they are none of its readings.
const MAX_MISS: usize = 4;

/// How well a reading fits a base.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fit {
    /// Kanji that take one of their readings.
    pub hits: usize,
    /// Kanji that do not.
    pub misses: usize,
}

/// A partial split, grown kanji by kanji from the left: for each number of
/// kana used up, the least number of misses with which they can be.
#[derive(Clone)]
pub(super) struct Split<'a> {
    reading: &'a [char],
    reach: [u8; MAX_KANA + 1],
    kanji: usize,
    last: Option<char>,
    inner: bool,
    allow: u8,
}

const NEVER: u8 = u8::MAX;

impl<'a> Split<'a> {
    /// No kanji yet. `reading` is folded kana ([`fold`]); `inner` says whether
    /// the base may be the later part of a word; at most `allow` kanji may miss.
    pub(super) fn new(reading: &'a [char], inner: bool, allow: u8) -> Split<'a> {
        let mut reach = [NEVER; MAX_KANA + 1];
        if let Some(first) = reach.first_mut() {
            *first = if reading.len() <= MAX_KANA { 0 } else { NEVER };
        }
        Split { reading, reach, kanji: 0, last: None, inner, allow }
    }

    /// Takes the next character of the base; false when no split goes on.
    pub(super) fn push(&mut self, c: char) -> bool {
        let mut next = [NEVER; MAX_KANA + 1];
        let base = if c == '々' { self.last.unwrap_or(c) } else { c };
        let readings = table::of(base);
        for (used, &misses) in self.reach.iter().enumerate().take(self.reading.len()) {
            if misses == NEVER {
                continue;
            }
            let Some(rest) = self.reading.get(used..).filter(|r| !r.is_empty()) else { continue };
            let mut reach = |length: usize, cost: u8| {
                if let Some(cell) = next.get_mut(used + length)
                    && length <= rest.len()
                {
                    *cell = (*cell).min(misses.saturating_add(cost));
                }
            };
            if class::is_kana(c) && !matches!(c, 'ヶ' | 'ケ') {
                if rest.first() == Some(&fold(c)) {
                    reach(1, 0);
                }
                continue;
            }
            let inner = self.inner || self.kanji > 0;
            if matches!(c, 'ヶ' | 'ケ') && matches!(rest.first(), Some('が' | 'か')) {
                reach(1, 0);
            }
            for reading in readings.clone() {
                each_length(reading, rest, inner, &mut |length| reach(length, 0));
                // の between the parts of a name is not written (井上, 木下), nor is な (渡辺)
                if self.kanji > 0 && matches!(rest.first(), Some('の' | 'な')) {
                    each_length(reading, rest.get(1..).unwrap_or(&[]), inner, &mut |length| reach(length + 1, 0));
                }
            }
            if misses < self.allow {
                (1..=MAX_MISS).for_each(|length| reach(length, 1));
            }
        }
        self.reach = next;
        if class::is_kanji(base) {
            self.kanji += 1;
            self.last = Some(base);
        }
        self.reach.iter().any(|&m| m != NEVER)
    }

    /// How the whole reading fits what was pushed; `None` when kana are left
    /// over.
    pub(super) fn fit(&self) -> Option<Fit> {
        let misses = usize::from(self.reach.get(self.reading.len()).copied().filter(|&m| m != NEVER)?);
        (self.kanji > 0).then(|| Fit { hits: self.kanji.saturating_sub(misses), misses })
    }
}

/// How `reading` (folded) fits all of `base`, with at most `allow` misses.
pub(super) fn fit(base: impl IntoIterator<Item = char>, reading: &[char], inner: bool, allow: u8) -> Option<Fit> {
    let mut split = Split::new(reading, inner, allow);
    base.into_iter().all(|c| split.push(c)).then(|| split.fit()).flatten()
}

/// Calls `found` with every length at which `reading` of the table can stand
/// at the start of `kana`.
fn each_length(reading: &str, kana: &[char], inner: bool, found: &mut impl FnMut(usize)) {
    let (Some(first), Some(&next)) = (reading.chars().next(), kana.first()) else { return };
    let native = class::is_hiragana(first);
    let first = fold(first);
    // most of the readings of a kanji are ruled out here
    if first != next && !(inner && voiced(first).contains(&Some(next)) || !native && voiced(next).contains(&Some(first))) {
        return;
    }
    let length = reading.chars().count();
    let mut same = 1;
    for (n, (r, &k)) in reading.chars().map(fold).zip(kana).enumerate().skip(1) {
        if r == k {
            same += 1;
            continue;
        }
        let last = n + 1 == length;
        if last && (k == 'つ' && matches!(r, 'ち' | 'く' | 'き')) {
            found(length);
        }
        if last && native && connective(r) == Some(k) {
            found(length);
        }
        break;
    }
    if same == length {
        found(length);
    }
    // とる, ちいさい without their endings; つぶ + ら of つぶら, shared with the next kanji
    let inflects = |c: char| c == 'い' || connective(c).is_some();
    let ending = same + 1 == length && reading.chars().next_back().is_some_and(inflects);
    if native && length > 1 && (same == length || ending) {
        found(length - 1);
    }
}

/// The kana with its sound voiced, and with a p in place of its h.
fn voiced(c: char) -> [Option<char>; 2] {
    let next = |n| char::from_u32(c as u32 + n).map(fold);
    match c {
        'か' | 'き' | 'く' | 'け' | 'こ' | 'さ' | 'し' | 'す' | 'せ' | 'そ' | 'た' | 'ち' | 'つ' | 'て' | 'と' => {
            [next(1), None]
        }
        'は' | 'ひ' | 'ふ' | 'へ' | 'ほ' => [next(1), next(2)],
        _ => [None, None],
    }
}

/// The last kana of the form of a verb to which other words are joined
/// (連用形), for the last kana of its dictionary form; for an adjective that
/// of the old form that given names have (たかい → たかし).
fn connective(c: char) -> Option<char> {
    Some(match c {
        'い' => 'し',
        'う' => 'い',
        'く' => 'き',
        'ぐ' => 'ぎ',
        'す' => 'し',
        'つ' => 'ち',
        'ぬ' => 'に',
        'ぶ' => 'び',
        'む' => 'み',
        'る' => 'り',
        _ => return None,
    })
}

/// Katakana as hiragana, small letters as large ones: ruby is often set in
/// large kana only.
pub(super) fn fold(c: char) -> char {
    let c = match c {
        '\u{30A1}'..='\u{30F6}' => char::from_u32(c as u32 - 0x60).unwrap_or(c),
        _ => c,
    };
    match c {
        'ぁ' | 'ぃ' | 'ぅ' | 'ぇ' | 'ぉ' | 'っ' | 'ゃ' | 'ゅ' | 'ょ' | 'ゎ' => char::from_u32(c as u32 + 1).unwrap_or(c),
        'づ' => 'ず',
        'ぢ' => 'じ',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::{Fit, fit, fold};

    fn check(base: &str, reading: &str) -> Option<(usize, usize)> {
        let kana: Vec<char> = reading.chars().map(fold).collect();
        fit(base.chars(), &kana, false, 4).map(|Fit { hits, misses }| (hits, misses))
    }

    #[test]
    fn readings_fit() {
        for (base, reading, hits) in [
            ("学校", "がっこう", 2),
            ("学校", "がつこう", 2),
            ("人々", "ひとびと", 2),
            ("坂道", "さかみち", 2),
            ("手紙", "てがみ", 2),
            ("鼻血", "はなぢ", 2),
            ("三日月", "みかづき", 3),
            ("散歩", "さんぽ", 2),
            ("取り組み", "とりくみ", 2),
            ("取組", "とりくみ", 2),
            ("井上", "いのうえ", 2),
            ("渡辺", "わたなべ", 2),
            ("霞ヶ関", "かすみがせき", 2),
            ("脚本", "キャクホン", 2),
            ("見直し", "みなおし", 2),
            ("叱咤", "しった", 2),
            ("清", "きよし", 1),
            ("暴露", "ぼうろ", 2),
        ] {
            assert_eq!(check(base, reading), Some((hits, 0)), "{base} {reading}");
        }
    }

    #[test]
    fn misses_are_counted() {
        for (base, reading, expected) in [
            ("田舎", "いなか", Some((0, 2))),
            ("学校", "がくせい", Some((1, 1))),
            ("学校", "が", None),
            ("学", "しているものとす", None),
            ("", "あ", None),
            ("取り組み", "とるくむ", None),
        ] {
            assert_eq!(check(base, reading), expected, "{base} {reading}");
        }
        let long = vec!['あ'; 1000];
        assert_eq!(fit("亜".chars(), &long, false, 4), None);
    }
}
