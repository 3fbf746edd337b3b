//! How a document sets its paragraphs, learned once from whole lines.
//!
//! The longer a document is worked on, the fewer of its lines are left as they
//! were printed: what was joined tells nothing of widths any more, and what was
//! left is no fair sample. So a text that still has most lines of the one it
//! was made of keeps what that one taught.

use std::sync::Arc;

use super::Layout;
use super::facts::Facts;
use super::starters::Starters;
use crate::text::{Edits, Text};

/// What the rows of a document teach about its paragraphs.
pub(super) struct Habits {
    pub(super) facts: Facts,
    pub(super) starters: Starters,
    /// Lines of the text that taught it.
    lines: usize,
}

/// The habits of a text: those of the text that it was made of, when they were
/// handed on.
pub(super) fn of(layout: &Layout<'_>) -> Arc<Habits> {
    layout.text.memo(|text| Habits { facts: Facts::learn(layout), starters: Starters::learn(layout), lines: text.lines().len() })
}

/// Hands the habits of a text on to the one that was made of it.
pub(super) fn inherit(old: &mut Text, edits: &Edits, new: &Text) {
    if let Some(habits) = old.take::<Habits>()
        && edits.list().iter().any(|edit| edit.cause.stage == "floats")
        && new.lines().len() * 2 >= habits.lines
    {
        new.keep(habits);
    }
}
