//! What becomes of the readings that were found.
//!
//! Their lines are taken out. Where the extractor had cut a line at the base,
//! its pieces are joined again: they are pieces of one line when together they
//! are no wider than the lines around.

use super::{Candidate, Ruby};
use crate::text::{AnnotationKind, Cause, Edit, Edits, Line, Span, Text, class};

const REMOVED: Cause = Cause { stage: "readings", reason: "kana printed over kanji are not part of the running text" };
const WRITTEN: Cause = Cause { stage: "readings", reason: "kana printed over kanji are written at their kanji" };
const NAME: Cause = Cause { stage: "readings", reason: "family and given name, which the readings over them had parted" };
const JOINED: Cause = Cause { stage: "readings", reason: "the line had been cut at a word with kana printed over it" };

const SPACED: Cause = Cause { stage: "readings", reason: "the kana printed over a word had pushed its kanji apart" };

/// How many lines on each side are asked how wide lines are here.
const NEAR: usize = 16;
/// Columns by which lines of one width differ.
const SLACK: u32 = 2;

/// The edits and annotations for all readings found.
pub(super) fn edits(text: &Text, candidates: &[Candidate], ruby: Ruby) -> Edits {
    let lines = text.lines();
    let mut list = Vec::new();
    let mut joints = Vec::new();
    let found: Vec<&Candidate> = candidates.iter().filter(|c| c.found.is_some()).collect();
    let mut width = None;
    for group in found.chunk_by(|a, b| lines.get(a.line + 1..b.line).is_some_and(|l| l.iter().all(Line::is_blank))) {
        let Some(gap) = Gap::of(lines, group) else { continue };
        let before =
            width.filter(|&(line, _)| Some(line) == gap.before).map_or_else(|| gap.width(lines, gap.before), |w: (usize, u32)| w.1);
        let total = before + gap.width(lines, gap.after);
        let edge = group.iter().any(|c| c.found.as_ref().is_some_and(|f| f.edge));
        if edge && gap.is_cut(text, total, group) {
            let span = gap.between(text);
            joints.push(span);
            list.push(Edit { span, text: "".into(), to: None, cause: &JOINED });
            width = gap.after.map(|n| (n, total));
        } else {
            gap.delete(lines, &mut list);
            width = None;
        }
    }
    let bases = merged(&found, &joints);
    let mut edits = Edits::new();
    for (span, reading) in &bases {
        if ruby != Ruby::Drop && ruby != Ruby::Keep {
            written(text, *span, reading, ruby, &mut list);
        }
        edits.annotate(AnnotationKind::Ruby, *span, reading.as_str());
    }
    if ruby == Ruby::Keep {
        return edits;
    }
    let names = bases.windows(2).filter_map(|pair| parted(text, pair.first()?.0, pair.get(1)?.0));
    list.extend(names.map(|span| Edit { span, text: "\u{3000}".into(), to: None, cause: &NAME }));
    let spaced = bases.iter().filter_map(|(base, _)| pushed_apart(text, *base));
    list.extend(spaced.map(|span| Edit { span, text: "".into(), to: None, cause: &SPACED }));
    list.sort_by_key(|e| (e.span.start, e.span.end));
    for edit in list {
        edits.replace(edit.span, edit.text, edit.cause);
    }
    edits
}

/// The line end between a family name, alone on its line, and the given name
/// with which the next line begins. A line may hold nothing but a word that has
/// a reading; but hardly where the next begins with another and goes on.
fn parted(text: &Text, family: Span, given: Span) -> Option<Span> {
    let gap = Span::new(family.end, given.start);
    let lines = text.lines();
    let [first, second] = [family, given].map(|base| lines.partition_point(|line| line.span.end < base.start));
    let (before, after) = (lines.get(first)?, lines.get(second)?);
    let alone = before.body == family && before.chars <= 4 && after.body.start == given.start;
    let rest = text.slice(Span::new(given.end.min(after.body.end), after.body.end)).chars().next();
    let goes_on = rest.is_some_and(|c| class::is_opening(c) || class::is_hiragana(c));
    let page = lines.get(first + 1..=second)?.iter().any(|line| line.page);
    let kanji = |base: Span| text.slice(base).chars().all(class::is_kanji);
    (alone && goes_on && !page && second == first + 1 && kanji(family) && kanji(given)).then_some(gap)
}

/// The space between the two kanji of a word that has one reading: `脆 弱`. A
/// name has two readings, or more kanji.
fn pushed_apart(text: &Text, base: Span) -> Option<Span> {
    let mut letters = text.slice(base).char_indices();
    let (Some((_, first)), Some((at, ' ')), Some((_, last)), None) = (letters.next(), letters.next(), letters.next(), letters.next())
    else {
        return None;
    };
    let at = base.start + u32::try_from(at).unwrap_or(0);
    (class::is_kanji(first) && class::is_kanji(last)).then_some(Span::new(at, at + 1))
}

/// All bases from left to right; those of one word that had one reading a
/// kanji are put together.
fn merged(found: &[&Candidate], joints: &[Span]) -> Vec<(Span, String)> {
    let mut bases: Vec<(Span, String)> = found.iter().filter_map(|c| c.found.as_ref()).flat_map(|f| f.bases.iter().cloned()).collect();
    bases.sort_by_key(|b| b.0);
    let mut out: Vec<(Span, String)> = Vec::with_capacity(bases.len());
    for (span, reading) in bases {
        let between = |end: u32| Span::new(end, span.start);
        let joined = |end: u32| {
            end == span.start || joints.binary_search_by_key(&end, |j| j.start).is_ok_and(|n| joints.get(n) == Some(&between(end)))
        };
        match out.last_mut() {
            Some(last) if last.0.end > span.start => {}
            Some(last) if joined(last.0.end) => {
                last.0 = last.0.hull(span);
                last.1.push_str(&reading);
            }
            _ => out.push((span, reading)),
        }
    }
    out
}

/// Writes a reading at its base.
fn written(text: &Text, base: Span, reading: &str, ruby: Ruby, list: &mut Vec<Edit>) {
    let mut insert = |at: u32, text: String| list.push(Edit { span: Span::empty(at), text: text.into(), to: None, cause: &WRITTEN });
    match ruby {
        Ruby::Aozora => {
            let before = text.slice(Span::new(0, base.start)).chars().next_back();
            let mixed = !text.slice(base).contains('\n') && text.slice(base).chars().any(|c| !class::is_kanji(c));
            if mixed || before.is_some_and(class::is_kanji) {
                insert(base.start, "｜".to_owned());
            }
            insert(base.end, format!("《{reading}》"));
        }
        Ruby::Html => {
            insert(base.start, "<ruby>".to_owned());
            insert(base.end, format!("<rp>（</rp><rt>{reading}</rt><rp>）</rp></ruby>"));
        }
        Ruby::Paren => insert(base.end, format!("（{reading}）")),
        Ruby::Drop | Ruby::Keep => {}
    }
}

/// Lines of readings with the blank lines around them, between two lines of
/// text.
struct Gap {
    before: Option<usize>,
    after: Option<usize>,
    readings: Vec<usize>,
}

impl Gap {
    fn of(lines: &[Line], group: &[&Candidate]) -> Option<Gap> {
        let readings: Vec<usize> = group.iter().map(|c| c.line).collect();
        let (first, last) = (*readings.first()?, *readings.last()?);
        let before = lines.get(..first)?.iter().rposition(|l| !l.is_blank());
        let after = lines.get(last + 1..)?.iter().position(|l| !l.is_blank()).map(|n| n + last + 1);
        Some(Gap { before, after, readings })
    }

    fn width(&self, lines: &[Line], line: Option<usize>) -> u32 {
        line.and_then(|n| lines.get(n)).map_or(0, |l| l.width)
    }

    /// From the end of the text before to the start of the line behind. An
    /// ideographic space at the line end stays, as does any space behind
    /// nothing but kanji: it parts a name.
    fn between(&self, text: &Text) -> Span {
        let lines = text.lines();
        let end = self.before.and_then(|n| lines.get(n)).map_or(0, |l| {
            let tail = text.slice(Span::new(l.body.end, l.span.end));
            let name = text.slice(l.body).chars().all(class::is_kanji);
            let kept = if name { tail.len() } else { tail.rfind('\u{3000}').map_or(0, |n| n + '\u{3000}'.len_utf8()) };
            l.body.end + u32::try_from(kept).unwrap_or(0)
        });
        Span::new(end, self.after.and_then(|n| lines.get(n)).map_or(end, |l| l.span.start))
    }

    /// Whether the text before and behind are pieces of one line.
    fn is_cut(&self, text: &Text, total: u32, group: &[&Candidate]) -> bool {
        let lines = text.lines();
        let (Some(before), Some(after)) = (self.before.and_then(|n| lines.get(n)), self.after.and_then(|n| lines.get(n))) else {
            return false;
        };
        let (Some(&first), Some(&last)) = (self.readings.first(), self.readings.last()) else { return false };
        let Some(usual) = usual_width(text, first) else { return false };
        let (Some(left), Some(right)) = (text.slice(before.body).chars().next_back(), text.slice(after.body).chars().next()) else {
            return false;
        };
        let page = self.before.zip(self.after).and_then(|(b, a)| lines.get(b + 1..=a)).is_none_or(|l| l.iter().any(|l| l.page));
        let sentence_end = class::is_sentence_end(left) || class::is_bullet(right) || class::is_enclosed(right);
        if page || sentence_end || total > usual + SLACK {
            return false;
        }
        let bases = || group.iter().filter_map(|c| c.found.as_ref()).flat_map(|f| f.bases.iter().map(|b| b.0));
        let at_end = bases().any(|b| b.start < before.body.end && b.end >= before.body.end);
        let full = total + 2 * SLACK >= usual;
        // a list of words with their readings
        let lone = bases().any(|b| b == before.body && text.slice(b).chars().count() > 1);
        if lone && class::is_kanji(right) && !full {
            return false;
        }
        // a blank line behind the reading only: a paragraph ends there
        let blank = |n: Option<&Line>| n.is_some_and(Line::is_blank);
        let above = first.checked_sub(1).is_some_and(|n| blank(lines.get(n)));
        if blank(lines.get(last + 1)) && !above && !is_double_spaced(lines, last) {
            return false;
        }
        at_end || full || class::is_hiragana(left) || matches!(left, '、' | '，')
    }

    /// Takes out the lines of the readings, and of the gaps around them all
    /// but the highest, which holds the page break if there is one.
    fn delete(&self, lines: &[Line], list: &mut Vec<Edit>) {
        let mut delete = |start: u32, end: u32| {
            if start < end {
                list.push(Edit { span: Span::new(start, end), text: "".into(), to: None, cause: &REMOVED });
            }
        };
        let at = |n: usize| lines.get(n).map(|l| l.span).unwrap_or_default();
        let stops: Vec<usize> = self.before.into_iter().chain(self.readings.iter().copied()).chain(self.after).collect();
        let pages = |w: &&[usize]| lines.get(first(w) + 1..=last(w)).is_some_and(|l| l.iter().any(|l| l.page));
        if stops.windows(2).filter(pages).count() > 1 {
            self.readings.iter().for_each(|&n| delete(at(n).start, at(n).end));
            return;
        }
        match (self.before, self.after) {
            (Some(before), Some(after)) => {
                let height = |w: &[usize]| (pages(&w), last(w) - first(w));
                let Some(kept) = stops.windows(2).max_by_key(|w| height(w)) else { return };
                delete(at(before).end, at(first(kept)).end);
                delete(at(last(kept)).start, at(after).start);
            }
            (None, Some(after)) => delete(at(first(&self.readings)).start, at(after).start),
            (Some(before), None) => delete(at(before).end, at(last(&self.readings)).end),
            (None, None) => delete(at(first(&self.readings)).start, at(last(&self.readings)).end),
        }
    }
}

fn first(stops: &[usize]) -> usize {
    stops.first().copied().unwrap_or(0)
}

fn last(stops: &[usize]) -> usize {
    stops.last().copied().unwrap_or(0)
}

/// The width that most lines around have, in columns; `None` when there is no
/// such width.
pub(super) fn usual_width(text: &Text, line: usize) -> Option<u32> {
    let lines = text.lines();
    let near = lines.get(line.saturating_sub(NEAR)..(line + NEAR).min(lines.len()))?;
    let widths: Vec<u32> = near.iter().filter(|l| l.japanese > 4 && l.kana + l.spaces < l.chars).map(|l| l.width).collect();
    let support = |w: u32| widths.iter().filter(|&&x| x.abs_diff(w) <= 1).count();
    let best = widths.iter().map(|&w| (support(w), w)).max()?;
    (best.0 > 2).then_some(best.1)
}

/// Whether a blank line stands between most lines here.
fn is_double_spaced(lines: &[Line], line: usize) -> bool {
    let Some(near) = lines.get(line.saturating_sub(NEAR)..(line + NEAR).min(lines.len())) else { return false };
    near.iter().filter(|l| l.is_blank()).count() * 5 > near.len() * 2
}
