//! A list of English words.
//!
//! `english.txt` has one word a line, in lower case and in the order of their
//! bytes: the words of SCOWL 2020.12.07 up to size 50, American and British, that
//! have letters of ASCII alone. They are some 63,000, inflected forms with them:
//! what a reader knows, without the rare words that are made of any letters.

/// See `LICENSE-SCOWL`.
const WORDS: &str = include_str!("english.txt");

/// Whether a word in lower case is in the list.
pub(super) fn has(word: &str) -> bool {
    let (mut low, mut high) = (0, WORDS.len());
    // both are at the beginning of a line, or at the end
    while low < high {
        let middle = low + (high - low) / 2;
        let start = WORDS.get(low..middle).and_then(|half| half.rfind('\n')).map_or(low, |at| low + at + 1);
        let Some(line) = WORDS.get(start..high).and_then(|rest| rest.lines().next()) else { return false };
        match line.cmp(word) {
            std::cmp::Ordering::Equal => return true,
            std::cmp::Ordering::Less => low = start + line.len() + 1,
            std::cmp::Ordering::Greater => high = start,
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::{WORDS, has};

    #[test]
    fn every_word_is_found() {
        assert!(WORDS.ends_with('\n') && WORDS.lines().is_sorted());
        assert!(WORDS.lines().all(|word| has(word) && word.bytes().all(|b| b.is_ascii_lowercase())));
        for word in ["", "a-", "aa", "opportunit", "tunity", "zzz", "The"] {
            assert!(!has(word), "{word}");
        }
    }
}
