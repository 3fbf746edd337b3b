//! Running heads and feet that tell by themselves that they count pages, in texts
//! without form feeds: `Page 3 of 20`, `22 | Annual Report`, a head with the number
//! in front of it on left pages and behind it on right ones, and the feet that browsers
//! print, `https://example.org/report 3/20`.
//!
//! They show pages that are too few, or too unlike each other, for other proofs.
//! Still none goes alone: the next one must count on, at some distance.

use super::key::is_year;
use super::{HEAD, NUMBER, Taken, is_open, number};
use crate::text::{Text, class};
use rustc_hash::{FxHashMap, FxHasher};
use std::hash::{Hash, Hasher};

/// Display columns of the widest.
const WIDEST: u32 = 100;
/// The same, with an address.
const ADDRESS: u32 = 400;
/// Lines between two of them, at least.
const NEAREST: usize = 3;
/// Lines between two that stand alone, or whose form tells less.
const APART: usize = 8;

/// A line with a number that may be a page's.
#[derive(Clone, Copy)]
struct Head {
    line: usize,
    value: u32,
    form: Form,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    /// `Page 3 of 20`, `https://… 3/20`
    Page,
    /// `22 | Annual Report`
    Parted,
    /// `22 Annual Report`
    First,
    /// `Annual Report 23`
    Last,
}

/// Adds them to `taken`.
pub(super) fn find(text: &Text, taken: &mut Taken) {
    let mut series: FxHashMap<u64, Vec<Head>> = FxHashMap::default();
    for (line, found) in text.lines().iter().enumerate() {
        let edge = class::is_digit(found.first) || class::is_digit(found.last);
        let printed = || found.width <= ADDRESS && class::is_digit(found.last) && text.slice(found.body).contains("://");
        if !edge || found.width > WIDEST && !printed() || !is_open(text, found, taken, line) {
            continue;
        }
        if let Some((head, value, form)) = read(text.slice(found.body)) {
            series.entry(head).or_default().push(Head { line, value, form });
        }
    }
    for heads in series.into_values().filter(|heads| heads.len() > 1) {
        for run in heads.chunk_by(|a, b| b.line - a.line > NEAREST && (1..=2).contains(&b.value.saturating_sub(a.value))) {
            if is_proved(run) {
                beside(text, run, taken);
                taken.extend(run.iter().map(|head| (head.line, if head.form == Form::Page { &NUMBER } else { &HEAD })));
            }
        }
    }
}

fn is_proved(run: &[Head]) -> bool {
    // コラム｜1 and コラム｜2 are titles; of pages, some have their number in front
    let before = run.iter().any(|head| matches!(head.form, Form::Page | Form::Parted));
    let telling = before && run.iter().all(|head| head.form != Form::First);
    let apart = run.windows(2).all(|pair| matches!(pair, [a, b] if b.line - a.line > APART));
    let both = [Form::First, Form::Last].iter().all(|form| run.iter().any(|head| head.form == *form));
    if telling { run.len() > 2 || run.len() == 2 && apart } else { both && apart && run.len() > 2 }
}

/// Adds the head that stands in front of all lines `Page 3 of 20`, or behind them.
fn beside(text: &Text, run: &[Head], taken: &mut Taken) {
    if run.len() < 3 || run.iter().any(|head| head.form != Form::Page) {
        return;
    }
    let body = |line: usize| text.lines().get(line).map_or("", |line| text.slice(line.body));
    for place in [|line: usize| line.checked_sub(1), |line: usize| Some(line + 1)] {
        let lines: Vec<usize> = run.iter().filter_map(|head| place(head.line)).collect();
        let Some(&inner) = lines.get(1) else { continue };
        let same = |line: &&usize| body(**line) == body(inner);
        let open = |line: &&usize| same(line) && text.lines().get(**line).is_some_and(|found| is_open(text, found, taken, **line));
        let name = !body(inner).is_empty() && !body(inner).ends_with(class::is_sentence_end);
        if name && lines.iter().filter(same).count() + 1 >= run.len() {
            let found: Vec<usize> = lines.iter().filter(open).copied().collect();
            taken.extend(found.into_iter().map(|line| (line, &HEAD)));
        }
    }
}

/// A hash of what a line has besides the number, the number, and the form.
fn read(body: &str) -> Option<(u64, u32, Form)> {
    if let Some((value, all)) = page_of(body) {
        return (value <= all).then_some((u64::from(all), value, Form::Page));
    }
    if let Some((address, value, all)) = printed(body) {
        let mut hasher = FxHasher::default();
        (address, all).hash(&mut hasher);
        return (value <= all).then_some((hasher.finish(), value, Form::Page));
    }
    let (front, behind) = (body.trim_start_matches(class::is_digit), body.trim_end_matches(class::is_digit));
    let (head, digits, form) = if front.len() < body.len() {
        (front, &body[..body.len() - front.len()], Form::First)
    } else {
        (behind, &body[behind.len()..], Form::Last)
    };
    let (inner, outer) = (head.trim_matches(class::is_space), head.len());
    let part = |c: char| matches!(c, '|' | '│' | '｜' | '┃' | '❘');
    let name = inner.trim_matches(|c| part(c) || class::is_space(c));
    let parted = name.len() < inner.len() && (inner.starts_with(part) != inner.ends_with(part)) && !name.contains(part);
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    if digits.is_empty() || inner.len() == outer && !parted || letters < 2 || name.ends_with(class::is_sentence_end) {
        return None;
    }
    let value = number(digits).filter(|&value| !is_year(value))?;
    let mut hasher = FxHasher::default();
    name.hash(&mut hasher);
    Some((hasher.finish(), value, if parted && form == Form::First { Form::Parted } else { form }))
}

/// The numbers of `Page 3 of 20`.
fn page_of(body: &str) -> Option<(u32, u32)> {
    let mut words = body.split_ascii_whitespace();
    let mut word = |name: &str| words.next().filter(|word| name.is_empty() || word.eq_ignore_ascii_case(name));
    word("page")?;
    let value = number(word("")?)?;
    word("of")?;
    let all = number(word("")?)?;
    words.next().is_none().then_some((value, all))
}

/// The address and the numbers of the foot that a browser prints.
fn printed(body: &str) -> Option<(&str, u32, u32)> {
    let (address, pages) = body.rsplit_once(class::is_space)?;
    let (value, all) = pages.split_once('/')?;
    let address = address.trim_end_matches(class::is_space);
    (address.contains("://") && !address.contains(class::is_space)).then_some((address, number(value)?, number(all)?))
}

#[cfg(test)]
mod tests {
    use crate::stage::{Options, furniture};
    use crate::text::Text;

    /// What stands behind each page's text, and whether it goes.
    fn check(foot: impl Fn(usize) -> String, goes: bool) {
        let line = |n: usize| format!("The {n} roads of the valley are kept open by those who live beside them\n");
        let page = |n: usize| (0..14).map(|i| line(n * 20 + i * 3)).collect::<String>() + &foot(n) + "\n";
        let text = Text::from((1..=5).map(page).collect::<String>().as_str());
        let edits = furniture::run(&text, &Options::default());
        let out = edits.apply(&text).map(|(text, _)| text.into_string()).unwrap_or_default();
        assert_eq!(!out.contains(foot(3).as_str()), goes, "{out}");
    }

    #[test]
    fn feet_that_browsers_print() {
        check(|n| format!("https://example.org/roads {n}/5"), true);
        check(|n| format!("1/2/25, 10:41 AM Roads of the valley\nhttps://example.org/roads {n}/5"), true);
        check(|n| format!("https://example.org/roads {n}/5\n1/2/25, 10:41 AM Roads of the valley"), true);
        check(|n| format!("https://example.org/roads/{n} {}/5", n * 7), false);
        check(|n| format!("see https://example.org/roads {n}/5"), false);
    }
}
