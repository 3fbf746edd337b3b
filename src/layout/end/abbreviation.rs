//! English abbreviations that end with a full stop: what stands behind them.
//!
//! The one list of them: whether a line end behind `Dr.` or `U.S.` may be the end
//! of a sentence, and whether a number belongs to the word in front of it.

use super::open;

/// What stands behind an abbreviation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Behind {
    /// A name: `Dr. Huber`.
    Name,
    /// A name, but behind another one it is the last word of an address or a
    /// measure: `St. Louis`, `Main St.`
    Place,
    /// A number: `No. 7`; a heading of a table may end with it.
    Number,
    /// A number, or the end of a sentence: `no. 7`.
    Counted,
    /// A number or a word, and never the end of a sentence: `approx. 12`, `e.g. roads`.
    Amount,
    /// Anything but the end of a sentence: `et al. (2019)`.
    More,
    /// The year, or the end of a sentence: `Oct. 2021`.
    Year,
    /// The sentence goes on or ends: `U.S.`, `Inc.`, `etc.`
    Any,
}

/// In the order of their bytes, without the last full stop.
const WORDS: [(&str, Behind); 105] = [
    ("Abs", Behind::Number),
    ("Adm", Behind::Name),
    ("App", Behind::Number),
    ("Apr", Behind::Year),
    ("Art", Behind::Counted),
    ("Arts", Behind::Counted),
    ("Assoc", Behind::Any),
    ("Aug", Behind::Year),
    ("Bros", Behind::Any),
    ("Capt", Behind::Name),
    ("Cf", Behind::Amount),
    ("Ch", Behind::Number),
    ("Chs", Behind::Number),
    ("Cl", Behind::Number),
    ("Co", Behind::Any),
    ("Col", Behind::Name),
    ("Corp", Behind::Any),
    ("Dec", Behind::Year),
    ("Dept", Behind::Any),
    ("Dr", Behind::Name),
    ("Eq", Behind::Number),
    ("Eqs", Behind::Number),
    ("Feb", Behind::Year),
    ("Fig", Behind::Number),
    ("Figs", Behind::Number),
    ("Ft", Behind::Place),
    ("Gen", Behind::Name),
    ("Gov", Behind::Name),
    ("Hon", Behind::Name),
    ("Ibid", Behind::Any),
    ("Inc", Behind::Any),
    ("Jan", Behind::Year),
    ("Jr", Behind::Any),
    ("Jul", Behind::Year),
    ("Jun", Behind::Year),
    ("Lt", Behind::Name),
    ("Ltd", Behind::Any),
    ("Maj", Behind::Name),
    ("Mar", Behind::Year),
    ("Messrs", Behind::Name),
    ("Mr", Behind::Name),
    ("Mrs", Behind::Name),
    ("Ms", Behind::Name),
    ("Mt", Behind::Place),
    ("No", Behind::Number),
    ("Nos", Behind::Number),
    ("Nov", Behind::Year),
    ("Nr", Behind::Number),
    ("Oct", Behind::Year),
    ("Para", Behind::Number),
    ("Paras", Behind::Number),
    ("Pres", Behind::Name),
    ("Prof", Behind::Name),
    ("Pt", Behind::Number),
    ("Reg", Behind::Number),
    ("Regs", Behind::Number),
    ("Rep", Behind::Name),
    ("Rev", Behind::Name),
    ("Sec", Behind::Number),
    ("Secs", Behind::Number),
    ("Sen", Behind::Name),
    ("Sep", Behind::Year),
    ("Sept", Behind::Year),
    ("Sgt", Behind::Name),
    ("Sr", Behind::Any),
    ("St", Behind::Place),
    ("Tab", Behind::Number),
    ("Univ", Behind::Any),
    ("Vol", Behind::Number),
    ("Vols", Behind::Number),
    ("al", Behind::More),
    ("approx", Behind::Amount),
    ("art", Behind::Counted),
    ("arts", Behind::Counted),
    ("ca", Behind::Amount),
    ("cf", Behind::Amount),
    ("ch", Behind::Number),
    ("chs", Behind::Number),
    ("cl", Behind::Number),
    ("dept", Behind::Any),
    ("e.g", Behind::Amount),
    ("eq", Behind::Number),
    ("esp", Behind::Amount),
    ("etc", Behind::Any),
    ("excl", Behind::Amount),
    ("fig", Behind::Number),
    ("figs", Behind::Number),
    ("fn", Behind::Number),
    ("govt", Behind::Any),
    ("i.e", Behind::Amount),
    ("ibid", Behind::Any),
    ("incl", Behind::Amount),
    ("no", Behind::Counted),
    ("nos", Behind::Number),
    ("p", Behind::Amount),
    ("para", Behind::Number),
    ("paras", Behind::Number),
    ("pp", Behind::Amount),
    ("resp", Behind::Amount),
    ("sec", Behind::Counted),
    ("secs", Behind::Counted),
    ("viz", Behind::Amount),
    ("vol", Behind::Number),
    ("vols", Behind::Number),
    ("vs", Behind::Amount),
];

/// What stands behind the abbreviation at the end of `text`, which ends with a
/// full stop.
pub(super) fn behind(text: &str) -> Option<Behind> {
    let stem = text.strip_suffix('.')?;
    let start = stem.rfind([' ', '(', '（', '/']).map_or(0, |at| at + stem[at..].chars().next().map_or(1, char::len_utf8));
    let (before, word) = stem.split_at(start);
    if let Ok(at) = WORDS.binary_search_by_key(&word, |(word, _)| word) {
        let kind = WORDS[at].1;
        // Amartya Sen. and on 5th St. end a sentence
        let named = match kind {
            Behind::Place => {
                is_name(before) || before.trim_end().rsplit(' ').next().is_some_and(|last| last.starts_with(|c: char| c.is_ascii_digit()))
            }
            Behind::Name => is_name(before),
            _ => false,
        };
        return (!named).then_some(kind);
    }
    let letters = || word.split('.');
    if word.contains('.') && letters().all(|part| matches!(part.as_bytes(), [b'A'..=b'Z' | b'a'..=b'z'])) || word == "Ph.D" {
        // R.J. Smith, but U.S.
        return Some(Behind::Any);
    }
    // by J. Smith, but Annex A.
    let initial = matches!(word.as_bytes(), [b'A'..=b'Z']);
    initial.then_some(if before.trim_end().ends_with(|c: char| c.is_ascii_lowercase() || c == ',') && leads_to_name(before) {
        Behind::Name
    } else {
        Behind::More
    })
}

/// Whether a text ends with a word that begins like a name.
fn is_name(text: &str) -> bool {
    let last = text.trim_end().rsplit(' ').next().unwrap_or("");
    last.starts_with(|c: char| c.is_ascii_uppercase()) && !open::is_open(&last.to_ascii_lowercase())
}

/// Whether a text ends with a word that people are named behind.
fn leads_to_name(text: &str) -> bool {
    const WORDS: [&str; 4] = ["by", "from", "of", "with"];
    text.trim_end().rsplit(' ').next().is_some_and(|word| WORDS.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_sorted() {
        assert!(WORDS.is_sorted_by_key(|(word, _)| word));
    }

    #[test]
    fn what_stands_behind() {
        for (text, want) in [
            ("held by Dr.", Some(Behind::Name)),
            ("the council of St.", Some(Behind::Place)),
            ("at 12 Main St.", None),
            ("The Mt.", Some(Behind::Place)),
            ("the view of J.", Some(Behind::Name)),
            ("as told in Annex A.", Some(Behind::More)),
            ("set out in Annexes A and B.", Some(Behind::More)),
            ("as shown by Amartya Sen.", None),
            ("the shop on 5th St.", None),
            ("the U.S.", Some(Behind::Any)),
            ("at 10 a.m.", Some(Behind::Any)),
            ("(e.g.", Some(Behind::Amount)),
            ("no.", Some(Behind::Counted)),
            ("the State of the Art.", Some(Behind::Counted)),
            ("in the valley.", None),
            ("in version 1.2.", None),
        ] {
            assert_eq!(behind(text), want, "{text}");
        }
    }
}
