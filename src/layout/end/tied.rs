//! Words on both sides of a line end that belong together, or surely do not.

use super::abbreviation::{self, Behind};
use super::open;
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
    let counted = || matches!(abbreviation::behind(word), Some(Behind::Number | Behind::Counted | Behind::Amount));
    let prose = word.starts_with(|c: char| c.is_ascii_lowercase())
        || before.len() >= PROSE
        || before.ends_with(['(', ',', ';'])
        || word.ends_with('.') && leads_to_place(before);
    prose && !before.is_empty() && (WORDS.contains(&word) || counted())
}

/// Whether a sentence names a place at the end of one line, with its number or letter in
/// the next: `under section⏎11).`, `as told in Annex⏎B. The roads`.
#[must_use]
pub fn names_on(left: &str, right: &str) -> bool {
    /// In the order of their bytes; a list or title of its own may follow them.
    const SMALL: [&str; 10] = ["annex", "article", "articles", "chapter", "chapters", "page", "pages", "paragraphs", "section", "sections"];
    const LETTERED: [&str; 6] = ["Annex", "Appendix", "Box", "Option", "Part", "Schedule"];
    let Some((before, word)) = left.rsplit_once(' ').filter(|(before, _)| before.len() >= PROSE) else { return false };
    let letter = matches!(right.as_bytes(), [b'A'..=b'Z'] | [b'A'..=b'Z', b'.' | b',' | b';' | b')' | b' ', ..]);
    if letter && LETTERED.contains(&word) {
        return before.ends_with(|c: char| c.is_ascii_lowercase() || c == ',');
    }
    let behind = right.trim_start_matches(|c: char| c.is_ascii_digit());
    // `1) roads` is an item
    let goes_on = behind.starts_with([',', ';', '('])
        || behind.starts_with(')') && !behind.starts_with(") ")
        || matches!(behind, "" | ".")
        || behind.strip_prefix(' ').is_some_and(|text| text.starts_with(|c: char| c.is_ascii_lowercase()));
    // `this section` has no number
    let named = || !open::is_inner(&open::last_word(before));
    behind.len() < right.len() && goes_on && SMALL.binary_search(&word).is_ok() && named()
}

/// Whether a text ends with a word that stands in front of a place: `Under Art.`,
/// `See No.`, but not `Item No.`, the head of a column.
fn leads_to_place(text: &str) -> bool {
    let word = open::last_word(text);
    word == "cf." || open::is_open(&word) || open::leads(&word)
}

/// Whether a line ends with a word that the label of a figure may stand behind in a
/// sentence: `as shown in⏎Figure 3.`
#[must_use]
pub fn leads_to_label(body: &str) -> bool {
    body.ends_with([',', ';', '(', '–', '—', '&', '-']) || open::leads(&open::last_word(body))
}

/// Whether a line is the label of a figure and the full stop of a sentence that ends
/// with it: `Figure 3.`, `Table A.2).`
#[must_use]
pub fn is_last_label(body: &str) -> bool {
    let label = body.strip_suffix('.').map(|body| body.trim_end_matches([')', ']']));
    label.and_then(|label| label.split_once(' ')).is_some_and(|(_, number)| !number.is_empty() && !number.contains(' '))
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
            // …については、平成 17 年 7 月⏎28 日付け, in a sentence
            let month = left.strip_suffix('月').map(|text| text.trim_end_matches(' ')).is_some_and(|text| text.ends_with(class::is_digit));
            let behind = right.trim_start_matches(|c: char| c.is_ascii_digit());
            if month && behind.trim_start_matches(' ').starts_with('日') && left.contains('、') {
                return true;
            }
            let words = behind.strip_prefix(' ');
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

/// Whether an English sentence goes on with the provision it names (`paragraph⏎(h)(6)
/// of this order`), or an entry with where the work is found (`Available:⏎http://…`).
#[must_use]
pub fn tells_where(left: &str, right: &str) -> bool {
    const NAMES: [&str; 5] = [" article", " clause", "paragraph", "section", " rule"];
    let step = |text: &str| {
        let end = text.strip_prefix('(')?.find(')')?;
        let inner = text.get(1..=end)?;
        ((1..=4).contains(&inner.len()) && inner.bytes().all(|b| b.is_ascii_alphanumeric())).then_some(end + 2)
    };
    let behind = || {
        let rest = right.get(step(right)?..)?;
        rest.get(step(rest)?..)
    };
    let named = || NAMES.iter().any(|name| left.ends_with(name));
    let provision = || named() && behind().is_some_and(|rest| rest.starts_with(" of "));
    let found = || ["vailable:", "vailable at:", "vailable from:", "etrieved from:"].iter().any(|end| left.ends_with(end));
    right.starts_with('(') && provision() || right.starts_with("http") && found()
}

/// Whether an entry of a list of works begins with a line: [`is_source`], or the
/// authors and the year fill it (`Hill, J. and Reed, K. (2020)`).
#[must_use]
pub fn is_work(body: &str) -> bool {
    let whole = body.strip_suffix(['.', ',']).unwrap_or(body).strip_suffix(')').and_then(|rest| rest.rsplit_once(" ("));
    // a name that is turned round, with initials
    let turned = |authors: &str| authors.contains(", ") && authors.ends_with('.') && authors.starts_with(|c: char| c.is_uppercase());
    // Stone, P⏎. B. (2015)
    let cut = body.split_once(", ").is_some_and(|(name, rest)| {
        rest.len() == 1 && rest.starts_with(|c: char| c.is_ascii_uppercase()) && name.starts_with(|c: char| c.is_uppercase())
    });
    cut || is_source(body) || whole.is_some_and(|(authors, year)| turned(authors) && year.len() <= 5 && begins_with_year(year))
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

/// Whether a text ends in the middle of the number of a law or of a place in it:
/// `平成` and `27年法律第65号`, `第三十条の二` and `第一項`.
#[must_use]
pub fn law_goes_on(left: &str, right: &str) -> bool {
    const ERAS: [&str; 5] = ["明治", "大正", "昭和", "平成", "令和"];
    let number = |c: char| class::is_digit(c) || class::is_kanji_numeral(c);
    if right.starts_with(number) {
        let unit = right.trim_start_matches(number).trim_start_matches(class::is_space);
        return unit.starts_with('年') && ERAS.iter().any(|era| left.ends_with(era));
    }
    let Some(part) = right.strip_prefix('第').filter(|rest| rest.starts_with(number)) else { return false };
    let branch = left.trim_end_matches(number).strip_suffix('の').filter(|_| left.ends_with(number)).unwrap_or(left);
    let article = branch.strip_suffix(['条', '項']).is_some_and(|rest| rest.ends_with(number));
    article && part.trim_start_matches(number).starts_with(['項', '号'])
}

#[cfg(test)]
mod tests {
    use super::super::check;
    use super::*;

    #[test]
    fn words_that_want_their_number() {
        check(
            wants_number,
            &[
                "The results are shown in Table",
                "Table",
                "for more on it (see Section",
                "as told on pp.",
                "see p.",
                "Under Art.",
                "See No.",
            ],
            &["List of Tables", "List of Figures", "The Second Part", "the tables", "Item No."],
        );
    }

    #[test]
    fn places_that_were_torn() {
        check(
            |(left, right)| names_on(left, right),
            &[
                ("granted under the terms of section", "11)."),
                ("see the third part of section", "11 of the Act"),
                ("the plan is told in full in Annex", "B. The roads"),
            ],
            &[
                ("all that was said in this section", "2 Roads and bridges"),
                ("all that was said in this section", "2. Roads and bridges"),
                ("The rules of Annex", "Brown came"),
                ("Annex", "B. The roads"),
                ("all that was said in this section", "2 roads are"),
            ],
        );
    }

    #[test]
    fn labels_that_end_a_sentence() {
        check(is_last_label, &["Figure 3.", "Table A.2).", "Box IV."], &["Figure 3", "Figure 3. Roads of the north.", "Figure."]);
    }

    #[test]
    fn quantities_that_were_torn() {
        check(
            |(left, right)| counts_on(left, right),
            &[
                ("The plan was first told to all in January", "2026 and then"),
                ("The council now turns to the next item", "2 of the list"),
                ("11月30", "日（木）"),
                ("町の取組については、平成 17 年 7 月", "28 日付けの白書"),
                ("The mill has been kept since", "1998."),
                ("by the end of", "2027"),
            ],
            &[
                ("The town will keep for its people", "1 rain water in houses"),
                ("11月30", "日本"),
                ("In May", "31 people"),
                ("平成 17 年 7 月", "28 日"),
            ],
        );
    }

    #[test]
    fn works_in_a_list() {
        check(
            is_work,
            &[
                "Hill, J. and Reed, K. (2020)",
                "Hill, J. (2020).",
                "Hill, J. (2020) Roads",
                "Hill, J",
                "Council of the Valley (2020a) Roads",
            ],
            &["as told by Hill, J. (2020)", "The council (2020)", "Hill (2020) says", "Hill, J. (see 2020)"],
        );
    }

    #[test]
    fn laws_that_were_torn() {
        check(
            |(left, right)| law_goes_on(left, right),
            &[("この法律（平成", "27年法律第65号）"), ("第三十条の二", "第一項の規定"), ("町条例第12条", "第3号に")],
            &[("平成", "27 人口"), ("第三十条", "第二章 森"), ("信条", "第一項"), ("第三十条の規定", "第一項")],
        );
    }

    #[test]
    fn beginnings() {
        assert!(begins_sentence("However, the paths") && begins_sentence("The paths") && begins_sentence("In winter"));
        assert!(!begins_sentence("The Hague") && !begins_sentence("Mister Brown came"));
        assert!(is_source("Hill, J. (2020) Roads of the north") && !is_source("Hill (2020) says"));
    }
}
