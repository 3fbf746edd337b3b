//! The cleaned text as blocks, and what stands in them: headings with their
//! number paths, captions, notes and their marks, references, acronyms. Never
//! fails: a line that is nothing else is a paragraph.

pub mod acronym;
pub mod bracket;
pub mod caption;
mod displaced;
mod document;
pub mod heading;
mod kind;
pub mod note;
pub mod number;
pub mod pages;
pub mod reference;
pub mod series;
pub mod year;

pub use document::Document;
pub use kind::Kind;

use rustc_hash::FxHashSet;

use crate::layout::{Counter, Layout, protect};
use crate::text::{Line, Span, Text};

/// The blocks of a cleaned text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outline {
    /// The blocks in the order of the text; everything else is blank.
    pub blocks: Vec<Block>,
    /// Whether the text is written in Markdown (it has a heading, a fence or a
    /// table with Markdown's marks).
    pub markdown: bool,
}

/// One block: a line, or the lines of front matter, code, a table or a
/// quotation.
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
    let protected = protect::protected(text);
    let displaced = displaced::numbers(&layout);
    let mut document = Outline { markdown: protected.markdown, ..Outline::default() };
    let mut counters: Vec<Option<Counter>> = Vec::new();
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        at += 1;
        if line.is_blank() {
            continue;
        }
        let body = text.slice(line.body);
        let rest = lines.get(at..).unwrap_or(&[]);
        let (kind, more) = if let Some(code) = protected.code_at(at - 1) {
            (Kind::Code, code.len().saturating_sub(1))
        } else if body.starts_with('|') {
            (Kind::Table, run(text, rest, '|'))
        } else if body.starts_with("> ") {
            (Kind::Quote, run(text, rest, '>'))
        } else {
            let shape = kind::of(text, line, notes.contains(&line.span.start));
            let kind::Shape { mut kind, body, mut number, level, counter } = shape;
            if let Some(&aside) = displaced.get(&line.span.start).filter(|_| matches!(kind, Kind::Paragraph | Kind::ListItem)) {
                (kind, number) = (Kind::Note, Some(aside));
            }
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
        check("船の数[1]は増えた。\n[1] 漁船を含む", "Paragraph[]船の数[1]は増えた。 / Note[1][1] 漁船を含む");
        check("船の数²は増えた。\n2) 漁船を含む", "Paragraph[]船の数²は増えた。 / Note[2]2) 漁船を含む");
        check("船の数（注１）は増えた。\n１　漁船を含む", "Paragraph[]船の数（注１）は増えた。 / Note[１]１　漁船を含む");
        check("船の数*1は増えた。\n*1 漁船を含む", "Paragraph[]船の数*1は増えた。 / Note[1]*1 漁船を含む");
        check("船の数1は増えた。\n- 1 漁船を含む", "Paragraph[]船の数1は増えた。 / Note[1]1 漁船を含む");
        check("※2　漁船を含む", "Note[2]※2　漁船を含む");
        check("[1] 船\n本文です。", "Heading1[1][1] 船 / Paragraph[]本文です。");
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
