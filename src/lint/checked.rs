//! What checking a book gives: its files, their structure, and what was found
//! where, ready to be shown.

use super::Safety;
use crate::book::Book;
use crate::finding::Level;
use crate::read::Places;
use crate::text::{Column, LineIndex, Position, SourceMap, Span, Text};

/// A file that was checked.
#[derive(Debug)]
pub struct File {
    /// Its path as the user named it, with `/` between folders.
    pub name: String,
    /// The text as it was decoded.
    pub text: Text,
    /// The lines of that text.
    pub index: LineIndex,
    /// From that text to the bytes of the file.
    pub places: Places,
    /// From that text to the cleaned text.
    pub map: SourceMap,
    /// Its book, as an index into [`Checked::books`], and its place there.
    pub place: (usize, usize),
    /// Whether it was asked for, or only gives the surroundings of others.
    pub asked: bool,
}

impl File {
    /// Line and column (both from 1) of a byte of the decoded text.
    #[must_use]
    pub fn position(&self, offset: u32, unit: Column) -> Position {
        let Position { line, column } = self.index.position(self.text.as_str(), offset, unit);
        Position { line: line + 1, column: column + 1 }
    }
}

/// Another place that belongs to a diagnostic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// The file, as an index into [`Checked::files`].
    pub file: usize,
    /// Where, in bytes of its decoded text.
    pub span: Span,
    /// What it is.
    pub message: String,
}

/// A fix, in bytes of the decoded text of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// Whether it may be applied without looking. One whose place is not exact
    /// is for display only.
    pub safety: Safety,
    /// What it does.
    pub title: String,
    /// What to write where; disjoint, sorted.
    pub edits: Vec<(Span, String)>,
}

/// One thing that was found, ready to be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The name of the lint.
    pub lint: String,
    /// How much it matters.
    pub level: Level,
    /// The file, as an index into [`Checked::files`].
    pub file: usize,
    /// Where, in bytes of its decoded text ([`File::text`]).
    pub span: Span,
    /// The printed number of the page, where it is known.
    pub page: Option<u32>,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// Other places that belong to it.
    pub related: Vec<Related>,
    /// How it can be mended.
    pub fix: Option<Fix>,
}

/// What was looked at: an empty list of findings must be believable. Files that only
/// give the surroundings of others do not count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Counts {
    /// Files.
    pub files: usize,
    /// Bytes of the decoded texts.
    pub bytes: u64,
    /// Headings.
    pub headings: usize,
    /// Notes.
    pub notes: usize,
    /// Note marks.
    pub marks: usize,
    /// Different acronyms of a book: those of its list of abbreviations, and
    /// those that are used as words and expanded nowhere.
    pub acronyms: usize,
    /// Those of them that are expanded: the list of abbreviations.
    pub expanded: usize,
    /// References.
    pub references: usize,
    /// Captions and appendix titles.
    pub captions: usize,
}

/// Why a finding is not reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Accepted {
    /// A comment in the file.
    Comment,
    /// An entry in the config.
    Config,
    /// The baseline.
    Baseline,
}

/// What came of checking one or more books.
#[derive(Debug, Default)]
pub struct Checked {
    /// The files, by book and in reading order.
    pub files: Vec<File>,
    /// Their structure.
    pub books: Vec<Book>,
    /// What was found, sorted by file, place and lint.
    pub diagnostics: Vec<Diagnostic>,
    /// What was found and is accepted.
    pub accepted: Vec<(Diagnostic, Accepted)>,
    /// What was looked at.
    pub counts: Counts,
}

impl Checked {
    /// The file of a document of a book, as an index into [`Checked::files`].
    #[must_use]
    pub fn file_of(&self, book: usize, document: usize) -> usize {
        self.files.partition_point(|f| f.place < (book, document))
    }

    /// The live findings of a file.
    #[must_use]
    pub fn of_file(&self, file: usize) -> &[Diagnostic] {
        let from = self.diagnostics.partition_point(|d| d.file < file);
        let to = self.diagnostics.partition_point(|d| d.file <= file);
        self.diagnostics.get(from..to).unwrap_or(&[])
    }

    /// Takes the findings that `accept` says yes to out of the live ones.
    pub fn accept(&mut self, why: Accepted, mut accept: impl FnMut(&Diagnostic, &File) -> bool) {
        let files = &self.files;
        let (gone, live) = std::mem::take(&mut self.diagnostics).into_iter().partition(|d| files.get(d.file).is_some_and(|f| accept(d, f)));
        self.diagnostics = live;
        self.accepted.extend(Vec::into_iter(gone).map(|d| (d, why)));
    }

    /// Adds the results of another run behind these.
    #[must_use]
    pub fn and(mut self, more: Checked) -> Checked {
        let (files, books) = (self.files.len(), self.books.len());
        let moved = |mut d: Diagnostic| {
            d.file += files;
            d.related.iter_mut().for_each(|r| r.file += files);
            d
        };
        self.files.extend(more.files.into_iter().map(|f| File { place: (f.place.0 + books, f.place.1), ..f }));
        self.books.extend(more.books);
        self.diagnostics.extend(more.diagnostics.into_iter().map(moved));
        self.accepted.extend(more.accepted.into_iter().map(|(d, why)| (moved(d), why)));
        self.counts = self.counts.plus(more.counts);
        self
    }
}

impl Counts {
    /// What the files of one book have that were asked for.
    #[must_use]
    pub fn of(files: &[File], book: &Book) -> Counts {
        let mut counts = Counts::default();
        let asked = |index: usize| files.get(index).is_some_and(|file| file.asked);
        for (file, document) in files.iter().zip(&book.documents).filter(|(file, _)| file.asked) {
            counts.files += 1;
            counts.bytes += u64::from(file.text.len());
            counts.headings += document.headings.len();
            counts.notes += document.notes.notes.len();
            counts.marks += document.notes.marks.len();
            counts.references += document.references.len();
            counts.captions += document.captions.len();
        }
        (counts.acronyms, counts.expanded) = match counts.files == files.len() {
            true => book.terms.count(),
            false => book.terms.count_in(&book.documents, asked),
        };
        counts
    }

    fn plus(self, more: Counts) -> Counts {
        Counts {
            files: self.files + more.files,
            bytes: self.bytes + more.bytes,
            headings: self.headings + more.headings,
            notes: self.notes + more.notes,
            marks: self.marks + more.marks,
            acronyms: self.acronyms + more.acronyms,
            expanded: self.expanded + more.expanded,
            references: self.references + more.references,
            captions: self.captions + more.captions,
        }
    }
}
