//! Numbers of parts of a document: what `第Ⅲ部`, `１．`, `1.2.3` and
//! `Chapter 2` have in common, so that a reference and what it points at can be
//! compared.

mod leading;
mod rewritten;

pub(super) use leading::goes_on;
pub use leading::{Leading, leading};
pub use rewritten::rewritten;

use crate::layout::Counter;
use crate::text::class;

/// What a number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// `部`, `編`, `Part`
    Part,
    /// `章`, `Chapter`
    Chapter,
    /// `節`, `Section`
    Section,
    /// `項`
    Item,
    /// `款`, `目` and other names below `項`
    Clause,
    /// `Appendix`, `Annex`, and a letter that opens a number (`B.2`)
    Appendix,
    /// A number without a name: `1　…`, `１．`, `(1)`, `1.2.3`; what it counts
    /// is told by its place among the others. Right under a 節 it is what
    /// references call 項, right under a 章 what they call 節; in decimal style
    /// the first is 章, the second 節, the third 項.
    Unnamed,
}

/// One step of a way through a document: `第2章` is `{Chapter, 2}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Step {
    /// What is counted.
    pub unit: Unit,
    /// Which one; from 1.
    pub value: u32,
}

impl Step {
    /// Whether both can mean the same: the values are equal, and so are the
    /// units where both have a name.
    #[must_use]
    pub fn fits(self, other: Step) -> bool {
        self.value == other.value && (self.unit == other.unit || self.unit == Unit::Unnamed || other.unit == Unit::Unnamed)
    }
}

/// How a number is written. Numbers count in one sequence only when they have
/// the same form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Form {
    /// The style.
    pub counter: Counter,
    /// The unit of the last step.
    pub unit: Unit,
    /// How many steps are written.
    pub depth: u8,
    /// What stands around it: 0 nothing, 1 a bracket behind, 2 brackets on both
    /// sides.
    pub brackets: u8,
    /// What its digits are: decimal, kanji, kana, letters, Roman ones.
    pub digits: Digits,
    /// Whether the space behind a bare number is an ideographic one: some books
    /// tell two levels apart by it alone. Where they do not, it is false
    /// throughout.
    pub wide: bool,
}

/// What a number is written with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Digits {
    /// `1`, `１`
    Decimal,
    /// `一`
    Kanji,
    /// `Ⅰ`, `I`
    Roman,
    /// `ア`
    Kana,
    /// `a`
    Small,
    /// `A`
    Capital,
    /// `①`
    Enclosed,
}

/// A number in any digits at the start of `text`: its value and its length in
/// bytes. Reads `12`, `１２`, `十二`, `Ⅻ` and, in Latin capitals, `XII`.
#[must_use]
pub fn numeral(text: &str) -> Option<(u32, usize)> {
    digits(text).map(|(value, len, _)| (value, len))
}

/// The name of a unit at the start of `text`, and its length in bytes.
#[must_use]
pub fn unit(text: &str) -> Option<(Unit, usize)> {
    let first = text.chars().next()?;
    let unit = match first {
        '部' | '編' | '篇' => Unit::Part,
        '章' => Unit::Chapter,
        '節' => Unit::Section,
        '項' => Unit::Item,
        '款' | '目' => Unit::Clause,
        _ => return None,
    };
    Some((unit, first.len_utf8()))
}

/// The rows of circled and bracketed numbers: first, last, value of the first.
const ENCLOSED: [(char, char, u32); 8] =
    [('①', '⑳', 1), ('㉑', '㉟', 21), ('㊱', '㊿', 36), ('⑴', '⒇', 1), ('⒈', '⒛', 1), ('❶', '❿', 1), ('➀', '➉', 1), ('㈠', '㈩', 1)];

/// The value of a circled or bracketed number.
#[must_use]
pub fn enclosed(c: char) -> Option<u32> {
    ENCLOSED.iter().find(|(first, last, _)| (first..=last).contains(&&c)).map(|(first, _, base)| c as u32 - *first as u32 + base)
}

/// The place of a katakana letter in アイウエオ order, from 1.
#[must_use]
pub fn kana(c: char) -> Option<u32> {
    KANA.chars().position(|o| o == c).and_then(|n| u32::try_from(n + 1).ok())
}

/// Katakana in their order.
const KANA: &str = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン";

fn digits(text: &str) -> Option<(u32, usize, Digits)> {
    let first = text.chars().next()?;
    match first {
        '0'..='9' | '０'..='９' => {
            let (value, len) = crate::layout::start::number(text);
            Some((value, len, Digits::Decimal))
        }
        '\u{2160}'..='\u{217B}' => roman_letters(text),
        'I' | 'V' | 'X' | 'L' | 'Ｉ' | 'Ｖ' | 'Ｘ' => latin_roman(text),
        _ if class::is_kanji_numeral(first) => kanji(text),
        _ => None,
    }
}

/// `Ⅲ`, `ⅩⅣ`
fn roman_letters(text: &str) -> Option<(u32, usize, Digits)> {
    let (mut value, mut len) = (0u32, 0);
    for c in text.chars() {
        let one = match c {
            '\u{2160}'..='\u{216B}' => c as u32 - 0x215F,
            '\u{2170}'..='\u{217B}' => c as u32 - 0x216F,
            _ => break,
        };
        value = value.saturating_add(one);
        len += c.len_utf8();
    }
    (len > 0).then_some((value, len, Digits::Roman))
}

/// `IV`, `XII`
fn latin_roman(text: &str) -> Option<(u32, usize, Digits)> {
    let letter = |c: char| match c {
        'I' | 'Ｉ' => Some(1u32),
        'V' | 'Ｖ' => Some(5),
        'X' | 'Ｘ' => Some(10),
        'L' => Some(50),
        _ => None,
    };
    let (mut value, mut len, mut last) = (0u32, 0, u32::MAX);
    for c in text.chars().take(12) {
        let Some(one) = letter(c) else { break };
        // what stands before a greater one is taken away, and was added before
        value = if one > last { (value + one).checked_sub(2 * last)? } else { value + one };
        last = one;
        len += c.len_utf8();
    }
    (len > 0 && value > 0).then_some((value, len, Digits::Roman))
}

/// `三`, `十二`, `二〇`, `百五`
fn kanji(text: &str) -> Option<(u32, usize, Digits)> {
    let (mut sum, mut one, mut len, mut plain) = (0u32, None::<u32>, 0, true);
    for c in text.chars().take(9) {
        match "〇一二三四五六七八九".chars().position(|d| d == c).and_then(|d| u32::try_from(d).ok()) {
            Some(digit) if plain => one = Some(one.unwrap_or(0).saturating_mul(10).saturating_add(digit)),
            Some(digit) => one = Some(digit),
            None => {
                let power = match c {
                    '十' => 10,
                    '百' => 100,
                    _ => break,
                };
                sum = sum.saturating_add(one.unwrap_or(1).saturating_mul(power));
                (one, plain) = (None, false);
            }
        }
        len += c.len_utf8();
    }
    (len > 0).then(|| (sum.saturating_add(one.unwrap_or(0)), len, Digits::Kanji))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals() {
        for (text, want) in [("１２", 12), ("十二", 12), ("二十", 20), ("二〇", 20), ("Ⅻ", 12), ("XIV", 14), ("IX", 9), ("百五", 105)]
        {
            assert_eq!(numeral(text), Some((want, text.len())), "{text}");
        }
    }
}
