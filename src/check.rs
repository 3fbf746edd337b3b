//! Checks the files of one book: cleans each in memory, reads its structure,
//! indexes the book, runs the lints, and brings every place back to the bytes
//! of the file it came from.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::book::{Book, Place};
use crate::doc::Document;
use crate::doc::pages::Pages;
use crate::finding::{Finding, Level};
use crate::lint::{
    self, Check, Checked, Context, Counts, Diagnostic, File, FileFix, Language, Lint, Offence, Offences, RelatedPlace, Safety, Settings,
};
use crate::read::Source;
use crate::stage::{self, Change, Gloss, Options};
use crate::text::{LineIndex, Span, Text};

/// What is to be done with each lint.
pub struct Plan<'a> {
    /// All lints.
    pub lints: &'a [Lint],
    /// The language of messages.
    pub language: Language,
    /// The level and the options of a lint for a file; `None`: it is off
    /// there.
    pub choose: &'a (dyn Fn(&Lint, &str) -> Option<(Level, Settings)> + Sync),
    /// How the text is cleaned before it is checked.
    pub clean: Options,
}

impl Plan<'_> {
    /// How the text is cleaned where nothing else is asked for: expansions are
    /// wanted where readers would see them.
    #[must_use]
    pub fn cleaning() -> Options {
        Options { gloss: Gloss::Inline, ..Options::default() }
    }
}

/// The level and options of a lint as its page gives them.
#[must_use]
pub fn by_page(lint: &Lint, _path: &str) -> Option<(Level, Settings)> {
    (!lint.page.front.off).then(|| (lint.page.front.level, Settings::new(lint.page.defaults())))
}

/// Checks the files of one book, given in reading order.
#[must_use]
pub fn check(sources: Vec<(String, Source)>, plan: &Plan<'_>) -> Checked {
    let read: Vec<(File, Document, Extra)> = sources.into_par_iter().map(|(name, source)| prepare(name, source, plan)).collect();
    let (mut files, mut documents, mut extras) = (Vec::new(), Vec::new(), Vec::new());
    for (file, document, extra) in read {
        files.push(file);
        documents.push(document);
        extras.push(extra);
    }
    let book = Book::of(documents);
    let run = Run { files: &files, book: &book, plan };
    let found: Vec<Vec<Diagnostic>> = extras.par_iter().enumerate().map(|(i, extra)| run.file(i, extra)).collect();
    let diagnostics = found.into_iter().flatten().collect();
    let counts = count(&files, &book);
    Checked { files, book, diagnostics, counts }
}

/// What only the lints of reading and cleaning need.
struct Extra {
    findings: Vec<Finding>,
    changes: Vec<Change>,
}

fn prepare(name: String, source: Source, plan: &Plan<'_>) -> (File, Document, Extra) {
    let Source { text, findings, places, .. } = source;
    let kept = Text::from(text.as_str());
    let cleaned = stage::clean(text, &plan.clean);
    let pages = Pages::of(&kept, &cleaned.annotations, &cleaned.map);
    let index = LineIndex::new(kept.as_str());
    let file = File { name, index, text: kept, places, map: cleaned.map };
    (file, Document::of(cleaned.text, pages), Extra { findings, changes: cleaned.changes })
}

struct Run<'a> {
    files: &'a [File],
    book: &'a Book,
    plan: &'a Plan<'a>,
}

impl Run<'_> {
    fn file(&self, index: usize, extra: &Extra) -> Vec<Diagnostic> {
        let (Some(file), Some(document)) = (self.files.get(index), self.book.documents.get(index)) else { return Vec::new() };
        let mut list = Vec::new();
        for lint in self.plan.lints {
            let Some((level, settings)) = (self.plan.choose)(lint, &file.name) else { continue };
            match lint.check {
                Check::Document(check) => {
                    let mut out = Offences::default();
                    check(&Context { document, index, book: self.book, settings: &settings }, &mut out);
                    list.extend(out.list.into_iter().map(|offence| self.diagnostic(index, file, lint, level, offence)));
                }
                Check::Stage { .. } | Check::Reading => {
                    let _ = extra.changes.len() + extra.findings.len();
                }
            }
        }
        list.sort_by(|a: &Diagnostic, b| (a.span, &a.lint, &a.message).cmp(&(b.span, &b.lint, &b.message)));
        list.dedup();
        list
    }

    fn diagnostic(&self, index: usize, file: &File, lint: &Lint, level: Level, offence: Offence) -> Diagnostic {
        let front = &lint.page.front;
        let say = |words: &BTreeMap<String, lint::Words>, key: &str, values: &lint::Values| {
            words.get(key).map_or_else(|| key.to_owned(), |w| w.fill(self.plan.language, values))
        };
        let document = self.book.documents.get(index);
        Diagnostic {
            lint: front.name.clone(),
            level: offence.level.map_or(level, |own| own.min(level)),
            file: index,
            span: file.map.to_source(offence.span).span,
            page: document.and_then(|d| d.pages.number(offence.span.start)),
            message: say(&front.message, offence.message, &offence.values),
            help: lint.page.help(offence.message).map(|w| w.fill(self.plan.language, &offence.values)),
            related: offence
                .related
                .iter()
                .filter_map(|r| {
                    let Place { document, span } = r.place;
                    let span = self.files.get(document)?.map.to_source(span).span;
                    let values = if r.values.is_empty() { &offence.values } else { &r.values };
                    Some(RelatedPlace { file: document, span, message: say(&front.related, r.message, values) })
                })
                .collect(),
            fix: offence.fix.map(|fix| {
                let mut safety = fix.safety;
                let mut edits: Vec<(Span, String)> = Vec::new();
                for (span, text) in fix.edits {
                    let mapped = file.map.to_source(span);
                    if !mapped.exact {
                        safety = Safety::Display;
                    }
                    edits.push((mapped.span, text));
                }
                edits.sort();
                let values = if fix.values.is_empty() { &offence.values } else { &fix.values };
                FileFix { safety, title: say(&front.fixes, fix.message, values), edits }
            }),
        }
    }
}

fn count(files: &[File], book: &Book) -> Counts {
    let mut counts = Counts { files: files.len(), ..Counts::default() };
    counts.bytes = files.iter().map(|f| u64::from(f.text.len())).sum();
    for document in &book.documents {
        counts.headings += document.headings.len();
        counts.notes += document.notes.notes.len();
        counts.marks += document.notes.marks.len();
        counts.definitions += document.acronyms.definitions.len();
        counts.acronyms += document.acronyms.uses.len();
        counts.references += document.references.len();
        counts.captions += document.captions.len();
    }
    counts
}
