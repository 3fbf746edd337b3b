//! Which row continues which.
//!
//! The rows are read once from top to bottom. Each row either continues the
//! row before it, resumes a sentence that was cut by notes, captions or other
//! floats, or starts a block. `evidence.rs` weighs; here it is decided.

use super::evidence::{Signs, is_in_capitals, is_speech, joins, resumes, resumes_above_foot};
use super::facts::Facts;
use super::full::{Fullness, fullness};
use super::scraps::Scraps;
use super::weights::W;
use super::{Column, Counter, End, Layout, Lead, Row, Small, Start, end};
use crate::text::class;

/// How a row begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Link {
    /// It starts a block.
    Starts,
    /// It continues the row before it.
    Continues,
    /// It continues an earlier row (its index), over what stands between.
    Resumes(u32),
}

/// How many rows a cut sentence waits for its other half.
const PATIENCE: usize = 160;

/// Evidence at which the first place to go on is taken without a look at
/// later ones.
const CERTAIN: f32 = 2.5;

/// The block that is being read.
#[derive(Clone, Copy)]
pub(super) struct Open {
    /// Its first row.
    pub(super) first: usize,
    /// Its last row.
    pub(super) last: usize,
    /// How many rows it has.
    pub(super) rows: u32,
    /// Opening brackets that wait for their closing ones.
    pub(super) balance: i32,
    /// What its first row begins with.
    pub(super) start: Start,
    /// Whether it is a note.
    pub(super) note: bool,
    /// The measure of the last of its rows that shows it.
    pub(super) column: Option<u32>,
    /// Width so far of the print line whose pieces are being read.
    pub(super) line: u32,
    /// The items of its list in front of it.
    pub(super) items: Items,
}

/// How the items of a list end, as far as it was read.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Items {
    /// Whether one of them ends without a full stop.
    pub(super) bare: bool,
    /// Whether one of them ends with a full stop, or a colon.
    pub(super) stopped: bool,
    /// Whether the lines that go on an item stand further in than its first one.
    pub(super) hang: bool,
}

/// The links of all rows.
#[must_use]
pub fn of<'l>(layout: &'l Layout<'_>) -> &'l [Link] {
    layout.links.get_or_init(|| read(layout))
}

fn read(layout: &Layout<'_>) -> Vec<Link> {
    let signs = Signs::learn(layout);
    let mut links = Vec::with_capacity(layout.rows.len());
    let mut open: Option<Open> = None;
    let mut cuts = Cuts::default();
    let mut scraps = Scraps::default();
    for (index, row) in layout.rows.iter().enumerate() {
        if row.kept || row.hard {
            links.push(Link::Starts);
            if row.kept {
                cuts = Cuts::default();
            }
            open = Some(Open::new(layout, &signs.facts, index));
            continue;
        }
        let here = open.map_or(f32::MIN, |block| joins(layout, &signs, &block, index));
        if here <= 0.0
            && !layout.wrapped
            && let Some(block) = open
        {
            cuts.let_go(layout, &block);
        }
        // what only a space parts has not been cut, and is no other half
        let parted = here <= 0.0 && here > signs.facts.tail_ends(layout, index);
        let (there, note) = cuts.best(layout, &signs, open.as_ref(), index);
        let foot = open
            .zip(cuts.body)
            .and_then(|(float, cut)| resumes_above_foot(layout, &signs, &cut.block, &float, index))
            .filter(|score| *score >= here);
        let (there, note) = foot.map_or((there, note), |score| (score, false));
        // a line that may well go on here is not taken elsewhere, unless what
        // stands here is no running text
        let running =
            open.is_some_and(|block| block.rows > 1 || layout.rows.get(block.last).is_some_and(|r| layout.line(r).stops > 0 || r.latin));
        let small =
            row.latin && row.lead == Lead::Leans && open.is_some_and(|b| layout.rows.get(b.last).is_some_and(|r| r.end == End::Sentence));
        let leads = row.latin && row.lead == Lead::Leans && row.start == Start::Plain;
        let small = small
            || leads
                && open.is_some_and(|block| is_closed_float(layout, &block) || cuts.body.is_some_and(|cut| cut.fills(layout, &block, row)));
        // a note that began goes on right below, and not the text it stands in
        let inside_note = !note
            && here > 0.0
            && row.gap == 0
            && !row.page
            && open.is_some_and(|b| b.note && layout.rows.get(b.last).is_some_and(|last| last.end != End::Sentence));
        let elsewhere = foot.is_some()
            || here <= 0.0
            || small
            || !running && here < 2.0 && there > here
            || there > here + 1.0 && here < 2.5 && !row.latin;
        if there > 0.0
            && elsewhere
            && !inside_note
            && !(parted && open.is_none_or(|block| !block.note))
            && let Some(Cut { mut block, .. }) = cuts.of(note).take()
        {
            links.push(Link::Resumes(u32::try_from(block.last).unwrap_or(0)));
            // a note that the body's sentence goes on behind may be cut, too
            if let Some(float) = open.filter(|float| (float.note || foot.is_some()) && !note && unfinished(layout, float)) {
                cuts.note = Some(Cut { block: float, best: None });
            }
            scraps.go_on(layout, &block, index);
            block.extend(layout, &signs.facts, index);
            open = Some(block);
            continue;
        }
        if here > 0.0
            && let Some(block) = open.as_mut()
        {
            links.push(Link::Continues);
            scraps.go_on(layout, block, index);
            block.extend(layout, &signs.facts, index);
            continue;
        }
        if let Some((head, first)) = scraps.refused(layout, &signs, index) {
            links.iter_mut().skip(first).for_each(|link| *link = Link::Starts);
            open = Some(head);
        }
        links.push(Link::Starts);
        if let Some(block) = open {
            cuts.let_go(layout, &block);
            // a list completes the words before it, and `…; and` the next item
            let next =
                matches!((block.start, row.start), (Start::Counter(a, ..), Start::Counter(b, ..)) if a == b && row.latin && !row.note);
            let listed =
                row.start == Start::Bullet || row.latin && matches!(row.start, Start::Counter(Counter::Letter | Counter::Roman, ..));
            // a caption does not take the place of a sentence that waits
            let caption = matches!(block.start, Start::Label | Start::Apparatus) && cuts.body.is_some() && !block.note;
            if unfinished(layout, &block) && !listed && !next && !caption && !parted {
                *cuts.of(block.note) = Some(Cut { block, best: None });
            }
        }
        // the next note begins when the one before is done
        if row.note {
            cuts.note = None;
        }
        if is_barrier(layout, row) {
            cuts = Cuts::default();
        }
        let items = open.map_or(Items::default(), |block| block.items_before(layout, row));
        open = Some(Open { items, ..Open::new(layout, &signs.facts, index) });
    }
    links
}

/// The sentences that wait for their other halves: a column may end in the
/// middle of one of the body and of one of its notes.
#[derive(Clone, Copy, Default)]
struct Cuts {
    body: Option<Cut>,
    note: Option<Cut>,
}

impl Cuts {
    /// A sentence does not wait while others begin and end.
    fn let_go(&mut self, layout: &Layout<'_>, block: &Open) {
        self.body = self.body.filter(|cut| !is_paragraph(layout, block, cut.block.column));
    }

    fn of(&mut self, note: bool) -> &mut Option<Cut> {
        if note { &mut self.note } else { &mut self.body }
    }

    /// The evidence that row `index` is the other half of one of them, and
    /// whether it is the note.
    fn best(&mut self, layout: &Layout<'_>, signs: &Signs, float: Option<&Open>, index: usize) -> (f32, bool) {
        let [body, note] = [false, true].map(|note| {
            let cut = self.of(note);
            *cut = cut.filter(|c| index - c.block.last <= PATIENCE);
            cut.as_mut().map_or(f32::MIN, |c| c.here(layout, signs, float, index))
        });
        if note > body { (note, true) } else { (body, false) }
    }
}

/// A sentence that waits for its other half.
#[derive(Clone, Copy)]
struct Cut {
    block: Open,
    /// The best place below to go on, once it was looked for.
    best: Option<(usize, f32)>,
}

impl Cut {
    /// Whether `row` is as wide as the column of the sentence and its first word had no
    /// room there, while the caption or cell in between, as far as it was read, had room.
    fn fills(&self, layout: &Layout<'_>, float: &Open, row: &Row) -> bool {
        /// Hundredths of an em that a ragged line leaves.
        const RAGGED: u32 = 300;
        let (Some(left), Some(last)) = (layout.rows.get(self.block.last), layout.rows.get(float.last)) else { return false };
        let Some(column) = left.column.width().filter(|_| left.latin && float.balance <= 0) else { return false };
        let cell = matches!(float.start, Start::Plain | Start::Number(_)) && float.rows == 1 && last.width * 3 < column;
        let narrow = last.end == End::Plain && last.width + row.word.0 + 200 < column;
        (cell || float.start == Start::Label)
            && narrow
            && left.width + row.word.0 + RAGGED > column
            && (row.width + 2 * RAGGED > column || row.end == End::Sentence)
    }

    /// Evidence that row `index` is the other half, and that no later row is
    /// clearly better. The rows below are looked through once.
    fn here(&mut self, layout: &Layout<'_>, signs: &Signs, float: Option<&Open>, index: usize) -> f32 {
        let score = resumes(layout, signs, &self.block, float, index);
        // what stands between has come to its end
        let closed = float.is_some_and(|block| layout.rows.get(block.last).is_some_and(|r| r.end == End::Sentence));
        let bonus = if closed && score > 0.0 { W.after_sentence } else { 0.0 };
        if score <= 0.0 || score >= CERTAIN {
            return score + bonus;
        }
        if self.best.is_none_or(|(at, _)| at < index) {
            let last = (self.block.last + PATIENCE).min(layout.rows.len());
            let mut best = (index, score);
            for (at, pair) in layout.rows[index..last].windows(2).enumerate() {
                let [before, row] = pair else { continue };
                if is_barrier(layout, row) {
                    break;
                }
                // only where something else has come to its end
                if before.end == End::Sentence || matches!(fullness(layout, before, row), Fullness::Short) {
                    let there = resumes(layout, signs, &self.block, None, index + at + 1);
                    if there > best.1 {
                        best = (index + at + 1, there);
                    }
                }
            }
            self.best = Some(best);
        }
        match self.best {
            Some((at, best)) if at > index && best > score + 0.4 => -1.0,
            _ => score + bonus,
        }
    }
}

impl Open {
    pub(super) fn new(layout: &Layout<'_>, facts: &Facts, index: usize) -> Open {
        let mut block = Open {
            first: index,
            last: index,
            rows: 0,
            balance: 0,
            start: layout.rows[index].start,
            note: layout.rows[index].note,
            column: None,
            line: 0,
            items: Items::default(),
        };
        block.extend(layout, facts, index);
        block
    }

    /// What is known of the list when its next item begins with `row`.
    fn items_before(&self, layout: &Layout<'_>, row: &Row) -> Items {
        let same = match (self.start, row.start) {
            (Start::Bullet, Start::Bullet) => true,
            (Start::Counter(a, ..), Start::Counter(b, ..)) => a == b && a != Counter::Named && a != Counter::Decimal,
            _ => false,
        };
        let Some(last) = layout.rows.get(self.last).filter(|_| same && !row.note) else { return Items::default() };
        let stopped = matches!(last.end, End::Sentence | End::Colon);
        Items { bare: self.items.bare || !stopped, stopped: self.items.stopped || stopped, ..self.items }
    }

    fn extend(&mut self, layout: &Layout<'_>, facts: &Facts, index: usize) {
        let row = &layout.rows[index];
        let line = layout.line(row);
        self.last = index;
        self.rows += 1;
        self.balance = (self.balance + i32::from(line.balance)).clamp(-1, 8);
        if let Column::Strong(width) = row.column {
            self.column = Some(width);
        }
        self.items.hang |= self.rows > 1 && line.indent > layout.rows.get(self.first).map_or(0, |first| layout.line(first).indent);
        if let Some(column) = facts.fragments() {
            self.line += row.width;
            if self.line + 60 >= column {
                self.line = 0;
            }
        }
    }
}

/// Whether a caption or a line of sources ends with a bracket that it closes.
fn is_closed_float(layout: &Layout<'_>, block: &Open) -> bool {
    let float = matches!(block.start, Start::Label | Start::Apparatus | Start::Reference) && block.balance <= 0;
    float && layout.rows.get(block.last).is_some_and(|last| class::is_closing(layout.last(last)))
}

/// A whole paragraph, or item of a list, in the measure of the body: not a float.
fn is_paragraph(layout: &Layout<'_>, block: &Open, measure: Option<u32>) -> bool {
    let Some(row) = layout.rows.get(block.last) else { return false };
    let same = match (measure, block.column) {
        (Some(a), Some(b)) => a.abs_diff(b) <= 100,
        _ => !layout.wrapped,
    };
    let whole = if layout.wrapped { block.rows > 1 } else { layout.line(row).stops > 1 };
    same && whole && row.end == End::Sentence && !block.note && matches!(block.start, Start::Plain | Start::Bullet)
}

/// A heading, a table or code: no sentence runs across it.
pub(super) fn is_barrier(layout: &Layout<'_>, row: &Row) -> bool {
    let title = row.end != End::Sentence && !row.note;
    match row.start {
        Start::Markup => true,
        Start::Hashes(_) | Start::Counter(Counter::Named | Counter::Decimal, ..) => title,
        Start::Counter(Counter::Dotted | Counter::Bare | Counter::Roman | Counter::Kanji, ..) => {
            title && layout.line(row).stops <= 1 && row.width < 2400 && !has_clause(layout.body(row))
        }
        // ～夢と希望～
        Start::Plain => title && matches!(layout.first(row), '～' | '〜') && layout.first(row) == layout.last(row),
        _ => false,
    }
}

/// Whether a comma stands behind a particle: a sentence, not a title.
pub(super) fn has_clause(body: &str) -> bool {
    let mut before = ' ';
    body.chars().any(|c| {
        let clause =
            matches!(c, '、' | '，') && matches!(before, 'は' | 'が' | 'に' | 'で' | 'を' | 'も' | 'て' | 'と' | 'か' | 'ば' | 'ら' | 'き');
        before = c;
        clause
    })
}

/// Whether the block stopped in the middle of a sentence.
pub(super) fn unfinished(layout: &Layout<'_>, block: &Open) -> bool {
    let row = &layout.rows[block.last];
    let line = layout.line(row);
    let small = Small::of(row).and_then(|small| layout.small_columns[small as usize]);
    let wide = match row.column {
        // the text of a note ends with a full stop
        _ if block.note && layout.japanese && row.end != End::Plain => row.width > 1500,
        _ if small.is_some_and(|w| row.width + 300 >= w) => true,
        Column::Strong(w) => row.width + 300 >= w,
        Column::Weak(_) => false,
        Column::Unknown => line.stops > 0 && row.width > if layout.wrapped { 3000 } else { 1200 },
    };
    let letters = if layout.japanese { line.kana > 0 } else { line.latin > 8 };
    let prose = block.rows > 1 || line.stops > 0 || row.latin && !is_in_capitals(layout.body(row)) || begins_paragraph(layout, block);
    let open = match row.end {
        End::Sentence | End::Colon | End::Leaders => false,
        End::Open => wide || prose,
        End::Particle => wide,
        End::Plain => wide && prose || end::divides(layout.body(row)),
    };
    // an item may end without a full stop
    let filled = layout.wrapped && row.column.width().is_none_or(|w| row.width + 160 >= w);
    let may_end = !layout.wrapped || row.end == End::Plain && !row.latin && !block.note;
    let item = !filled && may_end && matches!(block.start, Start::Bullet | Start::Counter(..));
    let closed = is_closed_float(layout, block) || is_speech(layout, block);
    open && letters
        && !closed
        && !item
        && !is_barrier(layout, row)
        && !matches!(row.start, Start::Markup | Start::Address | Start::Number(_) | Start::Label)
}

/// Whether the one row of a block fills its column right behind a sentence: the
/// first line of a paragraph rather than a title.
fn begins_paragraph(layout: &Layout<'_>, block: &Open) -> bool {
    let (Some(row), Some(before)) = (layout.rows.get(block.last), block.last.checked_sub(1).and_then(|i| layout.rows.get(i))) else {
        return false;
    };
    let full = matches!(row.column, Column::Strong(w) if row.width + 210 >= w);
    block.rows == 1 && row.start == Start::Plain && row.gap == 0 && full && before.end == End::Sentence
}
