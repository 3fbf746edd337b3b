//! Which candidates are headings: entries of a table of contents, running
//! heads, items of lists and notes are told apart by what stands around them.

use rustc_hash::{FxHashMap, FxHashSet};

use super::candidate::{Candidate, Look};
use crate::doc::number::{Form, Unit};
use crate::doc::{Kind, Outline};
use crate::layout::Counter;
use crate::text::{Text, class};

/// Keeps the headings only.
pub(super) fn sieve(text: &Text, outline: &Outline, list: &mut Vec<Candidate>) {
    contents(text, list);
    entries(outline, list);
    weak(text, outline, list);
    list.retain(|c| c.look == Look::Sure);
    heads(text, list);
    spaces(list);
}

/// What makes two headings the same: number and title without spaces.
fn key(text: &Text, candidate: &Candidate) -> u64 {
    let title = text.slice(candidate.title).trim_end_matches(class::is_digit);
    let mix = |hash: u64, n: u32| (hash ^ u64::from(n)).wrapping_mul(0x0100_0000_01B3);
    let unit = candidate.form.map_or(99, |f| f.unit as u32);
    let number = candidate.steps.iter().fold(mix(0xCBF2_9CE4_8422_2325, unit), |hash, s| mix(hash, s.value));
    title.chars().filter(|c| !class::is_space(*c)).fold(number, |hash, c| mix(hash, c as u32))
}

/// Entries of a table of contents: headings in a row, not each below the one
/// before, that come again.
fn contents(text: &Text, list: &mut [Candidate]) {
    let keys: Vec<u64> = list.iter().map(|c| if c.look == Look::Item { 0 } else { key(text, c) }).collect();
    let mut last: FxHashMap<u64, usize> = FxHashMap::default();
    for (i, key) in keys.iter().enumerate() {
        last.insert(*key, i);
    }
    let mut from = 0;
    while from < list.len() {
        let mut to = from + 1;
        let mut seen: FxHashSet<u64> = keys.get(from).copied().into_iter().collect();
        let adjoins = |to: usize| list.get(to).zip(list.get(to - 1)).is_some_and(|(b, a)| b.block == a.block + 1);
        // the text may begin right behind the table
        while adjoins(to) && keys.get(to).is_some_and(|k| *k == 0 || seen.insert(*k)) {
            to += 1;
        }
        let run = list.get(from..to).unwrap_or(&[]);
        let level = run.windows(2).filter(|w| matches!(w, [a, b] if a.form == b.form)).count();
        let again = keys.get(from..to).unwrap_or(&[]).iter().any(|k| *k != 0 && last.get(k).is_some_and(|&i| i >= to));
        if level >= 2 && again {
            for candidate in list.get_mut(from..to).unwrap_or(&mut []) {
                candidate.look = Look::Item;
            }
        }
        from = to;
    }
}

/// Entries of a table of contents whose page number stands on another line:
/// other entries stand on both sides.
fn entries(outline: &Outline, list: &mut [Candidate]) {
    let entry = |index: usize| outline.blocks.get(index).is_some_and(|b| b.kind == Kind::Reference && b.number.is_some());
    for candidate in list {
        let at = candidate.block;
        if (1..=2).any(|n| at.checked_sub(n).is_some_and(entry)) && (1..=3).any(|n| entry(at + n)) {
            candidate.look = Look::Item;
        }
    }
}

/// Running heads: a heading with the number and title of one that has been, in
/// the same chapter or part.
fn heads(text: &Text, list: &mut Vec<Candidate>) {
    let mut seen: FxHashSet<u64> = FxHashSet::default();
    let mut open: Vec<(Unit, u32)> = Vec::new();
    list.retain(|candidate| {
        let Some(form) = candidate.form else { return true };
        if !matches!(form.counter, Counter::Named | Counter::Decimal) {
            return true;
        }
        open.retain(|(unit, _)| *unit < form.unit);
        let place =
            open.iter().fold(key(text, candidate), |hash, (unit, value)| hash.wrapping_mul(31) ^ (*unit as u64 * 1000 + u64::from(*value)));
        open.extend(candidate.steps.iter().filter(|s| s.unit != Unit::Unnamed).map(|s| (s.unit, s.value)));
        seen.insert(place)
    });
}

/// Tells headings with a number that has no name from items and notes.
fn weak(text: &Text, outline: &Outline, list: &mut [Candidate]) {
    let decimal = list.iter().filter(|c| c.look == Look::Sure && c.counter() == Some(Counter::Decimal)).count() > 1;
    let named = list.iter().any(|c| c.look == Look::Sure && c.counter() == Some(Counter::Named));
    let alone: Vec<bool> = (0..list.len()).map(|i| stands_alone(text, outline, list, i)).collect();
    let trusted = notes_are_headings(text, list, &alone);
    let mut last: FxHashMap<Form, u32> = FxHashMap::default();
    for i in 0..list.len() {
        let Some(candidate) = list.get(i) else { continue };
        let Some(form) = candidate.form else { continue };
        if candidate.look == Look::Item {
            continue;
        }
        if candidate.look == Look::Sure {
            if form.counter == Counter::Named {
                last.clear();
            }
            continue;
        }
        let before = last.get(&form).copied();
        let value = candidate.value();
        let fits = value == 1 || before == value.checked_sub(1);
        let bare = matches!(form.counter, Counter::Bare | Counter::Dotted);
        let sure = if bare && decimal && !named {
            opens_decimal(list, i)
        } else {
            let look = candidate.look == Look::Likely || bare && trusted && is_plain_title(text, candidate);
            look && alone.get(i).copied().unwrap_or(false) && (fits || !candidate.loose)
                || bare && decimal && alone.get(i).copied().unwrap_or(false) && opens_decimal(list, i)
        };
        if sure {
            last.insert(form, value);
        }
        if let Some(candidate) = list.get_mut(i) {
            candidate.look = if sure { Look::Sure } else { Look::Item };
        }
    }
}

/// How far the numbers of two lines in a row may be from each other when both
/// are items of one list, from which some were lost.
const NEAR: u32 = 4;

/// Whether a candidate stands between blocks of other kinds, and text follows.
fn stands_alone(text: &Text, outline: &Outline, list: &[Candidate], index: usize) -> bool {
    let Some(candidate) = list.get(index) else { return false };
    let strict = candidate.counter().is_some_and(|c| matches!(c, Counter::Enclosed | Counter::Letter | Counter::HalfBracketed));
    let title = text.slice(candidate.title);
    if strict && (candidate.loose || title.len() > 120) {
        return false;
    }
    let beside = |other: Option<&Candidate>, distance: usize| {
        other.is_some_and(|o| {
            o.block.abs_diff(candidate.block) <= distance && o.form == candidate.form && o.value().abs_diff(candidate.value()) <= NEAR
        })
    };
    if beside(index.checked_sub(1).and_then(|i| list.get(i)), 1) || beside(list.get(index + 1), 1) {
        return false;
    }
    let Some(next) = outline.blocks.get(candidate.block + 1) else { return false };
    if list.get(index + 1).is_some_and(|n| n.block == candidate.block + 1 && n.look != Look::Item) {
        return true;
    }
    let body = text.slice(next.body);
    match next.kind {
        Kind::Paragraph | Kind::ListItem | Kind::Note => body.contains(['。', '：']) || body.contains(". ") || body.ends_with(['.', ':']),
        Kind::Caption | Kind::Reference | Kind::Heading | Kind::Quote => true,
        Kind::Table | Kind::Code => false,
    }
}

/// Whether it reads like a title and not like what notes give: sources,
/// addresses, names of institutions in Latin letters.
fn is_plain_title(text: &Text, candidate: &Candidate) -> bool {
    let title = text.slice(candidate.title);
    let source = title.contains("://") || title.contains("前掲") || title.ends_with(['」', '』', '）', ')']) || title.contains("年）");
    !source && !title.starts_with(|c: char| c.is_ascii_alphanumeric())
}

/// Whether the lines whose numbers were seen as marks of notes are headings
/// nevertheless: they stand alone and count up.
fn notes_are_headings(text: &Text, list: &[Candidate], alone: &[bool]) -> bool {
    let (mut fit, mut all) = (0, 0);
    let mut last = 0;
    for (candidate, alone) in list.iter().zip(alone) {
        match candidate.counter() {
            Some(Counter::Named) if candidate.look == Look::Sure => last = 0,
            Some(Counter::Roman | Counter::Kanji) if candidate.look >= Look::Likely => last = 0,
            Some(Counter::Bare | Counter::Dotted) if candidate.look >= Look::Doubtful && is_plain_title(text, candidate) && *alone => {
                all += 1;
                fit += usize::from(candidate.value() == last + 1);
                last = candidate.value();
            }
            _ => {}
        }
    }
    all >= 2 && fit * 3 >= all * 2
}

/// Whether a bare number is the first level of the decimal numbers: `1.1`
/// comes soon behind `1`, or it stands where a number without sections must.
fn opens_decimal(list: &[Candidate], index: usize) -> bool {
    let Some(candidate) = list.get(index) else { return false };
    let decimal = |c: &&Candidate| c.look == Look::Sure && c.counter() == Some(Counter::Decimal);
    let first = |c: &Candidate| c.steps.first().map_or(0, |s| s.value);
    let value = candidate.value();
    let next = list.iter().skip(index + 1).take(40).find(decimal);
    if let Some(next) = next {
        let opens = next.steps.get(1).is_some_and(|s| s.value == 1);
        // another one stands between
        let nearer = list
            .iter()
            .skip(index + 1)
            .take_while(|c| c.block < next.block)
            .any(|c| c.form == candidate.form && c.look >= candidate.look && c.value() == first(next));
        if opens && !nearer && (first(next) == value || next.block == candidate.block + 1 && candidate.look == Look::Likely) {
            return true;
        }
    }
    let before = list.iter().take(index).rev().take(40).find(|c| decimal(c)).map(first);
    let fits = before.is_some_and(|b| b + 1 == value) && next.is_none_or(|n| first(n) == value + 1);
    fits && candidate.look == Look::Likely && !candidate.loose
}

/// Where the space behind a bare number does not tell levels apart, it is not
/// told apart.
fn spaces(list: &mut [Candidate]) {
    let nested = list.windows(2).any(|w| {
        let [a, b] = w else { return false };
        let (Some(outer), Some(inner)) = (a.form, b.form) else { return false };
        outer.counter == Counter::Bare && inner == (Form { wide: !outer.wide, ..outer }) && b.block == a.block + 1 && b.value() == 1
    });
    if !nested {
        for form in list.iter_mut().filter_map(|c| c.form.as_mut()) {
            form.wide = false;
        }
    }
}
