//! An enumeration whose counter skips some: ① ② ④, (1) (3), アイエ.

use std::sync::LazyLock;

use regex::Regex;
use rustc_hash::FxHashMap;

use crate::doc::number::{self, Digits, Form, Unit};
use crate::doc::{Block, Kind, series, year};
use crate::layout::Counter;
use crate::lint::{Context, Offences};
use crate::text::{Span, class};

/// How many blocks may stand between two items of a list.
const APART: usize = 12;

/// How many items may be missing; more is another list.
const MISSING: u32 = 3;

pub(super) fn check(context: &Context<'_>, out: &mut Offences) {
    lists(context, out);
    sentences(context, out);
    ordinals(context, out);
}

/// An item: its place, block and value.
#[derive(Clone, Copy)]
struct Item {
    span: Span,
    block: usize,
    value: u32,
}

fn lists(context: &Context<'_>, out: &mut Offences) {
    let document = context.document;
    let mut headings = document.headings.iter().map(|h| h.block).peekable();
    // the open list of each form: it starts with 1
    let mut open: FxHashMap<Form, Item> = FxHashMap::default();
    for (index, block) in document.outline.blocks.iter().enumerate() {
        if headings.next_if_eq(&index).is_some() {
            open.clear();
            continue;
        }
        let goes_on = |(form, item): &(Form, Item)| open.get(form).is_some_and(|last| last.value + 1 == item.value);
        let letter = item(context, index, block).filter(|found| !is_roman(found) || goes_on(found));
        let Some((form, item)) = letter.or_else(|| roman_item(context, index, block)) else { continue };
        let before = open.get(&form).copied();
        open.retain(|_, other| index - other.block <= APART);
        if item.value == 1 {
            open.insert(form, item);
            continue;
        }
        let Some(before) = before.filter(|b| index - b.block <= APART) else { continue };
        open.insert(form, item);
        if item.value == before.value && repeats(context, (form, before), index) {
            report_twice(context, out, before, item);
            continue;
        }
        if item.value <= before.value + 1 {
            if item.value != before.value + 1 {
                open.remove(&form);
            }
            continue;
        }
        let missing = (before.value + 1, item.value - 1);
        // extraction may have moved an item, though not over a heading
        let blocks = &document.outline.blocks;
        let heading = |index: &usize| {
            blocks.get(*index).is_none_or(|b| b.kind == Kind::Heading && b.level.is_some() && !is_item(context, *index, form))
        };
        let first = (before.block.saturating_sub(4)..before.block).rev().find(heading).map_or(before.block.saturating_sub(4), |i| i + 1);
        let last = (index + 1..=index + 4).find(heading).unwrap_or(index + 5) - 1;
        let block = |index: usize| blocks.get(index).map_or(item.span, |b| b.span);
        let around = document.slice(Span::new(block(first).start, block(last).end));
        let seen = |value: u32| series::stands_in(around, form, value) || inside(around, form, value);
        // (1) (2) (5) (4): the next one tells what this one should be
        let next = document.outline.blocks.iter().enumerate().skip(index + 1).take(4).find_map(|(i, b)| self::item(context, i, b));
        if next.is_some_and(|(other, next)| other == form && next.value == missing.0 + 1) && !seen(missing.0) {
            open.insert(form, Item { value: missing.0, ..item });
            report(context, out, before, item, (missing.0, missing.0));
            continue;
        }
        if missing.1 - missing.0 >= MISSING || (missing.0..=missing.1).any(seen) {
            open.remove(&form);
            continue;
        }
        report(context, out, before, item, missing);
    }
}

/// Whether a number that stands twice is a slip: right behind the first, and the
/// list goes on from there.
fn repeats(context: &Context<'_>, (form, before): (Form, Item), index: usize) -> bool {
    let blocks = &context.document.outline.blocks;
    let next = blocks.iter().enumerate().skip(index + 1).take(APART).find_map(|(i, b)| item(context, i, b).filter(|(f, _)| *f == form));
    // a paragraph may take an item up again
    let other = |(i, b): (usize, &Block)| b.kind == Kind::Heading || b.kind == Kind::Paragraph && item(context, i, b).is_none();
    let apart = (before.block + 1..index).any(|i| blocks.get(i).is_none_or(|b| other((i, b))));
    let goes_on = next.is_some_and(|(_, next)| next.value > before.value && next.value <= before.value + 2);
    before.value > 1 && goes_on && !apart && index - before.block <= APART / 3
}

/// The item of a list that a block is.
fn item(context: &Context<'_>, index: usize, block: &Block) -> Option<(Form, Item)> {
    if !matches!(block.kind, Kind::ListItem | Kind::Paragraph | Kind::Heading) {
        return None;
    }
    let body = context.document.slice(block.body);
    let found = number::leading(body)?;
    let counts = !matches!(found.form.counter, Counter::Named | Counter::Decimal | Counter::Bare | Counter::Roman);
    let title = body.get(found.title..).unwrap_or("");
    // ①の方法では
    let refers = title.is_empty() || title.starts_with(|c: char| PARTICLES.contains(c)) && !title.starts_with(|c: char| class::is_space(c));
    let len = u32::try_from(found.len).unwrap_or(0);
    let span = Span::new(block.body.start, block.body.start + len);
    (counts && !refers).then(|| (found.form, Item { span, block: index, value: found.steps.last().map_or(0, |s| s.value) }))
}

/// Whether a block may be an item of a list whose counters have this form.
fn is_item(context: &Context<'_>, index: usize, form: Form) -> bool {
    let marked = context.document.headings.binary_search_by_key(&index, |h| h.block).is_ok();
    !marked && context.document.outline.blocks.get(index).and_then(|b| item(context, index, b)).is_some_and(|(other, _)| other == form)
}

/// Whether it may be a Roman number as well as a letter: i, v, x.
fn is_roman((form, item): &(Form, Item)) -> bool {
    form.digits == Digits::Small && matches!(item.value, 9 | 22 | 24)
}

/// `(ii)`, `iv)`: the item of a list that a block is.
fn roman_item(context: &Context<'_>, index: usize, block: &Block) -> Option<(Form, Item)> {
    if !matches!(block.kind, Kind::ListItem | Kind::Paragraph | Kind::Heading) {
        return None;
    }
    let (form, value, len) = roman(context.document.slice(block.body))?;
    let span = Span::new(block.body.start, block.body.start + u32::try_from(len).unwrap_or(0));
    Some((form, Item { span, block: index, value }))
}

/// A small Roman number with a bracket behind it or on both sides: how it is
/// written, its value and its length in bytes.
fn roman(text: &str) -> Option<(Form, u32, usize)> {
    const NUMBERS: [&str; 15] = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv"];
    let inner = text.strip_prefix(['(', '（']);
    let brackets = if inner.is_some() { 2 } else { 1 };
    let inner = inner.unwrap_or(text);
    let digits = inner.len() - inner.trim_start_matches(['i', 'v', 'x']).len();
    let (number, rest) = inner.split_at_checked(digits)?;
    let close = rest.chars().next().filter(|c| matches!(c, ')' | '）'))?;
    let value = NUMBERS.iter().position(|n| *n == number).and_then(|n| u32::try_from(n + 1).ok())?;
    let form = Form { counter: Counter::Roman, unit: Unit::Unnamed, depth: 1, brackets, digits: Digits::Roman, wide: false };
    Some((form, value, text.len() - rest.len() + close.len_utf8()))
}

/// Particles that stand behind a counter which is only named.
const PARTICLES: &str = "のをにはがとでもやへ";

/// Whether the counter of that value stands anywhere in the text.
fn inside(text: &str, form: Form, value: u32) -> bool {
    form.counter == Counter::Enclosed && text.chars().any(|c| number::enclosed(c) == Some(value))
}

fn report(context: &Context<'_>, out: &mut Offences, before: Item, item: Item, (first, last): (u32, u32)) {
    let document = context.document;
    let offence = out.report(item.span).message(if first == last { "main" } else { "many" });
    offence.with("number", document.slice(item.span)).with("before", document.slice(before.span));
    let called = |value| named(document.slice(item.span), item.value, value);
    offence.with("first", called(first)).with("last", called(last));
    offence.related(context.place(before.span), "before");
}

/// An item with another value, called as the item is that is `written` so.
fn named(written: &str, from: u32, to: u32) -> String {
    match ORDINALS.get(to.saturating_sub(1) as usize) {
        Some(word) if ORDINALS.contains(&written) => (*word).to_owned(),
        _ => number::rewritten(written, from, to),
    }
}

/// A number that stands a second time.
fn report_twice(context: &Context<'_>, out: &mut Offences, before: Item, item: Item) {
    let offence = out.report(item.span).message("twice").with("number", context.document.slice(item.span));
    offence.related(context.place(before.span), "before");
}

/// Enumerations in running text.
fn sentences(context: &Context<'_>, out: &mut Offences) {
    let text = context.document.text.as_str();
    // ① to ⑳ and （: nothing else is looked for
    let mut marks = Marks::of(text);
    for (index, block) in context.document.outline.blocks.iter().enumerate() {
        if matches!(block.kind, Kind::Code | Kind::Table) {
            continue;
        }
        let list = marks.within(block.span);
        let mut by_form: FxHashMap<Form, Vec<(Item, bool)>> = FxHashMap::default();
        for &at in list {
            let rest = text.get(at..block.span.end as usize).unwrap_or("");
            let letter = number::leading(rest).map(|found| (found.form, found.steps.last().map_or(0, |s| s.value), found.len));
            let other = letter.is_none_or(|(form, value, _)| form.digits == Digits::Small && !follows(&by_form, form, value));
            let Some((form, value, len)) = roman(rest).filter(|_| other).or(letter) else { continue };
            let Some((item, counts)) = mark(text, (at, len), index, block, value) else { continue };
            by_form.entry(form).or_default().push((item, counts));
        }
        let slips = |items: &Vec<(Item, bool)>| {
            let slip = |(items, earlier)| gap(items, earlier).or_else(|| twice(text, items));
            enumerations(items).filter_map(slip).collect::<Vec<_>>()
        };
        let mut found: Vec<(Item, Item)> = by_form.values().flat_map(slips).collect();
        found.sort_by_key(|(_, item)| item.span);
        for (before, item) in found {
            if before.value == item.value {
                report_twice(context, out, before, item);
            } else {
                report(context, out, before, item, (before.value + 1, item.value - 1));
            }
        }
    }
}

/// Counters of one form in a block, and whether they count something up.
type Counted<'a> = &'a [(Item, bool)];

/// A block may have several: each begins with 1. With each, what stands before it.
fn enumerations(items: Counted<'_>) -> impl Iterator<Item = (Counted<'_>, Counted<'_>)> {
    let mut done = 0;
    items.chunk_by(|_, (item, counts)| !(*counts && item.value == 1)).map(move |own| {
        let earlier = items.get(..done).unwrap_or(&[]);
        done += own.len();
        (own, earlier)
    })
}

/// The one gap in an enumeration of a block. One that takes up items of an
/// earlier one has none: `このうち①と③`.
fn gap(items: Counted<'_>, earlier: Counted<'_>) -> Option<(Item, Item)> {
    let counted: Vec<Item> = items.iter().filter(|(_, counts)| *counts).map(|(item, _)| *item).collect();
    if counted.first()?.value != 1 {
        return None;
    }
    // each value once, rising
    let rising = counted.windows(2).all(|w| matches!(w, [a, b] if a.value < b.value));
    let mut gaps = counted.windows(2).filter(|w| matches!(w, [a, b] if b.value > a.value + 1));
    let (Some([before, item]), None, true) = (gaps.next(), gaps.next(), rising) else { return None };
    let absent = |value: u32| !items.iter().chain(earlier).any(|(item, _)| item.value == value);
    (item.value - before.value <= MISSING && (before.value + 1..item.value).all(absent)).then_some((*before, *item))
}

/// The one number that stands twice in the enumeration of a block: ①②②③, ①②②④.
/// In the next clause or sentence it may be taken up again.
fn twice(text: &str, items: Counted<'_>) -> Option<(Item, Item)> {
    let counted: Vec<Item> = items.iter().filter(|(_, counts)| *counts).map(|(item, _)| *item).collect();
    let at = counted.windows(2).position(|w| matches!(w, [a, b] if a.value == b.value))?;
    let (head, tail) = (counted.get(..=at)?, counted.get(at + 1..)?);
    let by_one = |list: &[Item]| list.windows(2).all(|w| matches!(w, [a, b] if a.value + 1 == b.value));
    let (before, item, next) = (*head.last()?, *tail.first()?, *tail.get(1)?);
    let goes_on = next.value == item.value + 1 || next.value == item.value + 2;
    let all = head.first()?.value == 1 && head.len() > 1 && by_one(head) && goes_on && by_one(tail.get(1..)?);
    let between = text.get(before.span.end as usize..item.span.start as usize)?;
    let same = between.matches(['、', '，', ',']).count() < 2 && !between.contains(['。', ';', '；', '.']);
    (all && same && items.len() == counted.len()).then_some((before, item))
}

/// Whether the value comes right behind the last one of its form.
fn follows(by_form: &FxHashMap<Form, Vec<(Item, bool)>>, form: Form, value: u32) -> bool {
    by_form.get(&form).and_then(|list| list.last()).is_some_and(|(last, _)| last.value + 1 == value)
}

/// A counter inside a text, and whether it counts something up: `①` in
/// `①の方法` and a note mark behind a word do not.
fn mark(text: &str, (at, len): (usize, usize), block: usize, within: &Block, value: u32) -> Option<(Item, bool)> {
    let end = at + len;
    let behind = text.get(end..within.span.end as usize)?;
    let before = text.get(within.body.start as usize..at).unwrap_or("").chars().next_back();
    let after = behind.chars().next();
    let free = before.is_none_or(|c| {
        class::is_space(c)
            || class::is_hiragana(c)
            || class::is_opening(c)
            || matches!(c, '、' | '。' | '，' | '．' | '：' | ':' | ',' | '.' | '；' | ';' | '・' | '又' | '及' | '」' | '）' | '/' | '／')
    });
    let starts = after.is_some_and(|c| {
        !PARTICLES.contains(c) && !class::is_line_start_forbidden(c) && !matches!(c, '～' | '〜' | '-' | '−' | '又' | '及' | 'か' | '・')
    });
    let span = Span::new(u32::try_from(at).unwrap_or(0), u32::try_from(end).unwrap_or(0));
    Some((Item { span, block, value }, free && starts && value < 50))
}

/// The first of them, without which no others are looked for.
static OPENS: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new("第一に|第一は|第1に|第1は|第１に|第１は|First,|Firstly,").ok());

/// What sentences that count begin with.
const ORDINALS: [&str; 9] = ["First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth"];

/// `第一に、…。第二に、…。第四に、…。`, `First, … Second, … Fourth, …`, through
/// paragraphs.
fn ordinals(context: &Context<'_>, out: &mut Offences) {
    let text = context.document.text.as_str();
    if !OPENS.as_ref().is_some_and(|opens| opens.is_match(text)) {
        return;
    }
    let mut headings = context.document.headings.iter().map(|h| h.block).peekable();
    let mut last: Option<(Item, bool)> = None;
    for (index, block) in context.document.outline.blocks.iter().enumerate() {
        if headings.next_if_eq(&index).is_some() {
            last = None;
            continue;
        }
        if !matches!(block.kind, Kind::Paragraph | Kind::ListItem) {
            continue;
        }
        let body = text.get(block.body.range()).unwrap_or("");
        let starts = std::iter::once(0).chain(memchr::memmem::find_iter(body.as_bytes(), "。").map(|at| at + '。'.len_utf8()));
        // 第一に海、第二に船
        let starts = starts.chain(memchr::memmem::find_iter(body.as_bytes(), "、第").map(|at| at + '、'.len_utf8()));
        let starts = starts.chain(memchr::memmem::find_iter(body.as_bytes(), ". ").map(|at| at + 2));
        let mut starts: Vec<usize> = starts.collect();
        starts.sort_unstable();
        for start in starts {
            let sentence = body.get(start..).unwrap_or("");
            let english = ORDINALS.iter().zip(1..).find_map(|(word, value)| {
                let rest = sentence.strip_prefix(word)?;
                rest.strip_prefix("ly").unwrap_or(rest).starts_with(',').then_some((value, word.len(), true))
            });
            let Some((value, len, english)) = english.or_else(|| ordinal(sentence)) else { continue };
            let from = block.body.start + u32::try_from(start).unwrap_or(0);
            let item = Item { span: Span::new(from, from + u32::try_from(len).unwrap_or(0)), block: index, value };
            let before = last.replace((item, english)).filter(|(b, e)| index - b.block <= APART && *e == english).map(|(b, _)| b);
            let Some(before) = before.filter(|b| value > 1 && value > b.value) else {
                last = last.filter(|_| value == 1);
                continue;
            };
            let between = text.get(before.span.end as usize..item.span.start as usize).unwrap_or("");
            let said = |n: u32| {
                let kanji = format!("第{}", year::write_like(n, "一"));
                let word = ORDINALS.get(n as usize - 1).copied().unwrap_or_default();
                between.contains(&kanji)
                    || between.contains(&format!("第{n}"))
                    || between.contains(word)
                    || between.contains(&word.to_lowercase())
            };
            let missing = before.value + 1..value;
            // First, … Then, … Third, …
            let sure = missing.len() < MISSING as usize && (!english || before.value > 1);
            if !missing.is_empty() && sure && !missing.clone().any(said) {
                report(context, out, before, item, (before.value + 1, value - 1));
            }
        }
    }
}

/// `第一に`, `第２は` at the beginning of a sentence: its value and the length
/// of the number.
fn ordinal(sentence: &str) -> Option<(u32, usize, bool)> {
    let (value, len) = number::numeral(sentence.strip_prefix('第')?)?;
    let len = '第'.len_utf8() + len;
    let counts = (1..10).contains(&value) && sentence.get(len..)?.starts_with(['に', 'は']);
    counts.then_some((value, len, false))
}

/// Where counters may stand in a text.
struct Marks {
    list: Vec<usize>,
    next: usize,
}

impl Marks {
    fn of(text: &str) -> Marks {
        let bytes = text.as_bytes();
        let mut list: Vec<usize> = Vec::new();
        let half = memchr::memchr_iter(b')', bytes).filter_map(|at| half_bracketed(text, at));
        for at in memchr::memchr3_iter(0xE2, b'(', 0xEF, bytes) {
            let next = |n: usize| bytes.get(at + n).copied().unwrap_or(0);
            let opens = match bytes.get(at) {
                Some(0xE2) => next(1) == 0x91 && (0xA0..=0xB3).contains(&next(2)),
                Some(b'(') => is_label(text, at + 1),
                _ => next(1) == 0xBC && next(2) == 0x88 && is_label(text, at + 3),
            };
            if opens {
                list.push(at);
            }
        }
        let before = list.len();
        list.extend(half);
        if list.len() > before {
            list.sort_unstable();
        }
        Marks { list, next: 0 }
    }

    /// Those in a block; blocks are asked for in the order of the text.
    fn within(&mut self, span: Span) -> &[usize] {
        let rest = self.list.get(self.next..).unwrap_or(&[]);
        let skip = rest.partition_point(|&at| at < span.start as usize);
        let len = rest.partition_point(|&at| at < span.end as usize);
        let from = self.next + skip;
        self.next += len;
        self.list.get(from..self.next).unwrap_or(&[])
    }
}

/// Where the number of `1)` begins, whose bracket stands at `at`; not in `(1)`,
/// and not right behind a word, where notes have their marks.
fn half_bracketed(text: &str, at: usize) -> Option<usize> {
    let before = text.get(..at)?;
    let stem = before.trim_end_matches(|c: char| c.is_ascii_digit());
    let free = stem.ends_with([' ', '\u{3000}', '、', '，', '：', ':']) && text.get(at + 1..)?.starts_with(' ');
    (free && (1..=2).contains(&(before.len() - stem.len()))).then_some(stem.len())
}

/// Whether one or two digits or one letter stand before a closing bracket.
fn is_label(text: &str, at: usize) -> bool {
    let mut chars = text.get(at..).unwrap_or("").chars();
    let first = chars.next();
    let counts = |c: char| class::is_digit(c) || c.is_ascii_lowercase() || matches!(c, 'ア'..='ン');
    let label = text.get(at..).unwrap_or("");
    let small = label.trim_start_matches(['i', 'v', 'x']);
    first.is_some_and(counts) && label.len() - small.len() <= 5 && label.len() > small.len() && small.starts_with([')', '）'])
        || first.is_some_and(counts)
            && match chars.next() {
                Some(')' | '）') => true,
                Some(c) if class::is_digit(c) && first.is_some_and(class::is_digit) => matches!(chars.next(), Some(')' | '）')),
                _ => false,
            }
}
