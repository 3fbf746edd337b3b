//! What a line of Markdown is, told by its characters alone (CommonMark 0.31).

/// Elements that only their closing tag ends (CommonMark 4.6, condition 1).
pub(super) const VERBATIM: [&str; 4] = ["pre", "script", "style", "textarea"];

/// Elements that a blank line ends (condition 6).
pub(super) const HTML_BLOCKS: &str = "address article aside blockquote body caption center col colgroup dd details dialog dir div dl dt fieldset \
    figcaption figure footer form frame h1 h2 h3 h4 h5 h6 head header hr html iframe legend li link main menu nav noframes ol option p \
    param search section summary table tbody td tfoot th thead title tr ul";

/// The length of the fence that `body` opens (CommonMark 4.5).
pub(super) fn opens(body: &str, mark: u8) -> Option<usize> {
    let len = body.bytes().take_while(|&b| b == mark).count();
    let info = body.get(len..)?;
    (len >= 3 && !(mark == b'`' && info.contains('`'))).then_some(len)
}

pub(super) fn closes(body: &str, mark: u8, len: usize) -> bool {
    body.len() >= len && body.bytes().all(|b| b == mark)
}

pub(super) fn is_heading(body: &str) -> bool {
    let rest = body.trim_start_matches('#');
    (1..=6).contains(&(body.len() - rest.len())) && rest.starts_with([' ', '\t'])
}

/// `---|:--:`, the second row of a table (GFM 4.10).
pub(super) fn is_delimiter(body: &str) -> bool {
    body.contains('|') && body.contains('-') && body.bytes().all(|b| matches!(b, b'|' | b'-' | b':' | b' ' | b'\t'))
}

/// `[label]: target`, not `[^1]: note`.
pub(super) fn is_definition(body: &str) -> bool {
    let Some((label, target)) = body.split_once("]:") else { return false };
    let target = target.trim_start();
    let goes = target.starts_with(['<', '#', '/', '.']) || target.contains("://") || target.starts_with("mailto:");
    label.len() > 1 && !label.starts_with("[^") && !target.is_empty() && goes
}

/// `[^1]: note` (a footnote of GFM).
pub(super) fn is_footnote(body: &str) -> bool {
    body.strip_prefix("[^").and_then(|rest| rest.split_once("]:")).is_some_and(|(label, _)| !label.is_empty() && !label.contains(' '))
}

/// Images and nothing else (CommonMark 6.4).
pub(super) fn is_image(body: &str) -> bool {
    body.starts_with("![")
        && body.ends_with([')', ']'])
        && body.split("![").skip(1).all(|image| {
            let Some((_, target)) = image.split_once(']') else { return false };
            let target = target.trim_end();
            matches!((target.chars().next(), target.chars().next_back()), (Some('('), Some(')')) | (Some('['), Some(']')))
        })
}

pub(super) fn is_underline(body: &str) -> bool {
    body.len() >= 2 && (body.bytes().all(|b| b == b'=') || body.bytes().all(|b| b == b'-'))
}

pub(super) fn is_rule(body: &str) -> bool {
    let Some(&mark) = body.as_bytes().first() else { return false };
    body.bytes().all(|b| b == mark || matches!(b, b' ' | b'\t')) && body.bytes().filter(|&b| b == mark).count() >= 3
}

/// Whether a list item begins here.
pub(super) fn is_item(body: &str) -> bool {
    let rest = match body.as_bytes().first() {
        Some(b'-' | b'*' | b'+') => body.get(1..),
        Some(b'0'..=b'9') => body.trim_start_matches(|c: char| c.is_ascii_digit()).strip_prefix(['.', ')']),
        _ => None,
    };
    rest.is_some_and(|rest| rest.starts_with([' ', '\t'])) && !is_rule(body)
}
