//! Headings and their number paths.

mod accept;
mod candidate;
mod tree;

use super::Outline;
use super::number::{Form, Step, Unit};
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

#[cfg(test)]
mod tests;
