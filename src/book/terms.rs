//! The acronyms of a book: what each means, where it is expanded, where it is
//! used first, how often it is used. The lints of acronyms rest on it, and so
//! does a list of abbreviations.

mod local;

use std::sync::Arc;

use aho_corasick::{AhoCorasick, MatchKind};
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::Place;
use crate::doc::acronym::Form;
use crate::doc::acronym::spelling::Fit;
use crate::doc::{Document, Kind};
use crate::text::{Span, class};
use local::{Defined, Local, Locals};

/// The acronyms of a book.
#[derive(Clone, Debug, Default)]
pub struct Terms {
    /// One for each acronym that is expanded or used, by the first place where
    /// it stands.
    pub acronyms: Vec<Term>,
    /// For each document, the acronyms (as indexes into
    /// [`Terms::acronyms`]) that are expanded in it or first used in it,
    /// ascending.
    pub within: Vec<Vec<usize>>,
    /// Whether the files begin in the middle of a work: what is not expanded
    /// in them may be expanded in front of them.
    pub partial: bool,
    /// How many acronyms are expanded in running text.
    pub habit: usize,
    /// Whether most of the acronyms that are expanded are written in fullwidth
    /// letters.
    pub wide: bool,
    /// Acronyms (as indexes) that are used as words and expanded nowhere.
    pub unexpanded: Vec<usize>,
    /// Expansions that another acronym has as well, and the first one that says
    /// the same.
    pub rivals: Vec<Pair>,
    /// Expansions of an acronym that has another one, and the first one.
    pub conflicts: Vec<Pair>,
    /// Aliases that do not stand again in their own document, but in another.
    pub elsewhere: FxHashSet<String>,
}

/// Two meanings that are at odds (acronym and meaning, as indexes): where the
/// later one stands, itself, the first one. Lists of them are sorted.
pub type Pair = (Place, (usize, usize), (usize, usize));

/// Different expansions of one acronym that are looked at closely; with more of
/// them only the same words count as the same.
const CLOSELY: usize = 32;

/// An acronym of a book.
#[derive(Clone, Debug)]
pub struct Term {
    /// In ASCII, without a plural's `s`.
    pub name: String,
    /// Where it is expanded, in reading order.
    pub meanings: Vec<Meaning>,
    /// How often it stands elsewhere.
    pub uses: usize,
    /// How often it stands elsewhere in running text where it is certainly a
    /// word of its own.
    pub sure: usize,
    /// The first of the latter.
    pub first: Option<Place>,
    /// The first place of all, its expansions included.
    pub place: Place,
    /// Whether it is somewhere the name of a company, a form, a model.
    pub named: bool,
}

/// One expansion of an acronym.
#[derive(Clone, Debug)]
pub struct Meaning {
    /// Where the acronym stands.
    pub place: Place,
    /// Its words in Latin letters, if given.
    pub latin: Option<Span>,
    /// Its name in Japanese, if given.
    pub japanese: Option<Span>,
    /// How it is expanded.
    pub form: Form,
    /// How the words and the acronym agree.
    pub fit: Fit,
    /// What expansions that say the same have in common; empty without words
    /// in Latin letters.
    pub key: String,
}

impl Terms {
    /// Indexes the acronyms of the documents of one work, given in reading
    /// order.
    #[must_use]
    pub fn of(documents: &[Arc<Document>]) -> Terms {
        let names: Vec<Arc<Defined>> = documents.par_iter().map(|d| d.memo(Defined::of)).collect();
        let defined: FxHashSet<&str> = names.iter().flat_map(|d| d.0.iter().map(String::as_str)).collect();
        let locals: Vec<Arc<Locals>> = documents.par_iter().map(|document| Locals::kept(document, &defined)).collect();
        let mut terms = Terms { partial: documents.first().is_some_and(|first| begins_late(first)), ..Terms::default() };
        let mut index: FxHashMap<String, usize> = FxHashMap::default();
        for (document, local) in locals.into_iter().enumerate() {
            let mut within = Vec::with_capacity(local.rows.len());
            for (name, local) in &local.rows {
                let span = local.place.unwrap_or_default();
                let at = *index.entry(name.clone()).or_insert_with_key(|name| {
                    terms.acronyms.push(Term::new(name.clone(), Place { document, span }));
                    terms.acronyms.len() - 1
                });
                let Some(term) = terms.acronyms.get_mut(at) else { continue };
                if !local.meanings.is_empty() || (term.first.is_none() && local.first.is_some()) {
                    within.push(at);
                }
                term.add(document, local);
            }
            within.sort_unstable();
            terms.within.push(within);
        }
        terms.habit = terms.acronyms.iter().filter(|t| t.meanings.iter().any(|m| m.form < Form::List)).count();
        terms.unexpanded = terms
            .acronyms
            .iter()
            .enumerate()
            .filter(|(_, t)| t.meanings.is_empty() && t.first.is_some() && !t.named)
            .map(|(i, _)| i)
            .collect();
        let written = || documents.iter().flat_map(|d| d.acronyms.definitions.iter().map(|a| d.slice(a.acronym).is_ascii()));
        terms.wide = written().filter(|ascii| !ascii).count() * 2 > written().count();
        terms.rivals = rivals(&terms.acronyms);
        terms.conflicts = conflicts(&terms.acronyms);
        terms.elsewhere = elsewhere(documents);
        terms
    }

    /// Of pairs, those whose later meaning stands in a document.
    pub fn pairs_of(&self, pairs: &[Pair], document: usize) -> impl Iterator<Item = (&Meaning, &Meaning)> {
        let from = pairs.partition_point(|p| p.0.document < document);
        let to = pairs.partition_point(|p| p.0.document <= document);
        let meaning = |(term, meaning): (usize, usize)| self.acronyms.get(term).and_then(|t| t.meanings.get(meaning));
        let own: Vec<Pair> = pairs.get(from..to).unwrap_or(&[]).to_vec();
        own.into_iter().filter_map(move |(_, later, first)| Some((meaning(later)?, meaning(first)?)))
    }

    /// The acronyms that are expanded or first used in a document.
    pub fn of_document(&self, document: usize) -> impl Iterator<Item = &Term> {
        self.within.get(document).into_iter().flatten().filter_map(|&i| self.acronyms.get(i))
    }
}

impl Term {
    fn new(name: String, place: Place) -> Term {
        Term { name, meanings: Vec::new(), uses: 0, sure: 0, first: None, place, named: false }
    }

    fn add(&mut self, document: usize, local: &Local) {
        self.meanings.extend(local.meanings.iter().map(|m| Meaning { place: Place { document, ..m.place }, ..m.clone() }));
        self.uses += local.uses;
        self.sure += local.sure;
        self.named |= local.named;
        self.first = self.first.or(local.first.map(|span| Place { document, span }));
    }

    /// Its expansions in a document.
    #[must_use]
    pub fn meanings_in(&self, document: usize) -> &[Meaning] {
        let from = self.meanings.partition_point(|m| m.place.document < document);
        let to = self.meanings.partition_point(|m| m.place.document <= document);
        self.meanings.get(from..to).unwrap_or(&[])
    }

    /// The first place where it is expanded, or where at least something that
    /// may explain it stands beside it.
    #[must_use]
    pub fn expanded(&self) -> Option<&Meaning> {
        self.meanings.first()
    }
}

fn rivals(terms: &[Term]) -> Vec<Pair> {
    let mut rows: Vec<(&str, Place, usize, usize)> = Vec::new();
    for (t, term) in terms.iter().enumerate() {
        let spelled = term.meanings.iter().enumerate().filter(|(_, m)| m.fit == Fit::Spells && !m.key.is_empty());
        rows.extend(spelled.map(|(i, m)| (m.key.as_str(), m.place, t, i)));
    }
    rows.sort_unstable();
    let bare = |t: usize| {
        let name = terms.get(t).map_or("", |t| t.name.as_str());
        name.chars().filter(char::is_ascii_alphabetic).map(|c| c.to_ascii_lowercase()).collect::<String>()
    };
    let mut list = Vec::new();
    for group in rows.chunk_by(|a, b| a.0 == b.0) {
        let Some(first) = group.first() else { continue };
        let others = group.iter().filter(|row| row.2 != first.2 && bare(row.2) != bare(first.2));
        list.extend(others.map(|row| (row.1, (row.2, row.3), (first.2, first.3))));
    }
    list.sort_unstable();
    list
}

fn conflicts(terms: &[Term]) -> Vec<Pair> {
    let mut list = Vec::new();
    for (t, term) in terms.iter().enumerate() {
        let mut spelled = term.meanings.iter().enumerate().filter(|(_, m)| !m.key.is_empty());
        let Some((f, first)) = spelled.next() else { continue };
        let mut seen: Vec<&str> = vec![&first.key];
        let mut all: FxHashSet<&str> = seen.iter().copied().collect();
        for (m, meaning) in spelled {
            // with or without a qualification it is the same thing
            let same = |other: &&str| other.contains(&meaning.key) || meaning.key.contains(*other);
            if all.contains(meaning.key.as_str()) || seen.iter().any(same) {
                continue;
            }
            all.insert(&meaning.key);
            if seen.len() < CLOSELY {
                seen.push(&meaning.key);
            }
            list.push((meaning.place, (t, m), (t, f)));
        }
    }
    list.sort_unstable();
    list
}

/// Which of some words stand in a document.
struct Stands {
    words: Arc<Vec<String>>,
    found: FxHashSet<String>,
}

/// Which of the aliases that do not stand again in their own document stand in
/// another.
fn elsewhere(documents: &[Arc<Document>]) -> FxHashSet<String> {
    let mut words: Vec<&str> =
        documents.iter().flat_map(|d| d.acronyms.aliases.iter().filter(|a| a.uses == 0).map(|a| d.slice(a.alias))).collect();
    words.sort_unstable_by(|a, b| b.len().cmp(&a.len()).then(a.cmp(b)));
    words.dedup();
    if words.is_empty() || documents.len() < 2 {
        return FxHashSet::default();
    }
    let any = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(&words);
    let Ok(any) = any else { return FxHashSet::default() };
    let find = |document: &Document| {
        let own: FxHashSet<usize> = document.acronyms.aliases.iter().map(|a| a.alias.start as usize).collect();
        let behind = any.find_iter(document.text.as_str()).filter(|m| !own.contains(&m.start()));
        behind.filter_map(|m| words.get(m.pattern().as_usize())).map(|w| (*w).to_owned()).collect::<FxHashSet<String>>()
    };
    let asked: Arc<Vec<String>> = Arc::new(words.iter().map(|w| (*w).to_owned()).collect());
    // a document that is in another book again is mostly asked the same
    let found = documents.par_iter().map(|document| {
        let kept = document.memo(|document| Stands { words: Arc::clone(&asked), found: find(document) });
        if kept.words == asked { kept.found.clone() } else { find(document) }
    });
    found.reduce(FxHashSet::default, |mut a, b| {
        a.extend(b);
        a
    })
}

/// Whether the first numbered part of a document is not a first one: `第3章`,
/// `Chapter 2`, `2.4`.
fn begins_late(document: &Document) -> bool {
    let numbered = document.outline.blocks.iter().filter(|b| b.kind == Kind::Heading).find_map(|b| {
        let number = document.slice(b.number?);
        let parts = number.contains('.') && number.starts_with(class::is_digit);
        let named = number.starts_with('第') || number.starts_with(|c: char| c.is_ascii_uppercase());
        (parts || named).then_some(number)
    });
    let Some(number) = numbered else { return false };
    let rest = number.trim_start_matches('第').trim_start_matches(|c: char| c.is_ascii_alphabetic() && !matches!(c, 'I' | 'V' | 'X'));
    let rest = rest.trim_start_matches(class::is_space);
    let (value, digits) = crate::layout::start::number(rest);
    if digits > 0 {
        return value > 1;
    }
    let mut chars = rest.chars();
    match (chars.next(), chars.next()) {
        (Some('一' | 'Ⅰ' | '序'), next) => next.is_some_and(class::is_kanji_numeral),
        (Some('I'), next) => matches!(next, Some('I' | 'V' | 'X')),
        (Some(c), _) => class::is_kanji_numeral(c) || class::is_roman_numeral(c) || matches!(c, 'V' | 'X'),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::doc::pages::Pages;
    use crate::text::Text;

    fn documents(texts: &[&str]) -> Vec<Arc<Document>> {
        texts.iter().map(|t| Arc::new(Document::of(Text::from(*t), Pages::default()))).collect()
    }

    #[test]
    fn terms_of_a_book() {
        let documents = documents(&[
            "この RWB を置く。\n\n河川水委員会（RWB：River Water Board）のRWB1の会合。",
            "HAPの測定。\n有害物質（HAPs）のHA/DR。",
        ]);
        let terms = Terms::of(&documents);
        let got: Vec<String> = terms.acronyms.iter().map(|t| format!("{} {} {} {}", t.name, t.meanings.len(), t.uses, t.sure)).collect();
        assert_eq!(got, ["RWB 1 2 1", "HAP 1 1 1", "HA 0 1 0", "DR 0 1 0"]);
        assert_eq!(terms.within, [vec![0], vec![1]]);
        let rows: Vec<String> = terms
            .glossary(&documents)
            .iter()
            .map(|e| {
                format!(
                    "{}|{}|{}|{}|{}",
                    e.acronym,
                    e.expansion.as_deref().unwrap_or(""),
                    e.japanese.as_deref().unwrap_or(""),
                    e.document,
                    e.count
                )
            })
            .collect();
        assert_eq!(rows, ["HAPs||有害物質|1|2", "RWB|River Water Board|河川水委員会|0|3"]);
    }

    #[test]
    fn parts_of_works() {
        for (text, partial) in [
            ("第2章　水\n本文です。", true),
            ("第1章　水\n本文です。", false),
            ("第12章　水\n本文です。", true),
            ("第Ⅲ部　水\n本文です。", true),
            ("第二節　水\n本文です。", true),
            ("第一節　水\n本文です。", false),
            ("Chapter 3 Water\nText.", true),
            ("水\n本文です。", false),
        ] {
            assert_eq!(Terms::of(&documents(&[text])).partial, partial, "{text}");
        }
    }
}
