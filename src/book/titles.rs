//! Titles, in a form in which a quotation can be compared with its target.

use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use unicode_normalization::UnicodeNormalization;

use super::tree::Tree;
use super::{Book, Kind, Target};
use crate::doc::Document;
use crate::text::class;

/// All titles of a book.
#[derive(Debug, Default)]
pub(super) struct Titles {
    /// By [`key`].
    targets: FxHashMap<Arc<str>, Titled>,
}

/// What has one title, in reading order.
#[derive(Debug, Default)]
pub(super) struct Titled {
    headings: Vec<Target>,
    captions: Vec<Target>,
    /// By the last number of these headings, how many numbers the way to the
    /// highest of them has.
    depths: FxHashMap<Option<u32>, usize>,
}

/// The longest line in bytes that may be a lost title.
const LINE: u32 = 150;

/// The titles of one document by [`key`].
struct Own(Vec<(Arc<str>, Kind)>);

impl Own {
    fn of(document: &Document) -> Own {
        let headings = document.headings.iter().enumerate().filter(|(_, h)| h.number.is_some());
        let all = headings.map(|(i, _)| Kind::Heading(i)).chain((0..document.captions.len()).map(Kind::Caption));
        let keys = all.map(|kind| (key(super::title(document, kind)), kind)).filter(|(key, _)| !key.is_empty());
        Own(keys.map(|(key, kind)| (Arc::from(key), kind)).collect())
    }
}

impl Titles {
    pub(super) fn of(documents: &[Arc<Document>], tree: &Tree) -> Titles {
        let all: Vec<Arc<Own>> = documents.par_iter().map(|document| document.memo(Own::of)).collect();
        let mut titles = Titles::default();
        for (document, own) in all.iter().enumerate() {
            for (key, kind) in &own.0 {
                let target = Target { document, kind: *kind };
                let titled = titles.targets.entry(Arc::clone(key)).or_default();
                let Kind::Heading(i) = *kind else {
                    titled.captions.push(target);
                    continue;
                };
                titled.headings.push(target);
                let path = tree.path(tree.of_heading(document, i));
                let depth = titled.depths.entry(path.last().map(|s| s.value)).or_insert(path.len());
                *depth = path.len().min(*depth);
            }
        }
        titles
    }

    /// The headings or the captions with a title.
    pub(super) fn get(&self, key: &str, captions: bool) -> &[Target] {
        self.targets.get(key).map_or(&[], |titled| if captions { &titled.captions } else { &titled.headings })
    }

    /// Whether anything has this title.
    pub(super) fn has(&self, key: &str) -> bool {
        self.targets.contains_key(key)
    }

    /// Of the headings with this title and this last number, how many numbers
    /// the way to the highest has.
    pub(super) fn depth(&self, key: &str, last: Option<u32>) -> Option<usize> {
        self.targets.get(key)?.depths.get(&last).copied()
    }
}

/// Of these titles, by [`key`], those that a short line of the book has that is
/// neither a heading nor a caption: titles that lost their number look like
/// that.
pub(super) fn lost(book: &Book, titles: &[&str]) -> FxHashSet<String> {
    let wanted: FxHashSet<String> = titles.iter().map(|t| key(t)).collect();
    // most lines are told by their first letter
    let firsts: FxHashSet<char> = wanted.iter().filter_map(|key| key.chars().next()).collect();
    let lines = book.each(|_, document| {
        let mut taken: FxHashSet<usize> = document.headings.iter().filter(|h| h.number.is_some()).map(|h| h.block).collect();
        taken.extend(document.captions.iter().map(|c| c.block));
        let short = document.outline.blocks.iter().enumerate().filter(|(i, b)| b.body.len() <= LINE && !taken.contains(i));
        let lines = short.map(|(_, b)| document.slice(b.body)).filter(|line| !line.ends_with('。'));
        let titles = lines.flat_map(|line| [Some(line), crate::doc::number::leading(line).and_then(|l| line.get(l.title..))]).flatten();
        let likely = titles.filter(|t| folded(t).next().is_some_and(|c| firsts.contains(&c)));
        likely.map(key).filter(|k| wanted.contains(k)).collect::<Vec<_>>()
    });
    lines.into_iter().flatten().collect()
}

/// A title in the form in which titles are compared: compatible characters
/// made one (NFKC, for comparing only), without spaces, quotes, brackets,
/// punctuation and the marks of notes.
#[must_use]
pub fn key(title: &str) -> String {
    folded(title).collect()
}

/// The characters of a [`key`].
fn folded(title: &str) -> impl Iterator<Item = char> {
    let title = match title.find("<sup>").or_else(|| title.find("[^")) {
        Some(at) => title.get(..at).unwrap_or(title),
        None => title,
    };
    title.nfkc().filter(|c| class::is_kanji(*c) || class::is_kana(*c) || c.is_alphanumeric()).flat_map(char::to_lowercase)
}

/// How a quoted title stands to the real one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Likeness {
    /// The same.
    Same,
    /// One is a part of the other, as abbreviations are.
    Part,
    /// Something else.
    Other,
}

/// Compares a quoted title with the real one.
#[must_use]
pub fn compare(quoted: &str, real: &str) -> Likeness {
    let (a, b) = (key(quoted), key(real));
    if a == b {
        return Likeness::Same;
    }
    let (short, long) = if a.len() < b.len() { (&a, &b) } else { (&b, &a) };
    if short.is_empty() || long.contains(short.as_str()) {
        return Likeness::Part;
    }
    let (a, b) = (key(&plain(quoted)), key(&plain(real)));
    if a.is_empty() || b.is_empty() || a.contains(&b) || b.contains(&a) || shortened(&a, &b) || shortened(&b, &a) {
        return Likeness::Part;
    }
    Likeness::Other
}

/// Whether `a` is `b` with something left out at its end: `…等`, `…など`.
fn shortened(a: &str, b: &str) -> bool {
    ["等", "など", "ほか", "他"].iter().filter_map(|end| a.strip_suffix(end)).any(|head| head.chars().count() >= 2 && b.starts_with(head))
}

/// Without what stands in round brackets (a gloss, `（続）`).
fn plain(title: &str) -> String {
    let mut depth = 0u32;
    let mut out = String::with_capacity(title.len());
    for c in title.chars() {
        match c {
            '（' | '(' => depth += 1,
            '）' | ')' => depth = depth.saturating_sub(1),
            c if depth == 0 => out.push(c),
            _ => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lost_titles_are_found_in_any_width() {
        use crate::doc::pages::Pages;
        use crate::text::Text;
        let text = "第1章　海\n\n第1節　港\n\n港を見る。\n\nＡＩの利用\n\n港を使う。\n\n「船の安全」\n\n船を使う。";
        let book = Book::of(vec![Arc::new(Document::of(Text::from(text), Pages::default()))]);
        for (title, there) in [("AIの利用", true), ("aiの利用", true), ("船の安全", true), ("“船”の安全", true), ("空の利用", false)]
        {
            assert_eq!(lost(&book, &[title]).contains(&key(title)), there, "{title}");
        }
    }

    #[test]
    fn titles_compare() {
        let check = |quoted: &str, real: &str, want: Likeness| assert_eq!(compare(quoted, real), want, "{quoted} / {real}");
        check("海の利用", "海の 利用", Likeness::Same);
        check("海の「利用」、船", "海の“利用”，船", Likeness::Same);
        check("ＡＩの利用", "AIの利用", Likeness::Same);
        check("海の利用", "海の利用<sup>1</sup>", Likeness::Same);
        check("海の利用", "海の利用と船の安全", Likeness::Part);
        check("海の利用…", "海の利用と船の安全", Likeness::Part);
        check("海等の利用", "海の利用", Likeness::Other);
        check("宇宙状況監視（SSA：Space Situational Awareness）の強化", "宇宙状況監視の強化", Likeness::Part);
        check("取り組み", "取組", Likeness::Other);
        check("船の安全", "海の利用", Likeness::Other);
        check("海の利用", "", Likeness::Part);
    }
}
