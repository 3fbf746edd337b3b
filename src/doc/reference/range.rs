//! Ranges between two references that are whole (`第5章～第2章`, `図3から図1まで`),
//! and ranges of pages, which may run backwards.

use super::{Broken, Reference, Target, context};
use crate::layout::start::number;
use crate::text::{Span, class};

/// Makes one broken reference of the two ends of each range that runs
/// backwards.
pub(super) fn join(text: &str, list: &mut Vec<Reference>) {
    let backwards = |first: &Reference, last: &Reference| is_range(text, first, last) && falls(&first.target, &last.target);
    if !list.windows(2).any(|pair| matches!(pair, [first, last] if backwards(first, last))) {
        return;
    }
    let mut joined: Vec<Reference> = Vec::with_capacity(list.len());
    for next in list.drain(..) {
        match joined.pop() {
            Some(first) if backwards(&first, &next) => {
                let span = Span::new(first.span.start, next.span.end);
                joined.push(Reference { span, target: Target::Broken(Broken::Backwards), title: None, page: next.page });
            }
            first => {
                joined.extend(first);
                joined.push(next);
            }
        }
    }
    *list = joined;
}

/// Whether nothing but the word for a range stands between two references.
fn is_range(text: &str, first: &Reference, last: &Reference) -> bool {
    let between = text.get(first.span.end as usize..last.span.start as usize).unwrap_or("").trim();
    let behind = || text.get(last.span.end as usize..).unwrap_or("");
    match between {
        "～" | "〜" | "~" | "–" | "―" => true,
        // 第5章から第2章に移した
        "から" => behind().starts_with("まで") || behind().starts_with("にかけて") || context::is_pointed_at(behind()),
        _ => false,
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

/// Whether pages run backwards: `pp. 12-10`, `p.12～10`. The second number may be
/// short for a longer one (`pp. 123-5`), and `p. 3-1` be one page of a chapter.
#[must_use]
pub fn is_backwards(pages: &str) -> bool {
    let digits = pages.trim_start_matches(|c: char| !class::is_digit(c));
    let (first, len) = number(digits);
    let rest = digits.get(len..).unwrap_or("").trim_start();
    let dashed = rest.strip_prefix(['-', '–', '－', '―']).filter(|_| pages.starts_with("pp") && len > 1);
    let Some(rest) = dashed.or_else(|| rest.strip_prefix(['～', '〜', '~'])) else { return false };
    let near = rest.trim_start_matches([' ', 'p', '.', '．']);
    let (last, other) = number(near);
    len == other && last > 0 && last < first
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages() {
        for (pages, want) in [
            ("pp. 12-10", true),
            ("pp.12–15", false),
            ("pp. 123-5", false),
            ("p. 12-10", false),
            ("pp. 3-1", false),
            ("p.12", false),
            ("p.30～p.21", true),
            ("", false),
        ] {
            assert_eq!(is_backwards(pages), want, "{pages}");
        }
    }
}
