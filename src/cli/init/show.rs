//! What `hakusho init` says on the screen.

use std::fmt::Write as _;
use std::path::Path;

use unicode_width::UnicodeWidthStr as _;

use super::look::Seen;
use crate::lint::Language;
use crate::report::visible;

/// Files of a book that are named.
const NAMED: usize = 6;

/// What was found in the folder.
pub(super) fn seen(seen: &Seen, folder: &Path, language: Language) -> String {
    let ja = language == Language::Ja;
    let say = |en: &'static str, japanese: &'static str| if ja { japanese } else { en };
    let name = visible::line(&folder.display().to_string()).into_owned();
    if seen.files == 0 {
        return match ja {
            true => format!("{name}：原稿（*.txt、*.md）が見つかりません\n"),
            false => format!("{name}: no drafts (*.txt, *.md) are here yet\n"),
        };
    }
    let mut out = match ja {
        true => format!("{name}：原稿{}個（{}）\n", seen.files, size(seen.bytes)),
        false => format!("{name}: {} draft{} ({})\n", seen.files, if seen.files == 1 { "" } else { "s" }, size(seen.bytes)),
    };
    let mut row = |title: &str, text: &str| {
        let gap = 13usize.saturating_sub(title.width());
        let _ = writeln!(out, "  {title}{}{}", " ".repeat(gap), visible::line(text));
    };
    row(say("encoding", "文字コード"), &encodings(seen));
    row(say("language", "言語"), &shares(seen.japanese, seen.files, say("Japanese", "日本語"), say("English", "英語")));
    row(say("form", "形式"), &shares(seen.markdown, seen.files, "Markdown", say("plain text", "プレーンテキスト")));
    let none = say("none found", "見つかりません");
    row(say("headings", "見出し番号"), &counted(&seen.headings, none, 8));
    row(say("captions", "図表番号"), &counted(&seen.captions, none, 6));
    row(say("notes", "注"), &notes(seen, ja));
    for book in &seen.books {
        let title = book.name.clone().unwrap_or_else(|| say("book", "本の順序").to_owned());
        let mut order = book.order.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ");
        if book.order.len() > NAMED {
            let _ = write!(order, ", … ({})", book.order.len());
        }
        row(&title, &order);
    }
    if !seen.dictionaries.is_empty() {
        row(say("dictionaries", "用語辞書"), &seen.dictionaries.join(", "));
    }
    if let Some(pages) = &seen.pages {
        row(say("house terms", "用語ページ"), pages);
    }
    if seen.torn > 0 {
        let text = match ja {
            true => format!("{}個の原稿は、抽出したままで行が切れています。`hakusho clean --write`で直せます", seen.torn),
            false if seen.torn == 1 => "1 of the drafts is a raw extraction with broken lines; `hakusho clean --write` mends it".to_owned(),
            false => format!("{} of the drafts are raw extractions with broken lines; `hakusho clean --write` mends them", seen.torn),
        };
        row(say("raw", "未整形"), &text);
    }
    out
}

/// What was written, and what comes next.
pub(super) fn written(target: &Path, above: Option<&Path>, folder: &Path, language: Language) -> String {
    let ja = language == Language::Ja;
    let name = target.display().to_string();
    let here = if folder == Path::new(".") { String::new() } else { format!(" {}", folder.display()) };
    let mut out = match ja {
        true => format!("{name}を書きました。`hakusho check{here}`で使われます\n"),
        false => format!("wrote {name}; `hakusho check{here}` uses it\n"),
    };
    if let Some(above) = above {
        let above = above.display();
        out += &match ja {
            true => format!("注意：上位の{above}は、このフォルダーでは使われなくなります\n"),
            false => format!("note: {above} no longer holds in this folder\n"),
        };
    }
    visible::text(&out).into_owned()
}

/// `Shift_JIS 10, UTF-8 2`, or only the name when there is one.
pub(super) fn encodings(seen: &Seen) -> String {
    match seen.encodings.as_slice() {
        [(one, _)] => one.name().to_owned(),
        all => all.iter().map(|(charset, n)| format!("{charset} {n}")).collect::<Vec<_>>().join(", "),
    }
}

/// Examples with how often their kind is used, the first `most` of them.
pub(super) fn counted(rows: &[(String, usize)], none: &str, most: usize) -> String {
    if rows.is_empty() {
        return none.to_owned();
    }
    let mut all: Vec<String> = rows.iter().take(most).map(|(example, n)| format!("{example} ({n})")).collect();
    if rows.len() > most {
        all.push("…".to_owned());
    }
    all.join(", ")
}

/// How notes are called, and where their numbers start again.
pub(super) fn notes(seen: &Seen, ja: bool) -> String {
    let marks: usize = seen.marks.iter().map(|(_, n)| n).sum();
    if seen.notes + marks == 0 {
        return if ja { "見つかりません" } else { "none found" }.to_owned();
    }
    let counted = counted(&seen.marks, if ja { "なし" } else { "none" }, 4);
    let restart = match (seen.restart, ja) {
        (None, _) => "",
        (Some("chapter"), true) => "。番号は章ごと",
        (Some("section"), true) => "。番号は節ごと",
        (Some(_), true) => "。番号はページごと",
        (Some("chapter"), false) => "; numbers start again with each chapter",
        (Some("section"), false) => "; numbers start again with each section",
        (Some(_), false) => "; numbers start again on each page",
    };
    match ja {
        true => format!("{}個。本文の注番号：{counted}{restart}", seen.notes),
        false => format!("{}; marks in the text: {counted}{restart}", seen.notes),
    }
}

fn shares(first: usize, all: usize, one: &str, other: &str) -> String {
    match first {
        0 => other.to_owned(),
        n if n == all => one.to_owned(),
        n => format!("{one} {n}, {other} {}", all - n),
    }
}

fn size(bytes: u64) -> String {
    match bytes {
        1 => "1 byte".to_owned(),
        0..1000 => format!("{bytes} bytes"),
        1000..1_000_000 => format!("{} kB", bytes.div_ceil(1000)),
        _ => format!("{:.1} MB", bytes as f64 / 1e6),
    }
}
