//! References to headings: `本章3節`, `V部1章3節3項`, `1.2.1項`, `第3章第2節`.

use super::context;
use super::count;
use super::items;
use super::{Broken, Scan, Target};
use crate::doc::number::{Step, Unit, unit};
use crate::text::class;

/// How the first step of a path is given.
enum First {
    /// `3章`, `1.2.1項`
    Steps(Vec<Step>),
    /// `本章`, `前節`
    Relative(Unit, i32),
    /// `○章`
    Blank,
}

/// The numbers of `第2～4章`.
#[derive(Default)]
struct Members {
    /// Where each begins, in bytes before the last one, and what it is.
    list: Vec<(usize, u32)>,
    /// Where 第 stands, likewise.
    start: usize,
    range: bool,
}

impl Scan<'_> {
    /// Reads a path from its first unit at `at`.
    pub(super) fn path(&mut self, at: usize) {
        let Some((first_unit, len)) = unit(self.behind(at)) else { return };
        let before = self.before(at);
        let mut same = false;
        let mut ordinal = false;
        let (first, start) = if let Some((word, by)) = relative(before).filter(|_| first_unit != Unit::Part) {
            (First::Relative(first_unit, by), at - word)
        } else if let Some(rest) = before.strip_suffix('同').filter(|_| first_unit != Unit::Part) {
            // 同節2項
            same = true;
            (First::Steps(Vec::new()), rest.len() + at - before.len())
        } else {
            let near = before.trim_end_matches([' ', '\u{3000}']);
            let Some(count) = count::before(near) else { return };
            let head = near.strip_suffix(near.get(near.len() - count.len..).unwrap_or("")).unwrap_or("");
            let bare = head.trim_end_matches(' ');
            let (head, named) = match bare.strip_suffix('第') {
                Some(head) => (head, true),
                None => (head, false),
            };
            // 3 章 without 第 is no way to write
            if !named && (near.len() < before.len() || count.kanji) || count.values.len() > 1 && !count.dots {
                return;
            }
            if !named && let Some(members) = self.numbers_before(head, first_unit, &count) {
                return self.several(&members, near, at + len);
            }
            ordinal = named;
            let head = match head.strip_suffix('同') {
                Some(rest) => {
                    same = true;
                    rest
                }
                None => head,
            };
            let start = at - (before.len() - head.len());
            let number = near.get(near.len() - count.len..).unwrap_or("");
            let first = if count.is_blank() || named && self.is_open(number, first_unit) {
                First::Blank
            } else if count.values.len() > 1 {
                First::Steps(count.values.iter().map(|&value| Step { unit: Unit::Unnamed, value }).collect())
            } else {
                First::Steps(count.values.iter().map(|&value| Step { unit: first_unit, value }).collect())
            };
            (first, start)
        };
        let decimal = matches!(&first, First::Steps(steps) if steps.len() > 1);
        let mut end = at + len;
        let (more, blank) = if decimal { (Vec::new(), false) } else { self.steps(first_unit, &mut end) };
        let blank = blank || matches!(first, First::Blank);
        self.done = end;
        let behind = self.behind(end);
        let before = self.before_path(start);
        let joined = self.gone_on_with(start).is_some();
        if context::breaks_off(behind) || context::is_quoted(before) || !joined && context::is_foreign(before) {
            return;
        }
        if blank {
            if ordinal || !more.is_empty() {
                self.unfilled(start..end);
            }
            return;
        }
        let single = more.is_empty() && !decimal;
        let target = match first {
            First::Blank => return,
            First::Relative(unit, by) => Target::Relative { unit, by, steps: more },
            First::Steps(steps) if same => {
                let Some(target) = self.same(first_unit, &steps, &more) else { return };
                target
            }
            First::Steps(steps) => {
                let bare = !ordinal && single;
                if !ordinal && self.is_cut(start) {
                    return;
                }
                if bare && !self.may_be_bare(first_unit, start, end, joined) {
                    return;
                }
                let steps: Vec<Step> = steps.into_iter().chain(more).collect();
                if self.opens(&(start..end)) {
                    self.trace(start, Target::Heading(steps), false);
                    return;
                }
                if decimal { Target::Heading(steps) } else { self.inherit(start, steps) }
            }
        };
        self.push(start..end, target);
    }

    /// The numbers in front of the last one in `第2～4章`, `第2、3及び4章`: where
    /// each stands, counted from the end of `head`, and whether they make a
    /// range; the last one comes last.
    fn numbers_before(&self, head: &str, unit: Unit, last: &count::Count) -> Option<Members> {
        if unit > Unit::Item || last.values.len() != 1 || last.kanji {
            return None;
        }
        let mut members = Members { list: vec![(0, *last.values.first()?)], ..Members::default() };
        let mut rest = head;
        loop {
            let (near, range) = context::connected(rest)?;
            let count = count::before(near)?;
            let &[value] = count.values.as_slice() else { return None };
            let before = near.get(..near.len() - count.len)?;
            members.range |= range;
            members.list.push((head.len() - before.len(), value));
            if let Some(first) = before.strip_suffix('第') {
                members.list.reverse();
                members.start = head.len() - first.len();
                return Some(members).filter(|_| !count.kanji);
            }
            rest = before;
        }
    }

    /// Adds the members of `第2～4章`, which ends at `end`; `near` is what
    /// stands before its unit.
    fn several(&mut self, members: &Members, near: &str, end: usize) {
        let unit_len = self.text.get(..end).and_then(|t| t.chars().next_back()).map_or(0, char::len_utf8);
        let Some(unit) = self.text.get(end - unit_len..).and_then(unit).map(|u| u.0) else { return };
        let digits = near.len() - near.trim_end_matches(class::is_digit).len();
        let head = end - unit_len - digits;
        let start = head - members.start;
        self.done = end;
        let (behind, before) = (self.behind(end), self.before_path(start));
        if context::breaks_off(behind) || context::is_quoted(before) || self.gone_on_with(start).is_none() && context::is_foreign(before) {
            return;
        }
        let values: Vec<u32> = members.list.iter().map(|m| m.1).collect();
        if members.range && !values.is_sorted_by(|a, b| a < b) {
            return self.push(start..end, Target::Broken(Broken::Backwards));
        }
        let mut from = start;
        for (i, &(_, value)) in members.list.iter().enumerate() {
            let next = members.list.get(i + 1).map(|m| head - m.0);
            let to = match next {
                Some(_) => {
                    from + self
                        .text
                        .get(from..)
                        .map_or(0, |t| t.len() - t.trim_start_matches('第').trim_start_matches(class::is_digit).len())
                }
                None => end,
            };
            let target = self.inherit(from, vec![Step { unit, value }]);
            self.push(from..to, target);
            from = next.unwrap_or(end);
        }
    }

    /// Reads a decimal number without a unit, of which the last digit in front
    /// of its first point stands at `at`: `3.2.1で述べる`, `see 3.2.1`.
    pub(super) fn decimal(&mut self, at: usize) {
        if !self.decimal {
            return;
        }
        let before = self.before(at);
        let head = before.trim_end_matches(class::is_digit);
        let start = at - (before.len() - head.len());
        let Some(count) = count::at(self.behind(start)).filter(|c| c.dots && !c.kanji && (2..=4).contains(&c.values.len())) else { return };
        let end = start + count.len;
        let behind = self.behind(end);
        // what goes on is a path or a label, which others read
        if unit(behind).is_some() || count.values.iter().any(|v| *v > 99) {
            return;
        }
        let joined =
            matches!(self.gone_on_with(start), Some(Target::Heading(old)) if old.len() > 1 && old.iter().all(|s| s.unit == Unit::Unnamed));
        let english = ["see ", "See ", "cf. "].iter().any(|w| head.ends_with(w)) && !behind.starts_with(|c: char| c.is_alphanumeric());
        let free = head
            .chars()
            .next_back()
            .is_none_or(|c| class::is_hiragana(c) || class::is_opening(c) || matches!(c, '、' | '。' | '，' | '　' | '→' | '⇒'));
        let listed = context::connection(behind).and_then(|(len, _)| behind.get(len..)).and_then(|rest| {
            let next = count::at(rest).filter(|c| c.dots && c.values.len() > 1)?;
            rest.get(next.len..)
        });
        let titled = super::tail::read(behind);
        let beyond = behind.get(titled.len..).filter(|_| titled.title.is_some());
        let way = if count.values.len() > 2 || listed.is_some() { context::is_pointed_at } else { context::is_surely_pointed_at };
        let pointed = [Some(behind), listed, beyond].into_iter().flatten().any(way);
        if !(english || joined || free && pointed) || self.opens(&(start..end)) {
            return;
        }
        self.push(start..end, Target::Heading(count.values.iter().map(|&value| Step { unit: Unit::Unnamed, value }).collect()));
    }

    /// What stands before a path in its block.
    fn before_path(&self, start: usize) -> &str {
        self.text.get(self.place.start..start).unwrap_or("")
    }

    /// The steps behind the first unit, and whether one was left blank.
    fn steps(&self, first: Unit, end: &mut usize) -> (Vec<Step>, bool) {
        let (mut steps, mut blank, mut last) = (Vec::new(), false, first);
        loop {
            let rest = self.behind(*end);
            let near = rest.strip_prefix([' ', '\u{3000}', 'の', '第']).unwrap_or(rest);
            let near = near.strip_prefix('第').unwrap_or(near);
            let Some(count) = count::at(near) else { break };
            let Some((unit, len)) = near.get(count.len..).and_then(unit) else { break };
            if unit <= last || count.values.len() > 1 {
                break;
            }
            match count.values.first() {
                Some(&value) => steps.push(Step { unit, value }),
                None => blank = true,
            }
            last = unit;
            *end += rest.len() - near.len() + count.len + len;
        }
        let rest = self.behind(*end);
        let near = rest.strip_prefix('の').unwrap_or(rest);
        if let Some((items, len)) = items::read(near) {
            steps.extend(items);
            *end += rest.len() - near.len() + len;
        }
        (steps, blank)
    }

    /// Whether a path at the start of a line is the rest of one that the line
    /// before broke off.
    fn is_cut(&self, start: usize) -> bool {
        let before = self.text.get(..start).unwrap_or("").trim_end();
        self.leads(start) && before.ends_with(['部', '編', '章', '節', '第', '本', '同'])
    }

    /// Whether `3節` without 第 and without another step is a reference.
    fn may_be_bare(&self, unit: Unit, start: usize, end: usize, joined: bool) -> bool {
        if unit == Unit::Part || self.before_path(start).ends_with('の') {
            return false;
        }
        let behind = self.behind(end);
        let found = super::tail::read(behind);
        joined || found.title.is_some() || found.page.is_some() || context::is_pointed_at(behind)
    }

    /// `同3項`, `同節2項`: the place named before, changed from `unit` on.
    fn same(&self, unit: Unit, steps: &[Step], more: &[Step]) -> Option<Target> {
        let last = &self.last.as_ref().filter(|last| last.end > self.place.start)?.target;
        let keep = |s: &&Step| s.unit < unit || steps.is_empty() && s.unit == unit;
        let join = |old: &[Step]| -> Vec<Step> {
            old.iter().filter(keep).copied().chain(steps.iter().copied()).chain(more.iter().copied()).collect()
        };
        match last {
            Target::Heading(old) if old.iter().all(|s| s.unit != Unit::Unnamed) => Some(Target::Heading(join(old))),
            Target::Relative { unit: base, by, steps: old } if *base < unit || *base == unit && steps.is_empty() => {
                Some(Target::Relative { unit: *base, by: *by, steps: join(old) })
            }
            _ => None,
        }
    }

    /// In a list, a path that begins lower than the one before it goes on from
    /// there: `2章3節、4節`.
    fn inherit(&self, start: usize, steps: Vec<Step>) -> Target {
        let Some(first) = steps.first().map(|s| s.unit) else { return Target::Heading(steps) };
        let above = |old: &[Step]| -> Vec<Step> { old.iter().filter(|s| s.unit < first).copied().chain(steps.iter().copied()).collect() };
        match self.gone_on_with(start) {
            Some(Target::Heading(old)) if old.iter().all(|s| s.unit != Unit::Unnamed) => Target::Heading(above(old)),
            Some(Target::Relative { unit, by, steps: old }) if *unit < first => {
                Target::Relative { unit: *unit, by: *by, steps: above(old) }
            }
            _ => Target::Heading(steps),
        }
    }
}

/// A word that counts from the place of the reference: its length and how far.
fn relative(before: &str) -> Option<(usize, i32)> {
    let last = before.chars().next_back()?;
    let by = match last {
        '本' => 0,
        '前' => -1,
        '次' => 1,
        _ => return None,
    };
    // 日本, 年次; but 及び本章
    let free = !before.strip_suffix(last)?.ends_with(|c| class::is_kanji(c) || class::is_katakana(c) || class::is_digit(c));
    free.then_some((last.len_utf8(), by))
}
