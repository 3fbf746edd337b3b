//! Notes, and the marks in the running text that call them.

use super::Outline;
use super::heading::Heading;
use crate::text::{Span, Text};

/// The notes of a text and the marks that call them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notes {
    /// The marks in the running text, in its order.
    pub marks: Vec<Mark>,
    /// The notes, in the order of the text.
    pub notes: Vec<Note>,
}

/// A mark in the running text: `1`, `<sup>2</sup>`, `※3`, `[^4]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The whole mark.
    pub span: Span,
    /// Its number; 0 when it has none.
    pub number: u32,
    /// The scope (page, section, chapter) in which numbers are counted, from 0.
    pub scope: usize,
}

/// A note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Its block, as an index into [`Outline::blocks`].
    pub block: usize,
    /// Its number as it is written.
    pub span: Span,
    /// Its number; 0 when it has none.
    pub number: u32,
    /// The scope in which numbers are counted, from 0.
    pub scope: usize,
}

/// The notes and marks of a text.
#[must_use]
pub fn find(_text: &Text, _outline: &Outline, _headings: &[Heading]) -> Notes {
    Notes::default()
}
