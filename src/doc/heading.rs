//! Headings and their number paths.

mod accept;
mod candidate;
mod tree;

use rustc_hash::FxHashMap;

use super::Outline;
use super::number::{Digits, Form, Step, Unit};
use super::series;
use crate::layout::Counter;
use crate::text::{Span, Text};

/// A heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// Its block, as an index into [`Outline::blocks`].
    pub block: usize,
    /// The number with its name (`第2節`, `1.2.3`, `(1)`), if it has one.
    pub number: Option<Span>,
    /// How the number is written. Numbers of one parent count in one sequence
    /// when they have the same form.
    pub form: Option<Form>,
    /// The title without the number.
    pub title: Span,
    /// Its own steps: one for `第2節`, three for `1.2.3`, none without a number.
    pub own: Vec<Step>,
    /// The heading that it stands under, as an index into the headings.
    pub parent: Option<usize>,
    /// The level: 1 is the highest. With Markdown's marks it is their number.
    pub level: u8,
    /// Whether it has Markdown's marks.
    pub marked: bool,
}

/// The headings of a text.
#[must_use]
pub fn find(text: &Text, outline: &Outline) -> Vec<Heading> {
    let mut list = candidate::all(text, outline);
    accept::sieve(text, outline, &mut list);
    tree::build(list)
}

/// The whole path of a heading, outermost step first, as far as the text tells
/// it: a file may begin in the middle of a book, so the first steps may be
/// missing. Headings without a number give no step.
///
/// The steps of a decimal number are all given by the number itself; where the
/// first of them repeats the number of the 章 that it stands in (`2.1` in
/// 第2章), it is given once, as 章. [`Unit::Unnamed`] says what a step without a
/// name counts as, [`Step::fits`] compares.
#[must_use]
pub fn path(headings: &[Heading], index: usize) -> Vec<Step> {
    let mut chain: Vec<&[Step]> = Vec::new();
    let mut next = Some(index);
    while let Some(heading) = next.and_then(|i| headings.get(i)) {
        chain.push(&heading.own);
        // a parent stands before its child
        next = heading.parent.filter(|&p| next.is_some_and(|i| p < i));
    }
    let mut path: Vec<Step> = Vec::new();
    for own in chain.into_iter().rev() {
        if own.len() > 1
            && let Some(first) = own.first()
        {
            // what a decimal number says again of the steps above it
            let unnamed = path.iter().position(|s| s.unit == Unit::Unnamed).unwrap_or(path.len());
            let chapter = path.iter().rposition(|s| s.unit != Unit::Unnamed && s.unit != Unit::Part && s.value == first.value);
            match chapter {
                Some(at) if first.unit == Unit::Unnamed => {
                    path.truncate(at + 1);
                    path.extend(own.iter().skip(1));
                }
                _ if first.unit == Unit::Unnamed || first.unit == Unit::Appendix => {
                    path.truncate(unnamed);
                    path.extend(own);
                }
                _ => path.extend(own.iter().filter(|s| !path.contains(s)).copied().collect::<Vec<_>>()),
            }
        } else {
            path.extend(own);
        }
    }
    path
}

/// The headings that count in one row: those of one parent with numbers of one
/// form, in the order of the text.
#[must_use]
pub fn rows(headings: &[Heading]) -> Vec<Vec<usize>> {
    let mut rows: Vec<Vec<usize>> = Vec::new();
    let mut known: FxHashMap<(Option<usize>, Form, Vec<u32>), usize> = FxHashMap::default();
    for (index, heading) in headings.iter().enumerate() {
        let Some(form) = heading.form else { continue };
        // 第1節 and 第二節 count together
        let digits = if form.counter == Counter::Named { Digits::Decimal } else { form.digits };
        let above = heading.own.split_last().map(|(_, above)| above.iter().map(|s| s.value).collect()).unwrap_or_default();
        let row = *known.entry((heading.parent, Form { digits, ..form }, above)).or_insert_with(|| {
            rows.push(Vec::new());
            rows.len() - 1
        });
        if let Some(row) = rows.get_mut(row) {
            row.push(index);
        }
    }
    rows
}

/// The headings of a row, and the number of each in it (0: none).
#[must_use]
pub fn counted<'a>(headings: &'a [Heading], row: &[usize]) -> (Vec<&'a Heading>, Vec<u32>) {
    let list: Vec<&Heading> = row.iter().filter_map(|&i| headings.get(i)).collect();
    let values = list.iter().map(|h| value(h)).collect();
    (list, values)
}

/// The last step of a heading's number, 0 without one.
#[must_use]
pub fn value(heading: &Heading) -> u32 {
    heading.own.last().map_or(0, |s| s.value)
}

/// Whether the headings are so far out of order that the text must have been
/// taken apart by extraction: what seems missing or doubled may be neither.
#[must_use]
pub fn is_torn(headings: &[Heading]) -> bool {
    rows(headings).iter().any(|row| {
        let first = row.first().and_then(|&i| headings.get(i));
        let values: Vec<u32> = row.iter().filter_map(|&i| headings.get(i)?.own.last()).map(|s| s.value).collect();
        // under a parent that is there, numbers begin with 1
        first.is_some_and(|h| !h.marked && series::is_disordered(&values, h.parent.is_some()))
    })
}

#[cfg(test)]
mod tests;
