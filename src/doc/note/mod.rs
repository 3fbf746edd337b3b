//! Notes, and the marks in the running text that call them.
//!
//! Every number in the text that is written like a mark or stands like a
//! note's own number is a candidate ([`scan`]). Which of them are notes, and
//! where their numbers start again, is told by the sequence they form
//! ([`runs`]); which are marks, by the notes that are due ([`chain`]). What does
//! not fit is a [`Fault`], one for each mistake ([`fault`]).

mod bare;
mod chain;
mod family;
mod fault;
mod label;
mod lost;
mod runs;
mod scan;
mod scope;
mod system;

use super::Outline;
use super::heading::Heading;
use crate::text::{Span, Text};

pub use fault::{Fault, Mistake};
pub use scope::faults;

/// The notes of a text and the marks that call them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notes {
    /// The marks in the running text, in its order.
    pub marks: Vec<Mark>,
    /// The notes, in the order of the text.
    pub notes: Vec<Note>,
    /// What does not fit, in the order of the text; one for each mistake.
    pub faults: Vec<Fault>,
}

/// How a mark or a note's own number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Style {
    /// `1`
    Bare,
    /// `１`
    Wide,
    /// `<sup>1</sup>`
    Sup,
    /// `¹`
    Raised,
    /// `※1`
    Kome,
    /// `*1`, `＊1`
    Star,
    /// `[1]`
    Bracket,
    /// `（注1）`
    Chu,
    /// `1）`
    Paren,
    /// `[^1]`
    Label,
    /// `1.`; of a note only
    Dotted,
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
    /// How it is written.
    pub style: Style,
}

/// A note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Its block, as an index into [`Outline::blocks`].
    pub block: usize,
    /// Its number as it is written; where it has lost it, the empty span at
    /// which the number should stand.
    pub span: Span,
    /// Its number; 0 when it has none.
    pub number: u32,
    /// The scope in which numbers are counted, from 0.
    pub scope: usize,
    /// How its number is written.
    pub style: Style,
}

/// Where the numbers of notes start again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scoping<'a> {
    /// Where the numbers tell.
    #[default]
    Auto,
    /// At these places (in bytes, sorted), and only there.
    At(&'a [u32]),
}

/// The notes and marks of a text.
#[must_use]
pub fn find(text: &Text, outline: &Outline, headings: &[Heading]) -> Notes {
    find_in(text, outline, headings, Scoping::Auto)
}

/// The same with the scopes given.
#[must_use]
pub fn find_in(text: &Text, outline: &Outline, headings: &[Heading], scoping: Scoping<'_>) -> Notes {
    let found = scan::all(text, outline, headings);
    let mut notes = family::best(text, outline, &found, scoping);
    label::read(text, outline, &mut notes);
    notes.marks.sort_by_key(|m| m.span);
    notes.notes.sort_by_key(|n| n.span);
    notes.faults.sort_by_key(|f| f.span);
    notes
}
