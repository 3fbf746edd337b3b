//! Vertical text, which extractors give one character a line.
//!
//! A single character on a line can also be a cell of a table, a mark in a
//! list, or the reading of one kanji. Only a run that reads as text is joined:
//! letters of which few repeat, with kanji or katakana among them, and
//! long enough for the company it stands in. Columns stay lines of their own:
//! a blank line ends a run, unless the whole text has one behind every line.

use super::Options;
use crate::text::{Cause, Edits, Line, Span, Text, class};

static VERTICAL: Cause = Cause { stage: "vertical", reason: "is vertical text, given one character a line" };

/// Characters from which a run is text wherever it stands.
const SURE: usize = 4;
/// Characters of a run between blank lines.
const APART: usize = 3;
/// Hiragana alone can be a reading, one line a character, up to this length.
const READING: usize = 7;

/// One-character lines that belong together (indices of the table of lines).
struct Run {
    lines: Vec<usize>,
    /// It is text by itself.
    sure: bool,
    /// It may be text beside a run that is.
    pair: bool,
}

/// Joins vertical text, a line a column.
#[must_use]
pub(super) fn run(text: &Text, _: &Options) -> Edits {
    let mut edits = Edits::new();
    let lines = text.lines();
    if lines.windows(2).filter(|w| w.iter().all(|l| l.chars <= 1)).take(1).count() == 0 {
        return edits;
    }
    let runs = runs(text);
    for (n, run) in runs.iter().enumerate() {
        let beside = |other: Option<&Run>| other.is_some_and(|o| o.sure && gap(run, o) == 2);
        if run.sure || run.pair && (beside(n.checked_sub(1).and_then(|n| runs.get(n))) || beside(runs.get(n + 1))) {
            for pair in run.lines.windows(2) {
                if let [Some(a), Some(b)] = [pair.first(), pair.last()].map(|i| i.and_then(|&i| lines.get(i))) {
                    edits.delete(Span::new(a.body.end, b.body.start), &VERTICAL);
                }
            }
        }
    }
    edits
}

/// Lines from the end of one run to the start of the next.
fn gap(a: &Run, b: &Run) -> usize {
    let (a, b) = if a.lines.first() < b.lines.first() { (a, b) } else { (b, a) };
    a.lines.last().zip(b.lines.first()).map_or(usize::MAX, |(a, b)| b - a)
}

fn runs(text: &Text) -> Vec<Run> {
    let lines = text.lines();
    let step = if is_double_spaced(text) { 2 } else { 1 };
    let mut runs = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for (i, line) in lines.iter().enumerate() {
        if line.is_blank() && !line.page {
            continue;
        }
        let fits = line.chars == 1 && text.slice(line.body).chars().all(is_text);
        let char = |i: usize| lines.get(i).and_then(|l| text.slice(l.body).chars().next());
        // behind a full stop comes the number of the next paragraph
        let number = |last: usize| char(last) == Some('。') && char(i).is_some_and(class::is_digit);
        let follows = open.last().is_some_and(|&last| i - last <= step && !number(last)) && !line.page;
        if !(fits && follows) {
            close(text, &mut open, &mut runs);
        }
        if fits {
            open.push(i);
        }
    }
    close(text, &mut open, &mut runs);
    runs
}

/// Every line has a blank line behind it, nearly.
fn is_double_spaced(text: &Text) -> bool {
    let filled = |l: &&Line| !l.is_blank();
    let all = text.lines().iter().filter(filled).count();
    let dense = text.lines().windows(2).filter(|w| w.iter().all(|l| !l.is_blank())).count();
    dense * 20 <= all
}

fn close(text: &Text, open: &mut Vec<usize>, runs: &mut Vec<Run>) {
    let run = std::mem::take(open);
    if run.len() < 2 {
        return;
    }
    let lines = text.lines();
    let chars: Vec<char> = run.iter().filter_map(|&i| lines.get(i)).filter_map(|l| text.slice(l.body).chars().next()).collect();
    let blank = |i: Option<usize>| i.and_then(|i| lines.get(i)).is_none_or(Line::is_blank);
    let cut = |i: usize| lines.get(i).is_none_or(|l| l.page);
    let [first, last] = [run.first(), run.last()].map(|i| i.copied().unwrap_or(0));
    let apart = (cut(first) || blank(first.checked_sub(1))) && (cut(last + 1) || blank(Some(last + 1)));
    let long = chars.len() >= if apart { APART } else { SURE };
    let sure = long && reads(&chars);
    let pair = apart && chars.len() == 2 && reads(&chars) && chars.iter().all(|&c| class::is_kanji(c) || class::is_latin(c));
    if sure || pair {
        runs.push(Run { lines: run, sure, pair });
    }
}

/// A character of running text; not the marks that tables and lists are made of.
fn is_text(c: char) -> bool {
    match c {
        '〇' | '〆' => false,
        '、' | '。' | '，' | '．' | '「' | '」' | '（' | '）' | '『' | '』' | '〔' | '〕' | '《' | '》' | '〈' | '〉' | '【' | '】'
        | '：' | '…' | '‥' | '—' | '–' | '・' | '｜' | '〜' | '～' => true,
        _ => class::is_kanji(c) || class::is_kana(c) || class::is_digit(c) || matches!(c, 'Ａ'..='Ｚ' | 'ａ'..='ｚ' | 'A'..='Z'),
    }
}

/// Letters that vary, as text does and columns of a table do not.
fn reads(chars: &[char]) -> bool {
    let japanese = chars.iter().filter(|&&c| class::is_kanji(c) || class::is_kana(c)).count();
    let numerals = chars.iter().filter(|&&c| class::is_kanji_numeral(c) || class::is_digit(c)).count();
    let wide = chars.iter().filter(|&&c| matches!(c, 'Ａ'..='Ｚ')).count();
    let hiragana = chars.iter().filter(|&&c| class::is_hiragana(c)).count();
    let mut distinct = chars.to_vec();
    distinct.sort_unstable();
    distinct.dedup();
    let varied = if chars.len() <= 8 { distinct.len() * 3 >= chars.len() * 2 } else { distinct.len() >= 6 };
    let letters = japanese * 2 > chars.len() && numerals * 2 <= chars.len() || wide == chars.len();
    varied && letters && (hiragana < chars.len() || chars.len() > READING)
}

#[cfg(test)]
mod tests {
    use super::run;
    use crate::stage::Options;
    use crate::text::Text;
    use proptest::prelude::*;

    fn mend(text: &str) -> String {
        let edits = run(&Text::from(text), &Options::default());
        assert_eq!(edits.refused(), 0);
        edits.apply(&Text::from(text)).map(|(t, _)| t.into_string()).unwrap_or_default()
    }

    /// `⏎` stands for a line end, `␌` for a form feed.
    fn check(cases: &[(&str, &str)]) {
        for (text, want) in cases {
            let [text, want] = [text, want].map(|t| t.replace('⏎', "\n").replace('␌', "\x0C"));
            assert_eq!(mend(&text), want);
            assert_eq!(mend(&want), want);
        }
    }

    #[test]
    fn vertical_text_is_joined() {
        check(&[
            ("図の題⏎⏎海⏎に⏎関⏎わ⏎る⏎こ⏎と⏎⏎本文が続く。", "図の題⏎⏎海に関わること⏎⏎本文が続く。"),
            ("国⏎際⏎、⏎地⏎域", "国際、地域"),
            ("山 ⏎川 ⏎海 ⏎", "山川海 ⏎"),
            ("国⏎際⏎協⏎力⏎⏎地⏎域⏎振⏎興", "国際協力⏎⏎地域振興"),
            ("上の枠⏎取⏎り⏎組⏎み⏎下の枠", "上の枠⏎取り組み⏎下の枠"),
            ("メ⏎ー⏎ル⏎⏎電⏎話⏎⏎郵⏎送⏎物", "メール⏎⏎電話⏎⏎郵送物"),
            ("携⏎帯⏎⏎電⏎子⏎文⏎書", "携帯⏎⏎電子文書"),
            ("平⏎成⏎3⏎0⏎年⏎度", "平成30年度"),
            ("国⏎⏎際⏎⏎協⏎⏎力⏎⏎⏎地⏎⏎域", "国際協力⏎⏎⏎地⏎⏎域"),
            ("森⏎を⏎守⏎る⏎。⏎２⏎川⏎を⏎見⏎る⏎。", "森を守る。⏎２川を見る。"),
            ("森⏎を⏎守⏎る⏎人⏎—⏎町⏎の⏎川", "森を守る人—町の川"),
            ("海␌山⏎川⏎森␌空", "海␌山川森␌空"),
        ]);
    }

    #[test]
    fn single_characters_stay() {
        for text in [
            "これは文⏎の⏎途中で切れた行である。",
            "1⏎2⏎3⏎4⏎5",
            "一⏎二⏎三⏎四",
            "●⏎●⏎○⏎●",
            "〇⏎〇⏎○⏎〇",
            "可⏎可⏎無⏎可⏎可⏎無",
            "有⏎無⏎有⏎無",
            "・⏎・⏎・",
            "そ⏎ご",
            "これは齟⏎そ⏎ご⏎齬である。",
            "ふ⏎か⏎ん⏎ず",
            "富⏎ふ⏎岳⏎がく",
            "低⏎高",
            "低⏎⏎高",
            "a⏎b⏎c⏎d",
            "A⏎B⏎C⏎D",
            "⏎⏎⏎⏎",
            "",
        ] {
            check(&[(text, text)]);
        }
    }

    proptest! {
        #[test]
        fn stable(lines in prop::collection::vec(prop::sample::select(vec!["国", "際", "の", "、", "ア", "1", "●", "", "\x0C", "Ａ", "本文", "Ｂ", "協", "力"]), 0..40)) {
            let once = mend(&lines.join("\n"));
            prop_assert_eq!(mend(&once), once);
        }
    }
}
