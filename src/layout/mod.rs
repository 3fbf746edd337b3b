//! What kind of line a line is, and which lines belong together.
//!
//! Text without geometry still shows much of the page: how wide a line is
//! beside its neighbours, what it begins and ends with, what stands between it
//! and the next. This module reads these signs once, for the stages that join
//! lines and move floats and for the document that is made of the result.
//!
//! * [`start`] and [`end`]: what the first and last characters say,
//! * [`protect`]: which lines must stay as they are,
//! * [`Layout`]: the rows (lines that are not blank) with the width of the
//!   column each is set in,
//! * [`flow`]: which row continues which.

mod beam;
mod code;
mod codes;
mod codespan;
mod column;
mod credits;
mod disjunction;
pub mod end;
mod evidence;
mod facts;
pub mod flow;
mod full;
mod letters;
mod lexicon;
pub mod marks;
mod notes;
mod page;
mod part;
pub mod protect;
mod quantity;
mod records;
mod scraps;
pub mod start;
mod starters;
pub mod threads;
mod tongue;
mod weights;
mod window;
mod words;

pub use end::{End, Lead};
pub use notes::NOTE_REACH;
pub use start::{Counter, Start};

use std::ops::{Deref, DerefMut};
use std::sync::{Arc, OnceLock};

use crate::text::{Edits, Line, SourceMap, Span, Text, class};

/// Hands on to a text what is known of the one that `edits` and `map` made it
/// of, as far as it still holds.
pub(crate) fn inherit(old: &mut Text, edits: &Edits, new: &Text, map: &SourceMap) {
    lexicon::inherit(old, edits, new, map);
    protect::inherit(old, edits, new);
}

/// Whether letters that stand apart are words: most of their pairs stand side by
/// side elsewhere in the text, of four letters all.
pub(crate) fn are_words(text: &Text, letters: &[char]) -> bool {
    let lexicon = text.memo(|text| lexicon::Lexicon::of(text));
    let pairs = letters.len().saturating_sub(1);
    let knows = |pair: &&[char]| matches!(pair, [before, after] if lexicon.knows(*before, *after) == Some(true));
    let known = letters.windows(2).filter(knows).count();
    pairs > 2 && if pairs == 3 { known == 3 } else { known * 3 >= pairs * 2 }
}

/// Lets go of what a text need not keep once its edits are known: the rows.
pub(crate) fn let_go(text: &mut Text) {
    drop(text.take::<Rows>());
}

/// Rows cut where no writer cuts, by which it shows that print lines were given in pieces.
const TORN: u32 = 4;

/// One line that is not blank.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// The line's index in [`Text::lines`].
    pub line: u32,
    /// Blank lines in front of it (capped at 3).
    pub gap: u8,
    /// Whether a page starts between the row before and this one.
    pub page: bool,
    /// What it begins with.
    pub start: Start,
    /// What it ends with.
    pub end: End,
    /// How it may continue the row before.
    pub lead: Lead,
    /// Whether it is a line that must stay a line: it is protected (see
    /// [`protect`]), a record among records, or marked as furniture.
    pub kept: bool,
    /// Whether its writer set a line break in front of it.
    pub hard: bool,
    /// Whether a note begins here: it has a note's mark, or a bare number that
    /// was seen as a mark in the text before.
    pub note: bool,
    /// Whether it goes on the print line of the row before it, or its caption.
    pub part: bool,
    /// Whether its letters are mainly Latin.
    pub latin: bool,
    /// Width in print of its text, in hundredths of an em.
    pub width: u32,
    /// Width of its first word, as far as it cannot be broken, and whether a
    /// space stands in front of it when Latin letters do.
    pub word: (u32, bool),
    /// Width of the text column it is set in, as far as its neighbours tell.
    pub column: Column,
}

impl Row {
    /// Its text, without the spaces around it.
    fn body<'t>(&self, text: &'t Text) -> &'t str {
        text.lines().get(self.line as usize).map_or("", |line| text.slice(line.body))
    }
}

/// The width of a text column, in hundredths of an em.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// The neighbours do not tell.
    Unknown,
    /// A few rows in a sequence have about this width.
    Weak(u32),
    /// Many rows around have this width.
    Strong(u32),
}

impl Column {
    /// The width, if known at all.
    #[must_use]
    pub fn width(self) -> Option<u32> {
        match self {
            Column::Unknown => None,
            Column::Weak(w) | Column::Strong(w) => Some(w),
        }
    }
}

/// Whether a line is marked as page furniture (`⟦…⟧`): it is no part of the
/// text around it.
#[must_use]
pub fn is_marked(body: &str) -> bool {
    body.starts_with('⟦') && body.ends_with('⟧')
}

/// The rows of a text; what was found out about them is kept with the text.
#[derive(Debug)]
pub struct Layout<'a> {
    /// The text.
    pub text: &'a Text,
    kept: Arc<Rows>,
}

/// What a [`Layout`] knows.
#[derive(Clone, Debug)]
pub struct Rows {
    /// Its lines that are not blank.
    pub rows: Vec<Row>,
    /// Whether it is clearly written in Markdown.
    pub markdown: bool,
    /// Whether most of its letters are Japanese.
    pub japanese: bool,
    /// Whether its lines were wrapped at the width of a column; when not, a
    /// line is a paragraph and widths say nothing.
    pub wrapped: bool,
    /// The widths that notes, references and captions are set in, as far as
    /// they show (they are often set smaller than the body).
    pub small_columns: [Option<u32>; 3],
    /// The names of a capital and a number in it.
    pub(crate) codes: codes::Codes,
    links: OnceLock<Vec<flow::Link>>,
}

impl Deref for Layout<'_> {
    type Target = Rows;

    fn deref(&self) -> &Rows {
        &self.kept
    }
}

impl DerefMut for Layout<'_> {
    fn deref_mut(&mut self) -> &mut Rows {
        Arc::make_mut(&mut self.kept)
    }
}

/// What is set apart from the body, in type and measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Small {
    /// A note.
    Note,
    /// A reference line.
    Reference,
    /// A caption.
    Caption,
}

impl Small {
    /// What a block is that begins with this row.
    #[must_use]
    pub fn of(row: &Row) -> Option<Small> {
        match row.start {
            _ if row.note => Some(Small::Note),
            Start::Apparatus | Start::Reference => Some(Small::Reference),
            Start::Label => Some(Small::Caption),
            _ => None,
        }
    }
}

impl<'a> Layout<'a> {
    /// Reads the layout of a text, in time linear in its length; at once when
    /// it was read before.
    #[must_use]
    pub fn of(text: &'a Text) -> Layout<'a> {
        Layout { text, kept: text.memo(|text| Arc::unwrap_or_clone(Layout::read(text).kept)) }
    }

    fn read(text: &'a Text) -> Layout<'a> {
        let mut rows: Vec<Row> = Vec::new();
        let (mut gap, mut page, mut hard) = (0u8, false, false);
        let protected = protect::protected(text);
        let (mut japanese, mut latin) = (0u64, 0u64);
        for (index, line) in text.lines().iter().enumerate() {
            page |= line.page;
            if line.is_blank() {
                gap = (gap + 1).min(3);
                hard = false;
                continue;
            }
            japanese += u64::from(line.japanese);
            latin += u64::from(line.latin);
            let body = text.slice(line.body);
            let kept = protected.holds(index) || is_marked(body);
            if let Some(left) = rows.last_mut().filter(|left| left.end == End::Sentence && left.latin)
                && let Some(before) = text.lines().get(left.line as usize).filter(|before| before.last == '.')
                && end::abbreviates_on(text.slice(before.body), body)
            {
                left.end = End::Open;
            }
            rows.push(Row {
                line: u32::try_from(index).unwrap_or(u32::MAX),
                gap,
                page,
                start: if kept { Start::Markup } else { start::of(body) },
                end: end::of(body),
                lead: end::lead(body),
                kept,
                hard,
                note: false,
                part: false,
                latin: !line.is_japanese(),
                width: line.extent,
                word: full::first_word(body),
                column: Column::Unknown,
            });
            (gap, page) = (0, false);
            hard = protected.markdown && protect::is_hard_break(text, line);
        }
        records::keep(text, &mut rows);
        code::keep(text, &mut rows);
        column::measure(&mut rows);
        quantity::find(text, &mut rows);
        disjunction::find(text, &mut rows);
        credits::find(text, &mut rows);
        part::find(text, &mut rows);
        let markdown = protected.markdown;
        let rows = Rows {
            rows,
            markdown,
            japanese: japanese * 2 >= latin,
            wrapped: true,
            small_columns: [None; 3],
            codes: codes::Codes::default(),
            links: OnceLock::new(),
        };
        let mut layout = Layout { text, kept: Arc::new(rows) };
        layout.find_notes();
        layout.wrapped = layout.is_wrapped();
        if !layout.wrapped {
            layout.rows.iter_mut().for_each(|row| row.column = Column::Unknown);
        }
        layout
    }

    /// Whether a good part of the rows end in the middle of a sentence just
    /// where their column ends.
    fn is_wrapped(&self) -> bool {
        let (mut cut, mut inside, mut open, mut whole) = (0u32, 0u32, 0u32, 0u32);
        // rows that no print line ends with, and among them those cut where no writer would
        let (mut pieces, mut torn) = (0u32, 0u32);
        for pair in self.rows.windows(2) {
            let [left, right] = pair else { continue };
            open += u32::from(left.end == End::Open);
            torn += u32::from(self.is_torn(left, right));
            if left.width < 1000 || right.start != Start::Plain {
                continue;
            }
            let strong = matches!(left.column, Column::Strong(_));
            if left.end != End::Sentence && strong && full::fullness(self, left, right) == full::Fullness::Full {
                cut += 1;
                let word = class::is_kanji(self.last(left)) && class::is_kanji(self.first(right));
                inside += u32::from(word || matches!(right.lead, Lead::Leans | Lead::Continues));
            } else {
                whole += 1;
                pieces += u32::from(left.end == End::Open || class::is_opening(self.first(right)));
            }
        }
        if torn >= TORN && torn * 40 > u32::try_from(self.rows.len()).unwrap_or(u32::MAX) {
            whole -= pieces;
        }
        // the lines of a poem or a log are of like width, but each is whole
        cut >= 2 && cut * 6 >= whole && (inside >= 1 && inside * 12 >= cut || open >= 8)
    }

    /// Whether no print line could begin with the right row, by the rules of line
    /// breaking (JIS X 4051).
    pub(crate) fn is_torn(&self, left: &Row, right: &Row) -> bool {
        right.gap == 0
            && (class::is_opening(self.last(left))
                || class::is_closing(self.first(right))
                || matches!(self.first(right), '、' | '。' | '，' | '．' | '：' | '；'))
    }

    /// The line of a row.
    #[inline]
    #[must_use]
    pub fn line(&self, row: &Row) -> &Line {
        &self.text.lines()[row.line as usize]
    }

    /// Whether the line is a few kanji and an ideographic space: a family name
    /// that was cut from the given name, where a reading stood over them.
    #[must_use]
    pub fn is_family_name(&self, row: &Row) -> bool {
        let line = self.line(row);
        line.chars <= 4
            && self.text.slice(Span::new(line.body.end, line.span.end)) == "\u{3000}"
            && self.body(row).chars().all(class::is_kanji)
    }

    /// The first character of a row.
    #[inline]
    #[must_use]
    pub fn first(&self, row: &Row) -> char {
        self.line(row).first
    }

    /// The last character of a row.
    #[inline]
    #[must_use]
    pub fn last(&self, row: &Row) -> char {
        self.line(row).last
    }

    /// The text of a row without the spaces at its ends.
    #[inline]
    #[must_use]
    pub fn body(&self, row: &Row) -> &'a str {
        row.body(self.text)
    }
}
