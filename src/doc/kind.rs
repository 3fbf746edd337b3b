//! What a line of cleaned text is, as far as its beginning and end tell.

use crate::layout::{Counter, End, Start, end, start};
use crate::text::{Line, Span, Text, class};

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A title of a part of the document.
    Heading,
    /// Running text.
    Paragraph,
    /// An item of a list or an enumeration.
    ListItem,
    /// A foot- or endnote.
    Note,
    /// The caption of a figure, a table or a box.
    Caption,
    /// A line that speaks of another: a pointer (`参照　図表…`), a source.
    Reference,
    /// Lines of a table.
    Table,
    /// Program text or other preformatted lines.
    Code,
    /// Quoted text.
    Quote,
}

/// What one line is, and where its parts are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Shape {
    pub kind: Kind,
    /// Without a heading mark or bullet.
    pub body: Span,
    pub number: Option<Span>,
    pub level: Option<u8>,
    pub counter: Option<Counter>,
}

/// The greatest width of a heading without a Markdown mark, in columns.
const HEADING: u32 = 80;

/// What the line is. It is not blank. `note` tells whether its number was seen
/// as a note's mark in the text before.
pub(super) fn of(text: &Text, line: &Line, note: bool) -> Shape {
    let body = text.slice(line.body);
    let plain = Shape { kind: Kind::Paragraph, body: line.body, number: None, level: None, counter: None };
    let behind = |bytes: usize| Span::new(line.body.start + offset(bytes), line.body.end);
    match start::of(body) {
        Start::Hashes(level) => {
            let rest = body.trim_start_matches('#').trim_start_matches(class::is_space);
            let inside = behind(body.len() - rest.len());
            let number = match start::of(rest) {
                Start::Counter(_, _, len) => number(text, inside, len),
                _ => None,
            };
            Shape { kind: Kind::Heading, body: inside, number, level: Some(level), counter: None }
        }
        Start::Bullet => {
            let mut chars = body.chars();
            chars.next();
            let rest = chars.as_str().trim_start_matches(class::is_space);
            // ■第1-2-3図／…
            let kind = if start::of(rest) == Start::Label { Kind::Caption } else { Kind::ListItem };
            Shape { kind, body: behind(body.len() - rest.len()), ..plain }
        }
        Start::NoteMark(value) => Shape { kind: Kind::Note, number: if value > 0 { digits(body, line.body) } else { None }, ..plain },
        Start::Label if end::of(body) != End::Sentence => {
            // ■第1-2-3図／…
            let label = body.trim_start_matches(|c| class::is_bullet(c) || class::is_space(c));
            Shape { kind: Kind::Caption, body: behind(body.len() - label.len()), ..plain }
        }
        Start::Apparatus => Shape { kind: Kind::Reference, ..plain },
        Start::Counter(counter, _, len) => {
            let shape = Shape { number: number(text, line.body, len), counter: Some(counter), ..plain };
            if end::of(body) == End::Leaders {
                // an entry of a table of contents
                Shape { kind: Kind::Reference, ..shape }
            } else if note {
                Shape { kind: Kind::Note, ..shape }
            } else if end::of(body) == End::Sentence {
                let kind = match counter {
                    Counter::Bare => Kind::Note,
                    Counter::Named | Counter::Decimal => Kind::Paragraph,
                    _ => Kind::ListItem,
                };
                Shape { kind, ..shape }
            } else if line.width <= HEADING && !body.contains(['。', '、', '，']) && may_head(counter) {
                Shape { kind: Kind::Heading, level: Some(level(counter, text.slice(shape.number.unwrap_or_default()))), ..shape }
            } else if counter == Counter::Named {
                shape
            } else {
                Shape { kind: Kind::ListItem, ..shape }
            }
        }
        _ => plain,
    }
}

fn offset(bytes: usize) -> u32 {
    u32::try_from(bytes).unwrap_or(u32::MAX)
}

fn may_head(counter: Counter) -> bool {
    !matches!(counter, Counter::HalfBracketed | Counter::Enclosed | Counter::Letter)
}

/// The counter in the first `len` bytes of `within`, without brackets and dots
/// around it.
fn number(text: &Text, within: Span, len: u16) -> Option<Span> {
    let span = Span::new(within.start, (within.start + u32::from(len)).min(within.end));
    let whole = text.slice(span);
    let aside = |c: char| class::is_space(c) || matches!(c, '.' | '．' | '、' | '，' | '(' | '（' | ')' | '）' | '[' | ']');
    let rest = whole.trim_start_matches(aside);
    let bare = rest.trim_end_matches(aside);
    let from = span.start + offset(whole.len() - rest.len());
    (!bare.is_empty()).then(|| Span::new(from, from + offset(bare.len())))
}

/// The first digits of a line.
fn digits(body: &str, within: Span) -> Option<Span> {
    let counts = |c: char| class::is_digit(c) || class::is_superscript_digit(c);
    let from = body.find(counts)?;
    let rest = body.get(from..)?;
    let len = rest.find(|c| !counts(c)).unwrap_or(rest.len());
    Some(Span::new(within.start + offset(from), within.start + offset(from + len)))
}

/// Where the counters of headings stand among each other in Japanese official
/// documents; only the order matters.
fn level(counter: Counter, number: &str) -> u8 {
    match counter {
        Counter::Named => match number.chars().last() {
            Some('部' | '編') => 1,
            Some('節') => 3,
            Some('項' | '款' | '目') => 4,
            _ if number.starts_with("Part") || number.starts_with("PART") => 1,
            _ if number.starts_with("Section") => 3,
            _ => 2,
        },
        Counter::Roman | Counter::Kanji => 5,
        Counter::Dotted | Counter::Bare => 6,
        Counter::Decimal => {
            let dots = number.chars().filter(|c| !class::is_digit(*c)).count();
            6 + u8::try_from(dots.min(4)).unwrap_or(4)
        }
        Counter::Bracketed => 12,
        Counter::HalfBracketed => 13,
        Counter::Enclosed => 14,
        Counter::Kana => 15,
        Counter::Letter => 16,
    }
}
