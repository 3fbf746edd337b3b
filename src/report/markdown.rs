//! The cleaned text as Markdown: headings and lists get its marks, and a line
//! that Markdown would misread is escaped at its start. Nothing else changes.

use std::fmt::Write as _;

use crate::doc::{Block, Kind, Outline};
use crate::text::Text;

/// The whole text. Text that is Markdown already stays as it is.
#[must_use]
pub fn markdown(text: &Text, document: &Outline) -> String {
    if document.markdown {
        return text.as_str().to_owned();
    }
    let mut out = String::with_capacity(text.len() as usize + document.blocks.len() * 2);
    let mut last: Option<Kind> = None;
    for block in &document.blocks {
        let together = |kind: Kind| matches!(kind, Kind::ListItem | Kind::Quote) && last == Some(kind);
        if last.is_some() {
            out.push_str(if together(block.kind) { "\n" } else { "\n\n" });
        }
        write_block(&mut out, text, block);
        last = Some(block.kind);
    }
    if last.is_some() {
        out.push('\n');
    }
    out
}

fn write_block(out: &mut String, text: &Text, block: &Block) {
    let (whole, body) = (text.slice(block.span), text.slice(block.body));
    match block.kind {
        Kind::Code | Kind::Table | Kind::Quote => out.push_str(whole),
        Kind::Heading => {
            let level = usize::from(block.level.unwrap_or(1)).clamp(1, 6);
            let _ = write!(out, "{} {body}", "#".repeat(level));
        }
        Kind::ListItem if starts_as_item(whole) => out.push_str(whole),
        Kind::ListItem => {
            let _ = write!(out, "- {body}");
        }
        Kind::Paragraph | Kind::Note | Kind::Caption | Kind::Reference => {
            if misread(whole) {
                escape(out, whole);
            } else {
                out.push_str(whole);
            }
        }
    }
}

/// Whether Markdown sees a list item in the line: `- `, `* `, `+ `, `1. `, `1) `.
fn starts_as_item(line: &str) -> bool {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let mark = line.as_bytes().get(digits);
    let space = line.as_bytes().get(digits + 1) == Some(&b' ');
    match digits {
        0 => space && matches!(mark, Some(b'-' | b'*' | b'+')),
        1..=9 => space && matches!(mark, Some(b'.' | b')')),
        _ => false,
    }
}

/// Whether Markdown would see more than a paragraph in the line.
fn misread(line: &str) -> bool {
    let bare = line.trim_end();
    let rule = |c: char| bare.len() >= 3 && bare.chars().all(|x| x == c || x == ' ');
    let heading = bare.trim_start_matches('#');
    let hashes = bare.len() - heading.len();
    starts_as_item(line)
        || ((1..=6).contains(&hashes) && (heading.is_empty() || heading.starts_with([' ', '\t'])))
        || line.starts_with('>')
        || line.starts_with("```")
        || line.starts_with("~~~")
        || (bare.chars().all(|c| matches!(c, '=' | '-')) && !bare.is_empty())
        || ['*', '_', '-'].into_iter().any(rule)
}

/// The line with a backslash before the character that would be misread.
fn escape(out: &mut String, line: &str) {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = line.split_at_checked(digits).unwrap_or(("", line));
    let _ = write!(out, "{number}\\{rest}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines() {
        for (text, want) in [
            ("", ""),
            ("一つの段落。\n次の段落。\n", "一つの段落。\n\n次の段落。\n"),
            ("第1章　はじめに\n本文です。", "# 第1章　はじめに\n\n本文です。\n"),
            ("## 見出し\n本文です。\n---\n", "## 見出し\n本文です。\n---\n"),
            ("・一つ\n・二つ\n本文です。", "- 一つ\n- 二つ\n\n本文です。\n"),
            ("- 一つ\n- 二つ", "- 一つ\n- 二つ\n"),
            ("---", "\\---\n"),
            ("| a | b |\n|---|---|\n| 1 | 2 |\n", "| a | b |\n|---|---|\n| 1 | 2 |\n"),
            ("```\n# x\n\ny\n```", "```\n# x\n\ny\n```"),
        ] {
            let text = Text::from(text);
            assert_eq!(markdown(&text, &crate::doc::parse(&text)), want, "{:?}", text.as_str());
        }
    }

    #[test]
    fn what_would_be_misread() {
        for (line, want) in [
            ("1990. That was", true),
            ("+ 3", true),
            ("# 1", true),
            ("#1", false),
            ("2020年", false),
            ("-5 度", false),
            ("***", true),
            ("=====", true),
            ("> 引用", true),
            ("", false),
        ] {
            assert_eq!(misread(line), want, "{line:?}");
        }
    }
}
