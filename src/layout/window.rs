//! The rows around a row, and which of their widths have support.
//!
//! Every row of a text is compared with all its neighbours, so this is a hot
//! loop. It is kept up as the window slides from row to row, and laid out so
//! that the compiler takes several rows at a time. What is always inlined
//! becomes part of `column::Measure`, which is compiled for wider vectors.

use std::cmp::Ordering;

use super::column::{LEAST, REACH, Size, Spikes, spread};

/// Rows of a window, made up to a power of two.
const LANES: usize = 32;
const ROWS: usize = REACH * 2 + 1;
/// No column is wider than this, in hundredths of an em; nor do wider lines
/// count.
const WIDEST: u32 = 32_000;

type Lanes = [i16; LANES];

/// The rows at most [`REACH`] from one, and how many of them support the width
/// of each. The tables have [`REACH`] rows that count for nothing in front.
pub(super) struct Window<'a> {
    sizes: &'a [Size],
    /// The row in the middle.
    at: usize,
    /// Their widths; -1 for those whose width does not count.
    widths: Vec<i16>,
    /// The widths that support each: from this one
    from: Vec<i16>,
    /// to this one.
    to: Vec<i16>,
    /// How many rows of the window support each.
    counts: Vec<i16>,
    /// -1 where the width stands out in the whole text, else 0.
    spikes: Vec<i16>,
    /// The more lines of the text have the same width, the greater.
    weights: Vec<i16>,
    /// How many rows of the window are longer than table cells.
    long: i16,
    /// The answer of [`Window::usual`] before.
    last: Option<Usual>,
}

/// The width that most lines have, of those from one width to another.
#[derive(Clone, Copy)]
struct Usual {
    from: i16,
    to: i16,
    /// The row that was in the middle.
    at: usize,
    /// How much it weighs, and the width.
    best: (i16, i16),
    /// How many rows of the window do.
    times: i16,
}

impl<'a> Window<'a> {
    /// The window in front of the first row.
    pub(super) fn new(sizes: &'a [Size], spikes: &Spikes) -> Window<'a> {
        let counts = |s: Size| s.width <= WIDEST;
        let mut window = Window {
            sizes,
            at: 0,
            widths: table(sizes, -1, |s| if s.on && counts(s) { number(s.width) } else { -1 }),
            from: table(sizes, i16::MAX, |s| if counts(s) { number(s.width.saturating_sub(spread(s))) } else { i16::MAX }),
            to: table(sizes, 0, |s| number(s.width.saturating_add(60))),
            counts: vec![0; sizes.len() + REACH + LANES],
            spikes: table(sizes, 0, |s| -i16::from(!s.latin && spikes.at(s.width))),
            weights: table(sizes, 0, |s| spikes.rank(s.width)),
            long: 0,
            last: None,
        };
        // the rows that are in the window before its first row is
        for row in REACH..REACH + REACH {
            window.change(0, -1, row);
        }
        window
    }

    /// Goes on to row `at`, the one after that of the call before.
    #[inline(always)]
    pub(super) fn slide(&mut self, at: usize) {
        let gone = at.checked_sub(1).and_then(|row| self.widths.get(row)).copied().unwrap_or(-1);
        self.at = at;
        self.change(at, gone, at + ROWS - 1);
    }

    /// Takes `new` in, for a row of width `gone`, in the window from `start`.
    #[inline(always)]
    fn change(&mut self, start: usize, gone: i16, new: usize) {
        let width = self.widths.get(new).copied().unwrap_or(-1);
        self.long += i16::from(width >= number(LEAST)) - i16::from(gone >= number(LEAST));
        let (Some(&from), Some(&to)) = (lanes(&self.from, start), lanes(&self.to, start)) else { return };
        let Some(counts) = self.counts.get_mut(start..).and_then(|rest| rest.first_chunk_mut::<LANES>()) else { return };
        for lane in 0..LANES {
            let has = |width: i16| i16::from(width >= from[lane]) & i16::from(width <= to[lane]);
            counts[lane] += has(width) - has(gone);
        }
        // its own support is counted when it comes; that of the rows behind it, too
        let (Some(widths), Some(&from), Some(&to)) = (lanes(&self.widths, start), self.from.get(new), self.to.get(new)) else { return };
        let last = i16::try_from(new - start).unwrap_or(i16::MAX);
        let supports = |lane: usize| i16::from(NUMBERS[lane] <= last) & i16::from(widths[lane] >= from) & i16::from(widths[lane] <= to);
        let own = (0..LANES).map(supports).sum();
        if let Some(count) = self.counts.get_mut(new) {
            *count = own;
        }
    }

    /// The support with which a width counts that does not stand out.
    fn needs(&self) -> i16 {
        ((self.long * 3 + 9) / 10).max(3)
    }

    /// Whether `support` is enough for the width of a row: wrapped text is
    /// mostly full lines; a few lines of like width are chance.
    pub(super) fn enough(&self, found: Found) -> bool {
        found.support >= if found.spike { 2 } else { self.needs() }
    }

    /// The narrowest width with enough support that is not less than `least`.
    #[inline(always)]
    pub(super) fn narrowest(&self, least: u32) -> Option<Found> {
        let (widths, counts, spikes) = self.lanes()?;
        let least = number(least.max(LEAST));
        let needs = self.needs();
        // of like ones, the first
        let mut best = i32::MAX;
        for lane in 0..LANES {
            let need = needs + ((2 - needs) & spikes[lane]);
            let fits = (widths[lane] >= least) & (counts[lane] >= need) & (NUMBERS[lane] < EVERY);
            let key = i32::from(widths[lane]) << 5 | i32::from(NUMBERS[lane]);
            best = best.min(if fits { key } else { i32::MAX });
        }
        (best < i32::MAX).then(|| self.found(best & 31))?
    }

    /// The width with most support.
    #[inline(always)]
    pub(super) fn widest(&self) -> Option<Found> {
        let (widths, counts, _) = self.lanes()?;
        let mut best = 0;
        for lane in 0..LANES {
            let fits = (widths[lane] >= number(LEAST)) & (NUMBERS[lane] < EVERY);
            let key = counts[lane] << 5 | (31 - NUMBERS[lane]);
            best = best.max(if fits { key } else { 0 });
        }
        (best > 31).then(|| self.found(i32::from(31 - (best & 31))))?
    }

    /// Of the widths in a range, the one that most lines of the text have, and
    /// of these the greatest.
    #[inline(always)]
    pub(super) fn usual(&mut self, from: u32, to: u32) -> Option<u32> {
        let [from, to] = [from, to].map(number);
        let (best, times) = self.slid(from, to).or_else(|| self.best(from, to))?;
        self.last = Some(Usual { from, to, at: self.at, best, times });
        u32::try_from(best.1).ok()
    }

    /// The answer, when that for the row before holds but for the rows that
    /// went out and came in.
    #[inline(always)]
    fn slid(&self, from: i16, to: i16) -> Option<((i16, i16), i16)> {
        let last = self.last.filter(|last| last.from == from && last.to == to && last.at + 1 == self.at)?;
        let row = |index: usize| {
            let (width, weight) = (*self.widths.get(index)?, *self.weights.get(index)?);
            Some(if (from..=to).contains(&width) { (weight, width) } else { (-1, -1) })
        };
        let (gone, new) = (row(last.at)?, row(last.at + ROWS)?);
        let left = last.times - i16::from(gone == last.best);
        match new.cmp(&last.best) {
            Ordering::Greater => Some((new, 1)),
            Ordering::Equal => Some((new, left + 1)),
            Ordering::Less => (left > 0).then_some((last.best, left)),
        }
    }

    #[inline(always)]
    fn best(&self, from: i16, to: i16) -> Option<((i16, i16), i16)> {
        let widths = lanes(&self.widths, self.at)?;
        let weights = lanes(&self.weights, self.at)?;
        let (mut most, mut width) = (-1, -1);
        for lane in 0..LANES {
            let fits = (widths[lane] >= from) & (widths[lane] <= to) & (NUMBERS[lane] < EVERY);
            most = most.max(if fits { weights[lane] } else { -1 });
        }
        for lane in 0..LANES {
            let fits = (widths[lane] >= from) & (widths[lane] <= to) & (weights[lane] == most) & (NUMBERS[lane] < EVERY);
            width = width.max(if fits { widths[lane] } else { -1 });
        }
        let like = |lane: usize| i16::from((widths[lane] == width) & (weights[lane] == most) & (NUMBERS[lane] < EVERY));
        Some(((most, width), (0..LANES).map(like).sum()))
    }

    /// The rows whose width counts.
    pub(super) fn rows(&self) -> impl Iterator<Item = Size> + '_ {
        let end = (self.at + REACH + 1).min(self.sizes.len());
        self.sizes.get(self.at.saturating_sub(REACH)..end).unwrap_or_default().iter().copied().filter(|s| s.on)
    }

    fn lanes(&self) -> Option<(&Lanes, &Lanes, &Lanes)> {
        Some((lanes(&self.widths, self.at)?, lanes(&self.counts, self.at)?, lanes(&self.spikes, self.at)?))
    }

    fn found(&self, lane: i32) -> Option<Found> {
        let index = self.at + usize::try_from(lane).ok()?;
        let size = *self.sizes.get(index.checked_sub(REACH)?)?;
        Some(Found { size, support: *self.counts.get(index)?, spike: *self.spikes.get(index)? != 0 })
    }
}

/// A row of the window.
#[derive(Clone, Copy)]
pub(super) struct Found {
    pub size: Size,
    /// How many rows support its width.
    pub support: i16,
    /// Whether its width stands out in the whole text.
    pub spike: bool,
}

const NUMBERS: Lanes = {
    let mut numbers = [0; LANES];
    let mut lane = 0;
    while lane < LANES {
        numbers[lane] = lane as i16;
        lane += 1;
    }
    numbers
};

/// [`ROWS`], as a lane; no width has more support.
pub(super) const EVERY: i16 = ROWS as i16;

/// A width or a count, as far as it matters.
#[inline(always)]
fn number(n: u32) -> i16 {
    i16::try_from(n).unwrap_or(i16::MAX)
}

fn table(sizes: &[Size], none: i16, value: impl Fn(Size) -> i16) -> Vec<i16> {
    let mut table = Vec::with_capacity(sizes.len() + REACH + LANES);
    table.resize(REACH, none);
    table.extend(sizes.iter().map(|&size| value(size)));
    table.resize(sizes.len() + REACH + LANES, none);
    table
}

fn lanes(table: &[i16], start: usize) -> Option<&Lanes> {
    table.get(start..)?.first_chunk()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The definition, without any cleverness.
    fn support(sizes: &[Size], around: usize, of: usize) -> i16 {
        let window = sizes.get(around.saturating_sub(REACH)..(around + REACH + 1).min(sizes.len())).unwrap_or_default();
        let own = sizes[of];
        let count = window.iter().filter(|s| s.on && s.width + spread(own) >= own.width && s.width <= own.width + 60).count();
        i16::try_from(count).unwrap_or(0)
    }

    #[test]
    fn a_window_that_slides_is_one_that_was_counted() {
        let mut seed = 1u32;
        for len in [0usize, 1, 5, 12, 13, 25, 26, 200] {
            let mut next = |below: u32| {
                seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                (seed >> 8) % below
            };
            let sizes: Vec<Size> = (0..len)
                .map(|_| Size { width: [900, 3000, 3100, 3600][next(4) as usize] + next(120), latin: next(4) == 0, on: next(5) > 0 })
                .collect();
            let spikes = Spikes::of(&sizes);
            let mut window = Window::new(&sizes, &spikes);
            for at in 0..len {
                window.slide(at);
                let all = at.saturating_sub(REACH)..(at + REACH + 1).min(len);
                let able =
                    || all.clone().filter(|&i| sizes[i].on && sizes[i].width >= LEAST).map(|i| (sizes[i].width, support(&sizes, at, i)));
                let most = able().map(|(_, support)| support).max().unwrap_or(0);
                assert_eq!(window.widest().map_or(0, |w| w.support), most);
                assert_eq!(window.long, i16::try_from(able().count()).unwrap_or(0));
                let least = sizes[at].width;
                let enough = |&i: &usize| {
                    let found =
                        Found { size: sizes[i], support: support(&sizes, at, i), spike: !sizes[i].latin && spikes.at(sizes[i].width) };
                    sizes[i].on && sizes[i].width >= least.max(LEAST) && window.enough(found)
                };
                let narrowest = all.clone().filter(enough).map(|i| sizes[i].width).min();
                assert_eq!(window.narrowest(least).map(|w| w.size.width), narrowest);
                let near = all.clone().map(|i| sizes[i]).filter(|s| s.on && (3000..=3119).contains(&s.width));
                let usual = near.map(|s| (spikes.rank(s.width), s.width)).max().map(|(_, width)| width);
                assert_eq!(window.usual(3000, 3119), usual);
            }
        }
    }
}
