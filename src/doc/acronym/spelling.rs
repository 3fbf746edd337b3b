//! Whether the words of an expansion spell an acronym, and whether two
//! expansions say the same.

use std::borrow::Cow;

use super::known::is_known;
use crate::text::initials::{fold, lower, repeat};

/// Small words that acronyms pass over as they like.
const SMALL: &[&str] = &[
    "a", "an", "and", "as", "at", "by", "de", "der", "des", "du", "et", "for", "from", "in", "into", "la", "le", "les", "of", "on", "or",
    "per", "pour", "the", "to", "und", "via", "with",
];

/// First halves of English and scientific compounds: the letter behind one
/// counts as the first of a word (`Peace|keeping Operations`: PKO).
const HEADS: &[&str] = &[
    "aero", "agro", "air", "anti", "auto", "back", "base", "bi", "bio", "block", "broad", "care", "carbo", "cardio", "cell", "child",
    "chloro", "chrono", "co", "counter", "cross", "cyber", "data", "de", "deoxy", "di", "down", "earth", "eco", "electro", "endo", "ex",
    "extra", "fire", "fluoro", "fore", "geo", "green", "ground", "hand", "hard", "health", "high", "home", "house", "hydro", "hyper",
    "immuno", "infra", "inter", "intra", "iso", "key", "land", "life", "macro", "mega", "meta", "micro", "mid", "milli", "mono", "multi",
    "nano", "net", "neuro", "news", "nitro", "non", "off", "on", "out", "over", "para", "pass", "peace", "per", "phospho", "photo", "poly",
    "post", "pre", "proto", "pseudo", "psycho", "radio", "rail", "re", "ribo", "road", "sea", "self", "semi", "ship", "short", "soft",
    "space", "stake", "state", "steam", "sub", "super", "tele", "tetra", "thermo", "time", "trans", "tri", "turbo", "ultra", "under", "up",
    "waste", "water", "web", "wide", "wild", "wind", "work", "world",
];

/// Numbers that an acronym writes as a digit.
const NUMBERS: &[(&str, char)] = &[
    ("one", '1'),
    ("two", '2'),
    ("to", '2'),
    ("three", '3'),
    ("four", '4'),
    ("for", '4'),
    ("five", '5'),
    ("six", '6'),
    ("seven", '7'),
    ("eight", '8'),
    ("nine", '9'),
];

/// How the words of an expansion and the letters of an acronym agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// The words give every letter.
    Spells,
    /// The words are in their places, but a letter has no word, or one word
    /// another first letter: somebody lost or changed a word.
    Near,
    /// They have little to do with each other; perhaps the acronym is from
    /// another language, or has a history.
    Unlike,
}

/// The acronym by which one is looked up: in ASCII, singular.
#[must_use]
pub fn name(written: &str) -> Cow<'_, str> {
    match fold(written) {
        Cow::Borrowed(s) => Cow::Borrowed(singular(s)),
        Cow::Owned(s) => Cow::Owned(singular(&s).to_owned()),
    }
}

/// An acronym without a plural's `s`: `UAV` of `UAVs`.
#[must_use]
pub fn singular(name: &str) -> &str {
    match name.strip_suffix('s') {
        Some(rest)
            if rest.len() >= 2 && rest.ends_with(|c: char| c.is_ascii_uppercase()) && !rest.contains(|c: char| c.is_ascii_lowercase()) =>
        {
            rest.trim_end_matches(['\'', '’'])
        }
        _ => name,
    }
}

/// One word of an expansion, in lower case.
struct Word {
    letters: Vec<char>,
    /// Where the parts of a compound begin.
    parts: Vec<usize>,
    /// May give no letter at all.
    light: bool,
}

/// Most words of an expansion.
const WORDS: usize = 24;

/// Most letters of an acronym.
const LETTERS: usize = 16;

fn words(expansion: &str) -> Vec<Word> {
    let folded = fold(expansion);
    let mut list = Vec::new();
    for token in folded.split(|c: char| c.is_whitespace() || c == ',') {
        for (i, piece) in token.split(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’' | '.')).enumerate() {
            let piece = piece.split(['\'', '’']).next().unwrap_or(piece);
            let letters: Vec<char> = piece.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
            if letters.is_empty() {
                continue;
            }
            let lower: String = letters.iter().collect();
            list.push(Word { parts: parts(&lower), letters, light: i > 0 || SMALL.contains(&lower.as_str()) });
        }
        if list.len() >= WORDS {
            break;
        }
    }
    list
}

fn parts(word: &str) -> Vec<usize> {
    let mut list = Vec::new();
    let mut at = 0;
    while let Some(rest) = word.get(at..)
        && let Some(head) = HEADS.iter().filter(|h| rest.starts_with(**h) && rest.len() >= h.len() + 3).max_by_key(|h| h.len())
    {
        at += head.len();
        // as a count of characters: the heads are ASCII
        list.push(at);
    }
    list
}

impl Word {
    /// How many of `letters` this word can give. `long`: the acronym is long
    /// enough to take several letters from the start of a word (`JETRO`).
    fn gives(&self, letters: &[char], long: bool) -> usize {
        let (Some(&want), Some(&first)) = (letters.first(), self.letters.first()) else { return 0 };
        if want == '&' {
            return usize::from(matches!(self.letters.as_slice(), ['a', 'n', 'd']));
        }
        if want.is_ascii_digit() {
            let given =
                first == want || NUMBERS.iter().any(|(name, digit)| *digit == want && name.chars().eq(self.letters.iter().copied()));
            return usize::from(given);
        }
        let starts = |s: &str| s.chars().zip(&self.letters).all(|(a, b)| a == *b) && self.letters.len() > s.len();
        let mut at = match lower(want) {
            a if a == first => 0,
            // Extensible Markup Language: XML; Cross-Site Scripting: XSS; Digital Transformation: DX
            'x' if ["ex", "cross", "trans"].iter().any(|s| starts(s)) || self.letters == ['c', 'r', 'o', 's', 's'] => 1,
            _ => return 0,
        };
        let mut given = 1;
        let mut chain = long && at == 0;
        for &more in letters.get(1..).unwrap_or(&[]) {
            let small = more.is_lowercase();
            let more = lower(more);
            let behind = |i: usize| self.letters.get(i) == Some(&more);
            at = if chain && behind(at + 1) {
                at + 1
            } else if let Some(&part) = self.parts.iter().find(|&&p| p > at && behind(p)) {
                chain = false;
                part
            } else if small && let Some(i) = (at + 1..self.letters.len()).find(|&i| behind(i)) {
                i
            } else {
                break;
            };
            given += 1;
        }
        given
    }
}

/// What it costs when a letter has no word, a word gives no letter, a word
/// begins with another letter than it should.
struct Costs {
    missing: u32,
    skipped: u32,
    changed: u32,
}

/// The cheapest way to read the letters off the words.
fn align(words: &[Word], letters: &[char], costs: &Costs) -> u32 {
    let long = letters.iter().filter(|c| c.is_uppercase()).count() >= 4;
    let mut best: Vec<u32> = vec![u32::MAX; letters.len() + 1];
    if let Some(first) = best.first_mut() {
        *first = 0;
    }
    let lose = |best: &mut Vec<u32>| {
        for (i, letter) in letters.iter().enumerate() {
            let cost = if letter.is_lowercase() || *letter == '&' { 0 } else { costs.missing };
            let from = best.get(i).copied().unwrap_or(u32::MAX).saturating_add(cost);
            if let Some(slot) = best.get_mut(i + 1) {
                *slot = from.min(*slot);
            }
        }
    };
    lose(&mut best);
    for word in words {
        let skip = if word.light { 0 } else { costs.skipped };
        let mut next: Vec<u32> = best.iter().map(|b| b.saturating_add(skip)).collect();
        for (used, &cost) in best.iter().enumerate() {
            if cost == u32::MAX {
                continue;
            }
            if let Some(slot) = next.get_mut(used + 1)
                && !word.light
            {
                *slot = cost.saturating_add(costs.changed).min(*slot);
            }
            for taken in 1..=word.gives(letters.get(used..).unwrap_or(&[]), long) {
                if let Some(slot) = next.get_mut(used + taken) {
                    *slot = cost.min(*slot);
                }
            }
        }
        lose(&mut next);
        best = next;
    }
    best.last().copied().unwrap_or(u32::MAX)
}

/// How the expansion and the acronym (as written) agree.
#[must_use]
pub fn fit(expansion: &str, acronym: &str) -> Fit {
    let words = words(expansion);
    let folded = fold(acronym);
    let single: Vec<char> = singular(&folded).chars().filter(|c| c.is_alphanumeric() || *c == '&').take(LETTERS).collect();
    let heavy = words.iter().filter(|w| !w.light).count();
    if words.is_empty() || single.len() < 2 {
        return Fit::Unlike;
    }
    let repeated = repeat(&single);
    for letters in [Some(&single), repeated.as_ref()].into_iter().flatten() {
        let cost = align(&words, letters, &Costs { missing: 100, skipped: 1, changed: 100 });
        // words may be passed over when the rest gives every letter
        if cost < 100 && cost as usize <= (heavy / 2).max(1) {
            return Fit::Spells;
        }
    }
    if words.len() < 2 || single.iter().any(char::is_ascii_digit) {
        return Fit::Unlike;
    }
    let swapped = |i: usize| {
        let mut letters = single.clone();
        letters.swap(i, i + 1);
        letters != single && align(&words, &letters, &Costs { missing: 100, skipped: 1, changed: 100 }) == 0
    };
    // Automatic Identification System (ASI)
    if single.len() > 2 && single.iter().all(char::is_ascii_uppercase) && !is_known(acronym) && (0..single.len() - 1).any(swapped) {
        return Fit::Near;
    }
    let cost = align(&words, &single, &Costs { missing: 1, skipped: 1000, changed: 100 }) as usize;
    let wrong = cost % 100 + cost / 100;
    let lost = cost < 100 && cost <= (single.len() / 3).max(1);
    if single.len() >= wrong + 2 && (lost || cost == 100) { Fit::Near } else { Fit::Unlike }
}

/// What two expansions that say the same have in common: letters only, small
/// words, plurals and British spellings evened out.
#[must_use]
pub fn key(expansion: &str) -> String {
    let folded = fold(expansion).to_lowercase();
    let mut out = String::with_capacity(folded.len());
    for word in folded.split(|c: char| !c.is_alphanumeric()) {
        if SMALL.contains(&word) {
            continue;
        }
        let word = if word.len() > 3 { word.strip_suffix('s').unwrap_or(word) } else { word };
        out.push_str(word);
    }
    for (from, to) in [("isation", "ization"), ("defence", "defense"), ("centre", "center"), ("programme", "program"), ("labour", "labor")]
    {
        if out.contains(from) {
            out = out.replace(from, to);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fits() {
        use Fit::{Near, Spells, Unlike};
        for (expansion, acronym, want) in [
            ("River Water Board", "RWB", Spells),
            ("River and Water Board", "RWB", Spells),
            ("River and Water Board", "RAWB", Spells),
            ("Ferries, Icebreaking and Rescue", "FIR", Spells),
            ("Harbour Dredging & Pilotage", "HD&P", Spells),
            ("Harbour Dredging and Pilotage", "HD&P", Spells),
            ("Mutual Aid and Cross-Servicing Pact", "MACSP", Spells),
            ("Mutual Aid and Cross-Servicing Pact", "MACP", Spells),
            ("Peacekeeping Operations", "PKO", Spells),
            ("Interisland Ferry Network", "IIFN", Spells),
            ("Database Management System", "DBMS", Spells),
            ("Extended Rail Link", "XRL", Spells),
            ("Digital Transformation", "DX", Spells),
            ("Cross-Site Request", "XSR", Spells),
            ("Small Water Turbines", "SWTs", Spells),
            ("Control, Counting, Clearing and Relay", "C3R", Spells),
            ("Rail as a Service", "RaaS", Spells),
            ("Web of Things", "WoT", Spells),
            ("Harbour External Trade Organization", "HETRO", Spells),
            ("National Institute of Advanced River Science and Technology", "ARST", Spells),
            ("River Observation", "ＲＯ", Spells),
            ("River Board", "RWB", Near),
            ("Geographic System", "GIS", Near),
            ("Hazardous Pollutants", "HAPs", Near),
            ("River Data Board", "RWB", Near),
            ("Rail a Service", "RlaS", Spells),
            ("Total Rate", "TFR", Near),
            ("River Water", "RWB", Near),
            ("Automatic Identification System", "ASI", Near),
            ("Automatic Identification System", "IAS", Near),
            ("Automatic Identification System", "SIA", Unlike),
            ("Coordinated Universal Time", "UTC", Unlike),
            ("International Organization for Standardization", "ISO", Unlike),
            ("Ministry of Education, Culture, Sports, Science and Technology", "MEXT", Unlike),
            ("Water Board", "RX", Unlike),
            ("Riverboard", "RB", Unlike),
            ("Multipart", "MIME", Unlike),
            ("see below", "RWB", Unlike),
        ] {
            assert_eq!(fit(expansion, acronym), want, "{expansion} / {acronym}");
        }
    }

    #[test]
    fn names() {
        for (written, want) in [("HAPs", "HAP"), ("MaaS", "MaaS"), ("ＬＬＭ", "LLM"), ("AS", "AS"), ("IDs", "ID"), ("APIs", "API")] {
            assert_eq!(name(written), want);
        }
    }

    #[test]
    fn keys() {
        assert_eq!(key("World Health Organisation"), key("world health organization"));
        assert_eq!(key("Evidence-Based Policy Making"), key("Evidence Based PolicyMaking"));
        assert_ne!(key("Global Navigation"), key("General Navigation"));
    }
}
