//! Numbers that were to be filled in: `第○章`, `図X-X`, `p.XX`, `Section TBD`.
//! What a guideline shows as a form (`「第○章」`, `第○章のように書く`) is none.

use super::count::{self, Count};
use super::{Broken, Scan, Target};
use crate::doc::number::Unit;
use crate::text::{class, floor};

/// How far a line is read for what it is the form of, in characters.
const NEAR: usize = 30;

impl Scan<'_> {
    /// Adds a reference whose number was never filled in, unless it is shown as
    /// a form.
    pub(super) fn unfilled(&mut self, range: std::ops::Range<usize>) {
        const FORMS: [&str; 10] =
            ["のように", "のような", "の形", "の様式", "という", "といった", "などと", "等と", " means", " stands for"];
        let from = floor(self.text, range.start.saturating_sub(NEAR * 6)).max(self.place.start);
        let before = self.text.get(from..range.start).unwrap_or("");
        let behind = self.behind(range.end);
        // 「図○　題名」
        let opened = ['「', '『', '“', '"', '`', '‘'].iter().filter_map(|c| before.rfind(*c)).max();
        let closed = ['」', '』', '”', '"', '`', '’'].iter().filter_map(|c| before.rfind(*c)).max();
        let quoted = before.ends_with(['「', '『', '“', '"', '`', '‘', '〔', '［', '<', '＜', '{']) || opened > closed;
        self.done = self.done.max(range.end);
        let near: String = behind.chars().take(NEAR).collect();
        // 図○　題名
        let titled =
            self.leads(range.start) && ["題名", "タイトル", "表題", "○○", "〇〇", "（略）", "title"].iter().any(|w| near.contains(w));
        let example = ["例：", "例:", "例）", "例えば", "例えば、", "e.g. ", "e.g., "].iter().any(|w| before.ends_with(w));
        // Table X-ray
        let word = behind.strip_prefix(['-', '_']).is_some_and(|rest| rest.starts_with(class::is_latin));
        let form = FORMS.iter().any(|w| behind.starts_with(w));
        if !(quoted || titled || example || word || form) {
            self.push(range, Target::Broken(Broken::Unfilled));
        }
    }

    /// `(TBD)`, where it is not introduced as an abbreviation.
    pub(super) fn left(&mut self, range: std::ops::Range<usize>) {
        let before = self.text.get(self.place.start..range.start).unwrap_or("").trim_end();
        if !["determined", "decided", "defined", "confirmed", "未定", "検討中"].iter().any(|w| before.ends_with(w)) {
            self.unfilled(range);
        }
    }

    /// Whether a single X in front of a unit is a blank: `第X章`. It is ten
    /// where headings have Roman numbers, or parts may have them.
    pub(super) fn is_open(&self, number: &str, unit: Unit) -> bool {
        matches!(number, "X" | "Ｘ") && unit != Unit::Part && !self.roman
    }

    /// A page that was left open: `p.XX`, `P.○○`. Whether there is one at `at`.
    pub(super) fn open_page(&mut self, at: usize) -> bool {
        let rest = self.text.get(at..self.place.end).unwrap_or("");
        let Some(number) = ["pp.", "p.", "P."].iter().find_map(|mark| rest.strip_prefix(mark)) else { return false };
        let number = number.strip_prefix(' ').unwrap_or(number);
        // P. X. Wang; p. xx is the page twenty of a preface
        let named = rest.starts_with('P') && number.starts_with(['X', 'Ｘ']) && !number.starts_with("XX") || number.starts_with('x');
        let len = count::at(number).filter(Count::is_blank).map(|c| c.len).or_else(|| count::single(number)).filter(|_| !named);
        let apart = !self.before(at).ends_with(|c: char| class::is_latin(c) || c == '.');
        let Some(len) = len.filter(|_| apart) else { return false };
        self.unfilled(at..at + (rest.len() - number.len()) + len);
        true
    }
}
