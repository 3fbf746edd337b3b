//! A number without any sign, between the characters around it: how much it
//! looks like a mark.

use crate::layout::marks::{marks_before, marks_behind};
use crate::text::class;

/// How much a bare number between these characters looks like a mark: from 1
/// (hardly) to 4 (at the end of a sentence, in front of the full stop). `None`:
/// not at all.
pub(super) fn shape(before: &str, after: &str) -> Option<u8> {
    in_list(before, after, MARKS)
}

/// The most marks in one list: `しました1、2、3。`
const MARKS: usize = 12;

/// The same for a number with at most `left` more in front of it.
fn in_list(before: &str, after: &str, left: usize) -> Option<u8> {
    let behind = before.chars().next_back()?;
    let next = after.chars().next();
    if matches!(behind, '、' | '，' | ',' | '・') {
        // `しました1、2。`
        let stem = before.trim_end_matches(behind);
        let digits = stem.len() - stem.bytes().rev().take(3).take_while(u8::is_ascii_digit).count();
        let first = stem.get(..digits).filter(|s| s.len() < stem.len())?;
        let end = next.is_none_or(|c| marks_before(c) && !class::is_kanji(c));
        if !end || behind == ',' || left == 0 {
            return None;
        }
        return in_list(first, "、", left - 1).filter(|&s| s >= 2).map(|_| 3);
    }
    let may_follow = (marks_behind(behind) && !is_unit(behind)) || matches!(behind, '％' | '%');
    if !may_follow || next.is_some_and(|c| !marks_before(c)) {
        return None;
    }
    if behind.is_ascii_lowercase() {
        // `Web2`, `others.3` is another matter
        let word = before.bytes().rev().take(3).take_while(u8::is_ascii_alphabetic).count();
        return (word == 3 && !next.is_some_and(|c| c.is_ascii_alphanumeric())).then_some(1);
    }
    if matches!(behind, '.' | ',') {
        let word = before.bytes().rev().skip(1).take(3).take_while(u8::is_ascii_alphabetic).count();
        return (word == 3 && next.is_none_or(char::is_whitespace)).then_some(3);
    }
    if LABELS.iter().any(|l| before.ends_with(l)) {
        return None;
    }
    let closes = matches!(next, Some('。' | '．' | '.'));
    Some(match behind {
        'は' | 'が' | 'を' | 'に' | 'の' | 'と' | 'で' | 'も' | 'や' | 'へ' => 1,
        _ if class::is_hiragana(behind) && closes => 4,
        _ if class::is_closing(behind) => 3,
        '％' | '%' => 2,
        _ if class::is_hiragana(behind) => 2,
        '。' => 2,
        _ if next.is_none_or(|c| class::is_hiragana(c) || class::is_closing(c) || matches!(c, '、' | '。' | '，' | '\n')) => 3,
        _ => 2,
    })
}

/// Words in front of the number of a figure, an appendix or a page.
const LABELS: [&str; 14] =
    ["資料", "別紙", "別表", "別添", "別図", "図表", "コラム", "付録", "付表", "参考", "事例", "写真", "様式", "ページ"];

/// A character that names what a number before or behind it counts: `図2`,
/// `第3章2節`.
fn is_unit(c: char) -> bool {
    matches!(
        c,
        '図' | '表'
            | '章'
            | '節'
            | '項'
            | '条'
            | '部'
            | '編'
            | '号'
            | '年'
            | '月'
            | '日'
            | '時'
            | '分'
            | '秒'
            | '款'
            | '目'
            | '注'
            | '※'
            | '＊'
            | '￥'
            | '＃'
            | '：'
            | '／'
            | '＝'
            | '－'
            | '−'
            | '×'
            | '＜'
            | '＞'
            | '±'
            | '…'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(before: &str, after: &str, want: Option<u8>) {
        assert_eq!(shape(before, after), want, "{before}|{after}");
    }

    #[test]
    fn shapes() {
        check("前提となります", "。次に", Some(4));
        check("取極", "を締結", Some(3));
        check("「推進」", "の", Some(3));
        check("80％", "、", Some(2));
        check("総数は", "。", Some(1));
        check("始めました1、", "。", Some(3));
        check("船が1、", "隻", None);
        check("第", "条", None);
        check("参照　資料", "（今後の展望）", None);
        check("図", "に", None);
        check("令和", "年", None);
        check("F-", "は", None);
        check("noted by others.", " The", Some(3));
        check("v1.", " The", None);
    }
}
