//! The number that a line begins with.

use super::{Digits, Form, Step, Unit, digits, enclosed, kana, unit};
use crate::layout::Counter;
use crate::text::class;

/// A number at the beginning of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leading {
    /// Bytes of the number with its name and brackets.
    pub len: usize,
    /// Where what follows begins, behind spaces and stops, in bytes.
    pub title: usize,
    /// How it is written.
    pub form: Form,
    /// Its steps, outermost first.
    pub steps: Vec<Step>,
}

/// The number that a line's body begins with.
#[must_use]
pub fn leading(body: &str) -> Option<Leading> {
    let first = body.chars().next()?;
    match first {
        '第' => named(body),
        '0'..='9' | '０'..='９' | '\u{2160}'..='\u{216B}' => counted(body),
        '(' | '（' | '〔' | '【' => bracketed(body, first),
        'A'..='Z' => english(body).or_else(|| counted(body)),
        'a'..='z' | 'ア'..='ン' => counted(body),
        _ if class::is_enclosed(first) => {
            let value = enclosed(first)?;
            let form = Form { brackets: 0, ..plain(Counter::Enclosed, Digits::Enclosed) };
            Some(finish(body, first.len_utf8(), form, vec![unnamed(value)]))
        }
        _ if class::is_kanji_numeral(first) => counted(body),
        _ => None,
    }
}

fn unnamed(value: u32) -> Step {
    Step { unit: Unit::Unnamed, value }
}

fn plain(counter: Counter, digits: Digits) -> Form {
    Form { counter, unit: Unit::Unnamed, depth: 1, brackets: 0, digits, wide: false }
}

/// A number of `len` bytes and what follows it.
fn finish(body: &str, len: usize, form: Form, steps: Vec<Step>) -> Leading {
    let rest = body.get(len..).unwrap_or("");
    let aside = |c: char| class::is_space(c) || matches!(c, ':' | '：' | '／');
    Leading { len, title: body.len() - rest.trim_start_matches(aside).len(), form, steps }
}

fn skip(text: &str) -> &str {
    text.trim_start_matches(class::is_space)
}

/// `第2章　題`, `第１部第２章`; not `第2章では、…`.
fn named(body: &str) -> Option<Leading> {
    let mut steps: Vec<Step> = Vec::new();
    let mut rest = body;
    let mut form = plain(Counter::Named, Digits::Decimal);
    while let Some(inner) = rest.strip_prefix('第') {
        let inner = skip(inner);
        let Some((value, len, digits)) = digits(inner) else { break };
        let behind = skip(inner.get(len..)?);
        let Some((unit, len)) = unit(behind) else { break };
        // deeper with each step
        if steps.last().is_some_and(|s| s.unit >= unit) {
            break;
        }
        steps.push(Step { unit, value });
        (form.unit, form.digits) = (unit, digits);
        rest = behind.get(len..)?;
        let next = skip(rest);
        if next.starts_with('第') {
            rest = next;
        }
    }
    if steps.is_empty() {
        return unnamed_part(body);
    }
    let rest = rest.trim_start_matches(class::is_space);
    let len = body.len() - rest.len();
    let whole = body.get(..len)?.trim_end_matches(class::is_space);
    let spaced = whole.len() < len;
    form.depth = u8::try_from(steps.len()).unwrap_or(u8::MAX);
    (!steps.is_empty() && (spaced || !goes_on(rest))).then(|| finish(body, whole.len(), form, steps))
}

/// `第１　題`: the highest level where there are no chapters (cf. 公用文作成の考え方,
/// 2022: 第1, 1, (1)). `第1回` and `第2　四半期` are something else.
fn unnamed_part(body: &str) -> Option<Leading> {
    let inner = body.strip_prefix('第')?;
    let (value, len, digits) = digits(inner).filter(|d| (1..30).contains(&d.0))?;
    let rest = inner.get(len..)?;
    let title = skip(rest);
    let other = title.starts_with(['回', '条', '次', '期', '号', '位', '四', '類', '種', '表', '図']) || title.is_empty() || goes_on(title);
    let form = plain(Counter::Named, digits);
    (title.len() < rest.len() && !other).then(|| finish(body, '第'.len_utf8() + len, form, vec![unnamed(value)]))
}

/// Whether what stands right behind a number makes it part of a sentence.
pub(in crate::doc) fn goes_on(after: &str) -> bool {
    let words = ["以下", "以上", "参照", "並び", "又は", "及び", "及", "等", "関係", "関連", "中の", "掲載"];
    after.starts_with(|c: char| {
        class::is_hiragana(c)
            || class::is_line_start_forbidden(c) && !matches!(c, '：' | ':' | '.' | '．')
            || matches!(c, '・' | '～' | '〜' | '(' | '（' | '第')
    }) || words.iter().any(|w| after.starts_with(w))
}

/// `1 `, `1.`, `1.2.3 `, `1)`, `Ⅲ-2`, `B.2`, `ア　`, `a.`, `一、`.
fn counted(body: &str) -> Option<Leading> {
    let mut chars = body.chars();
    let first = chars.next()?;
    let one = first.len_utf8();
    let behind = |len: usize| body.get(len..).and_then(|rest| rest.chars().next());
    let (value, len, kind) = match digits(body) {
        // C. and D. are letters, and so are I to N in a row of them
        Some((_, _, Digits::Roman)) if first == 'L' => (12, one, Digits::Capital),
        Some(found) => found,
        None => match first {
            'a'..='z' => (first as u32 - 'a' as u32 + 1, one, Digits::Small),
            'A'..='Z' => (first as u32 - 'A' as u32 + 1, one, Digits::Capital),
            _ => (kana(first)?, one, Digits::Kana),
        },
    };
    if value > 999 || value == 0 && kind != Digits::Decimal {
        return None;
    }
    let next = behind(len);
    if matches!(kind, Digits::Decimal | Digits::Roman | Digits::Capital)
        && let Some(mark @ ('.' | '．' | '-' | '－' | '–' | '‐' | '−')) = next
        && behind(len + mark.len_utf8()).is_some_and(class::is_digit)
    {
        return decimal(body, kind, value, len, mark);
    }
    let counter = match kind {
        Digits::Kana => Counter::Kana,
        Digits::Small | Digits::Capital => Counter::Letter,
        Digits::Roman => Counter::Roman,
        Digits::Kanji => Counter::Kanji,
        _ => Counter::Bare,
    };
    let steps = vec![unnamed(value)];
    let form = plain(counter, kind);
    match next? {
        c @ ('.' | '．' | '、') if value < 100 && (c != '、' || !matches!(kind, Digits::Small | Digits::Capital)) => {
            let after = behind(len + c.len_utf8());
            let free = after.is_some_and(|a| class::is_space(a) || c != '.' && !class::is_digit(a) || class::is_japanese(a));
            let counter = if counter == Counter::Bare { Counter::Dotted } else { counter };
            free.then(|| {
                let mut found = finish(body, len, Form { counter, ..form }, steps);
                let rest = skip(body.get(len + c.len_utf8()..).unwrap_or(""));
                found.title = body.len() - rest.len();
                found
            })
        }
        c @ (')' | '）') if value < 100 && len <= 6 => {
            let counter = if counter == Counter::Bare { Counter::HalfBracketed } else { counter };
            Some(finish(body, len + c.len_utf8(), Form { counter, brackets: 1, ..form }, steps))
        }
        c if class::is_space(c) && value < 100 => {
            let letter = matches!(kind, Digits::Small | Digits::Capital) || kind == Digits::Roman && first.is_ascii();
            let wide = c == '\u{3000}';
            // 3 つの柱
            if skip(body.get(len..).unwrap_or("")).starts_with(['つ', 'か', 'ヶ', 'カ']) && kind == Digits::Decimal && !wide {
                return None;
            }
            (!letter && (wide || counter != Counter::Kanji)).then(|| finish(body, len, Form { wide, ..form }, steps))
        }
        _ => None,
    }
}

/// `1.2.3`, `Ⅲ-2-1`, `B.2`; the first step has been read.
fn decimal(body: &str, kind: Digits, value: u32, len: usize, mark: char) -> Option<Leading> {
    let first = Step { unit: if kind == Digits::Capital { Unit::Appendix } else { Unit::Unnamed }, value };
    let mut steps = vec![first];
    let mut at = len;
    while let Some(rest) = body.get(at..).and_then(|rest| rest.strip_prefix(mark)) {
        let (value, len) = crate::layout::start::number(rest);
        if len == 0 || value > 999 || steps.len() > 8 {
            break;
        }
        steps.push(unnamed(value));
        at += mark.len_utf8() + len;
    }
    let tail = body.get(at..)?;
    let stop = tail.strip_prefix(['.', '．']).unwrap_or(tail);
    let free = stop.is_empty()
        || stop.starts_with(|c: char| class::is_space(c) || matches!(c, '：'))
        || stop.len() < tail.len()
        || steps.len() > 2;
    // 1.5倍 and 3-4月 are quantities; A-1 is a name
    if !free || kind == Digits::Capital && !matches!(mark, '.' | '．') || stop.starts_with(['-', '－', '/', '／', ',']) {
        return None;
    }
    let form = Form { depth: u8::try_from(steps.len()).unwrap_or(u8::MAX), ..plain(Counter::Decimal, kind) };
    let mut found = finish(body, at, form, steps);
    found.title = body.len() - skip(stop).trim_start_matches('：').len();
    Some(found)
}

/// `(1)`, `（ア）`, `(a)`, `（一）`, `(ⅰ)`
fn bracketed(body: &str, open: char) -> Option<Leading> {
    let inner = body.get(open.len_utf8()..)?;
    let (at, close) = inner.char_indices().take(5).find(|(_, c)| class::is_closing(*c))?;
    let label = inner.get(..at)?.trim_matches(class::is_space);
    let first = label.chars().next()?;
    let alone = label.len() == first.len_utf8();
    let (value, kind) = match digits(label) {
        Some((value, len, Digits::Decimal)) if len == label.len() && value < 100 => (value, Digits::Decimal),
        Some((value, len, kind)) if len == label.len() && value > 0 && kind != Digits::Decimal && !(alone && first.is_ascii()) => {
            (value, kind)
        }
        _ if !alone || !matches!(open, '(' | '（') => return None,
        _ => match first {
            'a'..='z' => (first as u32 - 'a' as u32 + 1, Digits::Small),
            'ａ'..='ｚ' => (first as u32 - 'ａ' as u32 + 1, Digits::Small),
            'A'..='Z' => (first as u32 - 'A' as u32 + 1, Digits::Capital),
            'Ａ'..='Ｚ' => (first as u32 - 'Ａ' as u32 + 1, Digits::Capital),
            _ => (kana(first)?, Digits::Kana),
        },
    };
    let counter = match kind {
        Digits::Kana => Counter::Kana,
        Digits::Small | Digits::Capital => Counter::Letter,
        Digits::Roman => Counter::Roman,
        _ => Counter::Bracketed,
    };
    let len = open.len_utf8() + at + close.len_utf8();
    Some(finish(body, len, Form { brackets: 2, ..plain(counter, kind) }, vec![unnamed(value)]))
}

/// English names of units.
const ENGLISH: [(&str, Unit); 10] = [
    ("Part", Unit::Part),
    ("PART", Unit::Part),
    ("Chapter", Unit::Chapter),
    ("CHAPTER", Unit::Chapter),
    ("Section", Unit::Section),
    ("SECTION", Unit::Section),
    ("Appendix", Unit::Appendix),
    ("APPENDIX", Unit::Appendix),
    ("Annex", Unit::Appendix),
    ("ANNEX", Unit::Appendix),
];

/// `Chapter 2`, `Part II`, `Appendix B`, `Section 2.1: Ships`; not `Section 2
/// of the Act`.
fn english(body: &str) -> Option<Leading> {
    let (word, unit) = ENGLISH.iter().find(|(word, _)| body.strip_prefix(word).is_some_and(|rest| rest.starts_with(class::is_space)))?;
    let rest = skip(body.get(word.len()..)?);
    let first = rest.chars().next()?;
    let letter = |c: char| c.is_ascii_uppercase() && !rest.chars().nth(1).is_some_and(|c| c.is_ascii_alphanumeric());
    let (value, len, kind) = match digits(rest) {
        Some(found) if *unit != Unit::Appendix || found.2 == Digits::Decimal || found.1 > 1 => found,
        _ if *unit == Unit::Appendix && letter(first) => (first as u32 - 'A' as u32 + 1, 1, Digits::Capital),
        _ => return None,
    };
    let mut steps = vec![Step { unit: *unit, value }];
    let mut at = len;
    while let Some(rest) = rest.get(at..).and_then(|r| r.strip_prefix(['.', '-'])) {
        let (value, len) = crate::layout::start::number(rest);
        if len == 0 {
            break;
        }
        steps.push(unnamed(value));
        at += 1 + len;
    }
    let tail = rest.get(at..)?;
    let behind = skip(tail.strip_prefix(['.', ':', ',']).unwrap_or(tail).trim_start_matches(['—', '–', '-']));
    let goes_on = behind.starts_with(|c: char| c.is_ascii_lowercase() || matches!(c, ')' | ',' | ';'))
        || tail.starts_with(|c: char| c.is_ascii_alphanumeric() || c == ',');
    let form = Form { unit: *unit, depth: u8::try_from(steps.len()).unwrap_or(u8::MAX), ..plain(Counter::Named, kind) };
    let mut found = finish(body, body.len() - tail.len(), form, steps);
    found.title = body.len() - skip(behind.trim_start_matches(['—', '–'])).len();
    (!goes_on).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(body: &str, want: &str) {
        let got = leading(body).map_or("none".to_owned(), |l| {
            let steps: Vec<String> = l.steps.iter().map(|s| format!("{:?}{}", s.unit, s.value)).collect();
            format!("{:?} {} [{}]{}", l.form.counter, steps.join("."), &body[..l.len], &body[l.title..])
        });
        assert_eq!(got, want, "{body}");
    }

    #[test]
    fn leading_numbers() {
        check("第2章　海", "Named Chapter2 [第2章]海");
        check("第Ⅲ部　海", "Named Part3 [第Ⅲ部]海");
        check("第三章　海", "Named Chapter3 [第三章]海");
        check("第１部第２章　海", "Named Part1.Chapter2 [第１部第２章]海");
        check("第2章では海を", "none");
        check("第5条　海", "none");
        check("第１　海", "Named Unnamed1 [第１]海");
        check("第1 海の利用", "Named Unnamed1 [第1]海の利用");
        check("第2 四半期", "none");
        check("第2回", "none");
        check("1　海", "Bare Unnamed1 [1]海");
        check("１．海", "Dotted Unnamed1 [１]海");
        check("1. The sea", "Dotted Unnamed1 [1]The sea");
        check("1.2.3　海", "Decimal Unnamed1.Unnamed2.Unnamed3 [1.2.3]海");
        check("1.2. The sea", "Decimal Unnamed1.Unnamed2 [1.2]The sea");
        check("１-２　海", "Decimal Unnamed1.Unnamed2 [１-２]海");
        check("1.5倍", "none");
        check("2020年", "none");
        check("2020 年", "none");
        check("Ⅲ-2　海", "Decimal Unnamed3.Unnamed2 [Ⅲ-2]海");
        check("Ⅲ．海", "Roman Unnamed3 [Ⅲ]海");
        check("B.2 The sea", "Decimal Appendix2.Unnamed2 [B.2]The sea");
        check("(1) 海", "Bracketed Unnamed1 [(1)]海");
        check("（１）海", "Bracketed Unnamed1 [（１）]海");
        check("(2020) 海", "none");
        check("（ア）海", "Kana Unnamed1 [（ア）]海");
        check("ウ　海", "Kana Unnamed3 [ウ]海");
        check("アメリカ", "none");
        check("③ 海", "Enclosed Unnamed3 [③]海");
        check("a. sea", "Letter Unnamed1 [a]sea");
        check("二、海", "Kanji Unnamed2 [二]海");
        check("一方、海", "none");
        check("2) 海", "HalfBracketed Unnamed2 [2)]海");
        check("Chapter 2: The Sea", "Named Chapter2 [Chapter 2]The Sea");
        check("Part II The Sea", "Named Part2 [Part II]The Sea");
        check("Appendix B", "Named Appendix2 [Appendix B]");
        check("Section 2 of the Act", "none");
        check("A ship", "none");
    }
}
