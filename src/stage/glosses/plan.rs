//! The edits that take expansions out, and close the lines they cut.

use crate::text::{Cause, Edit, Edits, Line, Lines, Span, Text, class};

use super::place::{Base, neighbour_after, neighbour_before, runs_on, starts_with_number};

const TAKE: Cause = Cause { stage: "glosses", reason: "the expansion of an acronym interrupts the text" };
const WRITE: Cause = Cause { stage: "glosses", reason: "the expansion belongs behind its acronym" };

/// Lines on each side that tell how wide the column is.
const AROUND: usize = 24;

/// What is to be taken out and written.
pub(super) struct Plan<'a> {
    text: &'a Text,
    lines: &'a Lines,
    /// Lines of expansions, sorted.
    taken: Vec<usize>,
    cuts: Vec<Span>,
    writes: Vec<(u32, String)>,
}

impl<'a> Plan<'a> {
    pub(super) fn new(text: &'a Text, lines: &'a Lines) -> Plan<'a> {
        Plan { text, lines, taken: Vec::new(), cuts: Vec::new(), writes: Vec::new() }
    }

    /// Says that lines `first..=last` hold an expansion; in text order, before
    /// any [`Plan::mend`].
    pub(super) fn take_lines(&mut self, first: usize, last: usize) {
        self.taken.extend(first..=last);
    }

    /// Takes `span` out.
    pub(super) fn cut(&mut self, span: Span) {
        self.cuts.push(span);
    }

    /// Writes an expansion behind its acronym: in the brackets in which the
    /// acronym stands alone, else in brackets of its own.
    pub(super) fn write(&mut self, acronym: Span, expansion: &str) {
        let before = self.text.get(..acronym.start as usize).and_then(|t| t.trim_end_matches(class::is_space).chars().next_back());
        let after = self.text.get(acronym.end as usize..).and_then(|t| t.trim_start_matches(class::is_space).chars().next());
        let written = match (before, after) {
            (Some('('), Some(')')) | (Some('['), Some(']')) => format!(": {expansion}"),
            (Some(open), Some(close)) if class::opening_of(close) == Some(open) && !matches!(open, '「' | '『' | '“') => {
                format!("：{expansion}")
            }
            _ => format!("（{expansion}）"),
        };
        self.writes.push((acronym.end, written));
    }

    /// Takes the lines `first..=last` out and closes the print line that was
    /// cut at the acronym.
    pub(super) fn mend(&mut self, first: usize, last: usize, base: &Base) {
        let before = self.before(first);
        let after = self.after(last);
        if base.first != base.last {
            self.join(base.first, base.last);
        } else if self.lines.get(base.first).is_some_and(|l| l.body == base.span) {
            self.close_alone(base.first);
        } else if let (Some(b), Some(a)) = (before, after)
            && ((a == base.first && self.starts_with(a, base.span)) || (b == base.first && self.ends_with(b, base.span)))
            && self.width(b) + self.width(a) <= self.limit(b)
            && !self.ends_sentence(b)
        {
            self.join(b, a);
        }
        self.take_out(first, last, before, after, base);
    }

    /// An acronym alone on its line belongs to the piece before, the piece
    /// behind, or both.
    fn close_alone(&mut self, line: usize) {
        let (before, after) = (self.before(line), self.after(line));
        let (left, right) = (before.map_or("", |i| self.body(i)), after.map_or("", |i| self.body(i)));
        if !runs_on(left, right) {
            return;
        }
        let limit = self.limit(line);
        let own = self.width(line);
        let left_fits = before.filter(|&i| self.is_piece(i) && !left.ends_with(class::is_sentence_end) && self.width(i) + own <= limit);
        let right_fits = after.filter(|&i| self.is_piece(i) && !starts_with_number(right) && self.width(i) + own <= limit);
        match (left_fits, right_fits) {
            (Some(b), Some(a)) => {
                self.join(b, line);
                if self.width(b) + own + self.width(a) <= limit {
                    self.join(line, a);
                }
            }
            (Some(b), None) => self.join(b, line),
            (None, Some(a)) => self.join(line, a),
            (None, None) => {}
        }
    }

    /// Takes out the lines themselves, and blank lines that only set them off.
    fn take_out(&mut self, first: usize, last: usize, before: Option<usize>, after: Option<usize>, base: &Base) {
        for index in first..=last {
            self.cut_line(index);
        }
        let blank_before = first > 0 && self.lines.get(first - 1).is_some_and(Line::is_blank);
        let (Some(b), Some(a)) = (before, after) else { return };
        let near = |i: usize| i.abs_diff(base.first) <= 3 || i.abs_diff(base.last) <= 3;
        if (near(b) || near(a)) && self.runs_over(b, a) {
            (b + 1..a).for_each(|i| self.cut_line(i));
        } else if blank_before {
            (last + 1..a).take_while(|&i| self.lines.get(i).is_some_and(Line::is_blank)).for_each(|i| self.cut_line(i));
        }
    }

    /// Whether a sentence of running text goes on from line `b` to line `a`.
    fn runs_over(&self, b: usize, a: usize) -> bool {
        let (Some(left), Some(right)) = (self.lines.get(b), self.lines.get(a)) else { return false };
        !self.ends_sentence(b)
            && right.japanese > 0
            && left.japanese > 0
            && left.width * 10 >= self.limit(b).min(200) * 6
            && self.body(a).starts_with(|c: char| class::is_kanji(c) || class::is_kana(c) || class::is_line_start_forbidden(c))
            && !self.body(a).starts_with(['第', '図', '表'])
    }

    /// Takes a line out with its line end; a form feed stays.
    fn cut_line(&mut self, index: usize) {
        let Some(line) = self.lines.get(index) else { return };
        let end = match self.text.as_bytes().get(line.span.end as usize) {
            Some(b'\n') => line.span.end + 1,
            _ => line.span.end,
        };
        self.cuts.push(Span::new(line.span.start, end));
    }

    /// Sets line `b` directly behind line `a`, unless something other than
    /// expansions stands between.
    fn join(&mut self, a: usize, b: usize) {
        let (Some(left), Some(right)) = (self.lines.get(a), self.lines.get(b)) else { return };
        let gap = Span::new(left.body.end, right.body.start);
        let free = (a + 1..b).all(|i| self.is_free(i));
        if free && memchr::memchr(b'\x0C', self.text.slice(gap).as_bytes()).is_none() {
            self.cuts.push(gap);
        }
    }

    /// Whether a line can be a piece of a Japanese print line.
    fn is_piece(&self, index: usize) -> bool {
        let body = self.body(index);
        self.lines.get(index).is_some_and(|l| l.japanese > 0)
            || body.starts_with(class::is_line_start_forbidden)
            || body.ends_with(class::is_opening)
    }

    fn is_free(&self, index: usize) -> bool {
        self.lines.get(index).is_some_and(Line::is_blank) || self.taken.binary_search(&index).is_ok()
    }

    fn before(&self, index: usize) -> Option<usize> {
        let mut at = index;
        loop {
            at = neighbour_before(self.lines, at, Line::is_blank)?;
            if self.taken.binary_search(&at).is_err() {
                return Some(at);
            }
        }
    }

    fn after(&self, index: usize) -> Option<usize> {
        let mut at = index;
        loop {
            at = neighbour_after(self.lines, at, Line::is_blank)?;
            if self.taken.binary_search(&at).is_err() {
                return Some(at);
            }
        }
    }

    fn body(&self, index: usize) -> &'a str {
        self.lines.get(index).map_or("", |l| self.text.slice(l.body))
    }

    fn width(&self, index: usize) -> u32 {
        self.lines.get(index).map_or(0, |l| l.width)
    }

    fn ends_sentence(&self, index: usize) -> bool {
        self.body(index).ends_with(class::is_sentence_end)
    }

    fn starts_with(&self, index: usize, acronym: Span) -> bool {
        let Some(line) = self.lines.get(index) else { return false };
        self.text.slice(Span::new(line.body.start, acronym.start)).chars().all(|c| class::is_opening(c) || class::is_space(c))
    }

    fn ends_with(&self, index: usize, acronym: Span) -> bool {
        let Some(line) = self.lines.get(index) else { return false };
        self.text.slice(Span::new(acronym.end, line.body.end)).chars().all(|c| class::is_closing(c) || class::is_space(c))
    }

    /// The widest that a line of the column around line `index` should be.
    fn limit(&self, index: usize) -> u32 {
        let near = self.lines.iter().skip(index.saturating_sub(AROUND)).take(2 * AROUND);
        let mut widths: Vec<u32> = near.filter(|l| l.is_japanese() && l.width >= 20).map(|l| l.width).collect();
        widths.sort_unstable();
        if widths.len() < 4 {
            return 120;
        }
        // the width that most lines share, one column more or less
        let share = |w: u32| widths.partition_point(|&x| x <= w + 1) - widths.partition_point(|&x| x + 1 < w);
        widths.iter().copied().max_by_key(|&w| (share(w), w)).unwrap_or(0) + 3
    }

    /// The edits, with cuts that touch or overlap made one.
    pub(super) fn finish(mut self) -> Edits {
        self.cuts.retain(|c| !c.is_empty());
        self.cuts.sort_unstable();
        let mut list: Vec<Edit> = Vec::new();
        for cut in self.cuts {
            match list.last_mut() {
                Some(last) if cut.start <= last.span.end => last.span = last.span.hull(cut),
                _ => list.push(Edit { span: cut, text: "".into(), to: None, cause: &TAKE }),
            }
        }
        for (at, text) in self.writes {
            list.push(Edit { span: Span::empty(at), text: text.into(), to: None, cause: &WRITE });
        }
        Edits::from_unsorted(list).unwrap_or_default()
    }
}
