//! Whether the words of an expansion spell an acronym.
//!
//! Every word that carries meaning must give its first letter, in order, and
//! nothing of the acronym may be left over. Small words (of, and, for, …) and
//! second halves of hyphenated words may give theirs. A word may give further
//! letters (`Intercontinental Ballistic Missile`: ICBM), at a price.

use crate::text::class;
use crate::text::initials::{fold, lower, repeat};

/// Small words that acronyms usually pass over.
const SMALL: &[&str] = &[
    "a", "an", "and", "as", "at", "by", "de", "der", "des", "du", "et", "for", "from", "in", "la", "le", "les", "of", "on", "or", "pour",
    "the", "to", "und", "with", "&",
];

/// Numbers that an acronym writes as a digit (`G7`, `3D`).
const NUMBERS: &[(&str, char)] = &[
    ("one", '1'),
    ("two", '2'),
    ("three", '3'),
    ("four", '4'),
    ("five", '5'),
    ("six", '6'),
    ("seven", '7'),
    ("eight", '8'),
    ("nine", '9'),
];

/// Longest acronym, in characters.
pub(super) const LONGEST: usize = 14;

/// Words of the longest expansion.
const MOST: usize = 20;

/// Whether an expansion may hold the character, when it is an ASCII one or a
/// hyphen or apostrophe.
fn is_allowed(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, ' ' | ',' | '-' | '‐' | '‑' | '–' | '\'' | '’' | '&' | '/' | '.')
}

/// A first look, without folding anything.
fn may_be_phrase(raw: &str) -> bool {
    let letter = |c: char| !c.is_ascii() && !class::is_kanji(c) && !class::is_kana(c);
    raw.chars().all(|c| is_allowed(c) || c.is_ascii_whitespace() || letter(c)) && !is_long(raw)
}

/// Whether it has too many words, whose letters do not stand apart.
fn is_long(raw: &str) -> bool {
    let mut words = raw.split_whitespace();
    words.nth(MOST).is_some() && !stands_apart(raw)
}

/// Whether nearly all words are single letters.
fn stands_apart(text: &str) -> bool {
    let (mut single, mut all) = (0, 0);
    for token in text.split_whitespace() {
        all += 1;
        single += usize::from(token.chars().nth(1).is_none());
    }
    all >= 5 && single * 4 >= all * 3
}

/// One word of a phrase.
#[derive(Clone, Debug)]
struct Word {
    /// In lower case.
    letters: Vec<char>,
    /// May give no letter at all.
    optional: bool,
}

/// A Latin phrase that may be the expansion of an acronym.
#[derive(Clone, Debug)]
pub(super) struct Phrase {
    /// As it reads: single spaces, letters that stood apart set together.
    pub(super) text: String,
    words: Vec<Word>,
    /// Whether all its meaningful words start with a capital.
    pub(super) title: bool,
}

/// How well a phrase spells an acronym: 0 when each letter is the first of a
/// word, more for letters from inside words.
pub(super) type Penalty = u32;

impl Phrase {
    /// Reads a phrase of at least two words; `None` when it holds anything
    /// that an expansion does not (a full stop, brackets, a leading number).
    pub(super) fn read(raw: &str) -> Option<Phrase> {
        let raw = raw.trim();
        if !may_be_phrase(raw) {
            return None;
        }
        let text = close(raw);
        let folded = fold(&text);
        let first = folded.chars().next()?;
        if !first.is_alphabetic() || folded.ends_with(['.', ',', '/', '&']) || folded.contains(". ") {
            return None;
        }
        if !folded.chars().all(|c| is_allowed(c) || (c.is_alphabetic() && c < '\u{250}')) {
            return None;
        }
        let mut words = Vec::new();
        let mut title = true;
        for token in folded.split([' ', ',']) {
            for (part, piece) in token.split(['-', '‐', '‑', '–', '/']).enumerate() {
                let Some(initial) = piece.chars().next() else { continue };
                let lower: String = piece.to_lowercase();
                let small = SMALL.contains(&lower.as_str());
                title &= small || part > 0 || initial.is_uppercase();
                words.push(Word { letters: lower.chars().collect(), optional: small || part > 0 });
            }
        }
        let heavy = words.iter().filter(|w| !w.optional).count();
        let letters = words.iter().map(|w| w.letters.len()).sum::<usize>();
        (words.len() >= 2 && heavy >= 1 && words.len() <= MOST && letters >= 6).then_some(Phrase { text, words, title })
    }

    /// The penalty when the phrase spells `acronym` (folded).
    pub(super) fn spells(&self, acronym: &str) -> Option<Penalty> {
        let letters: Vec<char> = acronym.chars().filter(|c| c.is_alphanumeric() || *c == '&').collect();
        let plural = letters.strip_suffix(&['s']).filter(|l| l.len() > 1);
        let repeated = repeat(&letters);
        [Some(letters.as_slice()), plural, repeated.as_deref()].into_iter().flatten().filter_map(|l| self.align(l)).min()
    }

    /// Whether each letter of `acronym` is the first of a word of its own, in
    /// any order and with words left over (`Treaty on the Non-Proliferation of
    /// Nuclear Weapons`: NPT): enough only where the place proves the rest.
    pub(super) fn holds(&self, acronym: &str) -> bool {
        let mut firsts: Vec<char> = self.words.iter().filter_map(|w| w.letters.first().copied()).collect();
        let letters = acronym.chars().count();
        let heavy = self.words.iter().filter(|w| !w.optional).count();
        self.title
            && (3..=LONGEST).contains(&letters)
            && heavy <= 2 * letters
            && acronym.chars().all(|c| {
                let at = firsts.iter().position(|&first| first == lower(c));
                at.map(|at| firsts.swap_remove(at)).is_some()
            })
    }

    fn align(&self, letters: &[char]) -> Option<Penalty> {
        let count = letters.len();
        if !(2..=LONGEST).contains(&count) || letters.iter().filter(|c| c.is_uppercase()).count() < 2 {
            return None;
        }
        // cost of having used the first `n` letters up to this word
        let mut best: Vec<Option<Penalty>> = vec![None; count + 1];
        best[0] = Some(0);
        for word in &self.words {
            let mut next = if word.optional { best.clone() } else { vec![None; count + 1] };
            for (used, cost) in best.iter().enumerate() {
                let Some(cost) = *cost else { continue };
                for (taken, extra) in word.gives(letters.get(used..).unwrap_or(&[])) {
                    if let Some(slot) = next.get_mut(used + taken) {
                        *slot = Some(slot.map_or(cost + extra, |old| old.min(cost + extra)));
                    }
                }
            }
            best = next;
        }
        let limit = match count {
            2 => 0,
            3 => 2,
            n => u32::try_from(n / 2 + 1).unwrap_or(2),
        };
        best.last().copied().flatten().filter(|&penalty| penalty <= limit)
    }
}

impl Word {
    /// How many of `letters` this word can give, and what that costs.
    fn gives(&self, letters: &[char]) -> Vec<(usize, Penalty)> {
        let mut list = Vec::new();
        let (Some(&want), Some(&first)) = (letters.first(), self.letters.first()) else { return list };
        if want == '&' {
            if matches!(self.letters.as_slice(), ['a', 'n', 'd'] | ['&']) {
                list.push((1, 0));
            }
            return list;
        }
        if want.is_ascii_digit() {
            let written: String = self.letters.iter().collect();
            if first == want || NUMBERS.iter().any(|(name, digit)| *digit == want && *name == written) {
                list.push((1, 0));
            }
            return list;
        }
        let (mut at, mut cost) = match (lower(want), first) {
            (a, b) if a == b => (0, 0),
            // Extensible Markup Language: XML
            ('x', 'e') if self.letters.get(1) == Some(&'x') => (1, 1),
            _ => return list,
        };
        list.push((1, cost));
        for (index, &more) in letters.iter().enumerate().skip(1) {
            let rest = self.letters.get(at + 1..).unwrap_or(&[]);
            let Some(gap) = rest.iter().position(|&c| c == lower(more)) else { break };
            cost += match (more.is_lowercase(), gap) {
                (true, _) => 0,
                (false, 0) => 1,
                (false, _) => 2,
            };
            at += 1 + gap;
            list.push((index + 1, cost));
        }
        list
    }
}

/// Sets letters together that stand apart, parts words that stand together,
/// and writes single spaces.
fn close(text: &str) -> String {
    let text = if stands_apart(text) {
        text.split("  ").map(|word| word.split(' ').collect::<String>()).collect::<Vec<_>>().join(" ")
    } else {
        text.to_owned()
    };
    let mut words: Vec<String> = Vec::new();
    for token in text.split_whitespace() {
        let glued = token.len() >= 10;
        let mut word = String::new();
        let mut chars = token.chars().peekable();
        while let Some(c) = chars.next() {
            let capital = c.is_uppercase() && chars.peek().is_some_and(|n| n.is_lowercase());
            match word.chars().next_back() {
                Some(',') => words.push(std::mem::take(&mut word)),
                Some(before) if glued && capital && before.is_lowercase() => part(std::mem::take(&mut word), &mut words),
                _ => {}
            }
            word.push(c);
        }
        words.push(word);
    }
    words.join(" ")
}

/// Ends of real words that look like a small word set against a longer one.
const REAL_ENDS: &[&str] = &["land", "mand", "hand", "band", "sand", "rand", "wand", "pand", "gand", "stand", "oof"];

/// A word that stood against the next one, with a small word at its end taken
/// off (`Surveillanceand|Control`).
fn part(word: String, words: &mut Vec<String>) {
    for small in ["and", "for", "of"] {
        if let Some(rest) = word.strip_suffix(small)
            && rest.len() >= 4
            && !REAL_ENDS.iter().any(|end| word.ends_with(end))
        {
            words.push(rest.to_owned());
            words.push(small.to_owned());
            return;
        }
    }
    words.push(word);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn penalty(phrase: &str, acronym: &str) -> Option<Penalty> {
        Phrase::read(phrase).and_then(|p| p.spells(&fold(acronym)))
    }

    #[test]
    fn phrases_that_spell() {
        for (phrase, acronym, cost) in [
            ("Tide and Current Survey", "TCS", 0),
            ("Tide and Current Survey", "TACS", 0),
            ("Harbour Dredging & Pilotage", "HD&P", 0),
            ("Harbour Dredging and Pilotage", "HD&P", 0),
            ("Mutual Aid and Cross-Servicing Pact", "MACSP", 0),
            ("Cross-Border Payment", "CBP", 0),
            ("Cross-Border Payment", "CP", 0),
            ("Relief Supply/Transport Hub", "RS/TH", 0),
            ("Interisland Ferry Network", "IIFN", 2),
            ("Icebreaking Operations", "IBO", 2),
            ("Extended Rail Link", "XRL", 1),
            ("Small Water Turbine", "SWTs", 0),
            ("Control, Counting, Clearing and Relay", "C3R", 0),
            ("Web of Things", "WoT", 0),
            ("Rail as a Service", "RaaS", 0),
            ("River Observation", "ＲＯ", 0),
            ("R i v e r  W a t e r  B o a r d", "RWB", 0),
            ("RiverWaterBoard", "RWB", 0),
            ("Coast,RiverandLake", "CRL", 0),
            ("Oﬃcial River Map", "ORM", 0),
        ] {
            assert_eq!(penalty(phrase, acronym), Some(cost), "{phrase} / {acronym}");
        }
    }

    #[test]
    fn phrases_that_do_not_spell() {
        for (phrase, acronym) in [
            ("Tide and Current Survey", "TS"),
            ("Tide and Current Survey", "TCSX"),
            ("Tide Current", "TC2"),
            ("Tide Current", "TRC"),
            ("River Observation", "OR"),
            ("See https://example.org/rwb", "RWB"),
            ("Smith, J. (2020) River Water", "RW"),
            ("2 River Water Board", "RWB"),
            ("River Water Board.", "RWB"),
            ("Riverbank", "RB"),
        ] {
            assert_eq!(penalty(phrase, acronym), None, "{phrase} / {acronym}");
        }
    }

    #[test]
    fn text_is_set_as_words() {
        for (raw, text) in [
            ("R i v e r  W a t e r", "River Water"),
            ("RiverWater", "River Water"),
            ("Coast,FinanceandLakeBoard", "Coast, Finance and Lake Board"),
            ("River   Water", "River Water"),
        ] {
            assert_eq!(Phrase::read(raw).map(|p| p.text).as_deref(), Some(text), "{raw}");
        }
    }
}
