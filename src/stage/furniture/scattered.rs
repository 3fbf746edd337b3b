//! Heads whose halves an extractor gave in different places: it took the gap
//! in `第2部　白書の題` for one between columns, so that the second half stands
//! anywhere on the page.

use super::key::Key;
use super::page::tells;
use super::{HEAD, Taken, is_marked};
use crate::text::{Line, Text};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// Display columns of the longest half.
const WIDEST: u32 = 60;
/// Pages that prove it; the line must stand once on each page.
const PAGES: usize = 4;
/// Halves of heads; more lines that all pages have are the labels of a form.
const HALVES: usize = 2;
/// Lines from the top in which the half stands on at least a third of the pages.
const TOP: usize = 6;

/// Adds to `taken` lines that stand exactly once on every page, when each page
/// has a head already. `pages` are ranges of lines.
pub(super) fn find(text: &Text, pages: &[Range<usize>], taken: &mut Taken) {
    let lines = text.lines();
    let part = |r: &Range<usize>| lines.get(r.clone()).unwrap_or_default();
    let filled: Vec<Range<usize>> = pages.iter().filter(|r| part(r).iter().any(|l| !l.is_blank())).cloned().collect();
    let has_head = |r: &Range<usize>| r.clone().any(|i| taken.get(&i).is_some_and(|c| std::ptr::eq(*c, &HEAD)));
    if filled.len() < PAGES || !filled.iter().all(has_head) {
        return;
    }
    let mut once: Option<FxHashMap<&str, Vec<(usize, usize)>>> = None;
    for range in &filled {
        let wanted = |body: &str| once.as_ref().is_none_or(|before| before.contains_key(body));
        let here = lone_lines(text, range.start, part(range), taken, wanted);
        let next = match once.take() {
            None => here.into_iter().filter_map(|(body, at)| at.map(|at| (body, vec![at]))).collect(),
            Some(before) => before
                .into_iter()
                .filter_map(|(body, mut all)| {
                    all.push((*here.get(body)?)?);
                    Some((body, all))
                })
                .collect::<FxHashMap<_, _>>(),
        };
        if next.is_empty() {
            return;
        }
        once = Some(next);
    }
    let found: Vec<_> =
        once.into_iter().flatten().filter(|(_, all)| all.iter().filter(|(rank, _)| *rank < TOP).count() * 3 >= all.len()).collect();
    let is_new = |all: &[(usize, usize)]| all.iter().any(|(_, line)| !taken.contains_key(line));
    let found: Vec<_> = found.into_iter().filter(|(_, all)| is_new(all)).collect();
    if found.len() <= HALVES {
        taken.extend(found.into_iter().flat_map(|(_, all)| all).map(|(_, line)| (line, &HEAD)));
    }
}

/// The lines of a page (`first` is the index of its first line) that are
/// `wanted` and could be half a head: rank from the top and index, `None` for a
/// text that stands there twice.
fn lone_lines<'a>(
    text: &'a Text,
    first: usize,
    page: &[Line],
    taken: &Taken,
    wanted: impl Fn(&str) -> bool,
) -> FxHashMap<&'a str, Option<(usize, usize)>> {
    let mut found = FxHashMap::default();
    let open = |i: usize, line: &Line| match taken.get(&i) {
        Some(cause) => std::ptr::eq(*cause, &HEAD),
        None => !line.is_blank() && !is_marked(text.slice(line.body)),
    };
    let page = page.iter().enumerate().map(|(i, line)| (first + i, line));
    for (rank, (index, line)) in page.filter(|&(i, line)| open(i, line)).enumerate() {
        if line.width > WIDEST || line.chars <= 2 {
            continue;
        }
        let body = text.slice(line.body);
        if wanted(body) && !tells(body) && Key::of(body).letters > 2 {
            found.entry(body).and_modify(|at| *at = None).or_insert(Some((rank, index)));
        }
    }
    found
}
