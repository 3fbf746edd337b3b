//! Acronyms and aliases: where they are expanded and where they are used.

use super::Outline;
use crate::text::{Span, Text};

/// The acronyms and aliases of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Acronyms {
    /// Where an acronym is expanded, in the order of the text.
    pub definitions: Vec<Definition>,
    /// Every other place where an acronym stands, in the order of the text.
    pub uses: Vec<Use>,
}

/// An expansion: `宇宙状況監視（SSA：Space Situational Awareness）`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Definition {
    /// The acronym.
    pub acronym: Span,
    /// The words it stands for, in Latin letters, if given.
    pub latin: Option<Span>,
    /// What it is called in Japanese, if given.
    pub japanese: Option<Span>,
}

/// One use of an acronym.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Use {
    /// Where it stands.
    pub span: Span,
}

/// The acronyms of a text.
#[must_use]
pub fn find(_text: &Text, _outline: &Outline) -> Acronyms {
    Acronyms::default()
}
