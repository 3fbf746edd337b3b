//! The cleaned text as blocks, and what stands in them: headings with their
//! number paths, captions, notes and their marks, references, acronyms. Never
//! fails: a line that is nothing else is a paragraph.

pub mod acronym;
pub mod caption;
mod document;
pub mod heading;
mod kind;
pub mod note;
pub mod number;
pub mod pages;
pub mod reference;
pub mod series;

pub use document::Document;
pub use kind::Kind;

use rustc_hash::FxHashSet;

use crate::layout::{Counter, Layout};
use crate::text::{Line, Span, Text};

/// The blocks of a cleaned text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outline {
    /// The blocks in the order of the text; everything else is blank.
    pub blocks: Vec<Block>,
    /// Whether the text is written in Markdown (it has a heading or a fence
    /// with Markdown's marks).
    pub markdown: bool,
}

/// One block: a line, or the lines of a fence, a table or a quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: Kind,
    /// The whole block without the spaces around it, in bytes of the cleaned
    /// text.
    pub span: Span,
    /// The same without a heading mark or bullet.
    pub body: Span,
    /// The number in front (`第2節`, `1.3`, `①`), in bytes of the cleaned text.
    pub number: Option<Span>,
    /// The level of a heading: 1 is the highest.
    pub level: Option<u8>,
}

/// Cuts a cleaned text into blocks.
#[must_use]
pub fn parse(text: &Text) -> Outline {
    let lines = text.lines();
    let layout = Layout::of(text);
    let notes: FxHashSet<u32> = layout.rows.iter().filter(|row| row.note).map(|row| layout.line(row).span.start).collect();
    let mut document = Outline::default();
    let mut counters: Vec<Option<Counter>> = Vec::new();
    // a fence that finds no end is none; neither are later ones like it
    let mut open = Unclosed::default();
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        at += 1;
        if line.is_blank() {
            continue;
        }
        let body = text.slice(line.body);
        let rest = lines.get(at..).unwrap_or(&[]);
        let (kind, more) = if let Some(more) = fence(body).and_then(|fence| open.find(text, rest, fence)) {
            document.markdown = true;
            (Kind::Code, more)
        } else if body.starts_with('|') {
            (Kind::Table, run(text, rest, '|'))
        } else if body.starts_with("> ") {
            (Kind::Quote, run(text, rest, '>'))
        } else {
            let shape = kind::of(text, line, notes.contains(&line.span.start));
            document.markdown |= shape.kind == Kind::Heading && body.starts_with('#');
            let kind::Shape { kind, body, number, level, counter } = shape;
            document.blocks.push(Block { kind, span: line.body, body, number, level });
            counters.push(counter);
            continue;
        };
        let end = more.checked_sub(1).and_then(|n| rest.get(n)).map_or(line.body.end, |l| l.body.end);
        let span = Span::new(line.body.start, end);
        document.blocks.push(Block { kind, span, body: span, number: None, level: None });
        counters.push(None);
        at += more;
    }
    enumerate(&mut document.blocks, &counters);
    level(&mut document);
    document
}

/// The mark that opens a fence.
fn fence(body: &str) -> Option<&str> {
    let mark = body.bytes().next().filter(|b| matches!(b, b'`' | b'~'))?;
    let len = body.bytes().take_while(|&b| b == mark).count();
    (len >= 3).then(|| body.get(..len)).flatten()
}

/// The shortest fences that were seen to have no end, of backticks and tildes.
#[derive(Default)]
struct Unclosed {
    backticks: Option<usize>,
    tildes: Option<usize>,
}

impl Unclosed {
    /// How many of `lines` belong to a block that `fence` opens.
    fn find(&mut self, text: &Text, lines: &[Line], fence: &str) -> Option<usize> {
        let known = if fence.starts_with('`') { &mut self.backticks } else { &mut self.tildes };
        if known.is_some_and(|len| len <= fence.len()) {
            return None;
        }
        let end = lines.iter().position(|l| closes(text.slice(l.body), fence));
        if end.is_none() {
            *known = Some(fence.len());
        }
        end.map(|n| n + 1)
    }
}

fn closes(body: &str, fence: &str) -> bool {
    body.strip_prefix(fence).is_some_and(|rest| rest.trim_start_matches(['`', '~']).is_empty())
}

/// How many of the next lines start with `mark`.
fn run(text: &Text, lines: &[Line], mark: char) -> usize {
    lines.iter().take_while(|l| text.slice(l.body).starts_with(mark)).count()
}

/// Headings of one style that follow each other with nothing between them are
/// items of a list.
fn enumerate(blocks: &mut [Block], counters: &[Option<Counter>]) {
    let numbered: Vec<Option<Counter>> = blocks
        .iter()
        .zip(counters)
        .map(|(block, counter)| counter.filter(|&c| block.kind == Kind::Heading && !matches!(c, Counter::Named | Counter::Decimal)))
        .collect();
    for (i, block) in blocks.iter_mut().enumerate() {
        let Some(one) = numbered.get(i).copied().flatten() else { continue };
        let beside = |j: Option<usize>| j.and_then(|j| numbered.get(j).copied().flatten()) == Some(one);
        if beside(i.checked_sub(1)) || beside(i.checked_add(1)) {
            (block.kind, block.level) = (Kind::ListItem, None);
        }
    }
}

/// Without Markdown's marks the levels are only an order (部, 章, 節, 1, 1.1,
/// (1)): the highest that is used becomes 1, the next 2.
fn level(document: &mut Outline) {
    if document.markdown {
        return;
    }
    let mut used: Vec<u8> = document.blocks.iter().filter_map(|b| b.level).collect();
    used.sort_unstable();
    used.dedup();
    for block in &mut document.blocks {
        let rank = block.level.and_then(|l| used.binary_search(&l).ok());
        block.level = rank.and_then(|n| u8::try_from(n + 1).ok());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, want: &str) {
        let text = Text::from(text);
        let got: Vec<String> = parse(&text)
            .blocks
            .iter()
            .map(|b| {
                let number = b.number.map_or("", |n| text.slice(n));
                format!("{:?}{}[{number}]{}", b.kind, b.level.map_or(String::new(), |l| l.to_string()), text.slice(b.body))
            })
            .collect();
        assert_eq!(got.join(" / "), want);
    }

    #[test]
    fn blocks() {
        check("", "");
        check("\n \n", "");
        check(
            "第2章　海\n第1節　船\n本文です。\n\n本文です。",
            "Heading1[第2章]第2章　海 / Heading2[第1節]第1節　船 / Paragraph[]本文です。 / Paragraph[]本文です。",
        );
        check("### 1.2 海\n- 一つ", "Heading3[1.2]1.2 海 / ListItem[]一つ");
        check("1　海の利用", "Heading1[1]1　海の利用");
        check("1　2010年に結ばれた。", "Note[1]1　2010年に結ばれた。");
        check("船の数1は増えた。\n1　漁船を含む", "Paragraph[]船の数1は増えた。 / Note[1]1　漁船を含む");
        check("1.2 海の利用 ........ 12", "Reference[1.2]1.2 海の利用 ........ 12");
        check("■第1-2図／船の数", "Caption[]第1-2図／船の数");
        check("（注3）推計値。", "Note[3]（注3）推計値。");
        check("① 船を出す。", "ListItem[①]① 船を出す。");
        check("(1) 船\n(2) 港\n本文です。", "ListItem[1](1) 船 / ListItem[2](2) 港 / Paragraph[]本文です。");
        check(
            "(1) 船\n本文です。\n(2) 港\n本文です。",
            "Heading1[1](1) 船 / Paragraph[]本文です。 / Heading1[2](2) 港 / Paragraph[]本文です。",
        );
        check("図表1-2　船の数", "Caption[]図表1-2　船の数");
        check("図表1-2は船の数を示す。", "Paragraph[]図表1-2は船の数を示す。");
        check("```\n# a\n\n```\n> 一\n> 二\n| a |\n|---|", "Code[]```\n# a\n\n``` / Quote[]> 一\n> 二 / Table[]| a |\n|---|");
        check("```\nunclosed\n2020年の海。", "Paragraph[]``` / Paragraph[]unclosed / Paragraph[]2020年の海。");
        check("第", "Paragraph[]第");
        check("#\n#1", "Paragraph[]# / Paragraph[]#1");
    }
}
