//! What a line of cleaned text is. (To be replaced by [`crate::layout`].)

use crate::text::{Line, Span, Text, class, width};

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
    /// The caption of a figure or a table.
    Caption,
    /// A pointer to another place (`参照　図表…`).
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
}

/// The greatest width of a heading without a Markdown mark, in columns.
const HEADING: u32 = 80;

/// What the line is. It is not blank.
pub(super) fn of(text: &Text, line: &Line) -> Shape {
    let body = text.slice(line.body);
    let plain = Shape { kind: Kind::Paragraph, body: line.body, number: None, level: None };
    let from = |bytes: usize| Span::new(line.body.start + u32::try_from(bytes).unwrap_or(0), line.body.end);
    let number = |range: std::ops::Range<usize>| {
        let at = |n: usize| line.body.start + u32::try_from(n).unwrap_or(0);
        (!range.is_empty()).then(|| Span::new(at(range.start), at(range.end)))
    };
    let hashes = body.bytes().take_while(|&b| b == b'#').count();
    if (1..=6).contains(&hashes) && body[hashes..].starts_with([' ', '\t']) {
        let rest = body[hashes..].trim_start_matches(class::is_space);
        let inner = numbered(rest).filter(|n| n.level.is_some());
        let start = body.len() - rest.len();
        return Shape {
            kind: Kind::Heading,
            body: from(start),
            number: inner.and_then(|n| number(start + n.start..start + n.end)),
            level: u8::try_from(hashes).ok(),
        };
    }
    if let Some(c) = body.chars().next().filter(|&c| is_bullet(c)) {
        let rest = body.get(c.len_utf8()..).unwrap_or("");
        let bare = rest.trim_start_matches(class::is_space);
        if !bare.is_empty() && (!matches!(c, '-' | '*' | '+') || bare.len() < rest.len()) {
            return Shape { kind: Kind::ListItem, body: from(body.len() - bare.len()), ..plain };
        }
    }
    if body.starts_with('>') {
        return Shape { kind: Kind::Quote, body: from(body.len() - body.trim_start_matches(['>', ' ']).len()), ..plain };
    }
    if body.starts_with("参照") || body.starts_with('⇒') || body.starts_with('☞') {
        return Shape { kind: Kind::Reference, ..plain };
    }
    let sentence = ends_sentence(body);
    if let Some(end) = caption(body)
        && !sentence
        && line.width <= HEADING * 2
    {
        return Shape { kind: Kind::Caption, number: number(0..end), ..plain };
    }
    let Some(found) = numbered(body) else { return plain };
    let number = number(found.start..found.end);
    if found.note || (sentence && found.bare) {
        return Shape { kind: Kind::Note, number, ..plain };
    }
    if sentence || found.level.is_none() {
        return Shape { kind: Kind::ListItem, number, ..plain };
    }
    if width::of(body) <= HEADING && !body.contains(['。', '、']) {
        return Shape { kind: Kind::Heading, number, level: found.level, ..plain };
    }
    plain
}

fn is_bullet(c: char) -> bool {
    matches!(c, '・' | '●' | '○' | '◯' | '•' | '■' | '□' | '◆' | '◇' | '▪' | '-' | '*' | '+' | '\u{2013}')
}

fn ends_sentence(body: &str) -> bool {
    body.trim_end_matches(['」', '』', '）', ')', '”', '"', '’']).ends_with(['。', '．', '.', '！', '？', '!', '?'])
}

/// A number in front of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Numbered {
    start: usize,
    end: usize,
    /// The level of the heading that it would make, when it can make one.
    level: Option<u8>,
    /// Whether it is marked as a note's number.
    note: bool,
    /// Whether it is nothing but digits before a space.
    bare: bool,
}

fn numbered(body: &str) -> Option<Numbered> {
    let one = Numbered { start: 0, end: 0, level: None, note: false, bare: false };
    let after = |i: usize| body.get(i..).unwrap_or("");
    let digits = |i: usize| after(i).char_indices().find(|(_, c)| !class::is_digit(*c)).map_or(body.len(), |(n, _)| i + n);
    // 第3章, 第１節, 第二部
    if let Some(rest) = body.strip_prefix('第') {
        let is_number = |c: char| class::is_digit(c) || "一二三四五六七八九十百".contains(c);
        let unit = rest.char_indices().find(|(_, c)| !is_number(*c)).filter(|(n, _)| *n > 0)?;
        let level = match unit.1 {
            '部' | '編' => 1,
            '章' => 2,
            '節' => 3,
            '項' | '款' => 4,
            _ => return None,
        };
        let end = '第'.len_utf8() + unit.0 + unit.1.len_utf8();
        return (after(end).is_empty() || after(end).starts_with(class::is_space)).then_some(Numbered { end, level: Some(level), ..one });
    }
    // 注1, （注1）, ※1, *1, [^1]:
    let inner = body.trim_start_matches(['（', '(', '[']);
    let opened = body.len() - inner.len();
    if let Some(mark) = inner.chars().next().filter(|c| matches!(c, '注' | '※' | '*' | '＊' | '^')) {
        let start = opened + mark.len_utf8();
        let end = digits(start);
        if end > start {
            return Some(Numbered { start, end, note: true, ..one });
        }
    }
    if let Some(c) = body.chars().next()
        && ('①'..='⑳').contains(&c)
    {
        return Some(Numbered { end: c.len_utf8(), ..one });
    }
    // (1), （1）
    if opened > 0 {
        let end = digits(opened);
        let closed = after(end).starts_with(['）', ')']);
        return (end > opened && closed).then_some(Numbered { start: opened, end, level: Some(5), ..one });
    }
    // 1 title, 1.2 title, 1．title, 1) item
    let mut end = digits(0);
    if end == 0 || end > 9 {
        return None;
    }
    let mut depth = 0u8;
    while let Some(dot) = after(end).chars().next().filter(|c| matches!(c, '.' | '．' | '-' | '－')) {
        let next = digits(end + dot.len_utf8());
        if next == end + dot.len_utf8() {
            break;
        }
        (end, depth) = (next, depth.saturating_add(1));
    }
    match after(end).chars().next() {
        Some(c) if class::is_space(c) => Some(Numbered { end, level: Some(4 + depth.min(2)), bare: depth == 0, ..one }),
        Some('.' | '．' | '、') if depth == 0 => Some(Numbered { end, level: Some(4), ..one }),
        Some(')' | '）') if depth == 0 => Some(Numbered { end, ..one }),
        _ => None,
    }
}

/// Where the label of a caption ends: `図表3-1`, `表 2`, `Figure 4`.
fn caption(body: &str) -> Option<usize> {
    const LABELS: &[&str] = &["図表", "図", "表", "写真", "資料", "Figure", "Table", "Fig.", "Chart"];
    let label = LABELS.iter().find(|l| body.starts_with(**l))?;
    let rest = body.get(label.len()..)?;
    let number = rest.trim_start_matches(' ');
    let is_number = |c: char| class::is_digit(c) || matches!(c, '-' | '－' | '−' | '.' | '‐' | 'Ⅰ'..='Ⅻ');
    let len = number.find(|c| !is_number(c)).unwrap_or(number.len());
    let next = number.get(len..).and_then(|r| r.chars().next());
    let apart = next.is_none_or(|c| class::is_space(c) || matches!(c, ':' | '：' | '.' | '．'));
    (len > 0 && apart).then_some(body.len() - number.len() + len)
}
