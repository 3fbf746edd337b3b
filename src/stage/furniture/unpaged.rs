//! Furniture of texts without form feeds: the page numbers themselves show
//! where the pages end.
//!
//! Numbers on lines of their own that rise by one at a page's distance are
//! page numbers when the same heads repeat beside them, or when they stand
//! between blank lines at even distances all through the text. Note numbers
//! rise by one as well, but several to the page and with text right behind.

use super::key::Key;
use super::page::tells;
use super::{HEAD, NUMBER, Taken, is_open};
use crate::text::{Line, Text, class};
use rustc_hash::FxHashMap;

/// Filled lines between two page numbers, at least.
const NEAREST: usize = 8;
/// Filled lines between two page numbers, at most.
const FARTHEST: usize = 400;
/// The longest line that is looked at as a page number, in characters.
const LONGEST: u16 = 16;
/// Filled lines of a page, at least, where its lines are the proof.
const SHORTEST: usize = 15;
/// Lines of a head on one side of the page number.
const REACH: usize = 3;
/// Display columns of the longest running head.
const WIDEST: u32 = 160;
/// How many series may prove to be something else; the longest are tried first.
const TRIES: usize = 8;

struct Number {
    /// Index among the filled lines.
    at: usize,
    /// How many numbers the series has up to here.
    length: usize,
    before: Option<usize>,
    /// Where the series starts, index among the filled lines.
    start: usize,
    /// No number follows it.
    last: bool,
}

/// Adds to `taken` the page numbers and the heads beside them.
pub(super) fn find(text: &Text, taken: &mut Taken) {
    let lines = text.lines();
    let numeric = |l: &Line| l.digits > 0 && l.chars <= LONGEST;
    if lines.iter().filter(|l| numeric(l)).take(3).count() < 3 {
        return;
    }
    let filled: Vec<usize> = lines.iter().enumerate().filter(|(i, l)| is_open(text, l, taken, *i)).map(|(i, _)| i).collect();
    let mut numbers: Vec<Number> = Vec::new();
    let mut open: FxHashMap<(u64, u32), usize> = FxHashMap::default();
    for (at, line) in filled.iter().enumerate().filter_map(|(at, &i)| lines.get(i).map(|l| (at, l))).filter(|(_, l)| numeric(l)) {
        let key = Key::of(text.slice(line.body));
        let Some(&value) = key.numbers.first().filter(|_| key.lone) else { continue };
        let before = value.checked_sub(1).and_then(|v| open.get(&(key.hash, v)).copied());
        let before = before.filter(|&b| numbers.get(b).is_some_and(|n| (NEAREST..=FARTHEST).contains(&(at - n.at))));
        if let Some(number) = before.and_then(|b| numbers.get_mut(b)) {
            number.last = false;
        }
        let length = before.and_then(|b| numbers.get(b)).map_or(1, |n| n.length + 1);
        let rival = open.get(&(key.hash, value)).and_then(|&o| numbers.get(o));
        if rival.is_none_or(|r| r.length <= length || at - r.at > FARTHEST) {
            open.insert((key.hash, value), numbers.len());
        }
        let start = before.and_then(|b| numbers.get(b)).map_or(at, |n| n.start);
        numbers.push(Number { at, length, before, start, last: true });
    }
    let mut ends: Vec<usize> = (0..numbers.len()).filter(|&n| numbers.get(n).is_some_and(|n| n.last && n.length > 2)).collect();
    ends.sort_by_key(|&n| (std::cmp::Reverse(numbers.get(n).map(|n| n.length)), n));
    let (mut misses, mut all) = (0, Vec::new());
    for &end in &ends {
        let free = numbers.get(end).and_then(|n| filled.get(n.start)).is_some_and(|l| !taken.contains_key(l));
        if !free {
            continue;
        }
        let series = series(&numbers, end);
        let few = is_short_and_even(&series) && !begins_with_one(text, &filled, &series);
        let heads = heads(text, &filled, &series, if few { 2 } else { 3 });
        if is_proved(text, &filled, &series, &heads, few) {
            taken.extend(heads.iter().map(|&(_, line)| (line, &HEAD)));
            taken.extend(series.iter().filter_map(|&at| filled.get(at)).map(|&line| (line, &NUMBER)));
            all.extend(heads.into_iter().map(|h| h.1));
        } else {
            misses += 1;
            if misses == TRIES {
                break;
            }
        }
    }
    if !all.is_empty() {
        more_heads(text, &filled, &all, taken);
    }
}

/// The places (among the filled lines) of the series that ends at `end`.
fn series(numbers: &[Number], end: usize) -> Vec<usize> {
    let mut places = Vec::new();
    let mut next = numbers.get(end);
    while let Some(number) = next {
        places.push(number.at);
        next = number.before.and_then(|b| numbers.get(b));
    }
    places.reverse();
    places
}

/// Whether the numbers may be those of sections, which begin with 1.
fn begins_with_one(text: &Text, filled: &[usize], series: &[usize]) -> bool {
    let first = series.first().and_then(|&at| filled.get(at)).and_then(|&line| text.lines().get(line));
    first.is_some_and(|line| line.chars == 1 && class::digit_value(line.first) == Some(1))
}

fn is_proved(text: &Text, filled: &[usize], series: &[usize], heads: &[(usize, usize)], few: bool) -> bool {
    let mut beside: Vec<usize> = heads.iter().map(|h| h.0).collect();
    beside.dedup();
    (beside.len() >= 3 || beside.len() == 2 && few) && beside.len() * 2 >= series.len() || is_even(text, filled, series)
}

/// Lines that repeat beside the numbers, `least` times at least, as (index in the
/// series, line).
fn heads(text: &Text, filled: &[usize], series: &[usize], least: usize) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    for before in [true, false] {
        let mut inner: Vec<usize> = (0..series.len()).collect();
        for step in 1..=REACH {
            let mut places: FxHashMap<(u64, u64), Vec<(usize, usize)>> = FxHashMap::default();
            for &n in &inner {
                let Some(&at) = series.get(n) else { continue };
                let place = if before { at.checked_sub(step) } else { Some(at + step) };
                let Some(&line) = place.and_then(|p| filled.get(p)) else { continue };
                let Some(found) = text.lines().get(line).filter(|l| l.width <= WIDEST) else { continue };
                let body = text.slice(found.body);
                let key = Key::of(body);
                if key.letters >= 2 && !key.lone && !tells(body) {
                    places.entry((key.hash, key.others(None))).or_default().push((n, line));
                }
            }
            // left and right pages have heads of their own
            places.retain(|_, at| at.len() >= least && at.windows(2).all(|w| matches!(w, [a, b] if b.0 - a.0 <= 4)));
            let level: Vec<(usize, usize)> = places.into_values().flatten().collect();
            inner = level.iter().map(|h| h.0).collect();
            inner.sort_unstable();
            found.extend(level);
        }
    }
    found.sort_unstable();
    found
}

/// Heads of pages whose number is not in the series (covers, contents), and
/// their numbers: proved heads that stand as the others do, at the start of the
/// text or behind two blank lines, and what comes right behind them.
fn more_heads(text: &Text, filled: &[usize], heads: &[usize], taken: &mut Taken) {
    let lines = text.lines();
    let body = |i: usize| lines.get(i).map_or("", |l| text.slice(l.body));
    let is_first = |i: usize| (1..=2).all(|n| i.checked_sub(n).is_none_or(|i| lines.get(i).is_none_or(Line::is_blank)));
    let mut known: FxHashMap<&str, (usize, usize)> = FxHashMap::default();
    for &line in heads {
        let (all, first) = known.entry(body(line)).or_default();
        *all += 1;
        *first += usize::from(is_first(line));
    }
    let mut last = None;
    for &i in filled {
        let behind = last.is_some_and(|l: usize| taken.get(&l).is_some_and(|c| std::ptr::eq(*c, &HEAD)));
        let line = lines.get(i).filter(|l| l.width <= WIDEST);
        if let Some((all, first)) = line.and_then(|_| known.get(body(i))) {
            let free = behind || (last.is_none() || is_first(i)) && first * 2 >= *all;
            if free && !Key::of(body(i)).heading {
                taken.insert(i, &HEAD);
            }
        } else if behind && line.is_some_and(|l| l.chars <= LONGEST) && Key::of(body(i)).lone {
            taken.insert(i, &NUMBER);
        }
        last = Some(i);
    }
}

/// Between blank lines, five at least, at distances that do not differ much.
fn is_even(text: &Text, filled: &[usize], series: &[usize]) -> bool {
    let lines = text.lines();
    let blank = |i: Option<usize>| i.and_then(|i| lines.get(i)).is_none_or(Line::is_blank);
    let apart = |&at: &usize| filled.get(at).is_some_and(|&i| blank(i.checked_sub(1)) && blank(Some(i + 1)));
    let mut gaps: Vec<usize> = gaps(series).collect();
    gaps.sort_unstable();
    let middle = gaps.get(gaps.len() / 2).copied().unwrap_or(0);
    series.len() >= 5 && middle >= SHORTEST && gaps.last().is_some_and(|&g| g <= middle * 3) && series.iter().all(apart)
}

/// Three to five numbers, a page's lines apart.
fn is_short_and_even(series: &[usize]) -> bool {
    let (least, most) = (gaps(series).min().unwrap_or(0), gaps(series).max().unwrap_or(0));
    (3..=5).contains(&series.len()) && least >= SHORTEST && most <= least * 3
}

fn gaps(series: &[usize]) -> impl Iterator<Item = usize> {
    series.windows(2).filter_map(|w| w.last()?.checked_sub(*w.first()?))
}
