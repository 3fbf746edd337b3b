//! Short names for long ones: `（以下「本法」という。）`.

use aho_corasick::{AhoCorasick, MatchKind};
use memchr::memmem;
use rustc_hash::FxHashMap;

use super::Alias;
use super::bracket;
use crate::doc::{Kind, Outline};
use crate::text::initials::fold;
use crate::text::{Span, Text, class};

/// The aliases of a text, and where they or their long names stand again: the
/// Japanese ones, and those in Latin letters.
pub(super) fn find(text: &Text, outline: &Outline) -> (Vec<Alias>, Vec<Alias>) {
    let body = text.as_str();
    let mut list: Vec<Alias> = Vec::new();
    for at in memmem::find_iter(body.as_bytes(), "以下") {
        if let Some(alias) = defined(body, at) {
            list.push(alias);
        }
    }
    if !list.is_empty() {
        count(text, outline, &mut list);
    }
    list.into_iter().partition(|alias| text.slice(alias.alias).contains(class::is_japanese))
}

fn span(start: usize, end: usize) -> Span {
    let offset = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    Span::new(offset(start), offset(end))
}

/// Most bytes between 以下 and the quote (`以下この節において`).
const BEFORE_QUOTE: usize = 60;

/// The alias that is defined by the 以下 at `at`.
fn defined(body: &str, at: usize) -> Option<Alias> {
    let from = at + "以下".len();
    let mut quote = None;
    for (i, c) in body.get(from..)?.char_indices().take_while(|(i, _)| *i <= BEFORE_QUOTE) {
        match c {
            '「' | '『' => {
                quote = Some(from + i + c.len_utf8());
                break;
            }
            '。' | '）' | ')' | '（' | '\n' => return None,
            _ => {}
        }
    }
    let start = quote?;
    let rest = body.get(start..)?;
    let (len, _) = rest.char_indices().take_while(|(i, c)| *i <= 120 && *c != '\n').find(|(_, c)| matches!(c, '」' | '』'))?;
    let alias = rest.get(..len)?;
    let tail = rest.get(len..)?.trim_start_matches(['」', '』']);
    let said = ["と", "）", ")", "、", "。"].iter().any(|w| tail.starts_with(w));
    if !said || alias.is_empty() {
        return None;
    }
    let opening = opening(body, at)?;
    let name = exact(body, opening).filter(|&(a, b)| {
        let name = body.get(a..b).unwrap_or("");
        name.chars().count() >= 5 && name.chars().count() > alias.chars().count() && !alias.contains(name)
    });
    Some(Alias { alias: span(start, start + len), name: name.map(|(a, b)| span(a, b)), uses: 0, bypassed: Vec::new() })
}

/// The opening bracket around `at`; it stands in the same line, not far off.
fn opening(body: &str, at: usize) -> Option<usize> {
    let mut depth = 0u32;
    for (i, c) in body.get(..at)?.char_indices().rev().take(120) {
        match c {
            '）' | ')' => depth += 1,
            '（' | '(' => match depth.checked_sub(1) {
                Some(less) => depth = less,
                None => return Some(i),
            },
            '\n' => return None,
            _ => {}
        }
    }
    None
}

/// The long name before the bracket, where it is clear where it begins: in
/// quotes, or behind a mark or a particle that ends what stood before.
fn exact(body: &str, opening: usize) -> Option<(usize, usize)> {
    let (start, end) = bracket::name_before(body, opening)?;
    let before = body.get(..start)?.chars().next_back();
    let clear = before.is_none_or(|c| matches!(c, '、' | '。' | '「' | '『' | '\n' | '　' | 'は' | 'が' | 'を' | 'に' | 'で' | 'と'));
    clear.then_some((start, end))
}

/// Counts what stands behind each definition.
fn count(text: &Text, outline: &Outline, list: &mut [Alias]) {
    let body = text.as_str();
    let mut words: Vec<&str> = list.iter().flat_map(|a| [Some(a.alias), a.name]).flatten().map(|s| text.slice(s)).collect();
    words.sort_unstable();
    words.dedup();
    // either width of its letters is the same word
    let wide: Vec<(usize, String)> = words.iter().enumerate().filter_map(|(i, w)| Some((i, other_width(w)?))).collect();
    let patterns: Vec<&str> = words.iter().copied().chain(wide.iter().map(|(_, w)| w.as_str())).collect();
    let word_of = |pattern: usize| pattern.checked_sub(words.len()).map_or(Some(pattern), |i| wide.get(i).map(|w| w.0));
    let (Some(longest), Some(inside)) = (any_of(&patterns, MatchKind::LeftmostLongest), any_of(&words, MatchKind::Standard)) else {
        return;
    };
    let mut places: Vec<Vec<usize>> = vec![Vec::new(); words.len()];
    for found in longest.find_iter(body) {
        if let Some(list) = word_of(found.pattern().as_usize()).and_then(|word| places.get_mut(word)) {
            list.push(found.start());
        }
    }
    // a longer word that begins or ends with the alias counts as its use
    let mut within: Vec<Vec<usize>> = vec![Vec::new(); words.len()];
    for (word, own) in words.iter().zip(&places) {
        let mut parts: Vec<usize> = inside.find_overlapping_iter(word).map(|m| m.pattern().as_usize()).collect();
        parts.sort_unstable();
        parts.dedup();
        for part in parts {
            if let Some(list) = within.get_mut(part) {
                list.extend(own);
            }
        }
    }
    within.iter_mut().for_each(|list| list.sort_unstable());
    // what stands behind the next definition of the same name belongs to that one
    let mut next: FxHashMap<&str, usize> = FxHashMap::default();
    for alias in list.iter_mut().rev() {
        let short = text.slice(alias.alias);
        let from = alias.alias.end as usize;
        alias.uses = behind(&words, &within, short, from).len();
        let Some(name) = alias.name.map(|n| text.slice(n)) else { continue };
        let again = behind(&words, &places, name, from);
        if name.contains(short) {
            alias.uses = alias.uses.saturating_sub(again.len());
        }
        let until = next.insert(name, alias.name.map_or(from, |n| n.start as usize)).unwrap_or(usize::MAX);
        let own = again.get(..again.partition_point(|&at| at < until)).unwrap_or(&[]);
        let free = |&&at: &&usize| is_free(body, at, name.len()) && is_text(outline, at);
        alias.bypassed = own.iter().filter(free).map(|&at| span(at, at + name.len())).collect();
    }
}

/// A word with its letters and digits in the other width, where it has some.
fn other_width(word: &str) -> Option<String> {
    let narrow = fold(word);
    if narrow != word {
        return Some(narrow.into_owned());
    }
    let wide = |c: char| if c.is_ascii_alphanumeric() { char::from_u32(u32::from(c) + WIDE).unwrap_or(c) } else { c };
    word.contains(|c: char| c.is_ascii_alphanumeric()).then(|| word.chars().map(wide).collect())
}

/// From a letter of ASCII to its fullwidth form.
const WIDE: u32 = 0xFEE0;

/// Of the places of a word, those from the byte `from` on.
fn behind<'p>(words: &[&str], places: &'p [Vec<usize>], word: &str, from: usize) -> &'p [usize] {
    let list = words.binary_search(&word).ok().and_then(|i| places.get(i)).map_or(&[][..], Vec::as_slice);
    list.get(list.partition_point(|&p| p < from)..).unwrap_or(&[])
}

fn any_of(words: &[&str], kind: MatchKind) -> Option<AhoCorasick> {
    AhoCorasick::builder().match_kind(kind).build(words).ok()
}

/// Whether a name stands by itself, and not in a longer name or in quotes.
fn is_free(body: &str, at: usize, len: usize) -> bool {
    let firm = |c: char| class::is_kanji(c) || class::is_katakana(c) || class::is_latin(c) || class::is_digit(c);
    let before = body.get(..at).and_then(|b| b.chars().next_back());
    let after = body.get(at + len..).and_then(|a| a.chars().next());
    !before.is_some_and(|c| firm(c) || class::is_opening(c)) && !after.is_some_and(|c| firm(c) || class::is_opening(c))
}

fn is_text(outline: &Outline, at: usize) -> bool {
    let index = outline.blocks.partition_point(|b| b.span.start as usize <= at);
    let block = index.checked_sub(1).and_then(|i| outline.blocks.get(i));
    block.is_some_and(|b| matches!(b.kind, Kind::Paragraph | Kind::ListItem))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::doc::parse;

    fn check(text: &str, want: &str) {
        let text = Text::from(text);
        let (japanese, latin) = find(&text, &parse(&text));
        let got: Vec<String> = japanese
            .iter()
            .chain(&latin)
            .map(|a| format!("{}={} {} {}", text.slice(a.alias), a.name.map_or("-", |n| text.slice(n)), a.uses, a.bypassed.len()))
            .collect();
        assert_eq!(got.join(" / "), want, "{}", text.as_str());
    }

    #[test]
    fn aliases() {
        check(
            "河川の利用を定めた「河川の利用に関する法律」（平成9年法律第5号。以下「本法」という。）は本法である。",
            "本法=河川の利用に関する法律 1 0",
        );
        check(
            "このため、河川環境整備基本計画（以下「基本計画」という。）を定めた。\n河川環境整備基本計画は長い。",
            "基本計画=河川環境整備基本計画 0 1",
        );
        check("河川水委員会（以下「RWB」という。）を置く。", "RWB=河川水委員会 0 0");
        check("この河川水委員会（以下「RWB」という。）は、ＲＷＢの会。\n河川水委員会は長い。", "RWB=- 1 0");
        check("国は、河川水委員会（以下「RWB」という。）を置く。\n河川水委員会はＲＷＢ。", "RWB=河川水委員会 1 1");
        check("国は、水のＩＣＴ計画（以下「ICT計画」という。）を置く。ＩＣＴ計画は長い。", "ICT計画=- 1 0");
        check("以下「本法」という。", "");
        check("長い名前（以下この章において「甲」という。）と甲", "甲=- 1 0");
    }
}
