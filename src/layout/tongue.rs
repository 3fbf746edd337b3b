//! How well two lines meet, in the language of the document: by letters in
//! Japanese, by words where there are spaces between them.

use super::Layout;
use super::letters::{self, Letters};
use super::words::{self, Words};

/// The model of the document's language.
pub(super) enum Tongue {
    Japanese(Letters),
    Latin(Words),
}

/// The end and the beginning of a row.
pub(super) enum Sides {
    Japanese(letters::Tail, letters::Head),
    Latin(words::Tail, words::Head),
}

impl Tongue {
    pub(super) fn of(layout: &Layout<'_>) -> Tongue {
        if layout.japanese { Tongue::Japanese(Letters::of(layout)) } else { Tongue::Latin(Words::of(layout)) }
    }

    /// Looks up both ends of a line.
    pub(super) fn sides(&self, body: &str) -> Sides {
        match self {
            Tongue::Japanese(letters) => Sides::Japanese(letters.tail(body), letters.head(body)),
            Tongue::Latin(words) => Sides::Latin(words.tail(body), words.head(body)),
        }
    }

    /// Log odds of two lines' meeting, against their standing side by side by
    /// chance.
    pub(super) fn bond(&self, left: &Sides, right: &Sides) -> f32 {
        match (self, left, right) {
            (Tongue::Japanese(letters), Sides::Japanese(tail, _), Sides::Japanese(_, head)) => letters.bond(tail, head),
            (Tongue::Latin(words), Sides::Latin(tail, _), Sides::Latin(_, head)) => words.bond(tail, head),
            _ => 0.0,
        }
    }
}
