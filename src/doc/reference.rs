//! References: words that point at another place of the work.

use super::Outline;
use super::caption::Label;
use super::number::{Step, Unit};
use crate::text::{Span, Text};

/// A reference. A list or a range (`図1～3`) gives one for each end and
/// each member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The words that point, without a quoted title.
    pub span: Span,
    /// Where they point.
    pub target: Target,
    /// The title quoted behind it, in brackets: what is between them.
    pub title: Option<Span>,
}

/// Where a reference points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A heading, from the outermost step that is named: `V部1章3節3項`,
    /// `1.2.1項`.
    Heading(Vec<Step>),
    /// A heading relative to where the reference stands: `本章3節`, `前節`,
    /// `次項`. The first step is counted from the place of the reference.
    Relative {
        /// What is named: `章` in `本章3節`.
        unit: Unit,
        /// 0 for `本` and `同`, -1 for `前`, 1 for `次`.
        by: i32,
        /// The steps below it.
        steps: Vec<Step>,
    },
    /// A float or an appendix: `図表Ⅲ-2-2-1`, `資料30`.
    Label(Label),
    /// A page as it is printed: `p.357`.
    Page(u32),
    /// A note: `注3`, `脚注2`.
    Note(u32),
}

/// The references of a text.
#[must_use]
pub fn find(_text: &Text, _outline: &Outline) -> Vec<Reference> {
    Vec::new()
}
