//! Captions and appendices by their labels.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::absent::runs;
use super::tree::{Absence, End, Tree};
use super::{Group, Kind, Target};
use crate::doc::caption::Label;
use crate::doc::{self, Document};

/// The captions of a book by their labels.
#[derive(Debug, Default)]
pub(super) struct Labels {
    targets: FxHashMap<Label, Same>,
    /// The last numbers of the labels that are equal but for it: `図表1-1-` has
    /// 1, 2, 3.
    rows: FxHashMap<Label, Row>,
    /// Labels that lines begin with, without being found to be captions.
    traces: FxHashSet<Label>,
    /// Labels that the numbering goes past, although something refers to them.
    gaps: FxHashSet<Label>,
}

/// The captions with one label.
#[derive(Debug, Default)]
struct Same {
    all: Arc<Group>,
    /// Those of each document, where they stand in several.
    own: FxHashMap<usize, Arc<Group>>,
}

#[derive(Debug, Default)]
struct Row {
    /// Ascending, each once.
    values: Vec<u32>,
    /// How many captions it has.
    count: usize,
    /// The part of the work that they are counted in.
    scope: Option<usize>,
    /// Where the last of them stands: document and byte.
    last: (usize, u32),
    /// The document, where all stand in one.
    document: Option<usize>,
    /// Whether figures and tables count in one row here: none of their numbers
    /// is there twice.
    shared: bool,
}

/// The most numbers of a row that are thought to be skipped; where more are not
/// there, they may have been lost in extraction.
const SKIPPED: usize = 2;

impl Row {
    /// The numbers that are missing between others, where they are few.
    fn skipped(&self) -> Option<Vec<u32>> {
        let (least, most) = (*self.values.first()?, *self.values.last()?);
        let holes = (most - least) as usize + 1 - self.values.len();
        if self.values.len() < 2 || !(1..=SKIPPED).contains(&holes) {
            return None;
        }
        Some((least..most).filter(|v| self.values.binary_search(v).is_err()).collect())
    }
}

/// Whether what is called so stands behind the chapters, counted through the
/// whole work.
#[must_use]
pub fn is_appendix(family: &str) -> bool {
    matches!(
        family,
        "資料"
            | "参考資料"
            | "付属資料"
            | "附属資料"
            | "添付資料"
            | "補足資料"
            | "別紙"
            | "別添"
            | "別表"
            | "別図"
            | "別記"
            | "付録"
            | "附録"
            | "付表"
            | "付図"
            | "附属書"
    )
}

fn row(label: &Label) -> Label {
    let number = label.number.split_last().map_or(&[][..], |(_, rest)| rest).to_vec();
    Label { family: label.family.clone(), number }
}

impl Labels {
    pub(super) fn of(documents: &[Arc<Document>], tree: &Tree) -> Labels {
        let mut labels = Labels::default();
        let mut targets: FxHashMap<Label, Vec<Target>> = FxHashMap::default();
        for (d, document) in documents.iter().enumerate() {
            for (i, caption) in document.captions.iter().enumerate() {
                let target = Target { document: d, kind: Kind::Caption(i) };
                targets.entry(caption.label.clone()).or_default().push(target);
                let key = row(&caption.label);
                let scope = tree.scope(d, caption.span.start, &key.number);
                let row = labels.rows.entry(key).or_default();
                let shallower = |a: usize, b: usize| if tree.path(a).len() <= tree.path(b).len() { a } else { b };
                row.scope = if row.count == 0 { scope } else { row.scope.zip(scope).map(|(a, b)| shallower(a, b)) };
                row.values.extend(caption.label.number.last());
                row.document = if row.count == 0 { Some(d) } else { row.document.filter(|home| *home == d) };
                row.count += 1;
                row.last = (d, caption.span.start);
            }
            let traces = document.traces.iter().filter_map(|t| match &t.target {
                doc::reference::Target::Label(label) => Some(label.clone()),
                _ => None,
            });
            labels.traces.extend(traces);
        }
        for row in labels.rows.values_mut() {
            row.values.sort_unstable();
            row.values.dedup();
        }
        let disjoint = |(key, row): (&Label, &Row)| {
            let other = labels.rows.get(&key.beside()?)?;
            let (few, many) = if row.values.len() < other.values.len() { (row, other) } else { (other, row) };
            few.values.iter().all(|v| many.values.binary_search(v).is_err()).then(|| key.clone())
        };
        let shared: Vec<Label> = labels.rows.iter().filter_map(disjoint).collect();
        for key in shared {
            labels.rows.entry(key).and_modify(|row| row.shared = true);
        }
        labels.gaps = labels.gaps(documents);
        labels.targets = targets.into_iter().map(|(label, list)| (label, Same::of(list))).collect();
        labels
    }

    /// Of the labels that something refers to, those that are missing between
    /// others.
    fn gaps(&self, documents: &[Arc<Document>]) -> FxHashSet<Label> {
        let mut found = FxHashSet::default();
        let skips: FxHashMap<&Label, (Vec<u32>, usize)> =
            self.rows.iter().filter_map(|(label, row)| Some((label, (row.skipped()?, row.document?)))).collect();
        if skips.is_empty() {
            return found;
        }
        let mut standing: FxHashMap<usize, FxHashSet<Label>> = FxHashMap::default();
        for document in documents.iter().filter(|d| !d.torn) {
            let mut seen = FxHashSet::default();
            for reference in &document.references {
                let doc::reference::Target::Label(label) = &reference.target else { continue };
                let Some(value) = label.number.last().filter(|_| seen.insert(label)) else { continue };
                // a row that is in one file as a whole
                let hole = skips.get(&row(label)).filter(|(skipped, _)| skipped.contains(value));
                let Some((d, home)) = hole.and_then(|(_, d)| Some((*d, documents.get(*d)?))) else { continue };
                let mut stands = || standing.entry(d).or_insert_with(|| doc::caption::standing(&home.text, &home.outline)).contains(label);
                if !home.torn && !found.contains(label) && !stands() {
                    found.insert(label.clone());
                }
            }
        }
        found
    }

    pub(super) fn get(&self, label: &Label) -> Option<&Arc<Group>> {
        self.targets.get(label).map(|same| &same.all)
    }

    /// The last numbers of all captions that count in one row with a label,
    /// ascending: those of its family, and those of the family beside it, with
    /// which it shares the row.
    pub(super) fn taken(&self, label: &Label) -> (&[u32], &[u32]) {
        let key = row(label);
        let Some(own) = self.rows.get(&key) else { return (&[], &[]) };
        let other = key.beside().filter(|_| own.shared).and_then(|key| self.rows.get(&key));
        (&own.values, other.map_or(&[], |row| &row.values))
    }

    /// Of several with one label, those in the same document.
    pub(super) fn nearest(&self, label: &Label, document: usize) -> Option<&Arc<Group>> {
        self.targets.get(label).map(|same| same.own.get(&document).unwrap_or(&same.all))
    }

    /// What it means that no caption has this label, which is named in a
    /// document at the byte `at`.
    pub(super) fn absence(&self, label: &Label, document: usize, at: u32, tree: &Tree) -> Absence {
        if tree.given_whole && !self.traces.contains(label) {
            return Some(End::Text);
        }
        let (row, value) = (self.rows.get(&row(label))?, *label.number.last()?);
        if self.gaps.contains(label) && !self.traces.contains(label) {
            return Some(End::Text);
        }
        if self.traces.contains(label) || !runs(row.values.first().copied(), row.values.last().copied(), row.values.len(), value) {
            return None;
        }
        if is_appendix(&label.family) {
            return Some(End::File);
        }
        // the next one may follow where the text breaks off
        let next = row.values.last().is_some_and(|most| most + 1 == value);
        if next && (document, at) > row.last && !tree.goes_on(document, at) && !tree.concluded {
            return Some(End::Open);
        }
        match row.scope {
            Some(scope) => Some(tree.end(scope)),
            // what is counted through the whole work may follow in a later part
            None if row.count < 2 && !tree.concluded => Some(End::Open),
            None => Some(if (document, at) < row.last || tree.goes_on(document, at) { End::Text } else { End::File }),
        }
    }
}

impl Same {
    fn of(list: Vec<Target>) -> Same {
        let mut own = FxHashMap::default();
        if list.first().map(|t| t.document) != list.last().map(|t| t.document) {
            own = list
                .chunk_by(|a, b| a.document == b.document)
                .filter_map(|c| Some((c.first()?.document, Arc::new(c.to_vec().into()))))
                .collect();
        }
        Same { all: Arc::new(list.into()), own }
    }
}
