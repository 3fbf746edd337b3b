//! References to floats and appendices: `図表Ⅲ-2-2-1`, `第3-1-1図`, `資料30`.

use super::context;
use super::count::{self, Count};
use super::{Broken, Label, Scan, Target};
use crate::layout::start::number;
use crate::text::class;

impl Scan<'_> {
    /// Reads a label from the word for its kind at `at`.
    pub(super) fn label(&mut self, at: usize, trigger: &str) {
        let rest = self.behind(at);
        let mut word = if rest.starts_with("図表") { "図表" } else { trigger };
        let mut start = at;
        let before = self.before(at);
        let wider = match word {
            "図" => ["別図", "付図", "附図"].as_slice(),
            "表" => ["別表", "付表", "附表"].as_slice(),
            "資料" => ["参考資料", "補足資料", "付属資料", "附属資料", "別添資料"].as_slice(),
            _ => [].as_slice(),
        };
        let end = at + word.len();
        for wide in wider {
            if self.text.get(..end).is_some_and(|t| t.ends_with(wide)) && before.len() + word.len() >= wide.len() {
                (start, word) = (end - wide.len(), wide);
                break;
            }
        }
        let (count, range) = match self.number_behind(end) {
            Some((count, to)) => (count, start..to),
            None => match self.number_before(start).filter(|_| matches!(word, "図" | "表" | "図表")) {
                Some((count, from)) => (count, from..end),
                None => return self.same_label(word, start, end),
            },
        };
        self.done = range.end;
        let behind = self.behind(range.end);
        let prefixed = range.end == end;
        if is_quantity(behind) || prefixed && context::breaks_off(behind) || count.kanji && !word.starts_with('別') {
            return;
        }
        let before = self.text.get(self.place.start..range.start).unwrap_or("");
        let joined = self.gone_on_with(range.start).is_some();
        if context::breaks_off(behind) && !behind.starts_with(class::is_kanji)
            || context::is_quoted(before)
            || !joined && context::is_foreign(before)
        {
            return;
        }
        // 図X; but 図X線
        let written = self.text.get(range.clone()).unwrap_or("").trim_start_matches(word).trim_start();
        let open = written.trim_matches(['X', 'Ｘ']).is_empty();
        if open && context::breaks_off(behind) {
            return;
        }
        if count.is_blank() || open {
            return self.unfilled(range);
        }
        let label = Label { family: word.to_owned(), number: count.values };
        if self.opens(&range) {
            self.trace(range.start, Target::Label(label), false);
            return;
        }
        let whole = self.leads(range.start) && !self.place.pointed;
        self.push(range.clone(), Target::Label(label.clone()));
        // a line that is no more than a label with a title in brackets
        if whole && self.done >= self.place.end {
            self.trace(range.start, Target::Label(label.clone()), false);
        }
        self.members(label);
    }

    /// The number behind the word for a kind, and where it ends.
    fn number_behind(&self, end: usize) -> Option<(Count, usize)> {
        let rest = self.behind(end);
        let near = rest.strip_prefix([' ', '\u{3000}']).unwrap_or(rest);
        let near = near.strip_prefix('第').unwrap_or(near);
        let count = count::at(near)?;
        let to = end + (rest.len() - near.len()) + count.len;
        // a column of a table, a list: 図 1 日
        (rest.len() == near.len() || !count.kanji).then_some((count, to))
    }

    /// The number of `第3-1-1図`, and where the label begins.
    fn number_before(&self, start: usize) -> Option<(Count, usize)> {
        let before = self.before(start);
        let count = count::before(before)?;
        let head = before.get(..before.len() - count.len)?;
        let head = head.strip_suffix('第')?;
        Some((count, start - (before.len() - head.len())))
    }

    /// `同図`, `同表`: the label named before.
    fn same_label(&mut self, word: &str, start: usize, end: usize) {
        let before = self.before(start);
        let Some(Target::Label(label)) = self.last.as_ref().filter(|last| last.end > self.place.start).map(|l| &l.target) else { return };
        if before.ends_with('同') && label.family == word && !context::breaks_off(self.behind(end)) {
            let target = Target::Label(label.clone());
            self.push(start - '同'.len_utf8()..end, target);
        }
    }

    /// The further members of a list or a range.
    pub(super) fn members(&mut self, mut label: Label) {
        loop {
            let from = self.done;
            let rest = self.behind(from);
            let Some((len, range)) = context::connection(rest) else { return };
            let near = rest.get(len..).unwrap_or("");
            if !near.starts_with(class::is_digit) {
                return;
            }
            let Some(count) = count::at(near) else { return };
            let behind = near.get(count.len..).unwrap_or("");
            let alone = behind.chars().next().is_none_or(|c| {
                !class::is_latin(c) && !class::is_kanji(c) && !class::is_katakana(c) && !matches!(c, '.' | '．' | '%' | '％' | 'つ')
            });
            let kanji = ["参照", "及", "又", "並", "等"].iter().any(|w| behind.starts_with(w));
            let stop = behind.starts_with('.') && !behind.get(1..).is_some_and(|r| r.starts_with(class::is_digit));
            if !(alone || kanji || stop) {
                return;
            }
            let mut values = label.number.clone();
            match (count.values.as_slice(), values.len()) {
                ([value], 1..) => {
                    values.pop();
                    values.push(*value);
                }
                (all, n) if all.len() == n => values = all.to_vec(),
                _ => return,
            }
            let to = from + len..from + len + count.len;
            if range && values <= label.number {
                if let Some(last) = self.out.list.last() {
                    let start = last.span.start as usize;
                    self.out.list.pop();
                    self.push(start..to.end, Target::Broken(Broken::Backwards));
                }
                return;
            }
            label.number = values;
            self.push(to, Target::Label(label.clone()));
        }
    }
}

/// Whether a unit behind the number makes it a quantity: `表3枚`, `資料2点`.
pub(super) fn is_quantity(behind: &str) -> bool {
    let Some(next) = behind.chars().next() else { return false };
    if class::is_latin(next) || matches!(next, '%' | '％' | '℃' | '＋' | '+' | '=' | '＝') {
        return true;
    }
    // 図1部品: the letters behind are another word's
    if "枚点個種類例通冊面階社校名人件年月日回時分秒円億万千百倍つか条号".contains(next) {
        return !behind.starts_with("から");
    }
    behind.starts_with(['.', '．', ','])
        && behind.chars().nth(1).is_some_and(|c| class::is_digit(c) && number(behind.get(1..).unwrap_or("")).1 > 0)
}
