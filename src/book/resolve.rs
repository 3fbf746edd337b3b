//! What becomes of a reference.

use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::tree::{Absence, End, ROOT};
use super::{Book, Group, Kind, Likeness, Target, compare, key, titles};
use crate::doc::Document;
use crate::doc::caption::{self, Label};
use crate::doc::number::{Step, Unit};
use crate::doc::reference::{self, Reference};

/// What became of a reference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Resolution {
    /// It points at these: one, unless several have the same number.
    Found(Arc<Group>),
    /// What it points at should be among the files, and is not.
    Missing(Missing),
    /// What it points at does not belong to what was given, or nothing is known
    /// of it.
    Outside,
}

/// What is known of a target that is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Missing {
    /// The end of what should hold it was seen; otherwise the text may go on.
    pub sure: bool,
}

/// Characters of the shortest title that tells what was meant.
pub const TELLING: usize = 4;

impl Resolution {
    /// The target, where there is only one.
    #[must_use]
    pub fn only(&self) -> Option<Target> {
        match self {
            Resolution::Found(group) => match ***group {
                [one] => Some(one),
                _ => None,
            },
            _ => None,
        }
    }
}

impl Book {
    /// What a reference of a document points at.
    pub(super) fn resolve(&self, document: usize, reference: &Reference) -> Resolution {
        let place = || self.tree.at(document, reference.span.start);
        let found = match &reference.target {
            reference::Target::Label(label) => match self.labels.nearest(label, document) {
                None => Err(self.labels.absence(label, document, reference.span.start, &self.tree)),
                Some(group) => Ok(Arc::clone(group)),
            },
            reference::Target::Heading(steps) => self.heading(place(), steps),
            reference::Target::Relative { unit, by, steps } => self.relative(place(), *unit, *by, steps),
            reference::Target::Note(number) => self.notes.find(document, reference.span.start, *number),
            reference::Target::Page(_) | reference::Target::Broken(_) => Err(None),
        };
        let end = match found {
            Ok(list) => return Resolution::Found(list),
            Err(None) if self.is_beside(reference, document) => return Resolution::Missing(Missing { sure: true }),
            Err(None) => return Resolution::Outside,
            Err(Some(end)) => end,
        };
        let Some(title) = reference.title.and_then(|t| self.documents.get(document).map(|d| d.slice(t))) else {
            return Resolution::Missing(Missing { sure: end != End::Open });
        };
        if self.is_displaced(&reference.target, title) {
            return Resolution::Outside;
        }
        // what nothing else is called may stand in a part that was cut off
        let known = self.titles.has(&key(title));
        Resolution::Missing(Missing { sure: end == End::Text || end == End::File && known })
    }

    /// Takes back what is missing where a sentence says that it is elsewhere,
    /// or was left out.
    pub(super) fn leave_out(&mut self) {
        let left_out = self.each(|d, document| {
            let list = self.resolutions.get(d).into_iter().flatten().zip(&document.references);
            let lost = list.filter(|(resolution, _)| !matches!(resolution, Resolution::Found(_)));
            let named = lost.filter_map(|(_, r)| Some((reference_label(r)?, r.span)));
            let said = named.filter(|(_, span)| reference::is_elsewhere(document.text.as_str(), *span));
            said.map(|(label, _)| label.clone()).collect::<Vec<_>>()
        });
        self.left_out = left_out.into_iter().flatten().collect();
        for (document, list) in self.documents.iter().zip(&mut self.resolutions) {
            for (resolution, reference) in list.iter_mut().zip(&document.references) {
                let said = || match reference_label(reference) {
                    Some(label) => self.left_out.contains(label),
                    None => is_of_another(document, reference),
                };
                if matches!(resolution, Resolution::Missing(_)) && said() {
                    *resolution = Resolution::Outside;
                }
            }
        }
    }

    /// Takes back labels that are missing in a whole work where a line has them:
    /// a caption that was not taken for one.
    pub(super) fn find_standing(&mut self) {
        let missing = self.resolutions.iter().flatten().any(|r| matches!(r, Resolution::Missing(_)));
        if !self.tree.given_whole || !missing {
            return;
        }
        let standing: FxHashSet<Label> =
            self.each(|_, document| caption::standing(&document.text, &document.outline)).into_iter().flatten().collect();
        for (document, list) in self.documents.iter().zip(&mut self.resolutions) {
            for (resolution, reference) in list.iter_mut().zip(&document.references) {
                if matches!(resolution, Resolution::Missing(_)) && reference_label(reference).is_some_and(|label| standing.contains(label))
                {
                    *resolution = Resolution::Outside;
                }
            }
        }
    }

    /// Takes back what is missing where a line has its title without its
    /// number: the number was lost.
    pub(super) fn forgive(&mut self) {
        let quoted = |d: usize, i: usize| {
            let document = self.documents.get(d)?;
            document.references.get(i)?.title.map(|t| document.slice(t))
        };
        let all = self.resolutions.iter().enumerate().flat_map(|(d, list)| list.iter().enumerate().map(move |(i, r)| (d, i, r)));
        let missing = all.filter(|(.., r)| matches!(r, Resolution::Missing(_)));
        let missing: Vec<(usize, usize, &str)> = missing.filter_map(|(d, i, _)| Some((d, i, quoted(d, i)?))).collect();
        if missing.is_empty() {
            return;
        }
        let lost = titles::lost(self, &missing.iter().map(|m| m.2).collect::<Vec<_>>());
        let forgiven: Vec<(usize, usize)> = missing.iter().filter(|m| lost.contains(&key(m.2))).map(|m| (m.0, m.1)).collect();
        for (d, i) in forgiven {
            if let Some(resolution) = self.resolutions.get_mut(d).and_then(|list| list.get_mut(i)) {
                *resolution = Resolution::Outside;
            }
        }
    }

    /// Whether the title stands at a heading with the same last number, of
    /// which it is not known what it stands under.
    fn is_displaced(&self, target: &reference::Target, title: &str) -> bool {
        let (last, depth) = match target {
            reference::Target::Heading(steps) => (steps.last(), steps.len()),
            reference::Target::Relative { steps, .. } => (steps.last(), steps.len() + 1),
            _ => return false,
        };
        self.titles.depth(&key(title), last.map(|s| s.value)).is_some_and(|least| least < depth)
    }

    /// Whether the quoted title is that of one heading, whose number is the one
    /// named but for the last step: that step is wrong. A number of another part
    /// could as well be right.
    fn is_beside(&self, reference: &Reference, document: usize) -> bool {
        let reference::Target::Heading(steps) = &reference.target else { return false };
        let title = reference.title.and_then(|t| self.documents.get(document).map(|d| d.slice(t))).unwrap_or("");
        if key(title).chars().count() < TELLING || steps.iter().any(|s| matches!(s.unit, Unit::Part | Unit::Appendix)) {
            return false;
        }
        if self.documents.get(document).is_some_and(|d| reference::may_be_elsewhere(d.text.as_str(), reference.span)) {
            return false;
        }
        let &[Target { document, kind: Kind::Heading(heading) }] = self.titled(title, false) else { return false };
        let path = self.tree.path(self.tree.of_heading(document, heading));
        let own = match path.first() {
            Some(first) if first.unit == Unit::Part => path.get(1..).unwrap_or_default(),
            _ => &path,
        };
        // 3章 is the heading 3 where numbers have no names
        let fits = |(a, b): (&Step, &Step)| a.unit == b.unit || a.unit == Unit::Unnamed && own.iter().all(|s| s.unit == Unit::Unnamed);
        let above = own.iter().zip(steps).take(steps.len().saturating_sub(1)).all(|(a, b)| a.value == b.value);
        let whole = steps.first().is_some_and(|s| s.unit == Unit::Chapter || steps.len() > 1 && s.unit == Unit::Unnamed);
        whole
            && own.len() == steps.len()
            && own.iter().zip(steps).all(fits)
            && above
            && own.last().map(|s| s.value) != steps.last().map(|s| s.value)
    }

    fn heading(&self, place: usize, steps: &[Step]) -> Result<Arc<Group>, Absence> {
        let Some(first) = steps.first() else { return Err(None) };
        if steps.len() > 1 && steps.iter().all(|s| s.unit == Unit::Unnamed) {
            return self.decimal(steps);
        }
        // what is not said is as at the place of the reference
        let own = self.tree.path(place);
        let above = own.iter().take_while(|s| s.unit < first.unit && first.unit != Unit::Appendix).copied().collect::<Vec<_>>();
        let anchored = own.iter().any(|s| s.unit == first.unit) || above.len() < own.len() || !above.is_empty();
        let named = anchored.then(|| self.follow(ROOT, above.iter().chain(steps).copied()));
        match named {
            Some(found @ Ok(_)) => found,
            other => {
                let elsewhere = self.tree.only(*first).filter(|_| above.is_empty() || first.unit <= Unit::Chapter);
                match elsewhere.map(|node| self.follow(node, steps.iter().skip(1).copied())) {
                    Some(found) => found,
                    None => match other {
                        Some(absent) if !above.is_empty() => absent,
                        _ => self.follow(ROOT, steps.iter().copied()),
                    },
                }
            }
        }
    }

    /// A number such as 1.2.3, as it is written at a heading.
    fn decimal(&self, steps: &[Step]) -> Result<Arc<Group>, Absence> {
        let values: Vec<u32> = steps.iter().map(|s| s.value).collect();
        if let Some(found) = self.tree.decimal(&values) {
            return Ok(Arc::clone(&found.targets));
        }
        // what stands above it may be written otherwise: 第1章 over 1.1
        for keep in (1..values.len()).rev() {
            let above = values.get(..keep).and_then(|v| self.tree.decimal(v));
            if let Some(&[node]) = above.map(|d| d.nodes.as_slice()) {
                return self.follow(node, steps.iter().skip(keep).copied());
            }
        }
        // what stands above the sections is a part: they themselves tell
        if let Some((last, above)) = steps.split_last() {
            let first: Vec<u32> = above.iter().map(|s| s.value).chain([1]).collect();
            if let Some(&[node]) = self.tree.decimal(&first).map(|d| d.nodes.as_slice())
                && let Some(parent) = self.tree.parent(node)
            {
                return self.follow(parent, std::iter::once(*last));
            }
        }
        let chapter = steps.first().and_then(|s| self.tree.only(Step { unit: Unit::Chapter, value: s.value }));
        match chapter {
            Some(node) => self.follow(node, steps.iter().skip(1).copied()),
            None => self.follow(ROOT, steps.iter().copied()),
        }
    }

    fn relative(&self, place: usize, unit: Unit, by: i32, steps: &[Step]) -> Result<Arc<Group>, Absence> {
        let own = self.tree.path(place);
        let depth = match own.iter().position(|s| s.unit == unit) {
            Some(at) => at,
            // 1, 1.2, 1.2.3 are 章, 節, 項
            None if own.iter().all(|s| s.unit == Unit::Unnamed) => match unit {
                Unit::Chapter => 0,
                Unit::Section => 1,
                Unit::Item => 2,
                _ => return Err(None),
            },
            None if unit == Unit::Item => match own.iter().position(|s| s.unit == Unit::Section) {
                Some(at) => at + 1,
                None => return Err(None),
            },
            None => return Err(None),
        };
        let Some(step) = own.get(depth) else { return Err(None) };
        let value = step.value.checked_add_signed(by).filter(|v| *v > 0);
        let Some(value) = value else { return Err(None) };
        let moved = Step { value, ..*step };
        let above = own.get(..depth).unwrap_or_default();
        // the one before or behind may be an introduction without a number
        if by != 0 {
            let found = self.follow(ROOT, above.iter().copied().chain([moved]));
            found.map_err(|_| None)?;
        }
        self.follow(ROOT, above.iter().copied().chain([moved]).chain(steps.iter().copied()))
    }

    /// Goes down the tree; where there is no way on, what that means.
    fn follow(&self, from: usize, steps: impl Iterator<Item = Step>) -> Result<Arc<Group>, Absence> {
        let mut at = from;
        for step in steps {
            match self.tree.step(at, step) {
                Some(node) => at = node,
                None => return Err(self.tree.absence(at, step)),
            }
        }
        match self.tree.node(at) {
            Some(node) if !node.targets.is_empty() => Ok(Arc::clone(&node.targets)),
            _ => Err(None),
        }
    }
}

/// Whether the sentence around a reference to a heading speaks of another work:
/// another edition, or, for a chapter or section that stands alone, a law.
fn is_of_another(document: &Document, reference: &Reference) -> bool {
    let alone = matches!(&reference.target, reference::Target::Heading(steps) if steps.len() == 1);
    let text = document.text.as_str();
    reference::is_elsewhere(text, reference.span)
        || alone && (reference::names_law(text, reference.span) || reference::may_be_elsewhere(text, reference.span))
}

fn reference_label(reference: &Reference) -> Option<&Label> {
    match &reference.target {
        reference::Target::Label(label) => Some(label),
        _ => None,
    }
}

/// What is usual in a book.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Habits {
    /// Of headings, of captions.
    kinds: [Habit; 2],
}

#[derive(Clone, Copy, Debug, Default)]
struct Habit {
    found: usize,
    missing: usize,
    /// Quoted titles that are the titles of their targets.
    same: usize,
    other: usize,
}

impl Habits {
    pub(super) fn of(book: &Book) -> Habits {
        let mut habits = Habits::default();
        for (d, document) in book.documents.iter().enumerate() {
            for (i, reference) in document.references.iter().enumerate() {
                if matches!(reference.target, reference::Target::Note(_)) {
                    continue;
                }
                let caption = matches!(reference.target, reference::Target::Label(_));
                let Some(habit) = habits.kinds.get_mut(usize::from(caption)) else { continue };
                match book.resolution(d, i) {
                    Resolution::Found(targets) => {
                        habit.found += 1;
                        let Some(quoted) = reference.title.map(|t| document.slice(t)) else { continue };
                        match book.titles(targets).iter().map(|t| compare(quoted, book.title(*t))).find(|l| *l != Likeness::Other) {
                            Some(Likeness::Same) => habit.same += 1,
                            Some(_) => {}
                            None => habit.other += 1,
                        }
                    }
                    Resolution::Missing(_) => habit.missing += 1,
                    Resolution::Outside => {}
                }
            }
        }
        habits
    }

    pub(super) fn quotes_titles(&self, captions: bool) -> bool {
        let [headings, labels] = self.kinds;
        let (one, both) = (if captions { labels } else { headings }, headings.same + labels.same);
        let other = one.other.max(1);
        both > 0 && both * 2 >= other && (one.same > 0 || other <= 2)
    }

    pub(super) fn is_full_of_holes(&self, captions: bool) -> bool {
        let habit = self.kinds.get(usize::from(captions)).copied().unwrap_or_default();
        habit.missing >= 4 && habit.missing > habit.found
    }
}
