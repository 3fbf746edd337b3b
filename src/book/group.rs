//! All that has one number. Mostly it is one target; where many files have the
//! same chapters it is hundreds, and the references to it share one list.

use std::ops::Deref;
use std::sync::OnceLock;

use rustc_hash::FxHashSet;

use super::{Book, Target, key};

/// The targets with one number, in reading order.
#[derive(Debug, Default)]
pub struct Group {
    list: Vec<Target>,
    /// One for each title.
    titles: OnceLock<Vec<Target>>,
}

/// Titles that are compared with a quoted one. A number that more of them have
/// says nothing of what is meant.
pub const TITLES: usize = 64;

impl Group {
    pub(super) fn push(&mut self, target: Target) {
        self.list.push(target);
    }

    /// Whether `target` is one of them.
    #[must_use]
    pub fn has(&self, target: Target) -> bool {
        self.list.binary_search(&target).is_ok()
    }
}

impl From<Vec<Target>> for Group {
    fn from(mut list: Vec<Target>) -> Group {
        list.sort_unstable();
        list.dedup();
        Group { list, titles: OnceLock::new() }
    }
}

impl Deref for Group {
    type Target = [Target];

    fn deref(&self) -> &[Target] {
        &self.list
    }
}

impl PartialEq for Group {
    fn eq(&self, other: &Group) -> bool {
        self.list == other.list
    }
}

impl Eq for Group {}

impl Book {
    /// One target for each title that those of a group have, in reading order;
    /// no more than [`TITLES`] and one.
    #[must_use]
    pub fn titles<'g>(&self, group: &'g Group) -> &'g [Target] {
        if let [_] = group.list.as_slice() {
            return &group.list;
        }
        group.titles.get_or_init(|| {
            let mut seen = FxHashSet::default();
            group.list.iter().copied().filter(|t| seen.insert(key(self.title(*t)))).take(TITLES + 1).collect()
        })
    }
}
