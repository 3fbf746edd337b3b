//! The label in front of a line: the space behind it has a meaning.
//!
//! `## 見出し`, `- 項目`, `1 背景`, `1.1 目的`, `(1) 概要`, `第2節 見出し`,
//! `図表Ⅲ-2-2-1 題`, `参照 3章`, `※1 注`. Numbers that count something
//! (`2020 年`, `6 月に`) are no labels.

use crate::layout::start;
use crate::text::class;

/// The labels at the start of a line, in bytes of its body.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Label {
    /// The space right behind this place parts the labels from the text.
    pub(super) end: usize,
    /// Where a label of several pieces (`第 1 節`) starts and ends: spaces in it
    /// are not meant. Other spaces in front of `end` are.
    pub(super) inner: (usize, usize),
}

/// The labels of `body` (a line without its indent), if it has any.
pub(super) fn find(body: &str) -> Option<Label> {
    let mut label = None;
    let mut at = 0;
    // `- 3 …`, `## 第1章 …`
    for _ in 0..4 {
        let rest = body.get(at..)?;
        let found: &mut Label;
        let length = if let Some(length) = numbered(rest) {
            found = label.get_or_insert_default();
            if found.inner.1 == 0 {
                found.inner = (at, at + length);
            }
            length
        } else if let Some(length) = mark(rest).or_else(|| number(rest)).or_else(|| kana(rest)).or_else(|| word(rest)) {
            found = label.get_or_insert_default();
            length
        } else {
            break;
        };
        found.end = at + length;
        let gap = body.get(at + length..)?.chars().take_while(|&c| class::is_space(c)).map(char::len_utf8).sum::<usize>();
        if gap == 0 {
            break;
        }
        at += length + gap;
    }
    label
}

/// A Markdown mark, a bullet, a raised number.
fn mark(text: &str) -> Option<usize> {
    let hashes = text.bytes().take_while(|&b| b == b'#').count();
    let length = if (1..=6).contains(&hashes) {
        hashes
    } else if text.starts_with("<sup>") {
        text.find("</sup>").filter(|&at| at < 16)? + "</sup>".len()
    } else {
        text.chars().next().filter(|&c| matches!(c, '-' | '*' | '+' | '>' | '※' | '–' | '—') || class::is_bullet(c))?.len_utf8()
    };
    spaced(text, length)
}

/// `第2節`, `第 １-２ 図`, `図表 Ⅲ-2-2-1`, `資料3`; `第２` and `二` in front of a title.
fn numbered(text: &str) -> Option<usize> {
    let kanji = || match start::of(text) {
        start::Start::Counter(start::Counter::Kanji, _, length) => {
            Some(usize::from(length)).filter(|&length| !text.get(length..).is_some_and(counts))
        }
        _ => None,
    };
    let spoken = if text.starts_with(class::is_kanji_numeral) { kanji() } else { start::unnamed_part(text) };
    // `一 方、こ の た め` is no title
    let is_title = |length: &usize| text.get(*length..).is_some_and(|title| !title.trim().contains(['、', '。', ' ']));
    if let Some(length) = spoken.filter(is_title) {
        return spaced(text, text.get(..length)?.trim_end_matches(class::is_space).len());
    }
    const WORDS: [&str; 15] =
        ["図表", "別図", "別表", "図", "表", "資料", "別紙", "別添", "付録", "参考", "注", "コラム", "事例", "写真", "補足"];
    let (word, ordinal) =
        if text.starts_with('第') { ('第'.len_utf8(), true) } else { (WORDS.iter().find(|w| text.starts_with(**w))?.len(), false) };
    let mut at = skip_space(text, word);
    let digits = run(text.get(at..)?, |c| {
        class::is_digit(c) || class::is_roman_numeral(c) || class::is_kanji_numeral(c) || is_joint(c) || matches!(c, 'I' | 'V' | 'X')
    });
    if digits == 0 {
        return None;
    }
    at += digits;
    if ordinal {
        at = skip_space(text, at);
        let unit = text
            .get(at..)?
            .chars()
            .next()
            .filter(|&c| matches!(c, '章' | '節' | '部' | '項' | '編' | '条' | '図' | '表' | '款' | '回' | '篇' | '号'))?;
        at += unit.len_utf8();
    }
    // `図表1 に示す` is a phrase, no caption
    let next = text.get(skip_space(text, at)..)?.chars().next();
    spaced(text, at).filter(|_| !next.is_some_and(|c| is_particle(c) || matches!(c, '、' | '。')))
}

/// `1`, `1.1`, `(1)`, `１．`, `①`, `Ⅲ`, `a)`, `ア）`, `[3]`, `*1`.
fn number(text: &str) -> Option<usize> {
    let first = text.chars().next()?;
    if class::is_enclosed(first) || class::is_roman_numeral(first) {
        return spaced(text, first.len_utf8());
    }
    let open = if matches!(first, '(' | '（' | '[' | '［' | '〔' | '*' | '※') { first.len_utf8() } else { 0 };
    let inner = text.get(open..)?;
    let inner = inner.strip_prefix('注').unwrap_or(inner);
    let from = text.len() - inner.len();
    let digits = run(inner, |c| class::is_digit(c) || is_joint(c));
    let letter = inner.chars().next().filter(|&c| class::is_latin(c) || class::is_kana(c));
    let length = match letter {
        _ if digits > 0 && inner.starts_with(class::is_digit) => digits,
        Some(c) => c.len_utf8(),
        None => return None,
    };
    let close =
        text.get(from + length..)?.chars().next().filter(|&c| matches!(c, ')' | '）' | ']' | '］' | '〕' | '.' | '．' | ':' | '：'));
    let end = from + length + close.map_or(0, char::len_utf8);
    let bare = open == 0 && close.is_none();
    let long = inner.get(..digits)?.split(is_joint).any(|part| part.chars().count() > 3);
    if digits == 0 && close.is_none() || bare && (long || counts(text.get(skip_space(text, end)..)?)) {
        return None;
    }
    spaced(text, end)
}

/// `イ ただし`, `ウ その他`: a letter that counts, and no end of a word (`ト の配置`).
fn kana(text: &str) -> Option<usize> {
    let letter = text.chars().next().filter(|c| matches!(c, 'ア'..='シ'))?;
    let mut behind = text.get(letter.len_utf8()..)?.strip_prefix(' ')?.chars();
    let (first, second) = (behind.next()?, behind.next()?);
    let ends_word = is_particle(first) || matches!(first, 'へ' | 'か');
    (class::is_hiragana(first) && !ends_word && class::is_japanese(second)).then_some(letter.len_utf8())
}

/// The first letter of a particle that makes what stands before it part of a phrase.
fn is_particle(c: char) -> bool {
    matches!(c, 'に' | 'の' | 'を' | 'は' | 'が' | 'で' | 'と' | 'も' | 'や')
}

/// A word that stands in front of what it announces.
fn word(text: &str) -> Option<usize> {
    ["参照", "出典", "出所"].iter().find(|w| text.starts_with(**w)).and_then(|w| spaced(text, w.len()))
}

/// Whether the number in front of `text` counts years, months, days or things.
fn counts(text: &str) -> bool {
    let mut chars = text.chars();
    match chars.next() {
        Some('つ') => true,
        Some('章' | '節' | '項' | '条' | '号' | '円') => chars.next().is_none_or(|c| !class::is_kanji(c) && !class::is_katakana(c)),
        Some('年' | '月' | '日') => chars.next().is_none_or(|c| !class::is_kanji(c) || matches!(c, '度' | '末' | '頃' | '間' | '版')),
        _ => false,
    }
}

fn is_joint(c: char) -> bool {
    matches!(c, '-' | '.' | '．' | '‐' | '－' | '–' | '−')
}

/// `length`, when a space or nothing follows.
fn spaced(text: &str, length: usize) -> Option<usize> {
    text.get(length..)?.chars().next().is_none_or(class::is_space).then_some(length)
}

fn skip_space(text: &str, at: usize) -> usize {
    let gap = text.get(at..).and_then(|t| t.chars().next()).filter(|&c| class::is_space(c));
    at + gap.map_or(0, char::len_utf8)
}

fn run(text: &str, is: impl Fn(char) -> bool) -> usize {
    text.chars().take_while(|&c| is(c)).map(char::len_utf8).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels() {
        for (body, label) in [
            ("## 見出し", "##"),
            ("- 3 日本国", "- 3"),
            ("- 項目 a", "-"),
            ("> 引用", ">"),
            ("1. 項目", "1."),
            ("1 提供の対象", "1"),
            ("1.1 背景と目的", "1.1"),
            ("１.１ 背景", "１.１"),
            ("(1) 概要", "(1)"),
            ("（１） 概要", "（１）"),
            ("① 概要", "①"),
            ("Ⅲ 概要", "Ⅲ"),
            ("第 1 節 災害", "第 1 節"),
            ("第２ 町の計画", "第２"),
            ("二 町の計画", "二"),
            ("第1章 第2節 災害", "第1章 第2節"),
            ("第１-２-１図 推移", "第１-２-１図"),
            ("図表Ⅲ-2-2-1 題", "図表Ⅲ-2-2-1"),
            ("表 1-1 用語の定義", "表 1-1"),
            ("参照 3章1節", "参照"),
            ("<sup>5</sup> 日本国", "<sup>5</sup>"),
            ("※1 注", "※1"),
            ("a) 項目", "a)"),
            ("ア） 項目", "ア）"),
            ("オ ただし、町の", "オ"),
            ("1 日本の経済", "1"),
            ("• 項目", "•"),
        ] {
            assert_eq!(find(body).map(|l| &body[..l.end]), Some(label), "{body}");
        }
        for body in [
            "2020 年 6 月",
            "6 月に開催",
            "12 月",
            "3 つの柱",
            "平成 25 年",
            "図の 1 行目",
            "AI の活用",
            "第一に",
            "1つ",
            "",
            "の 1",
            "2 項（評価）",
            "図表 1-1 に示す",
            "一 方、こ の た め",
            "ク の配置",
            "オ た だ し",
        ] {
            assert_eq!(find(body).map(|l| l.end), None, "{body}");
        }
    }
}
