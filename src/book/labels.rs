//! Captions and appendices by their labels.

use rustc_hash::{FxHashMap, FxHashSet};

use super::tree::{Absence, runs};
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
    /// Text that belongs to something else follows the last of them.
    closed: bool,
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
    pub(super) fn of(documents: &[Document]) -> Labels {
        let mut labels = Labels::default();
        for (d, document) in documents.iter().enumerate() {
            let end = document.headings.iter().rev().find(|h| !h.own.is_empty()).map_or(0, |h| h.block);
            for (i, caption) in document.captions.iter().enumerate() {
                let target = Target { document: d, kind: Kind::Caption(i) };
                labels.targets.entry(caption.label.clone()).or_default().push(target);
                let row = labels.rows.entry(row(&caption.label)).or_default();
                row.values.extend(caption.label.number.last());
                row.closed = caption.block < end || d + 1 < documents.len() || is_appendix(&caption.label.family);
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

    /// What it means that no caption has this label.
    pub(super) fn absence(&self, label: &Label) -> Absence {
        let (Some(row), Some(&value)) = (self.rows.get(&row(label)), label.number.last()) else { return Absence::Outside };
        if self.traces.contains(label) || !runs(&row.values, value) {
            return Absence::Outside;
        }
        // what is counted through the whole work may follow in a later part
        let counted = label.number.len() == 1 && !is_appendix(&label.family) && row.values.len() < 2;
        if row.closed && !counted { Absence::Sure } else { Absence::Open }
    }
}
