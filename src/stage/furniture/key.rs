//! What two lines have in common when they differ only in their numbers.

use crate::text::class;
use rustc_hash::FxHasher;
use std::hash::Hasher;

/// Digits that are looked at; a line with more numbers is compared by all its
/// characters.
const NUMBERS: usize = 10;

/// The hash of Roman page numbers, which are compared by value alone.
const ROMAN: u64 = 1;

/// A line without its spaces, with its numbers taken out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Key {
    /// Of the characters, `#` standing for each number.
    pub hash: u64,
    /// The numbers, as far as [`Key::count`] goes.
    pub numbers: [u32; NUMBERS],
    /// How many numbers there are.
    pub count: u8,
    /// Letters (of any script) in it.
    pub letters: u16,
    /// It is a page number and nothing else (`3`, `- 3 -`, `p. 3`, `3/20`, `iv`).
    pub lone: bool,
    /// It would be one, but its number may be a year as well.
    pub year: bool,
    /// Which of its numbers count chapters, figures or days rather than pages,
    /// one bit a number.
    pub numbering: u16,
    /// It starts like a heading of a chapter or section.
    pub heading: bool,
}

/// Whether a number may be a year.
pub(super) fn is_year(number: u32) -> bool {
    (1800..=2100).contains(&number)
}

impl Key {
    /// The key of a line's body.
    pub(super) fn of(body: &str) -> Key {
        if let Some(value) = roman(body) {
            return Key { hash: ROMAN, numbers: first(value), count: 1, lone: true, ..Key::default() };
        }
        let mut key = Key { heading: is_heading(body), ..Key::default() };
        let mut hasher = FxHasher::default();
        let mut number: Option<u32> = None;
        let mut words = Words::default();
        for c in body.chars() {
            if let Some(d) = class::digit_value(c) {
                number = Some(number.unwrap_or(0).saturating_mul(10).saturating_add(d));
                continue;
            }
            if let Some(n) = number.take() {
                key.push(n, &mut hasher);
            }
            if class::is_space(c) {
                continue;
            }
            let c = narrow(c);
            hasher.write_u32(c as u32);
            key.letters = key.letters.saturating_add(u16::from(is_letter(c)));
            words.see(c);
        }
        if let Some(n) = number {
            key.push(n, &mut hasher);
        }
        key.hash = hasher.finish();
        key.numbering = if key.count > 0 { numbering(body) } else { 0 };
        let page = key.numbers.first().copied().unwrap_or(0);
        let number = matches!(key.count, 1 | 2) && words.are_of_pages();
        (key.lone, key.year) = (number && !is_year(page), number && is_year(page));
        key
    }

    /// A number that may be a year counts pages after all.
    pub(super) fn count_pages(&mut self) {
        (self.lone, self.year) = (true, false);
    }

    /// It is a page number in Roman letters.
    pub(super) fn is_roman(&self) -> bool {
        self.lone && self.hash == ROMAN
    }

    fn push(&mut self, number: u32, hasher: &mut FxHasher) {
        if let Some(slot) = self.numbers.get_mut(usize::from(self.count)) {
            *slot = number;
            self.count += 1;
            hasher.write_u32('#' as u32);
        } else {
            hasher.write_u32(number);
        }
    }

    /// Its numbers, without the one at `except`, in one number.
    pub(super) fn others(&self, except: Option<usize>) -> u64 {
        let mut hasher = FxHasher::default();
        for (i, n) in self.numbers.iter().enumerate().take(usize::from(self.count)) {
            hasher.write_u32(if Some(i) == except { u32::MAX } else { *n });
        }
        hasher.finish()
    }
}

/// The characters of a line that are neither digits nor spaces, as far as they
/// can belong to a page number.
#[derive(Default)]
struct Words {
    letters: [char; 6],
    count: usize,
    points: bool,
}

impl Words {
    fn see(&mut self, c: char) {
        // what has more is no page number
        if self.count > self.letters.len() {
            return;
        }
        match c {
            '-' | '–' | '—' | '―' | '−' | '‐' | '~' | '〜' | '～' | '*' | '|' | '│' | '/' | '[' | ']' | '〔' | '〕' | '<' | '>' | '〈'
            | '〉' => {}
            '.' => self.points = true,
            _ => {
                if let Some(slot) = self.letters.get_mut(self.count) {
                    *slot = c.to_ascii_lowercase();
                }
                self.count += 1;
            }
        }
    }

    fn are_of_pages(&self) -> bool {
        match self.letters.get(..self.count) {
            Some([]) => !self.points,
            Some(['p'] | ['p', 'p'] | ['o', 'f'] | ['p', 'a', 'g', 'e'] | ['p', 'a', 'g', 'e', 'o', 'f'] | ['頁'] | ['ペ', 'ー', 'ジ']) => {
                true
            }
            _ => false,
        }
    }
}

fn is_letter(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}')
        || c.is_ascii_alphabetic()
        || class::is_kanji(c)
        || class::is_kana(c)
        || (!c.is_ascii() && !('\u{3000}'..='\u{303F}').contains(&c) && c.is_alphabetic())
}

pub(super) fn narrow(c: char) -> char {
    match c {
        '！'..='～' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        _ => c,
    }
}

/// The value of a Roman number in letters of one case (i to cc), alone or
/// between dashes.
fn roman(body: &str) -> Option<u32> {
    let digits = body.trim_matches(['-', '–', '—', '―', ' ']);
    if digits.is_empty() || digits.len() > 8 {
        return None;
    }
    let lower = digits.bytes().all(|b| b.is_ascii_lowercase());
    if !lower && !digits.bytes().all(|b| b.is_ascii_uppercase()) {
        return None;
    }
    let value = |b: u8| match b.to_ascii_lowercase() {
        b'i' => Some(1),
        b'v' => Some(5),
        b'x' => Some(10),
        b'l' => Some(50),
        b'c' => Some(100),
        _ => None,
    };
    let mut sum = 0u32;
    let mut last = 0u32;
    for b in digits.bytes().rev() {
        let v = value(b)?;
        if v < last {
            sum = sum.checked_sub(v)?;
        } else {
            sum += v;
            last = v;
        }
    }
    Some(sum)
}

/// A chapter's or section's number starts the line.
fn is_heading(body: &str) -> bool {
    let mut chars = body.chars().filter(|&c| !class::is_space(c));
    match chars.next() {
        Some('第') => chars
            .find(|&c| !(class::is_digit(c) || class::is_kanji_numeral(c) || class::is_roman_numeral(c)))
            .is_some_and(|c| matches!(c, '章' | '節' | '款' | '項')),
        Some(c) if class::is_digit(c) => {
            let rest = body.trim_start_matches(class::is_digit);
            body.chars().take_while(|&c| class::is_digit(c)).count() <= 2
                && rest.starts_with(|c| matches!(c, '.' | '．') || class::is_space(c))
        }
        Some('C' | 'c' | 'S' | 's') => {
            let start: String = body.chars().take(7).collect::<String>().to_ascii_lowercase();
            start == "chapter" || start == "section"
        }
        _ => false,
    }
}

/// Which numbers of the line count something other than pages, one bit a
/// number: `第3章`, `図 2`, `Chapter 4`, `2018年`.
fn numbering(body: &str) -> u16 {
    let mut mask = 0u16;
    let mut before = String::new();
    let mut last = ' ';
    // the bit of the number that was read last
    let mut bit = 0u16;
    let (mut in_number, mut behind) = (false, false);
    for c in body.chars() {
        if class::is_space(c) {
            in_number = false;
            // `2　年次報告`
            behind &= c == ' ';
            continue;
        }
        if class::is_digit(c) {
            if !in_number {
                bit = if bit == 0 { 1 } else { bit << 1 };
                if matches!(
                    last,
                    '第' | '図' | '表' | '料' | '紙' | '添' | '付' | '例' | '問' | '注' | '※' | 'ム' | '.' | '．' | '(' | '（'
                ) || names_number(&before)
                {
                    mask |= bit;
                }
            }
            before.clear();
            (in_number, behind, last) = (true, true, c);
            continue;
        }
        if behind && COUNTED.contains(c) {
            mask |= bit;
        }
        (in_number, behind, last) = (false, false, c);
        if c.is_ascii_alphabetic() && before.len() < 64 {
            before.push(c.to_ascii_lowercase());
        } else {
            before.clear();
        }
    }
    mask
}

/// What stands behind a number that counts no pages.
const COUNTED: &str = "章節部編款項条図表回号年月日件個人円.．)）:：%％";

fn first(value: u32) -> [u32; NUMBERS] {
    let mut numbers = [0; NUMBERS];
    if let Some(first) = numbers.first_mut() {
        *first = value;
    }
    numbers
}

fn names_number(word: &str) -> bool {
    const NAMES: [&str; 17] = [
        "chapter", "section", "part", "figure", "fig", "table", "appendix", "annex", "box", "step", "case", "example", "item", "day",
        "week", "no", "article",
    ];
    NAMES.iter().any(|n| word.ends_with(n))
}

#[cfg(test)]
mod tests {
    use super::Key;

    #[test]
    fn page_numbers_are_known_by_their_form() {
        for (body, value) in [
            ("3", 3),
            ("１２", 12),
            ("- 3 -", 3),
            ("— 14 —", 14),
            ("p. 7", 7),
            ("P.7", 7),
            ("3/20", 3),
            ("Page 3 of 20", 3),
            ("[5]", 5),
            ("5頁", 5),
            ("iv", 4),
            ("XII", 12),
            ("- ii -", 2),
        ] {
            let key = Key::of(body);
            assert!(key.lone, "{body}");
            assert_eq!(key.numbers[0], value, "{body}");
        }
        for body in ["1.", "(1)", "3%", "1,200", "2018", "第3章", "3 概要", "図3", "①", "mix of", "1.2", "・3", "1 2 3"] {
            assert!(!Key::of(body).lone, "{body}");
        }
    }

    #[test]
    fn keys_differ_in_all_but_numbers_and_spaces() {
        assert_eq!(Key::of("白書　２０２０ 12").hash, Key::of("白書2020　13").hash);
        assert_ne!(Key::of("白書 12").hash, Key::of("12 白書").hash);
        for (body, mask) in [
            ("第3章 概要", 1),
            ("Table 4", 1),
            ("2018年", 1),
            ("Annual Report 12", 0),
            ("12 わが国の防衛", 0),
            ("第 3 章 概要 12", 1),
            ("Chapter 4 12", 1),
            ("2:38 file:///a/b1.html 3/54", 0b101),
        ] {
            assert_eq!(Key::of(body).numbering, mask, "{body}");
        }
        assert!(Key::of("第３章 概要").heading && Key::of("Chapter 3").heading && Key::of("1.2 背景").heading);
        assert!(!Key::of("第Ⅲ部 概要").heading && !Key::of("わが国").heading);
    }
}
