//! The lines of a text that edits made, from the lines of the text before.
//!
//! A stage changes few lines of many, and joins others end to end. What was
//! counted of them before still holds, so only the characters around the edits
//! are looked at again.

use super::count::Count;
use super::lines;
use super::{Line, Lines, Piece, SourceMap, Span};

/// The same as [`Lines::of`] of `new`, which `map` made of the text with the
/// lines `old`; in the memory of `spare`.
pub(super) fn after(old: &Lines, map: &SourceMap, new: &str, spare: Lines) -> Lines {
    let mut cursor = Cursor { old, map, piece: 0, line: 0 };
    let mut list = Vec::from(spare);
    list.clear();
    list.reserve(old.len());
    let (mut start, mut page) = (0, false);
    loop {
        for line in cursor.whole(start, page) {
            start = line.span.end + 1;
            list.push(line);
        }
        page = start > 0 && new.as_bytes().get(start as usize - 1) == Some(&b'\x0C');
        let rest = new.as_bytes().get(start as usize..).unwrap_or_default();
        let Some(len) = memchr::memchr2(b'\n', b'\x0C', rest).and_then(|len| u32::try_from(len).ok()) else { break };
        list.push(cursor.line(new, Span::new(start, start + len), page));
        page = rest.get(len as usize) == Some(&b'\x0C');
        start += len + 1;
    }
    list.push(cursor.line(new, lines::span(start as usize, new.len()), page));
    Lines::from(list)
}

/// Where the last question was answered; the next is mostly a little behind.
struct Cursor<'a> {
    old: &'a Lines,
    map: &'a SourceMap,
    piece: usize,
    line: usize,
}

impl<'a> Cursor<'a> {
    /// The lines from byte `start` of the output, where a line starts, that
    /// were copied with their line ends and all in one piece.
    fn whole(&mut self, start: u32, page: bool) -> impl Iterator<Item = Line> + use<'a> {
        let piece = self.seek(start).map(|(piece, _)| piece).filter(|p| p.cause.is_none());
        let (shift, end) = piece.map_or((0, 0), |p| (p.output.wrapping_sub(p.source.start), p.source.end));
        let source = start.wrapping_sub(shift);
        let starts = |line: &Line| line.span.start == source;
        let near = (self.line..self.line + 4).find(|&i| self.old.get(i).is_some_and(starts));
        let from = near.or_else(|| (end > 0).then(|| self.old.at(source)).filter(|&i| self.old.get(i).is_some_and(starts)));
        let lines = from.and_then(|from| self.old.get(from..)).unwrap_or_default();
        if let Some(from) = from {
            self.line = from;
        }
        let fits = move |line: &&Line| line.span.end < end && line.counts();
        lines.iter().take_while(fits).enumerate().map(move |(i, line)| line.moved(shift, if i == 0 { page } else { line.page }))
    }

    fn line(&mut self, new: &str, span: Span, page: bool) -> Line {
        if span.is_empty() {
            return lines::measure(new, span, page, |_, _| {});
        }
        if let Some((old, shift)) = self.copied(span)
            && old.span.len() == span.len()
        {
            return old.moved(shift, page);
        }
        let mut tail = false;
        let mut line = lines::measure(new, span, page, |body, count| {
            let mut rest = body;
            while !rest.is_empty() {
                let end = self.seek(rest.start).map_or(rest.end, |(_, end)| end.min(rest.end));
                let part = Span::new(rest.start, end.max(rest.start + 1));
                self.part(new, part, count);
                rest.start = part.end;
            }
            tail = self.had_tail(body.end);
        });
        line.tail |= tail;
        line
    }

    /// Whether what ends at `end` ended a line that had a space behind it.
    fn had_tail(&mut self, end: u32) -> bool {
        let Some(last) = end.checked_sub(1) else { return false };
        let Some((piece, _)) = self.seek(last).filter(|(piece, _)| piece.cause.is_none()) else { return false };
        let source = piece.source.start + (last - piece.output);
        let holds = |line: &&Line| line.span.start <= source && source < line.span.end;
        let near = self.old.get(self.line).filter(holds).or_else(|| self.old.get(self.old.at(source)));
        near.is_some_and(|line| line.tail && line.body.end == source + 1)
    }

    /// Counts a part of the body of a line that is one piece of the map.
    fn part(&mut self, new: &str, part: Span, count: &mut Count) {
        let slice = |from, to| new.get(Span::new(from, to).range()).unwrap_or("");
        match self.copied(part) {
            Some((old, shift)) => {
                let body = Span::new(old.body.start.wrapping_add(shift), old.body.end.wrapping_add(shift));
                count.add(slice(part.start, body.start));
                count.add_line(old);
                count.add(slice(body.end, part.end));
            }
            None => count.add(slice(part.start, part.end)),
        }
    }

    /// The piece that byte `at` of the output is in, and where its output ends.
    fn seek(&mut self, at: u32) -> Option<(Piece, u32)> {
        let pieces = self.map.pieces();
        while pieces.get(self.piece + 1).is_some_and(|next| next.output <= at) {
            self.piece += 1;
        }
        let end = pieces.get(self.piece + 1).map_or(self.map.output_len(), |next| next.output);
        pieces.get(self.piece).map(|piece| (*piece, end))
    }

    /// The old line whose whole body stands in `span` (which has no line end),
    /// when all of that was copied from it, and how far it was moved.
    fn copied(&mut self, span: Span) -> Option<(&Line, u32)> {
        let (piece, end) = self.seek(span.start)?;
        if piece.cause.is_some() || end < span.end {
            return None;
        }
        let shift = piece.output.wrapping_sub(piece.source.start);
        let source = Span::new(span.start.wrapping_sub(shift), span.end.wrapping_sub(shift));
        let holds = |line: &Line| line.span.start <= source.start && source.end <= line.span.end;
        let next = (self.line..self.line + 4).find(|&i| self.old.get(i).is_some_and(holds));
        self.line = next.unwrap_or_else(|| self.old.at(source.start));
        let line = self.old.get(self.line)?;
        (holds(line) && source.contains(line.body) && line.counts()).then_some((line, shift))
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Cause, Edit, Edits, Text};
    use super::*;

    static CAUSE: Cause = Cause { stage: "test", reason: "because" };

    #[test]
    fn carried_lines_are_those_of_the_new_text() {
        let texts = [
            "",
            "a",
            "\n",
            "日本語の行\n  English line (1) \n\n\u{c}次の頁、。\nカナ　と 混ぜた line\n",
            "　一\n二　\n\n　\n（三\n四）",
            "a b\nc\u{c}d e\n\u{c}\nｆｇ １２\n\n",
        ];
        let written = ["", "x", "\n", "　", "。）\n\u{c}"];
        for text in texts {
            let text = Text::from(text);
            let places: Vec<u32> = (0..=text.len()).filter(|&i| text.is_char_boundary(i as usize)).collect();
            for (i, &from) in places.iter().enumerate() {
                for &to in places.iter().skip(i).take(6) {
                    for with in written {
                        let second = places.get(i + 9).copied().unwrap_or(text.len()).max(to);
                        let target = places.get(i * 7 % places.len()).copied();
                        for moved in [None, target] {
                            let edits = [
                                Edit { span: Span::new(from, to), text: with.into(), to: moved, cause: &CAUSE },
                                Edit { span: Span::empty(second), text: "\n".into(), to: None, cause: &CAUSE },
                            ];
                            check(&text, edits.to_vec());
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn spaces_that_stood_behind_lines_are_remembered() {
        let text = Text::from("one \ntwo\nthree \n");
        let edits = Edits::from_unsorted(vec![Edit { span: Span::new(3, 4), text: "".into(), to: None, cause: &CAUSE }]);
        let _ = text.lines();
        let (mut new, _) = edits.apply(&text).unwrap_or_default();
        let tails = |text: &Text| text.lines().iter().map(|line| line.tail).collect::<Vec<_>>();
        assert_eq!(tails(&new), [true, false, true, false]);
        assert!(new.unstretch());
        assert_eq!(tails(&new), [false, false, true, false]);
        assert!(!new.unstretch());
    }

    #[expect(clippy::needless_pass_by_value, reason = "the tables below read better")]
    fn check(text: &Text, list: Vec<Edit>) {
        let edits = Edits::from_unsorted(list.clone());
        let _ = text.lines();
        let (new, _) = edits.apply(text).unwrap_or_default();
        let mut lines = new.lines().clone();
        lines.unstretch(&new);
        assert_eq!(lines[..], Lines::of(&new)[..], "{:?} {list:?}", text.as_str());
    }
}
