//! Captions of figures, tables and boxes, and the titles of appendices.

use super::Outline;
use crate::text::{Span, Text};

/// A label that numbers a float or an appendix: `図表Ⅲ-2-2-1`, `第1-1-1図`,
/// `資料19`, `Table 3`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Label {
    /// What kind of thing, in one form for each (`図表`, `図`, `表`, `資料`,
    /// `Figure`).
    pub family: String,
    /// Its number, outermost first; a part in Roman numerals counts as its
    /// value.
    pub number: Vec<u32>,
}

/// A caption, or the title of an appendix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caption {
    /// Its block, as an index into [`Outline::blocks`].
    pub block: usize,
    /// What it numbers.
    pub label: Label,
    /// Where the label stands.
    pub span: Span,
    /// The title behind the label; empty when there is none.
    pub title: Span,
}

/// The captions of a text.
#[must_use]
pub fn find(_text: &Text, _outline: &Outline) -> Vec<Caption> {
    Vec::new()
}
