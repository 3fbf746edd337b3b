//! Years and days: what `令和２年`, `平成三十年`, `H30` and `2020年` say, so
//! that two ways of writing one day can be compared.
//!
//! The years of an era are counted from 1 (元年) with the first calendar year
//! that it has a share in. The days on which an era began are those of the
//! edicts and cabinet orders (大正 1912, 昭和 1926, 平成: 昭和64年政令第1号,
//! 令和: 平成31年政令第143号).

use std::ops::RangeInclusive;

use crate::text::class;

/// The years in which a date is one of the Gregorian calendar: Japan took it
/// over with 1873 (明治5年太政官布告第337号). What is far ahead is no year.
pub const GREGORIAN: RangeInclusive<u32> = 1873..=2200;

/// A regular expression for the English name of a month, whole or cut.
pub const MONTH: &str =
    "Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?";

/// What the English names of the months begin with, in order.
pub const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// The month (from 1) that an English name begins with.
#[must_use]
pub fn month(name: &str) -> Option<u32> {
    MONTHS.iter().zip(1..).find_map(|(month, number)| name.starts_with(month).then_some(number))
}

/// An era of Japan since 1868.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Era {
    /// 明治
    Meiji,
    /// 大正
    Taisho,
    /// 昭和
    Showa,
    /// 平成
    Heisei,
    /// 令和
    Reiwa,
}

/// A day as year, month and day, each from 1.
pub type Day = (u32, u32, u32);

impl Era {
    /// All of them, in order.
    pub const ALL: [Era; 5] = [Era::Meiji, Era::Taisho, Era::Showa, Era::Heisei, Era::Reiwa];

    /// The era of a name (`令和`, `Reiwa`) or an initial (`R`, `Ｒ`, `㋿`).
    #[must_use]
    pub fn of(name: &str) -> Option<Era> {
        Some(match name.chars().next()? {
            '明' | 'M' | 'Ｍ' | '㍾' => Era::Meiji,
            '大' | 'T' | 'Ｔ' | '㍽' => Era::Taisho,
            '昭' | 'S' | 'Ｓ' | '㍼' => Era::Showa,
            '平' | 'H' | 'Ｈ' | '㍻' => Era::Heisei,
            '令' | 'R' | 'Ｒ' | '㋿' => Era::Reiwa,
            _ => return None,
        })
    }

    /// The name in Japanese.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Era::Meiji => "明治",
            Era::Taisho => "大正",
            Era::Showa => "昭和",
            Era::Heisei => "平成",
            Era::Reiwa => "令和",
        }
    }

    /// Its first day.
    #[must_use]
    pub fn first(self) -> Day {
        match self {
            Era::Meiji => (1868, 1, 1),
            Era::Taisho => (1912, 7, 30),
            Era::Showa => (1926, 12, 25),
            Era::Heisei => (1989, 1, 8),
            Era::Reiwa => (2019, 5, 1),
        }
    }

    /// The first day of the era after it.
    #[must_use]
    pub fn end(self) -> Option<Day> {
        Era::ALL.iter().find(|e| **e > self).map(|e| e.first())
    }

    /// The year of the common era in which year `number` of this era falls.
    #[must_use]
    pub fn year(self, number: u32) -> u32 {
        (self.first().0 + number).saturating_sub(1)
    }
}

/// A whole number in ASCII or fullwidth digits, in kanji by place (`二〇二〇`)
/// or by name (`三十一`), or `元` for 1.
#[must_use]
pub fn number(text: &str) -> Option<u32> {
    if text == "元" {
        return Some(1);
    }
    let (mut whole, mut digits) = (0u32, None::<u32>);
    for c in text.chars() {
        let unit = match c {
            '十' => 10,
            '百' => 100,
            '千' => 1000,
            _ => {
                let digit = class::digit_value(c).or_else(|| kanji_digit(c))?;
                digits = Some(digits.unwrap_or(0).checked_mul(10)?.checked_add(digit)?);
                continue;
            }
        };
        whole = whole.checked_add(digits.take().unwrap_or(1).checked_mul(unit)?)?;
    }
    (!text.is_empty()).then(|| whole.saturating_add(digits.unwrap_or(0)))
}

fn kanji_digit(c: char) -> Option<u32> {
    "〇一二三四五六七八九".chars().zip(0..).find_map(|(k, n)| (k == c).then_some(n)).or_else(|| matches!(c, '○' | '零').then_some(0))
}

/// `number` in the digits that `like` is written in: ASCII, fullwidth, or kanji
/// by place.
#[must_use]
pub fn write_like(number: u32, like: &str) -> String {
    let digits = number.to_string();
    let put = |c: char, set: &str| c.to_digit(10).and_then(|d| set.chars().nth(d as usize)).unwrap_or(c);
    match like.chars().next() {
        Some('０'..='９') => digits.chars().map(|c| put(c, "０１２３４５６７８９")).collect(),
        Some(c) if class::is_kanji_numeral(c) => digits.chars().map(|c| put(c, "〇一二三四五六七八九")).collect(),
        _ => digits,
    }
}

/// How many days a month (from 1) of the Gregorian calendar has; a February of
/// an unknown year may have 29.
#[must_use]
pub fn days(year: Option<u32>, month: u32) -> Option<u32> {
    let leap = year.is_none_or(|y| y % 4 == 0 && (y % 100 != 0 || y % 400 == 0));
    Some(match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 => 28 + u32::from(leap),
        _ => return None,
    })
}

/// The day of the week of a day of the Gregorian calendar: 0 is Sunday. `None`:
/// there is no such day.
#[must_use]
pub fn weekday((year, month, day): Day) -> Option<usize> {
    let days = days(Some(year), month)?;
    if day == 0 || day > days || year == 0 {
        return None;
    }
    // Sakamoto's method
    let before = usize::try_from(month - 1).ok().and_then(|m| [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4].get(m).copied())?;
    let year = if month < 3 { year - 1 } else { year };
    usize::try_from((year + year / 4 - year / 100 + year / 400 + before + day) % 7).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers() {
        let cases =
            [("31", 31), ("３１", 31), ("三十一", 31), ("十", 10), ("二〇二〇", 2020), ("元", 1), ("二千二十", 2020), ("百五", 105)];
        for (text, want) in cases {
            assert_eq!(number(text), Some(want), "{text}");
        }
        assert_eq!((number(""), number("x"), number("99999999999")), (None, None, None));
        assert_eq!(
            (write_like(2020, "２"), write_like(2020, "二"), write_like(2020, "1")),
            ("２０２０".into(), "二〇二〇".into(), "2020".into())
        );
    }

    #[test]
    fn days_and_eras() {
        assert_eq!((month("September"), month("Sept"), month("Mai")), (Some(9), Some(9), None));
        assert_eq!((days(None, 2), days(Some(2023), 2), days(Some(2000), 2), days(None, 13)), (Some(29), Some(28), Some(29), None));
        assert_eq!(Era::of("R").map(|e| e.year(2)), Some(2020));
        assert_eq!((Era::Heisei.year(31), Era::Showa.end()), (2019, Some((1989, 1, 8))));
        assert_eq!(
            (weekday((2024, 5, 1)), weekday((2000, 2, 29)), weekday((1900, 2, 29)), weekday((2026, 1, 1))),
            (Some(3), Some(2), None, Some(4))
        );
    }
}
