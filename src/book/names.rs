//! Headings as references name them.

use super::tree::Tree;
use super::{Kind, Target};
use crate::doc::number::{Step, Unit};

impl Tree {
    /// The number of a heading as references give it.
    pub(super) fn name(&self, document: usize, heading: usize) -> Option<String> {
        let target = Target { document, kind: Kind::Heading(heading) };
        let node = self.of_heading(document, heading);
        self.node(node).filter(|n| n.targets.has(target))?;
        let path = self.path(node);
        if path.len() > 1 && path.iter().all(|s| s.unit == Unit::Unnamed) {
            return Some(path.iter().map(|s| s.value.to_string()).collect::<Vec<_>>().join("."));
        }
        let name = |step: &Step| match step.unit {
            Unit::Part => Some("部"),
            Unit::Chapter => Some("章"),
            Unit::Section => Some("節"),
            Unit::Item | Unit::Unnamed => Some("項"),
            Unit::Clause | Unit::Appendix => None,
        };
        // under 部, 章 and 節 one level without a name is 項
        let unnamed = path.iter().filter(|s| s.unit == Unit::Unnamed).count();
        let japanese = path.first().is_some_and(|s| s.unit < Unit::Item) && unnamed <= 1 && path.iter().any(|s| s.unit == Unit::Section);
        let whole = japanese || unnamed == 0;
        path.iter().map(|s| name(s).filter(|_| whole).map(|n| format!("{}{n}", s.value))).collect()
    }
}
