//! Ranges between two references that are whole (`第5章～第2章`, `図3から図1まで`),
//! and ranges of pages, which may run backwards.

use super::{Broken, Reference, Target, context};
use crate::layout::start::number;
use crate::text::{Span, class};

/// Makes one broken reference of the two ends of each range that runs
/// backwards.
pub(super) fn join(text: &str, list: &mut Vec<Reference>) {
    let mut at = 0;
    while let Some([first, last]) = list.get(at..at + 2) {
        let between = text.get(first.span.end as usize..last.span.start as usize).unwrap_or("").trim();
        let behind = text.get(last.span.end as usize..).unwrap_or("");
        let range = match between {
            "～" | "〜" | "~" | "–" | "―" => true,
            // 第5章から第2章に移した
            "から" => behind.starts_with("まで") || behind.starts_with("にかけて") || context::is_pointed_at(behind),
            _ => false,
        };
        if range && falls(&first.target, &last.target) {
            let span = Span::new(first.span.start, last.span.end);
            let broken = Reference { span, target: Target::Broken(Broken::Backwards), title: None, page: last.page };
            list.splice(at..at + 2, [broken]);
        }
        at += 1;
    }
}

/// Whether the second of two targets of one kind comes before the first.
fn falls(first: &Target, last: &Target) -> bool {
    match (first, last) {
        (Target::Label(a), Target::Label(b)) => a.family == b.family && a.number.len() == b.number.len() && b.number < a.number,
        (Target::Heading(a), Target::Heading(b)) => {
            let units = a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.unit == b.unit);
            units && b.iter().map(|s| s.value).lt(a.iter().map(|s| s.value))
        }
        (Target::Note(a), Target::Note(b)) | (Target::Page(a), Target::Page(b)) => b < a,
        _ => false,
    }
}

/// Whether pages run backwards: `pp. 12-10`. The second number may be short for
/// a longer one (`pp. 123-5`).
#[must_use]
pub fn is_backwards(pages: &str) -> bool {
    let digits = pages.trim_start_matches(|c: char| !class::is_digit(c));
    let (first, len) = number(digits);
    let rest = digits.get(len..).unwrap_or("").trim_start();
    let Some(rest) = rest.strip_prefix(['-', '–', '～', '〜', '－', '―', '~']) else { return false };
    let near = rest.trim_start_matches([' ', 'p', '.', '.']);
    let (last, other) = number(near);
    len == other && last > 0 && last < first
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages() {
        for (pages, want) in
            [("pp. 12-10", true), ("pp.12–15", false), ("pp. 123-5", false), ("p.12", false), ("p.30～p.21", true), ("", false)]
        {
            assert_eq!(is_backwards(pages), want, "{pages}");
        }
    }
}
