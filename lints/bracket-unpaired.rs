//! Brackets without their partners.

use std::ops::Range;

use crate::doc::bracket::{self, Bracket, KINDS, Kind};
use crate::doc::{Block, Document, Kind as BlockKind};
use crate::finding::Level;
use crate::lint::{Context, Offences, Safety};
use crate::text::{Span, class};

/// How many blocks on a bracket may close that a page or a figure cut from its
/// opening; a quotation may be longer.
const REACH: usize = 4;
const QUOTATION: usize = 60;

/// How far around a bracket without a partner another one shows that the text
/// came in the wrong order, in blocks.
const DISORDER: usize = 60;

/// Within this many bytes the end of a sentence is looked for.
const SENTENCE: usize = 300;

/// What half a bracket is set behind where a source or a remark begins:
/// `資料）国土交通省`.
const LABELS: &[&str] =
    &["資料", "出典", "出所", "出処", "備考", "注記", "注釈", "脚注", "補注", "補足", "参考", "凡例", "単位", "例", "図", "表", "図表"];

pub(super) fn check(context: &Context<'_>, out: &mut Offences) {
    let document = context.document;
    let code: Vec<Span> = document.outline.blocks.iter().filter(|b| b.kind == BlockKind::Code).map(|b| b.span).collect();
    let brackets = bracket::find(document.text.as_str(), &code);
    let mut pairing = Pairing { text: document.text.as_str(), brackets: &brackets, left: Vec::new(), mixed: Vec::new() };
    let mut at = 0;
    for (index, block) in document.outline.blocks.iter().enumerate() {
        let first = at + brackets.get(at..).unwrap_or(&[]).partition_point(|b| b.span.start < block.span.start);
        at = first + brackets.get(first..).unwrap_or(&[]).partition_point(|b| b.span.start < block.span.end);
        pairing.block(index, block, first..at);
    }
    let Pairing { left, mixed, .. } = pairing;
    for left in lonely(document, left) {
        let offence = out.report(left.bracket.span).message(if left.bracket.opens { "main" } else { "close" });
        offence.with("mark", document.slice(left.bracket.span));
        if left.doubtful {
            offence.level(Level::Info);
        }
    }
    for (open, close) in mixed {
        width(document, open, close, out);
    }
}

/// A bracket that found no partner in its block.
#[derive(Clone, Copy)]
struct Left {
    bracket: Bracket,
    block: usize,
    /// Whether it opens its block.
    leads: bool,
    /// Whether the order of the text may be to blame.
    doubtful: bool,
}

struct Pairing<'t> {
    text: &'t str,
    brackets: &'t [Bracket],
    left: Vec<Left>,
    /// Pairs of a fullwidth and an ASCII bracket.
    mixed: Vec<(Bracket, Bracket)>,
}

impl Pairing<'_> {
    fn block(&mut self, index: usize, block: &Block, range: Range<usize>) {
        let mut stack: Vec<Bracket> = Vec::new();
        // where those of each kind lie in the stack
        let mut open: [Vec<usize>; KINDS] = std::array::from_fn(|_| Vec::new());
        let from = self.left.len();
        let mut quotes = 0;
        for &bracket in self.brackets.get(range).unwrap_or(&[]) {
            quotes += usize::from(bracket.kind == Kind::Quote);
            if self.is_shown(bracket) {
                continue;
            }
            let kind = bracket.kind as usize;
            if bracket.opens {
                open[kind].push(stack.len());
                stack.push(bracket);
                continue;
            }
            if stack.last().is_some_and(|top| self.is_interval(*top, bracket)) {
                open[stack.pop().map_or(kind, |b| b.kind as usize)].pop();
                continue;
            }
            let Some(&partner) = open[kind].last() else {
                if !self.is_enumerator(block, bracket) && !self.is_face(bracket) {
                    self.left.push(Left { bracket, block: index, leads: false, doubtful: false });
                }
                continue;
            };
            let Some(&opening) = stack.get(partner) else { continue };
            if bracket.kind == Kind::Round && self.ends_sentence(opening, bracket) && self.is_enumerator(block, bracket) {
                continue;
            }
            for inner in stack.drain(partner..) {
                open[inner.kind as usize].pop();
                if inner != opening && !self.is_bare(opening, bracket) {
                    self.left.push(Left { bracket: inner, block: index, leads: false, doubtful: false });
                }
            }
            if opening.wide != bracket.wide {
                self.mixed.push((opening, bracket));
            }
        }
        for bracket in stack {
            let leads = bracket.span.start == block.body.start || bracket.span.start == block.span.start;
            self.left.push(Left { bracket, block: index, leads, doubtful: false });
        }
        // one quotation mark used on both sides, or an ASCII one on the other
        let marks = self.left.get(from..).map_or(0, |l| l.iter().filter(|l| l.bracket.kind == Kind::Quote).count());
        if quotes > 0 && marks > 0 && (marks % 2 == 0 || self.slice(block.span).bytes().filter(|&b| b == b'"').count() % 2 == 1) {
            let kept: Vec<Left> = self.left.drain(from..).filter(|l| l.bracket.kind != Kind::Quote).collect();
            self.left.extend(kept);
        }
        if let Some(own) = self.left.get_mut(from..) {
            own.sort_unstable_by_key(|l| l.bracket.span.start);
        }
    }

    fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or("")
    }

    fn before(&self, bracket: Bracket) -> &str {
        self.text.get(..bracket.span.start as usize).unwrap_or("")
    }

    fn after(&self, bracket: Bracket) -> &str {
        self.text.get(bracket.span.end as usize..).unwrap_or("")
    }

    /// Whether the bracket is spoken of: `「（」`, `"("`.
    fn is_shown(&self, bracket: Bracket) -> bool {
        let (Some(left), Some(right)) = (self.before(bracket).chars().next_back(), self.after(bracket).chars().next()) else {
            return false;
        };
        class::opening_of(right) == Some(left)
            || (left == right && matches!(left, '"' | '\'' | '`' | '”' | '’'))
            || (left, right) == ('‘', '’')
    }

    /// Whether nothing but signs stands between the two: `「（、）」`.
    fn is_bare(&self, open: Bracket, close: Bracket) -> bool {
        let inside = self.slice(Span::new(open.span.end, close.span.start));
        inside.len() <= 24 && !inside.chars().any(char::is_alphanumeric)
    }

    /// Whether the two enclose an interval: `[0, 1)`.
    fn is_interval(&self, open: Bracket, close: Bracket) -> bool {
        let kinds = (open.kind, close.kind);
        if kinds != (Kind::Square, Kind::Round) && kinds != (Kind::Round, Kind::Square) {
            return false;
        }
        let inside = self.slice(Span::new(open.span.end, close.span.start));
        inside.len() <= 32
            && inside.contains([',', '，', '、'])
            && inside.chars().all(|c| c.is_ascii_alphanumeric() || class::is_digit(c) || class::is_space(c) || ",，、.．+-−∞".contains(c))
    }

    /// Whether a sentence ends between the two.
    fn ends_sentence(&self, open: Bracket, close: Bracket) -> bool {
        let inside = self.slice(Span::new(open.span.end, close.span.start));
        inside.len() > SENTENCE || inside.contains('。')
    }

    /// Whether the closing bracket belongs to the number of an item or a note, or
    /// to the label of a line: `1)`, `ア）`, `iv)`, `注4）`, `出典）`.
    fn is_enumerator(&self, block: &Block, bracket: Bracket) -> bool {
        if bracket.kind != Kind::Round && bracket.kind != Kind::Square {
            return false;
        }
        let start = block.span.start as usize;
        let all = self.text.get(start..bracket.span.start as usize).unwrap_or("");
        let label = |is: fn(char) -> bool, most: usize| {
            let rest = all.trim_end_matches(is);
            let len = all.get(rest.len()..).map_or(0, |l| l.chars().count());
            (len > 0 && len <= most).then_some(rest)
        };
        let free = |rest: &str| {
            rest.chars().next_back().is_none_or(|c| {
                class::is_space(c)
                    || class::is_closing(c)
                    || class::is_opening(c)
                    || class::is_bullet(c)
                    || "。、，．,.:：;；注※*＊→⇒/／|".contains(c)
            })
        };
        if LABELS.iter().any(|label| all.strip_suffix(label).is_some_and(free)) {
            return true;
        }
        if let Some(rest) = label(class::is_digit, 3) {
            let head = rest.trim_start_matches(class::is_space);
            if LABELS.contains(&head) {
                return true;
            }
            // not the rest of 図1-2, 3.5 or 1,000
            return !rest.ends_with(|c: char| {
                class::is_digit(c) || class::is_hyphen(c) || class::is_latin(c) || "－‐−–.．,，年月第約図表".contains(c)
            });
        }
        label(class::is_enclosed, 1).is_some()
            || label(class::is_superscript_digit, 3).is_some()
            || label(|c| matches!(c, 'i' | 'v' | 'x' | 'I' | 'V' | 'X') || class::is_roman_numeral(c), 5).is_some_and(free)
            || label(class::is_latin, 1).is_some_and(free)
            || label(class::is_katakana, 1).is_some_and(|rest| !rest.ends_with(class::is_katakana))
            || label(class::is_hiragana, 1).is_some_and(free)
            || label(class::is_kanji_numeral, 3).is_some_and(free)
            || label(|c| matches!(c, '注' | '※' | '*' | '＊'), 2).is_some_and(free)
    }

    /// Whether it is a part of a face: `:)`, `;-)`.
    fn is_face(&self, bracket: Bracket) -> bool {
        let before = self.before(bracket);
        before.ends_with([':', ';']) || before.ends_with(":-") || before.ends_with(";-")
    }
}

/// What is left when brackets have found partners in other blocks.
fn lonely(document: &Document, mut left: Vec<Left>) -> Vec<Left> {
    let mut paired = vec![false; left.len()];
    let mut open: [Vec<usize>; KINDS] = std::array::from_fn(|_| Vec::new());
    for (i, one) in left.iter().enumerate() {
        let Some(stack) = open.get_mut(one.bracket.kind as usize) else { continue };
        if one.bracket.opens {
            stack.push(i);
            continue;
        }
        let reach = if matches!(one.bracket.kind, Kind::Corner | Kind::White | Kind::Quote) { QUOTATION } else { REACH };
        let mut close = i;
        let mut block = one.block;
        while let Some((top, opening)) = stack.last().and_then(|&top| Some((top, left.get(top)?))) {
            // each paragraph of a quotation may open it anew
            let again = close != i;
            if block.saturating_sub(opening.block) > reach || (again && !opening.leads) {
                break;
            }
            stack.pop();
            for k in [top, i] {
                if let Some(p) = paired.get_mut(k) {
                    *p = true;
                }
            }
            (close, block) = (top, opening.block);
            if !opening.leads {
                break;
            }
        }
    }
    let mut keep = paired.iter();
    left.retain(|_| keep.next() == Some(&false));
    let mut seen: [[Option<usize>; 2]; KINDS] = [[None; 2]; KINDS];
    let mut sentences = Sentences::of(document, left.first().map_or(0, |l| l.block));
    for one in &mut left {
        if sentences.block != one.block {
            sentences = Sentences::of(document, one.block);
        }
        one.doubtful |= disordered(one, &mut seen) || !sentences.are_whole(one);
    }
    let mut seen = [[None; 2]; KINDS];
    for one in left.iter_mut().rev() {
        one.doubtful |= disordered(one, &mut seen);
    }
    left
}

/// Whether a bracket of the other side stands near, among those seen so far.
fn disordered(one: &Left, seen: &mut [[Option<usize>; 2]; KINDS]) -> bool {
    let Some(sides) = seen.get_mut(one.bracket.kind as usize) else { return false };
    sides[usize::from(one.bracket.opens)] = Some(one.block);
    sides[usize::from(!one.bracket.opens)].is_some_and(|block| block.abs_diff(one.block) <= DISORDER)
}

/// How the sentences of a block end, looked up once for all of its brackets.
struct Sentences {
    block: usize,
    /// Where the first one ends, as a byte of the text.
    first: Option<u32>,
    /// Whether the last one ends.
    ends: bool,
    /// Whether that of the block before ends.
    before: bool,
    /// Whether there are sentences at all: not in a table, or in pieces of one.
    prose: bool,
}

impl Sentences {
    fn of(document: &Document, index: usize) -> Sentences {
        let blocks = &document.outline.blocks;
        let ends = |text: &str| text.trim_end_matches(class::is_closing).ends_with(class::is_sentence_end);
        let block = blocks.get(index);
        let text = block.map_or("", |b| document.slice(b.span));
        let before = index.checked_sub(1).and_then(|n| blocks.get(n));
        // a sentence that a list completes
        let listed = blocks.get(index + 1).is_some_and(|b| b.kind == BlockKind::ListItem) && text.ends_with([':', '：']);
        let stop = text.find('。').and_then(|at| u32::try_from(at).ok());
        Sentences {
            block: index,
            first: block.zip(stop).map(|(block, at)| block.span.start + at),
            ends: listed || ends(text) || ends(text.trim_end_matches(|c| class::is_digit(c) || class::is_closing(c))),
            before: before.is_none_or(|b| b.kind != BlockKind::Paragraph || ends(document.slice(b.span))),
            prose: block.is_some_and(|b| b.kind != BlockKind::Table)
                && (stop.is_some() || text.ends_with(class::is_sentence_end) || listed && text.contains(". ")),
        }
    }

    /// Whether they are all there where the partner of a bracket should be:
    /// behind an opening one, in front of a closing one. Pieces of tables and
    /// figures, and paragraphs that a figure cut, are not.
    fn are_whole(&self, one: &Left) -> bool {
        let partner = if one.bracket.opens { self.ends } else { self.before || self.first.is_some_and(|at| at < one.bracket.span.start) };
        self.prose && partner
    }
}

fn width(document: &Document, open: Bracket, close: Bracket, out: &mut Offences) {
    let inside = document.slice(Span::new(open.span.end, close.span.start));
    let japanese = inside.chars().any(class::is_japanese);
    let ascii = inside.is_ascii() && {
        let beside = |c: Option<char>| c.is_none_or(|c| c.is_ascii());
        beside(document.text.get(..open.span.start as usize).and_then(|t| t.chars().next_back()))
            && beside(document.text.get(close.span.end as usize..).and_then(|t| t.chars().next()))
    };
    let safety = if japanese || ascii { Safety::Safe } else { Safety::Unsafe };
    let (pair, wrong) = match (open.kind, ascii) {
        (Kind::Round, false) => (["（", "）"], if open.wide { close } else { open }),
        (Kind::Round, true) => (["(", ")"], if open.wide { open } else { close }),
        (_, false) => (["［", "］"], if open.wide { close } else { open }),
        (_, true) => (["[", "]"], if open.wide { open } else { close }),
    };
    let right = pair[usize::from(!wrong.opens)];
    let hull = open.span.hull(close.span);
    let short = if hull.len() <= 300 { hull } else { wrong.span };
    out.report(short)
        .message("width")
        .with("open", document.slice(open.span))
        .with("close", document.slice(close.span))
        .with("right", right)
        .level(Level::Info)
        .fix(safety, vec![(wrong.span, right.to_owned())]);
}
