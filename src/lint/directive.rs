//! Comments in a draft that accept findings:
//!
//! * `<!-- hakusho-ignore footnote-gap: why -->` on a line of its own: in the
//!   paragraph behind it; in a paragraph: in that paragraph,
//! * `<!-- hakusho-ignore-start LINT -->` … `<!-- hakusho-ignore-end -->`,
//! * `<!-- hakusho-ignore-file LINT -->`: in the whole file.
//!
//! Several names stand with commas; `all` is every lint.

use std::ops::Range;

use memchr::memmem;
use rustc_hash::FxHashMap;

use crate::text::{Line, Span, Text};

/// A comment that accepts findings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Directive {
    /// The lints or groups.
    pub names: Vec<String>,
    /// Where it holds, in bytes of the decoded text.
    pub reach: Span,
    /// Where the comment stands.
    pub span: Span,
}

/// Of findings (place, lint, group; in the order of their places) those that
/// the comments accept, and the comments that accept any.
#[must_use]
pub fn accept<'a>(directives: &[Directive], findings: impl Iterator<Item = (u32, &'a str, &'a str)>) -> (Vec<bool>, Vec<bool>) {
    /// The comments of one name that hold from before a place on.
    #[derive(Default)]
    struct Open {
        /// Where the last of them ends.
        end: Option<u32>,
        /// Those that accepted nothing yet.
        unused: Vec<usize>,
    }
    let mut used = vec![false; directives.len()];
    let mut order: Vec<usize> = (0..directives.len()).collect();
    order.sort_by_key(|&i| directives.get(i).map(|d| d.reach.start));
    let mut order = order.into_iter().filter_map(|i| Some((i, directives.get(i)?))).peekable();
    let mut open: FxHashMap<&str, Open> = FxHashMap::default();
    let hits = findings.map(|(at, lint, group)| {
        while let Some((i, directive)) = order.next_if(|(_, d)| d.reach.start <= at) {
            for name in &directive.names {
                let own = open.entry(name.as_str()).or_default();
                own.end = own.end.max(Some(directive.reach.end));
                own.unused.push(i);
            }
        }
        let mut hit = false;
        for name in [lint, group, "all"] {
            let Some(own) = open.get_mut(name) else { continue };
            hit |= own.end.is_some_and(|end| at <= end);
            for i in own.unused.drain(..) {
                // what ended before accepts nothing any more
                if let (Some(used), Some(_)) = (used.get_mut(i), directives.get(i).filter(|d| at <= d.reach.end)) {
                    *used = true;
                }
            }
        }
        hit
    });
    (hits.collect(), used)
}

/// All comments of a text, for people or for hakusho: the document does not say
/// what stands there.
#[must_use]
pub fn comments(text: &str) -> Vec<Span> {
    let bytes = text.as_bytes();
    let at = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let mut list: Vec<Span> = Vec::new();
    let mut closings = memmem::find_iter(bytes, b"-->").peekable();
    for start in memmem::find_iter(bytes, b"<!--") {
        while closings.next_if(|&close| close < start + 4).is_some() {}
        let Some(&close) = closings.peek() else { break };
        if list.last().is_none_or(|last| last.end <= at(start)) {
            list.push(Span::new(at(start), at(close + 3)));
        }
    }
    list
}

/// The comments of a text that speak to hakusho.
#[must_use]
pub fn find(text: &Text) -> Vec<Directive> {
    let bytes = text.as_str().as_bytes();
    let mut list: Vec<Directive> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    let at = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let mut paragraphs = Paragraphs { text, last: 0..0 };
    let mut closings = memmem::find_iter(bytes, b"-->").peekable();
    for start in memmem::find_iter(bytes, b"<!--") {
        let Some(rest) = text.as_str().get(start + 4..) else { continue };
        let Some(body) = rest.trim_start().strip_prefix("hakusho-ignore") else { continue };
        let from = text.len() as usize - body.len();
        while closings.next_if(|&close| close < from).is_some() {}
        let Some(&close) = closings.peek() else { break };
        let body = body.get(..close - from).unwrap_or("");
        let end = close + 3;
        let (form, names) = match body.strip_prefix('-') {
            Some(rest) => rest.split_once(char::is_whitespace).unwrap_or((rest, "")),
            None => ("", body),
        };
        let names = names.split_once([':', '：']).map_or(names, |(n, _)| n);
        let names: Vec<String> = names.split([',', '、', ' ']).map(|n| n.trim().to_owned()).filter(|n| !n.is_empty()).collect();
        let span = Span::new(at(start), at(end));
        let reach = match form {
            "end" => {
                if let Some(directive) = open.pop().and_then(|i| list.get_mut(i)) {
                    directive.reach.end = span.start;
                }
                continue;
            }
            "start" => {
                open.push(list.len());
                Span::new(span.end, text.len())
            }
            "file" => text.span(),
            _ => paragraphs.reach(span),
        };
        list.push(Directive { names, reach, span });
    }
    list
}

/// The lines of a text that have no blank one between them.
struct Paragraphs<'a> {
    text: &'a Text,
    /// The one that was looked at last, as indexes of its lines.
    last: Range<usize>,
}

impl Paragraphs<'_> {
    /// Where the paragraph is that a comment stands in, or the one behind it.
    fn reach(&mut self, comment: Span) -> Span {
        let lines = self.text.lines();
        let index = lines.partition_point(|l| l.span.start <= comment.start).saturating_sub(1);
        let alone = lines.get(index).is_some_and(|l| comment.contains(l.body));
        let from = if alone {
            let rest = lines.get(index + 1..).unwrap_or(&[]);
            index + 1 + rest.iter().take_while(|l| l.is_blank()).count()
        } else {
            self.around(index).start
        };
        let to = self.around(if alone { from } else { index }).end;
        let start = lines.get(from).map_or(self.text.len(), |l| l.span.start);
        let end = to.checked_sub(1).and_then(|last| lines.get(last)).map_or(self.text.len(), |l| l.span.end);
        Span::new(start, end.max(start))
    }

    fn around(&mut self, line: usize) -> Range<usize> {
        if !self.last.contains(&line) {
            let lines = self.text.lines();
            let full = |part: &[Line], back: bool| {
                if back {
                    part.iter().rev().take_while(|l| !l.is_blank()).count()
                } else {
                    part.iter().take_while(|l| !l.is_blank()).count()
                }
            };
            let before = full(lines.get(..line).unwrap_or(lines), true);
            let behind = full(lines.get(line + 1..).unwrap_or(&[]), false);
            self.last = line - before..(line + 1 + behind).min(lines.len());
        }
        self.last.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, want: &str) {
        let text = Text::from(text);
        let got: Vec<String> = find(&text).iter().map(|d| format!("{}={:?}", d.names.join("+"), text.slice(d.reach).trim())).collect();
        assert_eq!(got.join(" "), want);
    }

    #[test]
    fn all_comments() {
        let spans = |text| comments(text).iter().map(|s| (s.start, s.end)).collect::<Vec<_>>();
        assert_eq!(spans("a <!-- b --> c <!-- <!-- d -->\n<!-->-->"), [(2, 12), (15, 30), (31, 39)]);
        assert_eq!(spans("--> <!-- a"), []);
        assert_eq!(spans(""), []);
    }

    #[test]
    fn reaches() {
        check("x\n<!-- hakusho-ignore a-b: why -->\n\ny\nz\n\nw", "a-b=\"y\\nz\"");
        check("x\ny <!--hakusho-ignore a, b--> z\n\nw", "a+b=\"x\\ny <!--hakusho-ignore a, b--> z\"");
        check("a\n<!-- hakusho-ignore-start all -->\nb\n<!-- hakusho-ignore-end -->\nc", "all=\"b\"");
        check("a <!-- hakusho-ignore-file x -->\nb", "x=\"a <!-- hakusho-ignore-file x -->\\nb\"");
        check("<!-- other --> <!-- hakusho-ignore a", "");
        check("<!-- hakusho-ignore a -->", "a=\"\"");
        check("<!-- hakusho-ignore a -->\n<!-- hakusho-ignore b -->\nx\n\ny", "a=\"<!-- hakusho-ignore b -->\\nx\" b=\"x\"");
    }

    #[test]
    fn accepted() {
        let text = Text::from("a b <!-- hakusho-ignore x -->\nc\n\nd <!-- hakusho-ignore y, g -->\n\n<!-- hakusho-ignore all -->\n");
        let found = [(0, "x", "g"), (2, "y", "g"), (30, "x", "f"), (33, "x", "f"), (33, "z", "g"), (33, "y", "f")];
        assert_eq!(accept(&find(&text), found.into_iter()), (vec![true, false, true, false, true, true], vec![true, true, false]));
    }
}
