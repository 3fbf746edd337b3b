//! Numbers of parts of a document: what `第Ⅲ部`, `１．`, `1.2.3` and
//! `Chapter 2` have in common, so that a reference and what it points at can be
//! compared.

/// What a number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// `部`, `編`, `Part`
    Part,
    /// `章`, `Chapter`
    Chapter,
    /// `節`, `Section`
    Section,
    /// `項`
    Item,
    /// `款`, `目` and other names below `項`
    Clause,
    /// A number without a name: `1　…`, `１．`, `(1)`, `1.2.3`; what it counts
    /// is told by its place among the others.
    Unnamed,
}

/// One step of a way through a document: `第2章` is `{Chapter, 2}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Step {
    /// What is counted.
    pub unit: Unit,
    /// Which one; from 1.
    pub value: u32,
}
