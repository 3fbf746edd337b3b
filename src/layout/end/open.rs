//! English words that a sentence goes on behind.

/// Words that a noun stands behind, be it a name, a number or the label of a figure:
/// prepositions, conjunctions and the like. In the order of their bytes.
const LEADING: [&str; 22] = [
    "also", "and", "as", "at", "between", "but", "by", "for", "from", "if", "in", "into", "of", "on", "or", "per", "see", "than", "that",
    "to", "under", "with",
];

/// Other words that a sentence or title does not end with: articles, pronouns and
/// auxiliary verbs. In the order of their bytes.
const OPEN: [&str; 24] = [
    "a", "an", "are", "be", "can", "has", "have", "is", "it", "its", "may", "must", "not", "our", "shall", "should", "such", "the",
    "their", "this", "was", "were", "which", "will",
];

/// Whether a noun stands behind a word, in small letters.
pub(super) fn leads(word: &str) -> bool {
    LEADING.binary_search(&word).is_ok()
}

/// Whether a sentence or title does not end with a word, in small letters.
pub(super) fn is_open(word: &str) -> bool {
    leads(word) || OPEN.binary_search(&word).is_ok()
}

/// The last word of a text, in small letters.
pub(super) fn last_word(text: &str) -> String {
    text.rsplit([' ', '(']).next().unwrap_or("").to_ascii_lowercase()
}

#[cfg(test)]
#[test]
fn the_lists_are_sorted_and_have_no_word_twice() {
    assert!(LEADING.is_sorted() && OPEN.is_sorted() && !OPEN.into_iter().any(leads));
}
