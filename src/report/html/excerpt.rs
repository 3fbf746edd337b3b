//! The words around a place.

use serde::Serialize;

use crate::report::visible;
use crate::text::{Span, Text};

/// Characters that are shown in front of a place, of the place, and behind it.
const SHOWN: [usize; 3] = [60, 160, 90];

/// A place with the words around it. All of it is fit to be shown.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct Excerpt {
    before: String,
    marked: String,
    after: String,
}

impl Excerpt {
    /// The words around `span`, as far as they stand in `bounds`.
    pub(super) fn of(text: &Text, bounds: Span, span: Span) -> Excerpt {
        let [most_before, most_marked, most_after] = SHOWN;
        let bounds = bounds.hull(span);
        let before = text.slice(Span::new(bounds.start, span.start));
        let after = text.slice(Span::new(span.end, bounds.end));
        let from = before.char_indices().rev().nth(most_before).map_or(0, |(i, c)| i + c.len_utf8());
        let head = visible::line(before.get(from..).unwrap_or("").trim_start());
        Excerpt {
            before: if from > 0 { format!("…{head}") } else { head.into_owned() },
            marked: first(text.slice(span), most_marked),
            after: first(after.trim_end(), most_after),
        }
    }
}

/// The first characters of a text, fit to be shown.
pub(super) fn first(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", visible::line(text.get(..end).unwrap_or(""))),
        None => visible::line(text).into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cut() {
        let text = Text::from(format!("{}\u{202E}ここ\u{1B}\n{}", "前".repeat(100), "後".repeat(100)).as_str());
        let got = Excerpt::of(&text, text.span(), Span::new(303, 310));
        assert_eq!(got.before, format!("…{}\u{FFFD}", "前".repeat(59)));
        assert_eq!((got.marked.as_str(), got.after.chars().count()), ("ここ␛", 91));
        let whole = Excerpt::of(&text, Span::new(303, 309), Span::new(303, 309));
        assert_eq!((whole.before.as_str(), whole.after.as_str()), ("", ""));
    }
}
