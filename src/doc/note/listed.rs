//! Marks that share their sign or their brackets: `（注1、2）`, `（注1～3）`,
//! `※1,2`.

use super::Style;
use crate::text::{class, floor};

/// How far the brackets or the sign of a list are looked for, in bytes.
const REACH: usize = 36;

fn is_member(c: char) -> bool {
    class::is_digit(c) || is_separator(c) || matches!(c, '注' | '脚' | '※' | ' ')
}

fn is_separator(c: char) -> bool {
    matches!(c, '、' | ',' | '，' | '・' | '及' | 'び' | 'と') || is_range(c)
}

fn is_range(c: char) -> bool {
    matches!(c, '～' | '〜' | '-' | '－' | '–')
}

/// The style of a list in brackets that a number between `left` and `right` is
/// a member of.
pub(super) fn in_brackets(left: &str, right: &str) -> Option<Style> {
    if !left.ends_with(is_member) {
        return None;
    }
    let near = left.get(floor(left, left.len().saturating_sub(REACH))..)?;
    let outer = near.trim_end_matches(is_member);
    let inner = near.get(outer.len()..)?;
    let style = match inner.trim_start_matches('脚').chars().next()? {
        '注' => Style::Chu,
        '※' => Style::Kome,
        _ => return None,
    };
    let near = right.get(..floor(right, REACH))?;
    let beyond = near.trim_start_matches(is_member);
    let several = inner.contains(is_separator) || near.len() > beyond.len();
    (several && outer.ends_with(class::is_opening) && beyond.starts_with(class::is_closing)).then_some(style)
}

/// Whether it is the 2 of `※1,2`; the 200 of `※1,200` and the year of
/// `※1、2024年` are not.
pub(super) fn behind_sign(left: &str, digits: &str, right: &str) -> bool {
    let Some(list) = left.strip_suffix([',', '、', '，', '・']) else { return false };
    let list = list.get(floor(list, list.len().saturating_sub(REACH))..).unwrap_or("");
    let stem = list.trim_end_matches(|c: char| class::is_digit(c) || matches!(c, ',' | '、' | '，' | '・'));
    let ends = right.is_empty() || right.starts_with(|c: char| class::is_line_start_forbidden(c) || class::is_hiragana(c));
    stem.len() < list.len() && list.ends_with(class::is_digit) && stem.ends_with('※') && digits.chars().count() < 3 && ends
}

/// The number in front of a range sign that ends `left`.
pub(super) fn range_from(left: &str) -> Option<u32> {
    let stem = left.strip_suffix(is_range)?;
    let digits = stem.trim_end_matches(class::is_digit).len();
    match crate::layout::start::number(stem.get(digits..)?) {
        (value, len) if len > 0 => Some(value),
        _ => None,
    }
}

/// Whether `[` or `]` beside a number in brackets belongs to another such
/// number (`[1][2]`) and not to a link.
pub(super) fn is_mark_beside(stem: &str, after: &str) -> bool {
    let before = stem.strip_suffix(']').map(|s| (s, s.trim_end_matches(class::is_digit)));
    let before = before.is_some_and(|(s, rest)| rest.len() < s.len() && rest.ends_with('[') && !rest.ends_with("!["));
    let behind = after.strip_prefix('[').map(|s| (s, s.trim_start_matches(class::is_digit)));
    let behind = behind.is_some_and(|(s, rest)| rest.len() < s.len() && rest.starts_with(']'));
    (before || !stem.ends_with(']')) && (behind || !after.starts_with('[')) && (before || behind)
}
