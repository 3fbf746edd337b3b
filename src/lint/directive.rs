//! Comments in a draft that accept findings:
//!
//! * `<!-- hakusho-ignore footnote-gap: why -->` on a line of its own: in the
//!   paragraph behind it; in a paragraph: in that paragraph,
//! * `<!-- hakusho-ignore-start LINT -->` … `<!-- hakusho-ignore-end -->`,
//! * `<!-- hakusho-ignore-file LINT -->`: in the whole file.
//!
//! Several names stand with commas; `all` is every lint.

use memchr::memmem;

use crate::text::{Span, Text};

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

impl Directive {
    /// Whether it speaks of a lint.
    #[must_use]
    pub fn names(&self, lint: &str, group: &str) -> bool {
        self.names.iter().any(|n| n == lint || n == group || n == "all")
    }
}

/// The comments of a text.
#[must_use]
pub fn find(text: &Text) -> Vec<Directive> {
    let bytes = text.as_str().as_bytes();
    let mut list: Vec<Directive> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    let at = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    for start in memmem::find_iter(bytes, b"<!--") {
        let Some(rest) = text.as_str().get(start + 4..) else { continue };
        let Some(body) = rest.trim_start().strip_prefix("hakusho-ignore") else { continue };
        let Some((body, _)) = body.split_once("-->") else { continue };
        let end = start + 4 + rest.find("-->").unwrap_or(0) + 3;
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
            _ => paragraph(text, span),
        };
        list.push(Directive { names, reach, span });
    }
    list
}

/// The paragraph that a comment stands in, or the one behind it.
fn paragraph(text: &Text, comment: Span) -> Span {
    let lines = text.lines();
    let index = lines.partition_point(|l| l.span.start <= comment.start).saturating_sub(1);
    let alone = lines.get(index).is_some_and(|l| comment.contains(l.body));
    let blank = |i: usize| lines.get(i).is_none_or(crate::text::Line::is_blank);
    let (mut from, mut to) = (index, index);
    if alone {
        from = index + 1;
        while from < lines.len() && blank(from) {
            from += 1;
        }
        to = from;
    } else {
        while from > 0 && !blank(from - 1) {
            from -= 1;
        }
    }
    while !blank(to + 1) {
        to += 1;
    }
    let start = lines.get(from).map_or(text.len(), |l| l.span.start);
    let end = lines.get(to).map_or(text.len(), |l| l.span.end);
    Span::new(start, end)
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
    fn reaches() {
        check("x\n<!-- hakusho-ignore a-b: why -->\n\ny\nz\n\nw", "a-b=\"y\\nz\"");
        check("x\ny <!--hakusho-ignore a, b--> z\n\nw", "a+b=\"x\\ny <!--hakusho-ignore a, b--> z\"");
        check("a\n<!-- hakusho-ignore-start all -->\nb\n<!-- hakusho-ignore-end -->\nc", "all=\"b\"");
        check("a <!-- hakusho-ignore-file x -->\nb", "x=\"a <!-- hakusho-ignore-file x -->\\nb\"");
        check("<!-- other --> <!-- hakusho-ignore a", "");
        check("<!-- hakusho-ignore a -->", "a=\"\"");
    }
}
