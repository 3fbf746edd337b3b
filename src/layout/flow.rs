//! Which row continues which.
//!
//! The rows are read once from top to bottom. Each row either continues the
//! row before it, resumes a sentence that was cut by notes, captions or other
//! floats, or starts a block. Every sign adds or takes evidence (log odds);
//! no sign decides alone, except marks that can only open a block.

use super::facts::Facts;
use super::lexicon::Lexicon;
use super::starters::Starters;
use super::{Column, Counter, End, Layout, Lead, Row, Small, Start};
use crate::text::{class, width};

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

/// Whether a line was broken because it was full.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fullness {
    /// The next word would not have fitted.
    Full,
    /// It would have fitted only just, or the width of the column is a guess.
    Likely,
    /// The column's width is not known.
    Unknown,
    /// The next word would have fitted: the break was meant.
    Short,
}

/// How many rows a cut sentence waits for its other half.
const PATIENCE: usize = 160;

/// Evidence at which the first place to go on is taken without a look at
/// later ones.
const CERTAIN: f32 = 2.5;

/// The block that is being read.
#[derive(Clone, Copy)]
struct Open {
    last: usize,
    rows: u32,
    /// Opening brackets that wait for their closing ones.
    balance: i32,
    /// What its first row begins with.
    start: Start,
    /// Whether it is a note.
    note: bool,
    prose: bool,
    column: Option<u32>,
    /// Width so far of the print line whose pieces are being read.
    line: u32,
}

/// What the whole document teaches.
struct Signs {
    facts: Facts,
    lexicon: Lexicon,
    starters: Starters,
}

/// The links of all rows.
#[must_use]
pub fn of<'l>(layout: &'l Layout<'_>) -> &'l [Link] {
    layout.links.get_or_init(|| read(layout))
}

fn read(layout: &Layout<'_>) -> Vec<Link> {
    let facts = Facts::learn(layout);
    let lexicon = Lexicon::of(layout.text);
    let starters = Starters::learn(layout);
    let signs = Signs { facts, lexicon, starters };
    let facts = &signs.facts;
    if std::env::var_os("HK").is_some() {
        eprintln!("=== {facts:?}");
    }
    let mut links = Vec::with_capacity(layout.rows.len());
    let mut open: Option<Open> = None;
    let mut cut: Option<Cut> = None;
    for (index, row) in layout.rows.iter().enumerate() {
        if std::env::var_os("HK").is_some()
            && let Some(o) = &open
        {
            let left = &layout.rows[o.last];
            let score = joins(layout, &signs, o, index);
            let tail: String = layout.body(left).chars().rev().take(12).collect::<Vec<_>>().into_iter().rev().collect();
            let head: String = layout.body(row).chars().take(12).collect();
            eprintln!(
                "{:5} {score:+.1} {tail} | {head}  w{} {:?} {:?} {:?}/{:?} gap{} {:?} g{:.1} f{:.1} i{:.1} {}",
                row.line + 1,
                left.width,
                left.column,
                fullness(layout, left, row),
                left.end,
                row.lead,
                row.gap,
                row.start,
                facts.gap(row),
                facts.first(row),
                facts.indent(layout, row),
                if cut.is_some() { "CUT" } else { "" }
            );
        }
        let here = open.map_or(f32::MIN, |o| joins(layout, &signs, &o, index));
        if cut.is_some_and(|c| index - c.block.last > PATIENCE) {
            cut = None;
        }
        let there = cut.as_mut().map_or(f32::MIN, |c| c.here(layout, &signs, open.as_ref(), index));
        // what stands between has come to its end
        let closed = open.is_some_and(|o| layout.rows.get(o.last).is_some_and(|r| r.end == End::Sentence));
        let there = if closed && there > 0.0 { there + 1.5 } else { there };
        let running = open.is_some_and(|o| o.rows > 1 || layout.rows.get(o.last).is_some_and(|r| layout.line(r).stops > 0));
        if there > 0.0
            && (there > here + 1.0 && here < 2.5 || there > here && here < 2.0 && !running)
            && let Some(Cut { mut block, .. }) = cut.take()
        {
            if std::env::var_os("HK").is_some() {
                eprintln!("RESUME {there} row {} line {} from line {}", index, row.line + 1, layout.rows[block.last].line + 1);
            }
            links.push(Link::Resumes(u32::try_from(block.last).unwrap_or(0)));
            block.extend(layout, facts, index);
            open = Some(block);
            continue;
        }
        if here > 0.0
            && let Some(block) = open.as_mut()
        {
            links.push(Link::Continues);
            block.extend(layout, facts, index);
            continue;
        }
        links.push(Link::Starts);
        if let Some(block) = open
            && unfinished(layout, &block)
        {
            // the body's sentence matters more than a note's
            if !block.note || cut.is_none() {
                cut = Some(Cut { block, best: None });
            }
        }
        if is_barrier(layout, row) {
            cut = None;
        }
        open = Some(Open::new(layout, facts, index));
    }
    links
}

/// A sentence that waits for its other half.
#[derive(Clone, Copy)]
struct Cut {
    block: Open,
    /// The best place below to go on, once it was looked for.
    best: Option<(usize, f32)>,
}

impl Cut {
    /// Evidence that row `index` is the other half, and that no later row is
    /// clearly better. The rows below are looked through once.
    fn here(&mut self, layout: &Layout<'_>, signs: &Signs, float: Option<&Open>, index: usize) -> f32 {
        let score = resumes(layout, signs, &self.block, float, index);
        if score <= 0.0 || score >= CERTAIN {
            return score;
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
                    if std::env::var_os("HK").is_some() {
                        eprintln!("  CAND line {} {there} {:?} {:?}", row.line + 1, row.column, row.lead);
                    }
                    if there > best.1 {
                        best = (index + at + 1, there);
                    }
                }
            }
            self.best = Some(best);
        }
        match self.best {
            Some((at, best)) if at > index && best > score + 0.4 => -1.0,
            _ => score,
        }
    }
}

impl Open {
    fn new(layout: &Layout<'_>, facts: &Facts, index: usize) -> Open {
        let mut block = Open {
            last: index,
            rows: 0,
            balance: 0,
            start: layout.rows[index].start,
            note: layout.rows[index].note,
            prose: false,
            column: None,
            line: 0,
        };
        block.extend(layout, facts, index);
        block
    }

    fn extend(&mut self, layout: &Layout<'_>, facts: &Facts, index: usize) {
        let row = &layout.rows[index];
        let line = layout.line(row);
        self.last = index;
        self.rows += 1;
        self.balance = (self.balance + i32::from(line.balance)).clamp(-1, 8);
        self.prose |= self.rows > 1 || row.end == End::Sentence;
        if let Column::Strong(width) = row.column {
            self.column = Some(width);
        }
        if let Some(column) = facts.fragments() {
            self.line += row.width;
            if self.line + 60 >= column {
                self.line = 0;
            }
        }
    }
}

/// A heading: no sentence runs across it.
fn is_barrier(layout: &Layout<'_>, row: &Row) -> bool {
    let title = row.end != End::Sentence && !row.note;
    match row.start {
        Start::Hashes(_) | Start::Counter(Counter::Named | Counter::Decimal, ..) => title,
        Start::Counter(Counter::Dotted | Counter::Bare | Counter::Roman | Counter::Kanji, ..) => {
            title && layout.line(row).stops <= 1 && row.width < 2400
        }
        _ => false,
    }
}

/// Whether the block stopped in the middle of a sentence.
fn unfinished(layout: &Layout<'_>, block: &Open) -> bool {
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
    let prose = block.rows > 1 || line.stops > 0 || row.latin;
    let open = match row.end {
        End::Sentence | End::Colon | End::Leaders => false,
        End::Open => wide || prose,
        End::Particle => wide,
        End::Plain => wide && prose,
    };
    let closed = matches!(block.start, Start::Label | Start::Apparatus | Start::Reference)
        && block.balance <= 0
        && class::is_closing(last_char(layout, row));
    open && letters
        && !closed
        && !is_barrier(layout, row)
        && !matches!(row.start, Start::Markup | Start::Address | Start::Number(_) | Start::Label)
}

/// Evidence that row `index` continues the open block, which ends with the row
/// before it.
fn joins(layout: &Layout<'_>, signs: &Signs, block: &Open, index: usize) -> f32 {
    let facts = &signs.facts;
    let (left, right) = (&layout.rows[block.last], &layout.rows[index]);
    if matches!(left.start, Start::Markup | Start::Hashes(_)) || matches!(right.start, Start::Markup | Start::Hashes(_)) {
        return -9.0;
    }
    if left.end == End::Leaders {
        return -9.0;
    }
    let lone = layout.line(left).chars == 1 && left.start == Start::Bullet;
    if lone && !right.start.opens_block() {
        return 9.0;
    }
    if layout.is_family_name(left) && first_is_kanji(layout, right) && right.gap < 2 {
        return 6.0;
    }
    if ends_in_address(layout.body(left)) && layout.body(right).starts_with(class::is_japanese) {
        return -6.0;
    }
    let full = fullness(layout, left, right);
    let pointed =
        layout.body(right).starts_with('・') && block.start != Start::Bullet && matches!(left.end, End::Plain | End::Particle | End::Open);
    // ・ between two words, where the line was cut before it
    let mut sum = if pointed && (block.rows > 1 || layout.line(left).stops > 0) { -1.0 } else { opening(right, left.end, full) };
    sum += match right.lead {
        Lead::Continues => 5.0,
        Lead::Leans => 1.8,
        Lead::Neutral => 0.0,
        Lead::Starts => -0.3,
    };
    if left.end == End::Sentence {
        if right.lead == Lead::Starts {
            sum -= 0.5;
        }
        if full == Fullness::Short || full == Fullness::Unknown {
            return match facts.fragments() {
                Some(column) if right.gap == 0 && right.start == Start::Plain && adds_up(layout, block.line, column, index) => {
                    sum + facts.paragraph() + 1.0
                }
                _ => sum - 6.0,
            };
        }
        sum += if block.note { facts.paragraph().min(-0.4) } else { facts.paragraph() } - if full == Fullness::Full { 0.0 } else { 1.7 };
        sum += signs.starters.odds(layout.body(right));
        sum += facts.gap(right) + 1.2 * facts.first(right) + facts.indent(layout, right);
        if block.balance > 0 {
            sum += 2.0;
        }
        return sum;
    }
    sum += match left.end {
        End::Open => 3.0,
        End::Particle => 1.0,
        End::Colon => -1.5,
        _ => 0.0,
    };
    sum += facts.full(full) + signs.word(layout, left, right);
    // extractors cut lines where brackets are set close
    if full == Fullness::Short && (class::is_opening(first_char(layout, right)) || class::is_closing(last_char(layout, left))) {
        sum += 1.0;
    }
    // the text of a note ends with a full stop
    if block.note && full != Fullness::Short {
        sum += 1.5;
    }
    sum += facts.first(right) * if left.end == End::Plain { 0.5 } else { 0.1 };
    let (line, next) = (layout.line(left), layout.line(right));
    let prose = (
        line.stops > 0 || block.rows > 1,
        next.stops > 0 || right.end == End::Sentence || right.width > 1000 && matches!(right.end, End::Open | End::Particle),
    );
    if layout.japanese {
        sum += match prose {
            (true, true) => 1.2,
            (true, false) => 0.5,
            (false, true) => 0.0,
            (false, false) if left.width > 1800 => -0.5,
            (false, false) => -1.2,
        };
        // prose does not stop before a full stop
        if prose.0 && full == Fullness::Full {
            sum += 1.2;
        }
    }
    // where lines are not wrapped, prose that ends in the middle was cut
    if !layout.wrapped
        && prose.1
        && left.width > 2000
        && (line.periods > 0 || line.stops > 0 && matches!(left.end, End::Open | End::Particle))
        && left.end != End::Colon
    {
        sum += 2.5;
    }
    sum += 0.7 * facts.gap(right) + 0.7 * facts.indent(layout, right);
    if block.balance > 0 {
        sum += if next.balance < 0 { 3.0 } else { 1.5 };
    }
    if class::is_digit(last_char(layout, left)) && counts(first_char(layout, right)) {
        sum += 1.5;
    }
    let complete =
        class::is_closing(last_char(layout, left)) || class::is_digit(last_char(layout, left)) && layout.body(left).contains("p.");
    if matches!(block.start, Start::Reference | Start::Apparatus)
        && right.start == Start::Reference
        && block.balance <= 0
        && (full != Fullness::Full || complete)
    {
        sum -= 3.0;
    }
    // a reference or caption ends with its brackets closed; no text hangs on it
    if matches!(block.start, Start::Label | Start::Apparatus | Start::Reference) && block.balance <= 0 && prose.1 && left.end == End::Plain
    {
        sum -= 3.0;
    }
    // bylines and table rows are set with wide spaces
    if is_spread(layout, right) || is_spread(layout, left) {
        sum -= 3.0;
    }
    if right.gap > 0 && facts.gap(right) < -1.0 && is_dead_end(layout, index) {
        sum -= 5.0;
    }
    // two lines alone between blank ones, where blank lines have a meaning
    let alone = left.gap > 0 && right.gap == 0 && layout.rows.get(index + 1).is_none_or(|next| next.gap > 0);
    if alone && block.rows == 1 && facts.blank_parts() {
        sum += 1.8;
    }
    // a title with a number or bullet, and the text below it
    let title = matches!(left.start, Start::Counter(..) | Start::Bullet) && !left.note && block.rows == 1 && line.stops == 0;
    if layout.japanese && title && prose.1 && left.end == End::Plain {
        let counted = matches!(left.start, Start::Counter(..));
        sum -= if counted || class::is_closing(last_char(layout, left)) { 3.2 } else { 1.7 };
    } else if is_barrier(layout, left) && (full != Fullness::Full || prose.1) {
        sum -= 3.0;
    }
    sum
}

impl Signs {
    /// Evidence of the letters on both sides of the line end.
    fn word(&self, layout: &Layout<'_>, left: &Row, right: &Row) -> f32 {
        match self.lexicon.knows(last_char(layout, left), first_char(layout, right)) {
            Some(true) => 1.3,
            Some(false) => -0.3,
            None => 0.0,
        }
    }
}

/// Whether the rows from `index` on fill up a print line of which `begun` is
/// there already.
fn adds_up(layout: &Layout<'_>, begun: u32, column: u32, index: usize) -> bool {
    let mut width = begun;
    for row in layout.rows.iter().skip(index).take(8) {
        width += row.width;
        if width + 40 >= column {
            return begun > 0 && width <= column + 40;
        }
    }
    false
}

/// A unit that follows a number.
fn counts(c: char) -> bool {
    matches!(
        c,
        '年' | '月'
            | '日'
            | '回'
            | '件'
            | '人'
            | '名'
            | '章'
            | '節'
            | '項'
            | '条'
            | '号'
            | '部'
            | '円'
            | '億'
            | '万'
            | '千'
            | '度'
            | '時'
            | '分'
            | '倍'
            | '割'
            | '点'
            | '位'
            | '次'
            | '週'
            | '台'
            | '機'
            | '隻'
            | '種'
            | '段'
            | '歳'
            | '社'
            | '校'
            | '％'
            | '%'
            | 'か'
            | 'ヶ'
            | 'つ'
    )
}

fn first_char(layout: &Layout<'_>, row: &Row) -> char {
    layout.body(row).chars().next().unwrap_or(' ')
}

fn last_char(layout: &Layout<'_>, row: &Row) -> char {
    layout.body(row).chars().next_back().unwrap_or(' ')
}

/// Whether a line has wide spaces inside.
fn is_spread(layout: &Layout<'_>, row: &Row) -> bool {
    layout.line(row).spaces > 1 && layout.body(row).matches('\u{3000}').nth(1).is_some()
}

/// Whether row `index` ends no sentence, could have held more, and is not
/// continued either: a title, not the rest of a sentence.
fn is_dead_end(layout: &Layout<'_>, index: usize) -> bool {
    let (Some(row), Some(next)) = (layout.rows.get(index), layout.rows.get(index + 1)) else { return false };
    row.end == End::Plain
        && layout.line(row).stops == 0
        && fullness(layout, row, next) == Fullness::Short
        && !matches!(next.lead, Lead::Leans | Lead::Continues)
}

fn first_is_kanji(layout: &Layout<'_>, row: &Row) -> bool {
    row.start == Start::Plain && class::is_kanji(first_char(layout, row))
}

fn ends_in_address(body: &str) -> bool {
    body.ends_with(|c: char| c.is_ascii_graphic())
        && body.rsplit(|c: char| !c.is_ascii_graphic()).next().is_some_and(|token| token.contains("://"))
}

/// Evidence of a mark in front of the right row.
fn opening(right: &Row, left: End, full: Fullness) -> f32 {
    let inside = full == Fullness::Full && matches!(left, End::Open | End::Particle);
    match right.start {
        Start::Plain => 0.0,
        // ①…、②… are counted in running sentences, too
        Start::Counter(Counter::Enclosed, ..) if inside => -2.5,
        Start::Counter(Counter::Bracketed, ..) if inside => -4.0,
        Start::Reference if full == Fullness::Full && left != End::Sentence => -1.5,
        Start::Number(_) => -8.0,
        _ => -7.0,
    }
}

/// Evidence that row `index` is the other half of the sentence that `cut`
/// ends with, where `float` is the last block that stands between.
fn resumes(layout: &Layout<'_>, signs: &Signs, cut: &Open, float: Option<&Open>, index: usize) -> f32 {
    let facts = &signs.facts;
    let (left, right) = (&layout.rows[cut.last], &layout.rows[index]);
    if right.start.opens_block() {
        return -9.0;
    }
    let line = layout.line(right);
    let mut sum = match left.end {
        End::Open => 2.0,
        End::Particle => 1.0,
        _ => 0.3,
    };
    sum += match right.lead {
        Lead::Continues => 5.0,
        Lead::Leans => 2.5,
        Lead::Neutral => 0.4,
        Lead::Starts => -0.8,
    };
    // what stands under a byline belongs to it
    if index.checked_sub(1).and_then(|i| layout.rows.get(i)).is_some_and(|before| is_spread(layout, before)) {
        sum -= 2.5;
    }
    // a source or credit, wholly in brackets
    if class::is_opening(first_char(layout, right)) && class::is_closing(last_char(layout, right)) {
        sum -= 3.0;
    }
    // behind a paragraph of the same measure comes the next paragraph
    let before = index.checked_sub(1).and_then(|i| layout.rows.get(i));
    if let (Some(before), Some(a)) = (before, cut.column)
        && before.end == End::Sentence
        && Small::of(before).is_none()
        && float.is_none_or(|f| !f.note)
        && matches!(before.column, Column::Strong(b) if a.abs_diff(b) <= 40)
    {
        sum -= 2.2;
    }
    if cut.balance > 0 {
        sum += 1.0;
    }
    sum += signs.word(layout, left, right);
    if class::is_digit(last_char(layout, left)) && counts(first_char(layout, right)) {
        sum += 1.5;
    }
    if !layout.wrapped {
        sum -= if layout.line(left).stops > 0 && left.width > 2000 { 1.0 } else { 4.0 };
    }
    match (cut.column, right.column) {
        (Some(a), Column::Strong(b)) => {
            sum += match a.abs_diff(b) {
                0..=40 => 1.4,
                41..=200 => -0.3,
                _ => -4.0,
            };
        }
        (Some(_), Column::Weak(_) | Column::Unknown) => sum -= 0.7,
        _ => {}
    }
    let letters = if layout.japanese { line.kana > 0 } else { line.latin > 3 };
    let wide = matches!(right.column, Column::Strong(w) if right.width + 400 >= w);
    if !letters {
        sum -= 1.5;
    }
    if !wide && right.end != End::Sentence {
        sum -= 2.0;
    }
    if line.indent > 1 {
        sum += 0.5 * facts.indent(layout, right);
    }
    if let Some(float) = float
        && unfinished(layout, float)
    {
        sum -= 2.5;
    }
    sum
}

/// Whether `left` was broken because the first word of `right` did not fit.
pub(super) fn fullness(layout: &Layout<'_>, left: &Row, right: &Row) -> Fullness {
    if let Some(small) = Small::of(left)
        && let Some(column) = layout.small_columns[small as usize]
        && left.width + first_word(layout.body(right), left.latin) + 150 > column
    {
        return Fullness::Full;
    }
    let (column, strong) = match left.column {
        Column::Unknown => return Fullness::Unknown,
        Column::Weak(w) => (w, false),
        Column::Strong(w) => (w, true),
    };
    // what follows is set wider than this column
    if right.width > column + column / 10 + 100 {
        return Fullness::Short;
    }
    let line = layout.line(left);
    let need = first_word(layout.body(right), left.latin);
    // Latin in Japanese lines is set in any typeface
    let slack = if left.latin { column / 50 } else { 100 + (u32::from(line.latin) + u32::from(line.digits)).min(30) * 5 };
    let reach = left.width + need;
    if reach + slack > column {
        if strong { Fullness::Full } else { Fullness::Likely }
    } else if reach + slack * 2 > column {
        Fullness::Likely
    } else if reach + line.pushed + slack > column && left.width + line.pushed < column + 400 {
        // with its ruby it may have been full
        Fullness::Likely
    } else {
        Fullness::Short
    }
}

/// The width of what cannot be broken at the start of a line.
fn first_word(body: &str, after_latin: bool) -> u32 {
    let mut chars = body.chars().peekable();
    let Some(first) = chars.next() else { return 0 };
    let mut sum = width::extent(first);
    if class::is_latin(first) || class::is_digit(first) || first == '(' {
        sum += if after_latin { width::extent(' ') } else { 0 };
        return sum
            + chars
                .take(24)
                .take_while(|c| c.is_ascii_graphic() || class::is_latin(*c) || class::is_digit(*c))
                .map(width::extent)
                .sum::<u32>();
    }
    if class::is_opening(first) {
        sum += chars.next().map_or(0, width::extent);
    }
    while let Some(c) = chars.next_if(|c| class::is_line_start_forbidden(*c)) {
        sum += width::extent(c);
    }
    sum
}
