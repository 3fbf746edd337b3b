//! What a lint is: a page (its name, level, words, examples) and a check (a
//! pure function of one document and its book).
//!
//! A check gives [`Offence`]s in bytes of the cleaned text and names the words
//! of its page that say what is wrong; what becomes of them (language, level,
//! place in the file, suppression) is decided once, in the run.

pub mod baseline;
mod checked;
pub mod directive;
pub mod fix;
pub mod house;
mod javascript;
pub mod page;
pub mod prh;
mod settings;
mod terms;

pub use checked::{Accepted, Checked, Counts, Diagnostic, File, Fix as FileFix, Related as RelatedPlace};
pub use page::{Front, Language, Page, Words};
pub use settings::Settings;
pub use terms::{Match, Terms};

use std::sync::Arc;

use crate::book::{Book, Place};
use crate::doc::Document;
use crate::finding::Level;
use crate::text::Span;

/// One row of the table of lints.
pub struct Row {
    /// The page, as written in `lints/NAME.md`.
    pub page: &'static str,
    /// What the lint does.
    pub check: Check,
}

/// How a lint finds what it reports.
#[derive(Clone)]
pub enum Check {
    /// From a document in its book. Called once for each document, in parallel.
    Document(fn(&Context<'_>, &mut Offences)),
    /// Each edit of these stages of the clean-up, given by the reasons
    /// ([`crate::text::Cause::reason`]) that count; none: all of them.
    Stage {
        /// The name of the stage.
        stage: &'static str,
        /// The reasons that count.
        reasons: &'static [&'static str],
    },
    /// What reading the file found under the lint's own name.
    Reading,
    /// The comments that accept nothing.
    Directives,
    /// The words that a user's page or dictionary finds: all of them, found in
    /// one pass, and which of them belong to this lint ([`Match::lint`]).
    Terms(Arc<Terms>, usize),
}

/// What a check may look at.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The document to report on.
    pub document: &'a Document,
    /// Its place in the book.
    pub index: usize,
    /// All documents of the work.
    pub book: &'a Book,
    /// The options of the lint.
    pub settings: &'a Settings,
}

impl Context<'_> {
    /// A span of the document as a place of the book.
    #[must_use]
    pub fn place(&self, span: Span) -> Place {
        Place { document: self.index, span }
    }
}

/// Values for the `{placeholders}` of a message.
pub type Values = Vec<(&'static str, String)>;

/// What a check found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offence {
    /// Where, in bytes of the cleaned text of the document.
    pub span: Span,
    /// Which message of the page; `main` where there is only one.
    pub message: &'static str,
    /// What to fill in.
    pub values: Values,
    /// Other places that belong to it.
    pub related: Vec<Related>,
    /// How it can be mended.
    pub fix: Option<Fix>,
    /// A level below the page's, when the check is not sure.
    pub level: Option<Level>,
}

/// Another place that belongs to an offence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// Where.
    pub place: Place,
    /// Which of the page's `related` words say what it is.
    pub message: &'static str,
    /// What to fill in.
    pub values: Values,
}

/// Whether a fix can change what the text says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Safety {
    /// The text says the same; may be applied without looking.
    Safe,
    /// Probably what was meant; to be looked at.
    Unsafe,
    /// Never applied, only shown.
    Display,
}

/// How an offence can be mended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// Whether it may be applied without looking.
    pub safety: Safety,
    /// Which of the page's `fix` words say what it does; `main` where there is
    /// only one.
    pub message: &'static str,
    /// What to fill in.
    pub values: Values,
    /// What to write where, in bytes of the cleaned text of the document;
    /// disjoint.
    pub edits: Vec<(Span, String)>,
}

/// What the checks of one document found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Offences {
    /// In the order in which they were found.
    pub list: Vec<Offence>,
}

impl Offences {
    /// Reports an offence with the page's `main` message; the result can be
    /// given more.
    pub fn report(&mut self, span: Span) -> &mut Offence {
        self.list.push(Offence { span, message: "main", values: Vec::new(), related: Vec::new(), fix: None, level: None });
        let last = self.list.len() - 1;
        &mut self.list[last]
    }
}

impl Offence {
    /// Another message of the page.
    pub fn message(&mut self, message: &'static str) -> &mut Offence {
        self.message = message;
        self
    }

    /// Fills in a placeholder.
    pub fn with(&mut self, name: &'static str, value: impl std::fmt::Display) -> &mut Offence {
        self.values.push((name, format!("{value}")));
        self
    }

    /// Points at another place, with these words of the page's `related`.
    pub fn related(&mut self, place: Place, message: &'static str) -> &mut Offence {
        self.related.push(Related { place, message, values: Vec::new() });
        self
    }

    /// Lowers the level.
    pub fn level(&mut self, level: Level) -> &mut Offence {
        self.level = Some(level);
        self
    }

    /// Offers a fix with the page's `main` words.
    pub fn fix(&mut self, safety: Safety, edits: Vec<(Span, String)>) -> &mut Offence {
        self.fix = Some(Fix { safety, message: "main", values: Vec::new(), edits });
        self
    }
}

/// A lint, ready to run.
pub struct Lint {
    /// Its page.
    pub page: Page,
    /// Its check.
    pub check: Check,
}

/// Reads the pages of all rows.
///
/// # Errors
/// The first page that cannot be read, with the reason.
pub fn load(rows: &[Row]) -> Result<Vec<Lint>, page::BadPage> {
    rows.iter().map(|row| Ok(Lint { page: Page::parse(row.page)?, check: row.check.clone() })).collect()
}
