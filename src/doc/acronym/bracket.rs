//! What stands in a bracket, in pieces.

use crate::text::{class, floor};

/// Longest content of a bracket that is looked at, in bytes.
const LONGEST: usize = 300;

/// Where the bracket that is open at `from` closes: the offset of its closing
/// bracket in `body`.
pub(super) fn close(body: &str, from: usize) -> Option<usize> {
    let mut depth = 0u32;
    for (at, c) in body.get(from..)?.char_indices() {
        match c {
            '(' | '（' | '[' | '［' => depth += 1,
            ')' | '）' | ']' | '］' => match depth.checked_sub(1) {
                Some(less) => depth = less,
                None => return Some(from + at),
            },
            '\n' => return None,
            _ if at > LONGEST => return None,
            _ => {}
        }
    }
    None
}

/// What a piece of a bracket is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// Words in Latin letters.
    Latin,
    /// A name in Japanese.
    Name,
    /// `以下同じ`, `以下「…」という`, `略称`
    Formula,
    /// Anything else.
    Other,
}

/// Cuts `body[from..to]` at colons, commas between Japanese and Latin, full
/// stops and slashes; gives the pieces with their offsets in `body`.
pub(super) fn pieces(body: &str, from: usize, to: usize) -> Vec<(usize, usize)> {
    let Some(content) = body.get(from..to) else { return Vec::new() };
    let mut list = Vec::new();
    let mut start = 0;
    let mut last = ' ';
    for (at, c) in content.char_indices() {
        let next = content.get(at + c.len_utf8()..).unwrap_or("").trim_start_matches(class::is_space).chars().next().unwrap_or(' ');
        let mixed = class::is_japanese(last) || class::is_japanese(next);
        let cuts = match c {
            '：' | ':' | '；' | ';' | '。' | '＝' | '=' | '→' => true,
            // an acronym in capitals, then its words, or the other way round
            '、' | '，' | ',' => mixed || capitals_end(content, at) || capitals_start(content.get(at + c.len_utf8()..).unwrap_or("")),
            '／' | '/' | '・' => mixed && (class::is_latin(last) || class::is_latin(next)),
            '―' | '—' | '－' => true,
            _ => false,
        };
        if cuts {
            list.push((from + start, from + at));
            start = at + c.len_utf8();
        }
        last = c;
    }
    list.push((from + start, to));
    list.iter().filter_map(|&(a, b)| trim(body, a, b)).collect()
}

/// Whether the last word of `content[..at]` is in capitals and its first.
fn capitals_end(content: &str, at: usize) -> bool {
    let word = content.get(..at).unwrap_or("");
    is_capitals(word)
}

/// Whether what follows is one word in capitals and nothing else.
fn capitals_start(rest: &str) -> bool {
    is_capitals(rest.trim_matches(class::is_space))
}

fn is_capitals(word: &str) -> bool {
    word.chars().count() >= 2
        && word.chars().filter(|c| c.is_uppercase()).count() >= 2
        && word.chars().all(|c| class::is_latin(c) || class::is_digit(c) || matches!(c, '/' | '&' | '-'))
}

/// Without spaces around it; `None` when nothing is left.
pub(super) fn trim(body: &str, from: usize, to: usize) -> Option<(usize, usize)> {
    let piece = body.get(from..to)?;
    let right = piece.trim_end_matches(class::is_space);
    let left = right.trim_start_matches(class::is_space);
    (!left.is_empty()).then(|| (from + right.len() - left.len(), from + right.len()))
}

/// Names of what stands behind them in a bracket.
const LABELS: &[&str] = &["略称", "通称", "英語名", "英語", "英文名", "英称", "英", "正式名称", "略語", "略", "原語", "米", "仏", "独"];

/// What a piece is.
pub(super) fn kind(piece: &str) -> Piece {
    if piece.starts_with("以下") || piece.starts_with("以後") || LABELS.contains(&piece) {
        return Piece::Formula;
    }
    let (mut latin, mut japanese, mut digits, mut other) = (0, 0, 0, 0);
    for c in piece.chars() {
        if class::is_latin(c) {
            latin += 1;
        } else if class::is_digit(c) || class::is_superscript_digit(c) {
            digits += 1;
        } else if class::is_kanji(c) || class::is_kana(c) || c == '・' {
            japanese += 1;
        } else if !class::is_space(c) && !matches!(c, '-' | '‐' | '‑' | '–' | '&' | '＆' | '\'' | '’' | ',' | '/' | '.' | '，' | '(' | ')')
        {
            other += 1;
        }
    }
    if japanese == 0 && other == 0 && latin >= 5 && latin > digits {
        return Piece::Latin;
    }
    if latin == 0 && digits == 0 && other == 0 && is_name(piece) { Piece::Name } else { Piece::Other }
}

/// How a remark begins that is no name.
const REMARKS: &[&str] = &[
    "例",
    "注",
    "約",
    "前",
    "後",
    "旧",
    "現",
    "参照",
    "出典",
    "図",
    "表",
    "第",
    "同",
    "各",
    "平成",
    "令和",
    "昭和",
    "うち",
    "なお",
    "ただし",
    "主",
    "又は",
    "及び",
];

/// How a remark ends that is no name.
const ENDS: &[&str] = &[
    "等", "など", "除く", "含む", "参照", "する", "した", "いる", "ある", "以上", "以下", "未満", "予定", "当時", "のみ", "ほか", "中",
    "分", "時点",
];

fn is_name(piece: &str) -> bool {
    let length = piece.chars().count();
    let firm = piece.chars().filter(|&c| class::is_kanji(c) || class::is_katakana(c)).count();
    (3..=40).contains(&length)
        && firm * 2 >= length
        && piece.ends_with(|c| class::is_kanji(c) || class::is_katakana(c))
        && !REMARKS.iter().any(|r| piece.starts_with(r))
        && !ENDS.iter().any(|e| piece.ends_with(e))
}

/// The Japanese name that ends at `end`: as far back as it is certainly one
/// name. Inside quotes, all of it.
pub(super) fn name_before(body: &str, end: usize) -> Option<(usize, usize)> {
    let head = body.get(..end)?;
    let head = head.trim_end_matches(class::is_space);
    for (open, shut) in [('「', '」'), ('『', '』'), ('“', '”')] {
        if let Some(inner) = head.strip_suffix(shut) {
            let (_, quoted) = inner.get(floor(inner, inner.len().saturating_sub(LONGEST))..)?.rsplit_once(open)?;
            return (!quoted.is_empty()).then(|| (inner.len() - quoted.len(), inner.len()));
        }
    }
    let part = |c: char| class::is_kanji(c) || class::is_katakana(c) || matches!(c, '・' | '･' | '-' | '－');
    let mut start = head.len();
    for _ in 0..4 {
        let run = head.get(..start)?;
        let run = run.get(floor(run, run.len().saturating_sub(LONGEST))..)?;
        start -= run.len() - run.trim_end_matches(part).len();
        let rest = head.get(..start)?;
        let Some(joint) = ["に関する", "に基づく", "に係る", "のための", "における", "及び", "並びに"].iter().find(|j| rest.ends_with(**j))
        else {
            break;
        };
        if !rest.get(..rest.len() - joint.len())?.ends_with(part) {
            break;
        }
        start -= joint.len();
    }
    let name = head.get(start..)?;
    let bare = name.trim_start_matches(['・', '･', '-', '－']);
    (bare.chars().count() >= 2).then(|| (head.len() - bare.len(), head.len()))
}

/// The Latin words that end at `end`, with small words and commas between
/// them: where each word begins, from the last to the first.
pub(super) fn words_before(body: &str, end: usize, most: usize) -> Vec<usize> {
    let Some(head) = body.get(..end) else { return Vec::new() };
    let mut starts = Vec::new();
    let mut at = head.len();
    while starts.len() < most {
        let rest = head.get(..at).unwrap_or("").trim_end_matches(|c: char| class::is_space(c) || c == ',');
        if rest.len() < at && rest.get(..).is_some_and(|r| r.ends_with(['.', ';', ':', '。', '、'])) {
            break;
        }
        let inner = |c: char| class::is_latin(c) || class::is_digit(c) || matches!(c, '-' | '‐' | '‑' | '–' | '/' | '&' | '\'' | '’');
        let mut begin = rest.len();
        for (i, c) in rest.char_indices().rev().take(40) {
            if !inner(c) {
                break;
            }
            begin = i;
        }
        if begin == rest.len() {
            break;
        }
        starts.push(begin);
        at = begin;
    }
    starts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(content: &str, want: &[(&str, Piece)]) {
        let got: Vec<(&str, Piece)> =
            pieces(content, 0, content.len()).into_iter().map(|(a, b)| (&content[a..b], kind(&content[a..b]))).collect();
        assert_eq!(got, want);
    }

    #[test]
    fn in_pieces() {
        check("RWB：River Water Board", &[("RWB", Piece::Other), ("River Water Board", Piece::Latin)]);
        check("Ferries, Ice and Rescue", &[("Ferries, Ice and Rescue", Piece::Latin)]);
        check("River Water Board, RWB", &[("River Water Board", Piece::Latin), ("RWB", Piece::Other)]);
        check("RWB、以下同じ。", &[("RWB", Piece::Other), ("以下同じ", Piece::Formula)]);
        check("河川水委員会", &[("河川水委員会", Piece::Name)]);
        check("2018年施行", &[("2018年施行", Piece::Other)]);
    }

    #[test]
    fn names() {
        for (head, want) in [
            ("この河川水委員会", "河川水委員会"),
            ("国の水に関する政府間会合", "水に関する政府間会合"),
            ("、「水の会」", "水の会"),
            ("を", ""),
        ] {
            assert_eq!(name_before(head, head.len()).map_or("", |(a, b)| &head[a..b]), want, "{head}");
        }
    }
}
