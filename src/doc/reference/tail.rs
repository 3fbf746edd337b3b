//! What follows a reference: a quoted title, a page.

use crate::layout::start::number;
use crate::text::class;

/// What was found behind a reference, in bytes from its end.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Tail {
    /// What stands between the brackets or quotes.
    pub(super) title: Option<(usize, usize)>,
    /// The page with its `p.`, and its number.
    pub(super) page: Option<(usize, usize, u32)>,
    /// All of it.
    pub(super) len: usize,
}

/// The longest title in bytes.
const LONGEST: usize = 300;

/// Reads what follows a reference.
pub(super) fn read(behind: &str) -> Tail {
    let mut tail = Tail::default();
    if let Some((from, to, close)) = brackets(behind) {
        let inside = behind.get(from..to).unwrap_or("");
        let (title, page) = split(inside);
        tail.page = page.map(|(at, number)| (from + at, to, number));
        let title = title.trim_end_matches([' ', '\u{3000}', '、', '，', ',', '.']);
        if is_title(title) {
            tail.title = Some((from, from + title.len()));
        }
        if tail.title.is_some() || tail.page.is_some() {
            tail.len = to + close;
        }
    }
    let rest = behind.get(tail.len..).unwrap_or("");
    let near = rest.trim_start_matches(|c: char| class::is_space(c) || matches!(c, '、' | ',' | '，' | '('));
    if tail.page.is_none()
        && let Some((len, number)) = page(near)
    {
        let at = behind.len() - near.len();
        tail.page = Some((at, at + len, number));
        tail.len = at + len;
    }
    tail
}

/// What stands between a reference in English and the title in quotes; where it
/// says nothing of a title, a word may be in the quotes.
const SAID: [(&str, bool); 6] =
    [(", ", false), (": ", false), (", entitled ", true), (", titled ", true), (" entitled ", true), (" titled ", true)];

/// What stands between the brackets that open at the start: from, to, and the
/// length of the closing bracket.
fn brackets(behind: &str) -> Option<(usize, usize, usize)> {
    let trimmed = behind.strip_prefix([' ', '\u{3000}']).unwrap_or(behind);
    // Section 2, “The Sea”
    let quoted = SAID.iter().find_map(|(words, titled)| {
        let rest = behind.strip_prefix(words).filter(|rest| rest.starts_with(['“', '"']));
        rest.map(|rest| (rest, *titled))
    });
    let trimmed = quoted.map_or(trimmed, |(rest, _)| rest);
    let open = trimmed.chars().next()?;
    let (opens, closes): (&[char], &[char]) = match open {
        '（' | '(' => (&['（', '('], &['）', ')']),
        '「' => (&['「'], &['」']),
        '『' => (&['『'], &['』']),
        '“' => (&['“'], &['”']),
        '"' if quoted.is_some() => (&[], &['"']),
        _ => return None,
    };
    // a quotation behind a space belongs to what follows
    if trimmed.len() < behind.len() && quoted.is_none() && !matches!(open, '（' | '(') {
        return None;
    }
    let from = behind.len() - trimmed.len() + open.len_utf8();
    let mut depth = 1;
    for (at, c) in behind.get(from..)?.char_indices() {
        if at > LONGEST || c == '\n' {
            return None;
        }
        if opens.contains(&c) {
            depth += 1;
        } else if closes.contains(&c) {
            depth -= 1;
            if depth == 0 {
                // In Section 2, “Bays” means …
                let rest = behind.get(from + at + c.len_utf8()..)?.trim_start();
                let ends = rest.is_empty() || rest.starts_with(['.', ',', ';', ')', '(']) || behind.get(..from + at)?.ends_with(',');
                let term = quoted.is_some_and(|(_, titled)| !titled) && !ends;
                return (!term).then_some((from, from + at, c.len_utf8()));
            }
        }
    }
    None
}

/// A title and the page at its end, if there is one: where, and its number.
fn split(inside: &str) -> (&str, Option<(usize, u32)>) {
    for mark in ["p.", "P.", "pp.", "ｐ．", "ｐ."] {
        if let Some(at) = inside.rfind(mark)
            && let Some((len, number)) = inside.get(at..).and_then(page)
            && at + len == inside.len()
        {
            return (inside.get(..at).unwrap_or(""), Some((at, number)));
        }
    }
    match page(inside) {
        Some((len, number)) if len == inside.len() => ("", Some((0, number))),
        _ => (inside, None),
    }
}

/// `p.357`, `pp. 10-12`, `357頁` at the start: its length, and the first page.
pub(super) fn page(text: &str) -> Option<(usize, u32)> {
    let marked = ["pp.", "p.", "P.", "ｐ．", "ｐ."].iter().find_map(|mark| text.strip_prefix(mark));
    let rest = marked.unwrap_or(text);
    let digits = rest.trim_start_matches(' ');
    let (value, len) = number(digits);
    let behind = digits.get(len..)?;
    if value == 0 || len == 0 || value > 9999 {
        return None;
    }
    let mut left = behind;
    if marked.is_none() {
        left = ["頁", "ページ"].iter().find_map(|unit| behind.strip_prefix(unit))?;
        // 20ページにわたる
        if left.starts_with(['に', 'の', '分', '超']) {
            return None;
        }
    } else if let Some(more) = behind.strip_prefix(['-', '–', '～', '－']) {
        let (value, len) = number(more);
        left = if value > 0 { more.get(len..)? } else { behind };
    }
    Some((text.len() - left.len(), value))
}

/// Whether what stands in brackets behind a reference can be a title: not a
/// remark (`参照`, `再掲`), not another reference, not a date.
#[must_use]
pub fn is_title(inside: &str) -> bool {
    const REMARKS: [&str; 20] = [
        "参照",
        "再掲",
        "前掲",
        "後掲",
        "後述",
        "前述",
        "上述",
        "詳述",
        "以下",
        "次頁",
        "前頁",
        "同じ。",
        "という。",
        "を除く",
        "を含む",
        "see ",
        "page ",
        "continued",
        "above",
        "below",
    ];
    const OPENINGS: [&str; 14] = ["注", "※", "＊", "*", "約", "→", "⇒", "平成", "令和", "昭和", "例：", "例えば", "cf.", "http"];
    let letters = inside.chars().filter(|&c| class::is_kanji(c) || class::is_kana(c) || class::is_latin(c)).count();
    // (in 2020 prices)
    let remark = inside.starts_with(|c: char| c.is_ascii_lowercase()) && inside.is_ascii();
    letters >= 2
        && !remark
        && !inside.ends_with('。')
        && !REMARKS.iter().any(|w| inside.contains(w))
        && !OPENINGS.iter().any(|w| inside.starts_with(w))
        && !points(inside)
        && !matches!(
            inside,
            "上段"
                | "下段"
                | "左図"
                | "右図"
                | "上図"
                | "下図"
                | "左側"
                | "右側"
                | "再録"
                | "概要版"
                | "別添"
                | "単位"
                | "次章"
                | "次節"
        )
}

/// Whether it begins with a number of its own, as a reference does.
fn points(inside: &str) -> bool {
    let rest = inside.strip_prefix('第').unwrap_or(inside);
    let label = ["図表", "図", "表", "資料", "別紙", "別表", "p.", "pp."].iter().find_map(|w| inside.strip_prefix(w));
    label.is_some_and(|r| r.starts_with(class::is_digit) || r.starts_with(class::is_roman_numeral))
        || super::count::at(rest)
            .and_then(|c| rest.get(c.len..))
            .is_some_and(|r| r.is_empty() || r.starts_with(['章', '節', '項', '条', '号', '部', '図', '表', '年', '月', ')', '）']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tails() {
        let check = |behind: &str, title: &str, page: Option<u32>| {
            let tail = read(behind);
            let got = tail.title.and_then(|(a, b)| behind.get(a..b)).unwrap_or("");
            assert_eq!((got, tail.page.map(|p| p.2)), (title, page), "{behind}");
        };
        check("（海の利用）、", "海の利用", None);
        check("（安全の確保（続））、資料2", "安全の確保（続）", None);
        check("(米国との協力)p.357", "米国との協力", Some(357));
        check("「海の利用」", "海の利用", None);
        check("（海の利用、p.25）", "海の利用", Some(25));
        check("（p.25）", "", Some(25));
        check("（参照）", "", None);
        check("（図表1-2）", "", None);
        check("（2020年）", "", None);
        check(" (in 2020 prices) ", "", None);
        check(" (Costs of Ships) ", "Costs of Ships", None);
        check("（以下「本節」という。）", "", None);
        check("　pp. 10-12", "", Some(10));
        check("（25頁）", "", Some(25));
        check("（海の\n利用）", "", None);
        check(", “The Sea,” is", "The Sea", None);
        check(", \"The Sea\".", "The Sea", None);
        check(", entitled “The Sea”", "The Sea", None);
        check(", the “Sea”", "", None);
        check(", “Bays” means bays; they are titled “Sea” too", "", None);
        check(" “The Sea”", "", None);
        check("", "", None);
    }
}
