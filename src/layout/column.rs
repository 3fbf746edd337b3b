//! The width of the text column around each row.
//!
//! Wrapped lines are as wide as their column, so the column shows as a width
//! that many neighbours share. It must be local: boxes, notes and text beside a
//! picture are set in other widths than the body. All widths are in hundredths
//! of an em.

use super::{Column, Lead, Row};

/// Rows looked at on each side.
const REACH: usize = 12;
/// Narrower columns than this are table cells.
const LEAST: u32 = 1000;

/// Sets the column of each row: the narrowest supported width that is not
/// less than the row's own.
pub(super) fn measure(rows: &mut [Row]) {
    let on = |i: usize| rows.get(i + 1).is_some_and(|next| next.lead == Lead::Leans || next.lead == Lead::Continues);
    let sizes: Vec<Size> = rows.iter().enumerate().map(|(i, r)| Size { width: r.width, latin: r.latin, on: !r.latin || on(i) }).collect();
    let spikes = Spikes::of(&sizes);
    let mut window = Window::new(&sizes);
    for (at, row) in rows.iter_mut().enumerate() {
        window.slide(at);
        row.column = around(&window, &spikes, at);
    }
}

#[derive(Clone, Copy)]
struct Size {
    width: u32,
    latin: bool,
    /// Whether its width counts: Latin lines of about one length are common in
    /// tables, so only those that the next line continues are taken.
    on: bool,
}

/// How far the widths of full lines differ: Japanese lines are justified,
/// Latin ones may be ragged by a word.
fn spread(size: Size) -> u32 {
    if size.latin { size.width / 9 } else { (size.width / 20).max(150) }
}

/// Widths that stand out in the whole text: lines were wrapped there. Text
/// whose lines were not wrapped has none.
struct Spikes {
    /// For each bin, whether it stands out.
    high: Vec<bool>,
    /// For each tenth of an em, how many lines of the text are about as wide.
    near: Vec<u32>,
}

impl Spikes {
    /// Hundredths of an em a bin.
    const BIN: u32 = 50;
    /// Wider lines are not counted.
    const BINS: usize = 300;

    fn of(sizes: &[Size]) -> Spikes {
        let mut bins = vec![0u32; Spikes::BINS];
        let mut fine = vec![0u32; Spikes::BINS * 5];
        for size in sizes.iter().filter(|s| s.width >= LEAST) {
            if let Some(bin) = bins.get_mut((size.width / Spikes::BIN) as usize) {
                *bin += 1;
            }
            if let Some(bin) = fine.get_mut((size.width / 10) as usize) {
                *bin += 1;
            }
        }
        let high = (0..=bins.len()).map(|bin| {
            let own = sum(&bins, bin, 1);
            own >= 6 && own * 7 > (sum(&bins, bin, 12) - own) * 3
        });
        Spikes { high: high.collect(), near: (0..=fine.len()).map(|bin| sum(&fine, bin, 1)).collect() }
    }

    /// How many lines of the text have just this width.
    fn count(&self, width: u32) -> u32 {
        self.near.get((width / 10) as usize).copied().unwrap_or(0)
    }

    fn at(&self, width: u32) -> bool {
        self.high.get((width / Spikes::BIN) as usize).copied().unwrap_or(false)
    }
}

/// The sum of the bins at most `reach` from one.
fn sum(bins: &[u32], bin: usize, reach: usize) -> u32 {
    bins.get(bin.saturating_sub(reach)..(bin + reach + 1).min(bins.len())).map_or(0, |b| b.iter().sum())
}

/// The rows at most [`REACH`] from one, and how many of them support the width
/// of each: kept up as the window slides, so that a row is compared with its
/// neighbours once and not once for each window that holds both.
struct Window<'a> {
    sizes: &'a [Size],
    /// For each row, the widths that support its own: from, to.
    ranges: Vec<(u32, u32)>,
    /// For each row, how many rows of the window support it.
    counts: Vec<u32>,
    start: usize,
    end: usize,
    /// How many rows of the window are longer than table cells.
    long: usize,
}

impl<'a> Window<'a> {
    fn new(sizes: &'a [Size]) -> Window<'a> {
        let ranges = sizes.iter().map(|&s| (s.width.saturating_sub(spread(s)), s.width.saturating_add(60))).collect();
        Window { sizes, ranges, counts: vec![0; sizes.len()], start: 0, end: 0, long: 0 }
    }

    /// Goes on to the window of row `at`, the next one.
    fn slide(&mut self, at: usize) {
        while self.start < at.saturating_sub(REACH) {
            self.leave();
        }
        while self.end < (at + REACH + 1).min(self.sizes.len()) {
            self.enter();
        }
    }

    fn enter(&mut self) {
        let Some((&size, &(from, to))) = self.sizes.get(self.end).zip(self.ranges.get(self.end)) else { return };
        self.support(size, u32::wrapping_add);
        let own = self.rows().filter(|(s, _)| s.on && s.width >= from && s.width <= to).count() + usize::from(size.on);
        if let Some(count) = self.counts.get_mut(self.end) {
            *count = u32::try_from(own).unwrap_or(0);
        }
        self.long += usize::from(size.on && size.width >= LEAST);
        self.end += 1;
    }

    fn leave(&mut self) {
        let Some(&size) = self.sizes.get(self.start) else { return };
        self.support(size, u32::wrapping_sub);
        self.long -= usize::from(size.on && size.width >= LEAST);
        self.start += 1;
    }

    fn support(&mut self, size: Size, change: fn(u32, u32) -> u32) {
        if !size.on {
            return;
        }
        let (Some(counts), Some(ranges)) = (self.counts.get_mut(self.start..self.end), self.ranges.get(self.start..self.end)) else {
            return;
        };
        for (count, &(from, to)) in counts.iter_mut().zip(ranges) {
            *count = change(*count, u32::from(size.width >= from && size.width <= to));
        }
    }

    /// The rows, each with its support.
    fn rows(&self) -> impl Iterator<Item = (Size, usize)> + '_ {
        let sizes = self.sizes.get(self.start..self.end).unwrap_or_default();
        let counts = self.counts.get(self.start..self.end).unwrap_or_default();
        sizes.iter().zip(counts).map(|(&size, &count)| (size, count as usize))
    }
}

fn around(window: &Window<'_>, spikes: &Spikes, at: usize) -> Column {
    let sizes = window.sizes;
    let own = sizes[at];
    // wrapped text is mostly full lines; a few lines of like width are chance
    let enough = |size: Size, count: usize| {
        count >= 3 && (count * 10 >= window.long * 3 || !size.latin && spikes.at(size.width))
            || count == 2 && !size.latin && spikes.at(size.width)
    };
    let mut best: Option<(Size, usize)> = None;
    let mut widest = (own, 0);
    for (size, count) in window.rows() {
        if size.width < LEAST || !size.on {
            continue;
        }
        if count > widest.1 {
            widest = (size, count);
        }
        if size.width + 100 >= own.width && best.is_none_or(|(b, _)| size.width < b.width) && enough(size, count) {
            best = Some((size, count));
        }
    }
    let run = run(sizes, at);
    if let (Some((size, _)), Some(run)) = (best, run)
        && run + spread(size) < size.width
    {
        return Column::Weak(run);
    }
    if let Some((size, count)) = best {
        let chance = size.width + spread(widest.0) < widest.0.width && count * 5 < widest.1 * 2;
        if !chance {
            return Column::Strong(edge(window, spikes, size));
        }
    }
    if let Some(run) = run {
        return Column::Weak(run);
    }
    if enough(widest.0, widest.1) && widest.0.width > own.width { Column::Strong(edge(window, spikes, widest.0)) } else { Column::Unknown }
}

/// The width of the column in which a line of size `size` is full. Japanese
/// lines: of the widths near it, the one that most lines of the text have (the
/// first lines of paragraphs are narrower, but fewer). Latin ones: the greatest
/// that two of them reach.
fn edge(window: &Window<'_>, spikes: &Spikes, size: Size) -> u32 {
    let limit = size.width + spread(size);
    let near = || window.rows().map(|(s, _)| s).filter(|s| s.on && s.width >= size.width && s.width <= limit).map(|s| s.width);
    if size.latin {
        let (mut first, mut second) = (0, 0);
        for width in near() {
            if width > first {
                second = first;
                first = width;
            } else {
                second = second.max(width);
            }
        }
        return second.max(size.width);
    }
    near().max_by_key(|&width| (spikes.count(width), width)).unwrap_or(size.width)
}

/// Three rows in a sequence, this one among them, of about one width.
fn run(sizes: &[Size], at: usize) -> Option<u32> {
    let own = sizes[at].width;
    let like = |s: &&Size| s.width.abs_diff(own) <= 150;
    let before = sizes[at.saturating_sub(3)..at].iter().rev().take_while(like).count();
    let after = sizes[at + 1..].iter().take(3).take_while(like).count();
    if own < LEAST || before + after < 2 {
        return None;
    }
    sizes[at - before..=at + after].iter().map(|s| s.width).max()
}
