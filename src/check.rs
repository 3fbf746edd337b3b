//! Checks the files of one book: cleans each in memory, reads its structure,
//! indexes the book, runs the lints, and brings every place back to the bytes
//! of the file it came from.

mod act;
mod damage;
mod torn;

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use crate::book::{Book, Place};
use crate::doc::Document;
use crate::doc::pages::Pages;
use crate::finding::{Finding, Level};
use crate::lint::directive;
use crate::lint::{
    self, Accepted, Check, Checked, Context, Counts, Diagnostic, File, FileFix, Language, Lint, Match, Offence, Offences, RelatedPlace,
    Safety, Settings, Terms,
};
use crate::read::{MALFORMED, Source};
use crate::stage::{self, Change, Gloss, Options, characters};
use crate::text::{LineIndex, Span, Text};
use act::Act;

/// The level and the options of a lint for a file; `None`: it is off there.
pub type Choose<'a> = dyn Fn(&Lint, &str) -> Option<(Level, Settings)> + Sync + 'a;

/// What is to be done with each lint.
pub struct Plan<'a> {
    /// All lints.
    pub lints: &'a [Lint],
    /// The language of messages.
    pub language: Language,
    /// What runs where.
    pub choose: &'a Choose<'a>,
    /// How the text is cleaned before it is checked.
    pub clean: Options,
    /// Whether the files are all of their book, so that what is not among them
    /// does not exist.
    pub whole: bool,
}

impl Plan<'_> {
    /// Whether a lint of cleaning runs on a file, or one of its characters; what
    /// is said of its encoding costs nothing.
    fn wants_extraction(&self, name: &str) -> bool {
        let encoding = |lint: &Lint| lint.page.front.name.starts_with("encoding-");
        let of_it = |lint: &&Lint| match lint.check {
            Check::Stage { .. } => true,
            Check::Reading => !encoding(lint),
            _ => false,
        };
        self.lints.iter().filter(of_it).any(|lint| (self.choose)(lint, name).is_some())
    }

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
    let prepared: Vec<Prepared> = sources
        .into_par_iter()
        .map(|(name, source)| {
            let extraction = plan.wants_extraction(&name);
            Prepared::of(name, source, &plan.clean, extraction)
        })
        .collect();
    let book = Book::given(prepared.iter().map(|p| Arc::clone(&p.document)).collect(), plan.whole);
    let run = Run::new(&prepared, &book, plan);
    let found: Vec<Found> = (0..prepared.len()).into_par_iter().map(|i| run.file(i)).collect();
    let files: Vec<File> = prepared.into_iter().enumerate().map(|(i, p)| File { place: (0, i), ..p.file }).collect();
    let counts = Counts::of(&files, &book);
    let mut checked = Checked { files, books: vec![book], counts, ..Checked::default() };
    for (live, accepted) in found {
        checked.diagnostics.extend(live);
        checked.accepted.extend(accepted.into_iter().map(|d| (d, Accepted::Comment)));
    }
    checked
}

/// A file that was read and cleaned, with its structure: all that there is to
/// know of it without the others of its book.
#[derive(Debug)]
pub struct Prepared {
    /// The file.
    pub file: File,
    /// The cleaned text with its structure.
    pub document: Arc<Document>,
    extra: Extra,
}

/// What only the lints of reading and cleaning need.
#[derive(Debug)]
struct Extra {
    findings: Vec<Finding>,
    changes: Vec<Change>,
    /// Which changes belong together.
    acts: Vec<Act>,
}

/// Live findings of a file, and those that a comment in it accepts.
pub type Found = (Vec<Diagnostic>, Vec<Diagnostic>);

impl Prepared {
    /// Reads the structure of a file; `extraction`: also what the lints of
    /// reading and cleaning need.
    #[must_use]
    pub fn of(name: String, source: Source, clean: &Options, extraction: bool) -> Prepared {
        let Source { text, mut findings, places, .. } = source;
        let kept = Text::from(text.as_str());
        if extraction {
            let undecided = characters::undecided(&kept);
            findings.extend(characters::findings(&kept, &undecided, usize::MAX, |span| places.to_file(span)));
        }
        let cleaned = stage::clean(text, clean);
        let pages = Pages::of(&kept, &cleaned.annotations, &cleaned.map);
        let index = LineIndex::new(kept.as_str());
        let file = File { name, index, text: kept, places, map: cleaned.map, place: (0, 0), asked: true };
        let mut document = Document::of(cleaned.text, pages);
        document.torn = torn::is_torn(&document, &file.text, &cleaned.changes);
        let document = Arc::new(document);
        let acts = if extraction { act::of(&cleaned.changes, &file.text) } else { Vec::new() };
        Prepared { file, document, extra: Extra { findings, acts, changes: cleaned.changes } }
    }
}

/// What the lints of one file share.
struct Seen {
    /// What the users' words found.
    words: Vec<(Arc<Terms>, Vec<Match>)>,
    /// Where comments stand in the cleaned text.
    comments: OnceLock<Vec<Span>>,
}

/// The lints over the files of one book.
pub struct Run<'a> {
    files: Vec<&'a Prepared>,
    book: &'a Book,
    plan: &'a Plan<'a>,
}

impl<'a> Run<'a> {
    /// The files must be those that the book was made of, in its order.
    #[must_use]
    pub fn new(files: impl IntoIterator<Item = &'a Prepared>, book: &'a Book, plan: &'a Plan<'a>) -> Run<'a> {
        Run { files: files.into_iter().collect(), book, plan }
    }

    /// What the lints find in one file.
    #[must_use]
    pub fn file(&self, index: usize) -> Found {
        let Some(&Prepared { file, document, .. }) = self.files.get(index) else { return Found::default() };
        let plan = self.plan;
        let chosen: Vec<(&Lint, (Level, Settings))> =
            plan.lints.iter().filter_map(|lint| Some((lint, (plan.choose)(lint, &file.name)?))).collect();
        // what the users' words found, once for all lints that share them
        let mut words: Vec<(Arc<Terms>, Vec<Match>)> = Vec::new();
        for (lint, _) in &chosen {
            if let Check::Terms(terms, _) = &lint.check
                && !words.iter().any(|(of, _)| Arc::ptr_eq(of, terms))
            {
                words.push((Arc::clone(terms), terms.find(document)));
            }
        }
        let seen = Seen { words, comments: OnceLock::new() };
        let found: Vec<Vec<Diagnostic>> =
            chosen.par_iter().map(|(lint, (level, settings))| self.lint(index, lint, *level, settings, &seen)).collect();
        let mut list: Vec<Diagnostic> = found.into_iter().flatten().collect();
        list.sort_by(order);
        list.dedup();
        let ran: Vec<&lint::Front> = chosen.iter().map(|(lint, _)| &lint.page.front).collect();
        let comments = chosen.iter().find(|(lint, _)| matches!(lint.check, Check::Directives)).map(|(lint, (level, _))| (*lint, *level));
        self.directives(index, file, &ran, comments, list)
    }

    /// What one lint finds in one file.
    fn lint(&self, index: usize, lint: &Lint, level: Level, settings: &Settings, seen: &Seen) -> Vec<Diagnostic> {
        let Some(&Prepared { file, document, extra }) = self.files.get(index) else { return Vec::new() };
        let mut out = Offences::default();
        match &lint.check {
            Check::Document(check) => check(&Context { document, index, book: self.book, settings }, &mut out),
            Check::Terms(terms, own) => {
                for (_, matches) in seen.words.iter().filter(|(of, _)| Arc::ptr_eq(of, terms)) {
                    terms.report(*own, matches, document, &mut out);
                }
            }
            Check::Stage { stage, reasons } => {
                let fits = |c: &Change| c.cause.stage == *stage && (reasons.is_empty() || reasons.contains(&c.cause.reason));
                let own = extra.acts.iter().filter_map(|act| Some((act, extra.changes.get(act.lead).filter(|c| fits(c))?)));
                let shown =
                    own.map(|(act, lead)| self.change(index, file, lint, level, (act, act.edits(&extra.changes, &file.text)), lead));
                return shown.collect();
            }
            Check::Reading if lint.page.front.name == MALFORMED => {
                let own = damage::of(file, &extra.findings).into_iter();
                return own.map(|offence| self.diagnostic(index, lint, level, offence)).collect();
            }
            Check::Reading => {
                let own = extra.findings.iter().filter(|f| f.name == lint.page.front.name);
                return own.map(|finding| self.reading(index, file, lint, level, finding)).collect();
            }
            // these look at what the others found
            Check::Directives => {}
        }
        if !out.list.is_empty() {
            let comments = seen.comments.get_or_init(|| directive::comments(&document.text));
            let outside = |o: &Offence| {
                let next = comments.partition_point(|c| c.end <= o.span.start);
                comments.get(next).is_none_or(|c| o.span.start < c.start || c.end < o.span.end)
            };
            out.list.retain(outside);
        }
        out.list.into_iter().map(|offence| self.cleaned(index, file, lint, level, offence)).collect()
    }

    /// Takes out what comments in the file accept, and reports comments that
    /// accept nothing.
    fn directives(&self, index: usize, file: &File, ran: &[&lint::Front], lint: Option<(&Lint, Level)>, list: Vec<Diagnostic>) -> Found {
        let directives = directive::find(&file.text);
        if directives.is_empty() {
            return (list, Vec::new());
        }
        let group = |name: &str| ran.iter().find(|f| f.name == name).map_or("", |f| f.group.as_str());
        let (hits, used) = directive::accept(&directives, list.iter().map(|d| (d.span.start, d.lint.as_str(), group(&d.lint))));
        let mut hits = hits.into_iter();
        let (accepted, mut live): (Vec<_>, Vec<_>) = list.into_iter().partition(|_| hits.next() == Some(true));
        let Some((lint, level)) = lint else { return (live, accepted) };
        for (directive, _) in directives.iter().zip(&used).filter(|(_, used)| !**used) {
            let known =
                |name: &String| name == "all" || self.plan.lints.iter().any(|l| l.page.front.name == *name || l.page.front.group == *name);
            let unknown = directive.names.iter().find(|n| !known(n));
            // a lint that did not run may have been what it is for
            let could = directive.names.iter().any(|n| n == "all" || ran.iter().any(|f| f.name == *n || f.group == *n));
            let (message, name) = match unknown {
                Some(name) => ("unknown", name.clone()),
                None if directive.names.is_empty() => ("empty", String::new()),
                None if could => ("main", directive.names.join(", ")),
                None => continue,
            };
            let offence =
                Offence { span: directive.span, message, values: vec![("name", name)], related: Vec::new(), fix: None, level: None };
            live.push(self.diagnostic(index, lint, level, offence));
        }
        live.sort_by(order);
        (live, accepted)
    }

    /// A change of the clean-up as a finding, with its edits (`None`: they
    /// cannot be made in the file as it stands) as the fix.
    fn change(&self, index: usize, file: &File, lint: &Lint, level: Level, act: (&Act, Option<act::Edits>), change: &Change) -> Diagnostic {
        let (act, edits) = act;
        let before = change.taken.as_deref().unwrap_or_else(|| file.text.slice(change.span));
        let values = vec![("before", short(before)), ("after", short(&change.written)), ("reason", change.cause.reason.to_owned())];
        let message = if lint.page.front.message.contains_key(change.cause.reason) { change.cause.reason } else { "main" };
        let fix = match edits {
            Some(edits) => lint::Fix { safety: Safety::Safe, message: "main", values: Vec::new(), edits },
            None => {
                let shown = if change.to.is_some() { Vec::new() } else { vec![(change.span, change.written.to_string())] };
                lint::Fix { safety: Safety::Display, message: "main", values: Vec::new(), edits: shown }
            }
        };
        let fix = Some(fix).filter(|f| !f.edits.is_empty());
        self.diagnostic(index, lint, level, Offence { span: act.span, message, values, related: Vec::new(), fix, level: None })
    }

    fn reading(&self, index: usize, file: &File, lint: &Lint, level: Level, finding: &Finding) -> Diagnostic {
        let span = file.places.to_text(finding.span);
        let values = finding.values.clone();
        self.diagnostic(index, lint, level, Offence { span, message: "main", values, related: Vec::new(), fix: None, level: None })
    }

    /// What a check found in the cleaned text, brought back to the decoded text.
    fn cleaned(&self, index: usize, file: &File, lint: &Lint, level: Level, mut offence: Offence) -> Diagnostic {
        let document = self.book.documents.get(index);
        let unsure = lint.page.front.fragile && document.is_some_and(|d| d.torn);
        let page = document.and_then(|d| d.pages.number(offence.span.start));
        offence.span = file.map.to_source(offence.span).span;
        for Place { document, span } in offence.related.iter_mut().map(|r| &mut r.place) {
            if let Some(other) = self.files.get(*document) {
                *span = other.file.map.to_source(*span).span;
            }
        }
        if let Some(fix) = &mut offence.fix {
            for (span, _) in &mut fix.edits {
                let mapped = file.map.to_source(*span);
                if !mapped.exact {
                    fix.safety = Safety::Display;
                }
                *span = mapped.span;
            }
            fix.edits.sort();
        }
        Diagnostic { page, ..self.diagnostic(index, lint, if unsure { Level::Info } else { level }, offence) }
    }

    /// A diagnostic whose places are in the decoded text already.
    fn diagnostic(&self, index: usize, lint: &Lint, level: Level, offence: Offence) -> Diagnostic {
        let front = &lint.page.front;
        // what has no values of its own takes those of the offence
        let own = |values: lint::Values| if values.is_empty() { offence.values.clone() } else { values };
        let say = |words: &BTreeMap<String, lint::Words>, key: &str, values: &lint::Values| {
            words.get(key).map_or_else(|| key.to_owned(), |w| w.fill(self.plan.language, values))
        };
        let there = |r: &lint::Related| self.files.get(r.place.document).is_some();
        let related = offence.related.into_iter().filter(there).map(|r| RelatedPlace {
            file: r.place.document,
            span: r.place.span,
            message: say(&front.related, r.message, &own(r.values)),
        });
        Diagnostic {
            lint: front.name.clone(),
            level: offence.level.map_or(level, |own| own.min(level)),
            file: index,
            span: offence.span,
            page: None,
            message: say(&front.message, offence.message, &offence.values),
            help: lint.page.help(offence.message).map(|w| w.fill(self.plan.language, &offence.values)),
            related: related.collect(),
            fix: offence.fix.map(|fix| FileFix {
                safety: fix.safety,
                title: say(&front.fixes, fix.message, &own(fix.values)),
                edits: fix.edits,
            }),
        }
    }
}

/// The order in which the findings of a file are told.
fn order(a: &Diagnostic, b: &Diagnostic) -> Ordering {
    (a.span, &a.lint, &a.message).cmp(&(b.span, &b.lint, &b.message))
}

/// A few words of a text for a message.
fn short(text: &str) -> String {
    const MOST: usize = 20;
    let text = if text.trim().is_empty() { text } else { text.trim() };
    let mut out: String = text.chars().take(MOST).map(|c| if c.is_control() { '⏎' } else { c }).collect();
    if text.chars().nth(MOST).is_some() {
        out.push('…');
    }
    out
}
