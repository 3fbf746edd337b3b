//! What is known of numbers that no heading has: that something says they
//! exist, or that the numbering goes past them.

use rustc_hash::{FxHashMap, FxHashSet};

use super::tree::{ROOT, Tree};
use super::{Kind, Target};
use crate::doc::number::{Step, Unit};
use crate::doc::{self, Document, heading, series};
use crate::text::Span;

/// Numbers that stand where headings would, or in a table of contents, without
/// being found as headings.
#[derive(Debug, Default)]
pub(super) struct Traces {
    /// The last step of a named one, the whole of a decimal one: what stands
    /// above it is not known.
    anywhere: FxHashSet<Vec<Step>>,
    /// From its chapter or part on.
    placed: FxHashSet<Vec<Step>>,
    /// What a table of contents lists, by what it stands under.
    contents: FxHashMap<Vec<Step>, FxHashSet<Step>>,
}

impl Traces {
    /// Adds those of a document, whose headings are in the tree.
    pub(super) fn add(&mut self, tree: &Tree, document: &Document, index: usize) {
        let mut open: Vec<Step> = Vec::new();
        let mut place = ROOT;
        for trace in &document.traces {
            let doc::reference::Target::Heading(steps) = &trace.target else { continue };
            let Some(first) = steps.first() else { continue };
            let named = steps.iter().any(|s| s.unit != Unit::Unnamed);
            let here = tree.at(index, trace.at);
            if here != place {
                (open, place) = (tree.path(here), here);
            }
            if named && trace.listed {
                open.retain(|s| s.unit < first.unit);
                open.extend(steps);
                if open.first().is_some_and(|s| s.unit <= Unit::Chapter) {
                    self.list(&open);
                    self.placed.insert(open.clone());
                    continue;
                }
            }
            if trace.listed && steps.len() > 1 {
                self.list(steps);
            }
            self.anywhere(steps);
        }
        // a heading whose chapter is not known, or not for certain
        let torn = document.torn || heading::is_torn(&document.headings);
        for (i, heading) in document.headings.iter().enumerate() {
            let path = tree.path(tree.of_heading(index, i));
            if heading.own.iter().any(|s| s.unit != Unit::Unnamed) && (torn || path.first().is_some_and(|s| s.unit > Unit::Chapter)) {
                self.anywhere(&heading.own);
            }
        }
    }

    fn list(&mut self, path: &[Step]) {
        if let Some((last, above)) = path.split_last() {
            self.contents.entry(above.to_vec()).or_default().insert(*last);
        }
    }

    /// Whether a table of contents lists all that the text has below a path:
    /// there is no more of it.
    pub(super) fn list_all(&self, above: &[Step], unit: Unit, mut values: impl Iterator<Item = u32>) -> bool {
        self.contents.get(above).is_some_and(|listed| listed.len() > 1 && values.all(|value| listed.contains(&Step { unit, value })))
    }

    fn anywhere(&mut self, steps: &[Step]) {
        let named = steps.iter().any(|s| s.unit != Unit::Unnamed);
        let kept = if named { steps.get(steps.len().saturating_sub(1)..).unwrap_or_default() } else { steps };
        self.anywhere.insert(kept.to_vec());
    }

    /// Whether something says that this path, from the root on, exists.
    pub(super) fn tell_of(&self, path: &[Step]) -> bool {
        let last = path.get(path.len().saturating_sub(1)..).unwrap_or_default();
        last.first().is_some_and(|s| s.unit != Unit::Unnamed) && self.anywhere.contains(last)
            || path.len() > 1 && self.anywhere.contains(path)
            || (0..path.len()).any(|from| path.get(from..).is_some_and(|p| self.placed.contains(p)))
    }
}

/// The most numbers that are thought to be skipped at one place.
const SKIPPED: u32 = 3;

/// The steps that are missing between two headings of one document which stand
/// next to each other in the numbering, by the node above them.
pub(super) fn gaps(tree: &Tree, documents: &[std::sync::Arc<Document>]) -> FxHashSet<(usize, Step)> {
    let mut found = FxHashSet::default();
    let mut torn: FxHashMap<usize, bool> = FxHashMap::default();
    for parent in 0..tree.len() {
        let children = tree.node(parent).map_or(&[][..], |n| n.children());
        for pair in children.windows(2) {
            let &[a, b] = pair else { continue };
            let (Some(before), Some(behind)) = (tree.step_of(a), tree.step_of(b)) else { continue };
            let skipped = before.value + 1..behind.value;
            if before.unit != behind.unit || skipped.is_empty() || behind.value - before.value > SKIPPED + 1 {
                continue;
            }
            let single = |node: usize| match tree.node(node).map(|n| &**n.targets) {
                Some(&[Target { document, kind: Kind::Heading(heading) }]) => Some((document, heading)),
                _ => None,
            };
            let (Some((d, first)), Some((other, last))) = (single(a), single(b)) else { continue };
            let Some(document) = documents.get(d).filter(|_| d == other && first < last) else { continue };
            let torn = *torn.entry(d).or_insert_with(|| document.torn || heading::is_torn(&document.headings));
            let (Some(first), Some(last)) = (document.headings.get(first), document.headings.get(last)) else { continue };
            let (Some(form), Some(number)) = (last.form, last.number) else { continue };
            if torn || first.form != last.form {
                continue;
            }
            // what was not taken for a heading
            let between = document.slice(Span::new(first.title.end, number.start));
            for value in skipped {
                if !series::stands_in(between, form, value) {
                    found.insert((parent, Step { value, ..before }));
                }
            }
        }
    }
    found
}

/// Whether numbers (the least, the greatest, how many different ones) run from
/// 1 with hardly a hole, and `value` lies behind them.
pub(super) fn runs(least: Option<u32>, most: Option<u32>, count: usize, value: u32) -> bool {
    let holes = (most.unwrap_or(0) as usize).saturating_sub(count);
    least == Some(1) && most.is_some_and(|most| value > most) && holes * 2 <= count
}
