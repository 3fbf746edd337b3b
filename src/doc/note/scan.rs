//! Every number of the text that is written like a note's mark, or stands like
//! a note's own number.

use rustc_hash::FxHashMap;

use super::spoken::is_spoken_of;
use super::{Style, bare, listed, spoken};
use crate::doc::heading::Heading;
use crate::doc::{Block, Kind, Outline};
use crate::layout::start;
use crate::text::{Span, Text, class, floor};

/// The greatest number of a note.
pub(super) const HIGHEST: u32 = 999;
/// How far around a number the brackets of a list of numbers are looked for,
/// in bytes.
const REACH: usize = 24;

/// Longest range of marks.
const RANGE: u32 = 20;

/// A number that may belong to a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Candidate {
    /// With its signs and brackets.
    pub span: Span,
    pub number: u32,
    pub style: Style,
    pub role: Role,
    /// The block it stands in, as an index into the blocks.
    pub block: usize,
}

/// Where a number stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// In running text; how much it looks like a mark, from 1 to [`CLEAR`].
    Mark(u8),
    /// In front of a block, as a note's own number.
    Head(Head),
    /// At the end of a block, behind a space.
    Tail,
}

/// A mark that cannot well be anything else.
pub(super) const CLEAR: u8 = 5;

/// What the block behind a note's number is like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Head {
    /// What stands between number and text: 0 nothing, 1 one ASCII space, 2 one
    /// ideographic space, 3 more.
    pub gap: u8,
    /// Whether the block is known as a heading.
    pub heading: bool,
    /// Whether it reads like a sentence or a source.
    pub prose: bool,
}

/// The candidates in the order of the text.
pub(super) fn all(text: &Text, outline: &Outline, headings: &[Heading]) -> Vec<Candidate> {
    let string = text.as_str();
    let bytes = string.as_bytes();
    let mut list = Vec::new();
    let mut words = Words::default();
    let (mut at, mut block, mut heading) = (0, 0, 0);
    while let Some(place) = next(bytes, at) {
        let whole = string.get(place..).unwrap_or("");
        let len = whole.find(|c| !counts(c)).unwrap_or(whole.len()).max(1);
        at = place + len;
        while outline.blocks.get(block).is_some_and(|b| (b.span.end as usize) <= place) {
            block += 1;
        }
        while headings.get(heading).is_some_and(|h| h.block < block) {
            heading += 1;
        }
        let Some(here) = outline.blocks.get(block).filter(|b| b.span.start as usize <= place && b.kind != Kind::Code) else { continue };
        let around = Around {
            block,
            span: here,
            left: string.get(here.span.start as usize..place).unwrap_or(""),
            digits: string.get(place..at).unwrap_or(""),
            right: string.get(at..(here.span.end as usize).max(at)).unwrap_or(""),
            heading: headings.get(heading).is_some_and(|h| h.block == block),
        };
        if let Some(found) = around.read(place) {
            words.see(&found, around.left);
            // （注1～3） calls 2 as well
            if matches!(found.role, Role::Mark(CLEAR)) && matches!(found.style, Style::Chu | Style::Kome) {
                let from = listed::range_from(around.left).filter(|from| found.number.saturating_sub(*from) < RANGE);
                let between = from.map_or(found.number, |from| from + 1)..found.number;
                list.extend(between.map(|number| Candidate { number, ..found }));
            }
            list.push(found);
        }
    }
    words.doubt(text, &mut list);
    let numbered = list.len();
    kanji(text, outline, headings, &mut list);
    if list.len() > numbered {
        list.sort_by_key(|c| c.span.start);
    }
    list
}

/// `（注一）`: numbers in kanji, which are marks in brackets only.
fn kanji(text: &Text, outline: &Outline, headings: &[Heading], list: &mut Vec<Candidate>) {
    let string = text.as_str();
    for at in memchr::memmem::find_iter(string.as_bytes(), "注") {
        let rest = string.get(at + '注'.len_utf8()..).unwrap_or("");
        let len = rest.find(|c| !class::is_kanji_numeral(c)).unwrap_or(0);
        let (Some(digits), Some(right)) = (rest.get(..len).filter(|d| !d.is_empty() && len <= 12), rest.get(len..)) else { continue };
        let open = string.get(..at).and_then(|b| b.chars().next_back()).filter(|&c| class::is_opening(c));
        let close = right.chars().next().filter(|&c| open.is_some() && class::opening_of(c) == open);
        let (Some(open), Some(close)) = (open, close) else { continue };
        let (from, to) = (at - open.len_utf8(), at + '注'.len_utf8() + len + close.len_utf8());
        let block = outline.blocks.partition_point(|b| (b.span.end as usize) <= from);
        let here = outline.blocks.get(block).filter(|b| b.span.start as usize <= from && b.kind != Kind::Code);
        let number = crate::doc::year::number(digits).filter(|n| (1..=HIGHEST).contains(n));
        let (Some(here), Some(number), Ok(start), Ok(end)) = (here, number, u32::try_from(from), u32::try_from(to)) else { continue };
        let heading = headings.binary_search_by_key(&block, |h| h.block).is_ok();
        let around = Around { block, span: here, left: "", digits, right: "", heading };
        let behind = string.get(to..(here.span.end as usize).max(to)).unwrap_or("");
        let role = if start == here.body.start { around.head(Style::Chu, behind) } else { Some(Role::Mark(CLEAR)) };
        list.extend(role.map(|role| Candidate { span: Span::new(start, end), number, style: Style::Chu, role, block }));
    }
}

fn counts(c: char) -> bool {
    class::is_digit(c) || class::is_superscript_digit(c)
}

/// The first place at or behind `at` where a number begins: an ASCII digit, a
/// full-width one or a superscript.
fn next(bytes: &[u8], at: usize) -> Option<usize> {
    let mut at = at;
    // without branches inside, so that many bytes are looked at together
    while let Some(window) = bytes.get(at..).and_then(|rest| rest.first_chunk::<34>()) {
        let mut any = false;
        for i in 0..32 {
            let (a, b, c) = (window[i], window[i + 1], window[i + 2]);
            any |= begins(a, b, c);
        }
        if any {
            break;
        }
        at += 32;
    }
    let byte = |i: usize| bytes.get(i).copied().unwrap_or(0);
    (at..bytes.len()).find(|&i| begins(byte(i), byte(i + 1), byte(i + 2)))
}

fn begins(a: u8, b: u8, c: u8) -> bool {
    let ascii = a.wrapping_sub(b'0') < 10;
    let wide = (a == 0xEF) & (b == 0xBC) & (c.wrapping_sub(0x90) < 10);
    let raised = (a == 0xC2) & ((b == 0xB2) | (b == 0xB3) | (b == 0xB9));
    let higher = (a == 0xE2) & (b == 0x81) & ((c == 0xB0) | (c.wrapping_sub(0xB4) < 6));
    ascii | wide | raised | higher
}

/// A number and what stands around it in its block.
struct Around<'a> {
    block: usize,
    span: &'a Block,
    left: &'a str,
    digits: &'a str,
    right: &'a str,
    heading: bool,
}

impl Around<'_> {
    fn read(&self, place: usize) -> Option<Candidate> {
        let raised = self.digits.starts_with(class::is_superscript_digit);
        let number = if raised { superscript(self.digits) } else { start::number(self.digits).0 };
        let zero = self.digits.starts_with(['0', '０', '⁰']);
        if number == 0 || zero || number > HIGHEST || self.left.ends_with("[^") {
            return None;
        }
        let (style, shape, before, after) = self.style(raised)?;
        let from = u32::try_from(place - before).ok()?;
        let to = u32::try_from(place + self.digits.len() + after).ok()?;
        let span = Span::new(from, to);
        let rest = self.right.get(after..).unwrap_or("");
        // a note that was joined to the one before
        let ends = self.left.ends_with("。 ") || self.span.kind == Kind::Note && self.left.ends_with('。');
        let joined = style == Style::Bare && ends && rest.starts_with(' ');
        let role = if from == self.span.body.start || joined {
            self.head(style, rest)?
        } else if shape == 0 {
            self.tail()?
        } else {
            Role::Mark(shape)
        };
        // a bare number in front may have its point with it
        let dotted = matches!(role, Role::Head(_)) && matches!(style, Style::Bare | Style::Wide) && rest.starts_with(['.', '．']);
        let style = if dotted { Style::Dotted } else { style };
        Some(Candidate { span, number, style, role, block: self.block })
    }

    /// How the number is written, how much it looks like a mark (0: not at
    /// all), and how many bytes of signs belong to it on the left and right.
    fn style(&self, raised: bool) -> Option<(Style, u8, usize, usize)> {
        let (left, right) = (self.left, self.right);
        if raised {
            let bracket = '⁾';
            return Some(match right.starts_with(bracket) {
                true => (Style::Paren, exponent(left), 0, bracket.len_utf8()),
                false => (Style::Raised, exponent(left), 0, 0),
            });
        }
        let bracketed = [")</sup>", "）</sup>"].iter().find(|w| right.starts_with(**w));
        if let (Some(inner), Some(close)) = (left.strip_suffix("<sup>"), bracketed) {
            return Some((Style::Paren, exponent(inner), 5, close.len()));
        }
        if left.ends_with("<sup>") && right.starts_with("</sup>") {
            let inner = left.len() - 5;
            return Some((Style::Sup, exponent(left.get(..inner)?), 5, 6));
        }
        let last = left.chars().next_back();
        let close = right.chars().next().filter(|&c| class::is_closing(c)).map(char::len_utf8);
        match last {
            Some(sign @ ('注' | '※')) => {
                let style = if sign == '注' { Style::Chu } else { Style::Kome };
                let stem = left.get(..left.len() - sign.len_utf8())?;
                let word = if stem.ends_with('脚') { '脚'.len_utf8() } else { 0 };
                let outer = stem.get(..stem.len() - word)?;
                let signs = sign.len_utf8() + word;
                let open = outer.chars().next_back().filter(|&c| class::is_opening(c)).map(char::len_utf8);
                return match (open, close) {
                    (Some(open), Some(close)) => Some((style, CLEAR, signs + open, close)),
                    _ if listed::in_brackets(left, right).is_some() => Some((style, CLEAR, signs, 0)),
                    (Some(_), None) => None,
                    _ if outer.ends_with("<sup>") && right.starts_with("</sup>") => Some((style, CLEAR, signs + 5, 6)),
                    // である注1）。
                    (None, Some(close)) if style == Style::Chu && right.starts_with([')', '）']) && !open_before(outer) => {
                        Some((style, CLEAR, signs, close))
                    }
                    _ if style == Style::Kome => Some((style, CLEAR, signs, 0)),
                    _ => Some((style, spoken::shape(outer, right), signs, 0)),
                };
            }
            Some(sign @ ('*' | '＊')) => {
                let stem = left.get(..left.len() - sign.len_utf8())?;
                let other = stem.ends_with(|c: char| c == sign || c.is_ascii_alphanumeric() || c == '\\') || right.starts_with(sign);
                return (!other).then_some((Style::Star, CLEAR, sign.len_utf8(), 0));
            }
            _ => {}
        }
        if let Some(style) = listed::in_brackets(left, right) {
            return Some((style, CLEAR, 0, 0));
        }
        if listed::behind_sign(left, self.digits, right) {
            return Some((Style::Kome, CLEAR, 0, 0));
        }
        if let Some(found) = self.bracketed() {
            return found;
        }
        // in （ＡＢＣ3） the bracket is not the mark's
        if right.starts_with([')', '）']) && !left.ends_with(['(', '（']) && !open_before(left) {
            let after = close.unwrap_or(1);
            let rest = right.get(after..).unwrap_or("");
            let shape = bare::shape(left, rest).unwrap_or(0);
            return (left.is_empty() || shape > 0 || self.at_body()).then_some((Style::Paren, shape, 0, after));
        }
        let wide = self.digits.starts_with(|c: char| !c.is_ascii());
        let style = if wide { Style::Wide } else { Style::Bare };
        let shape = bare::shape(left, right).unwrap_or(0);
        Some((style, if wide { shape.min(2) } else { shape }, 0, 0))
    }

    /// Whether the number stands in front of the body of its block.
    fn at_body(&self) -> bool {
        self.left.len() == (self.span.body.start - self.span.span.start) as usize
    }

    /// `[2]`, and the numbers of `[2, 3]` and `<sup>2,3</sup>`. The outer
    /// `None`: it stands in no such brackets; the inner: in such that are none
    /// of a note.
    fn bracketed(&self) -> Option<Option<(Style, u8, usize, usize)>> {
        let among = |c: char| class::is_digit(c) || matches!(c, ',' | '，' | '、' | '・' | ' ');
        let from = floor(self.left, self.left.len().saturating_sub(REACH));
        let to = floor(self.right, REACH);
        let (left, right) = (self.left.get(from..)?, self.right.get(..to)?);
        let (outer, beyond) = (left.trim_end_matches(among), right.trim_start_matches(among));
        if outer.ends_with("<sup>") && beyond.starts_with("</sup>") {
            return Some(Some((Style::Sup, CLEAR, 0, 0)));
        }
        let open = outer.chars().next_back().filter(|c| matches!(c, '[' | '［' | '〔'))?;
        let close = beyond.chars().next().filter(|c| class::opening_of(*c) == Some(open))?;
        let stem = outer.get(..outer.len() - open.len_utf8())?;
        let after = beyond.get(close.len_utf8()..)?;
        let alone = outer.len() == left.len() && beyond.len() == right.len();
        let beside = after.starts_with('[') || stem.ends_with(']');
        let link = after.starts_with('(') || stem.ends_with('!') || beside && !listed::is_mark_beside(stem, after);
        let shape = if stem.ends_with(|c: char| c.is_ascii_alphanumeric()) { exponent(stem) } else { CLEAR };
        let (before, behind) = if alone { (open.len_utf8(), close.len_utf8()) } else { (0, 0) };
        Some((!link && (alone || shape == CLEAR)).then_some((Style::Bracket, shape, before, behind)))
    }

    /// The number as one in front of its block.
    fn head(&self, style: Style, rest: &str) -> Option<Role> {
        let marked = self.span.kind == Kind::Heading && self.span.body.start > self.span.span.start;
        let plain = matches!(style, Style::Bare | Style::Wide);
        let pointer = plain && matches!(self.span.kind, Kind::Reference | Kind::Caption);
        if marked || pointer || self.span.kind == Kind::Table {
            return None;
        }
        let rest = rest.strip_prefix([':', '：']).filter(|_| !plain).unwrap_or(rest);
        let rest = rest.strip_prefix(['.', '．']).filter(|_| plain).unwrap_or(rest);
        let body = rest.trim_start_matches(class::is_space);
        let spaces = rest.get(..rest.len() - body.len())?;
        let gap = match spaces {
            "" => 0,
            " " => 1,
            "\u{3000}" => 2,
            _ => 3,
        };
        let bound = plain && gap == 0 || style == Style::Chu && gap == 0 && is_spoken_of(body);
        if body.is_empty() || bound {
            return None;
        }
        let address = body.contains("http://") || body.contains("https://") || body.contains("www.");
        let prose = body.ends_with(['。', '．', '.']) || address || body.contains(['。', '、', '，', '「', '『', '“']);
        Some(Role::Head(Head { gap, heading: self.heading, prose }))
    }

    /// The number as one that was set behind its note.
    fn tail(&self) -> Option<Role> {
        let stem = self.left.strip_suffix([' ', '\u{3000}'])?;
        let plain = !matches!(self.span.kind, Kind::Heading | Kind::Table | Kind::Reference | Kind::Caption) && !self.heading;
        let letter = stem.chars().next_back().is_some_and(|c| class::is_japanese(c) && !class::is_sentence_end(c));
        (plain && letter && self.right.is_empty()).then_some(Role::Tail)
    }
}

/// A raised number behind a short Latin word or a digit is an exponent.
fn exponent(left: &str) -> u8 {
    let Some(last) = left.chars().next_back() else { return CLEAR };
    if !last.is_ascii_alphanumeric() {
        return CLEAR;
    }
    let word = left.bytes().rev().take(4).take_while(u8::is_ascii_alphabetic).count();
    if word >= 4 { CLEAR } else { 1 }
}

/// Whether a bracket was opened not far before and not closed.
fn open_before(left: &str) -> bool {
    left.chars().rev().take(48).find(|&c| matches!(c, '(' | '（' | ')' | '）')).is_some_and(|c| matches!(c, '(' | '（'))
}

fn superscript(digits: &str) -> u32 {
    match start::of(digits) {
        start::Start::NoteMark(value) => value,
        _ => 0,
    }
}

/// Words that several numbers follow (`レベル1`, `レベル2`) name what is
/// counted; their numbers are hardly marks.
#[derive(Default)]
struct Words {
    seen: FxHashMap<[char; 3], (u32, bool)>,
}

impl Words {
    fn see(&mut self, found: &Candidate, left: &str) {
        if let Some(word) = word(found, left) {
            let entry = self.seen.entry(word).or_insert((found.number, false));
            entry.1 |= entry.0 != found.number;
        }
    }

    fn doubt(&self, text: &Text, list: &mut [Candidate]) {
        if !self.seen.values().any(|v| v.1) {
            return;
        }
        for found in list {
            let from = floor(text.as_str(), (found.span.start as usize).saturating_sub(12));
            let left = text.as_str().get(from..found.span.start as usize).unwrap_or("");
            if word(found, left).and_then(|w| self.seen.get(&w)).is_some_and(|v| v.1) {
                found.role = Role::Mark(1);
            }
        }
    }
}

/// The last three letters before a bare number, when they belong to a noun.
fn word(found: &Candidate, left: &str) -> Option<[char; 3]> {
    if !matches!(found.role, Role::Mark(2..CLEAR)) || !matches!(found.style, Style::Bare | Style::Wide) {
        return None;
    }
    let mut back = left.chars().rev();
    let word = [back.next()?, back.next()?, back.next()?];
    word.iter().all(|&c| class::is_katakana(c) || class::is_kanji(c) || c == 'ー').then_some(word)
}
