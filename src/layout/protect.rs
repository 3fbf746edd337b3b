//! Lines of Markdown that must stay byte for byte.
//!
//! A document that was written, not extracted, may have code, front matter or
//! HTML in it, where every space counts and where nothing is a paragraph. These
//! lines are found here, for all stages at once (CommonMark 0.31).

mod signs;
#[cfg(test)]
mod tests;

use std::ops::Range;
use std::sync::Arc;

use super::codespan;
use crate::text::{Edits, Line, Span, Text};
use signs::{
    HTML_BLOCKS, VERBATIM, closes, is_definition, is_delimiter, is_footnote, is_heading, is_image, is_item, is_rule, is_underline, opens,
};

/// What must stay as it is.
#[derive(Clone, Debug, Default)]
pub struct Protected {
    /// Whether the text is clearly written in Markdown.
    pub markdown: bool,
    /// Whether the text has none of [`MARKS`].
    bare: bool,
    /// Ranges of line indices, sorted and apart.
    blocks: Vec<Range<usize>>,
    /// The same in bytes, without the last line end.
    spans: Vec<Span>,
    /// Those of `blocks` that are front matter or code.
    code: Vec<Range<usize>>,
    /// Code inside of other lines, with its backticks, in bytes.
    inline: Vec<Span>,
}

/// Finds the lines of a text that must stay, in time linear in its length; at
/// once when it has none of the marks.
#[must_use]
pub fn protected(text: &Text) -> Arc<Protected> {
    text.memo(find)
}

/// Characters of which at least one is in every block that is searched for,
/// but for front matter.
const MARKS: [char; 4] = ['#', '`', '|', '~'];

/// Hands on to the text that `edits` made of another that nothing in it is
/// protected, when that is clear.
pub(super) fn inherit(old: &mut Text, edits: &Edits, new: &Text) {
    let clear = |text: &str| text.is_empty() || !text.contains(MARKS);
    if let Some(bare) = old.take::<Protected>().filter(|old| old.bare)
        && !new.starts_with("---")
        && edits.list().iter().all(|edit| clear(&edit.text))
    {
        new.keep(bare);
    }
}

fn find(text: &Text) -> Protected {
    if !has_marks(text) {
        return Protected { bare: memchr::memchr(b'~', text.as_bytes()).is_none(), ..Protected::default() };
    }
    let mut scan = Scan { text, lines: text.lines(), blocks: Vec::new(), code: Vec::new(), endless: [0; 3] };
    // a text with pages was extracted: `#` is a prompt or a comment there
    let markdown = scan.fences() && !text.lines().iter().any(|line| line.page);
    if markdown {
        let fences = scan.code.clone();
        scan.rest(&fences);
        scan.code.sort_unstable_by_key(|block| block.start);
    }
    scan.blocks.extend_from_slice(&scan.code);
    scan.blocks.sort_unstable_by_key(|block| block.start);
    let code = scan.code;
    let mut blocks: Vec<Range<usize>> = Vec::with_capacity(scan.blocks.len());
    for block in scan.blocks {
        match blocks.last_mut() {
            Some(last) if block.start < last.end => last.end = last.end.max(block.end),
            _ => blocks.push(block),
        }
    }
    let at = |index: usize| text.lines().get(index).map_or(text.len(), |line| line.span.start);
    let end = |index: usize| text.lines().get(index).map_or(text.len(), |line| line.span.end);
    let spans = blocks.iter().map(|block| Span::new(at(block.start), end(block.end.saturating_sub(1)))).collect();
    let mut protected = Protected { markdown, bare: false, blocks, spans, code, inline: Vec::new() };
    if markdown {
        protected.inline = codespan::find(text, |line| protected.holds(line));
    }
    protected
}

impl Protected {
    /// Whether nothing is protected.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.blocks.is_empty() && self.inline.is_empty()
    }

    /// The front matter or code that begins with the line of this index
    /// (0-based), as line indices.
    #[must_use]
    pub fn code_at(&self, line: usize) -> Option<Range<usize>> {
        let at = self.code.binary_search_by_key(&line, |block| block.start).ok()?;
        self.code.get(at).cloned()
    }

    /// Whether the line of this index (0-based) must stay.
    #[must_use]
    pub fn holds(&self, line: usize) -> bool {
        let next = self.blocks.partition_point(|block| block.end <= line);
        self.blocks.get(next).is_some_and(|block| block.start <= line)
    }

    /// The protected lines that share a byte with `span`, or begin or end where
    /// it does.
    pub fn touching(&self, span: Span) -> impl Iterator<Item = Span> + '_ {
        let from = self.spans.partition_point(|kept| kept.end < span.start);
        self.spans.iter().skip(from).take_while(move |kept| kept.start <= span.end).copied()
    }

    /// Whether a change of `span` reaches into code inside of a line.
    #[must_use]
    pub fn cuts_inline(&self, span: Span) -> bool {
        let next = self.inline.partition_point(|code| code.end <= span.start);
        self.inline.get(next).is_some_and(|code| code.start < span.end)
    }
}

/// Whether a line break was set by its writer at the end of `line` (CommonMark
/// 6.7), when a line with text follows it.
#[must_use]
pub fn is_hard_break(text: &Text, line: &Line) -> bool {
    let trailing = text.slice(Span::new(line.body.end, line.span.end));
    let spaces = trailing.len() > 1 && trailing.bytes().all(|b| b == b' ');
    !line.is_blank() && (spaces || trailing.is_empty() && text.slice(line.body).ends_with('\\'))
}

/// Whether any block that is searched for could be there.
fn has_marks(text: &str) -> bool {
    let bytes = text.as_bytes();
    text.starts_with("---") || memchr::memchr3(b'#', b'`', b'|', bytes).is_some() || memchr::memmem::find(bytes, b"~~~").is_some()
}

struct Scan<'a> {
    text: &'a Text,
    lines: &'a [Line],
    blocks: Vec<Range<usize>>,
    code: Vec<Range<usize>>,
    /// Up to which line no end of a comment, a verbatim element and a formula
    /// is to be found, so that none is looked for twice.
    endless: [usize; 3],
}

impl<'a> Scan<'a> {
    fn body(&self, index: usize) -> &'a str {
        self.lines.get(index).map_or("", |line| self.text.slice(line.body))
    }

    fn whole(&self, index: usize) -> &'a str {
        self.lines.get(index).map_or("", |line| self.text.slice(line.span))
    }

    fn is_indented(&self, index: usize) -> bool {
        let whole = self.whole(index);
        (whole.starts_with("    ") || whole.starts_with('\t')) && !self.body(index).is_empty()
    }

    /// Finds front matter and fences; whether headings, fences or tables make
    /// it a Markdown document.
    fn fences(&mut self) -> bool {
        let mut markdown = false;
        let mut at = self.front_matter();
        // the shortest fences that have no end
        let mut unclosed = [usize::MAX; 2];
        while let Some(line) = self.lines.get(at) {
            at += 1;
            match self.text.as_bytes().get(line.body.start as usize) {
                _ if line.is_blank() => {}
                Some(&mark @ (b'`' | b'~')) => {
                    let shortest = &mut unclosed[usize::from(mark == b'~')];
                    let Some(len) = opens(self.text.slice(line.body), mark).filter(|len| len < shortest) else { continue };
                    let end = (at..self.lines.len()).find(|&end| closes(self.body(end), mark, len));
                    let Some(end) = end else {
                        *shortest = len;
                        continue;
                    };
                    self.code.push(at - 1..end + 1);
                    (markdown, at) = (true, end + 1);
                }
                Some(b'#') => markdown |= line.indent < 4 && is_heading(self.text.slice(line.body)),
                Some(b'|' | b':' | b'-') => {
                    markdown |= is_delimiter(self.text.slice(line.body)) && at > 1 && self.body(at - 2).contains('|');
                }
                _ => {}
            }
        }
        markdown
    }

    /// `---`, keys, `---` at the top of the text; the index of the line behind.
    fn front_matter(&mut self) -> usize {
        const LONGEST: usize = 200;
        if self.whole(0).trim_end() != "---" || self.body(1).is_empty() {
            return 0;
        }
        let end = (1..self.lines.len().min(LONGEST)).find(|&i| matches!(self.whole(i).trim_end(), "---" | "..."));
        let keyed = |i: usize| self.body(i).split_once(':').is_some_and(|(key, _)| !key.is_empty() && !key.contains(' '));
        match end {
            Some(end) if (1..end).any(keyed) => {
                self.code.push(0..end + 1);
                end + 1
            }
            _ => 0,
        }
    }

    /// Finds what counts only in a Markdown document, between the `fences`.
    fn rest(&mut self, fences: &[Range<usize>]) {
        let mut fences = fences.iter().peekable();
        let indents = self.indents();
        let (mut at, mut list, mut blank) = (0, false, true);
        while at < self.lines.len() {
            if let Some(fence) = fences.next_if(|fence| fence.start <= at) {
                (at, blank) = (fence.end.max(at), false);
                continue;
            }
            let limit = fences.peek().map_or(self.lines.len(), |fence| fence.start);
            let body = self.body(at);
            if body.is_empty() {
                (at, blank) = (at + 1, true);
                continue;
            }
            if is_item(body) {
                list = true;
            } else if blank && !self.whole(at).starts_with([' ', '\t']) {
                list = false;
            }
            let end =
                if self.is_indented(at) { (indents && blank && !list).then(|| self.code(at, limit)) } else { self.block(at, limit, blank) };
            blank = false;
            at = end.map_or(at, |end| end.saturating_sub(1)) + 1;
        }
    }

    /// Whether indents are so few that they mean something.
    fn indents(&self) -> bool {
        let filled = self.lines.iter().filter(|line| !line.is_blank()).count();
        let indented = (0..self.lines.len()).filter(|&i| self.is_indented(i)).count();
        indented > 0 && indented * 2 <= filled
    }

    /// Indented code from line `at`; the index of the line behind it.
    fn code(&mut self, at: usize, limit: usize) -> usize {
        let end = self.indented(at + 1, limit);
        self.code.push(at..end);
        end
    }

    /// The index of the line behind the indented lines from `at` on, and the
    /// blank ones among them; `at` when there are none.
    fn indented(&self, at: usize, limit: usize) -> usize {
        let mut end = at;
        for next in at..limit {
            if self.is_indented(next) {
                end = next + 1;
            } else if !self.body(next).is_empty() {
                break;
            }
        }
        end
    }

    /// The block that begins with line `at`, if it is one that must stay, and
    /// the index of the line behind it.
    fn block(&mut self, at: usize, limit: usize, blank: bool) -> Option<usize> {
        let body = self.body(at);
        let mut start = at;
        let end = match body.as_bytes().first()? {
            b'<' => self.html(at, limit)?,
            b'$' if body.starts_with("$$") => {
                let alone = body.len() > 4 && body.ends_with("$$");
                if alone { at + 1 } else { self.end(2, at + 1..limit, |body| body.ends_with("$$"))? }
            }
            b'>' if !body.starts_with("> ") => at + 1,
            b'[' if is_definition(body) => at + 1,
            // what goes on under a footnote is indented
            b'[' if is_footnote(body) => {
                start = at + 1;
                let end = self.indented(start, limit);
                if end == start {
                    return None;
                }
                end
            }
            b'!' if is_image(body) => at + 1,
            b'-' | b':' | b'|' if !blank && is_delimiter(body) && self.body(at - 1).contains('|') => {
                // rows with a mark in front are known by it
                if body.starts_with('|') {
                    return None;
                }
                start = at - 1;
                (at + 1..limit).find(|&i| !self.body(i).contains('|')).unwrap_or(limit)
            }
            b'=' | b'-' if !blank && is_underline(body) && self.can_be_title(at - 1) => {
                start = at - 1;
                at + 1
            }
            b'-' | b'*' | b'_' if is_rule(body) => at + 1,
            _ => return None,
        };
        self.blocks.push(start..end);
        Some(end)
    }

    fn can_be_title(&self, at: usize) -> bool {
        let body = self.body(at);
        let taken = self.blocks.last().is_some_and(|block| block.contains(&at));
        !body.is_empty() && !taken && !is_item(body) && !is_heading(body) && !body.starts_with(['|', '>', '<'])
    }

    /// The index of the line behind the first of `lines` that `closes` a block
    /// of this kind (an index of [`Scan::endless`]).
    fn end(&mut self, kind: usize, mut lines: Range<usize>, closes: impl Fn(&str) -> bool) -> Option<usize> {
        let endless = self.endless.get(kind).copied().unwrap_or(0);
        if lines.start < endless {
            return None;
        }
        let limit = lines.end;
        let end = lines.find(|&i| closes(self.body(i)));
        if let (None, Some(endless)) = (end, self.endless.get_mut(kind)) {
            *endless = limit;
        }
        end.map(|end| end + 1)
    }

    fn html(&mut self, at: usize, limit: usize) -> Option<usize> {
        let body = self.body(at);
        if body.starts_with("<!--") {
            return self.end(0, at..limit, |body| body.contains("-->"));
        }
        let inner = body.get(1..)?;
        let name = inner.strip_prefix('/').unwrap_or(inner);
        let len = name.bytes().take_while(u8::is_ascii_alphanumeric).count();
        let (name, behind) = (name.get(..len)?, name.get(len..)?);
        if !(behind.is_empty() || behind.starts_with([' ', '\t', '>', '/'])) {
            return None;
        }
        if VERBATIM.iter().any(|known| known.eq_ignore_ascii_case(name)) && !inner.starts_with('/') {
            let named =
                |tag: &str| VERBATIM.iter().any(|known| tag.split('>').next().is_some_and(|t| known.eq_ignore_ascii_case(t.trim_end())));
            return self.end(1, at..limit, |body| body.split("</").skip(1).any(named));
        }
        if !HTML_BLOCKS.split(' ').any(|known| known.eq_ignore_ascii_case(name)) {
            return None;
        }
        Some((at..limit).find(|&i| self.body(i).is_empty()).unwrap_or(limit))
    }
}
