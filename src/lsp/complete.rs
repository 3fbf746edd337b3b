//! Numbers of references while they are typed: `資料`, `図表1`, `V部` offer
//! what exists.

use gen_lsp_types::{Position, Range};
use serde_json::{Value, json};

use super::place::Encoding;
use super::view::View;
use crate::book::{Kind, Target};
use crate::text::{LineIndex, class};

/// The kind of item that clients show as a reference.
const REFERENCE: u32 = 18;

/// More than anybody reads.
const MOST: usize = 500;

/// What can follow at a place of a text, which may be newer than the book.
pub(super) fn items(view: &View<'_>, text: &str, index: &LineIndex, at: Position, encoding: Encoding) -> Value {
    let end = encoding.offset(text, index, at);
    let start = index.span(at.line).map_or(0, |s| s.start.min(end));
    let typed = text.get(start as usize..end as usize).unwrap_or("");
    let mut list: Vec<Value> = Vec::new();
    for (name, target) in names(view) {
        let Some(length) = overlap(typed, &name) else { continue };
        let from = end - u32::try_from(length).unwrap_or(0);
        let range = Range { start: encoding.position(text, index, from), end: at };
        let title = view.book.title(target);
        let written = typed.get(typed.len() - length..).unwrap_or("");
        list.push(json!({
            "label": name,
            "kind": REFERENCE,
            "detail": title,
            "sortText": format!("{:06}", list.len()),
            // clients compare it with what stands in the range
            "filterText": format!("{written} {name}"),
            "textEdit": {"range": range, "newText": name},
        }));
        if list.len() >= MOST {
            break;
        }
    }
    json!({"isIncomplete": true, "items": list})
}

/// What references can name, in reading order.
fn names(view: &View<'_>) -> Vec<(String, Target)> {
    let mut list = Vec::new();
    for (document, d) in view.book.documents.iter().enumerate() {
        for i in 0..d.captions.len() {
            let target = Target { document, kind: Kind::Caption(i) };
            list.push((view.book.name(target), target));
        }
        for (i, h) in d.headings.iter().enumerate() {
            if h.number.is_some() {
                let target = Target { document, kind: Kind::Heading(i) };
                list.push((view.book.name(target), target));
            }
        }
    }
    let mut seen = rustc_hash::FxHashSet::default();
    list.retain(|(name, _)| !name.is_empty() && seen.insert(name.clone()));
    list
}

/// How many bytes at the end of what was typed are the beginning of a name: at
/// least its first word, the part before the number (`資料`), or its first
/// number with what it counts (`V部`).
fn overlap(typed: &str, name: &str) -> Option<usize> {
    let number = |c: char| {
        class::is_digit(c) || class::is_roman_numeral(c) || class::is_kanji_numeral(c) || matches!(c, 'I' | 'V' | 'X' | '.' | '-')
    };
    let least = match name.find(|c: char| number(c)) {
        Some(0) => {
            let digits = name.find(|c: char| !number(c)).unwrap_or(name.len());
            // 1.2.3 has nothing else; one digit is not enough to go by
            digits + name.get(digits..)?.chars().next()?.len_utf8()
        }
        // 第2章: the unit behind the number, or at least the number
        Some(at) if name.starts_with('第') => at,
        Some(at) => name.get(..at)?.trim_end().len(),
        None => name.len(),
    };
    let mut lengths: Vec<usize> = name.char_indices().map(|(i, _)| i).chain([name.len()]).filter(|&n| n >= least && n > 0).collect();
    lengths.reverse();
    lengths.into_iter().find(|&n| name.get(..n).is_some_and(|head| typed.ends_with(head)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_begins_a_name() {
        for (typed, name, want) in [
            ("詳しくは資料", "資料19", Some("資料")),
            ("詳しくは資料1", "資料19", Some("資料1")),
            ("詳しくは資", "資料19", None),
            ("V部", "V部1章3節", Some("V部")),
            ("V部1章", "V部1章3節", Some("V部1章")),
            ("1", "1章3節", None),
            ("1章", "1章3節", Some("1章")),
            ("see Figure ", "Figure 3", Some("Figure ")),
            ("see Figure", "Figure 3", Some("Figure")),
            ("第", "第1-2図", Some("第")),
            ("", "資料1", None),
        ] {
            let got = overlap(typed, name).map(|n| &typed[typed.len() - n..]);
            assert_eq!(got, want, "{typed} {name}");
        }
    }
}
