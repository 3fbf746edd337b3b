//! Headings and their number paths.

use super::Outline;
use super::number::Step;
use crate::layout::Counter;
use crate::text::{Span, Text};

/// A heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// Its block, as an index into [`Outline::blocks`].
    pub block: usize,
    /// The number with its name (`第2節`, `1.2.3`, `(1)`), if it has one.
    pub number: Option<Span>,
    /// The style of the number.
    pub style: Option<Counter>,
    /// The title without the number.
    pub title: Span,
    /// Its own steps: one for `第2節`, three for `1.2.3`, none without a number.
    pub own: Vec<Step>,
    /// The heading that it stands under, as an index into the headings.
    pub parent: Option<usize>,
    /// The level: 1 is the highest.
    pub level: u8,
}

/// The headings of a text.
#[must_use]
pub fn find(_text: &Text, _outline: &Outline) -> Vec<Heading> {
    Vec::new()
}
