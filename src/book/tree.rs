//! The headings of a book as one tree of numbers.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::absent::{self, Traces, runs};
use super::ending::{is_concluded, is_draft, is_finished, is_whole};
use super::{Group, Kind, Target};
use crate::doc::number::{Step, Unit};
use crate::doc::{Document, heading};

/// The headings of a book by their numbers. The first node is the root: the
/// work as a whole.
#[derive(Debug, Default)]
pub(super) struct Tree {
    nodes: Vec<Node>,
    /// From a node and a step to the node below.
    below: FxHashMap<(usize, Step), usize>,
    /// The nodes whose own step is this one, for units with a name.
    named: FxHashMap<Step, Vec<usize>>,
    /// The headings that are written as decimal numbers.
    decimal: FxHashMap<Vec<u32>, Decimal>,
    /// Numbers that something says exist.
    traces: Traces,
    /// Numbers that the numbering goes past, by the node above.
    gaps: FxHashSet<(usize, Step)>,
    /// One document, with what stands behind the last chapter.
    whole: bool,
    /// The user says that the documents are all there is.
    pub(super) given_whole: bool,
    /// The last document ends with what stands behind the last section.
    pub(super) concluded: bool,
    /// Of each document, where its headings begin, and their nodes.
    places: Vec<Vec<(u32, usize)>>,
}

/// A number of the work: `1章3節`.
#[derive(Debug)]
pub(super) struct Node {
    parent: usize,
    step: Step,
    /// Those below it, by unit and value.
    children: Vec<usize>,
    /// The headings that have it.
    pub(super) targets: Arc<Group>,
    closed: End,
}

/// The headings that are written with one decimal number.
#[derive(Debug, Default)]
pub(super) struct Decimal {
    /// Ascending, each once.
    pub(super) nodes: Vec<usize>,
    pub(super) targets: Arc<Group>,
}

/// How many headings of the highest level show how a whole work counts them.
const FEW: usize = 3;

/// How far behind the last number a reference may lie and still be meant for
/// this work.
const FAR: u32 = 12;

/// The root.
pub(super) const ROOT: usize = 0;

/// How a part of the work ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum End {
    /// It was not seen: the text may go on elsewhere.
    #[default]
    Open,
    /// With its file: the file may have been cut off.
    File,
    /// Something else follows in the same text.
    Text,
}

/// What holds a number that nothing has ends like this; or nothing is known.
pub(super) type Absence = Option<End>;

impl Node {
    /// The nodes right below it, by unit and value.
    pub(super) fn children(&self) -> &[usize] {
        &self.children
    }
}

impl Tree {
    pub(super) fn of(documents: &[Arc<Document>], given_whole: bool) -> Tree {
        let mut tree = Tree { given_whole, ..Tree::default() };
        tree.nodes.push(Node {
            parent: ROOT,
            step: Step { unit: Unit::Unnamed, value: 0 },
            children: Vec::new(),
            targets: Arc::default(),
            closed: End::Open,
        });
        let mut last = ROOT;
        let mut whole = true;
        for (d, document) in documents.iter().enumerate() {
            let mut places = Vec::new();
            let mut first = None;
            let mut nodes: Vec<usize> = Vec::new();
            let mut prefix: Vec<Step> = Vec::new();
            for (i, heading) in document.headings.iter().enumerate() {
                let above = heading.parent.and_then(|p| nodes.get(p)).copied().unwrap_or(ROOT);
                let mut node = above;
                if !heading.own.is_empty() {
                    let own = heading::path(&document.headings, i);
                    if first.is_none() {
                        prefix = tree.prefix(last, &own);
                    }
                    node = tree.insert(prefix.iter().chain(&own).copied());
                    tree.add(node, Target { document: d, kind: Kind::Heading(i) });
                    if heading.own.len() > 1 {
                        tree.decimal.entry(heading.own.iter().map(|s| s.value).collect()).or_default().nodes.push(node);
                    }
                    if first.is_none() {
                        tree.close(last, node, if whole { End::File } else { End::Open });
                        first = Some(node);
                    } else {
                        tree.close(last, node, End::Text);
                    }
                    last = node;
                }
                nodes.push(node);
                places.push((document.outline.blocks.get(heading.block).map_or(0, |b| b.span.start), node));
            }
            tree.places.push(places);
            let end = document.headings.iter().rev().find(|h| !h.own.is_empty()).map_or(0, |h| h.block + 1);
            let appended = document.captions.iter().any(|c| c.block >= end && super::labels::is_appendix(&c.label.family));
            // a file that is one chapter, or a book that has its appendices, or all of a draft
            let own = first.filter(|_| documents.len() > 1 || is_draft(document));
            whole = is_whole(document);
            let last_own = document.headings.iter().rev().find_map(|h| h.own.first());
            let ends = appended || last_own.is_some_and(|s| s.unit == Unit::Appendix) || is_finished(document);
            tree.whole = documents.len() == 1 && ends;
            if appended {
                tree.close(last, ROOT, if first.is_some() { End::Text } else { End::File });
                last = ROOT;
            } else if let Some(own) = own.filter(|_| whole && d + 1 == documents.len()) {
                let parent = tree.nodes.get(own).map_or(ROOT, |n| n.parent);
                tree.close(last, parent, End::File);
            }
            if d + 1 == documents.len() && is_concluded(document) {
                tree.close(last, ROOT, End::Text);
                tree.concluded = true;
            }
        }
        for i in 0..tree.nodes.len() {
            let mut children = tree.nodes.get(i).map(|n| n.children.clone()).unwrap_or_default();
            children.sort_by_key(|&c| tree.nodes.get(c).map(|n| (n.step.unit, n.step.value)));
            if let Some(node) = tree.nodes.get_mut(i) {
                node.children = children;
            }
        }
        let mut traces = Traces::default();
        for (d, document) in documents.iter().enumerate() {
            traces.add(&tree, document, d);
        }
        tree.traces = traces;
        tree.gaps = absent::gaps(&tree, documents);
        for decimal in tree.decimal.values_mut() {
            decimal.nodes.sort_unstable();
            decimal.nodes.dedup();
            let mut all = decimal.nodes.iter().filter_map(|&n| tree.nodes.get(n)).map(|n| &n.targets);
            decimal.targets = match decimal.nodes.as_slice() {
                [_] => all.next().cloned().unwrap_or_default(),
                _ => Arc::new(all.flat_map(|targets| targets.iter().copied()).collect::<Vec<_>>().into()),
            };
        }
        tree
    }

    /// What stands above the first heading of a document: the steps of the
    /// last one before it, when its number goes on from there.
    fn prefix(&self, last: usize, own: &[Step]) -> Vec<Step> {
        let Some(first) = own.first() else { return Vec::new() };
        let path = self.path(last);
        let Some(at) = path.iter().position(|s| s.unit == first.unit) else { return Vec::new() };
        let goes_on = path.get(at).is_some_and(|s| s.value + 1 == first.value || s.value == first.value);
        if goes_on && first.unit != Unit::Unnamed { path.get(..at).unwrap_or_default().to_vec() } else { Vec::new() }
    }

    fn insert(&mut self, path: impl Iterator<Item = Step>) -> usize {
        let mut at = ROOT;
        for step in path {
            at = if let Some(&node) = self.below.get(&(at, step)) {
                node
            } else {
                let node = self.nodes.len();
                self.nodes.push(Node { parent: at, step, children: Vec::new(), targets: Arc::default(), closed: End::Open });
                self.below.insert((at, step), node);
                if let Some(parent) = self.nodes.get_mut(at) {
                    parent.children.push(node);
                }
                if step.unit != Unit::Unnamed {
                    self.named.entry(step).or_default().push(node);
                }
                node
            };
        }
        at
    }

    fn add(&mut self, node: usize, target: Target) {
        if let Some(targets) = self.nodes.get_mut(node).and_then(|node| Arc::get_mut(&mut node.targets)) {
            targets.push(target);
        }
    }

    /// The text goes from one node to another: what is above the first and not
    /// above the second has ended.
    fn close(&mut self, from: usize, to: usize, seen: End) {
        let mut above: Vec<usize> = vec![to];
        while let Some(parent) = above.last().and_then(|&n| self.nodes.get(n)).map(|n| n.parent).filter(|_| above.last() != Some(&ROOT)) {
            above.push(parent);
        }
        let mut at = from;
        while at != ROOT && !above.contains(&at) {
            let Some(node) = self.nodes.get_mut(at) else { return };
            node.closed = node.closed.max(seen);
            at = node.parent;
        }
    }

    pub(super) fn node(&self, index: usize) -> Option<&Node> {
        self.nodes.get(index)
    }

    /// The node above; the root has none.
    pub(super) fn parent(&self, node: usize) -> Option<usize> {
        self.nodes.get(node).map(|n| n.parent).filter(|_| node != ROOT)
    }

    /// How many nodes there are.
    pub(super) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// The own step of a node.
    pub(super) fn step_of(&self, node: usize) -> Option<Step> {
        self.nodes.get(node).map(|n| n.step)
    }

    /// The node that holds the byte `at` of a document.
    pub(super) fn at(&self, document: usize, at: u32) -> usize {
        let Some(places) = self.places.get(document) else { return ROOT };
        let index = places.partition_point(|p| p.0 <= at).checked_sub(1);
        index.and_then(|i| places.get(i)).map_or(ROOT, |p| p.1)
    }

    /// The node of a heading.
    pub(super) fn of_heading(&self, document: usize, heading: usize) -> usize {
        self.places.get(document).and_then(|p| p.get(heading)).map_or(ROOT, |p| p.1)
    }

    /// The steps from the root to a node.
    pub(super) fn path(&self, node: usize) -> Vec<Step> {
        let mut path = Vec::new();
        let mut at = node;
        while let Some(node) = self.nodes.get(at).filter(|_| at != ROOT) {
            path.push(node.step);
            at = node.parent;
        }
        path.reverse();
        path
    }

    /// What a decimal number is written at.
    pub(super) fn decimal(&self, values: &[u32]) -> Option<&Decimal> {
        self.decimal.get(values)
    }

    /// The only node whose own step is this one.
    pub(super) fn only(&self, step: Step) -> Option<usize> {
        match self.named.get(&step).map(Vec::as_slice) {
            Some(&[node]) => Some(node),
            _ => None,
        }
    }

    /// The node below that a step leads to. Where no step there has a name,
    /// they are what the name says.
    pub(super) fn step(&self, from: usize, step: Step) -> Option<usize> {
        if let Some(&node) = self.below.get(&(from, step)) {
            return Some(node);
        }
        let beside = self.beside(from, step);
        beside.binary_search_by_key(&Some(step.value), |&n| self.value(n)).ok().and_then(|i| beside.get(i)).copied()
    }

    fn value(&self, node: usize) -> Option<u32> {
        self.nodes.get(node).map(|n| n.step.value)
    }

    /// The nodes below that count as this step's unit does, by value.
    fn beside(&self, from: usize, step: Step) -> &[usize] {
        let children = self.nodes.get(from).map_or(&[][..], |n| &n.children);
        let of = |unit: Unit| {
            let below =
                |than: fn(Unit, Unit) -> bool| children.partition_point(|&c| self.nodes.get(c).is_some_and(|n| than(n.step.unit, unit)));
            children.get(below(|a, b| a < b)..below(|a, b| a <= b)).unwrap_or(&[])
        };
        let same = of(step.unit);
        if !same.is_empty() {
            return same;
        }
        match step.unit {
            Unit::Part | Unit::Appendix => &[],
            Unit::Unnamed => {
                let first = children.first().and_then(|&c| self.nodes.get(c)).map(|n| n.step.unit);
                first.map(of).unwrap_or_default()
            }
            // under a unit that is named, the next lower one has no name
            _ => of(Unit::Unnamed),
        }
    }

    /// What it means that there is no such step below a node.
    pub(super) fn absence(&self, from: usize, step: Step) -> Absence {
        let beside = self.beside(from, step);
        if self.given_whole {
            return self.is_nowhere(from, step, beside).then_some(End::Text);
        }
        let beside_unit = || beside.first().and_then(|&n| self.step_of(n)).map_or(step.unit, |s| s.unit);
        let top = from == ROOT && step.unit != Unit::Appendix && !self.gaps.contains(&(from, step));
        let all = || self.whole || self.traces.list_all(&[], beside_unit(), beside.iter().filter_map(|&n| self.value(n)));
        if top && !(beside.len() >= FEW && step.unit != Unit::Part && all()) {
            return None;
        }
        let value = |node: Option<&usize>| node.and_then(|&n| self.value(n));
        let unit = beside_unit();
        let skipped = self.gaps.contains(&(from, Step { unit, ..step }));
        let most = value(beside.last()).unwrap_or(0);
        // Section 106 is that of an act
        let far = step.value > most.saturating_add(if top { FEW as u32 } else { FAR });
        if !skipped && (far || !runs(value(beside.first()), Some(most), beside.len(), step.value)) {
            return None;
        }
        let mut path = self.path(from);
        path.push(step);
        if self.traces.tell_of(&path) {
            return None;
        }
        if skipped || top {
            return Some(End::Text);
        }
        let values = || beside.iter().filter_map(|&n| self.value(n));
        let end = match from {
            _ if self.traces.list_all(&self.path(from), unit, values()) => End::Text,
            ROOT => End::File,
            _ => self.end(from),
        };
        // a chapter often is a file of its own, which was not given
        (end == End::Text || step.unit > Unit::Chapter).then_some(end)
    }

    /// Whether a whole work does not have a step below a node; it must be one
    /// that can be looked for there.
    fn is_nowhere(&self, from: usize, step: Step, beside: &[usize]) -> bool {
        let most = beside.last().and_then(|&n| self.value(n)).unwrap_or(0);
        // 第3節 without its chapter, 第2項 of a law
        let alone = from == ROOT && self.named.get(&step).is_some_and(|nodes| nodes.len() > 1);
        let named = step.unit <= Unit::Chapter || step.unit == Unit::Appendix || from != ROOT && step.unit == Unit::Section;
        let known = named || !beside.is_empty();
        let mut path = self.path(from);
        path.push(step);
        known && !alone && step.value <= most.saturating_add(FAR) && !self.traces.tell_of(&path)
    }

    /// How what is below a node ends.
    pub(super) fn end(&self, node: usize) -> End {
        self.nodes.get(node).map_or(End::Open, |n| n.closed)
    }

    /// The node that holds the byte `at` of a document, or the one above it,
    /// whose numbers are the last ones of `values`: for `Ⅲ-2-1`, chapter 2
    /// section 1.
    pub(super) fn scope(&self, document: usize, at: u32, values: &[u32]) -> Option<usize> {
        let mut node = self.at(document, at);
        while node != ROOT {
            let own: Vec<u32> = self.path(node).iter().map(|s| s.value).collect();
            if values.ends_with(&own) {
                return Some(node);
            }
            node = self.nodes.get(node)?.parent;
        }
        None
    }

    /// Whether a heading with a number follows behind the byte `at` of a
    /// document.
    pub(super) fn goes_on(&self, document: usize, at: u32) -> bool {
        let places = self.places.get(document).map_or(&[][..], Vec::as_slice);
        places.last().is_some_and(|p| p.0 > at)
    }
}
