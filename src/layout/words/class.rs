//! Words and signs of Latin text, and their kinds.

use rustc_hash::FxHashMap;

/// What a word is in a sentence, as far as its letters show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Kind {
    #[default]
    None,
    Stop,
    Comma,
    Colon,
    Opens,
    Closes,
    Sign,
    Number,
    Acronym,
    Capital,
    /// A word of grammar with a capital.
    Begins,
    /// An abbreviation with its full stops.
    Short,
    Plural,
    Ing,
    Ed,
    Ly,
    /// An adjective by its ending.
    Quality,
    /// A noun by its ending.
    Thing,
    Word,
    /// A word of grammar; the number is that of its group.
    Grammar(u8),
}

const GRAMMAR: usize = 19;
/// How many kinds there are.
pub(super) const KINDS: usize = GRAMMAR + GROUPS.len();

impl Kind {
    pub(super) fn index(self) -> usize {
        match self {
            Kind::None => 0,
            Kind::Stop => 1,
            Kind::Comma => 2,
            Kind::Colon => 3,
            Kind::Opens => 4,
            Kind::Closes => 5,
            Kind::Sign => 6,
            Kind::Number => 7,
            Kind::Acronym => 8,
            Kind::Capital => 9,
            Kind::Begins => 10,
            Kind::Short => 11,
            Kind::Plural => 12,
            Kind::Ing => 13,
            Kind::Ed => 14,
            Kind::Ly => 15,
            Kind::Quality => 16,
            Kind::Thing => 17,
            Kind::Word => 18,
            Kind::Grammar(group) => GRAMMAR + usize::from(group),
        }
    }
}

/// Words that stand in the same places of a sentence.
const GROUPS: &[&[&str]] = &[
    &["a", "an"],
    &["the"],
    &["its", "my", "our", "their", "your", "his", "her", "whose"],
    &["another", "any", "each", "every", "no", "some", "both", "all", "many", "several", "few", "such", "various"],
    &["this", "that"],
    &["these", "those"],
    &["of"],
    &["to"],
    &["in", "on", "at", "within"],
    &["for"],
    &["with", "without"],
    &["by"],
    &["from"],
    &[
        "about",
        "across",
        "after",
        "against",
        "among",
        "around",
        "before",
        "between",
        "during",
        "into",
        "over",
        "through",
        "throughout",
        "toward",
        "towards",
        "under",
        "upon",
        "via",
        "per",
        "like",
        "including",
    ],
    &["as"],
    &["and"],
    &["or"],
    &["but", "nor", "yet", "so", "however", "therefore", "thus"],
    &["is", "was"],
    &["are", "were"],
    &["be"],
    &["been", "being"],
    &["can", "could", "may", "might", "must", "shall", "should", "will", "would", "cannot"],
    &["has", "have", "had"],
    &["do", "does", "did"],
    &["not"],
    &["it", "he", "she", "there"],
    &["they", "we", "you", "i"],
    &["them", "us", "me", "him", "itself", "themselves"],
    &["which", "who", "what", "how", "where", "whether"],
    &["if", "when", "while", "because", "since", "although", "though", "unless", "until"],
    &["than"],
    &["also", "often", "only", "still", "already", "now", "then", "always", "never", "even", "just"],
    &["more", "most", "less", "least", "very", "well", "much"],
    &["other", "same", "own", "new", "different", "specific"],
    &["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "first", "second", "third"],
];

/// The words of [`GROUPS`] by their hashes.
#[derive(Default)]
pub(super) struct Grammar(FxHashMap<u64, u8>);

impl Grammar {
    pub(super) fn new() -> Grammar {
        let words = (0u8..).zip(GROUPS).flat_map(|(group, words)| words.iter().map(move |word| (hash(SEED, word), group)));
        Grammar(words.collect())
    }
}

/// One word or sign.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token<'a> {
    pub(super) text: &'a str,
    pub(super) kind: Kind,
    /// The same for words that differ in capitals alone.
    pub(super) hash: u64,
}

pub(super) const SEED: u64 = 0xCBF2_9CE4_8422_2325;

/// Goes on with the hash of a word.
pub(super) fn hash(start: u64, text: &str) -> u64 {
    hash_bytes(start, text.as_bytes())
}

pub(super) fn hash_bytes(start: u64, text: &[u8]) -> u64 {
    text.iter().fold(start, |hash, b| (hash ^ u64::from(b.to_ascii_lowercase())).wrapping_mul(0x0100_0000_01B3))
}

/// Letters of a word that are looked at.
const LONGEST: usize = 40;

/// The words and signs of a line.
pub(super) fn tokens<'a>(body: &'a str, grammar: &'a Grammar) -> impl Iterator<Item = Token<'a>> {
    let mut rest = body;
    std::iter::from_fn(move || {
        rest = rest.trim_start();
        let first = rest.chars().next()?;
        let len = if first.is_alphanumeric() { word(rest) } else { first.len_utf8() };
        let (text, behind) = rest.split_at_checked(len)?;
        rest = behind;
        let hash = hash(SEED, text);
        Some(Token { text, kind: kind(text, first, grammar.0.get(&hash).copied()), hash })
    })
}

/// The last three words and signs of a line at most.
pub(super) fn last<'a>(body: &'a str, grammar: &'a Grammar) -> impl Iterator<Item = Token<'a>> {
    let tail = body.char_indices().rev().nth(3 * LONGEST).map_or(0, |(at, _)| at);
    let near = body.get(tail..).unwrap_or_default();
    // not from the middle of a word
    let from = if tail == 0 { 0 } else { near.find(' ').unwrap_or(0) };
    tokens(near.get(from..).unwrap_or_default(), grammar)
}

/// The length of the word that `text` begins with: letters and digits, and
/// single signs between them.
fn word(text: &str) -> usize {
    let mut chars = text.char_indices().peekable();
    let mut count = 0;
    while let Some((at, c)) = chars.next() {
        count += 1;
        let behind = chars.peek().map(|&(_, c)| c);
        let inner =
            matches!(c, '-' | '\u{2010}' | '\'' | '’' | '.' | '_' | '/' | '@' | '\u{AD}') && behind.is_some_and(char::is_alphanumeric);
        let ends = matches!(c, '-' | '\u{2010}' | '\u{AD}') && behind.is_none();
        if !(c.is_alphanumeric() || inner || ends) || count > LONGEST {
            return at;
        }
    }
    text.len()
}

/// `group`: that of a word of grammar.
fn kind(text: &str, first: char, group: Option<u8>) -> Kind {
    match first {
        '.' | '!' | '?' => return Kind::Stop,
        ',' | ';' => return Kind::Comma,
        ':' => return Kind::Colon,
        '(' | '[' | '“' | '‘' | '{' => return Kind::Opens,
        ')' | ']' | '”' | '’' | '}' => return Kind::Closes,
        _ if first.is_numeric() => return Kind::Number,
        _ if !first.is_alphabetic() => return Kind::Sign,
        _ => {}
    }
    if first.is_uppercase() {
        return match group {
            Some(_) => Kind::Begins,
            None if text.chars().skip(1).any(char::is_lowercase) => Kind::Capital,
            None => Kind::Acronym,
        };
    }
    if let Some(group) = group {
        return Kind::Grammar(group);
    }
    if text.contains('.') {
        return Kind::Short;
    }
    let ends = |endings: &[&str]| text.len() > 4 && endings.iter().any(|end| text.ends_with(end));
    if ends(&["ing"]) {
        Kind::Ing
    } else if ends(&["ed"]) {
        Kind::Ed
    } else if ends(&["ly"]) {
        Kind::Ly
    } else if ends(&["al", "ive", "ous", "able", "ible", "ful", "ic", "less", "ary", "ant", "ent"]) && !ends(&["ment"]) {
        Kind::Quality
    } else if ends(&["tion", "sion", "ment", "ness", "ity", "ance", "ence", "ism", "ship", "ture"]) {
        Kind::Thing
    } else if text.len() > 3 && text.ends_with('s') && !ends(&["ss", "us", "is"]) {
        Kind::Plural
    } else {
        Kind::Word
    }
}
