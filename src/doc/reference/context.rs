//! What the words around a number say: whether it points into this work, into
//! another one, or nowhere.

use super::work;
use crate::text::class;

/// Words right before a reference that speak of this work.
const OWN: [&str; 36] = [
    "参照",
    "前掲",
    "後掲",
    "本書",
    "本白書",
    "本報告書",
    "本報告",
    "本文書",
    "本稿",
    "本文",
    "上記",
    "下記",
    "前記",
    "後記",
    "前述",
    "後述",
    "上述",
    "先述",
    "既述",
    "詳細",
    "以下",
    "以上",
    "又",
    "及",
    "並",
    "同",
    "冒頭",
    "末尾",
    "巻末",
    "別途",
    "下",
    "上",
    "次",
    "前",
    "左",
    "右",
];

/// Words behind a reference that go on with it.
const GOES_ON: [&str; 30] = [
    "参照", "参考", "及", "又", "並", "以降", "以下", "以前", "以外", "等", "冒頭", "末", "全体", "全般", "中", "前半", "後半", "同", "第",
    "本文", "関係", "記載", "掲載", "所収", "内", "後", "前", "各", "若", "最",
];

/// Whether what stands before a reference makes it one into another work, or
/// part of another word.
pub(super) fn is_foreign(before: &str) -> bool {
    let own = |text: &str| OWN.iter().any(|w| text.ends_with(w)) || work::ends_in_own(text);
    let Some(last) = before.chars().next_back() else { return false };
    match last {
        'の' => {
            let owner = before.strip_suffix('の').unwrap_or(before);
            let this = owner.ends_with(['こ', '、', '。']) || owner.is_empty();
            !this && !own(owner)
        }
        '」' | '』' | '”' | '"' | '》' | '〉' | ')' | '）' | ']' | '］' => true,
        '-' | '－' | '.' | '．' | '/' | '／' => true,
        c if class::is_digit(c) || class::is_latin(c) => true,
        c if class::is_kanji(c) || class::is_katakana(c) => !own(before),
        _ => false,
    }
}

/// Whether what stands behind a reference makes it part of another word
/// (`3章建て`, `第1部隊`, `第2項目`), a quotation of another work, or a
/// quantity.
pub(super) fn breaks_off(behind: &str) -> bool {
    let Some(next) = behind.chars().next() else { return false };
    if class::is_kanji(next) || class::is_katakana(next) || class::is_latin(next) {
        return !GOES_ON.iter().any(|w| behind.starts_with(w)) || law(behind);
    }
    law(behind)
        || ["より引用", "より作成", "より転載", "より抜粋", "をもとに", "を基に", "を元に", "から引用", "から作成"]
            .iter()
            .any(|w| behind.starts_with(w))
}

/// Whether an article or number of a law follows: `第3章第5条`.
fn law(behind: &str) -> bool {
    let rest = behind.strip_prefix('第').unwrap_or(behind);
    super::count::at(rest).and_then(|c| rest.get(c.len..)).is_some_and(|r| r.starts_with(['条', '号']))
}

/// Whether a bare `3節` is spoken of as a place: `3節参照`, `3節に示す`.
pub(super) fn is_pointed_at(behind: &str) -> bool {
    const WAYS: [&str; 16] = [
        "参照",
        "を参照",
        "で述べ",
        "に述べ",
        "で示",
        "に示",
        "に詳",
        "で詳",
        "のとおり",
        "の通り",
        "に記載",
        "で説明",
        "で取り上げ",
        "で紹介",
        "を見",
        "で触れ",
    ];
    WAYS.iter().any(|w| behind.starts_with(w))
}

/// The same of a `1.2`, which may be an amount: `2.5を見込む`, `1.3で示す`.
pub(super) fn is_surely_pointed_at(behind: &str) -> bool {
    let refers = behind.strip_prefix('を').unwrap_or(behind).strip_prefix("参照");
    refers.is_some_and(|rest| !rest.starts_with(class::is_kanji))
        || ["で述べ", "に述べ", "に詳", "で詳", "で説明", "で取り上げ", "で紹介", "で触れ"].iter().any(|w| behind.starts_with(w))
}

/// Whether a line does no more than say that references follow.
pub(super) fn is_pointer(line: &str) -> bool {
    let aside = |c: char| {
        class::is_space(c) || class::is_bullet(c) || class::is_opening(c) || class::is_closing(c) || matches!(c, ':' | '：' | '⇒')
    };
    matches!(line.trim_matches(aside), "参照" | "関連" | "関連項目" | "See" | "See also")
}

/// Whether a line says where something was taken from.
pub(super) fn is_source(line: &str) -> bool {
    let line = line.trim_start_matches(|c: char| class::is_opening(c) || class::is_space(c));
    ["出典", "出所", "資料：", "資料:", "資料）", "引用", "URL", "動画", "Source"].iter().any(|w| line.starts_with(w))
}

/// Whether the sentence before says that another work is quoted.
pub(super) fn is_quoted(before: &str) -> bool {
    let start = before.char_indices().rev().take(60).last().map_or(0, |(n, _)| n);
    let near = before.get(start..).unwrap_or("");
    let near = near.rsplit(['。', '\n']).next().unwrap_or(near);
    ["出典", "出所", "資料：", "Source:", "http"].iter().any(|w| near.contains(w))
}

/// Whether what stands behind a number at the start of a line is a title, as
/// in a heading or a caption: nothing, or a space or mark and words.
pub(super) fn is_titled(behind: &str) -> bool {
    let Some(next) = behind.chars().next() else { return true };
    if matches!(next, '：' | ':' | '／' | '/' | '＞' | '>' | '】' | ']' | '］' | '≫' | '.' | '．' | '…') {
        return true;
    }
    let rest = behind.trim_start_matches(class::is_space);
    let particle = |c: char| "にをのはがでとも、。参（(「".contains(c);
    rest.len() < behind.len() && !rest.starts_with(particle)
}

/// What stands in front of a connection at the end of `text`, and whether it
/// makes a range.
pub(super) fn connected(text: &str) -> Option<(&str, bool)> {
    const BETWEEN: [(&str, bool); 9] = [
        ("～", true),
        ("〜", true),
        ("~", true),
        ("から", true),
        ("・", false),
        ("、", false),
        ("，", false),
        ("及び", false),
        ("と", false),
    ];
    BETWEEN.iter().find_map(|(word, range)| Some((text.strip_suffix(word)?, *range)))
}

/// Whether a bracket was opened a few words before the end of `before`.
pub(super) fn is_bracketed(before: &str) -> bool {
    let near = before.char_indices().rev().take(40).find(|(_, c)| matches!(c, '（' | '(' | '）' | ')' | '\n'));
    near.is_some_and(|(_, c)| matches!(c, '（' | '('))
}

/// What joins the steps of one number.
pub(super) fn joins_steps(c: char) -> bool {
    matches!(c, '-' | '－' | '‐' | '‑' | '–' | '−' | '―' | 'ー' | '.' | '．')
}

/// What connects two references of a list: its length in bytes with the spaces
/// around it, and whether it makes a range.
pub(super) fn connection(text: &str) -> Option<(usize, bool)> {
    const LIST: [(&str, bool); 27] = [
        ("、", false),
        ("，", false),
        (", and ", false),
        (", or ", false),
        (",", false),
        ("・", false),
        ("及び", false),
        ("および", false),
        ("又は", false),
        ("または", false),
        ("並びに", false),
        ("ならびに", false),
        ("若しくは", false),
        ("や", false),
        ("と", false),
        ("；", false),
        (";", false),
        ("～", true),
        ("〜", true),
        ("~", true),
        ("から", true),
        ("–", true),
        ("―", true),
        ("and ", false),
        ("or ", false),
        ("to ", true),
        ("& ", false),
    ];
    let rest = text.trim_start_matches(class::is_space);
    let (word, range) = LIST.iter().find(|(w, _)| rest.starts_with(w))?;
    let behind = rest.get(word.len()..)?;
    // 、及び
    let behind = match *word {
        "、" | "，" => ["及び", "および", "又は", "並びに"].iter().find_map(|w| behind.strip_prefix(w)).unwrap_or(behind),
        _ => behind,
    };
    Some((text.len() - behind.trim_start_matches(class::is_space).len(), *range))
}
