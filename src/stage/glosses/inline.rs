//! Expansions that an extractor wrote into a line of Japanese text:
//! `合意された具 Systems and Technology Forum 体的な`.
//!
//! Such a phrase is only told from a phrase that the author wrote by cutting a
//! word in two (Japanese text sets foreign words off by particles, brackets and
//! punctuation, not between two kanji of one word), or by hanging over the end
//! of a full print line.

use crate::text::{Line, Lines, Span, Text, class, width};

use super::initials::Phrase;
use super::place::{Finder, column};

/// Whether the counts of a line allow an expansion inside it.
pub(super) fn is_candidate(line: &Line) -> bool {
    line.japanese >= 2 && line.latin >= 8 && line.spaces >= 2
}

/// Expansions within lines, in text order: what to cut, the acronym, the
/// phrase.
pub(super) fn find(text: &Text, lines: &Lines, finder: &mut Finder<'_>) -> Vec<(Span, Span, Phrase)> {
    let mut found = Vec::new();
    for (index, line) in lines.iter().enumerate().filter(|(_, l)| is_candidate(l)) {
        let body = text.slice(line.body);
        let mut from = 0;
        while let Some((start, end)) = next_phrase(body, from) {
            from = end;
            let (Some(raw), Some(left), Some(right)) = (body.get(start..end), body.get(..start), body.get(end..)) else { break };
            let (head, tail) = (left.trim_end_matches(class::is_space), right.trim_start_matches(class::is_space));
            let next = lines.get(index + 1).filter(|l| tail.is_empty() && !l.is_blank()).map_or("", |l| text.slice(l.body));
            // an expansion and a reading, side by side over their line
            if head.is_empty() && is_reading(tail) {
                if let Some(phrase) = Phrase::read(raw).filter(|p| p.title)
                    && let Some(base) = finder.base_of(&phrase, index, index)
                {
                    found.push((Span::new(line.body.start, line.body.end - offset(tail.len())), base.span, phrase));
                }
                continue;
            }
            let joint = (head.chars().next_back(), tail.chars().chain(next.chars()).next());
            let (Some(a), Some(b)) = joint else { continue };
            let cut = is_inside_word(a, b) || (tail.is_empty() && class::is_japanese(b) && hangs_over(lines, index, head));
            if !cut {
                continue;
            }
            let Some(phrase) = Phrase::read(raw).filter(|p| p.title) else { continue };
            let Some(base) = finder.base_in(&phrase, index, Span::new(line.body.start + offset(start), line.body.start + offset(end)))
            else {
                continue;
            };
            let cut = if tail.is_empty() {
                Span::new(line.body.start + offset(head.len()), line.span.end)
            } else {
                Span::new(line.body.start + offset(head.len()), line.body.end - offset(tail.len()))
            };
            found.push((cut, base, phrase));
        }
    }
    found
}

/// Whether a text is nothing but a few hiragana, perhaps letter-spaced.
fn is_reading(text: &str) -> bool {
    !text.is_empty() && text.chars().count() <= 24 && text.chars().all(|c| class::is_hiragana(c) || class::is_space(c))
}

/// Whether line `index` without the phrase at its end, `head`, is a full print
/// line by itself.
fn hangs_over(lines: &Lines, index: usize, head: &str) -> bool {
    head.ends_with(class::is_japanese) && column(lines, index).is_some_and(|column| width::of(head).abs_diff(column) <= 2)
}

/// Whether a break between the two would stand inside a Japanese word.
fn is_inside_word(a: char, b: char) -> bool {
    (class::is_kanji(a) && class::is_kanji(b)) || (class::is_katakana(a) && class::is_katakana(b))
}

fn offset(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// The next run of Latin words set off by spaces, or by Japanese letters.
fn next_phrase(body: &str, from: usize) -> Option<(usize, usize)> {
    let rest = body.get(from..)?;
    let latin = |c: char| class::is_latin(c) && c < '\u{3000}' || matches!(c, ' ' | ',' | '-' | '&' | '/' | '\'' | '’');
    let mut start = None;
    for (at, c) in rest.char_indices() {
        match start {
            None if c.is_ascii_alphabetic() => start = Some(at),
            Some(first) if !latin(c) => {
                if let Some(hit) = accept(rest, first, at) {
                    return Some((from + hit.0, from + hit.1));
                }
                start = None;
            }
            _ => {}
        }
    }
    let hit = accept(rest, start?, rest.len())?;
    Some((from + hit.0, from + hit.1))
}

fn accept(rest: &str, start: usize, end: usize) -> Option<(usize, usize)> {
    let run = rest.get(start..end)?;
    let trimmed = run.trim_end();
    // the spaces around it may have gone: Japanese runs on without them
    let set_off = (start == 0 || rest.get(..start)?.ends_with(|c| class::is_space(c) || class::is_japanese(c)))
        && (trimmed.len() < run.len() || rest.get(end..)?.chars().next().is_none_or(class::is_japanese));
    (set_off && trimmed.contains(' ')).then_some((start, start + trimmed.len()))
}
