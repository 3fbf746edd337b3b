//! References in English: `see Section 2.1`, `Figures 3 and 4`, `Appendix B`.

use std::cmp::Ordering;

use super::context;
use super::count::{self, Count};
use super::{Broken, Label, Scan, Target};
use crate::doc::caption;
use crate::doc::number::{Step, Unit};
use crate::text::class;

/// What a word names.
#[derive(Clone, Copy)]
enum Named {
    Unit(Unit),
    Float(&'static str),
}

/// The words, longest first, without their first letter.
const WORDS: [(&str, Named); 18] = [
    ("ections", Named::Unit(Unit::Section)),
    ("ection", Named::Unit(Unit::Section)),
    ("hapters", Named::Unit(Unit::Chapter)),
    ("hapter", Named::Unit(Unit::Chapter)),
    ("arts", Named::Unit(Unit::Part)),
    ("art", Named::Unit(Unit::Part)),
    ("ppendices", Named::Unit(Unit::Appendix)),
    ("ppendix", Named::Unit(Unit::Appendix)),
    ("nnexes", Named::Unit(Unit::Appendix)),
    ("nnex", Named::Unit(Unit::Appendix)),
    ("igures", Named::Float("Figure")),
    ("igure", Named::Float("Figure")),
    ("igs.", Named::Float("Figure")),
    ("ig.", Named::Float("Figure")),
    ("ables", Named::Float("Table")),
    ("able", Named::Float("Table")),
    ("oxes", Named::Float("Box")),
    ("ox", Named::Float("Box")),
];

/// What stands behind a section that is named before its chapter.
const IN_CHAPTER: [&str; 6] = [", Chapter ", ", chapter ", " in Chapter ", " in chapter ", " of Chapter ", " of chapter "];

impl Scan<'_> {
    /// Reads an English reference from its word at `at`.
    pub(super) fn english(&mut self, at: usize) {
        let rest = self.behind(at);
        let Some(tail) = rest.get(1..) else { return };
        let Some((word, named)) = WORDS.iter().find(|(w, _)| tail.starts_with(w)) else { return };
        let behind = tail.get(word.len()..).unwrap_or("");
        let near = behind.trim_start_matches([' ', '\u{A0}']);
        if near.len() == behind.len() {
            return;
        }
        let letters = matches!(named, Named::Unit(Unit::Appendix));
        if let (Named::Float(family), Some((letter, number, len))) = (named, caption::lettered(near)) {
            return self.lettered(at, at + (rest.len() - near.len()) + len, Label { family: format!("{family} {letter}"), number });
        }
        let Some(count) = letter(near).filter(|_| letters).or_else(|| count::at(single(near, word.ends_with('s')))) else { return };
        let end = at + (rest.len() - near.len()) + count.len;
        let behind = self.behind(end);
        let lower = rest.starts_with(|c: char| c.is_ascii_lowercase());
        let roman = near.starts_with(|c: char| c.is_ascii_uppercase()) && !letters;
        if count.kanji || behind.starts_with(|c: char| c.is_ascii_alphanumeric()) || lower && roman {
            return;
        }
        self.done = end;
        let before = self.text.get(self.place.start..at).unwrap_or("");
        if foreign(before, behind) || context::is_quoted(before) || context::breaks_off(behind) && behind.starts_with(class::is_japanese) {
            return;
        }
        if let Some(len) = falling(near, word.ends_with('s')) {
            return self.push(at..at + (rest.len() - near.len()) + len, Target::Broken(Broken::Backwards));
        }
        let number = self.text.get(at + (rest.len() - near.len())..end).unwrap_or("");
        // where numbers are Roman, Chapter XX is the twentieth
        if count.is_blank() && self.roman && number.bytes().all(|b| b == b'X') {
            return;
        }
        // and Chapter X the tenth
        if count.is_blank() || number == "X" && !self.roman && !letters {
            return self.unfilled(at..end);
        }
        let target = target(*named, &count, letters);
        let sentence = self.place.prose && behind.trim_start().starts_with(|c: char| c.is_ascii_lowercase() || class::is_hiragana(c));
        if self.leads(at) && !sentence && !self.place.pointed && (context::is_titled(behind) || !self.place.prose) {
            self.trace(at, target, false);
            return;
        }
        let section = is_alone(&target, Unit::Section);
        if section && IN_CHAPTER.iter().any(|w| behind.starts_with(w)) {
            return;
        }
        if section && let Some((start, chapter)) = self.take_chapter(at) {
            let Target::Heading(steps) = target else { return };
            return self.push(start..end, Target::Heading(chapter.into_iter().chain(steps).collect()));
        }
        self.push(at..end, target.clone());
        match target {
            Target::Label(label) => self.members(label),
            Target::Heading(_) => self.further(*named, letters),
            _ => {}
        }
    }

    /// Takes back the chapter of `Chapter 2, Section 3`, whose section stands at
    /// `at`, since it is no reference of its own: where it begins, and its step.
    fn take_chapter(&mut self, at: usize) -> Option<(usize, Vec<Step>)> {
        let text = self.text;
        let chapter = self
            .out
            .list
            .pop_if(|last| is_alone(&last.target, Unit::Chapter) && matches!(text.get(last.span.end as usize..at), Some(", " | " ")))?;
        let Target::Heading(steps) = chapter.target else { return None };
        Some((chapter.span.start as usize, steps))
    }

    /// `Table A-1`: a float of an appendix, from `at` to `end`.
    fn lettered(&mut self, at: usize, end: usize, label: Label) {
        let behind = self.behind(end);
        let before = self.text.get(self.place.start..at).unwrap_or("");
        if behind.starts_with(|c: char| c.is_ascii_alphanumeric()) || foreign(before, behind) || context::is_quoted(before) {
            return;
        }
        self.done = end;
        if self.leads(at) && !self.place.pointed && (context::is_titled(behind) || !self.place.prose) {
            self.trace(at, Target::Label(label), false);
        } else {
            self.push(at..end, Target::Label(label));
        }
    }

    /// The further members of a list of sections.
    fn further(&mut self, named: Named, letters: bool) {
        loop {
            let from = self.done;
            let rest = self.behind(from);
            let Some((len, range)) = context::connection(rest) else { return };
            let near = rest.get(len..).unwrap_or("");
            let Some(count) = letter(near)
                .filter(|_| letters)
                .or_else(|| count::at(single(near, true)).filter(|_| near.starts_with(|c: char| c.is_ascii_digit())))
            else {
                return;
            };
            let behind = near.get(count.len..).unwrap_or("");
            let stops = behind.is_empty()
                || behind.starts_with([',', ';', ':', ')', '.'])
                || behind.starts_with(" and ")
                || behind.starts_with(" or ");
            let spaced = behind.starts_with(' ') && count.values.len() > 1;
            if count.is_blank() || !(stops || spaced) {
                return;
            }
            let to = from + len + count.len;
            let next = target(named, &count, letters);
            if let (Target::Heading(next), true) = (&next, range)
                && let Some(first) = self.out.list.pop_if(|first| matches!(&first.target, Target::Heading(old) if is_behind(old, next)))
            {
                return self.push(first.span.start as usize..to, Target::Broken(Broken::Backwards));
            }
            self.push(from + len..to, next);
        }
    }
}

/// Whether a target is one step of this unit.
fn is_alone(target: &Target, unit: Unit) -> bool {
    matches!(target, Target::Heading(steps) if steps.len() == 1 && steps.iter().all(|step| step.unit == unit))
}

/// Whether the first of two numbers of one kind is the greater one.
fn is_behind(first: &[Step], last: &[Step]) -> bool {
    first.len() == last.len() && last.iter().map(|s| s.value).lt(first.iter().map(|s| s.value))
}

/// Without what an en dash makes a range of, behind the name of several:
/// `Sections 2.1–2.3`, `Figures 3–5`. `Figures 2–1 and 2–2` are numbers.
fn single(text: &str, several: bool) -> &str {
    match dashed(text, several) {
        Some((first, _, Ordering::Less)) => text.get(..first).unwrap_or(text),
        _ => text,
    }
}

/// The length of such a range that runs backwards: `Figures 5–3`.
fn falling(text: &str, several: bool) -> Option<usize> {
    dashed(text, several).filter(|range| range.2 == Ordering::Greater).map(|range| range.1)
}

/// A range with an en dash behind the name of several: the lengths of its first
/// number and of all, and how the numbers compare.
fn dashed(text: &str, several: bool) -> Option<(usize, usize, Ordering)> {
    let end = text.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | '-' | '–')).unwrap_or(text.len());
    let (first, last) = text.get(..end).and_then(|number| number.split_once('–')).filter(|_| several)?;
    let last = last.trim_end_matches(['.', '-', '–']);
    let listed = text.get(end..).is_some_and(|rest| {
        let next = [", and ", ", or ", " and ", " or ", " & ", " to ", " through ", ", ", "; "]
            .iter()
            .find_map(|w| rest.strip_prefix(w))
            .unwrap_or("");
        next.trim_start_matches(|c: char| c.is_ascii_digit()).starts_with('–')
    });
    let parts = |number: &str| number.split(['.', '-']).map(str::parse::<u32>).collect::<Result<Vec<_>, _>>().ok();
    let (a, b) = (parts(first)?, parts(last)?);
    (a.len() == b.len() && !listed).then(|| (first.len(), first.len() + '–'.len_utf8() + last.len(), a.cmp(&b)))
}

/// `B`, `B.2` at the start.
fn letter(text: &str) -> Option<Count> {
    let first = text.chars().next().filter(char::is_ascii_uppercase)?;
    let mut count = Count { values: vec![first as u32 - 'A' as u32 + 1], len: 1, ..Count::default() };
    if let Some(more) = text.get(1..).and_then(|r| r.strip_prefix(['.', '-'])).filter(|r| r.starts_with(class::is_digit))
        && let Some(rest) = count::at(more)
    {
        count.values.extend(rest.values);
        count.len += 1 + rest.len;
    }
    (!text.get(count.len..)?.starts_with(class::is_latin)).then_some(count)
}

fn target(named: Named, count: &Count, letters: bool) -> Target {
    match named {
        Named::Float(family) => Target::Label(Label { family: family.to_owned(), number: count.values.clone() }),
        Named::Unit(unit) => {
            let alone = count.values.len() == 1;
            let first = if alone || letters { unit } else { Unit::Unnamed };
            let unit = |i: usize| if i == 0 { first } else { Unit::Unnamed };
            Target::Heading(count.values.iter().enumerate().map(|(i, &value)| Step { unit: unit(i), value }).collect())
        }
    }
}

/// Whether the words around say that another work is meant: `Act Section 5`,
/// `Section 5 of the Act`.
fn foreign(before: &str, behind: &str) -> bool {
    const OPENERS: [&str; 14] = ["In", "See", "From", "As", "While", "Both", "Under", "Like", "Unlike", "For", "With", "Of", "To", "and"];
    if behind.starts_with(" of ") {
        return !behind.starts_with(" of this ");
    }
    if before.ends_with(class::is_latin) {
        return true;
    }
    let near = before.trim_end_matches([' ', '\u{A0}']);
    if near.ends_with("'s") || near.ends_with("’s") {
        return true;
    }
    if near.ends_with(|c: char| c == 'の' || class::is_closing(c) && !matches!(c, ')' | '）')) {
        return true;
    }
    let start = near
        .rfind(|c: char| !class::is_latin(c) && !class::is_digit(c))
        .map_or(0, |n| n + near.get(n..).and_then(|r| r.chars().next()).map_or(1, char::len_utf8));
    let word = near.get(start..).unwrap_or("");
    word.starts_with(|c: char| c.is_ascii_uppercase() || c.is_ascii_digit()) && !OPENERS.contains(&word)
}
