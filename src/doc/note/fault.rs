//! What does not fit in one scope of notes: one fault for each mistake.

use super::scan::{CLEAR, Candidate, Role};
use super::system::Part;
use super::{Note, Style};
use crate::doc::Outline;
use crate::text::Span;

/// What kind of mistake it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mistake {
    /// Numbers are left out, in the text and among the notes.
    Gap,
    /// A note has the number of another.
    Duplicate,
    /// A mark calls a note that is not there.
    Undefined,
    /// A mark calls a note that seems to have lost its number.
    Unnumbered,
    /// No mark calls the note.
    Unreferenced,
    /// A note does not stand in the order of the numbers.
    OutOfOrder,
    /// The first mark of a note stands behind one with a higher number.
    LateMark,
    /// Most notes of a scope are not there.
    NotesMissing,
    /// Most marks of a scope are not there.
    MarksMissing,
    /// Marks are written in another style than most.
    Mixed,
}

/// Something that does not fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What.
    pub mistake: Mistake,
    /// The mark or the note's number.
    pub span: Span,
    /// Its number; of a gap the first that is left out. 0 for a name.
    pub number: u32,
    /// Another number: the last that is left out, the one that is due here (0:
    /// none), the one that stands before; how many are missing.
    pub other: u32,
    /// Another place: the other note of that number, the line without one.
    pub place: Option<Span>,
    /// Whether the text around is in order, so that it is the writer's mistake
    /// rather than the extraction's.
    pub sure: bool,
}

/// Finds what does not fit in a part.
pub(super) fn judge(outline: &Outline, part: &Part<'_>, faults: &mut Vec<Fault>) {
    let mut judge = Judge { part, explained: Vec::new(), ordered: Vec::new(), faults };
    judge.odd();
    judge.late();
    judge.lost(outline);
    judge.numbers();
}

/// Where much does not fit, the text was not read in the order of its pages:
/// what is found there is no certain mistake.
/// Neither is a number that stands alone on a line: it was torn off its note
/// or its sentence. `lone` are these numbers, sorted.
pub(super) fn doubt(notes: &[Note], lone: &[u32], faults: &mut [Fault]) {
    let order = |f: &Fault| matches!(f.mistake, Mistake::LateMark | Mistake::OutOfOrder);
    let counts = |f: &Fault| !matches!(f.mistake, Mistake::Unnumbered | Mistake::Mixed);
    let all = faults.iter().filter(|f| counts(f)).count();
    let broken = all >= 5 && all * 5 >= notes.len();
    let plain = notes.iter().filter(|n| matches!(n.style, Style::Bare | Style::Wide)).count() * 2 > notes.len();
    let shuffled = faults.iter().filter(|f| order(f)).count() > 1;
    for fault in faults {
        let last = if fault.mistake == Mistake::Gap { fault.other } else { fault.number };
        let torn = plain && (fault.number..=last).any(|n| lone.binary_search(&n).is_ok());
        let wide = plain && last >= fault.number + 5;
        fault.sure = !(counts(fault) && (broken || torn || wide) || shuffled && order(fault));
    }
}

struct Judge<'a> {
    part: &'a Part<'a>,
    /// Numbers whose absence has been told.
    explained: Vec<u32>,
    /// Numbers whose first mark is out of order.
    ordered: Vec<u32>,
    faults: &'a mut Vec<Fault>,
}

impl Judge<'_> {
    fn note(&self, number: u32) -> Option<&Candidate> {
        self.part.notes.iter().find(|n| n.number == number)
    }

    fn mark(&self, number: u32) -> Option<&Candidate> {
        self.part.marks.iter().find(|m| m.number == number)
    }

    fn add(&mut self, mistake: Mistake, span: Span, number: u32, other: u32, place: Option<Span>) {
        self.faults.push(Fault { mistake, span, number, other, place, sure: true });
    }

    /// Notes that break the sequence: a number that is there already, or one
    /// out of order.
    fn odd(&mut self) {
        for odd in &self.part.odd {
            let before = self.part.notes.iter().rev().find(|n| n.span < odd.span).map_or(0, |n| n.number);
            let after = self.part.notes.iter().find(|n| n.span > odd.span).map_or(before + 2, |n| n.number);
            // the number that is due at this place
            let due = (before + 1 < after && self.note(before + 1).is_none()).then_some(before + 1);
            if let Some(same) = self.note(odd.number) {
                let (first, second) = if same.span < odd.span { (same.span, odd.span) } else { (odd.span, same.span) };
                let hole = due.or_else(|| {
                    let before = odd.number.checked_sub(1).filter(|&n| n > 0)?;
                    self.note(before).is_none().then_some(before)
                });
                // in plain numbers a list looks the same: only where one is due
                let sure = clear_note(odd) || hole.is_some();
                if sure {
                    self.explained.extend(hole);
                    self.add(Mistake::Duplicate, second, odd.number, hole.unwrap_or(0), Some(first));
                }
                continue;
            }
            let wrong = due.filter(|&n| self.mark(n).is_some() && self.mark(odd.number).is_none());
            if clear_note(odd) || wrong.is_some() || self.mark(odd.number).is_some() {
                self.explained.extend(wrong);
                self.explained.push(odd.number);
                self.add(Mistake::OutOfOrder, odd.span, odd.number, wrong.unwrap_or(0), None);
            }
        }
    }

    /// Marks behind ones with higher numbers.
    fn late(&mut self) {
        for mark in &self.part.rest {
            let own = mark.span.start < self.part.scope.until;
            // 同書（注8）: far behind the last note it is one of another work
            let near = self.part.notes.last().is_some_and(|last| mark.number <= last.number + 1);
            if own
                && near
                && self.part.alone
                && mark.role == Role::Mark(CLEAR)
                && self.mark(mark.number).is_none()
                && !self.part.noted(mark.number)
            {
                self.add(Mistake::Undefined, mark.span, mark.number, 0, None);
                continue;
            }
            // （注4） in front of （注3）
            let first = self.mark(mark.number).is_none() && !self.ordered.contains(&mark.number);
            if own && first && self.note(mark.number).is_some() {
                self.ordered.push(mark.number);
                let before = self.part.marks.iter().rev().find(|m| m.span < mark.span).map_or(0, |m| m.number);
                let before = if before > mark.number { before } else { 0 };
                self.add(Mistake::LateMark, mark.span, mark.number, before, None);
            }
        }
    }

    fn lost(&mut self, outline: &Outline) {
        for lost in &self.part.lost {
            let Some(mark) = self.mark(lost.number).copied() else { continue };
            let line = outline.blocks.get(lost.block).map(|b| b.body);
            self.explained.push(lost.number);
            self.add(Mistake::Unnumbered, mark.span, lost.number, 0, line);
        }
    }

    /// Numbers that are missing on one side or on both.
    fn numbers(&mut self) {
        let part = self.part;
        let last = part.notes.last().map_or(0, |n| n.number).max(part.marks.last().map_or(0, |m| m.number));
        let seen = |judge: &Self, n: u32| judge.explained.contains(&n) || judge.ordered.contains(&n);
        let lowest = part.notes.first().map_or(u32::MAX, |n| n.number).min(part.marks.first().map_or(u32::MAX, |m| m.number));
        // the first numbers of a text may have been before its beginning
        let begin = if lowest > if part.first { 2 } else { 3 } { lowest } else { 1 };
        let (mut undefined, mut unreferenced, mut gaps, mut matched) = (Vec::new(), Vec::new(), Vec::new(), 0);
        for n in begin..=last {
            match (self.note(n), self.mark(n)) {
                _ if seen(self, n) => {}
                (Some(_), Some(_)) => matched += 1,
                (None, Some(mark)) => undefined.push((mark.span, n)),
                (Some(note), None) => unreferenced.push((note.span, n)),
                (None, None) => gaps.push(n),
            }
        }
        let many = |list: &[(Span, u32)]| list.len() >= 3 && list.len() > matched;
        self.side(Mistake::Undefined, Mistake::NotesMissing, &undefined, many(&undefined));
        self.side(Mistake::Unreferenced, Mistake::MarksMissing, &unreferenced, many(&unreferenced));
        if many(&undefined) || many(&unreferenced) {
            return;
        }
        let mut rest = gaps.as_slice();
        while let Some(&from) = rest.first() {
            let len = rest.iter().zip(from..).take_while(|(a, b)| **a == *b).count();
            let to = from + u32::try_from(len).unwrap_or(1) - 1;
            rest = rest.get(len..).unwrap_or(&[]);
            let after = |list: &[Candidate]| list.iter().find(|c| c.number > to).map(|c| c.span);
            let other = after(&part.marks);
            if let Some(span) = after(&part.notes).or(other) {
                self.add(Mistake::Gap, span, from, to, other.filter(|o| *o != span));
            }
        }
    }

    fn side(&mut self, one: Mistake, most: Mistake, list: &[(Span, u32)], many: bool) {
        if many {
            if let Some(&(span, n)) = list.first() {
                self.add(most, span, n, u32::try_from(list.len()).unwrap_or(u32::MAX), None);
            }
            return;
        }
        for &(span, n) in list {
            self.add(one, span, n, 0, None);
        }
    }
}

/// Whether the note's number has signs that a list would hardly have.
fn clear_note(note: &Candidate) -> bool {
    !matches!(note.style, super::Style::Bare | super::Style::Wide | super::Style::Dotted | super::Style::Paren)
}
