//! Lines that begin with a word that is counted: units of headings, labels of
//! floats, and words that tell of another line.

use super::{Counter, Start, counter, number, spaces};
use crate::layout::end::{self, Lead};
use crate::text::class;

/// Labels of floats; what follows must be a number.
const LABELS: [&str; 16] =
    ["図表", "図", "表", "別表", "別紙", "別添", "別図", "資料", "参考資料", "参考", "コラム", "付表", "付図", "付録", "写真", "事例"];
/// Labels of floats in English and its neighbours; one that begins another stands behind it.
const LATIN_LABELS: [&str; 15] = [
    "Figure",
    "Fig.",
    "Tableau",
    "Table",
    "Box",
    "Exhibit",
    "Chart",
    "Map",
    "Annex Table",
    "FIGURE",
    "TABLE",
    "Figura",
    "Tabella",
    "Tabla",
    "Tabela",
];
/// English units of headings.
const ENGLISH_UNITS: [&str; 8] = ["Chapter", "Part", "Section", "Appendix", "Annex", "CHAPTER", "PART", "APPENDIX"];
/// Words that begin a line about another, before a colon.
pub(super) const APPARATUS: [&str; 22] = [
    "参照",
    "出典",
    "出所",
    "資料",
    "備考",
    "注",
    "注記",
    "URL",
    "動画",
    "Source",
    "Sources",
    "Note",
    "Notes",
    "脚注",
    "写真",
    "写真提供",
    "提供",
    "撮影",
    "Photo",
    "Photos",
    "Image",
    "Images",
];

/// Whether a line behind a square is the label of a float.
pub(super) fn labels_float(body: &str) -> bool {
    let body = body.trim_start_matches(class::is_space);
    let start = if body.starts_with('第') { ordinal(body) } else { labelled(body).unwrap_or(Start::Plain) };
    start == Start::Label
}

/// `第2章　題`, `第１-１-１図　題`; not `第2章では、…`.
pub(super) fn ordinal(body: &str) -> Start {
    if let Some(title) = unnamed_part(body) {
        return counter(Counter::Named, 0, title);
    }
    let rest = body['第'.len_utf8()..].trim_start_matches(class::is_space);
    let counted = rest.trim_start_matches(|c: char| {
        class::is_digit(c)
            || class::is_roman_numeral(c)
            || class::is_kanji_numeral(c)
            || matches!(c, '-' | '－' | '―' | '‐' | '−' | '.' | '．' | '・' | 'I' | 'V' | 'X')
    });
    if counted.len() == rest.len() {
        return Start::Plain;
    }
    let mut unit = counted.trim_start_matches(class::is_space).chars();
    let named = unit.next();
    let after = unit.as_str();
    match named {
        Some('図' | '表') if !sentence_goes_on(after) => Start::Label,
        Some('部' | '編' | '章' | '節' | '項' | '款' | '目') if !sentence_goes_on(after) => {
            counter(Counter::Named, 0, body.len() - after.len() + spaces(after))
        }
        Some('条') => match article(after) {
            Some(text) => counter(Counter::Bare, 0, body.len() - text.len()),
            None => Start::Plain,
        },
        _ => Start::Plain,
    }
}

/// `第１　題`, `第二 題`: the highest level of official documents, with the space behind it;
/// its length with that space. Behind ASCII digits extractors leave narrow spaces, too
/// (`第1 段階`).
pub(crate) fn unnamed_part(body: &str) -> Option<usize> {
    /// Letters of the longest title that begins with hiragana.
    const KANA: usize = 6;
    let inner = body.strip_prefix('第')?;
    let ascii = inner.trim_start_matches(|c: char| c.is_ascii_digit());
    let wide = inner.trim_start_matches(|c: char| class::is_digit(c) && !c.is_ascii());
    let kanji = inner.trim_start_matches(class::is_kanji_numeral);
    let (rest, space) = [(ascii, false), (wide, true), (kanji, true)].into_iter().find(|(rest, _)| rest.len() < inner.len())?;
    let title = rest.trim_start_matches(class::is_space);
    let set_apart = rest.starts_with('\u{3000}') || space && title.len() < rest.len();
    let short = inner.len() - rest.len() <= 2 * '一'.len_utf8();
    let mut letters = title.chars();
    let (first, second) = (letters.next()?, letters.next()?);
    let counted =
        class::is_counter(first) || matches!(first, '図' | '表' | '編' | '款' | '目' | '期' | '四' | '類' | '者' | '篇' | '版' | '巻');
    // `はじめに`; `第一 には、…` is part of a sentence
    let particle = class::is_hiragana(first) && (!class::is_hiragana(second) || title.chars().nth(KANA).is_some());
    let begins = class::is_japanese(first) || class::is_latin(first);
    let sentence = || title.contains('、') || title.ends_with(class::is_sentence_end);
    (set_apart && short && begins && !counted && !particle && !sentence()).then_some(body.len() - title.len())
}

/// The text of an article behind its `第二十条`: `　事業者は、…`, `の二　…`.
fn article(after: &str) -> Option<&str> {
    let branch = after.strip_prefix('の').map(|rest| rest.trim_start_matches(|c| class::is_kanji_numeral(c) || class::is_digit(c)));
    let rest = branch.unwrap_or(after);
    // 第二十条 及び第三条 is no beginning
    let begins = |text: &&str| {
        let goes_on = matches!(end::lead(text), Lead::Leans | Lead::Continues) || text.starts_with(['及', '又', '若', '並']);
        super::is_word(text) && !goes_on
    };
    rest.strip_prefix('\u{3000}').or_else(|| rest.strip_prefix(' ').filter(begins))
}

/// Whether what stands behind a number or label makes it part of a sentence
/// (`第2節では`, `図1に示す`, `資料30（…）、`), and not the head of a title.
fn sentence_goes_on(after: &str) -> bool {
    after.starts_with(|c: char| {
        class::is_hiragana(c) || matches!(c, '、' | '。' | '，' | '・' | '～' | '〜' | '」' | '）' | ')' | '(' | '（' | '及' | '第')
    })
}

/// Whether one of [`LABELS`] or [`APPARATUS`] may begin with this character.
fn labels_begin(c: char) -> bool {
    matches!(
        c,
        '図' | '表'
            | '別'
            | '資'
            | '参'
            | 'コ'
            | '付'
            | '写'
            | '事'
            | '出'
            | '備'
            | '注'
            | '動'
            | '脚'
            | '提'
            | '撮'
            | 'U'
            | 'S'
            | 'N'
            | 'P'
            | 'I'
    )
}

/// One of [`LABELS`] with a number, or one of [`APPARATUS`].
pub(super) fn labelled(body: &str) -> Option<Start> {
    if !body.starts_with(labels_begin) {
        return None;
    }
    let untold = body.strip_prefix("写真\u{3000}").is_some_and(super::is_word);
    if untold || names_provision(body) {
        return Some(Start::Label);
    }
    let label = LABELS.iter().find(|l| body.starts_with(**l));
    if let Some(label) = label {
        let rest = body[label.len()..].trim_start_matches(class::is_space);
        let counted = rest.trim_start_matches(|c: char| {
            class::is_digit(c) || class::is_roman_numeral(c) || matches!(c, '-' | '－' | '‐' | '−' | '―' | '.' | '．')
        });
        // 事例1）…
        if *label == "事例"
            && let (value, 1..) = number(rest)
            && let Some(item) = counted.strip_prefix(['）', ')'])
        {
            return Some(counter(Counter::HalfBracketed, value, body.len() - item.len()));
        }
        if counted.len() < rest.len() && counted.starts_with(['（', '(']) {
            return Some(Start::Reference);
        }
        if counted.len() < rest.len() && !counted.starts_with(['年', '月', '日', '件', '%', '％']) && !sentence_goes_on(counted) {
            return Some(Start::Label);
        }
    }
    let word = APPARATUS.iter().find(|w| body.starts_with(**w))?;
    // …（町の森　写真⏎提供：町立図書館）
    if matches!(*word, "提供" | "撮影") && body.ends_with(['）', ')']) && !body.contains(['（', '(']) {
        return None;
    }
    let rest = body[word.len()..].trim_start_matches(|c: char| class::is_digit(c));
    if *word == "参照" && (rest.is_empty() || rest.starts_with(class::is_space)) || rest.starts_with([':', '：']) {
        return Some(if matches!(*word, "注" | "脚注") { Start::NoteMark(number(&body[word.len()..]).0) } else { Start::Apparatus });
    }
    if *word == "注"
        && let (value, 1..) = number(&body[word.len()..])
        && rest.starts_with(class::is_space)
    {
        return Some(Start::NoteMark(value));
    }
    None
}

/// Whether a line is the head of a schedule to a law, with the provision that it
/// belongs to: `別表第一（第三条関係）`.
fn names_provision(body: &str) -> bool {
    let numbered = body.strip_prefix('別').and_then(|rest| rest.strip_prefix(['表', '記', '図', '紙']));
    let Some((number, provision)) = numbered.and_then(|rest| rest.split_once(['（', '('])) else { return false };
    let counts = |c: char| class::is_digit(c) || class::is_kanji_numeral(c) || class::is_space(c) || matches!(c, '第' | 'の');
    number.chars().all(counts) && provision.starts_with('第') && provision.trim_end_matches(class::is_closing).ends_with("関係")
}

/// The same in English.
pub(super) fn english(body: &str) -> Option<Start> {
    if let Some((word, label, behind)) = counted_word(body, &ENGLISH_UNITS) {
        // Section 2 of the Act … is a sentence
        let title = !behind.starts_with(|c: char| c.is_ascii_lowercase() || c == ',');
        return title.then(|| counter(Counter::Named, number(label).0, word.len() + 1 + label.len()));
    }
    if let Some((_, _, behind)) = counted_word(body, &LATIN_LABELS) {
        return (!behind.starts_with(|c: char| c.is_ascii_lowercase() || matches!(c, ',' | ';'))).then_some(Start::Label);
    }
    APPARATUS.iter().any(|w| body.strip_prefix(*w).is_some_and(|rest| rest.starts_with([':', '：']))).then_some(Start::Apparatus)
}

/// One of `words`, a space, a number (`2`, `2.1`, `IV`, `B`): the word, the
/// number, and what follows without its spaces.
fn counted_word<'a>(body: &'a str, words: &[&'a str]) -> Option<(&'a str, &'a str, &'a str)> {
    let word = words.iter().find(|w| body.starts_with(**w))?;
    let rest = body[word.len()..].strip_prefix(' ')?;
    let label = rest.split([' ', ':', ',', '—']).next().unwrap_or(rest);
    // (see Figure 3).
    if label.contains([')', ';']) && !label.contains('(') {
        return None;
    }
    let roman = !label.is_empty() && label.bytes().all(|b| matches!(b, b'I' | b'V' | b'X' | b'L' | b'.'));
    let letter = label.trim_end_matches('.').len() == 1 && label.starts_with(|c: char| c.is_ascii_uppercase());
    let counts = label.starts_with(|c: char| c.is_ascii_digit()) || roman || letter;
    counts.then(|| (*word, label, rest[label.len()..].trim_start()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_labels_are_looked_for() {
        for word in LABELS.iter().chain(&APPARATUS) {
            assert!(word.starts_with(labels_begin), "{word}");
        }
    }

    #[test]
    fn parts_without_a_unit() {
        for (body, length) in [("第１　町の計画", 9), ("第４ その他", 7), ("第二 町の計画", 7), ("第1　町の計画", 7)]
        {
            assert_eq!(ordinal(body), Start::Counter(Counter::Named, 0, length), "{body}");
        }
        for body in [
            "第1 段階として",
            "第１ ステージでは、町の人々が",
            "第一 には森を守ること",
            "第１　四半期の実績",
            "第二 に、町の計画",
            "第２ 回の会議",
            "第２の町",
        ] {
            assert_eq!(ordinal(body), Start::Plain, "{body}");
        }
    }
}
