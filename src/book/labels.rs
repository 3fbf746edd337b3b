//! Captions and appendices by their labels.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::tree::{Absence, End, Tree, runs};
use super::{Kind, Target};
use crate::doc::caption::Label;
use crate::doc::{self, Document};

/// The captions of a book by their labels.
#[derive(Debug, Default)]
pub(super) struct Labels {
    targets: FxHashMap<Label, Vec<Target>>,
    /// The last numbers of the labels that are equal but for it: `図表1-1-` has
    /// 1, 2, 3.
    rows: FxHashMap<Label, Row>,
    /// Labels that lines begin with, without being found to be captions.
    traces: FxHashSet<Label>,
}

#[derive(Debug, Default)]
struct Row {
    values: Vec<u32>,
    /// The part of the work that they are counted in.
    scope: Option<usize>,
    /// Where the last of them stands: document and byte.
    last: (usize, u32),
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
        for (d, document) in documents.iter().enumerate() {
            for (i, caption) in document.captions.iter().enumerate() {
                let target = Target { document: d, kind: Kind::Caption(i) };
                labels.targets.entry(caption.label.clone()).or_default().push(target);
                let key = row(&caption.label);
                let scope = tree.scope(d, caption.span.start, &key.number);
                let row = labels.rows.entry(key).or_default();
                let shallower = |a: usize, b: usize| if tree.path(a).len() <= tree.path(b).len() { a } else { b };
                row.scope = if row.values.is_empty() { scope } else { row.scope.zip(scope).map(|(a, b)| shallower(a, b)) };
                row.values.extend(caption.label.number.last());
                row.last = (d, caption.span.start);
            }
            let traces = document.traces.iter().filter_map(|t| match t {
                doc::reference::Target::Label(label) => Some(label.clone()),
                _ => None,
            });
            labels.traces.extend(traces);
        }
        labels
    }

    pub(super) fn get(&self, label: &Label) -> &[Target] {
        self.targets.get(label).map_or(&[], Vec::as_slice)
    }

    /// What it means that no caption has this label, which is named in a
    /// document at the byte `at`.
    pub(super) fn absence(&self, label: &Label, document: usize, at: u32, tree: &Tree) -> Absence {
        let (row, value) = (self.rows.get(&row(label))?, *label.number.last()?);
        if self.traces.contains(label) || !runs(&row.values, value) {
            return None;
        }
        if is_appendix(&label.family) {
            return Some(End::File);
        }
        // the next one may follow where the text breaks off
        let next = row.values.iter().max().is_some_and(|most| most + 1 == value);
        if next && (document, at) > row.last && !tree.goes_on(document, at) {
            return Some(End::Open);
        }
        match row.scope {
            Some(scope) => Some(tree.end(scope)),
            // what is counted through the whole work may follow in a later part
            None if row.values.len() < 2 => Some(End::Open),
            None => Some(if (document, at) < row.last || tree.goes_on(document, at) { End::Text } else { End::File }),
        }
    }
}
