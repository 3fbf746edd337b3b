//! How messages call a reference: as it is written, but whole. Of a list
//! (`図1、8`, `Figures 3 and 4`) each member needs the word that only one has,
//! and the steps that it goes on with (`図1-1-1～6`).

use super::{Reference, Target, context};
use crate::doc::Document;
use crate::doc::number::{Step, Unit, rewritten};
use crate::text::class;

/// English plurals, and what one of them is called.
const PLURALS: [(&str, &str); 3] = [("ppendices", "ppendix"), ("nnexes", "nnex"), ("oxes", "ox")];

/// What the reference of that index is called.
#[must_use]
pub fn name(document: &Document, index: usize) -> String {
    let list = &document.references;
    let Some(own) = list.get(index) else { return String::new() };
    let text = document.slice(own.span);
    if !matches!(own.target, Target::Label(_) | Target::Heading(_) | Target::Note(_)) {
        return text.to_owned();
    }
    let word = |reference: &&Reference| !head(document.slice(reference.span)).is_empty();
    let before = || members(document, list.get(..=index).unwrap_or(&[]).iter().rev()).find(word);
    let first = if head(text).is_empty() { before() } else { None };
    if let (Target::Label(own), Some(Target::Label(label))) = (&own.target, first.map(|first| &first.target))
        && let (Some(to), Some(from), false) = (own.number.last(), label.number.last(), text.contains(context::joins_steps))
        && let Some(first) = first.filter(|_| own.number.len() > 1 && own.number.len() == label.number.len())
    {
        return singular(&rewritten(document.slice(first.span), *from, *to));
    }
    let front = first.map_or("", |first| head(document.slice(first.span)));
    // 章 stands behind the number, an English word never
    let first = if front.is_empty() { head(text) } else { front };
    let open = matches!(own.target, Target::Heading(_)) && tail(text).is_empty() && (first.is_empty() || !first.is_ascii());
    let unit = |reference: &Reference| tail(document.slice(reference.span)).to_owned();
    let behind = || members(document, list.get(index..).unwrap_or(&[]).iter()).map(unit).find(|tail| !tail.is_empty());
    let back = if open { behind().unwrap_or_default() } else { String::new() };
    singular(&format!("{front}{text}{back}"))
}

/// The first of some references, and those that are of one list with it:
/// nothing but commas and the like stands between them.
fn members<'a>(document: &'a Document, list: impl Iterator<Item = &'a Reference>) -> impl Iterator<Item = &'a Reference> {
    let mut last: Option<&Reference> = None;
    list.take_while(move |next| {
        let same = last.is_none_or(|last| {
            let (a, b) = if last.span <= next.span { (last, *next) } else { (*next, last) };
            let end = [a.title, a.page.map(|page| page.0)].into_iter().flatten().map(|s| s.end).max().unwrap_or(0).max(a.span.end);
            let gap = document.text.as_str().get(end as usize..b.span.start as usize).unwrap_or("");
            let gap = if end > a.span.end { gap.trim_start_matches(class::is_closing) } else { gap };
            context::connection(gap).is_some_and(|(len, _)| len == gap.len()) && is_like(document, a, b)
        });
        last = Some(next);
        same
    })
}

/// Whether one of two references can lend the other its words: 第 and 章 say
/// nothing of a 1.2.
fn is_like(document: &Document, a: &Reference, b: &Reference) -> bool {
    let decimal = |steps: &[Step]| steps.len() > 1 && steps.iter().all(|s| s.unit == Unit::Unnamed);
    let both = match (&a.target, &b.target) {
        (Target::Heading(a), Target::Heading(b)) => decimal(a) == decimal(b),
        _ => true,
    };
    std::mem::discriminant(&a.target) == std::mem::discriminant(&b.target) && (both || document.slice(a.span).is_ascii())
}

fn is_number(c: char) -> bool {
    matches!(c, '0'..='9' | '０'..='９' | '\u{2160}'..='\u{217F}')
}

/// What stands in front of the number.
fn head(text: &str) -> &str {
    let word = || text.rfind(' ').and_then(|gap| text.get(..=gap));
    text.split(is_number).next().filter(|head| head.len() < text.len()).or_else(word).unwrap_or("")
}

/// What stands behind it.
fn tail(text: &str) -> &str {
    text.rsplit(is_number).next().filter(|tail| tail.len() < text.len()).unwrap_or("")
}

fn singular(text: &str) -> String {
    let Some((word, rest)) = text.split_once(' ') else { return text.to_owned() };
    for (plural, one) in PLURALS {
        if let Some(letter) = word.strip_suffix(plural) {
            return format!("{letter}{one} {rest}");
        }
    }
    match word.strip_suffix("s.").map(|word| (word, ".")).or_else(|| word.strip_suffix('s').map(|word| (word, ""))) {
        Some((word, stop)) if word.len() > 2 && word.is_ascii() => format!("{word}{stop} {rest}"),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_of_lists_are_whole() {
        for (text, want) in [
            ("詳しくは第2～5章を参照。", "第2章 第5章"),
            ("詳しくは第2、7及び8節を参照。", "第2節 第7節 第8節"),
            ("詳しくは図1、8、注3、9を参照。", "図1 図8 注3 注9"),
            ("詳しくは図表2、資料1及び8を参照。", "図表2 資料1 資料8"),
            ("詳しくは第2章第3節、第1部を参照。", "第2章第3節 第1部"),
            ("See Figures 3 and 4, Sections 1.2 and 1.9.", "Figure 3 Figure 4 Section 1.2 Section 1.9"),
            ("図表1-1-1～6を参照。", "図表1-1-1 図表1-1-6"),
            ("図表Ⅲ-1-1、2及びⅢ-1-4を参照。", "図表Ⅲ-1-1 図表Ⅲ-1-2"),
            ("See Figures 2-1 and 2-3, Tables 1.1 and 1.4.", "Figure 2-1 Figure 2-3 Table 1.1 Table 1.4"),
            ("第1章（2.9節を参照）、4節", "第1章 2.9節"),
            ("第1章（海の利用）、第2～3章", "第1章 第2章 第3章"),
            ("See Appendices A and B, Boxes 1 and 2.", "Appendix A Appendix B Box 1 Box 2"),
        ] {
            let document = Document::of(crate::text::Text::from(text), crate::doc::pages::Pages::default());
            let names: Vec<String> = (0..document.references.len()).map(|i| name(&document, i)).collect();
            assert_eq!(names.join(" "), want, "{text}");
        }
    }
}
