//! Findings as diagnostics of the protocol.

use std::collections::BTreeMap;
use std::path::PathBuf;

use gen_lsp_types::{
    CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag, Location, Position, Range, Uri,
};

use super::place::to_uri;
use super::view::View;
use crate::finding::Level;
use crate::lint::{self, Language, Lint};

/// The name of the sender of diagnostics.
pub(super) const SOURCE: &str = "hakusho";

/// Where the pages of lints are.
#[derive(Default)]
pub(super) struct Pages {
    /// The beginning of their addresses, when the user has told it.
    base: Option<String>,
    /// What was written, by lint.
    written: BTreeMap<String, Option<String>>,
}

impl Pages {
    /// At this address; `None`: in a folder of the user.
    pub(super) fn at(base: Option<String>) -> Pages {
        Pages { base, ..Pages::default() }
    }

    /// Sees to it that the pages can be read.
    pub(super) fn write(&mut self, lints: &[Lint]) {
        if self.base.is_some() {
            return;
        }
        for lint in lints {
            let name = &lint.page.front.name;
            if !self.written.contains_key(name) {
                self.written.insert(name.clone(), write(name, &lint.page.body));
            }
        }
    }

    /// The address of a page.
    pub(super) fn of(&self, name: &str) -> Option<String> {
        match &self.base {
            Some(base) => Some(format!("{base}{name}")),
            None => self.written.get(name).cloned().flatten(),
        }
    }
}

/// Writes a page to the user's cache, once for each version.
fn write(name: &str, body: &str) -> Option<String> {
    let home = || std::env::var_os("HOME").or_else(|| std::env::var_os("USERPROFILE")).map(|h| PathBuf::from(h).join(".cache"));
    let cache = std::env::var_os("XDG_CACHE_HOME").map(PathBuf::from).or_else(home)?;
    let folder = cache.join("hakusho").join(concat!("lints-", env!("CARGO_PKG_VERSION")));
    let path = folder.join(format!("{name}.md"));
    if std::fs::read_to_string(&path).is_ok_and(|old| old == body) {
        return Some(to_uri(&path));
    }
    std::fs::create_dir_all(&folder).ok()?;
    std::fs::write(&path, body).ok()?;
    Some(to_uri(&path))
}

/// The diagnostics of a document.
pub(super) fn diagnostics(view: &View<'_>, pages: &Pages) -> Vec<Diagnostic> {
    let found = view.volume.members.get(view.index).map_or(&[][..], |m| m.found.as_slice());
    found.iter().map(|d| diagnostic(view, pages, d)).collect()
}

/// A finding as a diagnostic.
pub(super) fn diagnostic(view: &View<'_>, pages: &Pages, d: &lint::Diagnostic) -> Diagnostic {
    let related: Vec<DiagnosticRelatedInformation> = d
        .related
        .iter()
        .filter_map(|r| {
            let location = Location { uri: Uri(view.uri(r.file)), range: view.other(r.file)?.range(r.span) };
            Some(DiagnosticRelatedInformation { location, message: r.message.clone() })
        })
        .collect();
    let message = match &d.help {
        Some(help) => format!("{}\n{help}", d.message),
        None => d.message.clone(),
    };
    // what nothing needs can be shown faintly
    let tags = d.lint.ends_with("-unused").then(|| vec![DiagnosticTag::Unnecessary]);
    Diagnostic {
        range: view.range(d.span),
        severity: Some(match d.level {
            Level::Error => DiagnosticSeverity::Error,
            Level::Warning => DiagnosticSeverity::Warning,
            Level::Info => DiagnosticSeverity::Information,
        }),
        code: Some(d.lint.as_str().into()),
        code_description: pages.of(&d.lint).map(|href| CodeDescription { href: Uri(href) }),
        source: Some(SOURCE.to_owned()),
        message: message.into(),
        tags,
        related_information: Some(related).filter(|r| !r.is_empty()),
        data: None,
    }
}

/// What is wrong with a config, at its place.
pub(super) fn config(text: &str, bad: &crate::config::BadConfig, encoding: super::place::Encoding, language: Language) -> Diagnostic {
    let index = crate::text::LineIndex::new(text);
    let at = |n: usize| encoding.position(text, &index, u32::try_from(n).unwrap_or(u32::MAX));
    let range =
        bad.span.map_or(Range { start: Position::default(), end: Position::default() }, |(a, b)| Range { start: at(a), end: at(b) });
    let message = {
        let what = bad.what.pick(language);
        bad.help.as_ref().map_or_else(|| what.to_owned(), |help| format!("{what}\n{}", help.pick(language)))
    };
    Diagnostic {
        range,
        severity: Some(DiagnosticSeverity::Error),
        code: None,
        code_description: None,
        source: Some(SOURCE.to_owned()),
        message: message.into(),
        tags: None,
        related_information: None,
        data: None,
    }
}
