//! The list of abbreviations (略語表) of a book.

use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::terms::{Meaning, Term, Terms};
use crate::doc::Document;
use crate::doc::acronym::{Form, spelling};
use crate::text::{Span, Text, class};

/// A row of a list of abbreviations.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Entry {
    /// The acronym as it is written where it is expanded.
    pub acronym: String,
    /// Its words in Latin letters.
    pub expansion: Option<String>,
    /// Its name in Japanese.
    pub japanese: Option<String>,
    /// The document where it stands first, as an index into the book's.
    pub document: usize,
    /// Where it stands first there, in bytes of the cleaned text.
    pub span: Span,
    /// How often it stands in the book, its expansions included.
    pub count: usize,
}

impl Terms {
    /// What a list of abbreviations of the book needs, sorted by acronym.
    #[must_use]
    pub fn glossary(&self, documents: &[Arc<Document>]) -> Vec<Entry> {
        let entry = |term: &Term| {
            let said = |m: &Meaning, span: Option<Span>| {
                let text: &Text = &documents.get(m.place.document)?.text;
                span.map(|s| text.slice(s).to_owned())
            };
            let expanded = || expansions(term);
            let best = expanded().next()?;
            Some(Entry {
                acronym: said(best, Some(best.place.span)).unwrap_or_default(),
                expansion: expanded().find_map(|m| said(m, m.latin)),
                japanese: expanded().filter(|m| is_whole(m, documents)).find_map(|m| said(m, m.japanese)),
                document: term.place.document,
                span: term.place.span,
                count: term.uses + term.meanings.len(),
            })
        };
        let mut list: Vec<Entry> = self.acronyms.iter().filter_map(entry).collect();
        list.sort_by(|a, b| a.acronym.cmp(&b.acronym));
        list
    }

    /// How many acronyms the book has: those of the list of abbreviations, and
    /// those that it lacks ([`Terms::unexpanded`]). And how many the list has.
    #[must_use]
    pub fn count(&self) -> (usize, usize) {
        let listed = self.acronyms.iter().filter(|term| expansions(term).next().is_some()).count();
        (listed + self.unexpanded.len(), listed)
    }

    /// The same of those that stand in some of the documents of the book.
    #[must_use]
    pub fn count_in(&self, documents: &[Arc<Document>], wanted: impl Fn(usize) -> bool) -> (usize, usize) {
        let own = documents.iter().enumerate().filter(|(index, _)| wanted(*index)).flat_map(|(_, document)| {
            let acronyms = &document.acronyms;
            let uses = acronyms.uses.iter().flat_map(|u| [u.span, u.whole]);
            acronyms.definitions.iter().map(|d| d.acronym).chain(uses).map(|span| spelling::name(document.slice(span)).into_owned())
        });
        let own: FxHashSet<String> = own.collect();
        let there = |term: &&Term| own.contains(&term.name);
        let listed = self.acronyms.iter().filter(there).filter(|term| expansions(term).next().is_some()).count();
        let lacking = self.unexpanded.iter().filter_map(|&i| self.acronyms.get(i)).filter(there).count();
        (listed + lacking, listed)
    }
}

/// Whether the Japanese name of an expansion is certainly all of it. It was read
/// back from a bracket: of `固定価格で買い取る制度（FIT：Feed-in Tariff）` that gives 制度.
/// Where the words in front may belong to it, it must have as many parts as the
/// acronym has words; elsewhere half of that.
fn is_whole(meaning: &Meaning, documents: &[Arc<Document>]) -> bool {
    let Some((document, name)) = documents.get(meaning.place.document).zip(meaning.japanese) else { return false };
    let words = match meaning.latin {
        Some(latin) => document.slice(latin).split(|c: char| !c.is_alphanumeric()).filter(|w| w.chars().count() >= 4).count(),
        None => document.slice(meaning.place.span).chars().filter(|c| c.is_uppercase()).count(),
    };
    let before = document.text.get(..name.start as usize).and_then(|text| text.chars().next_back());
    let sure = before.is_none_or(|c| !(class::is_kana(c) || c.is_alphanumeric()) || "をはがもへやとでに".contains(c));
    // a kanji is half a word, a run of katakana one
    let (mut halves, mut katakana) = (0, false);
    for c in document.slice(name).replace("に関する", "").chars() {
        halves += if class::is_kanji(c) { 1 } else { 2 * usize::from(class::is_katakana(c) && !katakana) };
        katakana = class::is_katakana(c);
    }
    halves >= if sure { words } else { 2 * words }
}

/// What a list of abbreviations takes for an expansion: not what only stands
/// beside it and may explain it.
fn expansions(term: &Term) -> impl Iterator<Item = &Meaning> {
    term.meanings.iter().filter(|m| m.form != Form::Beside)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::Book;
    use crate::doc::pages::Pages;

    #[test]
    fn names_in_japanese() {
        for (text, want) in [
            ("固定価格で買い取る制度（FIP：Feed-in Premium）を設けた。", ""),
            ("輸出を管理する制度（ECS：Export Control System）の改正。", ""),
            ("持続可能な開発目標（SDG：Sustainable Development Goal）を掲げる。", ""),
            ("武器の貿易に関する条約（ATT：Arms Trade Treaty）を結ぶ。", ""),
            ("生物の多様性に関する条約（CBD：Convention on Biological Diversity）を結ぶ。", ""),
            ("企業の社会的責任（CSR：Corporate Social Responsibility）を問う。", ""),
            ("情報収集、警戒監視、偵察（ISR：Intelligence, Surveillance and Reconnaissance）を担う。", ""),
            ("日EU経済連携協定（JEPA：Japan EU Economic Partnership Agreement）を結ぶ。", ""),
            ("国連の食糧農業機関（FAO：Food and Agriculture Organization）を訪ねた。", "食糧農業機関"),
            ("新たに設けた宇宙状況監視（SSA：Space Situational Awareness）を担う。", "宇宙状況監視"),
            ("外国貿易に関する制度（FTS：Foreign Trade System）を見直す。", "外国貿易に関する制度"),
            ("ミサイル技術管理レジーム（MTCR：Missile Technology Control Regime）に加わる。", "ミサイル技術管理レジーム"),
            ("わが国は国連（UN：United Nations）に加わる。", "国連"),
            ("宇宙状況監視（SSA）を担う。", "宇宙状況監視"),
        ] {
            let book = Book::of(vec![Document::of(Text::from(text), Pages::default())]);
            let list = book.terms.glossary(&book.documents);
            let names: Vec<&str> = list.iter().map(|entry| entry.japanese.as_deref().unwrap_or("")).collect();
            assert_eq!(names, [want], "{text}");
        }
    }
}
