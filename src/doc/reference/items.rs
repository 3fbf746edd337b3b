//! What stands below the last named step of a path, without a name of its own:
//! the `1（3）イ` of `第1章第2節1（3）イ`.

use crate::doc::number::{Step, Unit};
use crate::layout::start::number;
use crate::text::class;

/// The unnamed steps at the start of `text`, outermost first, and their length
/// in bytes. A number alone is no step (it may be the mark of a note); one with
/// a number in brackets behind it is.
pub(super) fn read(text: &str) -> Option<(Vec<Step>, usize)> {
    let (first, mut len) = digits(text)?;
    let mut values = vec![first];
    while let Some((value, more)) = text.get(len..).and_then(item) {
        values.push(value);
        len += more;
        if values.len() > 5 {
            break;
        }
    }
    (values.len() > 1).then(|| (values.into_iter().map(|value| Step { unit: Unit::Unnamed, value }).collect(), len))
}

/// `（3）`, `(ア)`, `①`, `イ`.
fn item(text: &str) -> Option<(u32, usize)> {
    let first = text.chars().next()?;
    let close = match first {
        '（' | '(' => ['）', ')'],
        _ => {
            let value = enclosed(first).or_else(|| kana(first))?;
            let rest = text.get(first.len_utf8()..)?;
            let word = class::is_katakana(first) && rest.starts_with(class::is_katakana);
            return (!word).then_some((value, first.len_utf8()));
        }
    };
    let inside = text.get(first.len_utf8()..)?;
    let (value, len) = digits(inside).or_else(|| {
        let letter = inside.chars().next()?;
        let small = letter.is_ascii_lowercase().then(|| u32::from(letter) - u32::from('a') + 1);
        small.or_else(|| kana(letter)).map(|value| (value, letter.len_utf8()))
    })?;
    let closing = inside.get(len..)?.chars().next().filter(|c| close.contains(c))?;
    Some((value, first.len_utf8() + len + closing.len_utf8()))
}

/// A number of one or two digits.
fn digits(text: &str) -> Option<(u32, usize)> {
    let (value, len) = text.starts_with(class::is_digit).then(|| number(text))?;
    (value > 0 && value < 100).then_some((value, len))
}

fn enclosed(c: char) -> Option<u32> {
    matches!(c, '①'..='⑳').then(|| u32::from(c) - u32::from('①') + 1)
}

/// A letter of the order アイウエオ.
fn kana(c: char) -> Option<u32> {
    const ORDER: &str = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワ";
    ORDER.chars().position(|k| k == c).and_then(|i| u32::try_from(i + 1).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items() {
        let check = |text: &str, want: &[u32], len: usize| {
            let got = read(text).map(|(steps, len)| (steps.iter().map(|s| s.value).collect::<Vec<_>>(), len)).unwrap_or_default();
            assert_eq!((got.0.as_slice(), got.1), (want, len), "{text}");
        };
        check("1(3)で", &[1, 3], 4);
        check("１（３）イで", &[1, 3, 2], 15);
        check("2（1）①を", &[2, 1, 1], 11);
        check("1(3)(ア)(b)", &[1, 3, 1, 2], 12);
        check("1(3)イラン", &[1, 3], 4);
        check("1で述べた", &[], 0);
        check("1（海の利用）", &[], 0);
        check("(3)", &[], 0);
        check("1(2019)", &[], 0);
    }
}
