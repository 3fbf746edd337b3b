//! The changes as a unified diff: coloured for people, or a patch.
//!
//! What stayed is known from the source map, so no search for it is needed:
//! the time is linear in the text (a general diff takes quadratic time on text
//! in which every line changes).

use std::io::Write as _;

use anstyle::{AnsiColor, Style};
use memchr::memchr_iter;
use rustc_hash::FxHashMap;

use super::{Report, visible};
use crate::text::{SourceMap, Span, Text};

/// Lines that are shown around a change.
const CONTEXT: usize = 3;

/// Lines within which a general diff looks for lines that stayed by chance.
const SMALL: usize = 64;

/// A patch from the file's bytes to the cleaned text; `patch` applies it. Both
/// names are `path` (bytes as the system has them). Empty when nothing changes.
#[must_use]
pub fn patch(report: &Report<'_>, raw: &[u8], path: &[u8]) -> Vec<u8> {
    let new = report.cleaned.text.as_bytes();
    let anchors = anchors(report, raw, |span| report.source.to_file(span));
    let mut out = Vec::new();
    write(&mut out, raw, new, &anchors, path, &PLAIN, false);
    out
}

/// The same for a terminal: as text, with colours when `coloured`.
#[must_use]
pub fn screen(report: &Report<'_>, coloured: bool) -> Vec<u8> {
    let (old, new) = (report.before.as_bytes(), report.cleaned.text.as_bytes());
    let anchors = anchors(report, old, |span| span);
    let mut out = Vec::new();
    let name = visible::line(report.name);
    write(&mut out, old, new, &anchors, name.as_bytes(), if coloured { &COLOURED } else { &PLAIN }, true);
    out
}

/// A patch between two states of one file, both in its own encoding.
#[must_use]
pub fn between(old: &[u8], new: &[u8], path: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    write(&mut out, old, new, &unique(old, new), path, &PLAIN, false);
    out
}

/// The same for a terminal.
#[must_use]
pub fn between_on_screen(old: &str, new: &str, name: &str, coloured: bool) -> Vec<u8> {
    let (old, new, name) = (old.as_bytes(), new.as_bytes(), visible::line(name));
    let mut out = Vec::new();
    write(&mut out, old, new, &unique(old, new), name.as_bytes(), if coloured { &COLOURED } else { &PLAIN }, true);
    out
}

struct Theme {
    head: Style,
    hunk: Style,
    old: Style,
    new: Style,
}

const PLAIN: Theme = Theme { head: Style::new(), hunk: Style::new(), old: Style::new(), new: Style::new() };
const COLOURED: Theme = Theme {
    head: Style::new().bold(),
    hunk: AnsiColor::Cyan.on_default(),
    old: AnsiColor::Red.on_default(),
    new: AnsiColor::Green.on_default(),
};

/// Two lines, by number, of which the second starts with what the first starts
/// with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Anchor {
    old: usize,
    new: usize,
    /// Whether they are the same to the end.
    same: bool,
}

/// The lines whose start, or whole, the cleaning copied. `place` tells where a span of the
/// text before lies in `old`.
fn anchors(report: &Report<'_>, old: &[u8], place: impl Fn(Span) -> Span) -> Vec<Anchor> {
    let old_lines = lines(old);
    let new_lines = lines(report.cleaned.text.as_bytes());
    let mut pairs = Vec::new();
    for (source, output) in copied(&report.cleaned.map, report.before, &report.cleaned.text) {
        let at = place(source);
        let (Ok(i), Ok(j)) = (old_lines.binary_search_by_key(&at.start, |l| l.start), new_lines.binary_search_by_key(&output, |l| l.start))
        else {
            continue;
        };
        let (a, b) = (slice(old, old_lines.get(i)), slice(report.cleaned.text.as_bytes(), new_lines.get(j)));
        pairs.push(Anchor { old: i, new: j, same: a == b });
    }
    rising(&pairs)
}

/// The lines that each of two texts has once.
fn unique(old: &[u8], new: &[u8]) -> Vec<Anchor> {
    let once = |bytes| {
        let mut places: FxHashMap<&[u8], Option<usize>> = FxHashMap::default();
        for (i, line) in lines(bytes).iter().enumerate() {
            places.entry(slice(bytes, Some(line))).and_modify(|place| *place = None).or_insert(Some(i));
        }
        places
    };
    let (before, after) = (once(old), once(new));
    let mut pairs: Vec<Anchor> = after
        .iter()
        .filter_map(|(line, place)| Some(Anchor { old: before.get(line).copied().flatten()?, new: (*place)?, same: true }))
        .collect();
    pairs.sort_by_key(|pair| pair.new);
    rising(&pairs)
}

fn slice<'a>(bytes: &'a [u8], line: Option<&Span>) -> &'a [u8] {
    line.and_then(|l| bytes.get(l.range())).unwrap_or(&[])
}

/// Spans of the lines, each with its LF; the last may lack it.
fn lines(bytes: &[u8]) -> Vec<Span> {
    let at = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let mut list = Vec::new();
    let mut start = 0;
    for end in memchr_iter(b'\n', bytes) {
        list.push(Span::new(at(start), at(end + 1)));
        start = end + 1;
    }
    if start < bytes.len() {
        list.push(Span::new(at(start), at(bytes.len())));
    }
    list
}

/// The starts of lines of `before` that are also starts of lines of `after`:
/// what was copied of them there, and where they start in `after`; in the
/// order of `after`.
fn copied(map: &SourceMap, before: &Text, after: &Text) -> Vec<(Span, u32)> {
    let (old, new) = (before.as_bytes(), after.as_bytes());
    let starts = |bytes: &[u8], at: u32| at == 0 || bytes.get(at as usize - 1) == Some(&b'\n');
    let at = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let mut list = Vec::new();
    for piece in map.pieces() {
        let Some(bytes) = old.get(piece.source.range()).filter(|b| piece.cause.is_none() && !b.is_empty()) else { continue };
        let mut start = 0;
        for end in memchr_iter(b'\n', bytes).map(|n| n + 1).chain([bytes.len()]) {
            let (source, output) = (Span::new(piece.source.start + at(start), piece.source.start + at(end)), piece.output + at(start));
            if starts(old, source.start) && starts(new, output) && !source.is_empty() {
                list.push((source, output));
            }
            start = end;
        }
    }
    list
}

/// The longest part of `pairs` (rising in `new`) that also rises in `old`:
/// moved lines drop out.
fn rising(pairs: &[Anchor]) -> Vec<Anchor> {
    // patience: `ends[k]` is the index of the smallest end of a chain of k + 1
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    for (index, pair) in pairs.iter().enumerate() {
        let k = ends.partition_point(|&e| pairs.get(e).is_some_and(|p| p.old < pair.old));
        before.push(k.checked_sub(1).and_then(|k| ends.get(k).copied()));
        match ends.get_mut(k) {
            Some(end) => *end = index,
            None => ends.push(index),
        }
    }
    let mut chain = Vec::with_capacity(ends.len());
    let mut at = ends.last().copied();
    while let Some(index) = at {
        chain.extend(pairs.get(index).copied());
        at = before.get(index).copied().flatten();
    }
    chain.reverse();
    chain
}

/// A run of lines that were replaced: ranges of old and new line numbers.
type Change = (std::ops::Range<usize>, std::ops::Range<usize>);

/// The changes in order. Those that touch stay apart where an anchor stands
/// between them: each paragraph is shown below the lines it was made from.
fn changes(old: &[&[u8]], new: &[&[u8]], anchors: &[Anchor]) -> Vec<Change> {
    let mut list: Vec<Change> = Vec::new();
    let (mut i, mut j) = (0, 0);
    for anchor in anchors.iter().chain(&[Anchor { old: old.len(), new: new.len(), same: true }]) {
        let (Some(left), Some(right)) = (old.get(i..anchor.old), new.get(j..anchor.new)) else { continue };
        if left.len() + right.len() <= SMALL {
            for op in similar::capture_diff_slices(similar::Algorithm::Myers, left, right) {
                let (tag, was, is) = op.as_tag_tuple();
                if tag != similar::DiffTag::Equal {
                    list.push((was.start + i..was.end + i, is.start + j..is.end + j));
                }
            }
        } else {
            let same = left.iter().zip(right).take_while(|(x, y)| x == y).count();
            let tail = left[same..].iter().rev().zip(right[same..].iter().rev()).take_while(|(x, y)| x == y).count();
            list.push((i + same..anchor.old - tail, j + same..anchor.new - tail));
        }
        (i, j) = (anchor.old + usize::from(anchor.same), anchor.new + usize::from(anchor.same));
    }
    list
}

fn write(out: &mut Vec<u8>, old: &[u8], new: &[u8], anchors: &[Anchor], path: &[u8], theme: &Theme, safe: bool) {
    let cut = |bytes| lines(bytes).into_iter().map(move |l: Span| slice(bytes, Some(&l))).collect::<Vec<&[u8]>>();
    let (old, new) = (cut(old), cut(new));
    let changes = changes(&old, &new, anchors);
    let Some(first) = changes.first() else { return };
    let name = quoted(path);
    let head = theme.head;
    for sign in ["---", "+++"] {
        let _ = write!(out, "{head}{sign} ");
        out.extend_from_slice(&name);
        let _ = writeln!(out, "{head:#}");
    }
    let mut hunk = vec![first.clone()];
    for change in changes.iter().skip(1) {
        if hunk.last().is_some_and(|last| change.0.start - last.0.end > 2 * CONTEXT) {
            write_hunk(out, &old, &new, &hunk, theme, safe);
            hunk.clear();
        }
        hunk.push(change.clone());
    }
    write_hunk(out, &old, &new, &hunk, theme, safe);
}

fn write_hunk(out: &mut Vec<u8>, old: &[&[u8]], new: &[&[u8]], hunk: &[Change], theme: &Theme, safe: bool) {
    let (Some(first), Some(last)) = (hunk.first(), hunk.last()) else { return };
    let lead = first.0.start.min(CONTEXT);
    let tail = (old.len() - last.0.end).min(CONTEXT);
    let (was, is) = (first.0.start - lead..last.0.end + tail, first.1.start - lead..last.1.end + tail);
    let style = theme.hunk;
    let _ = writeln!(out, "{style}@@ -{} +{} @@{style:#}", range(&was), range(&is));
    let mut at = was.start;
    for (before, after) in hunk {
        write_lines(out, b' ', &old[at..before.start], Style::new(), safe);
        write_lines(out, b'-', &old[before.clone()], theme.old, safe);
        write_lines(out, b'+', &new[after.clone()], theme.new, safe);
        at = before.end;
    }
    write_lines(out, b' ', &old[at..was.end], Style::new(), safe);
}

/// `start,count` with the conventions of the unified format: 1-based, the
/// count left out when it is 1, the line in front when it is 0.
fn range(lines: &std::ops::Range<usize>) -> String {
    match lines.len() {
        0 => format!("{},0", lines.start),
        1 => format!("{}", lines.start + 1),
        n => format!("{},{n}", lines.start + 1),
    }
}

fn write_lines(out: &mut Vec<u8>, sign: u8, lines: &[&[u8]], style: Style, safe: bool) {
    for line in lines {
        let body = line.strip_suffix(b"\n");
        let _ = write!(out, "{style}");
        out.push(sign);
        if safe {
            out.extend_from_slice(visible::text(&String::from_utf8_lossy(body.unwrap_or(line))).as_bytes());
        } else {
            out.extend_from_slice(body.unwrap_or(line));
        }
        let _ = writeln!(out, "{style:#}");
        if body.is_none() {
            out.extend_from_slice(b"\\ No newline at end of file\n");
        }
    }
}

/// A file name as `patch` reads it: in quotes with escapes when it holds
/// controls, quotes or backslashes, with a tab behind it when it holds spaces.
fn quoted(path: &[u8]) -> Vec<u8> {
    if !path.iter().any(|b| b.is_ascii_control() || matches!(b, b'"' | b'\\')) {
        let mut name = path.to_vec();
        if path.contains(&b' ') {
            name.push(b'\t');
        }
        return name;
    }
    let mut name = vec![b'"'];
    for &byte in path {
        match byte {
            b'"' | b'\\' => name.extend([b'\\', byte]),
            b if b.is_ascii_control() => name.extend(format!("\\{b:03o}").into_bytes()),
            b => name.push(b),
        }
    }
    name.push(b'"');
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&[u8]> {
        text.split_inclusive('\n').map(str::as_bytes).collect()
    }

    #[test]
    fn hunks() {
        for (old, new, want) in [
            ("a\nb\n", "a\nb\n", ""),
            ("a\nb\n", "ab\n", "@@ -1,2 +1 @@\n-a\n-b\n+ab\n"),
            ("a\n", "", "@@ -1 +0,0 @@\n-a\n"),
            ("", "a\n", "@@ -0,0 +1 @@\n+a\n"),
            ("a", "a\n", "@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+a\n"),
            ("1\n2\n3\n4\n5\n", "1\n2\n3\n4\nx\n", "@@ -2,4 +2,4 @@\n 2\n 3\n 4\n-5\n+x\n"),
        ] {
            let mut out = Vec::new();
            write(&mut out, old.as_bytes(), new.as_bytes(), &[], b"f", &PLAIN, false);
            let out = String::from_utf8(out).unwrap();
            assert_eq!(out.strip_prefix("--- f\n+++ f\n").unwrap_or(&out), want, "{old:?} to {new:?}");
        }
    }

    fn same(pairs: &[(usize, usize)]) -> Vec<Anchor> {
        pairs.iter().map(|&(old, new)| Anchor { old, new, same: true }).collect()
    }

    #[test]
    fn what_was_moved_is_no_anchor() {
        assert_eq!(rising(&same(&[(0, 0), (5, 1), (1, 2), (2, 3), (9, 4)])), same(&[(0, 0), (1, 2), (2, 3), (9, 4)]));
        assert_eq!(rising(&[]), []);
        let (old, new) = (cut("a\nb\nc\nd\n"), cut("a\nc\nb\nd\n"));
        let anchors = rising(&same(&[(0, 0), (2, 1), (1, 2), (3, 3)]));
        let replaced: usize = changes(&old, &new, &anchors).iter().map(|c| c.0.len() + c.1.len()).sum();
        assert_eq!(replaced, 2);
    }

    #[test]
    fn names() {
        for (name, want) in [("a b", "a b\t"), ("a\nb\"", "\"a\\012b\\\"\""), ("白書.txt", "白書.txt")] {
            assert_eq!(String::from_utf8(quoted(name.as_bytes())).unwrap(), want);
        }
    }
}
