//! One word written in several ways in one document.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, Anchored, Input, Match, MatchKind, StartKind};

use crate::doc::Kind;
use crate::lint::{Context, Offences, Safety};
use crate::text::{Span, ceil, class};

/// The words; what the lines mean stands in the file.
const WORDS: &str = include_str!("data/variants.txt");

/// A way of writing that is used at most so often beside the other is reported
/// at each place.
const FEW: usize = 5;

/// How far to look back for a quotation that is open, in bytes.
const QUOTATION: usize = 150;

#[derive(Clone, Copy, Default)]
struct Flags {
    noun: bool,
    head: bool,
    inner: bool,
    num: bool,
    free: bool,
}

struct Group {
    forms: Vec<&'static str>,
    flags: Flags,
}

struct Words {
    groups: Vec<Group>,
    /// Group and form of each pattern; none for a trap.
    patterns: Vec<Option<(usize, usize)>>,
    begins: Begins,
    /// Finds the longest word that begins at a place.
    search: AhoCorasick,
}

/// How words begin: few places of a text can be the beginning of one, and to
/// look for all words at all places takes long.
struct Begins {
    /// A bit for each two characters, where two may have the same.
    pairs: Vec<u64>,
    /// Words of one character.
    alone: Vec<char>,
}

impl Begins {
    fn of(words: &[&str]) -> Begins {
        let mut begins = Begins { pairs: vec![0; 1 << 10], alone: Vec::new() };
        for word in words {
            let mut chars = word.chars();
            match (chars.next(), chars.next()) {
                (Some(a), Some(b)) => {
                    let (cell, bit) = Begins::bit(a, b);
                    begins.pairs.get_mut(cell).into_iter().for_each(|c| *c |= bit);
                }
                (Some(a), None) => begins.alone.push(a),
                _ => {}
            }
        }
        begins
    }

    fn bit(a: char, b: char) -> (usize, u64) {
        let hash = (u32::from(a) << 7 ^ u32::from(b)).wrapping_mul(0x9E37_79B1) >> 16;
        ((hash >> 6) as usize, 1 << (hash & 63))
    }

    fn may(&self, a: char, b: char) -> bool {
        let (cell, bit) = Begins::bit(a, b);
        self.pairs.get(cell).is_some_and(|c| c & bit != 0) || self.alone.contains(&a)
    }
}

static LIST: LazyLock<Option<Words>> = LazyLock::new(|| Words::read(WORDS));

impl Words {
    fn read(list: &'static str) -> Option<Words> {
        let (mut groups, mut patterns, mut texts) = (Vec::new(), Vec::new(), Vec::new());
        for line in list.lines().filter(|l| !l.trim().is_empty() && !l.starts_with('#')) {
            let (rest, traps) = line.split_once('!').unwrap_or((line, ""));
            let (forms, names) = rest.split_once(';').unwrap_or((rest, ""));
            let has = |name: &str| names.split_whitespace().any(|n| n == name);
            let flags = Flags { noun: has("noun"), head: has("head"), inner: has("inner"), num: has("num"), free: has("free") };
            let forms: Vec<&str> = forms.split('|').map(str::trim).collect();
            for (i, form) in forms.iter().enumerate() {
                patterns.push(Some((groups.len(), i)));
                texts.push(*form);
            }
            for trap in traps.split_whitespace() {
                patterns.push(None);
                texts.push(trap);
            }
            groups.push(Group { forms, flags });
        }
        let begins = Begins::of(&texts);
        let search = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).start_kind(StartKind::Anchored).build(&texts).ok()?;
        Some(Words { groups, patterns, begins, search })
    }

    /// The words of a text; of two that overlap the first, of two that begin
    /// together the longer one.
    fn find<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Match> + 't {
        let mut chars = text.char_indices().peekable();
        let mut free = 0;
        std::iter::from_fn(move || {
            while let Some((i, c)) = chars.next() {
                let next = chars.peek().map_or('\0', |n| n.1);
                if i < free || !self.begins.may(c, next) {
                    continue;
                }
                if let Ok(Some(found)) = self.search.try_find(Input::new(text).range(i..).anchored(Anchored::Yes)) {
                    free = found.end();
                    return Some(found);
                }
            }
            None
        })
    }
}

pub(super) fn check(context: &Context<'_>, out: &mut Offences) {
    let Some(words) = LIST.as_ref() else { return };
    let text = context.document.text.as_str();
    let allowed: Vec<&str> = context.settings.list("allow").collect();
    let mut code = context.document.outline.blocks.iter().filter(|b| b.kind == Kind::Code).map(|b| b.span).peekable();
    // group, form, place; sorted by group below
    let mut found: Vec<(usize, usize, Span)> = Vec::new();
    for m in words.find(text) {
        let Some(&Some((group, form))) = words.patterns.get(m.pattern().as_usize()) else { continue };
        let Some(row) = words.groups.get(group) else { continue };
        let span = Span::new(u32::try_from(m.start()).unwrap_or(0), u32::try_from(m.end()).unwrap_or(0));
        while code.peek().is_some_and(|c| c.end <= span.start) {
            code.next();
        }
        if code.peek().is_none_or(|c| c.start >= span.end) && fits(text, m.range(), row.flags) {
            found.push((group, form, span));
        }
    }
    found.sort_by_key(|f| f.0);
    for places in found.chunk_by(|a, b| a.0 == b.0) {
        let Some(row) = places.first().and_then(|p| words.groups.get(p.0)) else { continue };
        if places.iter().all(|p| Some(p.1) == places.first().map(|f| f.1)) {
            continue;
        }
        group(text, row, places, &allowed, out);
    }
    out.list.sort_by_key(|o| o.span);
}

fn group(text: &str, row: &Group, places: &[(usize, usize, Span)], allowed: &[&str], out: &mut Offences) {
    let mut counts = vec![0usize; row.forms.len()];
    for place in places {
        if let Some(count) = counts.get_mut(place.1) {
            *count += 1;
        }
    }
    // the first of those used most
    let Some(main) = counts.iter().enumerate().rev().max_by_key(|c| c.1).map(|c| c.0) else { return };
    let (Some(&best), Some(&most)) = (row.forms.get(main), counts.get(main)) else { return };
    for (form, &count) in counts.iter().enumerate() {
        let Some(&written) = row.forms.get(form).filter(|f| form != main && count > 0 && !allowed.contains(*f)) else { continue };
        let all = count <= FEW || count * 5 <= most;
        let own = places.iter().filter(|p| p.1 == form && !is_quoted(text, p.2));
        for place in own.take(if all { usize::MAX } else { 1 }) {
            out.report(place.2)
                .with("written", written)
                .with("count", count)
                .with("best", best)
                .with("most", most)
                .fix(Safety::Unsafe, vec![(place.2, best.to_owned())]);
        }
    }
}

/// Whether what stands around the word lets it be that word.
fn fits(text: &str, range: std::ops::Range<usize>, flags: Flags) -> bool {
    let before = text.get(..range.start).and_then(|t| t.chars().next_back());
    let rest = text.get(range.end..).unwrap_or("");
    let after = rest.chars().next();
    let (Some(first), Some(last)) =
        (text.get(range.clone()).and_then(|t| t.chars().next()), text.get(range).and_then(|t| t.chars().next_back()))
    else {
        return false;
    };
    let katakana = |c: char| class::is_katakana(c) || c == '・';
    if class::is_katakana(first) && before.is_some_and(katakana) && !flags.num
        || class::is_katakana(last) && after.is_some_and(katakana) && !flags.num
    {
        return false;
    }
    if flags.num && !before.is_some_and(|c| class::is_digit(c) || class::is_kanji_numeral(c) || c == '数') {
        return false;
    }
    let head = before.is_none_or(|c| matches!(c, '\n' | '。' | '、' | '，' | '．' | '　' | ' ') || class::is_opening(c));
    if flags.head && !head || flags.inner && (head || after == Some('、')) {
        return false;
    }
    if flags.free
        && before.is_some_and(|c| class::is_kanji(c) && class::is_kanji(first) || class::is_hiragana(c) && class::is_hiragana(first))
    {
        return false;
    }
    !flags.noun || is_noun_end(rest)
}

/// Whether a noun can end in front of `rest`.
fn is_noun_end(rest: &str) -> bool {
    rest.starts_with(['を', 'が', 'は', 'の', 'に', 'や', 'へ', '等', '・', '）', '」', '』', '】', ')', '\n'])
        || ["から", "まで", "など", "による", "として", "とする", "との", "とともに", "及び", "又は", "並びに", "も含", "で"]
            .iter()
            .any(|p| rest.starts_with(p))
}

/// Whether a quotation is open at the place: titles are written as they are.
fn is_quoted(text: &str, span: Span) -> bool {
    let from = ceil(text, (span.start as usize).saturating_sub(QUOTATION));
    let before = text.get(from..span.start as usize).unwrap_or("");
    before.rfind(['「', '『', '」', '』', '\n']).is_some_and(|at| before.get(at..).is_some_and(|t| t.starts_with(['「', '『'])))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words() {
        let words = LIST.as_ref().unwrap();
        assert!(words.groups.len() >= 150, "{}", words.groups.len());
        let mut all: Vec<&str> = words.groups.iter().flat_map(|g| g.forms.iter().copied()).collect();
        let known = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), known, "no form is in two groups");
        for line in WORDS.lines().filter(|l| !l.is_empty() && !l.starts_with('#')) {
            let names = line.split('!').next().and_then(|l| l.split_once(';')).map_or("", |l| l.1);
            let unknown = names.split_whitespace().find(|n| !["noun", "head", "inner", "num", "free"].contains(n));
            assert_eq!(unknown, None, "{line}");
            assert!(line.split('!').next().is_some_and(|l| l.contains('|')), "{line}");
        }
    }

    #[test]
    fn the_words_are_those_that_comparing_with_each_would_find() {
        let words = LIST.as_ref().unwrap();
        let mut list: Vec<&str> = WORDS.lines().filter(|l| !l.starts_with('#')).flat_map(|l| l.split(['|', ';', '!', ' '])).collect();
        list.retain(|w| !w.is_empty() && !w.is_ascii());
        let text = format!("{}{}", list.concat(), list.join("の"));
        let found: Vec<&str> = words.find(&text).filter_map(|m| text.get(m.range())).collect();
        let (mut rest, mut want): (&str, Vec<&str>) = (text.as_str(), Vec::new());
        while let Some(c) = rest.chars().next() {
            let longest = list.iter().filter(|w| rest.starts_with(**w)).max_by_key(|w| w.len());
            want.extend(longest);
            rest = rest.get(longest.map_or(c.len_utf8(), |w| w.len())..).unwrap();
        }
        assert!(found.len() > list.len() && found == want);
    }
}
