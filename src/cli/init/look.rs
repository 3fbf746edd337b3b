//! What there is to see in a folder of drafts.

use std::collections::BTreeMap;
use std::path::Path;

use rayon::prelude::*;

use super::books::{self, Book};
use crate::check::{Plan, Prepared};
use crate::config::Preset;
use crate::doc::Document;
use crate::doc::number::{Form, Unit};
use crate::files::books::name;
use crate::files::failure::Failure;
use crate::files::input;
use crate::files::walk;
use crate::layout::Counter;
use crate::lint::{house, prh};
use crate::read::Charset;
use crate::text::{Span, class};

/// What was seen in a folder.
#[derive(Default)]
pub(super) struct Seen {
    pub files: usize,
    /// Files that are no drafts, such as README.md.
    pub others: usize,
    pub bytes: u64,
    /// Files by encoding, the most frequent first.
    pub encodings: Vec<(Charset, usize)>,
    /// Files in Japanese.
    pub japanese: usize,
    /// Files in Markdown.
    pub markdown: usize,
    /// Files that had to be put together from the lines of a print.
    pub torn: usize,
    /// How headings are numbered, the highest first: an example and how many.
    pub headings: Vec<(String, usize)>,
    /// How captions are numbered, the most frequent first.
    pub captions: Vec<(String, usize)>,
    /// How notes are called, the most frequent first.
    pub marks: Vec<(String, usize)>,
    pub notes: usize,
    /// Where the numbers of notes start again, if they do: `chapter`,
    /// `section` or `page`.
    pub restart: Option<&'static str>,
    pub preset: Option<Preset>,
    pub books: Vec<Book>,
    /// The folder with pages of house terms, if there is one.
    pub pages: Option<String>,
    /// Dictionaries in prh's format that can be used as they are.
    pub dictionaries: Vec<String>,
    /// Files that could not be read.
    pub failures: Vec<Failure>,
}

/// Looks at the drafts of a folder.
pub(super) fn look(folder: &Path) -> Seen {
    let items = walk::drafts(&[folder.to_owned()]).items;
    let mut seen = Seen { dictionaries: dictionaries(folder), ..Seen::default() };
    let below = |path: &Path| path.strip_prefix(folder).unwrap_or(path).display().to_string().replace('\\', "/");
    let names: Vec<String> = items.iter().filter_map(|item| Some(below(item.path.as_deref()?))).collect();
    seen.pages = pages(folder, &names);
    let (terms, names): (Vec<String>, Vec<String>) = names.into_iter().partition(|name| seen.pages.as_deref() == Some(parent(name)));
    let drafts = books::drafts(&names);
    let items: Vec<_> = items.into_iter().filter(|item| item.path.as_deref().is_some_and(|path| drafts.contains(&below(path)))).collect();
    let read: Vec<_> = items.par_iter().map(one).collect();
    let mut sum = Sum::default();
    let mut kept = Vec::new();
    for (item, result) in items.iter().zip(read) {
        match result {
            Ok(one) => {
                kept.extend(item.path.as_deref().map(below));
                sum.add(&one);
            }
            Err(failure) => seen.failures.push(failure),
        }
    }
    let mut others: Vec<String> = names.into_iter().filter(|name| !drafts.contains(name)).collect();
    seen.others = others.len();
    others.extend(terms);
    seen.books = books::books(&kept, &others);
    sum.into(seen)
}

/// What one file has.
struct One {
    charset: Charset,
    bytes: u64,
    letters: usize,
    japanese: usize,
    defense: usize,
    document: std::sync::Arc<Document>,
}

fn one(item: &walk::Item) -> Result<One, Failure> {
    let input = input::read(item.path.as_deref(), None, false)?;
    let (charset, text) = (input.source.charset, input.source.text.as_str());
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let japanese = text.chars().filter(|&c| class::is_japanese(c)).count();
    let defense = ["防衛", "自衛隊"].iter().map(|word| text.matches(word).count()).sum();
    let prepared = Prepared::of(name(item), input.source, &Plan::cleaning(), false);
    Ok(One { charset, bytes: input.len, letters, japanese, defense, document: prepared.document })
}

/// The sum over the files.
#[derive(Default)]
struct Sum {
    files: usize,
    bytes: u64,
    encodings: BTreeMap<&'static str, (Charset, usize)>,
    japanese: usize,
    /// Japanese characters, and words of defense among them.
    characters: usize,
    defense: usize,
    markdown: usize,
    torn: usize,
    /// By form: the sum of the levels, an example, how many.
    headings: BTreeMap<Form, (usize, String, usize)>,
    captions: BTreeMap<String, (String, usize)>,
    marks: BTreeMap<crate::doc::note::Style, (String, usize)>,
    notes: usize,
    restarts: [usize; 4],
}

impl Sum {
    fn add(&mut self, one: &One) {
        let document = &one.document;
        self.files += 1;
        self.bytes += one.bytes;
        self.encodings.entry(one.charset.name()).or_insert((one.charset, 0)).1 += 1;
        // an English text may quote Japanese, and the other way round
        self.japanese += usize::from(one.japanese * 5 >= one.letters.max(1));
        self.characters += one.japanese;
        self.defense += one.defense;
        self.markdown += usize::from(document.outline.markdown);
        self.torn += usize::from(document.torn);
        for heading in &document.headings {
            let (Some(form), Some(number)) = (heading.form, heading.number) else { continue };
            let example = document.slice(number).trim();
            let row = self.headings.entry(Form { wide: false, ..form }).or_insert_with(|| (0, example.to_owned(), 0));
            row.0 += usize::from(heading.level);
            row.2 += 1;
        }
        for caption in &document.captions {
            let label = document.slice(caption.span).trim();
            self.captions.entry(pattern(label)).or_insert_with(|| (label.to_owned(), 0)).1 += 1;
        }
        for mark in &document.notes.marks {
            self.marks.entry(mark.style).or_insert_with(|| (document.slice(mark.span).to_owned(), 0)).1 += 1;
        }
        self.notes += document.notes.notes.len();
        for (sum, n) in self.restarts.iter_mut().zip(restarts(document)) {
            *sum += n;
        }
    }

    fn into(self, seen: Seen) -> Seen {
        let most = |mut rows: Vec<(String, usize)>| {
            rows.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
            rows
        };
        let mut encodings: Vec<(Charset, usize)> = self.encodings.into_values().collect();
        encodings.sort_by_key(|(charset, n)| (std::cmp::Reverse(*n), charset.name()));
        let mut headings: Vec<(Form, (usize, String, usize))> = self.headings.into_iter().collect();
        // parts, chapters, sections; then by the mean of the levels
        headings.sort_by_key(|(form, (levels, _, n))| {
            let unit = if form.counter == Counter::Named { form.unit } else { Unit::Unnamed };
            (unit, levels * 100 / n, *form)
        });
        let japanese = self.japanese * 2 > self.files;
        let preset = match () {
            () if self.files == 0 => None,
            // in a white paper on defense it is one word in fifty
            () if japanese && self.defense * 500 > self.characters => Some(Preset::Defense),
            () if japanese => Some(Preset::GeneralJa),
            () => Some(Preset::En),
        };
        let [all, chapter, section, page] = self.restarts;
        let restart = [(chapter, "chapter"), (section, "section"), (page, "page")].into_iter().find(|(n, _)| all > 0 && *n == all);
        Seen {
            files: self.files,
            bytes: self.bytes,
            encodings,
            japanese: self.japanese,
            markdown: self.markdown,
            torn: self.torn,
            headings: headings.into_iter().map(|(_, (_, example, n))| (example, n)).collect(),
            captions: most(self.captions.into_values().collect()),
            marks: most(self.marks.into_values().collect()),
            notes: self.notes,
            restart: restart.map(|(_, name)| name),
            preset,
            ..seen
        }
    }
}

/// A label without its numbers: `図表Ⅲ-2-1` and `図表Ⅰ-1-12` are of one kind.
fn pattern(label: &str) -> String {
    let number = |c: char| class::is_digit(c) || class::is_roman_numeral(c) || class::is_kanji_numeral(c) || class::is_enclosed(c);
    let mut out = String::new();
    for c in label.chars().filter(|&c| !class::is_space(c)) {
        match number(c) {
            true if out.ends_with('0') => {}
            true => out.push('0'),
            false => out.push(c),
        }
    }
    out
}

/// How often the numbers of notes start again, and how often a chapter, a
/// section, a page begins there.
fn restarts(document: &Document) -> [usize; 4] {
    let starts = |units: &[Unit]| -> Vec<u32> {
        let own = document.headings.iter().filter(|h| h.own.first().is_some_and(|step| units.contains(&step.unit)));
        own.filter_map(|h| document.outline.blocks.get(h.block)).map(|block| block.span.start).collect()
    };
    let chapters = starts(&[Unit::Part, Unit::Chapter]);
    let sections = starts(&[Unit::Part, Unit::Chapter, Unit::Section]);
    let pages: Vec<u32> = document.pages.starts.iter().map(|page| page.0).collect();
    let mut counts = [0; 4];
    let mut before: Option<(usize, Span)> = None;
    for mark in &document.notes.marks {
        if let Some((_, span)) = before.filter(|(scope, _)| *scope != mark.scope) {
            let between = |places: &[u32]| places.iter().any(|&at| span.end <= at && at <= mark.span.start);
            counts[0] += 1;
            for (count, places) in counts.iter_mut().skip(1).zip([&chapters, &sections, &pages]) {
                *count += usize::from(between(places));
            }
        }
        before = Some((mark.scope, mark.span));
    }
    counts
}

/// The one folder of which every file is a page of house terms.
fn pages(folder: &Path, names: &[String]) -> Option<String> {
    let mut folders: BTreeMap<&str, Vec<(String, String)>> = BTreeMap::new();
    for name in names.iter().filter(|name| !parent(name).is_empty()) {
        // a text in another encoding is none
        let text = std::fs::read_to_string(folder.join(name)).unwrap_or_default();
        folders.entry(parent(name)).or_default().push((name.clone(), text));
    }
    let is_page = |(name, text): &(String, String)| name.ends_with(".md") && text.starts_with("+++\n");
    let mut own = folders.into_iter().filter(|(_, files)| files.iter().all(is_page) && house::load(files).is_ok()).map(|(name, _)| name);
    let first = own.next()?;
    own.next().is_none().then(|| first.to_owned())
}

/// The folder of a file below the one that is looked at.
fn parent(name: &str) -> &str {
    name.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The dictionaries of the folder itself that can be used.
fn dictionaries(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    let mut names: Vec<String> = entries.filter_map(|entry| entry.file_name().into_string().ok()).collect();
    names.retain(|name| name.contains("prh") && (name.ends_with(".yml") || name.ends_with(".yaml")));
    names.retain(|name| {
        let path = folder.join(name);
        let Ok(text) = std::fs::read_to_string(&path) else { return false };
        prh::imports(name, &text).is_ok_and(|imports| imports.is_empty()) && prh::load(&[(name.clone(), text)]).is_ok_and(|l| !l.is_empty())
    });
    names.sort();
    names
}
