//! How a document ends, and whether the work can go on behind it.

use crate::doc::{Document, Kind};
use crate::layout::{End, end};
use crate::text::class;

/// How many notes at the end of a text show that they are those of all of it.
const NOTES: usize = 3;

/// What the last part of a work is called; the text goes on in no other.
const LAST: [&str; 25] = [
    "おわりに",
    "終わりに",
    "終りに",
    "むすび",
    "結び",
    "むすびに",
    "結語",
    "参考文献",
    "引用文献",
    "参考資料一覧",
    "資料編",
    "巻末資料",
    "付録",
    "附録",
    "用語集",
    "用語解説",
    "あとがき",
    "索引",
    "奥付",
    "References",
    "Bibliography",
    "Works cited",
    "Concluding remarks",
    "Index",
    "Acknowledgements",
];

/// Whether a document ends as one does, and not in the middle of a sentence.
pub(super) fn is_whole(document: &Document) -> bool {
    let last = document.outline.blocks.iter().rev().find(|b| b.kind != Kind::Note);
    last.is_none_or(|b| b.kind != Kind::Paragraph || end::of(document.slice(b.body)) == End::Sentence)
}

/// Whether a text is a work from its first chapter on, as it was written: such a
/// file ends where a chapter ends. Nothing is known of where an extraction was
/// cut.
pub(super) fn is_draft(document: &Document) -> bool {
    let mut highest = document.headings.iter().filter(|h| h.parent.is_none()).filter_map(|h| h.own.first());
    !document.torn && highest.next().is_some_and(|first| first.value == 1) && highest.next().is_some()
}

/// Whether the text ends with what stands behind the last section: its notes,
/// a bibliography, `以上`.
pub(super) fn is_concluded(document: &Document) -> bool {
    is_finished(document) || has_endnotes(document)
}

/// Whether its last heading or line is that of the end of a work. Notes may
/// stand at the end of a chapter as well.
pub(super) fn is_finished(document: &Document) -> bool {
    is_signed_off(document) || is_closing(document)
}

/// `以上`, `（了）` on a line of its own.
fn is_signed_off(document: &Document) -> bool {
    let last = document.outline.blocks.iter().rev().find(|b| b.kind != Kind::Note);
    let plain = |text: &str| text.chars().filter(|c| !class::is_space(*c) && !"（）()".contains(*c)).collect::<String>();
    last.is_some_and(|b| b.body.len() < 24 && matches!(plain(document.slice(b.body)).as_str(), "以上" | "了" | "完" | "おわり" | "終"))
}

/// The last heading is that of a last part.
fn is_closing(document: &Document) -> bool {
    let last = document.headings.iter().rev().find(|h| h.parent.is_none() || h.number.is_none());
    last.is_some_and(|h| {
        let title = document.slice(h.title).trim();
        LAST.iter().any(|name| title == *name || title.eq_ignore_ascii_case(name))
    })
}

/// All notes of the text stand together at its end, and they are called in
/// several of its parts.
fn has_endnotes(document: &Document) -> bool {
    let notes = &document.notes.notes;
    let (Some(first), Some(last)) = (notes.first(), notes.last()) else { return false };
    let blocks = &document.outline.blocks;
    if notes.len() < NOTES || last.block + 1 < blocks.len() || last.block - first.block + 1 > notes.len() * 2 {
        return false;
    }
    let part = |at: u32| document.headings.partition_point(|h| h.title.start <= at);
    let marks = document.notes.marks.iter().map(|m| part(m.span.start));
    marks.clone().min().zip(marks.max()).is_some_and(|(least, most)| least < most)
}
