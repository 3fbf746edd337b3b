//! Numbers in a row: which one is missing, wrong or there twice.

use super::number::{self, Form};
use crate::layout::Counter;
use crate::text::class;

/// What is wrong in a row of numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Numbers are missing in front of the one at `at`.
    Gap {
        /// Where in the row.
        at: usize,
        /// The first that is missing.
        first: u32,
        /// The last that is missing.
        last: u32,
    },
    /// The number at `at` is wrong: those around it leave room for `due` only.
    Wrong {
        /// Where in the row.
        at: usize,
        /// What should be there.
        due: u32,
    },
    /// The number at `at` has been before.
    Repeat {
        /// Where in the row.
        at: usize,
        /// Where it was before.
        of: usize,
        /// What those around it leave room for, when it is known.
        due: Option<u32>,
    },
}

/// The faults of a row of numbers, each place at most once. A row may begin
/// with any number and start again with 1. What stands somewhere else in the row
/// is not missing.
#[must_use]
pub fn faults(values: &[u32]) -> Vec<Fault> {
    let mut list = Vec::new();
    let mut seen: rustc_hash::FxHashMap<u32, usize> = rustc_hash::FxHashMap::default();
    let mut before: Option<u32> = None;
    let all: std::collections::BTreeSet<u32> = values.iter().copied().collect();
    for (at, &value) in values.iter().enumerate() {
        let next = values.get(at + 1).copied();
        let of = seen.get(&value).copied();
        seen.entry(value).or_insert(at);
        let Some(last) = before else {
            before = Some(value);
            if value > 2 && next == Some(2) && !all.contains(&1) {
                list.push(Fault::Wrong { at, due: 1 });
                before = Some(1);
            }
            continue;
        };
        let due = last.saturating_add(1);
        before = Some(value);
        if value == due {
            continue;
        }
        if next == due.checked_add(1) && !all.contains(&due) {
            list.push(of.map_or(Fault::Wrong { at, due }, |of| Fault::Repeat { at, of, due: Some(due) }));
            before = Some(due);
        } else if value == last {
            list.push(Fault::Repeat { at, of: of.unwrap_or(at), due: None });
        } else if value > due {
            if all.range(due..value).next().is_none() {
                list.push(Fault::Gap { at, first: due, last: value - 1 });
            }
        } else if value == 1 {
            seen.clear();
            seen.insert(1, at);
        } else if let Some(of) = of {
            list.push(Fault::Repeat { at, of, due: None });
        }
    }
    list
}

/// Whether a row is out of order, or begins late although its beginning should
/// be there: the text has been taken apart, and what seems missing may stand
/// elsewhere.
#[must_use]
pub fn is_disordered(values: &[u32], whole: bool) -> bool {
    let places: std::collections::BTreeSet<usize> = faults(values)
        .into_iter()
        .filter_map(|f| if let Fault::Wrong { at, .. } | Fault::Repeat { at, .. } = f { Some(at) } else { None })
        .collect();
    let wrong = |i: usize| places.contains(&i);
    let late = whole && values.first().is_some_and(|v| *v > 1) && values.len() > 1 && !wrong(0);
    let mut start = values.first().copied().unwrap_or(1);
    let falls = values.windows(2).enumerate().any(|(i, w)| {
        let [a, b] = w else { return false };
        if b >= a || wrong(i) || wrong(i + 1) {
            return false;
        }
        let restarts = *b == 1 && start == 1;
        start = *b;
        !restarts
    });
    late || falls
}

/// Whether a line of `text` (or what stands behind its last full stop) begins
/// with this number: a heading or item that was not taken for one.
#[must_use]
pub fn stands_in(text: &str, form: Form, value: u32) -> bool {
    text.split('\n').any(|line| {
        let line = line.trim_end();
        let tail = line.strip_suffix('。').unwrap_or(line).rfind('。').and_then(|at| line.get(at + '。'.len_utf8()..));
        let bare = matches!(form.counter, Counter::Bare | Counter::Dotted | Counter::Decimal);
        // a sentence with a number in front is a note
        let begins = |part: &str| (!bare || !part.contains('。')) && begins_with(part, form, value);
        begins(line) || tail.is_some_and(begins)
    })
}

fn begins_with(part: &str, form: Form, value: u32) -> bool {
    let body = part.trim_start_matches(|c: char| class::is_space(c) || c == '#' || class::is_bullet(c) && number::enclosed(c).is_none());
    if let Some(found) = number::leading(body) {
        return found.form.counter == form.counter
            // 第3節 is no 第3章
            && (form.counter != Counter::Named || found.form.unit == form.unit)
            && found.form.depth == form.depth
            && found.steps.last().is_some_and(|s| s.value == value);
    }
    // the number alone, or with its title right behind it
    let Some((found, len)) = number::numeral(body.strip_prefix('第').unwrap_or(body)) else { return false };
    let rest = body.strip_prefix('第').unwrap_or(body).get(len..).unwrap_or("");
    found == value
        && (rest.is_empty()
            || number::unit(rest).is_some()
            || rest.starts_with(|c: char| class::is_japanese(c) && !class::is_hiragana(c) && !class::is_counter(c)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows() {
        let check = |values: &[u32], want: &[Fault]| assert_eq!(faults(values), want, "{values:?}");
        let gap = |at, first, last| Fault::Gap { at, first, last };
        check(&[], &[]);
        check(&[4, 5, 6], &[]);
        check(&[1, 2, 3, 1, 2], &[]);
        check(&[1, 2, 6], &[gap(2, 3, 5)]);
        check(&[1, 2, 6, 7], &[gap(2, 3, 5)]);
        check(&[1, 6, 3], &[Fault::Wrong { at: 1, due: 2 }]);
        check(&[4, 2, 3], &[Fault::Wrong { at: 0, due: 1 }]);
        check(&[1, 2, 2, 4], &[Fault::Repeat { at: 2, of: 1, due: Some(3) }]);
        check(&[1, 2, 2, 3], &[Fault::Repeat { at: 2, of: 1, due: None }]);
        check(&[1, 2, 3, 2], &[Fault::Repeat { at: 3, of: 1, due: None }]);
        check(&[1, 2, 5, 3, 4], &[]);
        check(&[3, 2, 1], &[]);
        check(&[1, u32::MAX, u32::MAX], &[gap(1, 2, u32::MAX - 1)]);
    }

    #[test]
    fn unseen() {
        let form = number::leading("2　海").map(|l| l.form).unwrap();
        for (text, want) in
            [("3　海", true), ("海。\n3海", true), ("海です。3　海", true), ("3　海である。", false), ("第3回", false), ("(3) 海", false)]
        {
            assert_eq!(stands_in(text, form, 3), want, "{text}");
        }
    }
}
