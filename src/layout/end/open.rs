//! English words that a sentence goes on behind.

/// Words that a noun stands behind, be it a name, a number or the label of a figure,
/// and that no sentence or title ends with: prepositions, conjunctions and the like.
/// All lists are in the order of their bytes.
const LEADING: [&str; 40] = [
    "against",
    "also",
    "amid",
    "among",
    "and",
    "as",
    "at",
    "between",
    "but",
    "by",
    "concerning",
    "despite",
    "during",
    "excluding",
    "for",
    "from",
    "if",
    "in",
    "including",
    "into",
    "of",
    "on",
    "onto",
    "or",
    "per",
    "regarding",
    "see",
    "than",
    "that",
    "to",
    "toward",
    "towards",
    "until",
    "upon",
    "using",
    "versus",
    "via",
    "whether",
    "with",
    "without",
];

/// Prepositions that are adverbs, too, and may end a title: `65 years and over`.
const ADVERBS: [&str; 20] = [
    "about",
    "above",
    "across",
    "after",
    "along",
    "around",
    "before",
    "behind",
    "below",
    "beneath",
    "beyond",
    "inside",
    "near",
    "outside",
    "over",
    "since",
    "through",
    "throughout",
    "under",
    "within",
];

/// Other words that a sentence or title does not end with: articles, pronouns and
/// auxiliary verbs.
const OPEN: [&str; 24] = [
    "a", "an", "are", "be", "can", "has", "have", "is", "it", "its", "may", "must", "not", "our", "shall", "should", "such", "the",
    "their", "this", "was", "were", "which", "will",
];

/// Whether a noun stands behind a word, in small letters.
pub(super) fn leads(word: &str) -> bool {
    LEADING.binary_search(&word).is_ok() || ADVERBS.binary_search(&word).is_ok()
}

/// Whether a sentence or title does not end with a word, in small letters.
pub(super) fn is_open(word: &str) -> bool {
    LEADING.binary_search(&word).is_ok() || is_inner(word)
}

/// Whether a word, in small letters, is one that a sentence does not end with, other
/// than those that a noun with its number stands behind: `is`, `this`.
pub(super) fn is_inner(word: &str) -> bool {
    OPEN.binary_search(&word).is_ok()
}

/// The last word of a text, in small letters.
pub(super) fn last_word(text: &str) -> String {
    text.rsplit([' ', '(']).next().unwrap_or("").to_ascii_lowercase()
}

#[cfg(test)]
#[test]
fn the_lists_are_sorted_and_have_no_word_twice() {
    assert!(LEADING.is_sorted() && ADVERBS.is_sorted() && OPEN.is_sorted());
    let mut all = [&LEADING[..], &ADVERBS, &OPEN].concat();
    all.sort_unstable();
    assert!(all.windows(2).all(|pair| pair.first() != pair.last()));
}
