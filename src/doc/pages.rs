//! Where the pages of the source begin.

use crate::layout::start::number;
use crate::text::{Annotation, AnnotationKind, SourceMap, Text, class};

/// The pages of a document, where they are known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pages {
    /// Where each page begins, in bytes of the cleaned text, and the number
    /// printed on it, if it was seen. Sorted by place.
    pub starts: Vec<(u32, Option<u32>)>,
}

impl Pages {
    /// Finds the pages of a source by its form feeds, and their numbers by the
    /// running heads and page numbers that the clean-up took out (in bytes of
    /// the source). Numbers that do not run from page to page are not believed.
    #[must_use]
    pub fn of(source: &Text, furniture: &[Annotation], map: &SourceMap) -> Pages {
        let feeds = memchr::memchr_iter(0x0C, source.as_str().as_bytes());
        let breaks: Vec<u32> = feeds.filter_map(|at| u32::try_from(at + 1).ok()).collect();
        if breaks.is_empty() {
            return Pages::default();
        }
        let page = |at: u32| breaks.partition_point(|b| *b <= at);
        let mut seen: Vec<(i64, usize)> = Vec::new();
        for note in furniture.iter().filter(|n| n.kind == AnnotationKind::Furniture) {
            let index = page(note.span.start);
            seen.extend(ends(&note.value).into_iter().flatten().map(|n| (i64::from(n) - i64::try_from(index).unwrap_or(0), index)));
        }
        let first = first(seen, breaks.len() + 1);
        let printed = |index: usize| first.and_then(|f| u32::try_from(f + i64::try_from(index).ok()?).ok());
        let mut starts: Vec<(u32, Option<u32>)> = Vec::new();
        let mut now = None;
        // text may have been moved to another page
        for (i, piece) in map.pieces().iter().enumerate() {
            let output = map.output(i);
            if output.is_empty() || piece.continues() {
                continue;
            }
            let mut index = page(piece.source.start);
            let mut at = output.start;
            loop {
                if now != Some(index) {
                    starts.push((at, printed(index)));
                    now = Some(index);
                }
                match breaks.get(index) {
                    Some(&next) if piece.cause.is_none() && next < piece.source.end => {
                        at = output.start + (next - piece.source.start);
                        index += 1;
                    }
                    _ => break,
                }
            }
        }
        Pages { starts }
    }

    /// The printed number of the page that holds the byte `at` of the cleaned
    /// text.
    #[must_use]
    pub fn number(&self, at: u32) -> Option<u32> {
        let index = self.starts.partition_point(|s| s.0 <= at).checked_sub(1)?;
        self.starts.get(index).and_then(|s| s.1)
    }
}

/// The numbers at the beginning and at the end of a running head or foot.
fn ends(value: &str) -> [Option<u32>; 2] {
    let aside =
        |c: char| class::is_space(c) || class::is_hyphen(c) || matches!(c, '–' | '—' | '―' | 'ー' | '－' | '|' | '｜' | 'P' | 'p' | '.');
    let value = value.trim_matches(aside);
    let (head, len) = number(value);
    let digits = value.len() - value.trim_end_matches(class::is_digit).len();
    let tail = value.get(value.len() - digits..).map_or(0, |t| number(t).0);
    let alone = len == value.len();
    // 令和3年版, 2-1 are no page numbers
    let joined = |rest: Option<char>| rest.is_some_and(|c| !class::is_space(c));
    let head_joined = joined(value.get(len..).and_then(|r| r.chars().next()));
    let tail_joined = joined(value.get(..value.len() - digits).and_then(|r| r.chars().next_back()).filter(|c| !class::is_japanese(*c)));
    [Some(head).filter(|_| len > 0 && !head_joined), Some(tail).filter(|_| digits > 0 && !alone && !tail_joined)]
}

/// The number of the first page, when the numbers seen run with the pages on
/// most of them.
fn first(mut seen: Vec<(i64, usize)>, pages: usize) -> Option<i64> {
    seen.sort_unstable();
    seen.dedup();
    let mut best: Option<(usize, i64)> = None;
    for run in seen.chunk_by(|a, b| a.0 == b.0) {
        let Some(&(offset, _)) = run.first() else { continue };
        best = best.max(Some((run.len(), offset)));
    }
    let (votes, offset) = best?;
    (votes >= 3 && votes * 2 > pages).then_some(offset)
}
