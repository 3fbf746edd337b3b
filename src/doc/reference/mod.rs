//! References: words that point at another place of the work.
//!
//! A pass over the text stops at the few words that references are made of
//! (`章`, `図`, `資料`, `Section`, …) and looks around each. What points into
//! another work (`同法第3章`, `「…」第2章`) is no reference here, nor are the
//! headings and captions themselves.

mod below;
mod context;
mod count;
mod english;
mod items;
mod label;
mod name;
mod note;
mod path;
mod placeholder;
mod range;
mod tail;
mod work;

use std::sync::LazyLock;

use regex::Regex;

use super::caption::{Caption, Label};
use super::heading::Heading;
use super::number::{Digits, Step, Unit};
use super::{Block, Kind, Outline};
use crate::text::{Span, Text, class};

pub use below::number_steps;
pub use name::name;
pub use range::is_backwards;
pub use tail::is_title;
pub use work::{is_elsewhere, may_be_elsewhere, names_law, sentence};

/// What opens the mark of a note: `（注3）`, `※注3`.
pub(super) const AROUND_MARKS: [char; 5] = ['（', '(', '※', '［', '['];

/// A reference. A list or a range (`図1～3`) gives one for each end and
/// each member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The words that point, without a quoted title.
    pub span: Span,
    /// Where they point.
    pub target: Target,
    /// The title quoted behind it, in brackets: what is between them.
    pub title: Option<Span>,
    /// The page given behind it (`p.357`), and its number as it is printed.
    pub page: Option<(Span, u32)>,
}

/// Where a reference points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A heading, from the outermost step that is named: `V部1章3節3項`,
    /// `1.2.1項`.
    Heading(Vec<Step>),
    /// A heading relative to where the reference stands: `本章3節`, `前節`,
    /// `次項`. The first step is counted from the place of the reference.
    Relative {
        /// What is named: `章` in `本章3節`.
        unit: Unit,
        /// 0 for `本`, -1 for `前`, 1 for `次`.
        by: i32,
        /// The steps below it.
        steps: Vec<Step>,
    },
    /// A float or an appendix: `図表Ⅲ-2-2-1`, `資料30`.
    Label(Label),
    /// A page as it is printed: `p.357`.
    Page(u32),
    /// A note: `注3`, `脚注2`.
    Note(u32),
    /// Something that can point nowhere.
    Broken(Broken),
}

/// Why a reference can point nowhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Broken {
    /// The number was never filled in: `第○章`, `図XX`, `Section ??`.
    Unfilled,
    /// What a word processor writes for a field that has lost its target.
    Field,
    /// A range that runs backwards: `図5～3`.
    Backwards,
}

/// The references of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct References {
    /// In the order of the text.
    pub list: Vec<Reference>,
    /// What lines begin with that looks like a heading, a caption or an entry
    /// of a table of contents: such a thing exists, or existed on paper, even
    /// where no heading or caption was found.
    pub traces: Vec<Trace>,
}

/// Something that points at what exists elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trace {
    /// What is said to exist.
    pub target: Target,
    /// Where it is said, in bytes.
    pub at: u32,
    /// Whether it is an entry of a table of contents: what stands above it is
    /// told by the entries in front of it.
    pub listed: bool,
}

/// Words that references are made of. One pass looks for all of them.
static TRIGGERS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(concat!(
        "章|節|項|部|編|図|表|資料|別紙|別添|付録|コラム|写真|事例|様式|注|pp?\\.|P\\. ?[○●◯〇XＸ]|[(\\[（［]TBD[)\\]）］]|",
        "参照元が見つかりません|ブックマークが定義されていません|Reference source not found|Bookmark not defined|",
        "Section|section|Chapter|chapter|Figure|figure|Figs?\\.|Table|table|Appendi|appendi|Annex|Part|Box|[Ff]ootnote|[Ee]ndnote|[Nn]ote|[0-9０-９][.．][0-9０-９]"
    ))
    .ok()
});

/// The references of a text.
#[must_use]
pub fn find(text: &Text, outline: &Outline, headings: &[Heading], captions: &[Caption]) -> References {
    let Some(triggers) = TRIGGERS.as_ref() else { return References::default() };
    let mut scan = Scan {
        text: text.as_str(),
        blocks: &outline.blocks,
        headings,
        captions,
        place: Place::default(),
        next: [0; 3],
        done: 0,
        last: None,
        decimal: headings.iter().filter(|h| h.own.len() > 1).count() > 1,
        roman: headings.iter().any(|h| h.form.is_some_and(|f| f.digits == Digits::Roman)),
        out: References::default(),
    };
    for found in triggers.find_iter(text.as_str()) {
        if found.start() < scan.done || !scan.enter(found.start()) {
            continue;
        }
        scan.look(found.start(), found.as_str());
    }
    range::join(text.as_str(), &mut scan.out.list);
    scan.out
}

/// What a pass over the text knows.
struct Scan<'a> {
    text: &'a str,
    blocks: &'a [Block],
    headings: &'a [Heading],
    captions: &'a [Caption],
    /// Where it is.
    place: Place,
    /// The next block, heading and caption.
    next: [usize; 3],
    /// Everything before this byte has been read.
    done: usize,
    /// Whether headings have decimal numbers.
    decimal: bool,
    /// Whether headings have Roman numbers.
    roman: bool,
    /// The reference before, while it can be gone on with.
    last: Option<Last>,
    out: References,
}

/// The block that the pass is in.
#[derive(Clone, Copy, Default)]
struct Place {
    /// Where the block begins and ends, without a mark in front.
    start: usize,
    end: usize,
    /// Whether references are looked for in it.
    open: bool,
    /// It is running text.
    prose: bool,
    /// A line `参照` stands before it.
    pointed: bool,
}

/// The reference before.
struct Last {
    target: Target,
    /// Where it ends, with title and page.
    end: usize,
}

impl<'a> Scan<'a> {
    /// Goes to the block that holds the byte `at`; whether references are
    /// looked for there.
    fn enter(&mut self, at: usize) -> bool {
        if at < self.place.end {
            return self.place.open && at >= self.place.start;
        }
        let (before, block) = loop {
            let [index, ..] = self.next;
            let Some(block) = self.blocks.get(index) else { return false };
            if at < block.span.end as usize {
                break (index.checked_sub(1), (index, block));
            }
            self.next[0] += 1;
        };
        let (index, block) = block;
        let body = block.body.range();
        while self.headings.get(self.next[1]).is_some_and(|h| h.block < index) {
            self.next[1] += 1;
        }
        while self.captions.get(self.next[2]).is_some_and(|c| c.block < index) {
            self.next[2] += 1;
        }
        let heading = self.headings.get(self.next[1]).is_some_and(|h| h.block == index);
        let head = self.text.get(body.clone()).unwrap_or("");
        let listed = block.kind == Kind::Reference && block.number.is_some();
        let source = block.kind == Kind::Reference && context::is_source(head);
        let open = !(heading || listed || source || block.kind == Kind::Code);
        let pointer = |b: &Block| context::is_pointer(self.text.get(b.body.range()).unwrap_or(""));
        let pointed = before.and_then(|i| self.blocks.get(i)).is_some_and(pointer);
        let mut start = body.start;
        if let Some(caption) = self.captions.get(self.next[2]).filter(|c| c.block == index) {
            start = start.max(caption.span.end as usize);
        }
        let prose = block.kind == Kind::Paragraph;
        self.place = Place { start, end: block.span.end as usize, open, prose, pointed };
        if listed && let Some(leading) = super::number::leading(head) {
            self.trace(body.start, Target::Heading(leading.steps), true);
        }
        self.done = self.done.max(start);
        open && at >= start
    }

    /// Remembers that something says that this exists.
    fn trace(&mut self, at: usize, target: Target, listed: bool) {
        self.out.traces.push(Trace { target, at: u32::try_from(at).unwrap_or(u32::MAX), listed });
    }

    fn look(&mut self, at: usize, trigger: &str) {
        match trigger.chars().next() {
            Some('章' | '節' | '項' | '部' | '編') => self.path(at),
            Some(c) if class::is_digit(c) => self.decimal(at),
            Some(c) if class::is_opening(c) => self.left(at..at + trigger.len()),
            Some('注') => self.note(at),
            Some('図' | '表' | '資' | '別' | '付' | 'コ' | '写' | '事' | '様') => self.label(at, trigger),
            Some('p' | 'P') if trigger != "Part" => self.page(at),
            Some('参' | 'ブ' | 'R' | 'B') if trigger != "Box" => self.field(at, trigger),
            Some('F' | 'f' | 'E' | 'e' | 'N' | 'n') if trigger.ends_with("ote") => self.footnote(at, trigger.len()),
            _ => self.english(at),
        }
    }

    /// A page that is named on its own.
    fn page(&mut self, at: usize) {
        let behind = self.text.get(at..).unwrap_or("");
        if self.open_page(at) {
            return;
        }
        if let Some((len, number)) = tail::page(behind)
            && !self.before(at).ends_with(|c: char| class::is_latin(c) || c == '.')
        {
            self.push(at..at + len, Target::Page(number));
        }
    }

    /// What a word processor leaves of a lost target.
    fn field(&mut self, at: usize, trigger: &str) {
        let before = self.before(at).trim_end_matches([' ', '\u{3000}', '!', '！']);
        let start = ["エラー", "Error"].iter().find_map(|w| before.strip_suffix(w));
        if let Some(rest) = start {
            let start = at - self.before(at).len() + rest.len();
            self.push(start..at + trigger.len(), Target::Broken(Broken::Field));
        }
    }

    /// What stands before `at` in the block and has not been read.
    fn before(&self, at: usize) -> &'a str {
        self.text.get(self.place.start.max(self.done)..at).unwrap_or("")
    }

    /// What stands behind `at` in the block.
    fn behind(&self, at: usize) -> &'a str {
        self.text.get(at..self.place.end).unwrap_or("")
    }

    /// Whether nothing but marks stands in front of `at` in its block.
    fn leads(&self, at: usize) -> bool {
        let mark = |c: char| {
            class::is_space(c) || class::is_bullet(c) || class::is_opening(c) || matches!(c, '*' | '#' | '-' | '<' | '＜' | '≪' | '※')
        };
        self.text.get(self.place.start..at).is_some_and(|head| head.chars().take(8).all(mark) && head.len() < 24)
    }

    /// Whether what stands at `range` opens its line as a heading or a caption
    /// does, and not as a sentence or a list of references does.
    fn opens(&self, range: &std::ops::Range<usize>) -> bool {
        self.leads(range.start) && !self.place.pointed && context::is_titled(self.behind(range.end))
    }

    /// Adds a reference, with the title and the page behind it.
    fn push(&mut self, range: std::ops::Range<usize>, target: Target) {
        let found = tail::read(self.behind(range.end));
        let place = |from: usize, to: usize| span(range.end + from..range.end + to);
        self.out.list.push(Reference {
            span: span(range.clone()),
            target: target.clone(),
            title: found.title.map(|(from, to)| place(from, to)),
            page: found.page.map(|(from, to, number)| (place(from, to), number)),
        });
        self.done = range.end + found.len;
        self.last = Some(Last { target, end: self.done });
    }

    /// The reference before, when nothing but a connection stands between it
    /// and `at`.
    fn gone_on_with(&self, at: usize) -> Option<&Target> {
        let last = self.last.as_ref()?;
        let between = self.text.get(last.end..at)?;
        (between.is_empty() || context::connection(between).is_some_and(|(len, _)| len == between.len())).then_some(&last.target)
    }
}

fn span(range: std::ops::Range<usize>) -> Span {
    let at = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    Span::new(at(range.start), at(range.end))
}

#[cfg(test)]
mod tests;
