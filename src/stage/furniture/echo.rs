//! Running heads that change with each section.
//!
//! Of a short text, or where each section has a page or two, no head need stand
//! on two pages. But it says again what the heading of its section says, and the
//! page number stands beside it: on its print line, or on the line next to it.
//! Both together prove it.

use super::page::{Page, State};
use super::{HEAD, Taken, number};
use crate::layout::{End, end};
use crate::text::{Line, Text, class};
use rustc_hash::{FxHashMap, FxHashSet};

/// Page numbers that must have been found before any is believed.
const NUMBERS: usize = 3;

/// Headings of a page that heads echo; where more of their titles stand, they are
/// listed.
const HEADINGS: usize = 2;

/// Pages between a heading and the heads that echo it.
const NEAR: usize = 4;

/// Characters of the shortest head.
const SHORTEST: usize = 4;

/// What may be a head.
struct Head<'a> {
    /// The page's index and the line's.
    page: usize,
    line: usize,
    /// Its text without the page number.
    title: &'a str,
}

/// Adds to `taken` the heads at the tops of pages that echo a heading of their
/// own page or an earlier one.
pub(super) fn find(text: &Text, pages: &[Page], taken: &mut Taken) {
    let Some(offset) = offset(pages) else { return };
    let heads: Vec<Head<'_>> = pages.iter().enumerate().filter_map(|(number, page)| head(text, number, page, offset)).collect();
    if heads.is_empty() {
        return;
    }
    let own: FxHashSet<usize> = heads.iter().map(|head| head.line).collect();
    let firsts: FxHashSet<char> = heads.iter().filter_map(|head| head.title.chars().next()).collect();
    let widest = heads.iter().filter_map(|head| text.lines().get(head.line)).map(|line| line.width + 8).max().unwrap_or(0);
    // the first head with each title, and the first line that is no head
    let mut titles: FxHashMap<String, (usize, usize)> =
        heads.iter().rev().map(|head| (bare(head.title), (head.line, usize::MAX))).collect();
    for page in pages {
        let lines = page.lines.clone().filter_map(|index| Some((index, text.lines().get(index)?)));
        let may = |(index, line): &(usize, &Line)| {
            line.width <= widest && firsts.contains(&line.first) && !taken.contains_key(index) && !own.contains(index)
        };
        let said = lines.filter(may).map(|(index, line)| (index, bare(text.slice(line.body))));
        let said: Vec<_> = said.filter(|(_, title)| titles.contains_key(title)).collect();
        // a contents list, not headings
        if said.iter().map(|(_, title)| title).collect::<FxHashSet<_>>().len() > HEADINGS || !said.is_empty() && is_contents(text, page) {
            continue;
        }
        for (index, title) in said {
            if let Some((_, heading)) = titles.get_mut(&title) {
                *heading = (*heading).min(index);
            }
        }
    }
    for head in heads {
        let end = pages.get(head.page).map_or(0, |page| page.lines.end);
        let near = pages.get(head.page.saturating_sub(NEAR)).map_or(0, |page| page.lines.start);
        let says = |&(first, heading): &(usize, usize)| (near..head.line).contains(&first) || (near..end).contains(&heading);
        if titles.get(&bare(head.title)).is_some_and(says) {
            taken.insert(head.line, &HEAD);
        }
    }
}

/// What is usual for a page number less the index of its page, when [`NUMBERS`]
/// of those that were found agree on it.
fn offset(pages: &[Page]) -> Option<i64> {
    let mut counts: FxHashMap<i64, usize> = FxHashMap::default();
    for (number, page) in pages.iter().enumerate() {
        for unit in page.units.iter().filter(|unit| unit.state == State::Taken && unit.key.count > 0) {
            let values = unit.key.numbers.iter().take(usize::from(unit.key.count));
            for value in values.take(if unit.key.lone { 1 } else { 2 }) {
                *counts.entry(i64::from(*value) - i64::try_from(number).unwrap_or(0)).or_default() += 1;
            }
        }
    }
    let (offset, count) = counts.into_iter().max_by_key(|&(offset, count)| (count, std::cmp::Reverse(offset)))?;
    (count >= NUMBERS).then_some(offset)
}

/// Whether entries of a contents list stand on a page.
fn is_contents(text: &Text, page: &Page) -> bool {
    let lines = page.lines.clone().filter_map(|index| text.lines().get(index));
    lines.filter(|line| end::of(text.slice(line.body)) == End::Leaders).nth(2).is_some()
}

/// The topmost line of a page that was not taken, when the page number stands
/// in it or on a line next to it and no other head above it.
fn head<'a>(text: &'a Text, number: usize, page: &Page, offset: i64) -> Option<Head<'a>> {
    let at = page.units.iter().position(|unit| unit.state != State::Taken)?;
    if page.units.iter().take(at).any(|unit| !unit.key.lone) {
        return None;
    }
    let unit = page.units.get(at).filter(|unit| unit.state == State::Open && page.gap.is_none_or(|gap| at < gap))?;
    let value = u32::try_from(i64::try_from(number).ok()? + offset).ok()?;
    let line: &Line = text.lines().get(unit.line)?;
    let body = text.slice(line.body);
    let beside = |at: Option<usize>| {
        let unit = at.and_then(|at| page.units.get(at));
        unit.is_some_and(|unit| unit.state == State::Taken && unit.key.lone && unit.key.numbers.first() == Some(&value))
    };
    let title = without(body, value).or_else(|| (beside(at.checked_sub(1)) || beside(Some(at + 1))).then_some(body))?;
    // `また、` is the beginning of a sentence, `区分` that of a table
    let is_title = title.chars().nth(SHORTEST - 1).is_some() && matches!(end::of(title), End::Plain | End::Particle);
    is_title.then_some(Head { page: number, line: unit.line, title })
}

/// The text without the number at its end or its beginning, if it has it there
/// behind a space.
fn without(body: &str, value: u32) -> Option<&str> {
    let behind = body.trim_end_matches(class::is_digit);
    if behind.ends_with(class::is_space) && number(&body[behind.len()..]) == Some(value) {
        return Some(behind.trim_end_matches(class::is_space));
    }
    let front = body.trim_start_matches(class::is_digit);
    let digits = &body[..body.len() - front.len()];
    (front.starts_with(class::is_space) && number(digits) == Some(value)).then(|| front.trim_start_matches(class::is_space))
}

/// The text without its spaces, its digits of one width.
fn bare(body: &str) -> String {
    let narrow = |c: char| class::digit_value(c).and_then(|digit| char::from_digit(digit, 10)).unwrap_or(c);
    body.chars().filter(|c| !class::is_space(*c)).map(narrow).collect()
}
