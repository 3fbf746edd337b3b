//! The edits that take expansions out, and close the lines they cut.

use crate::text::{Cause, Edit, Edits, Line, Lines, Span, Text, class};

use super::place::{Base, column, neighbour_after, neighbour_before, runs_on, starts_with_number};

const TAKE: Cause = Cause { stage: "glosses", reason: "the expansion of an acronym interrupts the text" };
const WRITE: Cause = Cause { stage: "glosses", reason: "the expansion belongs behind its acronym" };

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
        let (before, after) = (self.char_before(acronym.start), self.char_after(acronym.end));
        let written = match (before, after) {
            (Some('('), Some(')')) | (Some('['), Some(']')) => format!(": {expansion}"),
            (Some(open), Some(close)) if class::opening_of(close) == Some(open) && !matches!(open, '「' | '『' | '“') => {
                format!("：{expansion}")
            }
            _ => format!("（{expansion}）"),
        };
        self.writes.push((acronym.end, written));
    }

    /// The character before byte `at`, spaces, line ends and expansions passed
    /// over.
    fn char_before(&self, at: u32) -> Option<char> {
        let index = self.lines.at(at);
        let own = self.text.slice(Span::new(self.lines.get(index)?.span.start, at)).trim_end_matches(class::is_space);
        own.chars().next_back().or_else(|| self.body(self.before(index)?).chars().next_back())
    }

    /// The character behind byte `at`.
    fn char_after(&self, at: u32) -> Option<char> {
        let index = self.lines.at(at);
        let own = self.text.slice(Span::new(at, self.lines.get(index)?.span.end)).trim_start_matches(class::is_space);
        own.chars().next().or_else(|| self.body(self.after(index)?).chars().next())
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
        if !runs_on(left, right) || left.starts_with(class::is_closing) {
            return;
        }
        let limit = self.limit(line);
        let own = self.width(line);
        let left_fits = before.filter(|&i| self.leads(i) && !left.ends_with(class::is_sentence_end) && self.width(i) + own <= limit);
        let right_fits = after.filter(|&i| self.follows(i) && !starts_with_number(right) && self.width(i) + own <= limit);
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

    /// Whether a line can be the piece of a print line in front of an acronym:
    /// not a reading, and not what follows an acronym in brackets.
    fn leads(&self, index: usize) -> bool {
        let (body, Some(line)) = (self.body(index), self.lines.get(index)) else { return false };
        let reading = is_kana_only(line) && !(line.chars <= 2 && body.ends_with(['の', 'を', 'に', 'は', 'が', 'と', 'で', 'も', 'や']));
        (line.japanese > 0 && !reading && !body.starts_with(class::is_closing)) || body.ends_with(class::is_opening)
    }

    /// Whether a line can be the piece of a print line behind an acronym.
    fn follows(&self, index: usize) -> bool {
        let (body, Some(line)) = (self.body(index), self.lines.get(index)) else { return false };
        (line.japanese > 0 && !is_kana_only(line)) || body.starts_with(class::is_line_start_forbidden)
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
        column(self.lines, index).map_or(120, |width| width + 3)
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
        Edits::from_unsorted(list)
    }
}

/// Whether a line is a reading: a few kana, perhaps apart, and nothing else.
fn is_kana_only(line: &Line) -> bool {
    line.kana + line.spaces == line.chars && line.kana <= 10
}
