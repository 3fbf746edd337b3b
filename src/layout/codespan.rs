//! Code inside of lines of Markdown (CommonMark 6.1).

use crate::text::{Span, Text};

/// The code in lines that are not `held` as a whole, with its backticks; as far
/// as it ends on the line it begins on.
pub(super) fn find(text: &Text, held: impl Fn(usize) -> bool) -> Vec<Span> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut behind = 0;
    let lines = text.lines();
    for at in memchr::memchr_iter(b'`', bytes) {
        if at < behind {
            continue;
        }
        let run = |from: usize| bytes.get(from..).map_or(0, |rest| rest.iter().take_while(|&&b| b == b'`').count());
        let len = run(at);
        behind = at + len;
        let offset = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let index = lines.partition_point(|line| line.span.end <= offset(at));
        let Some(line) = lines.get(index).filter(|_| !held(index)) else { continue };
        let end = (line.body.end as usize).max(behind);
        let mut next = behind;
        while let Some(mark) = bytes.get(next..end).and_then(|rest| memchr::memchr(b'`', rest)) {
            let close = run(next + mark);
            next += mark + close;
            if close == len {
                found.push(Span::new(offset(at), offset(next)));
                behind = next;
                break;
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_in_lines() {
        for (text, want) in
            [("# a\n`b` c ``d ` e`` `f\ng` h\n", "`b`|``d ` e``"), ("# a\n\n```\n`b`\n```\n`c`\n", "`c`"), ("`a` b ``c`\n", "`a`")]
        {
            let source = Text::from(text);
            let found: Vec<&str> = find(&source, |line| (2..5).contains(&line)).into_iter().map(|span| source.slice(span)).collect();
            assert_eq!(found.join("|"), want, "{text:?}");
        }
    }
}
