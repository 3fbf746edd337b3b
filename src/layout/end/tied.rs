//! Words on both sides of a line end that belong together, or surely do not.

use super::abbreviation::{self, Behind};
use crate::text::class;

/// Whether a list of places, `2章1節（…）、資料3（…）`, cannot end between two rows.
#[must_use]
pub fn refers_on(left: &str, right: &str) -> bool {
    const UNITS: [char; 5] = ['部', '章', '節', '項', '号'];
    let rank = |c: char| UNITS.iter().position(|unit| *unit == c);
    let first = |text: &str| text.chars().next().and_then(rank);
    let number = left.ends_with(class::is_digit);
    let mut letters = left.chars().rev();
    let last = letters.next().filter(|_| letters.next().is_some_and(class::is_digit));
    let place = last.and_then(rank);
    // 2章1節 and 2項, but not 3節
    let inner = right.starts_with(class::is_digit) && place < first(right.trim_start_matches(class::is_digit));
    let titled = right.starts_with(['（', '(']) && right.ends_with(class::is_closing);
    right.starts_with(['、', '，']) || number && first(right).is_some() || place.is_some() && inner || titled && (number || place.is_some())
}

/// Bytes of a line that is longer than most titles.
const PROSE: usize = 16;

/// Whether a line ends with a word that is nothing without its number (`see
/// Table`, `pp.`).
#[must_use]
pub fn wants_number(body: &str) -> bool {
    const WORDS: [&str; 16] = [
        "Annex",
        "Appendix",
        "Article",
        "Articles",
        "Box",
        "Chapter",
        "Chapters",
        "Equation",
        "Figure",
        "Figures",
        "Part",
        "Section",
        "Sections",
        "Table",
        "Tables",
        "paragraph",
    ];
    let Some((before, word)) = body.rsplit_once(' ') else { return matches!(body, "Table" | "Figure") };
    // `List of Tables` is a title
    let prose = word.starts_with(|c: char| c.is_ascii_lowercase()) || before.len() >= PROSE || before.ends_with(['(', ',', ';']);
    let counted = || matches!(abbreviation::behind(word), Some(Behind::Number | Behind::Counted | Behind::Amount));
    prose && !before.is_empty() && (WORDS.contains(&word) || counted())
}

const MONTHS: [&str; 12] =
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/// Whether a word is the name of a month.
#[must_use]
pub fn is_month(word: &str) -> bool {
    MONTHS.contains(&word)
}

/// Whether a date or a quantity was torn: `in January⏎2026`, `11月30⏎日（木）`,
/// `we turn to item⏎2 of the list`.
#[must_use]
pub fn counts_on(left: &str, right: &str) -> bool {
    /// Words that years stand behind.
    const TIMES: [&str; 10] = ["after", "before", "by", "during", "from", "in", "of", "since", "to", "until"];
    let mut letters = right.chars();
    match letters.next() {
        Some('0'..='9') => {
            let words = right.trim_start_matches(|c: char| c.is_ascii_digit()).strip_prefix(' ');
            // `1 rain water` may be the first item of a list
            let first = right.starts_with("1 ");
            let inside = !first && left.len() > 30 && left.ends_with(|c: char| c.is_ascii_lowercase());
            if inside && words.is_some_and(|words| words.starts_with(|c: char| c.is_ascii_lowercase())) {
                return true;
            }
            let word = left.rsplit_once(' ').map(|(_, word)| word).filter(|_| begins_with_year(right));
            let last = || !right.get(4..).is_some_and(|rest| rest.starts_with(|c: char| c.is_alphanumeric()));
            word.is_some_and(|word| MONTHS.contains(&word) || TIMES.contains(&word) && last())
        }
        Some(unit) if class::is_counter(unit) => {
            let inner = letters.next().is_some_and(|c| !class::is_kanji(c) && !class::is_katakana(c));
            inner && left.ends_with(class::is_digit)
        }
        _ => false,
    }
}

pub(super) fn begins_with_year(text: &str) -> bool {
    text.starts_with(['1', '2']) && text.get(..4).is_some_and(|year| year.bytes().all(|b| b.is_ascii_digit()))
}

/// Whether a line begins with an author and a year, and the title of a work
/// behind it: `Hill, J. (2020) Roads`, but not `Hill (2020) says`.
#[must_use]
pub fn is_source(body: &str) -> bool {
    const LONGEST: usize = 100;
    let Some((authors, rest)) = body.split_once(" (") else { return false };
    let behind = rest.get(4..).map(|rest| rest.trim_start_matches(|c: char| c.is_ascii_lowercase()));
    let title = behind.and_then(|rest| rest.strip_prefix(')')).map(|rest| rest.trim_start_matches(['.', ',', ':', ' ']));
    begins_with_year(rest)
        && authors.len() < LONGEST
        && authors.starts_with(|c: char| c.is_uppercase())
        && title.is_some_and(|title| title.starts_with(|c: char| c.is_uppercase() || matches!(c, '‘' | '“' | '"' | '\'')))
}

/// Whether a line begins with a word that begins a sentence when it has a
/// capital, and hardly a name inside of one.
#[must_use]
pub fn begins_sentence(body: &str) -> bool {
    /// In the order of their bytes.
    const WORDS: [&str; 37] = [
        "A", "After", "All", "Although", "An", "And", "As", "At", "Because", "Before", "But", "By", "Each", "For", "From", "He", "How",
        "However", "If", "In", "It", "Its", "Most", "On", "Our", "She", "Since", "The", "Their", "There", "These", "They", "This", "To",
        "We", "When", "With",
    ];
    body.starts_with(|c: char| c.is_ascii_uppercase())
        && body.split_once(' ').is_some_and(|(word, rest)| {
            WORDS.binary_search(&word.trim_end_matches(',')).is_ok() && rest.starts_with(|c: char| c.is_ascii_lowercase())
        })
}

/// Whether a text ends with a web address that goes on in the next line:
/// `https://…/800⏎-207.pdf`.
#[must_use]
pub fn address_goes_on(left: &str, right: &str) -> bool {
    const INNER: [char; 9] = ['-', '/', '_', '?', '=', '&', '#', '%', '.'];
    // a full stop behind an address mostly ends the sentence
    if left.ends_with('.') && (!right.starts_with(|c: char| c.is_ascii_lowercase()) || right.starts_with("www.")) {
        return false;
    }
    let joint = right.starts_with(INNER) && right[1..].starts_with(|c: char| c.is_ascii_alphanumeric());
    if !joint && !left.ends_with(INNER) || !in_address(left) {
        return false;
    }
    let token = right.split(' ').next().unwrap_or(right);
    let inner = token.trim_end_matches(['.', ',', ')']);
    token.is_ascii() && !token.contains("://") && inner.len() > 1 && (joint || inner.contains(['/', '.', '_', '=']))
}

/// Whether a text ends with a web address.
#[must_use]
pub fn in_address(body: &str) -> bool {
    body.ends_with(|c: char| c.is_ascii_graphic())
        && body.rsplit(|c: char| !c.is_ascii_graphic()).next().is_some_and(|token| token.contains("://"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_want_their_number() {
        for body in ["The results are shown in Table", "Table", "for more on it (see Section", "as told on pp.", "see p."] {
            assert!(wants_number(body), "{body}");
        }
        for body in ["List of Tables", "List of Figures", "The Second Part", "the tables"] {
            assert!(!wants_number(body), "{body}");
        }
    }

    #[test]
    fn quantities_that_were_torn() {
        for (left, right) in [
            ("The plan was first told to all in January", "2026 and then"),
            ("The council now turns to the next item", "2 of the list"),
            ("11月30", "日（木）"),
            ("The mill has been kept since", "1998."),
            ("by the end of", "2027"),
        ] {
            assert!(counts_on(left, right), "{left}|{right}");
        }
        for (left, right) in [("The town will keep for its people", "1 rain water in houses"), ("11月30", "日本"), ("In May", "31 people")]
        {
            assert!(!counts_on(left, right), "{left}|{right}");
        }
    }

    #[test]
    fn addresses_that_were_torn() {
        for (left, right) in [
            ("see https://example.org/a/800", "-207.pdf"),
            ("see https://example.org/a/", "b.html"),
            ("see https://example.org/a.", "pdf/b.html"),
        ] {
            assert!(address_goes_on(left, right), "{left}|{right}");
        }
        for (left, right) in [
            ("at https://example.org/x.", "U.S. offices"),
            ("at https://example.org/x.", "2.1 Roads"),
            ("at https://example.org/x", "and more"),
        ] {
            assert!(!address_goes_on(left, right), "{left}|{right}");
        }
    }

    #[test]
    fn beginnings() {
        assert!(begins_sentence("However, the paths") && begins_sentence("The paths") && begins_sentence("In winter"));
        assert!(!begins_sentence("The Hague") && !begins_sentence("Mister Brown came"));
        assert!(is_source("Hill, J. (2020) Roads of the north") && !is_source("Hill (2020) says"));
    }
}
